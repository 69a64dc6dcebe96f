package org.graduasi;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/**
 * What a programme sets for the life cycles of its families. Every number is a proposal until an authority sets it;
 * {@link #source} says who has. Immutable.
 */
public final class LifeRules {
  private final long decisionMonths;
  private final long monitoringMonths;
  private final List<String> completedByProcedure;
  private final List<ExitKind> consentFor;
  private final List<Severity> blockingFindings;
  private final String source;

  private LifeRules(Builder builder) {
    decisionMonths = builder.decisionMonths;
    monitoringMonths = builder.monitoringMonths;
    completedByProcedure = builder.completedByProcedure;
    consentFor = builder.consentFor;
    blockingFindings = builder.blockingFindings;
    source = builder.source;
  }

  LifeRules(Json json) {
    decisionMonths = json.at("decision_months").number();
    monitoringMonths = json.at("monitoring_months").number();
    completedByProcedure = json.at("completed_by_procedure").texts();
    consentFor = Text.list(json.at("consent_for").texts(), ExitKind::of);
    blockingFindings = Text.list(json.at("blocking_findings").texts(), Severity::of);
    source = json.at("source").text();
  }

  /** Makes {@link LifeRules}: what is not set stays as it was at the beginning. Confined to one thread. */
  public static final class Builder {
    private long decisionMonths;
    private long monitoringMonths;
    private List<String> completedByProcedure;
    private List<ExitKind> consentFor;
    private List<Severity> blockingFindings;
    private String source;

    private Builder(LifeRules rules) {
      decisionMonths = rules.decisionMonths;
      monitoringMonths = rules.monitoringMonths;
      completedByProcedure = rules.completedByProcedure;
      consentFor = rules.consentFor;
      blockingFindings = rules.blockingFindings;
      source = rules.source;
    }

    /**
     * How old a decision may be on which an event rests.
     *
     * @param calendarMonths 0 to 120; others are refused where the rules are used
     * @return this
     */
    public Builder decisionMonths(long calendarMonths) {
      decisionMonths = calendarMonths;
      return this;
    }

    /**
     * How long a family is looked after, at least.
     *
     * @param calendarMonths 0 to 120; others are refused where the rules are used
     * @return this
     */
    public Builder monitoringMonths(long calendarMonths) {
      monitoringMonths = calendarMonths;
      return this;
    }

    /**
     * Criteria that the procedure itself completes (signed, deliberated, verified). A family may be nominated and
     * assessed while nothing but these is open; to graduate, it must be {@link Outcome#ELIGIBLE}.
     *
     * @param ids of criteria
     * @return this
     */
    public Builder completedByProcedure(List<String> ids) {
      completedByProcedure = List.copyOf(ids);
      return this;
    }

    /**
     * Kinds of exit for which the family must sign and the village deliberate.
     *
     * @param kinds may be empty
     * @return this
     */
    public Builder consentFor(List<ExitKind> kinds) {
      consentFor = List.copyOf(kinds);
      return this;
    }

    /**
     * Findings with which nobody is nominated or graduates before they were seen to be put right.
     *
     * @param severities may be empty
     * @return this
     */
    public Builder blockingFindings(List<Severity> severities) {
      blockingFindings = List.copyOf(severities);
      return this;
    }

    /**
     * Who has set these rules.
     *
     * @param text such as a decree
     * @return this
     */
    public Builder source(String text) {
      source = Objects.requireNonNull(text, "text");
      return this;
    }

    /**
     * The rules as they were set.
     *
     * @return the rules
     */
    public LifeRules build() {
      return new LifeRules(this);
    }
  }

  /**
   * The library's proposals, which no authority has set.
   *
   * @return the rules of a history that was given none
   */
  public static LifeRules proposed() {
    try (LifeHistory history = LifeHistory.parse("{\"household_id\":\"-\"}")) {
      return history.rules();
    }
  }

  /**
   * Begins with the library's proposals.
   *
   * @return a builder
   */
  public static Builder builder() {
    return proposed().toBuilder();
  }

  /**
   * Begins with these rules.
   *
   * @return a builder
   */
  public Builder toBuilder() {
    return new Builder(this);
  }

  /**
   * How old a decision may be on which an event rests.
   *
   * @return calendar months
   */
  public long decisionMonths() {
    return decisionMonths;
  }

  /**
   * How long a family is looked after, at least.
   *
   * @return calendar months
   */
  public long monitoringMonths() {
    return monitoringMonths;
  }

  /**
   * Criteria that the procedure itself completes.
   *
   * @return ids, unmodifiable
   */
  public List<String> completedByProcedure() {
    return completedByProcedure;
  }

  /**
   * Kinds of exit for which the family must sign and the village deliberate.
   *
   * @return unmodifiable
   */
  public List<ExitKind> consentFor() {
    return consentFor;
  }

  /**
   * Findings with which nobody is nominated or graduates before they were seen to be put right.
   *
   * @return unmodifiable
   */
  public List<Severity> blockingFindings() {
    return blockingFindings;
  }

  /**
   * Who has set these rules.
   *
   * @return empty if nobody has: they are proposals
   */
  public String source() {
    return source;
  }

  String toJson() {
    // Empty lists are said: left out, they would be the proposals.
    return new JsonFields()
        .json("decision_months", "" + decisionMonths)
        .json("monitoring_months", "" + monitoringMonths)
        .json("completed_by_procedure", Json.quoted(completedByProcedure))
        .json("consent_for", names(consentFor))
        .json("blocking_findings", names(blockingFindings))
        .text("source", source)
        .toString();
  }

  private static String names(List<? extends Enum<?>> constants) {
    List<String> names = new ArrayList<>();
    for (Enum<?> constant : constants) names.add(constant.name());
    return Json.quoted(Collections.unmodifiableList(names));
  }

  /**
   * The rules as the library has them.
   *
   * @return one line of JSON
   */
  @Override
  public String toString() {
    return toJson();
  }
}
