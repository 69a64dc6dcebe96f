"""Nesting by pyarrow: see nesting.py."""

import importlib
from pathlib import Path
from typing import Any, Dict, List, Sequence, Tuple

from graduasi.errors import BadData, Finding
from graduasi.facts import by_column
from graduasi.nesting_engine import Flat, Plan, in_parts


def make(arrow: Any) -> "Arrow":
    return Arrow(arrow)


class Arrow:
    """An Engine whose tables are pyarrow.Table."""

    def __init__(self, arrow: Any) -> None:
        self._arrow = arrow
        self._compute = importlib.import_module("pyarrow.compute")

    def load(self, data: Any) -> Any:
        table = self._read(data)
        if table is None:
            return None
        # Rows of views of text cannot be sorted by every pyarrow.
        for index, column in enumerate(table.schema):
            if str(column.type) == "string_view":
                table = table.set_column(index, column.name, table.column(index).cast(self._arrow.large_string()))
        return table

    def _read(self, data: Any) -> Any:
        arrow = self._arrow
        module = type(data).__module__.partition(".")[0]
        if isinstance(data, arrow.Table):
            return data
        if module == "pyarrow" and hasattr(data, "to_table"):  # a Dataset
            return data.to_table()
        if module == "pandas" and hasattr(data, "columns"):
            return arrow.Table.from_pandas(data, preserve_index=False)
        if hasattr(data, "__arrow_c_stream__"):
            return arrow.RecordBatchReader.from_stream(data).read_all()
        if module in ("duckdb", "_duckdb") and hasattr(data, "fetch_arrow_table"):
            return data.fetch_arrow_table()
        return arrow.Table.from_batches([data]) if isinstance(data, arrow.RecordBatch) else None

    def load_parquet(self, file: Path) -> Any:
        return self.load(importlib.import_module("pyarrow.parquet").read_table(file))

    def load_csv(self, file: Path, path: str) -> Any:
        arrow = self._arrow
        csv = importlib.import_module("pyarrow.csv")
        prefix = path + "." if path else ""
        kinds = {"int": arrow.int64(), "bool": arrow.bool_()}
        types = {}
        for name in csv.open_csv(file).schema.names:
            fact = by_column().get(prefix + name)
            types[name] = kinds.get(fact.type if fact is not None else "", arrow.string())
        try:
            return csv.read_csv(file, convert_options=csv.ConvertOptions(column_types=types, strings_can_be_null=True))
        except arrow.ArrowInvalid as error:
            raise BadData([Finding(f"{file}: {error}", path)]) from None

    def names(self, table: Any) -> List[str]:
        return list(table.column_names)

    def fraction(self, table: Any, column: str) -> str:
        kind = table[column].type
        return str(kind) if self._arrow.types.is_floating(kind) else ""

    def _texts(self, column: Any) -> Any:
        """A column of keys as one array of text, whatever they were."""
        if self._arrow.types.is_dictionary(column.type):
            column = column.cast(column.type.value_type)
        return self._whole(column.cast(self._arrow.string()))

    def _whole(self, column: Any) -> Any:
        joined = column.combine_chunks() if isinstance(column, self._arrow.ChunkedArray) else column
        return self._arrow.concat_arrays(joined.chunks) if isinstance(joined, self._arrow.ChunkedArray) else joined

    def nulls(self, table: Any, column: str) -> int:
        return int(table[column].null_count)

    def repeated(self, table: Any, column: str) -> List[str]:
        counts = self._texts(table[column]).value_counts()
        twice = counts.field(0).filter(self._compute.greater(counts.field(1), 1))
        return list(twice.drop_null().to_pylist())

    def strangers(self, table: Any, column: str, above: Any, key: str) -> Tuple[int, List[str]]:
        keys = self._texts(table[column])
        lost = self._compute.invert(self._compute.is_in(keys, value_set=self._texts(above[key]), skip_nulls=True))
        return self._compute.sum(lost).as_py() or 0, list(keys.filter(lost).unique().drop_null().to_pylist())

    def rows_of(self, table: Any, column: str, keys: Sequence[str]) -> List[int]:
        some = self._arrow.array(keys, self._arrow.string())
        found = self._compute.indices_nonzero(self._compute.is_in(self._texts(table[column]), value_set=some))
        return list(found.to_pylist())

    def nest(self, plan: Plan) -> Any:
        tables: Dict[str, Any] = {}
        for path, flat in plan.flat.items():
            tables[path] = flat.table
        fields = {path: list(names) for path, names in plan.fields.items()}
        for path in plan.lists:
            above = plan.above[path]
            lists = self._lists(
                tables[path].select(fields[path]), plan.flat[path], plan.flat[above], path in plan.complete
            )
            name = path[len(above) + 1 :] if above else path
            tables[above] = tables[above].append_column(name, lists)
            fields[above].append(name)
        top = tables[""]
        columns = {name: top[name] for name in fields[""]}
        if plan.make_id:
            columns = {"id": self._texts(top[plan.flat[""].key]), **columns}
        elif "id" in columns:
            columns["id"] = self._texts(columns["id"])
        return self._arrow.table({name: self._part(part, columns) for name, part in in_parts(list(columns)).items()})

    def _part(self, part: Any, columns: Dict[str, Any]) -> Any:
        if isinstance(part, str):
            return columns[part]
        arrays = [self._whole(self._part(inner, columns)) for inner in part.values()]
        return self._arrow.StructArray.from_arrays(arrays, names=list(part))

    def _lists(self, rows: Any, child: Flat, above: Flat, complete: bool) -> Any:
        """The rows of a table as one list of structs for each row of the table above, in the order of the table."""
        arrow, compute = self._arrow, self._compute
        parents = self._texts(above.table[above.key])
        place = compute.index_in(self._texts(child.table[child.parent_key]), value_set=parents)
        rows = rows.take(compute.sort_indices(place))
        names = rows.column_names
        values = arrow.StructArray.from_arrays([self._whole(rows[name]) for name in names], names=names)
        counts = place.value_counts()
        every = arrow.array(range(len(parents)), arrow.int32())
        sizes = compute.fill_null(counts.field(1).take(compute.index_in(every, value_set=counts.field(0))), 0)
        ends = compute.cumulative_sum(sizes.cast(arrow.int64()))
        offsets = arrow.concat_arrays([arrow.array([0], arrow.int64()), ends])
        unknown = None if complete else compute.equal(sizes, 0)
        return arrow.LargeListArray.from_arrays(offsets, values, mask=unknown)
