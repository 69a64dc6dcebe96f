package org.graduasi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A slip is an exception that says what is wrong, and never the end of the process. */
class MisuseTest {
  private static final String FAMILY = Examples.family("K1", "2010-01-01");

  @Test
  void aClosedPolicyIsRefused() {
    Policy policy = Policy.parse(Examples.TEXT);
    Decision decision = policy.decide(FAMILY, Examples.DAY);
    policy.close();
    policy.close();
    List<Consumer<Policy>> uses =
        List.of(
            Policy::id,
            Policy::version,
            Policy::hash,
            p -> p.title(Language.ENGLISH),
            Policy::effectiveFrom,
            Policy::effectiveUntil,
            Policy::criteria,
            Policy::safeguards,
            Policy::routes,
            Policy::factsRead,
            Policy::isSynthetic,
            p -> p.decide(FAMILY, Examples.DAY),
            p -> p.decide(new byte[0], Examples.DAY),
            p -> p.decideBinary(new byte[0], Examples.DAY));
    for (Consumer<Policy> use : uses) {
      IllegalStateException e = assertThrows(IllegalStateException.class, () -> use.accept(policy));
      assertEquals("This policy has been closed.", e.getMessage());
    }
    assertEquals("closed policy", policy.toString());
    assertEquals(Outcome.ELIGIBLE, decision.outcome(), "a decision outlives its policy");
    decision.close();
  }

  @Test
  void aClosedDecisionIsRefusedAndWhatWasReadFromItStays() {
    Policy policy = Policy.parse(Examples.TEXT);
    Decision decision = policy.decide(FAMILY, Examples.DAY);
    List<CriterionDecision> criteria = decision.criteria();
    decision.close();
    decision.close();
    List<Consumer<Decision>> uses =
        List.of(
            Decision::outcome,
            Decision::outcomeCode,
            Decision::route,
            Decision::householdId,
            Decision::policyId,
            Decision::policyVersion,
            Decision::asOf,
            Decision::criteria,
            Decision::safeguards,
            Decision::routes,
            Decision::missingFacts,
            Decision::findings,
            Decision::toJson,
            Decision::toBinary,
            d -> d.explain(Language.INDONESIAN));
    for (Consumer<Decision> use : uses) {
      IllegalStateException e = assertThrows(IllegalStateException.class, () -> use.accept(decision));
      assertEquals("This decision has been closed.", e.getMessage());
    }
    assertEquals("closed decision", decision.toString());
    assertEquals("Long enough", criteria.get(0).title(Language.ENGLISH));
    assertThrows(UnsupportedOperationException.class, () -> criteria.clear());
    policy.close();
  }

  @Test
  void nullIsRefusedBeforeTheLibraryIsCalled() {
    try (Policy policy = Policy.parse(Examples.TEXT);
        Decision decision = policy.decide(FAMILY, Examples.DAY)) {
      assertThrows(NullPointerException.class, () -> Policy.parse(null));
      assertThrows(NullPointerException.class, () -> Policy.parseJson(null));
      assertThrows(NullPointerException.class, () -> Policy.parseBinary(null));
      assertThrows(NullPointerException.class, () -> Policy.load(null));
      assertThrows(NullPointerException.class, () -> policy.title(null));
      assertThrows(NullPointerException.class, () -> policy.decide((String) null, Examples.DAY));
      assertThrows(NullPointerException.class, () -> policy.decide((byte[]) null, Examples.DAY));
      assertThrows(NullPointerException.class, () -> policy.decideBinary(null, Examples.DAY));
      assertThrows(NullPointerException.class, () -> policy.decide(FAMILY, null));
      assertThrows(NullPointerException.class, () -> policy.decide(FAMILY, Examples.DAY, null));
      assertThrows(NullPointerException.class, () -> decision.explain(null));
      assertThrows(NullPointerException.class, () -> decision.criteria().get(0).reason(null));
      assertThrows(NullPointerException.class, () -> DecideOptions.DEFAULTS.recordedWhenTrue((String) null));
    }
  }

  @Test
  void aDayOutsideThePeriodOrTheCalendarIsABadCall() {
    try (Policy policy = Policy.parse(Examples.TEXT)) {
      LocalDate wrapped = LocalDate.ofEpochDay(Examples.DAY.toEpochDay() + (1L << 32));  // the same in 32 bits
      for (LocalDate day :
          List.of(
              LocalDate.of(2025, 12, 31),
              LocalDate.of(0, 1, 1),
              LocalDate.of(10000, 1, 1),
              LocalDate.MIN,
              LocalDate.MAX,
              wrapped)) {
        BadCallException e = assertThrows(BadCallException.class, () -> policy.decide(FAMILY, day), day.toString());
        assertEquals(1, e.findings().size());
        assertTrue(e.getMessage().startsWith("as_of"), e.getMessage());
      }
      policy.decide(FAMILY, LocalDate.of(9999, 12, 31)).close();
    }
  }

  @Test
  void daysAreThoseOfTheLibrary() {
    NativeLoader.ready();
    for (String text : List.of("0001-01-01", "1582-10-10", "1900-02-28", "1970-01-01", "2024-02-29", "9999-12-31")) {
      int[] days = new int[1];
      long[] error = new long[1];
      byte[] bytes = Text.utf8(text);
      GraduasiException.check(Capi.graduasi_day_parse(bytes, Capi.SizeT.of(bytes.length), days, error), error);
      assertEquals(LocalDate.parse(text), Days.date(days[0]));
      assertEquals(days[0], Days.of(LocalDate.parse(text)));
      byte[] buffer = new byte[11];
      GraduasiException.check(Capi.graduasi_day_format(days[0], buffer, Capi.SizeT.of(11), error), error);
      assertEquals(text + "\0", new String(buffer, java.nio.charset.StandardCharsets.US_ASCII));
    }
    byte[] bytes = Text.utf8("2026-02-30");
    long[] error = new long[1];
    assertThrows(
        BadDataException.class,
        () -> GraduasiException.check(Capi.graduasi_day_parse(bytes, Capi.SizeT.of(10), new int[1], error), error));
  }

  /** C would stop reading there, and take the path before it. */
  @Test
  void aPathWithANulIsRefused() {
    assertThrows(
        BadCallException.class, () -> DecideOptions.DEFAULTS.recordedWhenTrue("household.members[].pregnant\0x"));
    assertThrows(
        BadCallException.class, () -> StreamOptions.DEFAULTS.recordedWhenTrue("household.members[].pregnant\0x"));
  }

  @Test
  void statusesSayWhoMustAct() {
    Class<?>[] types = {
      BadCallException.class,
      BadPolicyException.class,
      BadDataException.class,
      UnsupportedException.class,
      NativeMemoryException.class,
      InternalException.class,
      InternalException.class
    };
    for (int status = 1; status <= types.length; ++status) {
      int now = status;
      GraduasiException e = assertThrows(GraduasiException.class, () -> GraduasiException.check(now, new long[1]));
      assertEquals(types[status - 1], e.getClass());
      assertEquals(List.of(), e.findings());
      assertTrue(e.getMessage().contains("status " + status), e.getMessage());
    }
    GraduasiException.check(Capi.OK, new long[1]);
  }

  @Test
  void anExceptionCanBeSentAcrossAnApplication() throws Exception {
    BadPolicyException e = assertThrows(BadPolicyException.class, () -> Policy.parse("id: 1"));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(e);
    }
    try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      BadPolicyException copy = (BadPolicyException) in.readObject();
      assertEquals(e.getMessage(), copy.getMessage());
      assertEquals(e.findings().toString(), copy.findings().toString());
    }
  }
}
