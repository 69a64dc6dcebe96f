package org.graduasi;

import java.io.IOException;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;

/**
 * Rows that come out of the library, with the input's exception as the cause where it is the input that
 * failed. Using Arrow's own reader after its close is a null pointer; here it is said.
 */
final class ArrowOutput extends ForwardingReader {
  /** Null if the input is not a Java reader. */
  private final ArrowInput input;

  ArrowOutput(ArrowReader reader, ArrowInput input, BufferAllocator allocator) {
    super(reader, allocator);
    this.input = input;
  }

  @Override
  public VectorSchemaRoot getVectorSchemaRoot() throws IOException {
    checkOpen();
    return super.getVectorSchemaRoot();
  }

  @Override
  public boolean loadNextBatch() throws IOException {
    checkOpen();
    try {
      return super.loadNextBatch();
    } catch (IOException e) {
      if (input == null || input.failure() == null) throw e;
      throw new IOException("The stream of households failed: " + input.failure(), input.failure());
    }
  }

  private void checkOpen() {
    if (isClosed()) throw new IllegalStateException("This reader has been closed.");
  }
}
