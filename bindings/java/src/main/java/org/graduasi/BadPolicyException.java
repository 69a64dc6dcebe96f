package org.graduasi;

import java.util.List;

/** A mistake of the policy's author: the text does not make a policy. There is a finding for each mistake. */
public final class BadPolicyException extends GraduasiException {
  private static final long serialVersionUID = 1;

  BadPolicyException(String message, List<Finding> findings) {
    super(message, findings);
  }
}
