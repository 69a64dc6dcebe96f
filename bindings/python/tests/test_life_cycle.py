"""Histories of the life cycle: they only grow, and only an officer's event leads to GRADUATED."""

import copy
import json
import pickle
import re

import pytest
from conftest import DAY, ROOT, SMALL

import graduasi
from graduasi import BadCall, BadData, DecisionRecord, EventRefused, LifeEvent, LifeHistory, LifeState, RefusalCause


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


def test_a_history_is_a_list_of_what_has_happened(verified):
    assert (
        [it["event"] for it in verified] == ["NOMINATE", "ASSESS", "VERIFY"] == [it["event"] for it in verified.events]
    )
    assert verified[0]["role"] == "MENTOR" and verified[-1]["event"] == "VERIFY"
    assert verified.to_dict() == json.loads(verified.to_json())
    new = LifeHistory.start("K1", {"monitoring_months": 3})
    assert new and len(new) == 0 and new.events == ()
    assert new.rules["monitoring_months"] == 3
    assert LifeHistory.parse(verified.to_json()) == verified != new
    assert hash(LifeHistory.parse(verified.to_json())) == hash(verified)
    assert copy.deepcopy(verified) is verified


def test_a_history_is_a_page(verified):
    assert "K1" in verified.text("en") and verified.text("id") == str(verified) != verified.text("en")
    with pytest.raises(BadCall, match="no language"):
        verified.text("fr")


def test_a_state_has_words_for_people():
    assert LifeState.IN_MENTORING.label("id") == "dalam pendampingan"
    assert LifeState.IN_MENTORING.label("en") == "in mentoring"
    assert LifeState("UNKNOWN_77").label("en") == "UNKNOWN_77"
    with pytest.raises(BadCall):
        LifeState.CLOSED.label("fr")


def test_an_event_takes_its_decision_from_the_record(household):
    small = graduasi.Policy.parse(SMALL.replace("kind: OTHER", "kind: NATURAL"))
    record = DecisionRecord.make(small, household, DAY)
    nominate = {"event": "NOMINATE", "on": "2026-06-20", "actor": "pendamping-4", "role": "MENTOR"}
    event = LifeEvent.of("K1", nominate)
    assert event.household_id == "K1" and event.wants_decision_until.isoformat() == "2026-06-20"
    history = LifeHistory.start("K1")
    assert not history.holds(event)
    nominated = history.append(event, record, small)
    assert nominated.state is LifeState.NOMINATED and nominated == history.append(nominate, record=record, policy=small)
    assert record.hash in nominated.to_json()
    assert nominated.holds(event) and nominated.holds(nominate) and nominated.holds(json.dumps(nominate))
    with pytest.raises(EventRefused):
        history.append(event)  # without its decision
    parsed = LifeEvent.parse(json.dumps({"household": "K1", "event": nominate}))
    assert history.append(parsed, record, small) == nominated
    assert history.append(pickle.loads(pickle.dumps(parsed)), record, small) == nominated
    assert repr(event) == "<LifeEvent of household 'K1'>"


def test_a_wrong_call_is_refused(small, reference, household):
    record = DecisionRecord.make(small, household, DAY)
    history = LifeHistory.start("K1")
    nominate = {"event": "NOMINATE", "on": DAY, "actor": "pendamping-4", "role": "MENTOR"}
    with pytest.raises(BadCall, match="give both, or neither"):
        history.append(nominate, record)
    with pytest.raises(BadCall, match="record is str; give a DecisionRecord"):
        history.append(nominate, record.line, small)
    with pytest.raises(BadCall, match="policy is str; give a Policy"):
        history.append(nominate, record, "small")
    with pytest.raises(BadCall):
        history.append(LifeEvent.of("K2", nominate), record, small)
    with pytest.raises(graduasi.GraduasiError):
        history.append(nominate, record, reference)  # not the policy that it names
    with pytest.raises(BadData):
        LifeEvent.parse({"household": "K1"})
    with pytest.raises(TypeError, match="LifeEvent.parse"):
        LifeEvent()
    with pytest.raises(AttributeError, match="an event does not change"):
        LifeEvent.of("K1", nominate).household_id = "K2"


def test_a_history_is_held_against_the_records_it_rests_on(household):
    small = graduasi.Policy.parse(SMALL.replace("kind: OTHER", "kind: NATURAL"))
    record = DecisionRecord.make(small, household, DAY)
    nominate = {"event": "NOMINATE", "on": "2026-06-20", "actor": "pendamping-4", "role": "MENTOR"}
    history = LifeHistory.start("K1").append(nominate, record, small)
    assert history.record_hashes == (record.hash,)
    assert LifeEvent.of("K1", history[0]).record_hash == record.hash and LifeEvent.of("K1", nominate).record_hash == ""
    assert history.verify(record, small) == ()
    told = history.to_dict()
    told["events"][0]["decision"]["as_of"] = "2026-06-14"
    (difference,) = LifeHistory.parse(json.dumps(told)).verify(record, small)
    assert difference == ("events[0].decision.as_of", "2026-06-14", DAY)
    with pytest.raises(BadCall, match="record is str; give a DecisionRecord"):
        history.verify(record.line, small)
    with pytest.raises(BadCall, match="give the record and the policy"):
        history.verify(record, None)
