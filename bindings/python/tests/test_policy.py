"""Reading a policy, in every form; what it says of itself; what is wrong with it."""

import pickle
import subprocess
import sys
from datetime import date

import pytest
from conftest import REFERENCE, SMALL

import graduasi


def test_a_policy_says_what_it_is(reference):
    assert (reference.id, reference.version) == ("pkh-graduasi", "2026.1")
    assert reference.title("id") and reference.title("en") and reference.title("id") != reference.title("en")
    assert (reference.effective_from, reference.effective_until) == (date(2025, 10, 1), date(2027, 1, 1))
    assert len(reference.hash) == 64 and int(reference.hash, 16) >= 0
    assert [rule.id for rule in reference.criteria][:3] == ["G01", "G02", "G03"]
    assert [rule.id for rule in reference.safeguards] == ["S1", "S2", "S3", "S4", "S5", "S6"]
    assert "mandiri" in [rule.id for rule in reference.routes]
    assert "household.members[].born_on" in reference.facts_read
    assert list(reference.facts_read) == sorted(reference.facts_read)
    assert reference.is_synthetic is False
    assert "pkh-graduasi 2026.1" in repr(reference)
    assert reference.criteria[0].title("id") != reference.criteria[0].title("en")


def test_an_end_that_is_open_is_none(small):
    assert small.effective_until is None


def varint_string(field, text):
    return bytes([field << 3 | 2, len(text)]) + text.encode()


BINARY = varint_string(1, "bin") + varint_string(2, "1")
JSON = '\n {"id": "js", "version": "1"}'


def test_the_form_is_told_by_suffix_then_by_content(tmp_path):
    """What is refused names why: each form has its own reader, and both short policies lack the same things."""

    def told(name, content, form=None):
        file = tmp_path / name
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        with pytest.raises(graduasi.BadPolicy) as caught:
            graduasi.Policy.load(file, form)
        return str(caught.value)

    as_json, as_binary = told("a.json", JSON), told("a.binpb", BINARY)
    assert "syntax" not in as_json and as_json.replace("a.json", "x") != ""
    without = lambda text, name: text.replace(name, "FILE")
    assert without(told("plain", JSON), "plain") == without(as_json, "a.json")
    assert without(told("plain", BINARY), "plain") == without(as_binary, "a.binpb")
    assert without(told("a.txtpb", JSON), "a.txtpb") != without(as_json, "a.json")  # the suffix overrules the content
    assert without(told("a.txtpb", JSON, "json"), "a.txtpb") == without(as_json, "a.json")  # and form overrules both
    assert graduasi.Policy.load(_written(tmp_path / "policy", SMALL)).id == "small"
    assert graduasi.Policy.load(_written(tmp_path / "policy.txtpb", SMALL)).id == "small"
    with pytest.raises(graduasi.BadCall, match="there is no form 'xml'"):
        graduasi.Policy.parse(SMALL, "xml")
    with pytest.raises(FileNotFoundError):
        graduasi.Policy.load(tmp_path / "none.txtpb")


def _written(path, text):
    path.write_text(text)
    return str(path)


def test_layout_makes_no_difference_to_the_hash_and_content_does(small):
    again = graduasi.Policy.parse("# a comment\n" + SMALL.replace("  ", " "))
    assert again.hash == small.hash and again == small and hash(again) == hash(small)
    other = graduasi.Policy.parse(SMALL.replace(">= 5", ">= 4"))
    assert other.hash != small.hash and other != small and small != "small"


def test_every_mistake_is_told_with_its_place(tmp_path):
    text = SMALL.replace("household.registered_on, as_of", "household.registred_on, as_of").replace(
        '"income" source', '"incom" source'
    )
    file = tmp_path / "small.policy.txtpb"
    file.write_text(text)
    with pytest.raises(graduasi.BadPolicy) as caught:
        graduasi.Policy.load(file)
    findings = caught.value.findings
    assert len(findings) >= 2
    assert any("registered_on" in finding.message and finding.path == "criterion[0].require" for finding in findings)
    assert all(finding.line > 0 and finding.column > 0 for finding in findings)
    lines = str(caught.value).splitlines()
    assert len(lines) == len(findings)
    assert all(line.startswith(f"{file}:{finding.line}:{finding.column}: ") for line, finding in zip(lines, findings))
    copied = pickle.loads(pickle.dumps(caught.value))
    assert str(copied) == str(caught.value) and copied.findings == findings


def test_a_policy_does_not_change_and_is_not_made_by_hand(small):
    with pytest.raises(AttributeError):
        small.id = "other"
    with pytest.raises(AttributeError):
        small._handle = None
    with pytest.raises(TypeError, match="Policy.load"):
        graduasi.Policy()


def test_a_policy_goes_to_another_process(household, small, tmp_path):
    here = small.decide(household, "2026-06-15").to_json()
    packed = tmp_path / "policy.pickle"
    packed.write_bytes(pickle.dumps((small, household)))
    code = (
        "import pickle, sys\n"
        "policy, household = pickle.load(open(sys.argv[1], 'rb'))\n"
        "print(policy.decide(household, '2026-06-15').to_json())\n"
    )
    run = subprocess.run([sys.executable, "-c", code, packed], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == here


@pytest.mark.parametrize("language", ["", "ms", "ID", None, 1])
def test_a_language_that_there_is_not_is_refused(reference, household, language):
    decision = reference.decide(household, "2026-06-15")
    for ask in (reference.title, reference.criteria[0].title, decision.explain, decision.criteria[0].reason):
        with pytest.raises(ValueError, match="the languages are 'id' .* and 'en'"):
            ask(language)


def test_facts_are_told():
    facts = {fact.path: fact for fact in graduasi.facts()}
    assert len(facts) == len(graduasi.facts()) > 100
    assert facts["household.members[].nik"].is_identity and not facts["household.members[].born_on"].is_identity
    assert facts["household.incomes[].amount_idr"].unit == "IDR per month"
    assert facts["household.members[].relation"].values[:2] == ("HEAD", "SPOUSE")
    assert facts["household.members[].died_on"].absent_is_none
    assert facts["household.members"].type == "list(Member)" and facts["household.members"].meaning


def test_the_reference_policy_reads_from_a_text_path():
    assert graduasi.Policy.load(str(REFERENCE)).id == "pkh-graduasi"


def test_a_policy_says_in_which_order_its_eligible_stand(reference, small):
    ranking = reference.ranking
    assert ranking.id == "teraman_dahulu" and ranking.title("en") == "Those furthest from poverty first"
    assert [key.id for key in ranking.keys][:2] == ["income", "savings"]
    assert ranking.keys[0].title("id") == "Pendapatan per orang, dalam persen garis kemiskinan"
    assert "household.incomes[].amount_idr" in ranking.facts_read and list(ranking.facts_read) == sorted(
        ranking.facts_read
    )
    assert small.ranking is None
