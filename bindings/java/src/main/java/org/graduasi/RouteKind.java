package org.graduasi;

/** What kind of way out of assistance a route of a policy is. */
public enum RouteKind {
  /** By the family's own means (<i>graduasi mandiri</i>). */
  SELF_RELIANT,
  /** Because nobody in it is entitled any more (<i>graduasi alamiah</i>). */
  NATURAL,
  /** By a programme for its business. */
  BUSINESS_PROGRAMME,
  /** By what the records say. */
  SYSTEM,
  /** Any other. */
  OTHER,
  /** One that this package has no name for, from a newer library. */
  UNKNOWN;

  static RouteKind of(String name) {
    return Codes.named(values(), name, UNKNOWN);
  }
}
