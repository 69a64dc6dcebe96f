package org.graduasi;

import com.sun.jna.Pointer;
import java.lang.ref.Cleaner;
import java.util.List;
import java.util.Objects;
import java.util.function.ToLongFunction;

/**
 * What came of comparing two policies on a register: how many answers differ, for whom, and because of which edits. An
 * answer is the outcome and, of {@link Outcome#ELIGIBLE}, the route. Immutable; see the package for closing.
 */
public final class Comparison implements AutoCloseable {
  /** One difference between the policies, as an analyst would name it. */
  public static final class Edit {
    private final String where;
    private final Bilingual text;
    private final boolean canChangeAnswers;

    private Edit(Pointer comparison, Capi.SizeT index, Json told) {
      where = told.at("where").text();
      text = Bilingual.of(language -> Capi.graduasi_comparison_edit_text(comparison, index, language));
      canChangeAnswers = Capi.graduasi_comparison_edit_can_change_answers(comparison, index) != 0;
    }

    /**
     * Where in the policy.
     *
     * @return such as {@code parameter hold_months} or {@code criterion G07}
     */
    public String where() {
      return where;
    }

    /**
     * What is different.
     *
     * @param language which one
     * @return such as {@code hold_months 6 -> 3}
     */
    public String text(Language language) {
      return text.in(language);
    }

    /**
     * Whether answers can differ because of it.
     *
     * @return false of titles, sources, reasons and the like
     */
    public boolean canChangeAnswers() {
      return canChangeAnswers;
    }

    /**
     * What is different, in English.
     *
     * @return as {@link #text}
     */
    @Override
    public String toString() {
      return text(Language.ENGLISH);
    }
  }

  /** Why answers differ: the edit that alone gives the new one or, where there is none, the smallest combinations. */
  public static final class Cause {
    private final List<List<Integer>> edits;
    private final boolean narrowed;
    private final Bilingual text;
    private final long flips;
    private final long newlyEligible;
    private final long noLongerEligible;

    private Cause(Pointer comparison, Capi.SizeT index, Json told) {
      edits = Text.list(told.at("edits").list(), set -> Text.list(set.list(), edit -> Math.toIntExact(edit.number())));
      narrowed = told.at("narrowed").truth();
      text = Bilingual.of(language -> Capi.graduasi_comparison_cause_text(comparison, index, language));
      flips = Capi.graduasi_comparison_cause_flips(comparison, index);
      newlyEligible = Capi.graduasi_comparison_cause_newly_eligible(comparison, index);
      noLongerEligible = Capi.graduasi_comparison_cause_no_longer_eligible(comparison, index);
    }

    /**
     * Sets of edits: each gives the new answer, and no smaller one does.
     *
     * @return sets of positions in {@link Comparison#edits}; unmodifiable
     */
    public List<List<Integer>> edits() {
      return edits;
    }

    /**
     * Whether all combinations were tried.
     *
     * @return false if there were too many edits: the set is then of all that may have to do with it
     */
    public boolean narrowed() {
      return narrowed;
    }

    /**
     * The cause in words.
     *
     * @param language which one
     * @return such as {@code because hold_months 6 -> 3}
     */
    public String text(Language language) {
      return text.in(language);
    }

    /**
     * Households whose answer differs for this cause; those of all causes add up to {@link Comparison#flipCount}.
     *
     * @return their number
     */
    public long flips() {
      return flips;
    }

    /**
     * Those that are {@link Outcome#ELIGIBLE} only after.
     *
     * @return their number
     */
    public long newlyEligible() {
      return newlyEligible;
    }

    /**
     * Those that were {@link Outcome#ELIGIBLE} only before.
     *
     * @return their number
     */
    public long noLongerEligible() {
      return noLongerEligible;
    }

    /**
     * The cause in English, and how many.
     *
     * @return such as {@code 12 because hold_months 6 -> 3}
     */
    @Override
    public String toString() {
      return flips + " " + text(Language.ENGLISH);
    }
  }

  /** One household whose answer differs. */
  public static final class Flip {
    private final long row;
    private final String householdId;
    private final int before;
    private final String beforeRoute;
    private final int after;
    private final String afterRoute;
    private final int cause;

    private Flip(Pointer comparison, Capi.SizeT index) {
      row = Capi.graduasi_comparison_flip_row(comparison, index);
      householdId = Text.of(Capi.graduasi_comparison_flip_household_id(comparison, index));
      before = Capi.graduasi_comparison_flip_before(comparison, index);
      beforeRoute = Text.of(Capi.graduasi_comparison_flip_before_route(comparison, index));
      after = Capi.graduasi_comparison_flip_after(comparison, index);
      afterRoute = Text.of(Capi.graduasi_comparison_flip_after_route(comparison, index));
      cause = Math.toIntExact(Capi.graduasi_comparison_flip_cause(comparison, index).longValue());
    }

    /**
     * Which of the register it is.
     *
     * @return the row, counted from 0
     */
    public long row() {
      return row;
    }

    /**
     * The record's own identifier.
     *
     * @return empty if it has none
     */
    public String householdId() {
      return householdId;
    }

    /**
     * The outcome before.
     *
     * @return the outcome
     */
    public Outcome before() {
      return Outcome.of(before);
    }

    /**
     * The route before.
     *
     * @return its id; empty unless {@link Outcome#ELIGIBLE}
     */
    public String beforeRoute() {
      return beforeRoute;
    }

    /**
     * The outcome after.
     *
     * @return the outcome
     */
    public Outcome after() {
      return Outcome.of(after);
    }

    /**
     * The route after.
     *
     * @return its id; empty unless {@link Outcome#ELIGIBLE}
     */
    public String afterRoute() {
      return afterRoute;
    }

    /**
     * Why the answer differs.
     *
     * @return the position in {@link Comparison#causes}
     */
    public int cause() {
      return cause;
    }

    /**
     * The outcomes.
     *
     * @return such as {@code NOT_YET -> ELIGIBLE}
     */
    @Override
    public String toString() {
      return before() + " -> " + after();
    }
  }

  /** A row that is {@link Outcome#INVALID} under the second policy. */
  public static final class InvalidRow {
    private final long row;
    private final List<Finding> findings;

    private InvalidRow(Pointer comparison, Capi.SizeT index) {
      row = Capi.graduasi_comparison_invalid_row(comparison, index);
      findings =
          Text.list(
              Capi.graduasi_comparison_invalid_finding_count(comparison, index),
              i -> {
                Capi.SizeT finding = Capi.SizeT.of(i);
                return new Finding(
                    Text.of(Capi.graduasi_comparison_invalid_path(comparison, index, finding)),
                    Text.of(Capi.graduasi_comparison_invalid_message(comparison, index, finding)),
                    Capi.graduasi_comparison_invalid_line(comparison, index, finding),
                    Capi.graduasi_comparison_invalid_column(comparison, index, finding));
              });
    }

    /**
     * Which of the register it is.
     *
     * @return the row, counted from 0
     */
    public long row() {
      return row;
    }

    /**
     * What is wrong; lines are those of the register if it came as lines.
     *
     * @return unmodifiable
     */
    public List<Finding> findings() {
      return findings;
    }

    /**
     * The row and its findings.
     *
     * @return such as {@code row 1: 2:1: ...}
     */
    @Override
    public String toString() {
      return "row " + row + ": " + findings;
    }
  }

  private final Handle handle;
  private final Cleaner.Cleanable cleanable;

  Comparison(long pointer) {
    handle = new Handle(pointer, Capi::graduasi_comparison_free, "comparison", 64);
    cleanable = handle.ownedBy(this);
  }

  /**
   * All rows, those that cannot be read included.
   *
   * @return their number
   * @throws IllegalStateException if the comparison has been closed
   */
  public long families() {
    return number(Capi::graduasi_comparison_families);
  }

  /**
   * Rows that are no record: {@link Outcome#INVALID} before and after.
   *
   * @return their number
   * @throws IllegalStateException if the comparison has been closed
   */
  public long unreadable() {
    return number(Capi::graduasi_comparison_unreadable);
  }

  /**
   * Households whose answer differs; {@link #flips} lists as many of them as were to be kept.
   *
   * @return their number
   * @throws IllegalStateException if the comparison has been closed
   */
  public long flipCount() {
    return number(Capi::graduasi_comparison_flips);
  }

  /**
   * Households that are {@link Outcome#ELIGIBLE} only after.
   *
   * @return their number
   * @throws IllegalStateException if the comparison has been closed
   */
  public long newlyEligible() {
    return number(Capi::graduasi_comparison_newly_eligible);
  }

  /**
   * Households that were {@link Outcome#ELIGIBLE} only before.
   *
   * @return their number
   * @throws IllegalStateException if the comparison has been closed
   */
  public long noLongerEligible() {
    return number(Capi::graduasi_comparison_no_longer_eligible);
  }

  private long number(ToLongFunction<Pointer> accessor) {
    return handle.call(accessor::applyAsLong);
  }

  /**
   * Households by their outcomes.
   *
   * @param before the outcome before, not {@link Outcome#UNKNOWN}
   * @param after the outcome after, not {@link Outcome#UNKNOWN}
   * @return how many went from one to the other
   * @throws IllegalArgumentException if one is {@link Outcome#UNKNOWN}: the library has no such outcome
   * @throws IllegalStateException if the comparison has been closed
   */
  public long transition(Outcome before, Outcome after) {
    if (before == Outcome.UNKNOWN || after == Outcome.UNKNOWN) {
      throw new IllegalArgumentException("UNKNOWN stands for outcomes without a name here; ask for one that has a name.");
    }
    return number(comparison -> Capi.graduasi_comparison_transition(comparison, before.ordinal(), after.ordinal()));
  }

  /**
   * The edits that lead from one policy to the other.
   *
   * @return unmodifiable
   * @throws NativeMemoryException if memory runs out
   * @throws IllegalStateException if the comparison has been closed
   */
  public List<Edit> edits() {
    List<Json> told = Json.read(toJson()).at("edits").list();
    return handle.call(
        comparison ->
            Text.list(
                Capi.graduasi_comparison_edit_count(comparison),
                i -> new Edit(comparison, Capi.SizeT.of(i), told.get(i))));
  }

  /**
   * Why answers differ.
   *
   * @return most frequent first; unmodifiable
   * @throws NativeMemoryException if memory runs out
   * @throws IllegalStateException if the comparison has been closed
   */
  public List<Cause> causes() {
    List<Json> told = Json.read(toJson()).at("causes").list();
    return handle.call(
        comparison ->
            Text.list(
                Capi.graduasi_comparison_cause_count(comparison),
                i -> new Cause(comparison, Capi.SizeT.of(i), told.get(i))));
  }

  /**
   * The flips that are listed: as many as {@link CompareOptions#keptFlips} says. {@link ArrowRegister#flips} has the
   * same as columns.
   *
   * @return in the register's order; unmodifiable
   * @throws IllegalStateException if the comparison has been closed
   */
  public List<Flip> flips() {
    return handle.call(
        comparison ->
            Text.list(
                Capi.graduasi_comparison_flip_count(comparison), i -> new Flip(comparison, Capi.SizeT.of(i))));
  }

  /**
   * The rows that are listed as {@link Outcome#INVALID} under the second policy: as many as {@link
   * CompareOptions#keptInvalid} says.
   *
   * @return in the register's order; unmodifiable
   * @throws IllegalStateException if the comparison has been closed
   */
  public List<InvalidRow> invalidRows() {
    return handle.call(
        comparison ->
            Text.list(
                Capi.graduasi_comparison_invalid_count(comparison),
                i -> new InvalidRow(comparison, Capi.SizeT.of(i))));
  }

  /**
   * The comparison as a page of plain text.
   *
   * @param language of the page
   * @return lines
   * @throws NativeMemoryException if memory runs out
   * @throws IllegalStateException if the comparison has been closed
   */
  public String text(Language language) {
    Objects.requireNonNull(language, "language");
    return handle.call(comparison -> Text.made(Capi.graduasi_comparison_text(comparison, language.code)));
  }

  /**
   * The comparison as one self-contained page of HTML, which loads nothing and prints on A4.
   *
   * @param language of the page
   * @return to be written in UTF-8
   * @throws NativeMemoryException if memory runs out
   * @throws IllegalStateException if the comparison has been closed
   */
  public String html(Language language) {
    Objects.requireNonNull(language, "language");
    return handle.call(comparison -> Text.made(Capi.graduasi_comparison_html(comparison, language.code)));
  }

  /**
   * Everything: breakdowns, families close to thresholds, missing data, rows that are invalid.
   *
   * @return one line of JSON
   * @throws NativeMemoryException if memory runs out
   * @throws IllegalStateException if the comparison has been closed
   */
  public String toJson() {
    return handle.call(comparison -> Text.made(Capi.graduasi_comparison_json(comparison)));
  }

  /** For {@link ArrowRegister}, which knows classes that need not be there. */
  Handle handle() {
    return handle;
  }

  /** Closes the comparison. Threads that are inside a call finish it. Closing again does nothing. */
  @Override
  public void close() {
    cleanable.clean();
  }

  /**
   * What it is, for people.
   *
   * @return figures, without anything about anybody
   */
  @Override
  public String toString() {
    try {
      return families() + " families: " + newlyEligible() + " newly eligible, " + noLongerEligible() + " no longer";
    } catch (IllegalStateException closed) {
      return "closed comparison";
    }
  }
}
