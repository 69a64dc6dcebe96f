package org.graduasi;

import java.io.Serializable;

/** Something that is wrong: a place, and a sentence that says what and what would be right. */
public final class Finding implements Serializable {
  private static final long serialVersionUID = 1;

  private final String path;
  private final String message;
  private final int line;
  private final int column;

  Finding(String path, String message, int line, int column) {
    this.path = path;
    this.message = message;
    this.line = line;
    this.column = column;
  }

  /**
   * Where, as the author calls it.
   *
   * @return such as {@code criterion[0].require} or {@code members[1].born_on}; empty if there is no place
   */
  public String path() {
    return path;
  }

  /**
   * What is wrong and what would be right, for people. Its wording is no part of the interface.
   *
   * @return one sentence
   */
  public String message() {
    return message;
  }

  /**
   * The line of the text.
   *
   * @return from 1; 0 if not known
   */
  public int line() {
    return line;
  }

  /**
   * The column of the line, in bytes of UTF-8.
   *
   * @return from 1; 0 if not known
   */
  public int column() {
    return column;
  }

  /**
   * All of it on one line.
   *
   * @return such as {@code 31:12: criterion[0].require: ...}
   */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    if (line > 0) text.append(line).append(':');
    if (line > 0 && column > 0) text.append(column).append(':');
    if (text.length() > 0) text.append(' ');
    if (!path.isEmpty()) text.append(path).append(": ");
    return text.append(message).toString();
  }
}
