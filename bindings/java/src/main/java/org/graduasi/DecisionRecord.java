package org.graduasi;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * One decision with everything it rests on, in one line of text, chained to the one before by its hash, so that anybody
 * can decide again later what was decided, and see the same. It holds no NIK, KK number, name or address unless asked
 * to. Immutable; see the package for closing.
 *
 * <pre>{@code
 * try (DecisionRecord first = DecisionRecord.make(policy, household, day, RecordOptions.DEFAULTS);
 *      DecisionRecord second = DecisionRecord.make(policy, another, day, RecordOptions.DEFAULTS, first)) {
 *   Files.writeString(file, first.line() + "\n" + second.line() + "\n");
 *   for (RecordDifference difference : second.verify(policy, first)) System.err.println(difference);
 * }
 * }</pre>
 *
 * <p>The hash of the last record is the head of the chain: kept elsewhere, it shows if records are missing at the end.
 * {@code src/programme/RECORD.md} of the library describes the encoding.
 */
public final class DecisionRecord implements AutoCloseable {
  private final Handle handle;
  private final Cleaner.Cleanable cleanable;
  private final String hash;

  private DecisionRecord(long pointer) {
    handle = new Handle(pointer, Capi::graduasi_record_free, "record", 1);
    cleanable = handle.ownedBy(this);
    hash = handle.call(record -> Text.of(Capi.graduasi_record_hash(record)));
  }

  /**
   * Decides one household, as {@link Policy#decide(String, LocalDate)} does, and records it as the first of a chain. A
   * record of the register that cannot be read is recorded as such: {@link Outcome#INVALID}.
   *
   * @param policy which decides
   * @param household {@code graduasi.v1.Household} as JSON
   * @param asOf the day of the decision
   * @param options how to decide and record
   * @return the record
   * @throws BadCallException if the day is outside the policy's effective period, an option names no yes-or-no fact or
   *     the key is too short; or if the policy's answer changes with stand-ins, since it asks who somebody is
   * @throws IllegalStateException if the policy has been closed
   */
  public static DecisionRecord make(Policy policy, String household, LocalDate asOf, RecordOptions options) {
    return made(policy, Text.utf8(household), asOf, options, List.of());
  }

  /**
   * As {@link #make(Policy, String, LocalDate, RecordOptions)}, after the record that is the last of the chain so far.
   *
   * @param policy which decides
   * @param household {@code graduasi.v1.Household} as JSON
   * @param asOf the day of the decision
   * @param options how to decide and record
   * @param previous the record before
   * @return the record
   * @throws BadCallException as the other
   * @throws IllegalStateException if the policy or the record before has been closed
   */
  public static DecisionRecord make(
      Policy policy, String household, LocalDate asOf, RecordOptions options, DecisionRecord previous) {
    return made(policy, Text.utf8(household), asOf, options, List.of(previous.handle));
  }

  private static DecisionRecord made(
      Policy policy, byte[] household, LocalDate asOf, RecordOptions options, List<Handle> previous) {
    int days = Days.of(Objects.requireNonNull(asOf, "asOf"));
    Memory memory = options.toNative();
    long[] out = new long[1];
    long[] error = new long[1];
    int status;
    try {
      status =
          Handle.callAll(
              with(policy.handle(), previous),
              handles ->
                  Capi.graduasi_record_make_json(
                      handles[0], household, Capi.SizeT.of(household.length), days, memory, second(handles), out, error));
    } finally {
      // The key was in it.
      memory.clear();
      Reference.reachabilityFence(memory);
    }
    GraduasiException.check(status, error);
    return new DecisionRecord(out[0]);
  }

  private static List<Handle> with(Handle first, List<Handle> rest) {
    List<Handle> all = new ArrayList<>(List.of(first));
    all.addAll(rest);
    return all;
  }

  private static Pointer second(Pointer[] handles) {
    return handles.length < 2 ? Pointer.NULL : handles[1];
  }

  /**
   * Reads a line.
   *
   * @param line without its line feed
   * @return the record
   * @throws BadDataException if any bit of it is not as it was written
   * @throws UnsupportedException if a newer library wrote it
   */
  public static DecisionRecord parse(String line) {
    return parse(Text.utf8(line));
  }

  /**
   * As {@link #parse(String)}.
   *
   * @param utf8Line without its line feed, in UTF-8
   * @return the record
   * @throws BadDataException if any bit of it is not as it was written
   * @throws UnsupportedException if a newer library wrote it
   */
  public static DecisionRecord parse(byte[] utf8Line) {
    NativeLoader.ready();
    long[] out = new long[1];
    long[] error = new long[1];
    GraduasiException.check(Capi.graduasi_record_parse(utf8Line, Capi.SizeT.of(utf8Line.length), out, error), error);
    return new DecisionRecord(out[0]);
  }

  /**
   * The record as one line of text.
   *
   * @return without line feed
   * @throws IllegalStateException if the record has been closed
   */
  public String line() {
    return handle.call(record -> Text.of(Capi.graduasi_record_line(record)));
  }

  /**
   * Its place in its chain.
   *
   * @return from 1
   * @throws IllegalStateException if the record has been closed
   */
  public long number() {
    return handle.call(Capi::graduasi_record_number);
  }

  /**
   * The name of the record, which no other has; that of the last one is the head of the chain.
   *
   * @return 64 hexadecimal digits
   */
  public String hash() {
    return hash;
  }

  /**
   * The hash of the record before.
   *
   * @return 64 hexadecimal digits, zeros of the first record of a chain
   * @throws IllegalStateException if the record has been closed
   */
  public String previousHash() {
    return handle.call(record -> Text.of(Capi.graduasi_record_previous_hash(record)));
  }

  /**
   * Which policy decided.
   *
   * @return its {@link Policy#hash}
   * @throws IllegalStateException if the record has been closed
   */
  public String policyHash() {
    return handle.call(record -> Text.of(Capi.graduasi_record_policy_hash(record)));
  }

  /**
   * About whom was decided.
   *
   * @return the register's own identifier; empty if it is not known
   * @throws IllegalStateException if the record has been closed
   */
  public String householdId() {
    return handle.call(record -> Text.of(Capi.graduasi_record_household_id(record)));
  }

  /**
   * As of which day was decided.
   *
   * @return the day
   * @throws IllegalStateException if the record has been closed
   */
  public LocalDate asOf() {
    return handle.call(record -> Days.date(Capi.graduasi_record_as_of_days(record)));
  }

  /**
   * What was decided.
   *
   * @return the outcome
   * @throws IllegalStateException if the record has been closed
   */
  public Outcome outcome() {
    return Outcome.of(outcomeCode());
  }

  /**
   * The library's own number of the outcome, which tells an {@link Outcome#UNKNOWN} one from others.
   *
   * @return {@code GRADUASI_OUTCOME_...} of the C header
   * @throws IllegalStateException if the record has been closed
   */
  public int outcomeCode() {
    return handle.call(Capi::graduasi_record_outcome);
  }

  /**
   * Whether there is something to decide again.
   *
   * @return false if the register's record could not be read
   * @throws IllegalStateException if the record has been closed
   */
  public boolean isReplayable() {
    return handle.call(record -> Capi.graduasi_record_is_replayable(record) != 0);
  }

  /**
   * Decides again what the record holds, and holds it against its place as the first of a chain.
   *
   * @param policy the one that it names; another is a difference, and nothing is decided again
   * @return every difference; none if the record says what it should, to the bit; unmodifiable
   * @throws IllegalStateException if the record or the policy has been closed
   */
  public List<RecordDifference> verify(Policy policy) {
    return verified(policy, List.of());
  }

  /**
   * Decides again what the record holds, and holds it against its place in the chain.
   *
   * @param policy the one that it names; another is a difference, and nothing is decided again
   * @param previous the record before
   * @return every difference; none if the record says what it should, to the bit; unmodifiable
   * @throws IllegalStateException if a record or the policy has been closed
   */
  public List<RecordDifference> verify(Policy policy, DecisionRecord previous) {
    return verified(policy, List.of(previous.handle));
  }

  private List<RecordDifference> verified(Policy policy, List<Handle> previous) {
    Handle policyHandle = policy.handle();
    long[] out = new long[1];
    long[] error = new long[1];
    int status =
        handle.call(
            record ->
                Handle.callAll(
                    with(policyHandle, previous),
                    handles -> Capi.graduasi_record_verify(record, second(handles), handles[0], out, error)));
    GraduasiException.check(status, error);
    return RecordDifference.taken(out[0]);
  }

  /**
   * Holds the record against the household as the register has it now: its facts.
   *
   * @param household {@code graduasi.v1.Household} as JSON
   * @return every difference; unmodifiable
   * @throws BadDataException if the household cannot be read
   * @throws IllegalStateException if the record has been closed
   */
  public List<RecordDifference> compare(String household) {
    return compare(household, new byte[0]);
  }

  /**
   * As {@link #compare(String)}, and the seal: whether the record is of this very family.
   *
   * @param household {@code graduasi.v1.Household} as JSON
   * @param sealKey the secret with which the record was sealed; none: the seal is not looked at
   * @return every difference; unmodifiable
   * @throws BadDataException if the household cannot be read
   * @throws IllegalStateException if the record has been closed
   */
  public List<RecordDifference> compare(String household, byte[] sealKey) {
    byte[] json = Text.utf8(household);
    long[] out = new long[1];
    long[] error = new long[1];
    Capi.SizeT keySize = Capi.SizeT.of(sealKey.length);
    int status =
        handle.call(
            record ->
                Capi.graduasi_record_compare_json(
                    record, json, Capi.SizeT.of(json.length), sealKey, keySize, out, error));
    GraduasiException.check(status, error);
    return RecordDifference.taken(out[0]);
  }

  /** For what rests on records. */
  Handle handle() {
    return handle;
  }

  /** Closes the record. Threads that are inside a call finish it; other records of the chain stay. Again does nothing. */
  @Override
  public void close() {
    cleanable.clean();
  }

  /**
   * Whether it is the same record.
   *
   * @param other anything
   * @return true if the hashes are the same
   */
  @Override
  public boolean equals(Object other) {
    return other instanceof DecisionRecord && hash.equals(((DecisionRecord) other).hash);
  }

  /**
   * As {@link #equals} asks.
   *
   * @return a hash code
   */
  @Override
  public int hashCode() {
    return hash.hashCode();
  }

  /**
   * What it is, for people.
   *
   * @return number, outcome and day, without anything about the household
   */
  @Override
  public String toString() {
    try {
      return number() + ": " + outcome() + " as of " + asOf();
    } catch (IllegalStateException closed) {
      return "closed record";
    }
  }
}
