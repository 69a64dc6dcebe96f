package org.graduasi;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;

/**
 * Takes a register in parts and decides each household under two policies: whose answers differ, and because of which
 * edits. Memory does not grow with the register.
 *
 * <pre>{@code
 * try (Comparer comparer = Comparer.start(before, after, day, CompareOptions.DEFAULTS)) {
 *   comparer.addFile(Path.of("register.jsonl"));
 *   try (Comparison comparison = comparer.finish()) {
 *     for (Comparison.Cause cause : comparison.causes())
 *       System.out.println(cause.flips() + " " + cause.text(Language.ENGLISH));
 *   }
 * }
 * }</pre>
 *
 * <p>Columns of Arrow are added by {@link ArrowRegister}. Confined to one thread at a time: a second one inside is an
 * {@link IllegalStateException}. After any exception of the library it can only be closed.
 */
public final class Comparer implements AutoCloseable {
  private final Handle handle;
  private final Cleaner.Cleanable cleanable;
  private volatile boolean failed;

  private Comparer(long pointer) {
    handle = new Handle(pointer, Capi::graduasi_comparer_free, "comparer", 64);
    cleanable = handle.ownedBy(this);
  }

  /**
   * Starts a comparison of two policies as of one day.
   *
   * @param before the policy as it was; it may be closed as soon as this returns, and so may the other
   * @param after the policy as it would be
   * @param asOf the day of the decisions
   * @param options how to compare
   * @return to be fed and closed
   * @throws BadCallException if the day is outside a policy's period, an option is out of range or names no yes-or-no
   *     fact
   * @throws IllegalStateException if a policy has been closed
   */
  public static Comparer start(Policy before, Policy after, LocalDate asOf, CompareOptions options) {
    return start(before, asOf, after, asOf, options);
  }

  /**
   * Starts a comparison of two policies, each as of its day; where the days differ, the day is one of the edits.
   *
   * @param before the policy as it was; it may be closed as soon as this returns, and so may the other
   * @param beforeAsOf the day of its decisions
   * @param after the policy as it would be
   * @param afterAsOf the day of its decisions
   * @param options how to compare
   * @return to be fed and closed
   * @throws BadCallException if a day is outside its policy's period, an option is out of range or names no yes-or-no
   *     fact
   * @throws IllegalStateException if a policy has been closed
   */
  public static Comparer start(
      Policy before, LocalDate beforeAsOf, Policy after, LocalDate afterAsOf, CompareOptions options) {
    int beforeDays = Days.of(Objects.requireNonNull(beforeAsOf, "beforeAsOf"));
    int afterDays = Days.of(Objects.requireNonNull(afterAsOf, "afterAsOf"));
    Memory memory = options.toNative();
    long[] out = new long[1];
    long[] error = new long[1];
    int status =
        Handle.callAll(
            List.of(before.handle(), after.handle()),
            policies ->
                Capi.graduasi_comparer_new(policies[0], policies[1], beforeDays, afterDays, memory, out, error));
    Reference.reachabilityFence(memory);
    GraduasiException.check(status, error);
    return new Comparer(out[0]);
  }

  /**
   * Adds households, one a line. A line that is no record, an empty one too, is a row that is {@link Outcome#INVALID}
   * before and after.
   *
   * @param lines whole ones, the last of which need not end in a line feed
   * @throws BadCallException if the comparison has been made
   * @throws IllegalStateException if the comparer has failed or has been closed, or another thread is inside
   */
  public void addJsonLines(String lines) {
    addJsonLines(Text.utf8(lines));
  }

  /**
   * As {@link #addJsonLines(String)}.
   *
   * @param utf8Lines whole ones, in UTF-8, the last of which need not end in a line feed
   * @throws BadCallException if the comparison has been made
   * @throws IllegalStateException if the comparer has failed or has been closed, or another thread is inside
   */
  public void addJsonLines(byte[] utf8Lines) {
    Capi.SizeT size = Capi.SizeT.of(utf8Lines.length);
    call((comparer, error) -> Capi.graduasi_comparer_add_json_lines(comparer, utf8Lines, size, error));
  }

  /**
   * As {@link #addJsonLines(String)}, from a file.
   *
   * @param file JSON lines, in UTF-8
   * @throws IOException if the file cannot be read; the lines before have then been added
   * @throws BadCallException if the comparison has been made
   * @throws IllegalStateException if the comparer has failed or has been closed, or another thread is inside
   */
  public void addFile(Path file) throws IOException {
    try (InputStream stream = Files.newInputStream(file)) {
      Lines lines = new Lines(stream);
      for (byte[] block = lines.next(); block != null; block = lines.next()) addJsonLines(block);
    }
  }

  /**
   * Rows added so far.
   *
   * @return their number
   * @throws IllegalStateException if the comparer has been closed, or another thread is inside
   */
  public long rowCount() {
    return handle.callAlone(Capi::graduasi_comparer_row_count);
  }

  /**
   * The flips found since the last call, in the order of the register. Some are found only by {@link #finish}, so this
   * is called once more after that.
   *
   * @return a line of JSON each; empty if there are none, or {@link CompareOptions#streamFlips} did not ask for them
   * @throws IllegalStateException if the comparer has failed or has been closed, or another thread is inside
   */
  public String flipLines() {
    checkSound();
    // The text is the comparer's until its next call.
    return handle.callAlone(comparer -> Text.made(Capi.graduasi_comparer_flip_lines(comparer, new long[1])));
  }

  /**
   * Compares what has been added. Nothing can be added afterwards.
   *
   * @return the comparison, to be closed as well
   * @throws BadCallException if it has been made already
   * @throws IllegalStateException if the comparer has failed or has been closed, or another thread is inside
   */
  public Comparison finish() {
    long[] out = new long[1];
    call((comparer, error) -> Capi.graduasi_comparer_finish(comparer, out, error));
    return new Comparison(out[0]);
  }

  private interface Call {
    int on(Pointer comparer, long[] error);
  }

  private void call(Call call) {
    checkSound();
    long[] error = new long[1];
    int status = handle.callAlone(comparer -> call.on(comparer, error));
    failed = status != Capi.OK;
    GraduasiException.check(status, error);
  }

  private void checkSound() {
    if (failed) throw new IllegalStateException("This comparer has failed: it can only be closed.");
  }

  /** For {@link ArrowRegister}, which knows classes that need not be there: takes the stream in all cases. */
  void addStream(Pointer in) {
    call((comparer, error) -> Capi.graduasi_comparer_add_stream(comparer, in, error));
  }

  /** Closes it; a comparison that was made stays. A thread that is inside a call finishes it. Again does nothing. */
  @Override
  public void close() {
    cleanable.clean();
  }

  /**
   * What it is, for people.
   *
   * @return rows added so far
   */
  @Override
  public String toString() {
    try {
      return rowCount() + " rows";
    } catch (IllegalStateException closed) {
      return "comparer";
    }
  }
}
