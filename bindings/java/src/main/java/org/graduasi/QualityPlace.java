package org.graduasi;

import com.sun.jna.Pointer;
import java.util.List;
import java.util.Optional;

/** One thing that is wrong in a register, and where; nobody is named. Immutable. */
public final class QualityPlace {
  private final String code;
  private final QualityRecord record;
  private final int column;
  private final String region;
  private final String path;
  private final Bilingual message;
  private final QualityRecord other;
  private final String otherPath;
  private final String regionPart;
  private final String existedIn;
  private final String successor;

  private QualityPlace(Pointer places, Capi.SizeT index) {
    code = Text.of(Capi.graduasi_quality_places_code(places, index));
    record =
        new QualityRecord(
            Text.of(Capi.graduasi_quality_places_feed(places, index)),
            Capi.graduasi_quality_places_row(places, index),
            Text.of(Capi.graduasi_quality_places_household_id(places, index)));
    column = Capi.graduasi_quality_places_column(places, index);
    region = Text.of(Capi.graduasi_quality_places_region(places, index));
    path = Text.of(Capi.graduasi_quality_places_path(places, index));
    message = Bilingual.of(language -> Capi.graduasi_quality_places_message(places, index, language));
    if (Capi.graduasi_quality_places_has_other(places, index) != 0) {
      other =
          new QualityRecord(
              Text.of(Capi.graduasi_quality_places_other_feed(places, index)),
              Capi.graduasi_quality_places_other_row(places, index),
              Text.of(Capi.graduasi_quality_places_other_household_id(places, index)));
      otherPath = Text.of(Capi.graduasi_quality_places_other_path(places, index));
    } else {
      other = null;
      otherPath = "";
    }
    regionPart = Text.of(Capi.graduasi_quality_places_region_part(places, index));
    existedIn = Text.of(Capi.graduasi_quality_places_existed_in(places, index));
    successor = Text.of(Capi.graduasi_quality_places_successor(places, index));
  }

  static List<QualityPlace> all(Pointer places) {
    return Text.list(Capi.graduasi_quality_places_count(places), i -> new QualityPlace(places, Capi.SizeT.of(i)));
  }

  /**
   * What kind of thing is wrong.
   *
   * @return a stable name such as {@code NIK_IN_TWO_RECORDS}
   */
  public String code() {
    return code;
  }

  /**
   * In which record.
   *
   * @return where the record is
   */
  public QualityRecord record() {
    return record;
  }

  /**
   * Where in the line.
   *
   * @return the column in bytes from 1; 0 if not known
   */
  public int column() {
    return column;
  }

  /**
   * The record's region.
   *
   * @return its code; empty if it is none
   */
  public String region() {
    return region;
  }

  /**
   * Where in the record.
   *
   * @return such as {@code members[1].nik}; empty of the whole record
   */
  public String path() {
    return path;
  }

  /**
   * What is wrong. Its wording is no part of the interface.
   *
   * @param language which one
   * @return a sentence
   */
  public String message(Language language) {
    return message.in(language);
  }

  /**
   * Of records that contradict each other, another one.
   *
   * @return empty of every other kind
   */
  public Optional<QualityRecord> other() {
    return Optional.ofNullable(other);
  }

  /**
   * Where in that other record.
   *
   * @return as {@link #path}; empty if there is no other
   */
  public String otherPath() {
    return otherPath;
  }

  /**
   * Of a region code that is not in force, the part of it that is not.
   *
   * @return else empty
   */
  public String regionPart() {
    return regionPart;
  }

  /**
   * The latest other list of regions that has that part.
   *
   * @return its vintage; empty if none has
   */
  public String existedIn() {
    return existedIn;
  }

  /**
   * The code in force that followed.
   *
   * @return empty if none is known
   */
  public String successor() {
    return successor;
  }

  /**
   * Kind, record and path.
   *
   * @return such as {@code NIK_IN_TWO_RECORDS register.jsonl:2 (K2) members[1].nik}
   */
  @Override
  public String toString() {
    return code + " " + record + (path.isEmpty() ? "" : " " + path);
  }
}
