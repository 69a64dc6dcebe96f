"""Records of decisions: made, read, verified; and what happens to those who change them."""

import copy
import json
import pickle

import pytest
from conftest import DAY

import graduasi
from graduasi import BadCall, BadData, DecisionRecord, Outcome

KEY = b"k" * 32


@pytest.fixture
def chain(small, household):
    first = DecisionRecord.make(small, household, DAY)
    second = DecisionRecord.make(small, {**household, "id": "K2", "incomes": []}, DAY, previous=first)
    third = DecisionRecord.make(small, "no JSON", DAY, previous=second)
    return first, second, third


def test_a_chain_is_made_and_replays(small, chain):
    first, second, third = chain
    assert [record.number for record in chain] == [1, 2, 3]
    assert [record.outcome for record in chain] == [Outcome.ELIGIBLE, Outcome.NOT_YET, Outcome.INVALID]
    assert [record.is_replayable for record in chain] == [True, True, False]
    assert (first.previous_hash, second.previous_hash) == ("0" * 64, first.hash)
    assert first.policy_hash == small.hash
    assert (second.household_id, third.household_id) == ("K2", "")
    assert first.as_of.isoformat() == DAY
    assert first.verify(small) == second.verify(small, first) == third.verify(small, second) == ()
    assert "ELIGIBLE" in repr(first)


def test_a_line_is_read_as_it_was_written_or_not_at_all(chain):
    for record in chain:
        again = DecisionRecord.parse(record.line)
        assert again == record and again.line == record.line and hash(again) == hash(record)
        assert pickle.loads(pickle.dumps(record)) == record
        for position in range(0, len(record.line), 11):
            changed = bytearray(record.line.encode())
            changed[position] ^= 1
            with pytest.raises(BadData):
                DecisionRecord.parse(bytes(changed))
    assert chain[0] != chain[1]


def test_another_place_in_the_chain_is_a_difference(small, chain):
    first, second, third = chain
    fields = [difference.field for difference in third.verify(small, first)]
    assert fields == ["record", "previous"]
    assert second.verify(small)[0] == ("record", "2", "1")


def test_another_policy_is_a_difference(reference, chain):
    (difference,) = chain[0].verify(reference)
    assert difference.field == "policy.hash" and difference.recomputed == reference.hash


def test_nobody_is_named_unless_asked_for(small, household):
    nik = household["members"][0]["nik"]
    assert nik not in DecisionRecord.make(small, household, DAY).line
    assert nik in DecisionRecord.make(small, household, DAY, identities_in_clear=True).line


def test_the_seal_shows_whose_record_it_is(small, household):
    record = DecisionRecord.make(small, household, DAY, seal_key=KEY)
    twin = {**household, "members": [{**household["members"][0], "nik": "3579010000000002"}]}
    assert record.compare(household, KEY) == record.compare(twin) == ()
    assert [difference.field for difference in record.compare(twin, KEY)] == ["inputs.seal"]
    assert [difference.field for difference in record.compare({**household, "incomes": []})] == ["inputs.household"]
    with pytest.raises(BadData):
        record.compare("{")


def test_what_is_recorded_only_when_true_is_kept(small, household):
    del household["members"][0]["pregnant"]
    fact = "household.members[].pregnant"
    assert DecisionRecord.make(small, household, DAY).outcome == Outcome.NEEDS_DATA
    record = DecisionRecord.make(small, household, DAY, recorded_when_true=[fact])
    assert record.outcome == Outcome.ELIGIBLE and fact in record.line and record.verify(small) == ()


@pytest.mark.parametrize(
    "call",
    [
        lambda policy, household: DecisionRecord.make(policy, household, "2025-01-01"),
        lambda policy, household: DecisionRecord.make(policy, household, DAY, seal_key=b"short"),
        lambda policy, household: DecisionRecord.make(policy, household, DAY, seal_key="k" * 32),
        lambda policy, household: DecisionRecord.make(policy, household, DAY, recorded_when_true=["household.none"]),
        lambda policy, household: DecisionRecord.make("policy", household, DAY),
        lambda policy, household: DecisionRecord.make(policy, household, DAY, previous="0" * 64),
        lambda policy, household: DecisionRecord.make(policy, household, DAY).verify("policy"),
    ],
)
def test_a_wrong_call_is_refused(small, household, call):
    with pytest.raises(BadCall):
        call(small, household)


def test_a_record_does_not_change(chain):
    with pytest.raises(AttributeError):
        chain[0].number = 2
    with pytest.raises(TypeError):
        graduasi.DecisionRecord()


def test_a_file_of_records_is_read(small, chain, tmp_path):
    file = tmp_path / "2026.records.jsonl"
    file.write_text("".join(record.line + "\n" for record in chain))
    assert list(graduasi.read_records(file)) == list(chain)
    previous = None
    for record in graduasi.read_records(str(file)):
        assert record.verify(small, previous) == ()
        previous = record
    assert previous.to_dict() == json.loads(chain[2].line)
    assert chain[0].to_dict()["result"]["outcome"] == "ELIGIBLE"


def test_a_file_that_was_changed_is_bad_data_by_its_line(chain, tmp_path):
    file = tmp_path / "2026.records.jsonl"
    lines = [record.line for record in chain]
    file.write_text("\n".join([lines[0], lines[1].replace("NOT_YET", "ELIGIBLE"), lines[2], ""]))
    records = graduasi.read_records(file)
    assert next(records) == chain[0]
    with pytest.raises(BadData) as refused:
        next(records)
    assert str(refused.value).startswith(f"{file}:2:")
    file.write_text("\n".join(lines)[:-40])
    with pytest.raises(BadData, match="2026.records.jsonl:3: the file ends in the middle of a line"):
        list(graduasi.read_records(file))
    with pytest.raises(FileNotFoundError):
        list(graduasi.read_records(tmp_path / "none"))


def test_a_copy_of_a_record_is_the_record(chain):
    assert copy.copy(chain[0]) is copy.deepcopy(chain[0]) is chain[0]
