// Targets, what has come of them, and sums along the regions. Integers throughout; percentages are rounded once, at the end.
#include "graduasi/target.h"

#include <algorithm>
#include <cstddef>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "src/base/integer.h"
#include "src/model/region_code.h"
#include "src/programme/target_check.h"

namespace graduasi {
namespace {

using programme::CheckResult;
using programme::CheckTarget;

constexpr int kPercentDecimals = 2;

absl::Status Wrong(const std::string& id, absl::string_view what) {
  return absl::InvalidArgumentError(absl::StrCat("target ", id, ": ", what));
}

std::optional<PercentRange> Percent(int64_t least, int64_t most, int64_t whole, bool approximate) {
  const std::optional<Decimal> low = Quotient({least, 0}, {whole, 0}, 100, kPercentDecimals);
  const std::optional<Decimal> high = Quotient({most, 0}, {whole, 0}, 100, kPercentDecimals);
  if (!low.has_value() || !high.has_value()) return std::nullopt;
  return PercentRange{*low, *high, approximate};
}

bool Below(const std::string& code, const std::string& parent) {
  if (parent.empty()) return !code.empty();
  return code.size() > parent.size() && code.compare(0, parent.size(), parent) == 0 && code[parent.size()] == '.';
}

std::string Parent(const std::string& code) {
  const size_t dot = code.rfind('.');
  return dot == std::string::npos ? "" : code.substr(0, dot);
}

// What a region has to say to the one above it.
struct Numbers {
  bool any = false;
  int64_t least = 0;
  int64_t most = 0;
  int64_t result = 0;
  bool approximate = false;
  std::vector<std::string> without_result;
};

}  // namespace

namespace programme {

absl::Status CheckTarget(const Target& target) {
  if (target.least < 0 || target.most < target.least)
    return Wrong(target.id, "the range must be 0 or more and not end before it begins");
  if (target.most == 0) return Wrong(target.id, "a target of 0 cannot be met or missed");
  for (const std::optional<Stock>* stock : {&target.denominator, &target.cohort}) {
    if (stock->has_value() && (*stock)->count < 1) return Wrong(target.id, "a count of families is below 1");
  }
  return absl::OkStatus();
}

absl::Status CheckResult(const Result& result) {
  if (result.count < 0) return Wrong(result.target, "a result is below 0");
  if (result.by_kind.empty()) return absl::OkStatus();
  int64_t sum = 0;
  for (const auto& [kind, count] : result.by_kind) {
    if (count < 0 || !CheckedAdd(sum, count, &sum)) return Wrong(result.target, "a result of one kind of exit makes no sense");
  }
  return sum == result.count ? absl::OkStatus() : Wrong(result.target, "the kinds of exit do not add up to the result");
}

}  // namespace programme

absl::StatusOr<Attainment> AttainmentOf(const Target& target, const Result& result) {
  if (absl::Status status = CheckTarget(target); !status.ok()) return status;
  if (absl::Status status = CheckResult(result); !status.ok()) return status;
  if (result.target != target.id) return Wrong(target.id, "the result is of another target");
  Attainment attainment;
  attainment.result = result.count;
  attainment.approximate = result.precision == Precision::kApproximate;
  attainment.as_of = result.as_of;
  attainment.met = result.count >= target.least;
  attainment.remaining_to_least = std::max<int64_t>(target.least - result.count, 0);
  attainment.remaining_to_most = std::max<int64_t>(target.most - result.count, 0);
  // Of a range from 0 there is no share of its least end: what is there is all of it.
  const int64_t least = target.least == 0 ? target.most : target.least;
  const auto of_most = Percent(result.count, result.count, target.most, attainment.approximate);
  const auto of_least = Percent(result.count, result.count, least, attainment.approximate);
  if (!of_most.has_value() || !of_least.has_value()) return Wrong(target.id, "the numbers are too large");
  attainment.of_target = {of_most->least, of_least->most, attainment.approximate};
  if (target.denominator.has_value()) {
    const bool about = target.denominator->precision == Precision::kApproximate;
    attainment.target_of_denominator = Percent(target.least, target.most, target.denominator->count, about);
    attainment.result_of_denominator =
        Percent(result.count, result.count, target.denominator->count, about || attainment.approximate);
  }
  return attainment;
}

std::optional<PercentRange> NeededOfCohort(const Target& target) {
  if (!target.cohort.has_value() || target.cohort->count < 1) return std::nullopt;
  return Percent(target.least, target.most, target.cohort->count, target.cohort->precision == Precision::kApproximate);
}

absl::StatusOr<std::vector<RollUp>> RollUpTargets(absl::Span<const Target> targets, absl::Span<const Result> results,
                                                  const PartialDate& period, absl::string_view unit) {
  std::map<std::string, const Result*> latest;  // by target
  for (const Result& result : results) {
    if (absl::Status status = CheckResult(result); !status.ok()) return status;
    const bool known =
        std::any_of(targets.begin(), targets.end(), [&](const Target& target) { return target.id == result.target; });
    if (!known) return Wrong(result.target, "a result names it, and there is no such target");
    const Result*& of = latest[result.target];
    if (of == nullptr || of->as_of.last() < result.as_of.last()) of = &result;
  }

  std::map<std::string, RollUp> regions;  // by code: a parent stands before what is below it
  regions[""];
  for (const Target& target : targets) {
    if (target.period != period || target.unit != unit) continue;
    if (absl::Status status = CheckTarget(target); !status.ok()) return status;
    const std::string code = target.region.code.value_or("");
    if (!code.empty() &&
        (target.region.system != CodeSystem::kKemendagri || !model::IsRegionCode(CodeSystem::kKemendagri, code))) {
      return Wrong(target.id, "its region is no Kemendagri code, and codes of other systems are not added up");
    }
    for (std::string above = code; !above.empty(); above = Parent(above)) regions[above];
    RollUp& region = regions[code];
    if (region.own != nullptr) return Wrong(target.id, "another target is of the same region, period and unit");
    region.own = &target;
    const auto result = latest.find(target.id);
    if (result != latest.end()) region.own_result = result->second;
  }

  // From the most detailed up, so that what is below is known.
  std::map<std::string, Numbers> numbers;
  std::vector<RollUp> rolled;
  for (auto entry = regions.rbegin(); entry != regions.rend(); ++entry) {
    RollUp& region = entry->second;
    region.code = entry->first;
    Numbers below;
    for (const auto& [code, part] : numbers) {
      if (!Below(code, region.code) || Parent(code) != region.code || !part.any) continue;
      below.any = true;
      ++region.parts;
      if (!CheckedAdd(below.least, part.least, &below.least) || !CheckedAdd(below.most, part.most, &below.most) ||
          !CheckedAdd(below.result, part.result, &below.result)) {
        return absl::InvalidArgumentError("the targets are too large to be added up");
      }
      below.approximate = below.approximate || part.approximate;
      below.without_result.insert(below.without_result.end(), part.without_result.begin(), part.without_result.end());
    }
    std::sort(below.without_result.begin(), below.without_result.end());
    region.least = below.least;
    region.most = below.most;
    region.result = below.result;
    region.approximate = below.approximate;
    region.without_result = below.without_result;
    // To the one above, the region's own numbers count before the sum of its parts.
    if (region.own != nullptr) {
      below.any = true;
      below.least = region.own->least;
      below.most = region.own->most;
      if (region.own_result != nullptr) {
        below.result = region.own_result->count;
        below.approximate = region.own_result->precision == Precision::kApproximate;
        below.without_result.clear();
      } else if (region.parts == 0) {
        below.without_result = {region.own->id};
      }
    }
    numbers[region.code] = std::move(below);
    rolled.push_back(region);
  }
  std::reverse(rolled.begin(), rolled.end());
  return rolled;
}

}  // namespace graduasi
