package org.graduasi;

import java.util.Objects;

/** Where a record of a register is. Immutable. */
public final class QualityRecord {
  private final String feed;
  private final long row;
  private final String householdId;

  QualityRecord(String feed, long row, String householdId) {
    this.feed = feed;
    this.row = row;
    this.householdId = householdId;
  }

  /**
   * Where the record comes from.
   *
   * @return the name that was given for the feed: a file; else empty
   */
  public String feed() {
    return feed;
  }

  /**
   * Which of the feed it is.
   *
   * @return as it was given: a line of a file, from 1; a row of a stream, from 0
   */
  public long row() {
    return row;
  }

  /**
   * The register's own identifier.
   *
   * @return empty if there is none, or if it could be an identity
   */
  public String householdId() {
    return householdId;
  }

  /**
   * Whether it is the same place.
   *
   * @param other anything
   * @return true if feed, row and identifier are the same
   */
  @Override
  public boolean equals(Object other) {
    if (!(other instanceof QualityRecord)) return false;
    QualityRecord record = (QualityRecord) other;
    return feed.equals(record.feed) && row == record.row && householdId.equals(record.householdId);
  }

  /**
   * As {@link #equals} asks.
   *
   * @return a hash code
   */
  @Override
  public int hashCode() {
    return Objects.hash(feed, row, householdId);
  }

  /**
   * Feed, row and identifier.
   *
   * @return such as {@code register.jsonl:12 (35.79.01-0007)}
   */
  @Override
  public String toString() {
    return feed + ":" + row + (householdId.isEmpty() ? "" : " (" + householdId + ")");
  }
}
