package org.graduasi;

import com.sun.jna.Pointer;
import java.io.Serializable;
import java.util.Objects;
import java.util.function.IntFunction;

/** A text in both languages. */
final class Bilingual implements Serializable {
  private static final long serialVersionUID = 1;

  private final String indonesian;
  private final String english;

  private Bilingual(String indonesian, String english) {
    this.indonesian = indonesian;
    this.english = english;
  }

  /** What an accessor returns for each language code. */
  static Bilingual of(IntFunction<Pointer> accessor) {
    return new Bilingual(
        Text.of(accessor.apply(Language.INDONESIAN.code)), Text.of(accessor.apply(Language.ENGLISH.code)));
  }

  /** What an accessor makes for each language code: none if memory runs out. */
  static Bilingual made(IntFunction<Pointer> accessor) {
    return new Bilingual(
        Text.made(accessor.apply(Language.INDONESIAN.code)), Text.made(accessor.apply(Language.ENGLISH.code)));
  }

  String in(Language language) {
    return Objects.requireNonNull(language, "language") == Language.INDONESIAN ? indonesian : english;
  }
}
