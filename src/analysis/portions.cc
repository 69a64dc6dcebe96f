#include "src/analysis/portions.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <thread>
#include <vector>

namespace graduasi::analysis {

void ForEachPortion(size_t portions, size_t threads, const std::function<void(size_t portion, size_t thread)>& work) {
  threads = std::max<size_t>(std::min(threads, portions), 1);
  std::atomic<size_t> next{0};
  std::vector<std::exception_ptr> thrown(threads);
  const auto work_along = [&](size_t thread) {
    try {
      for (size_t i = next.fetch_add(1); i < portions; i = next.fetch_add(1)) work(i, thread);
    } catch (...) {
      thrown[thread] = std::current_exception();
    }
  };
  std::vector<std::thread> others;
  try {
    for (size_t i = 1; i < threads; ++i) others.emplace_back(work_along, i);
  } catch (...) {
  }
  work_along(0);
  for (std::thread& thread : others) thread.join();
  for (const std::exception_ptr& exception : thrown) {
    if (exception != nullptr) std::rethrow_exception(exception);
  }
}

}  // namespace graduasi::analysis
