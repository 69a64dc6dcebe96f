package org.graduasi;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Does Java give the decisions and reasons, to the letter, that all languages must give? {@code tests/cases/README.md}
 * describes the files; what one does not mention is not compared, and a key that is not known fails.
 */
class CasesTest {
  private static final Path FOLDER = Examples.SOURCE.resolve("tests/cases");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Map<String, Policy> POLICIES = new HashMap<>();
  private static final Set<String> KEYS =
      Set.of("name", "policy", "as_of", "recorded_when_true", "household", "expect");

  static List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".json"))
          .sorted()
          .collect(Collectors.toList());
    }
  }

  @AfterAll
  static void close() {
    POLICIES.values().forEach(Policy::close);
  }

  @Test
  void thereAreCases() throws IOException {
    assertTrue(files().size() >= 200, "only " + files().size());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void isDecidedAsItsFileExpects(String file) throws IOException {
    String text = Examples.read(FOLDER.resolve(file));
    JsonNode root = JSON.readTree(text);
    root.fieldNames().forEachRemaining(key -> assertTrue(KEYS.contains(key), "a case has no `" + key + "`"));
    assertFalse(root.path("name").asText().isEmpty(), "the case has no name");
    DecideOptions options = DecideOptions.DEFAULTS.recordedWhenTrue(texts(root.path("recorded_when_true")));
    LocalDate day = LocalDate.parse(root.get("as_of").textValue());
    try (Decision decision = policy(root.get("policy").textValue()).decide(household(text, root), day, options)) {
      assertNotNull(root.get("expect").get("outcome"), "every case expects an `outcome`");
      compare(decision, root.get("expect"));
    }
  }

  private static void compare(Decision decision, JsonNode expect) throws IOException {
    JsonNode whole = JSON.readTree(decision.toJson());
    List<Executable> checks = new ArrayList<>();
    Map<String, JsonNode> expected = fields(expect);
    for (String key : expected.keySet()) {
      JsonNode value = expected.get(key);
      switch (key) {
        case "outcome":
          checks.add(() -> assertEquals(value.textValue(), decision.outcome().name()));
          break;
        case "route":
          checks.add(() -> assertEquals(value.textValue(), decision.route()));
          break;
        case "criteria":
          checks.add(() -> results(value, decision.criteria(), CriterionDecision::id, item -> item.result().name()));
          break;
        case "safeguards":
          checks.add(() -> results(value, decision.safeguards(), SafeguardDecision::id, item -> item.result().name()));
          break;
        case "routes":
          checks.add(() -> results(value, decision.routes(), RouteDecision::id, item -> item.result().name()));
          break;
        case "missing":
          checks.add(() -> assertEquals(lines(texts(value)), lines(map(decision.missingFacts(), MissingFact::path))));
          break;
        case "why":
          checks.add(() -> results(value, decision.missingFacts(), MissingFact::path, fact -> fact.why().name()));
          break;
        case "reasons":
          checks.add(() -> reasons(value, decision));
          break;
        case "witnesses":
          checks.add(() -> witnesses(value, whole));
          break;
        case "scores":
          checks.add(() -> scores(value, whole));
          break;
        case "findings":
          checks.add(() -> assertEquals(lines(texts(value)), lines(map(decision.findings(), Finding::path))));
          break;
        default:
          fail("`expect` has no `" + key + "`");
      }
    }
    assertAll(decision.explain(Language.ENGLISH), checks);
  }

  private static <T> void results(JsonNode expected, List<T> list, Function<T, String> id, Function<T, String> result) {
    Map<String, String> actual = new LinkedHashMap<>();
    list.forEach(item -> actual.put(id.apply(item), result.apply(item)));
    fields(expected).forEach((key, value) -> assertEquals(value.textValue(), actual.get(key), key));
  }

  private static void reasons(JsonNode expected, Decision decision) {
    Map<String, Function<Language, String>> reasons = new HashMap<>();
    decision.safeguards().forEach(item -> reasons.put(item.id(), item::reason));
    decision.criteria().forEach(item -> reasons.put(item.id(), item::reason));
    fields(expected)
        .forEach(
            (id, texts) ->
                fields(texts)
                    .forEach(
                        (language, text) -> {
                          assertTrue(Set.of("id", "en").contains(language), "a reason has no `" + language + "`");
                          assertNotNull(reasons.get(id), "the decision has no `" + id + "`");
                          Language which = language.equals("id") ? Language.INDONESIAN : Language.ENGLISH;
                          assertEquals(text.textValue(), reasons.get(id).apply(which), id);
                        }));
  }

  private static void witnesses(JsonNode expected, JsonNode whole) {
    Map<String, List<String>> actual = new HashMap<>();
    for (String kind : List.of("safeguards", "criteria")) {
      for (JsonNode item : whole.path(kind)) {
        List<String> paths = new ArrayList<>();
        item.path("witnesses").forEach(witness -> paths.add(witness.get("path").textValue()));
        actual.put(item.get("id").textValue(), paths);
      }
    }
    fields(expected).forEach((id, paths) -> assertEquals(texts(paths), actual.get(id), id));
  }

  private static void scores(JsonNode expected, JsonNode whole) {
    Map<String, JsonNode> routes = new HashMap<>();
    whole.path("routes").forEach(route -> routes.put(route.get("id").textValue(), route));
    fields(expected)
        .forEach(
            (id, numbers) -> {
              JsonNode route = routes.get(id);
              assertTrue(route.get("scored").booleanValue() && route.get("score_known").booleanValue(), id);
              assertEquals(numbers.get(0).asText(), route.get("score").textValue(), id);
              assertEquals(numbers.get(1).asText(), route.get("score_threshold").textValue(), id);
            });
  }

  /** The record exactly as the file has it, repeated keys and all; where the file has text, that text. */
  private static String household(String text, JsonNode root) throws IOException {
    if (root.path("household").isTextual()) return root.get("household").textValue();
    try (JsonParser parser = new JsonFactory().createParser(text)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean found = parser.currentName().equals("household");
        parser.nextToken();
        int from = (int) parser.currentTokenLocation().getCharOffset();
        parser.skipChildren();
        if (found) return text.substring(from, (int) parser.currentLocation().getCharOffset());
      }
    }
    throw new AssertionError("the case has no `household`");
  }

  private static Policy policy(String path) {
    return POLICIES.computeIfAbsent(
        path,
        key -> {
          try {
            return Policy.load(Examples.SOURCE.resolve(key));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private static Map<String, JsonNode> fields(JsonNode object) {
    assertTrue(object.isObject(), "an object is expected, not " + object);
    Map<String, JsonNode> fields = new LinkedHashMap<>();
    object.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
    return fields;
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(
        text -> {
          assertTrue(text.isTextual(), "a text is expected, not " + text);
          texts.add(text.textValue());
        });
    return texts;
  }

  private static <T> List<String> map(List<T> list, Function<T, String> read) {
    return list.stream().map(read).collect(Collectors.toList());
  }

  private static String lines(List<String> list) {
    return String.join("\n", list);
  }
}
