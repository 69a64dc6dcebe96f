package org.graduasi;

import java.util.List;
import java.util.Optional;

/** Where a family stands after its events. Immutable. */
public final class Standing {
  /** A finding of an inspection that was not yet seen to be put right. */
  public static final class OpenFinding {
    private final long number;
    private final String item;
    private final String severity;
    private final PartialDate dueOn;
    private final PartialDate putRightOn;

    private OpenFinding(Json json) {
      number = json.at("number").number();
      item = json.at("item").text();
      severity = json.at("severity").text();
      dueOn = LifeEvent.date(json.at("due_on"));
      putRightOn = LifeEvent.date(json.at("put_right_on"));
    }

    /**
     * The event that recorded it.
     *
     * @return its number, counted from 1
     */
    public long number() {
      return number;
    }

    /**
     * The item of the checklist.
     *
     * @return such as {@code E12}
     */
    public String item() {
      return item;
    }

    /**
     * How grave it is.
     *
     * @return the severity
     */
    public Severity severity() {
      return Severity.of(severity);
    }

    /**
     * By when it must be put right.
     *
     * @return empty if no day was set
     */
    public Optional<PartialDate> dueOn() {
      return Optional.ofNullable(dueOn);
    }

    /**
     * When it was put right, as the family or the mentor says: it waits for the inspection.
     *
     * @return empty if it was not
     */
    public Optional<PartialDate> putRightOn() {
      return Optional.ofNullable(putRightOn);
    }

    /**
     * Item and severity.
     *
     * @return such as {@code E12 SERIOUS}
     */
    @Override
    public String toString() {
      return item + " " + severity;
    }
  }

  private final String state;
  private final boolean helpContinues;
  private final String exitKind;
  private final PartialDate signedOn;
  private final PartialDate deliberatedOn;
  private final PartialDate verifiedOn;
  private final PartialDate graduatedOn;
  private final PartialDate monitoredSince;
  private final List<Long> objections;
  private final List<String> waiting;
  private final List<OpenFinding> findings;
  private final String dataOwner;

  Standing(Json json) {
    state = json.at("state").text();
    helpContinues = json.at("help_continues").truth();
    exitKind = json.at("exit_kind").text();
    signedOn = LifeEvent.date(json.at("signed_on"));
    deliberatedOn = LifeEvent.date(json.at("deliberated_on"));
    verifiedOn = LifeEvent.date(json.at("verified_on"));
    graduatedOn = LifeEvent.date(json.at("graduated_on"));
    monitoredSince = LifeEvent.date(json.at("monitored_since"));
    objections = Text.list(json.at("objections").list(), Json::number);
    waiting = json.at("waiting").texts();
    findings = Text.list(json.at("findings").list(), OpenFinding::new);
    dataOwner = json.at("data_owner").text();
  }

  /**
   * The state.
   *
   * @return as {@link LifeHistory#state}
   */
  public LifeState state() {
    return Codes.named(LifeState.values(), state, LifeState.UNKNOWN);
  }

  /**
   * Whether the family is helped.
   *
   * @return false if it has left and no objection is open
   */
  public boolean helpContinues() {
    return helpContinues;
  }

  /**
   * How the family leaves.
   *
   * @return empty before a nomination
   */
  public Optional<ExitKind> exitKind() {
    return exitKind.isEmpty() ? Optional.empty() : Optional.of(ExitKind.of(exitKind));
  }

  /**
   * When the family signed, in the candidacy that runs.
   *
   * @return empty if it did not
   */
  public Optional<PartialDate> signedOn() {
    return Optional.ofNullable(signedOn);
  }

  /**
   * When the village deliberated, in the candidacy that runs.
   *
   * @return empty if it did not
   */
  public Optional<PartialDate> deliberatedOn() {
    return Optional.ofNullable(deliberatedOn);
  }

  /**
   * When the office verified, in the candidacy that runs.
   *
   * @return empty if it did not
   */
  public Optional<PartialDate> verifiedOn() {
    return Optional.ofNullable(verifiedOn);
  }

  /**
   * When the family graduated.
   *
   * @return empty if it did not
   */
  public Optional<PartialDate> graduatedOn() {
    return Optional.ofNullable(graduatedOn);
  }

  /**
   * Since when it is looked after.
   *
   * @return empty if it is not
   */
  public Optional<PartialDate> monitoredSince() {
    return Optional.ofNullable(monitoredSince);
  }

  /**
   * Objections that nobody has answered.
   *
   * @return the numbers of the events, counted from 1; unmodifiable
   */
  public List<Long> objections() {
    return objections;
  }

  /**
   * Facts for which the candidacy is deferred.
   *
   * @return paths, sorted; unmodifiable
   */
  public List<String> waiting() {
    return waiting;
  }

  /**
   * Findings that were not yet seen to be put right.
   *
   * @return unmodifiable
   */
  public List<OpenFinding> findings() {
    return findings;
  }

  /**
   * The office that has the family's data.
   *
   * @return empty if they were never handed over
   */
  public String dataOwner() {
    return dataOwner;
  }

  /**
   * The state, for people.
   *
   * @return such as {@code MONITORED}
   */
  @Override
  public String toString() {
    return state;
  }
}
