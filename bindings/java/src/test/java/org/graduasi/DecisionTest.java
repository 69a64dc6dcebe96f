package org.graduasi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DecisionTest {
  private Policy policy;

  @BeforeEach
  void parse() {
    policy = Policy.parse(Examples.TEXT);
  }

  @AfterEach
  void close() {
    policy.close();
  }

  @Test
  void saysWhatWasDecidedAndWhy() {
    try (Decision decision = policy.decide(Examples.family("K1", "2010-01-01"), Examples.DAY)) {
      assertEquals(Outcome.ELIGIBLE, decision.outcome());
      assertEquals(4, decision.outcomeCode());
      assertEquals("way", decision.route());
      assertEquals("K1", decision.householdId());
      assertEquals("small", decision.policyId());
      assertEquals("1", decision.policyVersion());
      assertEquals(Examples.DAY, decision.asOf());
      assertEquals("[long PASS]", decision.criteria().toString());
      assertEquals("[baby CLEAR]", decision.safeguards().toString());
      assertEquals("[way MET]", decision.routes().toString());
      assertEquals(List.of(), decision.missingFacts());
      assertEquals(List.of(), decision.findings());
      assertEquals("ELIGIBLE (way)", decision.toString());

      CriterionDecision criterion = decision.criteria().get(0);
      assertEquals("long", criterion.id());
      assertEquals(CriterionDecision.Result.PASS, criterion.result());
      assertEquals(4, criterion.resultCode());
      assertEquals("Cukup lama", criterion.title(Language.INDONESIAN));
      assertEquals("Long enough", criterion.title(Language.ENGLISH));
      assertEquals("example", criterion.source());
      assertFalse(criterion.isProposal());
      assertEquals(Actor.NOBODY, criterion.canAct());
      assertEquals(4, criterion.canActCode());

      SafeguardDecision safeguard = decision.safeguards().get(0);
      assertEquals("Hamil", safeguard.title(Language.INDONESIAN));
      assertEquals("example", safeguard.source());
      assertFalse(safeguard.isProposal());
      assertEquals(3, safeguard.resultCode());
      assertEquals("Way", decision.routes().get(0).title(Language.ENGLISH));
      assertEquals(3, decision.routes().get(0).resultCode());
    }
  }

  @Test
  void whatIsNotKnownIsNamed() {
    try (Decision decision = policy.decide("{\"id\": \"K2\", \"registered_on\": \"2021\", \"members\": [{}]}", Examples.DAY)) {
      assertEquals(Outcome.NEEDS_DATA, decision.outcome());
      assertEquals("way", decision.route());
      List<MissingFact> missing = decision.missingFacts();
      assertEquals("[household.members[0].pregnant, household.registered_on]", missing.toString());
      assertEquals(MissingFact.Why.ABSENT, missing.get(0).why());
      assertEquals("", missing.get(0).known());
      assertEquals(List.of("baby"), missing.get(0).neededBy());
      assertEquals(MissingFact.Why.IMPRECISE, missing.get(1).why());
      assertEquals(2, missing.get(1).whyCode());
      assertEquals("2021", missing.get(1).known());
      assertEquals("[baby MISSING]", decision.safeguards().toString());
      assertEquals(List.of("long"), decision.routes().get(0).waitingFor());
      assertEquals(List.of(), decision.routes().get(0).blockedBy());
    }
    try (Decision decision = policy.decide(Examples.family("K3", "2025-01-01"), Examples.DAY)) {
      assertEquals(Outcome.NOT_YET, decision.outcome());
      assertEquals(List.of("long"), decision.routes().get(0).blockedBy());
    }
  }

  @Test
  void whatIsRecordedOnlyWhenTrueIsDeclared() {
    String family = "{\"registered_on\": \"2010-01-01\", \"members\": [{}]}";
    DecideOptions options = DecideOptions.DEFAULTS.recordedWhenTrue("household.members[].pregnant");
    assertEquals(List.of("household.members[].pregnant"), options.recordedWhenTrue());
    assertEquals(List.of(), DecideOptions.DEFAULTS.recordedWhenTrue());
    try (Decision without = policy.decide(family, Examples.DAY);
        Decision with = policy.decide(family, Examples.DAY, options);
        Decision bytes = policy.decide(family.getBytes(StandardCharsets.UTF_8), Examples.DAY, options)) {
      assertEquals(Outcome.NEEDS_DATA, without.outcome());
      assertEquals(Outcome.ELIGIBLE, with.outcome());
      assertTrue(with.toJson().contains("\"household.members[].pregnant\""), with.toJson());
      assertEquals(with.toJson(), bytes.toJson());
    }
    DecideOptions wrong = DecideOptions.DEFAULTS.recordedWhenTrue("household.id", "household.members[].pregnant");
    BadCallException e = assertThrows(BadCallException.class, () -> policy.decide(family, Examples.DAY, wrong));
    assertTrue(e.getMessage().contains("household.id"), e.getMessage());
  }

  @Test
  void aRecordThatCannotBeReadIsADecision() {
    for (String record : List.of("", "{", "[]", "{\"idd\": 1}", "{\"members\": [{\"born_on\": \"2026-02-30\"}]}")) {
      try (Decision decision = policy.decide(record, Examples.DAY)) {
        assertEquals(Outcome.INVALID, decision.outcome(), record);
        assertFalse(decision.findings().isEmpty(), record);
        assertFalse(decision.findings().get(0).message().isEmpty(), record);
      }
    }
    try (Decision decision = policy.decide("{\n  \"idd\": 1}", Examples.DAY)) {
      assertEquals(2, decision.findings().get(0).line());
      assertEquals(List.of(), decision.criteria());
      assertEquals("", decision.householdId());
    }
    try (Decision decision = policy.decideBinary(new byte[] {(byte) 0xFF}, Examples.DAY)) {
      assertEquals(Outcome.INVALID, decision.outcome());
    }
  }

  @Test
  void binaryAndJsonRecordsAreDecidedAlike() {
    DecideOptions options = DecideOptions.DEFAULTS.recordedWhenTrue("household.members[].pregnant");
    try (Decision json = policy.decide(Examples.family("K1", "2010-01-01"), Examples.DAY, options);
        Decision binary = policy.decideBinary(Examples.binaryFamily("K1", "2010-01-01"), Examples.DAY, options)) {
      assertEquals(Outcome.ELIGIBLE, binary.outcome());
      assertEquals(json.toJson(), binary.toJson());
      assertArrayEquals(json.toBinary(), binary.toBinary());
    }
    try (Decision binary = policy.decideBinary(Examples.binaryFamily("K1", "2025-01-01"), Examples.DAY)) {
      assertEquals(Outcome.NOT_YET, binary.outcome());
    }
  }

  @Test
  void everyFormSaysTheSame() throws IOException {
    try (Decision decision = policy.decide(Examples.family("K1", "2025-01-01"), Examples.DAY)) {
      JsonNode json = new ObjectMapper().readTree(decision.toJson());
      assertEquals("NOT_YET", json.get("outcome").asText());
      assertEquals(
          decision.criteria().get(0).reason(Language.ENGLISH), json.get("criteria").get(0).get("reason").get("en").asText());
      assertEquals(
          decision.criteria().get(0).reason(Language.INDONESIAN), json.get("criteria").get(0).get("reason").get("id").asText());
      assertFalse(decision.criteria().get(0).reason(Language.ENGLISH).isEmpty());
      // The first field of graduasi.v1.Decision: number 1, of two bytes.
      byte[] start = {10, 2, 'K', '1'};
      assertArrayEquals(start, java.util.Arrays.copyOf(decision.toBinary(), 4));
      assertTrue(decision.explain(Language.INDONESIAN).contains("BELUM SIAP"), decision.explain(Language.INDONESIAN));
      assertTrue(decision.explain(Language.ENGLISH).contains("NOT YET"), decision.explain(Language.ENGLISH));
      assertTrue(decision.explain(Language.ENGLISH).contains("K1"));
    }
  }

  @Test
  void textIsUtf8WhateverThePlatform() {
    String id = "Kampung Ménténg \u2014 \uD83C\uDFE0";
    try (Decision decision = policy.decide(Examples.family(id, "2010-01-01"), Examples.DAY)) {
      assertEquals(id, decision.householdId());
      assertTrue(decision.toJson().contains(id), decision.toJson());
    }
  }

  /** Java would make a question mark of it, and a damaged id would pass for a sound one. */
  @Test
  void halfOfASurrogatePairIsDamageAndNotAQuestionMark() {
    for (String half : List.of("\uD83C", "\uDFE0", "\uDFE0\uD83C", "\uD83C\uD83C", "a\uD83Cb\uD83C\uDFE0\uDFE0")) {
      try (Decision decision = policy.decide(Examples.family("K" + half, "2010-01-01"), Examples.DAY)) {
        assertEquals(Outcome.INVALID, decision.outcome());
      }
    }
    BadPolicyException e =
        assertThrows(BadPolicyException.class, () -> Policy.parse(Examples.TEXT.replace("Five", "Fi\uD83Cve")));
    assertFalse(e.findings().isEmpty());
    assertArrayEquals(new byte[] {'?', (byte) 0xED, (byte) 0xA0, (byte) 0xBC}, Text.utf8("?\uD83C"));
  }

  @Test
  void routesCountWhatTheyNeed() {
    try (Policy reference = Policy.load(Examples.referencePolicy());
        Decision decision = reference.decide("{}", LocalDate.of(2026, 6, 15))) {
      RouteDecision.AtLeast atLeast =
          decision.routes().stream().flatMap(route -> route.atLeast().stream()).findFirst().orElseThrow();
      assertTrue(atLeast.needed() > 0);
      assertEquals(0, atLeast.passed());
      assertEquals("0 of " + atLeast.needed() + " needed", atLeast.toString());
      assertTrue(decision.criteria().stream().anyMatch(CriterionDecision::isProposal));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void codesOfANewerLibraryAreUnknownAndNeverGood() {
    for (int code : new int[] {5, 6, 100, -1, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
      assertEquals(Outcome.UNKNOWN, Outcome.of(code));
      assertEquals(CriterionDecision.Result.UNKNOWN, CriterionDecision.Result.of(code));
      assertEquals(SafeguardDecision.Result.UNKNOWN, SafeguardDecision.Result.of(code));
      assertEquals(RouteDecision.Result.UNKNOWN, RouteDecision.Result.of(code));
      assertEquals(MissingFact.Why.UNKNOWN, MissingFact.Why.of(code));
      assertEquals(Actor.UNKNOWN, Actor.of(code));
    }
    assertEquals(Outcome.ELIGIBLE, Outcome.of(4));
  }
}
