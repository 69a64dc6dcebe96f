// A synthetic PKH family: who lives in it and how far it is on its way out of assistance. What a register writes down of it,
// with its history, is synthetic_record.h's. Shares and ages are our guesses at what is plausible, measured on nobody.
#ifndef GRADUASI_SRC_CLI_SYNTHETIC_FAMILY_H_
#define GRADUASI_SRC_CLI_SYNTHETIC_FAMILY_H_

#include <cstdint>
#include <string>
#include <vector>

#include "src/cli/synthetic_random.h"

namespace graduasi::cli {

// Names of values are those of `graduasi facts`.
struct SyntheticPerson {
  int64_t age = 0;  // whole years on the day of the register
  SyntheticDay born_on;
  bool female = false;
  const char* relation = "HEAD";
  const char* marital_status = "NEVER_MARRIED";
  const char* school_level = "NO_SCHOOLING";
  bool enrolled = false;
  const char* difficulty = "NO_DIFFICULTY";
  bool severely_disabled = false;
  bool chronically_ill = false;
  bool pregnant = false;
  const char* work = "NOT_WORKING";
  const char* employer = "NO_EMPLOYER";
  int64_t income_idr = 0;
  bool cares_for_others = false;

  bool works_for_money() const;
};

// How far a family is.
enum class SyntheticStage {
  kFar,
  kMentored,  // has done the sessions, other things are wanting
  kClose,     // mentored, earning, consent given: most of these can be proposed
};

struct SyntheticFamily {
  std::vector<SyntheticPerson> people;
  SyntheticStage stage = SyntheticStage::kFar;
  bool business = false;
  bool food = false;           // the business makes or sells food
  int64_t own_income_idr = 0;  // per month, without transfers
  int64_t need_idr = 0;        // the poverty line for all of them, per month
  int64_t pkh_idr = 0;         // PKH per year, at most four components
};

// The modules of the 14 core P2K2 sessions, in their order.
inline constexpr const char* kCoreSessions[14] = {"PARENTING",
                                                  "PARENTING",
                                                  "PARENTING",
                                                  "PARENTING",
                                                  "MONEY_AND_BUSINESS",
                                                  "MONEY_AND_BUSINESS",
                                                  "MONEY_AND_BUSINESS",
                                                  "HEALTH_AND_NUTRITION",
                                                  "HEALTH_AND_NUTRITION",
                                                  "HEALTH_AND_NUTRITION",
                                                  "CHILD_PROTECTION",
                                                  "CHILD_PROTECTION",
                                                  "SOCIAL_WELFARE",
                                                  "SOCIAL_WELFARE"};

SyntheticFamily MakeSyntheticFamily(SyntheticDay as_of, int64_t poverty_line_idr, SyntheticRandom* random);

}  // namespace graduasi::cli

#endif  // GRADUASI_SRC_CLI_SYNTHETIC_FAMILY_H_
