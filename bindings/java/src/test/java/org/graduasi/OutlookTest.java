package org.graduasi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What lies ahead of one household: days, what people can do, and what is in nobody's hands. */
class OutlookTest {
  private static final LocalDate DECEMBER = LocalDate.of(2025, 12, 23);

  private static String household(String name) throws IOException {
    return new ObjectMapper()
        .readTree(Examples.SOURCE.resolve("tests/cases/" + name).toFile())
        .get("household")
        .toString();
  }

  private static Outlook foreseen(String name, LocalDate day) throws IOException {
    try (Policy policy = Policy.load(Examples.referencePolicy())) {
      return policy.foresee(household(name), day, OutlookOptions.DEFAULTS);
    }
  }

  @Test
  void aFamilyThatOnlyHasToWaitIsToldUntilWhen() throws IOException {
    try (Outlook outlook = foreseen("vector_4.json", DECEMBER)) {
      assertEquals("35.79.01-0007", outlook.householdId());
      assertEquals(Outcome.NOT_YET, outlook.outcome());
      assertEquals(LocalDate.of(2027, 1, 1), outlook.until());
      assertTrue(outlook.endsWithPolicy());
      assertFalse(outlook.lookedAtEveryDay());
      assertEquals(Optional.of(LocalDate.of(2026, 5, 15)), outlook.eligibleFrom());
      assertEquals(Optional.of(LocalDate.of(2026, 12, 1)), outlook.eligibleUntil());
      assertEquals(Optional.of(LocalDate.of(2026, 5, 2)), outlook.firstChange());
      List<Outlook.Turn> turns = outlook.turns();
      assertEquals(5, turns.size());
      assertEquals(LocalDate.of(2026, 1, 1), turns.get(0).day());
      assertFalse(turns.get(0).changesAnswer());
      assertEquals("2026-05-15: ELIGIBLE (mandiri)", turns.get(2).toString());
      assertEquals(Outcome.ELIGIBLE, turns.get(2).outcome());
      assertEquals("mandiri", turns.get(2).route());
      assertTrue(turns.get(2).changesAnswer());
      assertEquals("[2026-05-15 (mandiri): []]", outlook.changeSets().toString(), "waiting is enough");
      assertEquals(
          "  Ready at the earliest: 15 May 2026, if nothing else changes.\n", outlook.text(Language.ENGLISH));
      assertEquals("  Paling cepat siap: 15 Mei 2026, tanpa perubahan lain.\n", outlook.text(Language.INDONESIAN));
      assertEquals("NOT_YET, eligible from 2026-05-15", outlook.toString());
    }
  }

  @Test
  void whatCanBeDoneIsToldWithWhoCanDoIt() throws IOException {
    try (Outlook outlook = foreseen("vector_3_open.json", Examples.DAY)) {
      List<Outlook.ChangeSet> sets = outlook.changeSets();
      assertEquals("[2026-06-15 (mandiri): [finding E12 put right]]", sets.toString());
      assertFalse(outlook.changeSetsAreCut());
      assertEquals(Examples.DAY, sets.get(0).day());
      assertEquals("mandiri", sets.get(0).route());
      Outlook.Change change = sets.get(0).changes().get(0);
      assertEquals("temuan E12 diperbaiki", change.text(Language.INDONESIAN));
      assertEquals("G13", change.criterion());
      assertEquals(Actor.HOUSEHOLD, change.actor());
      assertEquals(1, change.actorCode());
      assertEquals("household.mentoring.inspections[0].findings[1].resolved_on", change.path());
      assertTrue(outlook.toJson().contains("\"edits\":[{\"kind\":\"SET\""), outlook.toJson());
      assertThrows(UnsupportedOperationException.class, () -> sets.get(0).changes().clear());
    }
  }

  @Test
  void whatIsInNobodysHandsIsNamedForEachRoute() throws IOException {
    try (Policy policy = Policy.load(Examples.referencePolicy());
        Outlook outlook = foreseen("vector_4.json", DECEMBER)) {
      Map<String, List<Outlook.Obstacle>> obstacles = outlook.obstacles();
      assertEquals(
          policy.routes().toString(), List.copyOf(obstacles.keySet()).toString(), "the routes of the policy, in its order");
      assertEquals("[G06 NOBODY until 2026-05-15]", obstacles.get("mandiri").toString());
      Outlook.Obstacle obstacle = obstacles.get("mandiri").get(0);
      assertEquals("G06", obstacle.id());
      assertEquals(Outlook.Obstacle.Kind.NOBODY, obstacle.kind());
      assertEquals(3, obstacle.kindCode());
      assertEquals(Optional.of(LocalDate.of(2026, 5, 15)), obstacle.until());
      assertTrue(
          obstacles.values().stream().flatMap(List::stream).anyMatch(other -> other.until().isEmpty()), obstacles.toString());
      assertThrows(UnsupportedOperationException.class, obstacles::clear);
    }
  }

  @Test
  void optionsSayHowFarAndHowMuch() throws IOException {
    String family = household("vector_4.json");
    try (Policy policy = Policy.load(Examples.referencePolicy())) {
      OutlookOptions near = OutlookOptions.DEFAULTS.until(LocalDate.of(2026, 5, 1));
      try (Outlook outlook = policy.foresee(family, DECEMBER, near)) {
        assertEquals(LocalDate.of(2026, 5, 1), outlook.until());
        assertFalse(outlook.endsWithPolicy());
        assertEquals(Optional.empty(), outlook.eligibleFrom());
        assertEquals(Optional.empty(), outlook.firstChange());
        assertEquals("NOT_YET", outlook.toString());
      }
      for (OutlookOptions wrong :
          List.of(
              OutlookOptions.DEFAULTS.until(DECEMBER),
              OutlookOptions.DEFAULTS.mostSets(1001),
              OutlookOptions.DEFAULTS.mostSets(-1),
              OutlookOptions.DEFAULTS.recordedWhenTrue("household.id"))) {
        assertThrows(BadCallException.class, () -> policy.foresee(family, DECEMBER, wrong));
      }
      assertThrows(BadCallException.class, () -> OutlookOptions.DEFAULTS.until(LocalDate.EPOCH));
      assertThrows(BadCallException.class, () -> policy.foresee(family, LocalDate.of(2030, 1, 1), OutlookOptions.DEFAULTS));
      assertThrows(NullPointerException.class, () -> policy.foresee(null, DECEMBER, OutlookOptions.DEFAULTS));
      assertThrows(NullPointerException.class, () -> policy.foreseeBinary(null, DECEMBER, OutlookOptions.DEFAULTS));
      assertThrows(NullPointerException.class, () -> policy.foresee(family, null, OutlookOptions.DEFAULTS));
      assertThrows(NullPointerException.class, () -> policy.foresee(family, DECEMBER, null));
      policy.close();
      assertThrows(IllegalStateException.class, () -> policy.foresee(family, DECEMBER, OutlookOptions.DEFAULTS));
    }
    try (Policy small = Policy.parse(Examples.TEXT)) {
      String unknown = "{\"registered_on\": \"2010-01-01\", \"members\": [{}]}";
      OutlookOptions declared = OutlookOptions.DEFAULTS.recordedWhenTrue("household.members[].pregnant");
      try (Outlook without = small.foresee(unknown, Examples.DAY, OutlookOptions.DEFAULTS);
          Outlook with = small.foresee(unknown, Examples.DAY, declared)) {
        assertEquals(Outcome.NEEDS_DATA, without.outcome());
        assertEquals(Outlook.Obstacle.Kind.MISSING, without.obstacles().get("way").get(0).kind());
        assertEquals(Outcome.ELIGIBLE, with.outcome());
        assertEquals(Optional.of(Examples.DAY), with.eligibleFrom());
        assertEquals(List.of(), with.changeSets());
      }
      try (Outlook binary =
          small.foreseeBinary(Examples.binaryFamily("K7", "2022-01-01"), Examples.DAY, OutlookOptions.DEFAULTS)) {
        assertEquals("K7", binary.householdId());
        assertEquals("NOT_YET, eligible from 2027-01-01", binary.toString());
      }
      try (Outlook none = small.foresee("no JSON", Examples.DAY, OutlookOptions.DEFAULTS)) {
        assertEquals(Outcome.INVALID, none.outcome());
        assertEquals(0, none.outcomeCode());
        assertEquals(List.of(), none.turns());
        assertEquals(Optional.empty(), none.eligibleFrom());
      }
    }
  }

  @Test
  void aClosedOutlookIsRefusedAndWhatWasReadFromItStays() throws IOException {
    Outlook outlook = foreseen("vector_4.json", DECEMBER);
    List<Outlook.Turn> turns = outlook.turns();
    outlook.close();
    outlook.close();
    List<Consumer<Outlook>> uses =
        List.of(
            Outlook::householdId,
            Outlook::outcome,
            Outlook::outcomeCode,
            Outlook::until,
            Outlook::endsWithPolicy,
            Outlook::lookedAtEveryDay,
            Outlook::firstChange,
            Outlook::eligibleFrom,
            Outlook::eligibleUntil,
            Outlook::turns,
            Outlook::changeSets,
            Outlook::changeSetsAreCut,
            Outlook::obstacles,
            o -> o.text(Language.ENGLISH),
            Outlook::toJson);
    for (Consumer<Outlook> use : uses) {
      IllegalStateException e = assertThrows(IllegalStateException.class, () -> use.accept(outlook));
      assertEquals("This outlook has been closed.", e.getMessage());
    }
    assertEquals("closed outlook", outlook.toString());
    assertEquals(5, turns.size());
  }
}
