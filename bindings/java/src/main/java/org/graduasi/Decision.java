package org.graduasi;

import com.sun.jna.Pointer;
import java.lang.ref.Cleaner;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;

/**
 * What was decided about one household, and why. It proposes; an officer decides. See the package for closing. Results
 * are read from the native decision when they are first asked for.
 */
public final class Decision implements AutoCloseable {
  private final Handle handle;
  private final Cleaner.Cleanable cleanable;

  Decision(long pointer) {
    handle = new Handle(pointer, Capi::graduasi_decision_free, "decision", 1);
    cleanable = handle.ownedBy(this);
  }

  /**
   * What was decided.
   *
   * @return the outcome
   * @throws IllegalStateException if the decision has been closed
   */
  public Outcome outcome() {
    return Outcome.of(outcomeCode());
  }

  /**
   * The library's own number of the outcome, which tells an {@link Outcome#UNKNOWN} one from others.
   *
   * @return {@code GRADUASI_OUTCOME_...} of the C header
   * @throws IllegalStateException if the decision has been closed
   */
  public int outcomeCode() {
    return handle.call(Capi::graduasi_decision_outcome);
  }

  /**
   * The record's own identifier.
   *
   * @return empty if it has none or could not be read
   * @throws IllegalStateException if the decision has been closed
   */
  public String householdId() {
    return handle.call(decision -> Text.of(Capi.graduasi_decision_household_id(decision)));
  }

  /**
   * The route that is met; of {@link Outcome#NOT_YET} and {@link Outcome#NEEDS_DATA} the one that is nearest to being
   * met.
   *
   * @return its id; else empty
   * @throws IllegalStateException if the decision has been closed
   */
  public String route() {
    return handle.call(decision -> Text.of(Capi.graduasi_decision_route(decision)));
  }

  /**
   * With which policy it was decided.
   *
   * @return the policy's id
   * @throws IllegalStateException if the decision has been closed
   */
  public String policyId() {
    return handle.call(decision -> Text.of(Capi.graduasi_decision_policy_id(decision)));
  }

  /**
   * With which version of the policy it was decided.
   *
   * @return the version
   * @throws IllegalStateException if the decision has been closed
   */
  public String policyVersion() {
    return handle.call(decision -> Text.of(Capi.graduasi_decision_policy_version(decision)));
  }

  /**
   * As of which day it was decided.
   *
   * @return the day
   * @throws IllegalStateException if the decision has been closed
   */
  public LocalDate asOf() {
    return handle.call(decision -> Days.date(Capi.graduasi_decision_as_of_days(decision)));
  }

  /**
   * The results of all criteria, in the policy's order.
   *
   * @return unmodifiable; empty of a record that could not be read
   * @throws IllegalStateException if the decision has been closed
   */
  public List<CriterionDecision> criteria() {
    return handle.call(
        decision ->
            Text.list(
                Capi.graduasi_decision_criterion_count(decision), i -> new CriterionDecision(decision, Capi.SizeT.of(i))));
  }

  /**
   * The results of all safeguards, in the policy's order.
   *
   * @return unmodifiable; empty of a record that could not be read
   * @throws IllegalStateException if the decision has been closed
   */
  public List<SafeguardDecision> safeguards() {
    return handle.call(
        decision ->
            Text.list(
                Capi.graduasi_decision_safeguard_count(decision), i -> new SafeguardDecision(decision, Capi.SizeT.of(i))));
  }

  /**
   * The results of all routes, in order of priority.
   *
   * @return unmodifiable; empty of a record that could not be read
   * @throws IllegalStateException if the decision has been closed
   */
  public List<RouteDecision> routes() {
    return handle.call(
        decision ->
            Text.list(Capi.graduasi_decision_route_count(decision), i -> new RouteDecision(decision, Capi.SizeT.of(i))));
  }

  /**
   * The missing facts that keep the household from being eligible.
   *
   * @return sorted by path; unmodifiable
   * @throws IllegalStateException if the decision has been closed
   */
  public List<MissingFact> missingFacts() {
    return handle.call(
        decision ->
            Text.list(Capi.graduasi_decision_missing_count(decision), i -> new MissingFact(decision, Capi.SizeT.of(i))));
  }

  /**
   * What a person must look at in the record of an {@link Outcome#INVALID} decision; lines and columns are those of the
   * JSON.
   *
   * @return unmodifiable
   * @throws IllegalStateException if the decision has been closed
   */
  public List<Finding> findings() {
    return handle.call(
        decision -> Text.list(Capi.graduasi_decision_finding_count(decision), i -> finding(decision, Capi.SizeT.of(i))));
  }

  private static Finding finding(Pointer decision, Capi.SizeT index) {
    return new Finding(
        Text.of(Capi.graduasi_decision_finding_path(decision, index)),
        Text.of(Capi.graduasi_decision_finding_message(decision, index)),
        Capi.graduasi_decision_finding_line(decision, index),
        Capi.graduasi_decision_finding_column(decision, index));
  }

  /**
   * The decision as a page of plain text for a terminal or a letter.
   *
   * @param language of the page
   * @return lines of at most about 120 columns
   * @throws NativeMemoryException if memory runs out
   * @throws IllegalStateException if the decision has been closed
   */
  public String explain(Language language) {
    Objects.requireNonNull(language, "language");
    return handle.call(decision -> Text.made(Capi.graduasi_decision_text(decision, language.code)));
  }

  /**
   * The whole decision, {@code graduasi.v1.Decision}, with the comparisons and witnesses behind each result.
   *
   * @return one line of protobuf JSON, without newline
   * @throws NativeMemoryException if memory runs out
   * @throws IllegalStateException if the decision has been closed
   */
  public String toJson() {
    return handle.call(decision -> Text.made(Capi.graduasi_decision_json(decision)));
  }

  /**
   * The whole decision, {@code graduasi.v1.Decision}.
   *
   * @return binary protobuf
   * @throws NativeMemoryException if memory runs out
   * @throws IllegalStateException if the decision has been closed
   */
  public byte[] toBinary() {
    return handle.call(
        decision -> {
          long[] size = new long[1];
          Pointer bytes = Capi.graduasi_decision_binary(decision, size);
          if (bytes == null) throw new NativeMemoryException(Text.NO_MEMORY);
          return bytes.getByteArray(0, Math.toIntExact(size[0]));
        });
  }

  /** Closes the decision. Threads that are inside a call finish it. Closing again does nothing. */
  @Override
  public void close() {
    cleanable.clean();
  }

  /**
   * The outcome and the route, for people; {@link #explain} says more.
   *
   * @return one line, without anything about the household
   */
  @Override
  public String toString() {
    try {
      return handle.call(
          decision -> {
            String route = Text.of(Capi.graduasi_decision_route(decision));
            return Outcome.of(Capi.graduasi_decision_outcome(decision)) + (route.isEmpty() ? "" : " (" + route + ")");
          });
    } catch (IllegalStateException closed) {
      return "closed decision";
    }
  }
}
