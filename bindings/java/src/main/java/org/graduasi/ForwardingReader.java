package org.graduasi;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.Schema;

/** A reader that is another one, and can be closed twice, which Arrow's own cannot. */
abstract class ForwardingReader extends ArrowReader {
  private final ArrowReader reader;
  private boolean closed;

  ForwardingReader(ArrowReader reader, BufferAllocator allocator) {
    super(allocator);
    this.reader = reader;
  }

  @Override
  public VectorSchemaRoot getVectorSchemaRoot() throws IOException {
    return reader.getVectorSchemaRoot();
  }

  @Override
  public boolean loadNextBatch() throws IOException {
    return reader.loadNextBatch();
  }

  @Override
  public Map<Long, Dictionary> getDictionaryVectors() throws IOException {
    return reader.getDictionaryVectors();
  }

  @Override
  public Dictionary lookup(long id) {
    return reader.lookup(id);
  }

  @Override
  public Set<Long> getDictionaryIds() {
    return reader.getDictionaryIds();
  }

  @Override
  public long bytesRead() {
    return reader.bytesRead();
  }

  @Override
  public void close() throws IOException {
    close(true);
  }

  /** The source is always closed: it belongs to nobody else. */
  @Override
  public void close(boolean closeReadSource) throws IOException {
    if (closed) return;
    closed = true;
    reader.close(true);
  }

  final boolean isClosed() {
    return closed;
  }

  // What these two are for is done by the other reader's own.

  @Override
  protected void closeReadSource() {
    throw new AssertionError("closed by the other reader");
  }

  @Override
  protected Schema readSchema() {
    throw new AssertionError("read by the other reader");
  }
}
