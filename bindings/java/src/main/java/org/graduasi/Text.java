package org.graduasi;

import com.sun.jna.Pointer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;

/** Texts between Java and C, always UTF-8 and never the platform's character set; lists that are read by index. */
final class Text {
  static final String NO_MEMORY = "The library could not allocate memory.";

  private Text() {}

  /**
   * UTF-8. Half of a surrogate pair, which UTF-8 cannot say, becomes the three bytes that a careless writer would make
   * of it: the library sees that the text is damaged, where Java would put a question mark in its place.
   */
  static byte[] utf8(String text) {
    int damaged = damaged(text, 0);
    if (damaged == text.length()) return text.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length() + 16);
    int from = 0;
    while (damaged < text.length()) {
      bytes.writeBytes(text.substring(from, damaged).getBytes(StandardCharsets.UTF_8));
      char half = text.charAt(damaged);
      bytes.write(0xE0 | half >> 12);
      bytes.write(0x80 | half >> 6 & 0x3F);
      bytes.write(0x80 | half & 0x3F);
      from = damaged + 1;
      damaged = damaged(text, from);
    }
    bytes.writeBytes(text.substring(from).getBytes(StandardCharsets.UTF_8));
    return bytes.toByteArray();
  }

  /** Where the first half pair is, from there on; the length if there is none. */
  private static int damaged(String text, int from) {
    for (int i = from; i < text.length(); ++i) {
      char c = text.charAt(i);
      if (!Character.isSurrogate(c)) continue;
      if (!Character.isHighSurrogate(c) || i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1))) return i;
      ++i;
    }
    return text.length();
  }

  /** A text that an accessor returned. */
  static String of(Pointer text) {
    if (text == null) throw new InternalException("The library returned no text.");
    return text.getString(0, StandardCharsets.UTF_8.name());
  }

  /** A text that is made when it is asked for: none if memory runs out. */
  static String made(Pointer text) {
    if (text == null) throw new NativeMemoryException(NO_MEMORY);
    return of(text);
  }

  /** An unmodifiable list of what becomes of each element. */
  static <A, B> List<B> list(List<A> from, Function<? super A, ? extends B> read) {
    List<B> list = new ArrayList<>(from.size());
    for (A element : from) list.add(read.apply(element));
    return Collections.unmodifiableList(list);
  }

  /** An unmodifiable list of what an accessor returns for each index. */
  static <T> List<T> list(Capi.SizeT count, IntFunction<T> read) {
    int size = Math.toIntExact(count.longValue());
    List<T> list = new ArrayList<>(size);
    for (int i = 0; i < size; ++i) list.add(read.apply(i));
    return Collections.unmodifiableList(list);
  }
}
