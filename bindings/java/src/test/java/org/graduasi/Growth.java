package org.graduasi;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.function.Consumer;

/**
 * Prints by how many kB of resident memory the process grows while it decides so many families, after a tenth of them.
 */
final class Growth {
  private static final byte[] FAMILY = Examples.family("K1", "2010-01-01").getBytes(StandardCharsets.UTF_8);

  public static void main(String[] arguments) throws IOException {
    int count = Integer.parseInt(arguments[1]);
    try (Policy policy = Policy.load(Examples.referencePolicy())) {
      Consumer<Policy> work = work(arguments[0]);
      for (int i = 0; i < count / 10; ++i) work.accept(policy);
      int before = resident();
      for (int i = 0; i < count; ++i) work.accept(policy);
      System.out.println(resident() - before);
    }
  }

  private static Consumer<Policy> work(String what) {
    switch (what) {
      case "closed":
        return policy -> {
          try (Decision decision = policy.decide(FAMILY, Examples.DAY)) {
            if (decision.outcome() != Outcome.NEEDS_DATA) throw new AssertionError(decision);
          }
        };
      case "forgotten":
        return policy -> {
          if (policy.decide(FAMILY, Examples.DAY).outcomeCode() != 2) throw new AssertionError();
        };
      case "followed":
        return policy -> {
          LifeEvent event = LifeEvent.builder(LifeEventKind.NOMINATE, LifeRole.MENTOR).on(Examples.DAY).actor("p").build();
          try (DecisionRecord record = DecisionRecord.make(policy, new String(FAMILY), Examples.DAY, RecordOptions.DEFAULTS);
              LifeHistory start = LifeHistory.start("K1");
              LifeHistory longer =
                  start.append(LifeEvent.builder(LifeEventKind.IDENTIFY, LifeRole.MENTOR).on(Examples.DAY).actor("p").build());
              Outlook outlook = policy.foresee(new String(FAMILY), Examples.DAY, OutlookOptions.DEFAULTS)) {
            if (longer.standing().state() != LifeState.IDENTIFIED || !record.verify(policy).isEmpty()) throw new AssertionError();
            if (outlook.outcome() != Outcome.NEEDS_DATA || longer.refusal(event).isEmpty()) throw new AssertionError();
            longer.append(event, record, policy);
            throw new AssertionError();
          } catch (EventRefusedException e) {
            if (e.refusal().cause() != LifeRefusal.Cause.CONDITION) throw new AssertionError(e);
          }
        };
      case "failing":
        return policy -> {
          try {
            policy.decide(FAMILY, LocalDate.MIN);
            throw new AssertionError();
          } catch (BadCallException e) {
            if (e.findings().size() != 1) throw new AssertionError(e);
          }
          try {
            Policy.parse("id: \"x\"");
            throw new AssertionError();
          } catch (BadPolicyException e) {
            if (e.findings().isEmpty()) throw new AssertionError(e);
          }
        };
      default:
        throw new AssertionError(what);
    }
  }

  private static int resident() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("VmRSS:")) return Integer.parseInt(line.replaceAll("\\D", ""));
    }
    throw new AssertionError("no VmRSS");
  }

  private Growth() {}
}
