"""What lies ahead of one household: when its answer changes if nothing else happens, and what would change it.

    outlook = policy.look_ahead(household, as_of=date(2026, 6, 15))
    print(outlook.explain("en"))
    print(outlook.eligible_from)
    for changes in outlook.change_sets:
        print(changes.day, [change.text("en") for change in changes.changes])

It promises nothing: it says what the policy would answer.
"""

import json
from dataclasses import dataclass, field
from datetime import date
from html import escape
from typing import Any, Dict, List, Mapping, Optional, Sequence, Tuple, Union

from graduasi import _call
from graduasi._call import Day, check, language_code, text
from graduasi._native import ffi, lib
from graduasi.codes import Actor, Code, CriterionResult, Outcome, SafeguardResult
from graduasi.errors import BadCall, Finding, OutOfMemory
from graduasi.household import to_json
from graduasi.immutable import Immutable

_MOST_SETS = 1000


class CauseKind(Code):
    """What the passing of time does to an answer."""

    AGE = "AGE"
    """A member grows older."""
    ELAPSED = "ELAPSED"
    """Time since another day, as the policy counts it."""
    STALE = "STALE"
    """A record grows older than the policy allows."""
    PARAMETER = "PARAMETER"
    """Another value of the policy starts to hold."""
    EVENT = "EVENT"
    """What is recorded with a later day comes into view."""
    RECORD = "RECORD"
    """The record itself begins or ceases to contradict itself."""


class ObstacleKind(Code):
    """What stands in the way of a route."""

    RECORD = "RECORD"
    """The record contradicts itself."""
    SAFEGUARD = "SAFEGUARD"
    """A safeguard holds."""
    MISSING = "MISSING"
    """Facts would have to be known first."""
    NOBODY = "NOBODY"
    """A criterion that only time, or nothing, changes."""
    NO_MEANS = "NO_MEANS"
    """No recorded fact that people can change meets the criterion."""
    NOT_ANALYSABLE = "NOT_ANALYSABLE"
    """A comparison that is no simple function of something that can be changed."""

    @classmethod
    def constants_prefix(cls) -> str:
        return "GRADUASI_OBSTACLE_"


@dataclass(frozen=True)
class TurnCause:
    """Why something turns on a day."""

    kind: CauseKind
    path: str
    """Of the fact, "household.assistance[0].recorded_on", or of the parameter, "params.umk"."""
    date: str
    """As recorded: "2025-11-15", "2025-11"; of a parameter the day from which its value holds; "" if there is none."""
    expression: str
    """The comparison of the policy that may turn; "" of what is no comparison."""


@dataclass(frozen=True)
class ResultChange:
    """A criterion or a safeguard whose result is another one from a day on."""

    id: str
    before: Union[CriterionResult, SafeguardResult]
    after: Union[CriterionResult, SafeguardResult]
    causes: Tuple[TurnCause, ...]
    """What turns on that day in what it reads; none if each day was decided."""


@dataclass(frozen=True)
class Turn:
    """A day on which the answer, or a result behind it, is another than on the day before."""

    day: date
    before: Outcome
    after: Outcome
    route_before: str
    """Of ELIGIBLE, else ""."""
    route_after: str
    changes_answer: bool
    """The outcome changes or, of ELIGIBLE, the route; otherwise only results of criteria do."""
    results: Tuple[ResultChange, ...]
    """Criteria, then safeguards, in the policy's order."""
    causes: Tuple[TurnCause, ...]
    """Of what concerns the whole record; mostly none."""


@dataclass(frozen=True)
class RecordEdit:
    """One edit of a household's record."""

    kind: str
    """"SET", "ADD" or "REMOVE"."""
    path: str
    """"household.incomes"."""
    value: Any
    """What is set or added, as Python has it: 5, "DURABLE", a dict; None of REMOVE."""


@dataclass(frozen=True)
class PossibleChange:
    """One thing that somebody can do, with exactly as much as is needed."""

    criterion: str
    """Id of the criterion that asks for it."""
    expression: str
    """The comparison that becomes true."""
    actor: Actor
    """Who can do it."""
    path: str
    """The fact that changes: "household.incomes[].amount_idr" of a new record."""
    name: str
    """What the register calls the record, such as a finding's "E12"; "" if it does not."""
    number_before: Optional[int]
    """Of a number: the recorded one; None if nothing like it is recorded, or if the fact is no number."""
    number_after: Optional[int]
    """Of a number: the one that is needed; None if the fact is no number."""
    difference: Optional[int]
    """Of a number: by how much it has to change; None if the fact is no number."""
    unit: str
    """"IDR per month"; "" if there is none."""
    value_before: str
    """Of anything else: "SEMI_DURABLE"; "" if nothing is recorded."""
    value_after: str
    texts: Mapping[str, str] = field(repr=False)
    edits: Tuple[RecordEdit, ...] = field(repr=False)
    """Of the record, in this order: they say that it was done on the day of the outlook."""

    def text(self, language: str) -> str:
        """What has to be done, in words with figures, in "id" or "en": "2 more P2K2 sessions".  Errors: BadCall."""
        language_code(language)
        return self.texts[language]


@dataclass(frozen=True)
class ChangeSet:
    """Changes that together let the household be proposed."""

    day: date
    """From which it is ELIGIBLE, if all of them happen on the day of the outlook."""
    route: str
    changes: Tuple[PossibleChange, ...]
    """None: waiting is enough."""


@dataclass(frozen=True)
class Obstacle:
    """What stands in the way of a route and is in nobody's hands, or is not known."""

    kind: ObstacleKind
    id: str
    """Of the criterion, safeguard or route."""
    expression: str
    """As the policy has it, if one comparison is meant, else ""."""
    facts: Tuple[str, ...]
    """Paths of the facts that would have to be known."""
    until: Optional[date]
    """From this day on it is no longer in the way if nothing else happens; None: not before the end of the outlook."""


@dataclass(frozen=True)
class RouteOutlook:
    """What stands in the way of one route."""

    id: str
    is_sought: bool
    """False: nobody works towards a route of this kind, so no changes were looked for."""
    obstacles: Tuple[Obstacle, ...]


class Outlook(Immutable):
    """What lies ahead of one household.  Made by Policy.look_ahead.  Days are those on which the policy would say so if
    nothing else happens; it promises nothing.  Immutable, and safe to share among threads."""

    __slots__ = ("_handle", "_parsed")
    _noun = "an outlook"
    _handle: Any
    _parsed: Optional[Dict[str, Any]]

    def __init__(self, handle: Any) -> None:
        self._hold(_handle=ffi.gc(handle, lib.graduasi_outlook_free), _parsed=None)

    @property
    def household_id(self) -> str:
        """The record's own identifier; "" if it has none."""
        return text(lib.graduasi_outlook_household_id(self._handle))

    @property
    def policy_id(self) -> str:
        return str(self._told["policy_id"])

    @property
    def policy_version(self) -> str:
        return str(self._told["policy_version"])

    @property
    def as_of(self) -> date:
        """The day from which was looked ahead."""
        return date.fromisoformat(self._told["as_of"])

    @property
    def outcome(self) -> Outcome:
        """On that day: INVALID, PROTECTED, NEEDS_DATA, NOT_YET or ELIGIBLE."""
        return Outcome.of(lib.graduasi_outlook_outcome(self._handle))

    @property
    def until(self) -> date:
        """The first day that was not looked at."""
        return _call.day_of(lib.graduasi_outlook_until_days(self._handle))

    @property
    def ends_with_policy(self) -> bool:
        """Nothing is known of later days because the policy is no longer in effect."""
        return bool(lib.graduasi_outlook_ends_with_policy(self._handle))

    @property
    def looked_at_every_day(self) -> bool:
        """The policy reads the day in a way that foretells no days, so each was decided; no causes are known."""
        return bool(lib.graduasi_outlook_looked_at_every_day(self._handle))

    @property
    def first_change(self) -> Optional[date]:
        """The first day on which the outcome or, of ELIGIBLE, the route is another; None: none before `until`."""
        return _day(lib.graduasi_outlook_first_change_days(self._handle))

    @property
    def eligible_from(self) -> Optional[date]:
        """The first day on which the household is ELIGIBLE, the day of the outlook included; None: none before
        `until`."""
        return _day(lib.graduasi_outlook_eligible_from_days(self._handle))

    @property
    def eligible_until(self) -> Optional[date]:
        """The first day after that on which it no longer is; None: none before `until`."""
        return _day(lib.graduasi_outlook_eligible_until_days(self._handle))

    @property
    def turns(self) -> Tuple[Turn, ...]:
        """All days on which the answer or a result is another than on the day before, in order."""
        return tuple(map(_turn, self._part("timeline", "turns")))

    @property
    def change_sets(self) -> Tuple[ChangeSet, ...]:
        """The smallest sets of changes with which the household is ELIGIBLE: smallest first, then by day.  None if it is
        ELIGIBLE already, or if nothing that people can do is enough."""
        return tuple(
            ChangeSet(
                date.fromisoformat(told["day"]), told.get("route", ""), tuple(map(_change, told.get("changes", ())))
            )
            for told in self._part("changes", "sets")
        )

    @property
    def change_sets_are_cut(self) -> bool:
        """More sets were possible than are listed; `most_sets` of look_ahead says how many are."""
        return bool(lib.graduasi_outlook_sets_are_cut(self._handle))

    @property
    def possible_changes(self) -> Tuple[PossibleChange, ...]:
        """Every single change that was considered, whether or not it is enough."""
        return tuple(map(_change, self._part("changes", "available")))

    @property
    def routes(self) -> Tuple[RouteOutlook, ...]:
        """Of each route, in the policy's order, what is in nobody's hands or not known; none if the record could not be
        read."""
        return tuple(
            RouteOutlook(told["route"], told["sought"], tuple(map(_obstacle, told.get("obstacles", ()))))
            for told in self._part("changes", "routes")
        )

    @property
    def findings(self) -> Tuple[Finding, ...]:
        """What is wrong with a record that could not be read; nothing else is known of it then."""
        return tuple(
            Finding(told["message"], told.get("path", ""), told.get("line", 0), told.get("column", 0))
            for told in self._told.get("findings", ())
        )

    @property
    def _told(self) -> Dict[str, Any]:
        told = self._parsed
        if told is None:
            told = self.to_dict()
            self._hold(_parsed=told)
        return told

    def _part(self, whole: str, name: str) -> Sequence[Dict[str, Any]]:
        part: Sequence[Dict[str, Any]] = self._told.get(whole, {}).get(name, ())
        return part

    def explain(self, language: str) -> str:
        """A few lines of plain text in "id" (Indonesian) or "en" (English): when the household is ready at the
        earliest, what can be done and by whom, or what is in the way; "" if there is nothing to say.
        Errors: BadCall: another language."""
        return _made(lib.graduasi_outlook_text(self._handle, language_code(language)), "text")

    def to_json(self) -> str:
        """The whole outlook (graduasi.v1.Outlook) as one line of protobuf JSON, with the comparisons behind it."""
        return _made(lib.graduasi_outlook_json(self._handle), "JSON")

    def to_dict(self) -> Dict[str, Any]:
        """The whole outlook as to_json has it."""
        whole: Dict[str, Any] = json.loads(self.to_json())
        return whole

    def __eq__(self, other: object) -> bool:
        return self.to_json() == other.to_json() if isinstance(other, Outlook) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.to_json())

    def __repr__(self) -> str:
        ready = f"ELIGIBLE from {self.eligible_from}" if self.eligible_from else f"not ELIGIBLE before {self.until}"
        return (
            f"<Outlook of household {self.household_id!r}: {self.outcome} as of {self.as_of}, {ready}; "
            f"{len(self.change_sets)} sets of changes>"
        )

    def __str__(self) -> str:
        """The text in Indonesian, the language of the programme; explain("en") for English."""
        return self.explain("id")

    def _repr_html_(self) -> str:
        """For notebooks: the days, the sets of changes and what is in the way.  Refers to nothing outside itself."""
        about = f"{self.household_id or '–'} · {self.policy_id} {self.policy_version} · {self.as_of}"
        rows: List[Tuple[str, str, str]] = []
        for turn in self.turns:
            if turn.changes_answer:
                route = f" · {turn.route_after}" if turn.route_after else ""
                rows.append((str(turn.day), f"{turn.before} → {turn.after}{route}", ""))
        for changes in self.change_sets:
            indonesian, english = ("; ".join(change.text(it) for change in changes.changes) for it in ("id", "en"))
            rows.append((f"{changes.day} · {changes.route}", indonesian or "–", english or "–"))
        for ahead in self.routes:
            for obstacle in ahead.obstacles:
                until = f"until {obstacle.until}" if obstacle.until else ""
                rows.append((f"{ahead.id}: {obstacle.id}", str(obstacle.kind), until))
        for finding in self.findings:
            rows.append((finding.path, "INVALID", finding.message))
        body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
        return (
            f"<div><strong>{escape(str(self.outcome))}</strong><br>{escape(about)}"
            f'<table><tbody style="text-align:left">{body}</tbody></table></div>'
        )


def look_ahead(
    policy: Any, household: Any, as_of: Day, until: Optional[Day], most_sets: int, recorded_when_true: Sequence[str]
) -> Outlook:
    """As Policy.look_ahead; policy is a graduasi_policy*."""
    days = _call.day_number(as_of)
    options = ffi.new("graduasi_outlook_options*")
    options.struct_size = ffi.sizeof("graduasi_outlook_options")
    if until is not None:
        options.until_days = _call.later_day(until, "until", as_of, "the day of the outlook")
    if isinstance(most_sets, bool) or not isinstance(most_sets, int) or not 1 <= most_sets <= _MOST_SETS:
        raise BadCall(f"most_sets is {most_sets!r}; it must be a whole number from 1 to {_MOST_SETS}")
    options.most_sets = most_sets
    record = to_json(household)
    array, count, kept = _call.c_strings(recorded_when_true, "recorded_when_true")
    options.recorded_when_true = array
    options.recorded_when_true_count = count
    out = ffi.new("graduasi_outlook**")
    error = ffi.new("graduasi_error**")
    check(lib.graduasi_foresee_json(policy, record, len(record), days, options, out, error), error)
    del kept
    return Outlook(out[0])


def _made(pointer: Any, what: str) -> str:
    if pointer == ffi.NULL:
        raise OutOfMemory(f"there is no memory for the {what} of the outlook")
    return text(pointer)


def _day(days: int) -> Optional[date]:
    return None if days == lib.GRADUASI_DAY_NONE else _call.day_of(days)


def _causes(told: Dict[str, Any]) -> Tuple[TurnCause, ...]:
    return tuple(
        TurnCause(CauseKind(cause["kind"]), cause.get("path", ""), cause.get("date", ""), cause.get("expression", ""))
        for cause in told.get("causes", ())
    )


def _turn(told: Dict[str, Any]) -> Turn:
    return Turn(
        date.fromisoformat(told["day"]),
        Outcome(told["before"]),
        Outcome(told["after"]),
        told.get("route_before", ""),
        told.get("route_after", ""),
        told["answer_changes"],
        tuple(map(_result, told.get("results", ()))),
        _causes(told),
    )


def _result(told: Dict[str, Any]) -> ResultChange:
    kind = SafeguardResult if told["safeguard"] else CriterionResult
    return ResultChange(told["id"], kind(told["before"]), kind(told["after"]), _causes(told))


def _number(told: Dict[str, Any], name: str) -> Optional[int]:
    value = told.get(name)  # int64 is a text in protobuf JSON
    return None if value is None else int(value)


def _change(told: Dict[str, Any]) -> PossibleChange:
    return PossibleChange(
        told.get("criterion", ""),
        told.get("expression", ""),
        Actor(told.get("actor", "UNSPECIFIED")),
        told["path"],
        told.get("name", ""),
        _number(told, "from"),
        _number(told, "to"),
        _number(told, "difference"),
        told.get("unit", ""),
        told.get("before", ""),
        told.get("after", ""),
        told["text"],
        tuple(
            RecordEdit(edit["kind"], edit["path"], json.loads(edit["value"]) if edit.get("value") else None)
            for edit in told.get("edits", ())
        ),
    )


def _obstacle(told: Dict[str, Any]) -> Obstacle:
    until = told.get("until")
    return Obstacle(
        ObstacleKind(told["kind"]),
        told.get("id", ""),
        told.get("expression", ""),
        tuple(told.get("facts", ())),
        None if until is None else date.fromisoformat(until),
    )
