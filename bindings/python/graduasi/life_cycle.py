"""The life cycle of a graduation: from recipient to an officer's decision, and the months of monitoring after it.

    history = graduasi.LifeHistory.start("35.79.01-0007")
    history = history.append({"event": "IDENTIFY", "on": "2025-10", "actor": "pendamping-4", "role": "MENTOR"})
    print(history.state, history.help_has_ended)

A history only grows.  An event that the rules do not allow raises EventRefused, with what, why and what would be right.
"""

import json
from typing import Any, Dict, Mapping, Optional, Tuple, Union

from graduasi._call import both, check, language_code, text
from graduasi._native import ffi, lib
from graduasi.codes import Code
from graduasi.errors import Finding, GraduasiError
from graduasi.household import to_json
from graduasi.immutable import Immutable


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

    def append(self, event: Any) -> "LifeHistory":
        """The history with one more event: a dict, or its JSON as str or bytes.

        Errors: EventRefused if the rules do not allow it; BadData if it cannot be read.
        """
        data = to_json(event)
        out = ffi.new("graduasi_history**")
        refusal = ffi.new("graduasi_refusal**")
        error = ffi.new("graduasi_error**")
        check(lib.graduasi_history_append_json(self._handle, data, len(data), out, refusal, error), error)
        if out[0] != ffi.NULL:
            return self._of(out[0])
        refused = ffi.gc(refusal[0], lib.graduasi_refusal_free)
        raise EventRefused(
            RefusalCause.of(lib.graduasi_refusal_cause(refused)),
            both(lib.graduasi_refusal_what, refused),
            both(lib.graduasi_refusal_why, refused),
            both(lib.graduasi_refusal_right, refused),
        )

    @property
    def household_id(self) -> str:
        return text(lib.graduasi_history_household_id(self._handle))

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

    def to_json(self) -> str:
        """The whole history on one line."""
        return text(lib.graduasi_history_json(self._handle))

    def __len__(self) -> int:
        return int(lib.graduasi_history_event_count(self._handle))

    def __reduce__(self) -> Tuple[Any, ...]:
        return LifeHistory.parse, (self.to_json(),)

    def __repr__(self) -> str:
        return f"<LifeHistory: {len(self)} events, {self.state}>"
