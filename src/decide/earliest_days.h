// The days on which anything in a policy can turn for one household: the watches of the policy, put to the dates of the record.
// This file must not know expressions or outcomes.
#ifndef GRADUASI_SRC_DECIDE_EARLIEST_DAYS_H_
#define GRADUASI_SRC_DECIDE_EARLIEST_DAYS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "graduasi/date.h"
#include "graduasi/household.h"
#include "src/decide/earliest_watch.h"

namespace graduasi::decide {

// Finds the days after `from` and before `until`. Refers to the watches and the household; both must outlive it.
class TurningDays {
 public:
  // `extra`: a day on which records may yet be added; whatever is watched of a record's dates is watched of this day too.
  TurningDays(const Watches& watches, const Household& household, Date from, Date until, std::optional<Date> extra = {});

  // Ascending, each once.
  const std::vector<int32_t>& days() const { return days_; }
  // Of these, the days on which whether the record contradicts itself may turn.
  const std::vector<int32_t>& record_days() const { return record_days_; }

  // What turns on the day in what the owner (see Watches) reads, in the order of the watches; each path once.
  std::vector<Cause> CausesOf(int32_t day, size_t owner) const;
  // What turns on the day in the record's soundness.
  std::vector<Cause> RecordCausesOf(int32_t day) const;

 private:
  struct Instance {
    const void* owner = nullptr;  // the record; null: a day of `extra`
    int32_t parent = -1;          // position in places_
  };
  struct Place {  // of a record, to be put in words only where they are asked for
    int32_t parent = -1;
    const model::FieldInfo* field = nullptr;
    int32_t element = -1;
  };

  void Collect(const model::RecordInfo& record, const void* owner, int32_t place);
  void Put(int32_t day) {
    if (day > from_ && day < until_) days_.push_back(day);
  }
  // Calls `turn` with each day on which the watch turns for the end of a date.
  template <typename Turn>
  void TurnsOf(const Watch& watch, int32_t fixed, const Turn& turn) const;
  template <typename Visit>
  void ForEachDate(const Watch& watch, const Visit& visit) const;
  void AddRecordDays(const Household& household);
  std::string PathOf(int32_t place) const;

  const Watches& watches_;
  const Household& household_;
  const int32_t from_, until_;
  const std::optional<Date> extra_;
  std::vector<bool> wanted_;                      // by index of a record: its instances are collected
  std::vector<bool> on_the_way_;                  // by index of a record: some record below it is wanted
  std::vector<std::vector<Instance>> instances_;  // by index of a record
  std::vector<Place> places_;
  std::vector<int32_t> days_, record_days_;
};

}  // namespace graduasi::decide

#endif  // GRADUASI_SRC_DECIDE_EARLIEST_DAYS_H_
