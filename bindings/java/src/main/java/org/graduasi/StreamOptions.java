package org.graduasi;

import com.sun.jna.Memory;
import java.util.List;

/** How to decide a register. Immutable: {@code StreamOptions.DEFAULTS.threads(4)}. */
public final class StreamOptions {
  /** One thread, 2048 households at a time, nothing declared. */
  public static final StreamOptions DEFAULTS = new StreamOptions(List.of(), 0, 0);

  private final List<String> recordedWhenTrue;
  private final int threads;
  private final int batchRows;

  private StreamOptions(List<String> recordedWhenTrue, int threads, int batchRows) {
    this.recordedWhenTrue = recordedWhenTrue;
    this.threads = threads;
    this.batchRows = batchRows;
  }

  /**
   * These options with yes-or-no facts that the register records only when they are true: where absent they read as
   * false. The declaration is kept in the metadata of the decisions' schema.
   *
   * @param paths such as {@code household.members[].pregnant}, in place of those declared before
   * @return new options
   * @throws BadCallException if a path holds a NUL; one that names no yes-or-no fact is refused when it is used
   */
  public StreamOptions recordedWhenTrue(String... paths) {
    return recordedWhenTrue(List.of(paths));
  }

  /**
   * As {@link #recordedWhenTrue(String...)}.
   *
   * @param paths such as {@code household.members[].pregnant}, in place of those declared before
   * @return new options
   * @throws BadCallException if a path holds a NUL; one that names no yes-or-no fact is refused when it is used
   */
  public StreamOptions recordedWhenTrue(List<String> paths) {
    return new StreamOptions(OptionMemory.checked(paths), threads, batchRows);
  }

  /**
   * These options with a number of threads that work while a batch is asked for. What comes out is the same.
   *
   * @param count 1 to 1024; 0 for the default, 1. Others are refused when they are used
   * @return new options
   */
  public StreamOptions threads(int count) {
    return new StreamOptions(recordedWhenTrue, count, batchRows);
  }

  /**
   * These options with a number of households that are evaluated at a time. What comes out is the same.
   *
   * @param rows 1 to 65536; 0 for the default, 2048. Others are refused when they are used
   * @return new options
   */
  public StreamOptions batchRows(int rows) {
    return new StreamOptions(recordedWhenTrue, threads, rows);
  }

  /** A negative number becomes one that is too large, which the library refuses in its own words. */
  Memory toNative() {
    return OptionMemory.of(recordedWhenTrue, size(threads), size(batchRows));
  }

  private static long size(int number) {
    return number < 0 ? Integer.MAX_VALUE : number;
  }
}
