package org.graduasi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyTestSuiteTest {
  static final Path DOORS = Examples.SOURCE.resolve("tests/doors");

  private static final String CASE =
      "case { name: \"a\" as_of: \"2026-06-15\" household { id: \"K1\" } expect { outcome: NEEDS_DATA } }";

  @TempDir Path folder;

  @Test
  void givesItsResultsAsEveryDoor() throws IOException {
    StringBuilder told = new StringBuilder();
    for (String name : List.of("village.test.txtpb", "sound.test.txtpb")) {
      try (PolicyTestSuite suite = PolicyTestSuite.load(DOORS.resolve(name));
          Policy policy = Policy.load(suite.policyFiles().get(0))) {
        PolicyTestReport report = suite.run(policy);
        assertEquals(
            suite.caseNames(), report.results().stream().map(PolicyTestReport.Result::name).collect(Collectors.toList()));
        for (PolicyTestReport.Result result : report.results()) {
          told.append(name).append(':').append(result.line()).append(": ").append(result).append('\n');
          told.append(result.message(Language.ENGLISH));
          assertEquals(result.passed(), result.message(Language.INDONESIAN).isEmpty());
        }
      }
    }
    assertEquals(Examples.read(DOORS.resolve("results.expected")), told.toString().replace(DOORS + "/", ""));
  }

  @Test
  void aReportIsTextJsonAndXml() throws IOException {
    try (PolicyTestSuite suite = PolicyTestSuite.load(DOORS.resolve("village.test.txtpb"));
        Policy policy = Policy.load(DOORS.resolve("village.policy.txtpb"))) {
      PolicyTestReport report = suite.run(policy);
      suite.close();
      assertEquals(2, report.failed());
      assertEquals("8 cases, 2 failed", report.toString());
      assertTrue(report.text(Language.ENGLISH).endsWith("8 cases, 6 passed, 2 failed.\n"));
      assertTrue(report.text(Language.INDONESIAN).endsWith("8 kasus, 6 lulus, 2 gagal.\n"));
      assertTrue(report.json().startsWith("{\"policy_id\":\"village\""), report.json());
      assertTrue(report.junit(Language.ENGLISH).startsWith("<testsuite "));
      assertEquals("wrong on purpose: poor & <eligible>: failed", report.results().get(5).toString());
      assertThrows(IllegalStateException.class, () -> suite.run(policy));
      assertThrows(IllegalStateException.class, suite::policies);
    }
  }

  @Test
  void everyMistakeIsNamedWithItsPlace() throws IOException {
    BadPolicyException unreadable =
        assertThrows(BadPolicyException.class, () -> PolicyTestSuite.load(DOORS.resolve("unreadable.test.txtpb")));
    assertEquals(
        Examples.read(DOORS.resolve("unreadable.expected")),
        unreadable.findings().stream().map(f -> "unreadable.test.txtpb:" + f + "\n").collect(Collectors.joining()));
    try (PolicyTestSuite suite = PolicyTestSuite.parse(CASE.replace("outcome: NEEDS_DATA", "fails: \"G99\""));
        Policy policy = Policy.load(DOORS.resolve("village.policy.txtpb"))) {
      BadPolicyException misfit = assertThrows(BadPolicyException.class, () -> suite.run(policy));
      assertTrue(misfit.getMessage().contains("G99"), misfit.getMessage());
      assertEquals(1, misfit.findings().get(0).line());
    }
    assertThrows(NoSuchFileException.class, () -> PolicyTestSuite.load(DOORS.resolve("none.test.txtpb")));
  }

  @Test
  void isReadInEveryForm() throws IOException {
    String json =
        "{\"case\": [{\"name\": \"a\", \"asOf\": \"2026-06-15\", \"household\": {\"id\": \"K1\"},"
            + " \"expect\": {\"outcome\": \"NEEDS_DATA\"}}]}";
    byte[] binary = "*\u0019\n\u0001a\u0012\n2026-06-15\"\u0004\n\u0002K12\u0002\b\u0003".getBytes("US-ASCII");
    Files.writeString(folder.resolve("s.JSON"), json);
    Files.write(folder.resolve("s.binpb"), binary);
    try (Policy policy = Policy.load(DOORS.resolve("village.policy.txtpb"));
        PolicyTestSuite one = PolicyTestSuite.parse(CASE);
        PolicyTestSuite two = PolicyTestSuite.parseJson(json);
        PolicyTestSuite three = PolicyTestSuite.parseBinary(binary);
        PolicyTestSuite four = PolicyTestSuite.load(folder.resolve("s.JSON"));
        PolicyTestSuite five = PolicyTestSuite.load(folder.resolve("s.binpb"))) {
      for (PolicyTestSuite suite : List.of(one, two, three, four, five)) {
        assertEquals("[a: passed]", suite.run(policy).results().toString());
      }
      assertEquals("suite", one.toString());
      assertEquals(folder.resolve("s.binpb").toString(), five.toString());
    }
  }

  @Test
  void itsPolicyStandsBesideIt() throws IOException {
    for (String name : List.of("2026", "2026.batu", "2026.batu.south", "2027"))
      Files.writeString(folder.resolve(name + ".test.txtpb"), CASE);
    for (String name : List.of("2026", "2026.batu")) Files.writeString(folder.resolve(name + ".policy.txtpb"), "");
    assertEquals("[2026.policy.txtpb]", beside("2026"));
    assertEquals("[2026.batu.policy.txtpb]", beside("2026.batu"));
    assertEquals("[2026.batu.policy.txtpb]", beside("2026.batu.south"));
    assertEquals("[]", beside("2027"));
    Files.writeString(folder.resolve("named.test.txtpb"), "policy: \"x.policy.txtpb\" policy: \"y.policy.txtpb\" " + CASE);
    assertEquals("[x.policy.txtpb, y.policy.txtpb]", beside("named"));
    try (PolicyTestSuite suite = PolicyTestSuite.parse(CASE)) {
      assertEquals(List.of(), suite.policyFiles());
    }
  }

  private String beside(String name) throws IOException {
    try (PolicyTestSuite suite = PolicyTestSuite.load(folder.resolve(name + ".test.txtpb"))) {
      List<Path> files = suite.policyFiles();
      for (Path file : files) assertEquals(folder, file.getParent());
      return files.stream().map(Path::getFileName).collect(Collectors.toList()).toString();
    }
  }
}
