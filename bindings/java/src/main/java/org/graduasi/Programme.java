package org.graduasi;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Is fed with a cohort (the families that are mentored) and the histories of its families, in any order, and makes the
 * page of an office: a target and what has come of it, where the families stand and what keeps them back, when they
 * become eligible, and how probable the target is under a stated assumption.
 *
 * <pre>{@code
 * try (Programme programme = Programme.builder(day).policy(policy).target(30, 35).rate(Outcome.ELIGIBLE, 900).start()) {
 *   programme.addFile(Path.of("cohort.jsonl"));
 *   for (LifeHistory history : histories) programme.addHistory(history);
 *   try (ProgrammeReport report = programme.finish()) {
 *     Files.writeString(Path.of("page.html"), report.html(Language.INDONESIAN));
 *   }
 * }
 * }</pre>
 *
 * <p>Columns of Arrow are added by {@link ArrowRegister}. Confined to one thread at a time: a second one inside is an
 * {@link IllegalStateException}. After any exception of the library it can only be closed, but for one of {@link
 * #addHistory(LifeHistory)}. Memory grows with the ids of the cohort.
 */
public final class Programme implements AutoCloseable {
  /** Outcomes that the library has; {@link Outcome#UNKNOWN} stands last and is none. */
  private static final int OUTCOMES = Outcome.values().length - 1;

  private static final int NO_RATE = -1;

  /** Says of what a {@link Programme} is made. What is not said is as the library has it. Confined to one thread. */
  public static final class Builder {
    private final LocalDate asOf;
    private Policy policy;
    private List<String> recordedWhenTrue = List.of();
    private Figures figures;
    private LifeRules rules;
    private String target = "";
    private String region = "";
    private String targetPeriod = "";
    private final int[] rates = new int[OUTCOMES];
    private boolean rated;
    private int threads;
    private boolean ranked;
    private long targetLeast;
    private long targetMost;
    private int untilDays;
    private int keptUnreadable;

    private Builder(LocalDate asOf) {
      this.asOf = Objects.requireNonNull(asOf, "asOf");
      Arrays.fill(rates, NO_RATE);
    }

    /**
     * The policy that decides. Without one there is a page of the figures alone, to which nothing can be added.
     *
     * @param whichDecides must be open when the programme is started, and may be closed afterwards
     * @return this
     */
    public Builder policy(Policy whichDecides) {
      policy = Objects.requireNonNull(whichDecides, "whichDecides");
      return this;
    }

    /**
     * Yes-or-no facts that the register records only when they are true: where absent they read as false.
     *
     * @param paths such as {@code household.members[].pregnant}; one that names no yes-or-no fact is refused at the start
     * @return this
     * @throws BadCallException if a path holds a NUL
     */
    public Builder recordedWhenTrue(List<String> paths) {
      recordedWhenTrue = OptionMemory.checked(paths);
      return this;
    }

    /**
     * Published figures, targets and results.
     *
     * @param document must be open when the programme is started, and may be closed afterwards
     * @return this
     */
    public Builder figures(Figures document) {
      figures = Objects.requireNonNull(document, "document");
      return this;
    }

    /**
     * The rules of the life cycle, which say what the procedure completes.
     *
     * @param lifeRules what the programme sets; without this, the library's proposals
     * @return this
     */
    public Builder rules(LifeRules lifeRules) {
      rules = Objects.requireNonNull(lifeRules, "lifeRules");
      return this;
    }

    /**
     * A target of the figures. Without one, and without a range, it is the one target that the figures have of the region
     * and the year of the day, if they have one.
     *
     * @param id as the figures have it; another is refused at the start
     * @return this
     * @throws BadCallException if it holds a NUL
     */
    public Builder target(String id) {
      target = OptionMemory.checked("target", "The id", id);
      return this;
    }

    /**
     * How many families are to graduate.
     *
     * @param least 1 or more
     * @param most at least as many; a single number is both. A range that is none is refused at the start
     * @return this
     * @throws BadCallException if the most is 0
     */
    public Builder target(long least, long most) {
      // The library takes this for no target.
      if (most == 0) throw BadCallException.of("target_most", "The target is 0; it must be 1 or more.");
      targetLeast = least;
      targetMost = most;
      return this;
    }

    /**
     * In which period so many are to graduate.
     *
     * @param period {@code 2026} or {@code 2026-06}; without this, the year
     * @return this
     * @throws BadCallException if it holds a NUL
     */
    public Builder targetPeriod(String period) {
      targetPeriod = OptionMemory.checked("target_period", "The period", period);
      return this;
    }

    /**
     * Whose page it is.
     *
     * @param code {@code 35.79} of Kemendagri, {@code 3579} of BPS; without this, the target's region, or the nation
     * @return this
     * @throws BadCallException if it holds a NUL
     */
    public Builder region(String code) {
      region = OptionMemory.checked("region", "The code", code);
      return this;
    }

    /**
     * The assumption: of 1000 families of which the policy now says this, so many will complete. Without any there is no
     * forecast, only the rates that the target would take.
     *
     * @param outcome not {@link Outcome#UNKNOWN}
     * @param perMille 0 to 1000; others are refused at the start
     * @return this
     * @throws BadCallException if the outcome is {@link Outcome#UNKNOWN}
     */
    public Builder rate(Outcome outcome, int perMille) {
      if (outcome.ordinal() >= OUTCOMES) {
        throw BadCallException.of("rates_per_mille", "UNKNOWN stands for outcomes without a name; name one that has one.");
      }
      // The library takes this for none.
      rates[outcome.ordinal()] = perMille == NO_RATE ? Integer.MIN_VALUE : perMille;
      rated = true;
      return this;
    }

    /**
     * How many threads work inside one call. The report is the same, byte for byte.
     *
     * @param count 1 to 1024; 0 for the default, 1. More are refused at the start
     * @return this
     * @throws BadCallException if it is negative
     */
    public Builder threads(int count) {
      threads = OptionMemory.checked("threads", count);
      return this;
    }

    /**
     * Whether the report has the order of those that are {@link Outcome#ELIGIBLE}, by the ranking that the policy
     * declares.
     *
     * @param inOrder true if it has; refused at the start if the policy declares none
     * @return this
     */
    public Builder ranked(boolean inOrder) {
      ranked = inOrder;
      return this;
    }

    /**
     * How far is looked ahead.
     *
     * @param day the first that is not looked at; without this, the day after the target's period or, without a target
     *     or once that is over, one year on
     * @return this
     * @throws BadCallException if it is 1970-01-01, which the library takes for no day
     */
    public Builder until(LocalDate day) {
      untilDays = Days.of(day);
      if (untilDays == 0) throw BadCallException.of("until_days", "The day must not be 1970-01-01.");
      return this;
    }

    /**
     * How many records that cannot be read are listed with their findings, at most. All are counted.
     *
     * @param most 0 for the default, 100
     * @return this
     * @throws BadCallException if it is negative
     */
    public Builder keptUnreadable(int most) {
      keptUnreadable = OptionMemory.checked("kept_unreadable", most);
      return this;
    }

    /**
     * Starts.
     *
     * @return to be fed and closed
     * @throws BadCallException if the day is outside the policy's period, the policy declares no ranking and one is
     *     wanted, or an option is out of range, contradicts another or names nothing
     * @throws BadDataException if the rules are out of range
     * @throws IllegalStateException if the policy or the figures have been closed
     */
    public Programme start() {
      NativeLoader.ready();
      int days = Days.of(asOf);
      List<Handle> handles = new ArrayList<>();
      if (policy != null) handles.add(policy.handle());
      if (figures != null) handles.add(figures.handle());
      long[] out = new long[1];
      long[] error = new long[1];
      int status =
          Handle.callAll(
              handles,
              pointers -> {
                Memory memory = toNative(figures == null ? Pointer.NULL : pointers[pointers.length - 1]);
                Pointer policyPointer = policy == null ? Pointer.NULL : pointers[0];
                int code = Capi.graduasi_programme_new(policyPointer, days, memory, out, error);
                Reference.reachabilityFence(memory);
                return code;
              });
      GraduasiException.check(status, error);
      return new Programme(out[0], asOf);
    }

    Memory toNative(Pointer figuresPointer) {
      return new OptionMemory()
          .texts(recordedWhenTrue)
          .handle(figuresPointer)
          .text(rules == null ? "" : rules.toJson())
          .text(target)
          .text(region)
          .text(targetPeriod)
          .int32s(rated ? rates : new int[0])
          .size(threads)
          .size(ranked ? 1 : 0)
          .int64(targetLeast)
          .int64(targetMost)
          .int32(untilDays)
          .int32(keptUnreadable)
          .toNative();
    }
  }

  private final Handle handle;
  private final Cleaner.Cleanable cleanable;
  private final LocalDate asOf;
  private volatile boolean failed;

  private Programme(long pointer, LocalDate asOf) {
    handle = new Handle(pointer, Capi::graduasi_programme_free, "programme", 64);
    cleanable = handle.ownedBy(this);
    this.asOf = asOf;
  }

  /**
   * Begins with the day of the report.
   *
   * @param asOf what happened later is invisible
   * @return a builder
   */
  public static Builder builder(LocalDate asOf) {
    return new Builder(asOf);
  }

  /**
   * Adds households, one a line. A line that is no record, an empty one too, is a family that is {@link
   * Outcome#INVALID}.
   *
   * @param lines whole ones, the last of which need not end in a line feed
   * @throws BadDataException if a household has no id, or that of another
   * @throws BadCallException if there is no policy, or the report has been made
   * @throws IllegalStateException if the programme has failed or has been closed, or another thread is inside
   */
  public void addJsonLines(String lines) {
    addJsonLines(Text.utf8(lines));
  }

  /**
   * As {@link #addJsonLines(String)}.
   *
   * @param utf8Lines whole ones, in UTF-8, the last of which need not end in a line feed
   * @throws BadDataException if a household has no id, or that of another
   * @throws BadCallException if there is no policy, or the report has been made
   * @throws IllegalStateException if the programme has failed or has been closed, or another thread is inside
   */
  public void addJsonLines(byte[] utf8Lines) {
    Capi.SizeT size = Capi.SizeT.of(utf8Lines.length);
    call((programme, error) -> Capi.graduasi_programme_add_json_lines(programme, utf8Lines, size, error));
  }

  /**
   * As {@link #addJsonLines(String)}, from a file.
   *
   * @param file JSON lines, in UTF-8
   * @throws IOException if the file cannot be read; the lines before have then been added
   * @throws BadDataException if a household has no id, or that of another
   * @throws BadCallException if there is no policy, or the report has been made
   * @throws IllegalStateException if the programme has failed or has been closed, or another thread is inside
   */
  public void addFile(Path file) throws IOException {
    try (InputStream stream = Files.newInputStream(file)) {
      Lines lines = new Lines(stream);
      for (byte[] block = lines.next(); block != null; block = lines.next()) addJsonLines(block);
    }
  }

  /**
   * Adds the history of one family, before or after its household.
   *
   * @param history it may be closed as soon as this returns
   * @throws BadCallException if there is no policy, or the report has been made
   * @throws IllegalStateException if the programme has failed, it or the history has been closed, or another thread is
   *     inside
   */
  public void addHistory(LifeHistory history) {
    addHistory(history.toJson());
  }

  /**
   * As {@link #addHistory(LifeHistory)}.
   *
   * @param json the history, as {@link LifeHistory#parse(String)} reads it
   * @throws BadDataException with every finding: the programme is then as it was
   * @throws BadCallException if there is no policy, or the report has been made
   * @throws IllegalStateException if the programme has failed or has been closed, or another thread is inside
   */
  public void addHistory(String json) {
    checkSound();
    byte[] bytes = Text.utf8(json);
    long[] error = new long[1];
    Capi.SizeT size = Capi.SizeT.of(bytes.length);
    int status =
        handle.callAlone(programme -> Capi.graduasi_programme_add_history_json(programme, bytes, size, error));
    failed = status != Capi.OK && status != Capi.BAD_DATA;
    GraduasiException.check(status, error);
  }

  /**
   * Makes the report. Nothing can be added afterwards.
   *
   * @return the report, to be closed as well
   * @throws BadDataException if a history is of nobody in the cohort, or the second of one family
   * @throws BadCallException if it has been made already
   * @throws IllegalStateException if the programme has failed or has been closed, or another thread is inside
   */
  public ProgrammeReport finish() {
    long[] out = new long[1];
    call((programme, error) -> Capi.graduasi_programme_finish(programme, out, error));
    return new ProgrammeReport(out[0]);
  }

  private interface Call {
    int on(Pointer programme, long[] error);
  }

  private void call(Call call) {
    checkSound();
    long[] error = new long[1];
    int status = handle.callAlone(programme -> call.on(programme, error));
    failed = status != Capi.OK;
    GraduasiException.check(status, error);
  }

  private void checkSound() {
    if (failed) throw new IllegalStateException("This programme has failed: it can only be closed.");
  }

  /** For {@link ArrowRegister}, which knows classes that need not be there: takes the stream in all cases. */
  void addStream(Pointer in) {
    call((programme, error) -> Capi.graduasi_programme_add_stream(programme, in, error));
  }

  /** Closes it; a report that was made stays. A thread that is inside a call finishes it. Again does nothing. */
  @Override
  public void close() {
    cleanable.clean();
  }

  /**
   * What it is, for people.
   *
   * @return the day
   */
  @Override
  public String toString() {
    return "programme as of " + asOf;
  }
}
