package org.graduasi;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;

/** What a decision said, as far as a {@link LifeEvent} rests on it. Immutable. */
public final class DecisionBasis {
  private final String record;
  private final String householdId;
  private final LocalDate asOf;
  private final String policyHash;
  private final String outcome;
  private final String route;
  private final String routeKind;
  private final List<String> open;
  private final List<String> missing;

  private DecisionBasis(Builder builder) {
    record = builder.record;
    householdId = builder.householdId;
    asOf = builder.asOf;
    policyHash = builder.policyHash;
    outcome = builder.outcome.name();
    route = builder.route;
    routeKind = builder.routeKind == null ? "" : builder.routeKind.name();
    open = builder.open;
    missing = builder.missing;
  }

  DecisionBasis(Json json) {
    record = json.at("record").text();
    householdId = json.at("household_id").text();
    asOf = LocalDate.parse(json.at("as_of").text());
    policyHash = json.at("policy_hash").text();
    outcome = json.at("outcome").text();
    route = json.at("route").text();
    routeKind = json.at("route_kind").text();
    open = json.at("open").texts();
    missing = json.at("missing").texts();
  }

  /** Makes a {@link DecisionBasis}: what every decision has, and what is known beside it. Confined to one thread. */
  public static final class Builder {
    private final String householdId;
    private final LocalDate asOf;
    private final Outcome outcome;
    private String record = "";
    private String policyHash = "";
    private String route = "";
    private RouteKind routeKind;
    private List<String> open = List.of();
    private List<String> missing = List.of();

    private Builder(String householdId, LocalDate asOf, Outcome outcome) {
      this.householdId = Objects.requireNonNull(householdId, "householdId");
      this.asOf = Objects.requireNonNull(asOf, "asOf");
      this.outcome = Objects.requireNonNull(outcome, "outcome");
    }

    /**
     * The decision record that was kept of it.
     *
     * @param hash its {@link DecisionRecord#hash}
     * @return this
     */
    public Builder record(String hash) {
      record = Objects.requireNonNull(hash, "hash");
      return this;
    }

    /**
     * By which policy.
     *
     * @param hash its {@link Policy#hash}
     * @return this
     */
    public Builder policyHash(String hash) {
      policyHash = Objects.requireNonNull(hash, "hash");
      return this;
    }

    /**
     * The route of a decision that is {@link Outcome#ELIGIBLE} or {@link Outcome#NEEDS_DATA}.
     *
     * @param id its id
     * @param kind what kind of route it is
     * @return this
     */
    public Builder route(String id, RouteKind kind) {
      route = Objects.requireNonNull(id, "id");
      routeKind = Objects.requireNonNull(kind, "kind");
      return this;
    }

    /**
     * Of {@link Outcome#NEEDS_DATA}, what is not known and yet needed on that route.
     *
     * @param ids of criteria and safeguards, in the policy's order; {@code ""} stands for what is no criterion (a
     *     score, the region)
     * @return this
     */
    public Builder open(List<String> ids) {
      open = List.copyOf(ids);
      return this;
    }

    /**
     * Of {@link Outcome#NEEDS_DATA}, the missing facts.
     *
     * @param paths such as {@code household.incomes}
     * @return this
     */
    public Builder missing(List<String> paths) {
      missing = List.copyOf(paths);
      return this;
    }

    /**
     * The basis as it was described.
     *
     * @return the basis
     */
    public DecisionBasis build() {
      return new DecisionBasis(this);
    }
  }

  /**
   * Begins with what every decision has.
   *
   * @param householdId of the family that was decided about
   * @param asOf the day of the decision
   * @param outcome what was decided
   * @return a builder
   */
  public static Builder builder(String householdId, LocalDate asOf, Outcome outcome) {
    return new Builder(householdId, asOf, outcome);
  }

  /**
   * Begins with a decision: its family, day, outcome and, if it is {@link Outcome#NEEDS_DATA}, its missing facts. Its
   * route has a kind, which the caller knows from the policy.
   *
   * @param policy that decided
   * @param decision what it said
   * @return a builder
   * @throws IllegalStateException if the policy or the decision has been closed
   */
  public static Builder builder(Policy policy, Decision decision) {
    Builder builder = new Builder(decision.householdId(), decision.asOf(), decision.outcome());
    builder.policyHash(policy.hash());
    if (builder.outcome == Outcome.NEEDS_DATA) {
      builder.missing = Text.list(decision.missingFacts(), MissingFact::path);
    }
    return builder;
  }

  /**
   * The decision record that was kept of it.
   *
   * @return its hash; empty if none was kept
   */
  public String record() {
    return record;
  }

  /**
   * Of the family that was decided about.
   *
   * @return its id
   */
  public String householdId() {
    return householdId;
  }

  /**
   * The day of the decision.
   *
   * @return the day
   */
  public LocalDate asOf() {
    return asOf;
  }

  /**
   * By which policy.
   *
   * @return its {@link Policy#hash}; empty if that is not known
   */
  public String policyHash() {
    return policyHash;
  }

  /**
   * What was decided.
   *
   * @return the outcome
   */
  public Outcome outcome() {
    return Codes.named(Outcome.values(), outcome, Outcome.UNKNOWN);
  }

  /**
   * The route of a decision that is {@link Outcome#ELIGIBLE} or {@link Outcome#NEEDS_DATA}.
   *
   * @return its id; else empty
   */
  public String route() {
    return route;
  }

  /**
   * The kind of that route.
   *
   * @return the name of a {@link RouteKind}; empty if there is none
   */
  public String routeKind() {
    return routeKind;
  }

  /**
   * What is not known and yet needed on that route.
   *
   * @return ids of criteria and safeguards, {@code ""} for what is no criterion; unmodifiable
   */
  public List<String> open() {
    return open;
  }

  /**
   * The missing facts.
   *
   * @return paths, unmodifiable
   */
  public List<String> missing() {
    return missing;
  }

  String toJson() {
    return new JsonFields()
        .text("record", record)
        .text("household_id", householdId)
        .text("as_of", asOf.toString())
        .text("policy_hash", policyHash)
        .text("outcome", outcome)
        .text("route", route)
        .text("route_kind", routeKind)
        .texts("open", open)
        .texts("missing", missing)
        .toString();
  }

  /**
   * Outcome and day.
   *
   * @return such as {@code ELIGIBLE as of 2026-06-15}
   */
  @Override
  public String toString() {
    return outcome + " as of " + asOf;
  }
}
