package org.graduasi;

/** A criterion, a safeguard or a route of a policy: what it is called. */
public final class Rule {
  private final String id;
  private final Bilingual title;

  Rule(String id, Bilingual title) {
    this.id = id;
    this.title = title;
  }

  /**
   * Its id, unique in the policy among its kind.
   *
   * @return such as {@code G07}
   */
  public String id() {
    return id;
  }

  /**
   * Its title.
   *
   * @param language which one
   * @return the title; empty if the policy's author left it out
   */
  public String title(Language language) {
    return title.in(language);
  }

  /**
   * The id.
   *
   * @return as {@link #id}
   */
  @Override
  public String toString() {
    return id;
  }
}
