package org.graduasi;

/** How grave a finding of an inspection is. */
public enum Severity {
  /** To be put right. */
  MINOR,
  /** Graver. */
  MAJOR,
  /** Grave: unless the rules say otherwise, nobody is nominated with it. */
  SERIOUS,
  /** Gravest: unless the rules say otherwise, nobody is nominated with it. */
  CRITICAL,
  /** One that this package has no name for, from a newer library. */
  UNKNOWN;

  static Severity of(String name) {
    return Codes.named(values(), name, UNKNOWN);
  }
}
