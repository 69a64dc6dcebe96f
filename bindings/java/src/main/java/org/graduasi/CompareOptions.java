package org.graduasi;

import com.sun.jna.Memory;
import java.util.List;

/** How to compare two policies on a register. Immutable: {@code CompareOptions.DEFAULTS.threads(4)}. */
public final class CompareOptions {
  /** One thread, 10000 flips and 100 invalid rows listed, families within 5 % or a month of a threshold are close. */
  public static final CompareOptions DEFAULTS = new CompareOptions(List.of(), 0, 0, 0, 0, false, 0, 0);

  private final List<String> recordedWhenTrue;
  private final int threads;
  private final int keptFlips;
  private final int keptInvalid;
  private final int mostPolicies;
  private final boolean streamFlips;
  private final int marginPercent;
  private final int marginMonths;

  private CompareOptions(
      List<String> recordedWhenTrue,
      int threads,
      int keptFlips,
      int keptInvalid,
      int mostPolicies,
      boolean streamFlips,
      int marginPercent,
      int marginMonths) {
    this.recordedWhenTrue = recordedWhenTrue;
    this.threads = threads;
    this.keptFlips = keptFlips;
    this.keptInvalid = keptInvalid;
    this.mostPolicies = mostPolicies;
    this.streamFlips = streamFlips;
    this.marginPercent = marginPercent;
    this.marginMonths = marginMonths;
  }

  /**
   * These options with yes-or-no facts that the register records only when they are true: where absent they read as
   * false.
   *
   * @param paths such as {@code household.members[].pregnant}, in place of those declared before
   * @return new options
   * @throws BadCallException if a path holds a NUL; one that names no yes-or-no fact is refused when it is used
   */
  public CompareOptions recordedWhenTrue(String... paths) {
    return recordedWhenTrue(List.of(paths));
  }

  /**
   * As {@link #recordedWhenTrue(String...)}.
   *
   * @param paths such as {@code household.members[].pregnant}, in place of those declared before
   * @return new options
   * @throws BadCallException if a path holds a NUL; one that names no yes-or-no fact is refused when it is used
   */
  public CompareOptions recordedWhenTrue(List<String> paths) {
    return new CompareOptions(
        OptionMemory.checked(paths), threads, keptFlips, keptInvalid, mostPolicies, streamFlips, marginPercent, marginMonths);
  }

  /**
   * These options with a number of threads that work inside one call. The comparison is the same, byte for byte.
   *
   * @param count 1 to 1024; 0 for the default, 1. More are refused when they are used
   * @return new options
   * @throws BadCallException if it is negative
   */
  public CompareOptions threads(int count) {
    OptionMemory.checked("threads", count);
    return new CompareOptions(
        recordedWhenTrue, count, keptFlips, keptInvalid, mostPolicies, streamFlips, marginPercent, marginMonths);
  }

  /**
   * These options with how many flips the comparison lists at most. All are counted.
   *
   * @param most 0 for the default, 10000
   * @return new options
   * @throws BadCallException if it is negative
   */
  public CompareOptions keptFlips(int most) {
    OptionMemory.checked("kept_flips", most);
    return new CompareOptions(
        recordedWhenTrue, threads, most, keptInvalid, mostPolicies, streamFlips, marginPercent, marginMonths);
  }

  /**
   * These options with how many invalid rows the comparison lists at most.
   *
   * @param most 0 for the default, 100
   * @return new options
   * @throws BadCallException if it is negative
   */
  public CompareOptions keptInvalid(int most) {
    OptionMemory.checked("kept_invalid", most);
    return new CompareOptions(
        recordedWhenTrue, threads, keptFlips, most, mostPolicies, streamFlips, marginPercent, marginMonths);
  }

  /**
   * These options with how many combinations of edits are tried: smallest first, as long as all of a size can be tried.
   * Single edits are always tried.
   *
   * @param most 0 for the default, 256
   * @return new options
   * @throws BadCallException if it is negative
   */
  public CompareOptions mostPolicies(int most) {
    OptionMemory.checked("most_policies", most);
    return new CompareOptions(
        recordedWhenTrue, threads, keptFlips, keptInvalid, most, streamFlips, marginPercent, marginMonths);
  }

  /**
   * These options with whether every flip, however many there are, is handed out by {@link Comparer#flipLines}.
   *
   * @param every true if it is
   * @return new options
   */
  public CompareOptions streamFlips(boolean every) {
    return new CompareOptions(
        recordedWhenTrue, threads, keptFlips, keptInvalid, mostPolicies, every, marginPercent, marginMonths);
  }

  /**
   * These options with who is close to a threshold of whole numbers.
   *
   * @param percent of the threshold, 1 to 100; 0 for the default, 5; -1: nobody is. Others are refused when they are used
   * @return new options
   */
  public CompareOptions marginPercent(int percent) {
    return new CompareOptions(
        recordedWhenTrue, threads, keptFlips, keptInvalid, mostPolicies, streamFlips, percent, marginMonths);
  }

  /**
   * These options with who is close to a threshold of dates or months.
   *
   * @param months 1 to 120; 0 for the default, 1; -1: nobody is. Others are refused when they are used
   * @return new options
   */
  public CompareOptions marginMonths(int months) {
    return new CompareOptions(
        recordedWhenTrue, threads, keptFlips, keptInvalid, mostPolicies, streamFlips, marginPercent, months);
  }

  Memory toNative() {
    return new OptionMemory()
        .texts(recordedWhenTrue)
        .size(threads)
        .size(keptFlips)
        .size(keptInvalid)
        .size(mostPolicies)
        .size(streamFlips ? 1 : 0)
        .int32(marginPercent)
        .int32(marginMonths)
        .toNative();
  }
}
