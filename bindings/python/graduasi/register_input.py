"""A register in the form in which a program has it: the path of a file of JSON lines, records one after the other, or a
table of Arrow columns, to what the library is fed with.  Knows nothing of what is done with it."""

import os
from collections.abc import Iterable, Mapping
from typing import Any, BinaryIO, Iterator, List, Union

from graduasi.errors import BadCall, BadData, Finding
from graduasi.household import to_json

Path_ = Union[str, "os.PathLike[str]"]

_BLOCK_BYTES = 1 << 24
# How files begin of which every line would be counted as a record that cannot be read.
_OTHER_FILES = {b"PAR1": "Parquet", b"ARRO": "Arrow", b"\x1f\x8b": "gzip", b"PK\x03\x04": "zip", b"SQLi": "SQLite"}
_TABLES = ("pyarrow", "polars", "pandas", "duckdb", "_duckdb")


def is_path(data: Any) -> bool:
    """Text is a path unless it is JSON, which must not come back in an error as the name of a file."""
    return isinstance(data, os.PathLike) or isinstance(data, str) and data.lstrip()[:1] not in ("{", "[")


def open_lines(path: Path_) -> BinaryIO:
    """A file of JSON lines.  Errors: BadCall: a file of another kind; OSError."""
    file = open(path, "rb")
    kind = next((name for magic, name in _OTHER_FILES.items() if file.peek(4).startswith(magic)), None)
    if kind is None:
        return file
    file.close()
    raise BadCall(
        f"{os.fspath(path)} is a {kind} file, and no file of JSON lines; open it first, "
        "as duckdb.sql(\"FROM 'register.parquet'\") or pyarrow.dataset.dataset(...) does"
    )


def is_records(data: Any) -> bool:
    """Whether it is records one after the other, such as a list of dicts, and not a table.  Errors: BadCall: one record
    alone."""
    if isinstance(data, (str, bytes, bytearray, memoryview)):
        raise BadCall(f"the data is {type(data).__name__}; give a list of records, each a dict or its JSON, or a path")
    if isinstance(data, Mapping):
        raise BadCall("the data is one record; give a list of records")
    if hasattr(data, "__arrow_c_stream__") or hasattr(data, "__arrow_c_array__"):
        return False
    return isinstance(data, Iterable) and type(data).__module__.partition(".")[0] not in _TABLES


def json_records(data: "Iterable[Any]") -> Iterator[bytes]:
    """The JSON of each record: of a dict, a dataclass, or a line of JSON.  Errors: BadData, by the place of the record,
    counted from 0."""
    for index, record in enumerate(data):
        try:
            line = to_json(record)
        except BadData as bad:
            places = [f"[{index}]{'.' if finding.path else ''}{finding.path}" for finding in bad.findings]
            findings = [Finding(finding.message, place) for finding, place in zip(bad.findings, places)]
            raise BadData(findings) from None
        line = line[:-1] if line.endswith(b"\n") else line  # of a file that is read line by line
        if b"\n" in line:
            raise BadData([Finding("has a line feed; give JSON on one line, or a dict", f"[{index}]")])
        yield line


def json_line_blocks(data: Any) -> Iterator[bytes]:
    """Whole lines of JSON, some megabytes at a time, of a path or of records.  Errors: BadData, OSError."""
    if is_path(data):
        with open_lines(data) as file:
            while True:
                block = b"".join(file.readlines(_BLOCK_BYTES))
                if not block:
                    return
                yield block
    lines: List[bytes] = []
    size = 0
    for line in json_records(data):
        lines.append(line)
        size += len(line)
        if size >= _BLOCK_BYTES:
            yield b"\n".join(lines) + b"\n"
            lines, size = [], 0
    if lines:
        yield b"\n".join(lines) + b"\n"
