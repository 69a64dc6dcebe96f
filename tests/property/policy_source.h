// Random policy documents that are valid: parameters with histories and tables, facts, safeguards, criteria, routes. It knows
// the document and the rules for a sound one, and nothing of what is decided.
#ifndef GRADUASI_TESTS_PROPERTY_POLICY_SOURCE_H_
#define GRADUASI_TESTS_PROPERTY_POLICY_SOURCE_H_

#include <string>
#include <vector>

#include "graduasi/policy.h"
#include "tests/property/expression_source.h"
#include "tests/property/random.h"

namespace graduasi::property {

// Only parameters and facts: names for expressions to use.
PolicyDocument RandomNames(const ExpressionOptions& options, Random* random);

// A whole policy, in force on options.as_of. `options.whole_language` must be false.
PolicyDocument RandomPolicy(const ExpressionOptions& options, Random* random);

// Declares a ranking: of random keys, some through a fact and a parameter that nothing else reads. The policy must be sound and
// read no identities, nor may they.
void AddRandomRanking(const ExpressionOptions& options, PolicyDocument* document, Random* random);

// Age limits for records with a date, each path once.
std::vector<MaxAge> RandomAgeLimits(Random* random);

// Paths of bool fields: "household.members[].pregnant".
std::vector<std::string> RandomDeclarations(Random* random);

// What is evaluated, for messages of tests; not a form that can be read back.
std::string ToText(const PolicyDocument& document);

}  // namespace graduasi::property

#endif  // GRADUASI_TESTS_PROPERTY_POLICY_SOURCE_H_
