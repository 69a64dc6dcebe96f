"""The page of an office: its target, the families that are mentored towards it, and how probable it is.

    report = graduasi.programme(
        policy, "cohort.jsonl", as_of="2026-06-15", target=(30, 35), region="35.79", rates={"ELIGIBLE": 0.9, "NOT_YET": 0.25}
    )
    print(report.text("en"))
    print(report.cohort.outcomes["ELIGIBLE"], report.forecast.at_least)
    report.write_html("batu.html", "id")

Everything in it counts; nothing about any family is decided by it.
"""

import json
import os
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from html import escape
from pathlib import Path
from typing import Any, Dict, Iterable, List, Mapping, Optional, Sequence, Tuple, Union

from graduasi import _call
from graduasi._call import Day, both, check, language_code, text
from graduasi._native import ffi, lib
from graduasi.codes import Code, Outcome
from graduasi.errors import BadCall, BadData, Finding, OutOfMemory
from graduasi.household import to_json
from graduasi.immutable import Immutable
from graduasi.life_cycle import LifeHistory, LifeState
from graduasi.policy import Policy
from graduasi.register_input import Path_, is_path, is_records, json_line_blocks
from graduasi.table import _MOST_THREADS, _advised, _formats, _stream_of, _within

Rate = Union[float, Decimal, Fraction]
"""A share of families from 0 to 1, a whole number of thousandths: 0.65."""

_MOST_FAMILIES = 2**63 - 1


class ObstructionKind(Code):
    """What keeps families back."""

    UNKNOWN = "UNKNOWN"
    """A criterion or safeguard of which it is not known."""
    FAILING = "FAILING"
    """A criterion that is not met, on the nearest route."""
    MISSING_FACT = "MISSING_FACT"
    """A fact that is not known."""
    PROTECTING = "PROTECTING"
    """A safeguard that holds."""

    @classmethod
    def constants_prefix(cls) -> str:
        return "GRADUASI_OBSTRUCTION_"


@dataclass(frozen=True)
class ProgrammeTarget:
    """How many families are to graduate in a period and a region."""

    id: str
    period: str
    """"2026", or a month of it, "2026-06"."""
    least: int
    most: int
    """The same where the target is one number."""
    region_system: str
    """"KEMENDAGRI", "BPS" or "" of the nation."""
    region_code: str
    """"35.79"; "" of the nation."""
    unit: str
    titles: Mapping[str, str] = field(repr=False)

    def title(self, language: str) -> str:
        """The title in "id" or "en"; "" if it has none.  Errors: BadCall."""
        language_code(language)
        return self.titles[language]


@dataclass(frozen=True)
class TargetResult:
    """What has come of a target, by its latest published result that is not after the day."""

    families: int
    as_of: str
    """The day, month or year of which it speaks: "2025-08-18"."""
    remaining_to_least: int
    remaining_to_most: int
    target_is_met: bool
    """The least is reached."""


@dataclass(frozen=True)
class Cohort:
    """The families that are mentored, as of the day."""

    families: int
    unreadable: int
    """Records that could not be read: counted as families, INVALID."""
    outcomes: Mapping[Outcome, int]
    """Families by what the policy says of them; every outcome is there."""
    states: Mapping[LifeState, int]
    """Families by where they stand in the life cycle; every state is there."""
    without_history: int
    """Families that are in no state."""
    candidates: int
    """ELIGIBLE, or nothing open but what the procedure completes."""
    objecting: int
    """An objection is open."""
    deferred: int
    """The candidacy waits for data."""
    with_open_findings: int
    """An inspection found something that was not yet seen to be put right."""
    graduated: int
    in_pipeline: int
    """Neither graduated nor back."""
    still_least: int
    """How many must yet graduate for the target's least; 0 without a target."""
    still_most: int
    target_is_possible: bool
    """The pipeline still holds enough for the least; False without a target."""


@dataclass(frozen=True)
class Obstruction:
    """Something that keeps families back."""

    kind: ObstructionKind
    id: str
    """Of a criterion or safeguard, or the path of a fact: "household.incomes"."""
    families: int
    """That it keeps back."""
    alone: int
    """That nothing else keeps back."""
    titles: Mapping[str, str] = field(repr=False)

    def title(self, language: str) -> str:
        """The title in "id" or "en"; "" of a fact.  Errors: BadCall."""
        language_code(language)
        return self.titles[language]


@dataclass(frozen=True)
class ProgrammeMonth:
    """A calendar month, if nothing else happens; the first begins on the day after that of the report."""

    first_day: date
    become_eligible: int
    """Families that are ELIGIBLE in it for the first time."""
    reached: int
    """That have been on some day so far."""
    eligible_at_end: int
    become_candidates: int
    """Families that are ELIGIBLE, or would be once the procedure is through (the rules), for the first time."""
    candidates_reached: int
    """That have been candidates on some day so far."""
    candidates_at_end: int


class Forecast(Immutable):
    """How many families complete, under the assumption of the rates.  No prediction.  Probabilities are from 0 to 1."""

    __slots__ = ("_handle", "expected_per_mille", "below", "at_least", "within", "above")
    _noun = "a forecast"
    _sent = "the report's to_json()"
    _handle: Any
    expected_per_mille: int
    """Completions that are expected, in thousandths of a family."""
    below: float
    """That fewer complete than are still needed for the target's least."""
    at_least: float
    """That so many or more do."""
    within: float
    """That so many do, and not more than are still needed for the most."""
    above: float
    """That more do."""

    def __init__(self, handle: Any) -> None:
        self._hold(
            _handle=handle,
            expected_per_mille=int(lib.graduasi_programme_report_expected_per_mille(handle)),
            below=float(lib.graduasi_programme_report_probability_below(handle)),
            at_least=float(lib.graduasi_programme_report_probability_at_least(handle)),
            within=float(lib.graduasi_programme_report_probability_within(handle)),
            above=float(lib.graduasi_programme_report_probability_above(handle)),
        )

    def exactly(self, families: int) -> float:
        """The probability that so many families complete; 0 of a number that is not possible.  Errors: BadCall: no
        whole number."""
        if isinstance(families, bool) or not isinstance(families, int):
            raise BadCall(f"families is {families!r}; give a whole number")
        if not 0 <= families <= _MOST_FAMILIES:
            return 0.0
        return float(lib.graduasi_programme_report_probability_exactly(self._handle, families))

    def __repr__(self) -> str:
        return f"<Forecast: {self.expected_per_mille / 1000:.1f} families expected, at least the target {self.at_least:.1%}>"


@dataclass(frozen=True)
class NeededRate:
    """The rate, the same for all in the pipeline, with which the target's least is reached with a probability."""

    probability_per_mille: int
    """500, 800, 950."""
    rate_per_mille: Optional[int]
    """None: with no rate."""


@dataclass(frozen=True)
class RankedHousehold:
    """A place among those that are ELIGIBLE."""

    household_id: str
    place: int
    """From 1."""
    sharing: int
    """How many share it; that they are listed by id puts nobody before another."""


@dataclass(frozen=True)
class Cut:
    """Where what is still needed of the target ends in the order of the eligible: inside + left + unfilled == places."""

    places: int
    inside: int
    """Families that have a place whatever is decided about a tie."""
    tied: int
    """Families that share the last places, and are more than those."""
    left: int
    """Places that are left for the tied."""
    unfilled: int
    """Places without a family."""


@dataclass(frozen=True)
class UnreadableRecord:
    """A record of the cohort that could not be read."""

    row: int
    """A line of the file, or a record of the list, from 1; a row of a table, from 0."""
    findings: Tuple[Finding, ...]


class Figures(Immutable):
    """Published figures, targets and what has come of them.  Immutable; they can be pickled."""

    __slots__ = ("_handle", "_content")
    _noun = "a document of figures"
    _handle: Any
    _content: bytes

    def __init__(self) -> None:
        raise TypeError("figures are made by Figures.load(path) or Figures.parse(json)")

    @classmethod
    def load(cls, path: Path_) -> "Figures":
        """Reads a JSON document: {"statistics": [...], "computations": [...], "targets": [...], "results": [...]}.
        Errors: BadData with every finding; OSError."""
        return cls._make(Path(path).read_bytes(), os.fspath(path))

    @classmethod
    def parse(cls, content: Any) -> "Figures":
        """Makes figures of such a document: a dict, or its JSON as str or bytes.  Errors: BadData with every finding."""
        return cls._make(to_json(content), "")

    @classmethod
    def _make(cls, content: bytes, source: str) -> "Figures":
        out = ffi.new("graduasi_figures**")
        error = ffi.new("graduasi_error**")
        check(lib.graduasi_figures_parse_json(content, len(content), out, error), error, source)
        self = object.__new__(cls)
        self._hold(_handle=ffi.gc(out[0], lib.graduasi_figures_free), _content=content)
        return self

    @property
    def targets(self) -> Tuple[ProgrammeTarget, ...]:
        """In the order of the document."""
        own = self._handle
        return tuple(
            ProgrammeTarget(
                text(lib.graduasi_figures_target_id(own, i)),
                text(lib.graduasi_figures_target_period(own, i)),
                int(lib.graduasi_figures_target_least(own, i)),
                int(lib.graduasi_figures_target_most(own, i)),
                text(lib.graduasi_figures_target_region_system(own, i)),
                text(lib.graduasi_figures_target_region_code(own, i)),
                text(lib.graduasi_figures_target_unit(own, i)),
                both(lib.graduasi_figures_target_title, own, i),
            )
            for i in range(lib.graduasi_figures_target_count(own))
        )

    def __reduce__(self) -> Tuple[Any, ...]:
        return Figures._make, (self._content, "")

    def __repr__(self) -> str:
        return f"<Figures: {lib.graduasi_figures_target_count(self._handle)} targets>"


class ProgrammeReport(Immutable):
    """The page of an office.  Made by programme.  Immutable, and safe to share among threads."""

    __slots__ = ("_handle", "_parsed")
    _noun = "a report"
    _handle: Any
    _parsed: Optional[Dict[str, Any]]

    def __init__(self, handle: Any) -> None:
        self._hold(_handle=ffi.gc(handle, lib.graduasi_programme_report_free), _parsed=None)

    @property
    def as_of(self) -> date:
        """The day of the report."""
        return _call.day_of(lib.graduasi_programme_report_as_of_days(self._handle))

    @property
    def region_system(self) -> str:
        """Whose page it is: "KEMENDAGRI", "BPS" or "" of the nation."""
        return text(lib.graduasi_programme_report_region_system(self._handle))

    @property
    def region_code(self) -> str:
        """ "35.79"; "" of the nation."""
        return text(lib.graduasi_programme_report_region_code(self._handle))

    @property
    def policy_id(self) -> str:
        """ "" of a page of figures alone."""
        return text(lib.graduasi_programme_report_policy_id(self._handle))

    @property
    def policy_hash(self) -> str:
        """Its Policy.hash; "" of a page of figures alone."""
        return text(lib.graduasi_programme_report_policy_hash(self._handle))

    @property
    def target_id(self) -> str:
        """ "" without a target."""
        return text(lib.graduasi_programme_report_target_id(self._handle))

    @property
    def target_period(self) -> str:
        """ "2026", "2026-06"; "" without a target."""
        return text(lib.graduasi_programme_report_target_period(self._handle))

    @property
    def target(self) -> Optional[Tuple[int, int]]:
        """The least and the most, which are the same where the target is one number; None: there is no target."""
        own = self._handle
        if not lib.graduasi_programme_report_has_target(own):
            return None
        least = lib.graduasi_programme_report_target_least(own)
        return int(least), int(lib.graduasi_programme_report_target_most(own))

    @property
    def result(self) -> Optional[TargetResult]:
        """What has come of the target, by the figures; None: no result is published."""
        own = self._handle
        if not lib.graduasi_programme_report_has_result(own):
            return None
        return TargetResult(
            int(lib.graduasi_programme_report_result(own)),
            text(lib.graduasi_programme_report_result_as_of(own)),
            int(lib.graduasi_programme_report_remaining_to_least(own)),
            int(lib.graduasi_programme_report_remaining_to_most(own)),
            bool(lib.graduasi_programme_report_target_is_met(own)),
        )

    @property
    def cohort(self) -> Optional[Cohort]:
        """None: a page of figures alone."""
        own = self._handle
        if not lib.graduasi_programme_report_has_cohort(own):
            return None

        def count(name: str, *more: int) -> int:
            return int(getattr(lib, f"graduasi_programme_report_{name}")(own, *more))

        return Cohort(
            families=count("families"),
            unreadable=count("unreadable"),
            outcomes={it: count("outcome_families", _code(it)) for it in Outcome},
            states={it: count("state_families", _code(it)) for it in LifeState},
            without_history=count("without_history"),
            candidates=count("candidates"),
            objecting=count("objecting"),
            deferred=count("deferred"),
            with_open_findings=count("with_open_findings"),
            graduated=count("graduated"),
            in_pipeline=count("in_pipeline"),
            still_least=count("still_least"),
            still_most=count("still_most"),
            target_is_possible=bool(count("target_is_possible")),
        )

    @property
    def obstructions(self) -> Tuple[Obstruction, ...]:
        """What keeps families back: of a kind together, most families first."""
        own = self._handle
        return tuple(
            Obstruction(
                ObstructionKind.of(lib.graduasi_programme_report_obstruction_kind(own, i)),
                text(lib.graduasi_programme_report_obstruction_id(own, i)),
                int(lib.graduasi_programme_report_obstruction_families(own, i)),
                int(lib.graduasi_programme_report_obstruction_alone(own, i)),
                both(lib.graduasi_programme_report_obstruction_title, own, i),
            )
            for i in range(lib.graduasi_programme_report_obstruction_count(own))
        )

    @property
    def months(self) -> Tuple[ProgrammeMonth, ...]:
        """When the families become eligible if nothing else happens."""
        own = self._handle
        return tuple(
            ProgrammeMonth(
                _call.day_of(lib.graduasi_programme_report_month_first_days(own, i)),
                int(lib.graduasi_programme_report_month_become_eligible(own, i)),
                int(lib.graduasi_programme_report_month_reached(own, i)),
                int(lib.graduasi_programme_report_month_eligible_at_end(own, i)),
                int(lib.graduasi_programme_report_month_become_candidates(own, i)),
                int(lib.graduasi_programme_report_month_candidates_reached(own, i)),
                int(lib.graduasi_programme_report_month_candidates_at_end(own, i)),
            )
            for i in range(lib.graduasi_programme_report_month_count(own))
        )

    @property
    def forecast(self) -> Optional[Forecast]:
        """Under the assumption of the rates; None: no rates were given, there is no target whose period lasts, or
        families in the pipeline have no rate."""
        return Forecast(self._handle) if lib.graduasi_programme_report_has_forecast(self._handle) else None

    @property
    def rates_needed(self) -> Tuple[NeededRate, ...]:
        """With which rates the target's least is reached; none without a target or a pipeline."""
        own = self._handle
        found = []
        for i in range(lib.graduasi_programme_report_rate_needed_count(own)):
            rate = lib.graduasi_programme_report_rate_needed_per_mille(own, i)
            probability = lib.graduasi_programme_report_rate_needed_probability_per_mille(own, i)
            found.append(NeededRate(int(probability), None if rate == lib.GRADUASI_RATE_NONE else int(rate)))
        return tuple(found)

    @property
    def ranking(self) -> Tuple[RankedHousehold, ...]:
        """Those that are ELIGIBLE, in the order that the policy declares; none if it was not asked for."""
        own = self._handle
        return tuple(
            RankedHousehold(
                text(lib.graduasi_programme_report_ranked_household_id(own, i)),
                int(lib.graduasi_programme_report_ranked_place(own, i)),
                int(lib.graduasi_programme_report_ranked_sharing(own, i)),
            )
            for i in range(lib.graduasi_programme_report_ranked_count(own))
        )

    @property
    def unranked(self) -> Tuple[str, ...]:
        """Ids of those that cannot be given a place, because a key has an error for a value."""
        return _call.texts(
            lib.graduasi_programme_report_unranked_count,
            lib.graduasi_programme_report_unranked_household_id,
            self._handle,
        )

    @property
    def cuts(self) -> Tuple[Cut, ...]:
        """Where in that order what is still needed of the target's least ends, and of its most; none without both."""
        own = self._handle
        return tuple(
            Cut(
                *(
                    int(getattr(lib, f"graduasi_programme_report_cut_{name}")(own, i))
                    for name in ("places", "inside", "tied", "left", "unfilled")
                )
            )
            for i in range(lib.graduasi_programme_report_cut_count(own))
        )

    @property
    def unreadable_records(self) -> Tuple[UnreadableRecord, ...]:
        """The records that could not be read, the first of them; all are counted."""
        own = self._handle
        return tuple(
            UnreadableRecord(
                int(lib.graduasi_programme_report_unreadable_row(own, i)),
                tuple(
                    Finding(
                        text(lib.graduasi_programme_report_unreadable_message(own, i, k)),
                        text(lib.graduasi_programme_report_unreadable_path(own, i, k)),
                        lib.graduasi_programme_report_unreadable_line(own, i, k),
                        lib.graduasi_programme_report_unreadable_column(own, i, k),
                    )
                    for k in range(lib.graduasi_programme_report_unreadable_finding_count(own, i))
                ),
            )
            for i in range(lib.graduasi_programme_report_unreadable_count(own))
        )

    def text(self, language: str) -> str:
        """A page for a terminal, in "id" (Indonesian) or "en" (English).  Errors: BadCall."""
        return _made(lib.graduasi_programme_report_text(self._handle, language_code(language)))

    def html(self, language: str) -> str:
        """One self-contained page for a browser or a printer: nothing is loaded and nothing runs.  Errors: BadCall."""
        return _made(lib.graduasi_programme_report_html(self._handle, language_code(language)))

    def write_html(self, path: Path_, language: str) -> None:
        """Writes that page to a file.  Errors: BadCall, OSError."""
        Path(path).write_bytes(self.html(language).encode("utf-8"))

    def to_json(self) -> str:
        """Everything, as one line of JSON: statistics, regions below, keys and values of the ranking, too."""
        return _made(lib.graduasi_programme_report_json(self._handle))

    def to_dict(self) -> Dict[str, Any]:
        """Everything, as to_json has it."""
        whole: Dict[str, Any] = json.loads(self.to_json())
        return whole

    def __str__(self) -> str:
        """The text in Indonesian, the language of the programme; text("en") for English."""
        return self.text("id")

    def __repr__(self) -> str:
        cohort, target = self.cohort, self.target
        families = f", {cohort.families} families, {cohort.outcomes[Outcome.ELIGIBLE]} ELIGIBLE" if cohort else ""
        aimed = "" if target is None else f", target {_range(target)}"
        return f"<ProgrammeReport of {self.region_code or 'the nation'} as of {self.as_of}{families}{aimed}>"

    def _repr_html_(self) -> str:
        """For notebooks: target, cohort, what keeps families back, months and forecast.  Refers to nothing outside
        itself."""
        rows: List[Tuple[str, str]] = []
        if self.target is not None:
            rows.append((f"target {self.target_period}", _range(self.target)))
        if self.result is not None:
            rows.append((f"result {self.result.as_of}", f"{self.result.families:,}"))
        cohort = self.cohort
        if cohort is not None:
            rows.append(("families", f"{cohort.families:,}"))
            rows.extend((str(outcome), f"{count:,}") for outcome, count in cohort.outcomes.items() if count)
            rows.append(("in the pipeline", f"{cohort.in_pipeline:,}"))
        for it in self.obstructions:
            rows.append((f"{it.kind}: {it.title('en') or it.id}", f"{it.families:,} ({it.alone:,} alone)"))
        for month in self.months:
            rows.append((f"eligible by {month.first_day:%Y-%m}", f"{month.reached:,}"))
        forecast = self.forecast
        if forecast is not None:
            rows.append(("at least the target, under the rates", f"{forecast.at_least:.1%}"))
        body = "".join(
            f"<tr><td style='text-align:left'>{escape(name)}</td><td>{escape(value)}</td></tr>" for name, value in rows
        )
        heading = escape(f"{self.region_code or 'nation'} · {self.as_of}")
        return f"<div><strong>{heading}</strong><table><tbody>{body}</tbody></table></div>"


def programme(
    policy: Optional[Policy],
    cohort: Any = None,
    *,
    as_of: Day,
    target: Union[None, int, Tuple[int, int], str] = None,
    target_period: Optional[str] = None,
    region: Optional[str] = None,
    rates: Union[None, Rate, Mapping[str, Optional[Rate]], Mapping[Outcome, Optional[Rate]]] = None,
    histories: Union[Path_, Iterable[Any]] = (),
    figures: Union[None, Figures, Path_, Mapping[str, Any]] = None,
    rules: Union[None, Path_, Mapping[str, Any]] = None,
    until: Optional[Day] = None,
    rank: bool = False,
    recorded_when_true: Sequence[str] = (),
    threads: int = 1,
) -> ProgrammeReport:
    """The page of an office as of a day: what has come of its target, where the families that are mentored stand and
    what keeps them back, when they become eligible, and how probable the target is under a stated assumption.

    policy: by which the cohort is decided; None: a page of the figures alone, without a cohort.
    cohort: records one after the other, such as a list of dicts, each as Policy.decide takes it; the path of a file with
    a JSON record on each line; or a table, as Policy.decide_table takes it.  Every household has an id of its own.
    target: how many families are to graduate, (30, 35) or 30; or the id of a target of the figures; None: the one
    target that the figures have of the region and the year of the day, if they have one.
    target_period: of a target in numbers, "2026" or "2026-06"; None: the year of the day, or of the last day before
    `until`.
    region: whose page it is, "35.79" of Kemendagri or "3579" of BPS; None: the target's, else the nation.
    rates: the assumption, which share of the families complete: one for all, or by what the policy says of them now,
    {"ELIGIBLE": 0.9, "NOT_YET": 0.25}.  From 0 to 1, in whole thousandths.  None: no forecast, only the rates that
    the target would take.
    histories: of families of the cohort: LifeHistory, dicts or JSON, or the path of a file with one on each line.
    figures: Figures, the path of a document of them, or such a document as a dict.
    rules: of the life cycle, as LifeHistory.start takes them, or the path of a document of them; None: the defaults.
    until: the first day that is not looked at; None: the day after the target's period, else one year after the day.
    rank: also the order of those that are ELIGIBLE, by the ranking that the policy declares.
    recorded_when_true: as in Policy.decide.  threads: that work at a time, 1 to 1024; the report is the same.

    A record that cannot be read is a family that is INVALID, and counted.  Memory grows with the ids of the cohort.

    Errors: BadCall: a day outside the policy's period, no ranking where one is wanted, an option that is out of range,
    contradicts another or names nothing; BadData: a household without id or with that of another, a history of nobody in
    the cohort, figures or rules that cannot be read, a column of a wrong type; OSError.
    """
    if policy is not None and not isinstance(policy, Policy):
        raise BadCall(f"{policy!r} is no policy; make one by Policy.load(path)")
    if policy is None and cohort is not None:
        raise BadCall("a cohort is decided by a policy; give one, or no cohort for a page of the figures alone")
    if policy is not None and cohort is None:
        raise BadCall("there is no cohort; give one, or None as the policy for a page of the figures alone")
    days = _call.day_number(as_of)
    options = ffi.new("graduasi_programme_options*")
    options.struct_size = ffi.sizeof("graduasi_programme_options")
    kept: List[Any] = []  # what the options point to

    def c_text(value: Optional[str], what: str) -> Any:
        if value is None:
            return ffi.NULL
        if not isinstance(value, str) or not value or "\0" in value:
            raise BadCall(f"{what} is {value!r}; give text, such as {_EXAMPLES[what]!r}")
        kept.append(ffi.new("char[]", value.encode("utf-8", "replace")))
        return kept[-1]

    array, count, strings = _call.c_strings(recorded_when_true, "recorded_when_true")
    options.recorded_when_true = array
    options.recorded_when_true_count = count
    kept.append(strings)
    if figures is not None:
        kept.append(_figures(figures))
        options.figures = kept[-1]._handle
    if rules is not None:
        content = (
            Path(rules).read_bytes() if isinstance(rules, (str, os.PathLike)) and is_path(rules) else to_json(rules)
        )
        options.rules = c_text(content.decode("utf-8", "replace"), "rules")
    if isinstance(target, str):
        options.target = c_text(target, "target")
    elif target is not None:
        options.target_least, options.target_most = _least_and_most(target)
    options.target_period = c_text(target_period, "target_period")
    options.region = c_text(region, "region")
    per_mille = _rates(rates)
    if per_mille:
        kept.append(ffi.new("int32_t[]", per_mille))
        options.rates_per_mille = kept[-1]
        options.rates_per_mille_count = len(per_mille)
    options.threads = _within(threads, "threads", _MOST_THREADS)
    options.rank = 1 if rank else 0
    if until is not None:
        options.until_days = _call.later_day(until, "until", as_of, "the day of the report")

    out = ffi.new("graduasi_programme**")
    error = ffi.new("graduasi_error**")
    check(
        lib.graduasi_programme_new(ffi.NULL if policy is None else policy._handle, days, options, out, error),
        error,
    )
    del kept
    fed = ffi.gc(out[0], lib.graduasi_programme_free)
    if cohort is not None:
        _add_cohort(fed, cohort)
    _add_histories(fed, histories)
    made = ffi.new("graduasi_programme_report**")
    check(lib.graduasi_programme_finish(fed, made, error), error)
    return ProgrammeReport(made[0])


_EXAMPLES = {"target": "batu-2026", "target_period": "2026", "region": "35.79", "rules": '{"monitoring_months": 6}'}


def _figures(figures: Union[Figures, Path_, Mapping[str, Any]]) -> Figures:
    if isinstance(figures, Figures):
        return figures
    if isinstance(figures, (str, os.PathLike)) and is_path(figures):
        return Figures.load(figures)
    return Figures.parse(figures)


def _least_and_most(target: Union[int, Tuple[int, int]]) -> Tuple[int, int]:
    pair = (target, target) if isinstance(target, int) else target
    numbers = isinstance(pair, (tuple, list)) and len(pair) == 2
    if not numbers or not all(isinstance(it, int) and not isinstance(it, bool) for it in pair):
        raise BadCall(
            f"target is {target!r}; give a number, two such as (30, 35), or the id of a target of the figures"
        )
    least, most = pair
    if not (0 <= least <= most <= _MOST_FAMILIES and most > 0):
        raise BadCall(f"target is {target!r}; it is a number of families, 1 or more, or the least and the most of them")
    return least, most


def _rates(rates: Any) -> List[int]:
    """Per mille by GRADUASI_OUTCOME_*; nothing if there are none.  Errors: BadCall."""
    if rates is None:
        return []
    outcomes = sorted(Outcome, key=_code)
    if not isinstance(rates, Mapping):
        return [_per_mille(rates, "rates")] * len(outcomes)
    for name in rates:
        if name not in tuple(Outcome):
            names = ", ".join(Outcome)
            raise BadCall(f"rates has {name!r}, which is no outcome; the outcomes are {names}")
    found = [rates.get(outcome) for outcome in outcomes]
    return [
        lib.GRADUASI_RATE_NONE if rate is None else _per_mille(rate, f"rates[{str(outcome)!r}]")
        for outcome, rate in zip(outcomes, found)
    ]


def _per_mille(rate: Any, what: str) -> int:
    """A rate is never rounded: another number than was given would be assumed.  Errors: BadCall."""
    number = isinstance(rate, (int, float, Decimal, Fraction)) and not isinstance(rate, bool) and rate == rate
    if not number or not 0 <= rate <= 1:
        raise BadCall(f"{what} is {rate!r}; a rate is a share of families from 0 to 1, such as 0.65")
    whole = int(round(rate * 1000))
    exact = rate == whole / 1000 if isinstance(rate, float) else rate * 1000 == whole
    if not exact:
        raise BadCall(
            f"{what} is {rate!r}; a rate is a whole number of thousandths, such as {whole / 1000}: "
            "round it yourself, round(rate, 3), if that is meant"
        )
    return whole


def _code(name: Union[Outcome, LifeState]) -> int:
    return int(getattr(lib, name.constants_prefix() + name.value))


def _add_cohort(fed: Any, cohort: Any) -> None:
    error = ffi.new("graduasi_error**")
    if is_path(cohort) or is_records(cohort):
        source = os.fspath(cohort) if is_path(cohort) else ""
        for block in json_line_blocks(cohort):
            check(lib.graduasi_programme_add_json_lines(fed, block, len(block), error), error, source)
        return
    stream, owner = _stream_of(cohort)
    formats = _formats(stream)
    status = lib.graduasi_programme_add_stream(fed, stream, error)
    del owner
    try:
        check(status, error)
    except BadData as bad:
        raise BadData([_advised(finding, formats) for finding in bad.findings]) from None


def _add_histories(fed: Any, histories: Union[Path_, Iterable[Any]]) -> None:
    """Errors: BadData with the findings of all histories that cannot be read, by line or place."""
    if isinstance(histories, (LifeHistory, Mapping, bytes)) or isinstance(histories, str) and not is_path(histories):
        raise BadCall("histories is one history; give a list of them, or the path of a file with one on each line")
    source = os.fspath(histories) if isinstance(histories, (str, os.PathLike)) else ""
    findings: List[Finding] = []
    if isinstance(histories, (str, os.PathLike)):
        with open(histories, "rb") as file:
            for number, line in enumerate(file, 1):
                findings += [finding._replace(line=number) for finding in _history_findings(fed, line)]
    else:
        for index, history in enumerate(histories):
            for finding in _history_findings(fed, history):
                place = f"histories[{index}]{'.' if finding.path else ''}{finding.path}"
                findings.append(Finding(finding.message, place))
    if findings:
        raise BadData(findings, source)


def _history_findings(fed: Any, history: Any) -> Sequence[Finding]:
    """Adds one; what is wrong with it."""
    error = ffi.new("graduasi_error**")
    try:
        content = history.to_json().encode("utf-8") if isinstance(history, LifeHistory) else to_json(history)
        check(lib.graduasi_programme_add_history_json(fed, content, len(content), error), error)
    except BadData as bad:
        return bad.findings
    return ()


def _range(target: Tuple[int, int]) -> str:
    least, most = target
    return f"{least:,}" if least == most else f"{least:,} to {most:,}"


def _made(pointer: Any) -> str:
    if pointer == ffi.NULL:
        raise OutOfMemory("there is no memory for the text of the report")
    return text(pointer)
