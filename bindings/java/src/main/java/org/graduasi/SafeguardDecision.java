package org.graduasi;

import com.sun.jna.Pointer;

/** What a safeguard says about a household. */
public final class SafeguardDecision {
  /** Results of safeguards. */
  public enum Result {
    /** The record contradicts itself here. */
    ERROR,
    /** The household is protected. */
    HOLDS,
    /** Not known: the household is not eligible. */
    MISSING,
    /** Ruled out. */
    CLEAR,
    /**
     * One that this package has no name for, from a newer library: {@link SafeguardDecision#resultCode}. Never a good
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

  SafeguardDecision(Pointer decision, Capi.SizeT index) {
    id = Text.of(Capi.graduasi_decision_safeguard_id(decision, index));
    result = Capi.graduasi_decision_safeguard_result(decision, index);
    title = Bilingual.of(language -> Capi.graduasi_decision_safeguard_title(decision, index, language));
    reason = Bilingual.of(language -> Capi.graduasi_decision_safeguard_reason(decision, index, language));
    source = Text.of(Capi.graduasi_decision_safeguard_source(decision, index));
    proposal = Capi.graduasi_decision_safeguard_is_proposal(decision, index) != 0;
  }

  /**
   * The safeguard's id.
   *
   * @return such as {@code S2}
   */
  public String id() {
    return id;
  }

  /**
   * Whether it protects the household.
   *
   * @return the result
   */
  public Result result() {
    return Result.of(result);
  }

  /**
   * The library's own number of the result.
   *
   * @return {@code GRADUASI_SAFEGUARD_...} of the C header
   */
  public int resultCode() {
    return result;
  }

  /**
   * The safeguard's title.
   *
   * @param language which one
   * @return empty if the policy's author left it out
   */
  public String title(Language language) {
    return title.in(language);
  }

  /**
   * Why.
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
   * Id and result.
   *
   * @return such as {@code S2 HOLDS}
   */
  @Override
  public String toString() {
    return id + " " + result();
  }
}
