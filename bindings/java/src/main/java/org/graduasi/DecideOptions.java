package org.graduasi;

import com.sun.jna.Memory;
import java.util.List;

/**
 * How to decide one household. Immutable: {@code
 * DecideOptions.DEFAULTS.recordedWhenTrue("household.members[].pregnant")}.
 */
public final class DecideOptions {
  /** Nothing is declared: what is not recorded is not known. */
  public static final DecideOptions DEFAULTS = new DecideOptions(List.of());

  private final List<String> recordedWhenTrue;

  private DecideOptions(List<String> recordedWhenTrue) {
    this.recordedWhenTrue = recordedWhenTrue;
  }

  /**
   * These options with yes-or-no facts that the register records only when they are true: where absent they read as
   * false. The declaration is kept in the decision.
   *
   * @param paths such as {@code household.members[].pregnant}, in place of those declared before
   * @return new options
   * @throws BadCallException if a path holds a NUL; one that names no yes-or-no fact is refused when it is used
   */
  public DecideOptions recordedWhenTrue(String... paths) {
    return recordedWhenTrue(List.of(paths));
  }

  /**
   * As {@link #recordedWhenTrue(String...)}.
   *
   * @param paths such as {@code household.members[].pregnant}, in place of those declared before
   * @return new options
   * @throws BadCallException if a path holds a NUL; one that names no yes-or-no fact is refused when it is used
   */
  public DecideOptions recordedWhenTrue(List<String> paths) {
    return new DecideOptions(OptionMemory.checked(paths));
  }

  /**
   * What is declared to be recorded only when true.
   *
   * @return paths, unmodifiable
   */
  public List<String> recordedWhenTrue() {
    return recordedWhenTrue;
  }

  /** Null, which C takes for the defaults, if nothing is set. */
  Memory toNative() {
    return recordedWhenTrue.isEmpty() ? null : OptionMemory.of(recordedWhenTrue);
  }
}
