package org.graduasi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyTest {
  @TempDir Path folder;

  @Test
  void theOrderOfTheEligibleIsTold() throws IOException {
    try (Policy reference = Policy.load(Examples.referencePolicy());
        Policy small = Policy.parse(Examples.TEXT)) {
      assertEquals(Optional.empty(), small.ranking());
      Ranking ranking = reference.ranking().orElseThrow();
      assertFalse(ranking.id().isEmpty());
      assertFalse(ranking.title(Language.INDONESIAN).equals(ranking.title(Language.ENGLISH)));
      assertTrue(ranking.keys().size() > 1, ranking.toString());
      for (Rule key : ranking.keys()) assertFalse(key.title(Language.ENGLISH).isEmpty());
      assertFalse(ranking.factsRead().isEmpty());
      assertThrows(UnsupportedOperationException.class, () -> ranking.keys().clear());
    }
  }

  @Test
  void saysWhatItsAuthorWrote() {
    try (Policy policy = Policy.parse(Examples.TEXT)) {
      assertEquals("small", policy.id());
      assertEquals("1", policy.version());
      assertEquals("small 1", policy.toString());
      assertEquals("Lima tahun", policy.title(Language.INDONESIAN));
      assertEquals("Five years", policy.title(Language.ENGLISH));
      assertEquals(LocalDate.of(2026, 1, 1), policy.effectiveFrom());
      assertEquals(Optional.empty(), policy.effectiveUntil());
      assertEquals("[long]", policy.criteria().toString());
      assertEquals("Cukup lama", policy.criteria().get(0).title(Language.INDONESIAN));
      assertEquals("[baby]", policy.safeguards().toString());
      assertEquals("Pregnant", policy.safeguards().get(0).title(Language.ENGLISH));
      assertEquals("[way]", policy.routes().toString());
      assertEquals("Way", policy.routes().get(0).title(Language.ENGLISH));
      assertEquals("[household.members, household.members[].pregnant, household.registered_on]", policy.factsRead().toString());
      assertFalse(policy.isSynthetic());
    }
  }

  @Test
  void anEndOfItsPeriodIsTheFirstDayWithoutIt() {
    String text = Examples.TEXT.replace("from: \"2026-01-01\"", "from: \"2026-01-01\" until: \"2027-01-01\"") + "synthetic: true\n";
    try (Policy policy = Policy.parse(text)) {
      assertEquals(Optional.of(LocalDate.of(2027, 1, 1)), policy.effectiveUntil());
      assertTrue(policy.isSynthetic());
      String family = Examples.family("K1", "2010-01-01");
      policy.decide(family, LocalDate.of(2026, 12, 31)).close();
      assertThrows(BadCallException.class, () -> policy.decide(family, LocalDate.of(2027, 1, 1)));
    }
  }

  @Test
  void isTheSameInAllFormsAndFromFiles() throws IOException {
    Files.writeString(folder.resolve("p.policy.txtpb"), Examples.TEXT);
    Files.writeString(folder.resolve("p.JSON"), Examples.JSON);
    Files.write(folder.resolve("p.binpb"), Examples.BINARY);
    Files.write(folder.resolve("p.pb"), Examples.BINARY);
    try (Policy text = Policy.parse(Examples.TEXT);
        Policy json = Policy.parseJson(Examples.JSON);
        Policy binary = Policy.parseBinary(Examples.BINARY)) {
      assertTrue(text.hash().matches("[0-9a-f]{64}"), text.hash());
      assertEquals(text.hash(), json.hash());
      assertEquals(text.hash(), binary.hash());
      for (String name : List.of("p.policy.txtpb", "p.JSON", "p.binpb", "p.pb")) {
        try (Policy loaded = Policy.load(folder.resolve(name))) {
          assertEquals(text.hash(), loaded.hash(), name);
        }
      }
    }
    try (Policy other = Policy.parse(Examples.TEXT.replace(">= 5", ">= 6"));
        Policy text = Policy.parse(Examples.TEXT)) {
      assertNotEquals(text.hash(), other.hash());
    }
    assertThrows(NoSuchFileException.class, () -> Policy.load(folder.resolve("none.txtpb")));
  }

  @Test
  void everyMistakeIsNamedWithItsPlace() {
    String text = Examples.TEXT.replace("registered_on", "registered_onn").replace("m.pregnant", "m.pregnantt");
    BadPolicyException e = assertThrows(BadPolicyException.class, () -> Policy.parse(text));
    assertEquals(2, e.findings().size(), e.getMessage());
    Finding second = e.findings().get(1);
    assertEquals("criterion[0].require", second.path());
    assertTrue(second.message().contains("registered_on"), second.message());
    assertEquals(5, second.line());
    assertTrue(second.column() > 1);
    assertTrue(second.toString().startsWith("5:" + second.column() + ": criterion[0].require: "), second.toString());
    assertEquals(e.findings().stream().map(Finding::toString).collect(Collectors.joining("\n")), e.getMessage());
  }

  @Test
  void everyFactIsExplained() {
    List<Fact> facts = Fact.all();
    assertTrue(facts.size() > 100, "" + facts.size());
    Fact born = facts.stream().filter(fact -> fact.path().equals("household.members[].born_on")).findFirst().orElseThrow();
    assertEquals("date", born.type());
    assertEquals("household.members[].born_on: date", born.toString());
    assertFalse(born.isIdentity());
    assertTrue(facts.stream().anyMatch(fact -> fact.path().equals("household.members[].nik") && fact.isIdentity()));
    assertTrue(facts.stream().anyMatch(Fact::absentIsNone));
    assertTrue(facts.stream().anyMatch(fact -> fact.unit().startsWith("IDR")));
    assertTrue(facts.stream().anyMatch(fact -> fact.values().contains("SPOUSE")));
    for (Fact fact : facts) assertFalse(fact.meaning().isEmpty(), fact.path());
  }

  @Test
  void theLibrarySaysItsVersion() {
    assertTrue(Graduasi.version() >= 1000, "" + Graduasi.version());
    assertTrue(Graduasi.versionText().matches("0\\.\\d+\\.\\d+"), Graduasi.versionText());
  }
}
