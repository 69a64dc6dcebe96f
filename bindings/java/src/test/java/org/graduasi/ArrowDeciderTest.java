package org.graduasi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.arrow.c.ArrowArrayStream;
import org.apache.arrow.c.Data;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A register as Arrow columns: every path ends with all memory given back, which closing the allocator checks. */
class ArrowDeciderTest {
  private BufferAllocator allocator;
  private Policy policy;

  @BeforeEach
  void open() {
    allocator = new RootAllocator();
    policy = Policy.parse(Examples.TEXT);
  }

  @AfterEach
  void close() {
    policy.close();
    allocator.close();
  }

  @Test
  void everyRowIsDecidedAsItWouldBeAlone() throws IOException {
    List<String> alone = new ArrayList<>();
    for (int row = 0; row < 300; ++row) {
      try (Decision decision = policy.decide(Register.json(row), Examples.DAY)) {
        alone.add(decision.householdId() + " " + decision.outcome());
      }
    }
    assertTrue(alone.stream().anyMatch(line -> line.endsWith("ELIGIBLE")));
    assertTrue(alone.stream().anyMatch(line -> line.endsWith("NOT_YET")));
    assertTrue(alone.stream().anyMatch(line -> line.endsWith("NEEDS_DATA")));
    assertTrue(alone.stream().anyMatch(line -> line.endsWith("PROTECTED")));
    for (StreamOptions options :
        List.of(StreamOptions.DEFAULTS, StreamOptions.DEFAULTS.threads(3).batchRows(7), StreamOptions.DEFAULTS.batchRows(1))) {
      try (ArrowReader decisions = decide(new Register(allocator, 300, 70), options)) {
        assertEquals(alone, rows(decisions));
      }
    }
  }

  @Test
  void columnsSayWhatWasDecided() throws IOException {
    try (ArrowReader decisions = decide(new Register(allocator, 4, 4), StreamOptions.DEFAULTS)) {
      assertTrue(decisions.loadNextBatch());
      VectorSchemaRoot root = decisions.getVectorSchemaRoot();
      List<String> names = new ArrayList<>();
      root.getSchema().getFields().forEach(field -> names.add(field.getName()));
      assertEquals("[id, outcome, route, failed, missing, protecting, score, findings]", names.toString());
      assertEquals("K0 ELIGIBLE way [] [] [] null []", row(root, 0));
      assertEquals("K1 NOT_YET null [\"long\"] [] [] null []", row(root, 1));
      assertEquals("K2 NEEDS_DATA null [] [\"long\"] [] null []", row(root, 2));
      assertEquals("K3 PROTECTED null [] [] [\"baby\"] null []", row(root, 3));
      Map<String, String> metadata = root.getSchema().getCustomMetadata();
      assertEquals("small", metadata.get("graduasi.policy_id"));
      assertEquals("1", metadata.get("graduasi.policy_version"));
      assertEquals("2026-06-15", metadata.get("graduasi.as_of"));
      assertEquals("", metadata.get("graduasi.absent_columns"));
      assertEquals("", metadata.get("graduasi.ignored_columns"));
      assertFalse(decisions.loadNextBatch());
      assertFalse(decisions.loadNextBatch(), "the end stays the end");
    }
  }

  @Test
  void aStreamOfTheCInterfaceIsTakenToo() throws IOException {
    Register register = new Register(allocator, 10, 3);
    ArrowArrayStream stream = ArrowArrayStream.allocateNew(allocator);
    Data.exportArrayStream(allocator, register, stream);
    try (ArrowReader decisions = ArrowDecider.decide(policy, stream, allocator, Examples.DAY, StreamOptions.DEFAULTS)) {
      policy.close();
      assertEquals(10, rows(decisions).size(), "the stream outlives the policy");
    }
    assertTrue(register.isClosed());
    ArrowArrayStream released = ArrowArrayStream.allocateNew(allocator);
    try (Policy open = Policy.parse(Examples.TEXT)) {
      BadCallException e =
          assertThrows(
              BadCallException.class,
              () -> ArrowDecider.decide(open, released, allocator, Examples.DAY, StreamOptions.DEFAULTS));
      assertTrue(e.getMessage().contains("released"), e.getMessage());
    }
  }

  @Test
  void optionsReachTheLibrary() throws IOException {
    StreamOptions options = StreamOptions.DEFAULTS.recordedWhenTrue("household.members[].pregnant");
    try (ArrowReader decisions = decide(new Register(allocator, 8, 8), options)) {
      Map<String, String> metadata = decisions.getVectorSchemaRoot().getSchema().getCustomMetadata();
      assertEquals("household.members[].pregnant", metadata.get("graduasi.recorded_when_true"));
    }
    for (StreamOptions wrong :
        List.of(
            StreamOptions.DEFAULTS.threads(1025),
            StreamOptions.DEFAULTS.threads(-1),
            StreamOptions.DEFAULTS.batchRows(65537),
            StreamOptions.DEFAULTS.batchRows(Integer.MIN_VALUE),
            StreamOptions.DEFAULTS.recordedWhenTrue("household.id"))) {
      Register register = new Register(allocator, 8, 8);
      assertThrows(BadCallException.class, () -> decide(register, wrong));
      assertTrue(register.isClosed());
    }
  }

  @Test
  void memoryDoesNotGrowWithTheRegister() throws IOException {
    try (ArrowReader decisions = decide(new Register(allocator, 400000, 1000), StreamOptions.DEFAULTS)) {
      int rows = 0;
      long[] most = new long[2];
      while (decisions.loadNextBatch()) {
        rows += decisions.getVectorSchemaRoot().getRowCount();
        int half = rows <= 200000 ? 0 : 1;
        most[half] = Math.max(most[half], allocator.getAllocatedMemory());
      }
      assertEquals(400000, rows);
      assertTrue(most[0] > 0 && most[1] <= most[0], most[0] + " bytes, then " + most[1]);
    }
  }

  @Test
  void closingEarlyOrTwiceOrUsingAfterwardsIsSafe() throws IOException {
    Register register = new Register(allocator, 1000, 10);
    ArrowReader decisions = decide(register, StreamOptions.DEFAULTS.batchRows(10));
    assertTrue(decisions.loadNextBatch());
    decisions.close();
    decisions.close();
    assertTrue(register.isClosed());
    assertThrows(IllegalStateException.class, decisions::loadNextBatch);
    assertThrows(IllegalStateException.class, decisions::getVectorSchemaRoot);
    decide(new Register(allocator, 10, 10), StreamOptions.DEFAULTS).close();
  }

  @Test
  void anInputThatFailsIsTheCause() throws IOException {
    Register register = new Register(allocator, 100, 10);
    register.failAfter(30, new IOException("the disk is gone"));
    try (ArrowReader decisions = decide(register, StreamOptions.DEFAULTS.batchRows(10))) {
      IOException e = assertThrows(IOException.class, () -> rows(decisions));
      assertEquals("The stream of households failed: java.io.IOException: the disk is gone", e.getMessage());
      assertSame(register.failure(), e.getCause());
    }
    Register runtime = new Register(allocator, 100, 10);
    runtime.failAfter(0, new IllegalArgumentException("of the application"));
    try (ArrowReader decisions = decide(runtime, StreamOptions.DEFAULTS)) {
      IOException e = assertThrows(IOException.class, decisions::loadNextBatch);
      assertSame(runtime.failure(), e.getCause());
    }
    Register schema = new Register(allocator, 100, 10);
    schema.failAfter(-1, new IOException("no schema"));
    BadDataException e = assertThrows(BadDataException.class, () -> decide(schema, StreamOptions.DEFAULTS));
    assertSame(schema.failure(), e.getCause());
    assertEquals("in", e.findings().get(0).path());
    assertTrue(schema.isClosed());
  }

  @Test
  void theRowsBeforeAFailureAreDelivered() throws IOException {
    Register register = new Register(allocator, 100, 10);
    register.failAfter(30, new IOException("the disk is gone"));
    List<String> delivered = new ArrayList<>();
    try (ArrowReader decisions = decide(register, StreamOptions.DEFAULTS.batchRows(10))) {
      assertThrows(IOException.class, () -> rows(decisions, delivered));
    }
    assertEquals(30, delivered.size());
  }

  @Test
  void aSlipClosesTheInput() {
    List<Register> registers = new ArrayList<>();
    for (int i = 0; i < 5; ++i) registers.add(new Register(allocator, 10, 10));
    StreamOptions options = StreamOptions.DEFAULTS;
    assertThrows(
        NullPointerException.class, () -> ArrowDecider.decide(null, registers.get(0), allocator, Examples.DAY, options));
    assertThrows(
        NullPointerException.class, () -> ArrowDecider.decide(policy, registers.get(1), allocator, null, options));
    assertThrows(
        NullPointerException.class, () -> ArrowDecider.decide(policy, registers.get(2), allocator, Examples.DAY, null));
    assertThrows(
        BadCallException.class,
        () -> ArrowDecider.decide(policy, registers.get(3), allocator, LocalDate.of(2025, 12, 31), options));
    policy.close();
    assertThrows(
        IllegalStateException.class, () -> ArrowDecider.decide(policy, registers.get(4), allocator, Examples.DAY, options));
    for (Register register : registers) assertTrue(register.isClosed());
  }

  @Test
  void aColumnOfAWrongTypeIsNamedWithWhatWouldBeRight() {
    ArrowType real = new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE);
    ArrowType naive = new ArrowType.Timestamp(TimeUnit.MICROSECOND, null);
    ArrowType number = new ArrowType.Int(64, true);
    BadDataException date = refused(Register.Column.of("registered_on", naive));
    assertEquals(1, date.findings().size(), date.getMessage());
    assertTrue(date.findings().get(0).path().contains("registered_on"), date.getMessage());
    assertTrue(date.getMessage().contains("date"), date.getMessage());
    BadDataException both = refused(Register.Column.of("registered_on", real), Register.Column.of("id", number));
    assertEquals(2, both.findings().size(), both.getMessage());
  }

  @Test
  void aMisspeltColumnIsListed() throws IOException {
    Register register = new Register(allocator, 4, 4, Register.Column.of("registered_onn", new ArrowType.Utf8()));
    try (ArrowReader decisions = decide(register, StreamOptions.DEFAULTS)) {
      Map<String, String> metadata = decisions.getVectorSchemaRoot().getSchema().getCustomMetadata();
      assertEquals("registered_onn", metadata.get("graduasi.ignored_columns"));
      assertEquals("registered_on", metadata.get("graduasi.absent_columns"));
      for (String row : rows(decisions)) assertTrue(row.endsWith("NEEDS_DATA") || row.endsWith("PROTECTED"), row);
    }
  }

  private BadDataException refused(Register.Column... columns) {
    Register register = new Register(allocator, 4, 4, columns);
    BadDataException e = assertThrows(BadDataException.class, () -> decide(register, StreamOptions.DEFAULTS));
    assertTrue(register.isClosed());
    return e;
  }

  private ArrowReader decide(Register register, StreamOptions options) {
    return ArrowDecider.decide(policy, register, allocator, Examples.DAY, options);
  }

  private static List<String> rows(ArrowReader decisions) throws IOException {
    List<String> rows = new ArrayList<>();
    rows(decisions, rows);
    return rows;
  }

  private static void rows(ArrowReader decisions, List<String> rows) throws IOException {
    while (decisions.loadNextBatch()) {
      VectorSchemaRoot root = decisions.getVectorSchemaRoot();
      for (int row = 0; row < root.getRowCount(); ++row) {
        rows.add(root.getVector("id").getObject(row) + " " + root.getVector("outcome").getObject(row));
      }
    }
  }

  private static String row(VectorSchemaRoot root, int row) {
    List<String> values = new ArrayList<>();
    root.getFieldVectors().forEach(column -> values.add(String.valueOf(column.getObject(row))));
    return String.join(" ", values);
  }
}
