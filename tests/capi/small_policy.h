/* A policy of a few lines and records for it, for the tests of the C interface.  C99. */
#ifndef GRADUASI_TESTS_CAPI_SMALL_POLICY_H_
#define GRADUASI_TESTS_CAPI_SMALL_POLICY_H_

static const char kSmallPolicy[] =
    "id: \"small\" version: \"1\" synthetic: true\n"
    "title { id: \"Kebijakan kecil\" en: \"Small policy\" }\n"
    "effective { from: \"2026-01-01\" until: \"2027-01-01\" }\n"
    "parameter { id: \"enough\" type: INT unit: \"IDR per month\" value { from: \"2026-01-01\" int: 1000000 } source: \"test\" "
    "}\n"
    "safeguard {\n"
    "  id: \"S1\" title { id: \"Ada yang hamil\" en: \"Somebody is pregnant\" }\n"
    "  when: \"household.members.exists(m, m.pregnant)\"\n"
    "  reason { id: \"Ada anggota yang hamil.\" en: \"A member is pregnant.\" } source: \"test\"\n"
    "}\n"
    "criterion {\n"
    "  id: \"C1\" title { id: \"Pendapatan cukup\" en: \"Income suffices\" }\n"
    "  require: \"latest(household.incomes).amount_idr >= params.enough\"\n"
    "  fail { id: \"Pendapatan kurang.\" en: \"Income is too low.\" } can_act: HOUSEHOLD source: \"test\"\n"
    "}\n"
    "route { id: \"r1\" kind: SELF_RELIANT title { id: \"Jalur satu\" en: \"Route one\" } all_of: \"C1\" source: \"test\" }\n";

/* What makes it a policy that declares a ranking. */
static const char kSmallRanking[] =
    "ranking {\n"
    "  id: \"most\" title { id: \"Terbesar dahulu\" en: \"Most first\" } source: \"test\"\n"
    "  key { id: \"income\" title { id: \"Pendapatan\" en: \"Income\" } expr: \"latest(household.incomes).amount_idr\"\n"
    "    unit: \"IDR per month\" direction: DESCENDING missing: LAST max_age { fact: \"household.incomes\" months: 12 } }\n"
    "  key { id: \"verified\" title { id: \"Diverifikasi\" en: \"Verified\" } expr: \"household.procedure.verified_on\"\n"
    "    direction: ASCENDING missing: FIRST }\n"
    "}\n";

static const char kEligible[] =
    "{\"id\":\"a\",\"members\":[{\"pregnant\":false}],\"incomes\":[{\"observed_on\":\"2026-05-01\",\"amount_idr\":1000000}]}";
/* The same as binary protobuf (its NUL is not part of it). */
static const char kEligibleBinary[] =
    "\012\001a"             /* id */
    "\062\002\150\000"      /* members { pregnant: false } */
    "\102\020"              /* incomes, of 16 bytes */
    "\012\012" "2026-05-01" /* observed_on */
    "\020\300\204\075";     /* amount_idr: 1000000 */
static const char kNotYet[] =
    "{\"id\":\"b\",\"members\":[{\"pregnant\":false}],\"incomes\":[{\"observed_on\":\"2026-05-01\",\"amount_idr\":999999}]}";
static const char kProtected[] =
    "{\"id\":\"c\",\"members\":[{\"pregnant\":true}],\"incomes\":[{\"observed_on\":\"2026-05-01\",\"amount_idr\":1000000}]}";
static const char kNeedsData[] =
    "{\"id\":\"d\",\"members\":[{}],\"incomes\":[{\"observed_on\":\"2026-05-01\",\"amount_idr\":1000000}]}";

/* Tests of that policy; the third fails. */
static const char kSmallSuite[] =
    "policy: \"small.policy.txtpb\" as_of: \"2026-06-15\"\n"
    "household { name: \"base\"\n"
    "  record { members { pregnant: false } incomes { observed_on: \"2026-05-01\" amount_idr: 1000000 } }\n"
    "}\n"
    "case { name: \"earns enough\" from: \"base\" expect { outcome: ELIGIBLE route: \"r1\" } }\n"
    "case { name: \"too little\" from: \"base\" change { set: \"household.incomes[0].amount_idr\" to: \"999999\" } "
    "expect { fails: \"C1\" } }\n"
    "case { name: \"a mistake in the test\" from: \"too little\" expect { outcome: ELIGIBLE } }\n";

#endif /* GRADUASI_TESTS_CAPI_SMALL_POLICY_H_ */
