package org.graduasi;

import com.sun.jna.Pointer;
import java.lang.ref.Cleaner;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * What lies ahead of one household: when its answer changes if nothing else happens, and which changes that somebody can
 * make would let it be proposed, and from which day. It promises nothing: it says what the policy would answer. Made by
 * {@link Policy#foresee(String, LocalDate, OutlookOptions)}. Immutable; see the package for closing.
 */
public final class Outlook implements AutoCloseable {
  /** A day on which the answer, or the result of a criterion, is another than on the day before. */
  public static final class Turn {
    private final LocalDate day;
    private final int outcome;
    private final String route;
    private final boolean changesAnswer;

    private Turn(Pointer outlook, Capi.SizeT index) {
      day = Days.date(Capi.graduasi_outlook_turn_days(outlook, index));
      outcome = Capi.graduasi_outlook_turn_outcome(outlook, index);
      route = Text.of(Capi.graduasi_outlook_turn_route(outlook, index));
      changesAnswer = Capi.graduasi_outlook_turn_changes_answer(outlook, index) != 0;
    }

    /**
     * When.
     *
     * @return the day
     */
    public LocalDate day() {
      return day;
    }

    /**
     * The outcome from that day on.
     *
     * @return the outcome
     */
    public Outcome outcome() {
      return Outcome.of(outcome);
    }

    /**
     * The route from that day on.
     *
     * @return its id; empty unless {@link Outcome#ELIGIBLE}
     */
    public String route() {
      return route;
    }

    /**
     * Whether the answer changes.
     *
     * @return false if only results of criteria do
     */
    public boolean changesAnswer() {
      return changesAnswer;
    }

    /**
     * Day and outcome.
     *
     * @return such as {@code 2026-05-15: ELIGIBLE (mandiri)}
     */
    @Override
    public String toString() {
      return day + ": " + outcome() + (route.isEmpty() ? "" : " (" + route + ")");
    }
  }

  /** One change that somebody can make. */
  public static final class Change {
    private final Bilingual text;
    private final String criterion;
    private final int actor;
    private final String path;

    private Change(Pointer outlook, Capi.SizeT set, Capi.SizeT index) {
      text = Bilingual.of(language -> Capi.graduasi_outlook_change_text(outlook, set, index, language));
      criterion = Text.of(Capi.graduasi_outlook_change_criterion(outlook, set, index));
      actor = Capi.graduasi_outlook_change_actor(outlook, set, index);
      path = Text.of(Capi.graduasi_outlook_change_path(outlook, set, index));
    }

    /**
     * What is to be changed, with figures.
     *
     * @param language which one
     * @return such as {@code 2 more P2K2 sessions}
     */
    public String text(Language language) {
      return text.in(language);
    }

    /**
     * The criterion that asks for it.
     *
     * @return its id
     */
    public String criterion() {
      return criterion;
    }

    /**
     * Who can do it.
     *
     * @return the actor
     */
    public Actor actor() {
      return Actor.of(actor);
    }

    /**
     * The library's own number of the actor, which tells an {@link Actor#UNKNOWN} one from others.
     *
     * @return {@code GRADUASI_ACTOR_...} of the C header
     */
    public int actorCode() {
      return actor;
    }

    /**
     * The fact that changes.
     *
     * @return such as {@code household.incomes[].amount_idr} of a new record
     */
    public String path() {
      return path;
    }

    /**
     * What is to be changed, in English.
     *
     * @return as {@link #text}
     */
    @Override
    public String toString() {
      return text(Language.ENGLISH);
    }
  }

  /** A smallest set of changes with which the household is {@link Outcome#ELIGIBLE}. */
  public static final class ChangeSet {
    private final LocalDate day;
    private final String route;
    private final List<Change> changes;

    private ChangeSet(Pointer outlook, Capi.SizeT index) {
      day = Days.date(Capi.graduasi_outlook_set_days(outlook, index));
      route = Text.of(Capi.graduasi_outlook_set_route(outlook, index));
      changes =
          Text.list(
              Capi.graduasi_outlook_change_count(outlook, index), i -> new Change(outlook, index, Capi.SizeT.of(i)));
    }

    /**
     * From which day the household is eligible, if all of the set happens on the day of the outlook.
     *
     * @return the day
     */
    public LocalDate day() {
      return day;
    }

    /**
     * By which route.
     *
     * @return its id
     */
    public String route() {
      return route;
    }

    /**
     * The changes.
     *
     * @return none if waiting is enough; unmodifiable
     */
    public List<Change> changes() {
      return changes;
    }

    /**
     * Day, route and changes.
     *
     * @return such as {@code 2026-06-15 (mandiri): [finding E12 put right]}
     */
    @Override
    public String toString() {
      return day + " (" + route + "): " + changes;
    }
  }

  /** What stands in the way of a route and is in nobody's hands, or not known. */
  public static final class Obstacle {
    /** Kinds of obstacles. */
    public enum Kind {
      /** The record contradicts itself. */
      RECORD,
      /** A safeguard holds. */
      SAFEGUARD,
      /** Facts would have to be known first. */
      MISSING,
      /** A criterion that only time, or nothing, changes. */
      NOBODY,
      /** No recorded fact that people can change meets the criterion. */
      NO_MEANS,
      /** A comparison that is no simple function of something that can be changed. */
      NOT_ANALYSABLE,
      /** One that this package has no name for, from a newer library: {@link Obstacle#kindCode}. */
      UNKNOWN;

      static Kind of(int code) {
        return Codes.of(values(), code, UNKNOWN);
      }
    }

    private final int kind;
    private final String id;
    private final LocalDate until;

    private Obstacle(Pointer outlook, Capi.SizeT route, Capi.SizeT index) {
      kind = Capi.graduasi_outlook_obstacle_kind(outlook, route, index);
      id = Text.of(Capi.graduasi_outlook_obstacle_id(outlook, route, index));
      until = day(Capi.graduasi_outlook_obstacle_until_days(outlook, route, index)).orElse(null);
    }

    /**
     * What kind of obstacle it is.
     *
     * @return the kind
     */
    public Kind kind() {
      return Kind.of(kind);
    }

    /**
     * The library's own number of the kind, which tells an {@link Kind#UNKNOWN} one from others.
     *
     * @return {@code GRADUASI_OBSTACLE_...} of the C header
     */
    public int kindCode() {
      return kind;
    }

    /**
     * Which criterion or safeguard it is.
     *
     * @return its id
     */
    public String id() {
      return id;
    }

    /**
     * The first day on which it is no longer in the way, if nothing else happens.
     *
     * @return empty if there is none before {@link Outlook#until}
     */
    public Optional<LocalDate> until() {
      return Optional.ofNullable(until);
    }

    /**
     * Id, kind and day.
     *
     * @return such as {@code G06 NOBODY until 2026-05-15}
     */
    @Override
    public String toString() {
      return id + " " + kind() + (until == null ? "" : " until " + until);
    }
  }

  private final Handle handle;
  private final Cleaner.Cleanable cleanable;
  private final List<String> routes;

  /** The routes of the policy, in its order: the outlook knows them by their numbers. */
  Outlook(long pointer, List<String> routes) {
    handle = new Handle(pointer, Capi::graduasi_outlook_free, "outlook", 1);
    cleanable = handle.ownedBy(this);
    this.routes = routes;
  }

  private static Optional<LocalDate> day(int days) {
    return days == Capi.DAY_NONE ? Optional.empty() : Optional.of(Days.date(days));
  }

  private Optional<LocalDate> day(ToIntFunction<Pointer> accessor) {
    return day(handle.call(accessor::applyAsInt).intValue());
  }

  /**
   * Of whom.
   *
   * @return the record's own identifier; empty if it has none
   * @throws IllegalStateException if the outlook has been closed
   */
  public String householdId() {
    return handle.call(outlook -> Text.of(Capi.graduasi_outlook_household_id(outlook)));
  }

  /**
   * The outcome on the day itself.
   *
   * @return the outcome
   * @throws IllegalStateException if the outlook has been closed
   */
  public Outcome outcome() {
    return Outcome.of(outcomeCode());
  }

  /**
   * The library's own number of the outcome, which tells an {@link Outcome#UNKNOWN} one from others.
   *
   * @return {@code GRADUASI_OUTCOME_...} of the C header
   * @throws IllegalStateException if the outlook has been closed
   */
  public int outcomeCode() {
    return handle.call(Capi::graduasi_outlook_outcome);
  }

  /**
   * Up to which day, itself left out, was looked ahead.
   *
   * @return the day
   * @throws IllegalStateException if the outlook has been closed
   */
  public LocalDate until() {
    return handle.call(outlook -> Days.date(Capi.graduasi_outlook_until_days(outlook)));
  }

  /**
   * Whether that is because the policy is no longer in effect.
   *
   * @return true if it is
   * @throws IllegalStateException if the outlook has been closed
   */
  public boolean endsWithPolicy() {
    return handle.call(outlook -> Capi.graduasi_outlook_ends_with_policy(outlook) != 0);
  }

  /**
   * Whether the policy foretells no days and each was decided.
   *
   * @return true if so
   * @throws IllegalStateException if the outlook has been closed
   */
  public boolean lookedAtEveryDay() {
    return handle.call(outlook -> Capi.graduasi_outlook_looked_at_every_day(outlook) != 0);
  }

  /**
   * The first day on which the outcome, or of {@link Outcome#ELIGIBLE} the route, is another if nothing else happens.
   *
   * @return empty if there is none before {@link #until}
   * @throws IllegalStateException if the outlook has been closed
   */
  public Optional<LocalDate> firstChange() {
    return day(Capi::graduasi_outlook_first_change_days);
  }

  /**
   * The first day on which the household is {@link Outcome#ELIGIBLE} if nothing else happens, the day itself included.
   *
   * @return empty if there is none before {@link #until}
   * @throws IllegalStateException if the outlook has been closed
   */
  public Optional<LocalDate> eligibleFrom() {
    return day(Capi::graduasi_outlook_eligible_from_days);
  }

  /**
   * The first day after {@link #eligibleFrom} on which it no longer is.
   *
   * @return empty if there is none before {@link #until}
   * @throws IllegalStateException if the outlook has been closed
   */
  public Optional<LocalDate> eligibleUntil() {
    return day(Capi::graduasi_outlook_eligible_until_days);
  }

  /**
   * All days on which the answer or a result is another than on the day before, if nothing else happens. The JSON says
   * which, and why.
   *
   * @return in order; unmodifiable
   * @throws IllegalStateException if the outlook has been closed
   */
  public List<Turn> turns() {
    return handle.call(
        outlook -> Text.list(Capi.graduasi_outlook_turn_count(outlook), i -> new Turn(outlook, Capi.SizeT.of(i))));
  }

  /**
   * The smallest sets of changes with which the household is {@link Outcome#ELIGIBLE}.
   *
   * @return none if it is already, or nothing that people can do is enough; unmodifiable
   * @throws IllegalStateException if the outlook has been closed
   */
  public List<ChangeSet> changeSets() {
    return handle.call(
        outlook -> Text.list(Capi.graduasi_outlook_set_count(outlook), i -> new ChangeSet(outlook, Capi.SizeT.of(i))));
  }

  /**
   * Whether more sets were possible than are listed.
   *
   * @return true if so
   * @throws IllegalStateException if the outlook has been closed
   */
  public boolean changeSetsAreCut() {
    return handle.call(outlook -> Capi.graduasi_outlook_sets_are_cut(outlook) != 0);
  }

  /**
   * Of each route what is in nobody's hands, or not known.
   *
   * @return by the ids of the routes, in the policy's order; unmodifiable
   * @throws IllegalStateException if the outlook has been closed
   */
  public Map<String, List<Obstacle>> obstacles() {
    return handle.call(
        outlook -> {
          Map<String, List<Obstacle>> obstacles = new LinkedHashMap<>();
          for (String route : routes) {
            Capi.SizeT number = Capi.SizeT.of(obstacles.size());
            obstacles.put(
                route,
                Text.list(
                    Capi.graduasi_outlook_obstacle_count(outlook, number),
                    i -> new Obstacle(outlook, number, Capi.SizeT.of(i))));
          }
          return Collections.unmodifiableMap(obstacles);
        });
  }

  /**
   * A few lines of plain text: when the household is ready at the earliest, what can be done and by whom, or what is in
   * the way.
   *
   * @param language of the lines
   * @return empty if there is nothing to say
   * @throws NativeMemoryException if memory runs out
   * @throws IllegalStateException if the outlook has been closed
   */
  public String text(Language language) {
    Objects.requireNonNull(language, "language");
    return handle.call(outlook -> Text.made(Capi.graduasi_outlook_text(outlook, language.code)));
  }

  /**
   * The whole outlook, {@code graduasi.v1.Outlook}, with the figures and the edits of the record.
   *
   * @return one line of protobuf JSON, without newline
   * @throws NativeMemoryException if memory runs out
   * @throws IllegalStateException if the outlook has been closed
   */
  public String toJson() {
    return handle.call(outlook -> Text.made(Capi.graduasi_outlook_json(outlook)));
  }

  /** Closes the outlook. Threads that are inside a call finish it. Closing again does nothing. */
  @Override
  public void close() {
    cleanable.clean();
  }

  /**
   * The outcome and the first day of being eligible, for people; {@link #text} says more.
   *
   * @return one line, without anything about the household
   */
  @Override
  public String toString() {
    try {
      return outcome() + eligibleFrom().map(day -> ", eligible from " + day).orElse("");
    } catch (IllegalStateException closed) {
      return "closed outlook";
    }
  }
}
