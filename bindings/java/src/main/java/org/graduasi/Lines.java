package org.graduasi;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** A file of lines in blocks of whole ones, so that memory does not grow with the file. Lines end with a line feed. */
final class Lines {
  private static final int BLOCK = 1 << 20;

  private final InputStream file;
  private byte[] begun = new byte[0];
  private boolean done;

  Lines(InputStream file) {
    this.file = file;
  }

  /** The next whole lines, the very last of which may lack its line feed; null at the end. */
  byte[] next() throws IOException {
    while (!done) {
      byte[] read = file.readNBytes(BLOCK);
      done = read.length < BLOCK;
      int end = done ? read.length : lineFeed(read) + 1;
      byte[] block = Arrays.copyOf(begun, begun.length + end);
      System.arraycopy(read, 0, block, begun.length, end);
      byte[] rest = Arrays.copyOfRange(read, end, read.length);
      if (done || end > 0) {
        begun = rest;
        return block.length == 0 ? null : block;
      }
      begun = Arrays.copyOf(begun, begun.length + rest.length);
      System.arraycopy(rest, 0, begun, begun.length - rest.length, rest.length);
    }
    return null;
  }

  /** The last one; -1 if there is none. */
  private static int lineFeed(byte[] bytes) {
    int at = bytes.length - 1;
    while (at >= 0 && bytes[at] != '\n') --at;
    return at;
  }
}
