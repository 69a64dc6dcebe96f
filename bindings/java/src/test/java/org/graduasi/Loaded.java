package org.graduasi;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;

/** Decides one family and says which library it was decided by; or says, twice, why there is none. Knows no other test class. */
final class Loaded {
  private static final String POLICY =
      "id: \"small\" version: \"1\" title { id: \"Lama\" en: \"Long\" } effective { from: \"2026-01-01\" }"
          + "criterion { id: \"long\" title { id: \"Lama\" en: \"Long\" }"
          + "  require: \"years_between(household.registered_on, as_of) >= 5\" can_act: NOBODY source: \"example\" }"
          + "route { id: \"way\" kind: OTHER title { id: \"Jalur\" en: \"Way\" } all_of: \"long\" source: \"example\" }";

  public static void main(String[] arguments) throws IOException {
    try {
      System.out.println(Graduasi.versionText());
    } catch (UnsatisfiedLinkError e) {
      System.out.println(e.getMessage());
      try {
        Policy.parse(POLICY).close();
      } catch (UnsatisfiedLinkError again) {
        System.out.println(again.getMessage());
        System.exit(1);
      }
    }
    try (Policy policy = Policy.parse(POLICY);
        Decision decision = policy.decide("{\"registered_on\": \"2010-01-01\"}", LocalDate.of(2026, 6, 15))) {
      System.out.println(decision);
    }
    for (String line : Files.readAllLines(Path.of("/proc/self/maps"))) {
      if (line.contains("libgraduasi") && line.contains("r-xp")) System.out.println("from " + line.replaceAll("^[^/]*", ""));
    }
  }

  private Loaded() {}
}
