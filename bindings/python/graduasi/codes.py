"""Codes of the library as names that compare equal to the text in tables: Outcome.ELIGIBLE == "ELIGIBLE".

The lists are open.  A newer library may return a code that this package does not name: it becomes UNKNOWN_<code>, and
nothing that a program compares it with.
"""

import enum
from typing import Any, Type, TypeVar

from graduasi._native import lib

_T = TypeVar("_T", bound="Code")


class Code(str, enum.Enum):
    """A name that is text, too."""

    def __str__(self) -> str:
        return str(self.value)

    def __format__(self, format_spec: str) -> str:
        return format(str(self.value), format_spec)

    def __repr__(self) -> str:
        return f"{type(self).__name__}.{self.value}"

    @classmethod
    def _missing_(cls, value: object) -> Any:
        if not isinstance(value, str) or not value:
            return None
        member = str.__new__(cls, value)
        member._name_ = value
        member._value_ = value
        return cls._value2member_map_.setdefault(value, member)

    @classmethod
    def of(cls: Type[_T], code: int) -> _T:
        """The name of a code of the library."""
        prefix = cls.constants_prefix()
        for member in cls:
            if getattr(lib, prefix + member.value) == code:
                return member
        return cls(f"UNKNOWN_{code}")

    @classmethod
    def constants_prefix(cls) -> str:
        """How the constants of graduasi.h are called that the members are named for."""
        name = {"MissingWhy": "MISSING"}.get(cls.__name__, cls.__name__.replace("Result", "").upper())
        return f"GRADUASI_{name}_"


class Outcome(Code):
    """What was decided, from the most to the least protective."""

    INVALID = "INVALID"
    """The record contradicts itself or cannot be read: a person must look."""
    PROTECTED = "PROTECTED"
    """A safeguard holds."""
    NEEDS_DATA = "NEEDS_DATA"
    """Not eligible as it stands, and could be if the missing facts were known."""
    NOT_YET = "NOT_YET"
    """No route can be met on these facts."""
    ELIGIBLE = "ELIGIBLE"
    """A route is met: the household may be proposed (calon graduasi).  An officer decides."""


class CriterionResult(Code):
    """What became of a criterion."""

    ERROR = "ERROR"
    """The record contradicts itself here."""
    FAIL = "FAIL"
    """Not met."""
    MISSING = "MISSING"
    """Depends on a fact that is not known."""
    NOT_APPLICABLE = "NOT_APPLICABLE"
    """Says nothing about this household."""
    PASS = "PASS"
    """Met."""


class SafeguardResult(Code):
    """What became of a safeguard."""

    ERROR = "ERROR"
    HOLDS = "HOLDS"
    """The household is protected."""
    MISSING = "MISSING"
    """Not known: the household is not eligible."""
    CLEAR = "CLEAR"
    """Ruled out."""


class RouteResult(Code):
    """What became of a route."""

    ERROR = "ERROR"
    NOT_MET = "NOT_MET"
    MISSING = "MISSING"
    MET = "MET"


class Actor(Code):
    """Who can do something about a criterion that is not met."""

    UNSPECIFIED = "UNSPECIFIED"
    HOUSEHOLD = "HOUSEHOLD"
    MENTOR = "MENTOR"
    OFFICER = "OFFICER"
    NOBODY = "NOBODY"
    """Only time helps."""


class MissingWhy(Code):
    """Why a fact is missing."""

    ABSENT = "ABSENT"
    """Not recorded."""
    STALE = "STALE"
    """Recorded, but older than the policy allows."""
    IMPRECISE = "IMPRECISE"
    """A date known only to its month or year, and the day matters."""
    NO_ENTRY = "NO_ENTRY"
    """A table of the policy has no entry for this household."""
