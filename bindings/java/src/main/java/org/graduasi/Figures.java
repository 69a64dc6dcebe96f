package org.graduasi;

import com.sun.jna.Pointer;
import java.io.IOException;
import java.lang.ref.Cleaner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * Published figures, targets and what has come of them, from a document: the figures of a {@link ProgrammeReport}.
 * Immutable; see the package for closing.
 */
public final class Figures implements AutoCloseable {
  /** How many families are to graduate in a region and a period. */
  public static final class Target {
    private final String id;
    private final Bilingual title;
    private final String regionSystem;
    private final String regionCode;
    private final String period;
    private final String unit;
    private final long least;
    private final long most;

    private Target(Pointer figures, Capi.SizeT index) {
      id = Text.of(Capi.graduasi_figures_target_id(figures, index));
      title = Bilingual.of(language -> Capi.graduasi_figures_target_title(figures, index, language));
      regionSystem = Text.of(Capi.graduasi_figures_target_region_system(figures, index));
      regionCode = Text.of(Capi.graduasi_figures_target_region_code(figures, index));
      period = Text.of(Capi.graduasi_figures_target_period(figures, index));
      unit = Text.of(Capi.graduasi_figures_target_unit(figures, index));
      least = Capi.graduasi_figures_target_least(figures, index);
      most = Capi.graduasi_figures_target_most(figures, index);
    }

    /**
     * Its name in the document.
     *
     * @return unique there
     */
    public String id() {
      return id;
    }

    /**
     * What it is called.
     *
     * @param language which one
     * @return the title
     */
    public String title(Language language) {
      return title.in(language);
    }

    /**
     * Whose code {@link #regionCode} is.
     *
     * @return {@code KEMENDAGRI}, {@code BPS} or empty
     */
    public String regionSystem() {
      return regionSystem;
    }

    /**
     * Of which region.
     *
     * @return its code; empty of the nation
     */
    public String regionCode() {
      return regionCode;
    }

    /**
     * In which year, or month of it.
     *
     * @return such as {@code 2026} or {@code 2026-06}
     */
    public String period() {
      return period;
    }

    /**
     * What is counted.
     *
     * @return such as {@code KPM}
     */
    public String unit() {
      return unit;
    }

    /**
     * How many, at least.
     *
     * @return in {@link #unit}
     */
    public long least() {
      return least;
    }

    /**
     * How many, at most.
     *
     * @return in {@link #unit}; {@link #least} where the target is one number
     */
    public long most() {
      return most;
    }

    /**
     * Its name and range.
     *
     * @return such as {@code batu-2026: 30..35}
     */
    @Override
    public String toString() {
      return id + ": " + least + ".." + most;
    }
  }

  private final Handle handle;
  private final Cleaner.Cleanable cleanable;

  private Figures(long pointer) {
    handle = new Handle(pointer, Capi::graduasi_figures_free, "document of figures", 4);
    cleanable = handle.ownedBy(this);
  }

  /**
   * Reads the document in a file.
   *
   * @param file JSON, in UTF-8
   * @return the figures
   * @throws IOException if the file cannot be read
   * @throws BadDataException with every finding
   */
  public static Figures load(Path file) throws IOException {
    return parsed(Files.readAllBytes(file));
  }

  /**
   * Reads a document.
   *
   * @param json {@code {"statistics": [...], "computations": [...], "targets": [...], "results": [...]}}; any may be left
   *     out
   * @return the figures
   * @throws BadDataException with every finding
   */
  public static Figures parse(String json) {
    return parsed(Text.utf8(Objects.requireNonNull(json, "json")));
  }

  private static Figures parsed(byte[] json) {
    NativeLoader.ready();
    long[] out = new long[1];
    long[] error = new long[1];
    GraduasiException.check(Capi.graduasi_figures_parse_json(json, Capi.SizeT.of(json.length), out, error), error);
    return new Figures(out[0]);
  }

  /**
   * The targets. What has come of one is in the report of a programme that names it.
   *
   * @return in the order of the document; unmodifiable
   * @throws IllegalStateException if the figures have been closed
   */
  public List<Target> targets() {
    return handle.call(
        figures ->
            Text.list(Capi.graduasi_figures_target_count(figures), i -> new Target(figures, Capi.SizeT.of(i))));
  }

  /** For {@link Programme}, which is made of them. */
  Handle handle() {
    return handle;
  }

  /** Closes the figures. Threads that are inside a call finish it. Closing again does nothing. */
  @Override
  public void close() {
    cleanable.clean();
  }

  /**
   * What it is, for people.
   *
   * @return the targets
   */
  @Override
  public String toString() {
    try {
      return targets().toString();
    } catch (IllegalStateException closed) {
      return "closed figures";
    }
  }
}
