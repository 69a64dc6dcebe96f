package org.graduasi;

import com.sun.jna.Pointer;
import java.util.List;

/** Something that a record can hold and a policy can read. */
public final class Fact {
  private final String path;
  private final String type;
  private final String unit;
  private final String meaning;
  private final boolean absentIsNone;
  private final boolean identity;
  private final List<String> values;

  private Fact(Pointer facts, Capi.SizeT index) {
    path = Text.of(Capi.graduasi_facts_path(facts, index));
    type = Text.of(Capi.graduasi_facts_type(facts, index));
    unit = Text.of(Capi.graduasi_facts_unit(facts, index));
    meaning = Text.of(Capi.graduasi_facts_meaning(facts, index));
    absentIsNone = Capi.graduasi_facts_absent_is_none(facts, index) != 0;
    identity = Capi.graduasi_facts_is_identity(facts, index) != 0;
    values =
        Text.list(
            Capi.graduasi_facts_value_count(facts, index),
            i -> Text.of(Capi.graduasi_facts_value(facts, index, Capi.SizeT.of(i))));
  }

  /**
   * The reference of all facts.
   *
   * @return in the order of the model, unmodifiable
   */
  public static List<Fact> all() {
    NativeLoader.ready();
    long[] out = new long[1];
    long[] error = new long[1];
    GraduasiException.check(Capi.graduasi_facts_list(out, error), error);
    Pointer facts = new Pointer(out[0]);
    try {
      return Text.list(Capi.graduasi_facts_count(facts), i -> new Fact(facts, Capi.SizeT.of(i)));
    } finally {
      Capi.graduasi_facts_free(facts);
    }
  }

  /**
   * The keys of the JSON, {@code []} after a list.
   *
   * @return such as {@code household.members[].born_on}
   */
  public String path() {
    return path;
  }

  /**
   * Its type.
   *
   * @return {@code bool}, {@code int}, {@code string}, {@code date} (text: 2025-11-15, 2025-11 or 2025), a name such as
   *     {@code Relation} of one of the {@link #values}, {@code Region} of a record, {@code list(Member)} of a list of
   *     records
   */
  public String type() {
    return type;
  }

  /**
   * Its unit.
   *
   * @return such as {@code IDR per month}; empty if there is none
   */
  public String unit() {
    return unit;
  }

  /**
   * What it means.
   *
   * @return one line, in English
   */
  public String meaning() {
    return meaning;
  }

  /**
   * Whether absence is known to mean that there is none (no objection was filed).
   *
   * @return false if absence means that it is not known
   */
  public boolean absentIsNone() {
    return absentIsNone;
  }

  /**
   * Whether it identifies a person (NIK, KK, name, address), and so never stands in a reason or finding.
   *
   * @return true if it does
   */
  public boolean isIdentity() {
    return identity;
  }

  /**
   * The values of a fact that has a list of them.
   *
   * @return such as {@code HEAD}, {@code SPOUSE}; empty of others; unmodifiable
   */
  public List<String> values() {
    return values;
  }

  /**
   * Path and type.
   *
   * @return such as {@code household.members[].born_on: date}
   */
  @Override
  public String toString() {
    return path + ": " + type;
  }
}
