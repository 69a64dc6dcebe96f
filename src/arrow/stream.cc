// The stream of decisions: pulls arrays from the producer as they are needed, shares their rows among threads, and puts the
// answers together in order. Everything foreign is called from here, on the caller's thread; nothing thrown leaves it.
#include <algorithm>
#include <atomic>
#include <cerrno>
#include <deque>
#include <memory>
#include <new>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "graduasi/arrow.h"
#include "graduasi/arrow_abi.h"
#include "src/arrow/array.h"
#include "src/arrow/decide_rows.h"
#include "src/arrow/output.h"
#include "src/arrow/output_schema.h"
#include "src/arrow/producer.h"
#include "src/arrow/result_ids.h"
#include "src/arrow/team.h"
#include "src/base/findings.h"
#include "src/base/text.h"
#include "src/decide/admission.h"

namespace graduasi {
namespace arrow {
namespace {

// Rows of one array of decisions, but for the last; whatever the arrays of the input are.
constexpr int64_t kRowsOut = 65'536;
constexpr int kMostThreads = 1024;
// Fewer are not given to a thread, unless they are all there are.
constexpr int64_t kFewestRows = 256;

// Runs `body` and keeps whatever it throws from leaving: into C, or out of a thread. ENOMEM or EIO then.
template <typename Body>
int Contain(const Body& body) noexcept {
  try {
    return body();
  } catch (const std::bad_alloc&) {
    return ENOMEM;
  } catch (...) {
    return EIO;
  }
}

// An array of the producer's, and how far it has been decided.
struct Pulled {
  Owned<ArrowArray> array;
  BoundArray bound;
  int64_t first_row = 0;  // of the stream
  int64_t next = 0;       // row of the array that is decided next
};

// Some rows of one array: what a thread does at a time.
struct Portion {
  Pulled* from = nullptr;
  int64_t first = 0;
  int32_t rows = 0;
  AnswerParts answers;
  std::optional<Breach> breach;
  int failure = 0;    // errno
  size_t thread = 0;  // that decided it
};

// A part of the array that is written, and whose thread has what goes into it at hand.
struct Part {
  size_t thread = 0;
  std::atomic<bool> taken{false};
};

std::string BreachText(const Pulled& array, const Breach& breach) {
  std::string text = breach.row < 0 ? absl::StrCat("in the array that begins with row ", array.first_row)
                                    : absl::StrCat("row ", array.first_row + breach.row);
  if (!breach.column.empty()) absl::StrAppend(&text, ", column \"", breach.column, "\"");
  return absl::StrCat(text, ": ", breach.message);
}

class Decisions {
 public:
  Decisions(const Policy& policy, Date as_of, const StreamOptions& options, ArrowArrayStream* in)
      : policy_(policy),
        options_(options),
        in_(in),
        ids_(policy_.document()),
        exporter_(policy_.document(), ids_),
        team_(static_cast<size_t>(options.threads)) {
    setting_.policy = &policy_;
    setting_.ids = &ids_;
    setting_.compiled = &decide::CompiledOf(policy_);
    setting_.as_of = as_of;
    setting_.options.recorded_when_true = options.recorded_when_true;
    rows_out_ = std::min(kRowsOut, MostRows(policy_.document()));
  }

  // Reads the schema and binds the policy's columns to it.
  absl::Status Open(Findings* findings);
  StreamColumns Columns() const { return {setting_.binding.read, setting_.binding.absent, setting_.binding.ignored}; }

  int Schema(ArrowSchema* out) const {
    ExportSchema(Metadata(), out);
    return 0;
  }
  int Next(ArrowArray* out);
  // Null if nothing has failed.
  const char* error() const { return failure_ == 0 ? nullptr : error_.empty() ? "out of memory" : error_.c_str(); }
  // Ends the stream.
  int Fail(int code, std::string message) {
    if (failure_ == 0) {
      failure_ = code;
      error_ = std::move(message);
    }
    return failure_;
  }

 private:
  void CheckNeeds(Findings* findings) const;
  arrow::Metadata Metadata() const;
  // Pulls until so many rows wait or the producer has no more. Its failure is kept for when the rows before it are out.
  void Pull(int64_t rows);
  void PullOne();
  // Cuts the next rows of what waits into portions; how many.
  size_t MakePortions(int64_t rows);
  int64_t PortionRows(int64_t left) const;
  void DecidePortion(RowDecider* decider, Portion* portion) const;
  void DecidePortions(size_t portions);
  void WriteParts(size_t portions);

  const Policy policy_;
  const StreamOptions options_;
  Owned<ArrowArrayStream> in_;
  Setting setting_;
  int64_t rows_out_ = kRowsOut;
  std::deque<std::unique_ptr<Pulled>> waiting_;
  int64_t waiting_rows_ = 0;
  int64_t rows_in_total_ = 0;
  int64_t rows_out_total_ = 0;
  bool ended_ = false;  // the producer has no more, or has failed
  int in_failure_ = 0;
  std::string in_error_;
  const ResultIds ids_;
  Exporter exporter_;
  std::vector<std::unique_ptr<Portion>> portions_;     // kept for their memory
  std::vector<std::unique_ptr<RowDecider>> deciders_;  // one for each thread
  Team team_;
  int failure_ = 0;
  std::string error_;
};

absl::Status Decisions::Open(Findings* findings) {
  if (in_->get_schema == nullptr || in_->get_next == nullptr) {
    return absl::InvalidArgumentError("the input is no stream: it lacks its callbacks");
  }
  absl::StatusOr<columns::RecordedWhenTrue> recorded_when_true = decide::BoolPaths(options_.recorded_when_true);
  if (!recorded_when_true.ok()) return recorded_when_true.status();
  if (absl::Status status = decide::CheckPeriod(setting_.compiled->checked(), setting_.as_of); !status.ok()) return status;
  Owned<ArrowSchema> schema;
  if (const int code = in_->get_schema(in_.get(), schema.get()); code != 0) {
    return absl::UnavailableError(ProducerError(in_.get(), code));
  }
  Findings own;
  Bind(*schema.get(), *setting_.compiled->bulk().program, *recorded_when_true, &setting_.binding, &own);
  if (own.empty()) CheckNeeds(&own);
  if (own.empty()) return absl::OkStatus();
  if (findings != nullptr) findings->insert(findings->end(), own.begin(), own.end());
  return InvalidArgument(own);
}

// A policy that holds for certain regions only decides nothing about a household of which it is not known where it lives.
void Decisions::CheckNeeds(Findings* findings) const {
  if (policy_.document().jurisdiction.empty()) return;
  for (const char* name : {"system", "code"}) {
    bool there = false;
    for (const BoundField& field : setting_.binding.household.fields) {
      if (field.record == nullptr || field.record->name != Describe<Region>::name) continue;
      for (const BoundField& part : field.fields) there = there || part.field->name == name;
    }
    if (there) continue;
    findings->push_back({absl::StrCat("region.", name), 0, 0,
                         "is not in the stream; the policy holds for certain regions and needs it at all times"});
  }
}

arrow::Metadata Decisions::Metadata() const {
  const PolicyDocument& document = policy_.document();
  return {{"graduasi.policy_id", document.id.text},
          {"graduasi.policy_version", document.version.text},
          {"graduasi.as_of", setting_.as_of.ToString()},
          {"graduasi.recorded_when_true", absl::StrJoin(options_.recorded_when_true, "\n")},
          {"graduasi.absent_columns", absl::StrJoin(setting_.binding.absent, "\n")},
          {"graduasi.ignored_columns", absl::StrJoin(setting_.binding.ignored, "\n")}};
}

void Decisions::Pull(int64_t rows) {
  while (!ended_ && waiting_rows_ < rows) PullOne();
}

void Decisions::PullOne() {
  auto pulled = std::make_unique<Pulled>();
  if (const int code = in_->get_next(in_.get(), pulled->array.get()); code != 0) {
    pulled->array->release = nullptr;  // what a failed call leaves is not an array
    ended_ = true;
    in_failure_ = code;
    in_error_ = ProducerError(in_.get(), code);
    return;
  }
  if (pulled->array->release == nullptr) {
    ended_ = true;
    return;
  }
  pulled->first_row = rows_in_total_;
  if (std::optional<Breach> breach = Attach(setting_.binding.household, *pulled->array.get(), &pulled->bound)) {
    ended_ = true;
    in_failure_ = EINVAL;
    in_error_ = BreachText(*pulled, *breach);
    return;
  }
  rows_in_total_ += pulled->array->length;
  waiting_rows_ += pulled->array->length;
  if (pulled->array->length > 0) waiting_.push_back(std::move(pulled));
}

size_t Decisions::MakePortions(int64_t rows) {
  size_t count = 0;
  for (const std::unique_ptr<Pulled>& array : waiting_) {
    while (rows > 0 && array->next < array->array->length) {
      if (count == portions_.size()) portions_.push_back(std::make_unique<Portion>());
      Portion& portion = *portions_[count++];
      portion.from = array.get();
      portion.first = array->next;
      portion.rows = static_cast<int32_t>(std::min({PortionRows(rows), rows, array->array->length - array->next}));
      portion.answers.Clear();
      portion.breach.reset();
      portion.failure = 0;
      array->next += portion.rows;
      rows -= portion.rows;
    }
  }
  return count;
}

// Towards the end the portions become smaller, so that no thread has long to wait for the last.
int64_t Decisions::PortionRows(int64_t left) const {
  if (options_.threads == 1) return options_.batch_rows;
  const int64_t share = left / (2 * options_.threads);
  return std::min<int64_t>(options_.batch_rows, std::max(kFewestRows, share & ~int64_t{63}));
}

void Decisions::DecidePortion(RowDecider* decider, Portion* portion) const {
  portion->failure = Contain([&] {
    portion->breach = decider->Decide(portion->from->bound, portion->first, portion->rows, &portion->answers);
    return 0;
  });
}

void Decisions::DecidePortions(size_t portions) {
  const size_t threads = std::min(static_cast<size_t>(options_.threads), portions);
  while (deciders_.size() < threads) deciders_.push_back(std::make_unique<RowDecider>(setting_));
  std::atomic<size_t> next{0};
  team_.Run(threads, [&](size_t thread) {
    for (size_t i = next.fetch_add(1); i < portions; i = next.fetch_add(1)) {
      portions_[i]->thread = thread;
      DecidePortion(deciders_[thread].get(), portions_[i].get());
    }
  });
}

// Every thread first writes what it has decided, which is still in its cache, and then what others have not come to.
void Decisions::WriteParts(size_t portions) {
  std::vector<Part> parts(exporter_.parts());
  size_t part = 0;
  for (size_t i = 0; i < portions; ++i) {
    for (size_t k = 0; k < portions_[i]->answers.size(); ++k) parts[part++].thread = portions_[i]->thread;
  }
  team_.Run(parts.size(), [&](size_t thread) {
    for (const bool own : {true, false}) {
      for (size_t i = 0; i < parts.size(); ++i) {
        if (own && parts[i].thread != thread) continue;
        if (!parts[i].taken.exchange(true)) exporter_.Write(i);
      }
    }
  });
}

int Decisions::Next(ArrowArray* out) {
  if (failure_ != 0) return failure_;
  Pull(rows_out_);
  const int64_t rows = std::min(rows_out_, waiting_rows_);
  if (rows == 0) {
    if (in_failure_ != 0) return Fail(in_failure_, in_error_);
    if (rows_in_total_ != rows_out_total_) {
      return Fail(EIO, absl::StrCat("a bug in the library: ", rows_in_total_, " rows came in and ", rows_out_total_,
                                    " went out; use none of them"));
    }
    out->release = nullptr;
    return 0;
  }
  const size_t portions = MakePortions(rows);
  DecidePortions(portions);
  std::vector<const Answers*> parts;
  for (size_t i = 0; i < portions; ++i) {
    const Portion& portion = *portions_[i];
    if (portion.failure == ENOMEM) throw std::bad_alloc();
    if (portion.failure != 0) return Fail(portion.failure, "a bug in the library; please report it with the policy");
    if (portion.breach.has_value()) return Fail(EINVAL, BreachText(*portion.from, *portion.breach));
    for (size_t k = 0; k < portion.answers.size(); ++k) parts.push_back(&portion.answers[k]);
  }
  exporter_.Start(std::move(parts));
  WriteParts(portions);
  exporter_.Finish(out);
  waiting_rows_ -= rows;
  rows_out_total_ += out->length;
  while (!waiting_.empty() && waiting_.front()->next == waiting_.front()->array->length) waiting_.pop_front();
  return 0;
}

// ---- The callbacks of the stream ----

Decisions* Of(ArrowArrayStream* stream) { return static_cast<Decisions*>(stream->private_data); }

int GetSchema(ArrowArrayStream* stream, ArrowSchema* out) {
  out->release = nullptr;
  return Contain([&] { return Of(stream)->Schema(out); });
}

int GetNext(ArrowArrayStream* stream, ArrowArray* out) {
  out->release = nullptr;
  const int code = Contain([&] { return Of(stream)->Next(out); });
  // Rows that were taken and not delivered cannot be decided again.
  return code == 0 ? 0 : Of(stream)->Fail(code, std::string());
}

const char* GetLastError(ArrowArrayStream* stream) { return Of(stream)->error(); }

void Release(ArrowArrayStream* stream) {
  delete Of(stream);
  stream->release = nullptr;
}

}  // namespace
}  // namespace arrow

absl::Status DecideStream(const Policy& policy, ArrowArrayStream* in, Date as_of, const StreamOptions& options,
                          ArrowArrayStream* out, Findings* findings, StreamColumns* columns) {
  out->release = nullptr;
  if (in->release == nullptr) return absl::InvalidArgumentError("the input stream has been released already");
  arrow::Owned<ArrowArrayStream> taken(in);
  if (options.threads < 1 || options.threads > arrow::kMostThreads) {
    return absl::OutOfRangeError(absl::StrCat("threads must be from 1 to ", arrow::kMostThreads));
  }
  if (options.batch_rows < 1 || options.batch_rows > arrow::kRowsOut) {
    return absl::OutOfRangeError(absl::StrCat("batch_rows must be from 1 to ", arrow::kRowsOut));
  }
  auto decisions = std::make_unique<arrow::Decisions>(policy, as_of, options, taken.get());
  if (absl::Status status = decisions->Open(findings); !status.ok()) return status;
  if (columns != nullptr) *columns = decisions->Columns();
  out->get_schema = arrow::GetSchema;
  out->get_next = arrow::GetNext;
  out->get_last_error = arrow::GetLastError;
  out->release = arrow::Release;
  out->private_data = decisions.release();
  return absl::OkStatus();
}

}  // namespace graduasi
