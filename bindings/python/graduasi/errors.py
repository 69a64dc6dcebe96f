"""What can go wrong, by who has to act.  An answer of "no" is never an error."""

from typing import Any, NamedTuple, Optional, Sequence, Tuple


class Finding(NamedTuple):
    """One thing that is wrong: what, and where."""

    message: str
    """What is wrong and what would be right, one sentence."""
    path: str = ""
    """Where, as the author calls it: "criterion G07, require", "members[1].nik"; "" if there is no place."""
    line: int = 0
    """Line of the text, from 1; 0 if not known."""
    column: int = 0
    """Column of the text in bytes, from 1; 0 if not known."""

    def __str__(self) -> str:
        place = ":".join(str(number) for number in (self.line, self.column) if number)
        return ": ".join(part for part in (place, self.path, self.message) if part)


class GraduasiError(Exception):
    """Something could not be done.  `findings` says what, all of it; str() is one line for each."""

    findings: Tuple[Finding, ...]

    def __init__(self, findings: "str | Sequence[Finding]", source: str = "") -> None:
        if isinstance(findings, str):
            findings = (Finding(findings),)
        self.findings = tuple(findings)
        self.source = source
        super().__init__(self._text())

    def _text(self) -> str:
        if not self.source:
            return "\n".join(str(finding) for finding in self.findings)
        # file:line:column, as editors know it
        return "\n".join(f"{self.source}:{'' if finding.line else ' '}{finding}" for finding in self.findings)

    def __str__(self) -> str:
        return self._text()

    def __reduce__(self) -> Tuple[Any, ...]:
        return type(self), (self.findings, self.source)


class BadCall(GraduasiError, ValueError):
    """The program, or whoever runs it, has to act: a day outside the policy's period, a language that there is not."""


class BadPolicy(GraduasiError):
    """The policy's author has to act: the text does not make a policy."""


class BadData(GraduasiError):
    """The data's owner has to act: a column of a wrong type, a value that no field can hold."""


class Unsupported(GraduasiError):
    """The operator has to act: this needs a newer library."""


class OutOfMemory(GraduasiError, MemoryError):
    """The operator has to act: an allocation failed."""


class InternalError(GraduasiError):
    """We have to act: a bug in the library.  Please report it."""


class NotInstalled(GraduasiError, ImportError):
    """The operator has to act: the call needs a package that is not installed."""


def misspelt(name: str, known: Sequence[str]) -> Optional[str]:
    """The known name that is nearest to one that is not known; None if none is near."""
    from difflib import get_close_matches

    near = get_close_matches(name, known, n=1, cutoff=0.6)
    return near[0] if near else None
