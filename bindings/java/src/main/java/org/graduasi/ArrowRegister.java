package org.graduasi;

import com.sun.jna.Pointer;
import java.util.Objects;
import java.util.function.Consumer;
import org.apache.arrow.c.ArrowArrayStream;
import org.apache.arrow.c.Data;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.ipc.ArrowReader;

/**
 * Registers as Arrow columns for what is fed with a register, and what comes out as columns. The columns are those of
 * {@link ArrowDecider}, and it needs what that needs; everything else works without.
 */
public final class ArrowRegister {
  private ArrowRegister() {}

  /**
   * Adds all households of a reader. Its rows count from 0.
   *
   * @param quality what is fed
   * @param households taken in all cases: it has been closed when this returns
   * @param allocator for what is read
   * @throws BadDataException with a finding for each column of a wrong type; at an array that breaks the rules of
   *     Arrow; or if the input fails, which is then the cause. The records of the batches before have then been added
   * @throws BadCallException if the report has been made, or the options name a vintage that no list of regions has
   * @throws IllegalStateException if what is fed has been closed, or another thread is inside
   */
  public static void add(RegisterQuality quality, ArrowReader households, BufferAllocator allocator) {
    read(in -> quality.addStream(in), households, allocator);
  }

  /**
   * As {@link #add(RegisterQuality, ArrowReader, BufferAllocator)}, from a stream of the Arrow C interface.
   *
   * @param quality what is fed
   * @param households taken in all cases: it has been released, and its structure closed, when this returns
   * @throws BadDataException as the other
   * @throws BadCallException if the stream has been released, and as the other
   * @throws IllegalStateException as the other
   */
  public static void add(RegisterQuality quality, ArrowArrayStream households) {
    try (households) {
      added(in -> quality.addStream(in), households);
    }
  }

  /**
   * Adds all households of a reader.
   *
   * @param comparer what is fed
   * @param households taken in all cases: it has been closed when this returns
   * @param allocator for what is read
   * @throws BadDataException with a finding for each column of a wrong type, if there is none that a policy reads; at
   *     an array that breaks the rules of Arrow; or if the input fails, which is then the cause. The comparer can then
   *     only be closed
   * @throws BadCallException if the comparison has been made
   * @throws IllegalStateException if what is fed has failed or has been closed, or another thread is inside
   */
  public static void add(Comparer comparer, ArrowReader households, BufferAllocator allocator) {
    read(in -> comparer.addStream(in), households, allocator);
  }

  /**
   * As {@link #add(Comparer, ArrowReader, BufferAllocator)}, from a stream of the Arrow C interface.
   *
   * @param comparer what is fed
   * @param households taken in all cases: it has been released, and its structure closed, when this returns
   * @throws BadDataException as the other
   * @throws BadCallException if the stream has been released, and as the other
   * @throws IllegalStateException as the other
   */
  public static void add(Comparer comparer, ArrowArrayStream households) {
    try (households) {
      added(in -> comparer.addStream(in), households);
    }
  }

  /**
   * Adds all households of a reader.
   *
   * @param programme what is fed
   * @param households taken in all cases: it has been closed when this returns
   * @param allocator for what is read
   * @throws BadDataException with a finding for each column of a wrong type; at an array that breaks the rules of
   *     Arrow; if a household has no id, or that of another; or if the input fails, which is then the cause. The
   *     programme can then only be closed
   * @throws BadCallException if there is no policy, or the report has been made
   * @throws IllegalStateException if what is fed has failed or has been closed, or another thread is inside
   */
  public static void add(Programme programme, ArrowReader households, BufferAllocator allocator) {
    read(in -> programme.addStream(in), households, allocator);
  }

  /**
   * As {@link #add(Programme, ArrowReader, BufferAllocator)}, from a stream of the Arrow C interface.
   *
   * @param programme what is fed
   * @param households taken in all cases: it has been released, and its structure closed, when this returns
   * @throws BadDataException as the other
   * @throws BadCallException if the stream has been released, and as the other
   * @throws IllegalStateException as the other
   */
  public static void add(Programme programme, ArrowArrayStream households) {
    try (households) {
      added(in -> programme.addStream(in), households);
    }
  }

  /**
   * The flips that a comparison lists, as columns: {@code row} int64; {@code id}, {@code before}, {@code before_route},
   * {@code after}, {@code after_route}, {@code because_id}, {@code because_en} text. Id and routes are null where there
   * is none.
   *
   * @param comparison may be closed as soon as this returns
   * @param allocator for what comes out; must outlive the result
   * @return to be closed by the caller, one thread at a time
   * @throws IllegalStateException if the comparison has been closed
   */
  public static ArrowReader flips(Comparison comparison, BufferAllocator allocator) {
    Handle handle = comparison.handle();
    ArrowArrayStream out = ArrowArrayStream.allocateNew(Objects.requireNonNull(allocator, "allocator"));
    try {
      Pointer address = new Pointer(out.memoryAddress());
      long[] error = new long[1];
      GraduasiException.check(
          handle.call(pointer -> Capi.graduasi_comparison_flips_stream(pointer, address, error)), error);
      return new ArrowOutput(Data.importArrayStream(allocator, out), null, allocator);
    } catch (Throwable e) {
      ArrowStreams.released(out).close();
      throw e;
    }
  }

  private static void read(Consumer<Pointer> fed, ArrowReader households, BufferAllocator allocator) {
    ArrowInput input = new ArrowInput(Objects.requireNonNull(households, "households"), allocator);
    try (ArrowArrayStream in = ArrowStreams.exported(input, allocator)) {
      added(fed, in);
    } catch (GraduasiException e) {
      if (input.failure() != null) e.initCause(input.failure());
      throw e;
    }
  }

  /** Whatever happens, the structure `in` is released when this returns. */
  private static void added(Consumer<Pointer> fed, ArrowArrayStream in) {
    try {
      fed.accept(new Pointer(in.memoryAddress()));
    } finally {
      ArrowStreams.released(in);
    }
  }
}
