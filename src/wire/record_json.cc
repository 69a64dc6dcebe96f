#include "src/wire/record_json.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "src/base/findings.h"
#include "src/base/sha256.h"
#include "src/cel/utf8.h"
#include "src/wire/household_json.h"
#include "src/wire/json_object.h"
#include "src/wire/json_text.h"

namespace graduasi {
namespace wire {
namespace {

constexpr absl::string_view kFormat = "graduasi.record.1";
constexpr absl::string_view kFormats = "graduasi.record.";
constexpr absl::string_view kHashKey = ",\"hash\":\"";
constexpr size_t kHashDigits = 64;
constexpr size_t kMaxRecordBytes = 2 * kMaxHouseholdBytes;
constexpr int kDeepest = 16;

bool IsHash(absl::string_view text) {
  return text.size() == kHashDigits &&
         std::all_of(text.begin(), text.end(), [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

template <typename Element, typename Write>
void WriteList(absl::string_view name, const std::vector<Element>& elements, JsonObjectWriter* writer, const Write& write) {
  std::string* json = writer->Key(name);
  json->push_back('[');
  for (size_t i = 0; i < elements.size(); ++i) {
    if (i > 0) json->push_back(',');
    JsonObjectWriter element(json);
    write(elements[i], &element);
    element.End();
  }
  json->push_back(']');
}

void WriteResults(absl::string_view name, const std::vector<RecordedResult>& results, JsonObjectWriter* writer) {
  WriteList(name, results, writer, [](const RecordedResult& result, JsonObjectWriter* element) {
    element->Text("id", result.id);
    element->Text("result", result.result);
    if (result.reason.id.empty() && result.reason.en.empty()) return;
    JsonObjectWriter reason(element->Key("reason"));
    reason.Text("id", result.reason.id);
    reason.Text("en", result.reason.en);
    reason.End();
  });
}

void WriteResult(const DecisionRecord& record, std::string* json) {
  JsonObjectWriter writer(json);
  writer.Text("outcome", Name(record.outcome));
  writer.Text("route", record.route);
  WriteResults("criteria", record.criteria, &writer);
  WriteResults("safeguards", record.safeguards, &writer);
  WriteResults("routes", record.routes, &writer);
  WriteList("missing", record.missing, &writer, [](const RecordedMissing& fact, JsonObjectWriter* element) {
    element->Text("path", fact.path);
    element->Text("why", fact.why);
    if (!fact.known.empty()) element->Text("known", fact.known);
  });
  WriteList("findings", record.findings, &writer, [](const Finding& finding, JsonObjectWriter* element) {
    element->Text("path", finding.path);
    if (finding.line != 0) element->Int("line", finding.line);
    if (finding.column != 0) element->Int("column", finding.column);
    element->Text("message", finding.message);
  });
  writer.End();
}

// The value at the cursor, as it is written.
JsonValue IntoRaw(absl::string_view text, std::string* raw) {
  return [text, raw](JsonObjectReader* reader, const std::string& path) {
    const size_t begin = reader->cursor()->offset();
    if (reader->cursor()->Peek() != JsonCursor::Kind::kObject)
      return reader->Refuse(path, "is not an object; write an object {...}");
    if (!reader->cursor()->Skip(kDeepest)) return false;
    raw->assign(text.data() + begin, reader->cursor()->end() - begin);
    return true;
  };
}

JsonValue IntoInt(int* number) {
  return [number](JsonObjectReader* reader, const std::string& path) {
    int64_t wide = 0;
    const bool on = Into(&wide)(reader, path);
    *number = static_cast<int>(wide);
    return on;
  };
}

JsonValue IntoReason(Text* reason) {
  return [reason](JsonObjectReader* reader, const std::string& path) {
    return reader->ReadObject(path, {{"id", Into(&reason->id)}, {"en", Into(&reason->en)}});
  };
}

// A list whose elements are read into new elements of *list.
template <typename Element, typename Keys>
JsonValue IntoList(std::vector<Element>* list, const Keys& keys) {
  return [list, keys](JsonObjectReader* reader, const std::string& path) {
    return reader->ReadList(path, [list, keys](JsonObjectReader* element, const std::string& at) {
      return element->ReadObject(at, keys(&list->emplace_back()));
    });
  };
}

JsonValue IntoResults(std::vector<RecordedResult>* results) {
  return IntoList(results, [](RecordedResult* result) {
    return std::vector<JsonKey>{
        {"id", Into(&result->id)}, {"result", Into(&result->result)}, {"reason", IntoReason(&result->reason)}};
  });
}

JsonValue IntoObject(std::vector<JsonKey> keys) {
  return [keys = std::move(keys)](JsonObjectReader* reader, const std::string& path) { return reader->ReadObject(path, keys); };
}

std::vector<std::string> OutcomeNames() {
  std::vector<std::string> names;
  for (int i = 0; i <= static_cast<int>(Outcome::kEligible); ++i) names.emplace_back(Name(static_cast<Outcome>(i)));
  return names;
}

std::vector<JsonKey> Keys(absl::string_view line, DecisionRecord* record, std::string* format) {
  std::vector<JsonKey> result = {
      {"outcome", IntoOneOf(OutcomeNames(), [record](size_t at) { record->outcome = static_cast<Outcome>(at); })},
      {"route", Into(&record->route)},
      {"criteria", IntoResults(&record->criteria)},
      {"safeguards", IntoResults(&record->safeguards)},
      {"routes", IntoResults(&record->routes)},
      {"missing",
       IntoList(
           &record->missing,
           [](RecordedMissing* fact) {
             return std::vector<JsonKey>{{"path", Into(&fact->path)}, {"why", Into(&fact->why)}, {"known", Into(&fact->known)}};
           })},
      {"findings", IntoList(&record->findings, [](Finding* finding) {
         return std::vector<JsonKey>{{"path", Into(&finding->path)},
                                     {"line", IntoInt(&finding->line)},
                                     {"column", IntoInt(&finding->column)},
                                     {"message", Into(&finding->message)}};
       })}};
  std::vector<JsonKey> inputs = {
      {"as_of", Into(&record->as_of)},
      {"recorded_when_true", Into(&record->recorded_when_true)},
      {"identities",
       IntoOneOf(NamesOf<Identities>(), [record](size_t at) { record->identities = static_cast<Identities>(at); })},
      {"seal", Into(&record->seal)},
      {"household", IntoRaw(line, &record->household)}};
  return {{"format", Into(format)},
          {"record", Into(&record->number)},
          {"previous", Into(&record->previous)},
          {"semantics", Into(&record->semantics)},
          {"wording", Into(&record->wording)},
          {"policy", IntoObject({{"id", Into(&record->policy_id)},
                                 {"version", Into(&record->policy_version)},
                                 {"hash", Into(&record->policy_hash)}})},
          {"inputs", IntoObject(std::move(inputs))},
          {"inputs_hash", Into(&record->inputs_hash)},
          {"result", IntoObject(std::move(result))},
          {"hash", Into(&record->hash)}};
}

// What can be seen before anything is read: that the bytes give the hash at their end.
std::string CheckFrame(absl::string_view line) {
  if (line.size() > kMaxRecordBytes) return "the line is longer than any record";
  const size_t tail = kHashKey.size() + kHashDigits + 2;
  if (line.size() <= tail || !absl::EndsWith(line, "\"}") || line.substr(line.size() - tail, kHashKey.size()) != kHashKey ||
      !IsHash(line.substr(line.size() - kHashDigits - 2, kHashDigits))) {
    return "this is no decision record: it does not end with its hash; a part of it is missing or was changed";
  }
  const absl::string_view hash = line.substr(line.size() - kHashDigits - 2, kHashDigits);
  if (Sha256Hex(line.substr(0, line.size() - tail)) != hash) {
    return "its bytes do not give its hash: it was changed after it was written";
  }
  return "";
}

absl::Status Fail(std::string path, std::string message, Findings* findings) {
  const Findings found = {{std::move(path), 0, 0, std::move(message)}};
  if (findings != nullptr) findings->insert(findings->end(), found.begin(), found.end());
  return InvalidArgument(found);
}

// Of a record that was read: what no record written here can have.
std::string CheckContent(const DecisionRecord& record) {
  if (record.number < 1) return "`record` is below 1";
  for (const std::string* hash : {&record.previous, &record.policy_hash, &record.inputs_hash}) {
    if (!IsHash(*hash)) return "a hash is not 64 lower-case hexadecimal digits";
  }
  if (!record.seal.empty() && !IsHash(record.seal)) return "`seal` is not 64 lower-case hexadecimal digits";
  if (Sha256Hex(EncodeInputs(record)) != record.inputs_hash) return "`inputs` do not give `inputs_hash`";
  if (record.household.empty()) return "";
  Household household;
  Findings findings;
  if (!ReadHouseholdJson(record.household, &household, &findings)) return "`household` cannot be read";
  return WriteHouseholdJson(household) == record.household ? "" : "`household` is not in the one spelling of a record";
}

}  // namespace

std::string EncodeInputs(const DecisionRecord& record) {
  std::string json;
  JsonObjectWriter writer(&json);
  writer.Text("as_of", record.as_of.ToString());
  writer.Texts("recorded_when_true", record.recorded_when_true);
  writer.Text("identities", DescribeEnum<Identities>::names[static_cast<size_t>(record.identities)].name);
  if (!record.seal.empty()) writer.Text("seal", record.seal);
  if (!record.household.empty()) writer.Key("household")->append(record.household);
  writer.End();
  return json;
}

std::string EncodeBody(const DecisionRecord& record) {
  std::string json;
  JsonObjectWriter writer(&json);
  writer.Text("format", kFormat);
  writer.Int("record", record.number);
  writer.Text("previous", record.previous);
  writer.Int("semantics", record.semantics);
  writer.Int("wording", record.wording);
  JsonObjectWriter policy(writer.Key("policy"));
  policy.Text("id", record.policy_id);
  policy.Text("version", record.policy_version);
  policy.Text("hash", record.policy_hash);
  policy.End();
  writer.Key("inputs")->append(EncodeInputs(record));
  writer.Text("inputs_hash", record.inputs_hash);
  WriteResult(record, writer.Key("result"));
  return json;
}

void SealHashes(DecisionRecord* record) {
  record->inputs_hash = Sha256Hex(EncodeInputs(*record));
  record->hash = Sha256Hex(EncodeBody(*record));
}

}  // namespace wire

std::string ToJson(const DecisionRecord& record) {
  return absl::StrCat(wire::EncodeBody(record), wire::kHashKey, record.hash, "\"}");
}

absl::StatusOr<DecisionRecord> ParseRecord(absl::string_view line, Findings* findings) {
  std::string mistake = wire::CheckFrame(line);
  if (!mistake.empty()) return wire::Fail("", std::move(mistake), findings);
  if (cel::FindInvalidUtf8(line) != absl::string_view::npos) {
    return wire::Fail("", "the text is not valid UTF-8; no record is written so", findings);
  }
  DecisionRecord record;
  std::string format;
  Findings found;
  wire::JsonObjectReader reader(line, &found);
  const bool read = reader.ReadDocument(wire::Keys(line, &record, &format));
  if (format != wire::kFormat && absl::StartsWith(format, wire::kFormats)) {
    found = {{"format", 0, 0, "the record is of a format that this library does not know; read it with a newer one"}};
    if (findings != nullptr) findings->insert(findings->end(), found.begin(), found.end());
    return absl::UnimplementedError(ToString(found[0]));
  }
  if (!read || format != wire::kFormat) {
    if (read) found.push_back({"format", 0, 0, "this is no decision record: its format is not graduasi.record.1"});
    if (findings != nullptr) findings->insert(findings->end(), found.begin(), found.end());
    return InvalidArgument(found);
  }
  mistake = wire::CheckContent(record);
  if (mistake.empty() && ToJson(record) != line)
    mistake = "it is not in the one spelling of a record; it was written by something else";
  if (!mistake.empty()) return wire::Fail("", std::move(mistake), findings);
  return record;
}

}  // namespace graduasi
