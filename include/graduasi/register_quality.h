// The quality of a register by name by address (BNBA) on the day it arrives: which records cannot be used, what is wrong, of
// which kind and in which region, where to look, whom to ask, and how much of the facts is missing. Every record fed is
// accounted for, and nobody is named: a place is a row and the register's own household id, never a NIK, KK, name or address.
#ifndef GRADUASI_REGISTER_QUALITY_H_
#define GRADUASI_REGISTER_QUALITY_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "graduasi/arrow_abi.h"
#include "graduasi/date.h"
#include "graduasi/finding.h"
#include "graduasi/household.h"
#include "graduasi/language.h"
#include "graduasi/region.h"

namespace graduasi {

// What can be wrong. The first group comes from reading, the second is what the engine itself objects to (the decision would be
// INVALID), the third is decided on all the same but somebody must look.
enum class QualityKind {
  kNotJson,
  kTextTooLong,
  kFieldUnknown,
  kFieldTwice,
  kValueOfAnotherForm,
  kNotADate,
  kValueUnknown,

  kNikMalformed,
  kKkMalformed,
  kIdIsAnIdentity,
  kNikTwiceInRecord,
  kTwoHeads,
  kRegionWithoutSystem,
  kRegionMalformed,
  kDateImplausible,
  kBornInTheFuture,
  kOlderThanAnybody,
  kDatesOutOfOrder,
  kExitWithoutDay,
  kNumberOutOfRange,
  kTextMalformed,
  kListTooLong,
  kPregnantMan,
  kRanksDiffer,
  kNotListed,

  kNikInTwoRecords,         // a person in two families
  kKkInTwoRecords,          // a family card in two records
  kRecordTwice,             // the same record again, nothing differs
  kIdInTwoRecords,          // one household id, two different records
  kNikFiller,               // sixteen times the same digit: no number at all
  kKkFiller,                //
  kRegionNeverExisted,      // in none of the vintages given
  kRegionOfAnotherVintage,  // in another vintage, but not in the one that the register is held against
  kDateAhead,               // recorded or happened after the day of the register
  kObservationsDiffer,      // two observations of one day that nothing tells apart hold different numbers
  kOpinionsDiffer,          // two judgements of the mentor of one day
};

enum class QualityEffect {
  kUnreadable,    // the record cannot be used
  kInvalid,       // it can be read, but the engine decides INVALID
  kQuestionable,  // it is decided; a person should look before anything is done
};

struct QualityKindInfo {
  QualityKind kind;
  const char* code;  // stable: "NIK_IN_TWO_RECORDS"
  QualityEffect effect;
  Text sentence;  // what is wrong
  Text ask;       // what to ask, from whom
};

// All kinds, in the order of the enum.
const std::vector<QualityKindInfo>& QualityKinds();
const QualityKindInfo& InfoOf(QualityKind kind);

// Where a record is, for whoever has to open it.
struct QualityRecord {
  std::string feed;          // as StartFeed named it
  int64_t row = 0;           // as it was fed: a line of the file from 1, a row of the columns from 0
  std::string household_id;  // the register's own; "" if there is none, or if it could be an identity
};

// One thing wrong, and where.
struct QualityPlace {
  QualityKind kind = QualityKind::kNotListed;
  QualityRecord record;
  int32_t column = 0;   // of the line, from 1; 0 if not known
  std::string region;   // its code, if it is one
  std::string path;     // "members[1].nik"; "" of the whole record
  std::string message;  // as the reader or the rules say it, in English; "" where the kind's sentence says all
  // Of records that contradict each other: another one, the same whatever the order of feeding as long as ids differ.
  std::optional<QualityRecord> other;
  std::string other_path;
  // Of a region code: the part of it that does not exist, the latest vintage in which it did, and the code that followed.
  std::string region_part;
  std::string existed_in;
  std::string successor;
};

// The place as one line: "register.jsonl:12 (F-7): members[1].nik: ...".
std::string ToText(const QualityPlace& place, Language language);

struct RegisterQualityOptions {
  // The day on which the register was drawn up: nothing in it can have happened later.
  Date as_of;
  // Paths whose completeness is measured, as Policy::facts_read() gives them; empty: all facts.
  std::vector<std::string> facts;
  // Bool facts that the register records only when true, as in DecideOptions: where absent they are not lacking.
  std::vector<std::string> recorded_when_true;
  int64_t places_kept = 20;  // of each kind, the first ones; the others are counted
  int region_level = 3;      // counts are by province (1), regency or city (2), district (3) or village (4)
  std::string vintage;       // of the region lists, the one that the register is held against; "": the greatest name
  // Receives every place: of one record when it is fed, of two records when the report is made.
  std::function<void(const QualityPlace& place)> each_place;
};

struct QualityFeed {
  std::string name;
  int64_t records = 0;
};

struct QualityRegionCount {
  std::optional<CodeSystem> system;  // none: the records have no code that is one
  std::string code;                  // "" likewise
  int64_t places = 0;
};

struct QualityKindCount {
  QualityKind kind = QualityKind::kNotListed;
  int64_t cases = 0;  // a NIK in three records is one case at three places; else as many as places
  int64_t places = 0;
  int64_t records = 0;
  std::vector<QualityRegionCount> regions;  // sorted; their places add up to `places`
  std::vector<QualityPlace> first;          // in the order of feeding
};

struct QualityRegion {
  std::optional<CodeSystem> system;
  std::string code;
  int64_t records = 0;  // all, the unreadable ones included
  int64_t unreadable = 0;
  int64_t sound = 0;
  int64_t with_findings = 0;
};

// How much of a fact is known, in the readable records. A fact whose absence means "none" is never lacking.
struct FactCompleteness {
  std::string path;             // "household.members[].born_on"
  int64_t records_lacking = 0;  // in which it, or a list on the way to it, is absent at least once
  int64_t values = 0;           // places for it: one for each record, or one for each element of the lists that are present
  int64_t values_lacking = 0;
};

// What the region codes were held against.
struct QualityVintage {
  std::string name;
  CodeSystem system = CodeSystem::kKemendagri;
  int64_t codes = 0;
  int deepest_level = 0;  // 1 province ... 4 village
  bool held_against = false;
};

// Immutable once made.
struct RegisterQualityReport {
  Date as_of;
  std::vector<QualityFeed> feeds;
  int64_t fed = 0;       // = readable + unreadable
  int64_t readable = 0;  // = sound + with_findings
  int64_t unreadable = 0;
  int64_t sound = 0;
  int64_t with_findings = 0;
  int64_t invalid = 0;                  // of with_findings: those that the engine would refuse
  int64_t members = 0;                  // of the readable records
  int64_t ids_withheld = 0;             // household ids that could be an identity, and are shown nowhere
  std::vector<QualityKindCount> kinds;  // those that occur, in the order of QualityKinds()
  std::vector<QualityRegion> regions;   // sorted; their records add up to `fed`
  std::vector<FactCompleteness> facts;  // in the order of the model
  std::vector<QualityVintage> vintages;
  int64_t regions_checked = 0;    // records whose code was held against a list; 0 if none was given
  int64_t regions_unchecked = 0;  // the others: no code, a malformed one, or one of a code system without a list
};

// A page for a terminal or a letter.
std::string ToText(const RegisterQualityReport& report, Language language);
// The whole report as one line of JSON; figures, codes and paths, without sentences. Equal reports give equal bytes.
std::string ToJson(const RegisterQualityReport& report);
// Is fed with a register, record by record, and makes the report. Confined to one thread at a time.
//
// Memory: 12 bytes a person and 52 a record beside its household id (while a table grows, up to three times that), and the
// places kept; nothing else grows with the register. What two records have in common is found by comparing whole numbers and
// whole texts, so there are no false alarms.
//
// Errors of every function: InvalidArgument says what is wrong with its arguments, or that no region list is of the vintage
// asked for; FailedPrecondition: the report has been made, or memory ran out in the middle of a record, which can then not be
// accounted for.
class RegisterQuality {
 public:
  // InvalidArgument if an option names no fact or is out of range.
  static absl::StatusOr<RegisterQuality> Create(RegisterQualityOptions options);
  RegisterQuality(RegisterQuality&&) noexcept;
  RegisterQuality& operator=(RegisterQuality&&) noexcept;
  ~RegisterQuality();

  // Adds a list of the region codes of a vintage, before any record: one code a line, or CSV with a column `kode` or `code`.
  // Columns named in_2018, in_2020, ... of 1 and 0 make it a list of several vintages, and `vintage` may be "". Columns
  // `change`, `from_vintage`, `to_vintage`, `nama_from`, `nama_to` make it a list of changes, from which successors are taken:
  // the code that was added under the name of the one removed in the same change, if both are the only ones. A column
  // `successor` names them outright. A list need not go down to villages: codes are held against it as far as it goes. Findings
  // have lines.
  absl::Status AddRegions(absl::string_view vintage, absl::string_view text, Findings* findings = nullptr);

  // What is fed from now on comes from here; a file's name, say.
  absl::Status StartFeed(absl::string_view name);

  absl::Status Add(int64_t row, const Household& household);
  // A record that could not be read: what could be read of it (its id, its region), and at least one finding with its code.
  absl::Status AddUnreadable(int64_t row, const Household& what_was_read, const Findings& findings,
                             absl::Span<const char* const> codes);
  // One record as JSON, as Policy reads it; what cannot be read is a finding of the report, not an error.
  absl::Status AddJson(int64_t row, absl::string_view json);
  // All records of an Arrow stream with the columns that DecideStream describes; rows count from 0. Takes `*in` in all cases.
  // InvalidArgument and findings if a column has a wrong type or an array breaks the rules of Arrow; Unavailable if `in` fails.
  // No record from the array that broke on has then been counted.
  absl::Status AddStream(ArrowArrayStream* in, Findings* findings = nullptr);

  // Compares the records with each other and makes the report. Nothing can be fed afterwards.
  absl::StatusOr<RegisterQualityReport> Finish();

 private:
  class Impl;
  explicit RegisterQuality(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
  std::shared_ptr<void> reader_;  // of AddJson
};

}  // namespace graduasi

#endif  // GRADUASI_REGISTER_QUALITY_H_
