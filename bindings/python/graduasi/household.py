"""A household as a Python program holds it, to the JSON that the library reads.

What JSON can say is passed on and judged by the library, so that it is judged alike in every language.  What JSON
cannot say, a moment, a number that is none, an object, is refused here, by its place.
"""

import dataclasses
import enum
import json
import operator
from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, List

from graduasi.errors import BadData, Finding

_DEEPEST = 64


class _Unsayable(Exception):
    pass


def to_json(household: Any) -> bytes:
    """The JSON of a dict, a dataclass, or of JSON as text or bytes.

    Errors: BadData names the place of every value that no record can hold: a datetime, NaN, an object of another kind.
    """
    if isinstance(household, str):
        return household.encode("utf-8", "surrogatepass")
    if isinstance(household, (bytes, bytearray, memoryview)):
        return bytes(household)
    if not isinstance(household, Mapping) and not _is_dataclass(household):
        raise BadData(
            f"a household is {_kind(household)}; give a dict, a dataclass, or its JSON as str or bytes, and a table of "
            "many households to decide_table"
        )
    try:
        return _ENCODER.encode(household).encode("ascii")
    except (_Unsayable, TypeError, ValueError, RecursionError):
        # Something cannot be said: what, and where, is looked for at leisure.
        findings: List[Finding] = []
        walked = _walk(household, "", findings, 0)
        if findings:
            raise BadData(findings) from None
        return _ENCODER.encode(walked).encode("ascii")


def _is_dataclass(value: Any) -> bool:
    return dataclasses.is_dataclass(value) and not isinstance(value, type)


def _kind(value: Any) -> str:
    module = type(value).__module__
    name = type(value).__qualname__
    return name if module == "builtins" else f"{module}.{name}"


def _plain(value: Any) -> Any:
    """For json: one value that it does not know, as one that it does."""
    if isinstance(value, datetime):
        raise _Unsayable
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return dict(value)
    if _is_dataclass(value):
        return {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
    if isinstance(value, enum.Enum):
        return value.value if isinstance(value.value, str) else value.name
    if isinstance(value, Decimal) and value.is_finite() and value == value.to_integral_value():
        return int(value)
    if type(value).__module__ == "numpy":
        return _plain_numpy(value)
    raise _Unsayable


def _plain_numpy(value: Any) -> Any:
    if not hasattr(value, "dtype"):
        raise _Unsayable
    if value.ndim > 0:
        return value.tolist()
    kind, plain = value.dtype.kind, value.item()
    if kind == "M" and isinstance(plain, date) and not isinstance(plain, datetime):  # a day, not a moment
        return plain.isoformat()
    if kind in "iu":
        return operator.index(value)
    if kind in "bfU":
        return plain
    raise _Unsayable


_ENCODER = json.JSONEncoder(allow_nan=False, default=_plain)


def _walk(value: Any, path: str, findings: List[Finding], depth: int) -> Any:
    """The value in what json knows; what cannot be said becomes findings."""
    if depth > _DEEPEST:
        findings.append(Finding("goes deeper than any record does; it seems to hold itself", path))
        return None
    if value is None or isinstance(value, (bool, str)) or (isinstance(value, int) and not isinstance(value, enum.Enum)):
        return value
    if isinstance(value, float):
        if value == value and value not in (float("inf"), float("-inf")):
            return value
        findings.append(Finding(_not_finite(value), path))
        return None
    if isinstance(value, (list, tuple)):
        return [_walk(item, f"{path}[{index}]", findings, depth + 1) for index, item in enumerate(value)]
    if isinstance(value, dict) and all(isinstance(key, str) for key in value):
        return {key: _walk(item, f"{path}.{key}" if path else key, findings, depth + 1) for key, item in value.items()}
    if isinstance(value, Mapping) and not all(isinstance(key, str) for key in value):
        odd = next(key for key in value if not isinstance(key, str))
        findings.append(Finding(f"has a key that is {_kind(odd)}; keys are the names of facts, as text", path))
        return None
    try:
        plain = _plain(value)
    except _Unsayable:
        findings.append(Finding(_why_not(value), path))
        return None
    return _walk(plain, path, findings, depth + 1)


def _not_finite(value: Any) -> str:
    return f"is {str(value)}, which is no number; leave the key out, or say None, if the value is not known"


def _why_not(value: Any) -> str:
    kind = _kind(value)
    if kind.startswith("pandas.") and type(value).__name__ in ("NaTType", "NAType"):
        return f"is {value}; leave the key out, or say None, if the value is not known"
    if isinstance(value, datetime):
        zone = "without a time zone" if value.tzinfo is None else f"in the zone {value.tzinfo}"
        return (
            f"is a datetime {zone}; a fact's date has no time: give a datetime.date (moment.date() in the office's own "
            "time), or text such as '2025-11-15', '2025-11' or '2025'"
        )
    if kind == "numpy.datetime64":
        return "is a numpy.datetime64 with a time; give a datetime.date: value.astype('datetime64[D]').item()"
    if isinstance(value, time):
        return "is a time of day; a record holds dates only"
    if isinstance(value, Decimal):
        if not value.is_finite():
            return _not_finite(value)
        return f"is Decimal('{value}'), which has a fraction; numbers of a record are whole"
    if isinstance(value, (set, frozenset)):
        return f"is a {kind}, which has no order; give a list"
    return f"is {kind}, which no record can hold; give bool, int, str, datetime.date, a list, a dict or a dataclass"
