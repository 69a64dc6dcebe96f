// `graduasi check`: reads a policy and says what it is, or everything that is wrong with it.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <string>

#include "capi/graduasi.h"
#include "src/cli/command.h"
#include "src/cli/library.h"
#include "src/cli/output.h"

namespace graduasi::cli {

int Check(const CheckArguments& arguments) {
  PolicyHandle handle;
  if (const int code = LoadPolicy(arguments.policy, &handle); code != kDone) return code;
  const graduasi_policy* policy = handle.get();
  const int32_t until = graduasi_policy_effective_until_days(policy);
  std::printf("%s %s: %s\n", Plain(graduasi_policy_id(policy)).c_str(), Plain(graduasi_policy_version(policy)).c_str(),
              Plain(graduasi_policy_title(policy, GRADUASI_LANGUAGE_ENGLISH)).c_str());
  if (graduasi_policy_is_synthetic(policy) != 0) std::printf("  an example, not for decisions about people\n");
  std::printf("  decides from %s%s\n", DayText(graduasi_policy_effective_from_days(policy)).c_str(),
              until == GRADUASI_DAY_OPEN ? " on" : (" until the day before " + DayText(until)).c_str());
  std::printf("  %zu criteria, %zu safeguards, %zu routes\n", graduasi_policy_criterion_count(policy),
              graduasi_policy_safeguard_count(policy), graduasi_policy_route_count(policy));
  if (graduasi_policy_ranking_id(policy) != nullptr) {
    std::printf("  puts the eligible in order: %s\n",
                Plain(graduasi_policy_ranking_title(policy, GRADUASI_LANGUAGE_ENGLISH)).c_str());
    for (size_t i = 0; i < graduasi_policy_ranking_key_count(policy); ++i) {
      std::printf("    %zu. %s\n", i + 1,
                  Plain(graduasi_policy_ranking_key_title(policy, i, GRADUASI_LANGUAGE_ENGLISH)).c_str());
    }
  }
  std::printf("  reads %zu facts:\n", graduasi_policy_fact_read_count(policy));
  for (size_t i = 0; i < graduasi_policy_fact_read_count(policy); ++i) {
    std::printf("    %s\n", graduasi_policy_fact_read(policy, i));
  }
  if (graduasi_policy_ranking_fact_read_count(policy) != 0) {
    std::printf("  the order reads %zu facts:\n", graduasi_policy_ranking_fact_read_count(policy));
    for (size_t i = 0; i < graduasi_policy_ranking_fact_read_count(policy); ++i) {
      std::printf("    %s\n", graduasi_policy_ranking_fact_read(policy, i));
    }
  }
  return Output().Finish() ? kDone : kWrongCall;
}

}  // namespace graduasi::cli
