// A program that uses Protocol Buffers for messages of its own, before, beside and after deciding a household with Graduasi.
// With OUR_PROTO it has compiled policy.proto and decision.proto of Graduasi itself and speaks with the library in its own
// messages. Argument: the library to load, if it is not linked.
#include <google/protobuf/descriptor.h>
#include <google/protobuf/descriptor.pb.h>
#include <google/protobuf/dynamic_message.h>
#include <google/protobuf/text_format.h>
#include <google/protobuf/util/json_util.h>
#include <google/protobuf/util/message_differencer.h>

#include <cstdio>
#include <cstdlib>
#include <future>
#include <memory>
#include <string>
#include <thread>

#include "decide.h"
#include "ledger.pb.h"

#ifdef OUR_PROTO
#include "graduasi/v1/decision.pb.h"
#include "graduasi/v1/policy.pb.h"
#endif

namespace {

using google::protobuf::DescriptorPool;
using google::protobuf::Message;
using google::protobuf::TextFormat;
using google::protobuf::util::MessageDifferencer;

#define CHECK(condition)                                         \
  if (!(condition)) {                                            \
    std::fprintf(stderr, "line %d: %s\n", __LINE__, #condition); \
    std::exit(1);                                                \
  }

host::v1::Ledger Example() {
  host::v1::Ledger ledger;
  ledger.set_office("Dinsos");
  ledger.set_currency(host::v1::IDR);
  ledger.add_entries()->set_rupiah(600000);
  ledger.add_entries()->set_note("KKS");
  (*ledger.mutable_totals())["PKH"] = 1200000;
  ledger.mutable_closed_at()->set_seconds(1780000000);
  (*ledger.mutable_extra()->mutable_fields())["stage"].set_number_value(2);
  ledger.mutable_attachment()->PackFrom(ledger.closed_at());
  return ledger;
}

// Binary, text and JSON, there and back.
void RoundTrip(const Message& message) {
  const std::unique_ptr<Message> back(message.New());
  std::string bytes;
  CHECK(message.SerializeToString(&bytes) && !bytes.empty());
  CHECK(back->ParseFromString(bytes) && MessageDifferencer::Equals(message, *back));
  CHECK(TextFormat::PrintToString(message, &bytes));
  CHECK(TextFormat::ParseFromString(bytes, back.get()) && MessageDifferencer::Equals(message, *back));
  bytes.clear();
  CHECK(google::protobuf::util::MessageToJsonString(message, &bytes).ok());
  back->Clear();
  CHECK(google::protobuf::util::JsonStringToMessage(bytes, back.get()).ok() && MessageDifferencer::Equals(message, *back));
}

void UseProtobuf() {
  const host::v1::Ledger ledger = Example();
  RoundTrip(ledger);
  // The registry of generated code, for what it knows and for what it does not.
  const DescriptorPool& registry = *DescriptorPool::generated_pool();
  CHECK(registry.FindMessageTypeByName("host.v1.Ledger.Entry") == host::v1::Ledger::Entry::descriptor());
  CHECK(registry.FindFileByName("host/v1/nothing.proto") == nullptr &&
        registry.FindMessageTypeByName("host.v1.Nothing") == nullptr);
  // A registry of the host's own, and messages made from it.
  google::protobuf::FileDescriptorProto file;
  CHECK(
      TextFormat::ParseFromString("name: 'host/note.proto' package: 'host.note' message_type { name: 'Note' field { "
                                  "name: 'text' number: 1 label: LABEL_OPTIONAL type: TYPE_STRING } }",
                                  &file));
  DescriptorPool pool(&registry);
  const google::protobuf::FileDescriptor* built = pool.BuildFile(file);
  CHECK(built != nullptr);
  google::protobuf::DynamicMessageFactory factory;
  const std::unique_ptr<Message> note(factory.GetPrototype(built->message_type(0))->New());
  CHECK(TextFormat::ParseFromString("text: 'sudah'", note.get()));
  RoundTrip(*note);
#ifdef OUR_PROTO
  CHECK(registry.FindMessageTypeByName("graduasi.v1.Policy") == graduasi::v1::Policy::descriptor());
  CHECK(registry.FindFileByName("graduasi/v1/decision.proto") == graduasi::v1::Decision::descriptor()->file());
#endif
}

void Decide(const char* library) {
  char decision[65536];
  std::size_t size = sizeof decision;
#ifdef OUR_PROTO
  graduasi::v1::Policy policy;
  CHECK(TextFormat::ParseFromString(kPolicy, &policy));
  const std::string bytes = policy.SerializeAsString();
  CHECK(decide(library, bytes.data(), bytes.size(), 1, decision, &size) == 0);
  graduasi::v1::Decision made;
  CHECK(made.ParseFromArray(decision, static_cast<int>(size)));
  CHECK(made.outcome() == graduasi::v1::Decision::ELIGIBLE && made.criteria_size() == 1);
  RoundTrip(policy);
  RoundTrip(made);
#else
  const std::string text = kPolicy;
  CHECK(decide(library, text.data(), text.size(), 0, decision, &size) == 0);
#endif
}

}  // namespace

int main(int argc, char** argv) {
  const char* library = argc > 1 ? argv[1] : nullptr;
  UseProtobuf();
  Decide(library);
  UseProtobuf();
  std::thread beside(UseProtobuf);
  for (int i = 0; i < 100; ++i) Decide(library);
  beside.join();
  // A thread that has decided ends after the library has been given back.
  std::promise<void> decided, given_back;
  std::thread late([&] {
    Decide(library);
    decided.set_value();
    given_back.get_future().wait();
  });
  decided.get_future().wait();
  CHECK(unload() == 0);
  given_back.set_value();
  late.join();
  UseProtobuf();
  Decide(library);
  CHECK(unload() == 0);
  UseProtobuf();
  google::protobuf::ShutdownProtobufLibrary();
  return 0;
}
