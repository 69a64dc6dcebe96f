package org.graduasi;

/** Codes of the library to constants, the last one being for codes without a name. */
final class Codes {
  private Codes() {}

  /** Of a number of the C interface: the constants stand in its order. */
  static <E extends Enum<E>> E of(E[] values, int code, E unknown) {
    return code >= 0 && code < unknown.ordinal() ? values[code] : unknown;
  }

  /** Of a name in JSON. */
  static <E extends Enum<E>> E named(E[] values, String name, E unknown) {
    for (E value : values) {
      if (value.name().equals(name)) return value;
    }
    return unknown;
  }
}
