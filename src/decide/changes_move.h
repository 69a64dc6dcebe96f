// The single changes that make some comparison of a criterion come out as the criterion asks, each with exactly as much of it
// as is needed: found by walking down a criterion that is not met to the comparisons that are false, and from there to the
// facts they read and people can do something about. A threshold is found by search where the signs of the comparison allow it,
// and every one has been seen to turn the comparison. This file must not know routes or outcomes.
#ifndef GRADUASI_SRC_DECIDE_CHANGES_MOVE_H_
#define GRADUASI_SRC_DECIDE_CHANGES_MOVE_H_

#include <cstdint>
#include <deque>
#include <set>
#include <string>
#include <vector>

#include "graduasi/date.h"
#include "graduasi/household.h"
#include "src/columns/batch.h"
#include "src/columns/run.h"
#include "src/decide/lever.h"
#include "src/decide/outlook.h"
#include "src/decide/scene.h"
#include "src/policy/leaf_direction.h"

namespace graduasi::decide {

// One change: a lever and how much of it, and which criterion asks for it.
struct Move {
  Lever lever;
  int64_t value = 0;
  size_t criterion = 0;
  std::string expression;
  policy::FieldsRead touched;  // fields that are other than they were
};

// A comparison for which nothing was found.
struct DeadEnd {
  size_t criterion = 0;
  std::string expression;
  bool not_analysable = false;  // else there is nothing that anybody could change
};

class MoveFinder {
 public:
  MoveFinder(const Prospect& prospect, const Household& household, Date as_of,
             const columns::RecordedWhenTrue& recorded_when_true);

  // Walks the criterion as of a day on which it is not met. Of one day all criteria, then the next day.
  void Look(size_t criterion, Date day);
  // Solves what was found. Moves are in policy order of their criteria, no two alike.
  void Solve(std::vector<Move>* moves, std::vector<DeadEnd>* dead_ends);

 private:
  // A run of one household, and what of it can be looked at.
  struct Probe {
    columns::Batch batch;
    columns::Run run;
    Scene scene;
  };
  // A comparison that ought to be `wanted`.
  struct Goal {
    size_t criterion = 0;
    Spot spot;
    bool wanted = true;
    std::vector<Date> days;  // on which it is not
    std::vector<Lever> levers;
  };
  // A list of records, and what the records are asked to be where it is read.
  struct Template {
    const model::RecordInfo* owner = nullptr;
    int list = -1;
    std::vector<FieldValue> asked;
  };

  void Run(Probe* probe, const Household& household, Date day);
  bool Is(const Probe& probe, const Spot& spot, bool value) const;
  void Walk(const Spot& spot, bool wanted);
  void WalkMacro(const Spot& spot, bool wanted);
  void AddGoal(const Spot& spot, bool wanted);
  void FindLevers(Goal* goal);
  void FindInstances(const model::RecordInfo& type, int field, Goal* goal);
  void FindOwnInstance(const Spot& spot, const cel::Node& node, Goal* goal);
  void ScanTemplates(const cel::Node& node, std::vector<Template>* templates) const;
  bool Trace(const cel::Node& list, Template* found) const;
  void AddAsked(const cel::Node& predicate, int32_t local, const model::RecordInfo& record,
                std::vector<FieldValue>* asked) const;
  void AddAskedComparison(const cel::Node& node, int32_t local, const model::RecordInfo& record,
                          std::vector<FieldValue>* asked) const;
  const cel::Node* Resolve(const cel::Node& node) const;

  bool Works(const Goal& goal, const Lever& lever, int64_t value, Date day);
  // Adds what of the lever the goal needs; false if its signs do not allow a search.
  bool SolveLever(const Goal& goal, const Lever& lever, std::vector<int64_t>* values);
  void SolveChoice(const Goal& goal, const Lever& lever, std::vector<int64_t>* values);
  bool SolveNumber(const Goal& goal, const Lever& lever, Date day, bool up, int64_t* value);

  const Prospect& prospect_;
  const policy::CheckedPolicy& checked_;
  const policy::Form& form_;
  const Household& household_;
  const Date as_of_;
  const columns::RecordedWhenTrue& recorded_when_true_;
  Probe now_;      // the household as it is, on looked_at_
  Probe changed_;  // the household with a lever pulled
  std::optional<Date> looked_at_;
  size_t criterion_ = 0;
  std::deque<Goal> goals_;
};

}  // namespace graduasi::decide

#endif  // GRADUASI_SRC_DECIDE_CHANGES_MOVE_H_
