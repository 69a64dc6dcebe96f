"""On Apache Spark, in 4 partitions, the decisions of one machine; and what is wrong is told before a job runs."""

import os
import shutil
import subprocess
import sys
from datetime import date, datetime

import pytest
from conftest import DAY

import graduasi

pyspark = pytest.importorskip("pyspark")
pyarrow = pytest.importorskip("pyarrow")
if not shutil.which("java") and "JAVA_HOME" not in os.environ:
    pytest.skip("Spark needs Java, which is not installed", allow_module_level=True)

from pyspark.sql import SparkSession

from graduasi.spark import decide_dataframe


@pytest.fixture(scope="module")
def spark(tmp_path_factory):
    os.environ["PYSPARK_PYTHON"] = sys.executable
    os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
    folder = tmp_path_factory.mktemp("spark")
    session = (
        SparkSession.builder.master("local[4]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.memory", "1g")
        .config("spark.sql.shuffle.partitions", "4")
        .config("spark.local.dir", str(folder))
        .config("spark.sql.warehouse.dir", str(folder / "warehouse"))
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", "37")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("OFF")
    yield session
    session.stop()


@pytest.fixture(scope="module")
def register(synthetic, tmp_path_factory):
    import pyarrow.parquet

    file = tmp_path_factory.mktemp("register") / "register.parquet"
    table = pyarrow.Table.from_pylist(synthetic)
    pyarrow.parquet.write_table(table, file)
    return table, str(file)


COLUMNS = ["id", "outcome", "route", "failed", "missing", "protecting", "score", "findings"]


def test_4_partitions_give_the_bytes_of_one_machine(spark, reference, register):
    table, file = register
    df = spark.read.parquet(file).repartition(4)
    assert df.rdd.getNumPartitions() == 4
    decided = decide_dataframe(df, reference, date(2026, 6, 15))
    assert decided.columns == COLUMNS
    far = pyarrow.Table.from_pylist([row.asDict() for row in decided.collect()], schema=near_schema(reference, table))
    near = reference.decide_table(table, DAY).read_all()
    assert far.num_rows == near.num_rows == 300
    assert serialised(far) == serialised(near)


def near_schema(policy, table):
    return pyarrow.schema(policy.decide_table(table, DAY))


def serialised(table):
    """The bytes of a table, by id, in one batch, without what is said of the run."""
    ordered = table.sort_by("id").combine_chunks().replace_schema_metadata(None)
    sink = pyarrow.BufferOutputStream()
    with pyarrow.ipc.new_stream(sink, ordered.schema) as writer:
        writer.write_table(ordered)
    return sink.getvalue().to_pybytes()


def test_order_is_kept_in_a_partition_and_empty_ones_are_nothing(spark, reference, register):
    table, file = register
    df = spark.read.parquet(file).coalesce(1)
    ids = [row.id for row in decide_dataframe(df, reference, DAY).collect()]
    assert ids == table["id"].to_pylist()
    few = df.limit(2).repartition(4)
    assert decide_dataframe(few, reference, DAY).count() == 2
    assert decide_dataframe(df.limit(0), reference, DAY).collect() == []


def test_a_declaration_reaches_the_executors(spark, small):
    df = spark.createDataFrame([("K1", date(2010, 1, 1))], "id string, registered_on date")
    members = df.selectExpr("*", "array(named_struct('born_on', '1990')) AS members")
    outcomes = [
        decide_dataframe(members, small, DAY, declared).collect()[0].missing
        for declared in ((), ("household.members[].pregnant",))
    ]
    assert outcomes == [["income", "infant"], ["income"]]


def test_what_is_wrong_is_told_before_a_job_runs(spark, small):
    tracker = spark.sparkContext.statusTracker()
    before = len(tracker.getJobIdsForGroup())
    df = spark.createDataFrame([("K1", datetime(2010, 1, 1), 1.5)], "id string, registered_on timestamp, amount double")
    wrong = df.selectExpr("id", "registered_on", "array(named_struct('amount_idr', amount)) AS incomes")
    with pytest.raises(graduasi.BadData) as caught:
        decide_dataframe(wrong, small, DAY)
    assert {finding.path for finding in caught.value.findings} == {"registered_on", "incomes.amount_idr"}
    assert "take the day in the office's own time" in str(caught.value)
    with pytest.raises(graduasi.BadCall, match="2026-01-01"):
        decide_dataframe(df.select("id"), small, "2020-01-01")
    with pytest.raises(graduasi.BadData, match="none of the columns"):
        decide_dataframe(df.select("amount"), small, DAY)
    assert len(tracker.getJobIdsForGroup()) == before


def test_the_policy_is_compiled_once_in_a_process(spark, small, register):
    """Counted in the processes of the executors: a compilation for each policy that they have seen, however many
    partitions."""
    from graduasi import spark as ours

    _, file = register
    df = spark.read.parquet(file).repartition(16)
    decided = decide_dataframe(df, small, DAY)

    def ask(batches):
        import os as system

        from graduasi.spark import _policy

        for _ in batches:
            pass
        seen = _policy.cache_info()
        counts = {"process": system.getpid(), "compiled": seen.misses, "policies": seen.currsize, "again": seen.hits}
        yield pyarrow.RecordBatch.from_pylist([counts])

    columns = "process long, compiled long, policies long, again long"
    rows = decided.mapInArrow(ask, columns).collect() + decided.mapInArrow(ask, columns).collect()
    assert len(rows) == 32
    assert all(row.compiled == row.policies for row in rows)
    assert any(row.compiled for row in rows) and any(row.again for row in rows)
    assert ours._policy.cache_info().misses == 0  # none here: the driver uses the policy that it has


def test_without_spark_it_says_what_to_install():
    code = (
        "import sys; sys.modules['pyspark'] = None\nimport graduasi\nfrom conftest import SMALL\n"
        "from graduasi.spark import decide_dataframe\n"
        "try: decide_dataframe(None, graduasi.Policy.parse(SMALL), '2026-06-15')\n"
        "except graduasi.NotInstalled as error: print(error)\n"
    )
    here = os.path.dirname(__file__)
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=here)
    assert run.stdout.startswith("decide_dataframe needs pyspark and pyarrow: "), run.stderr
