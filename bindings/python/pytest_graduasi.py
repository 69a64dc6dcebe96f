"""The plug-in of pytest, 7 or newer: suites of policy tests (*.test.txtpb) are collected as tests are, each case by its
name.

    pytest policies                                             every suite below the folder
    pytest policies -k infant                                   the cases with that word in their name
    pytest policies --graduasi-policy=2026-draft.policy.txtpb   the same cases under another policy
    pytest policies --graduasi-language=id                      failures told in Indonesian

Without options a suite is run under the policies that it names, else under the one beside it that has its name.  In the
settings of pytest, `graduasi_files` says which files are suites (none: switches it off), `graduasi_language` the
language.

A module of its own, because pytest loads it at each start: the library itself is loaded when there is a suite.
"""

import os
from fnmatch import fnmatch
from pathlib import Path
from typing import TYPE_CHECKING, Any, Iterator, List, Optional, Tuple, Union

import pytest

if TYPE_CHECKING:
    from graduasi import PolicyTestResult

if int(pytest.__version__.partition(".")[0]) < 7:  # said before anything is used that it does not have
    raise pytest.UsageError(
        f"the plug-in of graduasi needs pytest 7 or newer, and this is {pytest.__version__}: "
        "pip install 'pytest>=7', or run without it, pytest -p no:graduasi"
    )


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("graduasi", "tests of graduation policies")
    group.addoption(
        "--graduasi-policy",
        metavar="FILE",
        action="append",
        default=[],
        help="run suites under this policy, and not under those that they name; may be given more than once",
    )
    group.addoption(
        "--graduasi-language", metavar="LANGUAGE", choices=("id", "en"), help="of failures: id or en (default: en)"
    )
    parser.addini("graduasi_files", "glob patterns of suites of policy tests", type="args", default=["*.test.txtpb"])
    parser.addini("graduasi_language", "language of failures: id or en", default="en")


def pytest_configure(config: pytest.Config) -> None:
    language = config.getini("graduasi_language")
    if language not in ("id", "en"):
        raise pytest.UsageError(f"graduasi_language is {language!r}; it is id (Indonesian) or en (English)")
    for file in config.getoption("--graduasi-policy"):
        if not (config.invocation_params.dir / file).is_file():
            raise pytest.UsageError(f"--graduasi-policy: there is no file {file}")


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> "Optional[PolicySuite]":
    path = file_path.as_posix()
    if any(fnmatch(path, f"*/{pattern}") for pattern in parent.config.getini("graduasi_files")):
        return PolicySuite.from_parent(parent, path=file_path)
    return None


class PolicySuite(pytest.File):
    """A file of cases.  They are decided when they are collected, all at once, which takes microseconds; what does not
    fit the policy is a mistake of the suite, and no case fails for it."""

    def collect(self) -> "Iterator[PolicyCase]":
        import graduasi

        folder = self.config.invocation_params.dir
        shown = os.path.relpath(self.path, folder)
        try:
            suite = graduasi.PolicyTestSuite.load(self.path)
            given: List[str] = self.config.getoption("--graduasi-policy")
            files = [folder / file for file in given] or suite.policy_files()
            reports = [(file.name, suite.run(graduasi.Policy.load(file), shown)) for file in files]
        except (graduasi.GraduasiError, OSError) as error:
            raise self.CollectError(str(error).replace(f"{folder}{os.sep}", "")) from None
        for policy, report in reports:
            for result in report:
                name = result.name if len(reports) == 1 else f"{result.name} [{policy}]"
                yield PolicyCase.from_parent(self, name=name, result=result)


class CaseFailed(Exception):
    """A case does not hold; the text says what was expected and what is."""


class PolicyCase(pytest.Item):
    """One case."""

    def __init__(self, *, result: "PolicyTestResult", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.result = result
        self.language: str = self.config.getoption("--graduasi-language") or self.config.getini("graduasi_language")

    def runtest(self) -> None:
        if not self.result.passed:
            raise CaseFailed(self.result.message(self.language))

    def repr_failure(self, excinfo: Any, style: Any = None) -> Any:
        if excinfo.errisinstance(CaseFailed):
            return str(excinfo.value).rstrip("\n")
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> "Tuple[Union[os.PathLike[str], str], Optional[int], str]":
        return self.path, max(self.result.line - 1, 0), self.name
