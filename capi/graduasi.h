/* graduasi.h - decides whether a household may be proposed to leave social assistance (graduasi), and says why.
 *
 * This is the whole interface of the library and its manual.  It knows nothing of how decisions are made.  C89 with
 * <stdint.h>, also valid C++11.
 *
 *   graduasi_error* error = NULL;
 *   graduasi_policy* policy = NULL;
 *   graduasi_decision* decision = NULL;
 *   int32_t as_of_days = 0;
 *   if (graduasi_policy_parse(text, text_size, &policy, &error) == GRADUASI_OK &&
 *       graduasi_day_parse("2026-06-15", 10, &as_of_days, &error) == GRADUASI_OK &&
 *       graduasi_decide_json(policy, record, record_size, as_of_days, NULL, &decision, &error) == GRADUASI_OK)
 *     puts(graduasi_decision_text(decision, GRADUASI_LANGUAGE_INDONESIAN));
 *   graduasi_decision_free(decision);
 *   graduasi_policy_free(policy);
 *   graduasi_error_free(error);
 *
 * RULES THAT HOLD FOR EVERY FUNCTION (so that they are not repeated below)
 *
 * Status     A function that can fail returns graduasi_status; 0 is success.  Its last parameter is graduasi_error**, which
 *            may be NULL.  On return every output that is not NULL has been written: the result on success, NULL or 0 on
 *            failure.  An answer of "no", and a household's record that makes no sense, are decisions, never failures.
 * Ownership  A handle written through a ** parameter belongs to the caller, who frees it with graduasi_<type>_free.  A
 *            pointer *returned* by a function is borrowed: it lives as long as the handle it was read from.  Every _free
 *            accepts NULL.  Handles may be freed in any order: none borrows from another.
 * Misuse     An accessor that is given NULL, an index past the end or a language it does not know returns 0 or NULL.  0 is
 *            in every list of codes the most careful one (INVALID, ERROR), so that a slip never reads as a good answer.
 * Threads    Every handle is immutable unless its type says that it is confined: any number of threads may read one at a
 *            time.  Free it when no other thread uses it.  A stream, and what is fed, is confined to one
 *            thread at a time.  There is no global state and nothing to initialise.
 * Text       Text goes in as pointer + size in bytes, UTF-8; the pointer may be NULL if the size is 0.  Text comes out
 *            UTF-8 and NUL-terminated, without NUL inside.
 * Codes      Codes are int32_t and the lists are open: a newer library may return codes that this header does not name.
 * Units      _days: days since 1970-01-01 of the Gregorian calendar, years 1 to 9999, no time zone (Arrow's date32).
 *            _idr: rupiah.  Sizes are bytes.
 * Time       The library never reads a clock, a locale, a time zone or an environment variable; it prints nothing and
 *            opens no file.  The day is always a parameter, and the same inputs always give the same decision.
 * People     No error or finding holds a NIK, a KK number, a name or an address.
 */
#ifndef GRADUASI_H_
#define GRADUASI_H_

#include <stddef.h>
#include <stdint.h>

#ifndef GRADUASI_API
#if defined(_WIN32) && defined(GRADUASI_BUILD)
#define GRADUASI_API __declspec(dllexport)
#elif defined(_WIN32)
#define GRADUASI_API __declspec(dllimport)
#elif defined(__GNUC__)
#define GRADUASI_API __attribute__((visibility("default")))
#else
#define GRADUASI_API
#endif
#endif

#ifdef __cplusplus
#define GRADUASI_NOEXCEPT noexcept
extern "C" {
#else
#define GRADUASI_NOEXCEPT
#endif

/* ---- Version ------------------------------------------------------------------------------------------------------- */

#define GRADUASI_VERSION_MAJOR 0
#define GRADUASI_VERSION_MINOR 1
#define GRADUASI_VERSION_PATCH 0

/* The version of the library in use: MAJOR * 1000000 + MINOR * 1000 + PATCH.  It can be newer than GRADUASI_VERSION_*, which
 * is what the caller was built for.  Since 0.1. */
GRADUASI_API uint32_t graduasi_version(void) GRADUASI_NOEXCEPT;

/* ---- Status: who has to act ---------------------------------------------------------------------------------------- */

typedef int32_t graduasi_status;   /* treat a value that is not listed as INTERNAL */
#define GRADUASI_OK 0              /* done */
#define GRADUASI_BAD_CALL 1        /* the program or whoever runs it: a NULL, a day outside the policy's period */
#define GRADUASI_BAD_POLICY 2      /* the policy's author: the text does not make a policy */
#define GRADUASI_BAD_DATA 3        /* the data's owner: a text that is not a day */
#define GRADUASI_UNSUPPORTED 4     /* the operator: needs a newer library */
#define GRADUASI_NO_MEMORY 5       /* the operator: an allocation failed */
#define GRADUASI_INTERNAL 6        /* us: a bug in the library, please report it */

/* ---- Error: what went wrong, all of it ----------------------------------------------------------------------------- */

/* One or more findings, each a place and a sentence.  Immutable. */
typedef struct graduasi_error graduasi_error;

/* Number of findings, at least 1.  Since 0.1. */
GRADUASI_API size_t graduasi_error_count(const graduasi_error* error) GRADUASI_NOEXCEPT;

/* What is wrong and what would be right, one sentence for people.  Its wording is no part of the interface.  Since 0.1. */
GRADUASI_API const char* graduasi_error_message(const graduasi_error* error, size_t index) GRADUASI_NOEXCEPT;

/* Where, as the author calls it: "criterion G07, require"; "" if there is no place.  Since 0.1. */
GRADUASI_API const char* graduasi_error_path(const graduasi_error* error, size_t index) GRADUASI_NOEXCEPT;

/* Where in the text: lines from 1, columns from 1 in bytes; 0 if not known.  Since 0.1. */
GRADUASI_API int32_t graduasi_error_line(const graduasi_error* error, size_t index) GRADUASI_NOEXCEPT;
GRADUASI_API int32_t graduasi_error_column(const graduasi_error* error, size_t index) GRADUASI_NOEXCEPT;

GRADUASI_API void graduasi_error_free(graduasi_error* error) GRADUASI_NOEXCEPT;

/* ---- Languages ----------------------------------------------------------------------------------------------------- */

#define GRADUASI_LANGUAGE_INDONESIAN 1
#define GRADUASI_LANGUAGE_ENGLISH 2

/* ---- Days ---------------------------------------------------------------------------------------------------------- */

/* Reads "2026-06-15", nothing else.  Errors: BAD_CALL, BAD_DATA.  Since 0.1. */
GRADUASI_API graduasi_status graduasi_day_parse(const char* text, size_t size, int32_t* days,
                                                graduasi_error** error) GRADUASI_NOEXCEPT;

#define GRADUASI_DAY_SIZE 11 /* bytes of "2026-06-15" with its NUL */

/* Writes the day as graduasi_day_parse reads it, and a NUL.  Errors: BAD_CALL: buffer_size below GRADUASI_DAY_SIZE, or days
 * outside years 1 to 9999; the buffer then holds "" if it holds anything.  Since 0.1. */
GRADUASI_API graduasi_status graduasi_day_format(int32_t days, char* buffer, size_t buffer_size,
                                                 graduasi_error** error) GRADUASI_NOEXCEPT;

/* ---- Policy -------------------------------------------------------------------------------------------------------- */

/* A checked and compiled policy.  Immutable: compile it once, share it among threads. */
typedef struct graduasi_policy graduasi_policy;

/* Reads, checks and compiles a policy (graduasi.v1.Policy): as protobuf text, the form in which authors write it; as
 * protobuf JSON; as binary protobuf.  Errors: BAD_CALL, BAD_POLICY with every finding, UNSUPPORTED.  Since 0.1. */
GRADUASI_API graduasi_status graduasi_policy_parse(const char* text, size_t size, graduasi_policy** out,
                                                   graduasi_error** error) GRADUASI_NOEXCEPT;
GRADUASI_API graduasi_status graduasi_policy_parse_json(const char* json, size_t size, graduasi_policy** out,
                                                        graduasi_error** error) GRADUASI_NOEXCEPT;
GRADUASI_API graduasi_status graduasi_policy_parse_binary(const void* bytes, size_t size, graduasi_policy** out,
                                                          graduasi_error** error) GRADUASI_NOEXCEPT;

/* What the policy calls itself.  A title that its author left out is "".  Since 0.1. */
GRADUASI_API const char* graduasi_policy_id(const graduasi_policy* policy) GRADUASI_NOEXCEPT;
GRADUASI_API const char* graduasi_policy_version(const graduasi_policy* policy) GRADUASI_NOEXCEPT;
GRADUASI_API const char* graduasi_policy_title(const graduasi_policy* policy, int32_t language) GRADUASI_NOEXCEPT;

/* Names what the policy says: SHA-256, 64 lower-case hexadecimal digits.  Layout, comments and the form it was parsed from make
 * no difference; anything else does.  Since 0.1. */
GRADUASI_API const char* graduasi_policy_hash(const graduasi_policy* policy) GRADUASI_NOEXCEPT;

/* 1 if the policy is an example and not for decisions about people, else 0.  Since 0.1. */
GRADUASI_API int32_t graduasi_policy_is_synthetic(const graduasi_policy* policy) GRADUASI_NOEXCEPT;

#define GRADUASI_DAY_OPEN INT32_MAX /* an end that the policy leaves open */

/* The days on which the policy decides: from the first up to, and without, the second.  The end may be GRADUASI_DAY_OPEN.
 * Since 0.1. */
GRADUASI_API int32_t graduasi_policy_effective_from_days(const graduasi_policy* policy) GRADUASI_NOEXCEPT;
GRADUASI_API int32_t graduasi_policy_effective_until_days(const graduasi_policy* policy) GRADUASI_NOEXCEPT;

/* Criteria, safeguards and routes, in the policy's order, which is also the order of the results in a decision.
 * Since 0.1. */
GRADUASI_API size_t graduasi_policy_criterion_count(const graduasi_policy* policy) GRADUASI_NOEXCEPT;
GRADUASI_API const char* graduasi_policy_criterion_id(const graduasi_policy* policy, size_t index) GRADUASI_NOEXCEPT;
GRADUASI_API const char* graduasi_policy_criterion_title(const graduasi_policy* policy, size_t index,
                                                         int32_t language) GRADUASI_NOEXCEPT;
GRADUASI_API size_t graduasi_policy_safeguard_count(const graduasi_policy* policy) GRADUASI_NOEXCEPT;
GRADUASI_API const char* graduasi_policy_safeguard_id(const graduasi_policy* policy, size_t index) GRADUASI_NOEXCEPT;
GRADUASI_API const char* graduasi_policy_safeguard_title(const graduasi_policy* policy, size_t index,
                                                         int32_t language) GRADUASI_NOEXCEPT;
GRADUASI_API size_t graduasi_policy_route_count(const graduasi_policy* policy) GRADUASI_NOEXCEPT;
GRADUASI_API const char* graduasi_policy_route_id(const graduasi_policy* policy, size_t index) GRADUASI_NOEXCEPT;
GRADUASI_API const char* graduasi_policy_route_title(const graduasi_policy* policy, size_t index,
                                                     int32_t language) GRADUASI_NOEXCEPT;

/* Paths of the facts that decisions by the policy read, sorted: "household.members[].born_on".  Since 0.1. */
GRADUASI_API size_t graduasi_policy_fact_read_count(const graduasi_policy* policy) GRADUASI_NOEXCEPT;
GRADUASI_API const char* graduasi_policy_fact_read(const graduasi_policy* policy, size_t index) GRADUASI_NOEXCEPT;

/* The ranking that the policy declares: in which order the eligible stand before a target.  id and title are NULL, and there
 * are no keys, if it declares none.  The first key decides, each other among families that are equal in those before it.  The
 * facts that the ranking reads are apart from those above, because no answer depends on them.  Since 0.1. */
GRADUASI_API const char* graduasi_policy_ranking_id(const graduasi_policy* policy) GRADUASI_NOEXCEPT;
GRADUASI_API const char* graduasi_policy_ranking_title(const graduasi_policy* policy, int32_t language) GRADUASI_NOEXCEPT;
GRADUASI_API size_t graduasi_policy_ranking_key_count(const graduasi_policy* policy) GRADUASI_NOEXCEPT;
GRADUASI_API const char* graduasi_policy_ranking_key_id(const graduasi_policy* policy, size_t index) GRADUASI_NOEXCEPT;
GRADUASI_API const char* graduasi_policy_ranking_key_title(const graduasi_policy* policy, size_t index,
                                                           int32_t language) GRADUASI_NOEXCEPT;
GRADUASI_API size_t graduasi_policy_ranking_fact_read_count(const graduasi_policy* policy) GRADUASI_NOEXCEPT;
GRADUASI_API const char* graduasi_policy_ranking_fact_read(const graduasi_policy* policy, size_t index) GRADUASI_NOEXCEPT;

GRADUASI_API void graduasi_policy_free(graduasi_policy* policy) GRADUASI_NOEXCEPT;

/* ---- Decision ------------------------------------------------------------------------------------------------------ */

/* What was decided about one household, and why.  A decision proposes; an officer decides.  Immutable. */
typedef struct graduasi_decision graduasi_decision;

/* Set struct_size to sizeof(graduasi_decide_options) and zero the rest.  It grows only at its end; what a newer caller sets
 * there and this library does not know is UNSUPPORTED. */
typedef struct graduasi_decide_options {
  size_t struct_size;
  /* Yes-or-no facts that the register records only when they are true, as paths ("household.members[].pregnant"): where
   * absent they read as false.  NUL-terminated strings.  The declaration is kept in the decision. */
  const char* const* recorded_when_true;
  size_t recorded_when_true_count;
} graduasi_decide_options;

/* Decides one household, given as JSON or as binary protobuf (graduasi.v1.Household), as of a day.  options may be NULL: all
 * defaults.
 *
 * There is one decision for every record, so that a caller with a million of them loses none: bytes that cannot be read, a field
 * that does not exist, 30 February and a record that contradicts itself all give a decision whose outcome is INVALID and
 * whose findings say where and why.  Of a record that could not be read there are no results of criteria, safeguards and
 * routes, and household_id is "".
 *
 * Errors: BAD_CALL: the day is outside the policy's effective period, or an option names no yes-or-no fact; UNSUPPORTED: an
 * option that this library does not know.  Since 0.1. */
GRADUASI_API graduasi_status graduasi_decide_json(const graduasi_policy* policy, const char* json, size_t size,
                                                  int32_t as_of_days, const graduasi_decide_options* options,
                                                  graduasi_decision** out, graduasi_error** error) GRADUASI_NOEXCEPT;
GRADUASI_API graduasi_status graduasi_decide_binary(const graduasi_policy* policy, const void* bytes, size_t size,
                                                    int32_t as_of_days, const graduasi_decide_options* options,
                                                    graduasi_decision** out, graduasi_error** error) GRADUASI_NOEXCEPT;

/* Outcomes, from the most to the least protective. */
#define GRADUASI_OUTCOME_INVALID 0    /* the record contradicts itself or cannot be read: a person must look */
#define GRADUASI_OUTCOME_PROTECTED 1  /* a safeguard holds */
#define GRADUASI_OUTCOME_NEEDS_DATA 2 /* not eligible as it stands, and could be if the missing facts were known */
#define GRADUASI_OUTCOME_NOT_YET 3    /* no route can be met on these facts */
#define GRADUASI_OUTCOME_ELIGIBLE 4   /* a route is met: the household may be proposed (calon graduasi) */

GRADUASI_API int32_t graduasi_decision_outcome(const graduasi_decision* decision) GRADUASI_NOEXCEPT;

/* The record's own identifier; "" if it has none.  Since 0.1. */
GRADUASI_API const char* graduasi_decision_household_id(const graduasi_decision* decision) GRADUASI_NOEXCEPT;

/* Id of the route that is met; of NOT_YET and NEEDS_DATA the route that is nearest to being met; else "".  Since 0.1. */
GRADUASI_API const char* graduasi_decision_route(const graduasi_decision* decision) GRADUASI_NOEXCEPT;

/* With which policy, and as of which day.  Since 0.1. */
GRADUASI_API const char* graduasi_decision_policy_id(const graduasi_decision* decision) GRADUASI_NOEXCEPT;
GRADUASI_API const char* graduasi_decision_policy_version(const graduasi_decision* decision) GRADUASI_NOEXCEPT;
GRADUASI_API int32_t graduasi_decision_as_of_days(const graduasi_decision* decision) GRADUASI_NOEXCEPT;

/* Results of criteria. */
#define GRADUASI_CRITERION_ERROR 0          /* the record contradicts itself here */
#define GRADUASI_CRITERION_FAIL 1           /* not met */
#define GRADUASI_CRITERION_MISSING 2        /* depends on a fact that is not known */
#define GRADUASI_CRITERION_NOT_APPLICABLE 3 /* says nothing about this household */
#define GRADUASI_CRITERION_PASS 4           /* met */

/* Who can do something about a criterion that is not met. */
#define GRADUASI_ACTOR_UNSPECIFIED 0
#define GRADUASI_ACTOR_HOUSEHOLD 1
#define GRADUASI_ACTOR_MENTOR 2
#define GRADUASI_ACTOR_OFFICER 3
#define GRADUASI_ACTOR_NOBODY 4 /* only time helps */

/* All criteria, in the policy's order.  The reason is a sentence with the figures, "" where there is none; the source is
 * what the policy cites; a proposal is set by no authority.  The comparisons and witnesses behind a result are in
 * graduasi_decision_json.  Since 0.1. */
GRADUASI_API size_t graduasi_decision_criterion_count(const graduasi_decision* decision) GRADUASI_NOEXCEPT;
GRADUASI_API const char* graduasi_decision_criterion_id(const graduasi_decision* decision, size_t index) GRADUASI_NOEXCEPT;
GRADUASI_API int32_t graduasi_decision_criterion_result(const graduasi_decision* decision, size_t index) GRADUASI_NOEXCEPT;
GRADUASI_API const char* graduasi_decision_criterion_title(const graduasi_decision* decision, size_t index,
                                                           int32_t language) GRADUASI_NOEXCEPT;
GRADUASI_API const char* graduasi_decision_criterion_reason(const graduasi_decision* decision, size_t index,
                                                            int32_t language) GRADUASI_NOEXCEPT;
GRADUASI_API const char* graduasi_decision_criterion_source(const graduasi_decision* decision, size_t index) GRADUASI_NOEXCEPT;
GRADUASI_API int32_t graduasi_decision_criterion_is_proposal(const graduasi_decision* decision, size_t index) GRADUASI_NOEXCEPT;
GRADUASI_API int32_t graduasi_decision_criterion_can_act(const graduasi_decision* decision, size_t index) GRADUASI_NOEXCEPT;

/* Results of safeguards. */
#define GRADUASI_SAFEGUARD_ERROR 0
#define GRADUASI_SAFEGUARD_HOLDS 1   /* the household is protected */
#define GRADUASI_SAFEGUARD_MISSING 2 /* not known: the household is not eligible */
#define GRADUASI_SAFEGUARD_CLEAR 3   /* ruled out */

/* All safeguards, as criteria above.  Since 0.1. */
GRADUASI_API size_t graduasi_decision_safeguard_count(const graduasi_decision* decision) GRADUASI_NOEXCEPT;
GRADUASI_API const char* graduasi_decision_safeguard_id(const graduasi_decision* decision, size_t index) GRADUASI_NOEXCEPT;
GRADUASI_API int32_t graduasi_decision_safeguard_result(const graduasi_decision* decision, size_t index) GRADUASI_NOEXCEPT;
GRADUASI_API const char* graduasi_decision_safeguard_title(const graduasi_decision* decision, size_t index,
                                                           int32_t language) GRADUASI_NOEXCEPT;
GRADUASI_API const char* graduasi_decision_safeguard_reason(const graduasi_decision* decision, size_t index,
                                                            int32_t language) GRADUASI_NOEXCEPT;
GRADUASI_API const char* graduasi_decision_safeguard_source(const graduasi_decision* decision, size_t index) GRADUASI_NOEXCEPT;
GRADUASI_API int32_t graduasi_decision_safeguard_is_proposal(const graduasi_decision* decision, size_t index) GRADUASI_NOEXCEPT;

/* Results of routes. */
#define GRADUASI_ROUTE_ERROR 0
#define GRADUASI_ROUTE_NOT_MET 1
#define GRADUASI_ROUTE_MISSING 2
#define GRADUASI_ROUTE_MET 3

/* All routes.  blocked_by: ids of criteria that the route demands and that FAIL; waiting_for: those that are MISSING.
 * Since 0.1. */
GRADUASI_API size_t graduasi_decision_route_count(const graduasi_decision* decision) GRADUASI_NOEXCEPT;
GRADUASI_API const char* graduasi_decision_route_id(const graduasi_decision* decision, size_t index) GRADUASI_NOEXCEPT;
GRADUASI_API int32_t graduasi_decision_route_result(const graduasi_decision* decision, size_t index) GRADUASI_NOEXCEPT;
GRADUASI_API const char* graduasi_decision_route_title(const graduasi_decision* decision, size_t index,
                                                       int32_t language) GRADUASI_NOEXCEPT;
GRADUASI_API size_t graduasi_decision_route_blocked_by_count(const graduasi_decision* decision, size_t route) GRADUASI_NOEXCEPT;
GRADUASI_API const char* graduasi_decision_route_blocked_by(const graduasi_decision* decision, size_t route,
                                                            size_t index) GRADUASI_NOEXCEPT;
GRADUASI_API size_t graduasi_decision_route_waiting_for_count(const graduasi_decision* decision,
                                                              size_t route) GRADUASI_NOEXCEPT;
GRADUASI_API const char* graduasi_decision_route_waiting_for(const graduasi_decision* decision, size_t route,
                                                             size_t index) GRADUASI_NOEXCEPT;

/* The lists of a route of which some number of criteria must hold: how many, and how many PASS.  Since 0.1. */
GRADUASI_API size_t graduasi_decision_route_at_least_count(const graduasi_decision* decision, size_t route) GRADUASI_NOEXCEPT;
GRADUASI_API int64_t graduasi_decision_route_at_least_needed(const graduasi_decision* decision, size_t route,
                                                             size_t index) GRADUASI_NOEXCEPT;
GRADUASI_API int64_t graduasi_decision_route_at_least_passed(const graduasi_decision* decision, size_t route,
                                                             size_t index) GRADUASI_NOEXCEPT;

/* Why a fact is missing. */
#define GRADUASI_MISSING_ABSENT 0    /* not recorded */
#define GRADUASI_MISSING_STALE 1     /* recorded, but older than the policy allows */
#define GRADUASI_MISSING_IMPRECISE 2 /* a date known only to its month or year, and the day matters */
#define GRADUASI_MISSING_NO_ENTRY 3  /* a table of the policy has no entry for this household */

/* The missing facts that keep the household from being eligible, sorted by path ("household.members[2].born_on").  known is
 * the date that is known of a STALE or IMPRECISE one, else ""; needed_by names criteria, safeguards and routes.
 * Since 0.1. */
GRADUASI_API size_t graduasi_decision_missing_count(const graduasi_decision* decision) GRADUASI_NOEXCEPT;
GRADUASI_API const char* graduasi_decision_missing_path(const graduasi_decision* decision, size_t index) GRADUASI_NOEXCEPT;
GRADUASI_API int32_t graduasi_decision_missing_why(const graduasi_decision* decision, size_t index) GRADUASI_NOEXCEPT;
GRADUASI_API const char* graduasi_decision_missing_known(const graduasi_decision* decision, size_t index) GRADUASI_NOEXCEPT;
GRADUASI_API size_t graduasi_decision_missing_needed_by_count(const graduasi_decision* decision,
                                                              size_t missing) GRADUASI_NOEXCEPT;
GRADUASI_API const char* graduasi_decision_missing_needed_by(const graduasi_decision* decision, size_t missing,
                                                             size_t index) GRADUASI_NOEXCEPT;

/* Findings on the record of an INVALID decision: as graduasi_error_*, lines and columns being those of the JSON text.
 * Since 0.1. */
GRADUASI_API size_t graduasi_decision_finding_count(const graduasi_decision* decision) GRADUASI_NOEXCEPT;
GRADUASI_API const char* graduasi_decision_finding_message(const graduasi_decision* decision, size_t index) GRADUASI_NOEXCEPT;
GRADUASI_API const char* graduasi_decision_finding_path(const graduasi_decision* decision, size_t index) GRADUASI_NOEXCEPT;
GRADUASI_API int32_t graduasi_decision_finding_line(const graduasi_decision* decision, size_t index) GRADUASI_NOEXCEPT;
GRADUASI_API int32_t graduasi_decision_finding_column(const graduasi_decision* decision, size_t index) GRADUASI_NOEXCEPT;

/* The decision as a page of plain text for a terminal or a letter, lines of at most about 120 columns.  It is made when it is
 * first asked for, whatever thread asks; NULL also if memory runs out.  Since 0.1. */
GRADUASI_API const char* graduasi_decision_text(const graduasi_decision* decision, int32_t language) GRADUASI_NOEXCEPT;

/* The whole decision (graduasi.v1.Decision) as one line of protobuf JSON, without newline; as binary protobuf, its size
 * written to *size.  Made as graduasi_decision_text is.  Since 0.1. */
GRADUASI_API const char* graduasi_decision_json(const graduasi_decision* decision) GRADUASI_NOEXCEPT;
GRADUASI_API const void* graduasi_decision_binary(const graduasi_decision* decision, size_t* size) GRADUASI_NOEXCEPT;

GRADUASI_API void graduasi_decision_free(graduasi_decision* decision) GRADUASI_NOEXCEPT;

/* ---- What would change the answer ---------------------------------------------------------------------------------- */

/* What lies ahead of one household: when its answer changes if nothing else happens, and which changes that somebody can make
 * would let it be proposed, and from which day.  It promises nothing: it says what the policy would answer.  Immutable. */
typedef struct graduasi_outlook graduasi_outlook;

/* Set struct_size to sizeof(graduasi_outlook_options) and zero the rest: 0 means the default.  Grows as the options above. */
typedef struct graduasi_outlook_options {
  size_t struct_size;
  const char* const* recorded_when_true; /* as in graduasi_decide_options */
  size_t recorded_when_true_count;
  int32_t until_days; /* first day that is not looked at; default five years on.  The end of the policy's period comes first. */
  int32_t most_sets;  /* sets of changes that are listed at most; default 8, at most 1000 */
} graduasi_outlook_options;

#define GRADUASI_DAY_NONE INT32_MIN /* no such day */

/* Looks ahead from a day for one household, given as for graduasi_decide_json and graduasi_decide_binary.  options may be NULL.
 * There is one outlook for every record; of one that cannot be read the outcome is INVALID and nothing is ahead.
 * Errors: BAD_CALL: the day is outside the policy's effective period, until_days is not after it, an option is out of range or
 * names no yes-or-no fact; UNSUPPORTED: an option that this library does not know.  Since 0.1. */
GRADUASI_API graduasi_status graduasi_foresee_json(const graduasi_policy* policy, const char* json, size_t size,
                                                   int32_t as_of_days, const graduasi_outlook_options* options,
                                                   graduasi_outlook** out, graduasi_error** error) GRADUASI_NOEXCEPT;
GRADUASI_API graduasi_status graduasi_foresee_binary(const graduasi_policy* policy, const void* bytes, size_t size,
                                                     int32_t as_of_days, const graduasi_outlook_options* options,
                                                     graduasi_outlook** out, graduasi_error** error) GRADUASI_NOEXCEPT;

/* Of whom, the outcome on the day itself, and up to which day, itself left out, was looked ahead: 1 if that is because the
 * policy is no longer in effect, else 0.  looked_at_every_day: 1 if the policy foretells no days and each was decided.
 * Since 0.1. */
GRADUASI_API const char* graduasi_outlook_household_id(const graduasi_outlook* outlook) GRADUASI_NOEXCEPT;
GRADUASI_API int32_t graduasi_outlook_outcome(const graduasi_outlook* outlook) GRADUASI_NOEXCEPT;
GRADUASI_API int32_t graduasi_outlook_until_days(const graduasi_outlook* outlook) GRADUASI_NOEXCEPT;
GRADUASI_API int32_t graduasi_outlook_ends_with_policy(const graduasi_outlook* outlook) GRADUASI_NOEXCEPT;
GRADUASI_API int32_t graduasi_outlook_looked_at_every_day(const graduasi_outlook* outlook) GRADUASI_NOEXCEPT;

/* If nothing else happens: the first day on which the outcome, or of ELIGIBLE the route, is another; the first on which the
 * household is ELIGIBLE (the day itself included), and the first after that on which it no longer is.  GRADUASI_DAY_NONE where
 * there is none before until_days.  Since 0.1. */
GRADUASI_API int32_t graduasi_outlook_first_change_days(const graduasi_outlook* outlook) GRADUASI_NOEXCEPT;
GRADUASI_API int32_t graduasi_outlook_eligible_from_days(const graduasi_outlook* outlook) GRADUASI_NOEXCEPT;
GRADUASI_API int32_t graduasi_outlook_eligible_until_days(const graduasi_outlook* outlook) GRADUASI_NOEXCEPT;

/* All days on which the answer or a result is another than on the day before, in order: outcome and, of ELIGIBLE, route from
 * that day on; 1 if the answer changes, 0 if only results of criteria do.  The JSON says which, and why.  Since 0.1. */
GRADUASI_API size_t graduasi_outlook_turn_count(const graduasi_outlook* outlook) GRADUASI_NOEXCEPT;
GRADUASI_API int32_t graduasi_outlook_turn_days(const graduasi_outlook* outlook, size_t index) GRADUASI_NOEXCEPT;
GRADUASI_API int32_t graduasi_outlook_turn_outcome(const graduasi_outlook* outlook, size_t index) GRADUASI_NOEXCEPT;
GRADUASI_API const char* graduasi_outlook_turn_route(const graduasi_outlook* outlook, size_t index) GRADUASI_NOEXCEPT;
GRADUASI_API int32_t graduasi_outlook_turn_changes_answer(const graduasi_outlook* outlook, size_t index) GRADUASI_NOEXCEPT;

/* The smallest sets of changes with which the household is ELIGIBLE, from which day and by which route if all of a set happens
 * on the day of the outlook.  A set without changes: waiting is enough.  None if the household is ELIGIBLE already, or nothing
 * that people can do is enough.  sets_are_cut: 1 if more were possible than are listed.  Since 0.1. */
GRADUASI_API size_t graduasi_outlook_set_count(const graduasi_outlook* outlook) GRADUASI_NOEXCEPT;
GRADUASI_API int32_t graduasi_outlook_sets_are_cut(const graduasi_outlook* outlook) GRADUASI_NOEXCEPT;
GRADUASI_API int32_t graduasi_outlook_set_days(const graduasi_outlook* outlook, size_t index) GRADUASI_NOEXCEPT;
GRADUASI_API const char* graduasi_outlook_set_route(const graduasi_outlook* outlook, size_t index) GRADUASI_NOEXCEPT;

/* The changes of a set: what, in words with figures ("2 more P2K2 sessions"); the criterion that asks for it and who can do it
 * (GRADUASI_ACTOR_*); the fact that changes, "household.incomes[].amount_idr" of a new record.  The JSON has the figures and the
 * edits of the record.  Since 0.1. */
GRADUASI_API size_t graduasi_outlook_change_count(const graduasi_outlook* outlook, size_t set) GRADUASI_NOEXCEPT;
GRADUASI_API const char* graduasi_outlook_change_text(const graduasi_outlook* outlook, size_t set, size_t index,
                                                      int32_t language) GRADUASI_NOEXCEPT;
GRADUASI_API const char* graduasi_outlook_change_criterion(const graduasi_outlook* outlook, size_t set,
                                                           size_t index) GRADUASI_NOEXCEPT;
GRADUASI_API int32_t graduasi_outlook_change_actor(const graduasi_outlook* outlook, size_t set, size_t index) GRADUASI_NOEXCEPT;
GRADUASI_API const char* graduasi_outlook_change_path(const graduasi_outlook* outlook, size_t set,
                                                      size_t index) GRADUASI_NOEXCEPT;

/* What stands in the way of a route. */
#define GRADUASI_OBSTACLE_RECORD 0         /* the record contradicts itself */
#define GRADUASI_OBSTACLE_SAFEGUARD 1      /* a safeguard holds */
#define GRADUASI_OBSTACLE_MISSING 2        /* facts would have to be known first */
#define GRADUASI_OBSTACLE_NOBODY 3         /* a criterion that only time, or nothing, changes */
#define GRADUASI_OBSTACLE_NO_MEANS 4       /* no recorded fact that people can change meets the criterion */
#define GRADUASI_OBSTACLE_NOT_ANALYSABLE 5 /* a comparison that is no simple function of something that can be changed */

/* Of each route, in the policy's order, what is in nobody's hands or not known: the criterion or safeguard, and the first day on
 * which it is no longer in the way if nothing else happens, or GRADUASI_DAY_NONE.  Since 0.1. */
GRADUASI_API size_t graduasi_outlook_obstacle_count(const graduasi_outlook* outlook, size_t route) GRADUASI_NOEXCEPT;
GRADUASI_API int32_t graduasi_outlook_obstacle_kind(const graduasi_outlook* outlook, size_t route,
                                                    size_t index) GRADUASI_NOEXCEPT;
GRADUASI_API const char* graduasi_outlook_obstacle_id(const graduasi_outlook* outlook, size_t route,
                                                      size_t index) GRADUASI_NOEXCEPT;
GRADUASI_API int32_t graduasi_outlook_obstacle_until_days(const graduasi_outlook* outlook, size_t route,
                                                          size_t index) GRADUASI_NOEXCEPT;

/* A few lines of plain text: when the household is ready at the earliest, what can be done and by whom, or what is in the way; ""
 * if there is nothing to say.  The whole outlook (graduasi.v1.Outlook) as one line of protobuf JSON, without newline.  Made when
 * first asked for, as graduasi_decision_text is.  Since 0.1. */
GRADUASI_API const char* graduasi_outlook_text(const graduasi_outlook* outlook, int32_t language) GRADUASI_NOEXCEPT;
GRADUASI_API const char* graduasi_outlook_json(const graduasi_outlook* outlook) GRADUASI_NOEXCEPT;

GRADUASI_API void graduasi_outlook_free(graduasi_outlook* outlook) GRADUASI_NOEXCEPT;

/* ---- Stream: a register as Arrow columns --------------------------------------------------------------------------- */

/* The structure of the Arrow C stream interface, by which Arrow libraries of all languages hand columns to each other; it is
 * defined in graduasi/arrow_abi.h and, alike, in every Arrow library. */
struct ArrowArrayStream;

/* Set struct_size to sizeof(graduasi_stream_options) and zero the rest: 0 means the default.  Grows as the options above. */
typedef struct graduasi_stream_options {
  size_t struct_size;
  const char* const* recorded_when_true; /* as in graduasi_decide_options */
  size_t recorded_when_true_count;
  size_t threads;    /* that work inside one get_next; default 1, at most 1024.  The bytes that come out are the same. */
  size_t batch_rows; /* households evaluated at a time; default 2048, at most 65536.  The same again. */
} graduasi_stream_options;

/* Starts deciding a stream of households and makes *out the stream of decisions: one row for each row, in order.  in is taken
 * in all cases: it is released when out is, or at once on failure, and in->release is then NULL.  On failure out->release is
 * NULL.  out belongs to the caller, who releases it by out->release; it keeps what it needs of the policy, and is confined to
 * one thread at a time.  Batches are pulled when out is asked for the next one, so memory does not grow with the stream.
 *
 * The input is a stream of structs.  A field is found by its name, as in JSON, at every depth (graduasi_facts_path); a record
 * is a struct, a list of records any kind of list of structs.  bool: bool.  int: any integer, or decimal128 of whole numbers.
 * string: utf8, large_utf8, utf8_view.  date: date32, date64, or text such as 2025-11-15, 2025-11, 2025.  Named values: text.
 * All of these also as dictionaries.  Null, at whatever level, is a fact that is not known.  A column that no field is named
 * for is ignored; a field without a column is not known of anybody.
 *
 * The decisions are structs of these columns:
 *   id          utf8        null if the household has none
 *   outcome     utf8        INVALID, PROTECTED, NEEDS_DATA, NOT_YET or ELIGIBLE
 *   route       utf8        the route that an ELIGIBLE household meets, else null
 *   failed      list<utf8>  ids of criteria that FAIL
 *   missing     list<utf8>  ids of criteria and safeguards that are MISSING
 *   protecting  list<utf8>  ids of safeguards that hold
 *   score       int64       of the route that is met, if it is scored, else of the first one that is; null if not known
 *   findings    list<utf8>  what a person must look at in an INVALID record: "members[1].nik: ..."
 * An INVALID row has no results.  The metadata of its schema say what was decided by what: graduasi.policy_id, .policy_version,
 * .as_of, and, separated by line feeds, .recorded_when_true, .absent_columns (read by the policy, and not in the stream) and
 * .ignored_columns (in the stream, and not a field).
 *
 * Errors: BAD_CALL: a NULL, a released stream, a day outside the policy's period, an option out of range or naming no
 * yes-or-no fact; BAD_DATA with a finding for each column: a column of a wrong type, none that the policy reads, no region for
 * a policy that holds for certain regions only, or an input that fails; UNSUPPORTED: an option that this library does not know.
 * Later, in get_next of out: EINVAL where an array breaks the rules of Arrow (get_last_error names column and row, counted
 * from 0 over the stream), the code of an input that fails, ENOMEM, EIO.  The rows before have been delivered.  Since 0.1. */
GRADUASI_API graduasi_status graduasi_decide_stream(const graduasi_policy* policy, struct ArrowArrayStream* in,
                                                    int32_t as_of_days, const graduasi_stream_options* options,
                                                    struct ArrowArrayStream* out, graduasi_error** error) GRADUASI_NOEXCEPT;

/* ---- Comparison: what a change of policy does to a register --------------------------------------------------------- */

/* Takes a register in parts and decides each household under two policies.  Memory does not grow with the register.
 * Confined to one thread at a time. */
typedef struct graduasi_comparer graduasi_comparer;

/* What came of it: how many answers differ, for whom, and because of which edits of the policy.  Immutable. */
typedef struct graduasi_comparison graduasi_comparison;

/* Set struct_size to sizeof(graduasi_compare_options) and zero the rest: 0 means the default.  Grows as the options above. */
typedef struct graduasi_compare_options {
  size_t struct_size;
  const char* const* recorded_when_true; /* as in graduasi_decide_options */
  size_t recorded_when_true_count;
  size_t threads;         /* that work inside one call; default 1, at most 1024.  The comparison is the same, byte for byte. */
  size_t kept_flips;      /* flips that the comparison lists at most; default 10000.  All are counted. */
  size_t kept_invalid;    /* rows with findings that it lists at most; default 100 */
  size_t most_policies;   /* combinations of edits are tried, smallest first, as long as all of a size can be tried with so many
                             policies; default 256.  Single edits are always tried. */
  size_t stream_flips;    /* 1: every flip is handed out by graduasi_comparer_flip_lines, however many there are */
  int32_t margin_percent; /* close to a threshold of whole numbers; default 5, at most 100; -1: nobody is */
  int32_t margin_months;  /* close to a threshold of dates or months; default 1, at most 120; -1: nobody is */
} graduasi_compare_options;

/* Starts a comparison of two policies, each as of its day; where the days differ, the day is one of the edits.  options
 * may be NULL.  The comparer keeps what it needs of the policies.  Errors: BAD_CALL: a NULL, a day outside a policy's
 * period, an option out of range or naming no yes-or-no fact; UNSUPPORTED: an option that this library does not know.
 * Since 0.1. */
GRADUASI_API graduasi_status graduasi_comparer_new(const graduasi_policy* before, const graduasi_policy* after,
                                                   int32_t before_as_of_days, int32_t after_as_of_days,
                                                   const graduasi_compare_options* options, graduasi_comparer** out,
                                                   graduasi_error** error) GRADUASI_NOEXCEPT;

/* Adds households, one a line as graduasi_decide_json reads them; whole lines, the last of which need not end in a line
 * feed.  A line that is no record, an empty one too, is a row that is INVALID under both policies.  Lines are counted over
 * all calls.  Errors: BAD_CALL.  After any error the comparer can only be freed.  Since 0.1. */
GRADUASI_API graduasi_status graduasi_comparer_add_json_lines(graduasi_comparer* comparer, const char* lines, size_t size,
                                                              graduasi_error** error) GRADUASI_NOEXCEPT;

/* Adds a stream of Arrow columns, as graduasi_decide_stream takes it, to its end.  in is taken in all cases: it has been
 * released when the call returns, and in->release is then NULL.  Errors: BAD_CALL; BAD_DATA as graduasi_decide_stream, and
 * where an array breaks the rules of Arrow.  After any error the comparer can only be freed.  Since 0.1. */
GRADUASI_API graduasi_status graduasi_comparer_add_stream(graduasi_comparer* comparer, struct ArrowArrayStream* in,
                                                          graduasi_error** error) GRADUASI_NOEXCEPT;

/* Rows added so far.  Since 0.1. */
GRADUASI_API int64_t graduasi_comparer_row_count(const graduasi_comparer* comparer) GRADUASI_NOEXCEPT;

/* With stream_flips: the flips that have been found since the last call, in the order of the register, a line of JSON
 * each; "" if there are none.  Some are found only by graduasi_comparer_finish, so call it once more after that.  The text
 * lives until the next call of any function with this comparer; its size is written to *size, which may be NULL.  Since
 * 0.1. */
GRADUASI_API const char* graduasi_comparer_flip_lines(graduasi_comparer* comparer, size_t* size) GRADUASI_NOEXCEPT;

/* Compares what has been added.  Nothing can be added afterwards.  Errors: BAD_CALL.  Since 0.1. */
GRADUASI_API graduasi_status graduasi_comparer_finish(graduasi_comparer* comparer, graduasi_comparison** out,
                                                      graduasi_error** error) GRADUASI_NOEXCEPT;

GRADUASI_API void graduasi_comparer_free(graduasi_comparer* comparer) GRADUASI_NOEXCEPT;

/* Households: all rows; those that are no record; those whose answer (outcome, and route if ELIGIBLE) differs; those that are
 * ELIGIBLE only after, and only before; from one GRADUASI_OUTCOME_* to another.  Since 0.1. */
GRADUASI_API int64_t graduasi_comparison_families(const graduasi_comparison* comparison) GRADUASI_NOEXCEPT;
GRADUASI_API int64_t graduasi_comparison_unreadable(const graduasi_comparison* comparison) GRADUASI_NOEXCEPT;
GRADUASI_API int64_t graduasi_comparison_flips(const graduasi_comparison* comparison) GRADUASI_NOEXCEPT;
GRADUASI_API int64_t graduasi_comparison_newly_eligible(const graduasi_comparison* comparison) GRADUASI_NOEXCEPT;
GRADUASI_API int64_t graduasi_comparison_no_longer_eligible(const graduasi_comparison* comparison) GRADUASI_NOEXCEPT;
GRADUASI_API int64_t graduasi_comparison_transition(const graduasi_comparison* comparison, int32_t before,
                                                    int32_t after) GRADUASI_NOEXCEPT;

/* The edits that lead from one policy to the other, as an analyst would name them: "hold_months 6 -> 3".  1 if an edit can
 * change answers, 0 for titles, sources, reasons and the like.  Since 0.1. */
GRADUASI_API size_t graduasi_comparison_edit_count(const graduasi_comparison* comparison) GRADUASI_NOEXCEPT;
GRADUASI_API const char* graduasi_comparison_edit_text(const graduasi_comparison* comparison, size_t index,
                                                       int32_t language) GRADUASI_NOEXCEPT;
GRADUASI_API int32_t graduasi_comparison_edit_can_change_answers(const graduasi_comparison* comparison,
                                                                 size_t index) GRADUASI_NOEXCEPT;

/* Why answers differ: the edit that alone gives a household's new answer or, where there is none, the smallest
 * combinations that do.  Most frequent first; the flips of all causes add up to graduasi_comparison_flips.  Since 0.1. */
GRADUASI_API size_t graduasi_comparison_cause_count(const graduasi_comparison* comparison) GRADUASI_NOEXCEPT;
GRADUASI_API const char* graduasi_comparison_cause_text(const graduasi_comparison* comparison, size_t index,
                                                        int32_t language) GRADUASI_NOEXCEPT;
GRADUASI_API int64_t graduasi_comparison_cause_flips(const graduasi_comparison* comparison, size_t index) GRADUASI_NOEXCEPT;
GRADUASI_API int64_t graduasi_comparison_cause_newly_eligible(const graduasi_comparison* comparison,
                                                              size_t index) GRADUASI_NOEXCEPT;
GRADUASI_API int64_t graduasi_comparison_cause_no_longer_eligible(const graduasi_comparison* comparison,
                                                                  size_t index) GRADUASI_NOEXCEPT;

/* The flips that are listed, in the register's order: the row, counted from 0; the household's id, "" if it has none;
 * outcome and route before and after, the route "" unless ELIGIBLE; the position of its cause.  Since 0.1. */
GRADUASI_API size_t graduasi_comparison_flip_count(const graduasi_comparison* comparison) GRADUASI_NOEXCEPT;
GRADUASI_API int64_t graduasi_comparison_flip_row(const graduasi_comparison* comparison, size_t index) GRADUASI_NOEXCEPT;
GRADUASI_API const char* graduasi_comparison_flip_household_id(const graduasi_comparison* comparison,
                                                               size_t index) GRADUASI_NOEXCEPT;
GRADUASI_API int32_t graduasi_comparison_flip_before(const graduasi_comparison* comparison, size_t index) GRADUASI_NOEXCEPT;
GRADUASI_API const char* graduasi_comparison_flip_before_route(const graduasi_comparison* comparison,
                                                               size_t index) GRADUASI_NOEXCEPT;
GRADUASI_API int32_t graduasi_comparison_flip_after(const graduasi_comparison* comparison, size_t index) GRADUASI_NOEXCEPT;
GRADUASI_API const char* graduasi_comparison_flip_after_route(const graduasi_comparison* comparison,
                                                              size_t index) GRADUASI_NOEXCEPT;
GRADUASI_API size_t graduasi_comparison_flip_cause(const graduasi_comparison* comparison, size_t index) GRADUASI_NOEXCEPT;

/* The same as a stream of Arrow columns, which keeps what it needs of the comparison: row int64; id, before, before_route,
 * after, after_route, because_id, because_en utf8; id and routes are null where there is none.  Errors: BAD_CALL.  Since
 * 0.1. */
GRADUASI_API graduasi_status graduasi_comparison_flips_stream(const graduasi_comparison* comparison,
                                                              struct ArrowArrayStream* out,
                                                              graduasi_error** error) GRADUASI_NOEXCEPT;

/* The rows that are listed as INVALID under the second policy, and what is wrong with each: as graduasi_error_*, lines
 * being those of the register if it came as lines.  Since 0.1. */
GRADUASI_API size_t graduasi_comparison_invalid_count(const graduasi_comparison* comparison) GRADUASI_NOEXCEPT;
GRADUASI_API int64_t graduasi_comparison_invalid_row(const graduasi_comparison* comparison, size_t index) GRADUASI_NOEXCEPT;
GRADUASI_API size_t graduasi_comparison_invalid_finding_count(const graduasi_comparison* comparison,
                                                              size_t invalid) GRADUASI_NOEXCEPT;
GRADUASI_API const char* graduasi_comparison_invalid_message(const graduasi_comparison* comparison, size_t invalid,
                                                             size_t index) GRADUASI_NOEXCEPT;
GRADUASI_API const char* graduasi_comparison_invalid_path(const graduasi_comparison* comparison, size_t invalid,
                                                          size_t index) GRADUASI_NOEXCEPT;
GRADUASI_API int32_t graduasi_comparison_invalid_line(const graduasi_comparison* comparison, size_t invalid,
                                                      size_t index) GRADUASI_NOEXCEPT;
GRADUASI_API int32_t graduasi_comparison_invalid_column(const graduasi_comparison* comparison, size_t invalid,
                                                        size_t index) GRADUASI_NOEXCEPT;

/* The comparison as a page of plain text; as one self-contained page of HTML, which loads nothing and prints on A4; as one
 * line of JSON, with the breakdowns, the families close to thresholds and what is missing.  Each is made when it is first
 * asked for, whatever thread asks; NULL also if memory runs out.  Since 0.1. */
GRADUASI_API const char* graduasi_comparison_text(const graduasi_comparison* comparison, int32_t language) GRADUASI_NOEXCEPT;
GRADUASI_API const char* graduasi_comparison_html(const graduasi_comparison* comparison, int32_t language) GRADUASI_NOEXCEPT;
GRADUASI_API const char* graduasi_comparison_json(const graduasi_comparison* comparison) GRADUASI_NOEXCEPT;

GRADUASI_API void graduasi_comparison_free(graduasi_comparison* comparison) GRADUASI_NOEXCEPT;

/* ---- Facts: what a record can hold and a policy can read ----------------------------------------------------------- */

/* The reference of all facts, in the order of the model.  Immutable. */
typedef struct graduasi_facts graduasi_facts;

/* Errors: BAD_CALL.  Since 0.1. */
GRADUASI_API graduasi_status graduasi_facts_list(graduasi_facts** out, graduasi_error** error) GRADUASI_NOEXCEPT;

GRADUASI_API size_t graduasi_facts_count(const graduasi_facts* facts) GRADUASI_NOEXCEPT;

/* "household.members[].born_on": the keys of the JSON, [] after a list.  Since 0.1. */
GRADUASI_API const char* graduasi_facts_path(const graduasi_facts* facts, size_t index) GRADUASI_NOEXCEPT;

/* "bool", "int", "string", "date" (text: 2025-11-15, 2025-11 or 2025), a name such as "Relation" of one of the values
 * below, "Region" of a record, "list(Member)" of a list of records.  Since 0.1. */
GRADUASI_API const char* graduasi_facts_type(const graduasi_facts* facts, size_t index) GRADUASI_NOEXCEPT;

/* "IDR per month"; "" if there is none.  Since 0.1. */
GRADUASI_API const char* graduasi_facts_unit(const graduasi_facts* facts, size_t index) GRADUASI_NOEXCEPT;

/* One line, in English.  Since 0.1. */
GRADUASI_API const char* graduasi_facts_meaning(const graduasi_facts* facts, size_t index) GRADUASI_NOEXCEPT;

/* 1 if absence is known to mean that there is none (no objection was filed, the finding is not resolved); 0 if absence means
 * that it is not known.  Since 0.1. */
GRADUASI_API int32_t graduasi_facts_absent_is_none(const graduasi_facts* facts, size_t index) GRADUASI_NOEXCEPT;

/* 1 if it identifies a person (NIK, KK, name, address) and so never stands in a reason or finding.  Since 0.1. */
GRADUASI_API int32_t graduasi_facts_is_identity(const graduasi_facts* facts, size_t index) GRADUASI_NOEXCEPT;

/* The values of a fact that has a list of them: "HEAD", "SPOUSE", ...  Since 0.1. */
GRADUASI_API size_t graduasi_facts_value_count(const graduasi_facts* facts, size_t fact) GRADUASI_NOEXCEPT;
GRADUASI_API const char* graduasi_facts_value(const graduasi_facts* facts, size_t fact, size_t index) GRADUASI_NOEXCEPT;

GRADUASI_API void graduasi_facts_free(graduasi_facts* facts) GRADUASI_NOEXCEPT;

/* ---- Policy tests: households, and what a policy must say of them -------------------------------------------------- */

/* A suite of policy tests, from a file beside the policy (graduasi/v1/policy_test.proto says how it is written).  Immutable. */
typedef struct graduasi_suite graduasi_suite;

/* Reads a suite (graduasi.v1.PolicyTestSuite): as protobuf text, the form in which authors write it; as protobuf JSON; as
 * binary protobuf.  At most 4 MiB, 5000 cases and 64 MiB of households of all cases are read.  Errors: BAD_CALL; BAD_POLICY
 * with every finding: a name used twice, a change that names no fact, a case that expects nothing.  Since 0.1. */
GRADUASI_API graduasi_status graduasi_suite_parse(const char* text, size_t size, graduasi_suite** out,
                                                  graduasi_error** error) GRADUASI_NOEXCEPT;
GRADUASI_API graduasi_status graduasi_suite_parse_json(const char* json, size_t size, graduasi_suite** out,
                                                       graduasi_error** error) GRADUASI_NOEXCEPT;
GRADUASI_API graduasi_status graduasi_suite_parse_binary(const void* bytes, size_t size, graduasi_suite** out,
                                                         graduasi_error** error) GRADUASI_NOEXCEPT;

/* File names of the policies that the suite says it tests, beside its own file; it may name none.  Since 0.1. */
GRADUASI_API size_t graduasi_suite_policy_count(const graduasi_suite* suite) GRADUASI_NOEXCEPT;
GRADUASI_API const char* graduasi_suite_policy(const graduasi_suite* suite, size_t index) GRADUASI_NOEXCEPT;

/* The cases, in the order of the text.  Names are unique in a suite; lines count from 1, 0 if not known.  Since 0.1. */
GRADUASI_API size_t graduasi_suite_case_count(const graduasi_suite* suite) GRADUASI_NOEXCEPT;
GRADUASI_API const char* graduasi_suite_case_name(const graduasi_suite* suite, size_t index) GRADUASI_NOEXCEPT;
GRADUASI_API int32_t graduasi_suite_case_line(const graduasi_suite* suite, size_t index) GRADUASI_NOEXCEPT;

GRADUASI_API void graduasi_suite_free(graduasi_suite* suite) GRADUASI_NOEXCEPT;

/* Set struct_size to sizeof(graduasi_test_options) and zero the rest.  Grows as the options above. */
typedef struct graduasi_test_options {
  size_t struct_size;
  const char* file; /* what the suite's file is called in texts; NULL: it is not named.  NUL-terminated. */
} graduasi_test_options;

/* What came of running cases.  Immutable. */
typedef struct graduasi_test_report graduasi_test_report;

/* Runs every case of a suite against a policy, or the case of one number.  options may be NULL.  A case that fails is no error.
 * Errors: BAD_CALL: a NULL, a number past the last case; BAD_POLICY with every finding, at its place in the suite, if the suite
 * does not fit the policy: a criterion, safeguard or route that the policy does not have, a day on which it does not decide;
 * UNSUPPORTED: an option that this library does not know.  Since 0.1. */
GRADUASI_API graduasi_status graduasi_suite_run(const graduasi_policy* policy, const graduasi_suite* suite,
                                                const graduasi_test_options* options, graduasi_test_report** out,
                                                graduasi_error** error) GRADUASI_NOEXCEPT;
GRADUASI_API graduasi_status graduasi_suite_run_case(const graduasi_policy* policy, const graduasi_suite* suite, size_t index,
                                                     const graduasi_test_options* options, graduasi_test_report** out,
                                                     graduasi_error** error) GRADUASI_NOEXCEPT;

/* The cases that were run, in the order of the suite: name, line, 1 if it passed, else 0.  The message tells what was expected,
 * what is, and why, in lines; "" if the case passed.  Since 0.1. */
GRADUASI_API size_t graduasi_test_report_count(const graduasi_test_report* report) GRADUASI_NOEXCEPT;
GRADUASI_API size_t graduasi_test_report_failed_count(const graduasi_test_report* report) GRADUASI_NOEXCEPT;
GRADUASI_API const char* graduasi_test_report_name(const graduasi_test_report* report, size_t index) GRADUASI_NOEXCEPT;
GRADUASI_API int32_t graduasi_test_report_line(const graduasi_test_report* report, size_t index) GRADUASI_NOEXCEPT;
GRADUASI_API int32_t graduasi_test_report_passed(const graduasi_test_report* report, size_t index) GRADUASI_NOEXCEPT;
GRADUASI_API const char* graduasi_test_report_message(const graduasi_test_report* report, size_t index,
                                                      int32_t language) GRADUASI_NOEXCEPT;

/* The whole report: the failures and a line that counts, as plain text; one line of JSON; one <testsuite> element of the XML that
 * test servers read (JUnit), without the XML declaration.  Made when first asked for, as graduasi_decision_text is.  Since 0.1. */
GRADUASI_API const char* graduasi_test_report_text(const graduasi_test_report* report, int32_t language) GRADUASI_NOEXCEPT;
GRADUASI_API const char* graduasi_test_report_json(const graduasi_test_report* report) GRADUASI_NOEXCEPT;
GRADUASI_API const char* graduasi_test_report_junit(const graduasi_test_report* report, int32_t language) GRADUASI_NOEXCEPT;

GRADUASI_API void graduasi_test_report_free(graduasi_test_report* report) GRADUASI_NOEXCEPT;

/* Set struct_size to sizeof(graduasi_coverage_options) and zero the rest.  Grows as the options above. */
typedef struct graduasi_coverage_options {
  size_t struct_size;
  const char* policy_file; /* what the policy's file is called in texts; NULL: it is not named.  NUL-terminated. */
  const char* policy_text; /* the policy as it was parsed, for the listing; NULL: no listing */
  size_t policy_text_size;
} graduasi_coverage_options;

/* What the cases of suites have seen of a policy.  Immutable. */
typedef struct graduasi_coverage graduasi_coverage;

/* Looks which results each criterion, safeguard, comparison and route of the policy had in the cases of the suites, and where it
 * was the one that decided.  Whether cases pass makes no difference; cases of records that contradict themselves are not
 * counted.  options may be NULL.  Errors: BAD_CALL: a NULL; BAD_POLICY as graduasi_suite_run; UNSUPPORTED.  Since 0.1. */
GRADUASI_API graduasi_status graduasi_coverage_measure(const graduasi_policy* policy, const graduasi_suite* const* suites,
                                                       size_t suite_count, const graduasi_coverage_options* options,
                                                       graduasi_coverage** out, graduasi_error** error) GRADUASI_NOEXCEPT;

/* The counts and what is not covered, as plain text; the policy's text with a mark before each line that holds something to be
 * covered, + or !, and below a ! what is wanting; one line of JSON.  Made when first asked for, as graduasi_decision_text is.
 * Since 0.1. */
GRADUASI_API const char* graduasi_coverage_text(const graduasi_coverage* coverage, int32_t language) GRADUASI_NOEXCEPT;
GRADUASI_API const char* graduasi_coverage_listing(const graduasi_coverage* coverage, int32_t language) GRADUASI_NOEXCEPT;
GRADUASI_API const char* graduasi_coverage_json(const graduasi_coverage* coverage) GRADUASI_NOEXCEPT;

GRADUASI_API void graduasi_coverage_free(graduasi_coverage* coverage) GRADUASI_NOEXCEPT;

/* ---- Mutation: what the tests of a policy would not notice ----------------------------------------------------------- */

/* What became of the mutants of a policy: policies with one small mistake each, such as > for >=, a value one more or less, a
 * safeguard dropped, what is not known read as no.  A test that fails on a mutant has killed it.  Immutable. */
typedef struct graduasi_mutation_report graduasi_mutation_report;

#define GRADUASI_MUTANT_KILLED 0     /* a test fails on it */
#define GRADUASI_MUTANT_EQUIVALENT 1 /* proved to decide every household as the policy does */
#define GRADUASI_MUTANT_SURVIVES 2   /* no test fails on it */

/* Set struct_size to sizeof(graduasi_mutation_options) and zero the rest: 0 means the default.  Grows as the options above. */
typedef struct graduasi_mutation_options {
  size_t struct_size;
  const char* file;   /* what the policy's file is called in texts; NULL: it is not named.  NUL-terminated. */
  int64_t most_tried; /* households that are tried, at most, to tell a survivor from the policy; default 60000 */
} graduasi_mutation_options;

/* Runs the cases of all suites on every mutant: a few milliseconds each, and up to a second for a survivor.  options may be
 * NULL.  The same policy and suites give the same report.  Errors: BAD_CALL: a NULL, or a case that fails on the policy itself;
 * BAD_POLICY if a suite does not fit the policy, as of graduasi_suite_run; UNSUPPORTED.  Since 0.1. */
GRADUASI_API graduasi_status graduasi_mutation_run(const graduasi_policy* policy, const graduasi_suite* const* suites,
                                                   size_t suite_count, const graduasi_mutation_options* options,
                                                   graduasi_mutation_report** out, graduasi_error** error) GRADUASI_NOEXCEPT;

/* How many mutants there are, and how many of each standing.  The score is killed of killed and surviving, rounded down; 1000
 * if there is nothing to kill.  Since 0.1. */
GRADUASI_API size_t graduasi_mutation_report_count(const graduasi_mutation_report* report) GRADUASI_NOEXCEPT;
GRADUASI_API size_t graduasi_mutation_report_killed_count(const graduasi_mutation_report* report) GRADUASI_NOEXCEPT;
GRADUASI_API size_t graduasi_mutation_report_equivalent_count(const graduasi_mutation_report* report) GRADUASI_NOEXCEPT;
GRADUASI_API size_t graduasi_mutation_report_survived_count(const graduasi_mutation_report* report) GRADUASI_NOEXCEPT;
GRADUASI_API int32_t graduasi_mutation_report_score_per_mille(const graduasi_mutation_report* report) GRADUASI_NOEXCEPT;

/* The mutants, in the order of the policy: an id that stays while what is changed stays ("G07.require.comparison.1"); a
 * GRADUASI_MUTANT_*, -1 past the last; the line of the policy, 0 if not known; the mistake in a sentence; the name of the first
 * case that fails on it, NULL if none does.  Since 0.1. */
GRADUASI_API const char* graduasi_mutation_report_id(const graduasi_mutation_report* report, size_t index) GRADUASI_NOEXCEPT;
GRADUASI_API int32_t graduasi_mutation_report_standing(const graduasi_mutation_report* report, size_t index) GRADUASI_NOEXCEPT;
GRADUASI_API int32_t graduasi_mutation_report_line(const graduasi_mutation_report* report, size_t index) GRADUASI_NOEXCEPT;
GRADUASI_API const char* graduasi_mutation_report_description(const graduasi_mutation_report* report, size_t index,
                                                              int32_t language) GRADUASI_NOEXCEPT;
GRADUASI_API const char* graduasi_mutation_report_killed_by(const graduasi_mutation_report* report,
                                                            size_t index) GRADUASI_NOEXCEPT;

/* The whole report: a line that counts, every survivor with a household that tells it from the policy, every equivalent mutant
 * with its proof, as plain text; everything as one line of JSON; for each survivor with such a household a case, as protobuf
 * text that graduasi_suite_parse reads.  Made when first asked for, as graduasi_decision_text is.  Since 0.1. */
GRADUASI_API const char* graduasi_mutation_report_text(const graduasi_mutation_report* report,
                                                       int32_t language) GRADUASI_NOEXCEPT;
GRADUASI_API const char* graduasi_mutation_report_json(const graduasi_mutation_report* report) GRADUASI_NOEXCEPT;
GRADUASI_API const char* graduasi_mutation_report_cases(const graduasi_mutation_report* report) GRADUASI_NOEXCEPT;

GRADUASI_API void graduasi_mutation_report_free(graduasi_mutation_report* report) GRADUASI_NOEXCEPT;

/* ---- Register quality: what is wrong with a register on the day it arrives ----------------------------------------- */

/* Is fed with a register, record by record, and makes a report.  Confined to one thread at a time.  Beside its household ids
 * it takes about 100 bytes a family of four, whatever their records hold.  Records are compared by whole numbers and whole
 * texts, so there are no false alarms.  Where an allocation fails in the middle of a record, all later calls but free are
 * BAD_CALL, for the record could not be accounted for. */
typedef struct graduasi_quality graduasi_quality;

/* What was found.  Immutable. */
typedef struct graduasi_quality_report graduasi_quality_report;

/* Places at which something is wrong, each of one record.  Immutable. */
typedef struct graduasi_quality_places graduasi_quality_places;

#define GRADUASI_QUALITY_NO_PLACES SIZE_MAX /* as a number of places: none */

/* Set struct_size to sizeof(graduasi_quality_options) and zero the rest: 0 means the default.  Grows as the options above. */
typedef struct graduasi_quality_options {
  size_t struct_size;
  const char* const* recorded_when_true; /* as in graduasi_decide_options: such a fact is not lacking where it is absent */
  size_t recorded_when_true_count;
  const graduasi_policy* policy; /* how many records lack a fact is counted for those that it reads; NULL: for all facts */
  size_t places_kept;            /* in the report, the first of each kind; default 20.  All are counted. */
  size_t collect_places;         /* not 0: every place is also kept until graduasi_quality_take_places takes it */
  size_t region_level;           /* counts are by province 1, regency or city 2, district 3 (default), village 4 */
  const char* vintage;           /* of the region lists, the one in force; NULL: the greatest name.  NUL-terminated. */
} graduasi_quality_options;

/* as_of_days is the day on which the register was drawn up: nothing in it can have happened later.  options may be NULL.
 * Errors: BAD_CALL, UNSUPPORTED.  Since 0.1. */
GRADUASI_API graduasi_status graduasi_quality_new(int32_t as_of_days, const graduasi_quality_options* options,
                                                  graduasi_quality** out, graduasi_error** error) GRADUASI_NOEXCEPT;

/* Adds a list of the region codes of a vintage ("2025"), before any record.  The text holds one code a line, or CSV with a
 * column `kode` or `code`.  Columns in_2018, in_2020, ... of 1 and 0 make it a list of several vintages; columns `change`
 * (added, removed, renamed), `from_vintage`, `to_vintage`, `nama_from`, `nama_to` a list of changes; the vintage may then be
 * "". A column `successor` names the code that followed; of a list of changes it is the one added under the same name.  A list
 * need not go down to villages.  Errors: BAD_CALL; BAD_DATA with a finding for each line that is wrong.  Since 0.1. */
GRADUASI_API graduasi_status graduasi_quality_add_regions(graduasi_quality* quality, const char* vintage, size_t vintage_size,
                                                          const char* text, size_t size,
                                                          graduasi_error** error) GRADUASI_NOEXCEPT;

/* Names where the records that follow come from: a file.  A vintage that no region list has is BAD_CALL here and below.
 * Errors: BAD_CALL.  Since 0.1. */
GRADUASI_API graduasi_status graduasi_quality_start_feed(graduasi_quality* quality, const char* name, size_t size,
                                                         graduasi_error** error) GRADUASI_NOEXCEPT;

/* Adds one record as JSON; row is what places call it: a line of the file.  What cannot be read counts as unreadable, and is
 * no failure.  Errors: BAD_CALL.  Since 0.1. */
GRADUASI_API graduasi_status graduasi_quality_add_json(graduasi_quality* quality, int64_t row, const char* json, size_t size,
                                                       graduasi_error** error) GRADUASI_NOEXCEPT;

/* Adds all records of an Arrow stream with the columns that graduasi_decide_stream reads; rows count from 0.  in is taken in
 * all cases and released.  Errors: BAD_CALL; BAD_DATA with a finding for each column of a wrong type, at an array that breaks
 * the rules of Arrow, or if the input fails: the records of the arrays before have then been added.  Since 0.1. */
GRADUASI_API graduasi_status graduasi_quality_add_stream(graduasi_quality* quality, struct ArrowArrayStream* in,
                                                         graduasi_error** error) GRADUASI_NOEXCEPT;

/* Compares the records with each other and makes the report; nothing can be added afterwards, but places can still be taken.
 * Errors: BAD_CALL.  Since 0.1. */
GRADUASI_API graduasi_status graduasi_quality_finish(graduasi_quality* quality, graduasi_quality_report** out,
                                                     graduasi_error** error) GRADUASI_NOEXCEPT;

/* The places found since they were last taken: of one record when it is added, of records that contradict each other when the
 * report is made.  None if the options did not ask for them.  Errors: BAD_CALL.  Since 0.1. */
GRADUASI_API graduasi_status graduasi_quality_take_places(graduasi_quality* quality, graduasi_quality_places** out,
                                                          graduasi_error** error) GRADUASI_NOEXCEPT;

GRADUASI_API void graduasi_quality_free(graduasi_quality* quality) GRADUASI_NOEXCEPT;

/* Places.  code: the kind, a stable name such as NIK_IN_TWO_RECORDS.  feed, row: as they were added.  column: of the line,
 * from 1; 0 if not known.  household_id: the register's own; "" if there is none, or if it could be an identity (it holds 16
 * digits on end, or a number, name or address of its own record).  region: the code, "" if it is none.  path:
 * "members[1].nik", "" of the whole record.  message: one sentence; its wording is no part of the interface.  Since 0.1. */
GRADUASI_API size_t graduasi_quality_places_count(const graduasi_quality_places* places) GRADUASI_NOEXCEPT;
GRADUASI_API const char* graduasi_quality_places_code(const graduasi_quality_places* places, size_t index) GRADUASI_NOEXCEPT;
GRADUASI_API const char* graduasi_quality_places_feed(const graduasi_quality_places* places, size_t index) GRADUASI_NOEXCEPT;
GRADUASI_API int64_t graduasi_quality_places_row(const graduasi_quality_places* places, size_t index) GRADUASI_NOEXCEPT;
GRADUASI_API int32_t graduasi_quality_places_column(const graduasi_quality_places* places, size_t index) GRADUASI_NOEXCEPT;
GRADUASI_API const char* graduasi_quality_places_household_id(const graduasi_quality_places* places,
                                                              size_t index) GRADUASI_NOEXCEPT;
GRADUASI_API const char* graduasi_quality_places_region(const graduasi_quality_places* places, size_t index) GRADUASI_NOEXCEPT;
GRADUASI_API const char* graduasi_quality_places_path(const graduasi_quality_places* places, size_t index) GRADUASI_NOEXCEPT;
GRADUASI_API const char* graduasi_quality_places_message(const graduasi_quality_places* places, size_t index,
                                                         int32_t language) GRADUASI_NOEXCEPT;

/* Of a record that contradicts another: 1, and that other one.  Of any other place 0, NULL and 0.  Since 0.1. */
GRADUASI_API int32_t graduasi_quality_places_has_other(const graduasi_quality_places* places, size_t index) GRADUASI_NOEXCEPT;
GRADUASI_API const char* graduasi_quality_places_other_feed(const graduasi_quality_places* places,
                                                            size_t index) GRADUASI_NOEXCEPT;
GRADUASI_API int64_t graduasi_quality_places_other_row(const graduasi_quality_places* places, size_t index) GRADUASI_NOEXCEPT;
GRADUASI_API const char* graduasi_quality_places_other_household_id(const graduasi_quality_places* places,
                                                                    size_t index) GRADUASI_NOEXCEPT;
GRADUASI_API const char* graduasi_quality_places_other_path(const graduasi_quality_places* places,
                                                            size_t index) GRADUASI_NOEXCEPT;

/* Of a region code that is not in force: the part of it that is not, the latest other vintage that has it, and the code in
 * force that followed; "" where there is none.  Since 0.1. */
GRADUASI_API const char* graduasi_quality_places_region_part(const graduasi_quality_places* places,
                                                             size_t index) GRADUASI_NOEXCEPT;
GRADUASI_API const char* graduasi_quality_places_existed_in(const graduasi_quality_places* places,
                                                            size_t index) GRADUASI_NOEXCEPT;
GRADUASI_API const char* graduasi_quality_places_successor(const graduasi_quality_places* places,
                                                           size_t index) GRADUASI_NOEXCEPT;

GRADUASI_API void graduasi_quality_places_free(graduasi_quality_places* places) GRADUASI_NOEXCEPT;

/* Every record is accounted for: fed = readable + unreadable, readable = sound + with_findings.  invalid: those of
 * with_findings on which the decision would be INVALID.  members: of the readable records.  ids_withheld: household ids that
 * are shown nowhere.  regions_checked: records whose code was held against a list; regions_unchecked: the others of fed.
 * Since 0.1. */
GRADUASI_API int64_t graduasi_quality_report_fed(const graduasi_quality_report* report) GRADUASI_NOEXCEPT;
GRADUASI_API int64_t graduasi_quality_report_readable(const graduasi_quality_report* report) GRADUASI_NOEXCEPT;
GRADUASI_API int64_t graduasi_quality_report_unreadable(const graduasi_quality_report* report) GRADUASI_NOEXCEPT;
GRADUASI_API int64_t graduasi_quality_report_sound(const graduasi_quality_report* report) GRADUASI_NOEXCEPT;
GRADUASI_API int64_t graduasi_quality_report_with_findings(const graduasi_quality_report* report) GRADUASI_NOEXCEPT;
GRADUASI_API int64_t graduasi_quality_report_invalid(const graduasi_quality_report* report) GRADUASI_NOEXCEPT;
GRADUASI_API int64_t graduasi_quality_report_members(const graduasi_quality_report* report) GRADUASI_NOEXCEPT;
GRADUASI_API int64_t graduasi_quality_report_ids_withheld(const graduasi_quality_report* report) GRADUASI_NOEXCEPT;
GRADUASI_API int64_t graduasi_quality_report_regions_checked(const graduasi_quality_report* report) GRADUASI_NOEXCEPT;
GRADUASI_API int64_t graduasi_quality_report_regions_unchecked(const graduasi_quality_report* report) GRADUASI_NOEXCEPT;

/* What a finding means for a decision. */
#define GRADUASI_QUALITY_UNREADABLE 0   /* the record cannot be used */
#define GRADUASI_QUALITY_INVALID 1      /* it can be read, and the decision on it is INVALID */
#define GRADUASI_QUALITY_QUESTIONABLE 2 /* it is decided, but a person should look */

/* The kinds that occur.  sentence: what is wrong; ask: what to ask, from whom.  cases: a NIK in three records is one case at
 * three places; of other kinds as many as places.  records: in how many.  The places of its regions add up to places; a
 * region's code is "" where the records have none.  kind_first: the places that the report keeps, in the order of feeding,
 * borrowed from the report.  Since 0.1. */
GRADUASI_API size_t graduasi_quality_report_kind_count(const graduasi_quality_report* report) GRADUASI_NOEXCEPT;
GRADUASI_API const char* graduasi_quality_report_kind_code(const graduasi_quality_report* report,
                                                           size_t index) GRADUASI_NOEXCEPT;
GRADUASI_API int32_t graduasi_quality_report_kind_effect(const graduasi_quality_report* report, size_t index) GRADUASI_NOEXCEPT;
GRADUASI_API const char* graduasi_quality_report_kind_sentence(const graduasi_quality_report* report, size_t index,
                                                               int32_t language) GRADUASI_NOEXCEPT;
GRADUASI_API const char* graduasi_quality_report_kind_ask(const graduasi_quality_report* report, size_t index,
                                                          int32_t language) GRADUASI_NOEXCEPT;
GRADUASI_API int64_t graduasi_quality_report_kind_cases(const graduasi_quality_report* report, size_t index) GRADUASI_NOEXCEPT;
GRADUASI_API int64_t graduasi_quality_report_kind_places(const graduasi_quality_report* report, size_t index) GRADUASI_NOEXCEPT;
GRADUASI_API int64_t graduasi_quality_report_kind_records(const graduasi_quality_report* report,
                                                          size_t index) GRADUASI_NOEXCEPT;
GRADUASI_API size_t graduasi_quality_report_kind_region_count(const graduasi_quality_report* report,
                                                              size_t kind) GRADUASI_NOEXCEPT;
GRADUASI_API const char* graduasi_quality_report_kind_region_code(const graduasi_quality_report* report, size_t kind,
                                                                  size_t index) GRADUASI_NOEXCEPT;
GRADUASI_API int64_t graduasi_quality_report_kind_region_places(const graduasi_quality_report* report, size_t kind,
                                                                size_t index) GRADUASI_NOEXCEPT;
GRADUASI_API const graduasi_quality_places* graduasi_quality_report_kind_first(const graduasi_quality_report* report,
                                                                               size_t index) GRADUASI_NOEXCEPT;

/* All regions, at the level of the options, sorted; their records add up to fed.  system: "KEMENDAGRI" or "BPS", "" of the
 * records without a code.  Since 0.1. */
GRADUASI_API size_t graduasi_quality_report_region_count(const graduasi_quality_report* report) GRADUASI_NOEXCEPT;
GRADUASI_API const char* graduasi_quality_report_region_code(const graduasi_quality_report* report,
                                                             size_t index) GRADUASI_NOEXCEPT;
GRADUASI_API const char* graduasi_quality_report_region_system(const graduasi_quality_report* report,
                                                               size_t index) GRADUASI_NOEXCEPT;
GRADUASI_API int64_t graduasi_quality_report_region_records(const graduasi_quality_report* report,
                                                            size_t index) GRADUASI_NOEXCEPT;
GRADUASI_API int64_t graduasi_quality_report_region_unreadable(const graduasi_quality_report* report,
                                                               size_t index) GRADUASI_NOEXCEPT;
GRADUASI_API int64_t graduasi_quality_report_region_sound(const graduasi_quality_report* report,
                                                          size_t index) GRADUASI_NOEXCEPT;
GRADUASI_API int64_t graduasi_quality_report_region_with_findings(const graduasi_quality_report* report,
                                                                  size_t index) GRADUASI_NOEXCEPT;

/* How much of the facts is known, in the readable records and in the order of the model.  records_lacking: in which the fact,
 * or a list on the way to it, is absent at least once.  values: places for it, one for each record or for each element of the
 * lists that are there.  A fact whose absence means that there is none is not among them.  Since 0.1. */
GRADUASI_API size_t graduasi_quality_report_fact_count(const graduasi_quality_report* report) GRADUASI_NOEXCEPT;
GRADUASI_API const char* graduasi_quality_report_fact_path(const graduasi_quality_report* report,
                                                           size_t index) GRADUASI_NOEXCEPT;
GRADUASI_API int64_t graduasi_quality_report_fact_records_lacking(const graduasi_quality_report* report,
                                                                  size_t index) GRADUASI_NOEXCEPT;
GRADUASI_API int64_t graduasi_quality_report_fact_values(const graduasi_quality_report* report, size_t index) GRADUASI_NOEXCEPT;
GRADUASI_API int64_t graduasi_quality_report_fact_values_lacking(const graduasi_quality_report* report,
                                                                 size_t index) GRADUASI_NOEXCEPT;

/* The report as a page of plain text, and as one line of JSON, without newline: figures, codes and places.  Made when first
 * asked for, as graduasi_decision_text is.  Since 0.1. */
GRADUASI_API const char* graduasi_quality_report_text(const graduasi_quality_report* report,
                                                      int32_t language) GRADUASI_NOEXCEPT;
GRADUASI_API const char* graduasi_quality_report_json(const graduasi_quality_report* report) GRADUASI_NOEXCEPT;

GRADUASI_API void graduasi_quality_report_free(graduasi_quality_report* report) GRADUASI_NOEXCEPT;

/* ---- Decision records: what was decided, kept so that anybody can decide it again ---------------------------------- */

/* One decision with everything it rests on, in one line of text, chained to the one before by its hash
 * (src/programme/RECORD.md).  It holds no NIK, KK number, name or address unless asked to.  Immutable. */
typedef struct graduasi_record graduasi_record;

/* Set struct_size to sizeof(graduasi_record_options) and zero the rest.  Grows as the options above. */
typedef struct graduasi_record_options {
  size_t struct_size;
  const char* const* recorded_when_true; /* as in graduasi_decide_options */
  size_t recorded_when_true_count;
  const void* seal_key;       /* a secret of the office, at least 32 bytes: shows later, to who has it, whose record it is */
  size_t seal_key_size;       /* 0: no seal */
  size_t identities_in_clear; /* 1: NIK, KK number, name and address stand in the record; 0: stand-ins take their place */
} graduasi_record_options;

/* Decides one household, given as JSON, and records it after previous (NULL: the first of a chain).  A record of the register
 * that cannot be read is recorded as such: INVALID.  options may be NULL.  Errors: BAD_CALL as graduasi_decide_json; a key that is
 * too short; a policy whose answer changes with stand-ins, since it asks who somebody is; UNSUPPORTED.  Since 0.1. */
GRADUASI_API graduasi_status graduasi_record_make_json(const graduasi_policy* policy, const char* json, size_t size,
                                                       int32_t as_of_days, const graduasi_record_options* options,
                                                       const graduasi_record* previous, graduasi_record** out,
                                                       graduasi_error** error) GRADUASI_NOEXCEPT;

/* Reads a line, without its line feed.  Errors: BAD_CALL; BAD_DATA if any bit of it is not as it was written; UNSUPPORTED if
 * a newer library wrote it.  Since 0.1. */
GRADUASI_API graduasi_status graduasi_record_parse(const char* line, size_t size, graduasi_record** out,
                                                   graduasi_error** error) GRADUASI_NOEXCEPT;

/* The line, without line feed; the number in the chain, from 1; hashes as 64 hexadecimal digits.  Since 0.1. */
GRADUASI_API const char* graduasi_record_line(const graduasi_record* record) GRADUASI_NOEXCEPT;
GRADUASI_API int64_t graduasi_record_number(const graduasi_record* record) GRADUASI_NOEXCEPT;
GRADUASI_API const char* graduasi_record_hash(const graduasi_record* record) GRADUASI_NOEXCEPT;
GRADUASI_API const char* graduasi_record_previous_hash(const graduasi_record* record) GRADUASI_NOEXCEPT;
GRADUASI_API const char* graduasi_record_policy_hash(const graduasi_record* record) GRADUASI_NOEXCEPT;

/* What was decided: of whom ("" if not known), as of which day, the outcome.  Since 0.1. */
GRADUASI_API const char* graduasi_record_household_id(const graduasi_record* record) GRADUASI_NOEXCEPT;
GRADUASI_API int32_t graduasi_record_as_of_days(const graduasi_record* record) GRADUASI_NOEXCEPT;
GRADUASI_API int32_t graduasi_record_outcome(const graduasi_record* record) GRADUASI_NOEXCEPT;

/* 0 if the register's record could not be read, so that there is nothing to decide again.  Since 0.1. */
GRADUASI_API int32_t graduasi_record_is_replayable(const graduasi_record* record) GRADUASI_NOEXCEPT;

GRADUASI_API void graduasi_record_free(graduasi_record* record) GRADUASI_NOEXCEPT;

/* Where a record does not say what it should.  Immutable. */
typedef struct graduasi_verification graduasi_verification;

/* Decides again what the record holds, with the policy it names, and holds its place in the chain against previous (NULL: this
 * is the first).  A record that is wrong is no error.  Errors: BAD_CALL.  Since 0.1. */
GRADUASI_API graduasi_status graduasi_record_verify(const graduasi_record* record, const graduasi_record* previous,
                                                    const graduasi_policy* policy, graduasi_verification** out,
                                                    graduasi_error** error) GRADUASI_NOEXCEPT;

/* Holds the record against the household as the register has it now: its facts, and with a key (seal_key_size not 0) the
 * seal.  Errors: BAD_CALL; BAD_DATA if the household cannot be read.  Since 0.1. */
GRADUASI_API graduasi_status graduasi_record_compare_json(const graduasi_record* record, const char* json, size_t size,
                                                          const void* seal_key, size_t seal_key_size,
                                                          graduasi_verification** out,
                                                          graduasi_error** error) GRADUASI_NOEXCEPT;

/* 1 if nothing differs, else 0.  Since 0.1. */
GRADUASI_API int32_t graduasi_verification_holds(const graduasi_verification* verification) GRADUASI_NOEXCEPT;

/* Each difference: the field ("criteria[G07].result"), what the record has there and what should be there; "" for nothing.
 * Since 0.1. */
GRADUASI_API size_t graduasi_verification_difference_count(const graduasi_verification* verification) GRADUASI_NOEXCEPT;
GRADUASI_API const char* graduasi_verification_field(const graduasi_verification* verification,
                                                     size_t index) GRADUASI_NOEXCEPT;
GRADUASI_API const char* graduasi_verification_recorded(const graduasi_verification* verification,
                                                        size_t index) GRADUASI_NOEXCEPT;
GRADUASI_API const char* graduasi_verification_recomputed(const graduasi_verification* verification,
                                                          size_t index) GRADUASI_NOEXCEPT;

GRADUASI_API void graduasi_verification_free(graduasi_verification* verification) GRADUASI_NOEXCEPT;

/* ---- Life cycle: from recipient to an officer's decision, and the months after it ---------------------------------- */

/* The events of one family, and where they have brought it.  A history only grows: what was recorded wrongly is put right by a
 * further event.  The one way to GRADUATED is the event GRADUATE by an officer.  src/programme/LIFE_CYCLE.md lists
 * events, roles and conditions.  Immutable. */
typedef struct graduasi_history graduasi_history;

/* Reads {"household_id": "...", "rules": {...}, "events": [...]}; all but the first may be left out.  The events are replayed.
 * Errors: BAD_CALL; BAD_DATA with every finding, or with the first event that the rules refuse.  Since 0.1. */
GRADUASI_API graduasi_status graduasi_history_parse_json(const char* json, size_t size, graduasi_history** out,
                                                         graduasi_error** error) GRADUASI_NOEXCEPT;

/* The history of a family of which nothing has happened yet.  rules_json: the rules of the programme, as in the history; of size
 * 0 the default.  Errors: BAD_CALL; BAD_DATA with every finding in the rules.  Since 0.1. */
GRADUASI_API graduasi_status graduasi_history_new(const char* household_id, size_t household_id_size, const char* rules_json,
                                                  size_t rules_size, graduasi_history** out,
                                                  graduasi_error** error) GRADUASI_NOEXCEPT;

/* Why an event is refused.  Immutable. */
typedef struct graduasi_refusal graduasi_refusal;

/* The history with one more event, {"event": "NOMINATE", "on": "2026-06-15", "actor": "...", "role": "MENTOR", ...}.  If the
 * rules refuse it, which is no error, *out is NULL and *refusal says why; refusal may be NULL.  Errors: BAD_CALL; BAD_DATA if
 * the event cannot be read.  Since 0.1. */
GRADUASI_API graduasi_status graduasi_history_append_json(const graduasi_history* history, const char* json, size_t size,
                                                          graduasi_history** out, graduasi_refusal** refusal,
                                                          graduasi_error** error) GRADUASI_NOEXCEPT;

/* An event and whose it is: a line of a day's events.  Immutable. */
typedef struct graduasi_event graduasi_event;

/* Reads {"household": "35.79.01-0007", "event": {"event": "NOMINATE", ...}}.  Whether the event may happen is for
 * graduasi_history_append to say.  Errors: BAD_CALL; BAD_DATA with every finding.  Since 0.1. */
GRADUASI_API graduasi_status graduasi_event_parse_json(const char* json, size_t size, graduasi_event** out,
                                                       graduasi_error** error) GRADUASI_NOEXCEPT;
GRADUASI_API const char* graduasi_event_household_id(const graduasi_event* event) GRADUASI_NOEXCEPT;

/* Of an event that rests on a decision and brings none: the last day as of which that decision may be.  GRADUASI_DAY_NONE of
 * every other event, and of one without a date.  Since 0.1. */
GRADUASI_API int32_t graduasi_event_wants_decision_until_days(const graduasi_event* event) GRADUASI_NOEXCEPT;

/* The hash of the record that the event names as its decision's; "" if it names none.  Whether it says what that record says is
 * for graduasi_history_verify to find.  Since 0.1. */
GRADUASI_API const char* graduasi_event_record_hash(const graduasi_event* event) GRADUASI_NOEXCEPT;

GRADUASI_API void graduasi_event_free(graduasi_event* event) GRADUASI_NOEXCEPT;

/* As graduasi_history_append_json.  An event that rests on a decision and brings none takes it from record, with the record's
 * hash; the record is decided again for that, by the policy that it names.  Where the event wants none, or record is NULL, it
 * is taken as it is.  Errors: BAD_CALL, also if the event is of another household; BAD_DATA if the record says something else
 * when it is decided again, with the fields that differ.  Since 0.1. */
GRADUASI_API graduasi_status graduasi_history_append(const graduasi_history* history, const graduasi_event* event,
                                                     const graduasi_record* record, const graduasi_policy* policy,
                                                     graduasi_history** out, graduasi_refusal** refusal,
                                                     graduasi_error** error) GRADUASI_NOEXCEPT;

/* 1 if this very event was recorded before, on whatever decision if it brings none; else 0.  Since 0.1. */
GRADUASI_API int32_t graduasi_history_holds(const graduasi_history* history, const graduasi_event* event) GRADUASI_NOEXCEPT;

/* Of every decision on which an event rests, in the order of the events, corrected ones too: the hash of its record, "" if it
 * names none.  Since 0.1. */
GRADUASI_API size_t graduasi_history_record_count(const graduasi_history* history) GRADUASI_NOEXCEPT;
GRADUASI_API const char* graduasi_history_record_hash(const graduasi_history* history, size_t index) GRADUASI_NOEXCEPT;

/* Decides again what the record holds and says where events that rest on it say something else: "events[8].decision.outcome",
 * the event against the record.  Errors: BAD_CALL; BAD_DATA as graduasi_history_append.  Since 0.1. */
GRADUASI_API graduasi_status graduasi_history_verify(const graduasi_history* history, const graduasi_record* record,
                                                     const graduasi_policy* policy, graduasi_verification** out,
                                                     graduasi_error** error) GRADUASI_NOEXCEPT;

/* The whole history as graduasi_history_parse_json reads it, on one line; and where the family stands: state, kind of exit,
 * open objections, facts waited for, open findings, who has the data.  Since 0.1. */
GRADUASI_API const char* graduasi_history_json(const graduasi_history* history) GRADUASI_NOEXCEPT;
GRADUASI_API const char* graduasi_history_standing_json(const graduasi_history* history) GRADUASI_NOEXCEPT;
GRADUASI_API const char* graduasi_history_household_id(const graduasi_history* history) GRADUASI_NOEXCEPT;
GRADUASI_API size_t graduasi_history_event_count(const graduasi_history* history) GRADUASI_NOEXCEPT;

/* What is open: findings that were not yet seen to be put right, objections that are not decided, facts for which the candidacy
 * is deferred.  Since 0.1. */
GRADUASI_API size_t graduasi_history_open_finding_count(const graduasi_history* history) GRADUASI_NOEXCEPT;
GRADUASI_API size_t graduasi_history_open_objection_count(const graduasi_history* history) GRADUASI_NOEXCEPT;
GRADUASI_API size_t graduasi_history_awaited_fact_count(const graduasi_history* history) GRADUASI_NOEXCEPT;

/* The family as a page of plain text: where it stands, all that has happened, what can happen next, by whom and what that
 * needs, and what cannot happen yet and why.  Made when first asked for, as graduasi_decision_text is.  Since 0.1. */
GRADUASI_API const char* graduasi_history_text(const graduasi_history* history, int32_t language) GRADUASI_NOEXCEPT;

/* States. */
#define GRADUASI_STATE_RECIPIENT 0    /* receives assistance; every history begins here */
#define GRADUASI_STATE_IDENTIFIED 1   /* seen as one that may become independent */
#define GRADUASI_STATE_IN_MENTORING 2 /* is mentored */
#define GRADUASI_STATE_NOMINATED 3    /* candidate (calon graduasi) */
#define GRADUASI_STATE_ASSESSED 4     /* assessed and found ready */
#define GRADUASI_STATE_VERIFIED 5     /* deliberated in the village and verified by the office */
#define GRADUASI_STATE_GRADUATED 6    /* an officer has decided */
#define GRADUASI_STATE_MONITORED 7    /* assistance has ended, the family is looked after */
#define GRADUASI_STATE_CLOSED 8       /* monitoring is over */
#define GRADUASI_STATE_RETURNED 9     /* back in assistance */

GRADUASI_API int32_t graduasi_history_state(const graduasi_history* history) GRADUASI_NOEXCEPT;

/* "IN_MENTORING"; "dalam pendampingan", "in mentoring".  NULL of no state.  Since 0.1. */
GRADUASI_API const char* graduasi_state_name(int32_t state) GRADUASI_NOEXCEPT;
GRADUASI_API const char* graduasi_state_title(int32_t state, int32_t language) GRADUASI_NOEXCEPT;

/* 1 if the family has graduated and no objection is open, else 0: help continues.  Since 0.1. */
GRADUASI_API int32_t graduasi_history_help_has_ended(const graduasi_history* history) GRADUASI_NOEXCEPT;

GRADUASI_API void graduasi_history_free(graduasi_history* history) GRADUASI_NOEXCEPT;

/* Why refused. */
#define GRADUASI_REFUSED_FORM 0      /* it lacks what every event has */
#define GRADUASI_REFUSED_STATE 1     /* it cannot happen in this state */
#define GRADUASI_REFUSED_ROLE 2      /* somebody else must do it */
#define GRADUASI_REFUSED_ORDER 3     /* it lies before what has happened already */
#define GRADUASI_REFUSED_CONDITION 4 /* something that it needs is not there */
#define GRADUASI_REFUSED_REMAINDER 5 /* a correction after which a later event could not stand */

GRADUASI_API int32_t graduasi_refusal_cause(const graduasi_refusal* refusal) GRADUASI_NOEXCEPT;

/* What is refused, why, and what would be right: a sentence each.  Since 0.1. */
GRADUASI_API const char* graduasi_refusal_what(const graduasi_refusal* refusal, int32_t language) GRADUASI_NOEXCEPT;
GRADUASI_API const char* graduasi_refusal_why(const graduasi_refusal* refusal, int32_t language) GRADUASI_NOEXCEPT;
GRADUASI_API const char* graduasi_refusal_right(const graduasi_refusal* refusal, int32_t language) GRADUASI_NOEXCEPT;

GRADUASI_API void graduasi_refusal_free(graduasi_refusal* refusal) GRADUASI_NOEXCEPT;

/* ---- Programme: the page of an office ------------------------------------------------------------------------------ */

/* Published figures, targets and what has come of them, from a document (policies/pkh-graduasi/figures.json is one).
 * Immutable. */
typedef struct graduasi_figures graduasi_figures;

/* Reads {"statistics": [...], "computations": [...], "targets": [...], "results": [...]}; any may be left out.  Errors:
 * BAD_CALL; BAD_DATA with every finding.  Since 0.1. */
GRADUASI_API graduasi_status graduasi_figures_parse_json(const char* json, size_t size, graduasi_figures** out,
                                                         graduasi_error** error) GRADUASI_NOEXCEPT;

/* The targets, in the order of the document.  region_code: "" of the nation; region_system: "KEMENDAGRI", "BPS" or "".  period:
 * "2026", or a month of it, "2026-06".  least and most are the same where the target is one number.  What has come of one is
 * in the report of a programme whose options name it.  Since 0.1. */
GRADUASI_API size_t graduasi_figures_target_count(const graduasi_figures* figures) GRADUASI_NOEXCEPT;
GRADUASI_API const char* graduasi_figures_target_id(const graduasi_figures* figures, size_t index) GRADUASI_NOEXCEPT;
GRADUASI_API const char* graduasi_figures_target_title(const graduasi_figures* figures, size_t index,
                                                       int32_t language) GRADUASI_NOEXCEPT;
GRADUASI_API const char* graduasi_figures_target_region_system(const graduasi_figures* figures,
                                                               size_t index) GRADUASI_NOEXCEPT;
GRADUASI_API const char* graduasi_figures_target_region_code(const graduasi_figures* figures, size_t index) GRADUASI_NOEXCEPT;
GRADUASI_API const char* graduasi_figures_target_period(const graduasi_figures* figures, size_t index) GRADUASI_NOEXCEPT;
GRADUASI_API const char* graduasi_figures_target_unit(const graduasi_figures* figures, size_t index) GRADUASI_NOEXCEPT;
GRADUASI_API int64_t graduasi_figures_target_least(const graduasi_figures* figures, size_t index) GRADUASI_NOEXCEPT;
GRADUASI_API int64_t graduasi_figures_target_most(const graduasi_figures* figures, size_t index) GRADUASI_NOEXCEPT;

GRADUASI_API void graduasi_figures_free(graduasi_figures* figures) GRADUASI_NOEXCEPT;

/* Is fed with a cohort (the families that are mentored) and the histories of its families, in any order, and makes a report.
 * Memory grows with the ids of the cohort.  Confined to one thread at a time. */
typedef struct graduasi_programme graduasi_programme;

/* The page: a target and what has come of it, the figures it rests on, where the families of the cohort stand and what keeps
 * them back, when they become eligible, how probable the target is under a stated assumption, and in which order the eligible
 * stand before it.  Everything in it counts; nothing about any family is decided by it.  Immutable. */
typedef struct graduasi_programme_report graduasi_programme_report;

#define GRADUASI_RATE_NONE (-1) /* of an outcome: no rate is assumed */

/* Set struct_size to sizeof(graduasi_programme_options) and zero the rest: 0 means the default.  Grows as the options above.
 * Texts are NUL-terminated, and copied; figures may be freed after the call. */
typedef struct graduasi_programme_options {
  size_t struct_size;
  const char* const* recorded_when_true; /* as in graduasi_decide_options */
  size_t recorded_when_true_count;
  const graduasi_figures* figures; /* NULL: none */
  const char* rules;         /* of the life cycle, as in a history: {"completed_by_procedure": ["G14"]}; NULL: the defaults */
  const char* target;        /* id of a target of the figures; NULL: target_least and target_most, or without those the one
                                target that the figures have of the region and the year of the day, if they have one */
  const char* region;        /* whose page it is: "35.79" of Kemendagri, "3579" of BPS; NULL: the target's, else the nation */
  const char* target_period; /* of target_least and target_most: "2026" or "2026-06"; NULL: the year of the last day before
                                until_days, without that the year of the day */
  const int32_t* rates_per_mille; /* the assumption, by GRADUASI_OUTCOME_*: of 1000 families of which the policy now says
                                     this, so many will complete; or GRADUASI_RATE_NONE */
  size_t rates_per_mille_count;   /* at most 5; 0: no forecast, only the rates that the target would take */
  size_t threads;          /* that work inside one call; default 1, at most 1024.  The report is the same, byte for byte. */
  size_t rank;             /* 1: also the order of those that are ELIGIBLE, by the ranking that the policy declares */
  int64_t target_least;    /* how many families are to graduate; a single number is both */
  int64_t target_most;     /* 0: no such target */
  int32_t until_days;      /* first day that is not looked at; default the day after the target's period; without a target,
                              or once its period is over, one year after the day */
  int32_t kept_unreadable; /* records whose findings the report lists at most; default 100 */
} graduasi_programme_options;

/* Starts a report as of a day.  policy may be NULL: a page of the figures alone, to which nothing can be added.  options may be
 * NULL.  The programme keeps what it needs of the policy.  Errors: BAD_CALL: the day is outside the policy's period, the
 * policy declares no ranking and one is wanted, an option is out of range, contradicts another or names nothing; BAD_DATA with
 * every finding: the rules cannot be read; UNSUPPORTED: an option that this library does not know.  Since 0.1. */
GRADUASI_API graduasi_status graduasi_programme_new(const graduasi_policy* policy, int32_t as_of_days,
                                                    const graduasi_programme_options* options, graduasi_programme** out,
                                                    graduasi_error** error) GRADUASI_NOEXCEPT;

/* Adds households, one a line as graduasi_decide_json reads them; whole lines, the last of which need not end in a line feed,
 * so that a single record is fine too.  A line that is no record, an empty one too, is a family that is INVALID.  Lines are
 * counted over all calls.  Errors: BAD_CALL; BAD_DATA: a household without id, or with that of another.  After any error the
 * programme can only be freed.  Since 0.1. */
GRADUASI_API graduasi_status graduasi_programme_add_json_lines(graduasi_programme* programme, const char* lines, size_t size,
                                                               graduasi_error** error) GRADUASI_NOEXCEPT;

/* Adds a stream of Arrow columns, as graduasi_decide_stream takes it, to its end.  in is taken in all cases and released.
 * Errors: as above; BAD_DATA with a finding for each column of a wrong type, where an array breaks the rules of Arrow, or if
 * the input fails.  After any error the programme can only be freed.  Since 0.1. */
GRADUASI_API graduasi_status graduasi_programme_add_stream(graduasi_programme* programme, struct ArrowArrayStream* in,
                                                           graduasi_error** error) GRADUASI_NOEXCEPT;

/* Adds the history of one family, as graduasi_history_parse_json reads it, before or after its household.  Errors: BAD_CALL;
 * BAD_DATA with every finding: the programme is then as it was.  Since 0.1. */
GRADUASI_API graduasi_status graduasi_programme_add_history_json(graduasi_programme* programme, const char* json, size_t size,
                                                                 graduasi_error** error) GRADUASI_NOEXCEPT;

/* Makes the report.  Nothing can be added afterwards.  Errors: BAD_CALL; BAD_DATA: a history of nobody in the cohort, or the
 * second of one family.  Since 0.1. */
GRADUASI_API graduasi_status graduasi_programme_finish(graduasi_programme* programme, graduasi_programme_report** out,
                                                       graduasi_error** error) GRADUASI_NOEXCEPT;

GRADUASI_API void graduasi_programme_free(graduasi_programme* programme) GRADUASI_NOEXCEPT;

/* As of which day, whose page, with which policy; "" where there is none.  Since 0.1. */
GRADUASI_API int32_t graduasi_programme_report_as_of_days(const graduasi_programme_report* report) GRADUASI_NOEXCEPT;
GRADUASI_API const char* graduasi_programme_report_region_system(const graduasi_programme_report* report) GRADUASI_NOEXCEPT;
GRADUASI_API const char* graduasi_programme_report_region_code(const graduasi_programme_report* report) GRADUASI_NOEXCEPT;
GRADUASI_API const char* graduasi_programme_report_policy_id(const graduasi_programme_report* report) GRADUASI_NOEXCEPT;
GRADUASI_API const char* graduasi_programme_report_policy_hash(const graduasi_programme_report* report) GRADUASI_NOEXCEPT;

/* The target: 1 if there is one; without one the texts are NULL and the numbers 0.  Since 0.1. */
GRADUASI_API int32_t graduasi_programme_report_has_target(const graduasi_programme_report* report) GRADUASI_NOEXCEPT;
GRADUASI_API const char* graduasi_programme_report_target_id(const graduasi_programme_report* report) GRADUASI_NOEXCEPT;
GRADUASI_API const char* graduasi_programme_report_target_period(const graduasi_programme_report* report) GRADUASI_NOEXCEPT;
GRADUASI_API int64_t graduasi_programme_report_target_least(const graduasi_programme_report* report) GRADUASI_NOEXCEPT;
GRADUASI_API int64_t graduasi_programme_report_target_most(const graduasi_programme_report* report) GRADUASI_NOEXCEPT;

/* What has come of the target by its latest published result not after the day: 1 if there is one; families; the day, month or
 * year of which it speaks ("2025-08-18"); how many are still to go to the least and to the most; 1 if the least is reached.
 * Without a result NULL and 0.  Since 0.1. */
GRADUASI_API int32_t graduasi_programme_report_has_result(const graduasi_programme_report* report) GRADUASI_NOEXCEPT;
GRADUASI_API int64_t graduasi_programme_report_result(const graduasi_programme_report* report) GRADUASI_NOEXCEPT;
GRADUASI_API const char* graduasi_programme_report_result_as_of(const graduasi_programme_report* report) GRADUASI_NOEXCEPT;
GRADUASI_API int64_t graduasi_programme_report_remaining_to_least(const graduasi_programme_report* report) GRADUASI_NOEXCEPT;
GRADUASI_API int64_t graduasi_programme_report_remaining_to_most(const graduasi_programme_report* report) GRADUASI_NOEXCEPT;
GRADUASI_API int32_t graduasi_programme_report_target_is_met(const graduasi_programme_report* report) GRADUASI_NOEXCEPT;

/* The cohort, from here on: 1 if there is one; without a policy there is none, and all that follows is 0.  families: all of it;
 * of them unreadable are the records that are none, and INVALID.  By what the policy says as of the day, a GRADUASI_OUTCOME_*;
 * by where they stand, a GRADUASI_STATE_*, those without a history apart.  candidates: ELIGIBLE, or nothing open but what
 * the procedure completes.  Since 0.1. */
GRADUASI_API int32_t graduasi_programme_report_has_cohort(const graduasi_programme_report* report) GRADUASI_NOEXCEPT;
GRADUASI_API int64_t graduasi_programme_report_families(const graduasi_programme_report* report) GRADUASI_NOEXCEPT;
GRADUASI_API int64_t graduasi_programme_report_unreadable(const graduasi_programme_report* report) GRADUASI_NOEXCEPT;
GRADUASI_API int64_t graduasi_programme_report_outcome_families(const graduasi_programme_report* report,
                                                                int32_t outcome) GRADUASI_NOEXCEPT;
GRADUASI_API int64_t graduasi_programme_report_state_families(const graduasi_programme_report* report,
                                                              int32_t state) GRADUASI_NOEXCEPT;
GRADUASI_API int64_t graduasi_programme_report_without_history(const graduasi_programme_report* report) GRADUASI_NOEXCEPT;
GRADUASI_API int64_t graduasi_programme_report_candidates(const graduasi_programme_report* report) GRADUASI_NOEXCEPT;

/* With histories: families whose objection is open, whose candidacy waits for data, who have open findings of an inspection.
 * Since 0.1. */
GRADUASI_API int64_t graduasi_programme_report_objecting(const graduasi_programme_report* report) GRADUASI_NOEXCEPT;
GRADUASI_API int64_t graduasi_programme_report_deferred(const graduasi_programme_report* report) GRADUASI_NOEXCEPT;
GRADUASI_API int64_t graduasi_programme_report_with_open_findings(const graduasi_programme_report* report) GRADUASI_NOEXCEPT;

/* The cohort against the target: families of it that have graduated; that are in the pipeline, neither graduated nor back; how
 * many must yet graduate for the least and for the most; 1 if the pipeline still holds enough for the least, 0 if not and
 * without a target.  Since 0.1. */
GRADUASI_API int64_t graduasi_programme_report_graduated(const graduasi_programme_report* report) GRADUASI_NOEXCEPT;
GRADUASI_API int64_t graduasi_programme_report_in_pipeline(const graduasi_programme_report* report) GRADUASI_NOEXCEPT;
GRADUASI_API int64_t graduasi_programme_report_still_least(const graduasi_programme_report* report) GRADUASI_NOEXCEPT;
GRADUASI_API int64_t graduasi_programme_report_still_most(const graduasi_programme_report* report) GRADUASI_NOEXCEPT;
GRADUASI_API int32_t graduasi_programme_report_target_is_possible(const graduasi_programme_report* report) GRADUASI_NOEXCEPT;

/* The records that could not be read and are listed: the line, or of a stream the row from 0, and what is wrong with it, as
 * graduasi_error_*.  Since 0.1. */
GRADUASI_API size_t graduasi_programme_report_unreadable_count(const graduasi_programme_report* report) GRADUASI_NOEXCEPT;
GRADUASI_API int64_t graduasi_programme_report_unreadable_row(const graduasi_programme_report* report,
                                                              size_t index) GRADUASI_NOEXCEPT;
GRADUASI_API size_t graduasi_programme_report_unreadable_finding_count(const graduasi_programme_report* report,
                                                                       size_t unreadable) GRADUASI_NOEXCEPT;
GRADUASI_API const char* graduasi_programme_report_unreadable_message(const graduasi_programme_report* report,
                                                                      size_t unreadable, size_t index) GRADUASI_NOEXCEPT;
GRADUASI_API const char* graduasi_programme_report_unreadable_path(const graduasi_programme_report* report, size_t unreadable,
                                                                   size_t index) GRADUASI_NOEXCEPT;
GRADUASI_API int32_t graduasi_programme_report_unreadable_line(const graduasi_programme_report* report, size_t unreadable,
                                                               size_t index) GRADUASI_NOEXCEPT;
GRADUASI_API int32_t graduasi_programme_report_unreadable_column(const graduasi_programme_report* report, size_t unreadable,
                                                                 size_t index) GRADUASI_NOEXCEPT;

/* What keeps families back. */
#define GRADUASI_OBSTRUCTION_UNKNOWN 0      /* a criterion or safeguard of which it is not known */
#define GRADUASI_OBSTRUCTION_FAILING 1      /* a criterion that is not met, on the nearest route */
#define GRADUASI_OBSTRUCTION_MISSING_FACT 2 /* a fact that is not known: "household.incomes" */
#define GRADUASI_OBSTRUCTION_PROTECTING 3   /* a safeguard that holds */

/* How many families each keeps back, and how many nothing else does; of a kind together, most families first.  The title of a
 * fact is "".  Since 0.1. */
GRADUASI_API size_t graduasi_programme_report_obstruction_count(const graduasi_programme_report* report) GRADUASI_NOEXCEPT;
GRADUASI_API int32_t graduasi_programme_report_obstruction_kind(const graduasi_programme_report* report,
                                                                size_t index) GRADUASI_NOEXCEPT;
GRADUASI_API const char* graduasi_programme_report_obstruction_id(const graduasi_programme_report* report,
                                                                  size_t index) GRADUASI_NOEXCEPT;
GRADUASI_API const char* graduasi_programme_report_obstruction_title(const graduasi_programme_report* report, size_t index,
                                                                     int32_t language) GRADUASI_NOEXCEPT;
GRADUASI_API int64_t graduasi_programme_report_obstruction_families(const graduasi_programme_report* report,
                                                                    size_t index) GRADUASI_NOEXCEPT;
GRADUASI_API int64_t graduasi_programme_report_obstruction_alone(const graduasi_programme_report* report,
                                                                 size_t index) GRADUASI_NOEXCEPT;

/* If nothing else happens, by calendar month, the first beginning on the day after that of the report: its first day; how many
 * families are ELIGIBLE in it for the first time; how many have been on some day so far; how many are at its end.
 * Since 0.1. */
GRADUASI_API size_t graduasi_programme_report_month_count(const graduasi_programme_report* report) GRADUASI_NOEXCEPT;
GRADUASI_API int32_t graduasi_programme_report_month_first_days(const graduasi_programme_report* report,
                                                                size_t index) GRADUASI_NOEXCEPT;
GRADUASI_API int64_t graduasi_programme_report_month_become_eligible(const graduasi_programme_report* report,
                                                                     size_t index) GRADUASI_NOEXCEPT;
GRADUASI_API int64_t graduasi_programme_report_month_reached(const graduasi_programme_report* report,
                                                             size_t index) GRADUASI_NOEXCEPT;
GRADUASI_API int64_t graduasi_programme_report_month_eligible_at_end(const graduasi_programme_report* report,
                                                                     size_t index) GRADUASI_NOEXCEPT;
/* The same of candidates: families that are ELIGIBLE, or would be once the procedure is through (the rules).  Since 0.1. */
GRADUASI_API int64_t graduasi_programme_report_month_become_candidates(const graduasi_programme_report* report,
                                                                       size_t index) GRADUASI_NOEXCEPT;
GRADUASI_API int64_t graduasi_programme_report_month_candidates_reached(const graduasi_programme_report* report,
                                                                        size_t index) GRADUASI_NOEXCEPT;
GRADUASI_API int64_t graduasi_programme_report_month_candidates_at_end(const graduasi_programme_report* report,
                                                                       size_t index) GRADUASI_NOEXCEPT;

/* Under the assumption of the rates: 1 if there is a forecast (there is none without a target whose period lasts, or if
 * families in the pipeline have no rate); the expected number of completions in thousandths of a family; the probabilities,
 * 0 to 1, that fewer complete than are still needed for the least, that so many or more do, that so many and not more than are
 * still needed for the most do, that more do; and that exactly `count` do.  No prediction.  Since 0.1. */
GRADUASI_API int32_t graduasi_programme_report_has_forecast(const graduasi_programme_report* report) GRADUASI_NOEXCEPT;
GRADUASI_API int64_t graduasi_programme_report_expected_per_mille(const graduasi_programme_report* report) GRADUASI_NOEXCEPT;
GRADUASI_API double graduasi_programme_report_probability_below(const graduasi_programme_report* report) GRADUASI_NOEXCEPT;
GRADUASI_API double graduasi_programme_report_probability_at_least(const graduasi_programme_report* report) GRADUASI_NOEXCEPT;
GRADUASI_API double graduasi_programme_report_probability_within(const graduasi_programme_report* report) GRADUASI_NOEXCEPT;
GRADUASI_API double graduasi_programme_report_probability_above(const graduasi_programme_report* report) GRADUASI_NOEXCEPT;
GRADUASI_API double graduasi_programme_report_probability_exactly(const graduasi_programme_report* report,
                                                                  int64_t count) GRADUASI_NOEXCEPT;

/* The rate, the same for all in the pipeline, with which the least is reached with a probability; GRADUASI_RATE_NONE: with
 * none, and past the last.  Since 0.1. */
GRADUASI_API size_t graduasi_programme_report_rate_needed_count(const graduasi_programme_report* report) GRADUASI_NOEXCEPT;
GRADUASI_API int32_t graduasi_programme_report_rate_needed_probability_per_mille(const graduasi_programme_report* report,
                                                                                 size_t index) GRADUASI_NOEXCEPT;
GRADUASI_API int32_t graduasi_programme_report_rate_needed_per_mille(const graduasi_programme_report* report,
                                                                     size_t index) GRADUASI_NOEXCEPT;

/* The order of those that are ELIGIBLE, if it was asked for: household, place from 1, how many share it; those that share a
 * place are listed by id, which puts nobody before another.  unranked: those that cannot be given a place, because a key has
 * an error for a value.  Keys and values are in the JSON.  Since 0.1. */
GRADUASI_API size_t graduasi_programme_report_ranked_count(const graduasi_programme_report* report) GRADUASI_NOEXCEPT;
GRADUASI_API const char* graduasi_programme_report_ranked_household_id(const graduasi_programme_report* report,
                                                                       size_t index) GRADUASI_NOEXCEPT;
GRADUASI_API int64_t graduasi_programme_report_ranked_place(const graduasi_programme_report* report,
                                                            size_t index) GRADUASI_NOEXCEPT;
GRADUASI_API int64_t graduasi_programme_report_ranked_sharing(const graduasi_programme_report* report,
                                                              size_t index) GRADUASI_NOEXCEPT;
GRADUASI_API size_t graduasi_programme_report_unranked_count(const graduasi_programme_report* report) GRADUASI_NOEXCEPT;
GRADUASI_API const char* graduasi_programme_report_unranked_household_id(const graduasi_programme_report* report,
                                                                         size_t index) GRADUASI_NOEXCEPT;

/* Where what is still needed of the target ends in that order: of the least at index 0, of the most at index 1; none without a
 * target.  inside + left + unfilled == places: families that have a place whatever is decided about a tie; places left for the
 * tied, who are more; places without a family.  Since 0.1. */
GRADUASI_API size_t graduasi_programme_report_cut_count(const graduasi_programme_report* report) GRADUASI_NOEXCEPT;
GRADUASI_API int64_t graduasi_programme_report_cut_places(const graduasi_programme_report* report,
                                                          size_t index) GRADUASI_NOEXCEPT;
GRADUASI_API int64_t graduasi_programme_report_cut_inside(const graduasi_programme_report* report,
                                                          size_t index) GRADUASI_NOEXCEPT;
GRADUASI_API int64_t graduasi_programme_report_cut_tied(const graduasi_programme_report* report,
                                                        size_t index) GRADUASI_NOEXCEPT;
GRADUASI_API int64_t graduasi_programme_report_cut_left(const graduasi_programme_report* report,
                                                        size_t index) GRADUASI_NOEXCEPT;
GRADUASI_API int64_t graduasi_programme_report_cut_unfilled(const graduasi_programme_report* report,
                                                            size_t index) GRADUASI_NOEXCEPT;

/* The page as plain text; as one self-contained page of HTML, which loads nothing and prints on A4; everything as one line of
 * JSON, without newline.  Made when first asked for, as graduasi_decision_text is.  Since 0.1. */
GRADUASI_API const char* graduasi_programme_report_text(const graduasi_programme_report* report,
                                                        int32_t language) GRADUASI_NOEXCEPT;
GRADUASI_API const char* graduasi_programme_report_html(const graduasi_programme_report* report,
                                                        int32_t language) GRADUASI_NOEXCEPT;
GRADUASI_API const char* graduasi_programme_report_json(const graduasi_programme_report* report) GRADUASI_NOEXCEPT;

GRADUASI_API void graduasi_programme_report_free(graduasi_programme_report* report) GRADUASI_NOEXCEPT;

#ifdef __cplusplus
}
#endif
#endif /* GRADUASI_H_ */
