// What is found once for a policy and used for every outlook: what turns with the day, and the room in which rows are swept.
// Found when first asked for, so that who only decides pays nothing. Safe for any number of threads. This file must not know
// any household.
#ifndef GRADUASI_SRC_DECIDE_OUTLOOK_H_
#define GRADUASI_SRC_DECIDE_OUTLOOK_H_

#include <memory>
#include <mutex>
#include <vector>

#include "graduasi/engine.h"
#include "src/decide/earliest_watch.h"
#include "src/decide/sweep.h"
#include "src/decide/wording.h"
#include "src/policy/compiled_policy.h"

namespace graduasi::decide {

class Prospect {
 public:
  // Both must outlive it.
  Prospect(const policy::CompiledPolicy& policy, const Wording& wording) : policy_(policy), wording_(wording) {}

  const policy::CompiledPolicy& policy() const { return policy_; }
  const Wording& wording() const { return wording_; }
  const Watches& watches() const;

  // A sweep with its buffers, given back at the end.
  class Lease {
   public:
    explicit Lease(const Prospect& owner);
    ~Lease();
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;
    Sweep& operator*() const { return *sweep_; }
    Sweep* operator->() const { return sweep_.get(); }

   private:
    const Prospect& owner_;
    std::unique_ptr<Sweep> sweep_;
  };

 private:
  const policy::CompiledPolicy& policy_;
  const Wording& wording_;
  mutable std::once_flag watched_;
  mutable Watches watches_;
  mutable std::mutex mutex_;
  mutable std::unique_ptr<Sweep> spare_;
};

// Of a policy; lives as long as a copy of it.
const Prospect& ProspectOf(const Policy& policy);

}  // namespace graduasi::decide

#endif  // GRADUASI_SRC_DECIDE_OUTLOOK_H_
