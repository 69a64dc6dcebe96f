package org.graduasi;

/** Where a family stands in the life cycle of its graduation. */
public enum LifeState {
  /** Receives assistance; every history begins here. */
  RECIPIENT,
  /** Seen as one that may become independent. */
  IDENTIFIED,
  /** Is mentored. */
  IN_MENTORING,
  /** Candidate (<i>calon graduasi</i>). */
  NOMINATED,
  /** Assessed and found ready. */
  ASSESSED,
  /** Deliberated in the village and verified by the office. */
  VERIFIED,
  /** An officer has decided. */
  GRADUATED,
  /** Assistance has ended, the family is looked after. */
  MONITORED,
  /** Monitoring is over. */
  CLOSED,
  /** Back in assistance. */
  RETURNED,
  /** One that this package has no name for, from a newer library: {@link LifeHistory#stateCode}. */
  UNKNOWN;

  static LifeState of(int code) {
    return Codes.of(values(), code, UNKNOWN);
  }
}
