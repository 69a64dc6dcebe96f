#include "src/analysis/comparing.h"

#include <algorithm>
#include <array>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "src/analysis/portions.h"
#include "src/base/findings.h"
#include "src/columns/bits.h"
#include "src/decide/admission.h"

namespace graduasi::analysis {
namespace {

// Flips whose causes are sought at a time.
constexpr size_t kPending = 1024;
constexpr int kMostThreads = 1024;

// A row's transition: before * kOutcomes + after, or this.
constexpr uint8_t kOtherRoute = kOutcomes * kOutcomes;
constexpr size_t kCodes = kOtherRoute + 1;
constexpr auto kEligible = static_cast<uint8_t>(Outcome::kEligible);

void AddCode(uint8_t code, int64_t count, Transitions* transitions) {
  if (code == kOtherRoute) {
    transitions->other_route += count;
    transitions->counts[kEligible][kEligible] += count;
  } else {
    transitions->counts[code / kOutcomes][code % kOutcomes] += count;
  }
}

bool IsFlip(uint8_t code) { return code == kOtherRoute || code / kOutcomes != code % kOutcomes; }

// How many facts are not known, in bands that a reader can hold in mind: positions in kFactBands.
constexpr std::array<const char*, 5> kFactBands = {"0", "1-2", "3-5", "6-10", "11+"};
size_t FactBand(int32_t gaps) {
  if (gaps == 0) return 0;
  if (gaps <= 2) return 1;
  if (gaps <= 5) return 2;
  return gaps <= 10 ? 3 : 4;
}

// The same of rules, of which there are fewer.
constexpr std::array<const char*, 5> kRuleBands = {"0", "1", "2", "3-5", "6+"};
size_t RuleBand(int32_t open) {
  if (open <= 2) return static_cast<size_t>(open);
  return open <= 5 ? 3 : 4;
}

// A breakdown that no expression gives.
Dimension Bands(const char* id, const char* title_id, const char* title_en, const std::array<const char*, 5>& bands) {
  Dimension dimension;
  dimension.id = id;
  dimension.title = {title_id, title_en};
  for (const char* band : bands) dimension.labels.push_back({band, {band, band}});
  return dimension;
}

absl::Status CheckOptions(const ComparisonOptions& options) {
  if (options.threads < 1 || options.threads > kMostThreads) {
    return absl::OutOfRangeError(absl::StrCat("threads must be from 1 to ", kMostThreads));
  }
  if (options.margin_percent < 0 || options.margin_percent > 100) {
    return absl::OutOfRangeError("margin_percent must be from 0 to 100");
  }
  if (options.margin_months < 0 || options.margin_months > 120) {
    return absl::OutOfRangeError("margin_months must be from 0 to 120");
  }
  return absl::OkStatus();
}

}  // namespace

Comparing::~Comparing() = default;

absl::StatusOr<std::unique_ptr<Comparing>> Comparing::Start(const Policy& before, const Policy& after, Date before_as_of,
                                                            Date after_as_of, const ComparisonOptions& options,
                                                            Findings* findings) {
  if (absl::Status status = CheckOptions(options); !status.ok()) return status;
  if (absl::Status status = decide::CheckPeriod(decide::CompiledOf(before).checked(), before_as_of); !status.ok())
    return status;
  if (absl::Status status = decide::CheckPeriod(decide::CompiledOf(after).checked(), after_as_of); !status.ok()) return status;
  absl::StatusOr<columns::RecordedWhenTrue> recorded_when_true = decide::BoolPaths(options.recorded_when_true);
  if (!recorded_when_true.ok()) return recorded_when_true.status();
  absl::StatusOr<std::shared_ptr<const Difference>> difference = Difference::Between(before.document(), after.document());
  if (!difference.ok()) return difference.status();

  std::unique_ptr<Comparing> made(new Comparing(before, after, options));
  Findings own;
  made->traits_ = Traits::Compile(options.dimensions, &own);
  if (made->traits_ == nullptr) {
    if (findings != nullptr) findings->insert(findings->end(), own.begin(), own.end());
    return InvalidArgument(own);
  }
  const policy::CompiledPolicy& compiled_before = decide::CompiledOf(made->before_);
  const policy::CompiledPolicy& compiled_after = decide::CompiledOf(made->after_);
  made->setting_.programs[0] = compiled_before.bulk().program.get();
  made->setting_.programs[1] = compiled_after.bulk().program.get();
  made->setting_.programs[2] = &made->traits_->program();
  made->setting_.days[0] = before_as_of;
  made->setting_.days[1] = made->setting_.days[2] = after_as_of;
  made->setting_.recorded_when_true = *recorded_when_true;
  made->difference_ = *std::move(difference);
  made->margins_ = std::make_unique<Margins>(compiled_after, options.margin_percent, options.margin_months);

  CauseFinder::Setting causes;
  made->edits_ = made->difference_->edits();
  if (before_as_of != after_as_of) {
    causes.day_edit = made->edits_.size();
    const std::string days = absl::StrCat(before_as_of.ToString(), " -> ", after_as_of.ToString());
    made->edits_.push_back({"as_of", {absl::StrCat("hari keputusan ", days), absl::StrCat("day of decision ", days)}, true});
  }
  for (size_t i = 0; i < made->edits_.size(); ++i) {
    if (made->edits_[i].can_change_answers) causes.edits.push_back(i);
  }
  causes.difference = made->difference_;
  causes.before_as_of = before_as_of;
  causes.after_as_of = after_as_of;
  causes.recorded_when_true = made->setting_.recorded_when_true;
  causes.most_policies = options.most_policies;
  made->causes_ = std::make_unique<CauseFinder>(std::move(causes));

  if (before_as_of == after_as_of) {
    made->shared_ = SharedColumns(*made->setting_.programs[0], *made->setting_.programs[1]);
  }
  for (const Route& was : before.document().routes) {
    made->same_route_.emplace_back();
    for (const Route& is : after.document().routes) made->same_route_.back().push_back(was.id.text == is.id.text);
  }
  for (int i = 0; i < options.threads; ++i) {
    auto worker = std::make_unique<Worker>();
    worker->gaps_after = std::make_unique<FactGaps>(*made->setting_.programs[1], nullptr);
    worker->gaps_before = std::make_unique<FactGaps>(*made->setting_.programs[0], made->setting_.programs[1]);
    made->workers_.push_back(std::move(worker));
  }
  return made;
}

absl::Status Comparing::Add(const std::vector<int32_t>& rows, const Make& make) {
  if (failed_) return absl::FailedPreconditionError("the comparison has failed or is finished");
  std::vector<Portion> portions(rows.size());
  int64_t row = next_row_;
  for (size_t i = 0; i < rows.size(); ++i) {
    portions[i].first_row = row;
    row += rows[i];
  }
  failed_ = true;  // unless all goes well
  ForEachPortion(portions.size(), workers_.size(), [&](size_t i, size_t thread) {
    portions[i].status = make(i, thread, [&, i, thread](ComparedRows* compared) {
      return ComparePortion(compared, workers_[thread].get(), &portions[i]);
    });
  });
  for (Portion& portion : portions) {
    if (!portion.status.ok()) return portion.status;
    Merge(&portion);
  }
  next_row_ = row;
  failed_ = false;
  return absl::OkStatus();
}

absl::Status Comparing::ComparePortion(ComparedRows* rows, Worker* worker, Portion* portion) const {
  const int32_t count = rows->count();
  if (count > 0 && rows->is_record(0)) {
    const Household& first = rows->household(0);
    portion->tally.synthetic = first.id.has_value() && absl::StrContains(*first.id, "SYNTHETIC");
  }
  for (int32_t first = 0; first < count; first += kPortionRows) {
    if (absl::Status status = CompareBatch(rows, first, std::min(kPortionRows, count - first), worker, portion); !status.ok()) {
      return status;
    }
  }
  return absl::OkStatus();
}

// Takes the columns of the first policy for the second, if they are all that it reads.
bool Comparing::Reuse(const UnderPolicy& from, UnderPolicy* to) const {
  if (!shared_.complete()) return false;
  shared_.Take(*setting_.programs[1], from.batch, &to->batch);
  to->batch.SetAsOf(setting_.days[1].days());
  to->contradictory = from.contradictory;
  return true;
}

// Fills and runs; false if the rows are too many to hold at once.
absl::StatusOr<bool> Comparing::Run(Side side, ComparedRows* rows, int32_t first, int32_t count, UnderPolicy* under) const {
  const absl::StatusOr<bool> filled = rows->Fill(side, first, count, &under->batch);
  if (!filled.ok() || !*filled) return filled;
  if (!under->run.Execute(*setting_.programs[static_cast<size_t>(side)], under->batch)) return false;
  rows->Examine(side, first, count, &under->contradictory);
  return true;
}

void Comparing::Judge(Side side, ComparedRows* rows, int32_t first, int32_t count, UnderPolicy* under) const {
  const policy::CompiledPolicy& compiled = decide::CompiledOf(policy(side));
  under->unsound = under->contradictory;
  under->unplaced.assign(static_cast<size_t>(columns::WordsFor(count)), 0);
  if (!compiled.document().jurisdiction.empty()) {
    Household where;
    for (int32_t i = 0; i < count; ++i) {
      where.region = rows->region(first + i);
      const decide::Placement placement = decide::PlacementOf(compiled.document(), where);
      if (placement == decide::Placement::kOutside) columns::SetBit(under->unsound.data(), i);
      if (placement == decide::Placement::kUnknown) columns::SetBit(under->unplaced.data(), i);
    }
  }
  under->judgement.Judge(compiled.checked(), compiled.bulk(), &under->run, count, under->unsound.data(),
                         under->unplaced.data());
}

absl::Status Comparing::CompareBatch(ComparedRows* rows, int32_t first, int32_t count, Worker* worker, Portion* portion) const {
  absl::StatusOr<bool> fits = Run(Side::kBefore, rows, first, count, &worker->before);
  if (fits.ok() && *fits && Reuse(worker->before, &worker->after)) {
    fits = worker->after.run.Execute(*setting_.programs[1], worker->after.batch);
  } else if (fits.ok() && *fits) {
    fits = Run(Side::kAfter, rows, first, count, &worker->after);
  }
  if (fits.ok() && *fits) {
    fits = rows->Fill(Side::kTraits, first, count, &worker->traits_batch);
    if (fits.ok() && *fits) fits = worker->traits_run.Execute(traits_->program(), worker->traits_batch);
  }
  if (!fits.ok()) return fits.status();
  if (!*fits) {
    if (count == 1) return absl::InternalError("one household did not fit into a run");
    if (absl::Status status = CompareBatch(rows, first, count / 2, worker, portion); !status.ok()) return status;
    return CompareBatch(rows, first + count / 2, count - count / 2, worker, portion);
  }
  Judge(Side::kBefore, rows, first, count, &worker->before);
  Judge(Side::kAfter, rows, first, count, &worker->after);
  CountRows(rows, first, count, worker, portion);
  CountClasses(rows, first, count, worker, &portion->tally);
  worker->left_out.assign(static_cast<size_t>(columns::WordsFor(count)), 0);
  for (size_t w = 0; w < worker->left_out.size(); ++w) worker->left_out[w] = worker->after.judgement.invalid(w);
  margins_->Add(worker->after.run, count, worker->left_out, &portion->tally.margins);
  CountMissing(rows, first, count, *worker, portion);
  KeepInvalid(rows, first, count, *worker, portion);
  return absl::OkStatus();
}

FlipAnswer Comparing::AnswerOf(Side side, const UnderPolicy& under, int32_t row) const {
  FlipAnswer answer;
  answer.outcome = under.judgement.outcome(row);
  if (answer.outcome != Outcome::kEligible) return answer;
  answer.route = policy(side).document().routes[static_cast<size_t>(under.judgement.route(row))].id.text;
  return answer;
}

void Comparing::CountRows(ComparedRows* rows, int32_t first, int32_t count, Worker* worker, Portion* portion) const {
  Tally& tally = portion->tally;
  const size_t width = after_.document().routes.size() + 1;
  tally.routes.resize((before_.document().routes.size() + 1) * width, 0);
  worker->codes.resize(static_cast<size_t>(count));
  int64_t counts[kCodes] = {};
  for (int32_t row = 0; row < count; ++row) {
    const decide::Judgement& was = worker->before.judgement;
    const decide::Judgement& is = worker->after.judgement;
    const auto from = static_cast<uint8_t>(was.outcome(row));
    const auto to = static_cast<uint8_t>(is.outcome(row));
    const size_t route_from = from == kEligible ? static_cast<size_t>(was.route(row)) : before_.document().routes.size();
    const size_t route_to = to == kEligible ? static_cast<size_t>(is.route(row)) : width - 1;
    auto code = static_cast<uint8_t>(from * kOutcomes + to);
    if (from == kEligible && to == kEligible && !same_route_[route_from][route_to]) code = kOtherRoute;
    worker->codes[static_cast<size_t>(row)] = code;
    ++counts[code];
    ++tally.routes[route_from * width + route_to];
    if (IsFlip(code)) KeepFlip(rows, first + row, row, *worker, portion);
    if (!rows->is_record(first + row)) ++tally.unreadable;
  }
  tally.rows += count;
  for (size_t code = 0; code < kCodes; ++code) AddCode(static_cast<uint8_t>(code), counts[code], &tally.transitions);
}

void Comparing::KeepFlip(ComparedRows* rows, int32_t row, int32_t at, const Worker& worker, Portion* portion) const {
  Flipped flipped;
  rows->Copy(row, &flipped.household);
  flipped.unsound_before = columns::TestBit(worker.before.contradictory.data(), at);
  flipped.unsound_after = columns::TestBit(worker.after.contradictory.data(), at);
  flipped.flip.row = portion->first_row + row;
  flipped.flip.id = flipped.household.id.value_or("");
  flipped.flip.before = AnswerOf(Side::kBefore, worker.before, at);
  flipped.flip.after = AnswerOf(Side::kAfter, worker.after, at);
  if (flipped.flip.before.outcome == Outcome::kNeedsData || flipped.flip.after.outcome == Outcome::kNeedsData) {
    ++portion->tally.flips_with_missing;
  }
  portion->flips.push_back(std::move(flipped));
}

void Comparing::CountClasses(ComparedRows* rows, int32_t first, int32_t count, Worker* worker, Tally* tally) const {
  using Codes = std::array<int64_t, kCodes>;
  const auto transitions_of = [](const Codes& codes) {
    Transitions transitions;
    for (size_t code = 0; code < kCodes; ++code) AddCode(static_cast<uint8_t>(code), codes[code], &transitions);
    return transitions;
  };
  tally->dimensions.resize(traits_->dimensions().size());
  std::vector<Codes> counts;  // the last: not known
  for (size_t d = 0; d < tally->dimensions.size(); ++d) {
    traits_->Classify(d, worker->traits_run, count, &worker->classes);
    const size_t unknown = worker->classes.values.size();
    counts.assign(unknown + 1, Codes{});
    for (int32_t row = 0; row < count; ++row) {
      const int32_t of = worker->classes.of_row[static_cast<size_t>(row)];
      ++counts[of < 0 ? unknown : static_cast<size_t>(of)][worker->codes[static_cast<size_t>(row)]];
    }
    for (size_t i = 0; i < unknown; ++i) tally->dimensions[d].Add(worker->classes.values[i], transitions_of(counts[i]));
    analysis::Add(transitions_of(counts[unknown]), &tally->dimensions[d].unknown);
  }

  worker->gaps.assign(static_cast<size_t>(count), 0);
  worker->gaps_before->Count(worker->before.batch, &worker->gaps);
  worker->gaps_after->Count(worker->after.batch, &worker->gaps);
  std::vector<int32_t>& open = worker->open_rules;
  open.assign(static_cast<size_t>(count), 0);
  const policy::Form& form = decide::CompiledOf(after_).bulk();
  const auto count_bits = [&](size_t w, uint64_t bits) {
    for (bits &= columns::LowMask(count - static_cast<int64_t>(w * 64)); bits != 0; bits &= bits - 1) {
      ++open[w * 64 + static_cast<size_t>(__builtin_ctzll(bits))];
    }
  };
  for (size_t w = 0; w < static_cast<size_t>(columns::WordsFor(count)); ++w) {
    for (size_t i = 0; i < form.criteria.size(); ++i) count_bits(w, worker->after.judgement.missing(i, w));
    for (size_t i = 0; i < form.safeguards.size(); ++i) count_bits(w, worker->after.judgement.safeguard_missing(i, w));
  }
  std::array<Codes, kFactBands.size()> facts{};
  std::array<Codes, kRuleBands.size()> rules{};
  Codes unreadable{};
  for (int32_t row = 0; row < count; ++row) {
    const auto i = static_cast<size_t>(row);
    const uint8_t code = worker->codes[i];
    if (!rows->is_record(first + row)) {
      ++unreadable[code];
      continue;
    }
    ++facts[FactBand(worker->gaps[i])][code];
    ++rules[RuleBand(open[i])][code];
  }
  const auto add_bands = [&](const auto& bands, const auto& codes, ClassTally* into) {
    for (size_t i = 0; i < bands.size(); ++i) {
      if (const Transitions transitions = transitions_of(codes[i]); transitions.total() > 0) into->Add(bands[i], transitions);
    }
  };
  add_bands(kFactBands, facts, &tally->completeness);
  add_bands(kRuleBands, rules, &tally->open_rules);
  analysis::Add(transitions_of(unreadable), &tally->completeness.unknown);
  analysis::Add(transitions_of(unreadable), &tally->open_rules.unknown);
}

void Comparing::CountMissing(ComparedRows* rows, int32_t first, int32_t count, const Worker& worker, Portion* portion) const {
  const auto look = [&](Side side, const UnderPolicy& under, const Sample& sample, std::vector<int64_t>* open,
                        std::vector<SampledRow>* sampled) {
    const policy::Form& form = decide::CompiledOf(policy(side)).bulk();
    const Date as_of = setting_.days[static_cast<size_t>(side)];
    open->resize(form.criteria.size() + form.safeguards.size(), 0);
    std::vector<uint64_t> needs(static_cast<size_t>(columns::WordsFor(count)), 0);
    for (int32_t row = 0; row < count; ++row) {
      if (under.judgement.outcome(row) != Outcome::kNeedsData) continue;
      columns::SetBit(needs.data(), row);
      if ((portion->first_row + first + row) % sample.every() != 0) continue;
      DecideOptions options;
      options.recorded_when_true = options_.recorded_when_true;
      const absl::StatusOr<Decision> decision = policy(side).Decide(rows->household(first + row), as_of, options);
      SampledRow kept;
      kept.row = portion->first_row + first + row;
      if (decision.ok()) {
        for (const MissingFact& fact : decision->missing) kept.paths.push_back(WithoutPositions(fact.path));
      }
      std::sort(kept.paths.begin(), kept.paths.end());
      kept.paths.erase(std::unique(kept.paths.begin(), kept.paths.end()), kept.paths.end());
      sampled->push_back(std::move(kept));
    }
    for (size_t w = 0; w < needs.size(); ++w) {
      if (needs[w] == 0) continue;
      for (size_t i = 0; i < form.criteria.size(); ++i) {
        (*open)[i] += __builtin_popcountll(under.judgement.missing(i, w) & needs[w]);
      }
      for (size_t i = 0; i < form.safeguards.size(); ++i) {
        (*open)[form.criteria.size() + i] += __builtin_popcountll(under.judgement.safeguard_missing(i, w) & needs[w]);
      }
    }
  };
  look(Side::kBefore, worker.before, sample_before_, &portion->tally.open_before, &portion->needs_before);
  look(Side::kAfter, worker.after, sample_after_, &portion->tally.open_after, &portion->needs_after);
}

void Comparing::KeepInvalid(ComparedRows* rows, int32_t first, int32_t count, const Worker& worker, Portion* portion) const {
  for (int32_t row = 0; row < count; ++row) {
    if (worker.after.judgement.outcome(row) != Outcome::kInvalid) continue;
    if (invalid_.size() + portion->invalid.size() >= options_.kept_invalid) return;
    const int32_t at = first + row;
    InvalidRow kept;
    kept.row = portion->first_row + at;
    const Household& household = rows->household(at);
    kept.id = household.id.value_or("");
    if (const Findings* mistakes = rows->mistakes(at); mistakes != nullptr) {
      kept.findings = *mistakes;
    } else {
      DecideOptions options;
      options.recorded_when_true = options_.recorded_when_true;
      const absl::StatusOr<Decision> decision = after_.Decide(household, setting_.days[1], options);
      if (decision.ok()) kept.findings = decision->findings;
    }
    if (const int64_t line = rows->line(at); line > 0) {
      for (Finding& finding : kept.findings) finding.line = static_cast<int>(std::min<int64_t>(line, INT32_MAX));
    }
    portion->invalid.push_back(std::move(kept));
  }
}

void Comparing::Merge(Portion* portion) {
  tally_.Add(portion->tally);
  for (SampledRow& row : portion->needs_before) sample_before_.Add(row.row, std::move(row.paths));
  for (SampledRow& row : portion->needs_after) sample_after_.Add(row.row, std::move(row.paths));
  for (InvalidRow& row : portion->invalid) {
    if (invalid_.size() < options_.kept_invalid) invalid_.push_back(std::move(row));
  }
  for (Flipped& flipped : portion->flips) {
    pending_.push_back(std::move(flipped));
    if (pending_.size() == kPending) Drain();
  }
}

void Comparing::Drain() {
  causes_->Find(&pending_);
  for (Flipped& flipped : pending_) {
    Flip& flip = flipped.flip;
    FlipCause& cause = found_[{flip.sets, flip.narrowed}];
    ++cause.flips;
    if (flip.before.outcome != flip.after.outcome) {
      if (flip.after.outcome == Outcome::kEligible) ++cause.newly_eligible;
      if (flip.before.outcome == Outcome::kEligible) ++cause.no_longer_eligible;
    }
    if (options_.each_flip) options_.each_flip(flip);
    if (flips_.size() < options_.kept_flips) flips_.push_back(std::move(flip));
  }
  pending_.clear();
}

PolicyName Comparing::NameOf(Side side) const {
  const PolicyDocument& document = policy(side).document();
  PolicyName name;
  name.id = document.id.text;
  name.version = document.version.text;
  name.hash = policy(side).hash();
  name.title = document.title;
  name.synthetic = document.synthetic;
  name.as_of = setting_.days[static_cast<size_t>(side)];
  return name;
}

Breakdown Comparing::BreakdownOf(const Dimension& dimension, const ClassTally& tally) const {
  Breakdown breakdown;
  breakdown.id = dimension.id;
  breakdown.title = dimension.title;
  std::map<std::string, Transitions> left = tally.classes;
  for (const Dimension::Label& label : dimension.labels) {
    const auto found = left.find(label.value);
    if (found == left.end()) continue;
    breakdown.classes.push_back({label.value, label.title, false, found->second});
    left.erase(found);
  }
  const size_t labelled = breakdown.classes.size();
  for (const auto& [value, transitions] : left) breakdown.classes.push_back({value, {value, value}, false, transitions});
  // Whole numbers by size: of equal length they stand in the order of their texts.
  const auto number = [](const std::string& text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
  };
  std::stable_sort(breakdown.classes.begin() + static_cast<std::ptrdiff_t>(labelled), breakdown.classes.end(),
                   [&](const Breakdown::Class& a, const Breakdown::Class& b) {
                     if (number(a.value) && number(b.value) && a.value.size() != b.value.size()) {
                       return a.value.size() < b.value.size();
                     }
                     return a.value < b.value;
                   });
  breakdown.rest = tally.rest;
  breakdown.other_classes = tally.rest.total();
  if (tally.unknown.total() > 0) {
    breakdown.classes.push_back({"", {"belum diketahui", "not known"}, true, tally.unknown});
  }
  return breakdown;
}

void Comparing::TellMissing(Side side, MissingData* missing) const {
  const bool before = side == Side::kBefore;
  missing->needs_data = before ? tally_.transitions.before(Outcome::kNeedsData) : tally_.transitions.after(Outcome::kNeedsData);
  const std::vector<int64_t>& open = before ? tally_.open_before : tally_.open_after;
  const PolicyDocument& document = policy(side).document();
  for (size_t i = 0; i < open.size(); ++i) {
    if (open[i] == 0) continue;
    const bool criterion = i < document.criteria.size();
    missing->open.push_back(
        {criterion ? document.criteria[i].id.text : document.safeguards[i - document.criteria.size()].id.text, open[i]});
  }
  std::stable_sort(missing->open.begin(), missing->open.end(),
                   [](const MissingData::Count& a, const MissingData::Count& b) { return a.families > b.families; });
  (before ? sample_before_ : sample_after_).Tell(missing);
}

void Comparing::TellRoutes(PolicyComparison* comparison) const {
  for (const Route& route : before_.document().routes) comparison->routes_before.push_back(route.id.text);
  for (const Route& route : after_.document().routes) comparison->routes_after.push_back(route.id.text);
  const size_t width = comparison->routes_after.size() + 1;
  comparison->routes.assign(comparison->routes_before.size() + 1, std::vector<int64_t>(width, 0));
  for (size_t i = 0; i < tally_.routes.size(); ++i) comparison->routes[i / width][i % width] = tally_.routes[i];
}

absl::StatusOr<PolicyComparison> Comparing::Finish() {
  if (failed_) return absl::FailedPreconditionError("the comparison has failed or is finished");
  failed_ = true;
  Drain();
  PolicyComparison comparison;
  comparison.before = NameOf(Side::kBefore);
  comparison.after = NameOf(Side::kAfter);
  comparison.recorded_when_true = options_.recorded_when_true;
  comparison.edits = edits_;
  comparison.families = tally_.rows;
  comparison.unreadable = tally_.unreadable;
  comparison.transitions = tally_.transitions;
  TellRoutes(&comparison);
  for (auto& [key, cause] : found_) {
    cause.sets = key.first;
    cause.narrowed = key.second;
    comparison.causes.push_back(cause);
  }
  std::stable_sort(comparison.causes.begin(), comparison.causes.end(),
                   [](const FlipCause& a, const FlipCause& b) { return a.flips > b.flips; });
  comparison.flips = std::move(flips_);
  if (tally_.rows > 0) {
    for (size_t i = 0; i < traits_->dimensions().size(); ++i) {
      comparison.breakdowns.push_back(BreakdownOf(traits_->dimensions()[i], tally_.dimensions[i]));
    }
  }
  comparison.open_rules = BreakdownOf(Bands("open_rules", "Aturan yang belum dapat dinilai karena data kurang",
                                            "Rules that cannot be judged for want of data", kRuleBands),
                                      tally_.open_rules);
  comparison.completeness = BreakdownOf(
      Bands("completeness", "Fakta yang belum tercatat", "Facts that are not recorded", kFactBands), tally_.completeness);
  comparison.margins = margins_->Told(tally_.margins);
  comparison.margin_percent = options_.margin_percent;
  comparison.margin_months = options_.margin_months;
  TellMissing(Side::kBefore, &comparison.missing_before);
  TellMissing(Side::kAfter, &comparison.missing_after);
  comparison.flips_with_missing = tally_.flips_with_missing;
  comparison.invalid = std::move(invalid_);
  comparison.synthetic = tally_.synthetic || comparison.before.synthetic || comparison.after.synthetic;
  return comparison;
}

}  // namespace graduasi::analysis

namespace graduasi {

using analysis::Comparing;

Comparer::Comparer(std::unique_ptr<Comparing> comparing) : comparing_(std::move(comparing)) {}
Comparer::~Comparer() = default;

absl::StatusOr<std::unique_ptr<Comparer>> Comparer::Start(const Policy& before, const Policy& after, Date as_of,
                                                          const ComparisonOptions& options, Findings* findings) {
  return Start(before, after, as_of, as_of, options, findings);
}

absl::StatusOr<std::unique_ptr<Comparer>> Comparer::Start(const Policy& before, const Policy& after, Date before_as_of,
                                                          Date after_as_of, const ComparisonOptions& options,
                                                          Findings* findings) {
  absl::StatusOr<std::unique_ptr<Comparing>> comparing =
      Comparing::Start(before, after, before_as_of, after_as_of, options, findings);
  if (!comparing.ok()) return comparing.status();
  return std::unique_ptr<Comparer>(new Comparer(*std::move(comparing)));
}

absl::Status Comparer::Add(absl::Span<const Household> households) {
  const size_t at_a_time = comparing_->PortionsAtATime();
  for (size_t first = 0; first < households.size();) {
    std::vector<int32_t> rows;
    std::vector<size_t> starts;
    while (rows.size() < at_a_time && first < households.size()) {
      starts.push_back(first);
      rows.push_back(
          static_cast<int32_t>(std::min<size_t>(static_cast<size_t>(Comparing::kPortionRows), households.size() - first)));
      first += static_cast<size_t>(rows.back());
    }
    const absl::Status status = comparing_->Add(rows, [&](size_t portion, size_t, const Comparing::Compare& compare) {
      analysis::StructRows compared(comparing_->setting());
      for (int32_t i = 0; i < rows[portion]; ++i) compared.Add(&households[starts[portion] + static_cast<size_t>(i)]);
      return compare(&compared);
    });
    if (!status.ok()) return status;
  }
  return absl::OkStatus();
}

const std::vector<PolicyEdit>& Comparer::edits() const { return comparing_->edits(); }
int64_t Comparer::rows() const { return comparing_->rows(); }

absl::Status Comparer::AddUnreadable(absl::string_view id, const Findings& findings) {
  Household household;
  if (!id.empty()) household.id = std::string(id);
  return comparing_->Add({1}, [&](size_t, size_t, const Comparing::Compare& compare) {
    analysis::StructRows compared(comparing_->setting());
    compared.AddUnreadable(&household, findings);
    return compare(&compared);
  });
}

absl::StatusOr<PolicyComparison> Comparer::Finish() { return comparing_->Finish(); }

}  // namespace graduasi
