"""What is wrong with a register on the day it arrives, and where; nobody is named.

    report = graduasi.register_quality("register.jsonl", as_of="2026-06-15", regions=["wilayah_2025.csv"])
    print(report.text("en"))
    for kind in report.kinds:
        print(kind.code, kind.places, kind.first[0].row)
"""

import json
import os
import re
from datetime import date
from html import escape
from pathlib import Path
from typing import Any, Dict, Iterable, List, NamedTuple, Optional, Sequence, Tuple, Union

from graduasi import _call
from graduasi._call import check, language_code, text
from graduasi._native import ffi, lib
from graduasi.errors import BadCall, BadData, OutOfMemory
from graduasi.immutable import Immutable
from graduasi.policy import Policy
from graduasi.register_input import Path_, is_path, is_records, json_records, open_lines
from graduasi.table import _advised, _formats, _stream_of

_MOST_PLACES = 2**31 - 1
_COUNTS = (
    "fed",
    "readable",
    "unreadable",
    "sound",
    "with_findings",
    "invalid",
    "members",
    "ids_withheld",
    "regions_checked",
    "regions_unchecked",
)


class QualityRecord(NamedTuple):
    """Where a record is."""

    feed: str
    """The file, as it was given; "" of a table."""
    row: int
    """A line of the file, from 1; a row of a table, from 0."""
    household_id: str
    """The register's own; "" if there is none, or if it could be an identity."""


class QualityPlace(NamedTuple):
    """One thing wrong, and where."""

    record: QualityRecord
    column: int
    """Of the line, from 1; 0 if not known."""
    region: str
    path: str
    """"members[1].nik"; "" of the whole record."""
    message: str
    """What the reader or the rules say, in English; "" where the kind says all."""
    other: Optional[QualityRecord]
    """Of records that contradict each other, another one."""
    other_path: str
    region_part: str
    """Of a region code that is not in force: the part of it that is not."""
    existed_in: str
    """The latest other vintage that has that part."""
    successor: str
    """The code in force that followed."""


class QualityKind(NamedTuple):
    """A kind of thing that is wrong, and how often."""

    code: str
    """A stable name: "NIK_IN_TWO_RECORDS"."""
    effect: str
    """UNREADABLE; INVALID: the decision would be; QUESTIONABLE: it is decided, but a person should look."""
    cases: int
    """A NIK in three records is one case at three places."""
    places: int
    records: int
    regions: Dict[str, int]
    """Places by region; "" of records without a code."""
    first: Tuple[QualityPlace, ...]


class QualityRegion(NamedTuple):
    """A region's records: records = unreadable + sound + with_findings."""

    code: str
    records: int
    unreadable: int
    sound: int
    with_findings: int


class FactCompleteness(NamedTuple):
    """How much of a fact is known, in the readable records."""

    path: str
    records_lacking: int
    """In which it, or a list on the way to it, is absent at least once."""
    values: int
    """Places for it: one for each record, or for each element of the lists that are there."""
    values_lacking: int


class RegisterQuality(Immutable):
    """What was found.  fed = readable + unreadable; readable = sound + with_findings; invalid: those of with_findings on
    which the decision would be INVALID.  Made by register_quality.  Immutable."""

    __slots__ = (
        "_handle",
        "as_of",
        "fed",
        "readable",
        "unreadable",
        "sound",
        "with_findings",
        "invalid",
        "members",
        "ids_withheld",
        "regions_checked",
        "regions_unchecked",
        "kinds",
        "regions",
        "facts",
    )

    _noun = "a report"
    _handle: Any
    as_of: date
    """The day on which the register was drawn up."""
    fed: int
    readable: int
    unreadable: int
    sound: int
    with_findings: int
    invalid: int
    members: int
    """Persons in the readable records."""
    ids_withheld: int
    """Records whose id could be an identity and is shown nowhere."""
    regions_checked: int
    """Records whose region code was looked up in the lists."""
    regions_unchecked: int
    kinds: Tuple[QualityKind, ...]
    """What is wrong, by kind; only kinds that occur."""
    regions: Tuple[QualityRegion, ...]
    """Sorted; their records add up to fed."""
    facts: Tuple[FactCompleteness, ...]
    """In the order of the model."""

    def __init__(self, handle: Any) -> None:
        self._hold(_handle=ffi.gc(handle, lib.graduasi_quality_report_free))
        told = self.to_dict()
        self._hold(**{name: told[name] for name in _COUNTS})
        self._hold(
            as_of=date.fromisoformat(told["as_of"]),
            kinds=tuple(map(_kind, told["kinds"])),
            regions=tuple(
                QualityRegion(
                    region.get("code", ""),
                    region["records"],
                    region["unreadable"],
                    region["sound"],
                    region["with_findings"],
                )
                for region in told["regions"]
            ),
            facts=tuple(FactCompleteness(**fact) for fact in told["facts"]),
        )

    def text(self, language: str) -> str:
        """A page for people.  Errors: BadCall."""
        return self._must_be(lib.graduasi_quality_report_text(self._handle, language_code(language)))

    def to_json(self) -> str:
        """The whole report as one line."""
        return self._must_be(lib.graduasi_quality_report_json(self._handle))

    def to_dict(self) -> Dict[str, Any]:
        """The whole report as to_json has it."""
        whole: Dict[str, Any] = json.loads(self.to_json())
        return whole

    def __str__(self) -> str:
        """The page in Indonesian, the language of the programme; text("en") for English."""
        return self.text("id")

    def _repr_html_(self) -> str:
        """For notebooks: the counts, and the kinds of things that are wrong.  Refers to nothing outside itself."""
        rows = "".join(
            f"<tr><td style='text-align:left'>{escape(kind.code)}</td><td>{escape(kind.effect)}</td>"
            f"<td>{kind.cases:,}</td><td>{kind.places:,}</td><td>{kind.records:,}</td></tr>"
            for kind in self.kinds
        )
        return (
            f"<div><strong>{self.fed:,} records, {self.as_of}</strong>: {self.unreadable:,} unreadable, "
            f"{self.with_findings:,} with findings, {self.sound:,} sound"
            f"<table><thead><tr><th></th><th></th><th>cases</th><th>places</th><th>records</th></tr></thead>"
            f"<tbody>{rows}</tbody></table></div>"
        )

    @staticmethod
    def _must_be(made: Any) -> str:
        if made == ffi.NULL:
            raise OutOfMemory("there is no memory for the report")
        return text(made)

    def __repr__(self) -> str:
        return (
            f"<RegisterQuality: {self.fed} records, {self.unreadable} unreadable, {self.with_findings} with findings>"
        )


def _record(told: Dict[str, Any]) -> QualityRecord:
    return QualityRecord(told.get("feed", ""), told["row"], told.get("household_id", ""))


def _place(told: Dict[str, Any]) -> QualityPlace:
    other = told.get("other")
    return QualityPlace(
        _record(told),
        told.get("column", 0),
        told.get("region", ""),
        told.get("path", ""),
        told.get("message", ""),
        None if other is None else _record(other),
        "" if other is None else other.get("path", ""),
        told.get("region_part", ""),
        told.get("existed_in", ""),
        told.get("successor", ""),
    )


def _kind(told: Dict[str, Any]) -> QualityKind:
    regions: Dict[str, int] = {}
    for region in told["regions"]:
        code = region.get("code", "")
        regions[code] = regions.get(code, 0) + region["places"]
    return QualityKind(
        told["code"],
        told["effect"],
        told["cases"],
        told["places"],
        told["records"],
        regions,
        tuple(map(_place, told["first"])),
    )


def register_quality(
    data: Any,
    as_of: _call.Day,
    regions: Iterable[Path_] = (),
    vintage: Optional[str] = None,
    policy: Optional[Policy] = None,
    recorded_when_true: Sequence[str] = (),
    region_level: int = 3,
    places: int = 20,
) -> RegisterQuality:
    """Examines a register by name by address.

    data: the path of a file of records, one JSON object a line, or a list of such paths; a table, as in
    Policy.decide_table; or records one after the other, such as a list of dicts.
    as_of: the day on which the register was drawn up: nothing in it can have happened later.
    regions: files of region codes: one a line, or CSV with a column kode or code; the vintage is the year in the name.
    vintage: the one in force; None: the latest.
    policy: how many records lack a fact is counted for those that it reads; None: for all facts.
    region_level: counts are by province 1, regency or city 2, district 3, village 4.
    places: of each kind, how many the report keeps; all are counted.

    Errors: BadCall: an option is out of range or names nothing; BadData: a list of regions that is none, a column of a
    wrong type; OSError: a file cannot be read.  A record that cannot be read is no error: it is counted.
    """
    quality = _new(as_of, vintage, policy, recorded_when_true, region_level, places)
    for path in regions:
        _add_regions(quality, path)
    if is_path(data):
        _add_file(quality, data)
    elif isinstance(data, (list, tuple)) and data and all(map(is_path, data)):
        for path in data:
            _add_file(quality, path)
    elif is_records(data):
        error = ffi.new("graduasi_error**")
        for row, record in enumerate(json_records(data)):
            check(lib.graduasi_quality_add_json(quality, row, record, len(record), error), error)
    else:
        _add_table(quality, data)
    out = ffi.new("graduasi_quality_report**")
    error = ffi.new("graduasi_error**")
    check(lib.graduasi_quality_finish(quality, out, error), error)
    return RegisterQuality(out[0])


def _new(
    as_of: _call.Day,
    vintage: Optional[str],
    policy: Optional[Policy],
    recorded_when_true: Sequence[str],
    region_level: int,
    places: int,
) -> Any:
    options = ffi.new("graduasi_quality_options*")
    options.struct_size = ffi.sizeof("graduasi_quality_options")
    array, count, kept = _call.c_strings(recorded_when_true, "recorded_when_true")
    options.recorded_when_true = array
    options.recorded_when_true_count = count
    if policy is not None:
        options.policy = policy._handle
    kept_places = _whole(places, "places", 0, _MOST_PLACES)
    options.places_kept = kept_places if kept_places > 0 else lib.GRADUASI_QUALITY_NO_PLACES
    options.region_level = _whole(region_level, "region_level", 1, 4)
    name = ffi.NULL if vintage is None else ffi.new("char[]", vintage.encode("utf-8"))
    options.vintage = name
    out = ffi.new("graduasi_quality**")
    error = ffi.new("graduasi_error**")
    check(lib.graduasi_quality_new(_call.day_number(as_of), options, out, error), error)
    del kept, name
    return ffi.gc(out[0], lib.graduasi_quality_free)


def _whole(value: int, what: str, least: int, most: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise BadCall(f"{what} is {value!r}; it must be a whole number from {least} to {most}")
    return value


def _add_regions(quality: Any, path: Path_) -> None:
    content = Path(path).read_bytes()
    years: List[str] = re.findall(r"(?<!\d)\d{4}(?!\d)", Path(path).name)
    vintage = (years[-1] if years else Path(path).stem).encode("utf-8", "replace")
    error = ffi.new("graduasi_error**")
    status = lib.graduasi_quality_add_regions(quality, vintage, len(vintage), content, len(content), error)
    check(status, error, os.fspath(path))


def _add_file(quality: Any, path: Path_) -> None:
    name = os.fspath(path).encode("utf-8", "replace")
    error = ffi.new("graduasi_error**")
    with open_lines(path) as lines:
        check(lib.graduasi_quality_start_feed(quality, name, len(name), error), error)
        for number, line in enumerate(lines, 1):
            record = line[:-1] if line.endswith(b"\n") else line
            check(lib.graduasi_quality_add_json(quality, number, record, len(record), error), error)


def _add_table(quality: Any, data: Any) -> None:
    source, owner = _stream_of(data)
    formats = _formats(source)
    error = ffi.new("graduasi_error**")
    status = lib.graduasi_quality_add_stream(quality, source, error)
    del owner
    try:
        check(status, error)
    except BadData as bad:
        raise BadData([_advised(finding, formats) for finding in bad.findings]) from None
