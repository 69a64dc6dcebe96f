package org.graduasi;

import com.sun.jna.Pointer;
import java.lang.ref.Cleaner;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/**
 * What was found in a register. Every record is accounted for: {@code fed = readable + unreadable} and {@code readable =
 * sound + withFindings}. Nobody is named. Immutable; see the package for closing.
 */
public final class RegisterQualityReport implements AutoCloseable {
  /** A kind of thing that is wrong, and how often it is. */
  public static final class Kind {
    private final String code;
    private final int effect;
    private final Bilingual sentence;
    private final Bilingual ask;
    private final long cases;
    private final long places;
    private final long records;
    private final Map<String, Long> regions;
    private final List<QualityPlace> first;

    private Kind(Pointer report, Capi.SizeT index) {
      code = Text.of(Capi.graduasi_quality_report_kind_code(report, index));
      effect = Capi.graduasi_quality_report_kind_effect(report, index);
      sentence = Bilingual.of(language -> Capi.graduasi_quality_report_kind_sentence(report, index, language));
      ask = Bilingual.of(language -> Capi.graduasi_quality_report_kind_ask(report, index, language));
      cases = Capi.graduasi_quality_report_kind_cases(report, index);
      places = Capi.graduasi_quality_report_kind_places(report, index);
      records = Capi.graduasi_quality_report_kind_records(report, index);
      Map<String, Long> byRegion = new TreeMap<>();
      int count = Math.toIntExact(Capi.graduasi_quality_report_kind_region_count(report, index).longValue());
      for (int i = 0; i < count; ++i) {
        Capi.SizeT region = Capi.SizeT.of(i);
        // Two systems of codes may have the same one.
        byRegion.merge(
            Text.of(Capi.graduasi_quality_report_kind_region_code(report, index, region)),
            Capi.graduasi_quality_report_kind_region_places(report, index, region),
            Long::sum);
      }
      regions = Collections.unmodifiableMap(byRegion);
      first = QualityPlace.all(Capi.graduasi_quality_report_kind_first(report, index));
    }

    /**
     * Its name.
     *
     * @return a stable one such as {@code NIK_IN_TWO_RECORDS}
     */
    public String code() {
      return code;
    }

    /**
     * What it means for a decision.
     *
     * @return the effect
     */
    public Effect effect() {
      return Effect.of(effect);
    }

    /**
     * The library's own number of the effect, which tells an {@link Effect#UNKNOWN} one from others.
     *
     * @return {@code GRADUASI_QUALITY_...} of the C header
     */
    public int effectCode() {
      return effect;
    }

    /**
     * What is wrong.
     *
     * @param language which one
     * @return the end of a sentence about the record
     */
    public String sentence(Language language) {
      return sentence.in(language);
    }

    /**
     * What to ask, and from whom.
     *
     * @param language which one
     * @return a sentence
     */
    public String ask(Language language) {
      return ask.in(language);
    }

    /**
     * How often: a NIK in three records is one case.
     *
     * @return of other kinds as many as places
     */
    public long cases() {
      return cases;
    }

    /**
     * At how many places: a NIK in three records is at three.
     *
     * @return their number
     */
    public long places() {
      return places;
    }

    /**
     * In how many records.
     *
     * @return their number
     */
    public long records() {
      return records;
    }

    /**
     * Places by region.
     *
     * @return by code, empty of records without one; sorted, unmodifiable
     */
    public Map<String, Long> regions() {
      return regions;
    }

    /**
     * The first places, as many as {@link QualityOptions#placesKept} says.
     *
     * @return in the order of feeding; unmodifiable
     */
    public List<QualityPlace> first() {
      return first;
    }

    /**
     * Name and places.
     *
     * @return such as {@code NIK_IN_TWO_RECORDS: 2}
     */
    @Override
    public String toString() {
      return code + ": " + places;
    }
  }

  /** What a finding means for a decision. */
  public enum Effect {
    /** The record cannot be used. */
    UNREADABLE,
    /** It can be read, and the decision on it is {@link Outcome#INVALID}. */
    INVALID,
    /** It is decided, but a person should look. */
    QUESTIONABLE,
    /** One that this package has no name for, from a newer library: {@link Kind#effectCode}. */
    UNKNOWN;

    static Effect of(int code) {
      return Codes.of(values(), code, UNKNOWN);
    }
  }

  /** A region's records: {@code records = unreadable + sound + withFindings}. */
  public static final class Region {
    private final String code;
    private final String system;
    private final long records;
    private final long unreadable;
    private final long sound;
    private final long withFindings;

    private Region(Pointer report, Capi.SizeT index) {
      code = Text.of(Capi.graduasi_quality_report_region_code(report, index));
      system = Text.of(Capi.graduasi_quality_report_region_system(report, index));
      records = Capi.graduasi_quality_report_region_records(report, index);
      unreadable = Capi.graduasi_quality_report_region_unreadable(report, index);
      sound = Capi.graduasi_quality_report_region_sound(report, index);
      withFindings = Capi.graduasi_quality_report_region_with_findings(report, index);
    }

    /**
     * Its code.
     *
     * @return at the level of the options; empty of the records without a code
     */
    public String code() {
      return code;
    }

    /**
     * Whose code it is.
     *
     * @return {@code KEMENDAGRI} or {@code BPS}; empty of the records without a code
     */
    public String system() {
      return system;
    }

    /**
     * All of its records.
     *
     * @return their number
     */
    public long records() {
      return records;
    }

    /**
     * Those that cannot be read.
     *
     * @return their number
     */
    public long unreadable() {
      return unreadable;
    }

    /**
     * Those of which nothing is wrong.
     *
     * @return their number
     */
    public long sound() {
      return sound;
    }

    /**
     * Those that can be read, and of which something is wrong.
     *
     * @return their number
     */
    public long withFindings() {
      return withFindings;
    }

    /**
     * Code and records.
     *
     * @return such as {@code 35.79.02: 12 records}
     */
    @Override
    public String toString() {
      return code + ": " + records + " records";
    }
  }

  /** How much of a fact is known, in the readable records. */
  public static final class Completeness {
    private final String path;
    private final long recordsLacking;
    private final long values;
    private final long valuesLacking;

    private Completeness(Pointer report, Capi.SizeT index) {
      path = Text.of(Capi.graduasi_quality_report_fact_path(report, index));
      recordsLacking = Capi.graduasi_quality_report_fact_records_lacking(report, index);
      values = Capi.graduasi_quality_report_fact_values(report, index);
      valuesLacking = Capi.graduasi_quality_report_fact_values_lacking(report, index);
    }

    /**
     * Which fact.
     *
     * @return such as {@code household.members[].born_on}
     */
    public String path() {
      return path;
    }

    /**
     * In how many records it, or a list on the way to it, is absent at least once.
     *
     * @return a number of records
     */
    public long recordsLacking() {
      return recordsLacking;
    }

    /**
     * Places for it: one for each record, or for each element of the lists that are there.
     *
     * @return a number of places
     */
    public long values() {
      return values;
    }

    /**
     * Those places at which it is absent.
     *
     * @return a number of places
     */
    public long valuesLacking() {
      return valuesLacking;
    }

    /**
     * Path and records.
     *
     * @return such as {@code household.registered_on: lacking in 3 records}
     */
    @Override
    public String toString() {
      return path + ": lacking in " + recordsLacking + " records";
    }
  }

  private final Handle handle;
  private final Cleaner.Cleanable cleanable;
  private final LocalDate asOf;

  RegisterQualityReport(long pointer, LocalDate asOf) {
    handle = new Handle(pointer, Capi::graduasi_quality_report_free, "report", 32);
    cleanable = handle.ownedBy(this);
    this.asOf = asOf;
  }

  /**
   * The day on which the register was drawn up.
   *
   * @return the day
   */
  public LocalDate asOf() {
    return asOf;
  }

  /**
   * All records that were added.
   *
   * @return their number
   * @throws IllegalStateException if the report has been closed
   */
  public long fed() {
    return number(Capi::graduasi_quality_report_fed);
  }

  /**
   * Those that can be read.
   *
   * @return their number
   * @throws IllegalStateException if the report has been closed
   */
  public long readable() {
    return number(Capi::graduasi_quality_report_readable);
  }

  /**
   * Those that cannot be read.
   *
   * @return their number
   * @throws IllegalStateException if the report has been closed
   */
  public long unreadable() {
    return number(Capi::graduasi_quality_report_unreadable);
  }

  /**
   * Those of which nothing is wrong.
   *
   * @return their number
   * @throws IllegalStateException if the report has been closed
   */
  public long sound() {
    return number(Capi::graduasi_quality_report_sound);
  }

  /**
   * Those that can be read, and of which something is wrong.
   *
   * @return their number
   * @throws IllegalStateException if the report has been closed
   */
  public long withFindings() {
    return number(Capi::graduasi_quality_report_with_findings);
  }

  /**
   * Those of {@link #withFindings} on which the decision would be {@link Outcome#INVALID}.
   *
   * @return their number
   * @throws IllegalStateException if the report has been closed
   */
  public long invalid() {
    return number(Capi::graduasi_quality_report_invalid);
  }

  /**
   * Members of the readable records.
   *
   * @return their number
   * @throws IllegalStateException if the report has been closed
   */
  public long members() {
    return number(Capi::graduasi_quality_report_members);
  }

  /**
   * Household ids that are shown nowhere, since they could be identities.
   *
   * @return their number
   * @throws IllegalStateException if the report has been closed
   */
  public long idsWithheld() {
    return number(Capi::graduasi_quality_report_ids_withheld);
  }

  /**
   * Records whose region was held against a list.
   *
   * @return their number
   * @throws IllegalStateException if the report has been closed
   */
  public long regionsChecked() {
    return number(Capi::graduasi_quality_report_regions_checked);
  }

  /**
   * The others of {@link #fed}.
   *
   * @return their number
   * @throws IllegalStateException if the report has been closed
   */
  public long regionsUnchecked() {
    return number(Capi::graduasi_quality_report_regions_unchecked);
  }

  private long number(ToLongFunction<Pointer> accessor) {
    return handle.call(accessor::applyAsLong);
  }

  /**
   * The kinds that occur.
   *
   * @return unmodifiable
   * @throws IllegalStateException if the report has been closed
   */
  public List<Kind> kinds() {
    return handle.call(
        report ->
            Text.list(Capi.graduasi_quality_report_kind_count(report), i -> new Kind(report, Capi.SizeT.of(i))));
  }

  /**
   * All regions, at the level of the options; their records add up to {@link #fed}.
   *
   * @return sorted, unmodifiable
   * @throws IllegalStateException if the report has been closed
   */
  public List<Region> regions() {
    return handle.call(
        report ->
            Text.list(Capi.graduasi_quality_report_region_count(report), i -> new Region(report, Capi.SizeT.of(i))));
  }

  /**
   * How much of the facts is known. A fact whose absence means that there is none is not among them.
   *
   * @return in the order of the model, unmodifiable
   * @throws IllegalStateException if the report has been closed
   */
  public List<Completeness> facts() {
    return handle.call(
        report ->
            Text.list(Capi.graduasi_quality_report_fact_count(report), i -> new Completeness(report, Capi.SizeT.of(i))));
  }

  /**
   * The report as a page of plain text.
   *
   * @param language of the page
   * @return lines
   * @throws NativeMemoryException if memory runs out
   * @throws IllegalStateException if the report has been closed
   */
  public String text(Language language) {
    Objects.requireNonNull(language, "language");
    return handle.call(report -> Text.made(Capi.graduasi_quality_report_text(report, language.code)));
  }

  /**
   * The whole report: figures, codes and places.
   *
   * @return one line of JSON, without newline
   * @throws NativeMemoryException if memory runs out
   * @throws IllegalStateException if the report has been closed
   */
  public String toJson() {
    return handle.call(report -> Text.made(Capi.graduasi_quality_report_json(report)));
  }

  /** Closes the report. Threads that are inside a call finish it. Closing again does nothing. */
  @Override
  public void close() {
    cleanable.clean();
  }

  /**
   * What it is, for people.
   *
   * @return figures, without anything about anybody
   */
  @Override
  public String toString() {
    try {
      return fed() + " records, " + unreadable() + " unreadable, " + withFindings() + " with findings";
    } catch (IllegalStateException closed) {
      return "closed report";
    }
  }
}
