package org.graduasi;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads JSON that the library wrote, and writes texts for JSON that it reads. It is no reader for anybody else's: what
 * the library cannot have written is an {@link InternalException}. Numbers are whole. What an object does not have reads
 * as null, and null as "", 0, false or an empty list.
 */
final class Json {
  private static final Json NULL = new Json(null);

  private final Object value;

  private Json(Object value) {
    this.value = value;
  }

  static Json read(String text) {
    return new Parser(text).document();
  }

  /** The text as JSON has it. Half of a surrogate pair stays as it is: {@link Text#utf8} lets the library see it. */
  static String quoted(String text) {
    StringBuilder json = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); ++i) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < 0x20) {
        json.append("\\u00").append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 15, 16));
      } else {
        json.append(c);
      }
    }
    return json.append('"').toString();
  }

  /** A list of texts as JSON has it. */
  static String quoted(List<String> texts) {
    StringBuilder json = new StringBuilder("[");
    for (String text : texts) json.append(json.length() > 1 ? "," : "").append(quoted(text));
    return json.append(']').toString();
  }

  boolean isNull() {
    return value == null;
  }

  Json at(String key) {
    if (value == null) return NULL;
    Json found = fields().get(key);
    return found == null ? NULL : found;
  }

  /** Of an object, in its order. */
  @SuppressWarnings("unchecked")
  Map<String, Json> fields() {
    return value == null ? Map.of() : (Map<String, Json>) is(Map.class);
  }

  @SuppressWarnings("unchecked")
  List<Json> list() {
    return value == null ? List.of() : (List<Json>) is(List.class);
  }

  String text() {
    return value == null ? "" : (String) is(String.class);
  }

  /** Unmodifiable. */
  List<String> texts() {
    List<String> texts = new ArrayList<>();
    for (Json element : list()) texts.add(element.text());
    return Collections.unmodifiableList(texts);
  }

  long number() {
    return value == null ? 0 : (Long) is(Long.class);
  }

  boolean truth() {
    return value != null && (Boolean) is(Boolean.class);
  }

  private Object is(Class<?> type) {
    if (!type.isInstance(value)) throw new InternalException("The library wrote JSON of another form than was expected.");
    return value;
  }

  private static final class Parser {
    private final String text;
    private int at;

    Parser(String text) {
      this.text = text;
    }

    Json document() {
      Json read = value();
      if (next() != 0) throw wrong();
      return read;
    }

    private Json value() {
      char c = next();
      if (c == '{') return object();
      if (c == '[') return list();
      if (c == '"') return new Json(string());
      if (c == '-' || c >= '0' && c <= '9') return number();
      if (word("true")) return new Json(true);
      if (word("false")) return new Json(false);
      if (word("null")) return NULL;
      throw wrong();
    }

    private Json object() {
      Map<String, Json> fields = new LinkedHashMap<>();
      ++at;
      if (next() == '}') {
        ++at;
        return new Json(fields);
      }
      while (true) {
        if (next() != '"') throw wrong();
        String key = string();
        if (next() != ':') throw wrong();
        ++at;
        fields.put(key, value());
        if (ends('}')) return new Json(fields);
      }
    }

    private Json list() {
      List<Json> elements = new ArrayList<>();
      ++at;
      if (next() == ']') {
        ++at;
        return new Json(elements);
      }
      while (true) {
        elements.add(value());
        if (ends(']')) return new Json(elements);
      }
    }

    /** False after a comma. */
    private boolean ends(char bracket) {
      char c = next();
      if (c != ',' && c != bracket) throw wrong();
      ++at;
      return c == bracket;
    }

    private Json number() {
      int from = at++;
      while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') ++at;
      try {
        return new Json(Long.parseLong(text.substring(from, at)));
      } catch (NumberFormatException e) {
        throw wrong();
      }
    }

    private String string() {
      StringBuilder read = new StringBuilder();
      for (++at; at < text.length(); ++at) {
        char c = text.charAt(at);
        if (c == '"') {
          ++at;
          return read.toString();
        }
        read.append(c == '\\' ? escaped() : c);
      }
      throw wrong();
    }

    /** Stands at the backslash before, at the last character of the escape after. */
    private char escaped() {
      if (++at == text.length()) throw wrong();
      char c = text.charAt(at);
      int simple = "\"\\/bfnrt".indexOf(c);
      if (simple >= 0) return "\"\\/\b\f\n\r\t".charAt(simple);
      if (c != 'u' || at + 4 >= text.length()) throw wrong();
      try {
        char read = (char) Integer.parseInt(text.substring(at + 1, at + 5), 16);
        at += 4;
        return read;
      } catch (NumberFormatException e) {
        throw wrong();
      }
    }

    private boolean word(String word) {
      if (!text.startsWith(word, at)) return false;
      at += word.length();
      return true;
    }

    /** The next character that is no space, 0 at the end; it is not passed. */
    private char next() {
      while (at < text.length() && " \n\r\t".indexOf(text.charAt(at)) >= 0) ++at;
      return at < text.length() ? text.charAt(at) : 0;
    }

    private InternalException wrong() {
      return new InternalException("The library wrote what is no JSON, at character " + at + ".");
    }
  }
}
