#include "src/arrow/output_schema.h"

#include <cstdint>
#include <memory>

#include "absl/strings/string_view.h"
#include "src/arrow/unfinished.h"

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

}  // namespace graduasi::arrow
