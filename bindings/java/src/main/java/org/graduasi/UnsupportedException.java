package org.graduasi;

import java.util.List;

/** For the operator: it needs a newer native library. */
public final class UnsupportedException extends GraduasiException {
  private static final long serialVersionUID = 1;

  UnsupportedException(String message, List<Finding> findings) {
    super(message, findings);
  }
}
