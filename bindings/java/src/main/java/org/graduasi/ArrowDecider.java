package org.graduasi;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.lang.ref.Reference;
import java.time.LocalDate;
import java.util.Objects;
import org.apache.arrow.c.ArrowArrayStream;
import org.apache.arrow.c.Data;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.ipc.ArrowReader;

/**
 * Decides a register of any length as Arrow columns: one row of decisions for each row of households, in order.
 *
 * <p>The input is a stream of households whose columns are named as the facts ({@link Fact#path}), at every depth; a
 * column that no field is named for is ignored, a field without a column is not known of anybody. The output has the
 * columns {@code id}, {@code outcome}, {@code route}, {@code failed}, {@code missing}, {@code protecting}, {@code
 * score} and {@code findings}; the metadata of its schema say what was decided by what, and which columns were absent
 * or ignored: {@code graduasi.policy_id}, {@code graduasi.policy_version}, {@code graduasi.as_of}, {@code
 * graduasi.recorded_when_true}, {@code graduasi.absent_columns}, {@code graduasi.ignored_columns}, lists being
 * separated by line feeds. The C header says it in full, at {@code graduasi_decide_stream}.
 *
 * <p>This class alone needs {@code org.apache.arrow:arrow-c-data} and an implementation of Arrow's memory, and the flag
 * {@code --add-opens=java.base/java.nio=ALL-UNNAMED} of the virtual machine that Arrow asks for. Without them
 * everything else here works.
 */
public final class ArrowDecider {
  private ArrowDecider() {}

  /**
   * Starts deciding. Batches are pulled from the input when the output is asked for the next one, so memory does not
   * grow with the register.
   *
   * @param policy may be closed as soon as this returns
   * @param households taken in all cases: closed when the result is, or at once on failure
   * @param allocator for what is read and what comes out; must outlive the result
   * @param asOf the day of the decisions; what happened later is invisible
   * @param options how to decide
   * @return the decisions, to be closed by the caller, one thread at a time. Its {@code loadNextBatch} fails with an
   *     {@link IOException}: of the input, which is then the cause, or naming column and row (from 0, over the stream)
   *     where an array breaks the rules of Arrow. What was delivered before stands
   * @throws BadCallException if the day is outside the policy's effective period, an option is out of range or names no
   *     yes-or-no fact
   * @throws BadDataException with a finding for each column: of a wrong type, none that the policy reads, no region
   *     where the policy needs one; or if the input fails, which is then the cause
   * @throws IllegalStateException if the policy has been closed
   */
  public static ArrowReader decide(
      Policy policy, ArrowReader households, BufferAllocator allocator, LocalDate asOf, StreamOptions options) {
    ArrowInput input = new ArrowInput(Objects.requireNonNull(households, "households"), allocator);
    try (ArrowArrayStream in = ArrowStreams.exported(input, allocator)) {
      return started(policy, in, input, allocator, asOf, options);
    } catch (GraduasiException e) {
      if (input.failure() != null) e.initCause(input.failure());
      throw e;
    }
  }

  /**
   * As {@link #decide(Policy, ArrowReader, BufferAllocator, LocalDate, StreamOptions)}, from a stream of the Arrow C
   * interface, as other libraries hand them out.
   *
   * @param policy may be closed as soon as this returns
   * @param households taken in all cases: it is released when the result is closed, or at once on failure, and its
   *     structure is closed
   * @param allocator for what comes out; must outlive the result
   * @param asOf the day of the decisions; what happened later is invisible
   * @param options how to decide
   * @return the decisions, to be closed by the caller, one thread at a time
   * @throws BadCallException if the stream has been released, and as the other
   * @throws BadDataException as the other
   * @throws IllegalStateException if the policy has been closed
   */
  public static ArrowReader decide(
      Policy policy, ArrowArrayStream households, BufferAllocator allocator, LocalDate asOf, StreamOptions options) {
    try (households) {
      return started(policy, households, null, allocator, asOf, options);
    }
  }

  /**
   * Whatever happens, the structure `in` is released when this returns: the library has moved the stream away, or
   * nobody has it.
   */
  private static ArrowReader started(
      Policy policy, ArrowArrayStream in, ArrowInput input, BufferAllocator allocator, LocalDate asOf, StreamOptions options) {
    ArrowArrayStream out = null;
    try {
      Objects.requireNonNull(policy, "policy");
      int days = Days.of(Objects.requireNonNull(asOf, "asOf"));
      Memory memory = Objects.requireNonNull(options, "options").toNative();
      out = ArrowArrayStream.allocateNew(Objects.requireNonNull(allocator, "allocator"));
      Pointer inAddress = new Pointer(in.memoryAddress());
      Pointer outAddress = new Pointer(out.memoryAddress());
      long[] error = new long[1];
      int status =
          policy
              .handle()
              .call(handle -> Capi.graduasi_decide_stream(handle, inAddress, days, memory, outAddress, error));
      Reference.reachabilityFence(memory);
      GraduasiException.check(status, error);
      return new ArrowOutput(Data.importArrayStream(allocator, out), input, allocator);
    } catch (Throwable e) {
      if (out != null) ArrowStreams.released(out).close();
      ArrowStreams.released(in);
      throw e;
    }
  }
}
