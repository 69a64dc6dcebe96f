#include "src/policy/check_routes.h"

#include <map>

#include "absl/strings/str_cat.h"
#include "src/cel/spelling.h"

namespace graduasi::policy {
namespace {

class RouteChecker {
 public:
  RouteChecker(const PolicyDocument& document, ExpressionChecker* expressions, std::set<int>* used, Report* report)
      : expressions_(expressions), used_(used), report_(report) {
    for (size_t i = 0; i < document.criteria.size(); ++i) numbers_.emplace(document.criteria[i].id.text, static_cast<int>(i));
  }

  CheckedRoute Check(const Route& route) {
    CheckedRoute checked;
    std::set<int> seen;
    checked.all_of = Criteria(route, route.all_of, &seen);
    for (const Route::AtLeast& at_least : route.at_least) {
      CheckedRoute::AtLeast out;
      out.n = at_least.n;
      out.of = Criteria(route, at_least.of, &seen);
      if (at_least.n < 1) report_->Add(at_least.place, absl::StrCat("route ", route.id.text, ": `n` must be at least 1"));
      if (at_least.n > static_cast<int64_t>(at_least.of.size())) {
        report_->Add(at_least.place, absl::StrCat("route ", route.id.text, ": at_least ", at_least.n, " of ",
                                                  at_least.of.size(), " criteria can never hold"));
      }
      checked.at_least.push_back(std::move(out));
    }
    if (route.score) checked.score = Score(route, *route.score);
    if (route.all_of.empty() && route.at_least.empty() && !route.score) {
      report_->Add(route.place, absl::StrCat("route ", route.id.text, " asks for nothing, so everybody would meet it"));
    }
    if (route.kind == RouteKind::kUnspecified) {
      report_->Add(route.place, absl::StrCat("route ", route.id.text,
                                             " needs a `kind`: SELF_RELIANT, NATURAL, BUSINESS_PROGRAMME, SYSTEM or OTHER"));
    }
    return checked;
  }

 private:
  std::vector<int> Criteria(const Route& route, const std::vector<Placed>& ids, std::set<int>* seen) {
    std::vector<int> numbers;
    for (const Placed& id : ids) {
      const auto found = numbers_.find(id.text);
      if (found == numbers_.end()) {
        std::vector<std::string> known;
        for (const auto& [name, number] : numbers_) known.push_back(name);
        report_->Add(
            id, absl::StrCat("route ", route.id.text, ": `", id.text, "` is not a criterion", cel::DidYouMean(id.text, known)));
        continue;
      }
      if (!seen->insert(found->second).second) {
        report_->Add(id, absl::StrCat("route ", route.id.text, " names ", id.text, " twice"));
      }
      used_->insert(found->second);
      numbers.push_back(found->second);
    }
    return numbers;
  }

  CheckedScore Score(const Route& route, const graduasi::Score& score) {
    std::set<std::string> ids;
    std::vector<std::string> terms;
    int64_t total_weight = 0;
    bool sound = true;
    if (score.items.empty()) report_->Add(score.place, absl::StrCat("the score of route ", route.id.text, " has no `item`"));
    for (const graduasi::Score::Item& item : score.items) {
      if (!ids.insert(item.id.text).second)
        report_->Add(item.id, absl::StrCat("two items of this score are called ", item.id.text));
      if (item.weight < 1 || item.weight > 1'000'000) {
        report_->Add(item.place, absl::StrCat("item ", item.id.text, ": `weight` must be between 1 and 1000000"));
      } else {
        total_weight += item.weight;
      }
      if (expressions_->Leaf(item.value, cel::TypeKind::kInt) == nullptr) sound = false;
      terms.push_back(absl::StrCat("(", item.value.text, ") * ", item.weight));
    }
    if (!score.normalised && !score.items.empty() && total_weight != 100) {
      report_->Add(score.place, absl::StrCat("the weights of route ", route.id.text, " sum to ", total_weight,
                                             ", not 100; correct them, or write `normalised: true` to divide by their sum"));
    }
    if (expressions_->Leaf(score.threshold, cel::TypeKind::kInt) == nullptr) sound = false;
    CheckedScore checked;
    checked.rules = expressions_->AgeLimits(score.max_age);
    if (!sound || terms.empty()) return checked;
    const std::string sum = BalancedSum(terms, 0, terms.size());
    const std::string required = absl::StrCat("(", score.threshold.text, ") * ", total_weight);
    const auto made = [&](const std::string& text, cel::TypeKind kind) {
      return expressions_->Leaf(Placed{text, score.place, {}}, kind);
    };
    checked.sum = made(sum, cel::TypeKind::kInt);
    checked.required = made(required, cel::TypeKind::kInt);
    checked.reached = made(absl::StrCat(sum, " >= ", required), cel::TypeKind::kBool);
    return checked;
  }

  // The terms added in pairs of pairs, so that a score of many items is no taller than it must be.
  static std::string BalancedSum(const std::vector<std::string>& terms, size_t begin, size_t end) {
    if (end - begin == 1) return terms[begin];
    const size_t middle = begin + (end - begin) / 2;
    return absl::StrCat("(", BalancedSum(terms, begin, middle), " + ", BalancedSum(terms, middle, end), ")");
  }

  ExpressionChecker* expressions_;
  std::set<int>* used_;
  Report* report_;
  std::map<std::string, int> numbers_;
};

}  // namespace

std::vector<CheckedRoute> CheckRoutes(const PolicyDocument& document, ExpressionChecker* expressions, std::set<int>* used,
                                      Report* report) {
  RouteChecker checker(document, expressions, used, report);
  std::vector<CheckedRoute> routes;
  for (const Route& route : document.routes) routes.push_back(checker.Check(route));
  if (document.routes.empty()) report->Add(SourcePlace{}, "the policy has no `route`, so nobody could ever be eligible");
  return routes;
}

}  // namespace graduasi::policy
