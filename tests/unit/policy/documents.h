// A small sound policy, for tests that change one thing in it and see what is said.
#ifndef GRADUASI_TESTS_UNIT_POLICY_DOCUMENTS_H_
#define GRADUASI_TESTS_UNIT_POLICY_DOCUMENTS_H_

#include <string>
#include <utility>

#include "graduasi/policy.h"

namespace graduasi {

inline Placed At(std::string text, std::string path = "") { return Placed{std::move(text), {std::move(path), 0, 0}, {}}; }

inline Parameter IntParameter(const std::string& id, int64_t value) {
  Parameter parameter;
  parameter.id = At(id);
  parameter.type = ParameterType::kInt;
  parameter.unit = "months";
  parameter.source = "test";
  Parameter::Version version;
  version.from = At("2026-01-01");
  version.value.emplace();
  version.value->integer = value;
  parameter.versions.push_back(std::move(version));
  return parameter;
}

inline Criterion MakeCriterion(const std::string& id, const std::string& require) {
  Criterion criterion;
  criterion.id = At(id);
  criterion.title = {"Judul " + id, "Title " + id};
  criterion.require = At(require, "criterion.require");
  return criterion;
}

inline Route MakeRoute(const std::string& id, const std::vector<std::string>& all_of) {
  Route route;
  route.id = At(id);
  route.title = {"Jalur " + id, "Route " + id};
  route.kind = RouteKind::kSelfReliant;
  for (const std::string& criterion : all_of) route.all_of.push_back(At(criterion));
  return route;
}

// One parameter, two criteria, one safeguard, one route; in effect during 2026.
inline PolicyDocument SmallPolicy() {
  PolicyDocument document;
  document.id = At("small");
  document.version = At("1");
  document.title = {"Kecil", "Small"};
  document.effective_from = At("2026-01-01");
  document.effective_until = At("2027-01-01");
  document.parameters.push_back(IntParameter("hold_months", 6));
  document.criteria.push_back(MakeCriterion("willing", "household.procedure.willing"));
  document.criteria.push_back(
      MakeCriterion("held", "household.assistance.all(a, months_between(a.recorded_on, as_of) >= params.hold_months)"));
  Safeguard safeguard;
  safeguard.id = At("pregnant");
  safeguard.title = {"Ibu hamil", "Pregnant member"};
  safeguard.when = At("household.members.exists(m, m.pregnant)");
  document.safeguards.push_back(std::move(safeguard));
  document.routes.push_back(MakeRoute("ready", {"willing", "held"}));
  return document;
}

}  // namespace graduasi

#endif  // GRADUASI_TESTS_UNIT_POLICY_DOCUMENTS_H_
