// The places of a message's fields for a reader that turns it into a document: path, line and column. It knows nothing of what
// the fields mean.
#ifndef GRADUASI_SRC_WIRE_SPOT_H_
#define GRADUASI_SRC_WIRE_SPOT_H_

#include <cstddef>
#include <string>
#include <utility>

#include "graduasi/policy.h"
#include "src/wire/outline.h"

namespace graduasi::wire {

// A message and where its fields stand. Cheap to make, used on the way down only.
class Spot {
 public:
  Spot(const OutlineMessage* outline, std::string path) : outline_(outline), path_(std::move(path)) {}

  SourcePlace PlaceOf(const std::string& field, int index = -1) const {
    SourcePlace place;
    place.path = JoinPath(path_, field, index);
    if (const OutlineValue* value = Find(field, index)) {
      place.line = value->line;
      place.column = value->column;
    }
    return place;
  }

  Placed Text(const std::string& field, const std::string& text, int index = -1) const {
    Placed placed;
    placed.text = text;
    placed.place = PlaceOf(field, index);
    const OutlineValue* value = Find(field, index);
    if (value != nullptr && value->positions.size() == text.size() + 1) placed.positions = value->positions;
    return placed;
  }

  Spot Inside(const std::string& field, int index = -1) const {
    const OutlineValue* value = Find(field, index);
    return Spot(value == nullptr ? nullptr : value->message.get(), JoinPath(path_, field, index));
  }

 private:
  const OutlineValue* Find(const std::string& field, int index) const {
    return outline_ == nullptr ? nullptr : outline_->Find(field, index < 0 ? 0 : static_cast<size_t>(index));
  }

  const OutlineMessage* outline_;
  std::string path_;
};

}  // namespace graduasi::wire

#endif  // GRADUASI_SRC_WIRE_SPOT_H_
