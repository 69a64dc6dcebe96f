// The parts of a programme's reports as content: each worded once, for its own page and for the page of an office. This file
// must not know how anything was counted, nor of text or HTML.
#ifndef GRADUASI_SRC_PROGRAMME_REPORT_CONTENT_H_
#define GRADUASI_SRC_PROGRAMME_REPORT_CONTENT_H_

#include <cstddef>
#include <optional>
#include <vector>

#include "graduasi/cohort.h"
#include "graduasi/language.h"
#include "graduasi/programme_report.h"
#include "graduasi/projection.h"
#include "graduasi/ranking.h"
#include "src/programme/page_content.h"
#include "src/programme/programme_words.h"

namespace graduasi::programme {

// Where the families stand and what the policy says of them; what keeps them back; what that means for the target.
void AddStanding(const CohortReport& report, const Words& words, Content* content);
void AddObstructions(const CohortReport& report, const Words& words, Content* content);
void AddConversion(const CohortReport& report, const Words& words, Content* content);

// Which class of the style stands for an outcome or a state, in bars and in the keys of charts.
const char* ColorOf(Outcome outcome);
const char* ColorOf(LifeState state);

// Month by month. Against what is still needed of a target, if that is known.
struct StillNeeded {
  int64_t least = 0;
  int64_t most = 0;
};
void AddProjection(const Projection& projection, const std::optional<StillNeeded>& needed, const Words& words,
                   Content* content);

// The assumption and what follows from it.
void AddForecast(const CompletionForecast& forecast, const Words& words, Content* content);
// The shape of the distribution, for a browser.
void AddDistribution(const CompletionForecast& forecast, const Words& words, Content* content);

// The order, with a line where each of the cuts lies. At most `limit` families are shown, those at the top and around the cuts;
// how many are not is said. `limit` 0: all.
void AddRanking(const Ranking& ranking, const std::vector<Cut>& cuts, size_t limit, const Words& words, Content* content);

// Everything.
Content ContentOf(const ProgrammeReport& report, const Words& words);
// What the page is called.
std::string TitleOf(const ProgrammeReport& report, const Words& words);

}  // namespace graduasi::programme

#endif  // GRADUASI_SRC_PROGRAMME_REPORT_CONTENT_H_
