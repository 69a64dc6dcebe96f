// The .proto and the field tables are one model, the bytes are what protobuf's own classes read and write, and nothing that is
// not understood is let pass.
#include "src/wire/household_proto.h"

#include <cctype>
#include <set>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "graduasi/wire/v1/graduasi.pb.h"
#include "gtest/gtest.h"
#include "src/model/record.h"
#include "src/wire/household_json.h"
#include "tests/unit/wire/any_household.h"

namespace graduasi::wire {
namespace {

using ::google::protobuf::Descriptor;
using ::google::protobuf::EnumDescriptor;
using ::google::protobuf::FieldDescriptor;
using model::FieldInfo;
using model::FieldKind;
using model::RecordInfo;
using ::testing::HasSubstr;

std::string UpperSnake(const std::string& name) {
  std::string out;
  for (char c : name) {
    if (absl::ascii_isupper(static_cast<unsigned char>(c)) && !out.empty()) out += '_';
    out += absl::ascii_toupper(static_cast<unsigned char>(c));
  }
  return out;
}

FieldDescriptor::Type ProtoType(FieldKind kind) {
  switch (kind) {
    case FieldKind::kBool:
      return FieldDescriptor::TYPE_BOOL;
    case FieldKind::kInt:
      return FieldDescriptor::TYPE_INT64;
    case FieldKind::kString:
    case FieldKind::kDate:
      return FieldDescriptor::TYPE_STRING;
    case FieldKind::kEnum:
      return FieldDescriptor::TYPE_ENUM;
    case FieldKind::kList:
    case FieldKind::kRecord:
      return FieldDescriptor::TYPE_MESSAGE;
  }
  return FieldDescriptor::TYPE_GROUP;
}

TEST(Proto, EveryMessageIsARecordAndEveryRecordAMessage) {
  const auto* file = v1::Household::descriptor()->file();
  std::set<std::string> messages;
  for (int i = 0; i < file->message_type_count(); ++i) messages.insert(file->message_type(i)->name());
  std::set<std::string> records;
  for (const RecordInfo* record : model::Records()) records.insert(record->name);
  EXPECT_EQ(messages, records);
}

TEST(Proto, EveryFieldOfAMessageIsAFieldOfItsTableWithTheSameTypeAndPlace) {
  const auto* file = v1::Household::descriptor()->file();
  for (const RecordInfo* record : model::Records()) {
    const Descriptor* message = file->FindMessageTypeByName(record->name);
    ASSERT_NE(message, nullptr) << record->name;
    ASSERT_LE(record->fields.size(), 64u) << "readers keep the fields they have seen in 64 bits";
    bool has_lists = false;
    for (size_t i = 0; i < record->fields.size(); ++i) {
      const FieldInfo& field = record->fields[i];
      const FieldDescriptor* proto = message->FindFieldByName(field.name);
      const std::string name = absl::StrCat(record->name, ".", field.name);
      ASSERT_NE(proto, nullptr) << name;
      EXPECT_EQ(proto->number(), static_cast<int>(i) + 1) << name << ": append new fields at the end of the table";
      EXPECT_EQ(proto->type(), ProtoType(field.kind)) << name;
      EXPECT_EQ(proto->is_repeated(), field.kind == FieldKind::kList) << name;
      EXPECT_EQ(proto->has_presence(), field.kind != FieldKind::kList) << name;
      EXPECT_EQ(proto->message_type() == nullptr ? "" : proto->message_type()->name(),
                field.record == nullptr ? "" : field.record->name)
          << name;
      EXPECT_EQ(proto->enum_type() == nullptr ? "" : proto->enum_type()->name(),
                field.enumeration == nullptr ? "" : field.enumeration->name)
          << name;
      has_lists = has_lists || field.kind == FieldKind::kList;
    }
    EXPECT_EQ(message->field_count(), static_cast<int>(record->fields.size()) + (has_lists ? 1 : 0)) << record->name;
    const FieldDescriptor* known_empty = message->FindFieldByNumber(kKnownEmptyNumber);
    ASSERT_EQ(known_empty != nullptr, has_lists) << record->name;
    if (has_lists) {
      EXPECT_EQ(known_empty->name(), "known_empty");
      EXPECT_EQ(known_empty->type(), FieldDescriptor::TYPE_STRING);
      EXPECT_TRUE(known_empty->is_repeated());
    }
  }
}

TEST(Proto, EveryEnumHasTheConstantsOfItsTable) {
  const auto* file = v1::Household::descriptor()->file();
  EXPECT_EQ(file->enum_type_count(), static_cast<int>(model::Enums().size()));
  for (const cel::EnumType* type : model::Enums()) {
    const EnumDescriptor* proto = file->FindEnumTypeByName(type->name);
    ASSERT_NE(proto, nullptr) << type->name;
    ASSERT_EQ(proto->value_count(), static_cast<int>(type->constants.size()) + 1) << type->name;
    const std::string prefix = UpperSnake(type->name) + "_";
    EXPECT_EQ(proto->FindValueByNumber(0)->name(), prefix + "UNSPECIFIED");
    for (size_t i = 0; i < type->constants.size(); ++i) {
      EXPECT_EQ(proto->FindValueByNumber(static_cast<int>(i) + 1)->name(), prefix + type->constants[i]);
    }
  }
}

// What protobuf's generated classes hold of a household, by reflection.
void Convert(const RecordInfo& record, const void* owner, google::protobuf::Message* message) {
  const auto* reflection = message->GetReflection();
  for (const FieldInfo& field : record.fields) {
    if (!field.Present(owner)) continue;
    const FieldDescriptor* proto = message->GetDescriptor()->FindFieldByName(field.name);
    switch (field.kind) {
      case FieldKind::kBool:
        reflection->SetBool(message, proto, *field.Bool(owner));
        break;
      case FieldKind::kInt:
        reflection->SetInt64(message, proto, *field.Int(owner));
        break;
      case FieldKind::kString:
        reflection->SetString(message, proto, *field.String(owner));
        break;
      case FieldKind::kDate:
        reflection->SetString(message, proto, field.Date(owner)->ToString());
        break;
      case FieldKind::kEnum:
        reflection->SetEnumValue(message, proto, field.Enum(owner) + 1);
        break;
      case FieldKind::kRecord:
        Convert(*field.record, field.Record(owner), reflection->MutableMessage(message, proto));
        if (reflection->GetMessage(*message, proto).ByteSizeLong() == 0) reflection->ClearField(message, proto);
        break;
      case FieldKind::kList:
        for (size_t i = 0; i < field.ListSize(owner); ++i) {
          Convert(*field.record, field.Element(owner, i), reflection->AddMessage(message, proto));
        }
        if (field.ListSize(owner) == 0) {
          reflection->AddString(message, message->GetDescriptor()->FindFieldByName("known_empty"), field.name);
        }
        break;
    }
  }
}

TEST(Proto, TheBytesAreThoseOfProtobufAndReadBackTheSame) {
  AnyHousehold any(20260615);
  for (int i = 0; i < 300; ++i) {
    const Household household = any.Draw();
    v1::Household message;
    Convert(model::HouseholdRecord(), &household, &message);
    const std::string bytes = WriteHouseholdProto(household);
    ASSERT_EQ(bytes, message.SerializeAsString());
    Household back;
    Findings findings;
    ASSERT_TRUE(ReadHouseholdProto(bytes, &back, &findings)) << findings[0].path << " " << findings[0].message;
    ASSERT_EQ(WriteHouseholdJson(back), WriteHouseholdJson(household));
  }
}

Findings Read(const std::string& bytes) {
  Household household;
  Findings findings;
  const bool read = ReadHouseholdProto(bytes, &household, &findings);
  EXPECT_EQ(read, findings.empty());
  return findings;
}

Findings Read(const google::protobuf::Message& message) { return Read(message.SerializeAsString()); }

TEST(Proto, AnEmptyMessageIsAHouseholdOfWhichNothingIsKnown) { EXPECT_TRUE(Read("").empty()); }

TEST(Proto, AListWithoutElementsIsMissingUnlessItIsKnownToBeEmpty) {
  v1::Household message;
  message.add_known_empty("assets");
  message.mutable_mentoring()->add_known_empty("sessions");
  Household household;
  Findings findings;
  ASSERT_TRUE(ReadHouseholdProto(message.SerializeAsString(), &household, &findings));
  EXPECT_TRUE(household.assets.has_value());
  EXPECT_TRUE(household.mentoring.sessions.has_value());
  EXPECT_FALSE(household.members.has_value());
  message.add_known_empty("dwelling");
  EXPECT_EQ(Read(message).at(0).message, "names no list of Household");
}

TEST(Proto, AListCannotBeEmptyAndHaveElements) {
  v1::Household message;
  message.add_assets();
  message.add_assets();
  message.add_known_empty("assets");
  const std::string bytes = message.SerializeAsString();
  EXPECT_EQ(Read(bytes).size(), 1u);
  // The other way round on the wire.
  v1::Household first;
  first.add_known_empty("assets");
  v1::Household second;
  second.add_assets();
  EXPECT_EQ(Read(first.SerializeAsString() + second.SerializeAsString()).size(), 1u);
}

TEST(Proto, UnknownFieldsAreRefusedWhereverTheyAre) {
  v1::Household message;
  message.GetReflection()->MutableUnknownFields(&message)->AddVarint(99, 1);
  auto* finding = message.mutable_mentoring()->add_inspections()->add_findings();
  finding->GetReflection()->MutableUnknownFields(finding)->AddLengthDelimited(7, "Siti");
  finding->GetReflection()->MutableUnknownFields(finding)->AddFixed64(8, 1);
  const Findings findings = Read(message);
  ASSERT_EQ(findings.size(), 3u);
  EXPECT_EQ(findings[0].path, "mentoring.inspections[0].findings[0]");
  EXPECT_THAT(findings[0].message, HasSubstr("InspectionFinding does not have"));
  EXPECT_EQ(findings[2].path, "");
}

TEST(Proto, UnknownEnumValuesAreRefused) {
  v1::Household message;
  message.add_members()->set_sex(static_cast<v1::Sex>(3));
  message.add_members()->set_sex(v1::SEX_UNSPECIFIED);
  message.add_members()->set_sex(static_cast<v1::Sex>(-1));
  const Findings findings = Read(message);
  ASSERT_EQ(findings.size(), 3u);
  EXPECT_EQ(findings[0].path, "members[0].sex");
  EXPECT_THAT(findings[1].message, HasSubstr("UNSPECIFIED"));
}

TEST(Proto, WrongDatesTextsAndRepeatsAreFindings) {
  v1::Household message;
  message.set_registered_on("2026-02-30");
  message.add_members()->set_born_on("yesterday");
  const Findings dates = Read(message);
  ASSERT_EQ(dates.size(), 2u);
  EXPECT_THAT(dates[0].message, HasSubstr("calendar"));
  EXPECT_EQ(dates[1].path, "members[0].born_on");

  EXPECT_EQ(Read(std::string("\x0a\x01\xff", 3)).at(0).message, "is not valid UTF-8");
  EXPECT_THAT(Read(std::string("\x0a\x01\x61\x0a\x01\x62", 6)).at(0).message, HasSubstr("given twice"));
  EXPECT_THAT(Read(std::string("\x08\x01", 2)).at(0).message, HasSubstr("another type"));
}

TEST(Proto, CutOffBytesAreFoundAndNothingCrashes) {
  AnyHousehold any(7);
  for (int round = 0; round < 10; ++round) {
    const std::string bytes = WriteHouseholdProto(any.Draw());
    std::string all;
    for (size_t size = 0; size < bytes.size(); ++size) Read(bytes.substr(0, size));
    for (size_t bit = 0; bit < 8 * bytes.size(); ++bit) {
      std::string flipped = bytes;
      flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << bit % 8));
      Read(flipped);
    }
  }
  EXPECT_FALSE(Read(std::string("\x0a\x05\x61", 3)).empty());
  EXPECT_FALSE(Read(std::string(100, '\x0b')).empty());                                         // groups within groups
  EXPECT_FALSE(Read(std::string(11, '\xff')).empty());                                          // an endless varint
  EXPECT_FALSE(Read(std::string("\x0a\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01", 11)).empty());  // a length of 2^64 - 1
}

TEST(Proto, NoFindingHoldsAnIdentity) {
  v1::Household message;
  message.set_kk("3579014101800001");
  message.set_registered_on("3579014101800001");
  message.add_known_empty("Siti Aminah");
  message.add_members()->set_born_on("Siti Aminah");
  const Findings findings = Read(message);
  ASSERT_EQ(findings.size(), 3u);
  for (const Finding& finding : findings) {
    EXPECT_FALSE(absl::StrContains(finding.path + finding.message, "35790"));
    EXPECT_FALSE(absl::StrContains(finding.path + finding.message, "Siti"));
  }
}

}  // namespace
}  // namespace graduasi::wire
