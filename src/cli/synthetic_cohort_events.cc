// The events of a mentored family up to a day. Every event here is one that the rules of the reference policy allow, given the
// decisions of the middle of the year; GRADUATE is not among them, for that is an officer's to decide.
#include <algorithm>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "src/cli/synthetic_cohort.h"

namespace graduasi::cli {
namespace {

constexpr int64_t kFamiliesOfAMentor = 10;

class EventWriter {
 public:
  EventWriter(const SyntheticCohort& cohort, const MentoredFamily& family)
      : cohort_(cohort), family_(family), mentor_("PENDAMPING-" + Padded((family.number - 1) / kFamiliesOfAMentor + 1, 2)) {}

  void Write(std::string* out) {
    Add("IDENTIFY", family_.identified_on, Precision::kMonth, "MENTOR", mentor_);
    Add("START_MENTORING", family_.mentored_on, family_.mentored_precision, "MENTOR", mentor_);
    for (const MentoredFinding& finding : family_.findings) AddFinding(finding);
    const std::string document = Padded(family_.number, 4) + "/" + std::to_string(cohort_.mentored + 1);
    const std::string household = "KPM-" + Padded(family_.number, 4);
    const std::string village = "KELURAHAN-" + family_.place.code;
    Add("NOMINATE", family_.nominated_on, Precision::kDay, "MENTOR", mentor_);
    Add("SIGN_STATEMENT", family_.signed_on, Precision::kDay, "HOUSEHOLD", household, "PERNYATAAN-" + document);
    Add("ASSESS", family_.assessed_on, Precision::kDay, "MENTOR", mentor_, "PENILAIAN-" + document);
    Add("DELIBERATE", family_.deliberated_on, Precision::kDay, "VILLAGE", village, "MUSKEL-" + document);
    Add("VERIFY", family_.verified_on, Precision::kDay, "OFFICER", "DINSOS-01", "VERIFIKASI-" + document);
    // Of one day in the order in which they were added.
    std::stable_sort(lines_.begin(), lines_.end(), [](const Line& a, const Line& b) { return a.on < b.on; });
    for (const Line& line : lines_) *out += line.text + "\n";
  }

 private:
  struct Line {
    SyntheticDay on;
    std::string text;
  };
  using More = std::function<void(SyntheticJson*)>;

  void Add(const char* event, SyntheticDay on, Precision precision, const char* role, const std::string& actor,
           const std::string& document = "", const More& more = nullptr) {
    if (cohort_.as_of < on) return;
    Line line;
    line.on = on;
    SyntheticJson json(&line.text);
    json.OpenRecord();
    json.Text("household", family_.id);
    json.OpenRecord("event");
    json.Text("event", event);
    json.Date("on", on, precision);
    json.Text("actor", actor);
    json.Text("role", role);
    if (!document.empty()) json.Text("document", document);
    if (more != nullptr) more(&json);
    json.CloseRecord();
    json.CloseRecord();
    lines_.push_back(std::move(line));
  }

  void AddFinding(const MentoredFinding& finding) {
    const More item = [&](SyntheticJson* json) { json->Text("item", finding.item); };
    Add("RECORD_FINDING", family_.inspected_on, Precision::kDay, "INSPECTOR", "PLUT-01", "", [&](SyntheticJson* json) {
      item(json);
      json->Text("severity", finding.severity);
      json->Date("due_on", finding.due_on);
    });
    Add("PUT_RIGHT", finding.put_right_on, Precision::kDay, "HOUSEHOLD", "KPM-" + Padded(family_.number, 4), "", item);
    Add("CONFIRM_FINDING", finding.confirmed_on, Precision::kDay, "INSPECTOR", "PLUT-01", "", item);
    Add("PUT_RIGHT", finding.put_right_again_on, Precision::kDay, "HOUSEHOLD", "KPM-" + Padded(family_.number, 4), "", item);
    Add("CLEAR_FINDING", finding.cleared_on, Precision::kDay, "INSPECTOR", "PLUT-01", "", item);
  }

  const SyntheticCohort& cohort_;
  const MentoredFamily& family_;
  const std::string mentor_;
  std::vector<Line> lines_;
};

}  // namespace

void AppendMentoredEvents(const SyntheticCohort& cohort, const MentoredFamily& family, std::string* out) {
  EventWriter(cohort, family).Write(out);
}

}  // namespace graduasi::cli
