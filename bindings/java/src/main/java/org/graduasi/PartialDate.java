package org.graduasi;

import java.io.Serializable;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** A date that may be known to its month or year only. A condition on it must hold for every day that it may mean. */
public final class PartialDate implements Serializable {
  private static final long serialVersionUID = 1;

  private final String text;
  private final LocalDate earliest;
  private final LocalDate latest;

  private PartialDate(String text, LocalDate earliest, LocalDate latest) {
    this.text = text;
    this.earliest = earliest;
    this.latest = latest;
  }

  /**
   * A day.
   *
   * @param day of years 1 to 9999; another is refused where it is used
   * @return the date
   */
  public static PartialDate of(LocalDate day) {
    return new PartialDate(day.toString(), day, day);
  }

  /**
   * A month of which the day is not known.
   *
   * @param month of years 1 to 9999; another is refused where it is used
   * @return the date
   */
  public static PartialDate of(YearMonth month) {
    return new PartialDate(month.toString(), month.atDay(1), month.atEndOfMonth());
  }

  /**
   * A year of which neither month nor day is known.
   *
   * @param year 1 to 9999; another is refused where it is used
   * @return the date
   */
  public static PartialDate of(Year year) {
    return new PartialDate(String.format(Locale.ROOT, "%04d", year.getValue()), year.atDay(1), year.atMonth(12).atEndOfMonth());
  }

  /**
   * Reads a date.
   *
   * @param text {@code 2026-06-15}, {@code 2026-06} or {@code 2026}
   * @return the date
   * @throws BadDataException if it is none of these, or the calendar does not have it
   */
  public static PartialDate parse(String text) {
    try {
      switch (Objects.requireNonNull(text, "text").matches("[0-9-]+") && !text.startsWith("0000") ? text.length() : 0) {
        case 4:
          return of(Year.parse(text));
        case 7:
          return of(YearMonth.parse(text));
        case 10:
          return of(LocalDate.parse(text));
        default:
          throw new DateTimeException("no date");
      }
    } catch (DateTimeException e) {
      String message = "This is no date; write a day as 2026-06-15, a month as 2026-06, a year as 2026.";
      throw new BadDataException(message, List.of(new Finding("", message, 0, 0)));
    }
  }

  /**
   * The first day that it may mean.
   *
   * @return the day
   */
  public LocalDate earliest() {
    return earliest;
  }

  /**
   * The last day that it may mean.
   *
   * @return the day; of a date that is known to the day, {@link #earliest}
   */
  public LocalDate latest() {
    return latest;
  }

  /**
   * Whether it says the same.
   *
   * @param other anything
   * @return true if it is the same date, known as well
   */
  @Override
  public boolean equals(Object other) {
    return other instanceof PartialDate && text.equals(((PartialDate) other).text);
  }

  /**
   * As {@link #equals} asks.
   *
   * @return a hash code
   */
  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /**
   * As {@link #parse} reads it.
   *
   * @return such as {@code 2026-06}
   */
  @Override
  public String toString() {
    return text;
  }
}
