/* graduasi_decide(policy text, household jsonb, as_of date) returns jsonb: decisions where the register already is.
 *
 * The policy is compiled when a statement first meets it and kept for the rest of that statement, so a query over a million
 * families compiles it once. What the caller must put right becomes an ordinary error of the statement; a household that
 * contradicts itself is a decision, INVALID, like any other. */
#include "postgres.h"

#include "fmgr.h"
#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/jsonb.h"
#include "utils/memutils.h"

#include "graduasi.h"

PG_MODULE_MAGIC;

PG_FUNCTION_INFO_V1(graduasi_decide);

/* The policy that the statement uses; freed with the statement's memory. */
typedef struct Compiled {
  MemoryContextCallback on_reset;
  graduasi_policy* policy;
  char* text;
  Size size;
} Compiled;

static void free_policy(void* compiled) {
  graduasi_policy_free(((Compiled*)compiled)->policy);
  ((Compiled*)compiled)->policy = NULL;
}

/* Raises the error as one of the statement, every finding on a line. */
static void raise(graduasi_status status, graduasi_error* error) {
  StringInfoData lines;
  size_t i;
  initStringInfo(&lines);
  for (i = 0; i < graduasi_error_count(error); ++i) {
    const int32_t line = graduasi_error_line(error, i);
    if (i > 0) appendStringInfoChar(&lines, '\n');
    if (line > 0) appendStringInfo(&lines, "%d:%d: ", (int)line, (int)graduasi_error_column(error, i));
    if (graduasi_error_path(error, i)[0] != '\0') appendStringInfo(&lines, "%s: ", graduasi_error_path(error, i));
    appendStringInfoString(&lines, graduasi_error_message(error, i));
  }
  graduasi_error_free(error);
  ereport(ERROR, (errcode(status == GRADUASI_NO_MEMORY ? ERRCODE_OUT_OF_MEMORY : ERRCODE_INVALID_PARAMETER_VALUE),
                  errmsg("graduasi: %s", lines.data)));
}

static const graduasi_policy* compiled_policy(FunctionCallInfo call, text* source) {
  Compiled* compiled = call->flinfo->fn_extra;
  const char* bytes = VARDATA_ANY(source);
  const Size size = VARSIZE_ANY_EXHDR(source);
  graduasi_error* error = NULL;
  graduasi_policy* policy = NULL;
  graduasi_status status;
  char* copy;
  if (compiled != NULL && compiled->policy != NULL && compiled->size == size && memcmp(compiled->text, bytes, size) == 0)
    return compiled->policy;

  if (compiled == NULL) {
    compiled = MemoryContextAllocZero(call->flinfo->fn_mcxt, sizeof(Compiled));
    compiled->on_reset.func = free_policy;
    compiled->on_reset.arg = compiled;
    MemoryContextRegisterResetCallback(call->flinfo->fn_mcxt, &compiled->on_reset);
    call->flinfo->fn_extra = compiled;
  }
  copy = MemoryContextAlloc(call->flinfo->fn_mcxt, size + 1);
  memcpy(copy, bytes, size);
  status = graduasi_policy_parse(bytes, size, &policy, &error);
  if (status != GRADUASI_OK) raise(status, error);
  graduasi_policy_free(compiled->policy);
  if (compiled->text != NULL) pfree(compiled->text);
  compiled->policy = policy;
  compiled->text = copy;
  compiled->size = size;
  return policy;
}

Datum graduasi_decide(PG_FUNCTION_ARGS) {
  const graduasi_policy* policy = compiled_policy(fcinfo, PG_GETARG_TEXT_PP(0));
  Jsonb* record = PG_GETARG_JSONB_P(1);
  const DateADT day = PG_GETARG_DATEADT(2);
  char* household = JsonbToCString(NULL, &record->root, VARSIZE(record));
  graduasi_decision* decision = NULL;
  graduasi_error* error = NULL;
  graduasi_status status;
  const char* made;
  char* json;
  if (DATE_NOT_FINITE(day))
    ereport(ERROR, (errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE), errmsg("graduasi: the day must be finite")));
  status = graduasi_decide_json(policy, household, strlen(household), day + (POSTGRES_EPOCH_JDATE - UNIX_EPOCH_JDATE), NULL,
                                &decision, &error);
  if (status != GRADUASI_OK) raise(status, error);
  made = graduasi_decision_json(decision);
  json = made == NULL ? NULL : palloc_extended(strlen(made) + 1, MCXT_ALLOC_NO_OOM);
  if (json != NULL) strcpy(json, made);
  graduasi_decision_free(decision);
  if (json == NULL) ereport(ERROR, (errcode(ERRCODE_OUT_OF_MEMORY), errmsg("graduasi: out of memory")));
  PG_RETURN_DATUM(DirectFunctionCall1(jsonb_in, CStringGetDatum(json)));
}
