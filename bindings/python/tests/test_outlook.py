"""What lies ahead of a household: days, causes, what people can do, and what is in the way."""

import copy
import json
import pickle
from datetime import date

import pytest
from conftest import DAY, ROOT

import graduasi
from graduasi import Actor, BadCall, BadData, CauseKind, ObstacleKind, Outcome
from graduasi._native import ffi, lib


def family(case):
    return json.loads((ROOT / "tests" / "cases" / f"{case}.json").read_text())["household"]


@pytest.fixture(scope="module")
def waiting(reference):
    """Was paid capital in November 2025: only time helps."""
    return reference.look_ahead(family("vector_4"), "2025-12-23")


@pytest.fixture(scope="module")
def crowded(reference):
    """Two things of five would do, and each can be had in several ways."""
    return reference.look_ahead(family("g10_crowded"), DAY)


def test_who_only_has_to_wait_is_told_until_when(waiting):
    assert waiting.household_id == "35.79.01-0007"
    assert (waiting.policy_id, waiting.policy_version) == ("pkh-graduasi", "2026.1")
    assert waiting.as_of == date(2025, 12, 23) and waiting.outcome is Outcome.NOT_YET
    assert waiting.until == date(2027, 1, 1) and waiting.ends_with_policy and not waiting.looked_at_every_day
    assert waiting.first_change == date(2026, 5, 2)  # the decile is no longer known
    assert waiting.eligible_from == date(2026, 5, 15)
    assert waiting.eligible_until == date(2026, 12, 1)
    (wait,) = waiting.change_sets
    assert (wait.day, wait.route, wait.changes) == (date(2026, 5, 15), "mandiri", ())
    assert not waiting.change_sets_are_cut
    assert waiting.explain("en") == "  Ready at the earliest: 15 May 2026, if nothing else changes.\n"
    assert str(waiting) == waiting.explain("id") == "  Paling cepat siap: 15 Mei 2026, tanpa perubahan lain.\n"


def test_every_day_on_which_something_turns_has_its_causes(waiting):
    days = [turn.day for turn in waiting.turns]
    assert len(days) == 5 and days == sorted(days) and days[0] == date(2026, 1, 1)
    eligible = waiting.turns[2]
    assert eligible.day == waiting.eligible_from and eligible.changes_answer
    assert eligible.after is Outcome.ELIGIBLE and eligible.route_after == "mandiri" and eligible.route_before == ""
    (held,) = [result for result in eligible.results if result.id == "G06"]
    assert held.before is graduasi.CriterionResult.FAIL and held.after is graduasi.CriterionResult.PASS
    (cause,) = held.causes
    assert cause.kind is CauseKind.ELAPSED and cause.date == "2025-11-15"
    assert cause.path == "household.assistance[0].recorded_on" and "hold_months" in cause.expression
    kinds = {cause.kind for turn in waiting.turns for result in turn.results for cause in result.causes}
    assert {CauseKind.ELAPSED, CauseKind.STALE} <= kinds <= set(CauseKind)
    # Each turn begins where the one before ended.
    assert all(one.after is next.before for one, next in zip(waiting.turns, waiting.turns[1:]))


def test_the_objects_say_what_the_c_interface_says(waiting, crowded, reference):
    def day(days):
        return None if days == lib.GRADUASI_DAY_NONE else graduasi._call.day_of(days)

    def words(pointer):
        return ffi.string(pointer).decode()

    for outlook in (waiting, crowded):
        own = outlook._handle
        assert lib.graduasi_outlook_turn_count(own) == len(outlook.turns)
        for i, turn in enumerate(outlook.turns):
            assert turn.day == day(lib.graduasi_outlook_turn_days(own, i))
            assert turn.after is Outcome.of(lib.graduasi_outlook_turn_outcome(own, i))
            assert turn.route_after == words(lib.graduasi_outlook_turn_route(own, i))
            assert turn.changes_answer == bool(lib.graduasi_outlook_turn_changes_answer(own, i))
        assert outlook.first_change == next((turn.day for turn in outlook.turns if turn.changes_answer), None)
        assert lib.graduasi_outlook_set_count(own) == len(outlook.change_sets)
        for i, changes in enumerate(outlook.change_sets):
            assert changes.day == day(lib.graduasi_outlook_set_days(own, i))
            assert changes.route == words(lib.graduasi_outlook_set_route(own, i))
            assert lib.graduasi_outlook_change_count(own, i) == len(changes.changes)
            for k, change in enumerate(changes.changes):
                assert change.criterion == words(lib.graduasi_outlook_change_criterion(own, i, k))
                assert change.actor is Actor.of(lib.graduasi_outlook_change_actor(own, i, k))
                assert change.path == words(lib.graduasi_outlook_change_path(own, i, k))
                for language, code in (("id", 1), ("en", 2)):
                    assert change.text(language) == words(lib.graduasi_outlook_change_text(own, i, k, code))
        assert [route.id for route in outlook.routes] == [route.id for route in reference.routes]
        for i, route in enumerate(outlook.routes):
            assert lib.graduasi_outlook_obstacle_count(own, i) == len(route.obstacles)
            for k, obstacle in enumerate(route.obstacles):
                assert obstacle.kind is ObstacleKind.of(lib.graduasi_outlook_obstacle_kind(own, i, k))
                assert obstacle.id == words(lib.graduasi_outlook_obstacle_id(own, i, k))
                assert obstacle.until == day(lib.graduasi_outlook_obstacle_until_days(own, i, k))
    assert any(changes.changes for changes in crowded.change_sets)


def test_what_can_be_done_has_figures_and_edits(reference):
    outlook = reference.look_ahead(family("vector_3_open"), DAY)
    (changes,) = outlook.change_sets
    assert (changes.day, changes.route) == (date(2026, 6, 15), "mandiri")
    (change,) = changes.changes
    assert (change.criterion, change.actor, change.name) == ("G13", Actor.HOUSEHOLD, "E12")
    assert (change.text("id"), change.text("en")) == ("temuan E12 diperbaiki", "finding E12 put right")
    assert change.number_after is None and (change.value_before, change.value_after) == ("", DAY)
    assert change.edits == (graduasi.RecordEdit("SET", change.path, DAY),)
    with pytest.raises(BadCall, match="no language 'fr'"):
        change.text("fr")


def test_numbers_are_numbers_and_edits_are_values(crowded):
    (income,) = {
        (it.number_before, it.number_after, it.difference, it.unit, it.edits[0].value["amount_idr"])
        for it in crowded.possible_changes
        if it.criterion == "G08"
    }
    before, after, difference, unit, edited = income
    assert after - before == difference > 0 and edited == after and unit == "IDR per month"
    for change in crowded.possible_changes:
        assert (change.number_after is None) == (change.difference is None) == bool(change.value_after)


def test_the_edits_make_the_household_eligible(reference, crowded):
    """Applied to the record, a set gives what it promises: ELIGIBLE on its day, by its route."""
    tried = 0
    for changes in crowded.change_sets:
        record = copy.deepcopy(family("g10_crowded"))
        for change in changes.changes:
            for edit in change.edits:
                *steps, last = edit.path.replace("household.", "", 1).split(".")
                assert "[" not in edit.path, "this test knows of no places in lists"
                place = record
                for step in steps:
                    place = place.setdefault(step, {})
                if edit.kind == "ADD":
                    place.setdefault(last, []).append(edit.value)
                else:
                    assert edit.kind == "SET"
                    place[last] = edit.value
        decision = reference.decide(record, changes.day)
        assert (decision.outcome, decision.route) == (Outcome.ELIGIBLE, changes.route), changes
        tried += 1
    assert tried == len(crowded.change_sets) > 1


def test_what_is_in_nobodys_hands_is_named_for_each_route(waiting):
    mandiri = waiting.routes[-1]
    assert mandiri.id == "mandiri" and mandiri.is_sought
    (obstacle,) = mandiri.obstacles
    assert (obstacle.kind, obstacle.id, obstacle.until) == (ObstacleKind.NOBODY, "G06", date(2026, 5, 15))
    assert waiting.routes[-2].obstacles[0].until is None  # that programme was never received
    assert not all(route.is_sought for route in waiting.routes)


def test_options_say_how_far_and_how_much(reference):
    near = reference.look_ahead(family("vector_4"), "2025-12-23", until=date(2026, 5, 15))
    assert near.until == date(2026, 5, 15) and not near.ends_with_policy
    assert near.eligible_from is near.eligible_until is None and near.change_sets == ()
    assert near.first_change == date(2026, 5, 2)
    few = reference.look_ahead(family("g10_crowded"), DAY, most_sets=2)
    assert len(few.change_sets) == 2 and few.change_sets_are_cut


def test_a_record_that_cannot_be_read_has_nothing_ahead(small):
    outlook = small.look_ahead('{"id": nonsense', DAY)
    assert outlook.outcome is Outcome.INVALID and outlook.household_id == "" and outlook.as_of.isoformat() == DAY
    assert outlook.turns == outlook.change_sets == outlook.possible_changes == outlook.routes == ()
    assert outlook.first_change is outlook.eligible_from is outlook.eligible_until is None
    assert outlook.explain("en") == ""
    (finding,) = outlook.findings
    assert finding.message and (finding.line, finding.column) == (1, 16)
    assert finding.message in outlook._repr_html_()


def test_what_is_recorded_only_when_true_is_heeded(small, household):
    del household["members"][0]["pregnant"]
    assert small.look_ahead(household, DAY).outcome is Outcome.NEEDS_DATA
    declared = small.look_ahead(household, DAY, recorded_when_true=["household.members[].pregnant"])
    assert declared.outcome is Outcome.ELIGIBLE and declared.eligible_from.isoformat() == DAY


@pytest.mark.parametrize(
    "more, says",
    [
        ({"as_of": "2020-01-01"}, "not yet in effect"),
        ({"until": DAY}, "until is 2026-06-15, which is not after the day of the outlook, 2026-06-15"),
        ({"until": date(1970, 1, 1)}, "until is 1970-01-01, which is not after"),  # 0 days: no default
        ({"until": 5}, "until is int; give a datetime.date"),
        ({"most_sets": 0}, "most_sets is 0; it must be a whole number from 1 to 1000"),
        ({"most_sets": 1001}, "most_sets is 1001"),
        ({"most_sets": True}, "most_sets is True"),
        ({"recorded_when_true": ["household.id"]}, "household.id"),
    ],
)
def test_a_wrong_call_is_refused(small, household, more, says):
    with pytest.raises(BadCall, match=says):
        small.look_ahead(household, **{"as_of": DAY, **more})


def test_what_no_record_can_hold_is_bad_data(small):
    with pytest.raises(BadData, match="members"):
        small.look_ahead({"members": {1, 2}}, DAY)


def test_an_outlook_does_not_change_and_shows(waiting, reference):
    assert waiting == reference.look_ahead(json.dumps(family("vector_4")), date(2025, 12, 23))
    assert hash(waiting) == hash(waiting.to_json()) and waiting != waiting.to_json()
    assert waiting.to_dict() == json.loads(waiting.to_json())
    assert copy.copy(waiting) is copy.deepcopy(waiting) is waiting
    with pytest.raises(AttributeError, match="an outlook does not change"):
        waiting.outcome = Outcome.ELIGIBLE
    with pytest.raises(AttributeError):
        waiting.turns[0].day = date(2026, 1, 2)
    with pytest.raises(TypeError, match=r"an Outlook cannot be pickled; send its to_json\(\)"):
        pickle.dumps(waiting)
    assert repr(waiting) == (
        "<Outlook of household '35.79.01-0007': NOT_YET as of 2025-12-23, ELIGIBLE from 2026-05-15; 1 sets of changes>"
    )
    page = waiting._repr_html_()
    assert "2026-05-15" in page and "NEEDS_DATA → ELIGIBLE · mandiri" in page and "mandiri: G06" in page
    assert "<script" not in page and "http" not in page
    hostile = reference.look_ahead({**family("vector_4"), "id": "<b>x"}, "2025-12-23")
    assert "&lt;b&gt;x" in hostile._repr_html_() and "<b>" not in hostile._repr_html_()
