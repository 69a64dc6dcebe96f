// What people can do about what is recorded of a household: which facts can be other than they are, by an act of today, and
// which never can. The past is not rewritten (what was paid, when somebody was born), nobody is removed, no identity is
// touched; a dated record is not corrected but followed by a new one. This file must not know policies or outcomes.
#ifndef GRADUASI_SRC_DECIDE_LEVER_H_
#define GRADUASI_SRC_DECIDE_LEVER_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "graduasi/change.h"
#include "graduasi/date.h"
#include "graduasi/household.h"
#include "src/model/record.h"

namespace graduasi::decide {

// What can be done about a field of the model.
enum class Means : uint8_t {
  kNever,
  kSet,      // it is another one from today: a roof is repaired, a finding put right, a child goes to school
  kObserve,  // it is observed again in a new record of today: an income, savings, a count of things owned
  kRepeat,   // of a list: it happens once more: a session, an inspection
};
// Of every field of the model; one that nobody has thought of is never.
Means MeansOf(const model::RecordInfo& record, int field);

// One value of a record's field.
struct FieldValue {
  int field = -1;
  int64_t number = 0;               // a whole number; a bool (0, 1); the position of an enum's constant
  std::optional<PartialDate> date;  // a date
  bool empty_list = false;          // a list without elements
};
bool operator==(const FieldValue& a, const FieldValue& b);

// Something that can be done, up to how much of it.
struct Lever {
  const model::RecordInfo* record = nullptr;  // that is changed or added
  std::string path;                           // of that record, or of the list that it is added to
  bool add = false;
  int field = -1;                 // that varies; -1: how many records are added
  std::vector<FieldValue> fixed;  // what else is set, in the order of the fields
  std::optional<int64_t> from;    // the number as it is recorded now
  int64_t least = 0;              // what the number may be
  int64_t most = 0;

  const model::FieldInfo* varied() const { return field < 0 ? nullptr : &record->fields[static_cast<size_t>(field)]; }
};
bool operator==(const Lever& a, const Lever& b);
// Whether two of them add the same record, so that done together they add one.
bool SameRecord(const Lever& a, const Lever& b);

// A lever and how much: a number, a bool, an enum's constant, a day as days since 1970-01-01, or a count of records.
struct Pull {
  const Lever* lever = nullptr;
  int64_t value = 0;
};

// Does them all; what adds the same record adds it once.
void Apply(const std::vector<Pull>& pulls, Household* household);
// The same as edits, one list for each pull. `household` is as it was before.
std::vector<std::vector<Change>> EditsOf(const std::vector<Pull>& pulls, const Household& household);

// "3400000", "true", "DURABLE", "2026-06-15".
std::string PlainValue(const model::FieldInfo& field, int64_t value);
// What is recorded in the field, in the same form; "" if nothing is.
std::string PlainValue(const model::FieldInfo& field, const void* owner);

// For a record of a list, as of a day: a lever that adds one like it with the fields that `asked` gives. What an observation
// does not change is as it was last observed. Nothing if the list is not recorded.
std::optional<Lever> AddingTo(const model::RecordInfo& owner_record, int list, const void* owner, const std::string& owner_path,
                              const std::vector<FieldValue>& asked, Date as_of);
// The same with one number of it varied. If something was observed on that very day already, the observation is another one.
std::optional<Lever> Observing(const model::RecordInfo& owner_record, int list, const void* owner,
                               const std::string& owner_path, int field, const std::vector<FieldValue>& asked, Date as_of);
// One field of a record set.
Lever Setting(const model::RecordInfo& record, int field, const void* owner, const std::string& path, Date as_of);

}  // namespace graduasi::decide

#endif  // GRADUASI_SRC_DECIDE_LEVER_H_
