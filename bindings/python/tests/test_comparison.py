"""Two policies compared on a register: every flip has its cause, the causes add up, and the flips are a table."""

import copy
import json
import pickle

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
    texts = [cause.text("en") for cause in comparison.causes]
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
    assert comparison.causes[0].text("en") == "because day of decision 2026-06-15 -> 2027-06-15"


def test_flips_are_a_list(small, new, register):
    comparison = graduasi.compare_tables(small, new, register, as_of=DAY)
    flips = list(comparison.flips)
    assert [(flip.row, flip.id) for flip in flips] == [(1, "K2"), (3, "K4"), (4, "K5")]
    first = comparison.flips[0]
    assert first == flips[0] and comparison.flips[-1] == flips[2] and comparison.flips[1:] == tuple(flips[1:])
    assert (first.before, first.before_route) == (graduasi.Outcome.NOT_YET, "")
    assert (first.after, first.after_route) == (graduasi.Outcome.ELIGIBLE, "way")
    assert all(flip.cause in comparison.causes for flip in flips)
    assert {flip.id: len(flip.cause.edits[0]) for flip in flips} == {"K2": 1, "K4": 1, "K5": 2}
    assert repr(comparison.flips) == "<Flips: 3 families>"
    with pytest.raises(IndexError):
        comparison.flips[3]


def test_records_are_a_register_too(small, new, register):
    from_file = graduasi.compare_tables(small, new, register, as_of=DAY).to_dict()
    for data in (records(), iter(records()), map(json.dumps, records()), register.open(), register.open("rb")):
        assert graduasi.compare_tables(small, new, data, as_of=DAY).to_dict() == from_file
    assert graduasi.compare_tables(small, new, [], as_of=DAY).families == 0


def test_a_record_that_cannot_be_said_is_named_by_its_place(small, new):
    bad = [records()[0], {"id": "K2", "members": [{"born_on": 1990.5}, {"nik": {1}}]}]
    with pytest.raises(graduasi.BadData) as refused:
        graduasi.compare_tables(small, new, bad, as_of=DAY)
    assert [finding.path for finding in refused.value.findings] == ["[1].members[1].nik"]
    with pytest.raises(graduasi.BadData, match=r"\[1\]: a household is int"):
        graduasi.compare_tables(small, new, [{}, 5], as_of=DAY)
    with pytest.raises(graduasi.BadData, match=r"\[0\]: has a line feed"):
        graduasi.compare_tables(small, new, ['{\n"id": "K1"}'], as_of=DAY)


def test_the_text_of_a_record_is_no_path(small, new):
    text = json.dumps({"id": "K1", "kk": "3579010000000001"})
    for wrong in (text, text.encode(), {"id": "K1"}):
        with pytest.raises(graduasi.BadCall, match="give a list of records") as refused:
            graduasi.compare_tables(small, new, wrong, as_of=DAY)
        assert "3579010000000001" not in str(refused.value)


def test_a_comparison_does_not_change(small, new, register):
    comparison = graduasi.compare_tables(small, new, register, as_of=DAY)
    assert copy.deepcopy(comparison) is comparison
    for it in (comparison, comparison.flips):
        with pytest.raises(AttributeError, match="does not change"):
            it.causes = ()
        with pytest.raises(TypeError, match="cannot be pickled; send its to_"):
            pickle.dumps(it)
    with pytest.raises(graduasi.BadCall, match="no language 'fr'"):
        comparison.edits[0].text("fr")
    assert comparison.edits[0].text("id")


def test_a_file_of_another_kind_is_no_register_of_unreadable_records(small, new, tmp_path):
    pyarrow = pytest.importorskip("pyarrow")
    import gzip

    import pyarrow.parquet

    parquet, zipped, empty = tmp_path / "register.parquet", tmp_path / "register.jsonl.gz", tmp_path / "empty.jsonl"
    pyarrow.parquet.write_table(pyarrow.table({"id": ["K1"]}), parquet)
    zipped.write_bytes(gzip.compress(b"{}\n"))
    empty.write_bytes(b"")
    for path, kind in ((parquet, "Parquet"), (zipped, "gzip")):
        for read in (
            lambda: graduasi.compare_tables(small, new, path, as_of=DAY),
            lambda: graduasi.register_quality(path, as_of=DAY),
            lambda: graduasi.programme(small, path, as_of=DAY),
        ):
            with pytest.raises(graduasi.BadCall, match=f"is a {kind} file, and no file of JSON lines; open it first"):
                read()
    assert graduasi.compare_tables(small, new, empty, as_of=DAY).families == 0
