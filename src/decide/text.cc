// A decision as a page of text: the outcome first, then what passed, what failed and why, what is missing, and who can do
// something about it. Columns are padded by code points, which is enough for the two languages.
#include "src/base/text.h"

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "graduasi/engine.h"
#include "src/base/findings.h"
#include "src/decide/words.h"

namespace graduasi {
namespace {

constexpr size_t kLabelWidth = 16;

class Page {
 public:
  Page(const Decision& decision, Language language) : decision_(decision), language_(language) {}

  std::string Write() {
    Header();
    Findings();
    Safeguards();
    const RouteDecision* route = Route();
    if (route != nullptr) RouteResults(*route);
    Criteria(CriterionResult::kFail, In("gagal", "failed"), route);
    if (decision_.outcome == Outcome::kNeedsData) Missing();
    if (decision_.outcome == Outcome::kNotYet) WhoCanAct(route);
    OtherRoutes(route);
    Footer();
    return std::move(text_);
  }

 private:
  std::string In(const char* indonesian, const char* english) const {
    return language_ == Language::kIndonesian ? indonesian : english;
  }

  void Line(const std::string& label, const std::string& content) {
    std::string padded = label;
    if (padded.size() < kLabelWidth) padded.resize(kLabelWidth, ' ');
    absl::StrAppend(&text_, "  ", padded, content, "\n");
  }

  void Header() {
    const RouteDecision* route = Route();
    absl::StrAppend(&text_, decision_.household_id.empty() ? In("(tanpa id)", "(no id)") : decision_.household_id, "   ",
                    decide::Word(decision_.outcome, language_));
    if (route != nullptr) absl::StrAppend(&text_, " (", In("jalur ", "route "), route->id, ")");
    absl::StrAppend(&text_, "   ", In("kebijakan ", "policy "), decision_.policy_id, " ", decision_.policy_version,
                    In(", per ", ", as of "), FormatDate(decision_.as_of, language_), "\n");
  }

  void Findings() {
    std::string label = In("periksa", "check");
    for (const Finding& finding : decision_.findings) {
      Line(label, ToString(finding));
      label.clear();
    }
  }

  void Safeguards() {
    std::string label = In("pelindung", "safeguard");
    for (const SafeguardDecision& safeguard : decision_.safeguards) {
      const bool holds = safeguard.result == SafeguardResult::kHolds;
      const bool open = safeguard.result == SafeguardResult::kMissing && decision_.outcome == Outcome::kNeedsData;
      if (!holds && !open) continue;
      Line(label, absl::StrCat(safeguard.id, "  ", safeguard.reason.in(language_), Named(safeguard.witnesses)));
      if (holds) Source(safeguard.source, safeguard.proposal);
      label.clear();
    }
  }

  const RouteDecision* Route() const {
    for (const RouteDecision& route : decision_.routes) {
      if (route.id == decision_.route) return &route;
    }
    return nullptr;
  }

  std::string Ids(CriterionResult result) const {
    std::vector<std::string> ids;
    for (const CriterionDecision& criterion : decision_.criteria) {
      if (criterion.result == result) ids.push_back(criterion.id);
    }
    return absl::StrJoin(ids, " ");
  }

  void RouteResults(const RouteDecision& route) {
    Line(In("lulus", "passed"), Ids(CriterionResult::kPass));
    const std::string not_applicable = Ids(CriterionResult::kNotApplicable);
    if (!not_applicable.empty()) Line(In("tidak berlaku", "not applicable"), not_applicable);
    for (const RouteDecision::AtLeast& at_least : route.at_least) {
      Line(In("pendukung", "supporting"), absl::StrCat(at_least.passed, In(" dari ", " of "), at_least.of, In(" (perlu ", " ("),
                                                       at_least.needed, In(")", " needed)")));
    }
    if (route.scored && route.score_known) {
      Line(In("nilai", "score"), absl::StrCat(FormatInteger(route.score, language_), " (", In("perlu ", "needed "),
                                              FormatInteger(route.score_threshold, language_), ")"));
    }
  }

  // "(1 month < 6 months)": the figures of a single comparison.
  std::string Figures(const std::vector<Comparison>& comparisons) const {
    if (comparisons.size() != 1 || comparisons[0].actual.empty() || comparisons[0].required.empty()) return "";
    const Comparison& comparison = comparisons[0];
    int64_t actual = 0;
    int64_t required = 0;
    if (!absl::SimpleAtoi(comparison.actual, &actual) || !absl::SimpleAtoi(comparison.required, &required)) return "";
    return absl::StrCat("  (", decide::FormatQuantity(actual, comparison.unit, language_), "; ", In("syarat ", "required "),
                        comparison.op, " ", decide::FormatQuantity(required, comparison.unit, language_), ")");
  }

  static std::string Named(const std::vector<Witness>& witnesses) {
    std::vector<std::string> names;
    for (const Witness& witness : witnesses) {
      names.push_back(witness.name.empty() ? witness.path : absl::StrCat(witness.path, " ", witness.name));
    }
    return names.empty() ? "" : absl::StrCat("  [", absl::StrJoin(names, ", "), "]");
  }

  void Source(const std::string& source, bool proposal) {
    if (source.empty()) return;
    Line("", absl::StrCat("    ", In("dasar: ", "source: "), source, proposal ? In(" (usulan)", " (proposal)") : ""));
  }

  void Criteria(CriterionResult result, std::string label, const RouteDecision* route) {
    if (decision_.outcome == Outcome::kEligible || route == nullptr) return;
    for (const CriterionDecision& criterion : decision_.criteria) {
      const bool blocks =
          std::find(route->blocked_by.begin(), route->blocked_by.end(), criterion.id) != route->blocked_by.end();
      if (criterion.result != result || !blocks) continue;
      Line(label, absl::StrCat(criterion.id, "  ", criterion.reason.in(language_), Figures(criterion.comparisons),
                               Named(criterion.witnesses)));
      Source(criterion.source, criterion.proposal);
      label.clear();
    }
  }

  void Missing() {
    std::string label = In("perlu diketahui", "to be known");
    for (const MissingFact& fact : decision_.missing) {
      Line(label, absl::StrCat(fact.path, "  ", decide::Word(fact.why, language_), fact.known.empty() ? "" : ", ", fact.known,
                               "  (", absl::StrJoin(fact.needed_by, " "), ")"));
      label.clear();
    }
  }

  void WhoCanAct(const RouteDecision* route) {
    if (route == nullptr) return;
    for (const Actor actor : {Actor::kHousehold, Actor::kMentor, Actor::kOfficer, Actor::kNobody}) {
      std::vector<std::string> ids;
      for (const CriterionDecision& criterion : decision_.criteria) {
        const bool blocks =
            std::find(route->blocked_by.begin(), route->blocked_by.end(), criterion.id) != route->blocked_by.end();
        if (criterion.can_act == actor && blocks) ids.push_back(criterion.id);
      }
      if (!ids.empty())
        Line(In("dapat diubah", "can be changed"), absl::StrCat(decide::Word(actor, language_), ": ", absl::StrJoin(ids, " ")));
    }
  }

  void OtherRoutes(const RouteDecision* chosen) {
    std::vector<std::string> others;
    for (const RouteDecision& route : decision_.routes) {
      if (&route == chosen || decision_.outcome == Outcome::kInvalid) continue;
      std::string state = route.result == RouteResult::kMet       ? In("terpenuhi", "met")
                          : route.result == RouteResult::kMissing ? In("belum diketahui", "not known")
                                                                  : In("tidak terpenuhi", "not met");
      others.push_back(absl::StrCat(route.id, " ", state));
    }
    if (!others.empty()) Line(In("jalur lain", "other routes"), absl::StrJoin(others, "; "));
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
  std::string text_;
};

}  // namespace

std::string Explain(const Decision& decision, Language language) { return Page(decision, language).Write(); }

}  // namespace graduasi
