package org.graduasi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Is what is mapped here what the C header declares, no more and no less? */
class HeaderTest {
  private static final String HEADER =
      Examples.read(Examples.SOURCE.resolve("capi/graduasi.h")).replaceAll("(?s)/\\*.*?\\*/", "");

  @Test
  void everyFunctionIsMappedWithItsTypes() {
    Map<String, String> declared = new TreeMap<>();
    Matcher function =
        Pattern.compile("GRADUASI_API\\s+([^;#]*?)\\b(graduasi_\\w+)\\(([^;#]*)\\)\\s*GRADUASI_NOEXCEPT;").matcher(HEADER);
    while (function.find()) {
      String parameters = function.group(3).trim();
      String types =
          parameters.equals("void")
              ? ""
              : Arrays.stream(parameters.split(",")).map(HeaderTest::parameter).collect(Collectors.joining(", "));
      declared.put(function.group(2), result(function.group(1).trim()) + " (" + types + ")");
    }
    Map<String, String> mapped = new TreeMap<>();
    for (Method method : Capi.class.getDeclaredMethods()) {
      if (!Modifier.isNative(method.getModifiers())) continue;
      String types = Arrays.stream(method.getParameterTypes()).map(Class::getSimpleName).collect(Collectors.joining(", "));
      mapped.put(method.getName(), method.getReturnType().getSimpleName() + " (" + types + ")");
    }
    assertTrue(declared.size() >= 92, "the header is read wrongly: only " + declared.size() + " functions");
    assertEquals(text(declared), text(mapped));
  }

  @Test
  void everyCodeHasItsConstant() {
    assertEquals(codes("OUTCOME"), constants(Outcome.values()));
    assertEquals(codes("CRITERION"), constants(CriterionDecision.Result.values()));
    assertEquals(codes("SAFEGUARD"), constants(SafeguardDecision.Result.values()));
    assertEquals(codes("ROUTE"), constants(RouteDecision.Result.values()));
    assertEquals(codes("MISSING"), constants(MissingFact.Why.values()));
    assertEquals(codes("ACTOR"), constants(Actor.values()));
    assertEquals(codes("STATE"), constants(LifeState.values()));
    assertEquals(codes("REFUSED"), constants(LifeRefusal.Cause.values()));
    Map<String, Integer> languages = new TreeMap<>();
    for (Language language : Language.values()) languages.put(language.name(), language.code);
    assertEquals(codes("LANGUAGE"), languages);
  }

  /** What the C interface says in JSON alone has its names in the library's own headers. */
  @Test
  void everyNameHasItsConstant() {
    assertEquals(names("life_cycle.h", "LifeState"), names(LifeState.values()));
    assertEquals(names("life_cycle.h", "LifeEventKind"), names(LifeEventKind.values()));
    assertEquals(names("life_cycle.h", "LifeRole"), names(LifeRole.values()));
    assertEquals(names("assistance.h", "ExitKind"), names(ExitKind.values()));
    assertEquals(names("mentoring.h", "Severity"), names(Severity.values()));
    Matcher kinds =
        Pattern.compile("RouteKinds\\(\\) \\{[^}]*\\{([^}]*)\\}")
            .matcher(Examples.read(Examples.SOURCE.resolve("src/wire/life_cycle_json.cc")));
    assertTrue(kinds.find());
    assertEquals(List.of(kinds.group(1).replace("\"", "").split(", ")), names(RouteKind.values()));
  }

  private static List<String> names(String header, String type) {
    Matcher name =
        Pattern.compile("\\{" + type + "::k\\w+,\\s+\"(\\w+)\"\\}")
            .matcher(Examples.read(Examples.SOURCE.resolve("include/graduasi").resolve(header)));
    List<String> names = new ArrayList<>();
    while (name.find()) names.add(name.group(1));
    assertTrue(names.size() > 1, type);
    return names;
  }

  private static List<String> names(Enum<?>[] values) {
    List<String> names = new ArrayList<>();
    for (Enum<?> value : values) names.add(value.name());
    assertEquals("UNKNOWN", names.remove(names.size() - 1), "UNKNOWN stands last");
    return names;
  }

  @Test
  void everyStatusHasItsNumber() {
    assertEquals(0, define("OK"));
    assertEquals(Capi.BAD_CALL, define("BAD_CALL"));
    assertEquals(Capi.BAD_POLICY, define("BAD_POLICY"));
    assertEquals(Capi.BAD_DATA, define("BAD_DATA"));
    assertEquals(Capi.UNSUPPORTED, define("UNSUPPORTED"));
    assertEquals(Capi.NO_MEMORY, define("NO_MEMORY"));
    assertEquals(6, define("INTERNAL"));
    assertTrue(HEADER.contains("#define GRADUASI_DAY_OPEN INT32_MAX"));
    assertEquals(Integer.MAX_VALUE, Capi.DAY_OPEN);
  }

  /** What is written into native memory by hand has the fields that the header has. */
  @Test
  void optionsHaveTheFieldsOfTheHeader() {
    assertEquals("struct_size recorded_when_true recorded_when_true_count", fields("graduasi_decide_options"));
    assertEquals(
        "struct_size recorded_when_true recorded_when_true_count threads batch_rows", fields("graduasi_stream_options"));
    Memory memory = OptionMemory.of(List.of("a", ""), 7, 8);
    Pointer texts = memory.getPointer(Native.POINTER_SIZE);
    assertEquals(5 * Native.POINTER_SIZE, memory.getInt(0));
    assertEquals("a", texts.getPointer(0).getString(0));
    assertEquals("", texts.getPointer(Native.POINTER_SIZE).getString(0));
    int[] numbers = {2, 7, 8};
    for (int i = 0; i < 3; ++i) assertEquals(numbers[i], memory.getInt((2L + i) * Native.POINTER_SIZE));
  }

  @Test
  void sizeIsAsWideAsThePlatformHasIt() {
    assertEquals(Native.SIZE_T_SIZE, Native.getNativeSize(Capi.SizeT.class, null));
    for (int value : new int[] {0, 1, 63, 64, 65, Integer.MAX_VALUE}) assertEquals(value, Capi.SizeT.of(value).longValue());
  }

  private static String parameter(String parameter) {
    String type = parameter.trim().replaceAll("\\s*\\w+$", "").replaceAll("\\s+", " ");
    if (type.endsWith("**") || type.equals("size_t*")) return "long[]";
    if (type.equals("int32_t*")) return "int[]";
    if (type.equals("const char*") || type.equals("char*") || type.equals("const void*")) return "byte[]";
    return type.endsWith("*") ? Pointer.class.getSimpleName() : result(type);
  }

  private static String result(String type) {
    if (type.endsWith("*")) return Pointer.class.getSimpleName();
    switch (type) {
      case "void":
        return "void";
      case "int32_t":
      case "uint32_t":
      case "graduasi_status":
        return "int";
      case "int64_t":
        return "long";
      case "size_t":
        return "SizeT";
      default:
        throw new AssertionError("a type that this test does not know: " + type);
    }
  }

  private static String text(Map<String, String> functions) {
    return functions.toString().replace("), ", ")\n");
  }

  private static Map<String, Integer> codes(String kind) {
    Map<String, Integer> codes = new TreeMap<>();
    Matcher define = Pattern.compile("#define GRADUASI_" + kind + "_(\\w+) (\\d+)").matcher(HEADER);
    while (define.find()) codes.put(define.group(1), Integer.parseInt(define.group(2)));
    assertTrue(codes.size() > 1, kind);
    return codes;
  }

  private static Map<String, Integer> constants(Enum<?>[] values) {
    Map<String, Integer> constants = new TreeMap<>();
    for (Enum<?> value : values) constants.put(value.name(), value.ordinal());
    assertEquals(values.length - 1, constants.remove("UNKNOWN"), "UNKNOWN stands last");
    return constants;
  }

  private static int define(String name) {
    Matcher define = Pattern.compile("#define GRADUASI_" + name + " (\\d+)").matcher(HEADER);
    assertTrue(define.find(), name);
    return Integer.parseInt(define.group(1));
  }

  private static String fields(String struct) {
    Matcher body = Pattern.compile("typedef struct " + struct + " \\{([^}]*)\\}").matcher(HEADER);
    assertTrue(body.find(), struct);
    return Arrays.stream(body.group(1).split(";"))
        .map(field -> field.trim().replaceAll("(?s).*[\\s*]", ""))
        .filter(name -> !name.isEmpty())
        .collect(Collectors.joining(" "));
  }
}
