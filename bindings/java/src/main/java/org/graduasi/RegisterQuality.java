package org.graduasi;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Examines a register on the day it arrives, record by record, and makes a report of what is wrong and where: numbers
 * that two families have, malformed ones, dates that cannot be, regions that do not exist, facts that are lacking.
 * Nobody is named.
 *
 * <pre>{@code
 * try (RegisterQuality quality = RegisterQuality.start(day)) {
 *   quality.addRegions(Path.of("wilayah_2025.csv"));
 *   quality.addFile(Path.of("register.jsonl"));
 *   try (RegisterQualityReport report = quality.finish()) {
 *     System.out.print(report.text(Language.ENGLISH));
 *   }
 * }
 * }</pre>
 *
 * <p>Columns of Arrow are added by {@link ArrowRegister}. Confined to one thread at a time: a second one inside is an
 * {@link IllegalStateException}. It takes about 100 bytes of native memory a family of four. Where memory runs out in
 * the middle of a record, it can only be closed.
 */
public final class RegisterQuality implements AutoCloseable {
  private static final Pattern YEAR = Pattern.compile("(?<!\\d)\\d{4}(?!\\d)");

  private final Handle handle;
  private final Cleaner.Cleanable cleanable;
  private final LocalDate asOf;

  private RegisterQuality(long pointer, LocalDate asOf) {
    handle = new Handle(pointer, Capi::graduasi_quality_free, "register quality", 64);
    cleanable = handle.ownedBy(this);
    this.asOf = asOf;
  }

  /**
   * Starts with the default options.
   *
   * @param asOf the day on which the register was drawn up: nothing in it can have happened later
   * @return to be fed and closed
   * @throws BadCallException if the day is outside years 1 to 9999
   */
  public static RegisterQuality start(LocalDate asOf) {
    return start(asOf, QualityOptions.DEFAULTS);
  }

  /**
   * Starts.
   *
   * @param asOf the day on which the register was drawn up: nothing in it can have happened later
   * @param options how to examine
   * @return to be fed and closed
   * @throws BadCallException if the day is outside years 1 to 9999, an option is out of range or names no yes-or-no fact
   * @throws IllegalStateException if the policy of the options has been closed
   */
  public static RegisterQuality start(LocalDate asOf, QualityOptions options) {
    NativeLoader.ready();
    int days = Days.of(Objects.requireNonNull(asOf, "asOf"));
    long[] out = new long[1];
    long[] error = new long[1];
    int status =
        Handle.callAll(
            options.handles(),
            handles -> {
              Memory memory = options.toNative(handles);
              try {
                return Capi.graduasi_quality_new(days, memory, out, error);
              } finally {
                Reference.reachabilityFence(memory);
              }
            });
    GraduasiException.check(status, error);
    return new RegisterQuality(out[0], asOf);
  }

  /**
   * Adds a list of the region codes that were in force at some time, before any record.
   *
   * @param vintage such as {@code 2025}; may be empty if the text's columns say it
   * @param text one code a line, or CSV with a column {@code kode} or {@code code}, in UTF-8; the C header says what
   *     other columns may stand there
   * @throws BadDataException with a finding for each line that is wrong
   * @throws BadCallException if records have been added
   * @throws IllegalStateException if this has been closed, or another thread is inside
   */
  public void addRegions(String vintage, byte[] text) {
    byte[] name = Text.utf8(vintage);
    Capi.SizeT size = Capi.SizeT.of(text.length);
    call((quality, error) ->
        Capi.graduasi_quality_add_regions(quality, name, Capi.SizeT.of(name.length), text, size, error));
  }

  /**
   * As {@link #addRegions(String, byte[])}, from a file.
   *
   * @param file its vintage is the last year in its name, or without one the name without its ending
   * @throws IOException if the file cannot be read
   * @throws BadDataException with a finding for each line that is wrong
   * @throws BadCallException if records have been added
   * @throws IllegalStateException if this has been closed, or another thread is inside
   */
  public void addRegions(Path file) throws IOException {
    String name = Objects.toString(file.getFileName(), "");
    int ending = name.lastIndexOf('.');
    String vintage = ending > 0 ? name.substring(0, ending) : name;
    Matcher year = YEAR.matcher(name);
    while (year.find()) vintage = year.group();
    addRegions(vintage, Files.readAllBytes(file));
  }

  /**
   * Names where the records that follow come from.
   *
   * @param feed such as a file; places name it so
   * @throws BadCallException if the report has been made
   * @throws IllegalStateException if this has been closed, or another thread is inside
   */
  public void startFeed(String feed) {
    byte[] name = Text.utf8(feed);
    call((quality, error) -> Capi.graduasi_quality_start_feed(quality, name, Capi.SizeT.of(name.length), error));
  }

  /**
   * Adds one record. What cannot be read counts as unreadable, and is no failure.
   *
   * @param row what places call it: a line of the file
   * @param json {@code graduasi.v1.Household} as JSON
   * @throws BadCallException if the report has been made, or the options name a vintage that no list of regions has
   * @throws IllegalStateException if this has been closed, or another thread is inside
   */
  public void add(long row, String json) {
    add(row, Text.utf8(json));
  }

  /**
   * As {@link #add(long, String)}.
   *
   * @param row what places call it: a line of the file
   * @param utf8Json {@code graduasi.v1.Household} as JSON, in UTF-8
   * @throws BadCallException if the report has been made, or the options name a vintage that no list of regions has
   * @throws IllegalStateException if this has been closed, or another thread is inside
   */
  public void add(long row, byte[] utf8Json) {
    Capi.SizeT size = Capi.SizeT.of(utf8Json.length);
    call((quality, error) -> Capi.graduasi_quality_add_json(quality, row, utf8Json, size, error));
  }

  /**
   * Adds a file of records, one a line. Places name the file as it is given here, and lines from 1.
   *
   * @param file JSON lines, in UTF-8
   * @throws IOException if the file cannot be read; the lines before have then been added
   * @throws BadCallException if the report has been made, or the options name a vintage that no list of regions has
   * @throws IllegalStateException if this has been closed, or another thread is inside
   */
  public void addFile(Path file) throws IOException {
    try (InputStream stream = new BufferedInputStream(Files.newInputStream(file))) {
      startFeed(file.toString());
      Lines lines = new Lines(stream);
      long row = 0;
      for (byte[] block = lines.next(); block != null; block = lines.next()) {
        for (int from = 0, end; from < block.length; from = end + 1) {
          end = from;
          while (end < block.length && block[end] != '\n') ++end;
          add(++row, Arrays.copyOfRange(block, from, end));
        }
      }
    }
  }

  /**
   * The places found since they were last taken: of one record when it is added, of records that contradict each other
   * when the report is made. They can be taken after {@link #finish}, too.
   *
   * @return none unless {@link QualityOptions#collectPlaces} asked for them; unmodifiable
   * @throws IllegalStateException if this has been closed, or another thread is inside
   */
  public List<QualityPlace> takePlaces() {
    long[] out = new long[1];
    call((quality, error) -> Capi.graduasi_quality_take_places(quality, out, error));
    Pointer places = new Pointer(out[0]);
    try {
      return QualityPlace.all(places);
    } finally {
      Capi.graduasi_quality_places_free(places);
    }
  }

  /**
   * Compares the records with each other and makes the report. Nothing can be added afterwards.
   *
   * @return the report, to be closed as well
   * @throws BadCallException if it has been made already
   * @throws IllegalStateException if this has been closed, or another thread is inside
   */
  public RegisterQualityReport finish() {
    long[] out = new long[1];
    call((quality, error) -> Capi.graduasi_quality_finish(quality, out, error));
    return new RegisterQualityReport(out[0], asOf);
  }

  private interface Call {
    int on(Pointer quality, long[] error);
  }

  private void call(Call call) {
    long[] error = new long[1];
    GraduasiException.check(handle.callAlone(quality -> call.on(quality, error)), error);
  }

  /** For {@link ArrowRegister}, which knows classes that need not be there: takes the stream in all cases. */
  void addStream(Pointer in) {
    call((quality, error) -> Capi.graduasi_quality_add_stream(quality, in, error));
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
    return "register as of " + asOf;
  }
}
