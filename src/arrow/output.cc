#include "src/arrow/output.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>

#include "absl/strings/string_view.h"
#include "graduasi/decision.h"

namespace graduasi::arrow {
namespace {

constexpr size_t kColumns = 8;
struct ColumnType {
  const char* name;
  const char* format;
  bool nullable;
};
constexpr ColumnType kTypes[kColumns] = {{"id", "u", true},       {"outcome", "u", false},  {"route", "u", true},
                                         {"failed", "+l", false}, {"missing", "+l", false}, {"protecting", "+l", false},
                                         {"score", "l", true},    {"findings", "+l", false}};

// ---- Schema ----

// A schema and what it points to, the children included: they are part of the parent's memory and are released with it, or, if
// a consumer has moved them away, by whoever moved them. So each node owns itself.
struct SchemaNode {
  std::string metadata;
  std::vector<ArrowSchema*> children;
  std::vector<std::unique_ptr<ArrowSchema>> own;
};

void ReleaseSchema(ArrowSchema* schema) {
  auto* node = static_cast<SchemaNode*>(schema->private_data);
  for (ArrowSchema* child : node->children) {
    if (child->release != nullptr) child->release(child);
  }
  delete node;
  schema->release = nullptr;
}

// Without children. Releasing it frees what it holds.
void StartSchema(const char* format, const char* name, bool nullable, ArrowSchema* out) {
  auto node = std::make_unique<SchemaNode>();
  *out = ArrowSchema{};
  out->format = format;
  out->name = name;
  out->flags = nullable ? ARROW_FLAG_NULLABLE : 0;
  out->private_data = node.release();
  out->release = ReleaseSchema;
}

void AddChild(ArrowSchema* parent, const char* format, const char* name, bool nullable) {
  auto* node = static_cast<SchemaNode*>(parent->private_data);
  node->own.push_back(std::make_unique<ArrowSchema>());
  node->children.reserve(node->children.size() + 1);
  StartSchema(format, name, nullable, node->own.back().get());
  node->children.push_back(node->own.back().get());
  parent->children = node->children.data();
  parent->n_children = static_cast<int64_t>(node->children.size());
}

// Pairs of texts as the specification packs them: counts and sizes as native int32.
std::string Packed(const Metadata& metadata) {
  std::string bytes;
  const auto add = [&bytes](size_t number) {
    const auto value = static_cast<int32_t>(number);
    bytes.append(reinterpret_cast<const char*>(&value), sizeof(value));
  };
  add(metadata.size());
  for (const auto& [key, value] : metadata) {
    for (const std::string* text : {&key, &value}) {
      add(text->size());
      bytes.append(*text);
    }
  }
  return bytes;
}

// ---- Arrays ----

// Buffers of one array; the validity bitmap is left out while nothing is null.
struct ArrayNode {
  std::vector<uint8_t> validity;
  std::vector<int32_t> offsets;
  std::vector<int64_t> numbers;
  std::string text;
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

ArrayNode* StartArray(ArrowArray* out) {
  auto node = std::make_unique<ArrayNode>();
  *out = ArrowArray{};
  out->private_data = node.get();
  out->release = ReleaseArray;
  return node.release();
}

ArrowArray* AddChild(ArrayNode* parent) {
  parent->own.push_back(std::make_unique<ArrowArray>());
  parent->children.reserve(parent->children.size() + 1);
  StartArray(parent->own.back().get());
  parent->children.push_back(parent->own.back().get());
  return parent->children.back();
}

ArrayNode* NodeOf(ArrowArray* array) { return static_cast<ArrayNode*>(array->private_data); }

void Finish(int64_t length, int64_t nulls, int64_t buffers, ArrowArray* array) {
  ArrayNode* node = NodeOf(array);
  array->length = length;
  array->null_count = nulls;
  array->n_buffers = buffers;
  node->buffers[0] = nulls > 0 ? node->validity.data() : nullptr;
  array->buffers = node->buffers.data();
  array->n_children = static_cast<int64_t>(node->children.size());
  array->children = node->children.data();
}

// Writes a column value by value.
class TextColumn {
 public:
  TextColumn(int64_t rows, ArrowArray* array) : array_(array), node_(NodeOf(array)) {
    node_->offsets.reserve(static_cast<size_t>(rows) + 1);
    node_->offsets.push_back(0);
    node_->validity.assign(static_cast<size_t>(rows + 7) / 8, 0);
  }
  void Add(absl::string_view text) {
    node_->text.append(text.data(), text.size());
    SetValid();
    node_->offsets.push_back(static_cast<int32_t>(node_->text.size()));
  }
  void AddNull() {
    ++nulls_;
    node_->offsets.push_back(static_cast<int32_t>(node_->text.size()));
  }
  void Finish() {
    node_->text.reserve(1);
    node_->buffers[1] = node_->offsets.data();
    node_->buffers[2] = node_->text.data();
    arrow::Finish(static_cast<int64_t>(node_->offsets.size()) - 1, nulls_, 3, array_);
  }
  int32_t count() const { return static_cast<int32_t>(node_->offsets.size()) - 1; }

 private:
  void SetValid() {
    const size_t row = node_->offsets.size() - 1;
    if (row / 8 >= node_->validity.size()) node_->validity.resize(row / 8 + 1, 0);
    node_->validity[row / 8] = static_cast<uint8_t>(node_->validity[row / 8] | 1u << (row % 8));
  }

  ArrowArray* array_;
  ArrayNode* node_;
  int64_t nulls_ = 0;
};

// A list of texts for each row; the lists are written one after the other.
class ListColumn {
 public:
  ListColumn(int64_t rows, ArrowArray* array) : array_(array), items_(0, AddChild(NodeOf(array))) {
    NodeOf(array_)->offsets.reserve(static_cast<size_t>(rows) + 1);
    NodeOf(array_)->offsets.push_back(0);
  }
  void Add(absl::string_view text) { items_.Add(text); }
  void Close() { NodeOf(array_)->offsets.push_back(items_.count()); }
  void Finish() {
    items_.Finish();
    NodeOf(array_)->buffers[1] = NodeOf(array_)->offsets.data();
    arrow::Finish(static_cast<int64_t>(NodeOf(array_)->offsets.size()) - 1, 0, 2, array_);
  }

 private:
  ArrowArray* array_;
  TextColumn items_;
};

// What a policy calls its criteria, safeguards after them.
std::vector<absl::string_view> ResultIds(const PolicyDocument& document) {
  std::vector<absl::string_view> ids;
  for (const Criterion& criterion : document.criteria) ids.emplace_back(criterion.id.text);
  for (const Safeguard& safeguard : document.safeguards) ids.emplace_back(safeguard.id.text);
  return ids;
}

void ExportIds(const std::vector<const Answers*>& parts, int64_t rows, ArrowArray* out) {
  TextColumn column(rows, out);
  for (const Answers* part : parts) {
    for (const std::optional<absl::string_view>& id : part->ids) id.has_value() ? column.Add(*id) : column.AddNull();
  }
  column.Finish();
}

void ExportOutcomes(const std::vector<const Answers*>& parts, int64_t rows, ArrowArray* out) {
  TextColumn column(rows, out);
  for (const Answers* part : parts) {
    for (const Outcome outcome : part->outcomes) column.Add(Name(outcome));
  }
  column.Finish();
}

void ExportRoutes(const PolicyDocument& document, const std::vector<const Answers*>& parts, int64_t rows, ArrowArray* out) {
  TextColumn column(rows, out);
  for (const Answers* part : parts) {
    for (const int32_t route : part->routes) {
      route < 0 ? column.AddNull() : column.Add(document.routes[static_cast<size_t>(route)].id.text);
    }
  }
  column.Finish();
}

void ExportLists(const std::vector<absl::string_view>& ids, const std::vector<const Answers*>& parts,
                 Answers::Lists Answers::*lists, int64_t rows, ArrowArray* out) {
  ListColumn column(rows, out);
  for (const Answers* part : parts) {
    const Answers::Lists& from = part->*lists;
    int32_t next = 0;
    for (const int32_t end : from.ends) {
      for (; next < end; ++next) column.Add(ids[static_cast<size_t>(from.values[static_cast<size_t>(next)])]);
      column.Close();
    }
  }
  column.Finish();
}

void ExportScores(const std::vector<const Answers*>& parts, int64_t rows, ArrowArray* out) {
  ArrayNode* node = NodeOf(out);
  node->numbers.reserve(static_cast<size_t>(rows) + 1);
  node->validity.assign(static_cast<size_t>(rows + 7) / 8, 0);
  int64_t nulls = 0;
  for (const Answers* part : parts) {
    for (const std::optional<int64_t>& score : part->scores) {
      const size_t row = node->numbers.size();
      node->numbers.push_back(score.value_or(0));
      if (score.has_value()) {
        node->validity[row / 8] = static_cast<uint8_t>(node->validity[row / 8] | 1u << (row % 8));
      } else {
        ++nulls;
      }
    }
  }
  node->buffers[1] = node->numbers.data();
  Finish(rows, nulls, 2, out);
}

void ExportFindings(const std::vector<const Answers*>& parts, int64_t rows, ArrowArray* out) {
  ListColumn column(rows, out);
  for (const Answers* part : parts) {
    auto next = part->findings.begin();
    for (const Outcome outcome : part->outcomes) {
      if (outcome == Outcome::kInvalid) {
        for (const std::string& finding : *next++) column.Add(finding);
      }
      column.Close();
    }
  }
  column.Finish();
}

// Releases what has been built so far if an allocation fails.
template <typename Structure>
class Unfinished {
 public:
  explicit Unfinished(Structure* structure) : structure_(structure) {}
  ~Unfinished() {
    if (structure_ != nullptr && structure_->release != nullptr) structure_->release(structure_);
  }
  Unfinished(const Unfinished&) = delete;
  Unfinished& operator=(const Unfinished&) = delete;
  void Done() { structure_ = nullptr; }

 private:
  Structure* structure_;
};

}  // namespace

void ExportSchema(const Metadata& metadata, ArrowSchema* out) {
  out->release = nullptr;
  Unfinished<ArrowSchema> guard(out);
  StartSchema("+s", "", false, out);
  auto* node = static_cast<SchemaNode*>(out->private_data);
  node->metadata = Packed(metadata);
  out->metadata = node->metadata.data();
  for (const ColumnType& type : kTypes) {
    AddChild(out, type.format, type.name, type.nullable);
    if (absl::string_view(type.format) == "+l") AddChild(out->children[out->n_children - 1], "u", "item", false);
  }
  guard.Done();
}

void ExportAnswers(const PolicyDocument& document, const std::vector<const Answers*>& parts, ArrowArray* out) {
  int64_t rows = 0;
  for (const Answers* part : parts) rows += static_cast<int64_t>(part->outcomes.size());
  const std::vector<absl::string_view> ids = ResultIds(document);
  out->release = nullptr;
  Unfinished<ArrowArray> guard(out);
  ArrayNode* node = StartArray(out);
  for (size_t i = 0; i < kColumns; ++i) AddChild(node);
  ExportIds(parts, rows, node->children[0]);
  ExportOutcomes(parts, rows, node->children[1]);
  ExportRoutes(document, parts, rows, node->children[2]);
  ExportLists(ids, parts, &Answers::failed, rows, node->children[3]);
  ExportLists(ids, parts, &Answers::missing, rows, node->children[4]);
  ExportLists(ids, parts, &Answers::protecting, rows, node->children[5]);
  ExportScores(parts, rows, node->children[6]);
  ExportFindings(parts, rows, node->children[7]);
  Finish(rows, 0, 1, out);
  guard.Done();
}

int64_t MostRows(const PolicyDocument& document) {
  constexpr int64_t kMostBytes = int64_t{1} << 31;
  // A row of findings is longer than any other text: 21 sentences of a path and a few hundred bytes; an id has at most 1,000.
  int64_t longest = 21 * 1000;
  int64_t ids = 0;
  for (const absl::string_view id : ResultIds(document)) ids += static_cast<int64_t>(id.size());
  for (const Route& route : document.routes) longest = std::max(longest, static_cast<int64_t>(route.id.text.size()));
  return std::max<int64_t>(1, kMostBytes / (std::max(longest, ids) + 1) - 1);
}

}  // namespace graduasi::arrow
