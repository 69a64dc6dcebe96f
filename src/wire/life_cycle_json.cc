// Life cycles as JSON: events, rules of a programme, and histories, which are replayed as they are read.
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "graduasi/life_cycle.h"
#include "src/base/findings.h"
#include "src/cel/utf8.h"
#include "src/wire/json_object.h"

namespace graduasi {
namespace {

using wire::Into;
using wire::IntoOneOf;
using wire::JsonKey;
using wire::JsonObjectReader;
using wire::JsonObjectWriter;
using wire::JsonValue;
using wire::NamesOf;

const std::vector<std::string>& RouteKinds() {
  static const auto& names = *new std::vector<std::string>{"SELF_RELIANT", "NATURAL", "BUSINESS_PROGRAMME", "SYSTEM", "OTHER"};
  return names;
}

const std::vector<std::string>& Outcomes() {
  static const auto& names = *[] {
    auto* all = new std::vector<std::string>;
    for (int i = 0; i <= static_cast<int>(Outcome::kEligible); ++i) all->emplace_back(Name(static_cast<Outcome>(i)));
    return all;
  }();
  return names;
}

template <typename Enum>
const char* NameOf(Enum value) {
  return DescribeEnum<Enum>::names[static_cast<size_t>(value)].name;
}

template <typename Enum>
std::vector<std::string> NamesOfAll(const std::vector<Enum>& values) {
  std::vector<std::string> names;
  for (const Enum value : values) names.emplace_back(NameOf(value));
  return names;
}

template <typename Enum>
JsonValue IntoList(std::vector<Enum>* values) {
  return [values](JsonObjectReader* reader, const std::string& path) {
    values->clear();
    return reader->ReadList(
        path, IntoOneOf(NamesOf<Enum>(), [values](size_t at) { values->push_back(DescribeEnum<Enum>::names[at].value); }));
  };
}

// What must be there.
struct Needed {
  bool kind = false;
  bool role = false;
};

void CheckNeeded(const Needed& needed, const std::string& path, JsonObjectReader* reader) {
  if (!needed.kind) reader->Note(path, "`event` is missing: what happened");
  if (!needed.role) reader->Note(path, "`role` is missing: in which role somebody acted");
}

JsonValue IntoBasis(std::optional<DecisionBasis>* decision) {
  return [decision](JsonObjectReader* reader, const std::string& path) {
    DecisionBasis& basis = decision->emplace();
    std::optional<Date> as_of;
    bool outcome = false;
    const std::vector<JsonKey> keys = {
        {"record", Into(&basis.record)},
        {"household_id", Into(&basis.household_id)},
        {"as_of", Into(&as_of)},
        {"policy_hash", Into(&basis.policy_hash)},
        {"outcome", IntoOneOf(Outcomes(),
                              [&](size_t at) {
                                basis.outcome = static_cast<Outcome>(at);
                                outcome = true;
                              })},
        {"route", Into(&basis.route)},
        {"route_kind", IntoOneOf(RouteKinds(), [&](size_t at) { basis.route_kind = static_cast<RouteKind>(at + 1); })},
        {"open", Into(&basis.open)},
        {"missing", Into(&basis.missing)}};
    const size_t before = reader->findings();
    if (!reader->ReadObject(path, keys)) return false;
    if (reader->findings() != before) return true;
    if (as_of.has_value()) {
      basis.as_of = *as_of;
    } else {
      reader->Note(path, "`as_of` is missing: the day as of which was decided");
    }
    if (!outcome) reader->Note(path, "`outcome` is missing: what was decided");
    return true;
  };
}

JsonValue IntoEvent(LifeEvent* event, bool nested);

std::vector<JsonKey> EventKeys(LifeEvent* event, Needed* needed, bool nested) {
  std::vector<JsonKey> keys = {
      {"event", IntoOneOf(NamesOf<LifeEventKind>(),
                          [event, needed](size_t at) {
                            event->kind = DescribeEnum<LifeEventKind>::names[at].value;
                            needed->kind = true;
                          })},
      {"on", Into(&event->on)},
      {"actor", Into(&event->actor)},
      {"role", IntoOneOf(NamesOf<LifeRole>(),
                         [event, needed](size_t at) {
                           event->role = DescribeEnum<LifeRole>::names[at].value;
                           needed->role = true;
                         })},
      {"document", Into(&event->document)},
      {"reason", Into(&event->reason)},
      {"decision", IntoBasis(&event->decision)},
      {"item", Into(&event->item)},
      {"severity", Into(&event->severity)},
      {"due_on", Into(&event->due_on)},
      {"about", Into(&event->about)},
      {"office", Into(&event->office)},
  };
  // A correction of a correction is refused by the rules; deeper there is nothing to read.
  if (!nested) {
    keys.push_back({"instead", [event](JsonObjectReader* reader, const std::string& path) {
                      return IntoEvent(&event->instead.emplace_back(), true)(reader, path);
                    }});
  }
  return keys;
}

JsonValue IntoEvent(LifeEvent* event, bool nested) {
  return [event, nested](JsonObjectReader* reader, const std::string& path) {
    Needed needed;
    const size_t before = reader->findings();
    if (!reader->ReadObject(path, EventKeys(event, &needed, nested))) return false;
    if (reader->findings() == before) CheckNeeded(needed, path, reader);
    return true;
  };
}

std::vector<JsonKey> RulesKeys(LifeRules* rules) {
  return {{"decision_months", Into(&rules->decision_months)},
          {"monitoring_months", Into(&rules->monitoring_months)},
          {"completed_by_procedure", Into(&rules->completed_by_procedure)},
          {"consent_for", IntoList(&rules->consent_for)},
          {"blocking_findings", IntoList(&rules->blocking_findings)},
          {"source", Into(&rules->source)}};
}

void CheckRules(const LifeRules& rules, const std::string& path, JsonObjectReader* reader) {
  constexpr int64_t kMost = 120;
  if (rules.decision_months < 0 || rules.decision_months > kMost) {
    reader->Note(path, "`decision_months` must be from 0 to 120");
  }
  if (rules.monitoring_months < 0 || rules.monitoring_months > kMost) {
    reader->Note(path, "`monitoring_months` must be from 0 to 120");
  }
}

void WriteBasis(const DecisionBasis& basis, std::string* json) {
  JsonObjectWriter writer(json);
  if (!basis.record.empty()) writer.Text("record", basis.record);
  writer.Text("household_id", basis.household_id);
  writer.Text("as_of", basis.as_of.ToString());
  writer.Text("policy_hash", basis.policy_hash);
  writer.Text("outcome", Name(basis.outcome));
  if (!basis.route.empty()) writer.Text("route", basis.route);
  if (basis.route_kind != RouteKind::kUnspecified) {
    writer.Text("route_kind", RouteKinds()[static_cast<size_t>(basis.route_kind) - 1]);
  }
  if (!basis.open.empty()) writer.Texts("open", basis.open);
  if (!basis.missing.empty()) writer.Texts("missing", basis.missing);
  writer.End();
}

void WriteEvent(const LifeEvent& event, std::string* json) {
  JsonObjectWriter writer(json);
  const auto text = [&](absl::string_view name, const std::string& value) {
    if (!value.empty()) writer.Text(name, value);
  };
  writer.Text("event", Name(event.kind));
  if (event.on.has_value()) writer.Text("on", event.on->ToString());
  text("actor", event.actor);
  writer.Text("role", Name(event.role));
  text("document", event.document);
  text("reason", event.reason);
  if (event.decision.has_value()) WriteBasis(*event.decision, writer.Key("decision"));
  text("item", event.item);
  if (event.severity.has_value()) writer.Text("severity", NameOf(*event.severity));
  if (event.due_on.has_value()) writer.Text("due_on", event.due_on->ToString());
  if (event.about.has_value()) writer.Int("about", *event.about);
  text("office", event.office);
  if (!event.instead.empty()) WriteEvent(event.instead[0], writer.Key("instead"));
  writer.End();
}

void WriteRules(const LifeRules& rules, std::string* json) {
  JsonObjectWriter writer(json);
  writer.Int("decision_months", rules.decision_months);
  writer.Int("monitoring_months", rules.monitoring_months);
  writer.Texts("completed_by_procedure", rules.completed_by_procedure);
  writer.Texts("consent_for", NamesOfAll(rules.consent_for));
  writer.Texts("blocking_findings", NamesOfAll(rules.blocking_findings));
  if (!rules.source.empty()) writer.Text("source", rules.source);
  writer.End();
}

// Reads `json` with `read`; the findings become the status.
template <typename Value>
absl::StatusOr<Value> Read(absl::string_view json, Value value, Findings* findings,
                           const std::function<void(Value*, Findings*)>& read) {
  Findings found;
  if (cel::FindInvalidUtf8(json) != absl::string_view::npos) {
    found.push_back({"", 0, 0, "the text is not valid UTF-8; it must be written in UTF-8"});
  } else {
    read(&value, &found);
  }
  if (found.empty()) return value;
  absl::Status status = InvalidArgument(found);
  if (findings != nullptr) findings->insert(findings->end(), found.begin(), found.end());
  return status;
}

}  // namespace

std::string ToJson(const LifeEvent& event) {
  std::string json;
  WriteEvent(event, &json);
  return json;
}

std::string ToJson(const LifeRules& rules) {
  std::string json;
  WriteRules(rules, &json);
  return json;
}

std::string ToJson(const LifeHistory& history) {
  std::string json;
  JsonObjectWriter writer(&json);
  writer.Text("household_id", history.household_id());
  WriteRules(history.rules(), writer.Key("rules"));
  std::string* events = writer.Key("events");
  events->push_back('[');
  for (size_t i = 0; i < history.events().size(); ++i) {
    if (i > 0) events->push_back(',');
    WriteEvent(history.events()[i], events);
  }
  events->push_back(']');
  writer.End();
  return json;
}

std::string ToJson(const Standing& standing) {
  std::string json;
  JsonObjectWriter writer(&json);
  const auto date = [&](absl::string_view name, const std::optional<PartialDate>& value) {
    if (value.has_value()) writer.Text(name, value->ToString());
  };
  const auto list = [&](absl::string_view name, size_t count, const std::function<void(size_t, std::string*)>& element) {
    std::string* to = writer.Key(name);
    to->push_back('[');
    for (size_t i = 0; i < count; ++i) {
      if (i > 0) to->push_back(',');
      element(i, to);
    }
    to->push_back(']');
  };
  writer.Text("state", Name(standing.state));
  writer.Key("help_continues")->append(standing.HelpContinues() ? "true" : "false");
  if (standing.exit_kind.has_value()) writer.Text("exit_kind", NameOf(*standing.exit_kind));
  date("signed_on", standing.signed_on);
  date("deliberated_on", standing.deliberated_on);
  date("verified_on", standing.verified_on);
  date("graduated_on", standing.graduated_on);
  date("monitored_since", standing.monitored_since);
  list("objections", standing.objections.size(),
       [&](size_t i, std::string* to) { absl::StrAppend(to, standing.objections[i]); });
  writer.Texts("waiting", standing.waiting);
  list("findings", standing.findings.size(), [&](size_t i, std::string* to) {
    const OpenFinding& finding = standing.findings[i];
    JsonObjectWriter element(to);
    element.Int("number", finding.number);
    element.Text("item", finding.item);
    element.Text("severity", NameOf(finding.severity));
    if (finding.due_on.has_value()) element.Text("due_on", finding.due_on->ToString());
    if (finding.put_right_on.has_value()) element.Text("put_right_on", finding.put_right_on->ToString());
    element.End();
  });
  if (!standing.data_owner.empty()) writer.Text("data_owner", standing.data_owner);
  writer.End();
  return json;
}

absl::StatusOr<LifeEvent> ParseLifeEventJson(absl::string_view json, Findings* findings) {
  return Read<LifeEvent>(json, LifeEvent(), findings, [&](LifeEvent* event, Findings* found) {
    Needed needed;
    JsonObjectReader reader(json, found);
    if (!reader.ReadDocument(EventKeys(event, &needed, false))) return;
    CheckNeeded(needed, "", &reader);
  });
}

absl::StatusOr<FamilyEvent> ParseFamilyEventJson(absl::string_view json, Findings* findings) {
  return Read<FamilyEvent>(json, FamilyEvent(), findings, [&](FamilyEvent* line, Findings* found) {
    bool event = false;
    JsonObjectReader reader(json, found);
    const bool read = reader.ReadDocument(
        {{"household", Into(&line->household_id)}, {"event", [&](JsonObjectReader* at, const std::string& path) {
                                                      event = true;
                                                      return IntoEvent(&line->event, false)(at, path);
                                                    }}});
    if (!read) return;
    if (line->household_id.empty()) reader.Note("", "`household` is missing: whose event this is");
    if (!event) reader.Note("", "`event` is missing: what happened");
  });
}

absl::StatusOr<LifeRules> ParseLifeRulesJson(absl::string_view json, Findings* findings) {
  return Read<LifeRules>(json, LifeRules(), findings, [&](LifeRules* rules, Findings* found) {
    JsonObjectReader reader(json, found);
    if (reader.ReadDocument(RulesKeys(rules))) CheckRules(*rules, "", &reader);
  });
}

absl::StatusOr<LifeHistory> ParseLifeHistoryJson(absl::string_view json, Findings* findings) {
  return Read<LifeHistory>(json, LifeHistory("", LifeRules()), findings, [&](LifeHistory* history, Findings* found) {
    std::string household_id;
    LifeRules rules;
    std::vector<LifeEvent> events;
    JsonObjectReader reader(json, found);
    const bool read = reader.ReadDocument(
        {{"household_id", Into(&household_id)},
         {"rules", [&](JsonObjectReader* at, const std::string& path) { return at->ReadObject(path, RulesKeys(&rules)); }},
         {"events", [&](JsonObjectReader* at, const std::string& path) {
            return at->ReadList(path, [&](JsonObjectReader* element, const std::string& place) {
              return IntoEvent(&events.emplace_back(), false)(element, place);
            });
          }}});
    if (!read) return;
    if (household_id.empty()) return reader.Note("", "`household_id` is missing: whose history this is");
    CheckRules(rules, "rules", &reader);
    *history = LifeHistory(household_id, rules);
    for (size_t i = 0; i < events.size(); ++i) {
      const std::optional<LifeRefusal> refusal = history->Append(std::move(events[i]));
      if (!refusal.has_value()) continue;
      const std::string path = absl::StrCat("events[", i, "]");
      return reader.Note(path, absl::StrCat(refusal->what.en, " ", refusal->why.en, " ", refusal->right.en));
    }
  });
}

}  // namespace graduasi
