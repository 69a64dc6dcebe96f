"""What the tests of a policy have not seen, and what they would not notice."""

import copy
import json
import pickle

import pytest
from conftest import DAY, ROOT, SMALL

import graduasi
from graduasi import BadCall, BadPolicy, MutantStanding, PolicyTestSuite
from graduasi._native import ffi, lib

SUITE = f"""
as_of: "{DAY}"
case {{ name: "enough" household {{ registered_on: "2010-01-01" members {{ pregnant: false }}
  incomes {{ observed_on: "2026-05-31" amount_idr: 2400000 }} }} expect {{ outcome: ELIGIBLE }} }}
"""


@pytest.fixture(scope="module")
def suite():
    return PolicyTestSuite.parse(SUITE)


@pytest.fixture(scope="module")
def report(small, suite):
    return graduasi.run_mutants(small, suite, file="small.policy.txtpb")


@pytest.fixture(scope="module")
def village():
    folder = ROOT / "tests" / "doors"
    policy = graduasi.Policy.load(folder / "village.policy.txtpb")
    return policy, PolicyTestSuite.load(folder / "village.test.txtpb")


def test_every_mutant_has_its_standing(report):
    assert len(report) == len(report.mutants) > 5 and report.case_count == 1
    counts = {standing: 0 for standing in MutantStanding}
    for mutant in report.mutants:
        counts[mutant.standing] += 1
        assert mutant.id and mutant.kind.isupper() and mutant.description("en") and mutant.description("id")
        assert mutant.killed_by == ("enough" if mutant.standing is MutantStanding.KILLED else "")
        assert bool(mutant.proof("en")) == (mutant.standing is MutantStanding.EQUIVALENT)
    assert (report.killed, report.equivalent, report.survived) == tuple(counts[it] for it in MutantStanding)
    assert report.killed > 0 and report.survived == len(report.survivors) > 0
    assert report.score_per_mille == report.killed * 1000 // (report.killed + report.survived)
    assert "small.policy.txtpb:" in report.text("en") and "lolos:" in report.text("id") == str(report)
    assert repr(report) == (
        f"<MutationReport: {len(report)} mutants, {report.killed} killed, {report.equivalent} equivalent, "
        f"{report.survived} survive>"
    )
    with pytest.raises(BadCall, match="no language"):
        report.mutants[0].description("fr")


def test_the_mutants_are_those_of_the_c_interface(report):
    def words(pointer):
        return "" if pointer == ffi.NULL else ffi.string(pointer).decode()

    own = report._handle
    assert lib.graduasi_mutation_report_count(own) == len(report)
    for i, mutant in enumerate(report.mutants):
        assert mutant.id == words(lib.graduasi_mutation_report_id(own, i))
        assert mutant.standing is MutantStanding.of(lib.graduasi_mutation_report_standing(own, i))
        assert mutant.line == lib.graduasi_mutation_report_line(own, i)
        assert mutant.killed_by == words(lib.graduasi_mutation_report_killed_by(own, i))
        assert mutant.description("id") == words(lib.graduasi_mutation_report_description(own, i, 1))


def test_a_survivor_has_a_family_that_the_policy_answers_otherwise(report, small):
    for mutant in report.survivors:
        telling = mutant.telling
        decision = small.decide(telling.household, telling.as_of)
        answers = {"outcome": decision.outcome, "route": decision.route if decision.outcome == "ELIGIBLE" else "none"}
        answers.update({f"criterion {it.id}": it.result for it in decision.criteria})
        answers.update({f"safeguard {it.id}": it.result for it in decision.safeguards})
        assert telling.differences
        for difference in telling.differences:
            assert answers[difference.of] == difference.policy != difference.mutant
        assert telling.description("en") and telling.description("id")


def test_the_cases_of_survivors_kill_them(report, small, suite):
    found = PolicyTestSuite.parse(report.cases())
    assert len(found) == report.survived and found.run(small).failed == 0
    again = graduasi.run_mutants(small, [suite, found])
    assert again.survived == 0 and again.cases() == "" and again.score_per_mille == 1000


def test_the_same_policy_and_suites_give_the_same_report(report, small, suite):
    assert graduasi.run_mutants(small, iter([suite])).to_json() == report.to_json()
    assert report.to_dict() == json.loads(report.to_json())


def test_fewer_families_are_tried_if_so_asked(small, suite):
    few = graduasi.run_mutants(small, suite, most_tried=1)
    assert few.survived > sum(mutant.telling is not None for mutant in few.survivors)


def test_a_case_that_fails_on_the_policy_itself_is_refused(village):
    policy, suite = village
    with pytest.raises(BadCall, match="wrong on purpose"):
        graduasi.run_mutants(policy, suite)


def test_coverage_is_what_tests_have_seen(village):
    policy, suite = village
    coverage = graduasi.measure_coverage(policy, suite)
    assert (coverage.policy_id, coverage.policy_version) == (policy.id, policy.version)
    assert coverage.cases + coverage.invalid_cases == len(suite)
    assert [item.owner for item in coverage.criteria] == [f"criterion {rule.id}" for rule in policy.criteria]
    assert [item.owner for item in coverage.safeguards] == [f"safeguard {rule.id}" for rule in policy.safeguards]
    content = (ROOT / "tests" / "doors" / "village.policy.txtpb").read_text().splitlines()
    for item in coverage.comparisons:
        assert item.expression and item.expression.split()[0] in content[item.line - 1]
    text = coverage.text("en")
    assert "village.policy.txtpb" in text and coverage.text("id") == str(coverage) != text
    listed = coverage.listing("en").splitlines()
    assert len(listed) >= len(content) and any(line.startswith("+") for line in listed)
    assert coverage.to_dict() == json.loads(coverage.to_json())
    seen = [
        item.all_seen
        for kind in ("criteria", "safeguards", "comparisons", "routes")
        for item in getattr(coverage, kind)
    ]
    assert repr(coverage) == (
        f"<PolicyCoverage by {coverage.cases} cases: {sum(seen)} of {len(seen)} seen with every result>"
    )


def test_more_cases_cover_more(small, suite):
    one = graduasi.measure_coverage(small, suite)
    (safeguard,) = one.safeguards
    assert {it.result: it.seen for it in safeguard.results} == {"HOLDS": False, "CLEAR": True, "MISSING": False}
    assert not safeguard.all_seen and safeguard.judged and safeguard.line > 0
    more = PolicyTestSuite.parse(
        f'as_of: "{DAY}" case {{ name: "b" household {{ members {{ pregnant: true }} }} expect {{ outcome: PROTECTED }} }}'
        f' case {{ name: "c" household {{ members {{}} }} expect {{ outcome: NEEDS_DATA }} }}'
    )
    (safeguard,) = graduasi.measure_coverage(small, [suite, more]).safeguards
    assert safeguard.all_seen
    assert {it.result for it in safeguard.results if it.decided} >= {"CLEAR"}


def test_a_policy_that_was_not_read_from_text_has_no_listing(suite):
    policy = graduasi.Policy.parse(
        '{"id": "j", "version": "1", "title": {"id": "J", "en": "J"}, "effective": {"from": "2026-01-01"},'
        ' "criterion": [{"id": "a", "title": {"id": "A", "en": "A"}, "require": "household.kk != \\"\\""}],'
        ' "route": [{"id": "r", "kind": "NATURAL", "title": {"id": "R", "en": "R"}, "allOf": ["a"]}]}'
    )
    coverage = graduasi.measure_coverage(policy, PolicyTestSuite.parse(SUITE.replace("ELIGIBLE", "NEEDS_DATA")))
    assert coverage.listing("en") == "" and coverage.text("en")


@pytest.mark.parametrize("run", [graduasi.run_mutants, graduasi.measure_coverage])
def test_a_wrong_call_is_refused(run, small, suite):
    with pytest.raises(BadCall, match="no policy"):
        run(SMALL, suite)
    for wrong in (SUITE, [suite, SUITE], None, 5):
        with pytest.raises(BadCall, match="no suite"):
            run(small, wrong)
    misfit = PolicyTestSuite.parse(f'case {{ name: "a" as_of: "{DAY}" household {{}} expect {{ fails: "G99" }} }}')
    with pytest.raises(BadPolicy, match="G99"):
        run(small, misfit)


@pytest.mark.parametrize("most", [0, -1, True, 1.5, 2**63])
def test_a_number_of_families_that_is_none_is_refused(small, suite, most):
    with pytest.raises(BadCall, match="most_tried is"):
        graduasi.run_mutants(small, suite, most_tried=most)


def test_what_came_of_it_does_not_change(report, small, suite):
    coverage = graduasi.measure_coverage(small, suite)
    for it in (report, coverage):
        assert copy.deepcopy(it) is it
        with pytest.raises(AttributeError, match="does not change"):
            it.criteria = ()
        with pytest.raises(TypeError, match=r"cannot be pickled; send its to_json\(\)"):
            pickle.dumps(it)
