package org.graduasi;

/**
 * What can happen to a family on its way out of assistance. Who may do it, in which state and with what is written in
 * {@code src/programme/LIFE_CYCLE.md} of the library.
 */
public enum LifeEventKind {
  /** The family is seen as one that may become independent. */
  IDENTIFY,
  /** Mentoring begins. */
  START_MENTORING,
  /** The family leaves the candidacy; nothing is held against it. */
  WITHDRAW,
  /** An inspection found something: {@code item}, {@code severity}, perhaps {@code dueOn}. */
  RECORD_FINDING,
  /** Corrective action on the finding {@code item}. */
  PUT_RIGHT,
  /** Inspected again: {@code item} is not right yet. */
  CONFIRM_FINDING,
  /** Inspected again: {@code item} is right. */
  CLEAR_FINDING,
  /** The family becomes a candidate, on a current decision. */
  NOMINATE,
  /** Data are missing: nothing goes forward until they are known. */
  DEFER,
  /** The missing data are known. */
  RESUME,
  /** The family's consent. */
  SIGN_STATEMENT,
  /** The family is assessed as ready. */
  ASSESS,
  /** The village deliberates (<i>musdes</i>, <i>muskel</i>). */
  DELIBERATE,
  /** The office verifies. */
  VERIFY,
  /** Back to where the family was nominated from. */
  NOT_READY,
  /** An officer graduates the family: the one way to {@link LifeState#GRADUATED}. */
  GRADUATE,
  /** Assistance has ended and the family is looked after. */
  START_MONITORING,
  /** Monitoring is over. */
  CLOSE,
  /** Back in assistance. */
  RETURN,
  /** Somebody objects: help continues until it is answered. */
  OBJECT,
  /** The objection {@code about} is right. */
  UPHOLD_OBJECTION,
  /** The objection {@code about} is not. */
  REJECT_OBJECTION,
  /** The data of the family change hands: to {@code office}. */
  HAND_OVER,
  /** The event {@code about} was wrong: it should have been {@code instead}, or should not be. */
  CORRECT,
  /** One that this package has no name for, from a newer library: {@link LifeEvent#kindName}. */
  UNKNOWN;

  static LifeEventKind of(String name) {
    return Codes.named(values(), name, UNKNOWN);
  }
}
