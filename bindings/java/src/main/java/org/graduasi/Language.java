package org.graduasi;

/** A language that titles, reasons and explanations are written in. */
public enum Language {
  /** Bahasa Indonesia. */
  INDONESIAN(1),
  /** English. */
  ENGLISH(2);

  final int code;

  Language(int code) {
    this.code = code;
  }
}
