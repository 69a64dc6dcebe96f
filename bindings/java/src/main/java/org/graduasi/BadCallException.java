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

  static BadCallException of(String path, String message) {
    Finding finding = new Finding(path, message, 0, 0);
    return new BadCallException(finding.toString(), List.of(finding));
  }
}
