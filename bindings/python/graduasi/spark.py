"""A register too large for one machine, on Apache Spark.

Each executor reads the policy once and decides its part of the rows as Arrow batches, by mapInArrow: what comes out is
what Policy.decide_table gives for the same rows, in the same order within each partition.  Needs pyspark and pyarrow.
"""

import pickle
from functools import lru_cache
from importlib import import_module
from inspect import signature
from typing import Any, Iterator, Sequence

from graduasi import _call
from graduasi._call import Day
from graduasi.errors import NotInstalled
from graduasi.policy import Policy
from graduasi.table import Decisions

__all__ = ["decide_dataframe"]


@lru_cache(maxsize=8)
def _policy(pickled: bytes) -> Policy:
    """The policy, compiled once in each process that Spark starts, whatever the number of partitions and jobs."""
    policy: Policy = pickle.loads(pickled)
    return policy


def decide_dataframe(
    df: Any, policy: Policy, as_of: Day, recorded_when_true: Sequence[str] = (), threads: int = 1
) -> Any:
    """Decides a register that is a Spark DataFrame: a DataFrame of decisions, one row for each row.

    df: its columns are named as the facts; records are structs, lists of records arrays of structs, as for
    Policy.decide_table. Dates are DateType, or StringType where only month or year is known.
    as_of: a datetime.date, or text such as "2026-06-15".
    threads: in each task; 1 is right where Spark has a task for each core.

    The columns are those of graduasi.Decisions: id, outcome, route, failed, missing, protecting, score, findings.
    Spark does not keep rows in order across partitions; `id` says which is which.

    The schema is checked here, before a job runs.  Errors: as Policy.decide_table: BadData with a finding for each
    column of a wrong type, BadCall for a wrong day; NotInstalled.  What goes wrong within a batch fails the task, with
    the sentence.
    """
    try:
        pyarrow = import_module("pyarrow")
        types = import_module("pyspark.sql.pandas.types")
    except ImportError as error:
        raise NotInstalled(f"decide_dataframe needs pyspark and pyarrow: {error}") from None

    day = _call.day_of(_call.day_number(as_of))
    options = tuple(recorded_when_true)
    checked = _open(pyarrow, policy, _arrow_schema(types, df), iter(()), day, options, threads)
    with checked:
        schema = types.from_arrow_schema(pyarrow.schema(checked))
    pickled = pickle.dumps(policy)

    def decide(batches: Iterator[Any]) -> Iterator[Any]:
        first = next(batches, None)
        if first is None:  # a partition without rows
            return

        def all_batches() -> Iterator[Any]:
            yield first
            yield from batches

        decisions = _open(
            import_module("pyarrow"), _policy(pickled), first.schema, all_batches(), day, options, threads
        )
        yield from decisions.to_pyarrow()

    return df.mapInArrow(decide, schema)


def _arrow_schema(types: Any, df: Any) -> Any:
    """The schema of the batches that mapInArrow will give."""
    options = {}
    if "timezone" in signature(types.to_arrow_schema).parameters:  # newer ones want it for moments
        options["timezone"] = df.sparkSession.conf.get("spark.sql.session.timeZone")
    return types.to_arrow_schema(df.schema, **options)


def _open(
    pyarrow: Any, policy: Policy, schema: Any, batches: Iterator[Any], day: Day, options: Sequence[str], threads: int
) -> Decisions:
    reader = pyarrow.RecordBatchReader.from_batches(schema, batches)
    return policy.decide_table(reader, day, options, threads)
