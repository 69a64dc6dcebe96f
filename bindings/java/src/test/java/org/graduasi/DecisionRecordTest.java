package org.graduasi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Records of decisions: made, read, verified; and what happens to those who change them. */
class DecisionRecordTest {
  private static final byte[] KEY = "k".repeat(32).getBytes();
  private static final String NIK = "3579010000000001";

  private Policy policy;
  private final List<DecisionRecord> chain = new ArrayList<>();

  /** One that may be proposed, one that may not, and one that cannot be read. */
  @BeforeEach
  void open() {
    policy = Policy.parse(Examples.TEXT);
    chain.add(DecisionRecord.make(policy, Examples.family("K1", "2010-01-01"), Examples.DAY, RecordOptions.DEFAULTS));
    for (String household : List.of(Examples.family("K2", "2025-01-01"), "no JSON")) {
      DecisionRecord last = chain.get(chain.size() - 1);
      chain.add(DecisionRecord.make(policy, household, Examples.DAY, RecordOptions.DEFAULTS, last));
    }
  }

  @AfterEach
  void close() {
    policy.close();
    chain.forEach(DecisionRecord::close);
  }

  @Test
  void aChainIsMadeAndReplays() {
    DecisionRecord first = chain.get(0);
    DecisionRecord second = chain.get(1);
    DecisionRecord third = chain.get(2);
    assertEquals("[1: ELIGIBLE as of 2026-06-15, 2: NOT_YET as of 2026-06-15, 3: INVALID as of 2026-06-15]", chain.toString());
    assertEquals(List.of(1L, 2L, 3L), chain.stream().map(DecisionRecord::number).collect(Collectors.toList()));
    assertEquals(List.of(4, 3, 0), chain.stream().map(DecisionRecord::outcomeCode).collect(Collectors.toList()));
    assertEquals(List.of(true, true, false), chain.stream().map(DecisionRecord::isReplayable).collect(Collectors.toList()));
    assertEquals(List.of("K1", "K2", ""), chain.stream().map(DecisionRecord::householdId).collect(Collectors.toList()));
    assertEquals("0".repeat(64), first.previousHash());
    assertEquals(first.hash(), second.previousHash());
    assertEquals(second.hash(), third.previousHash());
    assertEquals(policy.hash(), first.policyHash());
    assertEquals(Examples.DAY, first.asOf());
    assertEquals(List.of(), first.verify(policy));
    assertEquals(List.of(), second.verify(policy, first));
    assertEquals(List.of(), third.verify(policy, second));
  }

  @Test
  void aLineIsReadAsItWasWrittenOrNotAtAll() {
    for (DecisionRecord record : chain) {
      try (DecisionRecord again = DecisionRecord.parse(record.line())) {
        assertEquals(record, again);
        assertEquals(record.hashCode(), again.hashCode());
        assertEquals(record.line(), again.line());
      }
      byte[] line = Text.utf8(record.line());
      for (int at = 0; at < line.length; at += 11) {
        byte[] changed = line.clone();
        changed[at] ^= 1;
        assertThrows(BadDataException.class, () -> DecisionRecord.parse(changed));
      }
      assertThrows(BadDataException.class, () -> DecisionRecord.parse(record.line() + "\n"));
    }
    assertNotEquals(chain.get(0), chain.get(1));
    assertThrows(BadDataException.class, () -> DecisionRecord.parse(""));
  }

  @Test
  void anotherPlaceInTheChainIsADifference() {
    List<RecordDifference> moved = chain.get(2).verify(policy, chain.get(0));
    assertEquals(List.of("record", "previous"), fields(moved));
    assertEquals(chain.get(1).hash(), moved.get(1).recorded());
    assertEquals(chain.get(0).hash(), moved.get(1).recomputed());
    RecordDifference number = chain.get(1).verify(policy).get(0);
    assertEquals("record: 2, should be 1", number.toString());
    assertThrows(UnsupportedOperationException.class, () -> moved.remove(0));
  }

  private static List<String> fields(List<RecordDifference> differences) {
    return differences.stream().map(RecordDifference::field).collect(Collectors.toList());
  }

  @Test
  void anotherPolicyIsADifference() {
    try (Policy other = Policy.parse(Examples.TEXT.replace(">= 5", ">= 6"))) {
      List<RecordDifference> differences = chain.get(0).verify(other);
      assertEquals(List.of("policy.hash"), fields(differences));
      assertEquals(other.hash(), differences.get(0).recomputed());
      assertEquals(policy.hash(), differences.get(0).recorded());
    }
  }

  @Test
  void nobodyIsNamedUnlessAskedFor() {
    String family = Examples.family("K1", "2010-01-01").replace("{\"pregnant\"", "{\"nik\": \"" + NIK + "\", \"pregnant\"");
    assertFalse(line(family, RecordOptions.DEFAULTS).contains(NIK));
    assertTrue(line(family, RecordOptions.DEFAULTS.identitiesInClear(true)).contains(NIK));
    assertFalse(line(family, RecordOptions.DEFAULTS.identitiesInClear(true).identitiesInClear(false)).contains(NIK));
  }

  private String line(String family, RecordOptions options) {
    try (DecisionRecord record = DecisionRecord.make(policy, family, Examples.DAY, options)) {
      return record.line();
    }
  }

  @Test
  void theSealShowsWhoseRecordItIs() {
    String family = Examples.family("K1", "2010-01-01").replace("{\"pregnant\"", "{\"nik\": \"" + NIK + "\", \"pregnant\"");
    String twin = family.replace(NIK, "3579010000000002");
    byte[] key = KEY.clone();
    RecordOptions options = RecordOptions.DEFAULTS.sealKey(key);
    Arrays.fill(key, (byte) 0);
    try (DecisionRecord record = DecisionRecord.make(policy, family, Examples.DAY, options)) {
      assertEquals(List.of(), record.compare(family, KEY));
      assertEquals(List.of(), record.compare(twin));
      assertEquals(List.of("inputs.seal"), fields(record.compare(twin, KEY)));
      assertEquals(List.of("inputs.seal"), fields(record.compare(family, "j".repeat(32).getBytes())));
      assertEquals(List.of("inputs.household"), fields(record.compare(family.replace("2010", "2011"))));
      assertThrows(BadDataException.class, () -> record.compare("{"));
    }
  }

  @Test
  void whatIsRecordedOnlyWhenTrueIsKept() {
    String family = "{\"id\": \"K1\", \"registered_on\": \"2010-01-01\", \"members\": [{}]}";
    String fact = "household.members[].pregnant";
    try (DecisionRecord without = DecisionRecord.make(policy, family, Examples.DAY, RecordOptions.DEFAULTS);
        DecisionRecord with =
            DecisionRecord.make(policy, family, Examples.DAY, RecordOptions.DEFAULTS.recordedWhenTrue(fact))) {
      assertEquals(Outcome.NEEDS_DATA, without.outcome());
      assertEquals(Outcome.ELIGIBLE, with.outcome());
      assertTrue(with.line().contains(fact), with.line());
      assertEquals(List.of(), with.verify(policy));
    }
  }

  @Test
  void aWrongCallIsRefused() {
    String family = Examples.family("K1", "2010-01-01");
    for (RecordOptions wrong :
        List.of(
            RecordOptions.DEFAULTS.sealKey("short".getBytes()),
            RecordOptions.DEFAULTS.recordedWhenTrue("household.none"))) {
      assertThrows(BadCallException.class, () -> DecisionRecord.make(policy, family, Examples.DAY, wrong));
    }
    assertThrows(
        BadCallException.class,
        () -> DecisionRecord.make(policy, family, LocalDate.of(2025, 1, 1), RecordOptions.DEFAULTS));
    assertThrows(BadCallException.class, () -> RecordOptions.DEFAULTS.recordedWhenTrue("household.x\0"));
    // It asks who somebody is: with a stand-in the answer would be another.
    try (Policy nosy =
        Policy.parse(Examples.TEXT.replace("m.pregnant)", "m.pregnant || m.nik == '" + NIK + "')"))) {
      String named = family.replace("{\"pregnant\"", "{\"nik\": \"" + NIK + "\", \"pregnant\"");
      assertThrows(
          BadCallException.class, () -> DecisionRecord.make(nosy, named, Examples.DAY, RecordOptions.DEFAULTS));
    }
    RecordOptions options = RecordOptions.DEFAULTS;
    assertThrows(NullPointerException.class, () -> DecisionRecord.make(null, family, Examples.DAY, options));
    assertThrows(NullPointerException.class, () -> DecisionRecord.make(policy, null, Examples.DAY, options));
    assertThrows(NullPointerException.class, () -> DecisionRecord.make(policy, family, null, options));
    assertThrows(NullPointerException.class, () -> DecisionRecord.make(policy, family, Examples.DAY, null));
    assertThrows(NullPointerException.class, () -> DecisionRecord.make(policy, family, Examples.DAY, options, null));
    assertThrows(NullPointerException.class, () -> DecisionRecord.parse((String) null));
    assertThrows(NullPointerException.class, () -> DecisionRecord.parse((byte[]) null));
    assertThrows(NullPointerException.class, () -> chain.get(0).verify(null));
    assertThrows(NullPointerException.class, () -> chain.get(1).verify(policy, null));
    assertThrows(NullPointerException.class, () -> chain.get(0).compare(null));
    assertThrows(NullPointerException.class, () -> chain.get(0).compare(family, null));
    assertThrows(NullPointerException.class, () -> options.sealKey(null));
  }

  @Test
  void whatIsClosedIsRefused() {
    DecisionRecord first = chain.get(0);
    DecisionRecord second = chain.get(1);
    String hash = first.hash();
    first.close();
    first.close();
    List<Consumer<DecisionRecord>> uses =
        List.of(
            DecisionRecord::line,
            DecisionRecord::number,
            DecisionRecord::previousHash,
            DecisionRecord::policyHash,
            DecisionRecord::householdId,
            DecisionRecord::asOf,
            DecisionRecord::outcome,
            DecisionRecord::outcomeCode,
            DecisionRecord::isReplayable,
            r -> r.verify(policy),
            r -> r.compare("{}"),
            r -> second.verify(policy, r),
            r -> DecisionRecord.make(policy, "{}", Examples.DAY, RecordOptions.DEFAULTS, r));
    for (Consumer<DecisionRecord> use : uses) {
      IllegalStateException e = assertThrows(IllegalStateException.class, () -> use.accept(first));
      assertEquals("This record has been closed.", e.getMessage());
    }
    assertEquals("closed record", first.toString());
    assertEquals(hash, first.hash(), "its name stays");
    policy.close();
    assertThrows(IllegalStateException.class, () -> second.verify(policy));
    assertThrows(
        IllegalStateException.class, () -> DecisionRecord.make(policy, "{}", Examples.DAY, RecordOptions.DEFAULTS, second));
  }
}
