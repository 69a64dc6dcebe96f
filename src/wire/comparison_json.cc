// A comparison as JSON, for programs; and registers as JSON lines, into a comparison. Names of fields are part of the
// interface.
#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "graduasi/comparison.h"
#include "src/analysis/comparing.h"
#include "src/wire/household_json.h"
#include "src/wire/json_writer.h"

namespace graduasi {
namespace {

using wire::JsonWriter;

void WriteText(const char* key, const Text& text, JsonWriter* json) {
  json->Key(key).Open('{');
  json->Key("id").String(text.id);
  json->Key("en").String(text.en);
  json->Close('}');
}

void WriteTransitions(const Transitions& transitions, JsonWriter* json) {
  json->Open('{');
  json->Key("families").Number(transitions.total());
  json->Key("flips").Number(transitions.flips());
  json->Key("newly_eligible").Number(transitions.newly_eligible());
  json->Key("no_longer_eligible").Number(transitions.no_longer_eligible());
  json->Key("other_route").Number(transitions.other_route);
  json->Key("outcomes").Open('{');
  for (size_t i = 0; i < kOutcomes; ++i) {
    json->Key(Name(static_cast<Outcome>(i))).Open('{');
    for (size_t j = 0; j < kOutcomes; ++j) {
      if (transitions.counts[i][j] != 0) json->Key(Name(static_cast<Outcome>(j))).Number(transitions.counts[i][j]);
    }
    json->Close('}');
  }
  json->Close('}');
  json->Close('}');
}

void WriteName(const PolicyName& name, JsonWriter* json) {
  json->Open('{');
  json->Key("id").String(name.id);
  json->Key("version").String(name.version);
  json->Key("hash").String(name.hash);
  WriteText("title", name.title, json);
  json->Key("synthetic").Bool(name.synthetic);
  json->Key("as_of").String(name.as_of.ToString());
  json->Close('}');
}

void WriteSets(const std::vector<std::vector<size_t>>& sets, JsonWriter* json) {
  json->Open('[');
  for (const std::vector<size_t>& set : sets) {
    json->Open('[');
    for (const size_t edit : set) json->Number(static_cast<int64_t>(edit));
    json->Close(']');
  }
  json->Close(']');
}

void WriteAnswer(const FlipAnswer& answer, JsonWriter* json) {
  json->Open('{');
  json->Key("outcome").String(Name(answer.outcome));
  if (!answer.route.empty()) json->Key("route").String(answer.route);
  json->Close('}');
}

void WriteFlip(const Flip& flip, JsonWriter* json) {
  json->Open('{');
  json->Key("row").Number(flip.row);
  json->Key("id").String(flip.id);
  json->Key("before");
  WriteAnswer(flip.before, json);
  json->Key("after");
  WriteAnswer(flip.after, json);
  json->Key("edits");
  WriteSets(flip.sets, json);
  if (!flip.narrowed) json->Key("narrowed").Bool(false);
}

void WriteCause(const PolicyComparison& comparison, const FlipCause& cause, JsonWriter* json) {
  json->Open('{');
  json->Key("edits");
  WriteSets(cause.sets, json);
  json->Key("narrowed").Bool(cause.narrowed);
  WriteText("text",
            {CauseText(comparison, cause.sets, cause.narrowed, Language::kIndonesian),
             CauseText(comparison, cause.sets, cause.narrowed, Language::kEnglish)},
            json);
  json->Key("flips").Number(cause.flips);
  json->Key("newly_eligible").Number(cause.newly_eligible);
  json->Key("no_longer_eligible").Number(cause.no_longer_eligible);
  json->Close('}');
}

void WriteBreakdown(const Breakdown& breakdown, JsonWriter* json) {
  json->Open('{');
  json->Key("id").String(breakdown.id);
  WriteText("title", breakdown.title, json);
  json->Key("classes").Open('[');
  for (const Breakdown::Class& entry : breakdown.classes) {
    json->Open('{');
    if (entry.unknown) {
      json->Key("value").Null();
    } else {
      json->Key("value").String(entry.value);
    }
    WriteText("title", entry.title, json);
    json->Key("transitions");
    WriteTransitions(entry.transitions, json);
    json->Close('}');
  }
  json->Close(']');
  if (breakdown.other_classes > 0) {
    json->Key("other_classes");
    WriteTransitions(breakdown.rest, json);
  }
  json->Close('}');
}

void WriteCounts(const std::vector<MissingData::Count>& counts, JsonWriter* json) {
  json->Open('[');
  for (const MissingData::Count& count : counts) {
    json->Open('{');
    json->Key("name").String(count.name);
    json->Key("families").Number(count.families);
    json->Close('}');
  }
  json->Close(']');
}

void WriteMissing(const MissingData& missing, JsonWriter* json) {
  json->Open('{');
  json->Key("needs_data").Number(missing.needs_data);
  json->Key("open");
  WriteCounts(missing.open, json);
  json->Key("facts");
  WriteCounts(missing.facts, json);
  json->Key("sampled").Number(missing.sampled);
  json->Key("sample_every").Number(missing.sample_every);
  json->Close('}');
}

void WriteMargin(const Margin& margin, JsonWriter* json) {
  json->Open('{');
  json->Key("owner").String(margin.owner);
  json->Key("expression").String(margin.expression);
  json->Key("unit").String(margin.unit);
  json->Key("days").Bool(margin.days);
  json->Key("known").Number(margin.known);
  json->Key("just_holds").Number(margin.just_holds);
  json->Key("just_fails").Number(margin.just_fails);
  json->Close('}');
}

void WriteRoutes(const PolicyComparison& comparison, JsonWriter* json) {
  const auto ids = [&](const std::vector<std::string>& routes) {
    json->Open('[');
    for (const std::string& route : routes) json->String(route);
    json->Null();  // no route
    json->Close(']');
  };
  json->Key("routes").Open('{');
  json->Key("before");
  ids(comparison.routes_before);
  json->Key("after");
  ids(comparison.routes_after);
  json->Key("families").Open('[');
  for (const std::vector<int64_t>& row : comparison.routes) {
    json->Open('[');
    for (const int64_t count : row) json->Number(count);
    json->Close(']');
  }
  json->Close(']');
  json->Close('}');
}

void WriteInvalid(const InvalidRow& invalid, JsonWriter* json) {
  json->Open('{');
  json->Key("row").Number(invalid.row);
  json->Key("id").String(invalid.id);
  json->Key("findings").Open('[');
  for (const Finding& finding : invalid.findings) {
    json->Open('{');
    json->Key("path").String(finding.path);
    json->Key("line").Number(finding.line);
    json->Key("column").Number(finding.column);
    json->Key("message").String(finding.message);
    json->Close('}');
  }
  json->Close(']');
  json->Close('}');
}

template <typename List, typename Write>
void WriteList(const char* name, const List& list, JsonWriter* json, const Write& write) {
  json->Key(name).Open('[');
  for (const auto& element : list) write(element);
  json->Close(']');
}

}  // namespace

std::string ToJson(const PolicyComparison& comparison) {
  JsonWriter json;
  json.Open('{');
  json.Key("before");
  WriteName(comparison.before, &json);
  json.Key("after");
  WriteName(comparison.after, &json);
  json.Key("synthetic").Bool(comparison.synthetic);
  WriteList("recorded_when_true", comparison.recorded_when_true, &json, [&](const std::string& path) { json.String(path); });
  json.Key("families").Number(comparison.families);
  json.Key("unreadable").Number(comparison.unreadable);
  json.Key("transitions");
  WriteTransitions(comparison.transitions, &json);
  WriteRoutes(comparison, &json);
  WriteList("edits", comparison.edits, &json, [&](const PolicyEdit& edit) {
    json.Open('{');
    json.Key("where").String(edit.where);
    WriteText("text", edit.text, &json);
    json.Key("can_change_answers").Bool(edit.can_change_answers);
    json.Close('}');
  });
  WriteList("causes", comparison.causes, &json, [&](const FlipCause& cause) { WriteCause(comparison, cause, &json); });
  WriteList("flips", comparison.flips, &json, [&](const Flip& flip) {
    WriteFlip(flip, &json);
    json.Close('}');
  });
  WriteList("breakdowns", comparison.breakdowns, &json, [&](const Breakdown& breakdown) { WriteBreakdown(breakdown, &json); });
  json.Key("completeness");
  WriteBreakdown(comparison.completeness, &json);
  json.Key("open_rules");
  WriteBreakdown(comparison.open_rules, &json);
  WriteList("margins", comparison.margins, &json, [&](const Margin& margin) { WriteMargin(margin, &json); });
  json.Key("margin_percent").Number(comparison.margin_percent);
  json.Key("margin_months").Number(comparison.margin_months);
  json.Key("missing_before");
  WriteMissing(comparison.missing_before, &json);
  json.Key("missing_after");
  WriteMissing(comparison.missing_after, &json);
  json.Key("flips_with_missing").Number(comparison.flips_with_missing);
  WriteList("invalid", comparison.invalid, &json, [&](const InvalidRow& invalid) { WriteInvalid(invalid, &json); });
  json.Close('}');
  return json.Take();
}

std::string FlipJson(const std::vector<PolicyEdit>& edits, const Flip& flip) {
  PolicyComparison names;
  names.edits = edits;
  JsonWriter json;
  WriteFlip(flip, &json);
  WriteText("because",
            {CauseText(names, flip.sets, flip.narrowed, Language::kIndonesian),
             CauseText(names, flip.sets, flip.narrowed, Language::kEnglish)},
            &json);
  json.Close('}');
  return json.Take();
}

namespace {

struct Line {
  absl::string_view text;
  int64_t number = 0;
};

// The next line; false at the end.
bool NextLine(absl::string_view* lines, int64_t* number, Line* line) {
  if (lines->empty()) return false;
  const size_t end = lines->find('\n');
  line->text = lines->substr(0, end);
  line->number = (*number)++;
  lines->remove_prefix(end == absl::string_view::npos ? lines->size() : end + 1);
  return true;
}

// Reads one portion of lines; what it reads stays with it.
class LinePortion {
 public:
  absl::Status Compare(const Line* lines, size_t count, const analysis::StructRows::Setting& setting,
                       const analysis::Comparing::Compare& compare) {
    households_.clear();
    households_.resize(count);
    analysis::StructRows rows(setting);
    for (size_t i = 0; i < count; ++i) {
      Findings findings;
      if (reader_.Read(lines[i].text, &households_[i], &findings)) {
        rows.Add(&households_[i], lines[i].number);
      } else {
        rows.AddUnreadable(&households_[i], std::move(findings), lines[i].number);
      }
    }
    return compare(&rows);
  }

 private:
  wire::HouseholdReader reader_;
  std::vector<Household> households_;
};

}  // namespace

absl::Status AddJsonLines(absl::string_view lines, int64_t first_line, Comparer* comparer) {
  analysis::Comparing& comparing = *comparer->comparing();
  constexpr size_t kRows = analysis::Comparing::kPortionRows;
  std::vector<LinePortion> portions(static_cast<size_t>(comparing.options().threads));
  std::vector<Line> waiting;
  for (bool more = true; more;) {
    waiting.clear();
    Line line;
    while (waiting.size() < kRows * comparing.PortionsAtATime() && (more = NextLine(&lines, &first_line, &line))) {
      waiting.push_back(line);
    }
    std::vector<int32_t> rows;
    for (size_t first = 0; first < waiting.size(); first += kRows) {
      rows.push_back(static_cast<int32_t>(std::min(kRows, waiting.size() - first)));
    }
    const absl::Status status =
        comparing.Add(rows, [&](size_t portion, size_t thread, const analysis::Comparing::Compare& compare) {
          return portions[thread].Compare(&waiting[portion * kRows], static_cast<size_t>(rows[portion]), comparing.setting(),
                                          compare);
        });
    if (!status.ok()) return status;
  }
  return absl::OkStatus();
}

}  // namespace graduasi
