"""Two policies compared on a register: every flip has its cause, the causes add up, and the flips are a table."""

import json

import pytest
from conftest import DAY, SMALL

import graduasi

RAISED = SMALL.replace(">= 5", ">= 3").replace('id: "small" version: "1"', 'id: "small" version: "2"')
RAISED = RAISED[: RAISED.index("safeguard {")] + RAISED[RAISED.index("route {") :]


def records():
    member, income = {"pregnant": False}, {"observed_on": "2026-05-31", "amount_idr": 2400000}
    return [
        {"id": "K1", "registered_on": "2010-01-01", "members": [member], "incomes": [income]},
        {"id": "K2", "registered_on": "2022-01-01", "members": [member], "incomes": [income]},
        {"id": "K3", "registered_on": "2025-01-01", "members": [member], "incomes": [income]},
        {"id": "K4", "registered_on": "2010-01-01", "members": [{"pregnant": True}], "incomes": [income]},
        {"id": "K5", "registered_on": "2022-01-01", "members": [{"pregnant": True}], "incomes": [income]},
    ]


@pytest.fixture
def new():
    return graduasi.Policy.parse(RAISED)


@pytest.fixture
def register(tmp_path):
    path = tmp_path / "register.jsonl"
    path.write_text("".join(json.dumps(record) + "\n" for record in records()))
    return path


def test_every_flip_has_its_cause_and_the_causes_add_up(small, new, register):
    comparison = graduasi.compare_tables(small, new, register, as_of=DAY)
    assert comparison.families == 5
    assert comparison.flip_count == 3 == sum(cause.flips for cause in comparison.causes)
    assert comparison.newly_eligible == 3
    assert comparison.no_longer_eligible == 0
    assert comparison.matrix["NOT_YET"]["ELIGIBLE"] == 1
    assert comparison.matrix["PROTECTED"]["ELIGIBLE"] == 2
    assert sum(sum(row.values()) for row in comparison.matrix.values()) == 5
    texts = [cause.text["en"] for cause in comparison.causes]
    assert any("safeguard infant dropped" in cause for cause in texts)
    # K5 needs both edits; K4 only the safeguard to go, K2 only the threshold.
    assert sorted(len(cause.edits[0]) for cause in comparison.causes) == [1, 1, 2]
    assert [edit.can_change_answers for edit in comparison.edits].count(True) == 2


def test_a_file_of_lines_and_a_table_give_the_same(small, new, register):
    pyarrow = pytest.importorskip("pyarrow")
    from_lines = graduasi.compare_tables(small, new, register, as_of=DAY)
    from_table = graduasi.compare_tables(small, new, pyarrow.Table.from_pylist(records()), as_of=DAY, threads=2)
    assert from_table.to_dict() == from_lines.to_dict()


def test_flips_are_a_table(small, new, register):
    pyarrow = pytest.importorskip("pyarrow")
    flips = graduasi.compare_tables(small, new, register, as_of=DAY).flips
    assert len(flips) == 3
    for table in (pyarrow.table(flips), flips.to_pyarrow()):  # any number of times
        assert table.column("id").to_pylist() == ["K2", "K4", "K5"]
        assert table.column("before").to_pylist() == ["NOT_YET", "PROTECTED", "PROTECTED"]
        assert table.column("after_route").to_pylist() == ["way"] * 3
        assert table.column("before_route").to_pylist() == [None] * 3
        assert table.column("because_en")[2].as_py().startswith("only because of ")
    few = graduasi.compare_tables(small, new, register, as_of=DAY, keep_flips=1)
    assert len(few.flips) == 1
    assert few.flip_count == 3


def test_a_page_a_text_and_a_notebook(small, new, register, tmp_path):
    comparison = graduasi.compare_tables(small, new, register, as_of=DAY)
    comparison.write_html(tmp_path / "report.html", "en")
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert page.startswith("<!DOCTYPE html>") and 'lang="en"' in page
    assert "3 newly eligible" in comparison.text("en")
    assert "3 menjadi layak" in str(comparison)
    assert "3 of 5 answers differ" in comparison._repr_html_()
    assert repr(comparison) == "<Comparison of 5 families: 3 newly eligible, 0 no longer>"
    with pytest.raises(graduasi.BadCall, match="'fr'"):
        comparison.html("fr")


def test_a_line_that_is_no_record_is_counted(small, new, tmp_path):
    path = tmp_path / "register.jsonl"
    path.write_text(json.dumps(records()[0]) + "\nno record\n")
    comparison = graduasi.compare_tables(small, new, path, as_of=DAY)
    assert (comparison.families, comparison.unreadable) == (2, 1)
    assert comparison.matrix["INVALID"]["INVALID"] == 1
    assert comparison.to_dict()["invalid"][0]["findings"][0]["line"] == 2


def test_what_is_wrong_is_refused(small, new, register, tmp_path):
    with pytest.raises(graduasi.BadCall, match="not yet in effect"):
        graduasi.compare_tables(small, new, register, as_of="2020-01-01")
    with pytest.raises(graduasi.BadCall, match="threads"):
        graduasi.compare_tables(small, new, register, as_of=DAY, threads=0)
    with pytest.raises(graduasi.BadCall, match="no policy"):
        graduasi.compare_tables(SMALL, new, register, as_of=DAY)
    with pytest.raises(FileNotFoundError):
        graduasi.compare_tables(small, new, tmp_path / "none.jsonl", as_of=DAY)
    pyarrow = pytest.importorskip("pyarrow")
    with pytest.raises(graduasi.BadData) as raised:
        graduasi.compare_tables(small, new, pyarrow.table({"id": [1], "members": ["x"]}), as_of=DAY)
    assert {finding.path for finding in raised.value.findings} == {"id", "members"}


def test_two_days_make_the_day_an_edit(small, register):
    comparison = graduasi.compare_tables(small, small, register, as_of="2027-06-15", old_as_of=DAY)
    assert [edit.where for edit in comparison.edits] == ["as_of"]
    assert comparison.flip_count == 1  # K2 has been there for five years by then
    assert comparison.causes[0].text["en"] == "because day of decision 2026-06-15 -> 2027-06-15"
