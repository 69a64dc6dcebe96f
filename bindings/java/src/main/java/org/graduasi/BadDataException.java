package org.graduasi;

import java.util.List;

/** A mistake of the data's owner: a column of a wrong type, an input that fails. */
public final class BadDataException extends GraduasiException {
  private static final long serialVersionUID = 1;

  BadDataException(String message, List<Finding> findings) {
    super(message, findings);
  }
}
