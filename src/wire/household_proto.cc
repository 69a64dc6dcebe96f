// The protobuf encoding of a household: one walk down the field tables reads it, another writes it. Field numbers are positions
// in the tables, which a test holds against the .proto. Must not know policies.
#include "src/wire/household_proto.h"

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "src/base/finding_list.h"
#include "src/base/place.h"
#include "src/cel/utf8.h"
#include "src/model/record.h"
#include "src/wire/field_form.h"
#include "src/wire/household_json.h"

namespace graduasi::wire {
namespace {

using model::FieldInfo;
using model::FieldKind;
using model::RecordInfo;

enum WireType : uint32_t { kVarint = 0, kFixed64 = 1, kBytes = 2, kFixed32 = 5 };

bool HasLists(const RecordInfo& record) {
  for (const FieldInfo& field : record.fields) {
    if (field.kind == FieldKind::kList) return true;
  }
  return false;
}

bool IsNumber(FieldKind kind) { return kind == FieldKind::kBool || kind == FieldKind::kInt || kind == FieldKind::kEnum; }

class Reader {
 public:
  explicit Reader(FindingList* findings) : findings_(findings) {}

  void ReadRecord(const RecordInfo& record, void* owner, absl::string_view bytes, const Place& place) {
    uint64_t seen = 0;
    while (!bytes.empty()) {
      uint64_t key = 0;
      uint64_t number = 0;
      absl::string_view payload;
      if (!ReadVarint(&bytes, &key) || !ReadPayload(static_cast<uint32_t>(key & 7), &bytes, &number, &payload)) {
        broken_ = true;
        return Report(place, "the bytes are not a whole graduasi.v1.Household message; they are cut off or something else");
      }
      const uint64_t position = (key >> 3) - 1;
      if (position == kKnownEmptyNumber - 1 && (key & 7) == kBytes && HasLists(record)) {
        ReadKnownEmpty(record, owner, payload, place);
      } else if (position >= record.fields.size()) {
        Report(place, absl::StrCat("holds a field that ", record.name, " does not have; a newer release may know it"));
      } else {
        const FieldInfo& field = record.fields[position];
        const Place here{&place, field.name};
        if ((key & 7) != (IsNumber(field.kind) ? kVarint : kBytes)) {
          Report(here, "has another type on the wire than in graduasi.v1");
        } else if (field.kind != FieldKind::kList && (seen >> position & 1) != 0) {
          Report(here, "is given twice in the same message; leave one");
        } else {
          ReadField(field, owner, number, payload, place);
        }
        seen |= uint64_t{1} << position;
      }
      if (broken_) return;
    }
  }

 private:
  // A finding's text need not be made when it is only counted.
  void Report(const Place& place, absl::string_view message) {
    if (findings_->full()) return findings_->Add("", "");
    findings_->Add(place.ToString(), std::string(message));
  }

  static bool ReadVarint(absl::string_view* bytes, uint64_t* value) {
    uint64_t result = 0;
    for (size_t i = 0; i < bytes->size() && i < 10; ++i) {
      const uint64_t byte = static_cast<unsigned char>((*bytes)[i]);
      if (i == 9 && byte > 1) return false;
      result |= (byte & 0x7f) << (7 * i);
      if (byte < 0x80) {
        *value = result;
        bytes->remove_prefix(i + 1);
        return true;
      }
    }
    return false;
  }

  static bool ReadPayload(uint32_t type, absl::string_view* bytes, uint64_t* number, absl::string_view* payload) {
    uint64_t size = 0;
    switch (type) {
      case kVarint:
        return ReadVarint(bytes, number);
      case kBytes:
        if (!ReadVarint(bytes, &size)) return false;
        break;
      case kFixed64:
        size = 8;
        break;
      case kFixed32:
        size = 4;
        break;
      default:
        return false;
    }
    if (size > bytes->size()) return false;
    *payload = bytes->substr(0, static_cast<size_t>(size));
    bytes->remove_prefix(static_cast<size_t>(size));
    return true;
  }

  void ReadField(const FieldInfo& field, void* owner, uint64_t number, absl::string_view payload, const Place& place) {
    const Place here{&place, field.name};
    switch (field.kind) {
      case FieldKind::kBool:
        if (number > 1) return Report(here, "is neither 0 nor 1, as a bool is");
        *field.MutableBool(owner) = number == 1;
        return;
      case FieldKind::kInt:
        *field.MutableInt(owner) = static_cast<int64_t>(number);
        return;
      case FieldKind::kEnum:
        if (number == 0) return Report(here, "is UNSPECIFIED; what is not known is left out");
        if (number > field.enumeration->constants.size()) {
          return Report(here, absl::StrCat("is no value of ", field.enumeration->name, "; a newer release may know it"));
        }
        return field.SetEnum(owner, static_cast<int32_t>(number - 1));
      case FieldKind::kString:
        if (cel::FindInvalidUtf8(payload) != std::string::npos) return Report(here, "is not valid UTF-8");
        field.MutableString(owner)->emplace(payload.data(), payload.size());
        return;
      case FieldKind::kDate: {
        const std::string mistake = ReadDate(payload, field.MutableDate(owner));
        if (!mistake.empty()) Report(here, mistake);
        return;
      }
      case FieldKind::kRecord:
        return ReadRecord(*field.record, field.MutableRecord(owner), payload, here);
      case FieldKind::kList: {
        if (field.Present(owner) && field.ListSize(owner) == 0) Report(here, "has elements and is named in known_empty");
        const Place element{&place, field.name, static_cast<int64_t>(field.ListSize(owner))};
        return ReadRecord(*field.record, field.Append(owner), payload, element);
      }
    }
  }

  void ReadKnownEmpty(const RecordInfo& record, void* owner, absl::string_view name, const Place& place) {
    for (const FieldInfo& field : record.fields) {
      if (field.kind != FieldKind::kList || name != field.name) continue;
      if (field.ListSize(owner) > 0) return Report(Place{&place, field.name}, "has elements and is named in known_empty");
      return field.StartList(owner);
    }
    Report(Place{&place, "known_empty"}, absl::StrCat("names no list of ", record.name));
  }

  FindingList* findings_;
  bool broken_ = false;
};

void AppendVarint(uint64_t value, std::string* out) {
  for (; value >= 0x80; value >>= 7) out->push_back(static_cast<char>(value | 0x80));
  out->push_back(static_cast<char>(value));
}

void AppendNumber(uint64_t number, uint64_t value, std::string* out) {
  AppendVarint(number << 3 | kVarint, out);
  AppendVarint(value, out);
}

void AppendBytes(uint64_t number, absl::string_view value, std::string* out) {
  AppendVarint(number << 3 | kBytes, out);
  AppendVarint(value.size(), out);
  out->append(value.data(), value.size());
}

std::string WriteRecord(const RecordInfo& record, const void* owner) {
  std::string out;
  std::vector<absl::string_view> known_empty;
  for (size_t i = 0; i < record.fields.size(); ++i) {
    const FieldInfo& field = record.fields[i];
    if (!field.Present(owner)) continue;
    const uint64_t number = i + 1;
    switch (field.kind) {
      case FieldKind::kBool:
        AppendNumber(number, *field.Bool(owner) ? 1 : 0, &out);
        break;
      case FieldKind::kInt:
        AppendNumber(number, static_cast<uint64_t>(*field.Int(owner)), &out);
        break;
      case FieldKind::kEnum:
        AppendNumber(number, static_cast<uint64_t>(field.Enum(owner)) + 1, &out);
        break;
      case FieldKind::kString:
        AppendBytes(number, *field.String(owner), &out);
        break;
      case FieldKind::kDate:
        AppendBytes(number, field.Date(owner)->ToString(), &out);
        break;
      case FieldKind::kRecord: {
        const std::string inner = WriteRecord(*field.record, field.Record(owner));
        if (!inner.empty()) AppendBytes(number, inner, &out);
        break;
      }
      case FieldKind::kList:
        if (field.ListSize(owner) == 0) known_empty.push_back(field.name);
        for (size_t k = 0; k < field.ListSize(owner); ++k) {
          AppendBytes(number, WriteRecord(*field.record, field.Element(owner, k)), &out);
        }
        break;
    }
  }
  for (absl::string_view name : known_empty) AppendBytes(kKnownEmptyNumber, name, &out);
  return out;
}

}  // namespace

bool ReadHouseholdProto(absl::string_view bytes, Household* household, Findings* findings) {
  *household = Household();
  FindingList list(findings);
  if (bytes.size() > kMaxHouseholdBytes) {
    list.Add("", absl::StrCat("the message is longer than ", kMaxHouseholdBytes >> 20, " MiB, which no household needs"));
    return false;
  }
  Reader(&list).ReadRecord(model::HouseholdRecord(), household, bytes, Place());
  return list.empty();
}

std::string WriteHouseholdProto(const Household& household) { return WriteRecord(model::HouseholdRecord(), &household); }

}  // namespace graduasi::wire
