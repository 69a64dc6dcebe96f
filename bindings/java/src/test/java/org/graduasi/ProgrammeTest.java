package org.graduasi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.arrow.c.ArrowArrayStream;
import org.apache.arrow.c.Data;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of an office: what is counted, against which target, and what is refused. */
class ProgrammeTest {
  private static final LocalDate DECEMBER = LocalDate.of(2025, 12, 23);
  private static final Path POLICIES = Examples.SOURCE.resolve("policies/pkh-graduasi");

  /** One of each outcome that a record has that can be read. */
  private static final String FAMILIES =
      Examples.family("a", "2010-01-01") + "\n"
          + Examples.family("b", "2025-01-01") + "\n"
          + Examples.family("c", "2010-01-01").replace("false", "true") + "\n"
          + "{\"id\": \"d\", \"registered_on\": \"2010-01-01\", \"members\": [{}]}\n";

  /** And one that cannot, the id of which can. */
  private static final String COHORT = FAMILIES + "{\"id\": \"e\", \"members\": [{\"born_on\": \"2026-02-30\"}]}\n";

  @TempDir Path folder;

  private Policy policy;

  @BeforeEach
  void open() {
    policy = Policy.parse(Examples.TEXT);
  }

  @AfterEach
  void close() {
    policy.close();
  }

  private Programme.Builder builder() {
    return Programme.builder(Examples.DAY).policy(policy);
  }

  private static ProgrammeReport report(Programme.Builder builder, String lines) {
    try (Programme programme = builder.start()) {
      if (!lines.isEmpty()) programme.addJsonLines(lines);
      return programme.finish();
    }
  }

  @Test
  void everyFamilyIsCountedByWhatThePolicySays() {
    try (ProgrammeReport report = report(builder(), COHORT)) {
      assertEquals(Examples.DAY, report.asOf());
      assertEquals("small", report.policyId());
      assertEquals(policy.hash(), report.policyHash());
      assertEquals("", report.regionCode());
      assertEquals("", report.regionSystem());
      ProgrammeReport.Cohort cohort = report.cohort().orElseThrow();
      assertEquals(5, cohort.families());
      assertEquals(1, cohort.unreadable());
      Map<Outcome, Long> one = new EnumMap<>(Outcome.class);
      for (Outcome outcome : Outcome.values()) {
        if (outcome != Outcome.UNKNOWN) one.put(outcome, 1L);
      }
      assertEquals(one, cohort.outcomes());
      assertEquals(10, cohort.states().size());
      assertEquals(0, cohort.states().values().stream().mapToLong(Long::longValue).sum());
      assertEquals(5, cohort.withoutHistory());
      assertEquals(1, cohort.candidates());
      assertFalse(cohort.targetIsPossible());
      assertEquals(0, cohort.stillLeast());
      assertEquals(Optional.empty(), report.target());
      assertEquals(Optional.empty(), report.result());
      assertEquals(Optional.empty(), report.forecast());
      assertEquals(0.0, report.probabilityExactly(0));
      assertEquals(List.of(), report.ratesNeeded());
      assertEquals(List.of(), report.cuts());
      assertEquals(List.of(), report.ranked());
      assertEquals("2026-06-15: 5 families", report.toString());
      assertThrows(UnsupportedOperationException.class, () -> cohort.outcomes().clear());
    }
  }

  @Test
  void whatKeepsFamiliesBackIsNamed() {
    try (ProgrammeReport report = report(builder(), COHORT)) {
      List<ProgrammeReport.Obstruction> all = report.obstructions();
      List<String> told = all.stream().map(Object::toString).collect(Collectors.toList());
      assertTrue(told.contains("long FAILING: 1"), told.toString());
      assertTrue(told.contains("baby NOT_KNOWN: 1"), told.toString());
      assertTrue(told.contains("household.members[].pregnant MISSING_FACT: 1"), told.toString());
      assertTrue(told.contains("baby PROTECTING: 1"), told.toString());
      assertEquals(4, all.size());
      for (ProgrammeReport.Obstruction obstruction : all) {
        assertEquals(obstruction.kind().ordinal(), obstruction.kindCode());
        assertEquals(1, obstruction.families());
        assertEquals(1, obstruction.alone());
        boolean fact = obstruction.kind() == ProgrammeReport.Obstruction.Kind.MISSING_FACT;
        assertEquals(fact, obstruction.title(Language.INDONESIAN).isEmpty());
      }
      ProgrammeReport.Obstruction failing = all.get(told.indexOf("long FAILING: 1"));
      assertEquals("long", failing.id());
      assertEquals("Long enough", failing.title(Language.ENGLISH));
      assertEquals("Cukup lama", failing.title(Language.INDONESIAN));
    }
  }

  /** Two fail, and of one of them it is also not known whether it is protected. */
  @Test
  void whatAloneKeepsAFamilyBackIsCountedApart() {
    String lines = Examples.family("a", "2025-01-01") + "\n" + Examples.family("b", "2025-01-01").replace("\"pregnant\": false", "");
    try (ProgrammeReport report = report(builder(), lines)) {
      ProgrammeReport.Obstruction failing =
          report.obstructions().stream().filter(o -> o.kind() == ProgrammeReport.Obstruction.Kind.FAILING).findFirst().orElseThrow();
      assertEquals("long FAILING: 2", failing.toString());
      assertEquals(2, failing.families());
      assertEquals(1, failing.alone());
    }
  }

  @Test
  void unreadableRecordsHaveTheirLine() {
    String lines = Examples.family("a", "2010-01-01") + "\n\n{\"id\":\"x\",\"nose\":1,\"kk\":12}\nno JSON";
    try (ProgrammeReport report = report(builder(), lines)) {
      List<ProgrammeReport.UnreadableRow> rows = report.unreadableRows();
      assertEquals(3, rows.size());
      assertEquals(3, rows.get(1).row());
      assertEquals(2, rows.get(1).findings().size());
      assertEquals("kk", rows.get(1).findings().get(1).path());
      assertEquals(3, rows.get(1).findings().get(1).line());
      assertTrue(rows.get(1).findings().get(1).column() > 1);
      assertTrue(rows.get(0).toString().startsWith("row 2: [2:"), rows.get(0).toString());
    }
    try (ProgrammeReport report = report(builder().keptUnreadable(2), "1\n2\n3\n")) {
      assertEquals(2, report.unreadableRows().size());
      assertEquals(3, report.cohort().orElseThrow().unreadable());
    }
  }

  /** Four families are in the pipeline; under a rate of one half the number that completes is binomial. */
  @Test
  void aTargetIsHeldAgainstTheCohortAndARate() {
    Programme.Builder builder = builder().target(2, 3).region("35.79");
    for (Outcome outcome : Outcome.values()) {
      if (outcome != Outcome.UNKNOWN) builder.rate(outcome, 500);
    }
    try (ProgrammeReport report = report(builder, FAMILIES)) {
      assertEquals("35.79", report.regionCode());
      assertEquals("KEMENDAGRI", report.regionSystem());
      ProgrammeReport.Target target = report.target().orElseThrow();
      assertEquals("2..3 in 2026", target.toString());
      assertEquals("", target.id());
      assertEquals("2026", target.period());
      assertEquals(2, target.least());
      assertEquals(3, target.most());
      ProgrammeReport.Cohort cohort = report.cohort().orElseThrow();
      assertEquals(0, cohort.graduated());
      assertEquals(4, cohort.inPipeline());
      assertEquals(2, cohort.stillLeast());
      assertEquals(3, cohort.stillMost());
      assertEquals("4 families", cohort.toString());
      assertTrue(cohort.targetIsPossible());
      ProgrammeReport.Forecast forecast = report.forecast().orElseThrow();
      assertEquals(2000, forecast.expectedPerMille());
      assertEquals("expected 2000 / 1000", forecast.toString());
      double close = 1e-12;
      assertEquals(5.0 / 16, forecast.probabilityBelow(), close);
      assertEquals(11.0 / 16, forecast.probabilityAtLeast(), close);
      assertEquals(10.0 / 16, forecast.probabilityWithin(), close);
      assertEquals(1.0 / 16, forecast.probabilityAbove(), close);
      double[] sixteenths = {1, 4, 6, 4, 1};
      for (int k = 0; k < 5; ++k) assertEquals(sixteenths[k] / 16, report.probabilityExactly(k), close);
      for (long none : new long[] {-1, 5, Long.MIN_VALUE, Long.MAX_VALUE}) assertEquals(0, report.probabilityExactly(none));
      List<ProgrammeReport.RateNeeded> rates = report.ratesNeeded();
      assertEquals(3, rates.size());
      assertEquals("500: 386", rates.get(0).toString());
      assertEquals(500, rates.get(0).probabilityPerMille());
      assertEquals(OptionalInt.of(386), rates.get(0).ratePerMille());
    }
    try (ProgrammeReport report = report(builder().target(6, 6), FAMILIES)) {
      assertFalse(report.cohort().orElseThrow().targetIsPossible());
      assertEquals(OptionalInt.empty(), report.ratesNeeded().get(0).ratePerMille());
      assertEquals("500: none", report.ratesNeeded().get(0).toString());
    }
  }

  @Test
  void noRateIsNotZero() {
    Programme.Builder builder =
        builder()
            .target(1, 1)
            .rate(Outcome.PROTECTED, 0)
            .rate(Outcome.NEEDS_DATA, 500)
            .rate(Outcome.NOT_YET, 500)
            .rate(Outcome.ELIGIBLE, 500);
    try (ProgrammeReport report = report(builder, COHORT)) {
      assertEquals(Optional.empty(), report.forecast(), "one is INVALID, of which no rate is assumed");
    }
    try (ProgrammeReport report = report(builder, FAMILIES)) {
      assertEquals(1500, report.forecast().orElseThrow().expectedPerMille());
    }
  }

  /** The same family before the village has deliberated: in May only the procedure keeps it back. */
  @Test
  void monthsSayWhenOnlyTheProcedureKeepsFamiliesBack() throws IOException {
    ObjectNode family =
        (ObjectNode)
            new ObjectMapper()
                .readTree(Examples.SOURCE.resolve("tests/cases/vector_4.json").toFile())
                .get("household");
    ((ObjectNode) family.get("procedure")).remove("deliberated_on");
    LifeRules rules = LifeRules.builder().completedByProcedure(List.of("G14")).build();
    try (Policy reference = Policy.load(Examples.referencePolicy());
        ProgrammeReport report =
            report(
                Programme.builder(DECEMBER).policy(reference).rules(rules).until(LocalDate.of(2027, 1, 1)),
                family.toString())) {
      List<ProgrammeReport.Month> months = report.months();
      for (int i = 0; i < 13; ++i) {
        assertEquals(i == 5 ? 1 : 0, months.get(i).becomeCandidates());
        assertEquals(i >= 5 ? 1 : 0, months.get(i).candidatesReached());
        assertEquals(0, months.get(i).reached());
      }
      assertEquals(0, months.get(4).candidatesAtEnd());
      assertEquals(1, months.get(5).candidatesAtEnd());
    }
  }

  /** Kota Batu: capital was paid on 15 November 2025, and six months must pass. */
  @Test
  void monthsSayWhenFamiliesBecomeEligible() throws IOException {
    String family =
        new ObjectMapper()
            .readTree(Examples.SOURCE.resolve("tests/cases/vector_4.json").toFile())
            .get("household")
            .toString();
    try (Policy reference = Policy.load(Examples.referencePolicy());
        ProgrammeReport report =
            report(Programme.builder(DECEMBER).policy(reference).until(LocalDate.of(2027, 1, 1)), family)) {
      List<ProgrammeReport.Month> months = report.months();
      assertEquals(13, months.size());
      assertEquals(DECEMBER.plusDays(1), months.get(0).firstDay());
      assertEquals(LocalDate.of(2026, 5, 1), months.get(5).firstDay());
      for (int i = 0; i < 13; ++i) {
        assertEquals(i == 5 ? 1 : 0, months.get(i).becomeEligible());
        assertEquals(i >= 5 ? 1 : 0, months.get(i).reached());
        assertEquals(months.get(i).becomeEligible(), months.get(i).becomeCandidates());
        assertEquals(months.get(i).reached(), months.get(i).candidatesReached());
        assertEquals(months.get(i).eligibleAtEnd(), months.get(i).candidatesAtEnd());
      }
      assertEquals(0, months.get(4).eligibleAtEnd());
      assertEquals(1, months.get(5).eligibleAtEnd());
      assertEquals(1, months.get(12).reached());
      assertEquals(0, months.get(12).eligibleAtEnd(), "from 1 December it is no longer");
      assertEquals("2026-05-01: 1", months.get(5).toString());
    }
  }

  @Test
  void historiesSayWhereFamiliesStand() {
    LifeEvent identify =
        LifeEvent.builder(LifeEventKind.IDENTIFY, LifeRole.MENTOR).on(LocalDate.of(2026, 1, 5)).actor("P-1").build();
    LifeEvent finding =
        LifeEvent.builder(LifeEventKind.RECORD_FINDING, LifeRole.INSPECTOR)
            .on(LocalDate.of(2026, 2, 5))
            .actor("I-1")
            .item("E12")
            .severity(Severity.SERIOUS)
            .build();
    LifeEvent mentor =
        LifeEvent.builder(LifeEventKind.START_MENTORING, LifeRole.MENTOR).on(LocalDate.of(2026, 1, 6)).actor("P-1").build();
    try (LifeHistory start = LifeHistory.start("b");
        LifeHistory identified = start.append(identify);
        LifeHistory mentored = identified.append(mentor);
        LifeHistory found = mentored.append(finding);
        Programme programme = builder().start()) {
      programme.addHistory(found);
      programme.addJsonLines(COHORT);
      programme.addHistory("{\"household_id\": \"e\"}");
      BadDataException e =
          assertThrows(
              BadDataException.class,
              () -> programme.addHistory("{\"household_id\":\"a\",\"events\":[{\"event\":\"GRADUATE\"}]}"));
      assertFalse(e.findings().isEmpty());
      programme.addHistory("{\"household_id\": \"a\"}");
      try (ProgrammeReport report = programme.finish()) {
        ProgrammeReport.Cohort cohort = report.cohort().orElseThrow();
        assertEquals(1, cohort.states().get(LifeState.IN_MENTORING));
        assertEquals(2, cohort.states().get(LifeState.RECIPIENT));
        assertEquals(0, cohort.states().get(LifeState.GRADUATED));
        assertEquals(2, cohort.withoutHistory());
        assertEquals(1, cohort.withOpenFindings());
        assertEquals(0, cohort.objecting());
        assertEquals(0, cohort.deferred());
      }
    }
    try (Programme programme = builder().start()) {
      programme.addJsonLines(FAMILIES);
      programme.addHistory("{\"household_id\": \"stranger\"}");
      assertThrows(BadDataException.class, programme::finish);
      assertThrows(IllegalStateException.class, programme::finish);
    }
  }

  @Test
  void linesAndColumnsGiveTheSame() throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int row = 0; row < 300; ++row) lines.append(Register.json(row)).append('\n');
    Path file = Files.writeString(folder.resolve("cohort.jsonl"), lines);
    List<String> told = new ArrayList<>();
    try (BufferAllocator allocator = new RootAllocator()) {
      for (int door = 0; door < 4; ++door) {
        try (Programme programme = builder().target(30, 35).threads(door == 3 ? 3 : 0).start()) {
          Register register = new Register(allocator, 300, 70);
          if (door == 0) {
            programme.addFile(file);
            register.close();
          } else if (door == 1) {
            for (int row = 0; row < 300; ++row) programme.addJsonLines(Register.json(row));
            register.close();
          } else if (door == 2) {
            ArrowRegister.add(programme, register, allocator);
          } else {
            ArrowArrayStream stream = ArrowArrayStream.allocateNew(allocator);
            Data.exportArrayStream(allocator, register, stream);
            ArrowRegister.add(programme, stream);
          }
          assertTrue(register.isClosed());
          try (ProgrammeReport report = programme.finish()) {
            assertEquals(300, report.cohort().orElseThrow().families());
            told.add(report.toJson() + report.text(Language.ENGLISH));
          }
        }
      }
      for (String one : told) assertEquals(told.get(0), one);
      try (Programme programme = builder().start()) {
        Register wrong = new Register(allocator, 4, 4, Register.Column.of("registered_on", new ArrowType.Int(64, true)));
        BadDataException e = assertThrows(BadDataException.class, () -> ArrowRegister.add(programme, wrong, allocator));
        assertTrue(e.findings().get(0).path().contains("registered_on"), e.getMessage());
        assertTrue(wrong.isClosed());
        Register late = new Register(allocator, 4, 4);
        IllegalStateException failed =
            assertThrows(IllegalStateException.class, () -> ArrowRegister.add(programme, late, allocator));
        assertEquals("This programme has failed: it can only be closed.", failed.getMessage());
        assertTrue(late.isClosed());
      }
      try (Programme programme = builder().start()) {
        Register fails = new Register(allocator, 100, 10);
        fails.failAfter(30, new IOException("the disk is gone"));
        BadDataException e = assertThrows(BadDataException.class, () -> ArrowRegister.add(programme, fails, allocator));
        assertSame(fails.failure(), e.getCause());
        assertTrue(fails.isClosed());
      }
    }
  }

  @Test
  void figuresHaveTargets() throws IOException {
    try (Figures figures = Figures.load(POLICIES.resolve("figures.json"))) {
      Figures.Target batu = figures.targets().get(0);
      assertEquals("batu-2026: 30..35", batu.toString());
      assertEquals("batu-2026", batu.id());
      assertEquals("PKH graduations of Kota Batu 2026", batu.title(Language.ENGLISH));
      assertEquals("KEMENDAGRI", batu.regionSystem());
      assertEquals("35.79", batu.regionCode());
      assertEquals("2026", batu.period());
      assertEquals("KPM", batu.unit());
      assertEquals(30, batu.least());
      assertEquals(35, batu.most());
      assertTrue(figures.targets().stream().anyMatch(target -> target.regionCode().isEmpty()));
      assertTrue(figures.toString().startsWith("[batu-2026: 30..35, "), figures.toString());
      figures.close();
      figures.close();
      IllegalStateException e = assertThrows(IllegalStateException.class, figures::targets);
      assertEquals("This document of figures has been closed.", e.getMessage());
      assertEquals("closed figures", figures.toString());
      assertEquals("batu-2026", batu.id());
    }
    BadDataException e =
        assertThrows(
            BadDataException.class,
            () -> Figures.parse("{\"targets\":[{\"id\":\"a\",\"periode\":\"2026\"}]}"));
    assertTrue(e.findings().get(0).path().startsWith("targets["), e.getMessage());
    assertThrows(BadDataException.class, () -> Figures.parse(""));
    assertThrows(NullPointerException.class, () -> Figures.parse(null));
    assertThrows(NoSuchFileException.class, () -> Figures.load(folder.resolve("none.json")));
    try (Figures none = Figures.parse("{}")) {
      assertEquals(List.of(), none.targets());
    }
  }

  /** Kabupaten Pasuruan: 1,421 of 2,820, so 1,399 are to go. */
  @Test
  void figuresAloneMakeAPage() throws IOException {
    Figures figures = Figures.load(POLICIES.resolve("figures.json"));
    Programme.Builder builder = Programme.builder(DECEMBER).figures(figures).target("pasuruan-2025");
    try (ProgrammeReport report = report(builder, "")) {
      figures.close();
      assertEquals(Optional.empty(), report.cohort());
      assertEquals("", report.policyId());
      assertEquals("35.14", report.regionCode());
      assertEquals("pasuruan-2025", report.target().orElseThrow().id());
      ProgrammeReport.Result result = report.result().orElseThrow();
      assertEquals(1421, result.families());
      assertEquals(PartialDate.parse("2025-08-18"), result.asOf());
      assertEquals(1399, result.remainingToLeast());
      assertEquals(1399, result.remainingToMost());
      assertFalse(result.targetIsMet());
      assertEquals("1421 as of 2025-08-18", result.toString());
      assertTrue(report.text(Language.INDONESIAN).contains("1.421"));
      assertTrue(report.text(Language.ENGLISH).contains("1,421"));
      assertTrue(report.html(Language.ENGLISH).startsWith("<!DOCTYPE html>"));
      assertTrue(report.html(Language.INDONESIAN).contains("lang=\"id\""));
      assertEquals("2025-12-23: figures alone", report.toString());
    }
    assertThrows(IllegalStateException.class, builder::start, "the figures have been closed");
    String range = Examples.read(POLICIES.resolve("figures.json")).replaceFirst("\"least\": 2820", "\"least\": 1400, \"most\": 3000");
    try (Figures ranged = Figures.parse(range);
        ProgrammeReport report = report(Programme.builder(DECEMBER).figures(ranged).target("pasuruan-2025"), "")) {
      ProgrammeReport.Result result = report.result().orElseThrow();
      assertTrue(result.targetIsMet());
      assertEquals(0, result.remainingToLeast());
      assertEquals(1579, result.remainingToMost());
    }
    try (Programme alone = Programme.builder(DECEMBER).start()) {
      assertThrows(BadCallException.class, () -> alone.addJsonLines(FAMILIES));
    }
  }

  @Test
  void rulesAndFiguresAndPolicyMayBeClosedOnceItHasStarted() throws IOException {
    String[] reports = new String[2];
    for (int closed = 0; closed < 2; ++closed) {
      try (Policy reference = Policy.load(Examples.referencePolicy());
          Figures figures = Figures.load(POLICIES.resolve("figures.json"))) {
        LifeRules rules = LifeRules.builder().completedByProcedure(List.of("G14")).build();
        Programme.Builder builder =
            Programme.builder(Examples.DAY).policy(reference).figures(figures).target("batu-2026").rules(rules);
        Programme programme = builder.start();
        if (closed == 1) {
          reference.close();
          figures.close();
        }
        programme.addJsonLines(FAMILIES);
        try (ProgrammeReport report = programme.finish()) {
          programme.close();
          assertEquals("batu-2026", report.target().orElseThrow().id());
          assertTrue(report.toJson().contains("G14"), report.toJson());
          reports[closed] = report.toJson();
        }
      }
    }
    assertEquals(reports[0], reports[1]);
  }

  @Test
  void theEligibleStandInTheOrderThatThePolicyDeclares() throws IOException {
    BadCallException none = assertThrows(BadCallException.class, () -> builder().ranked(true).start());
    assertTrue(none.findings().get(0).path().startsWith("options"), none.getMessage());
    List<String> families = new ArrayList<>();
    ObjectMapper mapper = new ObjectMapper();
    for (String name : List.of("twin-1", "twin-2")) {
      families.add(
          mapper
              .readTree(Examples.SOURCE.resolve("tests/cases/vector_4.json").toFile())
              .get("household")
              .toString()
              .replace("35.79.01-0007", name));
    }
    LocalDate may = LocalDate.of(2026, 5, 20);
    try (Policy reference = Policy.load(Examples.referencePolicy());
        ProgrammeReport report =
            report(Programme.builder(may).policy(reference).target(1, 3).ranked(true), String.join("\n", families))) {
      List<ProgrammeReport.Ranked> ranked = report.ranked();
      assertEquals("[1 (2 share it), 1 (2 share it)]", ranked.toString());
      assertEquals("twin-1", ranked.get(0).householdId());
      assertEquals(1, ranked.get(1).place());
      assertEquals(2, ranked.get(1).sharing());
      assertEquals(List.of(), report.unranked());
      List<ProgrammeReport.Cut> cuts = report.cuts();
      assertEquals(2, cuts.size());
      assertEquals("0 of 1, 2 tied for 1", cuts.get(0).toString());
      assertEquals("2 of 3", cuts.get(1).toString());
      assertEquals(1, cuts.get(0).places());
      assertEquals(0, cuts.get(0).inside());
      assertEquals(2, cuts.get(0).tied());
      assertEquals(1, cuts.get(0).left());
      assertEquals(0, cuts.get(0).unfilled());
      assertEquals(1, cuts.get(1).unfilled());
    }
  }

  @Test
  void whatIsWrongIsRefused() throws IOException {
    try (Figures figures = Figures.load(POLICIES.resolve("figures.json"))) {
      List<Programme.Builder> wrong =
          List.of(
              builder().figures(figures).target("batu-2027"),
              builder().figures(figures).target("batu-2026").target(1, 3),
              builder().targetPeriod("2026"),
              builder().target(3, 3).targetPeriod("soon"),
              builder().target(3, 2),
              builder().target(-1, 2),
              builder().rate(Outcome.ELIGIBLE, 1001),
              builder().rate(Outcome.ELIGIBLE, -1),
              builder().rate(Outcome.ELIGIBLE, -2),
              builder().threads(1025),
              builder().until(Examples.DAY),
              builder().region("Batu"),
              builder().recordedWhenTrue(List.of("household.id")),
              Programme.builder(LocalDate.of(2025, 12, 31)).policy(policy),
              Programme.builder(LocalDate.MAX).policy(policy));
      for (int i = 0; i < wrong.size(); ++i) {
        BadCallException e = assertThrows(BadCallException.class, wrong.get(i)::start, "case " + i);
        assertFalse(e.findings().isEmpty());
      }
    }
    assertThrows(
        BadDataException.class, () -> builder().rules(LifeRules.builder().monitoringMonths(121).build()).start());
    assertThrows(BadCallException.class, () -> builder().target(0, 0));
    assertThrows(BadCallException.class, () -> builder().rate(Outcome.UNKNOWN, 1));
    assertThrows(BadCallException.class, () -> builder().until(LocalDate.EPOCH));
    assertThrows(BadCallException.class, () -> builder().threads(-1));
    assertThrows(BadCallException.class, () -> builder().keptUnreadable(-1));
    assertThrows(BadCallException.class, () -> builder().target("x\0"));
    assertThrows(BadCallException.class, () -> builder().region("x\0"));
    assertThrows(BadCallException.class, () -> builder().targetPeriod("x\0"));
    assertThrows(NullPointerException.class, () -> Programme.builder(null));
    assertThrows(NullPointerException.class, () -> builder().policy(null));
    assertThrows(NullPointerException.class, () -> builder().figures(null));
    assertThrows(NullPointerException.class, () -> builder().rules(null));
    assertThrows(NullPointerException.class, () -> builder().target(null));
    assertThrows(NullPointerException.class, () -> builder().region(null));
    assertThrows(NullPointerException.class, () -> builder().rate(null, 1));
    assertThrows(NullPointerException.class, () -> builder().until(null));
    for (String lines : List.of("{\"members\": []}", FAMILIES + FAMILIES)) {
      try (Programme programme = builder().start()) {
        assertThrows(BadDataException.class, () -> programme.addJsonLines(lines));
        List<Consumer<Programme>> uses =
            List.of(p -> p.addJsonLines(FAMILIES), p -> p.addHistory("{\"household_id\": \"a\"}"), Programme::finish);
        for (Consumer<Programme> use : uses) assertThrows(IllegalStateException.class, () -> use.accept(programme));
      }
    }
    try (Programme programme = builder().start()) {
      assertThrows(NoSuchFileException.class, () -> programme.addFile(folder.resolve("none.jsonl")));
      assertThrows(NullPointerException.class, () -> programme.addJsonLines((String) null));
      assertThrows(NullPointerException.class, () -> programme.addJsonLines((byte[]) null));
      assertThrows(NullPointerException.class, () -> programme.addHistory((String) null));
      assertThrows(NullPointerException.class, () -> programme.addHistory((LifeHistory) null));
      programme.finish().close();
      assertThrows(BadCallException.class, programme::finish);
    }
    policy.close();
    assertThrows(IllegalStateException.class, () -> builder().start());
  }

  @Test
  void whatIsClosedIsRefusedAndWhatWasReadStays() {
    Programme programme = builder().target(1, 2).start();
    programme.addJsonLines(COHORT);
    ProgrammeReport report = programme.finish();
    assertEquals("programme as of 2026-06-15", programme.toString());
    programme.close();
    programme.close();
    IllegalStateException spent = assertThrows(IllegalStateException.class, () -> programme.addJsonLines("{}"));
    assertEquals("This programme has been closed.", spent.getMessage());
    List<ProgrammeReport.Obstruction> obstructions = report.obstructions();
    report.close();
    report.close();
    List<Consumer<ProgrammeReport>> uses =
        List.of(
            ProgrammeReport::asOf,
            ProgrammeReport::regionSystem,
            ProgrammeReport::regionCode,
            ProgrammeReport::policyId,
            ProgrammeReport::policyHash,
            ProgrammeReport::target,
            ProgrammeReport::result,
            ProgrammeReport::cohort,
            ProgrammeReport::unreadableRows,
            ProgrammeReport::obstructions,
            ProgrammeReport::months,
            ProgrammeReport::forecast,
            r -> r.probabilityExactly(1),
            ProgrammeReport::ratesNeeded,
            ProgrammeReport::ranked,
            ProgrammeReport::unranked,
            ProgrammeReport::cuts,
            r -> r.text(Language.ENGLISH),
            r -> r.html(Language.ENGLISH),
            ProgrammeReport::toJson);
    for (Consumer<ProgrammeReport> use : uses) {
      IllegalStateException e = assertThrows(IllegalStateException.class, () -> use.accept(report));
      assertEquals("This report has been closed.", e.getMessage());
    }
    assertEquals("closed report", report.toString());
    assertEquals(4, obstructions.size());
  }
}
