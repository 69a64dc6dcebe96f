// `graduasi verify`: reads a chain of decision records, decides each again and says what differs and where. Memory does not
// grow with the chain, but does with a register to compare with.
#include <cstdint>
#include <cstdio>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "capi/graduasi.h"
#include "src/cli/command.h"
#include "src/cli/library.h"
#include "src/cli/output.h"
#include "src/cli/record_chain.h"
#include "src/cli/record_lines.h"
#include "src/cli/summary.h"

namespace graduasi::cli {
namespace {

constexpr int64_t kTold = 20;          // records whose faults are told
constexpr size_t kLongestValue = 120;  // bytes of a value that is told

using Policies = std::map<std::string, PolicyHandle>;  // by hash

// The register's lines by the household's id.
using Register = std::multimap<std::string, std::string>;

std::string Short(const char* value) {
  std::string text = Plain(value);
  if (text.empty()) return "-";
  if (text.size() <= kLongestValue) return text;
  size_t end = kLongestValue;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) --end;  // not inside a character
  return text.substr(0, end) + "...";
}

// Reads the register. Lines that cannot be read have no id, and no record is held against them.
bool ReadRegister(const std::string& path, const graduasi_policy* policy, Register* households) {
  RecordLines file;
  if (!file.Open(path)) return false;
  const int32_t day = graduasi_policy_effective_from_days(policy);
  std::string line;
  while (file.Next(&line)) {
    graduasi_decision* decision = nullptr;
    const graduasi_status status = graduasi_decide_json(policy, line.data(), line.size(), day, nullptr, &decision, nullptr);
    const DecisionHandle handle(decision);
    if (status != GRADUASI_OK) return false;
    const std::string id = graduasi_decision_household_id(decision);
    if (!id.empty()) households->emplace(id, line);
  }
  return file.Complete();
}

class Verifier {
 public:
  Verifier(const Policies& policies, const Register* households, std::string key, bool english)
      : policies_(policies), register_(households), key_(std::move(key)), english_(english) {}

  // Tells every fault of a line; the record is kept, so that the next can be held against it.
  void Verify(const std::string& file, int64_t number, const std::string& line) {
    ++count_;
    faults_.clear();
    graduasi_record* read = nullptr;
    graduasi_error* error = nullptr;
    const graduasi_status status = graduasi_record_parse(line.data(), line.size(), &read, &error);
    RecordHandle record(read);
    const ErrorHandle handle(error);
    if (status != GRADUASI_OK) {
      for (size_t i = 0; i < graduasi_error_count(error); ++i) {
        Fault(graduasi_error_path(error, i), graduasi_error_message(error, i));
      }
    } else {
      Replay(record.get());
      if (register_ != nullptr) Compare(record.get());
      previous_ = std::move(record);
    }
    if (faults_.empty()) return;
    if (wrong_++ >= kTold) return;
    for (const auto& [field, what] : faults_) {
      std::fprintf(stderr, "%s\n", FindingLine(file, number, 0, field.c_str(), what.c_str()).c_str());
    }
  }

  int64_t count() const { return count_; }
  int64_t replayed() const { return replayed_; }
  int64_t unreadable() const { return unreadable_; }
  int64_t wrong() const { return wrong_; }
  std::string head() const { return previous_ == nullptr ? "" : graduasi_record_hash(previous_.get()); }
  bool failed() const { return failed_; }  // the library could not run

 private:
  void Fault(const std::string& field, const std::string& what) {
    faults_.emplace_back(Plain(field.c_str()), Plain(what.c_str()));
  }

  void TellDifferences(const graduasi_verification* verification) {
    for (size_t i = 0; i < graduasi_verification_difference_count(verification); ++i) {
      Fault(graduasi_verification_field(verification, i),
            (english_ ? "recorded " : "tercatat ") + Short(graduasi_verification_recorded(verification, i)) +
                (english_ ? ", recomputed " : ", dihitung ulang ") + Short(graduasi_verification_recomputed(verification, i)));
    }
  }

  void Replay(const graduasi_record* record) {
    const auto policy = policies_.find(graduasi_record_policy_hash(record));
    if (policy == policies_.end()) {
      Fault("policy.hash",
            english_ ? std::string("none of the policies given is ") + graduasi_record_policy_hash(record)
                     : std::string("tidak ada kebijakan yang diberikan dengan hash ") + graduasi_record_policy_hash(record));
    }
    // Held against any policy it at least stands in the chain.
    const graduasi_policy* by = policy == policies_.end() ? policies_.begin()->second.get() : policy->second.get();
    graduasi_verification* made = nullptr;
    if (graduasi_record_verify(record, previous_.get(), by, &made, nullptr) != GRADUASI_OK) failed_ = true;
    const VerificationHandle verification(made);
    if (policy == policies_.end()) {
      for (size_t i = 0; i < graduasi_verification_difference_count(made); ++i) {
        const std::string field = graduasi_verification_field(made, i);
        if (field != "policy.hash")
          Fault(field, english_ ? "is not what follows the record before" : "bukan lanjutan catatan sebelumnya");
      }
      return;
    }
    TellDifferences(made);
    if (graduasi_verification_holds(made) != 1) return;
    if (graduasi_record_is_replayable(record) != 0) {
      ++replayed_;
    } else {
      ++unreadable_;
    }
  }

  void Compare(const graduasi_record* record) {
    if (graduasi_record_is_replayable(record) == 0) return;
    const auto [begin, end] = register_->equal_range(graduasi_record_household_id(record));
    if (begin == end) {
      Fault("inputs.household",
            english_ ? "no household of the register has this id" : "tidak ada keluarga dengan id ini di data induk");
      return;
    }
    VerificationHandle last;
    for (auto household = begin; household != end; ++household) {
      graduasi_verification* made = nullptr;
      const graduasi_status status = graduasi_record_compare_json(record, household->second.data(), household->second.size(),
                                                                  key_.data(), key_.size(), &made, nullptr);
      last.reset(made);
      if (status == GRADUASI_OK && graduasi_verification_holds(made) == 1) return;
    }
    if (last == nullptr) {
      Fault("inputs.household",
            english_ ? "the register's record cannot be read now" : "catatan di data induk kini tidak terbaca");
      return;
    }
    for (size_t i = 0; i < graduasi_verification_difference_count(last.get()); ++i) {
      Fault(graduasi_verification_field(last.get(), i), english_ ? "the register has other facts now, or another family"
                                                                 : "data induk kini berisi fakta lain, atau keluarga lain");
    }
  }

  const Policies& policies_;
  const Register* register_;
  std::string key_;
  bool english_;
  RecordHandle previous_;
  std::vector<std::pair<std::string, std::string>> faults_;
  int64_t count_ = 0;
  int64_t replayed_ = 0;
  int64_t unreadable_ = 0;
  int64_t wrong_ = 0;
  bool failed_ = false;
};

}  // namespace

int Verify(const VerifyArguments& arguments) {
  Policies policies;
  for (const std::string& path : arguments.policies) {
    PolicyHandle policy;
    if (const int code = LoadPolicy(path, &policy); code != kDone) return code;
    const std::string hash = graduasi_policy_hash(policy.get());
    policies.emplace(hash, std::move(policy));
  }
  std::string key;
  if (!arguments.seal_key.empty() && !ReadFile(arguments.seal_key, &key)) return kWrongCall;
  Register households;
  if (!arguments.households.empty() && !ReadRegister(arguments.households, policies.begin()->second.get(), &households)) {
    return kWrongCall;
  }
  RecordLines file;
  if (!file.Open(arguments.records)) return kWrongCall;
  const int32_t language = LanguageCode(arguments.language);
  const bool english = language == GRADUASI_LANGUAGE_ENGLISH;
  Verifier verifier(policies, arguments.households.empty() ? nullptr : &households, key, english);
  std::string line;
  while (file.Next(&line)) verifier.Verify(file.name(), file.line_number(), line);
  if (!file.Complete() || verifier.failed()) return kWrongCall;
  if (verifier.wrong() > kTold) {
    std::fprintf(stderr, "%s: %s more records are at fault.\n", file.name().c_str(),
                 Thousands(verifier.wrong() - kTold, GRADUASI_LANGUAGE_ENGLISH).c_str());
  }
  const bool ends_as_said = arguments.head.empty() || arguments.head == verifier.head();
  if (!ends_as_said) {
    std::fprintf(stderr,
                 "%s: the last record is not the head that was asked for: records at the end were removed, added or "
                 "rewritten.\n",
                 file.name().c_str());
  }
  Output output;
  const auto count = [&](int64_t number, const char* in_indonesian, const char* in_english) {
    return Thousands(number, language) + (english ? in_english : in_indonesian);
  };
  (void)output.Write(count(verifier.count(), " catatan, ", " records, ") +
                     count(verifier.replayed(), " diputus ulang dengan hasil sama persis, ", " replayed to the bit, ") +
                     count(verifier.unreadable(), " yang datanya tidak terbaca, ", " whose data could not be read, ") +
                     count(verifier.wrong(), " bermasalah\n", " at fault\n") + (english ? "head " : "kepala ") +
                     (verifier.head().empty() ? "-" : verifier.head()) + "\n");
  if (!output.Finish()) return kWrongCall;
  return verifier.wrong() == 0 && ends_as_said ? kDone : kFindings;
}

}  // namespace graduasi::cli
