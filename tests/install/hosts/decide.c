/* The two ways in: linked, or, if LOADED is defined, loaded while the program runs. */
#include "decide.h"

#include <graduasi.h>
#include <stdio.h>
#include <string.h>

#ifdef LOADED
#include <dlfcn.h>
#endif

const char kPolicy[] =
    "id: \"host\" version: \"1\" synthetic: true\n"
    "title { id: \"Contoh\" en: \"Example\" }\n"
    "effective { from: \"2026-01-01\" until: \"2027-01-01\" }\n"
    "criterion {\n"
    "  id: \"C1\" title { id: \"Pendapatan cukup\" en: \"Income suffices\" }\n"
    "  require: \"latest(household.incomes).amount_idr >= 1000000\"\n"
    "  fail { id: \"Pendapatan kurang.\" en: \"Income is too low.\" } can_act: HOUSEHOLD source: \"test\"\n"
    "}\n"
    "route { id: \"r1\" kind: SELF_RELIANT title { id: \"Jalur satu\" en: \"Route one\" } all_of: \"C1\" source: \"test\" }\n";
static const char kHousehold[] = "{\"id\":\"a\",\"incomes\":[{\"observed_on\":\"2026-05-01\",\"amount_idr\":1000000}]}";

/* What is called, under the names that follow graduasi_ in the header. */
#define FUNCTIONS(F)                                                                                            \
  F(day_parse)                                                                                                  \
  F(policy_parse) F(policy_parse_binary) F(decide_json) F(decision_outcome) F(decision_text) F(decision_binary) \
      F(decision_free) F(policy_free) F(error_count) F(error_message) F(error_free)

#ifdef LOADED
static void* handle = NULL;
#define DECLARE(name) static __typeof__(&graduasi_##name) name;
FUNCTIONS(DECLARE)

static int load(const char* library) {
  if (handle != NULL) return 0;
  handle = dlopen(library, RTLD_NOW | RTLD_LOCAL);
  if (handle == NULL) return fprintf(stderr, "%s\n", dlerror()), -1;
#define FIND(name)                                   \
  *(void**)&name = dlsym(handle, "graduasi_" #name); \
  if (name == NULL) return fprintf(stderr, "no graduasi_" #name "\n"), -1;
  FUNCTIONS(FIND)
  return 0;
}

int unload(void) {
  if (dlclose(handle) != 0) return fprintf(stderr, "%s\n", dlerror()), -1;
  handle = NULL;
  return 0;
}
#else
#define NAME(name) static const __typeof__(&graduasi_##name) name = graduasi_##name;
FUNCTIONS(NAME)
static int load(const char* library) { return library == NULL ? 0 : -1; }
int unload(void) { return 0; }
#endif

int decide(const char* library, const void* policy, size_t policy_size, int is_binary, void* decision, size_t* size) {
  graduasi_error* error = NULL;
  graduasi_policy* compiled = NULL;
  graduasi_decision* made = NULL;
  int32_t day = 0;
  int result = -1;
  if (load(library) != 0) return -1;
  if ((is_binary ? policy_parse_binary(policy, policy_size, &compiled, &error)
                 : policy_parse((const char*)policy, policy_size, &compiled, &error)) != GRADUASI_OK ||
      day_parse("2026-06-15", 10, &day, &error) != GRADUASI_OK ||
      decide_json(compiled, kHousehold, strlen(kHousehold), day, NULL, &made, &error) != GRADUASI_OK) {
    fprintf(stderr, "%s\n", error_count(error) == 0 ? "no finding" : error_message(error, 0));
  } else if (decision_outcome(made) != GRADUASI_OUTCOME_ELIGIBLE) {
    fprintf(stderr, "not eligible: %s\n", decision_text(made, GRADUASI_LANGUAGE_ENGLISH));
  } else {
    size_t used = 0;
    const void* bytes = decision_binary(made, &used);
    if (bytes != NULL && used > 0 && used <= *size) {
      memcpy(decision, bytes, used);
      *size = used;
      result = 0;
    }
  }
  decision_free(made);
  policy_free(compiled);
  error_free(error);
  return result;
}
