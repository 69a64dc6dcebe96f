"""Does Python give the decisions and reasons that every other language gives on the same files?"""

import json
import subprocess
from functools import lru_cache

import pytest
from conftest import ROOT, case_files, command

import graduasi

KEYS = {
    "outcome",
    "route",
    "criteria",
    "safeguards",
    "routes",
    "missing",
    "why",
    "reasons",
    "witnesses",
    "scores",
    "findings",
}


@lru_cache(maxsize=None)
def load(path):
    return graduasi.Policy.load(ROOT / path)


def decided(case, household):
    return load(case["policy"]).decide(household, case["as_of"], case.get("recorded_when_true", ()))


def text_of(case):
    """The record as text; a case whose record is text is about text that cannot be read."""
    return case["household"] if isinstance(case["household"], str) else json.dumps(case["household"])


def by_id(items):
    return {item.id: item for item in items}


def compare(decision, expect):
    assert "outcome" in expect and set(expect) <= KEYS
    assert decision.outcome == expect["outcome"]
    criteria, safeguards, routes = by_id(decision.criteria), by_id(decision.safeguards), by_id(decision.routes)
    rules = {**safeguards, **criteria}
    if "route" in expect:
        assert decision.route == expect["route"]
    for kind, actual in (("criteria", criteria), ("safeguards", safeguards), ("routes", routes)):
        for name, result in expect.get(kind, {}).items():
            assert (name, actual[name].result) == (name, result)
    if "missing" in expect:
        assert [fact.path for fact in decision.missing] == expect["missing"]
    why = {fact.path: fact.why for fact in decision.missing}
    for path, reason in expect.get("why", {}).items():
        assert (path, why[path]) == (path, reason)
    for name, texts in expect.get("reasons", {}).items():
        assert texts and {language: rules[name].reason(language) for language in texts} == texts
    if "findings" in expect:
        assert [finding.path for finding in decision.findings] == expect["findings"]
    whole = decision.to_dict()
    made = {item["id"]: item for item in whole.get("safeguards", []) + whole.get("criteria", [])}
    for name, paths in expect.get("witnesses", {}).items():
        assert [witness["path"] for witness in made[name].get("witnesses", [])] == paths
    for name, (sum_, threshold) in expect.get("scores", {}).items():
        route = next(route for route in whole["routes"] if route["id"] == name)
        assert (int(route["score"]), int(route["score_threshold"])) == (sum_, threshold)


@pytest.mark.parametrize("file", case_files(), ids=lambda file: file.stem)
def test_a_case_is_decided_as_its_file_expects(file):
    case = json.loads(file.read_text())
    text = text_of(case)
    decision = decided(case, text)
    compare(decision, case["expect"])
    for household in (text.encode(), case["household"]):  # as bytes, and as a dict
        again = decided(case, household)
        assert again.to_json() == decision.to_json()
        assert again.explain("id") == decision.explain("id") and again.explain("en") == decision.explain("en")


def test_there_are_cases():
    assert len(case_files()) >= 127


def test_the_command_gives_the_same_bytes_on_every_case(tmp_path):
    """JSON and explanation, by the command of the same build, for each policy, day and declaration at a time."""
    groups = {}
    for file in case_files():
        case = json.loads(file.read_text())
        key = (case["policy"], case["as_of"], tuple(case.get("recorded_when_true", ())))
        groups.setdefault(key, []).append(case)
    for (policy, day, declared), cases in groups.items():
        register = tmp_path / "register.jsonl"
        register.write_text("".join(text_of(case) + "\n" for case in cases))
        options = [option for fact in declared for option in ("--recorded-when-true", fact)]
        call = [
            command(),
            "decide",
            "--policy",
            ROOT / policy,
            "--households",
            register,
            "--as-of",
            day,
            "--format",
            "jsonl",
        ]
        run = subprocess.run([*call, *options], capture_output=True, text=True)
        assert run.returncode in (0, 1), run.stderr
        mine = [decided(case, text_of(case)).to_json() for case in cases]
        assert run.stdout.splitlines() == mine


def test_a_table_is_decided_as_its_rows_are(reference, synthetic):
    """What JSON says of each of 300 families, columns say of all of them."""
    pyarrow = pytest.importorskip("pyarrow")
    table = pyarrow.Table.from_pylist(synthetic)
    rows = reference.decide_table(table, "2026-06-15").read_all().to_pylist()
    assert len(rows) == 300 and len({row["outcome"] for row in rows}) >= 3
    for family, row in zip(synthetic, rows):
        decision = reference.decide(family, "2026-06-15")
        assert (row["id"], row["outcome"]) == (decision.household_id, decision.outcome)
        assert row["route"] == (decision.route if decision.outcome == "ELIGIBLE" else None)
        assert row["failed"] == [rule.id for rule in decision.criteria if rule.result == "FAIL"]
        assert row["protecting"] == [rule.id for rule in decision.safeguards if rule.result == "HOLDS"]
