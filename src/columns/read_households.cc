// Fills a batch from structs of the model, in the steps of the program's plan.
#include <map>
#include <utility>

#include "src/columns/batch.h"
#include "src/columns/read_plan.h"

namespace graduasi::columns {

std::shared_ptr<const ReadPlan> ReadPlan::Make(const Program& program) {
  auto plan = std::make_shared<ReadPlan>();
  std::map<std::vector<int>, std::pair<int32_t, const FieldReader*>> places;  // by path: number and readers
  places[{}] = {0, HouseholdReaders()};
  const auto& inputs = program.inputs();
  std::map<std::vector<int>, int32_t> columns;
  for (size_t i = 0; i < inputs.size(); ++i) {
    if (inputs[i].source == InputColumn::Source::kHouseholdField) columns[inputs[i].path] = static_cast<int32_t>(i);
  }
  // Paths in order: a list or a record stands before what is in it.
  for (const auto& [path, column] : columns) {
    std::vector<int> prefix;
    for (const int field : path) {
      const auto [from, readers] = places.at(prefix);
      prefix.push_back(field);
      const FieldReader* reader = &readers[field];
      if (reader->values == nullptr && places.count(prefix) != 0) continue;
      Step step;
      step.reader = reader;
      step.from = from;
      if (reader->records == nullptr) step.column = columns.at(prefix);
      if (reader->lists != nullptr) step.table = inputs[static_cast<size_t>(step.column)].elements;
      if (reader->values == nullptr) {
        step.to = plan->places++;
        places[prefix] = {step.to, reader->fields};
      }
      plan->steps.push_back(step);
    }
  }
  return plan;
}

namespace {

void Recall(const Program& program, const RecordedWhenTrue& paths, Batch::Recorded* recorded) {
  const auto& plan = ReadPlan::Of(program);
  if (recorded->plan == plan && recorded->paths == paths) return;
  recorded->plan = plan;
  recorded->paths = paths;
  recorded->when_true.assign(program.inputs().size(), 0);
  for (size_t i = 0; i < program.inputs().size(); ++i) {
    const InputColumn& input = program.inputs()[i];
    if (input.source != InputColumn::Source::kHouseholdField) continue;
    for (const std::vector<int>& path : paths) {
      if (path == input.path) recorded->when_true[i] = 1;
    }
  }
}

}  // namespace

void ReadHouseholds(const Program& program, absl::Span<const Household* const> households,
                    const RecordedWhenTrue& recorded_when_true, Batch* batch) {
  batch->Start(program, static_cast<int32_t>(households.size()));
  Recall(program, recorded_when_true, &batch->recorded);
  const ReadPlan& plan = *batch->recorded.plan;
  auto* places = batch->arena.New<Records>(plan.places);
  places[0].addresses = nullptr;
  places[0].count = batch->rows;
  if (batch->rows == 1) {
    places[0].first = households[0];
  } else {
    const void** roots = batch->arena.New<const void*>(batch->rows + 1);
    for (int32_t i = 0; i < batch->rows; ++i) roots[i] = households[static_cast<size_t>(i)];
    places[0].addresses = roots;
  }
  for (const ReadPlan::Step& step : plan.steps) {
    const Records& from = places[step.from];
    if (step.reader->values != nullptr) {
      const auto column = static_cast<size_t>(step.column);
      step.reader->values(from, batch->recorded.when_true[column] != 0, &batch->arena, &batch->columns[column]);
    } else if (step.reader->lists != nullptr) {
      Records& elements = places[step.to];
      step.reader->lists(from, &batch->arena, &batch->columns[static_cast<size_t>(step.column)], &elements);
      batch->table_sizes[static_cast<size_t>(step.table)] = elements.count;
    } else {
      step.reader->records(from, &batch->arena, &places[step.to]);
    }
  }
}

}  // namespace graduasi::columns
