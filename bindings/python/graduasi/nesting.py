"""The nested table of a register from the flat tables that offices have.

What is refused, and in which words, is here; what reads, compares and nests is nesting_arrow.py, or nesting_duckdb.py
where there is no pyarrow.
"""

import importlib
import os
from pathlib import Path
from typing import Any, Dict, List, Optional, Sequence

from graduasi.errors import BadCall, BadData, Finding, NotInstalled, misspelt
from graduasi.facts import Fact, by_column
from graduasi.nesting_engine import Engine, Flat, Plan

_SHOWN = 5


def nest(
    households: Any,
    *,
    key: str = "id",
    child_key: Optional[str] = None,
    complete: Sequence[str] = (),
    ignore: Sequence[str] = (),
    **tables: Any,
) -> Any:
    """Makes the nested table that Policy.decide_table reads of flat tables, one row for each household, in their order:
    a pyarrow.Table, or where there is no pyarrow a DuckDB relation.

    households and every table: a pyarrow Table, RecordBatchReader or Dataset, a pandas or polars frame, a DuckDB
    relation, or the path of a CSV or Parquet file.  From CSV, columns are read as their facts want them, so that
    identity numbers stay text and dates may be partial; an empty field is not known.

    tables: one for each list of records, by its name: members=..., incomes=..., assistance=...; a list in a record with
    two underscores or a dot: mentoring__sessions=...  Their columns are named as the facts: born_on, amount_idr.
    Columns of households are those of its own facts, those in records with a dot: "region.code", "dwelling.floor".

    key: the column of households that names them.  It becomes `id`, unless there is a column `id`, or it is a fact of
    its own.
    child_key: the column of the tables that names the household; None: household_id where there is one, else `key`.
    A list within a list names the row that it belongs to by a column that both tables have and that is called after it:
    mentoring__inspections__findings by inspection_id.

    complete: tables that list everything.  A household without a row in one of them has none; one without a row in any
    other table is not known to have none, and the list is null.
    ignore: columns that are to be left out: "note", "members.note".

    Errors: BadData, all of it at once: columns that no fact is named for, with the nearest that is; households that
    stand twice or have no key; rows of a table that belong to no household; each by naming the first of them.  BadCall:
    a table that is no list of records, a file of an unknown kind.  NotInstalled: neither pyarrow nor DuckDB 2.
    """
    engine = _engine()
    paths = {name.replace("__", "."): data for name, data in tables.items()}
    _check_names(paths, complete)
    loaded = {path: _load(engine, data, path) for path, data in {"": households, **paths}.items()}
    findings: List[Finding] = []
    flat = {path: _flat(engine, path, table, key, child_key, loaded, findings) for path, table in loaded.items()}
    left_out = set(ignore)
    for one in flat.values():
        _check_columns(engine, one, left_out, findings)
    if left_out:
        findings.append(Finding(f"ignore names {_some(sorted(left_out))}, which no table has"))
    _check_parts(engine, flat[""], set(ignore), findings)
    if not findings:
        for one in flat.values():
            _check_keys(engine, one, flat, findings)
    if findings:
        raise BadData(findings)
    return engine.nest(_plan(engine, flat, key, complete, set(ignore)))


def _engine() -> Engine:
    for package, least, ours in (("pyarrow", 14, "nesting_arrow"), ("duckdb", 2, "nesting_duckdb")):
        try:
            found = importlib.import_module(package)
        except ImportError:
            continue
        if int(found.__version__.split(".")[0]) >= least:
            engine: Engine = importlib.import_module(f"graduasi.{ours}").make(found)
            return engine
    raise NotInstalled("nest needs pyarrow 14 or newer, or else DuckDB 2 or newer: pip install pyarrow")


def _is_list(fact: Optional[Fact]) -> bool:
    return fact is not None and fact.type.startswith("list(")


def _check_names(paths: Dict[str, Any], complete: Sequence[str]) -> None:
    lists = [column for column, fact in by_column().items() if _is_list(fact)]
    for path in paths:
        if path not in lists:
            near = misspelt(path, lists)
            hint = f"did you mean {near!r}?" if near else f"the lists are {', '.join(lists)}"
            raise BadCall(f"a household has no list {path!r}; {hint}")
        above = _list_above(path)
        if above and above not in paths:
            raise BadCall(f"{path} lies within {above}, which is not given")
    if isinstance(complete, str):
        raise BadCall(f"complete is one text; give a list of names, such as [{complete!r}]")
    for path in complete:
        if path.replace("__", ".") not in paths:
            raise BadCall(f"complete names {path!r}, which is not among the tables")


def _list_above(path: str) -> str:
    """The list that the list lies in; "" if that is the household."""
    parts = path.split(".")
    for end in range(len(parts) - 1, 0, -1):
        above = ".".join(parts[:end])
        if _is_list(by_column().get(above)):
            return above
    return ""


def _load(engine: Engine, data: Any, path: str) -> Any:
    if isinstance(data, (str, os.PathLike)):
        file = Path(data)
        if file.suffix == ".parquet":
            return engine.load_parquet(file)
        if file.suffix != ".csv":
            raise BadCall(f"{file} is neither .csv nor .parquet; read it first, with pyarrow, pandas, polars or DuckDB")
        return engine.load_csv(file, path)
    table = engine.load(data)
    if table is None:
        raise BadCall(
            f"{path or 'households'} is {type(data).__name__}; give a pyarrow Table, a pandas or polars frame, a DuckDB "
            "relation, or the path of a CSV or Parquet file"
        )
    return table


# ---- Checking --------------------------------------------------------------------------------------------------------


def _flat(
    engine: Engine,
    path: str,
    table: Any,
    key: str,
    child_key: Optional[str],
    loaded: Dict[str, Any],
    findings: List[Finding],
) -> Flat:
    """The table with its keys; a key that it lacks becomes a finding."""
    names = engine.names(table)
    own = key if not path else ""
    for other in loaded:
        if other and path and _list_above(other) == path:
            own = _link(path)
    parent = ""
    if path:
        above = _list_above(path)
        parent = _link(above) if above else child_key or ("household_id" if "household_id" in names else key)
    for needed, says in ((own, "names its rows"), (parent, "says to which row of the table above a row belongs")):
        if needed and needed not in names:
            setting = "key" if not path else "child_key"
            hint = "" if path and _list_above(path) or path and needed == own else f"; {setting}=... names another"
            findings.append(
                Finding(f"has no column {needed!r}, which {says}{hint}; its columns are {_some(names)}", path)
            )
    return Flat(path, table, own, parent)


def _link(path: str) -> str:
    """The column that names rows of a list within which another lies: inspection_id of mentoring.inspections."""
    name = path.rpartition(".")[2]
    return (name[:-1] if name.endswith("s") else name) + "_id"


def _check_columns(engine: Engine, flat: Flat, left_out: "set[str]", findings: List[Finding]) -> None:
    prefix = flat.path + "." if flat.path else ""
    # Those of the records themselves, not of lists in them.
    depth = (flat.path != "") + (_list_above(flat.path) != "")
    known = [
        column[len(prefix) :]
        for column, fact in by_column().items()
        if column.startswith(prefix) and fact.path.count("[]") == depth
    ]
    seen = set()
    for name in engine.names(flat.table):
        if prefix + name in left_out:
            left_out.discard(prefix + name)
            continue
        if name in seen:
            findings.append(Finding("is there twice; one column must go or have another name", prefix + name))
        seen.add(name)
        if name in known or name in (flat.key, flat.parent_key):
            continue
        near = misspelt(name, known)
        right = f"did you mean {near!r}?" if near else f"the facts here are {_some(known, 12)}."
        findings.append(
            Finding(f"is no fact; {right} To leave the column out, say ignore=[{prefix + name!r}]", prefix + name)
        )


def _check_parts(engine: Engine, flat: Flat, ignore: "set[str]", findings: List[Finding]) -> None:
    """A record of a household is one column, or one for each of its fields."""
    names = [name for name in engine.names(flat.table) if name not in ignore]
    for name in names:
        parts = [part for part in names if part.startswith(name + ".")]
        if parts:
            findings.append(Finding(f"is there as a whole and in parts ({_some(parts)}); one of both must go", name))


def _check_keys(engine: Engine, flat: Flat, tables: Dict[str, Flat], findings: List[Finding]) -> None:
    for column in {flat.key, flat.parent_key} - {""}:
        fraction = engine.fraction(flat.table, column)
        if fraction:
            findings.append(
                Finding(f"column {column!r} holds fractions ({fraction}); keys are text or whole numbers", flat.path)
            )
            return
    if flat.key:
        nulls = engine.nulls(flat.table, flat.key)
        if nulls:
            findings.append(Finding(f"{nulls} rows have no {flat.key}", flat.path))
        twice = engine.repeated(flat.table, flat.key)
        if twice:
            named = _named(engine, flat.table, flat.key, twice)
            findings.append(Finding(f"{named} stand more than once; each must stand once", flat.path))
    if flat.parent_key:
        above = tables[_list_above(flat.path)]
        rows, strangers = engine.strangers(flat.table, flat.parent_key, above.table, above.key)
        if rows:
            nulls = engine.nulls(flat.table, flat.parent_key)
            empty = f" ({nulls} of them name none)" if nulls else ""
            named = _named(engine, flat.table, flat.parent_key, strangers)
            findings.append(
                Finding(
                    f"{rows} rows belong to no row of {above.path or 'households'}{empty}: {flat.parent_key} {named}",
                    flat.path,
                )
            )


def _named(engine: Engine, table: Any, column: str, keys: Sequence[str]) -> str:
    """The first of some keys.  Numbers of people and of family cards are not told; their rows are."""
    if column not in ("kk", "nik"):
        return _some(keys)
    return "in rows " + _some([row + 1 for row in engine.rows_of(table, column, keys)])


def _some(items: Sequence[Any], shown: int = _SHOWN) -> str:
    start = ", ".join(str(item) for item in items[:shown])
    return start if len(items) <= shown else f"{start} and {len(items) - shown} more"


# ---- Nesting ---------------------------------------------------------------------------------------------------------


def _plan(engine: Engine, flat: Dict[str, Flat], key: str, complete: Sequence[str], ignore: "set[str]") -> Plan:
    """Which columns go where."""
    fields: Dict[str, List[str]] = {}
    for path, one in flat.items():
        prefix = path + "." if path else ""
        dropped = {one.key, one.parent_key} - {
            column[len(prefix) :] for column in by_column() if column.startswith(prefix)
        }
        names = engine.names(one.table)
        fields[path] = [name for name in names if name not in dropped and prefix + name not in ignore]
        if path and not fields[path]:
            raise BadData([Finding("has no column that is a fact", path)])
    # A key that is no fact becomes the household's id.
    make_id = "id" not in engine.names(flat[""].table) and key not in by_column()
    lists = sorted((path for path in flat if path), key=lambda path: -path.count("."))
    return Plan(
        flat,
        fields,
        lists,
        {path: _list_above(path) for path in lists},
        {name.replace("__", ".") for name in complete},
        make_id,
    )
