package org.graduasi;

import com.sun.jna.Pointer;
import java.util.List;

/** How far a household is on a route. */
public final class RouteDecision {
  /** Results of routes. */
  public enum Result {
    /** The record contradicts itself here. */
    ERROR,
    /** Cannot be met on these facts. */
    NOT_MET,
    /** Depends on facts that are not known. */
    MISSING,
    /** Met. */
    MET,
    /**
     * One that this package has no name for, from a newer library: {@link RouteDecision#resultCode}. Never a good
     * answer.
     */
    UNKNOWN;

    static Result of(int code) {
      return Codes.of(values(), code, UNKNOWN);
    }
  }

  /** A list of criteria of which some number must hold. */
  public static final class AtLeast {
    private final long needed;
    private final long passed;

    private AtLeast(long needed, long passed) {
      this.needed = needed;
      this.passed = passed;
    }

    /**
     * How many must hold.
     *
     * @return a number of criteria
     */
    public long needed() {
      return needed;
    }

    /**
     * How many do.
     *
     * @return a number of criteria
     */
    public long passed() {
      return passed;
    }

    /**
     * Both numbers.
     *
     * @return such as {@code 2 of 3 needed}
     */
    @Override
    public String toString() {
      return passed + " of " + needed + " needed";
    }
  }

  private final String id;
  private final int result;
  private final Bilingual title;
  private final List<String> blockedBy;
  private final List<String> waitingFor;
  private final List<AtLeast> atLeast;

  RouteDecision(Pointer decision, Capi.SizeT index) {
    id = Text.of(Capi.graduasi_decision_route_id(decision, index));
    result = Capi.graduasi_decision_route_result(decision, index);
    title = Bilingual.of(language -> Capi.graduasi_decision_route_title(decision, index, language));
    blockedBy =
        Text.list(
            Capi.graduasi_decision_route_blocked_by_count(decision, index),
            i -> Text.of(Capi.graduasi_decision_route_blocked_by(decision, index, Capi.SizeT.of(i))));
    waitingFor =
        Text.list(
            Capi.graduasi_decision_route_waiting_for_count(decision, index),
            i -> Text.of(Capi.graduasi_decision_route_waiting_for(decision, index, Capi.SizeT.of(i))));
    atLeast =
        Text.list(
            Capi.graduasi_decision_route_at_least_count(decision, index),
            i ->
                new AtLeast(
                    Capi.graduasi_decision_route_at_least_needed(decision, index, Capi.SizeT.of(i)),
                    Capi.graduasi_decision_route_at_least_passed(decision, index, Capi.SizeT.of(i))));
  }

  /**
   * The route's id.
   *
   * @return such as {@code mandiri}
   */
  public String id() {
    return id;
  }

  /**
   * Whether it is met.
   *
   * @return the result
   */
  public Result result() {
    return Result.of(result);
  }

  /**
   * The library's own number of the result.
   *
   * @return {@code GRADUASI_ROUTE_...} of the C header
   */
  public int resultCode() {
    return result;
  }

  /**
   * The route's title.
   *
   * @param language which one
   * @return empty if the policy's author left it out
   */
  public String title(Language language) {
    return title.in(language);
  }

  /**
   * Criteria that the route demands and that fail.
   *
   * @return ids, unmodifiable
   */
  public List<String> blockedBy() {
    return blockedBy;
  }

  /**
   * Criteria that the route demands and that depend on facts that are not known.
   *
   * @return ids, unmodifiable
   */
  public List<String> waitingFor() {
    return waitingFor;
  }

  /**
   * The route's lists of criteria of which some number must hold.
   *
   * @return in the policy's order, unmodifiable
   */
  public List<AtLeast> atLeast() {
    return atLeast;
  }

  /**
   * Id and result.
   *
   * @return such as {@code mandiri NOT_MET}
   */
  @Override
  public String toString() {
    return id + " " + result();
  }
}
