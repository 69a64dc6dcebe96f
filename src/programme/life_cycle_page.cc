// The life cycle as a page for people, made from the table of transitions alone.
#include <string>

#include "absl/strings/str_cat.h"
#include "graduasi/life_cycle.h"

namespace graduasi {
namespace {

template <typename Enum>
std::string Names(const std::vector<Enum>& values) {
  std::string names;
  for (const Enum value : values) absl::StrAppend(&names, names.empty() ? "" : ", ", Name(value));
  return names;
}

}  // namespace

std::string LifeCyclePage(Language language) {
  const bool indonesian = language == Language::kIndonesian;
  std::string page = indonesian ? "Keadaan\n" : "States\n";
  for (const EnumName<LifeState>& state : DescribeEnum<LifeState>::names) {
    absl::StrAppend(&page, "  ", state.name, ": ", Title(state.value).in(language), "\n");
  }
  absl::StrAppend(&page, indonesian ? "\nPeran\n" : "\nRoles\n");
  for (const EnumName<LifeRole>& role : DescribeEnum<LifeRole>::names) {
    absl::StrAppend(&page, "  ", role.name, ": ", Title(role.value).in(language), "\n");
  }
  absl::StrAppend(&page, indonesian ? "\nPeristiwa\n" : "\nEvents\n");
  for (const Transition& row : Transitions()) {
    absl::StrAppend(&page, "  ", Name(row.event), ": ", Title(row.event).in(language), "\n");
    std::string from = row.from.size() == std::size(DescribeEnum<LifeState>::names)
                           ? (indonesian ? "setiap keadaan" : "every state")
                           : Names(row.from);
    std::string to;
    switch (row.to) {
      case Transition::To::kState:
        to = Name(row.state);
        break;
      case Transition::To::kStays:
        to = indonesian ? "keadaan tetap" : "the state stays";
        break;
      case Transition::To::kBack:
        to = indonesian ? "kembali ke keadaan sebelum diusulkan" : "back to the state before the nomination";
        break;
    }
    absl::StrAppend(&page, "    ", from, " -> ", to, "\n", indonesian ? "    oleh " : "    by ", Names(row.by), "\n");
    for (const LifeCondition condition : row.needs) absl::StrAppend(&page, "    - ", Title(condition).in(language), "\n");
  }
  absl::StrAppend(&page, "  ", Name(LifeEventKind::kCorrect), ": ", Title(LifeEventKind::kCorrect).in(language), "\n",
                  indonesian ? "    setiap keadaan; setiap peristiwa yang tersisa harus tetap sah\n    oleh OFFICER\n"
                             : "    every state; every event that remains must still be allowed\n    by OFFICER\n",
                  "    - ", Title(LifeCondition::kReason).in(language), "\n");
  return page;
}

}  // namespace graduasi
