package org.graduasi;

import java.util.List;

/** A bug in Graduasi; please report it. */
public final class InternalException extends GraduasiException {
  private static final long serialVersionUID = 1;

  InternalException(String message, List<Finding> findings) {
    super(message, findings);
  }

  InternalException(String message) {
    super(message, List.of());
  }
}
