// Fills the holes of a reason with the figures of one household, in one language. This file must not know results or outcomes.
#ifndef GRADUASI_SRC_DECIDE_SENTENCE_H_
#define GRADUASI_SRC_DECIDE_SENTENCE_H_

#include <string>

#include "graduasi/language.h"
#include "src/decide/scene.h"

namespace graduasi::decide {

// A hole whose value is missing prints "(belum diketahui)", "(not known)".
std::string Fill(const Scene& scene, const policy::CompiledReason& reason, Language language);
Text Fill(const Scene& scene, const policy::CompiledReasons& reasons);

}  // namespace graduasi::decide

#endif  // GRADUASI_SRC_DECIDE_SENTENCE_H_
