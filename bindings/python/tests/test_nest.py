"""Flat tables, nested; and what is wrong with them, all of it."""

import importlib
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import DAY

import graduasi
from graduasi import nesting, nesting_duckdb

pyarrow = pytest.importorskip("pyarrow")
duckdb = pytest.importorskip("duckdb")
polars = pytest.importorskip("polars")
pandas = pytest.importorskip("pandas")

HOUSEHOLDS = pyarrow.table(
    {"id": ["a", "b", "c"], "region.system": ["KEMENDAGRI"] * 3, "region.code": ["35.79.01"] * 3}
)
MEMBERS = pyarrow.table({"household_id": ["b", "a", "b"], "born_on": ["1990", "1991-02", "1992-03-04"]})


@pytest.fixture(autouse=True, params=["pyarrow", "duckdb"])
def engine(request, monkeypatch):
    """Each test runs with pyarrow, and as where there is no pyarrow."""
    if request.param == "duckdb":
        if int(duckdb.__version__.split(".")[0]) < 2:
            pytest.skip("before 2.0 DuckDB needs pyarrow for Arrow")
        monkeypatch.setattr(nesting, "_engine", lambda: nesting_duckdb.make(duckdb))
    return request.param


def nest(*tables, **named):
    made = graduasi.nest(*tables, **named)
    return made if isinstance(made, pyarrow.Table) else pyarrow.table(made)


def findings(*tables, **named):
    with pytest.raises(graduasi.BadData) as caught:
        nest(*tables, **named)
    return {finding.path: finding.message for finding in caught.value.findings}


EXPECTED = [
    {"id": "a", "members": [{"born_on": "1991-02"}]},
    {"id": "b", "members": [{"born_on": "1990"}, {"born_on": "1992-03-04"}]},
    {"id": "c", "members": None},
]


def test_rows_go_to_their_households_in_order():
    made = nest(HOUSEHOLDS, members=MEMBERS).to_pylist()
    region = {"system": "KEMENDAGRI", "code": "35.79.01"}
    assert made == [{**row, "region": region} for row in EXPECTED]


FORMS = {
    "pyarrow": lambda table, path: table,
    "reader": lambda table, path: table.to_reader(max_chunksize=1),
    "batch": lambda table, path: table.combine_chunks().to_batches()[0],
    "pandas": lambda table, path: table.to_pandas(),
    "polars": lambda table, path: polars.from_arrow(table),
    "duckdb": lambda flat, path: duckdb.sql("FROM flat"),
    "csv": lambda table, path: (pyarrow.csv.write_csv(table, path.with_suffix(".csv")), path.with_suffix(".csv"))[1],
    "parquet": lambda table, path: (
        pyarrow.parquet.write_table(table, path.with_suffix(".parquet")),
        str(path.with_suffix(".parquet")),
    )[1],
}


@pytest.mark.parametrize("form", FORMS)
def test_tables_may_be_anything(form, tmp_path):

    for module in ("pyarrow.csv", "pyarrow.parquet"):
        importlib.import_module(module)
    make = FORMS[form]
    made = nest(make(HOUSEHOLDS.select(["id"]), tmp_path / "h"), members=make(MEMBERS, tmp_path / "m"))
    assert made.to_pylist() == EXPECTED


def test_csv_is_read_as_the_facts_want_it(tmp_path, small):
    (tmp_path / "h.csv").write_text("id,registered_on,remark\n007,2010,x\n008,2010-01-01,\n")
    (tmp_path / "m.csv").write_text(
        "household_id,nik,born_on,pregnant,income_idr\n007,0579010000000001,1990-02,false,5\n008,,,,\n"
    )
    made = nest(tmp_path / "h.csv", members=str(tmp_path / "m.csv"), ignore=["remark"])
    assert made.to_pylist() == [
        {
            "id": "007",
            "registered_on": "2010",
            "members": [{"nik": "0579010000000001", "born_on": "1990-02", "pregnant": False, "income_idr": 5}],
        },
        {
            "id": "008",
            "registered_on": "2010-01-01",
            "members": [{"nik": None, "born_on": None, "pregnant": None, "income_idr": None}],
        },
    ]
    (tmp_path / "m.csv").write_text("household_id,income_idr\n007,5 juta\n")
    assert "5 juta" in findings(tmp_path / "h.csv", members=tmp_path / "m.csv", ignore=["remark"])["members"]
    with pytest.raises(graduasi.BadCall, match="neither .csv nor .parquet"):
        nest("register.xlsx")


def test_no_row_is_not_known_unless_the_table_is_complete():
    assistance = pyarrow.table({"household_id": ["c"], "amount_idr": [5]})
    open_, closed = (
        nest(HOUSEHOLDS, members=MEMBERS, assistance=assistance, complete=complete)["assistance"].to_pylist()
        for complete in ([], ["assistance"])
    )
    assert open_ == [None, None, [{"amount_idr": 5}]] and closed == [[], [], [{"amount_idr": 5}]]
    with pytest.raises(graduasi.BadCall, match="not among the tables"):
        nest(HOUSEHOLDS, complete=["incomes"])
    with pytest.raises(graduasi.BadCall, match=r"such as \['incomes'\]"):
        nest(HOUSEHOLDS, complete="incomes")


def test_lists_in_records_and_within_lists():
    inspections = pyarrow.table(
        {"household_id": ["a", "c", "a"], "inspection_id": [1, 2, 3], "inspected_on": ["2026-01-01"] * 3}
    )
    found = duckdb.sql(
        "SELECT * FROM (VALUES (3, 'E12', 'MAJOR'), (1, 'E1', 'MINOR'), (3, 'E13', 'MINOR')) "
        "t(inspection_id, item, severity)"
    )
    made = nest(
        HOUSEHOLDS,
        mentoring__inspections=inspections,
        **{"mentoring.inspections.findings": found},
        complete=["mentoring.inspections.findings"],
    )
    a, b, c = made["mentoring"].to_pylist()
    day = {"inspected_on": "2026-01-01"}
    assert a["inspections"] == [
        {**day, "findings": [{"item": "E1", "severity": "MINOR"}]},
        {**day, "findings": [{"item": "E12", "severity": "MAJOR"}, {"item": "E13", "severity": "MINOR"}]},
    ]
    assert b["inspections"] is None and c["inspections"] == [{**day, "findings": []}]
    lost = duckdb.sql("SELECT 9 AS inspection_id, 'E12' AS item")
    said = findings(HOUSEHOLDS, mentoring__inspections=inspections, mentoring__inspections__findings=lost)
    assert said["mentoring.inspections.findings"] == "1 rows belong to no row of mentoring.inspections: inspection_id 9"
    with pytest.raises(graduasi.BadCall, match="lies within mentoring.inspections, which is not given"):
        nest(HOUSEHOLDS, mentoring__inspections__findings=lost)


def test_households_that_stand_twice_are_named():
    ids = ["K1", "K2", "K1", "K3", "K2", None] + [f"L{i % 4}" for i in range(8)]
    said = findings(pyarrow.table({"id": ids}))[""]
    assert said == "K1, K2, L0, L1, L2 and 1 more stand more than once; each must stand once"


def test_a_household_without_a_key_is_refused():
    with pytest.raises(graduasi.BadData, match="1 rows have no id"):
        nest(pyarrow.table({"id": ["a", None]}))


def test_rows_that_belong_to_no_household_are_named():
    lost = pyarrow.table(
        {"household_id": ["a", "x1", "x2", "x1", None, "x3", "x4", "x5", "x6"], "born_on": ["1990"] * 9}
    )
    said = findings(HOUSEHOLDS, members=lost, incomes=pyarrow.table({"household_id": ["z"], "amount_idr": [1]}))
    assert said["members"] == (
        "8 rows belong to no row of households (1 of them name none): household_id x1, x2, x3, x4, x5 and 1 more"
    )
    assert said["incomes"] == "1 rows belong to no row of households: household_id z"


def test_numbers_of_people_are_not_told():
    kk = "3579010000000100"
    said = findings(
        pyarrow.table({"kk": [kk, "1", kk]}),
        key="kk",
        members=pyarrow.table({"kk": ["3579010000000999"], "born_on": ["1990"]}),
    )
    assert "3579" not in str(said) and said[""].startswith("in rows 1, 3 stand more than once")
    assert said["members"] == "1 rows belong to no row of households: kk in rows 1"


def test_misspelt_columns_are_told_with_the_nearest_fact():
    households = HOUSEHOLDS.append_column("registred_on", pyarrow.array(["2010"] * 3)).append_column(
        "x", pyarrow.array([1] * 3)
    )
    members = MEMBERS.rename_columns(["household_id", "born"])
    said = findings(households, members=members, incomes=pyarrow.table({"household_id": ["a"], "amount": [1]}))
    assert (
        said["registred_on"]
        == "is no fact; did you mean 'registered_on'? To leave the column out, say ignore=['registred_on']"
    )
    assert (
        said["x"].startswith("is no fact; the facts here are id, kk, address, region, region.system")
        and "members." not in said["x"]
    )
    assert "did you mean 'born_on'?" in said["members.born"] and "did you mean 'amount_idr'?" in said["incomes.amount"]
    with pytest.raises(graduasi.BadCall, match="no list 'memberz'; did you mean 'members'?"):
        nest(HOUSEHOLDS, memberz=MEMBERS)
    with pytest.raises(graduasi.BadCall, match="no list 'dwelling'; the lists are members"):
        nest(HOUSEHOLDS, dwelling=MEMBERS)


def test_what_is_ignored_is_left_out_and_must_be_there():
    households = HOUSEHOLDS.append_column("x", pyarrow.array([1] * 3))
    members = MEMBERS.append_column("y", pyarrow.array([1] * 3))
    made = nest(households, members=members, ignore=["x", "members.y"])
    assert made.column_names == ["id", "members", "region"] and made["members"][0].as_py() == [{"born_on": "1991-02"}]
    assert findings(households, members=members, ignore=["x", "members.y", "members.z"])[""] == (
        "ignore names members.z, which no table has"
    )


def test_keys_may_have_other_names():
    households = HOUSEHOLDS.rename_columns(["no", "region.system", "region.code"])
    members = MEMBERS.rename_columns(["no", "born_on"])
    assert nest(households, members=members, key="no")["id"].to_pylist() == ["a", "b", "c"]
    named = members.rename_columns(["family", "born_on"])
    made = nest(households, members=named, key="no", child_key="family")
    assert made.select(["id", "members"]).to_pylist() == EXPECTED
    numbers = nest(pyarrow.table({"id": [1, 2]}), members=pyarrow.table({"household_id": ["2"], "born_on": ["1990"]}))
    assert numbers.to_pylist() == [{"id": "1", "members": None}, {"id": "2", "members": [{"born_on": "1990"}]}]
    assert (
        "has no column 'no', which names its rows; key=... names another; its columns are id"
        in findings(HOUSEHOLDS, key="no")[""]
    )
    said = findings(HOUSEHOLDS, members=named)
    assert (
        "has no column 'id', which says to which row" in said["members"]
        and "child_key=... names another" in said["members"]
    )
    fractions = pandas.DataFrame({"household_id": [1.0, float("nan")], "born_on": ["1990", "1990"]})
    assert "holds fractions" in findings(HOUSEHOLDS, members=fractions)["members"]


def test_a_record_is_whole_or_in_parts():
    both = HOUSEHOLDS.append_column("region", pyarrow.array([{"code": "35"}] * 3))
    assert "one of both must go" in findings(both)["region"]
    whole = pyarrow.table(
        {"id": ["a"], "region": [{"system": "KEMENDAGRI", "code": "35.79.01"}], "members": [[{"born_on": "1990"}]]}
    )
    assert nest(whole).to_pylist() == whole.to_pylist()


def test_a_column_twice_is_refused(engine):
    twice = pyarrow.Table.from_arrays([pyarrow.array(["a"])] * 3, names=["id", "address", "address"])
    said = findings(twice)
    assert "is there twice" in said["address"] if engine == "pyarrow" else "is no fact" in said["address_1"]


def test_without_pyarrow_it_is_duckdb_that_nests(tmp_path):
    """In a process in which pyarrow cannot be imported."""
    (tmp_path / "h.csv").write_text("id,registered_on\n007,2010\n008,2012\n")
    (tmp_path / "m.csv").write_text("household_id,born_on,pregnant\n008,1990,true\n")
    code = (
        "import sys; sys.modules['pyarrow'] = None\nimport duckdb, graduasi\nfrom conftest import SMALL\n"
        "register = graduasi.nest(sys.argv[1], members=sys.argv[2])\n"
        "print(register.fetchall())\n"
        "decisions = graduasi.Policy.parse(SMALL).decide_table(register, '2026-06-15')\n"
        "print(duckdb.sql('SELECT id, outcome FROM decisions').fetchall())\n"
    )
    if int(duckdb.__version__.split(".")[0]) < 2:
        pytest.skip("before 2.0 DuckDB needs pyarrow for Arrow")
    call = [sys.executable, "-c", code, tmp_path / "h.csv", tmp_path / "m.csv"]
    run = subprocess.run(call, capture_output=True, text=True, cwd=Path(__file__).parent)
    assert run.stdout.splitlines() == [
        "[('007', '2010', None), ('008', '2012', [{'born_on': '1990', 'pregnant': True}])]",
        "[('007', 'NEEDS_DATA'), ('008', 'PROTECTED')]",
    ], run.stderr


def test_what_is_nested_is_decided_as_if_it_had_never_been_flat(reference, synthetic):
    """300 families, taken apart into flat tables and nested again, are decided as their JSON."""
    flat = {"households": [], "counter": [0]}
    for family in synthetic:
        flat["households"].append(_flatten(family, family["id"], flat, ""))
    del flat["counter"]
    tables = {name: pyarrow.Table.from_pylist(_rectangular(rows)) for name, rows in flat.items() if rows}
    households = tables.pop("households")
    nested = nest(households, **tables)
    assert len(tables) > 8 and "mentoring.inspections.findings" in tables
    mine = reference.decide_table(nested, DAY).read_all()
    # An empty list leaves no trace in flat tables: it is not known.
    theirs = reference.decide_table(
        pyarrow.Table.from_pylist([_without_empty(family) for family in synthetic]), DAY
    ).read_all()
    assert mine.to_pylist() == theirs.to_pylist()
    assert len(set(mine["outcome"].to_pylist())) >= 3


def _without_empty(value):
    if isinstance(value, dict):
        return {key: _without_empty(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_without_empty(item) for item in value] or None
    return value


def _flatten(record, household, flat, path):
    row = {}
    for key, value in record.items():
        where = f"{path}.{key}" if path else key
        if isinstance(value, list):
            for item in value:
                child = {} if where == "mentoring.inspections.findings" else {"household_id": household}
                if where == "mentoring.inspections":
                    flat["counter"][0] += 1
                if where.startswith("mentoring.inspections"):
                    child["inspection_id"] = flat["counter"][0]
                child.update(_flatten(item, household, flat, where))
                flat.setdefault(where, []).append(child)
        elif isinstance(value, dict):
            row.update({f"{key}.{name}": part for name, part in _flatten(value, household, flat, where).items()})
        else:
            row[key] = value
    return row


def _rectangular(rows):
    names = {name: None for row in rows for name in row}
    return [{name: row.get(name) for name in names} for row in rows]
