#include "src/policy/content.h"

#include <cstdint>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

namespace graduasi::policy {
namespace {

class Writer {
 public:
  std::string Take() { return std::move(out_); }

  void Put(absl::string_view text) { absl::StrAppend(&out_, text.size(), ":", text, ","); }
  void Put(const char* text) { Put(absl::string_view(text)); }
  void Put(const std::string& text) { Put(absl::string_view(text)); }
  void Put(const Placed& text) { Put(text.text); }
  void Put(bool flag) { Put(flag ? "1" : "0"); }
  void Put(int64_t number) { Put(absl::StrCat(number)); }
  template <typename Enum>
  void PutNumber(Enum value) {
    Put(static_cast<int64_t>(value));
  }
  void Put(const Text& text) { Put(text.id), Put(text.en); }

  template <typename T>
  void Put(const std::vector<T>& list) {
    Put(static_cast<int64_t>(list.size()));
    for (const T& element : list) Put(element);
  }

  void Put(const ParameterValue& value) {
    if (value.integer.has_value()) {
      Put("int"), Put(*value.integer);
    } else if (value.boolean.has_value()) {
      Put("bool"), Put(*value.boolean);
    } else if (value.string.has_value()) {
      Put("string"), Put(*value.string);
    } else if (value.date.has_value()) {
      Put("date"), Put(value.date->ToString());
    } else {
      Put("");
    }
  }

  void Put(const Parameter::Entry& entry) { Put(entry.key), Put(entry.value); }

  void Put(const Parameter::Version& version) {
    Put(version.from);
    Put(version.value.value_or(ParameterValue()));
    Put(version.entries);
  }

  void Put(const Parameter& parameter) {
    Put(parameter.id), Put(parameter.title);
    PutNumber(parameter.type), Put(parameter.unit), Put(parameter.key);
    Put(parameter.versions);
    Put(parameter.source), Put(parameter.proposal);
  }

  void Put(const Fact& fact) { Put(fact.id), Put(fact.title), Put(fact.expr), Put(fact.unit); }

  void Put(const MaxAge& limit) { Put(limit.fact), Put(limit.months); }

  void Put(const Safeguard& safeguard) {
    Put(safeguard.id), Put(safeguard.title), Put(safeguard.when);
    Put(safeguard.reason_id), Put(safeguard.reason_en);
    Put(safeguard.max_age), Put(safeguard.source), Put(safeguard.proposal);
  }

  void Put(const Criterion& criterion) {
    Put(criterion.id), Put(criterion.title), Put(criterion.applies_when), Put(criterion.require);
    Put(criterion.pass_id), Put(criterion.pass_en), Put(criterion.fail_id), Put(criterion.fail_en);
    Put(criterion.max_age), PutNumber(criterion.can_act), Put(criterion.source), Put(criterion.proposal);
  }

  void Put(const Route::AtLeast& at_least) { Put(at_least.n), Put(at_least.of); }

  void Put(const Score::Item& item) { Put(item.id), Put(item.title), Put(item.value), Put(item.weight); }

  void Put(const Score& score) { Put(score.items), Put(score.threshold), Put(score.normalised), Put(score.max_age); }

  void Put(const Route& route) {
    Put(route.id), Put(route.title), PutNumber(route.kind), Put(route.all_of), Put(route.at_least);
    Put(route.score.has_value());
    if (route.score.has_value()) Put(*route.score);
    Put(route.source);
  }

  void Put(const RankingKey& key) {
    Put(key.id), Put(key.title), Put(key.expr), Put(key.unit);
    PutNumber(key.direction), PutNumber(key.missing), Put(key.max_age), Put(key.source);
  }

  void Put(const RankingRule& ranking) {
    Put(ranking.id), Put(ranking.title), Put(ranking.keys), Put(ranking.source), Put(ranking.proposal);
  }

 private:
  std::string out_;
};

}  // namespace

std::string ContentOf(const PolicyDocument& document) {
  Writer writer;
  writer.Put("graduasi.v1.Policy");
  writer.Put(document.id), writer.Put(document.version), writer.Put(document.title);
  writer.Put(document.legal_basis), writer.Put(document.jurisdiction);
  writer.Put(document.effective_from), writer.Put(document.effective_until);
  writer.Put(document.parameters), writer.Put(document.facts), writer.Put(document.safeguards);
  writer.Put(document.criteria), writer.Put(document.routes), writer.Put(document.synthetic);
  if (document.ranking.has_value()) writer.Put(*document.ranking);
  return writer.Take();
}

}  // namespace graduasi::policy
