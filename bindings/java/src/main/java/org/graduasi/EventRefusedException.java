package org.graduasi;

import java.util.List;

/** The rules of a {@link LifeHistory} do not allow an event. Nothing has changed. */
public final class EventRefusedException extends GraduasiException {
  private static final long serialVersionUID = 1;

  private final LifeRefusal refusal;

  EventRefusedException(LifeRefusal refusal) {
    super(refusal.toString(), List.of(new Finding("", refusal.toString(), 0, 0)));
    this.refusal = refusal;
  }

  /**
   * What is refused, why, and what would be right, in both languages.
   *
   * @return the refusal
   */
  public LifeRefusal refusal() {
    return refusal;
  }
}
