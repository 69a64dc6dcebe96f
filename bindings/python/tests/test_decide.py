"""One household: what may be given, what comes out, and what a wrong value is answered with."""

import dataclasses
import enum
import json
import pickle
from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal
from html.parser import HTMLParser
from types import MappingProxyType
from typing import List, Optional

import pytest
from conftest import DAY, changed

import graduasi


@dataclasses.dataclass
class Income:
    observed_on: date
    amount_idr: int


@dataclasses.dataclass
class Member:
    born_on: str
    pregnant: Optional[bool] = None


@dataclasses.dataclass
class Household:
    id: str
    registered_on: date
    members: List[Member]
    incomes: List[Income]


def test_dict_dataclass_and_json_say_the_same(small, household):
    eligible = small.decide(household, date(2026, 6, 15))
    assert eligible.outcome is graduasi.Outcome.ELIGIBLE and eligible.route == "way" and eligible.household_id == "K1"
    del household["members"][0]["nik"]
    record = Household("K1", date(2010, 1, 1), [Member("1990", False)], [Income(date(2026, 5, 31), 2400000)])
    text = json.dumps(household)
    views = (
        household,
        record,
        text,
        text.encode(),
        bytearray(text.encode()),
        memoryview(text.encode()),
        MappingProxyType(household),
    )
    assert len({small.decide(view, DAY).to_json() for view in views}) == 1


def test_none_is_not_known(small, household):
    without = small.decide({key: value for key, value in household.items() if key != "incomes"}, DAY)
    assert small.decide(changed(household, ("incomes",), None), DAY) == without
    assert [fact.path for fact in without.missing] == ["household.incomes"] and without.outcome == "NEEDS_DATA"
    assert without.missing[0].why is graduasi.MissingWhy.ABSENT and without.missing[0].needed_by == ("income",)


def test_partial_dates_are_text(small, household):
    assert small.decide(changed(household, ("registered_on",), "2010"), DAY).outcome == "ELIGIBLE"
    decision = small.decide(changed(household, ("registered_on",), "2021"), DAY)
    assert decision.missing[0].why == "IMPRECISE" and decision.missing[0].known == "2021"


def test_what_is_recorded_when_true(small, household):
    del household["members"][0]["pregnant"]
    assert small.decide(household, DAY).outcome == "NEEDS_DATA"
    assert small.decide(household, DAY, ["household.members[].pregnant"]).outcome == "ELIGIBLE"
    with pytest.raises(graduasi.BadCall, match="pregnnt"):
        small.decide(household, DAY, ["household.members[].pregnnt"])
    with pytest.raises(graduasi.BadCall, match="give a list of paths"):
        small.decide(household, DAY, "household.members[].pregnant")
    with pytest.raises(graduasi.BadCall, match="which is no path"):
        small.decide(household, DAY, [7])


class Relation(enum.Enum):
    HEAD = 1


class Sex(str, enum.Enum):
    F = "FEMALE"


def test_enums_decimals_and_tuples_are_read(small, household):
    household["members"] = ({"born_on": "1990", "pregnant": False, "relation": Relation.HEAD, "sex": Sex.F},)
    household["incomes"][0]["amount_idr"] = Decimal("2400000")
    assert small.decide(household, DAY).outcome == "ELIGIBLE"


def test_numbers_of_numpy_are_read(small, household):
    numpy = pytest.importorskip("numpy")
    household["incomes"] = [{"amount_idr": numpy.int64(2400000), "observed_on": numpy.datetime64("2026-05-31")}]
    household["members"][0]["pregnant"] = numpy.bool_(False)
    assert small.decide(household, DAY).outcome == "ELIGIBLE"
    with pytest.raises(
        graduasi.BadData, match=r"incomes\[0\].amount_idr: is nan, which is no number; leave the key out"
    ):
        small.decide(changed(household, ("incomes", 0, "amount_idr"), numpy.float64("nan")), DAY)
    with pytest.raises(graduasi.BadData, match=r"astype\('datetime64\[D\]'\)"):
        small.decide(changed(household, ("registered_on",), numpy.datetime64("2026-05-31T01:02:03.123456789")), DAY)


AWARE = datetime(2026, 5, 31, tzinfo=timezone(timedelta(hours=7)))


@pytest.mark.parametrize(
    "path, value, place, says",
    [
        (
            ("registered_on",),
            datetime(2026, 5, 31),
            "registered_on",
            "is a datetime without a time zone; a fact's date has no time: give a datetime.date",
        ),
        (("registered_on",), AWARE, "registered_on", "is a datetime in the zone UTC+07:00; a fact's date has no time"),
        (("members", 0, "born_on"), time(1, 2), "members[0].born_on", "is a time of day; a record holds dates only"),
        (
            ("incomes", 0, "amount_idr"),
            float("nan"),
            "incomes[0].amount_idr",
            "is nan, which is no number; leave the key out, or say None",
        ),
        (("incomes", 0, "amount_idr"), float("inf"), "incomes[0].amount_idr", "is inf, which is no number"),
        (
            ("incomes", 0, "amount_idr"),
            Decimal("1.5"),
            "incomes[0].amount_idr",
            "has a fraction; numbers of a record are whole",
        ),
        (("incomes", 0, "amount_idr"), Decimal("NaN"), "incomes[0].amount_idr", "is NaN, which is no number"),
        (("incomes",), {1, 2}, "incomes", "is a set, which has no order; give a list"),
        (
            ("members", 0, "name"),
            object(),
            "members[0].name",
            "is object, which no record can hold; give bool, int, str",
        ),
        (("members", 0), {(5, 6): "x"}, "members[0]", "has a key that is tuple; keys are the names of facts, as text"),
    ],
)
def test_what_json_cannot_say_is_refused_by_its_place(small, household, path, value, place, says):
    with pytest.raises(graduasi.BadData) as caught:
        small.decide(changed(household, path, value), DAY)
    assert [finding.path for finding in caught.value.findings] == [place]
    assert says in caught.value.findings[0].message
    assert str(caught.value).startswith(f"{place}: ")


def test_all_that_cannot_be_said_is_told_at_once(small, household):
    household["registered_on"] = AWARE
    household["incomes"][0]["amount_idr"] = float("nan")
    with pytest.raises(graduasi.BadData) as caught:
        small.decide(household, DAY)
    assert [finding.path for finding in caught.value.findings] == ["registered_on", "incomes[0].amount_idr"]
    assert len(str(caught.value).splitlines()) == 2


def test_values_that_are_not_known_in_pandas_are_refused_with_what_to_do(small, household):
    pandas = pytest.importorskip("pandas")
    for value in (pandas.NaT, pandas.NA):
        with pytest.raises(graduasi.BadData, match="leave the key out, or say None"):
            small.decide(changed(household, ("registered_on",), value), DAY)
    with pytest.raises(graduasi.BadData, match="is a datetime without a time zone"):
        small.decide(changed(household, ("registered_on",), pandas.Timestamp("2026-01-01")), DAY)


@pytest.mark.parametrize(
    "path, value, place, says",
    [
        (
            ("members", 0, "nik"),
            3579010000000001,
            "members[0].nik",
            "write it as text in quotes: a number loses digits",
        ),
        (("incomes", 0, "amount_idr"), 2400000.5, "incomes[0].amount_idr", "write a whole number"),
        (("registered_on",), "31/05/2026", "registered_on", ""),
        (("regstered_on",), "2010", "", "did you mean `registered_on`?"),
    ],
)
def test_what_json_can_say_is_judged_by_the_library(small, household, path, value, place, says):
    """The same answer in every language: a decision, INVALID, with the finding."""
    decision = small.decide(changed(household, path, value), DAY)
    assert decision.outcome is graduasi.Outcome.INVALID and decision.criteria == ()
    assert [finding.path for finding in decision.findings] == [place] and says in decision.findings[0].message
    assert decision.findings[0].line == 1 and decision.findings[0].column > 1
    assert "3579010000000001" not in str(decision) + repr(decision) + decision.to_json()


def test_a_record_that_holds_itself_is_refused(small, household):
    household["members"].append(household)
    with pytest.raises(graduasi.BadData, match="it seems to hold itself"):
        small.decide(household, DAY)


@pytest.mark.parametrize("wrong", [None, 5, [], object(), Household])
def test_what_is_no_household_is_refused(small, wrong):
    with pytest.raises(graduasi.BadData, match="give a dict, a dataclass, or its JSON"):
        small.decide(wrong, DAY)


def test_bytes_that_are_nothing_are_an_invalid_record(small):
    for record in ("", "{", b"\xff\xfe", '{"id": "\ud800"}', '{"id": "\\ud800"}'):
        decision = small.decide(record, DAY)
        assert decision.outcome is graduasi.Outcome.INVALID and decision.findings


@pytest.mark.parametrize(
    "day, says",
    [
        (datetime(2026, 6, 15), "as_of is a datetime; a decision is made as of a day"),
        (AWARE, "as_of is a datetime"),
        ("15-06-2026", "give a datetime.date, or text such as '2026-06-15'"),
        ("2026-06", "give a datetime.date"),
        (20260615, "as_of is int; give a datetime.date"),
        (None, "as_of is NoneType; give a datetime.date"),
        (date(2025, 12, 31), "2026-01-01"),
    ],
)
def test_a_wrong_day_is_a_bad_call(small, household, day, says):
    with pytest.raises(graduasi.BadCall) as caught:
        small.decide(household, day)
    assert says in str(caught.value) and isinstance(caught.value, ValueError)


def test_a_decision_says_everything(small, household):
    decision = small.decide(changed(household, ("registered_on",), "2025-01-01"), DAY)
    held, income = decision.criteria
    assert decision.outcome is graduasi.Outcome.NOT_YET and decision.route == "way"
    assert (held.id, held.result, held.can_act) == ("held", graduasi.CriterionResult.FAIL, graduasi.Actor.NOBODY)
    assert held.title("id") == "Lama" and held.title("en") == "Long <enough> & more"
    assert held.reason("id") == "Sejak 1 Januari 2025." and held.reason("en") == "Since 1 January 2025 <b>."
    assert held.source == "contoh" and held.is_proposal is True and income.is_proposal is False
    assert income.result == "PASS" and income.can_act == "HOUSEHOLD"
    (infant,) = decision.safeguards
    assert infant.result is graduasi.SafeguardResult.CLEAR and infant.id == "infant"
    (way,) = decision.routes
    assert way.result is graduasi.RouteResult.NOT_MET and way.blocked_by == ("held",) and way.waiting_for == ()
    assert (decision.policy_id, decision.policy_version, decision.as_of) == ("small", "1", date(2026, 6, 15))
    assert decision.to_dict()["outcome"] == "NOT_YET"
    assert b"Sejak" in decision.to_bytes()
    assert "Sejak 1 Januari 2025." in decision.explain("id") and "Since 1 January 2025" in decision.explain("en")
    assert str(decision) == decision.explain("id")
    assert repr(decision) == "<Decision NOT_YET, route 'way': household 'K1', small 1 as of 2026-06-15>"


def test_the_lists_of_a_route_are_told(reference, household):
    routes = {route.id: route for route in reference.decide(household, DAY).routes}
    assert routes["mandiri"].at_least == ((2, 0),) and routes["mandiri"].at_least[0].needed == 2
    assert routes["mandiri"].waiting_for


class Page(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.tags, self.words, self.attributes, self.open = [], [], [], []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        self.attributes += attributes
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words.append(data)


def test_html_is_whole_escaped_and_refers_to_nothing(small, household):
    household["id"] = "<script>alert(1)</script>"
    page = Page(small.decide(changed(household, ("registered_on",), "2025-01-01"), DAY)._repr_html_())
    assert page.open == [] and "script" not in page.tags and "b" not in page.tags
    assert {name for name, _ in page.attributes} == {"style"}
    said = " ".join(page.words)
    for part in (
        "NOT_YET",
        "way",
        "<script>alert(1)</script>",
        "Sejak 1 Januari 2025.",
        "Since 1 January 2025 <b>.",
        "FAIL",
        "CLEAR",
    ):
        assert part in said
    assert "registered_on" in " ".join(Page(small.decide({"id": "K"}, DAY)._repr_html_()).words)
    assert "INVALID" in " ".join(Page(small.decide("{", DAY)._repr_html_()).words)


def test_a_decision_does_not_change(small, household):
    decision = small.decide(household, DAY)
    for name in ("outcome", "_handle", "other"):
        with pytest.raises(AttributeError, match="does not change"):
            setattr(decision, name, None)
    with pytest.raises(AttributeError):
        del decision._handle
    with pytest.raises(dataclasses.FrozenInstanceError):
        decision.criteria[0].result = "PASS"
    with pytest.raises(TypeError, match="to_json"):
        pickle.dumps(decision)
    assert pickle.loads(pickle.dumps(decision.criteria)) == decision.criteria


def test_decisions_that_say_the_same_are_equal(small, household):
    one, two = small.decide(household, DAY), small.decide(dict(household), DAY)
    other = small.decide(changed(household, ("id",), "K2"), DAY)
    assert one == two and len({one, two, other}) == 2 and one != other and one != "K1"
