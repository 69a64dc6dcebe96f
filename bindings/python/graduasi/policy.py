"""A policy: read once, then asked about households and registers."""

import os
from datetime import date
from pathlib import Path
from typing import Any, Literal, Optional, Sequence, Tuple, Union

from graduasi import _call
from graduasi._call import Day, both, check, language_code, text, texts
from graduasi._native import ffi, lib
from graduasi.decision import Decision, PolicyRanking, Rule
from graduasi.errors import BadCall
from graduasi.household import to_json
from graduasi.immutable import Immutable
from graduasi.outlook import Outlook, look_ahead
from graduasi.table import Decisions, decide_table

Form = Literal["text", "json", "binary"]

_PARSE = {
    "text": lib.graduasi_policy_parse,
    "json": lib.graduasi_policy_parse_json,
    "binary": lib.graduasi_policy_parse_binary,
}
_SUFFIXES = {
    ".txtpb": "text",
    ".textproto": "text",
    ".textpb": "text",
    ".json": "json",
    ".binpb": "binary",
    ".pb": "binary",
}
# Bytes that no text has, and the tag of the second field of any binary policy is one of them.
_NOT_TEXT = frozenset(range(0x20)) - frozenset(b"\t\n\v\f\r")


def _form_of(content: bytes) -> str:
    if not _NOT_TEXT.isdisjoint(content):
        return "binary"
    return "json" if content.lstrip()[:1] == b"{" else "text"


class Policy(Immutable):
    """A checked and compiled policy.  Immutable: read it once, share it among threads.  It can be pickled, and so sent
    to other processes, where it is compiled again."""

    __slots__ = ("_handle", "_content", "_form", "_source")
    _noun = "a policy"

    def __init__(self) -> None:
        raise TypeError("a policy is made by Policy.load(path) or Policy.parse(text)")

    @classmethod
    def load(cls, path: Union[str, "os.PathLike[str]"], form: Optional[Form] = None) -> "Policy":
        """Reads a policy from a file: protobuf text (the form in which authors write it), protobuf JSON, or binary
        protobuf.

        The form is told by the suffix: .txtpb, .textproto and .textpb are text, .json is JSON, .binpb and .pb are
        binary. With any other suffix it is told by the content, as parse does.  `form` overrules both.

        Errors: BadPolicy with every finding and its place in the file; Unsupported; OSError.
        """
        content = Path(path).read_bytes()
        told = form or _SUFFIXES.get(Path(path).suffix.lower()) or _form_of(content)
        return cls._make(content, told, os.fspath(path))

    @classmethod
    def parse(cls, content: Union[str, bytes], form: Optional[Form] = None) -> "Policy":
        """Makes a policy of its text, JSON or bytes.

        The form is told by the content: bytes that no text has make it binary, a brace at the beginning makes it JSON,
        all else is protobuf text.  `form` overrules that.

        Errors: BadPolicy with every finding, its line and column; Unsupported.
        """
        data = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else bytes(content)
        return cls._make(data, form or _form_of(data), "")

    @classmethod
    def _make(cls, content: bytes, form: str, source: str) -> "Policy":
        if form not in _PARSE:
            raise BadCall(f"there is no form {form!r}; the forms are 'text', 'json' and 'binary'")
        out = ffi.new("graduasi_policy**")
        error = ffi.new("graduasi_error**")
        check(_PARSE[form](content, len(content), out, error), error, source)
        self = object.__new__(cls)
        self._hold(_handle=ffi.gc(out[0], lib.graduasi_policy_free), _content=content, _form=form, _source=source)
        return self

    _handle: Any
    _content: bytes
    _form: str
    _source: str

    def __reduce__(self) -> Tuple[Any, ...]:
        return Policy._make, (self._content, self._form, self._source)

    @property
    def source(self) -> str:
        """The file it was read from; "" if from none."""
        return self._source

    @property
    def id(self) -> str:
        return text(lib.graduasi_policy_id(self._handle))

    @property
    def version(self) -> str:
        return text(lib.graduasi_policy_version(self._handle))

    @property
    def hash(self) -> str:
        """Names what the policy says: SHA-256, 64 lower-case hexadecimal digits.  Layout, comments and the form it was
        read from make no difference; anything else does."""
        return text(lib.graduasi_policy_hash(self._handle))

    def title(self, language: str) -> str:
        """The title in "id" (Indonesian) or "en" (English); "" if its author left it out.  Errors: BadCall."""
        return text(lib.graduasi_policy_title(self._handle, language_code(language)))

    @property
    def effective_from(self) -> date:
        """The first day on which the policy decides."""
        return _call.day_of(lib.graduasi_policy_effective_from_days(self._handle))

    @property
    def effective_until(self) -> Optional[date]:
        """The first day on which it does not any more; None if that is open."""
        days = lib.graduasi_policy_effective_until_days(self._handle)
        return None if days == lib.GRADUASI_DAY_OPEN else _call.day_of(days)

    @property
    def is_synthetic(self) -> bool:
        """An example, and not for decisions about people."""
        return bool(lib.graduasi_policy_is_synthetic(self._handle))

    @property
    def criteria(self) -> Tuple[Rule, ...]:
        """In the policy's order, which is also that of the results in a decision; so the next two."""
        return self._rules("criterion")

    @property
    def safeguards(self) -> Tuple[Rule, ...]:
        return self._rules("safeguard")

    @property
    def routes(self) -> Tuple[Rule, ...]:
        return self._rules("route")

    def _rules(self, kind: str) -> Tuple[Rule, ...]:
        count = getattr(lib, f"graduasi_policy_{kind}_count")(self._handle)
        read_id = getattr(lib, f"graduasi_policy_{kind}_id")
        read_title = getattr(lib, f"graduasi_policy_{kind}_title")
        return tuple(Rule(text(read_id(self._handle, i)), both(read_title, self._handle, i)) for i in range(count))

    @property
    def facts_read(self) -> Tuple[str, ...]:
        """Paths of the facts that decisions by the policy read, sorted: "household.members[].born_on"."""
        return texts(lib.graduasi_policy_fact_read_count, lib.graduasi_policy_fact_read, self._handle)

    @property
    def ranking(self) -> Optional[PolicyRanking]:
        """In which order the eligible stand before a target; None if the policy declares no order."""
        own = self._handle
        if lib.graduasi_policy_ranking_id(own) == ffi.NULL:
            return None
        return PolicyRanking(
            text(lib.graduasi_policy_ranking_id(own)),
            both(lib.graduasi_policy_ranking_title, own),
            self._rules("ranking_key"),
            texts(lib.graduasi_policy_ranking_fact_read_count, lib.graduasi_policy_ranking_fact_read, own),
        )

    def decide(self, household: Any, as_of: Day, recorded_when_true: Sequence[str] = ()) -> Decision:
        """Decides one household as of a day.

        household: a dict or a dataclass whose keys are those of graduasi.facts(), or its JSON as str or bytes.  What is
        not known is left out, or None.  Dates are datetime.date, or text where only month or year is known ("2025-11",
        "2025"); money is whole rupiah, an int; NIK and KK are text of 16 digits; named values are text, such as "HEAD".
        as_of: a datetime.date, or text such as "2026-06-15".
        recorded_when_true: paths of yes-or-no facts that the register records only when they are true.

        There is a decision for every record that JSON can express: one that contradicts itself or cannot be read is
        INVALID, and `findings` says where and why.

        Errors: BadCall: the day is outside the policy's period, or recorded_when_true names no yes-or-no fact; BadData:
        a value that no record can hold, such as a datetime or NaN, by its place.
        """
        days = _call.day_number(as_of)
        record = to_json(household)
        array, count, kept = _call.c_strings(recorded_when_true, "recorded_when_true")
        options = ffi.new("graduasi_decide_options*")
        options.struct_size = ffi.sizeof("graduasi_decide_options")
        options.recorded_when_true = array
        options.recorded_when_true_count = count
        out = ffi.new("graduasi_decision**")
        error = ffi.new("graduasi_error**")
        check(lib.graduasi_decide_json(self._handle, record, len(record), days, options, out, error), error)
        del kept
        return Decision(out[0])

    def look_ahead(
        self,
        household: Any,
        as_of: Day,
        until: Optional[Day] = None,
        most_sets: int = 8,
        recorded_when_true: Sequence[str] = (),
    ) -> Outlook:
        """Looks ahead for one household from a day: when its answer changes if nothing else happens, and the smallest
        sets of changes that somebody can make and with which it could be proposed.

        household, as_of, recorded_when_true: as in decide.
        until: the first day that is not looked at; None: five years on.  The end of the policy's period comes first.
        most_sets: sets of changes that are listed at most, 1 to 1000.

        There is an outlook for every record that JSON can express; of one that cannot be read nothing is ahead, and
        `findings` says why.  It takes some hundred times as long as a decision: every day on
        which something turns is decided, and many sets of changes.

        Errors: BadCall: the day is outside the policy's period, until is not after it, or an option; BadData: a value
        that no record can hold, by its place.
        """
        return look_ahead(self._handle, household, as_of, until, most_sets, recorded_when_true)

    def decide_table(
        self,
        data: Any,
        as_of: Day,
        recorded_when_true: Sequence[str] = (),
        threads: int = 1,
        batch_rows: Optional[int] = None,
    ) -> Decisions:
        """Decides a register: one row for each row, in order.

        data: anything with __arrow_c_stream__ or __arrow_c_array__: a pyarrow Table, RecordBatch or RecordBatchReader,
        a polars DataFrame, a DuckDB relation, a pandas DataFrame; a pyarrow Dataset, too.  Columns are named as the
        facts, records are structs, and lists of records lists of structs; graduasi.nest makes such a table of flat
        ones.  A DuckDB relation is best made on a connection of its own (source = duckdb.connect(); source.sql(...)):
        it is read while whatever reads the decisions runs, and one connection runs one query at a time.  DuckDB before
        2.0 brings a relation into memory as a whole.
        threads: that work at a time, 1 to 1024.  batch_rows: households evaluated at a time, 1 to 65536; None: 2048.
        Neither changes what comes out.

        Gives a Decisions, which is itself a stream: rows are decided when they are asked for, so memory does not grow
        with the register.

        Errors: BadCall: the day is outside the policy's period, an option is out of range, or the data is no table;
        BadData: a finding for each column of a wrong type, or none of the columns that the policy reads.
        """
        return decide_table(self._handle, data, _call.day_number(as_of), recorded_when_true, threads, batch_rows)

    def __eq__(self, other: object) -> bool:
        return self.hash == other.hash if isinstance(other, Policy) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.hash)

    def __repr__(self) -> str:
        until = f" until {self.effective_until}" if self.effective_until else ""
        title = self.title("en") or self.title("id")
        return f"<Policy {self.id} {self.version}: {title}, from {self.effective_from}{until}>"
