package org.graduasi;

/** How a family leaves assistance. */
public enum ExitKind {
  /** Nobody in it is entitled any more. */
  NATURAL_EXIT,
  /** It lives on its own means. */
  SELF_RELIANT_EXIT,
  /** By way of a programme for its business. */
  BUSINESS_PROGRAMME_EXIT,
  /** Its records end the entitlement. */
  SYSTEM_EXIT,
  /** Any other. */
  OTHER_EXIT,
  /** One that this package has no name for, from a newer library. */
  UNKNOWN;

  static ExitKind of(String name) {
    return Codes.named(values(), name, UNKNOWN);
  }
}
