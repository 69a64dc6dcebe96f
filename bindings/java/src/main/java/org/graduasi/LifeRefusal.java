package org.graduasi;

import com.sun.jna.Pointer;
import java.io.Serializable;

/** Why the rules do not allow an event: what is refused, why, and what would be right. Immutable. */
public final class LifeRefusal implements Serializable {
  private static final long serialVersionUID = 1;

  /** Why an event is refused. */
  public enum Cause {
    /** It lacks what every event has. */
    FORM,
    /** It cannot happen in this state. */
    STATE,
    /** Somebody else must do it. */
    ROLE,
    /** It lies before what has happened already. */
    ORDER,
    /** Something that it needs is not there. */
    CONDITION,
    /** A correction after which a later event could not stand. */
    REMAINDER,
    /** One that this package has no name for, from a newer library: {@link LifeRefusal#causeCode}. */
    UNKNOWN;

    static Cause of(int code) {
      return Codes.of(values(), code, UNKNOWN);
    }
  }

  private final int cause;
  private final Bilingual what;
  private final Bilingual why;
  private final Bilingual right;

  private LifeRefusal(Pointer refusal) {
    cause = Capi.graduasi_refusal_cause(refusal);
    what = Bilingual.of(language -> Capi.graduasi_refusal_what(refusal, language));
    why = Bilingual.of(language -> Capi.graduasi_refusal_why(refusal, language));
    right = Bilingual.of(language -> Capi.graduasi_refusal_right(refusal, language));
  }

  /** Frees the native refusal. */
  static LifeRefusal taken(long address) {
    if (address == 0) throw new InternalException("The library refused an event and did not say why.");
    Pointer refusal = new Pointer(address);
    try {
      return new LifeRefusal(refusal);
    } finally {
      Capi.graduasi_refusal_free(refusal);
    }
  }

  /**
   * Of what kind the reason is.
   *
   * @return the cause
   */
  public Cause cause() {
    return Cause.of(cause);
  }

  /**
   * The library's own number of the cause, which tells an {@link Cause#UNKNOWN} one from others.
   *
   * @return {@code GRADUASI_REFUSED_...} of the C header
   */
  public int causeCode() {
    return cause;
  }

  /**
   * What is refused.
   *
   * @param language which one
   * @return a sentence
   */
  public String what(Language language) {
    return what.in(language);
  }

  /**
   * Why it is refused.
   *
   * @param language which one
   * @return a sentence
   */
  public String why(Language language) {
    return why.in(language);
  }

  /**
   * What would be right.
   *
   * @param language which one
   * @return a sentence
   */
  public String right(Language language) {
    return right.in(language);
  }

  /**
   * All of it, in English.
   *
   * @return three sentences
   */
  @Override
  public String toString() {
    return what(Language.ENGLISH) + " " + why(Language.ENGLISH) + " " + right(Language.ENGLISH);
  }
}
