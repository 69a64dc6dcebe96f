// What became of the mutants of a policy, for programs: one line of JSON. Nothing is judged here.
#include <string>

#include "absl/strings/str_cat.h"
#include "graduasi/change.h"
#include "graduasi/mutation.h"
#include "src/wire/json_text.h"

namespace graduasi {
namespace {

class Writer {
 public:
  std::string Take() { return std::move(json_); }

  void Key(const char* key) {
    if (!json_.empty() && json_.back() != '{' && json_.back() != '[') json_ += ',';
    absl::StrAppend(&json_, "\"", key, "\":");
  }
  void Open(char bracket) {
    if (!json_.empty() && (json_.back() == '}' || json_.back() == '"')) json_ += ',';
    json_ += bracket;
  }
  void Close(char bracket) { json_ += bracket; }
  void Field(const char* key, const std::string& value) {
    Key(key);
    wire::AppendJsonString(value, &json_);
  }
  void Field(const char* key, int64_t value) {
    Key(key);
    absl::StrAppend(&json_, value);
  }
  void Raw(const char* key, const std::string& json) {
    Key(key);
    json_ += json;
  }
  void Field(const char* key, const Text& text) {
    Key(key);
    json_ += '{';
    Field("id", text.id);
    Field("en", text.en);
    json_ += '}';
  }
  template <typename List, typename Each>
  void ListOf(const char* key, const List& list, const Each& each) {
    Key(key);
    json_ += '[';
    for (const auto& element : list) {
      Open('{');
      each(element);
      Close('}');
    }
    json_ += ']';
  }

  void Mutant(const graduasi::Mutant& mutant) {
    Field("id", mutant.id);
    Field("kind", Name(mutant.kind));
    Field("owner", mutant.owner);
    Field("line", int64_t{mutant.place.line});
    Field("column", int64_t{mutant.place.column});
    Field("before", mutant.before);
    Field("after", mutant.after);
    Field("description", mutant.description);
  }

 private:
  std::string json_;
};

}  // namespace

std::string ToJson(const MutationReport& report) {
  Writer writer;
  writer.Open('{');
  writer.Field("policy", report.policy_id);
  writer.Field("version", report.policy_version);
  writer.Field("cases", static_cast<int64_t>(report.cases));
  writer.Field("killed", static_cast<int64_t>(report.killed));
  writer.Field("equivalent", static_cast<int64_t>(report.equivalent));
  writer.Field("survived", static_cast<int64_t>(report.survived));
  writer.Field("score_per_mille", report.score_per_mille());
  writer.ListOf("mutants", report.mutants, [&](const MutantResult& result) {
    writer.Mutant(result.mutant);
    writer.Field("standing", Name(result.standing));
    if (result.standing == MutantStanding::kKilled) writer.Field("killed_by", result.killed_by);
    if (result.standing == MutantStanding::kEquivalent) {
      writer.ListOf("proof", result.proof, [&](const Text& sentence) {
        writer.Field("id", sentence.id);
        writer.Field("en", sentence.en);
      });
    }
    if (!result.telling.has_value()) return;
    writer.Key("telling");
    writer.Open('{');
    writer.Field("as_of", result.telling->as_of.ToString());
    writer.Field("description", result.telling->description);
    writer.ListOf("differences", result.telling->differences, [&](const TellingHousehold::Difference& difference) {
      writer.Field("of", difference.of);
      writer.Field("policy", difference.policy);
      writer.Field("mutant", difference.mutant);
    });
    writer.Raw("household", ToJson(result.telling->household));
    writer.Close('}');
  });
  writer.ListOf("refused", report.refused, [&](const MutationReport::Refused& refused) {
    writer.Mutant(refused.mutant);
    writer.Field("finding", refused.finding);
  });
  writer.ListOf("unreached", report.unreached, [&](const MutationReport::Unreached& unreached) {
    writer.Field("parameter", unreached.parameter);
    writer.Field("entries", static_cast<int64_t>(unreached.entries));
    writer.Field("unreached", static_cast<int64_t>(unreached.unreached));
  });
  writer.Close('}');
  return writer.Take();
}

}  // namespace graduasi
