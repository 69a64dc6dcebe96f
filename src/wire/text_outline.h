// The outline of a protobuf text: which field stands where, and where in the file each byte of a quoted text stands. It reads
// the tokens that protobuf's own parser reads, accepts more than that parser does, and judges nothing.
#ifndef GRADUASI_SRC_WIRE_TEXT_OUTLINE_H_
#define GRADUASI_SRC_WIRE_TEXT_OUTLINE_H_

#include "absl/strings/string_view.h"
#include "src/wire/outline.h"

namespace graduasi::wire {

// As far as the text can be followed; braces nested deeper than `max_nesting` are not.
OutlineMessage OutlineOfText(absl::string_view text, int max_nesting);

// The byte at which a tokenizer's place stands (`line` and `column` from 0, tabs widen the column to the next multiple of 8).
size_t OffsetOfToken(absl::string_view text, int line, int column);

}  // namespace graduasi::wire

#endif  // GRADUASI_SRC_WIRE_TEXT_OUTLINE_H_
