package org.graduasi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.opentest4j.AssertionFailedError;

/**
 * Suites of policy tests as tests of JUnit 5. This class alone needs {@code org.junit.jupiter:junit-jupiter-api}, which
 * the package does not bring.
 *
 * <pre>{@code
 * class PkhPolicyTest {
 *   @TestFactory
 *   Stream<DynamicTest> cases() {
 *     return PolicyTests.of(Path.of("policies/pkh-graduasi/2026.test.txtpb"));
 *   }
 * }
 * }</pre>
 *
 * <p>Each case is a test with the name of the case; its source is the suite's file and the line of the case, which is
 * where a development environment goes. A failure says what was expected, what is, and why. A suite that cannot be read,
 * or does not fit its policy, makes the factory fail, with every finding.
 */
public final class PolicyTests {
  private PolicyTests() {}

  /**
   * The cases of a suite under the policies that it names, else under the one beside it that has its name.
   *
   * @param suite the suite's file
   * @return a test for each case; with several policies, for each case under each of them
   * @throws IllegalArgumentException if a file does not hold what it should, or the suite does not fit a policy: the
   *     message says where and what, all of it
   * @throws UncheckedIOException if a file cannot be read
   */
  public static Stream<DynamicTest> of(Path suite) {
    return of(suite, Language.ENGLISH);
  }

  /**
   * As {@link #of(Path)}, failures told in a language.
   *
   * @param suite the suite's file
   * @param language of failures
   * @return a test for each case; with several policies, for each case under each of them
   * @throws IllegalArgumentException as {@link #of(Path)}
   * @throws UncheckedIOException if a file cannot be read
   */
  public static Stream<DynamicTest> of(Path suite, Language language) {
    Objects.requireNonNull(language, "language");
    try (PolicyTestSuite read = suite(suite)) {
      List<Path> files = read.policyFiles();
      if (files.isEmpty()) {
        throw new IllegalArgumentException(
            suite + ": the suite names no policy, and there is none of its name beside it; "
                + "write policy: \"2026.policy.txtpb\" at its head");
      }
      List<DynamicTest> tests = new ArrayList<>();
      for (Path file : files) {
        try (Policy policy = policy(file)) {
          tests.addAll(tests(suite, read, policy, files.size() == 1 ? "" : " [" + file.getFileName() + "]", language));
        }
      }
      return tests.stream();
    }
  }

  /**
   * The cases of a suite under one policy, whichever the suite names.
   *
   * @param suite the suite's file
   * @param policy the policy; it is not used any more when this returns
   * @param language of failures
   * @return a test for each case
   * @throws IllegalArgumentException as {@link #of(Path)}
   * @throws UncheckedIOException if the file cannot be read
   */
  public static Stream<DynamicTest> of(Path suite, Policy policy, Language language) {
    Objects.requireNonNull(language, "language");
    try (PolicyTestSuite read = suite(suite)) {
      return tests(suite, read, policy, "", language).stream();
    }
  }

  private static List<DynamicTest> tests(
      Path file, PolicyTestSuite suite, Policy policy, String suffix, Language language) {
    PolicyTestReport report;
    try {
      report = suite.run(policy);
    } catch (BadPolicyException e) {
      throw at(file, e);
    }
    return report.results().stream()
        .map(
            result -> {
              URI source = URI.create(file.toUri() + (result.line() > 0 ? "?line=" + result.line() : ""));
              return DynamicTest.dynamicTest(
                  result.name() + suffix,
                  source,
                  () -> {
                    if (!result.passed()) throw new AssertionFailedError(result.message(language));
                  });
            })
        .collect(Collectors.toList());
  }

  private static PolicyTestSuite suite(Path file) {
    try {
      return PolicyTestSuite.load(file);
    } catch (BadPolicyException e) {
      throw at(file, e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Policy policy(Path file) {
    try {
      return Policy.load(file);
    } catch (BadPolicyException e) {
      throw at(file, e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The findings as {@code file:line:column: sentence}, a line each. */
  private static IllegalArgumentException at(Path file, BadPolicyException e) {
    String message =
        e.findings().stream()
            .map(finding -> file + (finding.line() > 0 ? ":" : ": ") + finding)
            .collect(Collectors.joining("\n"));
    return new IllegalArgumentException(message, e);
  }
}
