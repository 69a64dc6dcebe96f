// Strings and bytes: length, concatenation, search, regular expressions.
#include <re2/re2.h>

#include "src/columns/operations.h"
#include "src/columns/step.h"

namespace graduasi::columns {
namespace {

using Text = absl::string_view;

int64_t CodePoints(Text text) {
  int64_t count = 0;
  for (const char c : text) count += (static_cast<unsigned char>(c) & 0xc0u) != 0x80u ? 1 : 0;
  return count;
}

template <bool kBytes>
void Size(Step& step) {
  const Column& a = step.A();
  const Validity validity = step.Strict({&a}, false);
  const uint64_t* skip = step.Skip(validity);
  const Values<Text> x = ValuesOf<Text>(a);
  int64_t* out = step.New<int64_t>(step.n);
  for (int64_t i = 0; i < step.n; ++i) {
    const bool skipped = skip != nullptr && TestBit(skip, i);
    out[i] = skipped ? 0 : (kBytes ? static_cast<int64_t>(x[i].size()) : CodePoints(x[i]));
  }
  step.out.layout = Layout::kInt64;
  step.out.data = out;
  step.Set(validity);
}

void Concatenate(Step& step) {
  const Column &a = step.A(), &b = step.B();
  Validity validity = step.Strict({&a, &b}, false);
  const uint64_t* skip = step.Skip(validity);
  const Values<Text> x = ValuesOf<Text>(a), y = ValuesOf<Text>(b);
  Text* out = step.New<Text>(step.n);
  for (int64_t i = 0; i < step.n; ++i) {
    out[i] = Text();
    if (skip != nullptr && TestBit(skip, i)) continue;
    const size_t size = x[i].size() + y[i].size();
    if (size > static_cast<size_t>(kMaxTextBytes)) {
      step.Fail(&validity, i);
      continue;
    }
    char* memory = static_cast<char*>(step.run.arena.Allocate(size + 1));
    if (!x[i].empty()) std::memcpy(memory, x[i].data(), x[i].size());
    if (!y[i].empty()) std::memcpy(memory + x[i].size(), y[i].data(), y[i].size());
    out[i] = Text(memory, size);
  }
  step.out.layout = Layout::kText;
  step.out.data = out;
  step.Set(validity);
}

struct Contains {
  static bool Test(Text x, Text y) { return x.find(y) != Text::npos; }
};
struct StartsWith {
  static bool Test(Text x, Text y) { return x.size() >= y.size() && x.substr(0, y.size()) == y; }
};
struct EndsWith {
  static bool Test(Text x, Text y) { return x.size() >= y.size() && x.substr(x.size() - y.size()) == y; }
};

template <typename Relation>
void Search(Step& step) {
  const Column &a = step.A(), &b = step.B();
  const Validity validity = step.Strict({&a, &b}, false);
  const uint64_t* skip = step.Skip(validity);
  const Values<Text> x = ValuesOf<Text>(a), y = ValuesOf<Text>(b);
  uint64_t* truth = step.NewClearBits(step.n);
  for (int64_t i = 0; i < step.n; ++i) {
    if ((skip == nullptr || !TestBit(skip, i)) && Relation::Test(x[i], y[i])) SetBit(truth, i);
  }
  step.SetTruth(truth, validity);
}

// A literal pattern was compiled with the program (number); another one is compiled when it is first met.
void Matches(Step& step) {
  const Column &a = step.A(), &b = step.B();
  Validity validity = step.Strict({&a, &b}, false);
  const uint64_t* skip = step.Skip(validity);
  const Values<Text> x = ValuesOf<Text>(a), y = ValuesOf<Text>(b);
  uint64_t* truth = step.NewClearBits(step.n);
  const bool literal = step.op.number >= 0;
  const re2::RE2* pattern = literal ? step.Constants().patterns[static_cast<size_t>(step.op.number)].get() : nullptr;
  Text compiled;
  bool known = literal;
  for (int64_t i = 0; i < step.n; ++i) {
    if (skip != nullptr && TestBit(skip, i)) continue;
    if (!literal && (!known || y[i] != compiled)) {
      pattern = step.run.patterns.Find(y[i]);
      compiled = y[i];
      known = true;
    }
    if (pattern == nullptr) {
      step.Fail(&validity, i);
    } else if (re2::RE2::PartialMatch(re2::StringPiece(x[i].data(), x[i].size()), *pattern)) {
      SetBit(truth, i);
    }
  }
  step.SetTruth(truth, validity);
}

}  // namespace

OpFunction TextFunction(const Op& op) {
  switch (op.code) {
    case OpCode::kTextSize:
      return op.kind == cel::TypeKind::kBytes ? Size<true> : Size<false>;
    case OpCode::kContains:
      return Search<Contains>;
    case OpCode::kStartsWith:
      return Search<StartsWith>;
    case OpCode::kEndsWith:
      return Search<EndsWith>;
    case OpCode::kMatches:
      return Matches;
    default:
      return Concatenate;
  }
}

}  // namespace graduasi::columns
