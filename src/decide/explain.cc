#include "src/decide/explain.h"

#include <map>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "src/decide/evidence.h"
#include "src/decide/missing.h"
#include "src/decide/nearest.h"
#include "src/decide/sentence.h"
#include "src/decide/words.h"

namespace graduasi::decide {
namespace {

// The facts that are wanting, and for whom.
class Wanted {
 public:
  void Add(const std::vector<MissingFact>& facts, const std::string& needed_by) {
    for (const MissingFact& fact : facts) {
      MissingFact& kept = facts_.emplace(fact.path, fact).first->second;
      if (kept.needed_by.empty() || kept.needed_by.back() != needed_by) kept.needed_by.push_back(needed_by);
    }
  }
  std::vector<MissingFact> Take() {
    std::vector<MissingFact> facts;
    for (auto& [path, fact] : facts_) facts.push_back(std::move(fact));
    return facts;
  }

 private:
  std::map<std::string, MissingFact> facts_;
};

std::vector<std::string> Paths(const std::vector<MissingFact>& facts) {
  std::vector<std::string> paths;
  for (const MissingFact& fact : facts) paths.push_back(fact.path);
  return paths;
}

// "Belum dapat dinilai: household.incomes (belum tercatat)".
Text CannotBeJudged(const std::vector<MissingFact>& facts) {
  const auto list = [&](Language language) {
    return absl::StrJoin(facts, ", ", [&](std::string* out, const MissingFact& fact) {
      absl::StrAppend(out, fact.path, " (", Word(fact.why, language), fact.known.empty() ? "" : ", ", fact.known, ")");
    });
  };
  return {absl::StrCat("Belum dapat dinilai: ", list(Language::kIndonesian), "."),
          absl::StrCat("Cannot be judged yet: ", list(Language::kEnglish), ".")};
}

class DecisionMaker {
 public:
  DecisionMaker(const Scene& scene, const policy::Form& form, const Judgement& judgement)
      : scene_(scene), form_(form), judgement_(judgement), document_(scene.policy->document) {}

  Decision Make(const Findings& findings, const std::vector<MissingFact>& unplaced) {
    decision_.household_id = scene_.household->id.value_or("");
    decision_.as_of = scene_.as_of;
    decision_.policy_id = document_.id.text;
    decision_.policy_version = document_.version.text;
    decision_.outcome = judgement_.outcome(0);
    decision_.findings = findings;
    decision_.safeguards.reserve(form_.safeguards.size());
    decision_.criteria.reserve(form_.criteria.size());
    decision_.routes.reserve(document_.routes.size());
    for (size_t i = 0; i < form_.safeguards.size(); ++i) AddSafeguard(i);
    for (size_t i = 0; i < form_.criteria.size(); ++i) AddCriterion(i);
    for (size_t i = 0; i < document_.routes.size(); ++i) AddRoute(i);
    if (const int route = NearestRoute(Row()); route >= 0) {
      decision_.route = document_.routes[static_cast<size_t>(route)].id.text;
    }
    if (decision_.outcome == Outcome::kNeedsData) GatherMissing(unplaced);
    return std::move(decision_);
  }

 private:
  // The household is the one row of the run.
  JudgedRow Row() const { return {*scene_.policy, form_, *scene_.run, judgement_, 0}; }

  void AddFinding(const std::string& id, columns::ExpressionId expression) {
    const std::string what = DescribeError(scene_, expression);
    if (!what.empty()) decision_.findings.push_back({id, 0, 0, what});
  }

  void AddSafeguard(size_t index) {
    const Safeguard& safeguard = document_.safeguards[index];
    const policy::CompiledSafeguard& compiled = form_.safeguards[index];
    SafeguardDecision& out = decision_.safeguards.emplace_back();
    out.id = safeguard.id.text;
    out.title = safeguard.title;
    out.source = safeguard.source;
    out.proposal = safeguard.proposal;
    out.result = judgement_.safeguard(index, 0);
    switch (out.result) {
      case SafeguardResult::kHolds: {
        Evidence evidence = FindEvidence(scene_, compiled.when, true);
        out.comparisons = std::move(evidence.comparisons);
        out.witnesses = std::move(evidence.witnesses);
        out.reason = compiled.reason.empty() ? safeguard.title : Fill(scene_, compiled.reason);
        break;
      }
      case SafeguardResult::kMissing:
        safeguard_missing_[index] = FindMissing(scene_, compiled.when);
        out.missing = Paths(safeguard_missing_[index]);
        out.reason = CannotBeJudged(safeguard_missing_[index]);
        break;
      case SafeguardResult::kError:
        AddFinding(out.id, compiled.when);
        break;
      case SafeguardResult::kClear:
        break;
    }
  }

  void AddCriterion(size_t index) {
    const Criterion& criterion = document_.criteria[index];
    const policy::CompiledCriterion& compiled = form_.criteria[index];
    CriterionDecision& out = decision_.criteria.emplace_back();
    out.id = criterion.id.text;
    out.title = criterion.title;
    out.source = criterion.source;
    out.proposal = criterion.proposal;
    out.can_act = criterion.can_act;
    out.result = judgement_.criterion(index, 0);
    switch (out.result) {
      case CriterionResult::kPass:
      case CriterionResult::kFail: {
        const bool pass = out.result == CriterionResult::kPass;
        Evidence evidence = FindEvidence(scene_, compiled.require, pass);
        out.comparisons = std::move(evidence.comparisons);
        out.witnesses = std::move(evidence.witnesses);
        const policy::CompiledReasons& reasons = pass ? compiled.pass : compiled.fail;
        out.reason = reasons.empty() ? criterion.title : Fill(scene_, reasons);
        break;
      }
      case CriterionResult::kMissing: {
        criterion_missing_[index] = FindMissing(scene_, DoubtfulExpression(scene_, compiled));
        out.missing = Paths(criterion_missing_[index]);
        out.reason = CannotBeJudged(criterion_missing_[index]);
        break;
      }
      case CriterionResult::kNotApplicable:
        out.reason = {"Tidak berlaku bagi keluarga ini.", "Does not apply to this family."};
        break;
      case CriterionResult::kError:
        if (compiled.applies_when != columns::kNoExpression) AddFinding(out.id, compiled.applies_when);
        if (decision_.findings.empty() || decision_.findings.back().path != out.id) AddFinding(out.id, compiled.require);
        out.reason = {"Tidak dapat dihitung; catatan perlu diperiksa.", "Cannot be computed; the record needs checking."};
        break;
    }
  }

  void AddRoute(size_t index) {
    const Route& route = document_.routes[index];
    const policy::CheckedRoute& checked = scene_.policy->routes[index];
    RouteDecision& out = decision_.routes.emplace_back();
    out.id = route.id.text;
    out.title = route.title;
    out.kind = route.kind;
    out.source = route.source;
    out.result = judgement_.route_result(index, 0);
    RouteGaps gaps;
    FindGaps(Row(), index, &gaps);
    for (const int number : gaps.failing) out.blocked_by.push_back(decision_.criteria[static_cast<size_t>(number)].id);
    for (const int number : gaps.missing) out.waiting_for.push_back(decision_.criteria[static_cast<size_t>(number)].id);
    out.all_of.reserve(checked.all_of.size());
    for (const int number : checked.all_of) out.all_of.push_back(decision_.criteria[static_cast<size_t>(number)].id);
    for (const policy::CheckedRoute::AtLeast& at_least : checked.at_least) {
      RouteDecision::AtLeast count;
      count.needed = at_least.n;
      count.criteria.reserve(at_least.of.size());
      for (const int number : at_least.of) {
        const CriterionDecision& criterion = decision_.criteria[static_cast<size_t>(number)];
        count.criteria.push_back(criterion.id);
        if (criterion.result == CriterionResult::kPass) ++count.passed;
        if (criterion.result != CriterionResult::kNotApplicable) ++count.of;
      }
      out.at_least.push_back(std::move(count));
    }
    if (form_.scores[index]) AddScore(index, *form_.scores[index], &out);
  }

  void AddScore(size_t index, const policy::CompiledScore& score, RouteDecision* out) {
    out->scored = true;
    const RouteScore found = ScoreOf(Row(), index);
    out->score = found.sum;
    out->score_threshold = found.required;
    out->score_known = found.known;
    if (out->result == RouteResult::kMissing) score_missing_[index] = FindMissing(scene_, score.reached);
    if (StandingAt(scene_, RootOf(scene_, score.reached)) == columns::Standing::kError) AddFinding(out->id, score.reached);
  }

  void GatherMissing(const std::vector<MissingFact>& unplaced) {
    Wanted wanted;
    if (!unplaced.empty()) wanted.Add(unplaced, "jurisdiction");
    const Wanting wanting = WantingOf(Row());
    for (const size_t i : wanting.safeguards) wanted.Add(safeguard_missing_[i], document_.safeguards[i].id.text);
    for (const size_t i : wanting.criteria) wanted.Add(criterion_missing_[i], document_.criteria[i].id.text);
    for (const size_t i : wanting.scores) wanted.Add(score_missing_[i], document_.routes[i].id.text);
    decision_.missing = wanted.Take();
  }

  const Scene& scene_;
  const policy::Form& form_;
  const Judgement& judgement_;
  const PolicyDocument& document_;
  Decision decision_;
  std::map<size_t, std::vector<MissingFact>> safeguard_missing_;
  std::map<size_t, std::vector<MissingFact>> criterion_missing_;
  std::map<size_t, std::vector<MissingFact>> score_missing_;
};

}  // namespace

Decision MakeDecision(const Scene& scene, const policy::Form& form, const Judgement& judgement, const Findings& findings,
                      const std::vector<MissingFact>& unplaced) {
  return DecisionMaker(scene, form, judgement).Make(findings, unplaced);
}

}  // namespace graduasi::decide
