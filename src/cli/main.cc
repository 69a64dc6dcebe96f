// The command `graduasi`: reads the command line and runs one subcommand. What a subcommand does is its own file's; this one
// knows only how arguments are written.
#include <CLI/CLI.hpp>
#include <cstdint>
#include <functional>
#include <string>

#include "capi/graduasi.h"
#include "src/cli/command.h"

namespace graduasi::cli {
namespace {

constexpr int64_t kMaxSyntheticHouseholds = 10000000;

std::string VersionText() {
  const uint32_t version = graduasi_version();
  return "graduasi " + std::to_string(version / 1000000) + "." + std::to_string(version / 1000 % 1000) + "." +
         std::to_string(version % 1000);
}

// A register, a day and a language: what every command has that decides.
template <typename Arguments>
void AddRegister(CLI::App* command, Arguments* arguments) {
  command->add_option("--households", arguments->households, "records, one JSON object a line; - reads standard input")
      ->type_name("FILE")
      ->required();
  command->add_option("--as-of", arguments->as_of, "the day of the decision, as in 2026-06-15")->type_name("DATE")->required();
  command->add_option("--lang", arguments->language, "language of what people read: id (default) or en")
      ->type_name("LANGUAGE")
      ->check(CLI::IsMember({"id", "en"}));
  command
      ->add_option("--recorded-when-true", arguments->recorded_when_true,
                   "a yes-or-no fact that the register records only when true, as household.members[].pregnant; repeatable")
      ->type_name("FACT")
      ->expected(1)
      ->allow_extra_args(false)
      ->take_all();
}

// Options that `decide` and `explain` share.
template <typename Arguments>
void AddDeciding(CLI::App* command, Arguments* arguments) {
  command->add_option("--policy", arguments->policy, "policy: protobuf text (.txtpb), JSON (.json) or binary (.binpb)")
      ->type_name("FILE")
      ->required();
  AddRegister(command, arguments);
}

void AddCheck(CLI::App* app, std::function<int()>* run) {
  static CheckArguments arguments;
  CLI::App* command = app->add_subcommand("check", "Check a policy: all findings with line and column, or what it is");
  command->add_option("POLICY", arguments.policy, "policy: protobuf text (.txtpb), JSON (.json) or binary (.binpb)")
      ->type_name("FILE")
      ->required();
  command->footer("Example:\n  graduasi check policies/pkh-graduasi/2026.policy.txtpb");
  command->callback([run] { *run = [] { return Check(arguments); }; });
}

void AddDecide(CLI::App* app, std::function<int()>* run) {
  static DecideArguments arguments;
  CLI::App* command = app->add_subcommand("decide", "Decide every household of a register: one line of output for every line");
  AddDeciding(command, &arguments);
  command->add_option("--format", arguments.format, "table (default): a line for people; jsonl: the whole decision")
      ->type_name("FORMAT")
      ->check(CLI::IsMember({"table", "jsonl"}));
  command->add_option("--threads", arguments.threads, "how many threads decide; 0 (default): one for each processor")
      ->type_name("N")
      ->check(CLI::Range(0, 256));
  command->footer(
      "Decisions go to standard output, a summary to standard error. A record that cannot be read is INVALID; its line number\n"
      "and what is wrong are told on standard error, and the others are decided.\n"
      "Exit code: 0 done, 1 some records are INVALID or the policy has findings, 2 wrong call.\n\n"
      "Examples:\n"
      "  graduasi decide --policy 2026.policy.txtpb --households pasuruan.jsonl --as-of 2026-06-15 --lang id\n"
      "  zcat register.jsonl.gz | graduasi decide --policy 2026.policy.txtpb --households - --as-of 2026-06-15 --format jsonl");
  command->callback([run] { *run = [] { return Decide(arguments); }; });
}

void AddRecord(CLI::App* app, std::function<int()>* run) {
  static RecordArguments arguments;
  CLI::App* command = app->add_subcommand("record", "Decide a register and keep a record of every decision");
  AddDeciding(command, &arguments);
  command->add_option("--records", arguments.records, "the chain of records, appended to; a new file if there is none")
      ->type_name("FILE")
      ->required();
  command
      ->add_option("--seal-key", arguments.seal_key,
                   "a secret of at least 32 bytes, in a file: with it the office can show later whose record it is")
      ->type_name("FILE");
  command->add_flag("--identities-in-clear", arguments.identities_in_clear,
                    "keep NIK, KK number, name and address; without it stand-ins take their place");
  command->footer(
      "Each record holds what its decision rests on and names the one before by its hash. Keep the head, which is printed at "
      "the\n"
      "end, elsewhere: nobody can then rewrite what lies before it.\n"
      "Exit code: 0 done, 1 some records are INVALID or the chain does not end soundly, 2 wrong call.\n\n"
      "Example:\n"
      "  graduasi record --policy 2026.policy.txtpb --households batu.jsonl --as-of 2026-06-15 --records 2026.records.jsonl");
  command->callback([run] { *run = [] { return Record(arguments); }; });
}

void AddVerify(CLI::App* app, std::function<int()>* run) {
  static VerifyArguments arguments;
  CLI::App* command = app->add_subcommand("verify", "Decide recorded decisions again and say what differs");
  command->add_option("RECORDS", arguments.records, "a chain of records; - reads standard input")
      ->type_name("FILE")
      ->required();
  command->add_option("--policy", arguments.policies, "a policy by which was decided; repeatable")
      ->type_name("FILE")
      ->expected(1)
      ->allow_extra_args(false)
      ->take_all()
      ->required();
  command
      ->add_option("--households", arguments.households, "a register: every record must be of a family in it, as it is there")
      ->type_name("FILE");
  command->add_option("--seal-key", arguments.seal_key, "with --households: the secret with which the records were sealed")
      ->type_name("FILE");
  command->add_option("--head", arguments.head, "the hash that the last record must have")->type_name("HASH");
  command->add_option("--lang", arguments.language, "language of what people read: id (default) or en")
      ->type_name("LANGUAGE")
      ->check(CLI::IsMember({"id", "en"}));
  command->footer(
      "What differs goes to standard error: record, field, recorded against recomputed. A summary goes to standard output.\n"
      "Exit code: 0 all records replay, 1 some do not, 2 wrong call.\n\n"
      "Example:\n"
      "  graduasi verify 2026.records.jsonl --policy 2026.policy.txtpb");
  command->callback([run] { *run = [] { return Verify(arguments); }; });
}

void AddHistory(CLI::App* app, std::function<int()>* run) {
  static HistoryArguments arguments;
  CLI::App* command = app->add_subcommand("history", "Append a day's events to the histories of families, or show them");
  command->add_option("--histories", arguments.histories, "histories, one JSON object a line, one for each family")
      ->type_name("FILE")
      ->required();
  CLI::Option* events =
      command->add_option("--events", arguments.events, "the day's events, one a line; - reads standard input")
          ->type_name("FILE");
  CLI::Option* records =
      command->add_option("--records", arguments.records, "the chain of decision records on which events rest")
          ->type_name("FILE");
  command->add_option("--policy", arguments.policies, "a policy by which was decided; repeatable")
      ->type_name("FILE")
      ->expected(1)
      ->allow_extra_args(false)
      ->take_all()
      ->needs(records);
  records->needs("--policy");
  command->add_option("--rules", arguments.rules, "what the programme sets, JSON: for families that have no history yet")
      ->type_name("FILE")
      ->needs(events);
  command->add_flag("--dry-run", arguments.dry_run, "tell what would come of the events, and write nothing")->needs(events);
  command->add_option("--id", arguments.id, "show this household's history in full")
      ->type_name("ID")
      ->excludes(events)
      ->excludes(records);
  command->add_option("--lang", arguments.language, "language of what people read: id (default) or en")
      ->type_name("LANGUAGE")
      ->check(CLI::IsMember({"id", "en"}));
  command->footer(
      "An event: {\"household\": \"35.79.01-0007\",\n"
      "           \"event\": {\"event\": \"IDENTIFY\", \"on\": \"2025-11\", \"actor\": \"P-12\", \"role\": \"MENTOR\"}}\n"
      "One that rests on a decision and brings none takes that of the household's latest record not after it. A refused event\n"
      "is told with what, why and what would be right, and none of its household's events is taken; those of the others are.\n"
      "Events that were recorded before are passed over, so a mended file can be given again. The file of histories is\n"
      "replaced whole. Without --events, --records asks whether the histories rest on what was decided.\n"
      "Exit code: 0 done, 1 events were refused or a file is not sound, 2 wrong call.\n\n"
      "Examples:\n"
      "  graduasi history --histories batu.histories.jsonl --events today.events.jsonl --rules 2026.rules.json \\\n"
      "    --records 2026.records.jsonl --policy 2026.policy.txtpb\n"
      "  graduasi history --histories batu.histories.jsonl --id 35.79.01-0007 --lang id");
  command->callback([run] { *run = [] { return History(arguments); }; });
}

void AddExplain(CLI::App* app, std::function<int()>* run) {
  static ExplainArguments arguments;
  CLI::App* command = app->add_subcommand("explain", "Explain the decision on one household");
  AddDeciding(command, &arguments);
  command->add_option("--id", arguments.id, "the household's id in the register")->type_name("ID")->required();
  command->footer(
      "Example:\n"
      "  graduasi explain --policy 2026.policy.txtpb --households batu.jsonl --id 35.79.01-0007 --as-of 2025-12-23 --lang id");
  command->callback([run] { *run = [] { return Explain(arguments); }; });
}

void AddProgramme(CLI::App* app, std::function<int()>* run) {
  static ProgrammeArguments arguments;
  CLI::App* command =
      app->add_subcommand("programme", "Write the page of an office: its target, its cohort, and what may come of it");
  command->add_option("--as-of", arguments.as_of, "the day of the page, as in 2026-06-15")->type_name("DATE")->required();
  command->add_option("--policy", arguments.policy, "policy: protobuf text (.txtpb), JSON (.json) or binary (.binpb)")
      ->type_name("FILE");
  command
      ->add_option("--cohort", arguments.cohort,
                   "the families that are mentored: records, one JSON object a line; - reads standard input")
      ->type_name("FILE");
  command->add_option("--histories", arguments.histories, "histories of these families, one JSON object a line")
      ->type_name("FILE");
  command->add_option("--figures", arguments.figures, "published figures, targets and results: a JSON document")
      ->type_name("FILE");
  command->add_option("--rules", arguments.rules, "rules of the life cycle: a JSON document, as 2026.rules.json")
      ->type_name("FILE");
  command
      ->add_option(
          "--target", arguments.target,
          "families that are to graduate: 30..35, 2820, or the id of a target of --figures (default: the one that they "
          "have of --region and the year of --as-of)")
      ->type_name("TARGET");
  command
      ->add_option("--period", arguments.period,
                   "year or month of a --target of numbers, as 2026 (default: the year in which --until ends, without --until "
                   "that of --as-of)")
      ->type_name("PERIOD");
  command
      ->add_option("--region", arguments.region,
                   "whose page it is: 35.79 of Kemendagri, 3579 of BPS (default: the target's, else the nation)")
      ->type_name("CODE");
  command
      ->add_option("--rate", arguments.rates,
                   "the assumption: so many of the families complete, as 65%; of one outcome alone, PROTECTED=0%; repeatable")
      ->type_name("RATE")
      ->expected(1)
      ->allow_extra_args(false)
      ->take_all();
  command
      ->add_option("--until", arguments.until,
                   "first day that is not looked at (default: the day after the target's period, without a target one year on)")
      ->type_name("DATE");
  command->add_flag("--rank", arguments.rank, "also the order of the eligible, by the ranking that the policy declares");
  command->add_option("--html", arguments.html, "write a page for a browser or a printer")->type_name("FILE");
  command->add_option("--json", arguments.json, "write everything as JSON")->type_name("FILE");
  command->add_option("--lang", arguments.language, "language of what people read: id (default) or en")
      ->type_name("LANGUAGE")
      ->check(CLI::IsMember({"id", "en"}));
  command->add_option("--threads", arguments.threads, "how many threads decide; 0 (default): one for each processor")
      ->type_name("N")
      ->check(CLI::Range(0, 256));
  command
      ->add_option("--recorded-when-true", arguments.recorded_when_true,
                   "a yes-or-no fact that the register records only when true, as household.members[].pregnant; repeatable")
      ->type_name("FACT")
      ->expected(1)
      ->allow_extra_args(false)
      ->take_all();
  command->footer(
      "The page goes to standard output. Nothing about any family is decided by it: it counts. A record that cannot be read "
      "is\n"
      "INVALID and counted; its line number and what is wrong are told on standard error.\n"
      "Exit code: 0 done, 1 some records are INVALID or an input has findings, 2 wrong call.\n\n"
      "Examples:\n"
      "  graduasi programme --policy 2026.policy.txtpb --cohort batu.jsonl --as-of 2025-12-23 --target 30..35 --period 2026 "
      "\\\n"
      "    --rate 65% --rate PROTECTED=0% --histories batu.histories.jsonl --rules 2026.rules.json --html page.html\n"
      "  graduasi programme --figures figures.json --region 35.14 --as-of 2025-12-23");
  command->callback([run] { *run = [] { return Programme(arguments); }; });
}

void AddCompare(CLI::App* app, std::function<int()>* run) {
  static CompareArguments arguments;
  CLI::App* command = app->add_subcommand("compare", "Show what a change of policy does to a register, and because of what");
  command->add_option("OLD", arguments.old_policy, "the policy as it is: .txtpb, .json or .binpb")
      ->type_name("FILE")
      ->required();
  command->add_option("NEW", arguments.new_policy, "the policy as it would be")->type_name("FILE")->required();
  AddRegister(command, &arguments);
  command
      ->add_option("--old-as-of", arguments.old_as_of,
                   "the day of the old policy, if it is another; the day then counts as an edit")
      ->type_name("DATE");
  command->add_option("--html", arguments.html, "write a page for a browser or a printer")->type_name("FILE");
  command->add_option("--json", arguments.json, "write everything as JSON")->type_name("FILE");
  command->add_option("--flips", arguments.flips, "write every family whose answer changes, with the cause, as a line of JSON")
      ->type_name("FILE");
  command->add_option("--margin-percent", arguments.margin_percent, "how close to a threshold is close (default 5)")
      ->type_name("N")
      ->check(CLI::Range(0, 100));
  command->add_option("--margin-months", arguments.margin_months, "the same of dates and months (default 1)")
      ->type_name("N")
      ->check(CLI::Range(0, 120));
  command->add_option("--threads", arguments.threads, "how many threads decide; 0 (default): one for each processor")
      ->type_name("N")
      ->check(CLI::Range(0, 256));
  command->footer(
      "The summary goes to standard output. A record that cannot be read is INVALID before and after; its line number and what "
      "is\n"
      "wrong are told on standard error, and the others are compared.\n"
      "Exit code: 0 done, 1 some records are INVALID or a policy has findings, 2 wrong call.\n\n"
      "Example:\n"
      "  graduasi compare 2026.policy.txtpb 2026-draft.policy.txtpb --households pasuruan.jsonl --as-of 2026-06-15 --html "
      "report.html");
  command->callback([run] { *run = [] { return Compare(arguments); }; });
}

void AddTest(CLI::App* app, std::function<int()>* run) {
  static TestArguments arguments;
  CLI::App* command = app->add_subcommand("test", "Run the tests of policies");
  command
      ->add_option("POLICY", arguments.policies, "policies; their tests stand beside them: 2026.policy.txtpb, 2026.test.txtpb")
      ->type_name("FILE");
  command
      ->add_option("--suite", arguments.suites, "tests to run instead: protobuf text (.txtpb), JSON (.json) or binary (.binpb)")
      ->type_name("FILE")
      ->expected(1)
      ->allow_extra_args(false)
      ->take_all();
  command
      ->add_option("--coverage", arguments.coverage,
                   "say what the tests have seen of each policy: text, listing (the policy with marks) or json")
      ->type_name("FORM")
      ->check(CLI::IsMember({"text", "listing", "json"}));
  command->add_option("--junit", arguments.junit, "write the results as XML that test servers read (JUnit)")->type_name("FILE");
  command->add_option("--lang", arguments.language, "language: id (default) or en")
      ->type_name("LANGUAGE")
      ->check(CLI::IsMember({"id", "en"}));
  CLI::Option* mutate = command->add_flag(
      "--mutate", arguments.mutate,
      "also run the tests on policies with one small mistake each, and show the mistakes that no test notices");
  command->add_flag("--survivors-allowed", arguments.survivors_allowed, "a mistake that no test notices is not a failure")
      ->needs(mutate);
  command
      ->add_option("--survivor-cases", arguments.survivor_cases,
                   "write a case for each mistake that no test notices, to be read, judged and pasted into a suite")
      ->type_name("FILE")
      ->needs(mutate);
  command->add_option("--mutants", arguments.mutants, "write what came of every mistake, a line of JSON for each policy")
      ->type_name("FILE")
      ->needs(mutate);
  command->footer(
      "Exit code: 0 all tests passed, 1 a test failed, a mistake went unnoticed (--mutate), or something is wrong with a "
      "policy\n"
      "or its tests, 2 wrong call.\n\n"
      "Examples:\n"
      "  graduasi test policies/pkh-graduasi/2026.policy.txtpb --coverage text\n"
      "  graduasi test 2026-draft.policy.txtpb --suite 2026.test.txtpb --junit results.xml --lang en");
  command->callback([run] { *run = [] { return Test(arguments); }; });
}

void AddQuality(CLI::App* app, std::function<int()>* run) {
  static QualityArguments arguments;
  CLI::App* command = app->add_subcommand(
      "quality", "Say what is wrong with a register: records that cannot be used, repeats, region codes, gaps");
  command
      ->add_option("--households", arguments.households, "records, one JSON object a line; - reads standard input; repeatable")
      ->type_name("FILE")
      ->expected(1)
      ->allow_extra_args(false)
      ->take_all()
      ->required();
  command->add_option("--as-of", arguments.as_of, "the day on which the register was drawn up, as in 2026-06-15")
      ->type_name("DATE")
      ->required();
  command
      ->add_option(
          "--regions", arguments.regions,
          "list of region codes: one a line, or CSV with a column kode or code; its vintage is the year in the name of "
          "the file; repeatable")
      ->type_name("FILE")
      ->expected(1)
      ->allow_extra_args(false)
      ->take_all();
  command->add_option("--vintage", arguments.vintage, "of the lists, the one in force (default: the latest)")
      ->type_name("NAME");
  command->add_option("--policy", arguments.policy, "count the gaps in the facts that this policy reads, not in all facts")
      ->type_name("FILE");
  command
      ->add_option("--recorded-when-true", arguments.recorded_when_true,
                   "a yes-or-no fact that the register records only when true, as household.members[].pregnant; repeatable")
      ->type_name("FACT")
      ->expected(1)
      ->allow_extra_args(false)
      ->take_all();
  command->add_option("--lang", arguments.language, "language of what people read: id (default) or en")
      ->type_name("LANGUAGE")
      ->check(CLI::IsMember({"id", "en"}));
  command
      ->add_option("--region-level", arguments.region_level, "counts by province 1, regency 2, district 3 (default), village 4")
      ->type_name("N")
      ->check(CLI::Range(1, 4));
  command->add_option("--show", arguments.show, "places of each kind on the page (default 5)")
      ->type_name("N")
      ->check(CLI::Range(0, 1000000));
  command->add_option("--json", arguments.json, "write the report as JSON")->type_name("FILE");
  command
      ->add_option("--places", arguments.places,
                   "write every place as CSV: kind, file, row, household id, path, the other record")
      ->type_name("FILE");
  command->footer(
      "Every record is accounted for, and nobody is named: a place is a line and the register's own household id.\n"
      "Exit code: 0 nothing found, 1 findings, 2 wrong call.\n\n"
      "Example:\n"
      "  graduasi quality --households pasuruan.jsonl --as-of 2026-06-15 --regions wilayah_2025.csv --places places.csv");
  command->callback([run] { *run = [] { return Quality(arguments); }; });
}

void AddSynth(CLI::App* app, std::function<int()>* run) {
  static SynthArguments arguments;
  CLI::App* command = app->add_subcommand("synth", "Write a synthetic register: made-up families, the same for the same seed");
  command->add_option("--households", arguments.households, "how many")
      ->type_name("N")
      ->check(CLI::Range(int64_t{0}, kMaxSyntheticHouseholds))
      ->required();
  command->add_option("--region", arguments.region, "Kemendagri code, as 35.14 (Kabupaten Pasuruan) or 35.79 (Kota Batu)")
      ->type_name("CODE")
      ->required();
  command->add_option("--seed", arguments.seed, "which register (default 1)")->type_name("S");
  command->add_option("--as-of", arguments.as_of, "the day up to which its histories run (default 2026-06-15)")
      ->type_name("DATE");
  CLI::Option* mentored =
      command->add_option("--mentored", arguments.mentored, "a cohort: families that are mentored in this year, as 2025")
          ->type_name("YEAR")
          ->check(CLI::Range(1900, 9990));
  command->add_option("--events", arguments.events, "write what has happened to the cohort, for graduasi history")
      ->type_name("FILE")
      ->needs(mentored);
  command->footer(
      "One JSON record a line on standard output. A cohort is the same on every day, as far as it has come. The ids say "
      "SYNTHETIC;\n"
      "KK and NIK begin with 99, which is no province.\n\n"
      "Example:\n  graduasi synth --households 65000 --region 35.14 --seed 1 > pasuruan.jsonl");
  command->callback([run] { *run = [] { return Synth(arguments); }; });
}

int Main(int argc, char** argv) {
  CLI::App app("Decides whether a household may be proposed to leave social assistance (graduasi), and says why.", "graduasi");
  std::function<int()> run;
  AddCheck(&app, &run);
  AddDecide(&app, &run);
  AddExplain(&app, &run);
  AddRecord(&app, &run);
  AddVerify(&app, &run);
  AddHistory(&app, &run);
  AddCompare(&app, &run);
  AddProgramme(&app, &run);
  app.add_subcommand("facts", "Print the reference of all facts that a record can hold and a policy can read")
      ->footer("Example:\n  graduasi facts")
      ->callback([&run] { run = [] { return Facts(); }; });
  AddTest(&app, &run);
  AddQuality(&app, &run);
  AddSynth(&app, &run);
  app.require_subcommand(1);
  app.set_version_flag("--version", VersionText());
  app.footer(
      "Each has its own help: graduasi decide --help\n"
      "Exit codes: 0 done, 1 findings about an input (a policy or records), 2 wrong call.");
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? kDone : kWrongCall;
  }
  return run();
}

}  // namespace
}  // namespace graduasi::cli

int main(int argc, char** argv) { return graduasi::cli::Main(argc, argv); }
