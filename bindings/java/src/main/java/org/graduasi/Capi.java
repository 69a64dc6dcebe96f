package org.graduasi;

import com.sun.jna.IntegerType;
import com.sun.jna.Native;
import com.sun.jna.Pointer;

/**
 * The functions of {@code capi/graduasi.h}, one for one and in its order: a test compares both. How C's types are
 * written here:
 *
 * <ul>
 *   <li>a handle: {@link Pointer}; {@code handle**} and {@code size_t*}, which the function writes: {@code long[1]}, of
 *       which a 32-bit little-endian platform writes the lower half and leaves the upper half zero
 *   <li>text or bytes that go in: {@code byte[]}, UTF-8; that come out: {@link Pointer}, to be read while the handle
 *       lives
 *   <li>{@code size_t}: {@link SizeT}
 * </ul>
 *
 * <p>{@link NativeLoader#ready} must have been called. Nothing here knows whether a handle has been freed: see {@link
 * Handle}.
 */
final class Capi {
  static final int OK = 0;
  static final int BAD_CALL = 1;
  static final int BAD_POLICY = 2;
  static final int BAD_DATA = 3;
  static final int UNSUPPORTED = 4;
  static final int NO_MEMORY = 5;

  static final int DAY_OPEN = Integer.MAX_VALUE;

  private Capi() {}

  /**
   * C's {@code size_t}: as wide as the platform has it, without sign. Public for JNA, which makes the results with
   * reflection.
   */
  public static final class SizeT extends IntegerType {
    private static final long serialVersionUID = 1;
    private static final SizeT[] SMALL = new SizeT[64];

    static {
      for (int i = 0; i < SMALL.length; ++i) SMALL[i] = new SizeT(i);
    }

    public SizeT() {
      this(0);
    }

    private SizeT(long value) {
      super(Native.SIZE_T_SIZE, value, true);
    }

    /** Indexes of criteria and the like are made once. */
    static SizeT of(int value) {
      return value >= 0 && value < SMALL.length ? SMALL[value] : new SizeT(value);
    }
  }

  static native int graduasi_version();
  static native SizeT graduasi_error_count(Pointer error);
  static native Pointer graduasi_error_message(Pointer error, SizeT index);
  static native Pointer graduasi_error_path(Pointer error, SizeT index);
  static native int graduasi_error_line(Pointer error, SizeT index);
  static native int graduasi_error_column(Pointer error, SizeT index);
  static native void graduasi_error_free(Pointer error);
  static native int graduasi_day_parse(byte[] text, SizeT size, int[] days, long[] error);
  static native int graduasi_day_format(int days, byte[] buffer, SizeT bufferSize, long[] error);
  static native int graduasi_policy_parse(byte[] text, SizeT size, long[] out, long[] error);
  static native int graduasi_policy_parse_json(byte[] json, SizeT size, long[] out, long[] error);
  static native int graduasi_policy_parse_binary(byte[] bytes, SizeT size, long[] out, long[] error);
  static native Pointer graduasi_policy_id(Pointer policy);
  static native Pointer graduasi_policy_version(Pointer policy);
  static native Pointer graduasi_policy_title(Pointer policy, int language);
  static native Pointer graduasi_policy_hash(Pointer policy);
  static native int graduasi_policy_is_synthetic(Pointer policy);
  static native int graduasi_policy_effective_from_days(Pointer policy);
  static native int graduasi_policy_effective_until_days(Pointer policy);
  static native SizeT graduasi_policy_criterion_count(Pointer policy);
  static native Pointer graduasi_policy_criterion_id(Pointer policy, SizeT index);
  static native Pointer graduasi_policy_criterion_title(Pointer policy, SizeT index, int language);
  static native SizeT graduasi_policy_safeguard_count(Pointer policy);
  static native Pointer graduasi_policy_safeguard_id(Pointer policy, SizeT index);
  static native Pointer graduasi_policy_safeguard_title(Pointer policy, SizeT index, int language);
  static native SizeT graduasi_policy_route_count(Pointer policy);
  static native Pointer graduasi_policy_route_id(Pointer policy, SizeT index);
  static native Pointer graduasi_policy_route_title(Pointer policy, SizeT index, int language);
  static native SizeT graduasi_policy_fact_read_count(Pointer policy);
  static native Pointer graduasi_policy_fact_read(Pointer policy, SizeT index);
  static native void graduasi_policy_free(Pointer policy);
  static native int graduasi_decide_json(Pointer policy, byte[] json, SizeT size, int asOfDays, Pointer options,
      long[] out, long[] error);
  static native int graduasi_decide_binary(Pointer policy, byte[] bytes, SizeT size, int asOfDays, Pointer options,
      long[] out, long[] error);
  static native int graduasi_decision_outcome(Pointer decision);
  static native Pointer graduasi_decision_household_id(Pointer decision);
  static native Pointer graduasi_decision_route(Pointer decision);
  static native Pointer graduasi_decision_policy_id(Pointer decision);
  static native Pointer graduasi_decision_policy_version(Pointer decision);
  static native int graduasi_decision_as_of_days(Pointer decision);
  static native SizeT graduasi_decision_criterion_count(Pointer decision);
  static native Pointer graduasi_decision_criterion_id(Pointer decision, SizeT index);
  static native int graduasi_decision_criterion_result(Pointer decision, SizeT index);
  static native Pointer graduasi_decision_criterion_title(Pointer decision, SizeT index, int language);
  static native Pointer graduasi_decision_criterion_reason(Pointer decision, SizeT index, int language);
  static native Pointer graduasi_decision_criterion_source(Pointer decision, SizeT index);
  static native int graduasi_decision_criterion_is_proposal(Pointer decision, SizeT index);
  static native int graduasi_decision_criterion_can_act(Pointer decision, SizeT index);
  static native SizeT graduasi_decision_safeguard_count(Pointer decision);
  static native Pointer graduasi_decision_safeguard_id(Pointer decision, SizeT index);
  static native int graduasi_decision_safeguard_result(Pointer decision, SizeT index);
  static native Pointer graduasi_decision_safeguard_title(Pointer decision, SizeT index, int language);
  static native Pointer graduasi_decision_safeguard_reason(Pointer decision, SizeT index, int language);
  static native Pointer graduasi_decision_safeguard_source(Pointer decision, SizeT index);
  static native int graduasi_decision_safeguard_is_proposal(Pointer decision, SizeT index);
  static native SizeT graduasi_decision_route_count(Pointer decision);
  static native Pointer graduasi_decision_route_id(Pointer decision, SizeT index);
  static native int graduasi_decision_route_result(Pointer decision, SizeT index);
  static native Pointer graduasi_decision_route_title(Pointer decision, SizeT index, int language);
  static native SizeT graduasi_decision_route_blocked_by_count(Pointer decision, SizeT route);
  static native Pointer graduasi_decision_route_blocked_by(Pointer decision, SizeT route, SizeT index);
  static native SizeT graduasi_decision_route_waiting_for_count(Pointer decision, SizeT route);
  static native Pointer graduasi_decision_route_waiting_for(Pointer decision, SizeT route, SizeT index);
  static native SizeT graduasi_decision_route_at_least_count(Pointer decision, SizeT route);
  static native long graduasi_decision_route_at_least_needed(Pointer decision, SizeT route, SizeT index);
  static native long graduasi_decision_route_at_least_passed(Pointer decision, SizeT route, SizeT index);
  static native SizeT graduasi_decision_missing_count(Pointer decision);
  static native Pointer graduasi_decision_missing_path(Pointer decision, SizeT index);
  static native int graduasi_decision_missing_why(Pointer decision, SizeT index);
  static native Pointer graduasi_decision_missing_known(Pointer decision, SizeT index);
  static native SizeT graduasi_decision_missing_needed_by_count(Pointer decision, SizeT missing);
  static native Pointer graduasi_decision_missing_needed_by(Pointer decision, SizeT missing, SizeT index);
  static native SizeT graduasi_decision_finding_count(Pointer decision);
  static native Pointer graduasi_decision_finding_message(Pointer decision, SizeT index);
  static native Pointer graduasi_decision_finding_path(Pointer decision, SizeT index);
  static native int graduasi_decision_finding_line(Pointer decision, SizeT index);
  static native int graduasi_decision_finding_column(Pointer decision, SizeT index);
  static native Pointer graduasi_decision_text(Pointer decision, int language);
  static native Pointer graduasi_decision_json(Pointer decision);
  static native Pointer graduasi_decision_binary(Pointer decision, long[] size);
  static native void graduasi_decision_free(Pointer decision);
  static native int graduasi_decide_stream(Pointer policy, Pointer in, int asOfDays, Pointer options, Pointer out,
      long[] error);
  static native int graduasi_facts_list(long[] out, long[] error);
  static native SizeT graduasi_facts_count(Pointer facts);
  static native Pointer graduasi_facts_path(Pointer facts, SizeT index);
  static native Pointer graduasi_facts_type(Pointer facts, SizeT index);
  static native Pointer graduasi_facts_unit(Pointer facts, SizeT index);
  static native Pointer graduasi_facts_meaning(Pointer facts, SizeT index);
  static native int graduasi_facts_absent_is_none(Pointer facts, SizeT index);
  static native int graduasi_facts_is_identity(Pointer facts, SizeT index);
  static native SizeT graduasi_facts_value_count(Pointer facts, SizeT fact);
  static native Pointer graduasi_facts_value(Pointer facts, SizeT fact, SizeT index);
  static native void graduasi_facts_free(Pointer facts);
}
