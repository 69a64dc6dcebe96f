/* Numbers and layouts of graduasi.h that compiled callers have built in: a change breaks them, so it fails here.  It knows
 * nothing of decisions. */
#include <stddef.h>
#include <stdio.h>

#include "capi/graduasi.h"

static int failures;

static void expect(const char* name, long long actual, long long frozen) {
  if (actual == frozen) return;
  printf("%s is %lld, but was released as %lld\n", name, actual, frozen);
  ++failures;
}
#define EXPECT(name, frozen) expect(#name, (long long)(name), (frozen))

static void codes(void) {
  EXPECT(GRADUASI_OK, 0);
  EXPECT(GRADUASI_BAD_CALL, 1);
  EXPECT(GRADUASI_BAD_POLICY, 2);
  EXPECT(GRADUASI_BAD_DATA, 3);
  EXPECT(GRADUASI_UNSUPPORTED, 4);
  EXPECT(GRADUASI_NO_MEMORY, 5);
  EXPECT(GRADUASI_INTERNAL, 6);
  EXPECT(GRADUASI_LANGUAGE_INDONESIAN, 1);
  EXPECT(GRADUASI_LANGUAGE_ENGLISH, 2);
  EXPECT(GRADUASI_DAY_SIZE, 11);
  EXPECT(GRADUASI_DAY_OPEN, 2147483647);
  EXPECT(GRADUASI_DAY_NONE, -2147483647 - 1);
  EXPECT(GRADUASI_OUTCOME_INVALID, 0);
  EXPECT(GRADUASI_OUTCOME_PROTECTED, 1);
  EXPECT(GRADUASI_OUTCOME_NEEDS_DATA, 2);
  EXPECT(GRADUASI_OUTCOME_NOT_YET, 3);
  EXPECT(GRADUASI_OUTCOME_ELIGIBLE, 4);
  EXPECT(GRADUASI_MUTANT_KILLED, 0);
  EXPECT(GRADUASI_MUTANT_EQUIVALENT, 1);
  EXPECT(GRADUASI_MUTANT_SURVIVES, 2);
}

static void life_cycle(void) {
  EXPECT(GRADUASI_STATE_RECIPIENT, 0);
  EXPECT(GRADUASI_STATE_IDENTIFIED, 1);
  EXPECT(GRADUASI_STATE_IN_MENTORING, 2);
  EXPECT(GRADUASI_STATE_NOMINATED, 3);
  EXPECT(GRADUASI_STATE_ASSESSED, 4);
  EXPECT(GRADUASI_STATE_VERIFIED, 5);
  EXPECT(GRADUASI_STATE_GRADUATED, 6);
  EXPECT(GRADUASI_STATE_MONITORED, 7);
  EXPECT(GRADUASI_STATE_CLOSED, 8);
  EXPECT(GRADUASI_STATE_RETURNED, 9);
  EXPECT(GRADUASI_REFUSED_FORM, 0);
  EXPECT(GRADUASI_REFUSED_STATE, 1);
  EXPECT(GRADUASI_REFUSED_ROLE, 2);
  EXPECT(GRADUASI_REFUSED_ORDER, 3);
  EXPECT(GRADUASI_REFUSED_CONDITION, 4);
  EXPECT(GRADUASI_REFUSED_REMAINDER, 5);
}

static void results(void) {
  EXPECT(GRADUASI_CRITERION_ERROR, 0);
  EXPECT(GRADUASI_CRITERION_FAIL, 1);
  EXPECT(GRADUASI_CRITERION_MISSING, 2);
  EXPECT(GRADUASI_CRITERION_NOT_APPLICABLE, 3);
  EXPECT(GRADUASI_CRITERION_PASS, 4);
  EXPECT(GRADUASI_SAFEGUARD_ERROR, 0);
  EXPECT(GRADUASI_SAFEGUARD_HOLDS, 1);
  EXPECT(GRADUASI_SAFEGUARD_MISSING, 2);
  EXPECT(GRADUASI_SAFEGUARD_CLEAR, 3);
  EXPECT(GRADUASI_ROUTE_ERROR, 0);
  EXPECT(GRADUASI_ROUTE_NOT_MET, 1);
  EXPECT(GRADUASI_ROUTE_MISSING, 2);
  EXPECT(GRADUASI_ROUTE_MET, 3);
  EXPECT(GRADUASI_MISSING_ABSENT, 0);
  EXPECT(GRADUASI_MISSING_STALE, 1);
  EXPECT(GRADUASI_MISSING_IMPRECISE, 2);
  EXPECT(GRADUASI_MISSING_NO_ENTRY, 3);
  EXPECT(GRADUASI_ACTOR_UNSPECIFIED, 0);
  EXPECT(GRADUASI_ACTOR_HOUSEHOLD, 1);
  EXPECT(GRADUASI_ACTOR_MENTOR, 2);
  EXPECT(GRADUASI_ACTOR_OFFICER, 3);
  EXPECT(GRADUASI_ACTOR_NOBODY, 4);
  EXPECT(GRADUASI_OBSTACLE_RECORD, 0);
  EXPECT(GRADUASI_OBSTACLE_SAFEGUARD, 1);
  EXPECT(GRADUASI_OBSTACLE_MISSING, 2);
  EXPECT(GRADUASI_OBSTACLE_NOBODY, 3);
  EXPECT(GRADUASI_OBSTACLE_NO_MEANS, 4);
  EXPECT(GRADUASI_OBSTACLE_NOT_ANALYSABLE, 5);
  EXPECT(GRADUASI_OBSTRUCTION_UNKNOWN, 0);
  EXPECT(GRADUASI_OBSTRUCTION_FAILING, 1);
  EXPECT(GRADUASI_OBSTRUCTION_MISSING_FACT, 2);
  EXPECT(GRADUASI_OBSTRUCTION_PROTECTING, 3);
  EXPECT(GRADUASI_RATE_NONE, -1);
  EXPECT(GRADUASI_QUALITY_UNREADABLE, 0);
  EXPECT(GRADUASI_QUALITY_INVALID, 1);
  EXPECT(GRADUASI_QUALITY_QUESTIONABLE, 2);
}

static void layouts(void) {
  expect("sizeof(graduasi_status)", (long long)sizeof(graduasi_status), 4);
  expect("offset of recorded_when_true", (long long)offsetof(graduasi_decide_options, recorded_when_true), sizeof(size_t));
  expect("offset of recorded_when_true_count", (long long)offsetof(graduasi_decide_options, recorded_when_true_count),
         2 * sizeof(size_t));
  expect("offset of stream threads", (long long)offsetof(graduasi_stream_options, threads), 3 * sizeof(size_t));
  expect("offset of stream batch_rows", (long long)offsetof(graduasi_stream_options, batch_rows), 4 * sizeof(size_t));
  expect("offset of outlook until_days", (long long)offsetof(graduasi_outlook_options, until_days), 3 * sizeof(size_t));
  expect("offset of outlook most_sets", (long long)offsetof(graduasi_outlook_options, most_sets),
         3 * sizeof(size_t) + sizeof(int32_t));
  if (sizeof(graduasi_stream_options) < 5 * sizeof(size_t)) expect("sizeof(graduasi_stream_options)", 0, 1);
  expect("offset of quality policy", (long long)offsetof(graduasi_quality_options, policy), 3 * sizeof(size_t));
  expect("offset of quality places_kept", (long long)offsetof(graduasi_quality_options, places_kept), 4 * sizeof(size_t));
  expect("offset of quality vintage", (long long)offsetof(graduasi_quality_options, vintage), 7 * sizeof(size_t));
  if (sizeof(graduasi_quality_options) < 8 * sizeof(size_t)) expect("sizeof(graduasi_quality_options)", 0, 1);
  expect("offset of compare threads", (long long)offsetof(graduasi_compare_options, threads), 3 * sizeof(size_t));
  expect("offset of compare kept_flips", (long long)offsetof(graduasi_compare_options, kept_flips), 4 * sizeof(size_t));
  expect("offset of compare kept_invalid", (long long)offsetof(graduasi_compare_options, kept_invalid), 5 * sizeof(size_t));
  expect("offset of compare most_policies", (long long)offsetof(graduasi_compare_options, most_policies), 6 * sizeof(size_t));
  expect("offset of compare stream_flips", (long long)offsetof(graduasi_compare_options, stream_flips), 7 * sizeof(size_t));
  expect("offset of compare margin_percent", (long long)offsetof(graduasi_compare_options, margin_percent), 8 * sizeof(size_t));
  expect("offset of compare margin_months", (long long)offsetof(graduasi_compare_options, margin_months),
         8 * sizeof(size_t) + 4);
  if (sizeof(graduasi_compare_options) < 8 * sizeof(size_t) + 8) expect("sizeof(graduasi_compare_options)", 0, 1);
  /* May grow at its end, never shrink. */
  if (sizeof(graduasi_decide_options) < 3 * sizeof(size_t)) expect("sizeof(graduasi_decide_options)", 0, 1);
}

static void layout_of_programme(void) {
  const long long word = sizeof(size_t);
  const long long numbers = 11 * word; /* begin here */
  expect("offset of programme figures", (long long)offsetof(graduasi_programme_options, figures), 3 * word);
  expect("offset of programme rules", (long long)offsetof(graduasi_programme_options, rules), 4 * word);
  expect("offset of programme target", (long long)offsetof(graduasi_programme_options, target), 5 * word);
  expect("offset of programme region", (long long)offsetof(graduasi_programme_options, region), 6 * word);
  expect("offset of programme target_period", (long long)offsetof(graduasi_programme_options, target_period), 7 * word);
  expect("offset of programme rates_per_mille", (long long)offsetof(graduasi_programme_options, rates_per_mille), 8 * word);
  expect("offset of programme rates_per_mille_count", (long long)offsetof(graduasi_programme_options, rates_per_mille_count),
         9 * word);
  expect("offset of programme threads", (long long)offsetof(graduasi_programme_options, threads), 10 * word);
  expect("offset of programme rank", (long long)offsetof(graduasi_programme_options, rank), numbers);
  expect("offset of programme target_least", (long long)offsetof(graduasi_programme_options, target_least), numbers + word);
  expect("offset of programme target_most", (long long)offsetof(graduasi_programme_options, target_most), numbers + word + 8);
  expect("offset of programme until_days", (long long)offsetof(graduasi_programme_options, until_days), numbers + word + 16);
  expect("offset of programme kept_unreadable", (long long)offsetof(graduasi_programme_options, kept_unreadable),
         numbers + word + 20);
  if ((long long)sizeof(graduasi_programme_options) < numbers + word + 24) expect("sizeof(graduasi_programme_options)", 0, 1);
}

static void version(void) {
  EXPECT(GRADUASI_VERSION_MAJOR, PROJECT_VERSION_MAJOR);
  EXPECT(GRADUASI_VERSION_MINOR, PROJECT_VERSION_MINOR);
  EXPECT(GRADUASI_VERSION_PATCH, PROJECT_VERSION_PATCH);
  expect("graduasi_version()", (long long)graduasi_version(),
         GRADUASI_VERSION_MAJOR * 1000000 + GRADUASI_VERSION_MINOR * 1000 + GRADUASI_VERSION_PATCH);
}

int main(void) {
  codes();
  life_cycle();
  results();
  layouts();
  layout_of_programme();
  version();
  return failures == 0 ? 0 : 1;
}
