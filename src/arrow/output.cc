#include "src/arrow/output.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "src/arrow/unfinished.h"
#include "src/columns/bits.h"
#include "src/columns/kernels.h"

namespace graduasi::arrow {
namespace {

constexpr size_t kColumns = 8;
constexpr int64_t kStep = static_cast<int64_t>(ResultIds::kStep);
constexpr size_t kMostGroups = 16;  // of results that are written eight at a time: policies of up to 128

void CopyStep(char* to, const char* from) { std::memcpy(to, from, ResultIds::kStep); }

std::vector<absl::string_view> OutcomeTexts() {
  std::vector<absl::string_view> texts;
  for (int i = 0; i <= static_cast<int>(Outcome::kEligible); ++i) texts.push_back(graduasi::Name(static_cast<Outcome>(i)));
  return texts;
}

std::vector<absl::string_view> RouteTexts(const PolicyDocument& document) {
  std::vector<absl::string_view> texts = {""};
  for (const Route& route : document.routes) texts.emplace_back(route.id.text);
  return texts;
}

// ---- Arrays ----

// A column that was handed out. It owns itself: a consumer may move it away from its parent.
struct ArrayNode {
  std::shared_ptr<SharedBlock> block;
  std::array<const void*, 3> buffers{};
  std::vector<std::unique_ptr<ArrowArray>> own;
  std::vector<ArrowArray*> children;
};

void ReleaseArray(ArrowArray* array) {
  auto* node = static_cast<ArrayNode*>(array->private_data);
  for (ArrowArray* child : node->children) {
    if (child->release != nullptr) child->release(child);
  }
  delete node;
  array->release = nullptr;
}

ArrayNode* StartArray(std::shared_ptr<SharedBlock> block, ArrowArray* out) {
  auto node = std::make_unique<ArrayNode>();
  node->block = std::move(block);
  *out = ArrowArray{};
  out->private_data = node.get();
  out->release = ReleaseArray;
  return node.release();
}

// Sets what an array is; its children have been added.
void SetArray(int64_t length, int64_t nulls, std::initializer_list<const void*> buffers, ArrowArray* array) {
  auto* node = static_cast<ArrayNode*>(array->private_data);
  std::copy(buffers.begin(), buffers.end(), node->buffers.begin());
  if (nulls == 0) node->buffers[0] = nullptr;
  array->length = length;
  array->null_count = nulls;
  array->n_buffers = static_cast<int64_t>(buffers.size());
  array->buffers = node->buffers.data();
  array->n_children = static_cast<int64_t>(node->children.size());
  array->children = node->children.data();
}

ArrowArray* AddChild(ArrowArray* parent) {
  auto* node = static_cast<ArrayNode*>(parent->private_data);
  node->own.push_back(std::make_unique<ArrowArray>());
  node->children.reserve(node->children.size() + 1);
  StartArray(node->block, node->own.back().get());
  node->children.push_back(node->own.back().get());
  return node->children.back();
}

void AddTexts(int64_t length, int64_t nulls, const uint64_t* valid, const TextBuffers& texts, ArrowArray* parent) {
  SetArray(length, nulls, {valid, texts.ends - 1, texts.text}, AddChild(parent));
}

// ---- Memory ----

// Hands out pieces of a block, or only counts what they take.
class Pieces {
 public:
  explicit Pieces(char* base) : base_(base) {}
  template <typename T>
  T* Take(int64_t count) {
    T* piece = base_ == nullptr ? nullptr : reinterpret_cast<T*>(base_ + used_);
    used_ += (static_cast<size_t>(count) * sizeof(T) + kAlignment - 1) & ~(kAlignment - 1);
    return piece;
  }
  TextBuffers TakeTexts(int64_t items, int64_t bytes) {
    TextBuffers texts;
    texts.ends = Take<int32_t>(items + 1);
    if (texts.ends != nullptr) *texts.ends++ = 0;
    texts.text = Take<char>(bytes + 1);
    return texts;
  }
  size_t used() const { return used_; }

  static constexpr size_t kAlignment = 64;  // what Arrow recommends

 private:
  char* base_;
  size_t used_ = 0;
};

}  // namespace

std::vector<Exporter::Name> Exporter::NamesOf(const std::vector<absl::string_view>& texts) {
  std::vector<Name> names(texts.size());
  for (size_t i = 0; i < texts.size(); ++i) {
    names[i].text = texts[i].data();
    names[i].bytes = static_cast<int64_t>(texts[i].size());
    std::copy_n(texts[i].begin(), std::min(texts[i].size(), ResultIds::kStep), names[i].padded);
  }
  return names;
}

Exporter::Exporter(const PolicyDocument& document, const ResultIds& ids)
    : ids_(ids),
      outcome_names_(NamesOf(OutcomeTexts())),
      route_names_(NamesOf(RouteTexts(document))),
      pool_(std::make_shared<BlockPool>()) {}

void Exporter::Start(std::vector<const Answers*> parts) {
  parts_ = std::move(parts);
  Measure();
  LayOut();
}

void Exporter::Measure() {
  places_.assign(1, Place());
  places_.reserve(parts_.size() + 1);
  for (const Answers* part : parts_) {
    Place next = places_.back();
    next.row += part->rows;
    next.id_bytes += part->id_bytes;
    next.outcome_bytes += part->outcome_bytes;
    next.route_bytes += part->route_bytes;
    const ResultSets* const sets[] = {&part->failed, &part->missing, &part->protecting};
    for (size_t i = 0; i < 3; ++i) {
      next.lists[i].items += sets[i]->items;
      next.lists[i].bytes += sets[i]->text_bytes;
    }
    next.lists[3].items += part->findings;
    next.lists[3].bytes += part->finding_bytes;
    places_.push_back(next);
  }
}

void Exporter::LayOut() {
  const Place& end = places_.back();
  const auto lay = [&](Pieces* pieces) {
    const int64_t words = columns::WordsFor(end.row) + 1;
    has_id_ = pieces->Take<uint64_t>(words);
    has_route_ = pieces->Take<uint64_t>(words);
    has_score_ = pieces->Take<uint64_t>(words);
    id_ = pieces->TakeTexts(end.row, end.id_bytes);
    outcome_ = pieces->TakeTexts(end.row, end.outcome_bytes);
    route_ = pieces->TakeTexts(end.row, end.route_bytes);
    for (size_t i = 0; i < kLists; ++i) {
      lists_[i].ends = pieces->Take<int32_t>(end.row + 1);
      if (lists_[i].ends != nullptr) *lists_[i].ends++ = 0;
      lists_[i].items = pieces->TakeTexts(end.lists[i].items, end.lists[i].bytes);
    }
    scores_ = pieces->Take<int64_t>(end.row);
  };
  Pieces counted(nullptr);
  lay(&counted);
  block_ = std::make_shared<SharedBlock>(pool_, counted.used() + Pieces::kAlignment);
  const auto address = reinterpret_cast<uintptr_t>(block_->data());
  Pieces pieces(block_->data() + (-address & (Pieces::kAlignment - 1)));
  lay(&pieces);
}

void Exporter::Write(size_t part) const {
  const Answers& answers = *parts_[part];
  const Place& at = places_[part];
  const Place& end = places_[part + 1];
  WriteIds(answers, at);
  WriteNames(answers.outcomes, 0, outcome_names_, at.row, at.outcome_bytes, end.outcome_bytes, outcome_);
  WriteNames(answers.routes, 1, route_names_, at.row, at.route_bytes, end.route_bytes, route_);
  WriteSets(answers.failed, answers, at.row, at.lists[0], end.lists[0], lists_[0]);
  WriteSets(answers.missing, answers, at.row, at.lists[1], end.lists[1], lists_[1]);
  WriteSets(answers.protecting, answers, at.row, at.lists[2], end.lists[2], lists_[2]);
  WriteFindings(answers, at.row, at.lists[3]);
  WriteScores(answers, at.row);
}

namespace {

template <typename Offset>
void WritePlainIds(const char* text, const Offset* at, int32_t rows, int64_t bytes, int32_t* ends, char* to) {
  std::memcpy(to + bytes, text + at[0], static_cast<size_t>(at[rows] - at[0]));
  const int64_t shift = bytes - static_cast<int64_t>(at[0]);
  for (int32_t i = 0; i < rows; ++i) ends[i] = static_cast<int32_t>(at[i + 1] + shift);
}

}  // namespace

void Exporter::WriteIds(const Answers& answers, const Place& at) const {
  int32_t* ends = id_.ends + at.row;
  const PlainTexts& plain = answers.plain_ids;
  if (plain.at32 != nullptr) return WritePlainIds(plain.text, plain.at32, answers.rows, at.id_bytes, ends, id_.text);
  if (plain.at64 != nullptr) return WritePlainIds(plain.text, plain.at64, answers.rows, at.id_bytes, ends, id_.text);
  int64_t bytes = at.id_bytes;
  for (int32_t i = 0; i < answers.rows; ++i) {
    const absl::string_view id = answers.ids[static_cast<size_t>(i)].value_or(absl::string_view());
    std::copy(id.begin(), id.end(), id_.text + bytes);
    bytes += static_cast<int64_t>(id.size());
    ends[i] = static_cast<int32_t>(bytes);
  }
}

// Copies more than a name's bytes where what comes after is this part's own.
template <typename Code>
void Exporter::WriteNames(const std::vector<Code>& codes, int shift, const std::vector<Name>& names, int64_t row, int64_t bytes,
                          int64_t end_bytes, const TextBuffers& to) const {
  int32_t* ends = to.ends + row;
  if (bytes == end_bytes) {
    std::fill_n(ends, codes.size(), static_cast<int32_t>(bytes));
    return;
  }
  // In locals, or every store of a char could change them.
  const Code* const code = codes.data();
  const Name* const name_of = names.data() + shift;
  char* const text = to.text;
  const auto rows = static_cast<int64_t>(codes.size());
  int64_t i = 0;
  for (; i < rows && bytes + kStep <= end_bytes; ++i) {
    const Name& name = name_of[static_cast<int>(code[i])];
    if (name.bytes > kStep) break;
    CopyStep(text + bytes, name.padded);
    bytes += name.bytes;
    ends[i] = static_cast<int32_t>(bytes);
  }
  for (; i < rows; ++i) {
    const Name& name = name_of[static_cast<int>(code[i])];
    std::copy_n(name.text, name.bytes, text + bytes);
    bytes += name.bytes;
    ends[i] = static_cast<int32_t>(bytes);
  }
}

void Exporter::WriteSets(const ResultSets& sets, const Answers& answers, int64_t row, const TextPlace& at, const TextPlace& end,
                         const ListBuffers& to) const {
  int32_t* ends = to.ends + row;
  if (sets.items == 0) {
    std::fill_n(ends, answers.rows, static_cast<int32_t>(at.items));
    return;
  }
  const auto padded_rows = static_cast<size_t>(answers.padded_rows());
  std::array<const columns::kernels::TextSet*, kMostGroups> by_byte;
  std::array<const uint8_t*, kMostGroups> bytes;
  const size_t groups = sets.groups.size();
  columns::kernels::SetWriter writer{};
  writer.list_ends = ends;
  writer.text_ends = to.items.ends;
  writer.text = to.items.text;
  writer.items = at.items;
  writer.items_end = end.items;
  writer.text_bytes = at.bytes;
  writer.text_bytes_end = end.bytes;
  int64_t row_done = 0;
  if (ids_.together() && groups <= kMostGroups) {
    for (size_t g = 0; g < groups; ++g) {
      by_byte[g] = ids_.Sets(sets.groups[g]);
      bytes[g] = sets.bytes.data() + g * padded_rows;
      writer.row_bytes += ids_.most_bytes(sets.groups[g]);
    }
    writer.groups = static_cast<int64_t>(groups);
    writer.sets = by_byte.data();
    writer.bytes = bytes.data();
    writer.rows = answers.rows;
    row_done = columns::kernels::Active().write_sets(&writer);
  }
  // Where there is no room for more than is wanted, id by id.
  for (int64_t i = row_done; i < answers.rows; ++i) {
    for (size_t g = 0; g < groups; ++g) {
      for (unsigned left = sets.bytes[g * padded_rows + static_cast<size_t>(i)]; left != 0; left &= left - 1) {
        const absl::string_view id = ids_.id(sets.groups[g] * ResultIds::kGroup + static_cast<size_t>(__builtin_ctz(left)));
        std::copy(id.begin(), id.end(), to.items.text + writer.text_bytes);
        writer.text_bytes += static_cast<int64_t>(id.size());
        to.items.ends[writer.items++] = static_cast<int32_t>(writer.text_bytes);
      }
    }
    ends[i] = static_cast<int32_t>(writer.items);
  }
}

void Exporter::WriteFindings(const Answers& answers, int64_t row, const TextPlace& at) const {
  const ListBuffers& to = lists_[3];
  int64_t items = at.items;
  int64_t bytes = at.bytes;
  int32_t next = 0;
  for (const Answers::Wrong& wrong : answers.wrong) {
    for (; next < wrong.row; ++next) to.ends[row + next] = static_cast<int32_t>(items);
    for (const std::string& finding : wrong.findings) {
      std::copy(finding.begin(), finding.end(), to.items.text + bytes);
      bytes += static_cast<int64_t>(finding.size());
      to.items.ends[items++] = static_cast<int32_t>(bytes);
    }
  }
  std::fill(to.ends + row + next, to.ends + row + answers.rows, static_cast<int32_t>(items));
}

void Exporter::WriteScores(const Answers& answers, int64_t row) const {
  if (answers.scores.empty()) {
    std::fill_n(scores_ + row, answers.rows, 0);
  } else {
    std::copy(answers.scores.begin(), answers.scores.end(), scores_ + row);
  }
}

int64_t Exporter::WriteValidity(std::vector<uint64_t> Answers::*bits, bool empty_means, uint64_t* to) const {
  const int64_t rows = places_.back().row;
  std::fill_n(to, columns::WordsFor(rows) + 1, uint64_t{0});
  int64_t valid = 0;
  for (size_t part = 0; part < parts_.size(); ++part) {
    const std::vector<uint64_t>& from = parts_[part]->*bits;
    if (from.empty() && !empty_means) continue;
    const int64_t first = places_[part].row;
    const int shift = static_cast<int>(first & 63);
    for (int64_t done = 0; done < parts_[part]->rows; done += 64) {
      const uint64_t own = columns::LowMask(parts_[part]->rows - done);
      const uint64_t word = from.empty() ? own : from[static_cast<size_t>(done / 64)] & own;
      valid += __builtin_popcountll(word);
      uint64_t* at = to + ((first + done) >> 6);
      at[0] |= word << shift;
      if (shift > 0) at[1] |= word >> (64 - shift);
    }
  }
  return rows - valid;
}

void Exporter::Finish(ArrowArray* out) {
  const Place& end = places_.back();
  out->release = nullptr;
  Unfinished<ArrowArray> guard(out);
  StartArray(block_, out);
  AddTexts(end.row, WriteValidity(&Answers::has_id, true, has_id_), has_id_, id_, out);
  AddTexts(end.row, 0, nullptr, outcome_, out);
  AddTexts(end.row, WriteValidity(&Answers::has_route, false, has_route_), has_route_, route_, out);
  for (size_t i = 0; i < kLists; ++i) {
    if (i == 3) {
      ArrowArray* scores = AddChild(out);
      SetArray(end.row, WriteValidity(&Answers::has_score, false, has_score_), {has_score_, scores_}, scores);
    }
    ArrowArray* list = AddChild(out);
    AddTexts(end.lists[i].items, 0, nullptr, lists_[i].items, list);
    SetArray(end.row, 0, {nullptr, lists_[i].ends - 1}, list);
  }
  static_assert(kColumns == 3 + kLists + 1);
  SetArray(end.row, 0, {nullptr}, out);
  block_.reset();
  parts_.clear();
  guard.Done();
}

int64_t MostRows(const PolicyDocument& document) {
  constexpr int64_t kMostBytes = int64_t{1} << 31;
  // A row of findings is longer than any other text: 21 sentences of a path and a few hundred bytes; an id has at most 1,000.
  int64_t longest = std::max<int64_t>(21 * 1000, ResultIds(document).text_bytes());
  for (const Route& route : document.routes) longest = std::max(longest, static_cast<int64_t>(route.id.text.size()));
  return std::max<int64_t>(1, kMostBytes / (longest + 1) - 1);
}

}  // namespace graduasi::arrow
