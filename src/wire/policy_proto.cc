#include "src/wire/policy_proto.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "src/wire/spot.h"
#include "src/wire/text_mistake.h"

namespace graduasi::wire {
namespace {

Text ToText(const v1::Text& text) { return {text.id(), text.en()}; }

ParameterType ToType(v1::Parameter::Type type) {
  switch (type) {
    case v1::Parameter::INT:
      return ParameterType::kInt;
    case v1::Parameter::BOOL:
      return ParameterType::kBool;
    case v1::Parameter::STRING:
      return ParameterType::kString;
    case v1::Parameter::DATE:
      return ParameterType::kDate;
    default:
      return ParameterType::kUnspecified;
  }
}

v1::Parameter::Type TypeOf(ParameterType type) {
  switch (type) {
    case ParameterType::kUnspecified:
      break;
    case ParameterType::kInt:
      return v1::Parameter::INT;
    case ParameterType::kBool:
      return v1::Parameter::BOOL;
    case ParameterType::kString:
      return v1::Parameter::STRING;
    case ParameterType::kDate:
      return v1::Parameter::DATE;
  }
  return v1::Parameter::TYPE_UNSPECIFIED;
}

Actor ToActor(v1::Criterion::Actor actor) {
  switch (actor) {
    case v1::Criterion::HOUSEHOLD:
      return Actor::kHousehold;
    case v1::Criterion::MENTOR:
      return Actor::kMentor;
    case v1::Criterion::OFFICER:
      return Actor::kOfficer;
    case v1::Criterion::NOBODY:
      return Actor::kNobody;
    default:
      return Actor::kUnspecified;
  }
}

RouteKind ToKind(v1::Route::Kind kind) {
  switch (kind) {
    case v1::Route::SELF_RELIANT:
      return RouteKind::kSelfReliant;
    case v1::Route::NATURAL:
      return RouteKind::kNatural;
    case v1::Route::BUSINESS_PROGRAMME:
      return RouteKind::kBusinessProgramme;
    case v1::Route::SYSTEM:
      return RouteKind::kSystem;
    case v1::Route::OTHER:
      return RouteKind::kOther;
    default:
      return RouteKind::kUnspecified;
  }
}

Direction ToDirection(v1::RankingKey::Direction direction) {
  switch (direction) {
    case v1::RankingKey::ASCENDING:
      return Direction::kAscending;
    case v1::RankingKey::DESCENDING:
      return Direction::kDescending;
    default:
      return Direction::kUnspecified;
  }
}

v1::RankingKey::Direction DirectionOf(Direction direction) {
  switch (direction) {
    case Direction::kUnspecified:
      break;
    case Direction::kAscending:
      return v1::RankingKey::ASCENDING;
    case Direction::kDescending:
      return v1::RankingKey::DESCENDING;
  }
  return v1::RankingKey::DIRECTION_UNSPECIFIED;
}

MissingPlace ToMissing(v1::RankingKey::Missing missing) {
  switch (missing) {
    case v1::RankingKey::FIRST:
      return MissingPlace::kFirst;
    case v1::RankingKey::LAST:
      return MissingPlace::kLast;
    default:
      return MissingPlace::kUnspecified;
  }
}

v1::RankingKey::Missing MissingOf(MissingPlace missing) {
  switch (missing) {
    case MissingPlace::kUnspecified:
      break;
    case MissingPlace::kFirst:
      return v1::RankingKey::FIRST;
    case MissingPlace::kLast:
      return v1::RankingKey::LAST;
  }
  return v1::RankingKey::MISSING_UNSPECIFIED;
}

class Reader {
 public:
  explicit Reader(FindingList* findings) : findings_(findings) {}

  PolicyDocument Document(const v1::Policy& policy, const OutlineMessage* outline) {
    const Spot spot(outline, "");
    PolicyDocument document;
    document.id = spot.Text("id", policy.id());
    document.version = spot.Text("version", policy.version());
    document.title = ToText(policy.title());
    document.legal_basis.assign(policy.legal_basis().begin(), policy.legal_basis().end());
    document.jurisdiction = Texts(policy.jurisdiction(), spot, "jurisdiction");
    const Spot effective = spot.Inside("effective");
    document.effective_from = effective.Text("from", policy.effective().from());
    document.effective_until = effective.Text("until", policy.effective().until());
    document.parameters = Each(policy.parameter(), spot, "parameter", &Reader::ReadParameter);
    document.facts = Each(policy.fact(), spot, "fact", &Reader::ReadFact);
    document.safeguards = Each(policy.safeguard(), spot, "safeguard", &Reader::ReadSafeguard);
    document.criteria = Each(policy.criterion(), spot, "criterion", &Reader::ReadCriterion);
    document.routes = Each(policy.route(), spot, "route", &Reader::ReadRoute);
    document.synthetic = policy.synthetic();
    if (policy.has_ranking()) {
      document.ranking = ReadRanking(policy.ranking(), spot.Inside("ranking"));
      document.ranking->place = spot.PlaceOf("ranking");
    }
    return document;
  }

 private:
  // The elements of a repeated message, each with its place.
  template <typename Messages, typename Message, typename Struct>
  std::vector<Struct> Each(const Messages& messages, const Spot& spot, const std::string& field,
                           Struct (Reader::*read)(const Message&, const Spot&)) {
    std::vector<Struct> structs;
    for (int i = 0; i < messages.size(); ++i) {
      structs.push_back((this->*read)(messages.Get(i), spot.Inside(field, i)));
      structs.back().place = spot.PlaceOf(field, i);
    }
    return structs;
  }

  template <typename Strings>
  static std::vector<Placed> Texts(const Strings& strings, const Spot& spot, const std::string& field) {
    std::vector<Placed> texts;
    for (int i = 0; i < strings.size(); ++i) texts.push_back(spot.Text(field, strings.Get(i), i));
    return texts;
  }

  // Of a version or an entry, whose oneofs have the same members; nothing if none is set.
  template <typename Message>
  std::optional<ParameterValue> ReadValue(const Message& message, const Spot& spot) {
    ParameterValue value;
    switch (message.value_case()) {
      case Message::kInt:
        value.integer = message.int_();
        value.place = spot.PlaceOf("int");
        return value;
      case Message::kBool:
        value.boolean = message.bool_();
        value.place = spot.PlaceOf("bool");
        return value;
      case Message::kString:
        value.string = message.string();
        value.place = spot.PlaceOf("string");
        return value;
      case Message::kDate: {
        value.place = spot.PlaceOf("date");
        value.date = Date::Parse(message.date());
        if (!value.date.has_value()) {
          findings_->Add(value.place.path, value.place.line, value.place.column,
                         absl::StrCat("`", Excerpt(message.date()), "` is not a day; days are written \"2026-01-31\""));
        }
        return value;
      }
      case Message::VALUE_NOT_SET:
        break;
    }
    return std::nullopt;
  }

  Parameter::Entry ReadEntry(const v1::ParameterEntry& message, const Spot& spot) {
    Parameter::Entry entry;
    entry.key = message.key();
    entry.value = ReadValue(message, spot).value_or(ParameterValue{});
    return entry;
  }

  Parameter::Version ReadVersion(const v1::ParameterVersion& message, const Spot& spot) {
    Parameter::Version version;
    version.from = spot.Text("from", message.from());
    version.value = ReadValue(message, spot);
    version.entries = Each(message.entry(), spot, "entry", &Reader::ReadEntry);
    // A value that is not set is looked for where its entry stands.
    for (Parameter::Entry& entry : version.entries) {
      if (entry.value.place.path.empty()) entry.value.place = entry.place;
    }
    return version;
  }

  Parameter ReadParameter(const v1::Parameter& message, const Spot& spot) {
    Parameter parameter;
    parameter.id = spot.Text("id", message.id());
    parameter.title = ToText(message.title());
    parameter.type = ToType(message.type());
    parameter.unit = message.unit();
    parameter.key = spot.Text("key", message.key());
    parameter.versions = Each(message.value(), spot, "value", &Reader::ReadVersion);
    parameter.source = message.source();
    parameter.proposal = message.proposal();
    return parameter;
  }

  Fact ReadFact(const v1::Fact& message, const Spot& spot) {
    Fact fact;
    fact.id = spot.Text("id", message.id());
    fact.title = ToText(message.title());
    fact.expr = spot.Text("expr", message.expr());
    fact.unit = message.unit();
    return fact;
  }

  MaxAge ReadMaxAge(const v1::MaxAge& message, const Spot& spot) {
    MaxAge max_age;
    max_age.fact = spot.Text("fact", message.fact());
    max_age.months = message.months();
    return max_age;
  }

  Safeguard ReadSafeguard(const v1::Safeguard& message, const Spot& spot) {
    Safeguard safeguard;
    safeguard.id = spot.Text("id", message.id());
    safeguard.title = ToText(message.title());
    safeguard.when = spot.Text("when", message.when());
    safeguard.max_age = Each(message.max_age(), spot, "max_age", &Reader::ReadMaxAge);
    safeguard.reason_id = spot.Inside("reason").Text("id", message.reason().id());
    safeguard.reason_en = spot.Inside("reason").Text("en", message.reason().en());
    safeguard.source = message.source();
    safeguard.proposal = message.proposal();
    return safeguard;
  }

  Criterion ReadCriterion(const v1::Criterion& message, const Spot& spot) {
    Criterion criterion;
    criterion.id = spot.Text("id", message.id());
    criterion.title = ToText(message.title());
    criterion.applies_when = spot.Text("applies_when", message.applies_when());
    criterion.require = spot.Text("require", message.require());
    criterion.max_age = Each(message.max_age(), spot, "max_age", &Reader::ReadMaxAge);
    criterion.pass_id = spot.Inside("pass").Text("id", message.pass().id());
    criterion.pass_en = spot.Inside("pass").Text("en", message.pass().en());
    criterion.fail_id = spot.Inside("fail").Text("id", message.fail().id());
    criterion.fail_en = spot.Inside("fail").Text("en", message.fail().en());
    criterion.can_act = ToActor(message.can_act());
    criterion.source = message.source();
    criterion.proposal = message.proposal();
    return criterion;
  }

  Score::Item ReadItem(const v1::ScoreItem& message, const Spot& spot) {
    Score::Item item;
    item.id = spot.Text("id", message.id());
    item.title = ToText(message.title());
    item.value = spot.Text("value", message.value());
    item.weight = message.weight();
    return item;
  }

  Score ReadScore(const v1::Score& message, const Spot& spot) {
    Score score;
    score.items = Each(message.item(), spot, "item", &Reader::ReadItem);
    score.threshold = spot.Text("threshold", message.threshold());
    score.normalised = message.normalised();
    score.max_age = Each(message.max_age(), spot, "max_age", &Reader::ReadMaxAge);
    return score;
  }

  Route::AtLeast ReadAtLeast(const v1::AtLeast& message, const Spot& spot) {
    Route::AtLeast at_least;
    at_least.n = message.n();
    at_least.of = Texts(message.of(), spot, "of");
    return at_least;
  }

  Route ReadRoute(const v1::Route& message, const Spot& spot) {
    Route route;
    route.id = spot.Text("id", message.id());
    route.title = ToText(message.title());
    route.kind = ToKind(message.kind());
    route.all_of = Texts(message.all_of(), spot, "all_of");
    route.at_least = Each(message.at_least(), spot, "at_least", &Reader::ReadAtLeast);
    if (message.has_score()) {
      route.score = ReadScore(message.score(), spot.Inside("score"));
      route.score->place = spot.PlaceOf("score");
    }
    route.source = message.source();
    return route;
  }

  RankingKey ReadKey(const v1::RankingKey& message, const Spot& spot) {
    RankingKey key;
    key.id = spot.Text("id", message.id());
    key.title = ToText(message.title());
    key.expr = spot.Text("expr", message.expr());
    key.unit = message.unit();
    key.direction = ToDirection(message.direction());
    key.missing = ToMissing(message.missing());
    key.max_age = Each(message.max_age(), spot, "max_age", &Reader::ReadMaxAge);
    key.source = message.source();
    return key;
  }

  RankingRule ReadRanking(const v1::Ranking& message, const Spot& spot) {
    RankingRule ranking;
    ranking.id = spot.Text("id", message.id());
    ranking.title = ToText(message.title());
    ranking.keys = Each(message.key(), spot, "key", &Reader::ReadKey);
    ranking.source = message.source();
    ranking.proposal = message.proposal();
    return ranking;
  }

  FindingList* findings_;
};

// A text that is not there leaves its message out.
template <typename Message, typename Mutable>
void PutText(const std::string& id, const std::string& en, Message* message, Mutable mutable_text) {
  if (id.empty() && en.empty()) return;
  v1::Text* text = (message->*mutable_text)();
  text->set_id(id);
  text->set_en(en);
}

template <typename Message>
void PutTitle(const Text& title, Message* message) {
  PutText(title.id, title.en, message, &Message::mutable_title);
}

template <typename Message>
void PutMaxAge(const std::vector<MaxAge>& limits, Message* message) {
  for (const MaxAge& limit : limits) {
    v1::MaxAge* max_age = message->add_max_age();
    max_age->set_fact(limit.fact.text);
    max_age->set_months(limit.months);
  }
}

template <typename Message>
void PutValue(const ParameterValue& value, Message* message) {
  if (value.integer.has_value()) {
    message->set_int_(*value.integer);
  } else if (value.boolean.has_value()) {
    message->set_bool_(*value.boolean);
  } else if (value.string.has_value()) {
    message->set_string(*value.string);
  } else if (value.date.has_value()) {
    message->set_date(value.date->ToString());
  }
}

void PutParameter(const Parameter& parameter, v1::Parameter* message) {
  message->set_id(parameter.id.text);
  PutTitle(parameter.title, message);
  message->set_type(TypeOf(parameter.type));
  message->set_unit(parameter.unit);
  message->set_key(parameter.key.text);
  for (const Parameter::Version& version : parameter.versions) {
    v1::ParameterVersion* value = message->add_value();
    value->set_from(version.from.text);
    if (version.value.has_value()) PutValue(*version.value, value);
    for (const Parameter::Entry& entry : version.entries) {
      v1::ParameterEntry* row = value->add_entry();
      row->set_key(entry.key);
      PutValue(entry.value, row);
    }
  }
  message->set_source(parameter.source);
  message->set_proposal(parameter.proposal);
}

void PutSafeguard(const Safeguard& safeguard, v1::Safeguard* message) {
  message->set_id(safeguard.id.text);
  PutTitle(safeguard.title, message);
  message->set_when(safeguard.when.text);
  PutText(safeguard.reason_id.text, safeguard.reason_en.text, message, &v1::Safeguard::mutable_reason);
  PutMaxAge(safeguard.max_age, message);
  message->set_source(safeguard.source);
  message->set_proposal(safeguard.proposal);
}

void PutCriterion(const Criterion& criterion, v1::Criterion* message) {
  message->set_id(criterion.id.text);
  PutTitle(criterion.title, message);
  message->set_applies_when(criterion.applies_when.text);
  message->set_require(criterion.require.text);
  PutText(criterion.pass_id.text, criterion.pass_en.text, message, &v1::Criterion::mutable_pass);
  PutText(criterion.fail_id.text, criterion.fail_en.text, message, &v1::Criterion::mutable_fail);
  PutMaxAge(criterion.max_age, message);
  message->set_can_act(ActorOf(criterion.can_act));
  message->set_source(criterion.source);
  message->set_proposal(criterion.proposal);
}

void PutRoute(const Route& route, v1::Route* message) {
  message->set_id(route.id.text);
  PutTitle(route.title, message);
  message->set_kind(KindOf(route.kind));
  for (const Placed& id : route.all_of) message->add_all_of(id.text);
  for (const Route::AtLeast& rule : route.at_least) {
    v1::AtLeast* at_least = message->add_at_least();
    at_least->set_n(rule.n);
    for (const Placed& id : rule.of) at_least->add_of(id.text);
  }
  if (route.score.has_value()) {
    v1::Score* score = message->mutable_score();
    for (const Score::Item& part : route.score->items) {
      v1::ScoreItem* item = score->add_item();
      item->set_id(part.id.text);
      PutTitle(part.title, item);
      item->set_value(part.value.text);
      item->set_weight(part.weight);
    }
    score->set_threshold(route.score->threshold.text);
    score->set_normalised(route.score->normalised);
    PutMaxAge(route.score->max_age, score);
  }
  message->set_source(route.source);
}

void PutRanking(const RankingRule& ranking, v1::Ranking* message) {
  message->set_id(ranking.id.text);
  PutTitle(ranking.title, message);
  for (const RankingKey& part : ranking.keys) {
    v1::RankingKey* key = message->add_key();
    key->set_id(part.id.text);
    PutTitle(part.title, key);
    key->set_expr(part.expr.text);
    key->set_unit(part.unit);
    key->set_direction(DirectionOf(part.direction));
    key->set_missing(MissingOf(part.missing));
    PutMaxAge(part.max_age, key);
    key->set_source(part.source);
  }
  message->set_source(ranking.source);
  message->set_proposal(ranking.proposal);
}

}  // namespace

v1::Criterion::Actor ActorOf(Actor actor) {
  switch (actor) {
    case Actor::kUnspecified:
      break;
    case Actor::kHousehold:
      return v1::Criterion::HOUSEHOLD;
    case Actor::kMentor:
      return v1::Criterion::MENTOR;
    case Actor::kOfficer:
      return v1::Criterion::OFFICER;
    case Actor::kNobody:
      return v1::Criterion::NOBODY;
  }
  return v1::Criterion::ACTOR_UNSPECIFIED;
}

v1::Route::Kind KindOf(RouteKind kind) {
  switch (kind) {
    case RouteKind::kUnspecified:
      break;
    case RouteKind::kSelfReliant:
      return v1::Route::SELF_RELIANT;
    case RouteKind::kNatural:
      return v1::Route::NATURAL;
    case RouteKind::kBusinessProgramme:
      return v1::Route::BUSINESS_PROGRAMME;
    case RouteKind::kSystem:
      return v1::Route::SYSTEM;
    case RouteKind::kOther:
      return v1::Route::OTHER;
  }
  return v1::Route::KIND_UNSPECIFIED;
}

PolicyDocument ToDocument(const v1::Policy& policy, const OutlineMessage* outline, FindingList* findings) {
  return Reader(findings).Document(policy, outline);
}

v1::Policy ToProto(const PolicyDocument& document) {
  v1::Policy policy;
  policy.set_id(document.id.text);
  policy.set_version(document.version.text);
  PutTitle(document.title, &policy);
  for (const std::string& basis : document.legal_basis) policy.add_legal_basis(basis);
  for (const Placed& region : document.jurisdiction) policy.add_jurisdiction(region.text);
  if (!document.effective_from.empty() || !document.effective_until.empty()) {
    policy.mutable_effective()->set_from(document.effective_from.text);
    policy.mutable_effective()->set_until(document.effective_until.text);
  }
  for (const Parameter& parameter : document.parameters) PutParameter(parameter, policy.add_parameter());
  for (const Fact& fact : document.facts) {
    v1::Fact* message = policy.add_fact();
    message->set_id(fact.id.text);
    PutTitle(fact.title, message);
    message->set_expr(fact.expr.text);
    message->set_unit(fact.unit);
  }
  for (const Safeguard& safeguard : document.safeguards) PutSafeguard(safeguard, policy.add_safeguard());
  for (const Criterion& criterion : document.criteria) PutCriterion(criterion, policy.add_criterion());
  for (const Route& route : document.routes) PutRoute(route, policy.add_route());
  policy.set_synthetic(document.synthetic);
  if (document.ranking.has_value()) PutRanking(*document.ranking, policy.mutable_ranking());
  return policy;
}

}  // namespace graduasi::wire
