#include "src/decide/explain.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "src/decide/evidence.h"
#include "src/decide/missing.h"
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
    ChooseRoute();
    if (decision_.outcome == Outcome::kNeedsData) GatherMissing(unplaced);
    return std::move(decision_);
  }

 private:
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
        const bool applies = compiled.applies_when == columns::kNoExpression ||
                             StandingAt(scene_, RootOf(scene_, compiled.applies_when)) == columns::Standing::kPresent;
        criterion_missing_[index] = FindMissing(scene_, applies ? compiled.require : compiled.applies_when);
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
    const auto note = [&](int number) {
      const CriterionDecision& criterion = decision_.criteria[static_cast<size_t>(number)];
      if (criterion.result == CriterionResult::kFail) out.blocked_by.push_back(criterion.id);
      if (criterion.result == CriterionResult::kMissing) out.waiting_for.push_back(criterion.id);
      return criterion.result;
    };
    out.all_of.reserve(checked.all_of.size());
    for (const int number : checked.all_of) {
      note(number);
      out.all_of.push_back(decision_.criteria[static_cast<size_t>(number)].id);
    }
    for (const policy::CheckedRoute::AtLeast& at_least : checked.at_least) {
      RouteDecision::AtLeast count;
      count.needed = at_least.n;
      count.criteria.reserve(at_least.of.size());
      for (const int number : at_least.of) {
        count.criteria.push_back(decision_.criteria[static_cast<size_t>(number)].id);
        const CriterionResult result = decision_.criteria[static_cast<size_t>(number)].result;
        if (result == CriterionResult::kPass) ++count.passed;
        if (result != CriterionResult::kNotApplicable) ++count.of;
      }
      if (count.passed < count.needed) {
        for (const int number : at_least.of) note(number);
      }
      out.at_least.push_back(std::move(count));
    }
    if (form_.scores[index]) AddScore(index, *form_.scores[index], &out);
  }

  void AddScore(size_t index, const policy::CompiledScore& score, RouteDecision* out) {
    out->scored = true;
    const auto read = [&](columns::ExpressionId id, int64_t* value) {
      const Spot spot = RootOf(scene_, id);
      if (StandingAt(scene_, spot) != columns::Standing::kPresent) return false;
      const columns::IntRange range = scene_.run->Int(RegisterAt(scene_, spot), RowAt(scene_, spot));
      *value = range.low;
      return range.low == range.high;
    };
    out->score_known = read(score.sum, &out->score);
    out->score_known = read(score.required, &out->score_threshold) && out->score_known;
    if (out->result == RouteResult::kMissing) score_missing_[index] = FindMissing(scene_, score.reached);
    if (StandingAt(scene_, RootOf(scene_, score.reached)) == columns::Standing::kError) AddFinding(out->id, score.reached);
  }

  // How much of a route is met, in thousandths: what is not met weighs against it fully, what is not known by half.
  int64_t Nearness(const RouteDecision& route, const policy::CheckedRoute& checked) const {
    int64_t whole = 0;
    int64_t met = 0;
    for (const int number : checked.all_of) {
      const CriterionResult result = decision_.criteria[static_cast<size_t>(number)].result;
      if (result == CriterionResult::kNotApplicable) continue;
      whole += 2;
      met += result == CriterionResult::kPass ? 2 : result == CriterionResult::kMissing ? 1 : 0;
    }
    for (const RouteDecision::AtLeast& at_least : route.at_least) {
      whole += 2 * at_least.needed;
      met += 2 * std::min(at_least.needed, at_least.passed);
    }
    if (route.scored) {
      whole += 2;
      met += route.score_known ? (route.score >= route.score_threshold ? 2 : 0) : 1;
    }
    return whole == 0 ? 1000 : met * 1000 / whole;
  }

  void ChooseRoute() {
    if (decision_.outcome == Outcome::kEligible) {
      decision_.route = document_.routes[static_cast<size_t>(judgement_.route(0))].id.text;
      return;
    }
    if (decision_.outcome != Outcome::kNeedsData && decision_.outcome != Outcome::kNotYet) return;
    std::pair<bool, int64_t> best{false, -1};
    for (size_t i = 0; i < decision_.routes.size(); ++i) {
      const RouteDecision& route = decision_.routes[i];
      const bool open = route.result == RouteResult::kMet || route.result == RouteResult::kMissing;
      if (decision_.outcome == Outcome::kNeedsData && !open) continue;
      // Nobody works towards being left out by the system or towards having no component: a route that a family can walk is
      // nearer than one that it cannot.
      const bool can_work_towards = route.kind != RouteKind::kSystem && route.kind != RouteKind::kNatural;
      const std::pair<bool, int64_t> nearness{can_work_towards, Nearness(route, scene_.policy->routes[i])};
      if (nearness > best) {
        best = nearness;
        decision_.route = route.id;
      }
    }
  }

  void GatherMissing(const std::vector<MissingFact>& unplaced) {
    Wanted wanted;
    if (!unplaced.empty()) wanted.Add(unplaced, "jurisdiction");
    for (const auto& [index, facts] : safeguard_missing_) wanted.Add(facts, document_.safeguards[index].id.text);
    // With a route that is met, only what guards it is wanting.
    const bool met = std::any_of(decision_.routes.begin(), decision_.routes.end(),
                                 [](const RouteDecision& route) { return route.result == RouteResult::kMet; });
    if (!met) {
      std::set<std::string> waited_for;
      for (const RouteDecision& route : decision_.routes) {
        if (route.result == RouteResult::kMissing) waited_for.insert(route.waiting_for.begin(), route.waiting_for.end());
      }
      for (const auto& [index, facts] : criterion_missing_) {
        const std::string& id = document_.criteria[index].id.text;
        if (waited_for.count(id) != 0) wanted.Add(facts, id);
      }
      for (const auto& [index, facts] : score_missing_) wanted.Add(facts, document_.routes[index].id.text);
    }
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
