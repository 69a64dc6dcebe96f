"""What the tests share.  They run against the installed package, and say so if it is not there."""

import copy
import json
import os
import subprocess
from pathlib import Path

import pytest

import graduasi

ROOT = Path(__file__).resolve().parents[3]
REFERENCE = ROOT / "policies" / "pkh-graduasi" / "2026.policy.txtpb"
DAY = "2026-06-15"

SMALL = """
id: "small" version: "1" title { id: "Kecil" en: "Small" } effective { from: "2026-01-01" }
criterion { id: "held" title { id: "Lama" en: "Long <enough> & more" }
  require: "years_between(household.registered_on, as_of) >= 5"
  fail { id: "Sejak {household.registered_on}." en: "Since {household.registered_on} <b>." }
  can_act: NOBODY source: "contoh" proposal: true }
criterion { id: "income" title { id: "Pendapatan" en: "Income" }
  require: "household.incomes.exists(i, i.amount_idr >= 1000000)"
  can_act: HOUSEHOLD source: "contoh" }
safeguard { id: "infant" title { id: "Ibu hamil" en: "A pregnant member" }
  when: "household.members.exists(m, m.pregnant)" source: "contoh" }
route { id: "way" kind: OTHER title { id: "Jalur" en: "Way" } all_of: "held" all_of: "income" source: "contoh" }
"""


@pytest.fixture(scope="session")
def reference() -> graduasi.Policy:
    return graduasi.Policy.load(REFERENCE)


@pytest.fixture(scope="session")
def small() -> graduasi.Policy:
    return graduasi.Policy.parse(SMALL)


@pytest.fixture
def household():
    """Eligible under the small policy."""
    return {
        "id": "K1",
        "registered_on": "2010-01-01",
        "members": [{"nik": "3579010000000001", "born_on": "1990", "pregnant": False}],
        "incomes": [{"observed_on": "2026-05-31", "amount_idr": 2400000}],
    }


def case_files():
    return sorted((ROOT / "tests" / "cases").glob("*.json"))


def command() -> Path:
    """The command of the same build: what Python gives is held against it."""
    named = os.environ.get("GRADUASI_COMMAND")
    if not named:
        raise RuntimeError("GRADUASI_COMMAND is to name the command graduasi; tools/python.sh sets it")
    return Path(named)


@pytest.fixture(scope="session")
def synthetic():
    """300 synthetic families, as the command makes them: dicts."""
    made = subprocess.run(
        [command(), "synth", "--households", "300", "--region", "35.14", "--seed", "7", "--as-of", DAY],
        check=True,
        capture_output=True,
    ).stdout
    families = [json.loads(line) for line in made.splitlines()]
    assert len(families) == 300
    return families


def changed(record, path, value):
    """A copy of a record with one value set: changed(household, ("members", 0, "nik"), 5)."""
    made = copy.deepcopy(record)
    place = made
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    return made
