// The page of an office as JSON, for programs: everything in it, keys sorted, in one spelling. Whole numbers are numbers;
// published values, shares and probabilities are decimal texts, so that no reader makes floating-point numbers of them unasked.
// Names of fields are part of the interface.
#include <map>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "graduasi/field.h"
#include "graduasi/programme_report.h"
#include "src/wire/json_writer.h"

namespace graduasi {
namespace {

using wire::JsonWriter;

// Fewer than the error of the computation leaves right: of 100,000 families it is 5e-11.
constexpr int kProbabilityDigits = 9;

template <typename Enum>
const char* NameOf(Enum value) {
  for (const EnumName<Enum>& known : DescribeEnum<Enum>::names) {
    if (known.value == value) return known.name;
  }
  return "";
}

std::string ProbabilityText(double probability) { return absl::StrFormat("%.*g", kProbabilityDigits, probability); }

template <typename List, typename Each>
void PutList(absl::string_view name, const List& list, JsonWriter* json, const Each& each) {
  json->Key(name).Open('[');
  for (const auto& element : list) each(element);
  json->Close(']');
}

void PutTexts(absl::string_view name, const std::vector<std::string>& texts, JsonWriter* json) {
  PutList(name, texts, json, [json](const std::string& text) { json->String(text); });
}

// Counts by outcome, sorted by its name.
template <typename Count>
void PutOutcomes(absl::string_view name, const std::map<Outcome, Count>& counts, JsonWriter* json) {
  std::map<std::string, int64_t> sorted;
  for (const auto& [outcome, count] : counts) sorted[Name(outcome)] = count;
  json->Key(name).Open('{');
  for (const auto& [outcome, count] : sorted) json->Key(outcome).Number(count);
  json->Close('}');
}

void PutRegion(const Region& region, JsonWriter* json) {
  json->Key("region").Open('{');
  if (region.code.has_value()) json->Key("code").String(*region.code);
  if (region.system.has_value()) json->Key("system").String(NameOf(*region.system));
  json->Close('}');
}

void PutPercents(const PercentRange& range, JsonWriter* json) {
  json->Open('{');
  json->Key("approximate").Bool(range.approximate);
  json->Key("least").String(range.least.ToString());
  json->Key("most").String(range.most.ToString());
  json->Close('}');
}

void PutStock(const Stock& stock, JsonWriter* json) {
  json->Open('{');
  json->Key("count").Number(stock.count);
  json->Key("precision").String(NameOf(stock.precision));
  json->Key("source").String(stock.source);
  if (stock.stage.has_value()) json->Key("stage").Number(*stock.stage);
  json->Key("title").Put(stock.title);
  if (stock.year.has_value()) json->Key("year").Number(*stock.year);
  json->Close('}');
}

void PutTarget(const Target& target, JsonWriter* json) {
  json->Open('{');
  if (target.cohort.has_value()) {
    json->Key("cohort");
    PutStock(*target.cohort, json);
  }
  if (target.denominator.has_value()) {
    json->Key("denominator");
    PutStock(*target.denominator, json);
  }
  json->Key("id").String(target.id);
  json->Key("least").Number(target.least);
  json->Key("most").Number(target.most);
  json->Key("period").String(target.period.ToString());
  PutRegion(target.region, json);
  json->Key("source").String(target.source);
  json->Key("title").Put(target.title);
  json->Key("unit").String(target.unit);
  json->Close('}');
}

void PutResult(const Result& result, JsonWriter* json) {
  std::map<std::string, int64_t> kinds;
  for (const auto& [kind, count] : result.by_kind) kinds[NameOf(kind)] = count;
  json->Open('{');
  json->Key("as_of").String(result.as_of.ToString());
  json->Key("by_kind").Open('{');
  for (const auto& [kind, count] : kinds) json->Key(kind).Number(count);
  json->Close('}');
  json->Key("count").Number(result.count);
  json->Key("precision").String(NameOf(result.precision));
  json->Key("source").String(result.source);
  json->Key("target").String(result.target);
  json->Close('}');
}

void PutAttainment(const Attainment& attainment, JsonWriter* json) {
  json->Open('{');
  json->Key("approximate").Bool(attainment.approximate);
  json->Key("as_of").String(attainment.as_of.ToString());
  json->Key("met").Bool(attainment.met);
  json->Key("of_target");
  PutPercents(attainment.of_target, json);
  json->Key("remaining_to_least").Number(attainment.remaining_to_least);
  json->Key("remaining_to_most").Number(attainment.remaining_to_most);
  json->Key("result").Number(attainment.result);
  if (attainment.result_of_denominator.has_value()) {
    json->Key("result_of_denominator");
    PutPercents(*attainment.result_of_denominator, json);
  }
  if (attainment.target_of_denominator.has_value()) {
    json->Key("target_of_denominator");
    PutPercents(*attainment.target_of_denominator, json);
  }
  json->Close('}');
}

void PutStatistic(const Statistic& statistic, JsonWriter* json) {
  json->Open('{');
  json->Key("as_printed").String(statistic.as_printed);
  json->Key("id").String(statistic.id);
  json->Key("multiple").Number(statistic.multiple);
  json->Key("precision").String(NameOf(statistic.precision));
  json->Key("reference").String(statistic.reference.ToString());
  PutRegion(statistic.region, json);
  if (statistic.released_on.has_value()) json->Key("released_on").String(statistic.released_on->ToString());
  json->Key("source").String(statistic.source);
  json->Key("title").Put(statistic.title);
  json->Key("unit").String(statistic.unit);
  json->Key("value").String(statistic.value.ToString());
  json->Close('}');
}

void PutComparison(const ProgrammeReport::Comparison& comparison, JsonWriter* json) {
  const Computation& computation = comparison.computation;
  const Computed& computed = comparison.computed;
  json->Open('{');
  json->Key("computation").Open('{');
  json->Key("against").String(computation.against);
  json->Key("as_printed").String(computation.as_printed);
  json->Key("decimals").Number(computation.decimals);
  json->Key("id").String(computation.id);
  json->Key("kind").String(NameOf(computation.kind));
  json->Key("of").String(computation.of);
  if (computation.printed.has_value()) json->Key("printed").String(computation.printed->ToString());
  json->Key("title").Put(computation.title);
  json->Close('}');
  json->Key("computed").Open('{');
  if (computed.agrees.has_value()) json->Key("agrees").Bool(*computed.agrees);
  json->Key("approximate").Bool(computed.approximate);
  json->Key("multiple").Number(computed.multiple);
  json->Key("unit").String(computed.unit);
  json->Key("value").String(computed.value.ToString());
  json->Close('}');
  json->Close('}');
}

void PutPart(const ProgrammeReport::Part& part, JsonWriter* json) {
  json->Open('{');
  json->Key("approximate").Bool(part.approximate);
  json->Key("code").String(part.code);
  json->Key("least").Number(part.least);
  json->Key("most").Number(part.most);
  if (part.own.has_value()) {
    json->Key("own");
    PutTarget(*part.own, json);
  }
  if (part.own_result.has_value()) {
    json->Key("own_result");
    PutResult(*part.own_result, json);
  }
  json->Key("parts").Number(part.parts);
  json->Key("result").Number(part.result);
  PutTexts("without_result", part.without_result, json);
  json->Close('}');
}

void PutObstructions(absl::string_view name, const std::vector<Obstruction>& list, JsonWriter* json) {
  PutList(name, list, json, [json](const Obstruction& obstruction) {
    json->Open('{');
    json->Key("alone").Number(obstruction.alone);
    json->Key("families").Number(obstruction.families);
    json->Key("id").String(obstruction.id);
    json->Key("percent").String(obstruction.percent.ToString());
    json->Key("title").Put(obstruction.title);
    json->Close('}');
  });
}

void PutCohort(const CohortReport& cohort, JsonWriter* json) {
  std::map<std::string, int64_t> states;
  for (const auto& [state, count] : cohort.by_state) states[Name(state)] = count;
  json->Open('{');
  json->Key("as_of").String(cohort.as_of.ToString());
  PutOutcomes("by_outcome", cohort.by_outcome, json);
  json->Key("by_state").Open('{');
  for (const auto& [state, count] : states) json->Key(state).Number(count);
  json->Close('}');
  json->Key("candidates").Number(cohort.candidates);
  if (cohort.conversion.has_value()) {
    const CohortReport::Conversion& conversion = *cohort.conversion;
    json->Key("conversion").Open('{');
    json->Key("attained").Number(conversion.attained);
    json->Key("graduated").Number(conversion.graduated);
    json->Key("in_pipeline").Number(conversion.in_pipeline);
    if (conversion.needed.has_value()) {
      json->Key("needed");
      PutPercents(*conversion.needed, json);
    }
    json->Key("possible").Bool(conversion.possible);
    json->Key("returned").Number(conversion.returned);
    json->Key("still_least").Number(conversion.still_least);
    json->Key("still_most").Number(conversion.still_most);
    json->Close('}');
  }
  json->Key("deferred").Number(cohort.deferred);
  PutObstructions("failing", cohort.failing, json);
  json->Key("families").Number(cohort.families);
  PutObstructions("missing_facts", cohort.missing_facts, json);
  json->Key("objecting").Number(cohort.objecting);
  PutObstructions("protecting", cohort.protecting, json);
  PutObstructions("unknown", cohort.unknown, json);
  json->Key("with_open_findings").Number(cohort.with_open_findings);
  json->Key("without_history").Number(cohort.without_history);
  json->Close('}');
}

void PutProjection(const Projection& projection, JsonWriter* json) {
  json->Open('{');
  json->Key("as_of").String(projection.as_of.ToString());
  json->Key("candidates_now").Number(projection.candidates_now);
  json->Key("eligible_now").Number(projection.eligible_now);
  json->Key("ends_with_policy").Bool(projection.ends_with_policy);
  json->Key("families").Number(projection.families);
  PutList("months", projection.months, json, [json](const ProjectedMonth& month) {
    json->Open('{');
    json->Key("become_candidates").Number(month.become_candidates);
    json->Key("become_eligible").Number(month.become_eligible);
    json->Key("candidates_at_end").Number(month.candidates_at_end);
    json->Key("candidates_reached").Number(month.candidates_reached);
    json->Key("eligible_at_end").Number(month.eligible_at_end);
    json->Key("first").String(month.first.ToString());
    json->Key("reached").Number(month.reached);
    json->Key("until").String(month.until.ToString());
    json->Close('}');
  });
  PutOutcomes("never", projection.never, json);
  json->Key("until").String(projection.until.ToString());
  json->Close('}');
}

void PutForecast(const CompletionForecast& forecast, JsonWriter* json) {
  const auto probability = [json](absl::string_view name, double value) { json->Key(name).String(ProbabilityText(value)); };
  json->Open('{');
  probability("above", forecast.above);
  probability("at_least", forecast.at_least);
  probability("below", forecast.below);
  PutList("exactly", forecast.exactly, json, [json](double value) { json->String(ProbabilityText(value)); });
  json->Key("expected_per_mille").Number(forecast.expected_per_mille);
  json->Key("families").Number(forecast.families);
  json->Key("least").Number(forecast.least);
  json->Key("most").Number(forecast.most);
  if (forecast.rate_per_mille.has_value()) json->Key("rate_per_mille").Number(*forecast.rate_per_mille);
  json->Key("relative_error").String(absl::StrFormat("%.3g", forecast.relative_error));
  json->Key("significant_digits").Number(kProbabilityDigits);
  probability("within", forecast.within);
  json->Close('}');
}

const char* NameOf(RankingValue::Kind kind) {
  switch (kind) {
    case RankingValue::Kind::kDate:
      return "DATE";
    case RankingValue::Kind::kBool:
      return "BOOL";
    case RankingValue::Kind::kInteger:
      break;
  }
  return "INT";
}

// As the policy writes it: a whole number, "2026-05-15", true. null: not known.
void PutValue(const RankingValue& value, JsonWriter* json) {
  json->Open('{');
  if (value.imprecise) json->Key("imprecise").Bool(true);
  json->Key("kind").String(NameOf(value.kind));
  json->Key("value");
  if (!value.value.has_value()) {
    json->Null();
  } else if (value.kind == RankingValue::Kind::kDate) {
    json->String(Date::FromDays(static_cast<int32_t>(*value.value)).ToString());
  } else if (value.kind == RankingValue::Kind::kBool) {
    json->Bool(*value.value != 0);
  } else {
    json->Number(*value.value);
  }
  json->Close('}');
}

void PutKey(const RankingKey& key, JsonWriter* json) {
  json->Open('{');
  json->Key("direction").String(key.direction == Direction::kAscending ? "ASCENDING" : "DESCENDING");
  json->Key("expr").String(key.expr.text);
  json->Key("id").String(key.id.text);
  PutList("max_age", key.max_age, json, [json](const MaxAge& age) {
    json->Open('{');
    json->Key("fact").String(age.fact.text);
    json->Key("months").Number(age.months);
    json->Close('}');
  });
  json->Key("missing").String(key.missing == MissingPlace::kFirst ? "FIRST" : "LAST");
  json->Key("source").String(key.source);
  json->Key("title").Put(key.title);
  json->Key("unit").String(key.unit);
  json->Close('}');
}

void PutRanking(const Ranking& ranking, JsonWriter* json) {
  json->Open('{');
  json->Key("as_of").String(ranking.as_of.ToString());
  json->Key("declared").Bool(ranking.declared);
  json->Key("families").Number(ranking.families);
  json->Key("left").Number(ranking.left);
  PutOutcomes("others", ranking.others, json);
  json->Key("policy_hash").String(ranking.policy_hash);
  json->Key("policy_id").String(ranking.policy_id);
  PutList("ranked", ranking.ranked, json, [json](const RankedFamily& family) {
    json->Open('{');
    if (family.before_next_by.has_value()) json->Key("before_next_by").Number(static_cast<int64_t>(*family.before_next_by));
    json->Key("household_id").String(family.household_id);
    json->Key("place").Number(family.place);
    json->Key("sharing").Number(family.sharing);
    PutList("values", family.values, json, [json](const RankingValue& value) { PutValue(value, json); });
    json->Close('}');
  });
  json->Key("rule").Open('{');
  json->Key("id").String(ranking.rule.id.text);
  PutList("keys", ranking.rule.keys, json, [json](const RankingKey& key) { PutKey(key, json); });
  json->Key("proposal").Bool(ranking.rule.proposal);
  json->Key("source").String(ranking.rule.source);
  json->Key("title").Put(ranking.rule.title);
  json->Close('}');
  PutList("unranked", ranking.unranked, json, [json](const UnrankedFamily& family) {
    json->Open('{');
    json->Key("household_id").String(family.household_id);
    json->Key("key").Number(static_cast<int64_t>(family.key));
    json->Close('}');
  });
  json->Close('}');
}

void PutCut(absl::string_view name, const std::optional<Cut>& cut, JsonWriter* json) {
  if (!cut.has_value()) return;
  json->Key(name).Open('{');
  json->Key("inside").Number(cut->inside);
  json->Key("left").Number(cut->left);
  json->Key("places").Number(cut->places);
  json->Key("tied").Number(cut->tied);
  json->Key("unfilled").Number(cut->unfilled);
  json->Close('}');
}

// Writes the value under the name if there is one.
template <typename Value>
void PutIfSet(absl::string_view name, const std::optional<Value>& value, void (*put)(const Value&, JsonWriter*),
              JsonWriter* json) {
  if (!value.has_value()) return;
  json->Key(name);
  put(*value, json);
}

}  // namespace

std::string ToJson(const ProgrammeReport& report) {
  JsonWriter json;
  json.Open('{');
  json.Key("as_of").String(report.as_of.ToString());
  PutIfSet("attainment", report.attainment, PutAttainment, &json);
  PutIfSet("cohort", report.cohort, PutCohort, &json);
  PutList("comparisons", report.comparisons, &json,
          [&](const ProgrammeReport::Comparison& comparison) { PutComparison(comparison, &json); });
  PutCut("cut_least", report.cut_least, &json);
  PutCut("cut_most", report.cut_most, &json);
  PutIfSet("forecast", report.forecast, PutForecast, &json);
  PutOutcomes("in_pipeline", report.in_pipeline, &json);
  PutIfSet("needed_of_cohort", report.needed_of_cohort, PutPercents, &json);
  PutList("parts", report.parts, &json, [&](const ProgrammeReport::Part& part) { PutPart(part, &json); });
  if (report.cohort.has_value()) {
    json.Key("policy").Open('{');
    json.Key("hash").String(report.policy_hash);
    json.Key("id").String(report.policy_id);
    json.Key("title").Put(report.policy_title);
    json.Key("version").String(report.policy_version);
    json.Close('}');
  }
  PutIfSet("projection", report.projection, PutProjection, &json);
  PutIfSet("ranking", report.ranking, PutRanking, &json);
  PutList("rates_needed", report.rates_needed, &json, [&](const ProgrammeReport::NeededRate& rate) {
    json.Open('{');
    json.Key("probability_per_mille").Number(rate.probability_per_mille);
    json.Key("rate_per_mille");
    rate.rate_per_mille.has_value() ? json.Number(*rate.rate_per_mille) : json.Null();
    json.Close('}');
  });
  PutOutcomes("rates_per_mille", report.rates_per_mille, &json);
  PutRegion(report.region, &json);
  PutIfSet("result", report.result, PutResult, &json);
  PutList("statistics", report.statistics, &json, [&](const Statistic& statistic) { PutStatistic(statistic, &json); });
  PutIfSet("target", report.target, PutTarget, &json);
  json.Key("too_many_to_forecast").Bool(report.too_many_to_forecast);
  json.Key("unreadable").Number(report.unreadable);
  PutList("without_rate", report.without_rate, &json, [&](Outcome outcome) { json.String(Name(outcome)); });
  json.Close('}');
  return json.Take();
}

}  // namespace graduasi
