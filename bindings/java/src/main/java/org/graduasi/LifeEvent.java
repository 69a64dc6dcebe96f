package org.graduasi;

import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One thing that happened to a family. Which of the facts beside kind, role, day and actor an event needs is written in
 * {@code src/programme/LIFE_CYCLE.md} of the library; one that lacks something is refused with what it lacks. Immutable.
 *
 * <pre>{@code
 * LifeEvent event = LifeEvent.builder(LifeEventKind.IDENTIFY, LifeRole.MENTOR)
 *     .on(PartialDate.parse("2025-10")).actor("pendamping-4").build();
 * }</pre>
 */
public final class LifeEvent {
  private final long number;
  private final String kind;
  private final String role;
  private final PartialDate on;
  private final String actor;
  private final String document;
  private final String reason;
  private final DecisionBasis decision;
  private final String item;
  private final String severity;
  private final PartialDate dueOn;
  private final Long about;
  private final String office;
  private final LifeEvent instead;

  private LifeEvent(Builder builder) {
    number = 0;
    kind = builder.kind.name();
    role = builder.role.name();
    on = builder.on;
    actor = builder.actor;
    document = builder.document;
    reason = builder.reason;
    decision = builder.decision;
    item = builder.item;
    severity = builder.severity == null ? "" : builder.severity.name();
    dueOn = builder.dueOn;
    about = builder.about;
    office = builder.office;
    instead = builder.instead;
  }

  /** The event of that number in its history. */
  LifeEvent(Json json, long number) {
    this.number = number;
    kind = json.at("event").text();
    role = json.at("role").text();
    on = date(json.at("on"));
    actor = json.at("actor").text();
    document = json.at("document").text();
    reason = json.at("reason").text();
    decision = json.at("decision").isNull() ? null : new DecisionBasis(json.at("decision"));
    item = json.at("item").text();
    severity = json.at("severity").text();
    dueOn = date(json.at("due_on"));
    about = json.at("about").isNull() ? null : json.at("about").number();
    office = json.at("office").text();
    instead = json.at("instead").isNull() ? null : new LifeEvent(json.at("instead"), about);
  }

  static PartialDate date(Json json) {
    return json.isNull() ? null : PartialDate.parse(json.text());
  }

  /** Makes a {@link LifeEvent}. Confined to one thread. */
  public static final class Builder {
    private final LifeEventKind kind;
    private final LifeRole role;
    private PartialDate on;
    private String actor = "";
    private String document = "";
    private String reason = "";
    private DecisionBasis decision;
    private String item = "";
    private Severity severity;
    private PartialDate dueOn;
    private Long about;
    private String office = "";
    private LifeEvent instead;

    private Builder(LifeEventKind kind, LifeRole role) {
      this.kind = Objects.requireNonNull(kind, "kind");
      this.role = Objects.requireNonNull(role, "role");
    }

    /**
     * When it happened.
     *
     * @param date may be known to the month only
     * @return this
     */
    public Builder on(PartialDate date) {
      on = Objects.requireNonNull(date, "date");
      return this;
    }

    /**
     * When it happened.
     *
     * @param day the day
     * @return this
     */
    public Builder on(LocalDate day) {
      return on(PartialDate.of(day));
    }

    /**
     * Who did it.
     *
     * @param id the office's own identifier, never a NIK or a name
     * @return this
     */
    public Builder actor(String id) {
      actor = Objects.requireNonNull(id, "id");
      return this;
    }

    /**
     * The letter, minutes or form of it.
     *
     * @param documentNumber such as {@code BA/12/2026}
     * @return this
     */
    public Builder document(String documentNumber) {
      document = Objects.requireNonNull(documentNumber, "documentNumber");
      return this;
    }

    /**
     * Why.
     *
     * @param text a few words, about nobody by name
     * @return this
     */
    public Builder reason(String text) {
      reason = Objects.requireNonNull(text, "text");
      return this;
    }

    /**
     * On which decision it rests.
     *
     * @param basis what the decision said
     * @return this
     */
    public Builder decision(DecisionBasis basis) {
      decision = Objects.requireNonNull(basis, "basis");
      return this;
    }

    /**
     * Which item of a checklist it is about.
     *
     * @param id such as {@code E12}
     * @return this
     */
    public Builder item(String id) {
      item = Objects.requireNonNull(id, "id");
      return this;
    }

    /**
     * How grave the finding is.
     *
     * @param how the severity
     * @return this
     */
    public Builder severity(Severity how) {
      severity = Objects.requireNonNull(how, "how");
      return this;
    }

    /**
     * By when the finding must be put right.
     *
     * @param date may be known to the month only
     * @return this
     */
    public Builder dueOn(PartialDate date) {
      dueOn = Objects.requireNonNull(date, "date");
      return this;
    }

    /**
     * Which earlier event it is about: the objection that is answered, the event that is corrected.
     *
     * @param eventNumber counted from 1
     * @return this
     */
    public Builder about(long eventNumber) {
      about = eventNumber;
      return this;
    }

    /**
     * To which office the data go.
     *
     * @param name of the office
     * @return this
     */
    public Builder office(String name) {
      office = Objects.requireNonNull(name, "name");
      return this;
    }

    /**
     * What the corrected event should have been; without it the event should not be.
     *
     * @param event no correction itself
     * @return this
     */
    public Builder instead(LifeEvent event) {
      instead = Objects.requireNonNull(event, "event");
      return this;
    }

    /**
     * The event as it was described. Whether it is allowed is said when it is appended.
     *
     * @return the event
     */
    public LifeEvent build() {
      return new LifeEvent(this);
    }
  }

  /**
   * Begins with what happened and who did it.
   *
   * @param kind what happened
   * @param role in which role somebody acted
   * @return a builder
   */
  public static Builder builder(LifeEventKind kind, LifeRole role) {
    return new Builder(kind, role);
  }

  /**
   * Which event of its history it is.
   *
   * @return counted from 1; 0 of an event that is in none
   */
  public long number() {
    return number;
  }

  /**
   * What happened.
   *
   * @return the kind
   */
  public LifeEventKind kind() {
    return LifeEventKind.of(kind);
  }

  /**
   * The library's own name of the kind, which tells an {@link LifeEventKind#UNKNOWN} one from others.
   *
   * @return such as {@code START_MENTORING}
   */
  public String kindName() {
    return kind;
  }

  /**
   * In which role somebody acted.
   *
   * @return the role
   */
  public LifeRole role() {
    return LifeRole.of(role);
  }

  /**
   * The library's own name of the role, which tells an {@link LifeRole#UNKNOWN} one from others.
   *
   * @return such as {@code OFFICER}
   */
  public String roleName() {
    return role;
  }

  /**
   * When it happened.
   *
   * @return may be known to the month only; empty of an event that was not given a date, which no history takes
   */
  public Optional<PartialDate> on() {
    return Optional.ofNullable(on);
  }

  /**
   * Who did it.
   *
   * @return the office's own identifier
   */
  public String actor() {
    return actor;
  }

  /**
   * The letter, minutes or form of it.
   *
   * @return its number; empty if there is none
   */
  public String document() {
    return document;
  }

  /**
   * Why.
   *
   * @return empty if no reason was given
   */
  public String reason() {
    return reason;
  }

  /**
   * On which decision it rests.
   *
   * @return empty if on none
   */
  public Optional<DecisionBasis> decision() {
    return Optional.ofNullable(decision);
  }

  /**
   * Which item of a checklist it is about.
   *
   * @return empty if about none
   */
  public String item() {
    return item;
  }

  /**
   * How grave the finding is.
   *
   * @return empty if it is about no finding
   */
  public Optional<Severity> severity() {
    return severity.isEmpty() ? Optional.empty() : Optional.of(Severity.of(severity));
  }

  /**
   * By when the finding must be put right.
   *
   * @return empty if no day was set
   */
  public Optional<PartialDate> dueOn() {
    return Optional.ofNullable(dueOn);
  }

  /**
   * Which earlier event it is about.
   *
   * @return its number, counted from 1; empty if about none
   */
  public OptionalLong about() {
    return about == null ? OptionalLong.empty() : OptionalLong.of(about);
  }

  /**
   * To which office the data go.
   *
   * @return empty if they stay
   */
  public String office() {
    return office;
  }

  /**
   * Of a correction, what the event should have been.
   *
   * @return empty if it should not be
   */
  public Optional<LifeEvent> instead() {
    return Optional.ofNullable(instead);
  }

  /**
   * The event as the library reads it.
   *
   * @return one line of JSON
   */
  public String toJson() {
    JsonFields fields = new JsonFields().text("event", kind);
    if (on != null) fields.text("on", on.toString());
    fields.text("actor", actor).text("role", role).text("document", document).text("reason", reason);
    if (decision != null) fields.json("decision", decision.toJson());
    fields.text("item", item).text("severity", severity);
    if (dueOn != null) fields.text("due_on", dueOn.toString());
    if (about != null) fields.json("about", about.toString());
    fields.text("office", office);
    if (instead != null) fields.json("instead", instead.toJson());
    return fields.toString();
  }

  /**
   * Kind, role and day.
   *
   * @return such as {@code NOMINATE by MENTOR on 2026-06-15}
   */
  @Override
  public String toString() {
    return kind + " by " + role + (on == null ? "" : " on " + on);
  }
}
