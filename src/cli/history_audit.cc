// Memory grows with the decisions that histories name, not with the chain.
#include "src/cli/history_audit.h"

#include <cstdint>
#include <cstdio>
#include <map>
#include <set>
#include <string>

#include "capi/graduasi.h"
#include "src/cli/command.h"
#include "src/cli/history_records.h"
#include "src/cli/library.h"
#include "src/cli/record_chain.h"
#include "src/cli/summary.h"

namespace graduasi::cli {
namespace {

constexpr int64_t kTold = 20;  // faults

class Audit {
 public:
  Audit(const HistoryLines& histories, bool english) : histories_(histories), english_(english) {}

  int Run(const std::string& records, const std::vector<std::string>& policies) {
    if (const int code = policies_.Load(policies); code != kDone) return code;
    histories_.ForEach([&](int64_t, const graduasi_history* history) {
      const std::string household = graduasi_history_household_id(history);
      for (size_t i = 0; i < graduasi_history_record_count(history); ++i) {
        ++decisions_;
        const std::string hash = graduasi_history_record_hash(history, i);
        if (hash.empty()) {
          Fault(household, Say("sebuah peristiwa bersandar pada keputusan tanpa catatan",
                               "an event rests on a decision that names no record"));
        } else {
          households_[hash].insert(household);
        }
      }
    });
    if (const int code = ReadChain(records, [&](RecordHandle record) { Hold(record.get()); }); code != kDone) return code;
    if (failed_) return kWrongCall;
    for (const auto& [hash, households] : households_) {
      for (const std::string& household : households) {
        Fault(household, Say("tidak ada catatan dengan hash ", "there is no record with the hash ") + hash);
      }
    }
    if (faults_ > kTold) {
      std::fprintf(stderr, "%s: %s\n", histories_.path().c_str(),
                   (Thousands(faults_ - kTold, Language()) + Say(" kesalahan lain.", " more faults.")).c_str());
    }
    return faults_ == 0 ? kDone : kFindings;
  }

  std::string Summary() const {
    return "  " + std::string(Say("keputusan yang menjadi dasar peristiwa: ", "decisions on which events rest: ")) +
           Thousands(decisions_, Language()) + Say(", catatan yang diputus ulang: ", ", records decided again: ") +
           Thousands(held_, Language()) + Say(", kesalahan: ", ", faults: ") + Thousands(faults_, Language()) + "\n";
  }

 private:
  std::string Say(const char* in_indonesian, const char* in_english) const { return english_ ? in_english : in_indonesian; }
  int32_t Language() const { return english_ ? GRADUASI_LANGUAGE_ENGLISH : GRADUASI_LANGUAGE_INDONESIAN; }

  void Fault(const std::string& household, const std::string& what) {
    if (faults_++ >= kTold) return;
    std::fprintf(stderr, "%s: %s: %s\n", histories_.path().c_str(), Plain(household.c_str()).c_str(),
                 Plain(what.c_str()).c_str());
  }

  // Holds the histories that name the record against it.
  void Hold(const graduasi_record* record) {
    const auto found = households_.find(graduasi_record_hash(record));
    if (found == households_.end()) return;
    ++held_;
    const std::string place = Say("catatan ", "record ") + std::to_string(graduasi_record_number(record));
    const graduasi_policy* const policy = policies_.Find(record);
    for (const std::string& household : found->second) {
      if (policy == nullptr) {
        Fault(household, place +
                             Say(" diputus menurut kebijakan yang tidak diberikan, hash ",
                                 " was decided by a policy that was not given, its hash is ") +
                             graduasi_record_policy_hash(record));
        continue;
      }
      const HistoryHandle history = histories_.Find(household);
      graduasi_verification* made = nullptr;
      graduasi_error* error = nullptr;
      const graduasi_status status = graduasi_history_verify(history.get(), record, policy, &made, &error);
      const VerificationHandle verification(made);
      const ErrorHandle owned(error);
      if (status != GRADUASI_OK && status != GRADUASI_BAD_DATA) failed_ = true;
      for (size_t i = 0; i < graduasi_error_count(error); ++i) {
        Fault(household, place + ": " + graduasi_error_path(error, i) + ": " + graduasi_error_message(error, i));
      }
      for (size_t i = 0; i < graduasi_verification_difference_count(made); ++i) {
        Fault(household, place + ": " + graduasi_verification_field(made, i) + ": " + Say("riwayat ", "the history says ") +
                             graduasi_verification_recorded(made, i) + Say(", catatan ", ", the record ") +
                             graduasi_verification_recomputed(made, i));
      }
    }
    households_.erase(found);
  }

  const HistoryLines& histories_;
  const bool english_;
  DecidedBy policies_;
  std::map<std::string, std::set<std::string>> households_;  // that rest on it, by hash of a record that is not met yet
  int64_t decisions_ = 0;
  int64_t held_ = 0;
  int64_t faults_ = 0;
  bool failed_ = false;  // the library could not run
};

}  // namespace

int AuditHistories(const HistoryLines& histories, const std::string& records, const std::vector<std::string>& policies,
                   int32_t language, std::string* summary) {
  Audit audit(histories, language == GRADUASI_LANGUAGE_ENGLISH);
  const int code = audit.Run(records, policies);
  if (code != kWrongCall) *summary += audit.Summary();
  return code;
}

}  // namespace graduasi::cli
