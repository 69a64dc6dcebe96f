// The content of a policy, by which it is named: every field counts, wherever it stands, and the form it came in does not.
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "google/protobuf/message.h"
#include "graduasi/engine.h"
#include "gtest/gtest.h"
#include "src/policy/content.h"
#include "src/wire/message_binary.h"
#include "src/wire/message_json.h"
#include "src/wire/policy_proto.h"
#include "src/wire/policy_text.h"

namespace graduasi::wire {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

std::string ReadFile(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
}

v1::Policy MessageOf(const std::string& name) {
  Findings findings;
  const std::optional<PolicyDocument> document =
      ReadPolicyText(ReadFile(std::filesystem::path(GRADUASI_SOURCE_DIR) / "policies" / name), &findings);
  EXPECT_TRUE(document.has_value()) << name;
  return ToProto(document.value_or(PolicyDocument()));
}

std::string ContentOfMessage(const v1::Policy& message) {
  Findings found;
  FindingList findings(&found);
  return policy::ContentOf(ToDocument(message, nullptr, &findings));
}

// Changes one value after the other, alone, and hands the whole message to `see` each time.
class Changer {
 public:
  Changer(v1::Policy* policy, std::function<void(const std::string& path)> see) : policy_(policy), see_(std::move(see)) {}
  void Run() { Walk(policy_, "policy"); }

 private:
  void Walk(Message* message, const std::string& path) {
    const google::protobuf::Reflection& reflection = *message->GetReflection();
    for (int i = 0; i < message->GetDescriptor()->field_count(); ++i) {
      const FieldDescriptor& field = *message->GetDescriptor()->field(i);
      const std::string here = absl::StrCat(path, ".", field.name());
      if (field.is_repeated()) {
        const int size = reflection.FieldSize(*message, &field);
        for (int k = 0; k < size; ++k) {
          const std::string element = absl::StrCat(here, "[", k, "]");
          if (field.message_type() != nullptr) {
            Walk(reflection.MutableRepeatedMessage(message, &field, k), element);
          } else {
            const std::string text = reflection.GetRepeatedString(*message, &field, k);
            reflection.SetRepeatedString(message, &field, k, text + "0");
            see_(element);
            reflection.SetRepeatedString(message, &field, k, text);
          }
          if (k == 0) continue;
          reflection.SwapElements(message, &field, k - 1, k);
          see_(element + " swapped");
          reflection.SwapElements(message, &field, k - 1, k);
        }
      } else if (field.message_type() != nullptr) {
        if (reflection.HasField(*message, &field)) Walk(reflection.MutableMessage(message, &field), here);
      } else if (field.containing_oneof() == nullptr || reflection.HasField(*message, &field)) {
        Change(message, field, here);
      }
    }
  }

  void Change(Message* message, const FieldDescriptor& field, const std::string& path) {
    const google::protobuf::Reflection& reflection = *message->GetReflection();
    switch (field.cpp_type()) {
      case FieldDescriptor::CPPTYPE_STRING: {
        const std::string text = reflection.GetString(*message, &field);
        const std::optional<Date> day = Date::Parse(text);
        reflection.SetString(message, &field, day.has_value() ? Date::FromDays(day->days() + 1).ToString() : text + "0");
        see_(path);
        return reflection.SetString(message, &field, text);
      }
      case FieldDescriptor::CPPTYPE_INT64: {
        const int64_t number = reflection.GetInt64(*message, &field);
        reflection.SetInt64(message, &field, number + 1);
        see_(path);
        return reflection.SetInt64(message, &field, number);
      }
      case FieldDescriptor::CPPTYPE_BOOL: {
        const bool flag = reflection.GetBool(*message, &field);
        reflection.SetBool(message, &field, !flag);
        see_(path);
        return reflection.SetBool(message, &field, flag);
      }
      case FieldDescriptor::CPPTYPE_ENUM: {
        const int number = reflection.GetEnumValue(*message, &field);
        reflection.SetEnumValue(message, &field, number == 1 ? 2 : 1);
        see_(path);
        return reflection.SetEnumValue(message, &field, number);
      }
      default:
        FAIL() << path << " is of a kind that policies did not have";
    }
  }

  v1::Policy* policy_;
  std::function<void(const std::string& path)> see_;
};

TEST(PolicyContent, EveryValueCounts) {
  for (const char* name : {"pkh-graduasi/2026.policy.txtpb", "examples/swdi.policy.txtpb", "examples/brac.policy.txtpb"}) {
    v1::Policy message = MessageOf(name);
    std::map<std::string, std::string> seen = {{ContentOfMessage(message), "unchanged"}};
    Changer(&message, [&](const std::string& path) {
      const auto [known, added] = seen.emplace(ContentOfMessage(message), path);
      EXPECT_TRUE(added) << name << ": " << path << " reads as " << known->second;
    }).Run();
    EXPECT_GT(seen.size(), 50u) << name;
  }
}

// Hashes of policies that declare no ranking are those from before there were any; one that says nothing is not none.
TEST(PolicyContent, ARankingCountsOnlyWhereOneIsDeclared) {
  const PolicyDocument none;
  PolicyDocument empty;
  empty.ranking.emplace();
  const std::string before = policy::ContentOf(none);
  EXPECT_EQ(before, "18:graduasi.v1.Policy,0:,0:,0:,0:,1:0,1:0,0:,0:,1:0,1:0,1:0,1:0,1:0,1:0,");
  EXPECT_EQ(policy::ContentOf(empty), before + "0:,0:,0:,1:0,0:,1:0,");
}

// A text that looks like the border between two others does not move it.
TEST(PolicyContent, TextCannotPassForStructure) {
  PolicyDocument one, other;
  one.id.text = "a,1:b";
  other.id.text = "a";
  other.version.text = "b";
  EXPECT_NE(policy::ContentOf(one), policy::ContentOf(other));
}

TEST(PolicyContent, TheFormMakesNoDifference) {
  const std::string text = ReadFile(std::filesystem::path(GRADUASI_SOURCE_DIR) / "policies/pkh-graduasi/2026.policy.txtpb");
  const v1::Policy message = MessageOf("pkh-graduasi/2026.policy.txtpb");
  const absl::StatusOr<Policy> from_text = Policy::Parse(text);
  const absl::StatusOr<Policy> from_json = Policy::ParseJson(WriteMessageJson(message));
  const absl::StatusOr<Policy> from_binary = Policy::ParseBinary(WriteMessageBinary(message));
  ASSERT_TRUE(from_text.ok() && from_json.ok() && from_binary.ok());
  EXPECT_EQ(from_json->hash(), from_text->hash());
  EXPECT_EQ(from_binary->hash(), from_text->hash());
}

}  // namespace
}  // namespace graduasi::wire
