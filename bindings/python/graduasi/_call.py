"""Calls of the library: text, days, languages, and a status that is an exception."""

from datetime import date, datetime
from typing import Any, Callable, Dict, List, Sequence, Tuple, Type, Union

from graduasi._native import ffi, lib
from graduasi.errors import BadCall, BadData, BadPolicy, Finding, GraduasiError, InternalError, OutOfMemory, Unsupported

Day = Union[date, str]

_EPOCH = date(1970, 1, 1).toordinal()
_ERRORS: Dict[int, Type[GraduasiError]] = {
    lib.GRADUASI_BAD_CALL: BadCall,
    lib.GRADUASI_BAD_POLICY: BadPolicy,
    lib.GRADUASI_BAD_DATA: BadData,
    lib.GRADUASI_UNSUPPORTED: Unsupported,
    lib.GRADUASI_NO_MEMORY: OutOfMemory,
    lib.GRADUASI_INTERNAL: InternalError,
}
_LANGUAGES = {"id": lib.GRADUASI_LANGUAGE_INDONESIAN, "en": lib.GRADUASI_LANGUAGE_ENGLISH}


def text(pointer: Any) -> str:
    """Text of the library; "" where it gives none."""
    return "" if pointer == ffi.NULL else ffi.string(pointer).decode("utf-8")


def texts(count: Callable[..., int], item: Callable[..., Any], *arguments: Any) -> Tuple[str, ...]:
    """A list of the library's, by the function that counts it and the one that reads it."""
    return tuple(text(item(*arguments, index)) for index in range(count(*arguments)))


def language_code(language: str) -> int:
    """Errors: BadCall."""
    code = _LANGUAGES.get(language) if isinstance(language, str) else None
    if code is None:
        raise BadCall(f"there is no language {language!r}; the languages are 'id' (Indonesian) and 'en' (English)")
    return int(code)


def both(read: Callable[..., Any], *arguments: Any) -> Dict[str, str]:
    """A text in both languages."""
    return {language: text(read(*arguments, code)) for language, code in _LANGUAGES.items()}


def check(status: int, error: Any, source: str = "") -> None:
    """Raises what a status says, and frees the error.  error: a graduasi_error**."""
    if status == lib.GRADUASI_OK:
        return
    handle = ffi.gc(error[0], lib.graduasi_error_free)
    findings: List[Finding] = [
        Finding(
            text(lib.graduasi_error_message(handle, index)),
            text(lib.graduasi_error_path(handle, index)),
            lib.graduasi_error_line(handle, index),
            lib.graduasi_error_column(handle, index),
        )
        for index in range(lib.graduasi_error_count(handle))
    ]
    kind = _ERRORS.get(status, InternalError)
    raise kind(findings or (Finding("nothing more is known"),), source)


def day_number(day: Day, what: str = "as_of") -> int:
    """Days since 1970-01-01 of a date, or of text such as "2026-06-15".  Errors: BadCall."""
    if isinstance(day, datetime):
        raise BadCall(
            f"{what} is a datetime; a decision is made as of a day, without time or zone: "
            f"take the date of the office that decides, such as {what}=moment.date()"
        )
    if isinstance(day, date):
        return day.toordinal() - _EPOCH
    if not isinstance(day, str):
        raise BadCall(f"{what} is {type(day).__name__}; give a datetime.date, or text such as '2026-06-15'")
    encoded = day.encode("utf-8", "replace")
    out = ffi.new("int32_t*")
    error = ffi.new("graduasi_error**")
    if lib.graduasi_day_parse(encoded, len(encoded), out, error) != lib.GRADUASI_OK:
        lib.graduasi_error_free(error[0])
        raise BadCall(f"{what} is {day!r}; give a datetime.date, or text such as '2026-06-15'")
    return int(out[0])


def later_day(day: Day, what: str, than: Day, called: str) -> int:
    """The number of a day that lies after another one.  Errors: BadCall.  Asked here, because 0, a day of 1970, would
    mean in options of the library that none was given."""
    number = day_number(day, what)
    if number <= day_number(than):
        raise BadCall(f"{what} is {day}, which is not after {called}, {than}")
    return number


def day_of(days: int) -> date:
    """The date of a day number."""
    return date.fromordinal(days + _EPOCH)


def c_strings(strings: Sequence[str], what: str) -> Tuple[Any, int, Any]:
    """An array of C strings, its length, and what must be kept while it is used.  Errors: BadCall."""
    if isinstance(strings, (str, bytes)):
        raise BadCall(f"{what} is one text; give a list of paths, such as ['household.members[].pregnant']")
    kept = []
    for string in strings:
        if not isinstance(string, str) or "\0" in string:
            raise BadCall(
                f"{what} holds {string!r}, which is no path; a path is such as 'household.members[].pregnant'"
            )
        kept.append(ffi.new("char[]", string.encode("utf-8", "replace")))
    if not kept:
        return ffi.NULL, 0, kept
    return ffi.new("const char*[]", kept), len(kept), kept
