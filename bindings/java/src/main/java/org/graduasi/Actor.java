package org.graduasi;

/** Who can do something about a criterion that is not met. */
public enum Actor {
  /** The policy does not say. */
  UNSPECIFIED,
  /** The household. */
  HOUSEHOLD,
  /** Its mentor. */
  MENTOR,
  /** An officer. */
  OFFICER,
  /** Nobody: only time helps. */
  NOBODY,
  /** One that this package has no name for, from a newer library: {@link CriterionDecision#canActCode}. */
  UNKNOWN;

  static Actor of(int code) {
    return Codes.of(values(), code, UNKNOWN);
  }
}
