package org.graduasi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.arrow.c.ArrowArrayStream;
import org.apache.arrow.c.Data;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two policies compared on a register: every flip has its cause, and the causes add up. */
class ComparisonTest {
  /** Three years in place of five, and nobody is protected. */
  private static final String RAISED =
      Examples.TEXT.replaceAll("(?s)safeguard \\{.*?\\n.*?\\}\\n", "").replace(">= 5", ">= 3").replace("version: \"1\"", "version: \"2\"");

  private static final String LINES =
      Examples.family("K1", "2010-01-01") + "\n"
          + Examples.family("K2", "2022-01-01") + "\n"
          + Examples.family("K3", "2025-01-01") + "\n"
          + Examples.family("K4", "2010-01-01").replace("false", "true") + "\n"
          + Examples.family("K5", "2022-01-01").replace("false", "true") + "\n";

  @TempDir Path folder;

  private Policy before;
  private Policy after;

  @BeforeEach
  void open() {
    before = Policy.parse(Examples.TEXT);
    after = Policy.parse(RAISED);
  }

  @AfterEach
  void close() {
    before.close();
    after.close();
  }

  private Comparison compared(String lines, CompareOptions options) {
    try (Comparer comparer = Comparer.start(before, after, Examples.DAY, options)) {
      comparer.addJsonLines(lines);
      return comparer.finish();
    }
  }

  @Test
  void everyFlipHasItsCauseAndTheCausesAddUp() {
    try (Comparison comparison = compared(LINES, CompareOptions.DEFAULTS)) {
      assertEquals(5, comparison.families());
      assertEquals(0, comparison.unreadable());
      assertEquals(3, comparison.flipCount());
      assertEquals(3, comparison.newlyEligible());
      assertEquals(0, comparison.noLongerEligible());
      assertEquals(1, comparison.transition(Outcome.NOT_YET, Outcome.ELIGIBLE));
      assertEquals(2, comparison.transition(Outcome.PROTECTED, Outcome.ELIGIBLE));
      long all = 0;
      for (Outcome from : Outcome.values()) {
        for (Outcome to : Outcome.values()) {
          if (from != Outcome.UNKNOWN && to != Outcome.UNKNOWN) all += comparison.transition(from, to);
        }
      }
      assertEquals(5, all);
      assertThrows(IllegalArgumentException.class, () -> comparison.transition(Outcome.UNKNOWN, Outcome.ELIGIBLE));
      List<Comparison.Cause> causes = comparison.causes();
      List<Comparison.Edit> edits = comparison.edits();
      assertEquals(3, causes.stream().mapToLong(Comparison.Cause::flips).sum());
      assertEquals(3, causes.stream().mapToLong(Comparison.Cause::newlyEligible).sum());
      assertEquals(0, causes.stream().mapToLong(Comparison.Cause::noLongerEligible).sum());
      assertEquals(2, edits.stream().filter(Comparison.Edit::canChangeAnswers).count());
      // K5 needs both edits; K4 only the safeguard to go, K2 only the threshold.
      List<Integer> sizes = new ArrayList<>();
      for (Comparison.Cause cause : causes) {
        assertTrue(cause.narrowed());
        assertEquals(1, cause.edits().size());
        sizes.add(cause.edits().get(0).size());
        for (int edit : cause.edits().get(0)) {
          assertTrue(cause.text(Language.ENGLISH).contains(edits.get(edit).text(Language.ENGLISH)), cause + " " + edits);
          assertTrue(edits.get(edit).canChangeAnswers());
        }
      }
      sizes.sort(null);
      assertEquals(List.of(1, 1, 2), sizes);
      List<Comparison.Flip> flips = comparison.flips();
      assertEquals("[NOT_YET -> ELIGIBLE, PROTECTED -> ELIGIBLE, PROTECTED -> ELIGIBLE]", flips.toString());
      assertEquals(List.of(1L, 3L, 4L), List.of(flips.get(0).row(), flips.get(1).row(), flips.get(2).row()));
      assertEquals("K2", flips.get(0).householdId());
      assertEquals("", flips.get(0).beforeRoute());
      assertEquals("way", flips.get(0).afterRoute());
      assertEquals(Outcome.PROTECTED, flips.get(2).before());
      assertEquals(Outcome.ELIGIBLE, flips.get(2).after());
      assertEquals(2, causes.get(flips.get(2).cause()).edits().get(0).size());
      assertEquals("5 families: 3 newly eligible, 0 no longer", comparison.toString());
      assertThrows(UnsupportedOperationException.class, () -> causes.remove(0));
    }
  }

  @Test
  void editsAreNamedAsAnAnalystWould() {
    try (Comparison comparison = compared("", CompareOptions.DEFAULTS)) {
      List<String> told = new ArrayList<>();
      for (Comparison.Edit edit : comparison.edits()) {
        told.add(edit.where() + " | " + edit + " | " + edit.canChangeAnswers());
        assertFalse(edit.text(Language.INDONESIAN).isEmpty());
      }
      assertTrue(told.contains("safeguard baby | safeguard baby dropped (Pregnant) | true"), told.toString());
      assertTrue(told.stream().anyMatch(edit -> edit.startsWith("criterion long | ") && edit.endsWith("| true")), told.toString());
      assertTrue(told.stream().anyMatch(edit -> edit.endsWith("| false")), told.toString());
      assertEquals(0, comparison.families());
      assertEquals(List.of(), comparison.causes());
    }
  }

  @Test
  void linesAndColumnsGiveTheSame() throws IOException {
    Path file = folder.resolve("register.jsonl");
    StringBuilder lines = new StringBuilder();
    for (int row = 0; row < 300; ++row) lines.append(Register.json(row)).append('\n');
    Files.writeString(file, lines);
    List<String> told = new ArrayList<>();
    try (BufferAllocator allocator = new RootAllocator()) {
      for (int door = 0; door < 4; ++door) {
        try (Comparer comparer = Comparer.start(before, after, Examples.DAY, CompareOptions.DEFAULTS.threads(door == 3 ? 3 : 1))) {
          if (door == 0) {
            comparer.addFile(file);
          } else if (door == 1) {
            for (int row = 0; row < 300; ++row) comparer.addJsonLines(Register.json(row));
          } else if (door == 2) {
            Register register = new Register(allocator, 300, 70);
            ArrowRegister.add(comparer, register, allocator);
            assertTrue(register.isClosed());
          } else {
            ArrowArrayStream stream = ArrowArrayStream.allocateNew(allocator);
            Register register = new Register(allocator, 300, 70);
            Data.exportArrayStream(allocator, register, stream);
            ArrowRegister.add(comparer, stream);
            assertTrue(register.isClosed());
          }
          assertEquals(300, comparer.rowCount());
          assertEquals("300 rows", comparer.toString());
          try (Comparison comparison = comparer.finish()) {
            assertTrue(comparison.flipCount() > 0);
            told.add(comparison.toJson());
          }
        }
      }
    }
    for (String one : told) assertEquals(told.get(0), one);
  }

  @Test
  void flipsAreColumns() throws IOException {
    try (BufferAllocator allocator = new RootAllocator();
        Comparison comparison = compared(LINES + "{\"members\": [{\"pregnant\": true}], \"registered_on\": \"2010-01-01\"}\n",
            CompareOptions.DEFAULTS)) {
      for (int time = 0; time < 2; ++time) {
        try (ArrowReader flips = ArrowRegister.flips(comparison, allocator)) {
          assertTrue(flips.loadNextBatch());
          VectorSchemaRoot root = flips.getVectorSchemaRoot();
          List<String> rows = new ArrayList<>();
          for (int row = 0; row < root.getRowCount(); ++row) {
            rows.add(
                root.getVector("row").getObject(row) + " " + root.getVector("id").getObject(row) + " "
                    + root.getVector("before").getObject(row) + " " + root.getVector("before_route").getObject(row) + " "
                    + root.getVector("after").getObject(row) + " " + root.getVector("after_route").getObject(row));
          }
          assertEquals(
              "[1 K2 NOT_YET null ELIGIBLE way, 3 K4 PROTECTED null ELIGIBLE way, 4 K5 PROTECTED null ELIGIBLE way,"
                  + " 5 null PROTECTED null ELIGIBLE way]",
              rows.toString());
          assertTrue(root.getVector("because_en").getObject(2).toString().startsWith("only because of "));
          assertFalse(flips.loadNextBatch());
        }
      }
      ArrowReader outlives = ArrowRegister.flips(comparison, allocator);
      comparison.close();
      assertTrue(outlives.loadNextBatch());
      outlives.close();
      assertThrows(IllegalStateException.class, outlives::loadNextBatch);
      assertThrows(IllegalStateException.class, () -> ArrowRegister.flips(comparison, allocator));
    }
  }

  @Test
  void aPageATextAndALine() {
    try (Comparison comparison = compared(LINES, CompareOptions.DEFAULTS)) {
      assertTrue(comparison.text(Language.ENGLISH).contains("3 newly eligible"), comparison.text(Language.ENGLISH));
      assertTrue(comparison.text(Language.INDONESIAN).contains("3 menjadi layak"));
      assertTrue(comparison.html(Language.ENGLISH).startsWith("<!DOCTYPE html>"));
      assertTrue(comparison.html(Language.ENGLISH).contains("lang=\"en\""));
      assertTrue(comparison.html(Language.INDONESIAN).contains("lang=\"id\""));
      assertTrue(comparison.toJson().startsWith("{"));
    }
  }

  @Test
  void aLineThatIsNoRecordIsCounted() {
    try (Comparison comparison = compared(Examples.family("K1", "2010-01-01") + "\nno record\n\n", CompareOptions.DEFAULTS)) {
      assertEquals(3, comparison.families());
      assertEquals(2, comparison.unreadable());
      assertEquals(2, comparison.transition(Outcome.INVALID, Outcome.INVALID));
      List<Comparison.InvalidRow> rows = comparison.invalidRows();
      assertEquals(2, rows.size());
      assertEquals(1, rows.get(0).row());
      assertEquals(2, rows.get(0).findings().get(0).line());
      assertTrue(rows.get(0).toString().startsWith("row 1: [2:"), rows.get(0).toString());
    }
    try (Comparison comparison = compared("x\ny\nz", CompareOptions.DEFAULTS.keptInvalid(2))) {
      assertEquals(3, comparison.unreadable());
      assertEquals(2, comparison.invalidRows().size());
    }
  }

  @Test
  void optionsReachTheLibrary() {
    try (Comparison comparison = compared(LINES, CompareOptions.DEFAULTS.keptFlips(1))) {
      assertEquals(1, comparison.flips().size());
      assertEquals(3, comparison.flipCount());
    }
    String unknown = "{\"id\": \"K1\", \"registered_on\": \"2010-01-01\", \"members\": [{}]}";
    try (Comparison comparison = compared(unknown, CompareOptions.DEFAULTS)) {
      assertEquals(1, comparison.flipCount());
    }
    CompareOptions declared = CompareOptions.DEFAULTS.recordedWhenTrue("household.members[].pregnant");
    try (Comparison comparison = compared(unknown, declared)) {
      assertEquals(0, comparison.flipCount());
    }
    // K2 is registered for four years and five months: within 120 months of any threshold.
    List<String> margins = new ArrayList<>();
    for (CompareOptions options :
        List.of(CompareOptions.DEFAULTS.marginMonths(120), CompareOptions.DEFAULTS.marginMonths(-1), CompareOptions.DEFAULTS)) {
      try (Comparison comparison = compared(LINES, options)) {
        margins.add(comparison.toJson());
      }
    }
    assertFalse(margins.get(0).equals(margins.get(1)));
    assertFalse(margins.get(0).equals(margins.get(2)));
    for (CompareOptions wrong :
        List.of(
            CompareOptions.DEFAULTS.threads(1025),
            CompareOptions.DEFAULTS.marginPercent(101),
            CompareOptions.DEFAULTS.marginPercent(-2),
            CompareOptions.DEFAULTS.marginMonths(121),
            CompareOptions.DEFAULTS.marginMonths(Integer.MIN_VALUE),
            CompareOptions.DEFAULTS.recordedWhenTrue("household.id"))) {
      assertThrows(BadCallException.class, () -> Comparer.start(before, after, Examples.DAY, wrong));
    }
    assertThrows(BadCallException.class, () -> CompareOptions.DEFAULTS.threads(-1));
    assertThrows(BadCallException.class, () -> CompareOptions.DEFAULTS.keptFlips(-1));
    assertThrows(BadCallException.class, () -> CompareOptions.DEFAULTS.keptInvalid(-1));
    BadCallException e = assertThrows(BadCallException.class, () -> CompareOptions.DEFAULTS.mostPolicies(-1));
    assertEquals("most_policies: The number is -1; it must not be negative.", e.getMessage());
  }

  @Test
  void flipsAreHandedOutAsTheyAreFound() {
    try (Comparer comparer = Comparer.start(before, after, Examples.DAY, CompareOptions.DEFAULTS.streamFlips(true).keptFlips(1))) {
      StringBuilder handed = new StringBuilder();
      for (String line : LINES.split("\n")) {
        comparer.addJsonLines(line);
        handed.append(comparer.flipLines());
      }
      comparer.finish().close();
      handed.append(comparer.flipLines());
      String[] flips = handed.toString().split("\n");
      assertEquals(3, flips.length, handed.toString());
      assertEquals("K4", Json.read(flips[1]).at("id").text());
      assertEquals("", comparer.flipLines());
    }
    try (Comparer comparer = Comparer.start(before, after, Examples.DAY, CompareOptions.DEFAULTS)) {
      comparer.addJsonLines(LINES);
      comparer.finish().close();
      assertEquals("", comparer.flipLines(), "nobody asked for them");
    }
  }

  @Test
  void twoDaysMakeTheDayAnEdit() {
    LocalDate later = LocalDate.of(2027, 6, 15);
    try (Comparer comparer = Comparer.start(before, Examples.DAY, before, later, CompareOptions.DEFAULTS)) {
      comparer.addJsonLines(LINES);
      try (Comparison comparison = comparer.finish()) {
        assertEquals("as_of", comparison.edits().get(0).where());
        assertEquals("[1 because day of decision 2026-06-15 -> 2027-06-15]", comparison.causes().toString());
      }
    }
  }

  @Test
  void whatIsWrongIsRefused() throws IOException {
    CompareOptions options = CompareOptions.DEFAULTS;
    BadCallException early =
        assertThrows(BadCallException.class, () -> Comparer.start(before, after, LocalDate.of(2020, 1, 1), options));
    assertTrue(early.getMessage().contains("not yet in effect"), early.getMessage());
    assertThrows(NullPointerException.class, () -> Comparer.start(null, after, Examples.DAY, options));
    assertThrows(NullPointerException.class, () -> Comparer.start(before, null, Examples.DAY, options));
    assertThrows(NullPointerException.class, () -> Comparer.start(before, after, null, options));
    assertThrows(NullPointerException.class, () -> Comparer.start(before, after, Examples.DAY, null));
    try (BufferAllocator allocator = new RootAllocator();
        Comparer comparer = Comparer.start(before, after, Examples.DAY, options)) {
      assertThrows(NullPointerException.class, () -> comparer.addJsonLines((String) null));
      assertThrows(NullPointerException.class, () -> comparer.addJsonLines((byte[]) null));
      assertThrows(NoSuchFileException.class, () -> comparer.addFile(folder.resolve("none.jsonl")));
      Register wrong = new Register(allocator, 4, 4, Register.Column.of("registered_on", new ArrowType.Int(64, true)));
      BadDataException e = assertThrows(BadDataException.class, () -> ArrowRegister.add(comparer, wrong, allocator));
      assertTrue(e.findings().get(0).path().contains("registered_on"), e.getMessage());
      assertTrue(wrong.isClosed());
      Register fails = new Register(allocator, 100, 10);
      fails.failAfter(30, new IOException("the disk is gone"));
      try (Comparer other = Comparer.start(before, after, Examples.DAY, options)) {
        BadDataException failed = assertThrows(BadDataException.class, () -> ArrowRegister.add(other, fails, allocator));
        assertSame(fails.failure(), failed.getCause());
        assertTrue(fails.isClosed());
        for (Consumer<Comparer> use : List.<Consumer<Comparer>>of(Comparer::finish, Comparer::flipLines, c -> c.addJsonLines(LINES))) {
          IllegalStateException spent = assertThrows(IllegalStateException.class, () -> use.accept(other));
          assertEquals("This comparer has failed: it can only be closed.", spent.getMessage());
        }
      }
    }
    try (Comparer comparer = Comparer.start(before, after, Examples.DAY, options)) {
      comparer.finish().close();
      assertThrows(BadCallException.class, comparer::finish);
    }
  }

  @Test
  void whatIsClosedIsRefusedAndWhatWasReadStays() {
    Comparer comparer = Comparer.start(before, after, Examples.DAY, CompareOptions.DEFAULTS);
    before.close();
    comparer.addJsonLines(LINES);
    Comparison comparison = comparer.finish();
    comparer.close();
    comparer.close();
    List<Consumer<Comparer>> feeding =
        List.of(c -> c.addJsonLines(LINES), Comparer::rowCount, Comparer::flipLines, Comparer::finish);
    for (Consumer<Comparer> use : feeding) {
      IllegalStateException e = assertThrows(IllegalStateException.class, () -> use.accept(comparer));
      assertEquals("This comparer has been closed.", e.getMessage());
    }
    assertEquals("comparer", comparer.toString());
    List<Comparison.Cause> causes = comparison.causes();
    comparison.close();
    comparison.close();
    List<Consumer<Comparison>> uses =
        List.of(
            Comparison::families,
            Comparison::unreadable,
            Comparison::flipCount,
            Comparison::newlyEligible,
            Comparison::noLongerEligible,
            c -> c.transition(Outcome.NOT_YET, Outcome.ELIGIBLE),
            Comparison::edits,
            Comparison::causes,
            Comparison::flips,
            Comparison::invalidRows,
            c -> c.text(Language.ENGLISH),
            c -> c.html(Language.ENGLISH),
            Comparison::toJson);
    for (Consumer<Comparison> use : uses) {
      IllegalStateException e = assertThrows(IllegalStateException.class, () -> use.accept(comparison));
      assertEquals("This comparison has been closed.", e.getMessage());
    }
    assertEquals("closed comparison", comparison.toString());
    assertEquals(3, causes.size());
  }
}
