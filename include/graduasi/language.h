// The languages in which people are told what was decided.
#ifndef GRADUASI_LANGUAGE_H_
#define GRADUASI_LANGUAGE_H_

#include <string>

namespace graduasi {

enum class Language { kIndonesian, kEnglish };

// A text in both languages, written by the policy's author.
struct Text {
  std::string id;  // Indonesian
  std::string en;  // English
  const std::string& in(Language language) const { return language == Language::kIndonesian ? id : en; }
};

}  // namespace graduasi

#endif  // GRADUASI_LANGUAGE_H_
