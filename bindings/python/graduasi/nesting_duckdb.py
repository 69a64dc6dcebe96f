"""Nesting by DuckDB, where there is no pyarrow: see nesting.py."""

from pathlib import Path
from typing import Any, Dict, List, Sequence, Tuple

from graduasi.errors import BadData, Finding
from graduasi.facts import by_column
from graduasi.nesting_engine import Flat, Plan, in_parts

_ROW = "#row"  # of each table, the number of the row from 0; no column that is a fact can have this name


def make(duckdb: Any) -> "Duckdb":
    return Duckdb(duckdb)


def _name(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _text(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _key(column: str) -> str:
    return f"CAST({_name(column)} AS VARCHAR)"


class Duckdb:
    """An Engine whose tables are names of tables in a connection of its own."""

    def __init__(self, duckdb: Any) -> None:
        self._duckdb = duckdb
        self._connection = duckdb.connect()
        self._tables = 0

    def _make(self, query: str) -> str:
        self._tables += 1
        name = f"t{self._tables}"
        self._connection.execute(f"CREATE TEMP TABLE {name} AS {query}")
        return name

    def _rows(self, query: str) -> List[Tuple[Any, ...]]:
        return list(self._connection.execute(query).fetchall())

    def _numbered(self, source: str) -> str:
        return self._make(f"SELECT row_number() OVER () - 1 AS {_name(_ROW)}, * FROM {source}")

    def load(self, data: Any) -> Any:
        module = type(data).__module__.partition(".")[0]
        if not hasattr(data, "__arrow_c_stream__") and not (module == "pandas" and hasattr(data, "columns")):
            return None
        self._connection.register("given", data if module in ("polars", "pandas") else _Stream(data))
        try:
            return self._numbered("given")
        finally:
            self._connection.unregister("given")

    def load_parquet(self, file: Path) -> Any:
        return self._numbered(f"read_parquet({_text(str(file))})")

    def load_csv(self, file: Path, path: str) -> Any:
        prefix = path + "." if path else ""
        source = f"read_csv({_text(str(file))}, header = true, all_varchar = true)"
        kinds = {"int": "BIGINT", "bool": "BOOLEAN"}
        columns = []
        for name, *_ in self._rows(f"DESCRIBE SELECT * FROM {source}"):
            fact = by_column().get(prefix + name)
            kind = kinds.get(fact.type if fact is not None else "", "VARCHAR")
            columns.append(f"CAST({_name(name)} AS {kind}) AS {_name(name)}")
        try:
            return self._numbered(f"(SELECT {', '.join(columns)} FROM {source})")
        except self._duckdb.Error as error:
            raise BadData([Finding(f"{file}: {error}", path)]) from None

    def names(self, table: Any) -> List[str]:
        return [name for name, *_ in self._rows(f"DESCRIBE {table}") if name != _ROW]

    def fraction(self, table: Any, column: str) -> str:
        kind = next(str(kind) for name, kind, *_ in self._rows(f"DESCRIBE {table}") if name == column)
        return kind if kind in ("FLOAT", "DOUBLE") else ""

    def nulls(self, table: Any, column: str) -> int:
        return int(self._rows(f"SELECT count(*) FROM {table} WHERE {_name(column)} IS NULL")[0][0])

    def repeated(self, table: Any, column: str) -> List[str]:
        query = f"SELECT {_key(column)} FROM {table} WHERE {_name(column)} IS NOT NULL GROUP BY ALL HAVING count(*) > 1"
        return [key for key, *_ in self._rows(f"{query} ORDER BY min({_name(_ROW)})")]

    def strangers(self, table: Any, column: str, above: Any, key: str) -> Tuple[int, List[str]]:
        known = f"SELECT {_key(key)} FROM {above} WHERE {_name(key)} IS NOT NULL"
        lost = f"FROM {table} WHERE {_name(column)} IS NULL OR {_key(column)} NOT IN ({known})"
        rows = int(self._rows(f"SELECT count(*) {lost}")[0][0])
        keys = self._rows(f"SELECT {_key(column)} AS lost_key {lost} GROUP BY ALL ORDER BY min({_name(_ROW)})")
        return rows, [key for key, *_ in keys if key is not None]

    def rows_of(self, table: Any, column: str, keys: Sequence[str]) -> List[int]:
        some = ", ".join(_text(key) for key in keys) or "NULL"
        return [
            row
            for row, *_ in self._rows(
                f"SELECT {_name(_ROW)} FROM {table} WHERE {_key(column)} IN ({some}) ORDER BY ALL"
            )
        ]

    def nest(self, plan: Plan) -> Any:
        tables: Dict[str, str] = {path: flat.table for path, flat in plan.flat.items()}
        fields = {path: list(names) for path, names in plan.fields.items()}
        for path in plan.lists:
            above = plan.above[path]
            name = path[len(above) + 1 :] if above else path
            tables[above] = self._lay(
                tables[path],
                fields[path],
                plan.flat[path],
                tables[above],
                plan.flat[above],
                name,
                path in plan.complete,
            )
            fields[above].append(name)
        columns = {name: _name(name) for name in fields[""]}
        if plan.make_id:
            columns = {"id": _key(plan.flat[""].key), **columns}
        elif "id" in columns:
            columns["id"] = _key("id")
        chosen = ", ".join(f"{_part(part, columns)} AS {_name(name)}" for name, part in in_parts(list(columns)).items())
        return self._connection.sql(f"SELECT {chosen} FROM {tables['']} ORDER BY {_name(_ROW)}")

    def _lay(
        self, table: str, fields: Sequence[str], child: Flat, parents: str, above: Flat, name: str, complete: bool
    ) -> str:
        """The table above with the rows of this one as a column of lists of structs, in the order of the table."""
        record = ", ".join(f"{_name(field)} := {_name(field)}" for field in fields)
        groups = self._make(
            f"SELECT {_key(child.parent_key)} AS k, list(struct_pack({record}) ORDER BY {_name(_ROW)}) AS v "
            f"FROM {table} GROUP BY ALL"
        )
        lists = "coalesce(g.v, [])" if complete else "g.v"
        key = f"CAST(p.{_name(above.key)} AS VARCHAR)"
        return self._make(f"SELECT p.*, {lists} AS {_name(name)} FROM {parents} p LEFT JOIN {groups} g ON g.k = {key}")


def _part(part: Any, columns: Dict[str, str]) -> str:
    if isinstance(part, str):
        return columns[part]
    return f"struct_pack({', '.join(f'{_name(name)} := {_part(inner, columns)}' for name, inner in part.items())})"


class _Stream:
    """Of a relation of another connection, only what makes it a stream of columns."""

    def __init__(self, data: Any) -> None:
        self._data = data

    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any:
        return self._data.__arrow_c_stream__(requested_schema)
