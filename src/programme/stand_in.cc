#include "src/programme/stand_in.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <string>

#include "absl/strings/string_view.h"
#include "src/model/record.h"

namespace graduasi::programme {
namespace {

constexpr size_t kIdentityDigits = 16;

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

bool IsIdentityNumber(absl::string_view text) {
  return text.size() == kIdentityDigits && std::all_of(text.begin(), text.end(), IsDigit);
}

// A character of the same length that means nothing. What is not UTF-8 stays what it is not.
void AppendBlank(absl::string_view text, size_t* at, std::string* blank) {
  const auto lead = static_cast<unsigned char>(text[*at]);
  size_t length = lead < 0x80 ? 1 : lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1;
  length = std::min(length, text.size() - *at);
  bool whole = lead < 0x80 || length > 1;
  for (size_t i = 1; i < length; ++i) whole = whole && (static_cast<unsigned char>(text[*at + i]) & 0xc0) == 0x80;
  if (!whole) {
    blank->push_back('\x80');
    ++*at;
    return;
  }
  static constexpr absl::string_view kBlank[] = {"x", "\xc3\x97", "\xe2\x80\xa2", "\xf0\x9f\x91\xa4"};
  if (lead == 0) {
    blank->push_back('\0');
  } else {
    blank->append(kBlank[length - 1].data(), length);
  }
  *at += length;
}

class Replacer {
 public:
  void Replace(const model::RecordInfo& record, void* owner) {
    for (const model::FieldInfo& field : record.fields) {
      switch (field.kind) {
        case model::FieldKind::kString:
          if (field.Present(owner)) ReplaceText(field.role == Role::kIdentity, &**field.MutableString(owner));
          break;
        case model::FieldKind::kRecord:
          Replace(*field.record, field.MutableRecord(owner));
          break;
        case model::FieldKind::kList:
          for (size_t i = 0; i < field.ListSize(owner); ++i) Replace(*field.record, field.MutableElement(owner, i));
          break;
        case model::FieldKind::kBool:
        case model::FieldKind::kInt:
        case model::FieldKind::kDate:
        case model::FieldKind::kEnum:
          break;
      }
    }
  }

 private:
  void ReplaceText(bool identity, std::string* text) {
    if (IsIdentityNumber(*text)) {
      const size_t number = numbers_.emplace(*text, numbers_.size() + 1).first->second;
      std::string digits = std::to_string(number);
      *text = std::string(kIdentityDigits - digits.size(), '0') + digits;
      return;
    }
    if (!identity) return;
    std::string blank;
    for (size_t at = 0; at < text->size();) {
      if (IsDigit((*text)[at])) {
        blank.push_back('0');
        ++at;
      } else {
        AppendBlank(*text, &at, &blank);
      }
    }
    *text = std::move(blank);
  }

  std::map<std::string, size_t> numbers_;
};

}  // namespace

Household StandIn(const Household& household) {
  Household copy = household;
  Replacer().Replace(model::HouseholdRecord(), &copy);
  return copy;
}

}  // namespace graduasi::programme
