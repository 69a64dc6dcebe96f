"""Histories of the life cycle: they only grow, and only an officer's event leads to GRADUATED."""

import pickle
import re

import pytest
from conftest import DAY, ROOT

import graduasi
from graduasi import BadData, EventRefused, LifeHistory, LifeState, RefusalCause


def event(kind, role, **more):
    decision = {"household_id": "K1", "as_of": DAY, "outcome": "ELIGIBLE", "route_kind": "NATURAL"}
    return {
        "event": kind,
        "on": DAY,
        "actor": "dinsos-1",
        "role": role,
        "document": "BA/1",
        "reason": "sesuai",
        "decision": decision,
        **more,
    }


@pytest.fixture
def verified():
    history = LifeHistory.start("K1")
    for kind, role in (("NOMINATE", "MENTOR"), ("ASSESS", "MENTOR"), ("VERIFY", "OFFICER")):
        history = history.append(event(kind, role))
    return history


def test_a_history_grows_and_the_shorter_one_stays(verified):
    assert verified.state == LifeState.VERIFIED and len(verified) == 3 and verified.household_id == "K1"
    graduated = verified.append(event("GRADUATE", "OFFICER"))
    assert graduated.state == "GRADUATED" and graduated.help_has_ended
    assert graduated.standing["exit_kind"] == "NATURAL_EXIT"
    assert verified.state == LifeState.VERIFIED and not verified.help_has_ended
    objecting = graduated.append({"event": "OBJECT", "on": DAY, "actor": "keluarga", "role": "HOUSEHOLD"})
    assert not objecting.help_has_ended and objecting.standing["objections"] == [5]


def test_nobody_but_an_officer_graduates_a_family(verified):
    for role in ("HOUSEHOLD", "MENTOR", "INSPECTOR", "VILLAGE", "SOFTWARE"):
        with pytest.raises(EventRefused) as refused:
            verified.append(event("GRADUATE", role))
        assert refused.value.cause == RefusalCause.ROLE
        assert refused.value.right("en") == "It can be done by: the officer."
        assert refused.value.right("id") == "Yang dapat melakukannya: petugas."
        assert "ditolak" in refused.value.what("id") and refused.value.why("id")
        assert "is refused" in str(refused.value)
        again = pickle.loads(pickle.dumps(refused.value))
        assert again.cause == refused.value.cause and again.what("id") == refused.value.what("id")
        with pytest.raises(graduasi.BadCall):
            refused.value.why("fr")
    assert verified.state == LifeState.VERIFIED


def test_a_history_is_read_as_it_was_written(verified):
    assert LifeHistory.parse(verified.to_json()).to_json() == verified.to_json()
    assert pickle.loads(pickle.dumps(verified)).to_json() == verified.to_json()


def test_rules_are_data():
    history = LifeHistory.start("K1", {"monitoring_months": 3, "completed_by_procedure": ["G14"]})
    assert '"monitoring_months":3' in history.to_json()
    with pytest.raises(BadData):
        LifeHistory.start("K1", {"monitoring_month": 3})


def test_what_cannot_be_read_is_bad_data(verified):
    for wrong in ("{", {"event": "GRADUAT", "role": "OFFICER"}, {"role": "OFFICER"}):
        with pytest.raises(BadData):
            verified.append(wrong)
    with pytest.raises(BadData):
        LifeHistory.parse("{}")


def test_every_code_has_its_name():
    header = (ROOT / "capi" / "graduasi.h").read_text()
    for code in (LifeState, RefusalCause):
        declared = dict(re.findall(rf"#define {code.constants_prefix()}(\w+) (\d+)", header))
        assert set(declared) == {member.value for member in code if not member.value.startswith("UNKNOWN")}
        for name, number in declared.items():
            assert code.of(int(number)) is code(name)


def test_a_history_does_not_change(verified):
    with pytest.raises(AttributeError):
        verified.state = "GRADUATED"
    with pytest.raises(TypeError):
        LifeHistory()
