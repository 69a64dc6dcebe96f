package org.graduasi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.arrow.c.ArrowArrayStream;
import org.apache.arrow.c.Data;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The quality of a register: every record is accounted for, every finding has its place, and nobody is named. */
class RegisterQualityTest {
  private static final String NIK = "3579010000000001";

  private static final List<String> ROWS =
      List.of(
          "{\"id\": \"K1\", \"region\": {\"system\": \"KEMENDAGRI\", \"code\": \"35.79.02\"},"
              + " \"members\": [{\"nik\": \"" + NIK + "\", \"name\": \"Siti Aminah\", \"born_on\": \"1990-05-01\"}]}",
          "{\"id\": \"K2\", \"region\": {\"system\": \"KEMENDAGRI\", \"code\": \"35.79.02\"},"
              + " \"members\": [{\"born_on\": \"1991\"}, {\"nik\": \"" + NIK + "\"}]}",
          "{\"id\": \"K3\", \"region\": {\"system\": \"KEMENDAGRI\", \"code\": \"36.01\"}, \"kk\": \"12\"}",
          "{\"id\": \"K4\", \"registered_on\": \"2026-06-16\"}",
          "no JSON");

  @TempDir Path folder;

  private Path register() throws IOException {
    return Files.writeString(folder.resolve("register.jsonl"), String.join("\n", ROWS) + "\n");
  }

  private Path codes() throws IOException {
    return Files.writeString(folder.resolve("wilayah_2025.csv"), "kode,nama\n35,Jawa Timur\n35.79,Kota Batu\n");
  }

  private RegisterQualityReport examined(QualityOptions options) throws IOException {
    try (RegisterQuality quality = RegisterQuality.start(Examples.DAY, options)) {
      quality.addRegions(codes());
      quality.addFile(register());
      return quality.finish();
    }
  }

  @Test
  void everyRecordIsAccountedFor() throws IOException {
    try (RegisterQualityReport report = examined(QualityOptions.DEFAULTS)) {
      assertEquals(5, report.fed());
      assertEquals(4, report.readable());
      assertEquals(1, report.unreadable());
      assertEquals(0, report.sound());
      assertEquals(4, report.withFindings());
      assertEquals(1, report.invalid());
      assertEquals(3, report.members());
      assertEquals(0, report.idsWithheld());
      assertEquals(3, report.regionsChecked());
      assertEquals(2, report.regionsUnchecked());
      assertEquals(Examples.DAY, report.asOf());
      assertEquals("5 records, 1 unreadable, 4 with findings", report.toString());
      List<RegisterQualityReport.Region> regions = report.regions();
      assertEquals("[: 2 records, 35.79.02: 2 records, 36.01: 1 records]", regions.toString());
      assertEquals(List.of("", "KEMENDAGRI", "KEMENDAGRI"), mapped(regions, RegisterQualityReport.Region::system));
      for (RegisterQualityReport.Region region : regions) {
        assertEquals(region.records(), region.unreadable() + region.sound() + region.withFindings());
      }
      assertEquals(1, regions.get(0).unreadable());
      assertEquals(2, regions.get(1).withFindings());
    }
  }

  private static <A, B> List<B> mapped(List<A> list, java.util.function.Function<A, B> function) {
    return list.stream().map(function).collect(Collectors.toList());
  }

  @Test
  void everyKindSaysWhereAndWhatToAsk() throws IOException {
    try (RegisterQualityReport report = examined(QualityOptions.DEFAULTS)) {
      List<RegisterQualityReport.Kind> kinds = report.kinds();
      assertEquals(
          "[NOT_JSON: 1, KK_MALFORMED: 1, NIK_IN_TWO_RECORDS: 2, REGION_NEVER_EXISTED: 1, DATE_AHEAD: 1]",
          kinds.toString());
      assertEquals(
          List.of(
              RegisterQualityReport.Effect.UNREADABLE,
              RegisterQualityReport.Effect.INVALID,
              RegisterQualityReport.Effect.QUESTIONABLE),
          mapped(kinds.subList(0, 3), RegisterQualityReport.Kind::effect));
      RegisterQualityReport.Kind repeat = kinds.get(2);
      assertEquals("NIK_IN_TWO_RECORDS", repeat.code());
      assertEquals(1, repeat.cases());
      assertEquals(2, repeat.places());
      assertEquals(2, repeat.records());
      assertEquals(Map.of("35.79.02", 2L), repeat.regions());
      assertTrue(repeat.sentence(Language.INDONESIAN).contains("NIK"), repeat.sentence(Language.INDONESIAN));
      assertFalse(repeat.ask(Language.INDONESIAN).equals(repeat.ask(Language.ENGLISH)));
      String file = folder.resolve("register.jsonl").toString();
      QualityPlace place = repeat.first().get(1);
      assertEquals(new QualityRecord(file, 2, "K2"), place.record());
      assertEquals(new QualityRecord(file, 2, "K2").hashCode(), place.record().hashCode());
      assertEquals("members[1].nik", place.path());
      assertEquals(Optional.of(new QualityRecord(file, 1, "K1")), place.other());
      assertEquals("members[0].nik", place.otherPath());
      assertEquals("35.79.02", place.region());
      assertEquals(0, place.column());
      assertEquals("the same NIK in another record", place.message(Language.ENGLISH));
      assertEquals("NIK_IN_TWO_RECORDS " + file + ":2 (K2) members[1].nik", place.toString());
      QualityPlace nowhere = kinds.get(3).first().get(0);
      assertEquals("36", nowhere.regionPart());
      assertEquals("", nowhere.existedIn());
      assertEquals("", nowhere.successor());
      QualityPlace unread = kinds.get(0).first().get(0);
      assertEquals(new QualityRecord(file, 5, ""), unread.record());
      assertEquals(Optional.empty(), unread.other());
      assertEquals("", unread.otherPath());
      assertTrue(unread.column() > 0);
      assertThrows(UnsupportedOperationException.class, () -> repeat.regions().clear());
    }
  }

  @Test
  void aRegionThatWasRenamedHasItsSuccessor() throws IOException {
    try (RegisterQuality quality = RegisterQuality.start(Examples.DAY)) {
      quality.addRegions("2020", "kode,successor\n35,\n35.78,35.79\n".getBytes(StandardCharsets.UTF_8));
      quality.addRegions("2025", "35\n35.79\n".getBytes(StandardCharsets.UTF_8));
      quality.add(7, ROWS.get(0).replace("35.79.02", "35.78.02"));
      try (RegisterQualityReport report = quality.finish()) {
        QualityPlace place = report.kinds().get(0).first().get(0);
        assertEquals("35.78", place.regionPart());
        assertEquals("2020", place.existedIn());
        assertEquals("35.79", place.successor());
        assertEquals(new QualityRecord("", 7, "K1"), place.record());
      }
    }
    // The vintage of a file is the last year in its name, or else its name.
    String[][] files = {{"codes-1999-2020.csv", "2020"}, {"codes.csv", "codes"}, {"codes20255.txt", "codes20255"}, {"2018", "2018"}};
    for (String[] file : files) {
      Path codes = Files.writeString(folder.resolve(file[0]), "35\n35.79\n");
      try (RegisterQuality quality = RegisterQuality.start(Examples.DAY, QualityOptions.DEFAULTS.vintage(file[1]))) {
        quality.addRegions(codes);
        quality.add(1, ROWS.get(0));
        quality.finish().close();
      }
    }
    // The vintage that is in force can be another than the latest.
    try (RegisterQuality quality = RegisterQuality.start(Examples.DAY, QualityOptions.DEFAULTS.vintage("2020"))) {
      quality.addRegions("2020", "35\n35.78\n".getBytes(StandardCharsets.UTF_8));
      quality.addRegions("2025", "35\n35.79\n".getBytes(StandardCharsets.UTF_8));
      quality.add(7, ROWS.get(0).replace("35.79.02", "35.78.02"));
      try (RegisterQualityReport report = quality.finish()) {
        assertEquals("[]", report.kinds().toString());
        assertEquals(1, report.sound());
      }
    }
  }

  @Test
  void nobodyIsNamed() throws IOException {
    try (RegisterQualityReport report = examined(QualityOptions.DEFAULTS)) {
      for (String output :
          List.of(
              report.text(Language.INDONESIAN), report.text(Language.ENGLISH), report.toJson(), report.kinds().toString())) {
        assertFalse(output.contains(NIK));
        assertFalse(output.contains("Siti"));
      }
      assertTrue(report.text(Language.INDONESIAN).contains("MUTU DATA REGISTER"));
      assertTrue(report.text(Language.ENGLISH).contains("QUALITY OF THE REGISTER"));
      assertTrue(report.toJson().contains("\"fed\":5"), report.toJson());
    }
  }

  @Test
  void whatAPolicyReadsIsMeasured() throws IOException {
    try (Policy policy = Policy.parse(Examples.TEXT)) {
      QualityOptions options = QualityOptions.DEFAULTS.policy(policy);
      try (RegisterQualityReport report = examined(options)) {
        assertEquals(
            "[household.registered_on: lacking in 3 records, household.members: lacking in 2 records,"
                + " household.members[].pregnant: lacking in 4 records]",
            report.facts().toString());
        RegisterQualityReport.Completeness pregnant = report.facts().get(2);
        assertEquals("household.members[].pregnant", pregnant.path());
        assertEquals(3, pregnant.values());
        assertEquals(3, pregnant.valuesLacking());
      }
      try (RegisterQualityReport report = examined(options.recordedWhenTrue("household.members[].pregnant"))) {
        assertEquals(
            "[household.registered_on: lacking in 3 records, household.members: lacking in 2 records]",
            report.facts().toString());
      }
      try (RegisterQualityReport report = examined(QualityOptions.DEFAULTS)) {
        assertTrue(report.facts().size() > 50, report.facts().size() + " facts");
      }
      policy.close();
      assertThrows(IllegalStateException.class, () -> RegisterQuality.start(Examples.DAY, options));
    }
  }

  @Test
  void placesAreKeptAsAsked() throws IOException {
    for (int kept : new int[] {0, 1, 20}) {
      try (RegisterQualityReport report = examined(QualityOptions.DEFAULTS.placesKept(kept))) {
        assertEquals(Math.min(kept, 2), report.kinds().get(2).first().size());
        assertEquals(2, report.kinds().get(2).places());
      }
    }
    try (RegisterQuality quality = RegisterQuality.start(Examples.DAY, QualityOptions.DEFAULTS.collectPlaces(true).placesKept(0))) {
      quality.startFeed("batu.jsonl");
      quality.add(1, ROWS.get(0));
      assertEquals("[]", quality.takePlaces().toString());
      quality.add(2, ROWS.get(1));
      quality.add(3, ROWS.get(4));
      assertEquals("[NOT_JSON batu.jsonl:3]", quality.takePlaces().toString());
      quality.finish().close();
      assertEquals(
          "[NIK_IN_TWO_RECORDS batu.jsonl:1 (K1) members[0].nik, NIK_IN_TWO_RECORDS batu.jsonl:2 (K2) members[1].nik]",
          quality.takePlaces().toString());
      assertEquals("[]", quality.takePlaces().toString());
    }
    try (RegisterQuality quality = RegisterQuality.start(Examples.DAY)) {
      quality.add(3, ROWS.get(4));
      assertEquals("[]", quality.takePlaces().toString(), "nobody asked for them");
    }
  }

  @Test
  void regionsAreCountedAtTheirLevel() throws IOException {
    String[] expected = {"[, 35, 36]", "[, 35.79, 36.01]", "[, 35.79.02, 36.01]", "[, 35.79.02, 36.01]"};
    for (int level = 1; level <= 4; ++level) {
      try (RegisterQualityReport report = examined(QualityOptions.DEFAULTS.regionLevel(level))) {
        assertEquals(expected[level - 1], mapped(report.regions(), RegisterQualityReport.Region::code).toString());
      }
    }
  }

  @Test
  void columnsAreTheSameRegister() throws IOException {
    try (BufferAllocator allocator = new RootAllocator()) {
      List<String> reports = new ArrayList<>();
      for (int door = 0; door < 3; ++door) {
        try (RegisterQuality quality = RegisterQuality.start(LocalDate.of(2025, 1, 2))) {
          Register register = new Register(allocator, 300, 70);
          if (door == 0) {
            for (int row = 0; row < 300; ++row) quality.add(row, Register.json(row));
            register.close();
          } else if (door == 1) {
            ArrowRegister.add(quality, register, allocator);
          } else {
            ArrowArrayStream stream = ArrowArrayStream.allocateNew(allocator);
            Data.exportArrayStream(allocator, register, stream);
            ArrowRegister.add(quality, stream);
          }
          assertTrue(register.isClosed());
          try (RegisterQualityReport report = quality.finish()) {
            assertEquals(300, report.fed());
            assertEquals("[DATE_AHEAD: 98]", report.kinds().toString());
            reports.add(report.toJson().replaceAll("\"feeds\":\\[[^]]*\\],", ""));
          }
        }
      }
      assertEquals(reports.get(0), reports.get(1));
      assertEquals(reports.get(1), reports.get(2));
    }
  }

  @Test
  void aStreamIsClosedWhateverHappens() throws IOException {
    try (BufferAllocator allocator = new RootAllocator()) {
      RegisterQuality quality = RegisterQuality.start(Examples.DAY);
      Register wrong = new Register(allocator, 4, 4, Register.Column.of("kk", new ArrowType.Int(64, true)));
      BadDataException e =
          assertThrows(BadDataException.class, () -> ArrowRegister.add(quality, wrong, allocator));
      assertTrue(e.findings().get(0).path().contains("kk"), e.getMessage());
      assertTrue(wrong.isClosed());
      Register fails = new Register(allocator, 100, 10);
      fails.failAfter(30, new IOException("the disk is gone"));
      BadDataException failed =
          assertThrows(BadDataException.class, () -> ArrowRegister.add(quality, fails, allocator));
      assertSame(fails.failure(), failed.getCause());
      assertTrue(fails.isClosed());
      try (RegisterQualityReport report = quality.finish()) {
        assertEquals(30, report.fed(), "the records before have been added");
      }
      Register late = new Register(allocator, 4, 4);
      assertThrows(BadCallException.class, () -> ArrowRegister.add(quality, late, allocator));
      assertTrue(late.isClosed());
      quality.close();
      Register closed = new Register(allocator, 4, 4);
      assertThrows(IllegalStateException.class, () -> ArrowRegister.add(quality, closed, allocator));
      assertTrue(closed.isClosed());
      Register none = new Register(allocator, 4, 4);
      assertThrows(NullPointerException.class, () -> ArrowRegister.add((RegisterQuality) null, none, allocator));
      assertTrue(none.isClosed());
      try (RegisterQuality open = RegisterQuality.start(Examples.DAY)) {
        ArrowArrayStream released = ArrowArrayStream.allocateNew(allocator);
        assertThrows(BadCallException.class, () -> ArrowRegister.add(open, released));
      }
    }
  }

  @Test
  void whatIsWrongIsRefused() throws IOException {
    for (QualityOptions wrong :
        List.of(
            QualityOptions.DEFAULTS.regionLevel(5),
            QualityOptions.DEFAULTS.regionLevel(-1),
            QualityOptions.DEFAULTS.recordedWhenTrue("household.id"))) {
      assertThrows(BadCallException.class, () -> RegisterQuality.start(Examples.DAY, wrong));
    }
    assertThrows(BadCallException.class, () -> QualityOptions.DEFAULTS.placesKept(-1));
    assertThrows(BadCallException.class, () -> QualityOptions.DEFAULTS.vintage("2025\0"));
    assertThrows(BadCallException.class, () -> RegisterQuality.start(LocalDate.of(10000, 1, 1)));
    assertThrows(NullPointerException.class, () -> RegisterQuality.start(null));
    assertThrows(NullPointerException.class, () -> RegisterQuality.start(Examples.DAY, null));
    try (RegisterQuality quality = RegisterQuality.start(Examples.DAY, QualityOptions.DEFAULTS.vintage("1999"))) {
      quality.addRegions(codes());
      BadCallException e = assertThrows(BadCallException.class, () -> quality.add(1, ROWS.get(0)));
      assertTrue(e.getMessage().contains("vintage"), e.getMessage());
    }
    try (RegisterQuality quality = RegisterQuality.start(Examples.DAY)) {
      BadDataException e =
          assertThrows(
              BadDataException.class,
              () -> quality.addRegions("2025", "kode\n35\nJawa\n".getBytes(StandardCharsets.UTF_8)));
      assertEquals(3, e.findings().get(0).line());
      assertThrows(NoSuchFileException.class, () -> quality.addFile(folder.resolve("none.jsonl")));
      assertThrows(NoSuchFileException.class, () -> quality.addRegions(folder.resolve("none.csv")));
      assertThrows(NullPointerException.class, () -> quality.add(1, (String) null));
      assertThrows(NullPointerException.class, () -> quality.add(1, (byte[]) null));
      assertThrows(NullPointerException.class, () -> quality.startFeed(null));
      quality.finish().close();
      assertThrows(BadCallException.class, quality::finish);
      assertThrows(BadCallException.class, () -> quality.add(1, ROWS.get(0)));
    }
  }

  @Test
  void whatIsClosedIsRefusedAndWhatWasReadStays() throws IOException {
    RegisterQuality quality = RegisterQuality.start(Examples.DAY);
    quality.add(1, ROWS.get(2));
    RegisterQualityReport report = quality.finish();
    quality.close();
    quality.close();
    List<Consumer<RegisterQuality>> feeding =
        List.of(
            q -> q.add(1, "{}"),
            q -> q.startFeed("x"),
            q -> q.addRegions("2025", new byte[0]),
            RegisterQuality::takePlaces,
            RegisterQuality::finish);
    for (Consumer<RegisterQuality> use : feeding) {
      assertThrows(IllegalStateException.class, () -> use.accept(quality));
    }
    List<RegisterQualityReport.Kind> kinds = report.kinds();
    report.close();
    report.close();
    List<Consumer<RegisterQualityReport>> uses =
        List.of(
            RegisterQualityReport::fed,
            RegisterQualityReport::readable,
            RegisterQualityReport::unreadable,
            RegisterQualityReport::sound,
            RegisterQualityReport::withFindings,
            RegisterQualityReport::invalid,
            RegisterQualityReport::members,
            RegisterQualityReport::idsWithheld,
            RegisterQualityReport::regionsChecked,
            RegisterQualityReport::regionsUnchecked,
            RegisterQualityReport::kinds,
            RegisterQualityReport::regions,
            RegisterQualityReport::facts,
            RegisterQualityReport::toJson,
            r -> r.text(Language.ENGLISH));
    for (Consumer<RegisterQualityReport> use : uses) {
      IllegalStateException e = assertThrows(IllegalStateException.class, () -> use.accept(report));
      assertEquals("This report has been closed.", e.getMessage());
    }
    assertEquals("closed report", report.toString());
    assertEquals("[KK_MALFORMED: 1]", kinds.toString());
    assertEquals(1, kinds.get(0).first().size());
  }

  @Test
  void itIsConfinedToOneThread() throws Exception {
    try (BufferAllocator allocator = new RootAllocator();
        RegisterQuality quality = RegisterQuality.start(Examples.DAY)) {
      List<Throwable> inside = new ArrayList<>();
      Register register =
          new Register(allocator, 30, 10) {
            @Override
            public boolean loadNextBatch() throws IOException {
              inside.add(assertThrows(IllegalStateException.class, () -> quality.add(1, "{}")));
              return super.loadNextBatch();
            }
          };
      ArrowRegister.add(quality, register, allocator);
      assertEquals(4, inside.size());
      assertEquals("This register quality is in use: it is confined to one thread at a time.", inside.get(0).getMessage());
      quality.add(31, "{}");
      try (RegisterQualityReport report = quality.finish()) {
        assertEquals(31, report.fed());
      }
    }
  }

  @Test
  void filesAreReadInWholeLines() throws IOException {
    String big = "x".repeat((1 << 20) + 5);
    for (String text :
        List.of("", "\n", "a", "a\n", "a\nb", "\n\n", big, big + "\n", "a\n" + big + "\n" + big + "\nb", "x\n".repeat(1 << 20),
            "abc\n".repeat(1 << 18))) {
      Lines lines = new Lines(new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)));
      StringBuilder read = new StringBuilder();
      for (byte[] block = lines.next(); block != null; block = lines.next()) {
        assertTrue(read.length() == 0 || read.charAt(read.length() - 1) == '\n', "a block begins a line");
        assertTrue(block.length > 0 && block.length < 3 << 20);
        read.append(new String(block, StandardCharsets.US_ASCII));
      }
      assertEquals(text.length(), read.length());
      assertTrue(text.contentEquals(read));
    }
    Path file = Files.writeString(folder.resolve("edges.jsonl"), "\n{}\n\n{}");
    try (RegisterQuality quality = RegisterQuality.start(Examples.DAY)) {
      quality.addFile(file);
      try (RegisterQualityReport report = quality.finish()) {
        assertEquals(4, report.fed());
        assertEquals(2, report.unreadable(), "an empty line is no record");
        assertEquals(3, report.kinds().get(0).first().get(1).record().row());
      }
    }
  }
}
