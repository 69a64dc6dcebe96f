"""Tests of a policy that are data: households, and what the policy must say of them.

    suite = graduasi.PolicyTestSuite.load("2026.test.txtpb")
    report = suite.run(graduasi.Policy.load("2026.policy.txtpb"))
    print(report.text("en"))

With pytest nothing is to be written: it collects *.test.txtpb by itself (pytest_graduasi.py).
"""

import json
import os
from pathlib import Path
from typing import Any, Dict, Iterator, NamedTuple, Tuple, Union

from graduasi._call import check, language_code, text, texts
from graduasi._native import ffi, lib
from graduasi.errors import BadCall, BadPolicy, Finding
from graduasi.immutable import Immutable
from graduasi.policy import _SUFFIXES, Form, Policy, _form_of

_PARSE = {
    "text": lib.graduasi_suite_parse,
    "json": lib.graduasi_suite_parse_json,
    "binary": lib.graduasi_suite_parse_binary,
}
_ENDING = ".test.txtpb"


class PolicyTestCase(NamedTuple):
    """One case of a suite."""

    name: str
    line: int
    """Line of the suite's text, from 1; 0 if not known."""


class PolicyTestResult:
    """What came of one case."""

    __slots__ = ("name", "line", "passed", "_messages")

    def __init__(self, name: str, line: int, passed: bool, messages: Dict[str, str]) -> None:
        self.name = name
        self.line = line
        self.passed = passed
        self._messages = messages

    def message(self, language: str) -> str:
        """What was expected, what is, and why, in lines; "" if the case passed.  Errors: BadCall."""
        language_code(language)
        return self._messages[language]

    def __repr__(self) -> str:
        return f"<PolicyTestResult {self.name!r}: {'passed' if self.passed else 'failed'}>"


class PolicyTestReport(Immutable):
    """What came of a suite: its results, in its order.  len, iteration and indexes are those of the results."""

    __slots__ = ("_handle", "results", "failed")
    _noun = "a report"
    _handle: Any
    results: Tuple[PolicyTestResult, ...]
    failed: int
    """How many of them."""

    def __init__(self, handle: Any) -> None:
        self._hold(_handle=ffi.gc(handle, lib.graduasi_test_report_free))
        results = tuple(
            PolicyTestResult(
                text(lib.graduasi_test_report_name(self._handle, index)),
                lib.graduasi_test_report_line(self._handle, index),
                bool(lib.graduasi_test_report_passed(self._handle, index)),
                {
                    language: text(lib.graduasi_test_report_message(self._handle, index, language_code(language)))
                    for language in ("id", "en")
                },
            )
            for index in range(lib.graduasi_test_report_count(self._handle))
        )
        self._hold(results=results, failed=lib.graduasi_test_report_failed_count(self._handle))

    def text(self, language: str) -> str:
        """The failures, and a line that counts.  Errors: BadCall."""
        return text(lib.graduasi_test_report_text(self._handle, language_code(language)))

    def to_json(self) -> str:
        """All of it as one line of JSON."""
        return text(lib.graduasi_test_report_json(self._handle))

    def to_dict(self) -> Dict[str, Any]:
        """All of it as to_json has it."""
        whole: Dict[str, Any] = json.loads(self.to_json())
        return whole

    def to_junit(self, language: str) -> str:
        """One <testsuite> element of the XML that test servers read, without declaration.  Errors: BadCall."""
        return text(lib.graduasi_test_report_junit(self._handle, language_code(language)))

    def __len__(self) -> int:
        return len(self.results)

    def __iter__(self) -> Iterator[PolicyTestResult]:
        return iter(self.results)

    def __getitem__(self, index: int) -> PolicyTestResult:
        return self.results[index]

    def __repr__(self) -> str:
        return f"<PolicyTestReport: {len(self.results)} cases, {self.failed} failed>"


class PolicyTestSuite(Immutable):
    """Named cases, each a household, a day, and what a policy must say.  len, iteration and indexes are those of the
    cases.  Immutable; it can be pickled."""

    __slots__ = ("_handle", "_content", "_form", "source", "policies", "cases")
    _noun = "a suite"

    source: str
    """The file it was read from; "" if from none."""
    policies: Tuple[str, ...]
    """File names of the policies that it says it tests, beside its own file."""
    cases: Tuple[PolicyTestCase, ...]

    def __init__(self) -> None:
        raise TypeError("a suite is made by PolicyTestSuite.load(path) or PolicyTestSuite.parse(text)")

    @classmethod
    def load(cls, path: "Union[str, os.PathLike[str]]", form: "Form | None" = None) -> "PolicyTestSuite":
        """Reads a suite from a file; its form is told as that of a policy (Policy.load).

        Errors: BadPolicy with every finding and its place in the file; OSError.
        """
        content = Path(path).read_bytes()
        told = form or _SUFFIXES.get(Path(path).suffix.lower()) or _form_of(content)
        return cls._make(content, told, os.fspath(path))

    @classmethod
    def parse(cls, content: "str | bytes", form: "Form | None" = None) -> "PolicyTestSuite":
        """Makes a suite of its text, JSON or bytes.  Errors: BadPolicy with every finding."""
        data = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else bytes(content)
        return cls._make(data, form or _form_of(data), "")

    @classmethod
    def _make(cls, content: bytes, form: str, source: str) -> "PolicyTestSuite":
        if form not in _PARSE:
            raise BadCall(f"there is no form {form!r}; the forms are 'text', 'json' and 'binary'")
        out = ffi.new("graduasi_suite**")
        error = ffi.new("graduasi_error**")
        check(_PARSE[form](content, len(content), out, error), error, source)
        self = object.__new__(cls)
        handle = ffi.gc(out[0], lib.graduasi_suite_free)
        self._hold(
            _handle=handle,
            _content=content,
            _form=form,
            source=source,
            policies=texts(lib.graduasi_suite_policy_count, lib.graduasi_suite_policy, handle),
            cases=tuple(
                PolicyTestCase(
                    text(lib.graduasi_suite_case_name(handle, index)), lib.graduasi_suite_case_line(handle, index)
                )
                for index in range(lib.graduasi_suite_case_count(handle))
            ),
        )
        return self

    _handle: Any
    _content: bytes
    _form: str

    def __reduce__(self) -> Tuple[Any, ...]:
        return PolicyTestSuite._make, (self._content, self._form, self.source)

    def policy_files(self) -> Tuple[Path, ...]:
        """The policies that the suite's file is about: those that it names, else the one beside it that has its name
        (2026.policy.txtpb for 2026.test.txtpb and 2026.batu.test.txtpb).

        Errors: BadPolicy if there is none.
        """
        file = Path(self.source)
        if self.policies:
            return tuple(file.parent / name for name in self.policies)
        name = file.name[: -len(_ENDING)] if file.name.endswith(_ENDING) else file.stem
        wanted = name
        while name:
            beside = file.parent / f"{name}.policy.txtpb"
            if self.source and beside.exists():
                return (beside,)
            name = name.rpartition(".")[0]
        raise BadPolicy(
            [
                Finding(
                    f"the suite names no policy, and there is no {wanted}.policy.txtpb beside it; "
                    'write policy: "2026.policy.txtpb" at its head'
                )
            ],
            self.source,
        )

    def run(self, policy: Policy, file: "str | None" = None) -> PolicyTestReport:
        """Decides every case under a policy and compares.  A case that fails is no error.

        file: what the suite is called in messages; None: as it was loaded.

        Errors: BadPolicy with every finding if the suite does not fit the policy: a criterion, safeguard or route that
        the policy does not have, a day on which it does not decide.
        """
        called = self.source if file is None else file
        name = ffi.new("char[]", called.encode("utf-8", "replace").replace(b"\0", b"?")) if called else ffi.NULL
        options = ffi.new("graduasi_test_options*")
        options.struct_size = ffi.sizeof("graduasi_test_options")
        options.file = name
        out = ffi.new("graduasi_test_report**")
        error = ffi.new("graduasi_error**")
        check(lib.graduasi_suite_run(policy._handle, self._handle, options, out, error), error, called)
        return PolicyTestReport(out[0])

    def __len__(self) -> int:
        return len(self.cases)

    def __iter__(self) -> Iterator[PolicyTestCase]:
        return iter(self.cases)

    def __getitem__(self, index: int) -> PolicyTestCase:
        return self.cases[index]

    def __repr__(self) -> str:
        return f"<PolicyTestSuite {self.source or '(no file)'}: {len(self.cases)} cases>"
