"""A register as Arrow columns, and the decisions on it as a stream of the same kind."""

import importlib
import warnings
from contextlib import contextmanager
from datetime import date
from typing import Any, Dict, Iterator, List, Optional, Sequence, Tuple

from graduasi import _call, capsule
from graduasi._call import check, text
from graduasi._native import ffi, lib
from graduasi.errors import BadCall, BadData, Finding, GraduasiError, NotInstalled, OutOfMemory, misspelt
from graduasi.facts import Fact, by_column

_ENOMEM = 12
_UNREAD, _CLOSED = 0, 3
_MOST_THREADS = 1024
_MOST_BATCH_ROWS = 65536


class IgnoredColumnWarning(UserWarning):
    """A column whose name is near to that of a fact is not read, because no fact has its name."""


class Decisions:
    """Decisions on a register, one row for each row, in order: a stream that is read once.

    Any Arrow library reads it by __arrow_c_stream__: pyarrow.table(decisions), polars.DataFrame(decisions),
    duckdb.sql("FROM decisions").  Rows are decided when they are asked for.  The columns:

        id          text       null if the household has none
        outcome     text       INVALID, PROTECTED, NEEDS_DATA, NOT_YET or ELIGIBLE
        route       text       the route that an ELIGIBLE household meets, else null
        failed      list       ids of criteria that FAIL
        missing     list       ids of criteria and safeguards that are MISSING
        protecting  list       ids of safeguards that hold
        score       int64      of the route that is met, if it is scored, else of the first that is; null if not known
        findings    list       what a person must look at in an INVALID record

    Confined to one thread at a time, but for close().  Whoever asks first for rows gets them all; until then the schema
    can be asked for as often as wanted.  What has been read already is refused with a sentence, not given again as
    nothing.
    """

    __slots__ = ("_stream", "_metadata", "__weakref__")

    def __init__(self, stream: Any, metadata: Dict[str, str]) -> None:
        self._stream = stream
        self._metadata = metadata

    @property
    def policy_id(self) -> str:
        return self._metadata["graduasi.policy_id"]

    @property
    def policy_version(self) -> str:
        return self._metadata["graduasi.policy_version"]

    @property
    def as_of(self) -> date:
        """The day of the decisions."""
        return date.fromisoformat(self._metadata["graduasi.as_of"])

    @property
    def recorded_when_true(self) -> Tuple[str, ...]:
        return self._list("recorded_when_true")

    @property
    def absent_columns(self) -> Tuple[str, ...]:
        """Columns that the policy reads and the data has not: these facts are not known of anybody."""
        return self._list("absent_columns")

    @property
    def ignored_columns(self) -> Tuple[str, ...]:
        """Columns of the data that no fact is named for: misspelt, or nothing to the library."""
        return self._list("ignored_columns")

    def _list(self, name: str) -> Tuple[str, ...]:
        whole = self._metadata[f"graduasi.{name}"]
        return tuple(whole.split("\n")) if whole else ()

    def __arrow_c_stream__(self, requested_schema: Optional[object] = None) -> Any:
        """A capsule named arrow_array_stream.  A requested schema is not heeded, as Arrow allows.  Errors: BadCall:
        read or closed already, which is said here because not every consumer looks at what a stream answers."""
        self._must_be_unread()
        return capsule.of_stream(lambda out: lib.graduasi_py_stream_export(self._stream, out))

    def __arrow_c_schema__(self) -> Any:
        """A capsule named arrow_schema, without reading a row.  Errors: BadCall: read or closed already."""
        view = ffi.gc(lib.graduasi_py_new_stream(), lib.graduasi_py_free_stream)
        if view == ffi.NULL or lib.graduasi_py_stream_export(self._stream, view) != 0:
            raise OutOfMemory("there is no memory for a stream")

        def fill(out: Any) -> int:
            code = lib.graduasi_py_call_get_schema(view, out)
            if code != 0:
                raise BadCall(text(view.get_last_error(view)))
            return 0

        return capsule.of_schema(fill)

    def to_pyarrow(self) -> Any:
        """A pyarrow.RecordBatchReader: decides batch by batch as it is read, so memory does not grow with the register.
        Errors: NotInstalled; BadCall: read or closed already."""
        self._must_be_unread()
        return _import("pyarrow", "to_pyarrow").RecordBatchReader.from_stream(self)

    def read_all(self) -> Any:
        """Everything, as a pyarrow.Table.

        Errors: BadData: the input fails, or an array in it breaks the rules of Arrow, named by column and row;
        OutOfMemory; NotInstalled; BadCall: read or closed already.
        """
        pyarrow = _import("pyarrow", "read_all")
        with self._errors():
            reader = self.to_pyarrow()
            # A loop in Python, so that Ctrl-C is heard between batches.
            return pyarrow.Table.from_batches([batch for batch in reader], reader.schema)

    def to_pandas(self) -> Any:
        """Everything, as a pandas.DataFrame.  Needs pyarrow, too.  Errors: as read_all."""
        _import("pandas", "to_pandas")
        return self.read_all().to_pandas()

    def to_polars(self) -> Any:
        """Everything, as a polars.DataFrame.  Errors: as read_all."""
        polars = _import("polars", "to_polars")
        with self._errors():
            self._must_be_unread()
            return polars.DataFrame(self)

    def __iter__(self) -> Iterator[Dict[str, Any]]:
        """Each decision as a dict of the columns, decided as it is asked for.  Needs pyarrow.  Errors: as read_all."""
        with self._errors():
            for batch in self.to_pyarrow():
                yield from batch.to_pylist()

    def close(self) -> None:
        """Gives back the input without reading further.  Harmless twice, from any thread, and where nothing is left to
        read."""
        lib.graduasi_py_stream_close(self._stream)

    def __enter__(self) -> "Decisions":
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def _must_be_unread(self) -> None:
        state = lib.graduasi_py_stream_state(self._stream)
        if state == _CLOSED:
            raise BadCall("these decisions have been closed")
        if state != _UNREAD:
            raise BadCall(
                "these decisions have been read already: a stream is read once. To use them again, keep a table: "
                "table = decisions.read_all()"
            )

    @contextmanager
    def _errors(self) -> Iterator[None]:
        """What a consumer raises because the stream failed becomes what the failure means."""
        try:
            yield
        except (GraduasiError, KeyboardInterrupt, SystemExit, GeneratorExit):
            raise
        except BaseException as error:  # a panic of Rust, as some consumers raise, is no Exception
            failure = lib.graduasi_py_stream_failure(self._stream)
            if failure == 0:
                raise
            said = text(lib.graduasi_py_stream_error(self._stream))
            if said.rstrip().endswith("KeyboardInterrupt"):  # Ctrl-C while the input was in Python
                raise KeyboardInterrupt from error
            kind = OutOfMemory if failure == _ENOMEM else BadData
            raise kind(said or f"the stream failed with code {failure}") from error

    def __repr__(self) -> str:
        read = "" if lib.graduasi_py_stream_state(self._stream) == _UNREAD else ", read already"
        return f"<Decisions by {self.policy_id} {self.policy_version} as of {self.as_of}{read}>"


def decide_table(
    policy: Any, data: Any, as_of_days: int, recorded_when_true: Sequence[str], threads: int, batch_rows: Optional[int]
) -> Decisions:
    """As Policy.decide_table; policy is a graduasi_policy*."""
    options = ffi.new("graduasi_stream_options*")
    options.struct_size = ffi.sizeof("graduasi_stream_options")
    options.threads = _within(threads, "threads", _MOST_THREADS)
    options.batch_rows = 0 if batch_rows is None else _within(batch_rows, "batch_rows", _MOST_BATCH_ROWS)
    array, count, kept = _call.c_strings(recorded_when_true, "recorded_when_true")
    options.recorded_when_true = array
    options.recorded_when_true_count = count

    source, owner = _stream_of(data)
    formats = _formats(source)
    stream = lib.graduasi_py_stream_new()
    if stream == ffi.NULL:
        raise OutOfMemory("there is no memory for a stream")
    stream = ffi.gc(stream, lib.graduasi_py_stream_free)
    error = ffi.new("graduasi_error**")
    out = lib.graduasi_py_stream_source(stream)
    status = lib.graduasi_decide_stream(policy, source, as_of_days, options, out, error)
    del owner, kept
    try:
        check(status, error)
    except BadData as bad:
        raise BadData([_advised(finding, formats) for finding in bad.findings]) from None
    decisions = Decisions(stream, _metadata(out))
    _warn(decisions, formats)
    return decisions


def _within(value: int, what: str, most: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= most:
        raise BadCall(f"{what} is {value!r}; it must be a whole number from 1 to {most}")
    return value


def _import(name: str, what: str) -> Any:
    try:
        return importlib.import_module(name)
    except ImportError:
        raise NotInstalled(f"{what} needs {name}: pip install {name}") from None


# ---- The input -------------------------------------------------------------------------------------------------------


def _stream_of(data: Any) -> Tuple[Any, Any]:
    """A struct ArrowArrayStream* of the data, and what keeps it alive until the library has taken it."""
    module = type(data).__module__.partition(".")[0]
    if module == "pyarrow" and hasattr(data, "scanner"):  # a Dataset: files, read as they are asked for
        # By default pyarrow reads some millions of rows ahead of what is asked for.
        data = data.scanner(batch_size=8192, batch_readahead=2, fragment_readahead=1).to_reader()
    elif hasattr(data, "__arrow_c_stream__") or hasattr(data, "__arrow_c_array__"):
        pass
    elif module in ("duckdb", "_duckdb") and hasattr(data, "fetch_arrow_table"):
        data = data.fetch_arrow_table()  # an old one; its reader would wait for ever for a query on the same connection
    elif module == "pandas" and hasattr(data, "columns"):
        data = _import("pyarrow", "a pandas DataFrame").Table.from_pandas(data, preserve_index=False)
    else:
        raise BadCall(_no_table(data))
    if hasattr(data, "__arrow_c_stream__"):
        own = data.__arrow_c_stream__()
        return capsule.read(own, "arrow_array_stream", "struct ArrowArrayStream*"), own
    own = data.__arrow_c_array__()
    stream = ffi.gc(lib.graduasi_py_new_stream(), lib.graduasi_py_free_stream)
    schema = capsule.read(own[0], "arrow_schema", "struct ArrowSchema*")
    array = capsule.read(own[1], "arrow_array", "struct ArrowArray*")
    if stream == ffi.NULL or lib.graduasi_py_one_batch(schema, array, stream) != 0:
        raise OutOfMemory("there is no memory for a stream")
    return stream, (own, stream)


def _no_table(data: Any) -> str:
    kind = type(data).__name__
    start = f"the data is {kind}, which is no table of Arrow columns; "
    if kind == "LazyFrame":
        return start + "collect it first: data.collect()"
    if isinstance(data, (str, bytes)) or hasattr(data, "__fspath__"):
        return (
            start
            + "open the file first: duckdb.sql(\"FROM 'register.parquet'\"), "
            + "or pyarrow.dataset.dataset('register.parquet')"
        )
    if isinstance(data, (list, tuple)):
        return start + "make one: pyarrow.Table.from_pylist(data)"
    if isinstance(data, dict):
        return start + "one household goes to decide, and columns to pyarrow.table(data)"
    return (
        start
        + "give a pyarrow Table, a polars or pandas DataFrame, a DuckDB relation, or anything with __arrow_c_stream__"
    )


def _formats(stream: Any) -> Dict[str, str]:
    """The Arrow format of each column, at every depth; nothing if the input does not say, which the library will
    report."""
    schema = ffi.gc(lib.graduasi_py_new_schema(), lib.graduasi_py_free_schema)
    formats: Dict[str, str] = {}
    if schema != ffi.NULL and lib.graduasi_py_call_get_schema(stream, schema) == 0:
        _collect(schema, "", formats, 0)
    return formats


def _collect(schema: Any, path: str, formats: Dict[str, str], depth: int) -> None:
    if schema == ffi.NULL or schema.format == ffi.NULL or depth > 16:
        return
    holds = schema.dictionary if schema.dictionary != ffi.NULL else schema
    kind = text(holds.format)
    if path:
        formats[path] = kind
    if kind in ("+l", "+L", "+vl", "+vL") or kind.startswith("+w:"):
        for index in range(holds.n_children):
            child = holds.children[index]
            if child != ffi.NULL and child.format != ffi.NULL and text(child.format) == "+s":
                _collect(child, path, formats, depth + 1)
                formats[path] = kind
    elif kind == "+s":
        for index in range(holds.n_children):
            child = holds.children[index]
            if child == ffi.NULL or child.name == ffi.NULL:
                continue
            name = ffi.string(child.name).decode("utf-8", "replace")
            _collect(child, f"{path}.{name}" if path else name, formats, depth + 1)


def _advised(finding: Finding, formats: Dict[str, str]) -> Finding:
    """The finding on a column of a wrong type, with what to do about it."""
    fact = by_column().get(finding.path)
    kind = formats.get(finding.path)
    advice = _advice(fact, kind) if fact is not None and kind is not None else ""
    return finding._replace(message=f"{finding.message}; {advice}") if advice else finding


def _advice(fact: Fact, kind: str) -> str:
    name = fact.path.rpartition(".")[2]
    number = kind in "cCsSiIlLefg"
    if fact.type == "int" and kind in "efg":
        return (
            "cast the column to int64. A missing value (NaN) makes pandas hold whole numbers as float: "
            f"frame['{name}'].astype('Int64') keeps it missing"
        )
    if fact.type == "string" and number and name in ("nik", "kk"):
        return (
            f"{name.upper()} is text of 16 digits: read it as text from the start (dtype={{'{name}': str}} in pandas, "
            "VARCHAR in DuckDB), because a number has lost its leading zeros"
        )
    if fact.type == "date" and kind.startswith("ts"):
        zone = kind.partition(":")[2]
        moment = f"in the zone {zone}" if zone else "without a time zone"
        return (
            f"this is a moment {moment} and the fact is a day: take the day in the office's own time "
            f"(CAST({name} AS DATE) in SQL, frame['{name}'].dt.date in pandas, cast(pyarrow.date32()))"
        )
    if fact.type == "bool" and number:
        return "cast the column to bool, and leave null what is not known"
    if fact.type.startswith("list(") or fact.values == () and fact.type[:1].isupper():
        return "graduasi.nest makes the nested table of flat ones"
    return ""


# ---- The output ------------------------------------------------------------------------------------------------------


def _metadata(stream: Any) -> Dict[str, str]:
    """The metadata of the schema: in Arrow's encoding a number of pairs, and each text after its size, all int32."""
    schema = ffi.gc(lib.graduasi_py_new_schema(), lib.graduasi_py_free_schema)
    if schema == ffi.NULL or lib.graduasi_py_call_get_schema(stream, schema) != 0:
        raise OutOfMemory("there is no memory for the schema")
    place = schema.metadata
    words: List[str] = []
    pairs = ffi.cast("int32_t*", place)[0]
    place += 4
    for _ in range(2 * pairs):
        size = ffi.cast("int32_t*", place)[0]
        words.append(ffi.unpack(place + 4, size).decode("utf-8") if size else "")
        place += 4 + size
    return dict(zip(words[::2], words[1::2]))


def _warn(decisions: Decisions, formats: Dict[str, str]) -> None:
    """A column that looks like a misspelt fact, where that fact is not there, is said aloud."""
    for column in decisions.ignored_columns:
        parent = column.rpartition(".")[0]
        near = misspelt(column, [fact for fact in by_column() if fact.rpartition(".")[0] == parent])
        if near is not None and near not in formats:
            warnings.warn(
                f"column {column!r} is ignored, because no fact has its name; did you mean {near!r}?",
                IgnoredColumnWarning,
                stacklevel=4,
            )
