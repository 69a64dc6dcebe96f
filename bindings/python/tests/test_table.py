"""A register as columns: whoever makes them, whoever reads the decisions, and what a wrong column is answered with."""

import ctypes
import gc
import subprocess
import sys
import threading
import warnings
from datetime import date, datetime

import pytest
from conftest import DAY

import graduasi

pyarrow = pytest.importorskip("pyarrow")
duckdb = pytest.importorskip("duckdb")
polars = pytest.importorskip("polars")
pandas = pytest.importorskip("pandas")

OUTCOMES = ["ELIGIBLE", "NEEDS_DATA", "NOT_YET", "PROTECTED"]


def rows():
    member, income = {"pregnant": False}, {"observed_on": "2026-05-31", "amount_idr": 2400000}
    return [
        {"id": "K1", "registered_on": "2010-01-01", "members": [member], "incomes": [income]},
        {"id": "K2", "registered_on": "2010-01-01", "members": [member], "incomes": None},
        {"id": "K3", "registered_on": "2025-01-01", "members": [member], "incomes": [income]},
        {"id": "K4", "registered_on": "2010-01-01", "members": [{"pregnant": True}], "incomes": [income]},
    ]


@pytest.fixture
def table():
    return pyarrow.Table.from_pylist(rows())


class OnlyStream:
    """Anything with __arrow_c_stream__."""

    def __init__(self, table):
        self.table = table

    def __arrow_c_stream__(self, requested_schema=None):
        return self.table.__arrow_c_stream__(requested_schema)


class OnlyArray:
    """Anything with __arrow_c_array__."""

    def __init__(self, table):
        self.batch = table.combine_chunks().to_batches()[0]

    def __arrow_c_array__(self, requested_schema=None):
        return self.batch.__arrow_c_array__(requested_schema)


def dataset(table, folder):
    import pyarrow.dataset
    import pyarrow.parquet

    pyarrow.parquet.write_table(table, folder / "register.parquet")
    return pyarrow.dataset.dataset(folder / "register.parquet")


PRODUCERS = {
    "pyarrow.Table": lambda table, folder: table,
    "pyarrow.RecordBatch": lambda table, folder: table.combine_chunks().to_batches()[0],
    "pyarrow.RecordBatchReader": lambda table, folder: table.to_reader(max_chunksize=1),
    "pyarrow.Dataset": dataset,
    "polars.DataFrame": lambda table, folder: polars.from_arrow(table),
    "pandas.DataFrame": lambda table, folder: table.to_pandas(),
    "pandas.DataFrame of Arrow": lambda table, folder: table.to_pandas(types_mapper=pandas.ArrowDtype),
    "DuckDB relation": lambda register, folder: duckdb.sql("FROM register"),
    "DuckDB over Parquet": lambda table, folder: (
        dataset(table, folder),
        duckdb.sql(f"FROM '{folder / 'register.parquet'}'"),
    )[1],
    "__arrow_c_stream__": lambda table, folder: OnlyStream(table),
    "__arrow_c_array__": lambda table, folder: OnlyArray(table),
}


@pytest.mark.parametrize("producer", PRODUCERS)
def test_any_producer_is_read(small, table, tmp_path, producer):
    decisions = small.decide_table(PRODUCERS[producer](table, tmp_path), as_of=date(2026, 6, 15))
    made = decisions.read_all()
    assert made["id"].to_pylist() == ["K1", "K2", "K3", "K4"]
    assert made["outcome"].to_pylist() == OUTCOMES
    assert made["failed"].to_pylist() == [[], [], ["held"], []]
    assert made["missing"].to_pylist()[1] == ["income"]
    assert made["protecting"].to_pylist()[3] == ["infant"]


def by_duckdb(decisions):
    return [row[0] for row in duckdb.sql("SELECT outcome FROM decisions ORDER BY id").fetchall()]


CONSUMERS = {
    "read_all": lambda decisions: decisions.read_all()["outcome"].to_pylist(),
    "to_pyarrow": lambda decisions: [row["outcome"] for batch in decisions.to_pyarrow() for row in batch.to_pylist()],
    "to_polars": lambda decisions: decisions.to_polars()["outcome"].to_list(),
    "to_pandas": lambda decisions: decisions.to_pandas()["outcome"].tolist(),
    "pyarrow.table": lambda decisions: pyarrow.table(decisions)["outcome"].to_pylist(),
    "polars.DataFrame": lambda decisions: polars.DataFrame(decisions)["outcome"].to_list(),
    "duckdb by name": by_duckdb,
}


@pytest.mark.parametrize("consumer", CONSUMERS)
def test_any_consumer_reads_once(small, table, consumer):
    read = CONSUMERS[consumer]
    decisions = small.decide_table(table, DAY)
    assert read(decisions) == OUTCOMES
    with pytest.raises(Exception, match="read already"):
        read(decisions)


def test_duckdb_groups_what_it_reads_from_itself(small, table, tmp_path):
    dataset(table, tmp_path)
    source = duckdb.connect()  # a connection of its own, as README says
    register = source.sql(f"FROM '{tmp_path / 'register.parquet'}'")
    decisions = small.decide_table(register, DAY)
    counts = duckdb.sql("SELECT outcome, route, count(*) FROM decisions GROUP BY ALL ORDER BY ALL").fetchall()
    assert counts == [("ELIGIBLE", "way", 1), ("NEEDS_DATA", None, 1), ("NOT_YET", None, 1), ("PROTECTED", None, 1)]


@pytest.mark.skipif(int(duckdb.__version__.split(".")[0]) < 2, reason="before 2.0 DuckDB reads through pyarrow alone")
def test_duckdb_reads_decisions_without_pyarrow():
    """In a process in which pyarrow cannot be imported."""
    code = (
        "import sys\nsys.modules['pyarrow'] = None\nimport duckdb, graduasi\nfrom conftest import SMALL\n"
        "policy = graduasi.Policy.parse(SMALL)\n"
        "source = duckdb.connect()\n"
        "made = \"SELECT 'K' || i AS id, DATE '2010-01-01' AS registered_on FROM range(5000) t(i)\"\n"
        "register = source.sql(made)\n"
        "decisions = policy.decide_table(register, '2026-06-15')\n"
        "print(duckdb.sql('SELECT outcome, count(*) FROM decisions GROUP BY ALL').fetchall())\n"
        "try: policy.decide_table(register, '2026-06-15').read_all()\n"
        "except graduasi.NotInstalled as error: print(error)\n"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=__file__.rpartition("/")[0])
    assert run.stdout.splitlines() == ["[('NEEDS_DATA', 5000)]", "read_all needs pyarrow: pip install pyarrow"], (
        run.stderr
    )


def test_schema_can_be_asked_for_before_rows_are_read(small, table):
    decisions = small.decide_table(table, DAY)
    names = ["id", "outcome", "route", "failed", "missing", "protecting", "score", "findings"]
    assert pyarrow.schema(decisions).names == names
    for _ in range(3):  # shown and dropped: not read
        assert pyarrow.RecordBatchReader.from_stream(decisions).schema.names == names
    assert decisions.read_all()["outcome"].to_pylist() == OUTCOMES
    for ask in (decisions.__arrow_c_schema__, decisions.__arrow_c_stream__):
        with pytest.raises(graduasi.BadCall, match="read already"):
            ask()


def test_what_was_decided_by_what_is_told(small, table):
    wide = table.append_column("note", pyarrow.array(["x"] * 4)).drop_columns(["registered_on"])
    decisions = small.decide_table(wide, DAY, recorded_when_true=["household.members[].pregnant"])
    assert (decisions.policy_id, decisions.policy_version, decisions.as_of) == ("small", "1", date(2026, 6, 15))
    assert decisions.recorded_when_true == ("household.members[].pregnant",)
    assert decisions.ignored_columns == ("note",) and decisions.absent_columns == ("registered_on",)
    assert repr(decisions) == "<Decisions by small 1 as of 2026-06-15>"
    metadata = decisions.read_all().schema.metadata
    assert metadata[b"graduasi.ignored_columns"] == b"note"
    assert "read already" in repr(decisions)


def test_threads_and_batches_make_no_difference(reference, synthetic):
    table = pyarrow.Table.from_pylist(synthetic)
    one = reference.decide_table(table, DAY).read_all()
    for threads, batch_rows, chunk in ((4, 7, 11), (2, 65536, 300), (1, 1, 1)):
        again = reference.decide_table(table.to_reader(max_chunksize=chunk), DAY, (), threads, batch_rows).read_all()
        assert again.combine_chunks() == one.combine_chunks()


def test_rows_are_decided_when_they_are_asked_for(small, table):
    pulled = []

    def batches():
        for number in range(1000):
            pulled.append(number)
            yield pyarrow.RecordBatch.from_pylist(rows() * 64, schema=table.schema)

    decisions = small.decide_table(pyarrow.RecordBatchReader.from_batches(table.schema, batches()), DAY)
    assert pulled == []
    reader = decisions.to_pyarrow()
    reader.read_next_batch()
    assert 0 < len(pulled) < 500
    del reader, decisions
    gc.collect()
    assert len(pulled) < 500


# ---- What an analyst gets wrong --------------------------------------------------------------------------------------


def refused(policy, table):
    with pytest.raises(graduasi.BadData) as caught:
        policy.decide_table(table, DAY)
    return {finding.path: finding.message for finding in caught.value.findings}


def test_a_wrong_type_is_told_for_each_column(reference):
    region = {"system": "KEMENDAGRI", "code": "35.79.01"}
    table = pyarrow.table(
        {
            "region": [region],
            "registered_on": pyarrow.array([True]),
            "members": [[{"nik": 3579010000000001, "pregnant": 1}]],
            "incomes": pyarrow.array(["2400000"]),
        }
    )
    said = refused(reference, table)
    assert set(said) == {"registered_on", "members.nik", "members.pregnant", "incomes"}
    assert "is bool; it must be date32, date64, or utf8" in said["registered_on"]
    assert "NIK is text of 16 digits: read it as text from the start (dtype={'nik': str}" in said["members.nik"]
    assert "cast the column to bool, and leave null what is not known" in said["members.pregnant"]
    assert "graduasi.nest makes the nested table of flat ones" in said["incomes"]


def test_nan_in_a_money_column_is_told_with_what_to_do(small):
    frame = pandas.DataFrame(
        {"household_id": ["K1", "K1"], "observed_on": ["2026-05"] * 2, "amount_idr": [2400000, float("nan")]}
    )
    assert frame["amount_idr"].dtype == "float64"
    table = graduasi.nest(pandas.DataFrame({"id": ["K1"]}), incomes=frame)
    said = refused(small, table)["incomes.amount_idr"]
    assert (
        "is float64; it must be an integer" in said and "frame['amount_idr'].astype('Int64') keeps it missing" in said
    )
    frame["amount_idr"] = frame["amount_idr"].astype("Int64")  # what the sentence says to do
    table = graduasi.nest(pandas.DataFrame({"id": ["K1"]}), incomes=frame)
    decision = small.decide_table(table, DAY).to_pandas()
    assert decision["outcome"].tolist() == ["NEEDS_DATA"] and "income" not in decision["missing"][0]


@pytest.mark.parametrize("zone, moment", [(None, "without a time zone"), ("Asia/Jakarta", "in the zone Asia/Jakarta")])
def test_a_datetime_is_told_with_what_to_do(small, zone, moment):
    table = pyarrow.table({"registered_on": pyarrow.array([datetime(2010, 1, 1)], pyarrow.timestamp("us", zone))})
    said = refused(small, table)["registered_on"]
    assert f"this is a moment {moment} and the fact is a day: take the day in the office's own time" in said
    right = pyarrow.table(
        {"registered_on": table["registered_on"].cast(pyarrow.timestamp("us")).cast(pyarrow.date32())}
    )
    assert small.decide_table(right, DAY).read_all().num_rows == 1


def test_a_misspelt_column_is_said_aloud(small, table):
    misspelt = table.rename_columns(["id", "regstered_on", "members", "incomes"])
    with pytest.warns(
        graduasi.IgnoredColumnWarning, match="'regstered_on' is ignored, .* did you mean 'registered_on'?"
    ):
        decisions = small.decide_table(misspelt, DAY)
    assert decisions.ignored_columns == ("regstered_on",) and decisions.absent_columns == ("registered_on",)
    inner = pyarrow.table({"id": ["K1"], "members": [[{"pregnent": True}]]})
    with pytest.warns(
        graduasi.IgnoredColumnWarning, match="'members.pregnent' .* did you mean 'members.pregnant'?"
    ) as caught:
        small.decide_table(inner, DAY)
    assert caught[0].filename == __file__
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        small.decide_table(table.append_column("remark", pyarrow.array(["x"] * 4)), DAY)
        small.decide_table(table.append_column("registered_on_", pyarrow.array(["x"] * 4)), DAY)


def test_a_table_with_nothing_that_is_read_is_refused(small):
    with pytest.raises(graduasi.BadData, match="none of the columns that the policy reads"):
        small.decide_table(pyarrow.table({"note": ["x"]}), DAY)


@pytest.mark.parametrize(
    "data, says",
    [
        ("register.parquet", "open the file first: duckdb.sql"),
        ([{"id": "K1"}], "pyarrow.Table.from_pylist"),
        ({"id": ["K1"]}, "one household goes to decide"),
        (None, "anything with __arrow_c_stream__"),
        (polars.LazyFrame({"id": ["K1"]}), "data.collect()"),
    ],
)
def test_what_is_no_table_is_refused(small, data, says):
    with pytest.raises(graduasi.BadCall) as caught:
        small.decide_table(data, DAY)
    assert says in str(caught.value)


def test_what_lies_about_its_capsules_is_refused(small):
    class Liar:
        def __arrow_c_stream__(self, requested_schema=None):
            return pyarrow.schema([]).__arrow_c_schema__()

    with pytest.raises(graduasi.BadCall, match="no capsule named arrow_array_stream"):
        small.decide_table(Liar(), DAY)
    used = pyarrow.table({"id": ["K1"]}).to_reader().__arrow_c_stream__()
    pyarrow.RecordBatchReader._import_from_c_capsule(used).read_all()

    class Used:
        def __arrow_c_stream__(self, requested_schema=None):
            return used

    with pytest.raises(graduasi.BadCall, match="released"):
        small.decide_table(Used(), DAY)


@pytest.mark.parametrize(
    "options",
    [{"threads": 0}, {"threads": 1025}, {"threads": True}, {"batch_rows": 0}, {"batch_rows": 65537}, {"threads": 2.0}],
)
def test_an_option_out_of_range_is_refused(small, table, options):
    with pytest.raises(graduasi.BadCall, match="must be a whole number from 1 to"):
        small.decide_table(table, DAY, **options)


def test_a_day_outside_the_period_is_refused(small, table):
    with pytest.raises(graduasi.BadCall, match="2026-01-01"):
        small.decide_table(table, "2025-06-15")


# ---- Failures while it runs, capsules, threads -----------------------------------------------------------------------


def failing(schema, error, good=1):
    def batches():
        for _ in range(good):
            yield pyarrow.RecordBatch.from_pylist(rows() * 1000, schema=schema)
        raise error

    return pyarrow.RecordBatchReader.from_batches(schema, batches())


@pytest.mark.parametrize("read", ["read_all", "to_pandas", "to_polars"])
def test_an_exception_in_the_input_comes_out(small, table, read):
    decisions = small.decide_table(failing(table.schema, RuntimeError("the disk is gone")), DAY)
    with pytest.raises(graduasi.BadData, match="the disk is gone"):
        getattr(decisions, read)()


def test_rows_before_a_failure_are_delivered(small, table):
    reader = small.decide_table(failing(table.schema, RuntimeError("the disk is gone"), good=3), DAY).to_pyarrow()
    rows_read = 0
    with pytest.raises(pyarrow.ArrowException, match="the disk is gone"):
        for batch in reader:
            rows_read += batch.num_rows
    assert rows_read == 3 * 4000


def test_an_exception_in_the_input_comes_out_through_duckdb(small, table):
    decisions = small.decide_table(failing(table.schema, RuntimeError("the disk is gone")), DAY)
    with pytest.raises(duckdb.Error, match="the disk is gone"):
        duckdb.sql("SELECT count(*) FROM decisions").fetchall()


def test_a_broken_array_is_named_by_column_and_row(small):
    broken = pyarrow.StringArray.from_buffers(
        2, pyarrow.py_buffer(b"\0\0\0\0\2\0\0\0\1\0\0\0"), pyarrow.py_buffer(b"K1K")
    )
    table = pyarrow.table({"registered_on": pyarrow.array(["2010", "2010"]), "id": broken})
    with pytest.raises(graduasi.BadData, match='row 1, column "id"'):
        small.decide_table(table, DAY).read_all()


def test_control_c_in_the_input_is_a_keyboard_interrupt(small, table):
    decisions = small.decide_table(failing(table.schema, KeyboardInterrupt()), DAY)
    with pytest.raises(KeyboardInterrupt):
        decisions.read_all()
    assert small.decide_table(table, DAY).read_all()["outcome"].to_pylist() == OUTCOMES


def capsule_name(capsule):
    name = ctypes.PYFUNCTYPE(ctypes.c_char_p, ctypes.py_object)(("PyCapsule_GetName", ctypes.pythonapi))
    return name(capsule).decode()


class Watched:
    """A stream whose input says when it has been given back."""

    def __init__(self, schema):
        self.released = threading.Event()
        released = self.released

        class Owner:
            def __del__(self):
                released.set()

        def batches(owner):
            batch = pyarrow.RecordBatch.from_pylist(rows() * 4096, schema=schema)
            while True:
                yield batch

        self.reader = pyarrow.RecordBatchReader.from_batches(schema, batches(Owner()))

    def __arrow_c_stream__(self, requested_schema=None):
        reader, self.reader = self.reader, None
        return reader.__arrow_c_stream__(requested_schema)


def test_capsules_have_their_names_and_release_what_is_not_consumed(small, table):
    watched = Watched(table.schema)
    decisions = small.decide_table(watched, DAY)
    stream, schema = decisions.__arrow_c_stream__(), decisions.__arrow_c_schema__()
    assert (capsule_name(stream), capsule_name(schema)) == ("arrow_array_stream", "arrow_schema")
    del decisions, schema
    gc.collect()
    assert not watched.released.is_set()  # the capsule still may be read
    del stream
    gc.collect()
    assert watched.released.is_set()


def test_the_input_is_given_back_when_the_reader_is_done(small, table):
    watched = Watched(table.schema)
    decisions = small.decide_table(watched, DAY)
    reader = decisions.to_pyarrow()
    reader.read_next_batch()
    del reader
    gc.collect()
    assert watched.released.is_set() and "read already" in repr(decisions)


def test_the_input_is_given_back_when_the_call_fails(small, table):
    watched = Watched(table.schema)
    with pytest.raises(graduasi.BadCall):
        small.decide_table(watched, "2025-01-01")
    gc.collect()
    assert watched.released.is_set()


def test_closing_gives_the_input_back_and_twice_is_harmless(small, table):
    watched = Watched(table.schema)
    with small.decide_table(watched, DAY) as decisions:
        reader = decisions.to_pyarrow()
        reader.read_next_batch()
    gc.collect()
    assert watched.released.is_set()
    decisions.close()
    decisions.close()
    with pytest.raises(graduasi.BadCall, match="have been closed"):
        decisions.read_all()
    with pytest.raises(pyarrow.ArrowException, match="have been closed"):
        for _ in range(100):  # what it has cut already it may still give
            reader.read_next_batch()


def test_closing_while_another_thread_reads(small, table):
    """That thread finishes its batch, and is then told."""
    inside, go_on, ended = threading.Event(), threading.Event(), []
    batch = pyarrow.RecordBatch.from_pylist(rows() * 4096, schema=table.schema)

    def batches():
        while True:
            inside.set()
            assert go_on.wait(60)
            yield batch

    decisions = small.decide_table(pyarrow.RecordBatchReader.from_batches(table.schema, batches()), DAY)

    def read():
        try:
            decisions.read_all()
        except Exception as error:
            ended.append(str(error))

    reader = threading.Thread(target=read)
    reader.start()
    assert inside.wait(60)
    decisions.close()  # returns at once, though the other is in the middle
    go_on.set()
    reader.join(60)
    assert not reader.is_alive() and "have been closed" in ended[0]


def test_the_first_that_asks_for_rows_gets_them_all(small, table):
    decisions = small.decide_table(table.to_reader(max_chunksize=1), DAY)
    one = pyarrow.RecordBatchReader.from_stream(decisions)
    other = pyarrow.RecordBatchReader.from_stream(decisions)
    first = other.read_next_batch()
    with pytest.raises(pyarrow.ArrowException, match="read already"):
        one.read_next_batch()
    assert pyarrow.Table.from_batches([first, *other])["outcome"].to_pylist() == OUTCOMES


def test_closing_in_the_middle_of_a_batch_gives_the_input_back_after_it(small, table):
    inside, go_on = threading.Event(), threading.Event()
    watched = Watched(table.schema)
    endless = watched.reader

    def batches():
        for batch in endless:
            inside.set()
            assert go_on.wait(60)
            yield batch

    decisions = small.decide_table(pyarrow.RecordBatchReader.from_batches(table.schema, batches()), DAY)
    reader = decisions.to_pyarrow()
    thread = threading.Thread(target=reader.read_next_batch)
    thread.start()
    assert inside.wait(60)
    decisions.close()
    del endless
    watched.reader = None
    gc.collect()
    assert not watched.released.is_set()
    go_on.set()
    thread.join(60)
    gc.collect()
    assert watched.released.is_set() and reader is not None and decisions is not None


def test_a_batch_that_is_never_read_is_freed(small):
    before = pyarrow.total_allocated_bytes()
    batch = pyarrow.RecordBatch.from_pydict({"registered_on": pyarrow.array(["2010-01-01"] * 100000)})

    class Array:
        def __arrow_c_array__(self, requested_schema=None):
            return batch.__arrow_c_array__(requested_schema)

    decisions = small.decide_table(Array(), DAY)
    del batch
    gc.collect()
    assert pyarrow.total_allocated_bytes() - before > 1000000
    del decisions
    gc.collect()
    assert pyarrow.total_allocated_bytes() == before


def test_decisions_are_dicts_one_after_the_other(small, household):
    register = pyarrow.Table.from_pylist([household, {**household, "id": "K2", "incomes": []}])
    assert [(row["id"], row["outcome"]) for row in small.decide_table(register, DAY)] == [
        ("K1", "ELIGIBLE"),
        ("K2", "NOT_YET"),
    ]
    decisions = small.decide_table(register, DAY)
    assert list(decisions) == small.decide_table(register, DAY).read_all().to_pylist()
    with pytest.raises(graduasi.BadCall, match="read already"):
        next(iter(decisions))
