package org.graduasi;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Tests of a policy that are data: named cases, each a household on a day and what the policy must say of it. Its author
 * writes it beside the policy, {@code 2026.test.txtpb} beside {@code 2026.policy.txtpb}. With JUnit 5 nothing else is to
 * be written: see {@link PolicyTests}.
 *
 * <pre>{@code
 * try (Policy policy = Policy.load(Path.of("2026.policy.txtpb"));
 *      PolicyTestSuite suite = PolicyTestSuite.load(Path.of("2026.test.txtpb"))) {
 *   System.out.print(suite.run(policy).text(Language.ENGLISH));
 * }
 * }</pre>
 */
public final class PolicyTestSuite implements AutoCloseable {
  private static final String ENDING = ".test.txtpb";

  private final Handle handle;
  private final Cleaner.Cleanable cleanable;
  private final String file;

  private PolicyTestSuite(long pointer, String file) {
    handle = new Handle(pointer, Capi::graduasi_suite_free, "suite", 32);
    cleanable = handle.ownedBy(this);
    this.file = file;
  }

  /**
   * Reads the suite in a file: protobuf JSON if it ends in {@code .json}, binary protobuf if in {@code .binpb} or {@code
   * .pb}, else protobuf text, the form in which authors write it.
   *
   * @param file the file; messages of failures name it so
   * @return the suite
   * @throws IOException if the file cannot be read
   * @throws BadPolicyException with every mistake in the text
   */
  public static PolicyTestSuite load(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    String name = file.toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".json")) return parsed(Capi::graduasi_suite_parse_json, bytes, file.toString());
    if (name.endsWith(".binpb") || name.endsWith(".pb"))
      return parsed(Capi::graduasi_suite_parse_binary, bytes, file.toString());
    return parsed(Capi::graduasi_suite_parse, bytes, file.toString());
  }

  /**
   * Reads a suite, {@code graduasi.v1.PolicyTestSuite} as protobuf text.
   *
   * @param text the form in which authors write it
   * @return the suite
   * @throws BadPolicyException with every mistake in the text
   */
  public static PolicyTestSuite parse(String text) {
    return parsed(Capi::graduasi_suite_parse, Text.utf8(text), "");
  }

  /**
   * Reads a suite, {@code graduasi.v1.PolicyTestSuite} as protobuf JSON.
   *
   * @param json the suite
   * @return the suite
   * @throws BadPolicyException with every mistake in the text
   */
  public static PolicyTestSuite parseJson(String json) {
    return parsed(Capi::graduasi_suite_parse_json, Text.utf8(json), "");
  }

  /**
   * Reads a suite, {@code graduasi.v1.PolicyTestSuite} as binary protobuf.
   *
   * @param bytes the suite
   * @return the suite
   * @throws BadPolicyException with every mistake in it
   */
  public static PolicyTestSuite parseBinary(byte[] bytes) {
    return parsed(Capi::graduasi_suite_parse_binary, Objects.requireNonNull(bytes, "bytes"), "");
  }

  private interface Parser {
    int parse(byte[] bytes, Capi.SizeT size, long[] out, long[] error);
  }

  private static PolicyTestSuite parsed(Parser parser, byte[] bytes, String file) {
    NativeLoader.ready();
    long[] out = new long[1];
    long[] error = new long[1];
    GraduasiException.check(parser.parse(bytes, Capi.SizeT.of(bytes.length), out, error), error);
    return new PolicyTestSuite(out[0], file);
  }

  /**
   * The policies that it says it tests.
   *
   * @return file names, beside its own file; unmodifiable, may be empty
   * @throws IllegalStateException if the suite has been closed
   */
  public List<String> policies() {
    return handle.call(
        suite ->
            Text.list(
                Capi.graduasi_suite_policy_count(suite),
                i -> Text.of(Capi.graduasi_suite_policy(suite, Capi.SizeT.of(i)))));
  }

  /**
   * The files of the policies that it is about: those that it names, else the one beside it that has its name ({@code
   * 2026.policy.txtpb} for {@code 2026.test.txtpb} and {@code 2026.batu.test.txtpb}).
   *
   * @return unmodifiable; empty if it names none and there is none
   * @throws IllegalStateException if the suite has been closed
   */
  public List<Path> policyFiles() {
    List<Path> files = new ArrayList<>();
    for (String name : policies()) files.add(Path.of(file).resolveSibling(name));
    if (!files.isEmpty() || !file.endsWith(ENDING)) return List.copyOf(files);
    String name = Path.of(file).getFileName().toString();
    name = name.substring(0, name.length() - ENDING.length());
    while (!name.isEmpty()) {
      Path beside = Path.of(file).resolveSibling(name + ".policy.txtpb");
      if (Files.exists(beside)) return List.of(beside);
      name = name.substring(0, Math.max(name.lastIndexOf('.'), 0));
    }
    return List.of();
  }

  /**
   * The names of the cases, each of which is unique.
   *
   * @return in the order of the suite; unmodifiable
   * @throws IllegalStateException if the suite has been closed
   */
  public List<String> caseNames() {
    return handle.call(
        suite ->
            Text.list(
                Capi.graduasi_suite_case_count(suite),
                i -> Text.of(Capi.graduasi_suite_case_name(suite, Capi.SizeT.of(i)))));
  }

  /**
   * Decides every case under a policy and compares. A case that fails is no error.
   *
   * @param policy the policy
   * @return what came of it
   * @throws BadPolicyException with every finding, at its place in the suite, if the suite does not fit the policy: a
   *     criterion, safeguard or route that the policy does not have, a day on which it does not decide
   * @throws IllegalStateException if the suite or the policy has been closed
   */
  public PolicyTestReport run(Policy policy) {
    // graduasi_test_options: a size and the name of the file, which stands behind them.
    byte[] name = Text.utf8(file.replace('\0', '?'));
    Memory options = new Memory(2L * Native.POINTER_SIZE + name.length + 1);
    options.clear();
    if (Native.POINTER_SIZE == Long.BYTES) {
      options.setLong(0, 2L * Native.POINTER_SIZE);
    } else {
      options.setInt(0, 2 * Native.POINTER_SIZE);
    }
    Pointer text = options.share(2L * Native.POINTER_SIZE);
    text.write(0, name, 0, name.length);
    options.setPointer(Native.POINTER_SIZE, name.length == 0 ? Pointer.NULL : text);
    long[] out = new long[1];
    long[] error = new long[1];
    int status =
        policy.handle().call(p -> handle.call(suite -> Capi.graduasi_suite_run(p, suite, options, out, error)));
    Reference.reachabilityFence(options);
    GraduasiException.check(status, error);
    Pointer report = new Pointer(out[0]);
    try {
      return new PolicyTestReport(report);
    } finally {
      Capi.graduasi_test_report_free(report);
    }
  }

  /** A function of the C interface that takes a policy and suites and writes a handle. */
  interface OfAll {
    int call(Pointer policy, Pointer suites, Capi.SizeT count, long[] out, long[] error);
  }

  /** What is read from the handle that the function wrote, which is freed. */
  static <T> T withAll(
      Policy policy, List<PolicyTestSuite> suites, OfAll function, Function<Pointer, T> read, Consumer<Pointer> free) {
    List<Handle> handles = new ArrayList<>(List.of(policy.handle()));
    for (PolicyTestSuite suite : suites) handles.add(suite.handle);
    Memory array = new Memory((long) Native.POINTER_SIZE * handles.size());
    Capi.SizeT count = Capi.SizeT.of(suites.size());
    long[] out = new long[1];
    long[] error = new long[1];
    int status =
        Handle.callAll(
            handles,
            pointers -> {
              for (int i = 1; i < pointers.length; ++i) array.setPointer((i - 1L) * Native.POINTER_SIZE, pointers[i]);
              return function.call(pointers[0], array, count, out, error);
            });
    Reference.reachabilityFence(array);
    GraduasiException.check(status, error);
    Pointer handle = new Pointer(out[0]);
    try {
      return read.apply(handle);
    } finally {
      free.accept(handle);
    }
  }

  /** Closes the suite. Threads that are inside a call finish it. Closing again does nothing. */
  @Override
  public void close() {
    cleanable.clean();
  }

  /**
   * What it is, for people.
   *
   * @return its file
   */
  @Override
  public String toString() {
    return file.isEmpty() ? "suite" : file;
  }
}
