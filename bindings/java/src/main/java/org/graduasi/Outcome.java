package org.graduasi;

/**
 * What was decided about a household, from the most to the least protective. No value means "stop the help": the
 * library proposes, an officer decides.
 */
public enum Outcome {
  /** The record contradicts itself or cannot be read: a person must look. */
  INVALID,
  /** A safeguard holds. */
  PROTECTED,
  /** Not eligible as it stands, and could be if the missing facts were known. */
  NEEDS_DATA,
  /** No route can be met on these facts. */
  NOT_YET,
  /** A route is met: the household may be proposed (<i>calon graduasi</i>). */
  ELIGIBLE,
  /**
   * One that this package has no name for, from a newer library: {@link Decision#outcomeCode}. Never to be read as a
   * good answer.
   */
  UNKNOWN;

  static Outcome of(int code) {
    return Codes.of(values(), code, UNKNOWN);
  }
}
