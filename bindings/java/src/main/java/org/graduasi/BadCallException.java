package org.graduasi;

import java.util.List;

/**
 * A mistake of the program or of whoever runs it: a day outside the policy's period, an option that names no yes-or-no
 * fact.
 */
public final class BadCallException extends GraduasiException {
  private static final long serialVersionUID = 1;

  BadCallException(String message, List<Finding> findings) {
    super(message, findings);
  }
}
