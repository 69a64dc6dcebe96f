// A cohort as content. This file must not know how anything was counted.
#include <algorithm>

#include "absl/strings/str_cat.h"
#include "src/decide/words.h"
#include "src/programme/report_content.h"

namespace graduasi::programme {
namespace {

using Row = NumberTable::Row;

constexpr LifeState kStates[] = {LifeState::kRecipient, LifeState::kIdentified, LifeState::kInMentoring, LifeState::kNominated,
                                 LifeState::kAssessed,  LifeState::kVerified,   LifeState::kGraduated,   LifeState::kMonitored,
                                 LifeState::kClosed,    LifeState::kReturned};

// Of a cohort that is so many times its target, the scale ends with the target: else nothing of it could be seen.
constexpr int64_t kMostTimes = 4;

// Rows of one number each, whose names say what it is.
NumberTable Counts(std::string caption, const Words& words, const char* name_head_id, const char* name_head_en) {
  NumberTable table;
  table.caption = std::move(caption);
  table.name_head = {words.Say(name_head_id, name_head_en), ""};
  table.heads = {{words.Say("Keluarga", "Families"), ""}};
  table.text_without_head = true;
  return table;
}

// The chart of the rows: one bar, cut as they are.
Chart Stack(const NumberTable& table) {
  Chart chart;
  std::vector<analysis::BarPart> parts;
  for (const Row& row : table.rows) {
    for (const analysis::BarPart& part : row.bar) parts.push_back(part);
  }
  chart.drawing = analysis::StackedBar(parts);
  return chart;
}

void AddCount(int64_t count, std::string what, const char* color, NumberTable* table, int64_t whole, const Words& words) {
  if (count <= 0) return;
  Row row;
  row.name = std::move(what);
  row.cells = {words.Number(count)};
  if (table->heads.size() > 1) row.cells.push_back(words.Share(count, whole));
  if (*color != '\0') row.bar = {{count, color}};
  row.key = color;
  table->rows.push_back(std::move(row));
}

void AddList(const std::vector<Obstruction>& list, const char* title, const char* explanation, bool facts, int64_t whole,
             const Words& words, Content* content) {
  if (list.empty()) return;
  Section section;
  section.title = title;
  if (*explanation != '\0') section.blocks.push_back(Sentence{explanation, Sentence::Weight::kSoft});
  NumberTable table;
  table.caption = title;
  table.name_head = {facts ? words.Say("Data", "Fact") : words.Say("Syarat atau pelindung", "Criterion or safeguard"), ""};
  table.heads = {
      {words.Say("Keluarga", "Families"), ""}, {words.Say("Bagian", "Share"), ""}, {words.Say("Hanya ini", "This alone"), ""}};
  for (const Obstruction& obstruction : list) {
    Row row;
    row.name = obstruction.id;
    const std::string& said = obstruction.title.in(words.language());
    if (!said.empty()) absl::StrAppend(&row.name, "  ", said);
    row.cells = {words.Number(obstruction.families), words.Share(obstruction.families, whole), words.Number(obstruction.alone)};
    row.bar = {{obstruction.alone, "is"}, {obstruction.families - obstruction.alone, "was"}};
    table.bar_most = std::max(table.bar_most, obstruction.families);
    table.rows.push_back(std::move(row));
  }
  Chart legend;
  legend.keys = {{"is", words.Say("hanya ini", "this alone")}, {"was", words.Say("bersama hal lain", "with something else")}};
  section.blocks.push_back(std::move(legend));
  section.blocks.push_back(std::move(table));
  content->push_back(std::move(section));
}

}  // namespace

const char* ColorOf(Outcome outcome) {
  switch (outcome) {
    case Outcome::kEligible:
      return "more";
    case Outcome::kNotYet:
      return "is";
    case Outcome::kNeedsData:
      return "ask";
    case Outcome::kProtected:
      return "safe";
    case Outcome::kInvalid:
      return "less";
  }
  return "other";
}

const char* ColorOf(LifeState state) {
  switch (state) {
    case LifeState::kRecipient:
      return "step1";
    case LifeState::kIdentified:
      return "step2";
    case LifeState::kInMentoring:
      return "step3";
    case LifeState::kNominated:
      return "step4";
    case LifeState::kAssessed:
      return "step5";
    case LifeState::kVerified:
      return "step6";
    case LifeState::kGraduated:
      return "gone1";
    case LifeState::kMonitored:
      return "gone2";
    case LifeState::kClosed:
      return "gone3";
    case LifeState::kReturned:
      return "less";
  }
  return "other";
}

void AddStanding(const CohortReport& report, const Words& words, Content* content) {
  Section stand;
  stand.title = words.Say("Keadaan", "Where they stand");
  NumberTable states = Counts(words.Say("Keluarga menurut keadaan", "Families by where they stand"), words, "Keadaan", "State");
  states.heads.push_back({words.Say("Bagian", "Share"), ""});
  for (const LifeState state : kStates) {
    const auto found = report.by_state.find(state);
    if (found == report.by_state.end()) continue;
    AddCount(found->second, Title(state).in(words.language()), ColorOf(state), &states, report.families, words);
  }
  AddCount(report.without_history, words.Say("tanpa riwayat", "without a history"), "none", &states, report.families, words);
  NumberTable besides = Counts(words.Say("Di antaranya", "Among them"), words, "Di antaranya", "Among them");
  besides.heads.push_back({words.Say("Bagian", "Share"), ""});
  AddCount(report.objecting, words.Say("dengan keberatan terbuka", "with an open objection"), "", &besides, report.families,
           words);
  AddCount(report.deferred, words.Say("ditunda karena data", "deferred for missing data"), "", &besides, report.families,
           words);
  AddCount(report.with_open_findings,
           words.Say("dengan temuan pemeriksaan yang terbuka", "with open findings of an inspection"), "", &besides,
           report.families, words);
  stand.blocks.push_back(Stack(states));
  stand.blocks.push_back(std::move(states));
  content->push_back(std::move(stand));
  if (!besides.rows.empty()) {
    Section among;
    among.title = besides.caption;
    among.blocks.push_back(std::move(besides));
    content->push_back(std::move(among));
  }

  Section said;
  said.title = words.Say("Menurut kebijakan", "What the policy says");
  NumberTable outcomes =
      Counts(words.Say("Keluarga menurut jawaban kebijakan", "Families by the policy's answer"), words, "Jawaban", "Answer");
  outcomes.heads.push_back({words.Say("Bagian", "Share"), ""});
  for (const auto& [outcome, count] : report.by_outcome) {
    AddCount(count, decide::Word(outcome, words.language()), ColorOf(outcome), &outcomes, report.families, words);
  }
  said.blocks.push_back(Stack(outcomes));
  said.blocks.push_back(std::move(outcomes));
  if (report.candidates > 0) {
    said.blocks.push_back(Sentence{absl::StrCat(words.Say("Dapat menjadi calon sekarang: ", "Could be candidates now: "),
                                                words.Families(report.candidates),
                                                words.Say(" (dapat diusulkan, atau tinggal menunggu prosedur).",
                                                          " (may be proposed, or nothing is open but the procedure)."))});
  }
  content->push_back(std::move(said));
}

void AddObstructions(const CohortReport& report, const Words& words, Content* content) {
  AddList(report.failing, words.Say("Belum terpenuhi", "Not met"),
          words.Say("Syarat pada jalur terdekat. \"Hanya ini\": tidak ada hal lain yang menahan keluarga itu.",
                    "Criteria of the nearest route. \"This alone\": nothing else keeps the family back."),
          false, report.families, words, content);
  AddList(report.unknown, words.Say("Belum dapat dinilai", "Cannot be judged"), "", false, report.families, words, content);
  AddList(report.missing_facts, words.Say("Data yang kurang", "Missing facts"), "", true, report.families, words, content);
  AddList(report.protecting, words.Say("Perlindungan", "Protected by"), "", false, report.families, words, content);
}

void AddConversion(const CohortReport& report, const Words& words, Content* content) {
  if (!report.conversion.has_value()) return;
  const CohortReport::Conversion& conversion = *report.conversion;
  Section section;
  section.title = words.Say("Angkatan terhadap target", "The cohort against the target");
  NumberTable table = Counts(words.Say("Angkatan terhadap target", "The cohort against the target"), words, "Keadaan", "State");
  const auto count = [&](int64_t number, const char* what, const char* color) {
    Row row;
    row.name = what;
    row.cells = {words.Number(number)};
    row.key = color;
    table.rows.push_back(std::move(row));
  };
  count(conversion.graduated, words.Say("sudah graduasi", "graduated"), "");
  if (conversion.returned > 0) {
    count(conversion.returned, words.Say("kembali menerima bantuan", "back in assistance"), "");
  }
  count(conversion.in_pipeline, words.Say("masih dalam proses", "still in the pipeline"), "");
  if (conversion.attained != conversion.graduated) {
    count(conversion.attained, words.Say("sudah diperoleh untuk target", "attained for the target"), "");
  }
  section.blocks.push_back(std::move(table));
  // Where the published result is the larger one, it is drawn where it stands.
  if (conversion.still_least > 0 && conversion.attained <= conversion.graduated) {
    const int64_t least = conversion.attained + conversion.still_least, most = conversion.attained + conversion.still_most;
    const bool whole = report.families / kMostTimes <= most;
    Chart chart;
    chart.drawing = analysis::RangeDrawing(
        {conversion.attained, least, most, whole ? std::optional<int64_t>(report.families) : std::nullopt}, words.language());
    chart.keys = {{"is", words.Say("sudah diperoleh", "attained")},
                  {most == least ? "edge" : "band", words.Say("target", "target")}};
    if (whole) chart.keys.push_back({"track", words.Say("seluruh angkatan", "the whole cohort")});
    section.blocks.push_back(std::move(chart));
  }
  if (conversion.still_most == 0) {
    section.blocks.push_back(
        Sentence{words.Say("Tidak ada lagi yang diperlukan untuk target.", "Nothing more is needed for the target.")});
  } else {
    section.blocks.push_back(Sentence{absl::StrCat(
        words.Say("Masih perlu ", "Still needed: "), words.Range(conversion.still_least, conversion.still_most),
        conversion.needed.has_value() ? absl::StrCat(words.Say(", yaitu ", ", that is "), words.Percent(*conversion.needed),
                                                     words.Say(" dari yang masih dalam proses.", " of those in the pipeline."))
                                      : ".")});
  }
  if (!conversion.possible) {
    section.blocks.push_back(Sentence{words.Say("Target tidak dapat lagi dicapai oleh angkatan ini saja.",
                                                "The target can no longer be met by this cohort alone."),
                                      Sentence::Weight::kNotice});
  }
  content->push_back(std::move(section));
}

}  // namespace graduasi::programme

namespace graduasi {

std::string Explain(const CohortReport& report, Language language) {
  const programme::Words words(language);
  programme::Content content;
  programme::Section head;
  head.blocks.push_back(programme::Sentence{
      absl::StrCat(words.Families(report.families), words.Say(", per ", ", as of "), words.Day(report.as_of))});
  content.push_back(std::move(head));
  programme::AddStanding(report, words, &content);
  programme::AddObstructions(report, words, &content);
  programme::AddConversion(report, words, &content);
  return programme::TextOf(content);
}

}  // namespace graduasi
