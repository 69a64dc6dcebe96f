/* What a call costs from C: one decision from JSON, and a register of 1,000,000 families as columns.  calls.py and Calls.java do
 * the same.  Arguments: reference policy, household.json, policy of W1.  Prints "one_us <median> million_ms <median>". */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "bench/calls/register.h"
#include "capi/graduasi.h"

enum { kWarmUp = 20000, kCalls = 20000, kPasses = 5, kArrays = 10 };

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

static int by_value(const void* a, const void* b) {
  const double x = *(const double*)a, y = *(const double*)b;
  return (x > y) - (x < y);
}

static double median(double* values, size_t count) {
  qsort(values, count, sizeof *values, by_value);
  return values[count / 2];
}

static void stop(const graduasi_error* error) {
  fprintf(stderr, "%s\n", error == NULL ? "failed" : graduasi_error_message(error, 0));
  exit(1);
}

static char* read_file(const char* path, size_t* size) {
  FILE* file = fopen(path, "rb");
  char* text = malloc(1 << 20);
  if (file == NULL || text == NULL) stop(NULL);
  *size = fread(text, 1, 1 << 20, file);
  fclose(file);
  return text;
}

static graduasi_policy* load(const char* path) {
  size_t size = 0;
  char* text = read_file(path, &size);
  graduasi_policy* policy = NULL;
  graduasi_error* error = NULL;
  if (graduasi_policy_parse(text, size, &policy, &error) != GRADUASI_OK) stop(error);
  free(text);
  return policy;
}

static double one_us(const graduasi_policy* policy, const char* household, size_t size) {
  static double times[kCalls];
  int i;
  for (i = -kWarmUp; i < kCalls; ++i) {
    const double start = now();
    graduasi_decision* decision = NULL;
    graduasi_error* error = NULL;
    if (graduasi_decide_json(policy, household, size, 20619 /* 2026-06-15 */, NULL, &decision, &error) != GRADUASI_OK) stop(error);
    if (graduasi_decision_outcome(decision) != GRADUASI_OUTCOME_ELIGIBLE) stop(NULL);
    graduasi_decision_free(decision);
    if (i >= 0) times[i] = (now() - start) * 1e6;
  }
  return median(times, kCalls);
}

static double million_ms(const graduasi_policy* policy) {
  double times[kPasses];
  int pass;
  for (pass = -1; pass < kPasses; ++pass) {
    struct ArrowArrayStream in, out;
    struct ArrowArray rows;
    graduasi_error* error = NULL;
    int64_t count = 0;
    double start;
    bench_register(kArrays, &in);
    start = now();
    if (graduasi_decide_stream(policy, &in, 20635 /* 2026-07-01 */, NULL, &out, &error) != GRADUASI_OK) stop(error);
    while (out.get_next(&out, &rows) == 0 && rows.release != NULL) {
      count += rows.length;
      rows.release(&rows);
    }
    out.release(&out);
    if (pass >= 0) times[pass] = (now() - start) * 1e3;
    if (count != kArrays * 100000) stop(NULL);
  }
  return median(times, kPasses);
}

int main(int argc, char** argv) {
  graduasi_policy *reference, *w1;
  size_t size = 0;
  char* household;
  if (argc != 4) return 2;
  reference = load(argv[1]);
  household = read_file(argv[2], &size);
  w1 = load(argv[3]);
  printf("one_us %.2f million_ms %.1f\n", one_us(reference, household, size), million_ms(w1));
  graduasi_policy_free(reference);
  graduasi_policy_free(w1);
  free(household);
  return 0;
}
