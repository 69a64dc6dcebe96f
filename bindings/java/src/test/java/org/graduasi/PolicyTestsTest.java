package org.graduasi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.FileSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** What JUnit makes of the suites in tests/doors: a launcher runs classes that are none of this package's own tests. */
class PolicyTestsTest {
  private static final Path DOORS = PolicyTestSuiteTest.DOORS;

  @TempDir Path folder;

  static class Doors {
    @TestFactory
    Stream<DynamicTest> village() {
      return PolicyTests.of(DOORS.resolve("village.test.txtpb"));
    }

    @TestFactory
    Stream<DynamicTest> sound() {
      return PolicyTests.of(DOORS.resolve("sound.test.txtpb"));
    }
  }

  static class Unreadable {
    @TestFactory
    Stream<DynamicTest> cases() {
      return PolicyTests.of(DOORS.resolve("unreadable.test.txtpb"));
    }
  }

  /** What JUnit knows of each test, in the form that all doors share; of what is no test, failures alone. */
  private static List<String> run(Class<?> tests) {
    List<String> told = new ArrayList<>();
    TestExecutionListener listener =
        new TestExecutionListener() {
          @Override
          public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            boolean passed = result.getStatus() == TestExecutionResult.Status.SUCCESSFUL;
            String message = result.getThrowable().map(Throwable::getMessage).orElse("").replace(DOORS + "/", "");
            if (test.isTest()) {
              FileSource source = (FileSource) test.getSource().orElseThrow();
              int line = source.getPosition().orElseThrow().getLine();
              String place = source.getFile().getName() + ":" + line + ": ";
              told.add(place + test.getDisplayName() + ": " + (passed ? "passed\n" : "failed\n") + message);
            } else if (!passed) {
              told.add(message);
            }
          }
        };
    LauncherFactory.create()
        .execute(LauncherDiscoveryRequestBuilder.request().selectors(selectClass(tests)).build(), listener);
    return told;
  }

  /** For a process of its own: tells what comes of a class of tests. */
  public static void main(String[] arguments) throws ClassNotFoundException {
    run(Class.forName(arguments[0])).forEach(System.out::print);
  }

  @Test
  void junitGivesTheSameResultsAsEveryDoor() {
    List<String> told = run(Doors.class);
    // JUnit itself says in which order factories run; within one the suite does.
    Stream<String> village = told.stream().filter(result -> result.startsWith("village"));
    Stream<String> sound = told.stream().filter(result -> result.startsWith("sound"));
    assertEquals(
        Examples.read(DOORS.resolve("results.expected")), Stream.concat(village, sound).collect(Collectors.joining()));
    assertEquals(9, told.size());
  }

  @Test
  void aSuiteThatCannotBeUsedMakesTheFactoryFail() {
    List<String> told = run(Unreadable.class);
    assertEquals(1, told.size(), told.toString());
    assertEquals(Examples.read(DOORS.resolve("unreadable.expected")), told.get(0) + "\n");
  }

  @Test
  void whatIsWrongIsSaidWithItsFile() throws IOException {
    Path nameless = DOORS.resolve("nameless.test.txtpb");
    IllegalArgumentException none = assertThrows(IllegalArgumentException.class, () -> PolicyTests.of(nameless));
    assertTrue(none.getMessage().contains("names no policy"), none.getMessage());
    assertThrows(UncheckedIOException.class, () -> PolicyTests.of(folder.resolve("none.test.txtpb")));

    String sound = Examples.read(DOORS.resolve("sound.test.txtpb"));
    Path lost = Files.writeString(folder.resolve("lost.test.txtpb"), sound);
    assertThrows(UncheckedIOException.class, () -> PolicyTests.of(lost));
    String policy = Examples.read(DOORS.resolve("village.policy.txtpb"));
    Files.writeString(folder.resolve("village.policy.txtpb"), policy.replace("household.incomes", "household.income"));
    IllegalArgumentException bad = assertThrows(IllegalArgumentException.class, () -> PolicyTests.of(lost));
    assertTrue(bad.getMessage().matches("(?s).*village\\.policy\\.txtpb:\\d+:\\d+: .*incomes.*"), bad.getMessage());

    Files.writeString(folder.resolve("village.policy.txtpb"), policy);
    Path misfit =
        Files.writeString(
            folder.resolve("misfit.test.txtpb"), sound.replace("outcome: NEEDS_DATA", "fails: \"G99\""));
    IllegalArgumentException g99 = assertThrows(IllegalArgumentException.class, () -> PolicyTests.of(misfit));
    assertTrue(g99.getMessage().matches("(?s).*misfit\\.test\\.txtpb:\\d+:\\d+: .*G99.*"), g99.getMessage());
  }

  @Test
  void theSameCasesRunUnderSeveralPoliciesOrAnother() throws IOException {
    String policy = Examples.read(DOORS.resolve("village.policy.txtpb"));
    Files.writeString(folder.resolve("village.policy.txtpb"), policy);
    Files.writeString(folder.resolve("draft.policy.txtpb"), policy);
    String sound = Examples.read(DOORS.resolve("sound.test.txtpb"));
    Path two =
        Files.writeString(
            folder.resolve("two.test.txtpb"),
            sound.replace("policy: ", "policy: \"draft.policy.txtpb\" policy: "));
    assertEquals(
        List.of("nothing is known [draft.policy.txtpb]", "nothing is known [village.policy.txtpb]"),
        PolicyTests.of(two).map(DynamicTest::getDisplayName).collect(Collectors.toList()));

    Path village = DOORS.resolve("village.test.txtpb");
    try (Policy lower = Policy.parse(policy.replace("int: 1000000", "int: 800000"))) {
      List<DynamicTest> tests = PolicyTests.of(village, lower, Language.INDONESIAN).collect(Collectors.toList());
      lower.close();
      tests.get(5).getExecutable().execute();
      AssertionError failure = assertThrows(AssertionError.class, () -> tests.get(2).getExecutable().execute());
      assertTrue(failure.getMessage().contains("seharusnya NOT_YET, ternyata ELIGIBLE"), failure.getMessage());
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void theSuitesOfThePoliciesHold() throws Throwable {
    List<Path> suites;
    try (Stream<Path> files = Files.walk(Examples.SOURCE.resolve("policies"))) {
      suites = files.filter(file -> file.toString().endsWith(".test.txtpb")).sorted().collect(Collectors.toList());
    }
    int cases = 0;
    for (Path suite : suites) {
      for (DynamicTest test : PolicyTests.of(suite).collect(Collectors.toList())) {
        test.getExecutable().execute();
        ++cases;
      }
    }
    assertTrue(cases > 250, cases + " cases");
  }

  /** A program without JUnit uses all but this one class. */
  @Test
  void thePackageNeedsNoJUnit() throws Exception {
    String classPath =
        Stream.of(Child.CLASS_PATH.split(File.pathSeparator))
            .filter(entry -> !entry.contains("junit"))
            .collect(Collectors.joining(File.pathSeparator));
    assertFalse(classPath.isEmpty());
    Child child =
        Child.run(folder, classPath, List.of(), WithoutJUnit.class.getName(), DOORS.resolve("sound.test.txtpb").toString());
    assertEquals("1 case, 1 passed.\nno JUnit\n", child.printed);
    assertEquals(0, child.code);
  }

  static final class WithoutJUnit {
    public static void main(String[] arguments) throws IOException {
      try (PolicyTestSuite suite = PolicyTestSuite.load(Path.of(arguments[0]));
          Policy policy = Policy.load(suite.policyFiles().get(0))) {
        System.out.print(suite.run(policy).text(Language.ENGLISH));
      }
      try {
        PolicyTests.of(Path.of(arguments[0]));
      } catch (NoClassDefFoundError e) {
        System.out.println("no JUnit");
      }
    }
  }
}
