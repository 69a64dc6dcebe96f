package org.graduasi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How good the tests of a policy are: what they have seen of it, and what they would not notice. */
class PolicyQualityTest {
  private static final String CASE =
      "case { name: \"long enough\" as_of: \"2026-06-15\""
          + " household { registered_on: \"2010-01-01\" members { pregnant: false } } expect { outcome: ELIGIBLE } }\n";
  private static final String OTHERS =
      "case { name: \"protected\" as_of: \"2026-06-15\""
          + " household { registered_on: \"2010-01-01\" members { pregnant: true } } expect { outcome: PROTECTED } }\n"
          + "case { name: \"a day short\" as_of: \"2026-06-15\""
          + " household { registered_on: \"2021-06-16\" members { pregnant: false } } expect { outcome: NOT_YET } }\n";

  private Policy policy;
  private PolicyTestSuite one;
  private PolicyTestSuite others;

  @BeforeEach
  void open() {
    policy = Policy.parse(Examples.TEXT);
    one = PolicyTestSuite.parse(CASE);
    others = PolicyTestSuite.parse(OTHERS);
  }

  @AfterEach
  void close() {
    policy.close();
    one.close();
    others.close();
  }

  @Test
  void everyMutantHasItsStanding() {
    MutationReport report = MutationReport.run(policy, List.of(one), "small.policy.txtpb", 0);
    int[] counts = new int[3];
    Set<String> ids = new HashSet<>();
    for (MutationReport.Mutant mutant : report.mutants()) {
      ++counts[mutant.standing().ordinal()];
      assertEquals(mutant.standing().ordinal(), mutant.standingCode());
      assertTrue(ids.add(mutant.id()));
      assertTrue(mutant.line() >= 0 && mutant.line() <= Examples.TEXT.split("\n").length);
      assertFalse(mutant.description(Language.ENGLISH).isEmpty());
      assertFalse(mutant.description(Language.ENGLISH).equals(mutant.description(Language.INDONESIAN)));
      assertEquals(mutant.standing() == MutationReport.Standing.KILLED ? "long enough" : "", mutant.killedBy());
    }
    assertTrue(report.mutants().stream().anyMatch(mutant -> mutant.line() == 4), "the line of the criterion");
    assertEquals(report.killed(), counts[0]);
    assertEquals(report.equivalent(), counts[1]);
    assertEquals(report.survived(), counts[2]);
    assertTrue(report.killed() > 0 && report.survived() > 0, report.toString());
    assertEquals(1000 * report.killed() / (report.killed() + report.survived()), report.scorePerMille());
    assertTrue(report.text(Language.ENGLISH).contains("small.policy.txtpb:"), report.text(Language.ENGLISH));
    assertTrue(report.text(Language.INDONESIAN).contains("lolos:"));
    assertTrue(report.toJson().contains("\"standing\":\"SURVIVES\""));
    try (PolicyTestSuite more = PolicyTestSuite.parse(report.cases())) {
      assertEquals(report.survived(), more.caseNames().size());
      assertEquals(0, more.run(policy).failed());
      MutationReport after = MutationReport.run(policy, List.of(one, more));
      assertEquals(0, after.survived(), after.toString());
      assertEquals(1000, after.scorePerMille());
    }
  }

  @Test
  void moreTestsKillMore() {
    MutationReport few = MutationReport.run(policy, List.of(one));
    MutationReport many = MutationReport.run(policy, List.of(one, others));
    assertTrue(many.killed() > few.killed(), few + "; " + many);
    assertEquals(few.toJson(), MutationReport.run(policy, List.of(one)).toJson(), "the same, byte for byte");
    assertEquals(0, MutationReport.run(policy, List.of()).killed());
  }

  @Test
  void coverageSaysWhatNoTestHasSeen() {
    Coverage few = Coverage.measure(policy, List.of(one), "small.policy.txtpb", Examples.TEXT);
    Coverage many = Coverage.measure(policy, List.of(one, others));
    assertTrue(few.listing(Language.ENGLISH).contains("! "), few.listing(Language.ENGLISH));
    assertTrue(few.text(Language.ENGLISH).contains("small.policy.txtpb"), few.text(Language.ENGLISH));
    assertFalse(few.text(Language.ENGLISH).equals(few.text(Language.INDONESIAN)));
    assertEquals(few.text(Language.ENGLISH), few.toString());
    assertFalse(few.toJson().equals(many.toJson()));
    assertEquals("", many.listing(Language.ENGLISH), "the text was not given");
    assertTrue(few.toJson().startsWith("{"));
  }

  @Test
  void whatIsWrongIsRefused() {
    try (PolicyTestSuite fails = PolicyTestSuite.parse(CASE.replace("ELIGIBLE", "PROTECTED"));
        PolicyTestSuite misfit = PolicyTestSuite.parse(CASE.replace("outcome: ELIGIBLE", "fails: \"G99\""))) {
      BadCallException e = assertThrows(BadCallException.class, () -> MutationReport.run(policy, List.of(one, fails)));
      assertTrue(e.getMessage().contains("long enough"), e.getMessage());
      assertThrows(BadPolicyException.class, () -> MutationReport.run(policy, List.of(misfit)));
      assertThrows(BadPolicyException.class, () -> Coverage.measure(policy, List.of(one, misfit)));
    }
    assertThrows(BadCallException.class, () -> MutationReport.run(policy, List.of(one), "x", -1));
    assertThrows(BadCallException.class, () -> MutationReport.run(policy, List.of(one), "x\0", 0));
    assertThrows(BadCallException.class, () -> Coverage.measure(policy, List.of(one), "x\0", ""));
    assertThrows(BadCallException.class, () -> Coverage.measure(policy, List.of(one), "", "x\0"));
    assertThrows(NullPointerException.class, () -> MutationReport.run(null, List.of(one)));
    assertThrows(NullPointerException.class, () -> MutationReport.run(policy, null));
    assertThrows(NullPointerException.class, () -> MutationReport.run(policy, List.of(one), null, 0));
    assertThrows(NullPointerException.class, () -> Coverage.measure(policy, null));
    assertThrows(NullPointerException.class, () -> Coverage.measure(policy, List.of(one), null, ""));
    others.close();
    IllegalStateException e =
        assertThrows(IllegalStateException.class, () -> MutationReport.run(policy, List.of(one, others)));
    assertEquals("This suite has been closed.", e.getMessage());
    policy.close();
    assertThrows(IllegalStateException.class, () -> Coverage.measure(policy, List.of(one)));
    assertEquals("[long enough]", one.caseNames().toString(), "nothing else was closed");
  }
}
