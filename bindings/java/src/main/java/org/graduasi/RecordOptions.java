package org.graduasi;

import com.sun.jna.Memory;
import java.util.List;

/** How to decide and record one household. Immutable: {@code RecordOptions.DEFAULTS.sealKey(secret)}. */
public final class RecordOptions {
  /** Nothing is declared, no seal, and stand-ins for who somebody is. */
  public static final RecordOptions DEFAULTS = new RecordOptions(List.of(), new byte[0], false);

  private final List<String> recordedWhenTrue;
  private final byte[] sealKey;
  private final boolean identitiesInClear;

  private RecordOptions(List<String> recordedWhenTrue, byte[] sealKey, boolean identitiesInClear) {
    this.recordedWhenTrue = recordedWhenTrue;
    this.sealKey = sealKey;
    this.identitiesInClear = identitiesInClear;
  }

  /**
   * These options with yes-or-no facts that the register records only when they are true: where absent they read as
   * false. The declaration is kept in the record.
   *
   * @param paths such as {@code household.members[].pregnant}, in place of those declared before
   * @return new options
   * @throws BadCallException if a path holds a NUL; one that names no yes-or-no fact is refused when it is used
   */
  public RecordOptions recordedWhenTrue(String... paths) {
    return recordedWhenTrue(List.of(paths));
  }

  /**
   * As {@link #recordedWhenTrue(String...)}.
   *
   * @param paths such as {@code household.members[].pregnant}, in place of those declared before
   * @return new options
   * @throws BadCallException if a path holds a NUL; one that names no yes-or-no fact is refused when it is used
   */
  public RecordOptions recordedWhenTrue(List<String> paths) {
    return new RecordOptions(OptionMemory.checked(paths), sealKey, identitiesInClear);
  }

  /**
   * These options with a secret of the office: with it the office can show later whose record it is.
   *
   * @param secret at least 32 bytes that nobody can guess, which are copied; none for no seal. A shorter one is refused
   *     when it is used
   * @return new options
   */
  public RecordOptions sealKey(byte[] secret) {
    return new RecordOptions(recordedWhenTrue, secret.clone(), identitiesInClear);
  }

  /**
   * These options with what becomes of NIK, KK number, name and address.
   *
   * @param inClear true to keep them in the record: only where the law asks for it. False: stand-ins take their place
   *     that keep all that a decision rests on
   * @return new options
   */
  public RecordOptions identitiesInClear(boolean inClear) {
    return new RecordOptions(recordedWhenTrue, sealKey, inClear);
  }

  Memory toNative() {
    return new OptionMemory()
        .texts(recordedWhenTrue)
        .bytes(sealKey)
        .size(identitiesInClear ? 1 : 0)
        .toNative();
  }
}
