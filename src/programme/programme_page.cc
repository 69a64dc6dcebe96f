// The page of an office for a browser: one file of HTML that loads nothing and runs nothing, on a screen, on a telephone and on
// A4.
#include <string>

#include "absl/strings/str_cat.h"
#include "graduasi/programme_report.h"
#include "src/analysis/page_parts.h"
#include "src/programme/report_content.h"

namespace graduasi {

std::string ToHtml(const ProgrammeReport& report, Language language) {
  const programme::Words words(language);
  const std::string title = analysis::Escaped(programme::TitleOf(report, words));
  return absl::StrCat("<!DOCTYPE html>\n<html lang=\"", words.Say("id", "en"), "\">\n<head>\n<meta charset=\"utf-8\">\n",
                      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>", title,
                      "</title>\n<style>", analysis::PageStyle(), "</style>\n</head>\n<body>\n<main>\n<h1>", title, "</h1>\n",
                      programme::HtmlOf(programme::ContentOf(report, words)), "</main>\n</body>\n</html>\n");
}

}  // namespace graduasi
