// One policy under one set of rules on its way to normal forms. This file must not know mutants.
#ifndef GRADUASI_SRC_ANALYSIS_NORMALIZER_H_
#define GRADUASI_SRC_ANALYSIS_NORMALIZER_H_

#include <map>
#include <string>
#include <vector>

#include "src/analysis/normal_form.h"

namespace graduasi::analysis {

class Normalizer {
 public:
  Normalizer(const policy::CheckedPolicy& policy, NormalRules rules, NormalForms* forms);

  std::vector<std::string> Policy();

 private:
  using Form = NormalForms::Form;
  using Tag = NormalForms::Tag;
  using Value = NormalForms::Value;
  using Interval = NormalForms::Interval;
  using Scope = std::map<int32_t, int>;  // levels of iteration variables, by the number of their macro

  bool On(NormalRule rule) const { return (rules_ >> static_cast<int>(rule) & 1) != 0; }
  const Form& at(int form) const { return forms_->at(form); }

  int Expression(const policy::ExpressionPtr& expression);
  int Node(const cel::Node& node, const Scope& scope);
  int Variable(const cel::Node& node);
  int Call(const cel::Node& node, const Scope& scope);
  int Macro(const cel::Node& node, const Scope& scope);
  int Literal(const cel::Node& node);

  int Number(int64_t value, cel::TypeKind type);
  int Truth(bool value);
  int Operation(cel::Function function, cel::TypeKind type, std::vector<int> args);
  int Arithmetic(cel::Function function, std::vector<int> args);
  int Logic(bool all, const std::vector<int>& args);
  void ReadOneElement(std::vector<int>* parts);
  int Negated(int form);
  int Compared(cel::Function function, int a, int b);
  int Within(int form, std::vector<Interval> sets);
  int Branches(int condition, int a, int b);
  bool Leaves(int choice, std::vector<int64_t>* leaves) const;
  bool Summands(int sum, std::vector<int>* choices) const;
  int Scaled(int choice, int64_t factor);
  int Skeleton(int choice, const std::vector<int>& classes, size_t* next);
  bool Combinations(cel::Function function, int sum, int64_t number, int* out);

  int Parameter(size_t index);
  int Table(Form form);
  // The table with every value replaced; `form` itself if one has no result.
  bool MapTable(int table, cel::Function function, int64_t other, bool other_first, Form* out) const;
  bool Reachable(const std::string& code) const;

  Interval BoundsOf(cel::Function function, const std::vector<int>& args) const;
  std::string RouteText(size_t index);
  bool Guarded(size_t criterion);
  bool Opposed(size_t a, size_t b) const;

  const policy::CheckedPolicy& policy_;
  const NormalRules rules_;
  NormalForms* const forms_;
  std::vector<int> facts_, parameters_;      // by number; -1: not yet made
  std::vector<int> requirements_, applies_;  // by criterion; applies -1: always
};

}  // namespace graduasi::analysis

#endif  // GRADUASI_SRC_ANALYSIS_NORMALIZER_H_
