#include "src/policy/bindings.h"

namespace graduasi::policy {

std::vector<columns::Binding> BindingsOf(const CheckedPolicy& policy) {
  std::vector<columns::Binding> bindings;
  bindings.emplace_back(columns::HouseholdBinding{});
  bindings.emplace_back(columns::AsOfBinding{});
  for (const columns::DatedTable& table : policy.parameters) bindings.emplace_back(columns::TableBinding{table});
  for (const ExpressionPtr& fact : policy.facts) bindings.emplace_back(columns::FactBinding{fact});
  return bindings;
}

}  // namespace graduasi::policy
