// A finding is one thing wrong with an input, told to the person who can put it right: where it is, what it is, and what would
// be right. A finding never holds personal data (no NIK, KK number, name or address).
#ifndef GRADUASI_FINDING_H_
#define GRADUASI_FINDING_H_

#include <string>
#include <vector>

namespace graduasi {

struct Finding {
  std::string path;     // "criterion[3].require", "members[1].nik"; "" if there is no place
  int line = 0;         // 1-based line of the input; 0 if not known
  int column = 0;       // 1-based column in bytes; 0 if not known
  std::string message;  // one sentence
};

using Findings = std::vector<Finding>;

}  // namespace graduasi

#endif  // GRADUASI_FINDING_H_
