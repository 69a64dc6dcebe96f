package org.graduasi;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;

/**
 * A reader that remembers how it failed: through the C interface only a text comes back. Arrow makes that text of the stack trace, so
 * what is thrown here prints as one line.
 */
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
      throw remembered(e);
    }
  }

  @Override
  public boolean loadNextBatch() throws IOException {
    try {
      return super.loadNextBatch();
    } catch (Throwable e) {
      throw remembered(e);
    }
  }

  private IOException remembered(Throwable e) {
    failure = e;
    return new OneLine(e);
  }

  private static final class OneLine extends IOException {
    private static final long serialVersionUID = 1;

    OneLine(Throwable cause) {
      super(cause.toString(), cause);
    }

    @Override
    public void printStackTrace(PrintWriter writer) {
      writer.print(getMessage());
    }

    @Override
    public void printStackTrace(PrintStream stream) {
      stream.print(getMessage());
    }
  }
}
