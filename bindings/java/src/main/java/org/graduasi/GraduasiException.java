package org.graduasi;

import com.sun.jna.Pointer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The library could not do what it was asked. The subclass says who has to act; the findings say what is wrong and what
 * would be right, all of it. That a family may not be proposed, or that its record makes no sense, is a {@link
 * Decision} and never this.
 */
public abstract class GraduasiException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** A class that can be serialized, as the exception can; it never changes. */
  private final ArrayList<Finding> findings;

  GraduasiException(String message, List<Finding> findings) {
    super(message);
    this.findings = new ArrayList<>(findings);
  }

  /**
   * What is wrong, where, and what would be right.
   *
   * @return unmodifiable; empty only if memory ran out or the library is at fault
   */
  public final List<Finding> findings() {
    return Collections.unmodifiableList(findings);
  }

  /** Throws unless the status is OK. Frees the error, if there is one, in any case. */
  static void check(int status, long[] error) {
    if (status == Capi.OK && error[0] == 0) return;
    List<Finding> findings = taken(error[0]);
    if (status != Capi.OK) throw of(status, findings);
  }

  private static List<Finding> taken(long address) {
    if (address == 0) return List.of();
    Pointer error = new Pointer(address);
    try {
      return Text.list(
          Capi.graduasi_error_count(error),
          i -> {
            Capi.SizeT index = Capi.SizeT.of(i);
            return new Finding(
                Text.of(Capi.graduasi_error_path(error, index)),
                Text.of(Capi.graduasi_error_message(error, index)),
                Capi.graduasi_error_line(error, index),
                Capi.graduasi_error_column(error, index));
          });
    } finally {
      Capi.graduasi_error_free(error);
    }
  }

  private static GraduasiException of(int status, List<Finding> findings) {
    String message = findings.stream().map(Finding::toString).collect(Collectors.joining("\n"));
    if (message.isEmpty()) message = "The library failed with status " + status + " and said nothing.";
    switch (status) {
      case Capi.BAD_CALL:
        return new BadCallException(message, findings);
      case Capi.BAD_POLICY:
        return new BadPolicyException(message, findings);
      case Capi.BAD_DATA:
        return new BadDataException(message, findings);
      case Capi.UNSUPPORTED:
        return new UnsupportedException(message, findings);
      case Capi.NO_MEMORY:
        return new NativeMemoryException(message, findings);
      default:
        return new InternalException(message, findings);
    }
  }
}
