package org.graduasi;

/** Codes of the C interface to constants that stand in the same order, the last one being for codes without a name. */
final class Codes {
  private Codes() {}

  static <E extends Enum<E>> E of(E[] values, int code, E unknown) {
    return code >= 0 && code < unknown.ordinal() ? values[code] : unknown;
  }
}
