"""The nested table of a register from the flat tables that offices have."""

import importlib
import os
from pathlib import Path
from typing import Any, Dict, List, NamedTuple, Optional, Sequence, Tuple

from graduasi.errors import BadCall, BadData, Finding, NotInstalled, misspelt
from graduasi.facts import Fact, by_column

_SHOWN = 5


class _Flat(NamedTuple):
    """One flat table: where its rows go ("" for households), and which column names the row that they belong to."""

    path: str
    table: Any
    key: str  # names its own rows; "" if nothing refers to them
    parent_key: str  # names the parent's row; "" for households


def nest(
    households: Any,
    *,
    key: str = "id",
    child_key: Optional[str] = None,
    complete: Sequence[str] = (),
    ignore: Sequence[str] = (),
    **tables: Any,
) -> Any:
    """Makes the nested table that Policy.decide_table reads of flat tables, one row for each household, in their order.

    households and every table: a pyarrow Table, RecordBatchReader or Dataset, a pandas or polars frame, a DuckDB relation, or the
    path of a CSV or Parquet file.  Needs pyarrow.  From CSV, columns are read as their facts want them, so that identity numbers
    stay text and dates may be partial; an empty field is not known.

    tables: one for each list of records, by its name: members=..., incomes=..., assistance=...; a list in a record with two
    underscores or a dot: mentoring__sessions=...  Their columns are named as the facts: born_on, amount_idr.  Columns of
    households are those of its own facts, those in records with a dot: "region.code", "dwelling.floor".

    key: the column of households that names them.  It becomes `id`, unless there is a column `id`, or it is a fact of its own.
    child_key: the column of the tables that names the household; None: household_id where there is one, else `key`.
    A list within a list names the row that it belongs to by a column that both tables have and that is called after it:
    mentoring__inspections__findings by inspection_id.

    complete: tables that list everything.  A household without a row in one of them has none; one without a row in any other
    table is not known to have none, and the list is null.
    ignore: columns that are to be left out: "note", "members.note".

    Errors: BadData, all of it at once: columns that no fact is named for, with the nearest that is; households that stand twice
    or have no key; rows of a table that belong to no household; each by naming the first of them.  BadCall: a table that is no
    list of records, a file of an unknown kind.  NotInstalled: no pyarrow.
    """
    arrow = _pyarrow()
    paths = {name.replace("__", "."): data for name, data in tables.items()}
    _check_names(paths, complete)
    loaded = {path: _load(arrow, data, path) for path, data in {"": households, **paths}.items()}
    findings: List[Finding] = []
    flat = {path: _flat(path, table, key, child_key, loaded, findings) for path, table in loaded.items()}
    left_out = set(ignore)
    for one in flat.values():
        _check_columns(one, left_out, findings)
    if left_out:
        findings.append(Finding(f"ignore names {_some(sorted(left_out))}, which no table has"))
    if not findings:
        for one in flat.values():
            _check_keys(arrow, one, flat, findings)
    if findings:
        raise BadData(findings)
    return _assemble(arrow, flat, key, set(complete), set(ignore))


def _pyarrow() -> Any:
    try:
        arrow = importlib.import_module("pyarrow")
        importlib.import_module("pyarrow.compute")
    except ImportError:
        raise NotInstalled("nest needs pyarrow: pip install pyarrow") from None
    return arrow


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


# ---- Reading --------------------------------------------------------------------------------------------------------------


def _load(arrow: Any, data: Any, path: str) -> Any:
    """The data as a pyarrow.Table whose text is of a kind that pyarrow can sort by rows, which views of text are not."""
    table = _read(arrow, data, path)
    for index, column in enumerate(table.schema):
        if str(column.type) == "string_view":
            table = table.set_column(index, column.name, table.column(index).cast(arrow.large_string()))
    return table


def _read(arrow: Any, data: Any, path: str) -> Any:
    what = path or "households"
    if isinstance(data, (str, os.PathLike)):
        return _load_file(arrow, Path(data), path)
    if isinstance(data, arrow.Table):
        return data
    module = type(data).__module__.partition(".")[0]
    if module == "pyarrow" and hasattr(data, "to_table"):
        return data.to_table()
    if module == "pandas" and hasattr(data, "columns"):
        return arrow.Table.from_pandas(data, preserve_index=False)
    if hasattr(data, "__arrow_c_stream__"):
        return arrow.RecordBatchReader.from_stream(data).read_all()
    if module in ("duckdb", "_duckdb") and hasattr(data, "fetch_arrow_table"):
        return data.fetch_arrow_table()
    if isinstance(data, arrow.RecordBatch):
        return arrow.Table.from_batches([data])
    raise BadCall(
        f"{what} is {type(data).__name__}; give a pyarrow Table, a pandas or polars frame, a DuckDB relation, or the path of a CSV "
        "or Parquet file"
    )


def _load_file(arrow: Any, file: Path, path: str) -> Any:
    if file.suffix == ".parquet":
        return importlib.import_module("pyarrow.parquet").read_table(file)
    if file.suffix != ".csv":
        raise BadCall(f"{file} is neither .csv nor .parquet; read it first, with pyarrow, pandas, polars or DuckDB")
    csv = importlib.import_module("pyarrow.csv")
    prefix = path + "." if path else ""
    whole, yes_no = arrow.int64(), arrow.bool_()
    header = csv.open_csv(file).schema.names
    facts = [by_column().get(prefix + name) for name in header]
    # Only numbers and yes-or-no are anything but text: keys and identity numbers keep their zeros, dates may be partial.
    types = {
        name: {"int": whole, "bool": yes_no}.get(fact.type if fact is not None else "", arrow.string())
        for name, fact in zip(header, facts)
    }
    try:
        return csv.read_csv(file, convert_options=csv.ConvertOptions(column_types=types, strings_can_be_null=True))
    except arrow.ArrowInvalid as error:
        raise BadData([Finding(f"{file}: {error}", path)]) from None


# ---- Checking -------------------------------------------------------------------------------------------------------------


def _flat(
    path: str, table: Any, key: str, child_key: Optional[str], loaded: Dict[str, Any], findings: List[Finding]
) -> _Flat:
    """The table with its keys; a key that it lacks becomes a finding."""
    names = table.column_names
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
            findings.append(Finding(f"has no column {needed!r}, which {says}{hint}; its columns are {_some(names)}", path))
    return _Flat(path, table, own, parent)


def _link(path: str) -> str:
    """The column that names rows of a list within which another lies: inspection_id of mentoring.inspections."""
    name = path.rpartition(".")[2]
    return (name[:-1] if name.endswith("s") else name) + "_id"


def _check_columns(flat: _Flat, left_out: "set[str]", findings: List[Finding]) -> None:
    prefix = flat.path + "." if flat.path else ""
    # Those of the records themselves, not of lists in them.
    depth = (flat.path != "") + (_list_above(flat.path) != "")
    known = [
        column[len(prefix) :]
        for column, fact in by_column().items()
        if column.startswith(prefix) and fact.path.count("[]") == depth
    ]
    seen = set()
    for name in flat.table.column_names:
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


def _check_keys(arrow: Any, flat: _Flat, tables: Dict[str, _Flat], findings: List[Finding]) -> None:
    compute = arrow.compute
    for column in {flat.key, flat.parent_key} - {""}:
        if arrow.types.is_floating(flat.table[column].type):
            findings.append(
                Finding(f"column {column!r} holds fractions ({flat.table[column].type}); keys are text or whole numbers", flat.path)
            )
            return
    if flat.key:
        keys = _texts(arrow, flat.table[flat.key])
        if keys.null_count:
            findings.append(Finding(f"{keys.null_count} rows have no {flat.key}", flat.path))
        counts = keys.value_counts()
        twice = counts.field(0).filter(compute.greater(counts.field(1), 1)).drop_null()
        if len(twice):
            findings.append(
                Finding(f"{_named(arrow, flat.key, keys, twice)} stand more than once; each must stand once", flat.path)
            )
    if flat.parent_key:
        keys = _texts(arrow, flat.table[flat.parent_key])
        above = tables[_list_above(flat.path)]
        known = _texts(arrow, above.table[above.key]) if above.key in above.table.column_names else keys
        lost = compute.invert(compute.is_in(keys, value_set=known, skip_nulls=True))
        rows = compute.sum(lost).as_py() or 0
        if rows:
            strangers = keys.filter(lost).unique().drop_null()
            empty = f" ({keys.null_count} of them name none)" if keys.null_count else ""
            findings.append(
                Finding(
                    f"{rows} rows belong to no row of {above.path or 'households'}{empty}: {flat.parent_key} "
                    f"{_named(arrow, flat.parent_key, keys, strangers)}",
                    flat.path,
                )
            )


def _texts(arrow: Any, column: Any) -> Any:
    """A column of keys as one array of text, whatever they were."""
    if arrow.types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    whole = column.cast(arrow.string())
    return whole.combine_chunks() if isinstance(whole, arrow.ChunkedArray) else whole


def _named(arrow: Any, column: str, keys: Any, some: Any) -> str:
    """The first of some keys.  Numbers of people and of family cards are not told; their rows are."""
    if column not in ("kk", "nik"):
        return _some(some.to_pylist()) if len(some) else ""
    rows = arrow.compute.indices_nonzero(arrow.compute.is_in(keys, value_set=some))
    return "in rows " + _some([row + 1 for row in rows.to_pylist()])


def _some(items: Sequence[Any], shown: int = _SHOWN) -> str:
    start = ", ".join(str(item) for item in items[:shown])
    return start if len(items) <= shown else f"{start} and {len(items) - shown} more"


# ---- Nesting --------------------------------------------------------------------------------------------------------------


def _assemble(arrow: Any, flat: Dict[str, _Flat], key: str, complete: "set[str]", ignore: "set[str]") -> Any:
    complete = {path.replace("__", ".") for path in complete}
    # The deepest first, so that a list is whole when it is laid into its parent.
    for path in sorted((path for path in flat if path), key=lambda path: -path.count(".")):
        child = flat[path]
        above = flat[_list_above(path)]
        lists = _lists(arrow, child, above, path in complete, ignore)
        name = path[len(above.path) + 1 :] if above.path else path
        flat[above.path] = above._replace(table=above.table.append_column(name, lists))
    top = flat[""]
    columns = {name: top.table[name] for name in top.table.column_names if name not in ignore}
    if "id" not in columns and key not in by_column():
        columns = {"id": _texts(arrow, columns[key]), **columns}
    if key not in by_column():
        del columns[key]
    elif key == "id":
        columns["id"] = _texts(arrow, columns["id"])
    return arrow.table(_structs(arrow, columns))


def _lists(arrow: Any, child: _Flat, above: _Flat, complete: bool, ignore: "set[str]") -> Any:
    """The rows of a table as one list of structs for each row of the table above, in the order of the table."""
    compute = arrow.compute
    parents = _texts(arrow, above.table[above.key])
    place = compute.index_in(_texts(arrow, child.table[child.parent_key]), value_set=parents)
    dropped = {child.key, child.parent_key} - {name for name in by_column_of(child.path)}
    names = [
        name for name in child.table.column_names if name not in dropped and f"{child.path}.{name}" not in ignore
    ]
    if not names:
        raise BadData([Finding("has no column that is a fact", child.path)])
    rows = child.table.select(names).take(compute.sort_indices(place))
    values = arrow.StructArray.from_arrays([_whole(arrow, rows[name]) for name in names], names=names)
    counts = place.value_counts()
    every = arrow.array(range(len(parents)), arrow.int32())
    sizes = compute.fill_null(counts.field(1).take(compute.index_in(every, value_set=counts.field(0))), 0)
    ends = compute.cumulative_sum(sizes.cast(arrow.int64()))
    offsets = arrow.concat_arrays([arrow.array([0], arrow.int64()), ends])
    unknown = None if complete else compute.equal(sizes, 0)
    return arrow.LargeListArray.from_arrays(offsets, values, mask=unknown)


def by_column_of(path: str) -> List[str]:
    """The facts of the records in a list, by the names of their columns."""
    return [column[len(path) + 1 :] for column in by_column() if column.startswith(path + ".")]


def _whole(arrow: Any, column: Any) -> Any:
    joined = column.combine_chunks()
    return joined if not isinstance(joined, arrow.ChunkedArray) else arrow.concat_arrays(joined.chunks)


def _structs(arrow: Any, columns: Dict[str, Any]) -> Dict[str, Any]:
    """Columns with dots in their names as structs."""
    made: Dict[str, Any] = {}
    inner: Dict[str, Dict[str, Any]] = {}
    for name, column in columns.items():
        first, dot, rest = name.partition(".")
        if dot:
            inner.setdefault(first, {})[rest] = column
        else:
            made[name] = column
    for name, fields in inner.items():
        if name in made:
            raise BadData([Finding(f"is there as a whole and in parts ({_some(sorted(fields))}); one of both must go", name)])
        parts = _structs(arrow, fields)
        arrays: List[Tuple[str, Any]] = [(field, _array(arrow, part)) for field, part in parts.items()]
        made[name] = arrow.StructArray.from_arrays([array for _, array in arrays], names=[field for field, _ in arrays])
    return made


def _array(arrow: Any, column: Any) -> Any:
    return _whole(arrow, column) if isinstance(column, arrow.ChunkedArray) else column
