/* A program in C99 that uses the library as the opening of graduasi.h shows, down to the reasons of a decision.  It knows only
 * the header. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "capi/graduasi.h"
#include "tests/capi/small_policy.h"

#define CHECK(condition)                                               \
  do {                                                                 \
    if (!(condition)) {                                                \
      printf("%s:%d: not true: %s\n", __FILE__, __LINE__, #condition); \
      exit(1);                                                         \
    }                                                                  \
  } while (0)

static void stop_on(graduasi_status status, const graduasi_error* error) {
  size_t i;
  if (status == GRADUASI_OK) return;
  for (i = 0; i < graduasi_error_count(error); ++i) {
    printf("%d:%d: %s: %s\n", (int)graduasi_error_line(error, i), (int)graduasi_error_column(error, i),
           graduasi_error_path(error, i), graduasi_error_message(error, i));
  }
  exit(1);
}

static graduasi_decision* decide(const graduasi_policy* policy, const char* record, const graduasi_decide_options* options) {
  graduasi_decision* decision = NULL;
  graduasi_error* error = NULL;
  int32_t as_of_days = 0;
  stop_on(graduasi_day_parse("2026-06-15", 10, &as_of_days, &error), error);
  stop_on(graduasi_decide_json(policy, record, strlen(record), as_of_days, options, &decision, &error), error);
  CHECK(graduasi_decision_as_of_days(decision) == as_of_days);
  return decision;
}

static void eligible(const graduasi_policy* policy) {
  graduasi_decision* decision = decide(policy, kEligible, NULL);
  size_t size = 0;
  CHECK(graduasi_decision_outcome(decision) == GRADUASI_OUTCOME_ELIGIBLE);
  CHECK(strcmp(graduasi_decision_household_id(decision), "a") == 0);
  CHECK(strcmp(graduasi_decision_route(decision), "r1") == 0);
  CHECK(strcmp(graduasi_decision_policy_id(decision), "small") == 0);
  CHECK(strcmp(graduasi_decision_policy_version(decision), "1") == 0);
  CHECK(graduasi_decision_criterion_count(decision) == 1);
  CHECK(graduasi_decision_criterion_result(decision, 0) == GRADUASI_CRITERION_PASS);
  CHECK(graduasi_decision_safeguard_result(decision, 0) == GRADUASI_SAFEGUARD_CLEAR);
  CHECK(graduasi_decision_route_result(decision, 0) == GRADUASI_ROUTE_MET);
  CHECK(graduasi_decision_text(decision, GRADUASI_LANGUAGE_INDONESIAN)[0] != '\0');
  CHECK(strcmp(graduasi_decision_text(decision, GRADUASI_LANGUAGE_INDONESIAN),
               graduasi_decision_text(decision, GRADUASI_LANGUAGE_ENGLISH)) != 0);
  CHECK(graduasi_decision_json(decision)[0] == '{');
  CHECK(strchr(graduasi_decision_json(decision), '\n') == NULL);
  CHECK(graduasi_decision_binary(decision, &size) != NULL && size > 10);
  graduasi_decision_free(decision);
}

static void not_yet(const graduasi_policy* policy) {
  graduasi_decision* decision = decide(policy, kNotYet, NULL);
  CHECK(graduasi_decision_outcome(decision) == GRADUASI_OUTCOME_NOT_YET);
  CHECK(graduasi_decision_criterion_result(decision, 0) == GRADUASI_CRITERION_FAIL);
  CHECK(strcmp(graduasi_decision_criterion_id(decision, 0), "C1") == 0);
  CHECK(strcmp(graduasi_decision_criterion_title(decision, 0, GRADUASI_LANGUAGE_ENGLISH), "Income suffices") == 0);
  CHECK(strcmp(graduasi_decision_criterion_reason(decision, 0, GRADUASI_LANGUAGE_INDONESIAN), "Pendapatan kurang.") == 0);
  CHECK(strcmp(graduasi_decision_criterion_source(decision, 0), "test") == 0);
  CHECK(graduasi_decision_criterion_can_act(decision, 0) == GRADUASI_ACTOR_HOUSEHOLD);
  CHECK(graduasi_decision_criterion_is_proposal(decision, 0) == 0);
  CHECK(graduasi_decision_route_result(decision, 0) == GRADUASI_ROUTE_NOT_MET);
  CHECK(graduasi_decision_route_blocked_by_count(decision, 0) == 1);
  CHECK(strcmp(graduasi_decision_route_blocked_by(decision, 0, 0), "C1") == 0);
  CHECK(graduasi_decision_route_waiting_for_count(decision, 0) == 0);
  graduasi_decision_free(decision);
}

static void protected_by_a_safeguard(const graduasi_policy* policy) {
  graduasi_decision* decision = decide(policy, kProtected, NULL);
  CHECK(graduasi_decision_outcome(decision) == GRADUASI_OUTCOME_PROTECTED);
  CHECK(graduasi_decision_safeguard_count(decision) == 1);
  CHECK(graduasi_decision_safeguard_result(decision, 0) == GRADUASI_SAFEGUARD_HOLDS);
  CHECK(strcmp(graduasi_decision_safeguard_reason(decision, 0, GRADUASI_LANGUAGE_ENGLISH), "A member is pregnant.") == 0);
  graduasi_decision_free(decision);
}

static void missing_unless_declared(const graduasi_policy* policy) {
  static const char* const facts[] = {"household.members[].pregnant"};
  graduasi_decide_options options;
  graduasi_decision* decision = decide(policy, kNeedsData, NULL);
  CHECK(graduasi_decision_outcome(decision) == GRADUASI_OUTCOME_NEEDS_DATA);
  CHECK(graduasi_decision_missing_count(decision) == 1);
  CHECK(strcmp(graduasi_decision_missing_path(decision, 0), "household.members[0].pregnant") == 0);
  CHECK(graduasi_decision_missing_why(decision, 0) == GRADUASI_MISSING_ABSENT);
  CHECK(strcmp(graduasi_decision_missing_known(decision, 0), "") == 0);
  CHECK(graduasi_decision_missing_needed_by_count(decision, 0) == 1);
  CHECK(strcmp(graduasi_decision_missing_needed_by(decision, 0, 0), "S1") == 0);
  graduasi_decision_free(decision);

  memset(&options, 0, sizeof(options));
  options.struct_size = sizeof(options);
  options.recorded_when_true = facts;
  options.recorded_when_true_count = 1;
  decision = decide(policy, kNeedsData, &options);
  CHECK(graduasi_decision_outcome(decision) == GRADUASI_OUTCOME_ELIGIBLE);
  graduasi_decision_free(decision);
}

static void unreadable_record(const graduasi_policy* policy) {
  graduasi_decision* decision = decide(policy, "this is not JSON", NULL);
  CHECK(graduasi_decision_outcome(decision) == GRADUASI_OUTCOME_INVALID);
  CHECK(strcmp(graduasi_decision_household_id(decision), "") == 0);
  CHECK(graduasi_decision_finding_count(decision) >= 1);
  CHECK(graduasi_decision_finding_message(decision, 0)[0] != '\0');
  CHECK(graduasi_decision_finding_line(decision, 0) == 1);
  CHECK(graduasi_decision_criterion_count(decision) == 0);
  CHECK(graduasi_decision_json(decision)[0] == '{');
  graduasi_decision_free(decision);
}

static void facts(void) {
  graduasi_facts* list = NULL;
  size_t i;
  size_t pregnant = 0;
  CHECK(graduasi_facts_list(&list, NULL) == GRADUASI_OK);
  CHECK(graduasi_facts_count(list) > 100);
  for (i = 0; i < graduasi_facts_count(list); ++i) {
    CHECK(strncmp(graduasi_facts_path(list, i), "household.", 10) == 0);
    if (strcmp(graduasi_facts_path(list, i), "household.members[].pregnant") == 0) pregnant = i;
  }
  CHECK(strcmp(graduasi_facts_type(list, pregnant), "bool") == 0);
  graduasi_facts_free(list);
}

int main(void) {
  graduasi_policy* policy = NULL;
  graduasi_error* error = NULL;
  stop_on(graduasi_policy_parse(kSmallPolicy, strlen(kSmallPolicy), &policy, &error), error);
  CHECK(graduasi_policy_is_synthetic(policy) == 1);
  CHECK(graduasi_policy_criterion_count(policy) == 1 && graduasi_policy_safeguard_count(policy) == 1);
  CHECK(graduasi_policy_fact_read_count(policy) >= 2);
  eligible(policy);
  not_yet(policy);
  protected_by_a_safeguard(policy);
  missing_unless_declared(policy);
  unreadable_record(policy);
  facts();
  graduasi_policy_free(policy);
  return 0;
}
