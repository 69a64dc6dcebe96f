package org.graduasi;

import com.sun.jna.Pointer;
import java.util.List;

/** Where a {@link DecisionRecord} does not say what it should. Immutable. */
public final class RecordDifference {
  private final String field;
  private final String recorded;
  private final String recomputed;

  private RecordDifference(Pointer verification, Capi.SizeT index) {
    field = Text.of(Capi.graduasi_verification_field(verification, index));
    recorded = Text.of(Capi.graduasi_verification_recorded(verification, index));
    recomputed = Text.of(Capi.graduasi_verification_recomputed(verification, index));
  }

  /** Frees the native verification. */
  static List<RecordDifference> taken(long address) {
    Pointer verification = new Pointer(address);
    try {
      List<RecordDifference> differences =
          Text.list(
              Capi.graduasi_verification_difference_count(verification),
              i -> new RecordDifference(verification, Capi.SizeT.of(i)));
      if (differences.isEmpty() && Capi.graduasi_verification_holds(verification) == 0) {
        throw new InternalException("The library found a difference and did not say which.");
      }
      return differences;
    } finally {
      Capi.graduasi_verification_free(verification);
    }
  }

  /**
   * What differs.
   *
   * @return such as {@code criteria[G07].result} or {@code previous}
   */
  public String field() {
    return field;
  }

  /**
   * As the record has it.
   *
   * @return empty if it has nothing there
   */
  public String recorded() {
    return recorded;
  }

  /**
   * As it should be.
   *
   * @return empty if there should be nothing
   */
  public String recomputed() {
    return recomputed;
  }

  /**
   * All of it on one line.
   *
   * @return such as {@code outcome: ELIGIBLE, should be NOT_YET}
   */
  @Override
  public String toString() {
    return field + ": " + recorded + ", should be " + recomputed;
  }
}
