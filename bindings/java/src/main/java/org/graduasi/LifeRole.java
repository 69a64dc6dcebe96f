package org.graduasi;

/** In which role somebody acts. */
public enum LifeRole {
  /** The family. */
  HOUSEHOLD,
  /** Its mentor (<i>pendamping</i>). */
  MENTOR,
  /** Of the business service centre (PLUT) or another body that inspects. */
  INSPECTOR,
  /** The village deliberation. */
  VILLAGE,
  /** Of the social-affairs office (<i>Dinsos</i>) or the ministry. */
  OFFICER,
  /** A program that acts for nobody; it may ask, never decide. */
  SOFTWARE,
  /** One that this package has no name for, from a newer library: {@link LifeEvent#roleName}. */
  UNKNOWN;

  static LifeRole of(String name) {
    return Codes.named(values(), name, UNKNOWN);
  }
}
