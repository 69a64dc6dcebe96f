package org.graduasi;

import com.sun.jna.Memory;
import java.time.LocalDate;
import java.util.List;

/** How far and how much to look ahead for one household. Immutable: {@code OutlookOptions.DEFAULTS.mostSets(3)}. */
public final class OutlookOptions {
  /** Five years on, at most 8 sets of changes, nothing declared. */
  public static final OutlookOptions DEFAULTS = new OutlookOptions(List.of(), 0, 0);

  private final List<String> recordedWhenTrue;
  /** As C has it: 0 for the default. */
  private final int untilDays;
  private final int mostSets;

  private OutlookOptions(List<String> recordedWhenTrue, int untilDays, int mostSets) {
    this.recordedWhenTrue = recordedWhenTrue;
    this.untilDays = untilDays;
    this.mostSets = mostSets;
  }

  /**
   * These options with yes-or-no facts that the register records only when they are true: where absent they read as
   * false.
   *
   * @param paths such as {@code household.members[].pregnant}, in place of those declared before
   * @return new options
   * @throws BadCallException if a path holds a NUL; one that names no yes-or-no fact is refused when it is used
   */
  public OutlookOptions recordedWhenTrue(String... paths) {
    return recordedWhenTrue(List.of(paths));
  }

  /**
   * As {@link #recordedWhenTrue(String...)}.
   *
   * @param paths such as {@code household.members[].pregnant}, in place of those declared before
   * @return new options
   * @throws BadCallException if a path holds a NUL; one that names no yes-or-no fact is refused when it is used
   */
  public OutlookOptions recordedWhenTrue(List<String> paths) {
    return new OutlookOptions(OptionMemory.checked(paths), untilDays, mostSets);
  }

  /**
   * These options with how far is looked ahead. The end of the policy's period comes first.
   *
   * @param day the first that is not looked at; without this, five years on. One that is not after the day of the
   *     outlook is refused when it is used
   * @return new options
   * @throws BadCallException if it is 1970-01-01, which the library takes for no day
   */
  public OutlookOptions until(LocalDate day) {
    int days = Days.of(day);
    if (days == 0) throw BadCallException.of("until_days", "The day must not be 1970-01-01.");
    return new OutlookOptions(recordedWhenTrue, days, mostSets);
  }

  /**
   * These options with how many sets of changes are listed at most.
   *
   * @param most 1 to 1000; 0 for the default, 8. Others are refused when they are used
   * @return new options
   */
  public OutlookOptions mostSets(int most) {
    return new OutlookOptions(recordedWhenTrue, untilDays, most);
  }

  Memory toNative() {
    return new OptionMemory().texts(recordedWhenTrue).int32(untilDays).int32(mostSets).toNative();
  }
}
