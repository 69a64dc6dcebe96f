"""The page of an office: the same of every form of a cohort, rates that are exact or refused, and a forecast that is what
the rates say."""

import copy
import dataclasses
import json
import pickle
from collections import Counter
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from conftest import DAY, ROOT, SMALL

import graduasi
from graduasi import BadCall, BadData, Figures, LifeHistory, LifeState, Outcome

POLICIES = ROOT / "policies" / "pkh-graduasi"
RATES = {"ELIGIBLE": 0.9, "NOT_YET": 0.25, "NEEDS_DATA": 0.1, Outcome.PROTECTED: 0, "INVALID": None}
OPTIONS = {"as_of": DAY, "target": (30, 35), "region": "35.14", "rates": RATES}


@pytest.fixture(scope="module")
def report(reference, synthetic):
    return graduasi.programme(reference, synthetic, **OPTIONS)


@pytest.fixture
def file(tmp_path, synthetic):
    path = tmp_path / "cohort.jsonl"
    path.write_text("".join(json.dumps(family) + "\n" for family in synthetic))
    return path


def small_cohort():
    """Eligible, not yet eligible for want of income, protected, and not known."""
    income = {"observed_on": "2026-05-31", "amount_idr": 2400000}
    return [
        {"id": "K1", "registered_on": "2010-01-01", "members": [{"pregnant": False}], "incomes": [income]},
        {"id": "K2", "registered_on": "2010-01-01", "members": [{"pregnant": False}], "incomes": []},
        {"id": "K3", "registered_on": "2010-01-01", "members": [{"pregnant": True}], "incomes": [income]},
        {"id": "K4", "registered_on": "2021-08-20", "members": [{"pregnant": False}], "incomes": [income]},
        {"id": "K5", "members": [{"pregnant": False}], "incomes": [income]},
    ]


def probabilities(rates):
    """How probable each number of completions is, in exact numbers."""
    found = [Fraction(1)]
    for rate in rates:
        found = [
            (found[k] * (1 - rate) if k < len(found) else 0) + (found[k - 1] * rate if k else 0)
            for k in range(len(found) + 1)
        ]
    return found


def test_a_cohort_is_counted_as_its_families_are_decided(report, reference, synthetic):
    decisions = [reference.decide(family, DAY) for family in synthetic]
    cohort = report.cohort
    assert cohort.families == len(synthetic) == sum(cohort.outcomes.values())
    assert list(cohort.outcomes) == list(Outcome) and list(cohort.states) == list(LifeState)
    counted = Counter(decision.outcome for decision in decisions)
    assert {outcome: count for outcome, count in cohort.outcomes.items() if count} == dict(counted)
    assert counted[Outcome.ELIGIBLE] > 0
    assert (cohort.unreadable, cohort.without_history, cohort.graduated) == (0, 300, 0)
    assert sum(cohort.states.values()) == 0 and cohort.in_pipeline == 300
    assert (cohort.still_least, cohort.still_most, cohort.target_is_possible) == (30, 35, True)
    assert cohort.candidates >= cohort.outcomes["ELIGIBLE"]
    protecting = {it.id: it for it in report.obstructions if it.kind is graduasi.ObstructionKind.PROTECTING}
    held = Counter(it.id for decision in decisions for it in decision.safeguards if it.result == "HOLDS")
    assert {name: it.families for name, it in protecting.items()} == dict(held)
    assert all(0 <= it.alone <= it.families for it in report.obstructions)
    (first, *_) = protecting.values()
    assert first.title("id") and first.title("en") != first.title("id")


def test_a_page_says_whose_it_is(report, reference):
    assert report.as_of == date(2026, 6, 15)
    assert (report.region_system, report.region_code) == ("KEMENDAGRI", "35.14")
    assert (report.policy_id, report.policy_hash) == (reference.id, reference.hash)
    assert report.target == (30, 35) and report.target_period == "2026" and report.result is None
    assert report.to_dict() == json.loads(report.to_json())
    assert report.text("id") == str(report) != report.text("en")
    assert report.html("en").startswith("<!DOCTYPE html>") and 'lang="en"' in report.html("en")
    with pytest.raises(BadCall, match="no language 'fr'"):
        report.html("fr")


def test_months_are_those_in_which_families_become_eligible(small):
    report = graduasi.programme(small, small_cohort(), as_of=DAY, until="2026-09-01")
    assert [month.first_day for month in report.months] == [date(2026, 6, 16), date(2026, 7, 1), date(2026, 8, 1)]
    assert [month.become_eligible for month in report.months] == [0, 0, 1]  # K4 has been there for five years
    assert [month.reached for month in report.months] == [1, 1, 2]
    assert [month.eligible_at_end for month in report.months] == [1, 1, 2]


def test_the_forecast_is_what_the_rates_say(small):
    report = graduasi.programme(
        small,
        small_cohort(),
        as_of=DAY,
        target=(2, 3),
        rates={"ELIGIBLE": 0.9, "NOT_YET": 0.25, "NEEDS_DATA": 0.1, "PROTECTED": 0.003},
    )
    forecast = report.forecast
    exact = probabilities([Fraction(9, 10), Fraction(1, 4), Fraction(1, 4), Fraction(1, 10), Fraction(3, 1000)])
    for families, probability in enumerate(exact):
        assert forecast.exactly(families) == pytest.approx(float(probability), abs=1e-12)
    assert forecast.exactly(6) == forecast.exactly(-1) == forecast.exactly(2**70) == 0
    assert forecast.below == pytest.approx(float(exact[0] + exact[1]), abs=1e-12)
    assert forecast.at_least == pytest.approx(float(sum(exact[2:])), abs=1e-12)
    assert forecast.within == pytest.approx(float(exact[2] + exact[3]), abs=1e-12)
    assert forecast.above == pytest.approx(float(exact[4] + exact[5]), abs=1e-12)
    assert forecast.expected_per_mille == 900 + 250 + 250 + 100 + 3
    assert "1.5 families expected" in repr(forecast)
    for wrong in (1.0, True, "1", None):
        with pytest.raises(BadCall, match="give a whole number"):
            forecast.exactly(wrong)
    # The least is two of five: needed is the rate at which that has the probability.
    for needed in report.rates_needed:
        same = probabilities([Fraction(needed.rate_per_mille, 1000)] * 5)
        less = probabilities([Fraction(needed.rate_per_mille - 1, 1000)] * 5)
        assert sum(same[2:]) * 1000 >= needed.probability_per_mille > sum(less[2:]) * 1000
    assert [needed.probability_per_mille for needed in report.rates_needed] == [500, 800, 950]


def test_without_rates_there_is_no_forecast(small):
    assert graduasi.programme(small, small_cohort(), as_of=DAY, target=2).forecast is None
    some = graduasi.programme(small, small_cohort(), as_of=DAY, target=2, rates={"ELIGIBLE": 0.5})
    assert some.forecast is None  # the others in the pipeline have no rate
    impossible = graduasi.programme(small, small_cohort(), as_of=DAY, target=6)
    assert {needed.rate_per_mille for needed in impossible.rates_needed} == {None}
    assert not impossible.cohort.target_is_possible


@pytest.mark.parametrize(
    "rate, per_mille",
    [
        (0, 0),
        (1, 1000),
        (0.65, 650),
        (0.001, 1),
        (0.999, 999),
        (1.0, 1000),
        (Decimal("0.655"), 655),
        (Fraction(1, 8), 125),
        (Fraction(13, 20), 650),
    ],
)
def test_a_rate_is_taken_exactly(small, rate, per_mille):
    report = graduasi.programme(small, small_cohort()[:1], as_of=DAY, target=1, rates=rate)
    assert report.forecast.expected_per_mille == per_mille


def test_every_thousandth_can_be_said_as_a_float(small):
    from graduasi.programme_report import _per_mille

    assert [_per_mille(number / 1000, "rates") for number in range(1001)] == list(range(1001))
    assert [_per_mille(float(f"{number / 10}") / 100, "rates") for number in (650, 125)] == [650, 125]


@pytest.mark.parametrize(
    "rates, says",
    [
        (65, r"rates is 65; a rate is a share of families from 0 to 1, such as 0\.65"),
        (-0.1, "rates is -0.1; a rate is a share"),
        (1.001, "from 0 to 1"),
        (float("nan"), "from 0 to 1"),
        (Decimal("NaN"), "from 0 to 1"),
        (float("inf"), "from 0 to 1"),
        (True, "rates is True; a rate is a share"),
        ("65%", "rates is '65%'; a rate is a share"),
        (0.6543, r"rates is 0\.6543; a rate is a whole number of thousandths, such as 0\.654: round it yourself"),
        (0.1 + 0.2, "such as 0.3: round it yourself"),
        (1 / 3, "such as 0.333"),
        (1e-9, "whole number of thousandths"),
        (float.fromhex("0x1.604189374bc6bp-5"), "such as 0.043"),  # next to 0.043, and times 1000 it is 43.0
        (Fraction(1, 3), "whole number of thousandths"),
        (Decimal("0.6555"), "whole number of thousandths"),
        ({"ELIGIBLE": 0.6543}, r"rates\['ELIGIBLE'\] is 0\.6543"),
        ({"ELIGBLE": 0.5}, "rates has 'ELIGBLE', which is no outcome; the outcomes are INVALID, PROTECTED"),
        ({4: 0.5}, "rates has 4, which is no outcome"),
    ],
)
def test_a_rate_that_is_not_exact_is_refused(small, rates, says):
    with pytest.raises(BadCall, match=says):
        graduasi.programme(small, small_cohort(), as_of=DAY, target=2, rates=rates)


def test_every_form_of_a_cohort_gives_the_same_page(report, reference, synthetic, file):
    pyarrow = pytest.importorskip("pyarrow")
    keys = list(
        dict.fromkeys(key for family in synthetic for key in family)
    )  # pyarrow takes those of the first row only
    table = pyarrow.Table.from_pylist([{key: family.get(key) for key in keys} for family in synthetic])
    for cohort in (file, str(file), iter(synthetic), map(json.dumps, synthetic), file.open("rb"), table):
        assert graduasi.programme(reference, cohort, **OPTIONS).to_json() == report.to_json()
    assert graduasi.programme(reference, table, threads=2, **OPTIONS).to_json() == report.to_json()


def test_a_record_that_cannot_be_read_is_counted_and_listed(small, tmp_path):
    report = graduasi.programme(
        small, [*small_cohort(), "no record", '{"id": "K9", "kk": 3579010000000001}'], as_of=DAY
    )
    assert (report.cohort.families, report.cohort.unreadable, report.cohort.outcomes["INVALID"]) == (7, 2, 2)
    first, second = report.unreadable_records
    assert (first.row, second.row) == (6, 7)
    assert second.findings[0].path == "kk" and "3579010000000001" not in str(second.findings)
    assert "3579010000000001" not in report.to_json() + report.text("id") + report.html("en")


def test_a_target_is_numbers_or_one_of_the_figures(small):
    figures = Figures.load(POLICIES / "figures.json")
    (batu,) = [target for target in figures.targets if target.id == "batu-2026"]
    assert (batu.least, batu.most, batu.period, batu.unit) == (30, 35, "2026", "KPM")
    assert (batu.region_system, batu.region_code) == ("KEMENDAGRI", "35.79")
    assert batu.title("id") == "Graduasi PKH Kota Batu 2026"
    assert repr(figures) == f"<Figures: {len(figures.targets)} targets>"
    content = (POLICIES / "figures.json").read_text()
    pages = {
        graduasi.programme(small, small_cohort(), as_of=DAY, target="batu-2026", figures=document).to_json()
        for document in (
            figures,
            POLICIES / "figures.json",
            str(POLICIES / "figures.json"),
            json.loads(content),
            content,
            pickle.loads(pickle.dumps(figures)),
        )
    }
    assert len(pages) == 1
    named = graduasi.programme(small, small_cohort(), as_of=DAY, target="batu-2026", figures=figures)
    assert named.target == (30, 35) and named.target_id == "batu-2026" and named.region_code == "35.79"
    one = graduasi.programme(small, small_cohort(), as_of=DAY, target=2, target_period="2026-07", region="35.79")
    assert one.target == (2, 2) and one.target_period == "2026-07"
    assert graduasi.programme(small, small_cohort(), as_of=DAY).target is None


def test_a_page_of_figures_alone_needs_no_policy():
    report = graduasi.programme(None, as_of="2025-12-23", figures=POLICIES / "figures.json", region="35.14")
    assert report.target == (2820, 2820) and report.target_id == "pasuruan-2025"
    assert report.result == graduasi.TargetResult(1421, "2025-08-18", 1399, 1399, False)
    assert report.cohort is None and report.policy_id == report.policy_hash == ""
    assert report.months == report.obstructions == report.ranking == ()
    assert "50.39" in report.text("en") and "50,39" in report.text("id")
    assert repr(report) == "<ProgrammeReport of 35.14 as of 2025-12-23, target 2,820>"
    nation = graduasi.programme(None, as_of="2025-12-23", figures=POLICIES / "figures.json")
    assert "the nation" in repr(nation) and nation.region_code == ""


def test_histories_say_where_families_stand(small, tmp_path):
    history = LifeHistory.start("K1").append({"event": "IDENTIFY", "on": "2025-10", "actor": "P-4", "role": "MENTOR"})
    lines = tmp_path / "histories.jsonl"
    lines.write_text(history.to_json() + "\n" + LifeHistory.start("K2").to_json() + "\n")
    both = [history, LifeHistory.start("K2")]
    pages = set()
    for histories in (
        both,
        iter(both),
        [it.to_dict() for it in both],
        [it.to_json() for it in both],
        lines,
        str(lines),
    ):
        report = graduasi.programme(small, small_cohort(), as_of=DAY, histories=histories)
        cohort = report.cohort
        assert {state: count for state, count in cohort.states.items() if count} == {"IDENTIFIED": 1, "RECIPIENT": 1}
        assert cohort.without_history == 3
        pages.add(report.to_json())
    assert len(pages) == 1
    with pytest.raises(BadData, match="K77|nobody|cohort"):
        graduasi.programme(small, small_cohort(), as_of=DAY, histories=[LifeHistory.start("K77")])


def test_all_histories_that_cannot_be_read_are_named(small, tmp_path):
    wrong = [LifeHistory.start("K1"), {"household_id": 5}, "{"]
    with pytest.raises(BadData) as refused:
        graduasi.programme(small, small_cohort(), as_of=DAY, histories=wrong)
    assert {finding.path.partition(".")[0] for finding in refused.value.findings} == {"histories[1]", "histories[2]"}
    lines = tmp_path / "histories.jsonl"
    lines.write_text('{\n{"household_id": "K1"}\n{"household_id": "K1", "events": [{"event": "NOSE"}]}\n')
    with pytest.raises(BadData) as refused:
        graduasi.programme(small, small_cohort(), as_of=DAY, histories=lines)
    assert {line.split(":")[1] for line in str(refused.value).splitlines()} == {"1", "3"}
    assert str(refused.value).startswith(str(lines))
    with pytest.raises(BadCall, match="give a list of them"):
        graduasi.programme(small, small_cohort(), as_of=DAY, histories=LifeHistory.start("K1"))


def test_the_rules_of_the_life_cycle_are_a_dict_or_a_file(reference, synthetic):
    document = POLICIES / "2026.rules.json"
    pages = {
        graduasi.programme(reference, synthetic[:20], as_of=DAY, rules=rules).to_json()
        for rules in (document, str(document), json.loads(document.read_text()), document.read_text())
    }
    assert len(pages) == 1
    with pytest.raises(BadData):
        graduasi.programme(reference, synthetic[:20], as_of=DAY, rules={"monitoring_month": 3})


def test_the_eligible_stand_in_the_declared_order(reference, synthetic, small):
    report = graduasi.programme(reference, synthetic, as_of=DAY, target=(3, 5), rank=True)
    ranked = report.ranking
    assert len(ranked) + len(report.unranked) == report.cohort.outcomes["ELIGIBLE"] > 5
    assert [it.place for it in ranked] == sorted(it.place for it in ranked) and ranked[0].place == 1
    eligible = {family["id"] for family in synthetic if reference.decide(family, DAY).outcome == "ELIGIBLE"}
    assert {it.household_id for it in ranked} | set(report.unranked) == eligible
    for it in ranked:
        assert it.sharing == sum(other.place == it.place for other in ranked)
    least, most = report.cuts
    assert (least.places, most.places) == (3, 5)
    for cut in report.cuts:
        assert cut.inside + cut.left + cut.unfilled == cut.places
    assert graduasi.programme(reference, synthetic, as_of=DAY, target=(3, 5)).ranking == ()
    with pytest.raises(BadCall, match="ranking"):
        graduasi.programme(small, small_cohort(), as_of=DAY, rank=True)


@pytest.mark.parametrize(
    "more, says",
    [
        ({"as_of": "2020-01-01"}, "not yet in effect"),
        ({"target": 0}, "target is 0; it is a number of families, 1 or more"),
        ({"target": (0, 0)}, "1 or more"),
        ({"target": (35, 30)}, r"target is \(35, 30\)"),
        ({"target": -1}, "1 or more"),
        ({"target": True}, "give a number"),
        ({"target": 30.5}, "give a number, two such as"),
        ({"target": (1, 2, 3)}, "give a number, two such as"),
        ({"target": 2**63}, "1 or more"),
        ({"target": "batu-2026"}, "target|figures"),
        ({"target": ""}, "target is ''; give text, such as 'batu-2026'"),
        ({"target": 3, "target_period": "2026\0"}, "target_period is"),
        ({"target": 3, "target_period": "June"}, "period"),
        ({"region": "35.7x"}, "region"),
        ({"region": 3579}, "region is 3579; give text, such as '35.79'"),
        ({"until": DAY}, "until is 2026-06-15, which is not after the day of the report, 2026-06-15"),
        ({"until": "1970-01-01"}, "which is not after"),
        ({"threads": 0}, "threads is 0"),
        ({"recorded_when_true": ["household.none"]}, "`none` is not a field"),
        ({"cohort": None}, "there is no cohort; give one"),
        ({"policy": None}, "a cohort is decided by a policy"),
        ({"policy": "small"}, "is no policy"),
        ({"cohort": {"id": "K1"}}, "give a list of records"),
        ({"cohort": '{"id": "K1"}'}, "give a list of records"),
    ],
)
def test_a_wrong_call_is_refused(small, more, says):
    call = {"policy": small, "cohort": small_cohort(), "as_of": DAY, **more}
    with pytest.raises(BadCall, match=says):
        graduasi.programme(**call)


def test_what_is_no_cohort_is_bad_data(small, tmp_path):
    pyarrow = pytest.importorskip("pyarrow")
    with pytest.raises(BadData, match="K1|id"):
        graduasi.programme(small, [*small_cohort(), small_cohort()[0]], as_of=DAY)
    with pytest.raises(BadData, match="id"):
        graduasi.programme(small, [{"members": []}], as_of=DAY)
    with pytest.raises(BadData, match=r"\[0\]\.members"):
        graduasi.programme(small, [{"id": "K1", "members": {1}}], as_of=DAY)
    with pytest.raises(BadData) as refused:
        graduasi.programme(small, pyarrow.table({"id": [1], "members": ["x"]}), as_of=DAY)
    assert {finding.path for finding in refused.value.findings} == {"id", "members"}
    with pytest.raises(BadData, match="figures.json"):
        (tmp_path / "figures.json").write_text('{"targets": [{}]}')
        graduasi.programme(small, small_cohort(), as_of=DAY, figures=tmp_path / "figures.json")
    with pytest.raises(FileNotFoundError):
        graduasi.programme(small, tmp_path / "none.jsonl", as_of=DAY)


def test_a_report_shows_and_does_not_change(report, small, tmp_path):
    assert copy.copy(report) is copy.deepcopy(report) is report
    figures = Figures.parse({})
    for it in (report, report.forecast, figures):
        with pytest.raises(AttributeError, match="does not change"):
            it.as_of = DAY
    for it in (report, report.forecast):
        with pytest.raises(TypeError, match="cannot be pickled; send"):
            pickle.dumps(it)
    with pytest.raises(TypeError, match="Figures.load"):
        Figures()
    eligible = report.cohort.outcomes["ELIGIBLE"]
    assert repr(report) == (
        f"<ProgrammeReport of 35.14 as of 2026-06-15, 300 families, {eligible} ELIGIBLE, target 30 to 35>"
    )
    page = report._repr_html_()
    assert "35.14" in page and "30 to 35" in page and f"<td>{eligible}</td>" in page
    assert "<script" not in page and "http" not in page
    report.write_html(tmp_path / "page.html", "id")
    assert (tmp_path / "page.html").read_bytes() == report.html("id").encode()


def test_a_report_outlives_what_it_was_made_of(synthetic):
    policy = graduasi.Policy.load(POLICIES / "2026.policy.txtpb")
    figures = Figures.load(POLICIES / "figures.json")
    forecast = graduasi.programme(policy, synthetic, figures=figures, **OPTIONS).forecast
    del policy, figures
    assert 0 <= forecast.exactly(30) <= 1  # the report is kept by its forecast


def office_histories():
    """K1 nominated, objecting and deferred; K2 with two open findings; K3 nominated and deferred; K4 graduated."""

    def event(kind, role, **more):
        return {"event": kind, "on": "2026-06-01", "actor": "dinsos-1", "role": role, **more}

    def nominated(household):
        decision = {"household_id": household, "as_of": "2026-06-01", "outcome": "ELIGIBLE", "route_kind": "NATURAL"}
        return event("NOMINATE", "MENTOR", decision=decision)

    def deferred(household):
        decision = {
            "household_id": household,
            "as_of": "2026-06-01",
            "outcome": "NEEDS_DATA",
            "missing": ["household.ranks"],
        }
        return event("DEFER", "MENTOR", decision=decision)

    def history(household, *events):
        told = LifeHistory.start(household)
        for it in events:
            told = told.append(it)
        return told

    decision = {"household_id": "K4", "as_of": "2026-06-01", "outcome": "ELIGIBLE", "route_kind": "NATURAL"}
    steps = [("NOMINATE", "MENTOR"), ("ASSESS", "MENTOR"), ("VERIFY", "OFFICER"), ("GRADUATE", "OFFICER")]
    exit_events = [event(*step, decision=decision, document="BA/1", reason="sesuai") for step in steps]
    return [
        history("K1", nominated("K1"), event("OBJECT", "HOUSEHOLD"), deferred("K1")),
        history(
            "K2",
            event("IDENTIFY", "MENTOR"),
            event("START_MENTORING", "MENTOR"),
            event("RECORD_FINDING", "INSPECTOR", item="E12", severity="SERIOUS", due_on="2026-07"),
            event("RECORD_FINDING", "INSPECTOR", item="E13", severity="MINOR", due_on="2026-07"),
        ),
        history("K3", nominated("K3"), deferred("K3")),
        history("K4", *exit_events),
    ]


def test_the_properties_say_what_the_json_says(small, reference, synthetic):
    mixed = graduasi.programme(small, small_cohort(), as_of=DAY, target=(1, 3), histories=office_histories(), rates=0.5)
    cohort = mixed.cohort
    assert (cohort.objecting, cohort.deferred, cohort.with_open_findings, cohort.graduated) == (1, 2, 1, 1)
    assert {state: count for state, count in cohort.states.items() if count} == {
        "NOMINATED": 2,
        "IN_MENTORING": 1,
        "GRADUATED": 1,
    }
    large = graduasi.programme(reference, synthetic, as_of=DAY, target=(3, 20), rank=True, rates=0.5)
    assert len({(month.reached, month.eligible_at_end) for month in large.months}) > 1
    for report in (mixed, large):
        told, cohort = report.to_dict(), report.cohort
        within, conversion = told["cohort"], told["cohort"]["conversion"]
        for name in ("families", "candidates", "objecting", "deferred", "with_open_findings", "without_history"):
            assert getattr(cohort, name) == within[name], name
        for name in ("graduated", "in_pipeline", "still_least", "still_most"):
            assert getattr(cohort, name) == conversion[name], name
        assert cohort.target_is_possible == conversion["possible"]
        assert {it: count for it, count in cohort.states.items() if count} == within["by_state"]
        assert {it: count for it, count in cohort.outcomes.items() if count} == within["by_outcome"]
        kinds = {
            "UNKNOWN": "unknown",
            "FAILING": "failing",
            "MISSING_FACT": "missing_facts",
            "PROTECTING": "protecting",
        }
        for kind, name in kinds.items():
            assert [(it.id, it.families, it.alone, it.titles) for it in report.obstructions if it.kind == kind] == [
                (it["id"], it["families"], it["alone"], it["title"]) for it in within[name]
            ]
        assert [
            (
                it.first_day.isoformat(),
                it.become_eligible,
                it.reached,
                it.eligible_at_end,
                it.become_candidates,
                it.candidates_reached,
                it.candidates_at_end,
            )
            for it in report.months
        ] == [
            (
                it["first"],
                it["become_eligible"],
                it["reached"],
                it["eligible_at_end"],
                it["become_candidates"],
                it["candidates_reached"],
                it["candidates_at_end"],
            )
            for it in told["projection"]["months"]
        ]
        forecast = report.forecast
        assert forecast.expected_per_mille == told["forecast"]["expected_per_mille"]
        for name in ("below", "at_least", "within", "above"):
            assert getattr(forecast, name) == pytest.approx(float(told["forecast"][name]), rel=1e-8)
        assert [(it.probability_per_mille, it.rate_per_mille) for it in report.rates_needed] == [
            (it["probability_per_mille"], it.get("rate_per_mille")) for it in told["rates_needed"]
        ]
    ranked = large.to_dict()["ranking"]["ranked"]
    assert [(it.household_id, it.place, it.sharing) for it in large.ranking] == [
        (it["household_id"], it["place"], it["sharing"]) for it in ranked
    ]
    for name, cut in zip(("cut_least", "cut_most"), large.cuts):
        assert dataclasses.asdict(cut) == large.to_dict()[name]


def test_a_tie_at_the_end_of_the_places_is_told():
    policy = graduasi.Policy.parse(
        SMALL
        + """ranking { id: "order" title { id: "Urutan" en: "Order" } source: "contoh" key { id: "since" source: "contoh"
          title { id: "Sejak" en: "Since" } expr: "household.registered_on" direction: ASCENDING missing: LAST } }"""
    )
    first = small_cohort()[0]
    cohort = [
        {**first, "id": name, "registered_on": day}
        for name, day in (("A", "2005-01-01"), ("B", "2010-01-01"), ("C", "2010-01-01"), ("D", "2010-01-01"))
    ]
    report = graduasi.programme(policy, cohort, as_of=DAY, target=(2, 6), rank=True)
    assert [(it.household_id, it.place, it.sharing) for it in report.ranking] == [
        ("A", 1, 1),
        ("B", 2, 3),
        ("C", 2, 3),
        ("D", 2, 3),
    ]
    assert report.cuts == (graduasi.Cut(2, 1, 3, 1, 0), graduasi.Cut(6, 4, 0, 0, 2))


def test_candidates_are_those_whom_only_the_procedure_keeps_back(small):
    """K6 has no income on record, which by these rules the procedure completes: a candidate, and never ELIGIBLE."""
    cohort = [*small_cohort(), {"id": "K6", "registered_on": "2010-01-01", "members": [{"pregnant": False}]}]
    rules = {"completed_by_procedure": ["income"]}
    report = graduasi.programme(small, cohort, as_of=DAY, until="2026-09-01", rules=rules)
    assert (report.cohort.candidates, report.cohort.outcomes["ELIGIBLE"]) == (2, 1)
    assert [month.become_candidates for month in report.months] == [0, 0, 1]
    assert [month.candidates_reached for month in report.months] == [2, 2, 3]
    assert [month.candidates_at_end for month in report.months] == [2, 2, 3]
    assert [month.eligible_at_end for month in report.months] == [1, 1, 2]
    without = graduasi.programme(small, cohort, as_of=DAY, until="2026-09-01")
    assert [month.candidates_reached for month in without.months] == [1, 1, 2]


def test_a_column_of_a_wrong_type_comes_with_advice(small):
    pyarrow = pytest.importorskip("pyarrow")
    moments = pyarrow.table({"id": ["K1"], "registered_on": [datetime(2026, 1, 1, 12)]})
    with pytest.raises(BadData, match="take the day in the office's own time"):
        graduasi.programme(small, moments, as_of=DAY)
