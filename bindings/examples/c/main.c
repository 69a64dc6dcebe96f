/* A program of somebody who has the package and nothing else of Graduasi: reads a policy, decides a household, prints why.
 *   cc main.c $(pkg-config --cflags --libs graduasi)    or with CMake, as CMakeLists.txt beside it.
 * It fails unless the household is eligible and the library is the one that its header belongs to. */
#include <graduasi.h>
#include <graduasi/arrow_abi.h>
#include <stdio.h>
#include <string.h>

static const char kPolicy[] =
    "id: \"consumer\" version: \"1\" synthetic: true\n"
    "title { id: \"Contoh\" en: \"Example\" }\n"
    "effective { from: \"2026-01-01\" until: \"2027-01-01\" }\n"
    "criterion {\n"
    "  id: \"C1\" title { id: \"Pendapatan cukup\" en: \"Income suffices\" }\n"
    "  require: \"latest(household.incomes).amount_idr >= 1000000\"\n"
    "  fail { id: \"Pendapatan kurang.\" en: \"Income is too low.\" } can_act: HOUSEHOLD source: \"test\"\n"
    "}\n"
    "route { id: \"r1\" kind: SELF_RELIANT title { id: \"Jalur satu\" en: \"Route one\" } all_of: \"C1\" source: \"test\" }\n";
static const char kHousehold[] = "{\"id\":\"a\",\"incomes\":[{\"observed_on\":\"2026-05-01\",\"amount_idr\":1000000}]}";

int main(void) {
  graduasi_error* error = NULL;
  graduasi_policy* policy = NULL;
  graduasi_decision* decision = NULL;
  int32_t as_of_days = 0;
  int eligible;
  size_t i;
  if (graduasi_policy_parse(kPolicy, strlen(kPolicy), &policy, &error) == GRADUASI_OK &&
      graduasi_day_parse("2026-06-15", 10, &as_of_days, &error) == GRADUASI_OK &&
      graduasi_decide_json(policy, kHousehold, strlen(kHousehold), as_of_days, NULL, &decision, &error) == GRADUASI_OK) {
    puts(graduasi_decision_text(decision, GRADUASI_LANGUAGE_ENGLISH));
  }
  for (i = 0; i < graduasi_error_count(error); ++i) {
    printf("%s: %s\n", graduasi_error_path(error, i), graduasi_error_message(error, i));
  }
  eligible = graduasi_decision_outcome(decision) == GRADUASI_OUTCOME_ELIGIBLE;
  graduasi_decision_free(decision);
  graduasi_policy_free(policy);
  graduasi_error_free(error);
  return eligible && graduasi_version() / 1000 == GRADUASI_VERSION_MAJOR * 1000 + GRADUASI_VERSION_MINOR ? 0 : 1;
}
