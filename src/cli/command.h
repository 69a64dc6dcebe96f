// The subcommands of `graduasi`, their arguments and exit codes. It must not know how arguments are written on the command line
// (main.cc) nor anything of the library but capi/graduasi.h.
#ifndef GRADUASI_SRC_CLI_COMMAND_H_
#define GRADUASI_SRC_CLI_COMMAND_H_

#include <cstdint>
#include <string>
#include <vector>

namespace graduasi::cli {

enum ExitCode {
  kDone = 0,
  kFindings = 1,   // findings about an input: a policy or records
  kWrongCall = 2,  // the call: an argument, a file that cannot be read or written
};

// Reads a policy and says what it is, or all that is wrong with it.
struct CheckArguments {
  std::string policy;
};
int Check(const CheckArguments& arguments);

// Decides every line of a file of records.
struct DecideArguments {
  std::string policy;
  std::string households;  // "-": standard input
  std::string as_of;
  std::string format = "table";  // or "jsonl"
  std::string language = "id";   // or "en"
  std::vector<std::string> recorded_when_true;
  int threads = 0;  // 0: one for each processor
};
int Decide(const DecideArguments& arguments);

// Decides one household of a file and tells why.
struct ExplainArguments {
  std::string policy;
  std::string households;
  std::string id;
  std::string as_of;
  std::string language = "id";
  std::vector<std::string> recorded_when_true;
};
int Explain(const ExplainArguments& arguments);

// Shows what a change of policy does to a register.
struct CompareArguments {
  std::string old_policy;
  std::string new_policy;
  std::string households;
  std::string as_of;
  std::string old_as_of;  // "": as_of
  std::string language = "id";
  std::vector<std::string> recorded_when_true;
  std::string html, json, flips;  // files to write; "": none
  int margin_percent = 5;
  int margin_months = 1;
  int threads = 0;  // 0: one for each processor
};
int Compare(const CompareArguments& arguments);

// Says what is wrong with a register by name by address, and where.
struct QualityArguments {
  std::vector<std::string> households;  // "-": standard input
  std::string as_of;
  std::vector<std::string> regions;  // lists of region codes
  std::string vintage;               // of them, the one in force; "": the greatest
  std::string policy;                // whose facts are looked for; "": all facts
  std::string language = "id";       // or "en"
  std::string json;                  // file for the whole report; "": none
  std::string places;                // file for every place; "": none
  std::vector<std::string> recorded_when_true;
  int region_level = 3;
  int show = 5;  // places of each kind on the page
};
int Quality(const QualityArguments& arguments);

// Writes the page of an office: its target, its cohort, when families become eligible, how probable the target is.
struct ProgrammeArguments {
  std::string policy;  // "": figures alone
  std::string cohort;  // "-": standard input
  std::string as_of;
  std::string target;   // "30..35", "2820", or the id of a target of the figures; "": that of region and year, if there is one
  std::string period;   // of a target given as numbers; "": the year in which the look ahead ends
  std::string region;   // "": the target's, else the nation
  std::string figures;  // file; "": none
  std::string rules;    // file; "": the defaults
  std::string histories;
  std::string until;               // "": the end of the target's period
  std::vector<std::string> rates;  // "65%", "PROTECTED=0%"
  std::vector<std::string> recorded_when_true;
  std::string language = "id";
  std::string html, json;  // files to write; "": none
  bool rank = false;
  int threads = 0;  // 0: one for each processor
};
int Programme(const ProgrammeArguments& arguments);

// Prints the reference of facts.
int Facts();

// Runs the suites of tests of policies.
struct TestArguments {
  std::vector<std::string> policies;
  std::vector<std::string> suites;  // none: those beside each policy
  std::string junit;                // file for the results as XML; "": none
  std::string coverage;             // "text", "listing" or "json"; "": not measured
  std::string language = "id";
  bool mutate = false;             // also run the tests on mutants of the policies
  bool survivors_allowed = false;  // a mutant that survives is no failure
  std::string survivor_cases;      // file for cases that tell survivors; "": none
  std::string mutants;             // file for the reports as JSON lines; "": none
};
int Test(const TestArguments& arguments);

// Writes a synthetic register as JSON lines.
struct SynthArguments {
  int64_t households = 0;
  std::string region;
  uint64_t seed = 1;
  std::string as_of = "2026-06-15";
  int mentored = 0;    // year in which all families are mentored; 0: a register of all sorts
  std::string events;  // file for what happened to those; "": none
};
int Synth(const SynthArguments& arguments);

// Decides every line of a file of records and appends a record of each decision to a chain.
struct RecordArguments {
  std::string policy;
  std::string households;  // "-": standard input
  std::string as_of;
  std::string language = "id";
  std::vector<std::string> recorded_when_true;
  std::string records;   // appended to; made if it is not there
  std::string seal_key;  // file; "": no seal
  bool identities_in_clear = false;
};
int Record(const RecordArguments& arguments);

// Decides the records of a chain again and says what differs.
struct VerifyArguments {
  std::string records;
  std::vector<std::string> policies;
  std::string households;  // register to compare with; "": none
  std::string seal_key;    // file; "": none
  std::string head;        // hash that the last record must have; "": any
  std::string language = "id";
};
int Verify(const VerifyArguments& arguments);

// Appends a day's events to the histories of families, or shows where the families stand.
struct HistoryArguments {
  std::string histories;              // replaced whole; with events made if it is not there
  std::string events;                 // "": show; "-": standard input
  std::string records;                // chain of decision records on which events rest; "": none
  std::vector<std::string> policies;  // by which those were decided
  std::string rules;                  // of families without a history; "": there are none
  std::string id;                     // of the one family that is shown; "": all are counted
  std::string language = "id";
  bool dry_run = false;  // nothing is written
};
int History(const HistoryArguments& arguments);

}  // namespace graduasi::cli

#endif  // GRADUASI_SRC_CLI_COMMAND_H_
