package org.graduasi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Does the process live, and stay small, whatever is closed, forgotten or thrown, and by whichever thread? */
class SurvivalTest {
  private static final String FAMILY = Examples.family("K1", "2010-01-01");

  private static final List<String> FOLDERS =
      List.of("-Dgraduasi.source.dir=" + Examples.SOURCE, "-Dgraduasi.build.dir=" + Examples.BUILD);

  @TempDir Path folder;

  @Test
  void eightThreadsShareOnePolicy() throws Exception {
    AtomicInteger number = new AtomicInteger();
    try (Policy policy = Policy.load(Examples.referencePolicy())) {
      allOf(
          8,
          () -> {
            int own = number.incrementAndGet();
            String family = Examples.family("K" + own, "201" + own + "-01-01");
            String expected = whole(policy, family);
            assertTrue(expected.contains("\"K" + own + "\""), expected);
            for (int i = 0; i < 200; ++i) assertEquals(expected, whole(policy, family));
            return null;
          });
    }
  }

  private static String whole(Policy policy, String family) {
    try (Decision decision = policy.decide(family, Examples.DAY)) {
      return decision.toJson() + decision.explain(Language.INDONESIAN) + decision.criteria() + decision.missingFacts();
    }
  }

  @Test
  void eightThreadsReadOneDecision() throws Exception {
    try (Policy policy = Policy.load(Examples.referencePolicy());
        Decision decision = policy.decide(FAMILY, Examples.DAY)) {
      List<String> texts = Collections.synchronizedList(new ArrayList<>());
      allOf(8, () -> texts.add(decision.explain(Language.ENGLISH) + decision.toJson() + decision.toBinary().length));
      assertEquals(1, texts.stream().distinct().count());
    }
  }

  @Test
  void closingWhileOthersDecideLetsThemFinish() throws Exception {
    for (int round = 0; round < 20; ++round) {
      Policy policy = Policy.parse(Examples.TEXT);
      Decision shared = policy.decide(FAMILY, Examples.DAY);
      AtomicBoolean refused = new AtomicBoolean();
      allOf(
          4,
          () -> {
            try {
              for (int i = 0; ; ++i) {
                if (i == 20) {
                  shared.close();
                  policy.close();
                }
                try (Decision decision = policy.decide(FAMILY, Examples.DAY)) {
                  assertEquals(Outcome.ELIGIBLE, decision.outcome());
                  assertEquals("[long PASS]", decision.criteria().toString());
                }
                assertTrue(shared.toString().equals("ELIGIBLE (way)") || shared.toString().equals("closed decision"));
                shared.explain(Language.ENGLISH);
              }
            } catch (IllegalStateException closed) {
              refused.set(true);
              return null;
            }
          });
      assertTrue(refused.get());
    }
  }

  @Test
  void exceptionsInThreadsHarmNobody() throws Exception {
    try (Policy policy = Policy.parse(Examples.TEXT)) {
      ExecutorService executor = Executors.newFixedThreadPool(8);
      List<Future<Object>> futures = new ArrayList<>();
      for (int i = 0; i < 400; ++i) {
        int now = i;
        futures.add(
            executor.submit(
                () -> {
                  switch (now % 4) {
                    case 0:
                      return Policy.parse("id: " + now);
                    case 1:
                      return policy.decide(FAMILY, Examples.DAY.minusYears(10));
                    case 2:
                      throw new IllegalArgumentException("of the application");
                    default:
                      try (Decision decision = policy.decide(FAMILY, Examples.DAY)) {
                        return decision.outcome();
                      }
                  }
                }));
      }
      Class<?>[] causes = {BadPolicyException.class, BadCallException.class, IllegalArgumentException.class};
      for (int i = 0; i < futures.size(); ++i) {
        try {
          assertEquals(Outcome.ELIGIBLE, futures.get(i).get());
          assertEquals(3, i % 4);
        } catch (ExecutionException e) {
          assertEquals(causes[i % 4], e.getCause().getClass());
        }
      }
      executor.shutdown();
    }
  }

  @Test
  void collectionInAnyOrderHarmsNobody() {
    Random random = new Random(1);
    List<Object> kept = new ArrayList<>();
    for (int i = 0; i < 2000; ++i) {
      Policy policy = Policy.parse(Examples.TEXT);
      Decision decision = policy.decide(FAMILY, Examples.DAY);
      List<Object> both = new ArrayList<>(List.of(policy, decision, decision.criteria()));
      Collections.shuffle(both, random);
      if (random.nextBoolean()) policy.close();
      if (random.nextInt(4) == 0) decision.close();
      kept.add(both.get(0));
      if (kept.size() > 50) kept.remove(random.nextInt(kept.size()));
      if (i % 200 == 0) System.gc();
      for (Object object : kept) assertTrue(object.toString().length() > 3);
    }
  }

  /** Nothing is kept of what was closed: measured where the heap cannot hide it. */
  @Test
  void aHundredThousandClosedDecisionsTakeNoMemory() throws Exception {
    assertGrowsLessThan(8 * 1024, "closed", 100000);
  }

  /** Nor of what was forgotten; decisions wait for the collector, which a small heap calls often. */
  @Test
  void aHundredThousandForgottenDecisionsTakeNoMemory() throws Exception {
    assertGrowsLessThan(64 * 1024, "forgotten", 100000);
  }

  /** Records, histories, refusals, events and outlooks; each family takes a millisecond or more. */
  @Test
  void aThousandFollowedFamiliesTakeNoMemory() throws Exception {
    assertGrowsLessThan(8 * 1024, "followed", 1000);
  }

  @Test
  void failuresTakeNoMemory() throws Exception {
    assertGrowsLessThan(8 * 1024, "failing", 100000);
  }

  /** The virtual machine does not wait for daemon threads: they are inside the library while the process ends. */
  @Test
  void theEndAmongCallsIsQuiet() throws Exception {
    for (int round = 0; round < 4; ++round) {
      assertEnds(0, "return");
      assertEnds(3, "exit");
      assertEnds(1, "throw");
    }
  }

  private void assertEnds(int code, String how) throws Exception {
    Child child = Child.run(folder, Child.CLASS_PATH, FOLDERS, "org.graduasi.Shutdown", how);
    assertEquals(code, child.code, child.toString());
    assertEquals(how.equals("throw"), child.printed.startsWith("Exception in thread \"main\""), child.toString());
    assertEquals(how.equals("throw"), !child.printed.isEmpty(), child.toString());
  }

  private void assertGrowsLessThan(int kilobytes, String what, int count) throws Exception {
    List<String> flags = new ArrayList<>(FOLDERS);
    flags.addAll(List.of("-Xms48m", "-Xmx48m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    Child child = Child.run(folder, Child.CLASS_PATH, flags, "org.graduasi.Growth", what, "" + count);
    assertEquals(0, child.code, child.toString());
    int grown = Integer.parseInt(child.printed.trim());
    assertTrue(grown < kilobytes, count + " " + what + ": " + grown + " kB more");
  }

  private static void allOf(int threads, Callable<Object> work) throws Exception {
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      for (Future<Object> future : executor.invokeAll(Collections.nCopies(threads, work))) future.get();
    } finally {
      executor.shutdown();
    }
  }
}
