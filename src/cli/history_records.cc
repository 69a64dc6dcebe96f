#include "src/cli/history_records.h"

#include <cstdint>
#include <cstdio>
#include <functional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "capi/graduasi.h"
#include "src/cli/command.h"
#include "src/cli/library.h"
#include "src/cli/record_chain.h"
#include "src/cli/record_lines.h"

namespace graduasi::cli {

int DecidedBy::Load(const std::vector<std::string>& files) {
  for (const std::string& file : files) {
    PolicyHandle policy;
    if (const int code = LoadPolicy(file, &policy); code != kDone) return code;
    const std::string hash = graduasi_policy_hash(policy.get());
    policies_.emplace(hash, std::move(policy));
  }
  return kDone;
}

const graduasi_policy* DecidedBy::Find(const graduasi_record* record) const {
  const auto policy = policies_.find(graduasi_record_policy_hash(record));
  return policy == policies_.end() ? nullptr : policy->second.get();
}

int ReadChain(const std::string& path, const std::function<void(RecordHandle record)>& visit) {
  RecordLines chain;
  if (!chain.Open(path)) return kWrongCall;
  std::string line;
  std::string previous(64, '0');
  while (chain.Next(&line)) {
    graduasi_record* read = nullptr;
    graduasi_error* error = nullptr;
    const graduasi_status status = graduasi_record_parse(line.data(), line.size(), &read, &error);
    RecordHandle record(read);
    const ErrorHandle owned(error);
    bool sound = status == GRADUASI_OK;
    if (!sound) {
      for (size_t i = 0; i < graduasi_error_count(error); ++i) {
        std::fprintf(
            stderr, "%s\n",
            FindingLine(path, chain.line_number(), 0, graduasi_error_path(error, i), graduasi_error_message(error, i)).c_str());
      }
    } else if (graduasi_record_number(read) != chain.line_number() || graduasi_record_previous_hash(read) != previous) {
      std::fprintf(stderr, "%s:%lld: is not what follows the record before\n", path.c_str(),
                   static_cast<long long>(chain.line_number()));
      sound = false;
    }
    if (!sound) {
      std::fprintf(stderr, "%s: the chain does not hold; nothing can rest on it.\n", path.c_str());
      return kFindings;
    }
    previous = graduasi_record_hash(read);
    visit(std::move(record));
  }
  return chain.Complete() ? kDone : kWrongCall;
}

int HistoryRecords::Read(const std::string& path, const std::vector<std::string>& policies,
                         const std::set<std::string>& households, const std::set<std::string>& hashes) {
  path_ = path;
  if (const int code = policies_.Load(policies); code != kDone) return code;
  return ReadChain(path, [&](RecordHandle record) {
    const std::string household = graduasi_record_household_id(record.get());
    const std::string hash = graduasi_record_hash(record.get());
    const bool of_household = households.count(household) != 0;
    const bool of_hash = hashes.count(hash) != 0;
    if (of_household) of_household_[household].push_back(record.get());
    if (of_hash) of_hash_.emplace(hash, record.get());
    if (of_household || of_hash) records_.push_back(std::move(record));
  });
}

const graduasi_record* HistoryRecords::Latest(const std::string& household, int32_t until_days) const {
  const graduasi_record* latest = nullptr;
  const auto found = of_household_.find(household);
  if (found == of_household_.end()) return nullptr;
  for (const graduasi_record* record : found->second) {
    const int32_t as_of_days = graduasi_record_as_of_days(record);
    if (as_of_days > until_days) continue;
    if (latest == nullptr || as_of_days >= graduasi_record_as_of_days(latest)) latest = record;
  }
  return latest;
}

const graduasi_record* HistoryRecords::OfHash(const std::string& hash) const {
  const auto found = of_hash_.find(hash);
  return found == of_hash_.end() ? nullptr : found->second;
}

}  // namespace graduasi::cli
