package org.graduasi;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.lang.ref.Reference;
import java.util.List;

/**
 * What the cases of suites have seen of a policy: which results each criterion, safeguard, comparison and route had, and
 * where it was the one that decided. Whether cases pass makes no difference. Immutable.
 */
public final class Coverage {
  private final Bilingual text;
  private final Bilingual listing;
  private final String json;

  private Coverage(Pointer coverage) {
    text = Bilingual.made(language -> Capi.graduasi_coverage_text(coverage, language));
    listing = Bilingual.made(language -> Capi.graduasi_coverage_listing(coverage, language));
    json = Text.made(Capi.graduasi_coverage_json(coverage));
  }

  /**
   * Measures, without a listing.
   *
   * @param policy the policy
   * @param suites its tests
   * @return what they have seen
   * @throws BadPolicyException if a suite does not fit the policy
   * @throws IllegalStateException if the policy or a suite has been closed
   */
  public static Coverage measure(Policy policy, List<PolicyTestSuite> suites) {
    return measure(policy, suites, "", "");
  }

  /**
   * Measures.
   *
   * @param policy the policy
   * @param suites its tests
   * @param policyFile what the policy's file is called in texts; empty: it is not named
   * @param policyText the policy as it was parsed, for the listing; empty: no listing
   * @return what they have seen
   * @throws BadCallException if a text holds a NUL
   * @throws BadPolicyException if a suite does not fit the policy
   * @throws IllegalStateException if the policy or a suite has been closed
   */
  public static Coverage measure(Policy policy, List<PolicyTestSuite> suites, String policyFile, String policyText) {
    Memory options =
        new OptionMemory()
            .text(OptionMemory.checked("policy_file", "The name", policyFile))
            .bytes(Text.utf8(OptionMemory.checked("policy_text", "The text", policyText)))
            .toNative();
    return PolicyTestSuite.withAll(
        policy,
        suites,
        (pointer, array, count, out, error) -> {
          int status = Capi.graduasi_coverage_measure(pointer, array, count, options, out, error);
          Reference.reachabilityFence(options);
          return status;
        },
        Coverage::new,
        Capi::graduasi_coverage_free);
  }

  /**
   * The counts and what is not covered.
   *
   * @param language of the text
   * @return lines
   */
  public String text(Language language) {
    return text.in(language);
  }

  /**
   * The policy's text with a mark before each line that holds something to be covered, {@code +} or {@code !}, and below
   * a {@code !} what is wanting.
   *
   * @param language of what is wanting
   * @return lines; empty if the text was not given
   */
  public String listing(Language language) {
    return listing.in(language);
  }

  /**
   * Everything.
   *
   * @return one line of JSON
   */
  public String toJson() {
    return json;
  }

  /**
   * What it is, for people.
   *
   * @return the text in English
   */
  @Override
  public String toString() {
    return text(Language.ENGLISH);
  }
}
