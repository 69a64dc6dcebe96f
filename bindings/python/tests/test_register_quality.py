"""The quality of a register: the same report of a file and of a table, every record accounted for, and nobody named."""

import copy
import json
import pickle

import pytest
from conftest import DAY

import graduasi

NIK = "3579010000000001"


def rows():
    region = {"system": "KEMENDAGRI", "code": "35.79.02"}
    return [
        {"id": "K1", "region": region, "members": [{"nik": NIK, "name": "Siti Aminah", "born_on": "1990-05-01"}]},
        {"id": "K2", "region": region, "members": [{"born_on": "1991"}, {"nik": NIK}]},
        {"id": "K3", "region": {"system": "KEMENDAGRI", "code": "36.01"}, "kk": "12"},
        {"id": "K4", "registered_on": "2026-06-16"},
    ]


@pytest.fixture
def register(tmp_path):
    path = tmp_path / "register.jsonl"
    path.write_text("\n".join(map(json.dumps, rows())) + "\nno JSON\n")
    return path


@pytest.fixture
def codes(tmp_path):
    path = tmp_path / "wilayah_2025.csv"
    path.write_text("kode,nama\n35,Jawa Timur\n35.79,Kota Batu\n")
    return path


def test_a_file_is_accounted_for_line_by_line(register, codes):
    report = graduasi.register_quality(register, as_of=DAY, regions=[codes])
    assert (report.fed, report.readable, report.unreadable) == (5, 4, 1)
    assert (report.sound, report.with_findings, report.invalid) == (0, 4, 1)
    assert (report.regions_checked, report.regions_unchecked) == (3, 2)
    assert report.as_of.isoformat() == DAY
    kinds = {kind.code: kind for kind in report.kinds}
    assert list(kinds) == ["NOT_JSON", "KK_MALFORMED", "NIK_IN_TWO_RECORDS", "REGION_NEVER_EXISTED", "DATE_AHEAD"]
    repeat = kinds["NIK_IN_TWO_RECORDS"]
    assert (repeat.cases, repeat.places, repeat.records, repeat.effect) == (1, 2, 2, "QUESTIONABLE")
    assert repeat.regions == {"35.79.02": 2}
    place = repeat.first[1]
    assert place.record == graduasi.QualityRecord(str(register), 2, "K2")
    assert place.path == "members[1].nik"
    assert place.other == graduasi.QualityRecord(str(register), 1, "K1")
    assert place.other_path == "members[0].nik"
    assert kinds["REGION_NEVER_EXISTED"].first[0].region_part == "36"
    assert kinds["NOT_JSON"].first[0].other is None
    assert sum(region.records for region in report.regions) == report.fed


def test_nobody_is_named(register):
    report = graduasi.register_quality(register, as_of=DAY)
    for output in (report.text("id"), report.text("en"), report.to_json(), repr(report.kinds)):
        assert NIK not in output
        assert "Siti" not in output


def test_the_page_is_in_both_languages(register):
    report = graduasi.register_quality(register, as_of=DAY)
    assert "MUTU DATA REGISTER" in report.text("id")
    assert "QUALITY OF THE REGISTER" in report.text("en")
    with pytest.raises(graduasi.BadCall):
        report.text("fr")


def test_a_table_is_the_same_register():
    pyarrow = pytest.importorskip("pyarrow")
    columns = ("id", "region", "kk", "registered_on", "members")
    table = pyarrow.Table.from_pylist([{column: row.get(column) for column in columns} for row in rows()])
    report = graduasi.register_quality(table, as_of=DAY)
    assert [kind.code for kind in report.kinds] == ["KK_MALFORMED", "NIK_IN_TWO_RECORDS", "DATE_AHEAD"]
    assert report.kinds[1].first[0].record == graduasi.QualityRecord("", 0, "K1")
    with pytest.raises(graduasi.BadData, match="kk"):
        graduasi.register_quality(pyarrow.table({"kk": [12]}), as_of=DAY)


def test_two_files_are_one_register(tmp_path):
    paths = []
    for index, row in enumerate(rows()):
        paths.append(tmp_path / f"{index}.jsonl")
        paths[-1].write_text(json.dumps(row))
    report = graduasi.register_quality(paths, as_of=DAY)
    assert [kind.code for kind in report.kinds] == ["KK_MALFORMED", "NIK_IN_TWO_RECORDS", "DATE_AHEAD"]
    assert report.kinds[1].first[0].other.feed == str(paths[1])


def test_what_a_policy_reads_is_measured(register, small):
    report = graduasi.register_quality(register, as_of=DAY, policy=small)
    lacking = {fact.path: fact for fact in report.facts}
    assert set(lacking) >= {"household.registered_on", "household.members[].pregnant"}
    assert "household.dwelling.floor" not in lacking
    assert lacking["household.registered_on"].records_lacking == 3
    assert lacking["household.members[].pregnant"].values == 3
    when_true = ["household.members[].pregnant"]
    report = graduasi.register_quality(register, as_of=DAY, policy=small, recorded_when_true=when_true)
    assert "household.members[].pregnant" not in {fact.path for fact in report.facts}


@pytest.mark.parametrize(
    "options", [{"region_level": 0}, {"region_level": True}, {"places": -1}, {"vintage": "1999"}, {"as_of": "today"}]
)
def test_options_out_of_range_are_refused(register, options):
    with pytest.raises(graduasi.BadCall):
        graduasi.register_quality(register, **{"as_of": DAY, **options})


def test_places_are_kept_as_asked(register):
    assert graduasi.register_quality(register, as_of=DAY, places=0).kinds[0].first == ()
    assert len(graduasi.register_quality(register, as_of=DAY, places=1).kinds[2].first) == 1


def test_a_list_of_regions_that_is_none_is_told_by_line(register, tmp_path):
    path = tmp_path / "wilayah_2025.csv"
    path.write_text("kode\n35\nJawa\n")
    with pytest.raises(graduasi.BadData) as error:
        graduasi.register_quality(register, as_of=DAY, regions=[path])
    assert error.value.findings[0].line == 3


def test_what_is_no_register_is_refused(tmp_path):
    with pytest.raises(FileNotFoundError):
        graduasi.register_quality(tmp_path / "none.jsonl", as_of=DAY)
    with pytest.raises(graduasi.BadCall):
        graduasi.register_quality(7, as_of=DAY)


def test_records_are_a_register_too():
    """A list of dicts, or whatever gives one record after the other; rows are counted from 0, as of a table."""
    pyarrow = pytest.importorskip("pyarrow")
    report = graduasi.register_quality(rows(), as_of=DAY)
    lines = graduasi.register_quality((json.dumps(row) + "\n" for row in rows()), as_of=DAY)
    columns = ("id", "kk", "region", "registered_on", "members")  # pyarrow takes those of the first row only
    table = pyarrow.Table.from_pylist([{name: row.get(name) for name in columns} for row in rows()])
    table = graduasi.register_quality(table, as_of=DAY)
    assert report.to_dict() == table.to_dict() == lines.to_dict() and report.fed == 4
    (ahead,) = [kind for kind in report.kinds if kind.code == "DATE_AHEAD"]
    assert ahead.first[0].record == graduasi.QualityRecord("", 3, "K4")


def test_the_text_of_a_record_is_no_path():
    """It would stand in the error as the name of a file that is not there."""
    text = json.dumps(rows()[0])
    for wrong in (text, text.encode(), rows()[0], "[" + text + "]"):
        with pytest.raises(graduasi.BadCall, match="give a list of records") as refused:
            graduasi.register_quality(wrong, as_of=DAY)
        assert NIK not in str(refused.value) and "Siti" not in str(refused.value)


def test_a_column_of_a_wrong_type_comes_with_advice():
    pyarrow = pytest.importorskip("pyarrow")
    import datetime

    moments = pyarrow.table({"id": ["K1"], "registered_on": [datetime.datetime(2026, 1, 1, 12)]})
    with pytest.raises(graduasi.BadData, match="take the day in the office's own time"):
        graduasi.register_quality(moments, as_of=DAY)


def test_a_report_shows_and_does_not_change(register):
    report = graduasi.register_quality(register, as_of=DAY)
    assert str(report) == report.text("id") != report.text("en")
    page = report._repr_html_()
    assert "5 records, 2026-06-15" in page and "NIK_IN_TWO_RECORDS" in page and NIK not in page
    assert report.to_dict() == json.loads(report.to_json())
    assert copy.copy(report) is report
    with pytest.raises(AttributeError, match="a report does not change"):
        report.fed = 0
    with pytest.raises(TypeError, match="a RegisterQuality cannot be pickled; send its to_json"):
        pickle.dumps(report)
