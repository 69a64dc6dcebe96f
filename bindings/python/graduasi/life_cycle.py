"""The life cycle of a graduation: from recipient to an officer's decision, and the months of monitoring after it.

    history = graduasi.LifeHistory.start("35.79.01-0007")
    history = history.append({"event": "IDENTIFY", "on": "2025-10", "actor": "pendamping-4", "role": "MENTOR"})
    print(history.state, history.help_has_ended)
    print(history.text("en"))

A history only grows.  An event that the rules do not allow raises EventRefused, with what, why and what would be right.
"""

import json
from datetime import date
from typing import Any, Dict, Iterator, Mapping, Optional, Tuple, Union

from graduasi import _call
from graduasi._call import both, check, language_code, text
from graduasi._native import ffi, lib
from graduasi.codes import Code
from graduasi.errors import BadCall, Finding, GraduasiError, OutOfMemory
from graduasi.household import to_json
from graduasi.immutable import Immutable
from graduasi.policy import Policy
from graduasi.records import DecisionRecord, RecordDifference, differences_of


class LifeState(Code):
    """Where a family stands."""

    RECIPIENT = "RECIPIENT"
    IDENTIFIED = "IDENTIFIED"
    IN_MENTORING = "IN_MENTORING"
    NOMINATED = "NOMINATED"
    ASSESSED = "ASSESSED"
    VERIFIED = "VERIFIED"
    GRADUATED = "GRADUATED"
    MONITORED = "MONITORED"
    CLOSED = "CLOSED"
    RETURNED = "RETURNED"

    @classmethod
    def constants_prefix(cls) -> str:
        return "GRADUASI_STATE_"

    def label(self, language: str) -> str:
        """ "dalam pendampingan", "in mentoring"; the name itself of a state that this package does not know.
        Errors: BadCall."""
        code = language_code(language)
        state = getattr(lib, self.constants_prefix() + self.value, None)
        return self.value if state is None else text(lib.graduasi_state_title(state, code))


class RefusalCause(Code):
    """Why an event is refused."""

    FORM = "FORM"
    """It lacks what every event has."""
    STATE = "STATE"
    """It cannot happen in this state."""
    ROLE = "ROLE"
    """Somebody else must do it."""
    ORDER = "ORDER"
    """It lies before what has happened already."""
    CONDITION = "CONDITION"
    """Something that it needs is not there."""
    REMAINDER = "REMAINDER"
    """A correction after which a later event could not stand."""

    @classmethod
    def constants_prefix(cls) -> str:
        return "GRADUASI_REFUSED_"


class EventRefused(GraduasiError):
    """The rules do not allow an event.  Nothing has changed."""

    cause: RefusalCause
    _texts: Tuple[Dict[str, str], Dict[str, str], Dict[str, str]]

    def __init__(self, cause: RefusalCause, what: Dict[str, str], why: Dict[str, str], right: Dict[str, str]) -> None:
        super().__init__((Finding(" ".join((what["en"], why["en"], right["en"]))),), "")
        self.cause = cause
        self._texts = (what, why, right)

    def __reduce__(self) -> Tuple[Any, ...]:
        return type(self), (self.cause, *self._texts)

    def what(self, language: str) -> str:
        """What is refused, in "id" or "en".  Errors: BadCall."""
        language_code(language)
        return self._texts[0][language]

    def why(self, language: str) -> str:
        language_code(language)
        return self._texts[1][language]

    def right(self, language: str) -> str:
        """What would be right."""
        language_code(language)
        return self._texts[2][language]


class LifeEvent(Immutable):
    """An event and whose it is, such as a line of a day's events.  Immutable."""

    __slots__ = ("_handle", "_json")
    _noun = "an event"
    _handle: Any
    _json: bytes

    def __init__(self) -> None:
        raise TypeError("an event is made by LifeEvent.parse(json) or LifeEvent.of(household_id, event)")

    @classmethod
    def parse(cls, content: Any) -> "LifeEvent":
        """Reads {"household": "35.79.01-0007", "event": {"event": "NOMINATE", ...}}: a dict, or its JSON as str or
        bytes.  Whether the event may happen is for LifeHistory.append to say.  Errors: BadData with every finding."""
        data = to_json(content)
        out = ffi.new("graduasi_event**")
        error = ffi.new("graduasi_error**")
        check(lib.graduasi_event_parse_json(data, len(data), out, error), error)
        self = object.__new__(cls)
        self._hold(_handle=ffi.gc(out[0], lib.graduasi_event_free), _json=data)
        return self

    @classmethod
    def of(cls, household_id: str, event: Any) -> "LifeEvent":
        """An event of a household: a dict, or its JSON as str or bytes.  Errors: BadData with every finding."""
        return cls.parse(
            b'{"household":' + json.dumps(household_id).encode("ascii") + b',"event":' + to_json(event) + b"}"
        )

    @property
    def household_id(self) -> str:
        return text(lib.graduasi_event_household_id(self._handle))

    @property
    def wants_decision_until(self) -> Optional[date]:
        """Of an event that rests on a decision and brings none: the last day as of which that decision may be.  None of
        every other event, and of one without a date."""
        days = lib.graduasi_event_wants_decision_until_days(self._handle)
        return None if days == lib.GRADUASI_DAY_NONE else _call.day_of(days)

    @property
    def record_hash(self) -> str:
        """The hash of the record that the event names as its decision's; "" if it names none."""
        return text(lib.graduasi_event_record_hash(self._handle))

    def __reduce__(self) -> Tuple[Any, ...]:
        return LifeEvent.parse, (self._json,)

    def __repr__(self) -> str:
        return f"<LifeEvent of household {self.household_id!r}>"


def _handle_of(value: Any, kind: type, what: str) -> Any:
    if value is None:
        return ffi.NULL
    if not isinstance(value, kind):
        raise BadCall(f"{what} is {type(value).__name__}; give a {kind.__name__}")
    return value._handle  # type: ignore[attr-defined]


class LifeHistory(Immutable):
    """The events of one family, and where they have brought it.  Immutable: append gives a longer one."""

    __slots__ = ("_handle",)
    _noun = "a history"
    _instead = "append gives a longer one"
    _handle: Any

    def __init__(self) -> None:
        raise TypeError("a history is made by LifeHistory.start(household_id) or LifeHistory.parse(json)")

    @classmethod
    def start(cls, household_id: str, rules: Optional[Mapping[str, Any]] = None) -> "LifeHistory":
        """A history without events: the family receives assistance.

        rules: what the programme sets, such as {"monitoring_months": 6}.  Errors: BadData.
        """
        return cls.parse(json.dumps({"household_id": household_id, "rules": dict(rules or {})}))

    @classmethod
    def parse(cls, content: Union[str, bytes]) -> "LifeHistory":
        """Reads what to_json gave.  The events are replayed.

        Errors: BadData with every finding, or with the first event that the rules refuse.
        """
        data = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else bytes(content)
        out = ffi.new("graduasi_history**")
        error = ffi.new("graduasi_error**")
        check(lib.graduasi_history_parse_json(data, len(data), out, error), error)
        return cls._of(out[0])

    @classmethod
    def _of(cls, handle: Any) -> "LifeHistory":
        self = object.__new__(cls)
        self._hold(_handle=ffi.gc(handle, lib.graduasi_history_free))
        return self

    def append(
        self, event: Any, record: Optional[DecisionRecord] = None, policy: Optional[Policy] = None
    ) -> "LifeHistory":
        """The history with one more event: a dict, its JSON as str or bytes, or a LifeEvent.

        record, policy: an event that rests on a decision and brings none takes it from this record, with the record's
        hash; the record is decided again for that, by this policy, which is the one that it names.

        Errors: EventRefused if the rules do not allow it; BadData if it cannot be read, or if the record says something
        else when it is decided again; BadCall: a record without its policy, or of another household.
        """
        if (record is None) != (policy is None):
            raise BadCall("a record is decided again by its policy: give both, or neither")
        out = ffi.new("graduasi_history**")
        refusal = ffi.new("graduasi_refusal**")
        error = ffi.new("graduasi_error**")
        if record is None and not isinstance(event, LifeEvent):
            data = to_json(event)
            status = lib.graduasi_history_append_json(self._handle, data, len(data), out, refusal, error)
        else:
            status = lib.graduasi_history_append(
                self._handle,
                self._own(event)._handle,
                _handle_of(record, DecisionRecord, "record"),
                _handle_of(policy, Policy, "policy"),
                out,
                refusal,
                error,
            )
        check(status, error)
        if out[0] != ffi.NULL:
            return self._of(out[0])
        refused = ffi.gc(refusal[0], lib.graduasi_refusal_free)
        raise EventRefused(
            RefusalCause.of(lib.graduasi_refusal_cause(refused)),
            both(lib.graduasi_refusal_what, refused),
            both(lib.graduasi_refusal_why, refused),
            both(lib.graduasi_refusal_right, refused),
        )

    def _own(self, event: Any) -> "LifeEvent":
        return event if isinstance(event, LifeEvent) else LifeEvent.of(self.household_id, event)

    def holds(self, event: Any) -> bool:
        """Whether this very event, as append takes it, was recorded before; on whatever decision if it brings none.
        Errors: BadData if it cannot be read."""
        return bool(lib.graduasi_history_holds(self._handle, self._own(event)._handle))

    @property
    def record_hashes(self) -> Tuple[str, ...]:
        """Of every decision on which an event rests, in the order of the events, corrected ones too: the hash of its
        record, "" if it names none."""
        return _call.texts(lib.graduasi_history_record_count, lib.graduasi_history_record_hash, self._handle)

    def verify(self, record: DecisionRecord, policy: Policy) -> Tuple[RecordDifference, ...]:
        """Decides again what a record holds, by the policy that it names, and says where events that rest on it say
        something else: "events[8].decision.outcome", the event against the record.  Nothing if all say the same.

        Errors: BadCall: no record, no policy; BadData if the record says something else when it is decided again.
        """
        if record is None or policy is None:
            raise BadCall("give the record and the policy by which was decided")
        out = ffi.new("graduasi_verification**")
        error = ffi.new("graduasi_error**")
        status = lib.graduasi_history_verify(
            self._handle,
            _handle_of(record, DecisionRecord, "record"),
            _handle_of(policy, Policy, "policy"),
            out,
            error,
        )
        check(status, error)
        return differences_of(out[0])

    @property
    def household_id(self) -> str:
        return text(lib.graduasi_history_household_id(self._handle))

    @property
    def rules(self) -> Dict[str, Any]:
        """What the programme sets."""
        rules: Dict[str, Any] = self.to_dict().get("rules", {})
        return rules

    @property
    def events(self) -> Tuple[Dict[str, Any], ...]:
        """What has happened, in order; those of iteration and indexes."""
        return tuple(self.to_dict().get("events", ()))

    @property
    def state(self) -> LifeState:
        return LifeState.of(lib.graduasi_history_state(self._handle))

    @property
    def help_has_ended(self) -> bool:
        """True if the family has graduated and no objection is open."""
        return bool(lib.graduasi_history_help_has_ended(self._handle))

    @property
    def standing(self) -> Dict[str, Any]:
        """State, kind of exit, open objections, facts waited for, open findings, who has the data."""
        standing: Dict[str, Any] = json.loads(text(lib.graduasi_history_standing_json(self._handle)))
        return standing

    def text(self, language: str) -> str:
        """The family as a page of plain text in "id" or "en": where it stands, all that has happened, what can happen
        next, by whom and what that needs, and what cannot happen yet and why.  Errors: BadCall."""
        made = lib.graduasi_history_text(self._handle, language_code(language))
        if made == ffi.NULL:
            raise OutOfMemory("there is no memory for the text of the history")
        return text(made)

    def to_json(self) -> str:
        """The whole history on one line."""
        return text(lib.graduasi_history_json(self._handle))

    def to_dict(self) -> Dict[str, Any]:
        """The whole history as to_json has it."""
        whole: Dict[str, Any] = json.loads(self.to_json())
        return whole

    def __len__(self) -> int:
        return int(lib.graduasi_history_event_count(self._handle))

    def __bool__(self) -> bool:
        """True, also of a history in which nothing has happened yet."""
        return True

    def __iter__(self) -> Iterator[Dict[str, Any]]:
        return iter(self.events)

    def __getitem__(self, index: int) -> Dict[str, Any]:
        return self.events[index]

    def __eq__(self, other: object) -> bool:
        return self.to_json() == other.to_json() if isinstance(other, LifeHistory) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.to_json())

    def __str__(self) -> str:
        """The page in Indonesian, the language of the programme; text("en") for English."""
        return self.text("id")

    def __reduce__(self) -> Tuple[Any, ...]:
        return LifeHistory.parse, (self.to_json(),)

    def __repr__(self) -> str:
        return f"<LifeHistory: {len(self)} events, {self.state}>"
