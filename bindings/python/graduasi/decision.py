"""What was decided about one household, and why."""

import json
from dataclasses import dataclass, field
from datetime import date
from html import escape
from typing import Any, Dict, List, Mapping, NamedTuple, Tuple, Union

from graduasi import _call
from graduasi._call import both, language_code, text, texts
from graduasi._native import ffi, lib
from graduasi.codes import Actor, CriterionResult, MissingWhy, Outcome, RouteResult, SafeguardResult
from graduasi.errors import Finding, OutOfMemory
from graduasi.immutable import Immutable


@dataclass(frozen=True)
class _Titled:
    id: str
    titles: Mapping[str, str] = field(repr=False)

    def title(self, language: str) -> str:
        """The title in "id" (Indonesian) or "en" (English); "" if the policy's author left it out.  Errors: BadCall."""
        language_code(language)
        return self.titles[language]


@dataclass(frozen=True)
class Rule(_Titled):
    """A criterion, safeguard or route of a policy: `id` and `title(language)`."""


@dataclass(frozen=True)
class PolicyRanking(_Titled):
    """In which order the eligible stand before a target, as a policy declares it.  No answer depends on it."""

    keys: Tuple[Rule, ...]
    """The first decides, each other among families that are equal in those before it."""
    facts_read: Tuple[str, ...]
    """Paths of the facts that the keys read, sorted."""


@dataclass(frozen=True)
class _Reasoned(_Titled):
    reasons: Mapping[str, str] = field(repr=False)
    source: str = field(repr=False)
    """What the policy cites for it; "" if nothing."""
    is_proposal: bool = field(repr=False)
    """Set by no authority."""

    def reason(self, language: str) -> str:
        """Why, in one sentence with the figures, in "id" or "en"; "" where there is none.  Errors: BadCall."""
        language_code(language)
        return self.reasons[language]


@dataclass(frozen=True)
class Criterion(_Reasoned):
    """What became of one criterion."""

    result: CriterionResult
    can_act: Actor
    """Who can do something about it if it is not met."""


@dataclass(frozen=True)
class Safeguard(_Reasoned):
    """What became of one safeguard."""

    result: SafeguardResult


class AtLeast(NamedTuple):
    """A list of criteria of which some number must hold."""

    needed: int
    passed: int


@dataclass(frozen=True)
class Route(_Titled):
    """What became of one route."""

    result: RouteResult
    blocked_by: Tuple[str, ...]
    """Ids of criteria that the route demands and that FAIL."""
    waiting_for: Tuple[str, ...]
    """Ids of criteria that the route demands and that are MISSING."""
    at_least: Tuple[AtLeast, ...]


@dataclass(frozen=True)
class MissingFact:
    """A fact that keeps the household from being eligible because it is not known."""

    path: str
    """Where: "household.members[2].born_on"."""
    why: MissingWhy
    known: str
    """The date that is known of a STALE or IMPRECISE fact, else ""."""
    needed_by: Tuple[str, ...]
    """Ids of the criteria, safeguards and routes that depend on it."""


class Decision(Immutable):
    """What was decided about one household, and why.  It proposes; an officer decides.  Immutable, and safe to share
    among threads.  Made by Policy.decide."""

    __slots__ = ("_handle",)
    _noun = "a decision"
    _sent = "its to_json() or to_bytes()"
    _handle: Any

    def __init__(self, handle: Any) -> None:
        self._hold(_handle=ffi.gc(handle, lib.graduasi_decision_free))

    @property
    def outcome(self) -> Outcome:
        """INVALID, PROTECTED, NEEDS_DATA, NOT_YET or ELIGIBLE."""
        return Outcome.of(lib.graduasi_decision_outcome(self._handle))

    @property
    def household_id(self) -> str:
        """The record's own identifier; "" if it has none."""
        return text(lib.graduasi_decision_household_id(self._handle))

    @property
    def route(self) -> str:
        """Id of the route that is met; of NOT_YET and NEEDS_DATA the one nearest to being met; else ""."""
        return text(lib.graduasi_decision_route(self._handle))

    @property
    def policy_id(self) -> str:
        return text(lib.graduasi_decision_policy_id(self._handle))

    @property
    def policy_version(self) -> str:
        return text(lib.graduasi_decision_policy_version(self._handle))

    @property
    def as_of(self) -> date:
        """The day of the decision."""
        return _call.day_of(lib.graduasi_decision_as_of_days(self._handle))

    @property
    def criteria(self) -> Tuple[Criterion, ...]:
        """All criteria, in the policy's order; none if the record could not be read."""
        own = self._handle
        return tuple(
            Criterion(
                id=text(lib.graduasi_decision_criterion_id(own, i)),
                titles=both(lib.graduasi_decision_criterion_title, own, i),
                reasons=both(lib.graduasi_decision_criterion_reason, own, i),
                source=text(lib.graduasi_decision_criterion_source(own, i)),
                is_proposal=bool(lib.graduasi_decision_criterion_is_proposal(own, i)),
                result=CriterionResult.of(lib.graduasi_decision_criterion_result(own, i)),
                can_act=Actor.of(lib.graduasi_decision_criterion_can_act(own, i)),
            )
            for i in range(lib.graduasi_decision_criterion_count(own))
        )

    @property
    def safeguards(self) -> Tuple[Safeguard, ...]:
        """All safeguards, in the policy's order; none if the record could not be read."""
        own = self._handle
        return tuple(
            Safeguard(
                id=text(lib.graduasi_decision_safeguard_id(own, i)),
                titles=both(lib.graduasi_decision_safeguard_title, own, i),
                reasons=both(lib.graduasi_decision_safeguard_reason, own, i),
                source=text(lib.graduasi_decision_safeguard_source(own, i)),
                is_proposal=bool(lib.graduasi_decision_safeguard_is_proposal(own, i)),
                result=SafeguardResult.of(lib.graduasi_decision_safeguard_result(own, i)),
            )
            for i in range(lib.graduasi_decision_safeguard_count(own))
        )

    @property
    def routes(self) -> Tuple[Route, ...]:
        """All routes, in the policy's order; none if the record could not be read."""
        own = self._handle
        return tuple(
            Route(
                id=text(lib.graduasi_decision_route_id(own, i)),
                titles=both(lib.graduasi_decision_route_title, own, i),
                result=RouteResult.of(lib.graduasi_decision_route_result(own, i)),
                blocked_by=texts(
                    lib.graduasi_decision_route_blocked_by_count, lib.graduasi_decision_route_blocked_by, own, i
                ),
                waiting_for=texts(
                    lib.graduasi_decision_route_waiting_for_count, lib.graduasi_decision_route_waiting_for, own, i
                ),
                at_least=tuple(
                    AtLeast(
                        lib.graduasi_decision_route_at_least_needed(own, i, k),
                        lib.graduasi_decision_route_at_least_passed(own, i, k),
                    )
                    for k in range(lib.graduasi_decision_route_at_least_count(own, i))
                ),
            )
            for i in range(lib.graduasi_decision_route_count(own))
        )

    @property
    def missing(self) -> Tuple[MissingFact, ...]:
        """The missing facts that keep the household from being eligible, sorted by path."""
        own = self._handle
        return tuple(
            MissingFact(
                text(lib.graduasi_decision_missing_path(own, i)),
                MissingWhy.of(lib.graduasi_decision_missing_why(own, i)),
                text(lib.graduasi_decision_missing_known(own, i)),
                texts(lib.graduasi_decision_missing_needed_by_count, lib.graduasi_decision_missing_needed_by, own, i),
            )
            for i in range(lib.graduasi_decision_missing_count(own))
        )

    @property
    def findings(self) -> Tuple[Finding, ...]:
        """What a person must look at in the record of an INVALID decision; lines and columns are those of the JSON."""
        own = self._handle
        return tuple(
            Finding(
                text(lib.graduasi_decision_finding_message(own, i)),
                text(lib.graduasi_decision_finding_path(own, i)),
                lib.graduasi_decision_finding_line(own, i),
                lib.graduasi_decision_finding_column(own, i),
            )
            for i in range(lib.graduasi_decision_finding_count(own))
        )

    def to_json(self) -> str:
        """The whole decision (graduasi.v1.Decision) as one line of protobuf JSON, comparisons and witnesses
        included."""
        made = lib.graduasi_decision_json(self._handle)
        if made == ffi.NULL:
            raise OutOfMemory("there is no memory for the JSON of the decision")
        return text(made)

    def to_dict(self) -> Dict[str, Any]:
        """The whole decision as to_json has it."""
        whole: Dict[str, Any] = json.loads(self.to_json())
        return whole

    def to_bytes(self) -> bytes:
        """The whole decision as binary protobuf (graduasi.v1.Decision)."""
        size = ffi.new("size_t*")
        made = lib.graduasi_decision_binary(self._handle, size)
        if made == ffi.NULL:
            raise OutOfMemory("there is no memory for the bytes of the decision")
        return bytes(ffi.buffer(made, size[0]))

    def explain(self, language: str) -> str:
        """The decision as a page of plain text in "id" (Indonesian) or "en" (English), for a terminal or a letter.
        Errors: BadCall: another language."""
        made = lib.graduasi_decision_text(self._handle, language_code(language))
        if made == ffi.NULL:
            raise OutOfMemory("there is no memory for the text of the decision")
        return text(made)

    def __eq__(self, other: object) -> bool:
        return self.to_bytes() == other.to_bytes() if isinstance(other, Decision) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.to_bytes())

    def __repr__(self) -> str:
        route = f", route {self.route!r}" if self.route else ""
        return (
            f"<Decision {self.outcome}{route}: household {self.household_id!r}, {self.policy_id} {self.policy_version} "
            f"as of {self.as_of}>"
        )

    def __str__(self) -> str:
        """The explanation in Indonesian, the language of the programme; explain("en") for English."""
        return self.explain("id")

    def _repr_html_(self) -> str:
        """For notebooks: outcome, criteria and reasons in both languages.  Refers to nothing outside itself."""
        heading = escape(f"{self.outcome}{' · ' + self.route if self.route else ''}")
        about = escape(f"{self.household_id or '–'} · {self.policy_id} {self.policy_version} · {self.as_of}")
        rows: List[Tuple[str, ...]] = []
        rules: List[Union[Safeguard, Criterion]] = [*self.safeguards, *self.criteria]
        for rule in rules:
            rows.append((rule.id, str(rule.result), rule.title("id"), rule.reason("id"), rule.reason("en")))
        for fact in self.missing:
            rows.append((fact.path, str(fact.why), "", fact.known, ", ".join(fact.needed_by)))
        for finding in self.findings:
            rows.append((finding.path, "INVALID", "", finding.message, ""))
        body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
        style = 'style="text-align:left"'
        return (
            f"<div><strong>{heading}</strong><br>{about}"
            f"<table><thead><tr><th></th><th></th><th></th><th {style}>id</th><th {style}>en</th></tr></thead>"
            f"<tbody {style}>{body}</tbody></table></div>"
        )
