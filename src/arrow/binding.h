// Which column of a stream holds which field of the household. Found by name along the field tables of the model, once for a
// stream; every mistake of the schema is a finding of its column. It knows types, not values, and nothing of policies but the
// columns that their program reads.
#ifndef GRADUASI_SRC_ARROW_BINDING_H_
#define GRADUASI_SRC_ARROW_BINDING_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "graduasi/arrow_abi.h"
#include "graduasi/finding.h"
#include "src/arrow/format.h"
#include "src/columns/batch.h"
#include "src/columns/program.h"
#include "src/model/record.h"

namespace graduasi::arrow {

// A column of the stream and the field that it holds.
struct BoundField {
  const model::FieldInfo* field = nullptr;    // null: the household itself
  const model::RecordInfo* record = nullptr;  // household, record, list: whose fields `fields` are
  std::string path;                           // "members.born_on"
  int position = -1;                          // number of the child in the parent's array
  int number = -1;                            // position of the field in its record
  Format format;                              // of the values, which a dictionary holds if there is one
  Format index;                               // kOther: no dictionary; else the form of its indices
  Format item;                                // of a list: kStruct or kNull
  int64_t children = 0;                       // of the array; of a list: of its items
  int input = -1;                             // the column of the batch; -1: the policy does not read it
  int32_t table = -1;                         // of a list: the table of its elements; -1: the policy reads none of them
  // Of an enum: by NameSlot of a name the position that it probably has.
  std::array<uint8_t, 64> likely{};
  bool absent_is_false = false;  // recorded only when true
  // Of a string: plain texts, if all have fewer bytes than this, need only be looked through.
  int64_t unread_below = 0;
  std::vector<BoundField> fields;  // those that the stream has, in the order of the field table

  bool dictionary() const { return index.form != Form::kOther; }
};

inline size_t NameSlot(absl::string_view name) {
  if (name.empty()) return 0;
  return (name.size() * 5 + static_cast<unsigned char>(name.front()) * 3u + static_cast<unsigned char>(name.back())) % 64;
}

struct Binding {
  BoundField household;
  std::vector<bool> false_where_absent;  // for each input of the program: a bool that is recorded only when true
  // Paths with dots, "members.born_on": what the policy reads and the stream has; what it reads and the stream lacks; and what
  // the stream has beyond the model.
  std::vector<std::string> read, absent, ignored;
};

// Appends findings, and the binding is of no use then, if a column of the stream has a type that its field cannot be read from
// or if there is nothing in the stream that the program reads.
void Bind(const ArrowSchema& schema, const columns::Program& program, const columns::RecordedWhenTrue& recorded_when_true,
          Binding* binding, Findings* findings);

}  // namespace graduasi::arrow

#endif  // GRADUASI_SRC_ARROW_BINDING_H_
