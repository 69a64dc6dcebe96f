package org.graduasi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
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
    assertEquals(codes("QUALITY"), constants(RegisterQualityReport.Effect.values()));
    assertEquals(codes("OBSTACLE"), constants(Outlook.Obstacle.Kind.values()));
    assertEquals(codes("MUTANT"), constants(MutationReport.Standing.values()));
    // The header's own UNKNOWN is another one: it is not known whether it keeps a family back.
    Map<String, Integer> obstructions = codes("OBSTRUCTION");
    obstructions.put("NOT_KNOWN", obstructions.remove("UNKNOWN"));
    assertEquals(obstructions, constants(ProgrammeReport.Obstruction.Kind.values()));
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
    assertTrue(HEADER.contains("#define GRADUASI_DAY_NONE INT32_MIN"));
    assertEquals(Integer.MIN_VALUE, Capi.DAY_NONE);
  }

  /** What is written into native memory by hand stands where C would look for it. */
  @Test
  void optionsHaveTheFieldsOfTheHeader() {
    List<String> paths = List.of("household.a", "");
    assertEquals("[household.a, ] 2", read("graduasi_decide_options", DecideOptions.DEFAULTS.recordedWhenTrue(paths).toNative()));
    assertEquals(
        "[household.a, ] 2 threads=7 batch_rows=8",
        read("graduasi_stream_options", StreamOptions.DEFAULTS.recordedWhenTrue(paths).threads(7).batchRows(8).toNative()));
    assertEquals("NULL 0 threads=0 batch_rows=0", read("graduasi_stream_options", StreamOptions.DEFAULTS.toNative()));
    assertEquals(
        "[household.a, ] 2 threads=1 kept_flips=2 kept_invalid=3 most_policies=4 stream_flips=1 margin_percent=-1 margin_months=6",
        read(
            "graduasi_compare_options",
            CompareOptions.DEFAULTS
                .recordedWhenTrue(paths)
                .threads(1)
                .keptFlips(2)
                .keptInvalid(3)
                .mostPolicies(4)
                .streamFlips(true)
                .marginPercent(-1)
                .marginMonths(6)
                .toNative()));
    QualityOptions quality =
        QualityOptions.DEFAULTS.recordedWhenTrue(paths).placesKept(7).collectPlaces(true).regionLevel(2).vintage("2025");
    assertEquals(
        "[household.a, ] 2 policy=4096 places_kept=7 collect_places=1 region_level=2 vintage=\"2025\"",
        read("graduasi_quality_options", quality.toNative(new Pointer[] {new Pointer(4096)})));
    assertEquals(
        "NULL 0 policy=0 places_kept=-1 collect_places=0 region_level=0 vintage=NULL",
        read("graduasi_quality_options", QualityOptions.DEFAULTS.placesKept(0).toNative(new Pointer[0])));
    byte[] key = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    assertEquals(
        "[household.a, ] 2 seal_key=\"0123456789abcdef\" seal_key_size=16 identities_in_clear=1",
        read(
            "graduasi_record_options",
            RecordOptions.DEFAULTS.recordedWhenTrue(paths).sealKey(key).identitiesInClear(true).toNative()));
    assertEquals(
        "NULL 0 seal_key=NULL seal_key_size=0 identities_in_clear=0",
        read("graduasi_record_options", RecordOptions.DEFAULTS.toNative()));
    assertTrue(HEADER.contains("#define GRADUASI_QUALITY_NO_PLACES SIZE_MAX"));
    LocalDate day = LocalDate.ofEpochDay(20619);
    Programme.Builder programme = Programme.builder(day).recordedWhenTrue(paths);
    assertEquals(
        "[household.a, ] 2 figures=0 rules=NULL target=NULL region=NULL target_period=NULL rates_per_mille=NULL"
            + " rates_per_mille_count=0 threads=0 rank=0 target_least=0 target_most=0 until_days=0 kept_unreadable=0",
        read("graduasi_programme_options", programme.toNative(Pointer.NULL)));
    programme.target("t").region("35.79").targetPeriod("2026").rate(Outcome.NOT_YET, 250).rate(Outcome.ELIGIBLE, 900);
    programme.threads(4).ranked(true).target(30, 5000000000L).until(day).keptUnreadable(7);
    assertEquals(
        "[household.a, ] 2 figures=4096 rules=NULL target=\"t\" region=\"35.79\" target_period=\"2026\""
            + " rates_per_mille=[-1, -1, -1, 250, 900] rates_per_mille_count=5 threads=4 rank=1 target_least=30"
            + " target_most=5000000000 until_days=20619 kept_unreadable=7",
        read("graduasi_programme_options", programme.toNative(new Pointer(4096))));
    assertTrue(HEADER.contains("#define GRADUASI_RATE_NONE (-1)"));
    assertEquals(
        "[household.a, ] 2 until_days=20619 most_sets=3",
        read("graduasi_outlook_options", OutlookOptions.DEFAULTS.recordedWhenTrue(paths).until(day).mostSets(3).toNative()));
    assertEquals(
        "file=\"a.txtpb\" most_tried=5000000000",
        read("graduasi_mutation_options", new OptionMemory().text("a.txtpb").int64(5000000000L).toNative()));
    assertEquals(
        "policy_file=NULL policy_text=NULL policy_text_size=3",
        read("graduasi_coverage_options", new OptionMemory().text("").text("").size(3).toNative()));
  }

  /** The fields of the structure, each read where C's rules of layout put what the header declares. */
  private static String read(String struct, Memory memory) {
    Matcher body = Pattern.compile("typedef struct " + struct + " \\{([^}]*)\\}").matcher(HEADER);
    assertTrue(body.find(), struct);
    final int word = Native.POINTER_SIZE;
    List<String> told = new ArrayList<>();
    long at = 0;
    for (String field : body.group(1).trim().split("\\s*;\\s*")) {
      String name = field.replaceAll("(?s).*[\\s*]", "");
      String type = field.substring(0, field.length() - name.length()).trim();
      int width = type.equals("int32_t") ? 4 : type.equals("int64_t") ? 8 : word;
      at = (at + width - 1) / width * width;
      if (name.equals("recorded_when_true")) {
        Pointer texts = memory.getPointer(at);
        int count = memory.getInt(at + word);
        List<String> read = new ArrayList<>();
        for (int i = 0; i < count; ++i) read.add(texts.getPointer((long) i * word).getString(0));
        told.add((texts == null ? "NULL" : read.toString()) + " " + count);
      } else if (name.equals("rates_per_mille")) {
        Pointer numbers = memory.getPointer(at);
        told.add(name + "=" + (numbers == null ? "NULL" : Arrays.toString(numbers.getIntArray(0, memory.getInt(at + word)))));
      } else if (type.endsWith("char*") || type.equals("const void*")) {
        Pointer text = memory.getPointer(at);
        int size = type.endsWith("char*") || text == null ? 0 : memory.getInt(at + word);
        String read = text == null ? "" : size == 0 ? text.getString(0) : new String(text.getByteArray(0, size), StandardCharsets.US_ASCII);
        told.add(name + "=" + (text == null ? "NULL" : '"' + read + '"'));
      } else if (!name.equals("struct_size") && !name.equals("recorded_when_true_count")) {
        assertTrue(type.matches("size_t|int32_t|int64_t|.*\\*"), field);
        told.add(name + "=" + (width == 4 ? memory.getInt(at) : memory.getLong(at)));
      }
      at += width;
    }
    assertEquals((at + word - 1) / word * word, memory.getInt(0), "struct_size of " + struct);
    return String.join(" ", told);
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
      case "double":
        return "double";
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
}
