package org.graduasi;

import com.sun.jna.Pointer;
import java.util.List;

/** What came of running a {@link PolicyTestSuite}. */
public final class PolicyTestReport {
  /** What came of one case. */
  public static final class Result {
    private final String name;
    private final int line;
    private final boolean passed;
    private final Bilingual message;

    Result(Pointer report, Capi.SizeT index) {
      name = Text.of(Capi.graduasi_test_report_name(report, index));
      line = Capi.graduasi_test_report_line(report, index);
      passed = Capi.graduasi_test_report_passed(report, index) != 0;
      message = Bilingual.of(language -> Capi.graduasi_test_report_message(report, index, language));
    }

    /**
     * The name of the case.
     *
     * @return unique in its suite
     */
    public String name() {
      return name;
    }

    /**
     * Where the case begins in the suite.
     *
     * @return the line from 1; 0 if not known
     */
    public int line() {
      return line;
    }

    /**
     * Whether everything is as it was expected.
     *
     * @return true if it is
     */
    public boolean passed() {
      return passed;
    }

    /**
     * What was expected, what is, and why.
     *
     * @param language which one
     * @return lines; empty if the case passed
     */
    public String message(Language language) {
      return message.in(language);
    }

    /**
     * What it is, for people.
     *
     * @return the name, and whether it passed
     */
    @Override
    public String toString() {
      return name + ": " + (passed ? "passed" : "failed");
    }
  }

  private final List<Result> results;
  private final int failed;
  private final Bilingual text;
  private final Bilingual junit;
  private final String json;

  PolicyTestReport(Pointer report) {
    results = Text.list(Capi.graduasi_test_report_count(report), i -> new Result(report, Capi.SizeT.of(i)));
    failed = Math.toIntExact(Capi.graduasi_test_report_failed_count(report).longValue());
    text = Bilingual.of(language -> Capi.graduasi_test_report_text(report, language));
    junit = Bilingual.of(language -> Capi.graduasi_test_report_junit(report, language));
    json = Text.of(Capi.graduasi_test_report_json(report));
  }

  /**
   * The results.
   *
   * @return in the order of the suite; unmodifiable
   */
  public List<Result> results() {
    return results;
  }

  /**
   * How many cases failed.
   *
   * @return their number
   */
  public int failed() {
    return failed;
  }

  /**
   * The failures, and a line that counts.
   *
   * @param language which one
   * @return lines
   */
  public String text(Language language) {
    return text.in(language);
  }

  /**
   * All of it for programs.
   *
   * @return one line of JSON
   */
  public String json() {
    return json;
  }

  /**
   * All of it as test servers read it.
   *
   * @param language which one
   * @return one {@code testsuite} element of JUnit's XML, without declaration
   */
  public String junit(Language language) {
    return junit.in(language);
  }

  /**
   * What it is, for people.
   *
   * @return how many cases there are, and how many failed
   */
  @Override
  public String toString() {
    return results.size() + " cases, " + failed + " failed";
  }
}
