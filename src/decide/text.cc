// A decision as a page of text: the outcome first, then what passed and what did not, with figures and sources, what is
// missing, and who can do something about it. It reads the decision alone and must not know how it came about.
#include "src/base/text.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "graduasi/engine.h"
#include "src/base/findings.h"
#include "src/decide/words.h"

namespace graduasi {
namespace {

constexpr size_t kLabelWidth = 16;
constexpr size_t kLineWidth = 118;

// Characters as a terminal counts them for the letters of the two languages: code points.
size_t Width(absl::string_view text) {
  return static_cast<size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

class Page {
 public:
  Page(const Decision& decision, Language language) : decision_(decision), language_(language) {
    for (const RouteDecision& route : decision.routes) {
      if (route.id == decision.route) route_ = &route;
    }
  }

  std::string Write() {
    Header();
    Findings();
    Safeguards();
    if (route_ != nullptr) {
      Criteria();
      Supporting();
      Score();
    }
    Missing();
    WhoCanAct();
    OtherRoutes();
    Footer();
    return std::move(text_);
  }

 private:
  std::string In(const char* indonesian, const char* english) const {
    return language_ == Language::kIndonesian ? indonesian : english;
  }

  // A label, once, and lines beside it; a long line goes on below, `hang` further in.
  void Line(std::string* label, const std::string& content, size_t hang) {
    std::string line = absl::StrCat("  ", *label);
    line.resize(std::max(line.size(), 2 + kLabelWidth), ' ');
    label->clear();
    bool empty = true;
    for (const absl::string_view word : absl::StrSplit(content, ' ')) {
      if (!empty && Width(line) + 1 + Width(word) > kLineWidth) {
        absl::StrAppend(&text_, absl::StripTrailingAsciiWhitespace(line), "\n");
        line.assign(2 + kLabelWidth + hang, ' ');
        empty = true;
      }
      absl::StrAppend(&line, empty ? "" : " ", word);
      empty = false;
    }
    absl::StrAppend(&text_, absl::StripTrailingAsciiWhitespace(line), "\n");
  }
  void Line(const std::string& label, const std::string& content) {
    std::string own = label;
    Line(&own, content, 0);
  }

  void Header() {
    absl::StrAppend(&text_, decision_.household_id.empty() ? In("(tanpa id)", "(no id)") : decision_.household_id, "   ",
                    decide::Word(decision_.outcome, language_));
    if (route_ != nullptr) absl::StrAppend(&text_, " (", In("jalur ", "route "), route_->id, ")");
    absl::StrAppend(&text_, "   ", In("kebijakan ", "policy "), decision_.policy_id, " ", decision_.policy_version,
                    In(", per ", ", as of "), FormatDate(decision_.as_of, language_), "\n");
  }

  void Findings() {
    std::string label = In("periksa", "check");
    for (const Finding& finding : decision_.findings) Line(&label, ToString(finding), 2);
  }

  void Safeguards() {
    std::string label = In("pelindung", "safeguard");
    for (const SafeguardDecision& safeguard : decision_.safeguards) {
      if (safeguard.result == SafeguardResult::kHolds) Result(&label, safeguard, "");
    }
  }

  const CriterionDecision* Find(const std::string& id) const {
    for (const CriterionDecision& criterion : decision_.criteria) {
      if (criterion.id == id) return &criterion;
    }
    return nullptr;
  }

  std::vector<const CriterionDecision*> Select(const std::vector<std::string>& ids, CriterionResult result) const {
    std::vector<const CriterionDecision*> selected;
    for (const std::string& id : ids) {
      const CriterionDecision* criterion = Find(id);
      if (criterion != nullptr && criterion->result == result) selected.push_back(criterion);
    }
    return selected;
  }

  static std::string Ids(const std::vector<const CriterionDecision*>& criteria) {
    return absl::StrJoin(criteria, " ", [](std::string* out, const CriterionDecision* c) { absl::StrAppend(out, c->id); });
  }

  // The id, the sentence, the figures, the records that it turns on, and the source below.
  template <typename Decided>
  void Result(std::string* label, const Decided& decided, const std::string& figures) {
    std::vector<std::string> records;
    for (const Witness& witness : decided.witnesses) {
      records.push_back(witness.name.empty() ? witness.path : absl::StrCat(witness.path, " ", witness.name));
    }
    std::string id = decided.id;
    id.resize(std::max<size_t>(id.size(), 3), ' ');
    Line(label,
         absl::StrCat(id, "  ", decided.reason.in(language_), figures, records.empty() ? "" : "  [",
                      absl::StrJoin(records, ", "), records.empty() ? "" : "]"),
         id.size() + 2);
    if (decided.source.empty()) return;
    std::string none;
    Line(&none,
         absl::StrCat(std::string(id.size() + 2, ' '), In("dasar: ", "source: "), decided.source,
                      decided.proposal ? In(" (usulan)", " (proposal)") : ""),
         id.size() + 9);
  }

  void Criteria() {
    // Of a family that may be proposed every figure is shown; of any other what is in the way.
    const std::vector<const CriterionDecision*> passed = Select(route_->all_of, CriterionResult::kPass);
    std::string label = In("lulus", "passed");
    if (decision_.outcome == Outcome::kEligible) {
      for (const CriterionDecision* criterion : passed) Result(&label, *criterion, "");
    } else if (!passed.empty()) {
      Line(label, Ids(passed));
    }
    const std::vector<const CriterionDecision*> idle = Select(route_->all_of, CriterionResult::kNotApplicable);
    if (!idle.empty()) Line(In("tidak berlaku", "not applicable"), Ids(idle));
    label = In("belum terpenuhi", "not met");
    for (const CriterionDecision* criterion : Select(route_->all_of, CriterionResult::kFail)) {
      Result(&label, *criterion, Figures(criterion->comparisons));
    }
  }

  void Supporting() {
    for (const RouteDecision::AtLeast& at_least : route_->at_least) {
      const std::vector<const CriterionDecision*> passed = Select(at_least.criteria, CriterionResult::kPass);
      std::string label = In("pendukung", "supporting");
      Line(label, absl::StrCat(at_least.passed, In(" dari ", " of "), at_least.of, In(" (perlu ", " ("), at_least.needed,
                               In(")", " needed)"), passed.empty() ? "" : ": ", Ids(passed)));
      label.clear();
      if (decision_.outcome == Outcome::kEligible) {
        for (const CriterionDecision* criterion : passed) Result(&label, *criterion, "");
      } else if (at_least.passed < at_least.needed) {
        for (const CriterionDecision* criterion : Select(at_least.criteria, CriterionResult::kFail)) {
          Result(&label, *criterion, Figures(criterion->comparisons));
        }
      }
    }
  }

  void Score() {
    if (!route_->scored || !route_->score_known) return;
    Line(In("nilai", "score"), absl::StrCat(FormatInteger(route_->score, language_), In(" (perlu ", " (needed "),
                                            FormatInteger(route_->score_threshold, language_), ")"));
  }

  // "  (5 bulan; syarat >= 6 bulan)": the figures of a comparison, where one alone decided.
  std::string Figures(const std::vector<Comparison>& comparisons) const {
    if (comparisons.size() != 1) return "";
    const Comparison& comparison = comparisons[0];
    int64_t actual = 0;
    int64_t required = 0;
    if (!absl::SimpleAtoi(comparison.actual, &actual) || !absl::SimpleAtoi(comparison.required, &required)) return "";
    const auto quantity = [&](int64_t value) {
      return absl::StrCat(decide::FormatQuantity(value, comparison.unit, language_),
                          decide::UnitWord(value, comparison.unit, language_));
    };
    return absl::StrCat("  (", quantity(actual), "; ", In("syarat ", "required "), comparison.op, " ", quantity(required), ")");
  }

  void Missing() {
    std::string label = In("perlu diketahui", "to be known");
    for (const MissingFact& fact : decision_.missing) {
      Line(&label,
           absl::StrCat(fact.path, "  ", decide::Word(fact.why, language_), fact.known.empty() ? "" : ", ", fact.known, "  (",
                        absl::StrJoin(fact.needed_by, " "), ")"),
           2);
    }
  }

  void WhoCanAct() {
    if (decision_.outcome != Outcome::kNotYet || route_ == nullptr) return;
    std::string label = In("dapat diubah", "can be changed");
    for (const Actor actor : {Actor::kHousehold, Actor::kMentor, Actor::kOfficer, Actor::kNobody}) {
      std::vector<const CriterionDecision*> open;
      for (const CriterionDecision* criterion : Select(route_->blocked_by, CriterionResult::kFail)) {
        if (criterion->can_act == actor) open.push_back(criterion);
      }
      if (!open.empty()) Line(&label, absl::StrCat(decide::Word(actor, language_), ": ", Ids(open)), 2);
    }
  }

  void OtherRoutes() {
    std::vector<std::string> others;
    for (const RouteDecision& route : decision_.routes) {
      if (&route == route_ || decision_.outcome == Outcome::kInvalid) continue;
      const std::string state = route.result == RouteResult::kMet       ? In("terpenuhi", "met")
                                : route.result == RouteResult::kMissing ? In("belum diketahui", "not known")
                                                                        : In("tidak terpenuhi", "not met");
      others.push_back(absl::StrCat(route.id, " ", state));
    }
    if (!others.empty())
      Line(route_ == nullptr ? In("jalur", "routes") : In("jalur lain", "other routes"), absl::StrJoin(others, "; "));
  }

  void Footer() {
    if (!decision_.recorded_when_true.empty()) {
      Line(In("dianggap tidak", "taken as no"),
           absl::StrCat(absl::StrJoin(decision_.recorded_when_true, ", "), In(" bila tidak tercatat", " where not recorded")));
    }
    Line(In("catatan", "note"), In("Ini usulan; petugas yang memutuskan, dan keluarga berhak mengajukan keberatan.",
                                   "This is a proposal; an officer decides, and the family has the right to object."));
  }

  const Decision& decision_;
  Language language_;
  const RouteDecision* route_ = nullptr;  // the one that the page is about
  std::string text_;
};

}  // namespace

std::string Explain(const Decision& decision, Language language) { return Page(decision, language).Write(); }

}  // namespace graduasi
