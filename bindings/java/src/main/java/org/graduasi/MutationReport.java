package org.graduasi;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.lang.ref.Reference;
import java.util.List;

/**
 * What the tests of a policy would not notice: policies with one small mistake each, such as {@code >} for {@code >=}, a
 * value one more or less, a safeguard dropped, what is not known read as no. A test that fails on such a mutant has
 * killed it. Immutable.
 */
public final class MutationReport {
  /** What became of a mutant. */
  public enum Standing {
    /** A test fails on it. */
    KILLED,
    /** Proved to decide every household as the policy does. */
    EQUIVALENT,
    /** No test fails on it. */
    SURVIVES,
    /** One that this package has no name for, from a newer library: {@link Mutant#standingCode}. */
    UNKNOWN;

    static Standing of(int code) {
      return Codes.of(values(), code, UNKNOWN);
    }
  }

  /** A policy with one small mistake. */
  public static final class Mutant {
    private final String id;
    private final int standing;
    private final int line;
    private final Bilingual description;
    private final String killedBy;

    private Mutant(Pointer report, Capi.SizeT index) {
      id = Text.of(Capi.graduasi_mutation_report_id(report, index));
      standing = Capi.graduasi_mutation_report_standing(report, index);
      line = Capi.graduasi_mutation_report_line(report, index);
      description = Bilingual.of(language -> Capi.graduasi_mutation_report_description(report, index, language));
      Pointer killer = Capi.graduasi_mutation_report_killed_by(report, index);
      killedBy = killer == null ? "" : Text.of(killer);
    }

    /**
     * Which mistake it is.
     *
     * @return an id that stays while what is changed stays, such as {@code G07.require.comparison.1}
     */
    public String id() {
      return id;
    }

    /**
     * What became of it.
     *
     * @return the standing
     */
    public Standing standing() {
      return Standing.of(standing);
    }

    /**
     * The library's own number of the standing, which tells an {@link Standing#UNKNOWN} one from others.
     *
     * @return {@code GRADUASI_MUTANT_...} of the C header
     */
    public int standingCode() {
      return standing;
    }

    /**
     * Where in the policy.
     *
     * @return the line from 1; 0 if not known
     */
    public int line() {
      return line;
    }

    /**
     * The mistake.
     *
     * @param language which one
     * @return a sentence
     */
    public String description(Language language) {
      return description.in(language);
    }

    /**
     * The first case that fails on it.
     *
     * @return its name; empty if none does
     */
    public String killedBy() {
      return killedBy;
    }

    /**
     * Id and standing.
     *
     * @return such as {@code G07.require.comparison.1 SURVIVES}
     */
    @Override
    public String toString() {
      return id + " " + standing();
    }
  }

  private final List<Mutant> mutants;
  private final int killed;
  private final int equivalent;
  private final int survived;
  private final int scorePerMille;
  private final Bilingual text;
  private final String json;
  private final String cases;

  private MutationReport(Pointer report) {
    mutants = Text.list(Capi.graduasi_mutation_report_count(report), i -> new Mutant(report, Capi.SizeT.of(i)));
    killed = Math.toIntExact(Capi.graduasi_mutation_report_killed_count(report).longValue());
    equivalent = Math.toIntExact(Capi.graduasi_mutation_report_equivalent_count(report).longValue());
    survived = Math.toIntExact(Capi.graduasi_mutation_report_survived_count(report).longValue());
    scorePerMille = Capi.graduasi_mutation_report_score_per_mille(report);
    text = Bilingual.made(language -> Capi.graduasi_mutation_report_text(report, language));
    json = Text.made(Capi.graduasi_mutation_report_json(report));
    cases = Text.made(Capi.graduasi_mutation_report_cases(report));
  }

  /**
   * Runs the cases of all suites on every mutant of a policy: a few milliseconds each, and up to a second for a
   * survivor. The same policy and suites give the same report.
   *
   * @param policy the policy
   * @param suites its tests
   * @return what came of it
   * @throws BadCallException if a case fails on the policy itself
   * @throws BadPolicyException if a suite does not fit the policy
   * @throws IllegalStateException if the policy or a suite has been closed
   */
  public static MutationReport run(Policy policy, List<PolicyTestSuite> suites) {
    return run(policy, suites, "", 0);
  }

  /**
   * As {@link #run(Policy, List)}.
   *
   * @param policy the policy
   * @param suites its tests
   * @param file what the policy's file is called in texts; empty: it is not named
   * @param mostTried households that are tried, at most, to tell a survivor from the policy; 0 for the default, 60000.
   *     A negative number is refused
   * @return what came of it
   * @throws BadCallException if a case fails on the policy itself, or an option is out of range
   * @throws BadPolicyException if a suite does not fit the policy
   * @throws IllegalStateException if the policy or a suite has been closed
   */
  public static MutationReport run(Policy policy, List<PolicyTestSuite> suites, String file, long mostTried) {
    Memory options =
        new OptionMemory().text(OptionMemory.checked("file", "The name", file)).int64(mostTried).toNative();
    return PolicyTestSuite.withAll(
        policy,
        suites,
        (pointer, array, count, out, error) -> {
          int status = Capi.graduasi_mutation_run(pointer, array, count, options, out, error);
          Reference.reachabilityFence(options);
          return status;
        },
        MutationReport::new,
        Capi::graduasi_mutation_report_free);
  }

  /**
   * All mutants.
   *
   * @return in the order of the policy; unmodifiable
   */
  public List<Mutant> mutants() {
    return mutants;
  }

  /**
   * Mutants that a test notices.
   *
   * @return their number
   */
  public int killed() {
    return killed;
  }

  /**
   * Mutants that are proved to decide as the policy does.
   *
   * @return their number
   */
  public int equivalent() {
    return equivalent;
  }

  /**
   * Mutants that no test notices.
   *
   * @return their number
   */
  public int survived() {
    return survived;
  }

  /**
   * Killed of killed and surviving.
   *
   * @return per mille, rounded down; 1000 if there is nothing to kill
   */
  public int scorePerMille() {
    return scorePerMille;
  }

  /**
   * A line that counts, every survivor with a household that tells it from the policy, every equivalent mutant with its
   * proof.
   *
   * @param language of the text
   * @return lines
   */
  public String text(Language language) {
    return text.in(language);
  }

  /**
   * Everything.
   *
   * @return one line of JSON
   */
  public String toJson() {
    return json;
  }

  /**
   * For each survivor with a household that tells it from the policy, a case.
   *
   * @return protobuf text that {@link PolicyTestSuite#parse} reads; its author says what is right
   */
  public String cases() {
    return cases;
  }

  /**
   * What it is, for people.
   *
   * @return figures
   */
  @Override
  public String toString() {
    return mutants.size() + " mutants, " + killed + " killed, " + equivalent + " equivalent, " + survived + " survive";
  }
}
