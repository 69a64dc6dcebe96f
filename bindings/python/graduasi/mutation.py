"""What the tests of a policy would not notice: the mistakes that are made in policies are made one at a time, and the
tests are run on each.

    report = graduasi.run_mutants(policy, suites)
    print(report.text("en"))
    for mutant in report.survivors:
        print(mutant.line, mutant.description("en"), mutant.telling and mutant.telling.description("en"))
    Path("2026.found.test.txtpb").write_text(report.cases())

The same policy and suites give the same report.
"""

import json
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Dict, Mapping, Optional, Tuple

from graduasi._call import check, language_code, text
from graduasi._native import ffi, lib
from graduasi.codes import Code
from graduasi.coverage import Suites, file_name, suite_handles
from graduasi.errors import BadCall, OutOfMemory
from graduasi.immutable import Immutable
from graduasi.policy import Policy

_MOST_TRIED = 2**63 - 1


class MutantStanding(Code):
    """What became of a mutant."""

    KILLED = "KILLED"
    """A test fails on it."""
    EQUIVALENT = "EQUIVALENT"
    """Proved to decide every household as the policy does."""
    SURVIVES = "SURVIVES"
    """No test fails on it."""

    @classmethod
    def constants_prefix(cls) -> str:
        return "GRADUASI_MUTANT_"


@dataclass(frozen=True)
class AnswerDifference:
    """Where a policy and a mutant answer differently."""

    of: str
    """"outcome", "route", "criterion G07", "safeguard S2"."""
    policy: str
    """"PASS"; of a route where none is met "none"."""
    mutant: str
    """"FAIL"."""


@dataclass(frozen=True)
class TellingHousehold:
    """The smallest family found that the policy and a mutant answer differently."""

    household: Mapping[str, Any] = field(repr=False)
    """Its record, as Policy.decide takes it.  Identities are made up."""
    as_of: date
    differences: Tuple[AnswerDifference, ...]
    """The outcome's first; at least one."""
    descriptions: Mapping[str, str] = field(repr=False)

    def description(self, language: str) -> str:
        """What is particular to it, in "id" or "en": "4 members, incomes[0]: amount_idr IDR 3,222,112".  Errors:
        BadCall."""
        language_code(language)
        return self.descriptions[language]


@dataclass(frozen=True)
class Mutant:
    """The policy with one small mistake, and what became of it."""

    id: str
    """Stays while what is changed stays: "G07.require.comparison.1"."""
    kind: str
    """What is done: "COMPARISON", "NUMBER", "DROP_SAFEGUARD"."""
    owner: str
    """"criterion G07, require", "parameter hold_months"."""
    line: int
    """Of the policy's text, from 1; 0 if not known."""
    column: int
    before: str
    """As written: ">=", "6"; "" of what is added."""
    after: str
    """"" of what is dropped."""
    standing: MutantStanding
    killed_by: str
    """Of KILLED the name of the first case that fails on it; else ""."""
    telling: Optional[TellingHousehold]
    """Of SURVIVES; None if no family was found."""
    descriptions: Mapping[str, str] = field(repr=False)
    proofs: Tuple[Mapping[str, str], ...] = field(repr=False)

    def description(self, language: str) -> str:
        """The mistake in a sentence, in "id" or "en".  Errors: BadCall."""
        language_code(language)
        return self.descriptions[language]

    def proof(self, language: str) -> Tuple[str, ...]:
        """Of EQUIVALENT why it decides alike, a sentence for each rule.  Errors: BadCall."""
        language_code(language)
        return tuple(sentence[language] for sentence in self.proofs)


class MutationReport(Immutable):
    """What became of the mutants of a policy.  Made by run_mutants.  Immutable."""

    __slots__ = ("_handle", "_told", "mutants")
    _noun = "a mutation report"
    _handle: Any
    _told: Dict[str, Any]
    mutants: Tuple[Mutant, ...]
    """In the order of the policy."""

    def __init__(self, handle: Any) -> None:
        self._hold(_handle=ffi.gc(handle, lib.graduasi_mutation_report_free))
        told = self.to_dict()
        self._hold(_told=told, mutants=tuple(map(_mutant, told["mutants"])))

    @property
    def case_count(self) -> int:
        """Cases of all suites."""
        return int(self._told["cases"])

    @property
    def killed(self) -> int:
        """Mutants on which a test fails."""
        return int(lib.graduasi_mutation_report_killed_count(self._handle))

    @property
    def equivalent(self) -> int:
        """Mutants that are proved to decide every household as the policy does."""
        return int(lib.graduasi_mutation_report_equivalent_count(self._handle))

    @property
    def survived(self) -> int:
        """Mutants on which no test fails."""
        return int(lib.graduasi_mutation_report_survived_count(self._handle))

    @property
    def survivors(self) -> Tuple[Mutant, ...]:
        """The mutants that no test tells from the policy."""
        return tuple(mutant for mutant in self.mutants if mutant.standing is MutantStanding.SURVIVES)

    @property
    def score_per_mille(self) -> int:
        """Killed of killed and surviving, 0 to 1000, rounded down; 1000 if there is nothing to kill."""
        return int(lib.graduasi_mutation_report_score_per_mille(self._handle))

    def text(self, language: str) -> str:
        """A line that counts, every survivor with a household that tells it from the policy, and every equivalent mutant
        with its proof, in "id" or "en".  Errors: BadCall."""
        return _made(lib.graduasi_mutation_report_text(self._handle, language_code(language)))

    def cases(self) -> str:
        """For each survivor with such a household a case, as protobuf text to be pasted into a suite.  It says what the
        policy answers; whether that is right is for its author to say."""
        return _made(lib.graduasi_mutation_report_cases(self._handle))

    def to_json(self) -> str:
        """All of it as one line of JSON, with the changes that give no sound policy and are not counted."""
        return _made(lib.graduasi_mutation_report_json(self._handle))

    def to_dict(self) -> Dict[str, Any]:
        """All of it as to_json has it."""
        whole: Dict[str, Any] = json.loads(self.to_json())
        return whole

    def __len__(self) -> int:
        return len(self.mutants)

    def __str__(self) -> str:
        """The text in Indonesian, the language of the programme; text("en") for English."""
        return self.text("id")

    def __repr__(self) -> str:
        return (
            f"<MutationReport: {len(self)} mutants, {self.killed} killed, {self.equivalent} equivalent, "
            f"{self.survived} survive>"
        )


def run_mutants(
    policy: Policy, suites: Suites, file: Optional[str] = None, most_tried: Optional[int] = None
) -> MutationReport:
    """Runs the cases of suites on every mutant of a policy: the policy with one small mistake, such as > for >=, a value
    one more or less, a safeguard dropped, what is not known read as no.

    suites: a PolicyTestSuite, or any number of them.
    file: what the policy is called in texts; None: as it was loaded.
    most_tried: households that are tried at most to tell a survivor from the policy, 1 or more; None: 60000.

    It takes some milliseconds for each mutant, and up to a second for a survivor; other threads run meanwhile.

    Errors: BadCall: something that is no policy or no suite, an option, or a case that fails on the policy itself, so
    that nothing would be known; BadPolicy with every finding if a suite does not fit the policy.
    """
    handles = suite_handles(policy, suites)
    options = ffi.new("graduasi_mutation_options*")
    options.struct_size = ffi.sizeof("graduasi_mutation_options")
    name = file_name(policy, file)
    options.file = name
    if most_tried is not None:
        if isinstance(most_tried, bool) or not isinstance(most_tried, int) or not 1 <= most_tried <= _MOST_TRIED:
            raise BadCall(f"most_tried is {most_tried!r}; it must be a whole number, 1 or more")
        options.most_tried = most_tried
    out = ffi.new("graduasi_mutation_report**")
    error = ffi.new("graduasi_error**")
    array = ffi.new("const graduasi_suite*[]", handles)
    check(lib.graduasi_mutation_run(policy._handle, array, len(handles), options, out, error), error)
    del name
    return MutationReport(out[0])


def _made(pointer: Any) -> str:
    if pointer == ffi.NULL:
        raise OutOfMemory("there is no memory for the text of the report")
    return text(pointer)


def _mutant(told: Dict[str, Any]) -> Mutant:
    telling = told.get("telling")
    return Mutant(
        told["id"],
        told["kind"],
        told["owner"],
        told["line"],
        told["column"],
        told["before"],
        told["after"],
        MutantStanding(told["standing"]),
        told.get("killed_by", ""),
        None if telling is None else _telling(telling),
        told["description"],
        tuple(told.get("proof", ())),
    )


def _telling(told: Dict[str, Any]) -> TellingHousehold:
    return TellingHousehold(
        told["household"],
        date.fromisoformat(told["as_of"]),
        tuple(AnswerDifference(**difference) for difference in told["differences"]),
        told["description"],
    )
