package org.graduasi;

import java.io.IOException;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;

/** A reader that remembers how it failed: through the C interface little more than a number comes back. */
final class ArrowInput extends ForwardingReader {
  private volatile Throwable failure;

  ArrowInput(ArrowReader reader, BufferAllocator allocator) {
    super(reader, allocator);
  }

  /** Null if it has not failed. */
  Throwable failure() {
    return failure;
  }

  @Override
  public VectorSchemaRoot getVectorSchemaRoot() throws IOException {
    try {
      return super.getVectorSchemaRoot();
    } catch (Throwable e) {
      failure = e;
      throw e;
    }
  }

  @Override
  public boolean loadNextBatch() throws IOException {
    try {
      return super.loadNextBatch();
    } catch (Throwable e) {
      failure = e;
      throw e;
    }
  }
}
