package org.graduasi;

import java.time.LocalDate;

/** Days as C has them: since 1970-01-01. Both calendars are Gregorian throughout. */
final class Days {
  private Days() {}

  /** A day too far for C stays too far: the library refuses it, in its own words. */
  static int of(LocalDate day) {
    return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, day.toEpochDay()));
  }

  static LocalDate date(int days) {
    return LocalDate.ofEpochDay(days);
  }
}
