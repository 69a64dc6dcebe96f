package org.graduasi;

import com.sun.jna.Pointer;
import java.util.List;

/** A fact that is needed and not known. */
public final class MissingFact {
  /** Why a fact is missing. */
  public enum Why {
    /** Not recorded. */
    ABSENT,
    /** Recorded, but older than the policy allows. */
    STALE,
    /** A date known only to its month or year, and the day matters. */
    IMPRECISE,
    /** A table of the policy has no entry for this household. */
    NO_ENTRY,
    /** A reason that this package has no name for, from a newer library: {@link MissingFact#whyCode}. */
    UNKNOWN;

    static Why of(int code) {
      return Codes.of(values(), code, UNKNOWN);
    }
  }

  private final String path;
  private final int why;
  private final String known;
  private final List<String> neededBy;

  MissingFact(Pointer decision, Capi.SizeT index) {
    path = Text.of(Capi.graduasi_decision_missing_path(decision, index));
    why = Capi.graduasi_decision_missing_why(decision, index);
    known = Text.of(Capi.graduasi_decision_missing_known(decision, index));
    neededBy =
        Text.list(
            Capi.graduasi_decision_missing_needed_by_count(decision, index),
            i -> Text.of(Capi.graduasi_decision_missing_needed_by(decision, index, Capi.SizeT.of(i))));
  }

  /**
   * Which fact.
   *
   * @return such as {@code household.members[2].born_on}
   */
  public String path() {
    return path;
  }

  /**
   * Why it is missing.
   *
   * @return the reason
   */
  public Why why() {
    return Why.of(why);
  }

  /**
   * The library's own number of the reason.
   *
   * @return {@code GRADUASI_MISSING_...} of the C header
   */
  public int whyCode() {
    return why;
  }

  /**
   * The date that is known of a stale or imprecise fact.
   *
   * @return such as {@code 2025-11}; empty of others
   */
  public String known() {
    return known;
  }

  /**
   * What needs it.
   *
   * @return ids of criteria, safeguards and routes, unmodifiable
   */
  public List<String> neededBy() {
    return neededBy;
  }

  /**
   * The path.
   *
   * @return as {@link #path}
   */
  @Override
  public String toString() {
    return path;
  }
}
