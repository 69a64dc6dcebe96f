package org.graduasi;

import java.util.List;

/** For the operator: the native library could not allocate memory. The Java heap is another matter. */
public final class NativeMemoryException extends GraduasiException {
  private static final long serialVersionUID = 1;

  NativeMemoryException(String message, List<Finding> findings) {
    super(message, findings);
  }

  NativeMemoryException(String message) {
    super(message, List.of());
  }
}
