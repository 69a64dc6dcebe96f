// The languages in which reasons and tables are rendered for people. Machine-readable output never depends on it.
#ifndef GRADUASI_LANGUAGE_H_
#define GRADUASI_LANGUAGE_H_

namespace graduasi {

enum class Language { kIndonesian, kEnglish };

}  // namespace graduasi

#endif  // GRADUASI_LANGUAGE_H_
