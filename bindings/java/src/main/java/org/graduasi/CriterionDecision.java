package org.graduasi;

import com.sun.jna.Pointer;

/** What a criterion says about a household. */
public final class CriterionDecision {
  /** Results of criteria. */
  public enum Result {
    /** The record contradicts itself here. */
    ERROR,
    /** Not met. */
    FAIL,
    /** Depends on a fact that is not known. */
    MISSING,
    /** Says nothing about this household. */
    NOT_APPLICABLE,
    /** Met. */
    PASS,
    /**
     * One that this package has no name for, from a newer library: {@link CriterionDecision#resultCode}. Never a good
     * answer.
     */
    UNKNOWN;

    static Result of(int code) {
      return Codes.of(values(), code, UNKNOWN);
    }
  }

  private final String id;
  private final int result;
  private final Bilingual title;
  private final Bilingual reason;
  private final String source;
  private final boolean proposal;
  private final int canAct;

  CriterionDecision(Pointer decision, Capi.SizeT index) {
    id = Text.of(Capi.graduasi_decision_criterion_id(decision, index));
    result = Capi.graduasi_decision_criterion_result(decision, index);
    title = Bilingual.of(language -> Capi.graduasi_decision_criterion_title(decision, index, language));
    reason = Bilingual.of(language -> Capi.graduasi_decision_criterion_reason(decision, index, language));
    source = Text.of(Capi.graduasi_decision_criterion_source(decision, index));
    proposal = Capi.graduasi_decision_criterion_is_proposal(decision, index) != 0;
    canAct = Capi.graduasi_decision_criterion_can_act(decision, index);
  }

  /**
   * The criterion's id.
   *
   * @return such as {@code G07}
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
   * @return {@code GRADUASI_CRITERION_...} of the C header
   */
  public int resultCode() {
    return result;
  }

  /**
   * The criterion's title.
   *
   * @param language which one
   * @return empty if the policy's author left it out
   */
  public String title(Language language) {
    return title.in(language);
  }

  /**
   * Why, with the figures.
   *
   * @param language which one
   * @return a sentence; empty where there is none
   */
  public String reason(Language language) {
    return reason.in(language);
  }

  /**
   * What the policy cites.
   *
   * @return empty if nothing
   */
  public String source() {
    return source;
  }

  /**
   * Whether it is a proposal, set by no authority.
   *
   * @return true if it is
   */
  public boolean isProposal() {
    return proposal;
  }

  /**
   * Who can do something about it where it is not met.
   *
   * @return the actor
   */
  public Actor canAct() {
    return Actor.of(canAct);
  }

  /**
   * The library's own number of the actor.
   *
   * @return {@code GRADUASI_ACTOR_...} of the C header
   */
  public int canActCode() {
    return canAct;
  }

  /**
   * Id and result.
   *
   * @return such as {@code G07 FAIL}
   */
  @Override
  public String toString() {
    return id + " " + result();
  }
}
