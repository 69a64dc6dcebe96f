// Threads that share the work of one call: all of it is done, once, before the call comes back.
#include "src/arrow/team.h"

#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <initializer_list>
#include <memory>
#include <set>
#include <thread>
#include <vector>

#include "gtest/gtest.h"

namespace graduasi::arrow {
namespace {

// Rounds of jobs of unequal size; every job must be done once in each, and none may still be under way afterwards.
bool EveryJobIsDoneOnce(Team* team, size_t threads, int rounds) {
  constexpr size_t kJobs = 50;
  for (int round = 0; round < rounds; ++round) {
    std::vector<int> done(kJobs, 0);  // not atomic: a job is one thread's, and the call comes back after it
    std::atomic<size_t> next{0};
    std::atomic<bool> out_of_range{false};
    team->Run(threads, [&](size_t thread) {
      if (thread >= threads) out_of_range = true;
      for (size_t i = next.fetch_add(1); i < kJobs; i = next.fetch_add(1)) {
        for (volatile size_t k = 0; k < i * 20; k = k + 1) {
        }
        ++done[i];
      }
    });
    if (out_of_range || done != std::vector<int>(kJobs, 1)) return false;
  }
  return true;
}

TEST(Team, DoesEveryJobOnceInEachOfManyRounds) {
  for (const size_t threads : std::initializer_list<size_t>{1, 2, 3, 8}) {
    Team team(threads);
    EXPECT_TRUE(EveryJobIsDoneOnce(&team, threads, 300)) << threads;
  }
}

// The caller dawdles, so that whoever may come does come.
TEST(Team, TakesFewerThreadsWhereFewerAreAskedFor) {
  Team team(8);
  for (const size_t threads : std::initializer_list<size_t>{8, 2, 1, 5, 3}) {
    std::atomic<size_t> highest{0};
    for (int round = 0; round < 5; ++round) {
      team.Run(threads, [&](size_t thread) {
        for (size_t seen = highest; seen < thread && !highest.compare_exchange_weak(seen, thread);) {
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(thread == 0 ? 10 : 1));
      });
    }
    EXPECT_EQ(highest, threads - 1);
  }
}

TEST(Team, ComesBackWhenAllHaveComeBack) {
  Team team(2);
  for (int round = 0; round < 5; ++round) {
    std::atomic<bool> begun{false};
    bool done = false;
    team.Run(2, [&](size_t thread) {
      if (thread == 0) {
        const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(20);
        while (!begun && std::chrono::steady_clock::now() < end) std::this_thread::yield();
      } else {
        begun = true;
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
        done = true;
      }
    });
    EXPECT_TRUE(begun);
    EXPECT_TRUE(done);
  }
}

TEST(Team, WorksOnSeveralThreadsAtTheSameTime) {
  Team team(3);
  std::atomic<size_t> here{0};
  std::atomic<bool> met{false};
  team.Run(3, [&](size_t) {
    // Whoever comes waits for the others, though not for ever.
    if (here.fetch_add(1) + 1 == 3) met = true;
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    while (!met && std::chrono::steady_clock::now() < end) std::this_thread::yield();
  });
  EXPECT_TRUE(met);
}

TEST(Team, WakesUpAfterALongRest) {
  Team team(2);
  for (int i = 0; i < 3; ++i) {
    EXPECT_TRUE(EveryJobIsDoneOnce(&team, 2, 2));
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
}

TEST(Team, AForkedProcessWorksAloneAndComesToItsEnd) {
  auto team = std::make_unique<Team>(3);
  ASSERT_TRUE(EveryJobIsDoneOnce(team.get(), 3, 3));
  std::this_thread::sleep_for(std::chrono::milliseconds(50));  // the threads are asleep
  const pid_t child = fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    alarm(20);
    const bool done = EveryJobIsDoneOnce(team.get(), 3, 3);
    team.reset();
    _exit(done ? 0 : 1);
  }
  int status = 0;
  ASSERT_EQ(waitpid(child, &status, 0), child);
  EXPECT_TRUE(WIFEXITED(status));
  EXPECT_EQ(WEXITSTATUS(status), 0);
  EXPECT_TRUE(EveryJobIsDoneOnce(team.get(), 3, 3));
}

}  // namespace
}  // namespace graduasi::arrow
