package org.graduasi;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.util.List;
import java.util.Objects;

/** How to examine a register. Immutable: {@code QualityOptions.DEFAULTS.regionLevel(2)}. */
public final class QualityOptions {
  /** All facts, by district, 20 places of each kind, the latest list of regions. */
  public static final QualityOptions DEFAULTS = new QualityOptions(List.of(), null, 0, false, 0, "");

  private final List<String> recordedWhenTrue;
  private final Policy policy;
  /** As C has it: 0 for the default, -1 for none. */
  private final long placesKept;
  private final boolean collectPlaces;
  private final int regionLevel;
  private final String vintage;

  private QualityOptions(
      List<String> recordedWhenTrue, Policy policy, long placesKept, boolean collectPlaces, int regionLevel, String vintage) {
    this.recordedWhenTrue = recordedWhenTrue;
    this.policy = policy;
    this.placesKept = placesKept;
    this.collectPlaces = collectPlaces;
    this.regionLevel = regionLevel;
    this.vintage = vintage;
  }

  /**
   * These options with yes-or-no facts that the register records only when they are true: such a fact is not lacking
   * where it is absent.
   *
   * @param paths such as {@code household.members[].pregnant}, in place of those declared before
   * @return new options
   * @throws BadCallException if a path holds a NUL; one that names no yes-or-no fact is refused when it is used
   */
  public QualityOptions recordedWhenTrue(String... paths) {
    return recordedWhenTrue(List.of(paths));
  }

  /**
   * As {@link #recordedWhenTrue(String...)}.
   *
   * @param paths such as {@code household.members[].pregnant}, in place of those declared before
   * @return new options
   * @throws BadCallException if a path holds a NUL; one that names no yes-or-no fact is refused when it is used
   */
  public QualityOptions recordedWhenTrue(List<String> paths) {
    List<String> checked = OptionMemory.checked(paths);
    return new QualityOptions(checked, policy, placesKept, collectPlaces, regionLevel, vintage);
  }

  /**
   * These options with a policy: how many records lack a fact is counted for those that it reads, not for all.
   *
   * @param whichReads must be open when the options are used, and may be closed afterwards
   * @return new options
   */
  public QualityOptions policy(Policy whichReads) {
    Objects.requireNonNull(whichReads, "whichReads");
    return new QualityOptions(recordedWhenTrue, whichReads, placesKept, collectPlaces, regionLevel, vintage);
  }

  /**
   * These options with how many places of each kind the report keeps: the first. All are counted.
   *
   * @param count 0 or more; without this, 20
   * @return new options
   * @throws BadCallException if it is negative
   */
  public QualityOptions placesKept(int count) {
    int checked = OptionMemory.checked("places_kept", count);
    return new QualityOptions(recordedWhenTrue, policy, checked == 0 ? -1 : checked, collectPlaces, regionLevel, vintage);
  }

  /**
   * These options with whether every place is kept, too, until {@link RegisterQuality#takePlaces} takes it.
   *
   * @param every true if they are to be taken
   * @return new options
   */
  public QualityOptions collectPlaces(boolean every) {
    return new QualityOptions(recordedWhenTrue, policy, placesKept, every, regionLevel, vintage);
  }

  /**
   * These options with the regions by which is counted.
   *
   * @param level province 1, regency or city 2, district 3, village 4; 0 for the default, 3. Others are refused when
   *     they are used
   * @return new options
   */
  public QualityOptions regionLevel(int level) {
    return new QualityOptions(recordedWhenTrue, policy, placesKept, collectPlaces, level, vintage);
  }

  /**
   * These options with the list of regions that is in force.
   *
   * @param name such as {@code 2025}; empty for the default, the greatest name of those that were added. One that no
   *     list has is refused when records are added
   * @return new options
   * @throws BadCallException if it holds a NUL
   */
  public QualityOptions vintage(String name) {
    String checked = OptionMemory.checked("vintage", "The name", name);
    return new QualityOptions(recordedWhenTrue, policy, placesKept, collectPlaces, regionLevel, checked);
  }

  /** The policies that must stay open while the memory is used, none or one. */
  List<Handle> handles() {
    return policy == null ? List.of() : List.of(policy.handle());
  }

  /** A negative level becomes one that is too high, which the library refuses in its own words. */
  Memory toNative(Pointer[] handles) {
    return new OptionMemory()
        .texts(recordedWhenTrue)
        .handle(handles.length == 0 ? Pointer.NULL : handles[0])
        .size(placesKept)
        .size(collectPlaces ? 1 : 0)
        .size(regionLevel < 0 ? Integer.MAX_VALUE : regionLevel)
        .text(vintage)
        .toNative();
  }
}
