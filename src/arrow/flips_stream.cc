// The flips of a comparison as a stream of columns, for whatever reads Arrow. Each column owns its memory.
#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <memory>
#include <new>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "graduasi/arrow_abi.h"
#include "graduasi/comparison.h"

namespace graduasi {
namespace arrow {
namespace {

constexpr size_t kRows = 65'536;  // of one array

struct FlipColumn {
  const char* name;
  const char* format;
  bool nullable;
};
constexpr FlipColumn kColumns[] = {{"row", "l", false},         {"id", "u", true},         {"before", "u", false},
                                   {"before_route", "u", true}, {"after", "u", false},     {"after_route", "u", true},
                                   {"because_id", "u", false},  {"because_en", "u", false}};
constexpr size_t kColumnCount = sizeof(kColumns) / sizeof(kColumns[0]);

template <typename Structure>
struct Node {
  std::vector<std::unique_ptr<Structure>> children;
  std::vector<Structure*> pointers;
  // Of an array.
  std::vector<int64_t> numbers;
  std::vector<int32_t> offsets;
  std::vector<uint8_t> valid;
  std::string text;
  const void* buffers[3] = {};
};

template <typename Structure>
void Release(Structure* structure) {
  auto* node = static_cast<Node<Structure>*>(structure->private_data);
  for (Structure* child : node->pointers) {
    if (child->release != nullptr) child->release(child);
  }
  delete node;
  structure->release = nullptr;
}

// Takes the node; everything that can fail is done before.
template <typename Structure>
void Adopt(std::unique_ptr<Node<Structure>> node, Structure* out) {
  out->n_children = static_cast<int64_t>(node->pointers.size());
  out->children = node->pointers.empty() ? nullptr : node->pointers.data();
  out->private_data = node.release();
  out->release = Release<Structure>;
}

// Releases the children that are made if making does not get to the end.
template <typename Structure>
std::unique_ptr<Node<Structure>> WithChildren() {
  auto node = std::make_unique<Node<Structure>>();
  node->pointers.reserve(kColumnCount);
  for (size_t i = 0; i < kColumnCount; ++i) node->children.push_back(std::make_unique<Structure>());
  return node;
}

template <typename Structure>
class Children {
 public:
  explicit Children(Node<Structure>* node) : node_(node) {}
  ~Children() {
    if (node_ == nullptr) return;
    for (Structure* child : node_->pointers) child->release(child);
    node_->pointers.clear();
  }
  Children(const Children&) = delete;
  Children& operator=(const Children&) = delete;
  void Keep() { node_ = nullptr; }

 private:
  Node<Structure>* node_;
};

void MakeSchema(ArrowSchema* out) {
  auto node = WithChildren<ArrowSchema>();
  Children<ArrowSchema> made(node.get());
  for (size_t i = 0; i < kColumnCount; ++i) {
    auto own = std::make_unique<Node<ArrowSchema>>();
    ArrowSchema* child = node->children[i].get();
    *child = ArrowSchema{};
    child->format = kColumns[i].format;
    child->name = kColumns[i].name;
    child->flags = kColumns[i].nullable ? ARROW_FLAG_NULLABLE : 0;
    Adopt(std::move(own), child);
    node->pointers.push_back(child);
  }
  made.Keep();
  *out = ArrowSchema{};
  out->format = "+s";
  out->name = "";
  Adopt(std::move(node), out);
}

class Flips {
 public:
  explicit Flips(std::shared_ptr<const PolicyComparison> comparison) : comparison_(std::move(comparison)) {}

  void Next(ArrowArray* out) {
    const size_t count = std::min(kRows, comparison_->flips.size() - next_);
    if (count == 0) return;
    auto node = WithChildren<ArrowArray>();
    Children<ArrowArray> made(node.get());
    for (size_t i = 0; i < kColumnCount; ++i) {
      MakeColumn(i, count, node->children[i].get());
      node->pointers.push_back(node->children[i].get());
    }
    made.Keep();
    *out = ArrowArray{};
    out->length = static_cast<int64_t>(count);
    out->n_buffers = 1;
    out->buffers = node->buffers;
    Adopt(std::move(node), out);
    next_ += count;
  }

 private:
  std::string Text(size_t column, const Flip& flip) const {
    switch (column) {
      case 1:
        return flip.id;
      case 2:
        return Name(flip.before.outcome);
      case 3:
        return flip.before.route;
      case 4:
        return Name(flip.after.outcome);
      case 5:
        return flip.after.route;
      default:
        return CauseText(*comparison_, flip.sets, flip.narrowed, column == 6 ? Language::kIndonesian : Language::kEnglish);
    }
  }

  // A text that is empty in a column that may be null is null.
  void MakeColumn(size_t column, size_t count, ArrowArray* out) const {
    auto node = std::make_unique<Node<ArrowArray>>();
    *out = ArrowArray{};
    out->length = static_cast<int64_t>(count);
    if (column == 0) {
      for (size_t i = 0; i < count; ++i) node->numbers.push_back(comparison_->flips[next_ + i].row);
      node->buffers[1] = node->numbers.data();
      out->n_buffers = 2;
    } else {
      node->offsets.push_back(0);
      node->valid.assign((count + 7) / 8, 0);
      for (size_t i = 0; i < count; ++i) {
        const std::string text = Text(column, comparison_->flips[next_ + i]);
        node->text += text;
        node->offsets.push_back(static_cast<int32_t>(node->text.size()));
        if (text.empty() && kColumns[column].nullable) {
          ++out->null_count;
        } else {
          node->valid[i / 8] = static_cast<uint8_t>(node->valid[i / 8] | 1u << (i % 8));
        }
      }
      node->buffers[0] = out->null_count == 0 ? nullptr : node->valid.data();
      node->buffers[1] = node->offsets.data();
      node->buffers[2] = node->text.data();
      out->n_buffers = 3;
    }
    out->buffers = node->buffers;
    Adopt(std::move(node), out);
  }

  const std::shared_ptr<const PolicyComparison> comparison_;
  size_t next_ = 0;
};

// Nothing thrown leaves through C.
template <typename Body>
int Contain(const Body& body) noexcept {
  try {
    body();
    return 0;
  } catch (const std::bad_alloc&) {
    return ENOMEM;
  } catch (...) {
    return EIO;
  }
}

int GetSchema(ArrowArrayStream*, ArrowSchema* out) {
  out->release = nullptr;
  return Contain([&] { MakeSchema(out); });
}
int GetNext(ArrowArrayStream* stream, ArrowArray* out) {
  out->release = nullptr;
  return Contain([&] { static_cast<Flips*>(stream->private_data)->Next(out); });
}
const char* GetLastError(ArrowArrayStream*) { return "out of memory"; }
void ReleaseStream(ArrowArrayStream* stream) {
  delete static_cast<Flips*>(stream->private_data);
  stream->release = nullptr;
}

}  // namespace
}  // namespace arrow

void FlipsStream(std::shared_ptr<const PolicyComparison> comparison, ArrowArrayStream* out) {
  auto flips = std::make_unique<arrow::Flips>(std::move(comparison));
  out->get_schema = arrow::GetSchema;
  out->get_next = arrow::GetNext;
  out->get_last_error = arrow::GetLastError;
  out->release = arrow::ReleaseStream;
  out->private_data = flips.release();
}

}  // namespace graduasi
