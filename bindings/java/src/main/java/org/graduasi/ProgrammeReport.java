package org.graduasi;

import com.sun.jna.Pointer;
import java.lang.ref.Cleaner;
import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntToLongFunction;

/**
 * The page of an office: a target and what has come of it, where the families of the cohort stand and what keeps them
 * back, when they become eligible, how probable the target is under a stated assumption, and in which order the
 * eligible
 * stand before it. Everything in it counts; nothing about any family is decided by it. Made by {@link
 * Programme#finish}.
 * Immutable; see the package for closing.
 */
public final class ProgrammeReport implements AutoCloseable {
  /** How many families are to graduate. */
  public static final class Target {
    private final String id;
    private final String period;
    private final long least;
    private final long most;

    private Target(Pointer report) {
      id = Text.of(Capi.graduasi_programme_report_target_id(report));
      period = Text.of(Capi.graduasi_programme_report_target_period(report));
      least = Capi.graduasi_programme_report_target_least(report);
      most = Capi.graduasi_programme_report_target_most(report);
    }

    /**
     * Its name in the figures.
     *
     * @return empty of a range that the options gave
     */
    public String id() {
      return id;
    }

    /**
     * In which year, or month of it.
     *
     * @return such as {@code 2026} or {@code 2026-06}
     */
    public String period() {
      return period;
    }

    /**
     * How many families, at least.
     *
     * @return their number
     */
    public long least() {
      return least;
    }

    /**
     * How many families, at most.
     *
     * @return their number
     */
    public long most() {
      return most;
    }

    /**
     * Range and period.
     *
     * @return such as {@code 30..35 in 2026}
     */
    @Override
    public String toString() {
      return least + ".." + most + " in " + period;
    }
  }

  /** What has come of the target by its latest published result not after the day. */
  public static final class Result {
    private final long families;
    private final PartialDate asOf;
    private final long remainingToLeast;
    private final long remainingToMost;
    private final boolean targetIsMet;

    private Result(Pointer report) {
      families = Capi.graduasi_programme_report_result(report);
      asOf = PartialDate.parse(Text.of(Capi.graduasi_programme_report_result_as_of(report)));
      remainingToLeast = Capi.graduasi_programme_report_remaining_to_least(report);
      remainingToMost = Capi.graduasi_programme_report_remaining_to_most(report);
      targetIsMet = Capi.graduasi_programme_report_target_is_met(report) != 0;
    }

    /**
     * Families that had graduated.
     *
     * @return their number
     */
    public long families() {
      return families;
    }

    /**
     * Of which day, month or year the result speaks.
     *
     * @return may be known to the month or year only
     */
    public PartialDate asOf() {
      return asOf;
    }

    /**
     * How many are still to go to the least.
     *
     * @return a number of families
     */
    public long remainingToLeast() {
      return remainingToLeast;
    }

    /**
     * How many are still to go to the most.
     *
     * @return a number of families
     */
    public long remainingToMost() {
      return remainingToMost;
    }

    /**
     * Whether the least is reached.
     *
     * @return true if it is
     */
    public boolean targetIsMet() {
      return targetIsMet;
    }

    /**
     * Families and day.
     *
     * @return such as {@code 1421 as of 2025-08-18}
     */
    @Override
    public String toString() {
      return families + " as of " + asOf;
    }
  }

  /** The families that are mentored: where they stand, and the target against them. */
  public static final class Cohort {
    private final long families;
    private final long unreadable;
    private final Map<Outcome, Long> outcomes;
    private final Map<LifeState, Long> states;
    private final long withoutHistory;
    private final long candidates;
    private final long objecting;
    private final long deferred;
    private final long withOpenFindings;
    private final long graduated;
    private final long inPipeline;
    private final long stillLeast;
    private final long stillMost;
    private final boolean targetIsPossible;

    private Cohort(Pointer report) {
      families = Capi.graduasi_programme_report_families(report);
      unreadable = Capi.graduasi_programme_report_unreadable(report);
      outcomes =
          counted(
              Outcome.class, Outcome.UNKNOWN,
              code -> Capi.graduasi_programme_report_outcome_families(report, code));
      states =
          counted(
              LifeState.class, LifeState.UNKNOWN,
              code -> Capi.graduasi_programme_report_state_families(report, code));
      withoutHistory = Capi.graduasi_programme_report_without_history(report);
      candidates = Capi.graduasi_programme_report_candidates(report);
      objecting = Capi.graduasi_programme_report_objecting(report);
      deferred = Capi.graduasi_programme_report_deferred(report);
      withOpenFindings = Capi.graduasi_programme_report_with_open_findings(report);
      graduated = Capi.graduasi_programme_report_graduated(report);
      inPipeline = Capi.graduasi_programme_report_in_pipeline(report);
      stillLeast = Capi.graduasi_programme_report_still_least(report);
      stillMost = Capi.graduasi_programme_report_still_most(report);
      targetIsPossible = Capi.graduasi_programme_report_target_is_possible(report) != 0;
    }

    /**
     * All families of the cohort.
     *
     * @return their number
     */
    public long families() {
      return families;
    }

    /**
     * Those whose records are none: they are among {@link Outcome#INVALID}.
     *
     * @return their number
     */
    public long unreadable() {
      return unreadable;
    }

    /**
     * Families by what the policy says as of the day.
     *
     * @return a number for each outcome but {@link Outcome#UNKNOWN}; unmodifiable
     */
    public Map<Outcome, Long> outcomes() {
      return outcomes;
    }

    /**
     * Families with a history by where they stand.
     *
     * @return a number for each state but {@link LifeState#UNKNOWN}; unmodifiable
     */
    public Map<LifeState, Long> states() {
      return states;
    }

    /**
     * Families without a history.
     *
     * @return their number
     */
    public long withoutHistory() {
      return withoutHistory;
    }

    /**
     * Families that are {@link Outcome#ELIGIBLE}, or of which nothing is open but what the procedure completes.
     *
     * @return their number
     */
    public long candidates() {
      return candidates;
    }

    /**
     * Families whose objection is open.
     *
     * @return their number
     */
    public long objecting() {
      return objecting;
    }

    /**
     * Families whose candidacy waits for data.
     *
     * @return their number
     */
    public long deferred() {
      return deferred;
    }

    /**
     * Families with open findings of an inspection.
     *
     * @return their number
     */
    public long withOpenFindings() {
      return withOpenFindings;
    }

    /**
     * Families that have graduated.
     *
     * @return their number; 0 without a target
     */
    public long graduated() {
      return graduated;
    }

    /**
     * Families that have neither graduated nor returned.
     *
     * @return their number; 0 without a target
     */
    public long inPipeline() {
      return inPipeline;
    }

    /**
     * How many must yet graduate for the least of the target.
     *
     * @return their number; 0 without a target
     */
    public long stillLeast() {
      return stillLeast;
    }

    /**
     * How many must yet graduate for the most of the target.
     *
     * @return their number; 0 without a target
     */
    public long stillMost() {
      return stillMost;
    }

    /**
     * Whether the pipeline still holds enough for the least.
     *
     * @return true if it does; false without a target
     */
    public boolean targetIsPossible() {
      return targetIsPossible;
    }

    private static <E extends Enum<E>> Map<E, Long> counted(Class<E> type, E unknown, IntToLongFunction families) {
      Map<E, Long> counted = new EnumMap<>(type);
      for (E constant : type.getEnumConstants()) {
        if (constant != unknown) counted.put(constant, families.applyAsLong(constant.ordinal()));
      }
      return Collections.unmodifiableMap(counted);
    }

    /**
     * How many families.
     *
     * @return such as {@code 50 families}
     */
    @Override
    public String toString() {
      return families + " families";
    }
  }

  /** A record that could not be read. */
  public static final class UnreadableRow {
    private final long row;
    private final List<Finding> findings;

    private UnreadableRow(Pointer report, Capi.SizeT index) {
      row = Capi.graduasi_programme_report_unreadable_row(report, index);
      findings = findings(report, index);
    }

    /**
     * Which it is.
     *
     * @return the line, from 1; of a stream the row, from 0
     */
    public long row() {
      return row;
    }

    /**
     * What is wrong with it.
     *
     * @return unmodifiable
     */
    public List<Finding> findings() {
      return findings;
    }

    private static List<Finding> findings(Pointer report, Capi.SizeT row) {
      return Text.list(
          Capi.graduasi_programme_report_unreadable_finding_count(report, row),
          i -> {
            Capi.SizeT finding = Capi.SizeT.of(i);
            return new Finding(
                Text.of(Capi.graduasi_programme_report_unreadable_path(report, row, finding)),
                Text.of(Capi.graduasi_programme_report_unreadable_message(report, row, finding)),
                Capi.graduasi_programme_report_unreadable_line(report, row, finding),
                Capi.graduasi_programme_report_unreadable_column(report, row, finding));
          });
    }

    /**
     * The row and its findings.
     *
     * @return such as {@code row 3: [3:1: ...]}
     */
    @Override
    public String toString() {
      return "row " + row + ": " + findings;
    }
  }

  /** What keeps families back. */
  public static final class Obstruction {
    /** What kind of thing keeps families back. */
    public enum Kind {
      /** A criterion or safeguard of which it is not known ({@code GRADUASI_OBSTRUCTION_UNKNOWN}). */
      NOT_KNOWN,
      /** A criterion that is not met, on the nearest route. */
      FAILING,
      /** A fact that is not known. */
      MISSING_FACT,
      /** A safeguard that holds. */
      PROTECTING,
      /** One that this package has no name for, from a newer library: {@link Obstruction#kindCode}. */
      UNKNOWN;

      static Kind of(int code) {
        return Codes.of(values(), code, UNKNOWN);
      }
    }

    private final int kind;
    private final String id;
    private final Bilingual title;
    private final long families;
    private final long alone;

    private Obstruction(Pointer report, Capi.SizeT index) {
      kind = Capi.graduasi_programme_report_obstruction_kind(report, index);
      id = Text.of(Capi.graduasi_programme_report_obstruction_id(report, index));
      title = Bilingual.of(language -> Capi.graduasi_programme_report_obstruction_title(report, index, language));
      families = Capi.graduasi_programme_report_obstruction_families(report, index);
      alone = Capi.graduasi_programme_report_obstruction_alone(report, index);
    }

    /**
     * Of what kind it is.
     *
     * @return the kind
     */
    public Kind kind() {
      return Kind.of(kind);
    }

    /**
     * Which criterion, safeguard or fact it is.
     *
     * @return an id, or the path of a fact
     */
    public String id() {
      return id;
    }

    /**
     * How many families it keeps back.
     *
     * @return their number
     */
    public long families() {
      return families;
    }

    /**
     * How many families nothing else keeps back.
     *
     * @return their number
     */
    public long alone() {
      return alone;
    }

    /**
     * The library's own number of the kind, which tells an {@link Kind#UNKNOWN} one from others.
     *
     * @return {@code GRADUASI_OBSTRUCTION_...} of the C header
     */
    public int kindCode() {
      return kind;
    }

    /**
     * The title of the criterion or safeguard.
     *
     * @param language which one
     * @return empty of a fact
     */
    public String title(Language language) {
      return title.in(language);
    }

    /**
     * Id, kind and families.
     *
     * @return such as {@code G07 FAILING: 12}
     */
    @Override
    public String toString() {
      return id + " " + kind() + ": " + families;
    }
  }

  /** A calendar month of the projection, if nothing else happens. */
  public static final class Month {
    private final LocalDate firstDay;
    private final long becomeEligible;
    private final long reached;
    private final long eligibleAtEnd;
    private final long becomeCandidates;
    private final long candidatesReached;
    private final long candidatesAtEnd;

    private Month(Pointer report, Capi.SizeT index) {
      firstDay = Days.date(Capi.graduasi_programme_report_month_first_days(report, index));
      becomeEligible = Capi.graduasi_programme_report_month_become_eligible(report, index);
      reached = Capi.graduasi_programme_report_month_reached(report, index);
      eligibleAtEnd = Capi.graduasi_programme_report_month_eligible_at_end(report, index);
      becomeCandidates = Capi.graduasi_programme_report_month_become_candidates(report, index);
      candidatesReached = Capi.graduasi_programme_report_month_candidates_reached(report, index);
      candidatesAtEnd = Capi.graduasi_programme_report_month_candidates_at_end(report, index);
    }

    /**
     * Its first day; of the first one the day after that of the report.
     *
     * @return the day
     */
    public LocalDate firstDay() {
      return firstDay;
    }

    /**
     * Families that are {@link Outcome#ELIGIBLE} in it for the first time.
     *
     * @return their number
     */
    public long becomeEligible() {
      return becomeEligible;
    }

    /**
     * Families that have been on some day so far.
     *
     * @return their number
     */
    public long reached() {
      return reached;
    }

    /**
     * Families that are at its end.
     *
     * @return their number
     */
    public long eligibleAtEnd() {
      return eligibleAtEnd;
    }

    /**
     * Candidates, families that are ELIGIBLE or would be once the procedure is through (the rules), for the first time.
     *
     * @return their number
     */
    public long becomeCandidates() {
      return becomeCandidates;
    }

    /**
     * That have been candidates on some day so far.
     *
     * @return their number
     */
    public long candidatesReached() {
      return candidatesReached;
    }

    /**
     * That are candidates at its end.
     *
     * @return their number
     */
    public long candidatesAtEnd() {
      return candidatesAtEnd;
    }

    /**
     * Day and families.
     *
     * @return such as {@code 2026-07-01: 3}
     */
    @Override
    public String toString() {
      return firstDay + ": " + becomeEligible;
    }
  }

  /** What is to be expected under the assumption of the rates. No prediction. */
  public static final class Forecast {
    private final long expectedPerMille;
    private final double probabilityBelow;
    private final double probabilityAtLeast;
    private final double probabilityWithin;
    private final double probabilityAbove;

    private Forecast(Pointer report) {
      expectedPerMille = Capi.graduasi_programme_report_expected_per_mille(report);
      probabilityBelow = Capi.graduasi_programme_report_probability_below(report);
      probabilityAtLeast = Capi.graduasi_programme_report_probability_at_least(report);
      probabilityWithin = Capi.graduasi_programme_report_probability_within(report);
      probabilityAbove = Capi.graduasi_programme_report_probability_above(report);
    }

    /**
     * The expected number of completions.
     *
     * @return in thousandths of a family
     */
    public long expectedPerMille() {
      return expectedPerMille;
    }

    /**
     * That fewer complete than are still needed for the least.
     *
     * @return a probability, 0 to 1
     */
    public double probabilityBelow() {
      return probabilityBelow;
    }

    /**
     * That so many or more do.
     *
     * @return a probability, 0 to 1
     */
    public double probabilityAtLeast() {
      return probabilityAtLeast;
    }

    /**
     * That so many, and not more than are still needed for the most, do.
     *
     * @return a probability, 0 to 1
     */
    public double probabilityWithin() {
      return probabilityWithin;
    }

    /**
     * That more do.
     *
     * @return a probability, 0 to 1
     */
    public double probabilityAbove() {
      return probabilityAbove;
    }

    /**
     * The expectation.
     *
     * @return such as {@code expected 2000 / 1000}
     */
    @Override
    public String toString() {
      return "expected " + expectedPerMille + " / 1000";
    }
  }

  /** The rate, the same for all in the pipeline, with which the least is reached with a probability. */
  public static final class RateNeeded {
    private final int probabilityPerMille;
    private final int ratePerMille;

    private RateNeeded(Pointer report, Capi.SizeT index) {
      probabilityPerMille = Capi.graduasi_programme_report_rate_needed_probability_per_mille(report, index);
      ratePerMille = Capi.graduasi_programme_report_rate_needed_per_mille(report, index);
    }

    /**
     * With which probability.
     *
     * @return per mille
     */
    public int probabilityPerMille() {
      return probabilityPerMille;
    }

    /**
     * The rate.
     *
     * @return per mille; empty if there is none that is enough
     */
    public OptionalInt ratePerMille() {
      return ratePerMille < 0 ? OptionalInt.empty() : OptionalInt.of(ratePerMille);
    }

    /**
     * Probability and rate.
     *
     * @return such as {@code 500: 386}
     */
    @Override
    public String toString() {
      return probabilityPerMille + ": " + (ratePerMille < 0 ? "none" : ratePerMille);
    }
  }

  /** A household's place in the order of those that are {@link Outcome#ELIGIBLE}. */
  public static final class Ranked {
    private final String householdId;
    private final long place;
    private final long sharing;

    private Ranked(Pointer report, Capi.SizeT index) {
      householdId = Text.of(Capi.graduasi_programme_report_ranked_household_id(report, index));
      place = Capi.graduasi_programme_report_ranked_place(report, index);
      sharing = Capi.graduasi_programme_report_ranked_sharing(report, index);
    }

    /**
     * Which household.
     *
     * @return the record's own identifier
     */
    public String householdId() {
      return householdId;
    }

    /**
     * Its place.
     *
     * @return from 1
     */
    public long place() {
      return place;
    }

    /**
     * How many share that place, itself included.
     *
     * @return their number
     */
    public long sharing() {
      return sharing;
    }

    /**
     * The place.
     *
     * @return such as {@code 3 (2 share it)}, without anything about the household
     */
    @Override
    public String toString() {
      return place + (sharing > 1 ? " (" + sharing + " share it)" : "");
    }
  }

  /** Where what is still needed of the target ends in that order: {@code inside + left + unfilled == places}. */
  public static final class Cut {
    private final long places;
    private final long inside;
    private final long tied;
    private final long left;
    private final long unfilled;

    private Cut(Pointer report, Capi.SizeT index) {
      places = Capi.graduasi_programme_report_cut_places(report, index);
      inside = Capi.graduasi_programme_report_cut_inside(report, index);
      tied = Capi.graduasi_programme_report_cut_tied(report, index);
      left = Capi.graduasi_programme_report_cut_left(report, index);
      unfilled = Capi.graduasi_programme_report_cut_unfilled(report, index);
    }

    /**
     * How many places there are.
     *
     * @return their number
     */
    public long places() {
      return places;
    }

    /**
     * Families that have a place whatever is decided about a tie.
     *
     * @return their number
     */
    public long inside() {
      return inside;
    }

    /**
     * Families that are tied for the last places, and are more than those.
     *
     * @return their number
     */
    public long tied() {
      return tied;
    }

    /**
     * Places that are left for the tied.
     *
     * @return their number
     */
    public long left() {
      return left;
    }

    /**
     * Places without a family.
     *
     * @return their number
     */
    public long unfilled() {
      return unfilled;
    }

    /**
     * Figures.
     *
     * @return such as {@code 28 of 30, 4 tied for 2}
     */
    @Override
    public String toString() {
      return inside + " of " + places + (tied > 0 ? ", " + tied + " tied for " + left : "");
    }
  }

  private final Handle handle;
  private final Cleaner.Cleanable cleanable;

  ProgrammeReport(long pointer) {
    handle = new Handle(pointer, Capi::graduasi_programme_report_free, "report", 64);
    cleanable = handle.ownedBy(this);
  }

  /**
   * As of which day it was made.
   *
   * @return the day
   * @throws IllegalStateException if the report has been closed
   */
  public LocalDate asOf() {
    return handle.call(report -> Days.date(Capi.graduasi_programme_report_as_of_days(report)));
  }

  /**
   * Whose code {@link #regionCode} is.
   *
   * @return {@code KEMENDAGRI}, {@code BPS}, or empty of the nation
   * @throws IllegalStateException if the report has been closed
   */
  public String regionSystem() {
    return handle.call(report -> Text.of(Capi.graduasi_programme_report_region_system(report)));
  }

  /**
   * Whose page it is.
   *
   * @return the region's code; empty of the nation
   * @throws IllegalStateException if the report has been closed
   */
  public String regionCode() {
    return handle.call(report -> Text.of(Capi.graduasi_programme_report_region_code(report)));
  }

  /**
   * With which policy.
   *
   * @return its id; empty if there is none
   * @throws IllegalStateException if the report has been closed
   */
  public String policyId() {
    return handle.call(report -> Text.of(Capi.graduasi_programme_report_policy_id(report)));
  }

  /**
   * With which policy, to the letter.
   *
   * @return its {@link Policy#hash}; empty if there is none
   * @throws IllegalStateException if the report has been closed
   */
  public String policyHash() {
    return handle.call(report -> Text.of(Capi.graduasi_programme_report_policy_hash(report)));
  }

  /**
   * The target.
   *
   * @return empty if there is none
   * @throws IllegalStateException if the report has been closed
   */
  public Optional<Target> target() {
    return handle.call(
        report ->
            Capi.graduasi_programme_report_has_target(report) == 0
                ? Optional.empty()
                : Optional.of(new Target(report)));
  }

  /**
   * What has come of the target by what was published.
   *
   * @return empty if nothing was, or there is no target
   * @throws IllegalStateException if the report has been closed
   */
  public Optional<Result> result() {
    return handle.call(
        report ->
            Capi.graduasi_programme_report_has_result(report) == 0
                ? Optional.empty()
                : Optional.of(new Result(report)));
  }

  /**
   * The families.
   *
   * @return empty of a page of figures alone
   * @throws IllegalStateException if the report has been closed
   */
  public Optional<Cohort> cohort() {
    return handle.call(
        report ->
            Capi.graduasi_programme_report_has_cohort(report) == 0
                ? Optional.empty()
                : Optional.of(new Cohort(report)));
  }

  /**
   * Records that could not be read: as many as {@link Programme.Builder#keptUnreadable} says.
   *
   * @return unmodifiable
   * @throws IllegalStateException if the report has been closed
   */
  public List<UnreadableRow> unreadableRows() {
    return handle.call(
        report ->
            Text.list(
                Capi.graduasi_programme_report_unreadable_count(report),
                i -> new UnreadableRow(report, Capi.SizeT.of(i))));
  }

  /**
   * What keeps families back.
   *
   * @return of a kind together, most families first; unmodifiable
   * @throws IllegalStateException if the report has been closed
   */
  public List<Obstruction> obstructions() {
    return handle.call(
        report ->
            Text.list(
                Capi.graduasi_programme_report_obstruction_count(report),
                i -> new Obstruction(report, Capi.SizeT.of(i))));
  }

  /**
   * When families become eligible, if nothing else happens.
   *
   * @return calendar months in order; unmodifiable
   * @throws IllegalStateException if the report has been closed
   */
  public List<Month> months() {
    return handle.call(
        report ->
            Text.list(
                Capi.graduasi_programme_report_month_count(report),
                i -> new Month(report, Capi.SizeT.of(i))));
  }

  /**
   * What is to be expected under the assumption of the rates.
   *
   * @return empty without rates or a target whose period lasts, or if families in the pipeline have no rate
   * @throws IllegalStateException if the report has been closed
   */
  public Optional<Forecast> forecast() {
    return handle.call(
        report ->
            Capi.graduasi_programme_report_has_forecast(report) == 0
                ? Optional.empty()
                : Optional.of(new Forecast(report)));
  }

  /**
   * How probable it is, under that assumption, that exactly so many families complete.
   *
   * @param count a number of families
   * @return 0 to 1; 0 without a forecast
   * @throws IllegalStateException if the report has been closed
   */
  public double probabilityExactly(long count) {
    return handle.call(report -> Capi.graduasi_programme_report_probability_exactly(report, count));
  }

  /**
   * Which rates the target would take.
   *
   * @return none without a target that is still to be reached; unmodifiable
   * @throws IllegalStateException if the report has been closed
   */
  public List<RateNeeded> ratesNeeded() {
    return handle.call(
        report ->
            Text.list(
                Capi.graduasi_programme_report_rate_needed_count(report),
                i -> new RateNeeded(report, Capi.SizeT.of(i))));
  }

  /**
   * The order of those that are {@link Outcome#ELIGIBLE}. Those that share a place are listed by id, which puts nobody
   * before
   * another.
   *
   * @return none unless {@link Programme.Builder#ranked} asked for it; unmodifiable
   * @throws IllegalStateException if the report has been closed
   */
  public List<Ranked> ranked() {
    return handle.call(
        report ->
            Text.list(
                Capi.graduasi_programme_report_ranked_count(report),
                i -> new Ranked(report, Capi.SizeT.of(i))));
  }

  /**
   * Those that are {@link Outcome#ELIGIBLE} and cannot be given a place, because a key has an error for a value.
   *
   * @return ids of households; unmodifiable
   * @throws IllegalStateException if the report has been closed
   */
  public List<String> unranked() {
    return handle.call(
        report ->
            Text.list(
                Capi.graduasi_programme_report_unranked_count(report),
                i -> Text.of(Capi.graduasi_programme_report_unranked_household_id(report, Capi.SizeT.of(i)))));
  }

  /**
   * Where what is still needed of the target ends in that order.
   *
   * @return for the least, then for the most; none without a target; unmodifiable
   * @throws IllegalStateException if the report has been closed
   */
  public List<Cut> cuts() {
    return handle.call(
        report -> Text.list(Capi.graduasi_programme_report_cut_count(report), i -> new Cut(report, Capi.SizeT.of(i))));
  }

  /**
   * The page as plain text.
   *
   * @param language of the page
   * @return lines
   * @throws NativeMemoryException if memory runs out
   * @throws IllegalStateException if the report has been closed
   */
  public String text(Language language) {
    Objects.requireNonNull(language, "language");
    return handle.call(report -> Text.made(Capi.graduasi_programme_report_text(report, language.code)));
  }

  /**
   * The page as one self-contained page of HTML, which loads nothing and prints on A4.
   *
   * @param language of the page
   * @return to be written in UTF-8
   * @throws NativeMemoryException if memory runs out
   * @throws IllegalStateException if the report has been closed
   */
  public String html(Language language) {
    Objects.requireNonNull(language, "language");
    return handle.call(report -> Text.made(Capi.graduasi_programme_report_html(report, language.code)));
  }

  /**
   * Everything.
   *
   * @return one line of JSON, without newline
   * @throws NativeMemoryException if memory runs out
   * @throws IllegalStateException if the report has been closed
   */
  public String toJson() {
    return handle.call(report -> Text.made(Capi.graduasi_programme_report_json(report)));
  }

  /** Closes the report. Threads that are inside a call finish it. Closing again does nothing. */
  @Override
  public void close() {
    cleanable.clean();
  }

  /**
   * What it is, for people.
   *
   * @return the day and figures, without anything about anybody
   */
  @Override
  public String toString() {
    try {
      return asOf() + cohort().map(cohort -> ": " + cohort).orElse(": figures alone");
    } catch (IllegalStateException closed) {
      return "closed report";
    }
  }
}
