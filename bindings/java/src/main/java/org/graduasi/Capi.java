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
  static final int DAY_NONE = Integer.MIN_VALUE;

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
  static native Pointer graduasi_policy_ranking_id(Pointer policy);
  static native Pointer graduasi_policy_ranking_title(Pointer policy, int language);
  static native SizeT graduasi_policy_ranking_key_count(Pointer policy);
  static native Pointer graduasi_policy_ranking_key_id(Pointer policy, SizeT index);
  static native Pointer graduasi_policy_ranking_key_title(Pointer policy, SizeT index, int language);
  static native SizeT graduasi_policy_ranking_fact_read_count(Pointer policy);
  static native Pointer graduasi_policy_ranking_fact_read(Pointer policy, SizeT index);
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
  static native int graduasi_foresee_json(Pointer policy, byte[] json, SizeT size, int asOfDays, Pointer options,
      long[] out, long[] error);
  static native int graduasi_foresee_binary(Pointer policy, byte[] bytes, SizeT size, int asOfDays, Pointer options,
      long[] out, long[] error);
  static native Pointer graduasi_outlook_household_id(Pointer outlook);
  static native int graduasi_outlook_outcome(Pointer outlook);
  static native int graduasi_outlook_until_days(Pointer outlook);
  static native int graduasi_outlook_ends_with_policy(Pointer outlook);
  static native int graduasi_outlook_looked_at_every_day(Pointer outlook);
  static native int graduasi_outlook_first_change_days(Pointer outlook);
  static native int graduasi_outlook_eligible_from_days(Pointer outlook);
  static native int graduasi_outlook_eligible_until_days(Pointer outlook);
  static native SizeT graduasi_outlook_turn_count(Pointer outlook);
  static native int graduasi_outlook_turn_days(Pointer outlook, SizeT index);
  static native int graduasi_outlook_turn_outcome(Pointer outlook, SizeT index);
  static native Pointer graduasi_outlook_turn_route(Pointer outlook, SizeT index);
  static native int graduasi_outlook_turn_changes_answer(Pointer outlook, SizeT index);
  static native SizeT graduasi_outlook_set_count(Pointer outlook);
  static native int graduasi_outlook_sets_are_cut(Pointer outlook);
  static native int graduasi_outlook_set_days(Pointer outlook, SizeT index);
  static native Pointer graduasi_outlook_set_route(Pointer outlook, SizeT index);
  static native SizeT graduasi_outlook_change_count(Pointer outlook, SizeT set);
  static native Pointer graduasi_outlook_change_text(Pointer outlook, SizeT set, SizeT index, int language);
  static native Pointer graduasi_outlook_change_criterion(Pointer outlook, SizeT set, SizeT index);
  static native int graduasi_outlook_change_actor(Pointer outlook, SizeT set, SizeT index);
  static native Pointer graduasi_outlook_change_path(Pointer outlook, SizeT set, SizeT index);
  static native SizeT graduasi_outlook_obstacle_count(Pointer outlook, SizeT route);
  static native int graduasi_outlook_obstacle_kind(Pointer outlook, SizeT route, SizeT index);
  static native Pointer graduasi_outlook_obstacle_id(Pointer outlook, SizeT route, SizeT index);
  static native int graduasi_outlook_obstacle_until_days(Pointer outlook, SizeT route, SizeT index);
  static native Pointer graduasi_outlook_text(Pointer outlook, int language);
  static native Pointer graduasi_outlook_json(Pointer outlook);
  static native void graduasi_outlook_free(Pointer outlook);
  static native int graduasi_decide_stream(Pointer policy, Pointer in, int asOfDays, Pointer options, Pointer out,
      long[] error);
  static native int graduasi_comparer_new(Pointer before, Pointer after, int beforeAsOfDays, int afterAsOfDays,
      Pointer options, long[] out, long[] error);
  static native int graduasi_comparer_add_json_lines(Pointer comparer, byte[] lines, SizeT size, long[] error);
  static native int graduasi_comparer_add_stream(Pointer comparer, Pointer in, long[] error);
  static native long graduasi_comparer_row_count(Pointer comparer);
  static native Pointer graduasi_comparer_flip_lines(Pointer comparer, long[] size);
  static native int graduasi_comparer_finish(Pointer comparer, long[] out, long[] error);
  static native void graduasi_comparer_free(Pointer comparer);
  static native long graduasi_comparison_families(Pointer comparison);
  static native long graduasi_comparison_unreadable(Pointer comparison);
  static native long graduasi_comparison_flips(Pointer comparison);
  static native long graduasi_comparison_newly_eligible(Pointer comparison);
  static native long graduasi_comparison_no_longer_eligible(Pointer comparison);
  static native long graduasi_comparison_transition(Pointer comparison, int before, int after);
  static native SizeT graduasi_comparison_edit_count(Pointer comparison);
  static native Pointer graduasi_comparison_edit_text(Pointer comparison, SizeT index, int language);
  static native int graduasi_comparison_edit_can_change_answers(Pointer comparison, SizeT index);
  static native SizeT graduasi_comparison_cause_count(Pointer comparison);
  static native Pointer graduasi_comparison_cause_text(Pointer comparison, SizeT index, int language);
  static native long graduasi_comparison_cause_flips(Pointer comparison, SizeT index);
  static native long graduasi_comparison_cause_newly_eligible(Pointer comparison, SizeT index);
  static native long graduasi_comparison_cause_no_longer_eligible(Pointer comparison, SizeT index);
  static native SizeT graduasi_comparison_flip_count(Pointer comparison);
  static native long graduasi_comparison_flip_row(Pointer comparison, SizeT index);
  static native Pointer graduasi_comparison_flip_household_id(Pointer comparison, SizeT index);
  static native int graduasi_comparison_flip_before(Pointer comparison, SizeT index);
  static native Pointer graduasi_comparison_flip_before_route(Pointer comparison, SizeT index);
  static native int graduasi_comparison_flip_after(Pointer comparison, SizeT index);
  static native Pointer graduasi_comparison_flip_after_route(Pointer comparison, SizeT index);
  static native SizeT graduasi_comparison_flip_cause(Pointer comparison, SizeT index);
  static native int graduasi_comparison_flips_stream(Pointer comparison, Pointer out, long[] error);
  static native SizeT graduasi_comparison_invalid_count(Pointer comparison);
  static native long graduasi_comparison_invalid_row(Pointer comparison, SizeT index);
  static native SizeT graduasi_comparison_invalid_finding_count(Pointer comparison, SizeT invalid);
  static native Pointer graduasi_comparison_invalid_message(Pointer comparison, SizeT invalid, SizeT index);
  static native Pointer graduasi_comparison_invalid_path(Pointer comparison, SizeT invalid, SizeT index);
  static native int graduasi_comparison_invalid_line(Pointer comparison, SizeT invalid, SizeT index);
  static native int graduasi_comparison_invalid_column(Pointer comparison, SizeT invalid, SizeT index);
  static native Pointer graduasi_comparison_text(Pointer comparison, int language);
  static native Pointer graduasi_comparison_html(Pointer comparison, int language);
  static native Pointer graduasi_comparison_json(Pointer comparison);
  static native void graduasi_comparison_free(Pointer comparison);
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
  static native int graduasi_suite_parse(byte[] text, SizeT size, long[] out, long[] error);
  static native int graduasi_suite_parse_json(byte[] json, SizeT size, long[] out, long[] error);
  static native int graduasi_suite_parse_binary(byte[] bytes, SizeT size, long[] out, long[] error);
  static native SizeT graduasi_suite_policy_count(Pointer suite);
  static native Pointer graduasi_suite_policy(Pointer suite, SizeT index);
  static native SizeT graduasi_suite_case_count(Pointer suite);
  static native Pointer graduasi_suite_case_name(Pointer suite, SizeT index);
  static native int graduasi_suite_case_line(Pointer suite, SizeT index);
  static native void graduasi_suite_free(Pointer suite);
  static native int graduasi_suite_run(Pointer policy, Pointer suite, Pointer options, long[] out, long[] error);
  static native int graduasi_suite_run_case(Pointer policy, Pointer suite, SizeT index, Pointer options, long[] out,
      long[] error);
  static native SizeT graduasi_test_report_count(Pointer report);
  static native SizeT graduasi_test_report_failed_count(Pointer report);
  static native Pointer graduasi_test_report_name(Pointer report, SizeT index);
  static native int graduasi_test_report_line(Pointer report, SizeT index);
  static native int graduasi_test_report_passed(Pointer report, SizeT index);
  static native Pointer graduasi_test_report_message(Pointer report, SizeT index, int language);
  static native Pointer graduasi_test_report_text(Pointer report, int language);
  static native Pointer graduasi_test_report_json(Pointer report);
  static native Pointer graduasi_test_report_junit(Pointer report, int language);
  static native void graduasi_test_report_free(Pointer report);
  static native int graduasi_coverage_measure(Pointer policy, Pointer suites, SizeT suiteCount, Pointer options,
      long[] out, long[] error);
  static native Pointer graduasi_coverage_text(Pointer coverage, int language);
  static native Pointer graduasi_coverage_listing(Pointer coverage, int language);
  static native Pointer graduasi_coverage_json(Pointer coverage);
  static native void graduasi_coverage_free(Pointer coverage);
  static native int graduasi_mutation_run(Pointer policy, Pointer suites, SizeT suiteCount, Pointer options,
      long[] out, long[] error);
  static native SizeT graduasi_mutation_report_count(Pointer report);
  static native SizeT graduasi_mutation_report_killed_count(Pointer report);
  static native SizeT graduasi_mutation_report_equivalent_count(Pointer report);
  static native SizeT graduasi_mutation_report_survived_count(Pointer report);
  static native int graduasi_mutation_report_score_per_mille(Pointer report);
  static native Pointer graduasi_mutation_report_id(Pointer report, SizeT index);
  static native int graduasi_mutation_report_standing(Pointer report, SizeT index);
  static native int graduasi_mutation_report_line(Pointer report, SizeT index);
  static native Pointer graduasi_mutation_report_description(Pointer report, SizeT index, int language);
  static native Pointer graduasi_mutation_report_killed_by(Pointer report, SizeT index);
  static native Pointer graduasi_mutation_report_text(Pointer report, int language);
  static native Pointer graduasi_mutation_report_json(Pointer report);
  static native Pointer graduasi_mutation_report_cases(Pointer report);
  static native void graduasi_mutation_report_free(Pointer report);
  static native int graduasi_quality_new(int asOfDays, Pointer options, long[] out, long[] error);
  static native int graduasi_quality_add_regions(Pointer quality, byte[] vintage, SizeT vintageSize, byte[] text,
      SizeT size, long[] error);
  static native int graduasi_quality_start_feed(Pointer quality, byte[] name, SizeT size, long[] error);
  static native int graduasi_quality_add_json(Pointer quality, long row, byte[] json, SizeT size, long[] error);
  static native int graduasi_quality_add_stream(Pointer quality, Pointer in, long[] error);
  static native int graduasi_quality_finish(Pointer quality, long[] out, long[] error);
  static native int graduasi_quality_take_places(Pointer quality, long[] out, long[] error);
  static native void graduasi_quality_free(Pointer quality);
  static native SizeT graduasi_quality_places_count(Pointer places);
  static native Pointer graduasi_quality_places_code(Pointer places, SizeT index);
  static native Pointer graduasi_quality_places_feed(Pointer places, SizeT index);
  static native long graduasi_quality_places_row(Pointer places, SizeT index);
  static native int graduasi_quality_places_column(Pointer places, SizeT index);
  static native Pointer graduasi_quality_places_household_id(Pointer places, SizeT index);
  static native Pointer graduasi_quality_places_region(Pointer places, SizeT index);
  static native Pointer graduasi_quality_places_path(Pointer places, SizeT index);
  static native Pointer graduasi_quality_places_message(Pointer places, SizeT index, int language);
  static native int graduasi_quality_places_has_other(Pointer places, SizeT index);
  static native Pointer graduasi_quality_places_other_feed(Pointer places, SizeT index);
  static native long graduasi_quality_places_other_row(Pointer places, SizeT index);
  static native Pointer graduasi_quality_places_other_household_id(Pointer places, SizeT index);
  static native Pointer graduasi_quality_places_other_path(Pointer places, SizeT index);
  static native Pointer graduasi_quality_places_region_part(Pointer places, SizeT index);
  static native Pointer graduasi_quality_places_existed_in(Pointer places, SizeT index);
  static native Pointer graduasi_quality_places_successor(Pointer places, SizeT index);
  static native void graduasi_quality_places_free(Pointer places);
  static native long graduasi_quality_report_fed(Pointer report);
  static native long graduasi_quality_report_readable(Pointer report);
  static native long graduasi_quality_report_unreadable(Pointer report);
  static native long graduasi_quality_report_sound(Pointer report);
  static native long graduasi_quality_report_with_findings(Pointer report);
  static native long graduasi_quality_report_invalid(Pointer report);
  static native long graduasi_quality_report_members(Pointer report);
  static native long graduasi_quality_report_ids_withheld(Pointer report);
  static native long graduasi_quality_report_regions_checked(Pointer report);
  static native long graduasi_quality_report_regions_unchecked(Pointer report);
  static native SizeT graduasi_quality_report_kind_count(Pointer report);
  static native Pointer graduasi_quality_report_kind_code(Pointer report, SizeT index);
  static native int graduasi_quality_report_kind_effect(Pointer report, SizeT index);
  static native Pointer graduasi_quality_report_kind_sentence(Pointer report, SizeT index, int language);
  static native Pointer graduasi_quality_report_kind_ask(Pointer report, SizeT index, int language);
  static native long graduasi_quality_report_kind_cases(Pointer report, SizeT index);
  static native long graduasi_quality_report_kind_places(Pointer report, SizeT index);
  static native long graduasi_quality_report_kind_records(Pointer report, SizeT index);
  static native SizeT graduasi_quality_report_kind_region_count(Pointer report, SizeT kind);
  static native Pointer graduasi_quality_report_kind_region_code(Pointer report, SizeT kind, SizeT index);
  static native long graduasi_quality_report_kind_region_places(Pointer report, SizeT kind, SizeT index);
  static native Pointer graduasi_quality_report_kind_first(Pointer report, SizeT index);
  static native SizeT graduasi_quality_report_region_count(Pointer report);
  static native Pointer graduasi_quality_report_region_code(Pointer report, SizeT index);
  static native Pointer graduasi_quality_report_region_system(Pointer report, SizeT index);
  static native long graduasi_quality_report_region_records(Pointer report, SizeT index);
  static native long graduasi_quality_report_region_unreadable(Pointer report, SizeT index);
  static native long graduasi_quality_report_region_sound(Pointer report, SizeT index);
  static native long graduasi_quality_report_region_with_findings(Pointer report, SizeT index);
  static native SizeT graduasi_quality_report_fact_count(Pointer report);
  static native Pointer graduasi_quality_report_fact_path(Pointer report, SizeT index);
  static native long graduasi_quality_report_fact_records_lacking(Pointer report, SizeT index);
  static native long graduasi_quality_report_fact_values(Pointer report, SizeT index);
  static native long graduasi_quality_report_fact_values_lacking(Pointer report, SizeT index);
  static native Pointer graduasi_quality_report_text(Pointer report, int language);
  static native Pointer graduasi_quality_report_json(Pointer report);
  static native void graduasi_quality_report_free(Pointer report);
  static native int graduasi_record_make_json(Pointer policy, byte[] json, SizeT size, int asOfDays, Pointer options,
      Pointer previous, long[] out, long[] error);
  static native int graduasi_record_parse(byte[] line, SizeT size, long[] out, long[] error);
  static native Pointer graduasi_record_line(Pointer record);
  static native long graduasi_record_number(Pointer record);
  static native Pointer graduasi_record_hash(Pointer record);
  static native Pointer graduasi_record_previous_hash(Pointer record);
  static native Pointer graduasi_record_policy_hash(Pointer record);
  static native Pointer graduasi_record_household_id(Pointer record);
  static native int graduasi_record_as_of_days(Pointer record);
  static native int graduasi_record_outcome(Pointer record);
  static native int graduasi_record_is_replayable(Pointer record);
  static native void graduasi_record_free(Pointer record);
  static native int graduasi_record_verify(Pointer record, Pointer previous, Pointer policy, long[] out, long[] error);
  static native int graduasi_record_compare_json(Pointer record, byte[] json, SizeT size, byte[] sealKey,
      SizeT sealKeySize, long[] out, long[] error);
  static native int graduasi_verification_holds(Pointer verification);
  static native SizeT graduasi_verification_difference_count(Pointer verification);
  static native Pointer graduasi_verification_field(Pointer verification, SizeT index);
  static native Pointer graduasi_verification_recorded(Pointer verification, SizeT index);
  static native Pointer graduasi_verification_recomputed(Pointer verification, SizeT index);
  static native void graduasi_verification_free(Pointer verification);
  static native int graduasi_history_parse_json(byte[] json, SizeT size, long[] out, long[] error);
  static native int graduasi_history_append_json(Pointer history, byte[] json, SizeT size, long[] out, long[] refusal,
      long[] error);
  static native int graduasi_history_new(byte[] householdId, SizeT householdIdSize, byte[] rulesJson, SizeT rulesSize, long[] out,
      long[] error);
  static native int graduasi_event_parse_json(byte[] json, SizeT size, long[] out, long[] error);
  static native Pointer graduasi_event_household_id(Pointer event);
  static native int graduasi_event_wants_decision_until_days(Pointer event);
  static native Pointer graduasi_event_record_hash(Pointer event);
  static native void graduasi_event_free(Pointer event);
  static native int graduasi_history_append(Pointer history, Pointer event, Pointer record, Pointer policy, long[] out,
      long[] refusal, long[] error);
  static native int graduasi_history_holds(Pointer history, Pointer event);
  static native SizeT graduasi_history_record_count(Pointer history);
  static native Pointer graduasi_history_record_hash(Pointer history, SizeT index);
  static native int graduasi_history_verify(Pointer history, Pointer record, Pointer policy, long[] out, long[] error);
  static native Pointer graduasi_history_json(Pointer history);
  static native Pointer graduasi_history_standing_json(Pointer history);
  static native Pointer graduasi_history_household_id(Pointer history);
  static native SizeT graduasi_history_event_count(Pointer history);
  static native SizeT graduasi_history_open_finding_count(Pointer history);
  static native SizeT graduasi_history_open_objection_count(Pointer history);
  static native SizeT graduasi_history_awaited_fact_count(Pointer history);
  static native Pointer graduasi_history_text(Pointer history, int language);
  static native int graduasi_history_state(Pointer history);
  static native Pointer graduasi_state_name(int state);
  static native Pointer graduasi_state_title(int state, int language);
  static native int graduasi_history_help_has_ended(Pointer history);
  static native void graduasi_history_free(Pointer history);
  static native int graduasi_refusal_cause(Pointer refusal);
  static native Pointer graduasi_refusal_what(Pointer refusal, int language);
  static native Pointer graduasi_refusal_why(Pointer refusal, int language);
  static native Pointer graduasi_refusal_right(Pointer refusal, int language);
  static native void graduasi_refusal_free(Pointer refusal);
  static native int graduasi_figures_parse_json(byte[] json, SizeT size, long[] out, long[] error);
  static native SizeT graduasi_figures_target_count(Pointer figures);
  static native Pointer graduasi_figures_target_id(Pointer figures, SizeT index);
  static native Pointer graduasi_figures_target_title(Pointer figures, SizeT index, int language);
  static native Pointer graduasi_figures_target_region_system(Pointer figures, SizeT index);
  static native Pointer graduasi_figures_target_region_code(Pointer figures, SizeT index);
  static native Pointer graduasi_figures_target_period(Pointer figures, SizeT index);
  static native Pointer graduasi_figures_target_unit(Pointer figures, SizeT index);
  static native long graduasi_figures_target_least(Pointer figures, SizeT index);
  static native long graduasi_figures_target_most(Pointer figures, SizeT index);
  static native void graduasi_figures_free(Pointer figures);
  static native int graduasi_programme_new(Pointer policy, int asOfDays, Pointer options, long[] out, long[] error);
  static native int graduasi_programme_add_json_lines(Pointer programme, byte[] lines, SizeT size, long[] error);
  static native int graduasi_programme_add_stream(Pointer programme, Pointer in, long[] error);
  static native int graduasi_programme_add_history_json(Pointer programme, byte[] json, SizeT size, long[] error);
  static native int graduasi_programme_finish(Pointer programme, long[] out, long[] error);
  static native void graduasi_programme_free(Pointer programme);
  static native int graduasi_programme_report_as_of_days(Pointer report);
  static native Pointer graduasi_programme_report_region_system(Pointer report);
  static native Pointer graduasi_programme_report_region_code(Pointer report);
  static native Pointer graduasi_programme_report_policy_id(Pointer report);
  static native Pointer graduasi_programme_report_policy_hash(Pointer report);
  static native int graduasi_programme_report_has_target(Pointer report);
  static native Pointer graduasi_programme_report_target_id(Pointer report);
  static native Pointer graduasi_programme_report_target_period(Pointer report);
  static native long graduasi_programme_report_target_least(Pointer report);
  static native long graduasi_programme_report_target_most(Pointer report);
  static native int graduasi_programme_report_has_result(Pointer report);
  static native long graduasi_programme_report_result(Pointer report);
  static native Pointer graduasi_programme_report_result_as_of(Pointer report);
  static native long graduasi_programme_report_remaining_to_least(Pointer report);
  static native long graduasi_programme_report_remaining_to_most(Pointer report);
  static native int graduasi_programme_report_target_is_met(Pointer report);
  static native int graduasi_programme_report_has_cohort(Pointer report);
  static native long graduasi_programme_report_families(Pointer report);
  static native long graduasi_programme_report_unreadable(Pointer report);
  static native long graduasi_programme_report_outcome_families(Pointer report, int outcome);
  static native long graduasi_programme_report_state_families(Pointer report, int state);
  static native long graduasi_programme_report_without_history(Pointer report);
  static native long graduasi_programme_report_candidates(Pointer report);
  static native long graduasi_programme_report_objecting(Pointer report);
  static native long graduasi_programme_report_deferred(Pointer report);
  static native long graduasi_programme_report_with_open_findings(Pointer report);
  static native long graduasi_programme_report_graduated(Pointer report);
  static native long graduasi_programme_report_in_pipeline(Pointer report);
  static native long graduasi_programme_report_still_least(Pointer report);
  static native long graduasi_programme_report_still_most(Pointer report);
  static native int graduasi_programme_report_target_is_possible(Pointer report);
  static native SizeT graduasi_programme_report_unreadable_count(Pointer report);
  static native long graduasi_programme_report_unreadable_row(Pointer report, SizeT index);
  static native SizeT graduasi_programme_report_unreadable_finding_count(Pointer report, SizeT unreadable);
  static native Pointer graduasi_programme_report_unreadable_message(Pointer report, SizeT unreadable, SizeT index);
  static native Pointer graduasi_programme_report_unreadable_path(Pointer report, SizeT unreadable, SizeT index);
  static native int graduasi_programme_report_unreadable_line(Pointer report, SizeT unreadable, SizeT index);
  static native int graduasi_programme_report_unreadable_column(Pointer report, SizeT unreadable, SizeT index);
  static native SizeT graduasi_programme_report_obstruction_count(Pointer report);
  static native int graduasi_programme_report_obstruction_kind(Pointer report, SizeT index);
  static native Pointer graduasi_programme_report_obstruction_id(Pointer report, SizeT index);
  static native Pointer graduasi_programme_report_obstruction_title(Pointer report, SizeT index, int language);
  static native long graduasi_programme_report_obstruction_families(Pointer report, SizeT index);
  static native long graduasi_programme_report_obstruction_alone(Pointer report, SizeT index);
  static native SizeT graduasi_programme_report_month_count(Pointer report);
  static native int graduasi_programme_report_month_first_days(Pointer report, SizeT index);
  static native long graduasi_programme_report_month_become_eligible(Pointer report, SizeT index);
  static native long graduasi_programme_report_month_reached(Pointer report, SizeT index);
  static native long graduasi_programme_report_month_eligible_at_end(Pointer report, SizeT index);
  static native long graduasi_programme_report_month_become_candidates(Pointer report, SizeT index);
  static native long graduasi_programme_report_month_candidates_reached(Pointer report, SizeT index);
  static native long graduasi_programme_report_month_candidates_at_end(Pointer report, SizeT index);
  static native int graduasi_programme_report_has_forecast(Pointer report);
  static native long graduasi_programme_report_expected_per_mille(Pointer report);
  static native double graduasi_programme_report_probability_below(Pointer report);
  static native double graduasi_programme_report_probability_at_least(Pointer report);
  static native double graduasi_programme_report_probability_within(Pointer report);
  static native double graduasi_programme_report_probability_above(Pointer report);
  static native double graduasi_programme_report_probability_exactly(Pointer report, long count);
  static native SizeT graduasi_programme_report_rate_needed_count(Pointer report);
  static native int graduasi_programme_report_rate_needed_probability_per_mille(Pointer report, SizeT index);
  static native int graduasi_programme_report_rate_needed_per_mille(Pointer report, SizeT index);
  static native SizeT graduasi_programme_report_ranked_count(Pointer report);
  static native Pointer graduasi_programme_report_ranked_household_id(Pointer report, SizeT index);
  static native long graduasi_programme_report_ranked_place(Pointer report, SizeT index);
  static native long graduasi_programme_report_ranked_sharing(Pointer report, SizeT index);
  static native SizeT graduasi_programme_report_unranked_count(Pointer report);
  static native Pointer graduasi_programme_report_unranked_household_id(Pointer report, SizeT index);
  static native SizeT graduasi_programme_report_cut_count(Pointer report);
  static native long graduasi_programme_report_cut_places(Pointer report, SizeT index);
  static native long graduasi_programme_report_cut_inside(Pointer report, SizeT index);
  static native long graduasi_programme_report_cut_tied(Pointer report, SizeT index);
  static native long graduasi_programme_report_cut_left(Pointer report, SizeT index);
  static native long graduasi_programme_report_cut_unfilled(Pointer report, SizeT index);
  static native Pointer graduasi_programme_report_text(Pointer report, int language);
  static native Pointer graduasi_programme_report_html(Pointer report, int language);
  static native Pointer graduasi_programme_report_json(Pointer report);
  static native void graduasi_programme_report_free(Pointer report);
}
