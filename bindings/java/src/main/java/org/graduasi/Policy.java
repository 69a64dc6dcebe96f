package org.graduasi;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** A checked and compiled policy. Compile it once and share it among threads; see the package for closing. */
public final class Policy implements AutoCloseable {
  private final Handle handle;
  private final Cleaner.Cleanable cleanable;

  private Policy(long pointer) {
    handle = new Handle(pointer, Capi::graduasi_policy_free, "policy", 32);
    cleanable = handle.ownedBy(this);
  }

  /**
   * Reads, checks and compiles the policy in a file: protobuf JSON if it ends in {@code .json}, binary protobuf if in
   * {@code .binpb} or {@code .pb}, else protobuf text, the form in which authors write it.
   *
   * @param file the file
   * @return the policy
   * @throws IOException if the file cannot be read
   * @throws BadPolicyException with every mistake in the text
   * @throws UnsupportedException if it asks for a newer library
   */
  public static Policy load(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    String name = file.toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".json")) return parsed(Capi::graduasi_policy_parse_json, bytes);
    if (name.endsWith(".binpb") || name.endsWith(".pb")) return parsed(Capi::graduasi_policy_parse_binary, bytes);
    return parsed(Capi::graduasi_policy_parse, bytes);
  }

  /**
   * Checks and compiles a policy, {@code graduasi.v1.Policy} as protobuf text.
   *
   * @param text the form in which authors write it
   * @return the policy
   * @throws BadPolicyException with every mistake in the text
   * @throws UnsupportedException if it asks for a newer library
   */
  public static Policy parse(String text) {
    return parsed(Capi::graduasi_policy_parse, Text.utf8(text));
  }

  /**
   * Checks and compiles a policy, {@code graduasi.v1.Policy} as protobuf JSON.
   *
   * @param json the policy
   * @return the policy
   * @throws BadPolicyException with every mistake in the text
   * @throws UnsupportedException if it asks for a newer library
   */
  public static Policy parseJson(String json) {
    return parsed(Capi::graduasi_policy_parse_json, Text.utf8(json));
  }

  /**
   * Checks and compiles a policy, {@code graduasi.v1.Policy} as binary protobuf.
   *
   * @param bytes the policy
   * @return the policy
   * @throws BadPolicyException with every mistake in it
   * @throws UnsupportedException if it asks for a newer library
   */
  public static Policy parseBinary(byte[] bytes) {
    return parsed(Capi::graduasi_policy_parse_binary, Objects.requireNonNull(bytes, "bytes"));
  }

  private interface Parser {
    int parse(byte[] bytes, Capi.SizeT size, long[] out, long[] error);
  }

  private static Policy parsed(Parser parser, byte[] bytes) {
    NativeLoader.ready();
    long[] out = new long[1];
    long[] error = new long[1];
    GraduasiException.check(parser.parse(bytes, Capi.SizeT.of(bytes.length), out, error), error);
    return new Policy(out[0]);
  }

  /**
   * What the policy calls itself.
   *
   * @return such as {@code pkh-graduasi}
   * @throws IllegalStateException if the policy has been closed
   */
  public String id() {
    return handle.call(policy -> Text.of(Capi.graduasi_policy_id(policy)));
  }

  /**
   * Its version.
   *
   * @return such as {@code 2026.1}
   * @throws IllegalStateException if the policy has been closed
   */
  public String version() {
    return handle.call(policy -> Text.of(Capi.graduasi_policy_version(policy)));
  }

  /**
   * Names what the policy says. Layout, comments and the form it was parsed from make no difference; anything else
   * does.
   *
   * @return SHA-256, 64 lower-case hexadecimal digits
   * @throws IllegalStateException if the policy has been closed
   */
  public String hash() {
    return handle.call(policy -> Text.of(Capi.graduasi_policy_hash(policy)));
  }

  /**
   * Its title.
   *
   * @param language which one
   * @return the title; empty if the author left it out
   * @throws IllegalStateException if the policy has been closed
   */
  public String title(Language language) {
    Objects.requireNonNull(language, "language");
    return handle.call(policy -> Text.of(Capi.graduasi_policy_title(policy, language.code)));
  }

  /**
   * Whether it is an example and not for decisions about people.
   *
   * @return true if it is
   * @throws IllegalStateException if the policy has been closed
   */
  public boolean isSynthetic() {
    return handle.call(policy -> Capi.graduasi_policy_is_synthetic(policy) != 0);
  }

  /**
   * The first day on which the policy decides.
   *
   * @return the day
   * @throws IllegalStateException if the policy has been closed
   */
  public LocalDate effectiveFrom() {
    return handle.call(policy -> Days.date(Capi.graduasi_policy_effective_from_days(policy)));
  }

  /**
   * The first day on which the policy decides no longer.
   *
   * @return the day; empty if the policy leaves the end open
   * @throws IllegalStateException if the policy has been closed
   */
  public Optional<LocalDate> effectiveUntil() {
    int days = handle.call(Capi::graduasi_policy_effective_until_days);
    return days == Capi.DAY_OPEN ? Optional.empty() : Optional.of(Days.date(days));
  }

  /**
   * Its criteria, in the policy's order, which is also that of the results in a decision.
   *
   * @return unmodifiable
   * @throws IllegalStateException if the policy has been closed
   */
  public List<Rule> criteria() {
    return rules(
        Capi::graduasi_policy_criterion_count, Capi::graduasi_policy_criterion_id, Capi::graduasi_policy_criterion_title);
  }

  /**
   * Its safeguards, in the policy's order, which is also that of the results in a decision.
   *
   * @return unmodifiable
   * @throws IllegalStateException if the policy has been closed
   */
  public List<Rule> safeguards() {
    return rules(
        Capi::graduasi_policy_safeguard_count, Capi::graduasi_policy_safeguard_id, Capi::graduasi_policy_safeguard_title);
  }

  /**
   * Its routes, in order of priority, which is also that of the results in a decision.
   *
   * @return unmodifiable
   * @throws IllegalStateException if the policy has been closed
   */
  public List<Rule> routes() {
    return rules(Capi::graduasi_policy_route_count, Capi::graduasi_policy_route_id, Capi::graduasi_policy_route_title);
  }

  private interface Titled {
    Pointer title(Pointer policy, Capi.SizeT index, int language);
  }

  private List<Rule> rules(
      Function<Pointer, Capi.SizeT> count, BiFunction<Pointer, Capi.SizeT, Pointer> id, Titled titled) {
    return handle.call(
        policy ->
            Text.list(
                count.apply(policy),
                i -> {
                  Capi.SizeT index = Capi.SizeT.of(i);
                  return new Rule(
                      Text.of(id.apply(policy, index)), Bilingual.of(language -> titled.title(policy, index, language)));
                }));
  }

  /**
   * Paths of the facts that the policy reads.
   *
   * @return sorted, such as {@code household.members[].born_on}; unmodifiable
   * @throws IllegalStateException if the policy has been closed
   */
  public List<String> factsRead() {
    return handle.call(
        policy ->
            Text.list(
                Capi.graduasi_policy_fact_read_count(policy),
                i -> Text.of(Capi.graduasi_policy_fact_read(policy, Capi.SizeT.of(i)))));
  }

  /**
   * In which order those that are {@link Outcome#ELIGIBLE} stand before a target.
   *
   * @return empty if the policy declares none
   * @throws IllegalStateException if the policy has been closed
   */
  public Optional<Ranking> ranking() {
    return handle.call(
        policy ->
            Capi.graduasi_policy_ranking_id(policy) == null ? Optional.empty() : Optional.of(new Ranking(policy)));
  }

  /**
   * Decides one household. There is a decision for every record: one that cannot be read, names a field that does not
   * exist or contradicts itself is {@link Outcome#INVALID}, with findings.
   *
   * @param json the household, {@code graduasi.v1.Household} as JSON
   * @param asOf the day of the decision; what happened later is invisible
   * @return the decision
   * @throws BadCallException if the day is outside the policy's effective period
   * @throws IllegalStateException if the policy has been closed
   */
  public Decision decide(String json, LocalDate asOf) {
    return decide(json, asOf, DecideOptions.DEFAULTS);
  }

  /**
   * As {@link #decide(String, LocalDate)}, with options.
   *
   * @param json the household, {@code graduasi.v1.Household} as JSON
   * @param asOf the day of the decision; what happened later is invisible
   * @param options how to decide
   * @return the decision
   * @throws BadCallException if the day is outside the policy's effective period, or an option names no yes-or-no fact
   * @throws IllegalStateException if the policy has been closed
   */
  public Decision decide(String json, LocalDate asOf, DecideOptions options) {
    return decided(Capi::graduasi_decide_json, Text.utf8(json), asOf, options);
  }

  /**
   * As {@link #decide(String, LocalDate)}.
   *
   * @param utf8Json the household, {@code graduasi.v1.Household} as JSON in UTF-8
   * @param asOf the day of the decision; what happened later is invisible
   * @return the decision
   * @throws BadCallException if the day is outside the policy's effective period
   * @throws IllegalStateException if the policy has been closed
   */
  public Decision decide(byte[] utf8Json, LocalDate asOf) {
    return decide(utf8Json, asOf, DecideOptions.DEFAULTS);
  }

  /**
   * As {@link #decide(String, LocalDate, DecideOptions)}.
   *
   * @param utf8Json the household, {@code graduasi.v1.Household} as JSON in UTF-8
   * @param asOf the day of the decision; what happened later is invisible
   * @param options how to decide
   * @return the decision
   * @throws BadCallException if the day is outside the policy's effective period, or an option names no yes-or-no fact
   * @throws IllegalStateException if the policy has been closed
   */
  public Decision decide(byte[] utf8Json, LocalDate asOf, DecideOptions options) {
    return decided(Capi::graduasi_decide_json, Objects.requireNonNull(utf8Json, "utf8Json"), asOf, options);
  }

  /**
   * As {@link #decide(String, LocalDate)}.
   *
   * @param bytes the household, {@code graduasi.v1.Household} as binary protobuf
   * @param asOf the day of the decision; what happened later is invisible
   * @return the decision
   * @throws BadCallException if the day is outside the policy's effective period
   * @throws IllegalStateException if the policy has been closed
   */
  public Decision decideBinary(byte[] bytes, LocalDate asOf) {
    return decideBinary(bytes, asOf, DecideOptions.DEFAULTS);
  }

  /**
   * As {@link #decide(String, LocalDate, DecideOptions)}.
   *
   * @param bytes the household, {@code graduasi.v1.Household} as binary protobuf
   * @param asOf the day of the decision; what happened later is invisible
   * @param options how to decide
   * @return the decision
   * @throws BadCallException if the day is outside the policy's effective period, or an option names no yes-or-no fact
   * @throws IllegalStateException if the policy has been closed
   */
  public Decision decideBinary(byte[] bytes, LocalDate asOf, DecideOptions options) {
    return decided(Capi::graduasi_decide_binary, Objects.requireNonNull(bytes, "bytes"), asOf, options);
  }

  private interface Decider {
    int decide(Pointer policy, byte[] bytes, Capi.SizeT size, int asOfDays, Pointer options, long[] out, long[] error);
  }

  private Decision decided(Decider decider, byte[] bytes, LocalDate asOf, DecideOptions options) {
    int days = Days.of(Objects.requireNonNull(asOf, "asOf"));
    Memory memory = Objects.requireNonNull(options, "options").toNative();
    long[] out = new long[1];
    long[] error = new long[1];
    int status =
        handle.call(policy -> decider.decide(policy, bytes, Capi.SizeT.of(bytes.length), days, memory, out, error));
    Reference.reachabilityFence(memory);
    GraduasiException.check(status, error);
    return new Decision(out[0]);
  }

  /**
   * Looks ahead for one household: when its answer changes if nothing else happens, and what people can change so that
   * it may be proposed. There is an outlook for every record; of one that cannot be read the outcome is {@link
   * Outcome#INVALID} and nothing is ahead.
   *
   * @param json the household, {@code graduasi.v1.Household} as JSON
   * @param asOf the day from which is looked ahead
   * @param options how far and how much
   * @return the outlook
   * @throws BadCallException if the day is outside the policy's effective period, an option is out of range or names no
   *     yes-or-no fact
   * @throws IllegalStateException if the policy has been closed
   */
  public Outlook foresee(String json, LocalDate asOf, OutlookOptions options) {
    return foreseen(Capi::graduasi_foresee_json, Text.utf8(json), asOf, options);
  }

  /**
   * As {@link #foresee(String, LocalDate, OutlookOptions)}.
   *
   * @param bytes the household, {@code graduasi.v1.Household} as binary protobuf
   * @param asOf the day from which is looked ahead
   * @param options how far and how much
   * @return the outlook
   * @throws BadCallException as the other
   * @throws IllegalStateException if the policy has been closed
   */
  public Outlook foreseeBinary(byte[] bytes, LocalDate asOf, OutlookOptions options) {
    return foreseen(Capi::graduasi_foresee_binary, Objects.requireNonNull(bytes, "bytes"), asOf, options);
  }

  private Outlook foreseen(Decider foresee, byte[] bytes, LocalDate asOf, OutlookOptions options) {
    int days = Days.of(Objects.requireNonNull(asOf, "asOf"));
    Memory memory = options.toNative();
    List<String> routes = Text.list(routes(), Rule::id);
    long[] out = new long[1];
    long[] error = new long[1];
    int status =
        handle.call(policy -> foresee.decide(policy, bytes, Capi.SizeT.of(bytes.length), days, memory, out, error));
    Reference.reachabilityFence(memory);
    GraduasiException.check(status, error);
    return new Outlook(out[0], routes);
  }

  /** For {@link ArrowDecider}, which knows classes that need not be there. */
  Handle handle() {
    return handle;
  }

  /**
   * Closes the policy. Threads that are inside a call finish it; decisions stay valid. Closing again does nothing.
   */
  @Override
  public void close() {
    cleanable.clean();
  }

  /**
   * What it is, for people.
   *
   * @return id and version
   */
  @Override
  public String toString() {
    try {
      return handle.call(
          policy -> Text.of(Capi.graduasi_policy_id(policy)) + " " + Text.of(Capi.graduasi_policy_version(policy)));
    } catch (IllegalStateException closed) {
      return "closed policy";
    }
  }
}
