"""What a change of policy does to a register: whose answers differ, and because of which edits.

    comparison = graduasi.compare_tables(old, new, "register.jsonl", as_of="2026-06-15")
    print(comparison.text("en"))
    for cause in comparison.causes:
        print(cause.flips, cause.text("en"))
    for flip in comparison.flips:
        print(flip.id, flip.before, flip.after)
    pyarrow.table(comparison.flips)
    comparison.write_html("report.html", "id")
"""

import json
import os
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any, Dict, Iterator, Mapping, Optional, Sequence, Tuple, Union, overload

from graduasi import _call, capsule
from graduasi._call import Day, check, language_code, text
from graduasi._native import ffi, lib
from graduasi.codes import Outcome
from graduasi.errors import BadCall, BadData, OutOfMemory
from graduasi.immutable import Immutable
from graduasi.policy import Policy
from graduasi.register_input import is_path, is_records, json_line_blocks
from graduasi.table import _MOST_THREADS, _advised, _formats, _import, _stream_of, _within


@dataclass(frozen=True)
class _Worded:
    texts: Mapping[str, str] = field(repr=False)

    def text(self, language: str) -> str:
        """In words, in "id" (Indonesian) or "en" (English): "hold_months 6 -> 3".  Errors: BadCall."""
        language_code(language)
        return self.texts[language]


@dataclass(frozen=True)
class PolicyEdit(_Worded):
    """One difference between the policies, as an analyst would name it."""

    where: str
    """ "parameter hold_months", "criterion G07"."""
    can_change_answers: bool
    """False for titles, sources, reasons and the like."""


@dataclass(frozen=True)
class FlipCause(_Worded):
    """Why answers differ."""

    edits: Tuple[Tuple[int, ...], ...]
    """Sets of positions in Comparison.edits: each set gives the new answer, and no smaller one does."""
    narrowed: bool
    """False: there are too many edits to try all combinations of them."""
    flips: int
    newly_eligible: int
    no_longer_eligible: int


@dataclass(frozen=True)
class Flip:
    """A family whose answer differs."""

    row: int
    """Of the register, from 0."""
    id: str
    """"" if the household has none."""
    before: Outcome
    before_route: str
    """Of ELIGIBLE, else ""."""
    after: Outcome
    after_route: str
    cause: FlipCause


class Flips(Immutable):
    """The families whose answers differ, in the register's order: len, iteration and indexes are those of a list of
    Flip.  And a table that can be read any number of times: pyarrow.table(flips), polars.DataFrame(flips),
    duckdb.sql("FROM flips").  The columns:

        row           int64   of the register, from 0
        id            text    null if the household has none
        before        text    the outcome; so after
        before_route  text    null unless ELIGIBLE; so after_route
        because_id    text    the cause in Indonesian; because_en in English
    """

    __slots__ = ("_comparison", "_causes")
    _noun = "a list of flips"
    _sent = "its to_pyarrow()"
    _comparison: Any
    _causes: Tuple[FlipCause, ...]

    def __init__(self, comparison: Any, causes: Tuple[FlipCause, ...]) -> None:
        self._hold(_comparison=comparison, _causes=causes)

    def __len__(self) -> int:
        return int(lib.graduasi_comparison_flip_count(self._comparison))

    @overload
    def __getitem__(self, index: int) -> Flip: ...
    @overload
    def __getitem__(self, index: slice) -> Tuple[Flip, ...]: ...
    def __getitem__(self, index: Union[int, slice]) -> Union[Flip, Tuple[Flip, ...]]:
        places = range(len(self))[index]
        return tuple(map(self._flip, places)) if isinstance(places, range) else self._flip(places)

    def __iter__(self) -> Iterator[Flip]:
        return map(self._flip, range(len(self)))

    def _flip(self, index: int) -> Flip:
        own = self._comparison
        return Flip(
            lib.graduasi_comparison_flip_row(own, index),
            text(lib.graduasi_comparison_flip_household_id(own, index)),
            Outcome.of(lib.graduasi_comparison_flip_before(own, index)),
            text(lib.graduasi_comparison_flip_before_route(own, index)),
            Outcome.of(lib.graduasi_comparison_flip_after(own, index)),
            text(lib.graduasi_comparison_flip_after_route(own, index)),
            self._causes[lib.graduasi_comparison_flip_cause(own, index)],
        )

    def __repr__(self) -> str:
        return f"<Flips: {len(self)} families>"

    def __arrow_c_stream__(self, requested_schema: Optional[object] = None) -> Any:
        """A capsule named arrow_array_stream.  A requested schema is not heeded, as Arrow allows."""
        return capsule.of_stream(lambda out: lib.graduasi_comparison_flips_stream(self._comparison, out, ffi.NULL))

    def to_pyarrow(self) -> Any:
        """A pyarrow.Table.  Errors: NotInstalled."""
        return _import("pyarrow", "to_pyarrow").RecordBatchReader.from_stream(self).read_all()


class Comparison(Immutable):
    """What came of comparing two policies on a register.  Made by compare_tables.  Immutable."""

    __slots__ = ("_handle", "_told", "edits", "causes", "flips")
    _noun = "a comparison"
    _handle: Any
    _told: Dict[str, Any]
    edits: Tuple[PolicyEdit, ...]
    """That lead from one policy to the other."""
    causes: Tuple[FlipCause, ...]
    """Most frequent first; their flips add up to flip_count."""
    flips: Flips

    def __init__(self, handle: Any) -> None:
        self._hold(_handle=ffi.gc(handle, lib.graduasi_comparison_free))
        told = self.to_dict()
        causes = tuple(
            FlipCause(
                cause["text"],
                tuple(tuple(edits) for edits in cause["edits"]),
                cause["narrowed"],
                cause["flips"],
                cause["newly_eligible"],
                cause["no_longer_eligible"],
            )
            for cause in told["causes"]
        )
        self._hold(
            _told=told,
            edits=tuple(PolicyEdit(edit["text"], edit["where"], edit["can_change_answers"]) for edit in told["edits"]),
            causes=causes,
            flips=Flips(self._handle, causes),
        )

    @property
    def families(self) -> int:
        """All rows, those that cannot be read included."""
        return int(self._told["families"])

    @property
    def unreadable(self) -> int:
        """Rows that are no record: INVALID before and after."""
        return int(self._told["unreadable"])

    @property
    def flip_count(self) -> int:
        """Families whose answer differs; `flips` lists as many of them as were to be kept."""
        return int(self._told["transitions"]["flips"])

    @property
    def newly_eligible(self) -> int:
        return int(self._told["transitions"]["newly_eligible"])

    @property
    def no_longer_eligible(self) -> int:
        return int(self._told["transitions"]["no_longer_eligible"])

    @property
    def matrix(self) -> Dict[str, Dict[str, int]]:
        """Families by outcome before, then after: matrix["NOT_YET"]["ELIGIBLE"]; what is 0 is there too."""
        outcomes = self._told["transitions"]["outcomes"]
        return {before: {after: outcomes[before].get(after, 0) for after in outcomes} for before in outcomes}

    def to_dict(self) -> Dict[str, Any]:
        """Everything: breakdowns, families close to thresholds, missing data, rows that are INVALID."""
        return json.loads(self.to_json())  # type: ignore[no-any-return]

    def to_json(self) -> str:
        return _made(lib.graduasi_comparison_json(self._handle))

    def text(self, language: str = "id") -> str:
        """A page for a terminal.  Errors: BadCall."""
        return _made(lib.graduasi_comparison_text(self._handle, language_code(language)))

    def html(self, language: str = "id") -> str:
        """One self-contained page for a browser or a printer: nothing is loaded and nothing runs.  Errors: BadCall."""
        return _made(lib.graduasi_comparison_html(self._handle, language_code(language)))

    def write_html(self, path: Union[str, "os.PathLike[str]"], language: str = "id") -> None:
        """Writes that page to a file.  Errors: BadCall, OSError."""
        Path(path).write_bytes(self.html(language).encode("utf-8"))

    def __str__(self) -> str:
        """The text in Indonesian, the language of the programme; text("en") for English."""
        return self.text("id")

    def __repr__(self) -> str:
        return (
            f"<Comparison of {self.families} families: {self.newly_eligible} newly eligible, "
            f"{self.no_longer_eligible} no longer>"
        )

    def _repr_html_(self) -> str:
        """For notebooks: the causes and the matrix.  Refers to nothing outside itself."""
        causes = "".join(
            f"<tr><td style='text-align:left'>{escape(cause.text('en'))}</td><td>{cause.flips:,}</td>"
            f"<td>{cause.newly_eligible:,}</td><td>{cause.no_longer_eligible:,}</td></tr>"
            for cause in self.causes
        )
        matrix = self.matrix
        head = "".join(f"<th>{escape(after)}</th>" for after in matrix)
        rows = "".join(
            f"<tr><th>{escape(before)}</th>" + "".join(f"<td>{count:,}</td>" for count in row.values()) + "</tr>"
            for before, row in matrix.items()
        )
        return (
            f"<div><strong>{self.flip_count:,} of {self.families:,} answers differ</strong>: "
            f"{self.newly_eligible:,} newly eligible, {self.no_longer_eligible:,} no longer"
            f"<table><thead><tr><th>cause</th><th>families</th><th>eligible +</th><th>eligible -</th></tr></thead>"
            f"<tbody>{causes}</tbody></table>"
            f"<table><thead><tr><th>before \\ after</th>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
        )


def _made(pointer: Any) -> str:
    if pointer == ffi.NULL:
        raise OutOfMemory("there is no memory for the text")
    return text(pointer)


def compare_tables(
    old: Policy,
    new: Policy,
    data: Any,
    as_of: Day,
    old_as_of: Optional[Day] = None,
    recorded_when_true: Sequence[str] = (),
    threads: int = 1,
    keep_flips: int = 10000,
) -> Comparison:
    """Decides a register under two policies and says whose answers differ, and because of which edits: the edit that
    alone gives a family's new answer or, where there is none, the smallest combinations that do.

    data: a table, as Policy.decide_table takes it; the path of a file with a JSON record on each line; or records one
    after the other, such as a list of dicts, each as Policy.decide takes it.
    as_of: the day of the decisions.  old_as_of: the day of the old policy, if it is another; the day then counts as an
    edit.
    threads: that work at a time, 1 to 1024; the comparison is the same.
    keep_flips: how many flips are listed at most; all are counted.

    Memory does not grow with the register.  A record that cannot be read is INVALID before and after.

    Errors: BadCall: a day outside a policy's period, or an option; BadData: the table cannot be read; OSError.
    """
    for policy in (old, new):
        if not isinstance(policy, Policy):
            raise BadCall(f"{policy!r} is no policy; make one by Policy.load(path)")
    options = ffi.new("graduasi_compare_options*")
    options.struct_size = ffi.sizeof("graduasi_compare_options")
    options.threads = _within(threads, "threads", _MOST_THREADS)
    options.kept_flips = _within(keep_flips, "keep_flips", 2**31 - 1)
    array, count, kept = _call.c_strings(recorded_when_true, "recorded_when_true")
    options.recorded_when_true = array
    options.recorded_when_true_count = count
    after = _call.day_number(as_of)
    before = after if old_as_of is None else _call.day_number(old_as_of, "old_as_of")
    out = ffi.new("graduasi_comparer**")
    error = ffi.new("graduasi_error**")
    check(lib.graduasi_comparer_new(old._handle, new._handle, before, after, options, out, error), error)
    del kept
    comparer = ffi.gc(out[0], lib.graduasi_comparer_free)
    if is_path(data) or is_records(data):
        source = os.fspath(data) if is_path(data) else ""
        for block in json_line_blocks(data):
            check(lib.graduasi_comparer_add_json_lines(comparer, block, len(block), error), error, source)
    else:
        _add_table(comparer, data, error)
    comparison = ffi.new("graduasi_comparison**")
    check(lib.graduasi_comparer_finish(comparer, comparison, error), error)
    return Comparison(comparison[0])


def _add_table(comparer: Any, data: Any, error: Any) -> None:
    source, owner = _stream_of(data)
    formats = _formats(source)
    status = lib.graduasi_comparer_add_stream(comparer, source, error)
    del owner
    try:
        check(status, error)
    except BadData as bad:
        raise BadData([_advised(finding, formats) for finding in bad.findings]) from None
