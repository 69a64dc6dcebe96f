// The page of an office for a terminal.
#include <string>

#include "absl/strings/str_cat.h"
#include "graduasi/programme_report.h"
#include "src/programme/report_content.h"

namespace graduasi {

std::string ToText(const ProgrammeReport& report, Language language) {
  const programme::Words words(language);
  programme::Content content = programme::ContentOf(report, words);
  programme::Section title;
  title.level = 1;
  title.title = programme::TitleOf(report, words);
  content.insert(content.begin(), std::move(title));
  return programme::TextOf(content);
}

}  // namespace graduasi
