// Decides a register that arrives as columns: an Arrow stream in, an Arrow stream out, in the input's order and with one row
// for each row. Batches are pulled when the caller asks for the next result, so memory stays flat whatever the stream's length.
#ifndef GRADUASI_ARROW_H_
#define GRADUASI_ARROW_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "graduasi/arrow_abi.h"
#include "graduasi/date.h"
#include "graduasi/engine.h"
#include "graduasi/finding.h"

namespace graduasi {

struct StreamOptions {
  // As in DecideOptions.
  std::vector<std::string> recorded_when_true;
  // Threads that work inside one get_next; at least 1. The output is the same, byte for byte, whatever their number.
  int threads = 1;
  // Households evaluated at a time, 1 to 65,536: about what fits into a cache. The output does not depend on it.
  int32_t batch_rows = 2048;
};

// Which columns of the stream were used; paths such as "members.born_on", sorted.
struct StreamColumns {
  std::vector<std::string> read;     // the policy reads it
  std::vector<std::string> absent;   // the policy reads it and the stream lacks it: a missing fact of every household
  std::vector<std::string> ignored;  // not a field of the model
};

// Starts deciding the households of `in`, a stream of structs with the fields of Household, and makes `*out` the stream of
// decisions. Takes `*in` in all cases, also on failure, as the Arrow stream interface moves a structure: `in->release` is null
// afterwards. On failure `out->release` is null.
//
// A field is found by its name, at every depth. Its column may be: of a bool, bool; of an int, any integer or a decimal128 of
// whole numbers; of a string, utf8, large_utf8 or utf8_view; of a date, date32, date64 of whole days, or text ("2025-11-15",
// "2025-11", "2025"); of an enum, text; each of them also a dictionary of the same; of a record, a struct; of a list of
// records, any list of structs. Null at any level is a missing fact; a null element of a list is one of which nothing is known.
// A field without a column is missing in every household; a column without a field is ignored. All columns that have a field
// are validated; only those that the policy reads are evaluated.
//
// Fails with InvalidArgument and a finding for each column of a wrong type, if the stream has no column that the policy reads,
// if the policy holds for certain regions and the stream does not say where the households live, and if an option names no
// fact; with FailedPrecondition if the policy is not in effect on the day; with Unavailable if `in` itself fails.
//
// The decisions, a struct of these columns, none of them sorted or dropped:
//   id          utf8          as in the input; null if it has none
//   outcome     utf8          "INVALID", "PROTECTED", "NEEDS_DATA", "NOT_YET" or "ELIGIBLE"; never null
//   route       utf8          id of the route that an ELIGIBLE household meets; else null
//   failed      list<utf8>    ids of the criteria that are FAIL, in policy order
//   missing     list<utf8>    ids of the criteria, then of the safeguards, that are MISSING
//   protecting  list<utf8>    ids of the safeguards that hold
//   score       int64         weighted sum of the route that is met, if it has a score; else of the first route that has one
//                             and whose sum is known; else null
//   findings    list<utf8>    of an INVALID row, what a person must look at: "members[1].nik: ..."; at most 20, and how many
//                             more; no personal data
// Of an INVALID row the lists of results are empty and the score is null. A value that cannot be read (30 February, a name that
// the enum does not have, a fraction of a rupiah) makes its row INVALID, as it does in JSON. The metadata of the schema say
// what was decided by what: graduasi.policy_id, .policy_version, .as_of, .recorded_when_true, .absent_columns, .ignored_columns
// (the last three separated by line feeds).
//
// A stream that breaks the rules of Arrow (offsets that decrease, an index outside its dictionary, ...) or fails ends the
// output with an error that get_last_error describes by column and row, rows being counted from 0 over the whole stream; the
// batches before it have been delivered. At the end the rows of both streams are counted against each other.
//
// `out` is confined to one thread at a time and keeps what it needs of the policy. `findings` and `columns` may be null.
absl::Status DecideStream(const Policy& policy, ArrowArrayStream* in, Date as_of, const StreamOptions& options,
                          ArrowArrayStream* out, Findings* findings, StreamColumns* columns = nullptr);

}  // namespace graduasi

#endif  // GRADUASI_ARROW_H_
