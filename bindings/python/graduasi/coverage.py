"""What the tests of a policy have seen of it: a test that passes says nothing about a rule that it never turned on.

suites = [graduasi.PolicyTestSuite.load(path) for path in sorted(Path(".").glob("2026.*test.txtpb"))]
coverage = graduasi.measure_coverage(policy, suites)
print(coverage.text("en"))
for criterion in coverage.criteria:
    print(criterion.owner, [result.result for result in criterion.results if not result.seen])
"""

import json
from dataclasses import dataclass
from typing import Any, Dict, Iterable, List, Optional, Tuple, Union

from graduasi._call import check, language_code, text
from graduasi._native import ffi, lib
from graduasi.errors import BadCall, OutOfMemory
from graduasi.immutable import Immutable
from graduasi.policy import Policy
from graduasi.policy_tests import PolicyTestSuite

Suites = Union[PolicyTestSuite, Iterable[PolicyTestSuite]]


@dataclass(frozen=True)
class CoveredResult:
    """One of the results that something can have."""

    result: str
    """"PASS", "TRUE", "MET"."""
    seen: bool
    """In a test."""
    decided: bool
    """It was the one that decided: had it alone come out otherwise, so would what it belongs to.  A comparison belongs to
    criteria and safeguards, these to the outcome and route; of routes it is not asked."""


@dataclass(frozen=True)
class CoveredItem:
    """A criterion, safeguard, comparison or route, and which of its results tests have seen."""

    owner: str
    """"criterion G07", "criterion G07, require", "route mandiri, at_least 1"."""
    expression: str
    """A comparison as the policy has it; else ""."""
    line: int
    """Of the policy's text, from 1; 0 if not known."""
    column: int
    results: Tuple[CoveredResult, ...]
    """That it can have."""
    judged: bool
    """False: whether it decided was not looked at, because the policy has too many like it."""

    @property
    def all_seen(self) -> bool:
        """Tests have seen each of its results."""
        return all(result.seen for result in self.results)


class PolicyCoverage(Immutable):
    """What the cases of suites have seen of a policy.  Made by measure_coverage.  Immutable."""

    __slots__ = (
        "_handle",
        "policy_id",
        "policy_version",
        "cases",
        "invalid_cases",
        "criteria",
        "safeguards",
        "comparisons",
        "routes",
    )
    _noun = "a coverage"
    _handle: Any
    policy_id: str
    policy_version: str
    cases: int
    """That were counted."""
    invalid_cases: int
    """That were not: their records contradict themselves."""
    criteria: Tuple[CoveredItem, ...]
    """PASS, FAIL, MISSING and, if it may not apply, NOT_APPLICABLE; in the policy's order."""
    safeguards: Tuple[CoveredItem, ...]
    """HOLDS, CLEAR, MISSING."""
    comparisons: Tuple[CoveredItem, ...]
    """TRUE, FALSE, MISSING; in the order of the text."""
    routes: Tuple[CoveredItem, ...]
    """MET, NOT_MET, MISSING; each followed by its `at_least` lists."""

    def __init__(self, handle: Any) -> None:
        self._hold(_handle=ffi.gc(handle, lib.graduasi_coverage_free))
        told = self.to_dict()
        self._hold(**{name: told[name] for name in ("policy_id", "policy_version", "cases", "invalid_cases")})
        self._hold(**{name: _items(told[name]) for name in ("criteria", "safeguards", "comparisons", "routes")})

    def text(self, language: str) -> str:
        """The counts, and what is not covered, in "id" or "en".  Errors: BadCall."""
        return _made(lib.graduasi_coverage_text(self._handle, language_code(language)))

    def listing(self, language: str) -> str:
        """The policy's text with a mark before each line that holds something to be covered, + or !, and below a ! what
        is wanting; "" of a policy that was not read from text.  Errors: BadCall."""
        return _made(lib.graduasi_coverage_listing(self._handle, language_code(language)))

    def to_json(self) -> str:
        """All of it as one line of JSON."""
        return _made(lib.graduasi_coverage_json(self._handle))

    def to_dict(self) -> Dict[str, Any]:
        """All of it as to_json has it."""
        whole: Dict[str, Any] = json.loads(self.to_json())
        return whole

    def __str__(self) -> str:
        """The text in Indonesian, the language of the programme; text("en") for English."""
        return self.text("id")

    def __repr__(self) -> str:
        items = (*self.criteria, *self.safeguards, *self.comparisons, *self.routes)
        whole = sum(item.all_seen for item in items)
        return f"<PolicyCoverage by {self.cases} cases: {whole} of {len(items)} seen with every result>"


def measure_coverage(policy: Policy, suites: Suites, file: Optional[str] = None) -> PolicyCoverage:
    """Looks which results each criterion, safeguard, comparison and route of a policy had in the cases of suites, and
    where it was the one that decided.  Whether cases pass makes no difference.

    suites: a PolicyTestSuite, or any number of them.
    file: what the policy is called in texts; None: as it was loaded.

    Errors: BadCall: something that is no policy or no suite; BadPolicy with every finding if a suite does not fit the
    policy.
    """
    handles = suite_handles(policy, suites)
    options = ffi.new("graduasi_coverage_options*")
    options.struct_size = ffi.sizeof("graduasi_coverage_options")
    name = file_name(policy, file)
    options.policy_file = name
    content = policy._content if policy._form == "text" else b""
    listed = ffi.from_buffer(content) if content else ffi.NULL
    options.policy_text = listed
    options.policy_text_size = len(content)
    out = ffi.new("graduasi_coverage**")
    error = ffi.new("graduasi_error**")
    array = ffi.new("const graduasi_suite*[]", handles)
    check(lib.graduasi_coverage_measure(policy._handle, array, len(handles), options, out, error), error)
    del name, listed
    return PolicyCoverage(out[0])


def suite_handles(policy: Policy, suites: Suites) -> List[Any]:
    """The graduasi_suite* of each suite.  Errors: BadCall."""
    if not isinstance(policy, Policy):
        raise BadCall(f"{policy!r} is no policy; make one by Policy.load(path)")
    listed = [suites] if isinstance(suites, PolicyTestSuite) or not isinstance(suites, Iterable) else list(suites)
    for suite in listed:
        if not isinstance(suite, PolicyTestSuite):
            raise BadCall(f"{suite!r} is no suite; make one by PolicyTestSuite.load(path)")
    return [suite._handle for suite in listed]


def file_name(policy: Policy, file: Optional[str]) -> Any:
    """What the policy is called in texts, as C has it; NULL if nothing is known."""
    called = policy.source if file is None else file
    return ffi.new("char[]", called.encode("utf-8", "replace").replace(b"\0", b"?")) if called else ffi.NULL


def _made(pointer: Any) -> str:
    if pointer == ffi.NULL:
        raise OutOfMemory("there is no memory for the text of the coverage")
    return text(pointer)


def _items(told: List[Dict[str, Any]]) -> Tuple[CoveredItem, ...]:
    return tuple(
        CoveredItem(
            item["owner"],
            item.get("expression", ""),
            item["line"],
            item["column"],
            tuple(CoveredResult(**result) for result in item["results"]),
            item["judged"],
        )
        for item in told
    )
