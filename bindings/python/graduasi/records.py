"""Records of decisions: kept in a chain, so that anybody can decide again later what was decided, and see the same.

    chain = []
    for household in households:
        previous = chain[-1] if chain else None
        chain.append(graduasi.DecisionRecord.make(policy, household, as_of="2026-06-15", previous=previous))
    Path("2026.records.jsonl").write_text("".join(record.line + "\\n" for record in chain))

    previous = None
    for record in graduasi.read_records("2026.records.jsonl"):
        for difference in record.verify(policy, previous):
            print(record.number, difference.field, difference.recorded, difference.recomputed)
        previous = record
"""

import json
import os
from datetime import date
from typing import Any, Dict, Iterator, NamedTuple, Optional, Sequence, Tuple, Union

from graduasi import _call
from graduasi._call import Day, check, text
from graduasi._native import ffi, lib
from graduasi.codes import Outcome
from graduasi.errors import BadCall, BadData
from graduasi.household import to_json
from graduasi.immutable import Immutable
from graduasi.policy import Policy


class RecordDifference(NamedTuple):
    """Where a record does not say what it should."""

    field: str
    """"criteria[G07].result", "previous"."""
    recorded: str
    """As the record has it; "" if it has nothing there."""
    recomputed: str
    """As it should be; "" if there should be nothing."""


class DecisionRecord(Immutable):
    """One decision with everything it rests on, chained to the one before by its hash.  It holds no NIK, KK number,
    name or address unless asked to.  Immutable."""

    __slots__ = ("_handle",)
    _noun = "a record"
    _handle: Any

    def __init__(self) -> None:
        raise TypeError("a record is made by DecisionRecord.make(policy, household, as_of) or .parse(line)")

    @classmethod
    def make(
        cls,
        policy: Policy,
        household: Any,
        as_of: Day,
        previous: "Optional[DecisionRecord]" = None,
        recorded_when_true: Sequence[str] = (),
        seal_key: bytes = b"",
        identities_in_clear: bool = False,
    ) -> "DecisionRecord":
        """Decides one household, as Policy.decide does, and records it after `previous` (None: the first of a chain).

        seal_key: a secret of the office, at least 32 bytes: with it the office can show later whose record it is.
        identities_in_clear: keep NIK, KK number, name and address; otherwise stand-ins take their place.

        Errors: BadCall as Policy.decide; a key that is too short; a policy whose answer changes with stand-ins, since
        it asks who somebody is.  BadData: a value that no record can hold.
        """
        _want(policy, Policy, "policy")
        before = ffi.NULL if previous is None else _want(previous, DecisionRecord, "previous")._handle
        days = _call.day_number(as_of)
        record = to_json(household)
        array, count, kept = _call.c_strings(recorded_when_true, "recorded_when_true")
        key = _key(seal_key)
        options = ffi.new("graduasi_record_options*")
        options.struct_size = ffi.sizeof("graduasi_record_options")
        options.recorded_when_true = array
        options.recorded_when_true_count = count
        options.seal_key = key
        options.seal_key_size = len(seal_key)
        options.identities_in_clear = 1 if identities_in_clear else 0
        out = ffi.new("graduasi_record**")
        error = ffi.new("graduasi_error**")
        check(
            lib.graduasi_record_make_json(policy._handle, record, len(record), days, options, before, out, error), error
        )
        del kept
        return cls._of(out[0])

    @classmethod
    def parse(cls, line: Union[str, bytes]) -> "DecisionRecord":
        """Reads a line, without its line feed.  Errors: BadData if any bit of it is not as it was written."""
        data = line.encode("utf-8", "surrogatepass") if isinstance(line, str) else bytes(line)
        out = ffi.new("graduasi_record**")
        error = ffi.new("graduasi_error**")
        check(lib.graduasi_record_parse(data, len(data), out, error), error)
        return cls._of(out[0])

    @classmethod
    def _of(cls, handle: Any) -> "DecisionRecord":
        self = object.__new__(cls)
        self._hold(_handle=ffi.gc(handle, lib.graduasi_record_free))
        return self

    @property
    def line(self) -> str:
        """The record as one line of text, without line feed."""
        return text(lib.graduasi_record_line(self._handle))

    def to_dict(self) -> Dict[str, Any]:
        """What the line says: the policy, all inputs, and the whole result with its reasons."""
        whole: Dict[str, Any] = json.loads(self.line)
        return whole

    @property
    def number(self) -> int:
        """In its chain, from 1."""
        return int(lib.graduasi_record_number(self._handle))

    @property
    def hash(self) -> str:
        """The name of the record; that of the last one is the head of the chain, to be kept elsewhere."""
        return text(lib.graduasi_record_hash(self._handle))

    @property
    def previous_hash(self) -> str:
        """That of the record before; 64 zeros in the first."""
        return text(lib.graduasi_record_previous_hash(self._handle))

    @property
    def policy_hash(self) -> str:
        """Which policy decided: its Policy.hash."""
        return text(lib.graduasi_record_policy_hash(self._handle))

    @property
    def household_id(self) -> str:
        """The register's own; "" if it is not known."""
        return text(lib.graduasi_record_household_id(self._handle))

    @property
    def as_of(self) -> date:
        return _call.day_of(lib.graduasi_record_as_of_days(self._handle))

    @property
    def outcome(self) -> Outcome:
        return Outcome.of(lib.graduasi_record_outcome(self._handle))

    @property
    def is_replayable(self) -> bool:
        """False if the register's record could not be read, so that there is nothing to decide again."""
        return bool(lib.graduasi_record_is_replayable(self._handle))

    def verify(self, policy: Policy, previous: "Optional[DecisionRecord]" = None) -> Tuple[RecordDifference, ...]:
        """Decides again and holds the record against it, and against its place after `previous` (None: the first).

        Gives every difference; nothing if the record says what it should, to the bit.
        """
        _want(policy, Policy, "policy")
        before = ffi.NULL if previous is None else _want(previous, DecisionRecord, "previous")._handle
        out = ffi.new("graduasi_verification**")
        error = ffi.new("graduasi_error**")
        check(lib.graduasi_record_verify(self._handle, before, policy._handle, out, error), error)
        return differences_of(out[0])

    def compare(self, household: Any, seal_key: bytes = b"") -> Tuple[RecordDifference, ...]:
        """Holds the record against the household as the register has it now: its facts, and with a key the seal.

        Errors: BadData if the household cannot be read.
        """
        record = to_json(household)
        key = _key(seal_key)
        out = ffi.new("graduasi_verification**")
        error = ffi.new("graduasi_error**")
        check(
            lib.graduasi_record_compare_json(self._handle, record, len(record), key, len(seal_key), out, error), error
        )
        return differences_of(out[0])

    def __eq__(self, other: object) -> bool:
        return self.hash == other.hash if isinstance(other, DecisionRecord) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.hash)

    def __reduce__(self) -> Tuple[Any, ...]:
        return DecisionRecord.parse, (self.line,)

    def __repr__(self) -> str:
        return f"<DecisionRecord {self.number}: {self.outcome} as of {self.as_of}>"


def read_records(path: Union[str, "os.PathLike[str]"]) -> Iterator[DecisionRecord]:
    """The records of a file, one on each line, as they are asked for.

    Errors: BadData with the line, if any bit of a record is not as it was written, or the last line has no end; OSError.
    """
    with open(path, "rb") as file:
        for number, line in enumerate(file, 1):
            try:
                if not line.endswith(b"\n"):
                    raise BadData("the file ends in the middle of a line; some of it is missing")
                record = DecisionRecord.parse(line[:-1])
            except BadData as bad:
                findings = [finding._replace(line=number) for finding in bad.findings]
                raise BadData(findings, os.fspath(path)) from None
            yield record


def differences_of(handle: Any) -> Tuple[RecordDifference, ...]:
    verification = ffi.gc(handle, lib.graduasi_verification_free)
    return tuple(
        RecordDifference(
            text(lib.graduasi_verification_field(verification, index)),
            text(lib.graduasi_verification_recorded(verification, index)),
            text(lib.graduasi_verification_recomputed(verification, index)),
        )
        for index in range(lib.graduasi_verification_difference_count(verification))
    )


def _key(seal_key: bytes) -> Any:
    if not isinstance(seal_key, (bytes, bytearray)):
        raise BadCall(f"seal_key is {type(seal_key).__name__}; give bytes, at least 32 that nobody can guess")
    return ffi.from_buffer(seal_key) if seal_key else ffi.NULL


def _want(value: Any, kind: type, what: str) -> Any:
    if not isinstance(value, kind):
        raise BadCall(f"{what} is {type(value).__name__}; give a {kind.__name__}")
    return value
