package org.graduasi;

import com.sun.jna.Pointer;
import java.util.List;

/**
 * In which order those that are {@link Outcome#ELIGIBLE} stand before a target, as a policy declares it. No answer
 * depends on it. Immutable.
 */
public final class Ranking {
  private final String id;
  private final Bilingual title;
  private final List<Rule> keys;
  private final List<String> factsRead;

  Ranking(Pointer policy) {
    id = Text.of(Capi.graduasi_policy_ranking_id(policy));
    title = Bilingual.of(language -> Capi.graduasi_policy_ranking_title(policy, language));
    keys =
        Text.list(
            Capi.graduasi_policy_ranking_key_count(policy),
            i -> {
              Capi.SizeT index = Capi.SizeT.of(i);
              return new Rule(
                  Text.of(Capi.graduasi_policy_ranking_key_id(policy, index)),
                  Bilingual.of(language -> Capi.graduasi_policy_ranking_key_title(policy, index, language)));
            });
    factsRead =
        Text.list(
            Capi.graduasi_policy_ranking_fact_read_count(policy),
            i -> Text.of(Capi.graduasi_policy_ranking_fact_read(policy, Capi.SizeT.of(i))));
  }

  /**
   * Its id.
   *
   * @return such as {@code urutan}
   */
  public String id() {
    return id;
  }

  /**
   * Its title.
   *
   * @param language which one
   * @return empty if the policy's author left it out
   */
  public String title(Language language) {
    return title.in(language);
  }

  /**
   * Its keys. The first decides, each other among families that are equal in those before it.
   *
   * @return in that order; unmodifiable
   */
  public List<Rule> keys() {
    return keys;
  }

  /**
   * Paths of the facts that it reads. Those of {@link Policy#factsRead} stand apart.
   *
   * @return sorted, unmodifiable
   */
  public List<String> factsRead() {
    return factsRead;
  }

  /**
   * Id and keys.
   *
   * @return such as {@code urutan [above_line, savings]}
   */
  @Override
  public String toString() {
    return id + " " + keys;
  }
}
