package org.graduasi;

import com.sun.jna.Pointer;
import java.lang.ref.Cleaner;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * The life cycle of a family's graduation: its events, from recipient to an officer's decision and the months of
 * monitoring after it, and where they have brought it.
 *
 * <pre>{@code
 * try (LifeHistory start = LifeHistory.start("35.79.01-0007");
 *      LifeHistory history = start.append(
 *          LifeEvent.builder(LifeEventKind.IDENTIFY, LifeRole.MENTOR).on(day).actor("pendamping-4").build())) {
 *   System.out.println(history.state() + " " + history.helpHasEnded());
 * }
 * }</pre>
 *
 * <p>A history only grows: what was recorded wrongly is put right by a further event. The one way to {@link
 * LifeState#GRADUATED} is the event {@link LifeEventKind#GRADUATE} by an officer. Immutable: {@link #append} gives a
 * longer one, and both are closed. {@code src/programme/LIFE_CYCLE.md} of the library lists events, roles and
 * conditions.
 */
public final class LifeHistory implements AutoCloseable {
  private final Handle handle;
  private final Cleaner.Cleanable cleanable;

  private LifeHistory(long pointer) {
    handle = new Handle(pointer, Capi::graduasi_history_free, "history", 1);
    cleanable = handle.ownedBy(this);
  }

  /**
   * A history without events, under the rules that the library proposes: the family receives assistance.
   *
   * @param householdId the register's own identifier, never a NIK
   * @return the history
   * @throws BadDataException if the identifier is empty
   */
  public static LifeHistory start(String householdId) {
    return parse("{\"household_id\":" + Json.quoted(householdId) + "}");
  }

  /**
   * A history without events: the family receives assistance.
   *
   * @param householdId the register's own identifier, never a NIK
   * @param rules what the programme sets
   * @return the history
   * @throws BadDataException if the identifier is empty, or a number of the rules is out of range
   */
  public static LifeHistory start(String householdId, LifeRules rules) {
    return parse("{\"household_id\":" + Json.quoted(householdId) + ",\"rules\":" + rules.toJson() + "}");
  }

  /**
   * Reads what {@link #toJson} wrote. The events are replayed.
   *
   * @param json the history; rules and events may be left out
   * @return the history
   * @throws BadDataException with every finding, or with the first event that the rules refuse
   */
  public static LifeHistory parse(String json) {
    return parse(Text.utf8(json));
  }

  /**
   * As {@link #parse(String)}.
   *
   * @param utf8Json the history, in UTF-8
   * @return the history
   * @throws BadDataException with every finding, or with the first event that the rules refuse
   */
  public static LifeHistory parse(byte[] utf8Json) {
    NativeLoader.ready();
    long[] out = new long[1];
    long[] error = new long[1];
    GraduasiException.check(
        Capi.graduasi_history_parse_json(utf8Json, Capi.SizeT.of(utf8Json.length), out, error), error);
    return new LifeHistory(out[0]);
  }

  /**
   * The history with one more event.
   *
   * @param event what happened
   * @return the longer history, to be closed as well
   * @throws EventRefusedException if the rules do not allow it, with what would be right
   * @throws BadDataException if it is none: a date that the calendar does not have, a code that the library does not
   *     know
   * @throws IllegalStateException if the history has been closed
   */
  public LifeHistory append(LifeEvent event) {
    return append(event.toJson());
  }

  /**
   * As {@link #append(LifeEvent)}.
   *
   * @param json the event: {@code {"event": "NOMINATE", "on": "2026-06-15", "actor": "...", "role": "MENTOR", ...}}
   * @return the longer history, to be closed as well
   * @throws EventRefusedException if the rules do not allow it, with what would be right
   * @throws BadDataException if it cannot be read
   * @throws IllegalStateException if the history has been closed
   */
  public LifeHistory append(String json) {
    long[] refusal = new long[1];
    long longer = appended(Text.utf8(json), refusal);
    if (longer == 0) throw new EventRefusedException(LifeRefusal.taken(refusal[0]));
    return new LifeHistory(longer);
  }

  /**
   * As {@link #append(LifeEvent)}. An event that rests on a decision and brings none takes it from a decision record,
   * with the record's hash; the record is decided again for that.
   *
   * @param event what happened; where it wants no decision it is taken as it is
   * @param record of the decision, about this family
   * @param policy the one that the record names
   * @return the longer history, to be closed as well
   * @throws EventRefusedException if the rules do not allow it, with what would be right
   * @throws BadDataException as {@link #append(LifeEvent)}; if the record says something else when it is decided again,
   *     with the fields that differ
   * @throws IllegalStateException if the history, the record or the policy has been closed
   */
  public LifeHistory append(LifeEvent event, DecisionRecord record, Policy policy) {
    List<Handle> handles = List.of(handle, record.handle(), policy.handle());
    long[] out = new long[1];
    long[] refusal = new long[1];
    long[] error = new long[1];
    int status =
        withEvent(
            event,
            pointer ->
                Handle.callAll(
                    handles, h -> Capi.graduasi_history_append(h[0], pointer, h[1], h[2], out, refusal, error)));
    GraduasiException.check(status, error);
    if (out[0] == 0) throw new EventRefusedException(LifeRefusal.taken(refusal[0]));
    return new LifeHistory(out[0]);
  }

  /**
   * As of which day the decision may be that an event lacks.
   *
   * @param event what would happen
   * @return the last day, of an event that rests on a decision and brings none; empty of every other, and of one without
   *     a date
   * @throws BadDataException as {@link #append(LifeEvent)}
   * @throws IllegalStateException if the history has been closed
   */
  public Optional<LocalDate> decisionWantedUntil(LifeEvent event) {
    int days = withEvent(event, Capi::graduasi_event_wants_decision_until_days);
    return days == Capi.DAY_NONE ? Optional.empty() : Optional.of(Days.date(days));
  }

  /**
   * Whether this very event was recorded before.
   *
   * @param event what happened
   * @return true if it was, on whatever decision if it brings none
   * @throws BadDataException as {@link #append(LifeEvent)}
   * @throws IllegalStateException if the history has been closed
   */
  public boolean holds(LifeEvent event) {
    return withEvent(
        event, pointer -> handle.call(history -> Capi.graduasi_history_holds(history, pointer) != 0));
  }

  /** The event as the library has it, of this history's family. */
  private <T> T withEvent(LifeEvent event, Function<Pointer, T> function) {
    byte[] json =
        Text.utf8(
            new JsonFields().json("household", Json.quoted(householdId())).json("event", event.toJson()).toString());
    long[] out = new long[1];
    long[] error = new long[1];
    GraduasiException.check(Capi.graduasi_event_parse_json(json, Capi.SizeT.of(json.length), out, error), error);
    Pointer read = new Pointer(out[0]);
    try {
      return function.apply(read);
    } finally {
      Capi.graduasi_event_free(read);
    }
  }

  /**
   * Whether an event would be allowed; nothing is appended.
   *
   * @param event what would happen
   * @return why it would be refused; empty if it would not
   * @throws BadDataException as {@link #append(LifeEvent)}
   * @throws IllegalStateException if the history has been closed
   */
  public Optional<LifeRefusal> refusal(LifeEvent event) {
    long[] refusal = new long[1];
    long longer = appended(Text.utf8(event.toJson()), refusal);
    if (longer == 0) return Optional.of(LifeRefusal.taken(refusal[0]));
    new LifeHistory(longer).close();
    return Optional.empty();
  }

  /** 0 if it is refused. */
  private long appended(byte[] json, long[] refusal) {
    long[] out = new long[1];
    long[] error = new long[1];
    int status =
        handle.call(
            history ->
                Capi.graduasi_history_append_json(history, json, Capi.SizeT.of(json.length), out, refusal, error));
    GraduasiException.check(status, error);
    return out[0];
  }

  /**
   * Whose history it is.
   *
   * @return the register's own identifier
   * @throws IllegalStateException if the history has been closed
   */
  public String householdId() {
    return handle.call(history -> Text.of(Capi.graduasi_history_household_id(history)));
  }

  /**
   * Where the family stands.
   *
   * @return the state
   * @throws IllegalStateException if the history has been closed
   */
  public LifeState state() {
    return LifeState.of(stateCode());
  }

  /**
   * The library's own number of the state, which tells an {@link LifeState#UNKNOWN} one from others.
   *
   * @return {@code GRADUASI_STATE_...} of the C header
   * @throws IllegalStateException if the history has been closed
   */
  public int stateCode() {
    return handle.call(Capi::graduasi_history_state);
  }

  /**
   * Where the family stands, in words.
   *
   * @param language which one
   * @return such as {@code in mentoring}
   * @throws IllegalStateException if the history has been closed
   */
  public String stateTitle(Language language) {
    Objects.requireNonNull(language, "language");
    return Text.of(Capi.graduasi_state_title(stateCode(), language.code));
  }

  /**
   * Whether the family has graduated and no objection is open.
   *
   * @return false as long as help continues
   * @throws IllegalStateException if the history has been closed
   */
  public boolean helpHasEnded() {
    return handle.call(history -> Capi.graduasi_history_help_has_ended(history) != 0);
  }

  /**
   * State, kind of exit, dates, open objections and findings, facts waited for, who has the data.
   *
   * @return where the family stands
   * @throws IllegalStateException if the history has been closed
   */
  public Standing standing() {
    return new Standing(Json.read(handle.call(history -> Text.of(Capi.graduasi_history_standing_json(history)))));
  }

  /**
   * How many events were recorded, corrections included.
   *
   * @return their number
   * @throws IllegalStateException if the history has been closed
   */
  public int eventCount() {
    return Math.toIntExact(handle.call(Capi::graduasi_history_event_count).longValue());
  }

  /**
   * The events as they were recorded, corrections included; the first has number 1.
   *
   * @return unmodifiable
   * @throws IllegalStateException if the history has been closed
   */
  public List<LifeEvent> events() {
    List<Json> recorded = Json.read(toJson()).at("events").list();
    List<LifeEvent> events = new ArrayList<>();
    for (Json event : recorded) events.add(new LifeEvent(event, events.size() + 1));
    return Collections.unmodifiableList(events);
  }

  /**
   * The events that count, each in its place and with its number: corrected ones as they should have been, by their
   * last correction; corrections themselves, and events that should not be, left out.
   *
   * @return unmodifiable
   * @throws IllegalStateException if the history has been closed
   */
  public List<LifeEvent> eventsInForce() {
    List<LifeEvent> inForce = new ArrayList<>(events());
    for (LifeEvent event : events()) {
      if (event.kind() != LifeEventKind.CORRECT) continue;
      inForce.set(Math.toIntExact(event.number()) - 1, null);
      inForce.set(Math.toIntExact(event.about().orElseThrow()) - 1, event.instead().orElse(null));
    }
    inForce.removeIf(Objects::isNull);
    return Collections.unmodifiableList(inForce);
  }

  /**
   * The decision records on which events rest.
   *
   * @return of every such event in their order, corrected ones too, the hash of its record; empty if it names none;
   *     unmodifiable
   * @throws IllegalStateException if the history has been closed
   */
  public List<String> recordHashes() {
    return handle.call(
        history ->
            Text.list(
                Capi.graduasi_history_record_count(history),
                i -> Text.of(Capi.graduasi_history_record_hash(history, Capi.SizeT.of(i)))));
  }

  /**
   * Decides again what a record holds, and holds the events that rest on it against that.
   *
   * @param record of a decision about this family
   * @param policy the one that the record names
   * @return where events say something else, the event against the record; unmodifiable
   * @throws BadDataException if the record says something else when it is decided again, with the fields that differ
   * @throws IllegalStateException if the history, the record or the policy has been closed
   */
  public List<RecordDifference> verify(DecisionRecord record, Policy policy) {
    long[] out = new long[1];
    long[] error = new long[1];
    int status =
        Handle.callAll(
            List.of(handle, record.handle(), policy.handle()),
            handles -> Capi.graduasi_history_verify(handles[0], handles[1], handles[2], out, error));
    GraduasiException.check(status, error);
    return RecordDifference.taken(out[0]);
  }

  /**
   * What the programme sets.
   *
   * @return the rules of this history
   * @throws IllegalStateException if the history has been closed
   */
  public LifeRules rules() {
    return new LifeRules(Json.read(toJson()).at("rules"));
  }

  /**
   * The family as a page of plain text: where it stands, all that has happened, what can happen next, by whom and what
   * that needs, and what cannot happen yet and why.
   *
   * @param language of the page
   * @return lines
   * @throws NativeMemoryException if memory runs out
   * @throws IllegalStateException if the history has been closed
   */
  public String text(Language language) {
    Objects.requireNonNull(language, "language");
    return handle.call(history -> Text.made(Capi.graduasi_history_text(history, language.code)));
  }

  /**
   * The whole history, as {@link #parse(String)} reads it.
   *
   * @return one line of JSON, without newline
   * @throws IllegalStateException if the history has been closed
   */
  public String toJson() {
    return handle.call(history -> Text.of(Capi.graduasi_history_json(history)));
  }

  /** Closes the history. Threads that are inside a call finish it; longer and shorter ones stay. Again does nothing. */
  @Override
  public void close() {
    cleanable.clean();
  }

  /**
   * What it is, for people.
   *
   * @return number of events and state, without anything about the household
   */
  @Override
  public String toString() {
    try {
      return eventCount() + " events, " + state();
    } catch (IllegalStateException closed) {
      return "closed history";
    }
  }
}
