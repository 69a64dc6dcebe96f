package org.graduasi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** JSON is read as Jackson reads it, and texts survive; what is no JSON of the library is said to be none. */
class JsonTest {
  @Test
  void everyCaseFileReadsAsItDoesElsewhere() throws Exception {
    List<Path> files;
    try (Stream<Path> listed = Files.list(Examples.SOURCE.resolve("tests/cases"))) {
      files = listed.filter(file -> file.toString().endsWith(".json")).sorted().collect(Collectors.toList());
    }
    assertTrue(files.size() > 200, files.size() + " files");
    ObjectMapper mapper = new ObjectMapper();
    int fractions = 0;
    for (Path file : files) {
      JsonNode expected = mapper.readTree(file.toFile());
      if (plain(expected).toString().contains("fraction")) {
        assertThrows(InternalException.class, () -> Json.read(Examples.read(file)), file.toString());
        ++fractions;
      } else {
        assertEquals(plain(expected), plain(Json.read(Examples.read(file))), file.toString());
      }
    }
    assertTrue(fractions < 3, fractions + " files");
  }

  private static Object plain(JsonNode node) {
    if (node.isObject()) {
      List<Object> fields = new ArrayList<>();
      for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
        String name = names.next();
        fields.add(name);
        fields.add(plain(node.get(name)));
      }
      return fields;
    }
    if (node.isArray()) {
      List<Object> elements = new ArrayList<>(List.of("["));
      node.forEach(element -> elements.add(plain(element)));
      return elements;
    }
    if (node.isNumber() && !node.isIntegralNumber()) return "fraction";
    return node.isNull() ? "null" : node.isTextual() ? "'" + node.textValue() : node.asText();
  }

  private static Object plain(Json json) {
    try {
      List<Object> fields = new ArrayList<>();
      if (json.isNull()) return "null";
      json.fields().forEach((name, value) -> fields.addAll(List.of(name, plain(value))));
      return fields;
    } catch (InternalException noObject) {
      // One of the others.
    }
    try {
      List<Object> elements = new ArrayList<>(List.of("["));
      json.list().forEach(element -> elements.add(plain(element)));
      return elements;
    } catch (InternalException noList) {
      // One of the others.
    }
    try {
      return "'" + json.text();
    } catch (InternalException noText) {
      // One of the others.
    }
    try {
      return "" + json.number();
    } catch (InternalException noNumber) {
      return "" + json.truth();
    }
  }

  @Test
  void whatIsAbsentIsNothing() {
    Json json = Json.read("{\"a\": null}");
    for (String key : List.of("a", "b")) {
      Json none = json.at(key);
      assertTrue(none.isNull());
      assertEquals("", none.text());
      assertEquals(0, none.number());
      assertFalse(none.truth());
      assertEquals(List.of(), none.list());
      assertEquals(List.of(), none.texts());
      assertTrue(none.at("deeper").isNull());
    }
    assertFalse(json.isNull());
  }

  @Test
  void escapesAreReadAndWritten() throws Exception {
    String every = "\"\\/\b\f\n\r\t\u0000\u001f\u007f\u00e9\u2028\ud83d\ude00";
    assertEquals(every, Json.read(Json.quoted(every)).text());
    assertEquals(every, new ObjectMapper().readTree(Json.quoted(every)).textValue());
    assertEquals(every, Json.read(new ObjectMapper().writeValueAsString(every)).text());
    assertEquals(List.of("a\"", ""), Json.read(Json.quoted(List.of("a\"", ""))).texts());
    assertEquals("[]", Json.quoted(List.of()));
    assertEquals(Long.MIN_VALUE, Json.read(" -9223372036854775808 ").number());
    byte[] half = Text.utf8(Json.quoted("\ud83d"));
    assertFalse(new String(half, StandardCharsets.UTF_8).contains("?"), "half a pair is left for the library to see");
  }

  @Test
  void whatIsNoneIsRefused() {
    for (String wrong :
        List.of("", "{", "[", "\"", "\"\\", "\"\\u12", "\"\\u12g4\"", "\"\\x\"", "{1:2}", "{\"a\" 1}", "{\"a\":1,}", "[1 2]", "[1,]",
            "1 2", "1.5", "-", "tru", "nul", "'a'", "9223372036854775808")) {
      InternalException e = assertThrows(InternalException.class, () -> Json.read(wrong), wrong);
      assertTrue(e.getMessage().contains("no JSON"), e.getMessage());
    }
    assertThrows(InternalException.class, () -> Json.read("1").text());
    assertThrows(InternalException.class, () -> Json.read("[]").at("a"));
    assertThrows(InternalException.class, () -> Json.read("{}").list());
    assertThrows(InternalException.class, () -> Json.read("\"1\"").number());
    assertThrows(InternalException.class, () -> Json.read("1").truth());
  }
}
