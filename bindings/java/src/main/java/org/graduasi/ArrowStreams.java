package org.graduasi;

import java.io.IOException;
import java.util.Objects;
import org.apache.arrow.c.ArrowArrayStream;
import org.apache.arrow.c.Data;
import org.apache.arrow.memory.BufferAllocator;

/** Streams of the Arrow C interface as they go into the library. */
final class ArrowStreams {
  private ArrowStreams() {}

  /** The reader is closed if it fails. */
  static ArrowArrayStream exported(ArrowInput input, BufferAllocator allocator) {
    ArrowArrayStream in = null;
    try {
      in = ArrowArrayStream.allocateNew(Objects.requireNonNull(allocator, "allocator"));
      Data.exportArrayStream(allocator, input, in);
      return in;
    } catch (Throwable e) {
      try (input) {
        if (in != null) in.close();
      } catch (IOException alsoFailed) {
        e.addSuppressed(alsoFailed);
      }
      throw e;
    }
  }

  /** Releases what the stream holds, unless somebody has taken it. */
  static ArrowArrayStream released(ArrowArrayStream stream) {
    if (stream.snapshot().release != 0) stream.release();
    return stream;
  }
}
