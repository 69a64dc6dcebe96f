package org.graduasi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Histories of the life cycle: they only grow, and only an officer's event leads to GRADUATED. */
class LifeHistoryTest {
  private final List<LifeHistory> opened = new ArrayList<>();
  private LifeHistory verified;

  @BeforeEach
  void open() {
    verified =
        grown(
            kept(LifeHistory.start("K1")),
            event(LifeEventKind.NOMINATE, LifeRole.MENTOR),
            event(LifeEventKind.ASSESS, LifeRole.MENTOR),
            event(LifeEventKind.VERIFY, LifeRole.OFFICER));
  }

  @AfterEach
  void close() {
    opened.forEach(LifeHistory::close);
  }

  private LifeHistory kept(LifeHistory history) {
    opened.add(history);
    return history;
  }

  private LifeHistory grown(LifeHistory history, LifeEvent... events) {
    for (LifeEvent event : events) history = kept(history.append(event));
    return history;
  }

  /** With everything that an event of a family that leaves by age may need. */
  private static LifeEvent.Builder builder(LifeEventKind kind, LifeRole role) {
    DecisionBasis basis =
        DecisionBasis.builder("K1", Examples.DAY, Outcome.ELIGIBLE).route("alamiah", RouteKind.NATURAL).build();
    return LifeEvent.builder(kind, role)
        .on(Examples.DAY)
        .actor("dinsos-1")
        .document("BA/1")
        .reason("sesuai")
        .decision(basis);
  }

  private static LifeEvent event(LifeEventKind kind, LifeRole role) {
    return builder(kind, role).build();
  }

  /** With nothing but what every event has. */
  private static LifeEvent.Builder bare(LifeEventKind kind, LifeRole role, String on) {
    return LifeEvent.builder(kind, role).on(PartialDate.parse(on)).actor("x-1");
  }

  @Test
  void aHistoryGrowsAndTheShorterOneStays() {
    assertEquals(LifeState.VERIFIED, verified.state());
    assertEquals(3, verified.eventCount());
    assertEquals("K1", verified.householdId());
    LifeHistory graduated = grown(verified, event(LifeEventKind.GRADUATE, LifeRole.OFFICER));
    assertEquals(LifeState.GRADUATED, graduated.state());
    assertTrue(graduated.helpHasEnded());
    assertEquals("4 events, GRADUATED", graduated.toString());
    Standing standing = graduated.standing();
    assertEquals(LifeState.GRADUATED, standing.state());
    assertFalse(standing.helpContinues());
    assertEquals(Optional.of(ExitKind.NATURAL_EXIT), standing.exitKind());
    assertEquals(Optional.of(PartialDate.of(Examples.DAY)), standing.graduatedOn());
    assertEquals(Optional.empty(), standing.monitoredSince());
    assertEquals(LifeState.VERIFIED, verified.state());
    assertFalse(verified.helpHasEnded());
    LifeHistory objecting = grown(graduated, bare(LifeEventKind.OBJECT, LifeRole.HOUSEHOLD, "2026-06-15").build());
    assertFalse(objecting.helpHasEnded());
    assertTrue(objecting.standing().helpContinues());
    assertEquals(List.of(5L), objecting.standing().objections());
    assertEquals(List.of(), graduated.standing().objections());
  }

  @Test
  void nobodyButAnOfficerGraduatesAFamily() throws Exception {
    for (LifeRole role :
        List.of(LifeRole.HOUSEHOLD, LifeRole.MENTOR, LifeRole.INSPECTOR, LifeRole.VILLAGE, LifeRole.SOFTWARE)) {
      LifeEvent event = event(LifeEventKind.GRADUATE, role);
      EventRefusedException e = assertThrows(EventRefusedException.class, () -> verified.append(event));
      LifeRefusal refusal = e.refusal();
      assertEquals(LifeRefusal.Cause.ROLE, refusal.cause());
      assertEquals("It can be done by: the officer.", refusal.right(Language.ENGLISH));
      assertEquals("Yang dapat melakukannya: petugas.", refusal.right(Language.INDONESIAN));
      assertTrue(refusal.what(Language.INDONESIAN).contains("ditolak"), refusal.what(Language.INDONESIAN));
      assertTrue(refusal.why(Language.INDONESIAN).length() > 10);
      assertTrue(e.getMessage().contains("is refused"), e.getMessage());
      assertEquals(1, e.findings().size());
      assertThrows(NullPointerException.class, () -> refusal.why(null));
      assertEquals(refusal.toString(), verified.refusal(event).orElseThrow().toString());
      EventRefusedException copy = copied(e);
      assertEquals(refusal.cause(), copy.refusal().cause());
      assertEquals(refusal.what(Language.INDONESIAN), copy.refusal().what(Language.INDONESIAN));
    }
    assertEquals(Optional.empty(), verified.refusal(event(LifeEventKind.GRADUATE, LifeRole.OFFICER)));
    assertEquals(LifeState.VERIFIED, verified.state());
    assertEquals(3, verified.eventCount());
  }

  private static EventRefusedException copied(EventRefusedException e) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(e);
    }
    try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (EventRefusedException) in.readObject();
    }
  }

  @Test
  void everyRefusalHasItsCause() {
    LifeHistory start = kept(LifeHistory.start("K1"));
    LifeHistory mentored =
        grown(
            start,
            bare(LifeEventKind.IDENTIFY, LifeRole.MENTOR, "2026-01").build(),
            bare(LifeEventKind.START_MENTORING, LifeRole.MENTOR, "2026-02").build());
    assertEquals(
        LifeRefusal.Cause.FORM, cause(start, LifeEvent.builder(LifeEventKind.IDENTIFY, LifeRole.MENTOR).build()));
    assertEquals(LifeRefusal.Cause.STATE, cause(start, event(LifeEventKind.CLOSE, LifeRole.OFFICER)));
    assertEquals(
        LifeRefusal.Cause.ORDER, cause(mentored, bare(LifeEventKind.WITHDRAW, LifeRole.MENTOR, "2025").reason("x").build()));
    assertEquals(
        LifeRefusal.Cause.CONDITION, cause(mentored, bare(LifeEventKind.NOMINATE, LifeRole.MENTOR, "2026-06-15").build()));
    assertEquals(
        LifeRefusal.Cause.REMAINDER,
        cause(mentored, bare(LifeEventKind.CORRECT, LifeRole.OFFICER, "2026-03").reason("x").about(1).build()));
  }

  private static LifeRefusal.Cause cause(LifeHistory history, LifeEvent event) {
    return history.refusal(event).orElseThrow().cause();
  }

  @Test
  void aHistoryIsReadAsItWasWritten() {
    for (LifeHistory again :
        List.of(LifeHistory.parse(verified.toJson()), LifeHistory.parse(Text.utf8(verified.toJson())))) {
      kept(again);
      assertEquals(verified.toJson(), again.toJson());
      assertEquals(LifeState.VERIFIED, again.state());
    }
    assertEquals("[NOMINATE by MENTOR on 2026-06-15, ASSESS by MENTOR on 2026-06-15, VERIFY by OFFICER on 2026-06-15]",
        verified.events().toString());
    // What is read from a history is what a longer one is made of.
    LifeHistory again = kept(LifeHistory.start("K1"));
    for (LifeEvent event : verified.events()) again = grown(again, event);
    assertEquals(verified.toJson(), again.toJson());
  }

  @Test
  void anEventHasEveryFactThatItWasGiven() {
    DecisionBasis needs =
        DecisionBasis.builder("K\"1", Examples.DAY, Outcome.NEEDS_DATA)
            .record("ab")
            .policyHash("cd")
            .route("mandiri", RouteKind.SELF_RELIANT)
            .open(List.of("G14", ""))
            .missing(List.of("household.incomes"))
            .build();
    LifeEvent full =
        bare(LifeEventKind.CORRECT, LifeRole.OFFICER, "2026-06-15")
            .document("BA/\"2\"")
            .reason("keliru")
            .decision(needs)
            .item("E12")
            .severity(Severity.SERIOUS)
            .dueOn(PartialDate.of(YearMonth.of(2026, 7)))
            .about(1)
            .office("Dinsos")
            .instead(bare(LifeEventKind.IDENTIFY, LifeRole.MENTOR, "2025").item("E1").build())
            .build();
    assertEquals(
        "{\"event\":\"CORRECT\",\"on\":\"2026-06-15\",\"actor\":\"x-1\",\"role\":\"OFFICER\",\"document\":\"BA/\\\"2\\\"\","
            + "\"reason\":\"keliru\",\"decision\":{\"record\":\"ab\",\"household_id\":\"K\\\"1\",\"as_of\":\"2026-06-15\","
            + "\"policy_hash\":\"cd\",\"outcome\":\"NEEDS_DATA\",\"route\":\"mandiri\",\"route_kind\":\"SELF_RELIANT\","
            + "\"open\":[\"G14\",\"\"],\"missing\":[\"household.incomes\"]},\"item\":\"E12\",\"severity\":\"SERIOUS\","
            + "\"due_on\":\"2026-07\",\"about\":1,\"office\":\"Dinsos\",\"instead\":{\"event\":\"IDENTIFY\",\"on\":\"2025\","
            + "\"actor\":\"x-1\",\"role\":\"MENTOR\",\"item\":\"E1\"}}",
        full.toJson());
    LifeHistory history =
        grown(kept(LifeHistory.start("K\"1")), bare(LifeEventKind.IDENTIFY, LifeRole.MENTOR, "2026-01-02").build(), full);
    LifeEvent read = history.events().get(1);
    assertEquals(full.toJson(), read.toJson());
    assertEquals(2, read.number());
    assertEquals(0, full.number());
    for (LifeEvent event : List.of(full, read)) {
      assertEquals(LifeEventKind.CORRECT, event.kind());
      assertEquals("CORRECT", event.kindName());
      assertEquals(LifeRole.OFFICER, event.role());
      assertEquals("OFFICER", event.roleName());
      assertEquals(Optional.of(PartialDate.of(LocalDate.of(2026, 6, 15))), event.on());
      assertEquals("x-1", event.actor());
      assertEquals("BA/\"2\"", event.document());
      assertEquals("keliru", event.reason());
      assertEquals("E12", event.item());
      assertEquals(Optional.of(Severity.SERIOUS), event.severity());
      assertEquals(Optional.of(PartialDate.parse("2026-07")), event.dueOn());
      assertEquals(OptionalLong.of(1), event.about());
      assertEquals("Dinsos", event.office());
      assertEquals("E1", event.instead().orElseThrow().item());
      DecisionBasis basis = event.decision().orElseThrow();
      assertEquals("ab", basis.record());
      assertEquals("K\"1", basis.householdId());
      assertEquals(Examples.DAY, basis.asOf());
      assertEquals("cd", basis.policyHash());
      assertEquals(Outcome.NEEDS_DATA, basis.outcome());
      assertEquals("mandiri", basis.route());
      assertEquals("SELF_RELIANT", basis.routeKind());
      assertEquals(List.of("G14", ""), basis.open());
      assertEquals(List.of("household.incomes"), basis.missing());
      assertEquals("NEEDS_DATA as of 2026-06-15", basis.toString());
    }
    LifeEvent none = LifeEvent.builder(LifeEventKind.CLOSE, LifeRole.OFFICER).build();
    assertEquals("{\"event\":\"CLOSE\",\"role\":\"OFFICER\"}", none.toJson());
    assertEquals("CLOSE by OFFICER", none.toString());
    assertEquals(Optional.empty(), none.on());
    assertEquals(Optional.empty(), none.decision());
    assertEquals(Optional.empty(), none.severity());
    assertEquals(OptionalLong.empty(), none.about());
    assertEquals(Optional.empty(), none.instead());
  }

  @Test
  void whatCountsIsWhatWasCorrected() {
    LifeHistory history =
        grown(
            kept(LifeHistory.start("K1")),
            bare(LifeEventKind.IDENTIFY, LifeRole.MENTOR, "2025-10").build(),
            bare(LifeEventKind.START_MENTORING, LifeRole.MENTOR, "2025-11").build(),
            bare(LifeEventKind.RECORD_FINDING, LifeRole.INSPECTOR, "2025-12-01")
                .item("E12")
                .severity(Severity.SERIOUS)
                .dueOn(PartialDate.of(Year.of(2026)))
                .build(),
            bare(LifeEventKind.RECORD_FINDING, LifeRole.INSPECTOR, "2025-12-01").item("E13").severity(Severity.MINOR).build(),
            bare(LifeEventKind.CORRECT, LifeRole.OFFICER, "2026-01-05")
                .reason("tanggal")
                .about(1)
                .instead(bare(LifeEventKind.IDENTIFY, LifeRole.MENTOR, "2025-08").build())
                .build(),
            bare(LifeEventKind.CORRECT, LifeRole.OFFICER, "2026-01-06").reason("keluarga lain").about(4).build(),
            bare(LifeEventKind.CORRECT, LifeRole.OFFICER, "2026-01-07")
                .reason("tanggal")
                .about(1)
                .instead(bare(LifeEventKind.IDENTIFY, LifeRole.MENTOR, "2025-09").build())
                .build(),
            bare(LifeEventKind.PUT_RIGHT, LifeRole.HOUSEHOLD, "2026-01-20").item("E12").build());
    assertEquals(8, history.eventCount());
    List<LifeEvent> inForce = history.eventsInForce();
    assertEquals(
        "[1 IDENTIFY by MENTOR on 2025-09, 2 START_MENTORING by MENTOR on 2025-11,"
            + " 3 RECORD_FINDING by INSPECTOR on 2025-12-01, 8 PUT_RIGHT by HOUSEHOLD on 2026-01-20]",
        inForce.stream().map(event -> event.number() + " " + event).collect(Collectors.toList()).toString());
    // They alone lead to the same place.
    LifeHistory replayed = kept(LifeHistory.start("K1"));
    for (LifeEvent event : inForce) replayed = grown(replayed, event);
    assertEquals(history.state(), replayed.state());
    Standing.OpenFinding finding = history.standing().findings().get(0);
    assertEquals("[E12 SERIOUS]", history.standing().findings().toString());
    assertEquals("[E12 SERIOUS]", replayed.standing().findings().toString());
    assertEquals(3, finding.number());
    assertEquals("E12", finding.item());
    assertEquals(Severity.SERIOUS, finding.severity());
    assertEquals(Optional.of(PartialDate.parse("2026")), finding.dueOn());
    assertEquals(Optional.of(PartialDate.parse("2026-01-20")), finding.putRightOn());
    assertThrows(UnsupportedOperationException.class, () -> inForce.remove(0));
  }

  @Test
  void aStandingHasTheDaysOfTheCandidacy() {
    DecisionBasis basis =
        DecisionBasis.builder("K1", LocalDate.of(2026, 5, 20), Outcome.ELIGIBLE).route("mandiri", RouteKind.SELF_RELIANT).build();
    DecisionBasis needs =
        DecisionBasis.builder("K1", LocalDate.of(2026, 6, 1), Outcome.NEEDS_DATA)
            .missing(List.of("household.incomes", "household.dwelling"))
            .build();
    LifeHistory history =
        grown(
            kept(LifeHistory.start("K1")),
            bare(LifeEventKind.IDENTIFY, LifeRole.MENTOR, "2025-10").build(),
            bare(LifeEventKind.START_MENTORING, LifeRole.MENTOR, "2025-11").build(),
            bare(LifeEventKind.NOMINATE, LifeRole.MENTOR, "2026-05-20").decision(basis).build(),
            bare(LifeEventKind.SIGN_STATEMENT, LifeRole.HOUSEHOLD, "2026-05-25").document("SP/1").build(),
            bare(LifeEventKind.DELIBERATE, LifeRole.VILLAGE, "2026-05-28").document("BA/2").build(),
            bare(LifeEventKind.DEFER, LifeRole.SOFTWARE, "2026-06-01").decision(needs).build(),
            bare(LifeEventKind.HAND_OVER, LifeRole.OFFICER, "2026-06-02").document("BAST/3").office("Kementerian Sosial").build());
    Standing standing = history.standing();
    assertEquals("NOMINATED", standing.toString());
    assertEquals(Optional.of(ExitKind.SELF_RELIANT_EXIT), standing.exitKind());
    assertEquals("2026-05-25", standing.signedOn().orElseThrow().toString());
    assertEquals("2026-05-28", standing.deliberatedOn().orElseThrow().toString());
    assertEquals(Optional.empty(), standing.verifiedOn());
    assertEquals(List.of("household.dwelling", "household.incomes"), standing.waiting());
    assertEquals("Kementerian Sosial", standing.dataOwner());
    assertEquals(Optional.empty(), verified.standing().signedOn());
    assertEquals(Optional.of(PartialDate.of(Examples.DAY)), verified.standing().verifiedOn());
    LifeHistory monitored =
        grown(
            verified,
            event(LifeEventKind.GRADUATE, LifeRole.OFFICER),
            bare(LifeEventKind.START_MONITORING, LifeRole.MENTOR, "2026-07").build());
    assertEquals(Optional.of(PartialDate.parse("2026-07")), monitored.standing().monitoredSince());
    assertEquals("", monitored.standing().dataOwner());
  }

  @Test
  void rulesAreData() {
    LifeRules proposed = LifeRules.proposed();
    assertEquals(1, proposed.decisionMonths());
    assertEquals(6, proposed.monitoringMonths());
    assertEquals(List.of(), proposed.completedByProcedure());
    assertEquals(
        List.of(ExitKind.SELF_RELIANT_EXIT, ExitKind.BUSINESS_PROGRAMME_EXIT, ExitKind.OTHER_EXIT), proposed.consentFor());
    assertEquals(List.of(Severity.SERIOUS, Severity.CRITICAL), proposed.blockingFindings());
    assertEquals("", proposed.source());
    LifeRules rules =
        LifeRules.builder()
            .decisionMonths(2)
            .monitoringMonths(3)
            .completedByProcedure(List.of("G14"))
            .consentFor(List.of())
            .blockingFindings(List.of(Severity.MINOR))
            .source("Perbup 1/2026")
            .build();
    LifeRules kept = kept(LifeHistory.start("K1", rules)).rules();
    assertEquals(rules.toString(), kept.toString());
    assertEquals(3, kept.monitoringMonths());
    assertEquals(List.of(), kept.consentFor(), "an empty list is not the proposal");
    assertEquals("Perbup 1/2026", kept.source());
    assertEquals(proposed.toString(), kept(LifeHistory.start("K1")).rules().toString());
    for (LifeRules wrong :
        List.of(
            LifeRules.builder().monitoringMonths(121).build(),
            LifeRules.builder().decisionMonths(-1).build(),
            rules.toBuilder().consentFor(List.of(ExitKind.UNKNOWN)).build())) {
      BadDataException e = assertThrows(BadDataException.class, () -> LifeHistory.start("K1", wrong));
      assertTrue(e.findings().get(0).path().startsWith("rules"), e.getMessage());
    }
    // The months count: six of them are over on 15 December.
    LifeHistory monitored =
        grown(
            verified,
            event(LifeEventKind.GRADUATE, LifeRole.OFFICER),
            bare(LifeEventKind.START_MONITORING, LifeRole.MENTOR, "2026-06-15").build());
    assertEquals(LifeRefusal.Cause.CONDITION, cause(monitored, bare(LifeEventKind.CLOSE, LifeRole.OFFICER, "2026-12-14").build()));
    assertEquals(Optional.empty(), monitored.refusal(bare(LifeEventKind.CLOSE, LifeRole.OFFICER, "2026-12-15").build()));
  }

  @Test
  void whatCannotBeReadIsBadData() {
    for (String wrong : List.of("{", "", "{\"event\": \"GRADUAT\", \"role\": \"OFFICER\"}", "{\"role\": \"OFFICER\"}", "[]")) {
      BadDataException e = assertThrows(BadDataException.class, () -> verified.append(wrong), wrong);
      assertFalse(e.findings().isEmpty());
    }
    for (LifeEvent wrong :
        List.of(
            bare(LifeEventKind.UNKNOWN, LifeRole.OFFICER, "2026-06-15").build(),
            bare(LifeEventKind.CLOSE, LifeRole.UNKNOWN, "2026-06-15").build(),
            LifeEvent.builder(LifeEventKind.CLOSE, LifeRole.OFFICER).on(LocalDate.of(10000, 1, 1)).build(),
            LifeEvent.builder(LifeEventKind.CLOSE, LifeRole.OFFICER).on(PartialDate.of(Year.of(0))).build())) {
      assertThrows(BadDataException.class, () -> verified.append(wrong), wrong.toString());
      assertThrows(BadDataException.class, () -> verified.refusal(wrong), wrong.toString());
    }
    assertThrows(BadDataException.class, () -> LifeHistory.parse("{}"));
    assertThrows(BadDataException.class, () -> LifeHistory.start(""));
    assertThrows(BadDataException.class, () -> LifeHistory.start("half \ud83d a pair"));
    BadDataException refused =
        assertThrows(BadDataException.class, () -> LifeHistory.parse(verified.toJson().replace("\"VERIFY\"", "\"CLOSE\"")));
    assertEquals("events[2]", refused.findings().get(0).path());
  }

  @Test
  void aPartialDateIsAllDaysThatItMayMean() {
    String[][] dates = {
      {"2026-06-15", "2026-06-15", "2026-06-15"},
      {"2024-02", "2024-02-01", "2024-02-29"},
      {"2026", "2026-01-01", "2026-12-31"},
      {"0001", "0001-01-01", "0001-12-31"},
      {"9999-12", "9999-12-01", "9999-12-31"}
    };
    for (String[] date : dates) {
      PartialDate read = PartialDate.parse(date[0]);
      assertEquals(date[0], read.toString());
      assertEquals(LocalDate.parse(date[1]), read.earliest());
      assertEquals(LocalDate.parse(date[2]), read.latest());
      assertEquals(read, PartialDate.parse(date[0]));
      assertEquals(read.hashCode(), PartialDate.parse(date[0]).hashCode());
    }
    assertEquals(PartialDate.parse("2026"), PartialDate.of(Year.of(2026)));
    assertEquals(PartialDate.parse("2026-01"), PartialDate.of(YearMonth.of(2026, 1)));
    assertFalse(PartialDate.parse("2026").equals(PartialDate.parse("2026-01")));
    for (String wrong :
        List.of("", "26", "2026-6", "2026-06-1", "2026-02-30", "2026-13", "kemarin", "+2026", "-2026", "0000", "0000-01-01", "2026/06",
            "\u0662\u0660\u0662\u0666")) {
      BadDataException e = assertThrows(BadDataException.class, () -> PartialDate.parse(wrong), wrong);
      assertTrue(e.getMessage().contains("2026-06-15"), e.getMessage());
    }
  }

  @Test
  void aClosedHistoryIsRefusedAndWhatWasReadFromItStays() {
    LifeHistory history = LifeHistory.start("K1");
    LifeHistory longer = kept(history.append(event(LifeEventKind.NOMINATE, LifeRole.MENTOR)));
    Standing standing = history.standing();
    history.close();
    history.close();
    List<Consumer<LifeHistory>> uses =
        List.of(
            LifeHistory::state,
            LifeHistory::stateCode,
            LifeHistory::householdId,
            LifeHistory::helpHasEnded,
            LifeHistory::standing,
            LifeHistory::eventCount,
            LifeHistory::events,
            LifeHistory::eventsInForce,
            LifeHistory::rules,
            h -> h.text(Language.ENGLISH),
            LifeHistory::recordHashes,
            h -> h.stateTitle(Language.ENGLISH),
            h -> h.holds(event(LifeEventKind.NOMINATE, LifeRole.MENTOR)),
            h -> h.decisionWantedUntil(event(LifeEventKind.NOMINATE, LifeRole.MENTOR)),
            LifeHistory::toJson,
            h -> h.append("{}"),
            h -> h.append(event(LifeEventKind.NOMINATE, LifeRole.MENTOR)),
            h -> h.refusal(event(LifeEventKind.NOMINATE, LifeRole.MENTOR)));
    for (Consumer<LifeHistory> use : uses) {
      IllegalStateException e = assertThrows(IllegalStateException.class, () -> use.accept(history));
      assertEquals("This history has been closed.", e.getMessage());
    }
    assertEquals("closed history", history.toString());
    assertEquals(LifeState.RECIPIENT, standing.state());
    assertEquals(LifeState.NOMINATED, longer.state(), "the longer one stays");
  }

  @Test
  void nullIsRefused() {
    LifeEvent.Builder event = LifeEvent.builder(LifeEventKind.CLOSE, LifeRole.OFFICER);
    DecisionBasis.Builder basis = DecisionBasis.builder("K1", Examples.DAY, Outcome.ELIGIBLE);
    LifeRules.Builder rules = LifeRules.builder();
    List<Function<Object, Object>> uses =
        List.of(
            n -> LifeHistory.start((String) n),
            n -> LifeHistory.start("K1", (LifeRules) n),
            n -> LifeHistory.parse((String) n),
            n -> LifeHistory.parse((byte[]) n),
            n -> verified.append((LifeEvent) n),
            n -> verified.append((String) n),
            n -> verified.refusal((LifeEvent) n),
            n -> LifeEvent.builder((LifeEventKind) n, LifeRole.OFFICER),
            n -> LifeEvent.builder(LifeEventKind.CLOSE, (LifeRole) n),
            n -> event.on((PartialDate) n),
            n -> event.on((LocalDate) n),
            n -> event.actor((String) n),
            n -> event.document((String) n),
            n -> event.reason((String) n),
            n -> event.decision((DecisionBasis) n),
            n -> event.item((String) n),
            n -> event.severity((Severity) n),
            n -> event.dueOn((PartialDate) n),
            n -> event.office((String) n),
            n -> event.instead((LifeEvent) n),
            n -> DecisionBasis.builder((String) n, Examples.DAY, Outcome.ELIGIBLE),
            n -> DecisionBasis.builder("K1", (LocalDate) n, Outcome.ELIGIBLE),
            n -> DecisionBasis.builder("K1", Examples.DAY, (Outcome) n),
            n -> basis.record((String) n),
            n -> basis.policyHash((String) n),
            n -> basis.route("x", (RouteKind) n),
            n -> basis.open(null),
            n -> basis.missing(null),
            n -> rules.source((String) n),
            n -> rules.consentFor(null),
            n -> rules.blockingFindings(null),
            n -> rules.completedByProcedure(null),
            n -> PartialDate.parse((String) n),
            n -> PartialDate.of((LocalDate) n),
            n -> PartialDate.of((YearMonth) n),
            n -> PartialDate.of((Year) n));
    for (int i = 0; i < uses.size(); ++i) {
      Function<Object, Object> use = uses.get(i);
      assertThrows(NullPointerException.class, () -> use.apply(null), "use " + i);
    }
  }

  @Test
  void anEventTakesTheDecisionThatItRestsOnFromItsRecord() {
    LifeEvent nominate = bare(LifeEventKind.NOMINATE, LifeRole.MENTOR, "2026-06").build();
    LifeHistory start = kept(LifeHistory.start("K1"));
    assertEquals(Optional.of(LocalDate.of(2026, 6, 1)), start.decisionWantedUntil(nominate));
    assertEquals(Optional.empty(), start.decisionWantedUntil(event(LifeEventKind.NOMINATE, LifeRole.MENTOR)));
    assertEquals(
        Optional.empty(), start.decisionWantedUntil(bare(LifeEventKind.IDENTIFY, LifeRole.MENTOR, "2026-06").build()));
    String natural = Examples.TEXT.replace("kind: OTHER", "kind: NATURAL");
    LocalDate day = LocalDate.of(2026, 6, 1);
    try (Policy policy = Policy.parse(natural);
        Policy other = Policy.parse(natural.replace(">= 5", ">= 6"));
        DecisionRecord record =
            DecisionRecord.make(policy, Examples.family("K1", "2010-01-01"), day, RecordOptions.DEFAULTS);
        DecisionRecord stranger =
            DecisionRecord.make(policy, Examples.family("K2", "2010-01-01"), day, RecordOptions.DEFAULTS);
        DecisionRecord notYet =
            DecisionRecord.make(policy, Examples.family("K1", "2025-01-01"), day, RecordOptions.DEFAULTS)) {
      assertEquals(LifeRefusal.Cause.CONDITION, cause(start, nominate), "without it there is none");
      LifeHistory nominated = kept(start.append(nominate, record, policy));
      assertEquals(LifeState.NOMINATED, nominated.state());
      DecisionBasis basis = nominated.events().get(0).decision().orElseThrow();
      assertEquals(record.hash(), basis.record());
      assertEquals(policy.hash(), basis.policyHash());
      assertEquals("way", basis.route());
      assertEquals("NATURAL", basis.routeKind());
      assertEquals(day, basis.asOf());
      assertEquals(List.of(record.hash()), nominated.recordHashes());
      assertEquals(List.of(), start.recordHashes());
      assertEquals(List.of(""), grown(start, event(LifeEventKind.NOMINATE, LifeRole.MENTOR)).recordHashes());
      assertEquals(List.of(), nominated.verify(record, policy));
      LifeHistory forged = kept(LifeHistory.parse(nominated.toJson().replace(policy.hash(), other.hash())));
      assertEquals(
          List.of("events[0].decision.policy_hash"),
          Text.list(forged.verify(record, policy), RecordDifference::field));
      assertThrows(NullPointerException.class, () -> nominated.verify(null, policy));
      assertThrows(NullPointerException.class, () -> nominated.verify(record, null));
      assertTrue(nominated.holds(nominate));
      assertFalse(start.holds(nominate));
      assertFalse(nominated.holds(bare(LifeEventKind.NOMINATE, LifeRole.OFFICER, "2026-06").build()));
      assertThrows(BadDataException.class, () -> start.append(nominate, record, other));
      assertThrows(GraduasiException.class, () -> start.append(nominate, stranger, policy));
      EventRefusedException refused =
          assertThrows(EventRefusedException.class, () -> start.append(nominate, notYet, policy));
      assertEquals(LifeRefusal.Cause.CONDITION, refused.refusal().cause());
      assertThrows(NullPointerException.class, () -> start.append(nominate, null, policy));
      assertThrows(NullPointerException.class, () -> start.append(nominate, record, null));
      assertThrows(NullPointerException.class, () -> start.append(null, record, policy));
      record.close();
      assertThrows(IllegalStateException.class, () -> start.append(nominate, record, policy));
    }
  }

  @Test
  void aPageSaysWhatCanHappenNext() {
    assertEquals("verified", verified.stateTitle(Language.ENGLISH));
    assertEquals("sudah diverifikasi", verified.stateTitle(Language.INDONESIAN));
    assertTrue(verified.text(Language.ENGLISH).contains("VERIFIED"), verified.text(Language.ENGLISH));
    assertTrue(verified.text(Language.ENGLISH).contains("GRADUATE"), verified.text(Language.ENGLISH));
    assertFalse(verified.text(Language.INDONESIAN).equals(verified.text(Language.ENGLISH)));
    assertThrows(NullPointerException.class, () -> verified.text(null));
    assertThrows(NullPointerException.class, () -> verified.stateTitle(null));
  }

  @Test
  void aBasisBeginsWithADecision() {
    try (Policy policy = Policy.parse(Examples.TEXT);
        Decision eligible = policy.decide(Examples.family("K1", "2010-01-01"), Examples.DAY);
        Decision needs = policy.decide("{\"id\": \"K1\", \"members\": [{\"pregnant\": false}]}", Examples.DAY)) {
      DecisionBasis basis = DecisionBasis.builder(policy, eligible).route("way", RouteKind.NATURAL).build();
      assertEquals("K1", basis.householdId());
      assertEquals(Outcome.ELIGIBLE, basis.outcome());
      assertEquals(policy.hash(), basis.policyHash());
      assertEquals(List.of(), basis.missing());
      LifeEvent nominate =
          bare(LifeEventKind.NOMINATE, LifeRole.MENTOR, "2026-06-15").decision(basis).build();
      assertEquals(LifeState.NOMINATED, grown(kept(LifeHistory.start("K1")), nominate).state());
      // Of another family, and one too old.
      assertEquals(LifeRefusal.Cause.CONDITION, cause(kept(LifeHistory.start("K2")), nominate));
      assertEquals(
          LifeRefusal.Cause.CONDITION,
          cause(
              kept(LifeHistory.start("K1")),
              bare(LifeEventKind.NOMINATE, LifeRole.MENTOR, "2026-07-16").decision(basis).build()));
      assertEquals(
          List.of("household.registered_on"), DecisionBasis.builder(policy, needs).build().missing());
    }
  }
}
