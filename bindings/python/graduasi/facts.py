"""What a record can hold and a policy can read."""

from functools import lru_cache
from typing import Dict, NamedTuple, Tuple

from graduasi._call import check, text, texts
from graduasi._native import ffi, lib


class Fact(NamedTuple):
    """A field of a household's record, or of a record in it."""

    path: str
    """The keys of the JSON, [] after a list: "household.members[].born_on"."""
    type: str
    """"bool", "int", "string", "date" (2025-11-15, 2025-11 or 2025), the name of a list of values such as "Relation",
    "Region" of a record, "list(Member)" of a list of records."""
    unit: str
    """"IDR per month"; "" if there is none."""
    meaning: str
    """One line, in English."""
    absent_is_none: bool
    """Absence is known to mean that there is none; else it means that it is not known."""
    is_identity: bool
    """Identifies a person (NIK, KK, name, address), and so never stands in a reason or a finding."""
    values: Tuple[str, ...]
    """The values of a fact that has a list of them: "HEAD", "SPOUSE", ..."""


@lru_cache(maxsize=None)
def facts() -> Tuple[Fact, ...]:
    """All facts, in the order of the model."""
    out = ffi.new("graduasi_facts**")
    error = ffi.new("graduasi_error**")
    check(lib.graduasi_facts_list(out, error), error)
    handle = ffi.gc(out[0], lib.graduasi_facts_free)
    return tuple(
        Fact(
            text(lib.graduasi_facts_path(handle, index)),
            text(lib.graduasi_facts_type(handle, index)),
            text(lib.graduasi_facts_unit(handle, index)),
            text(lib.graduasi_facts_meaning(handle, index)),
            bool(lib.graduasi_facts_absent_is_none(handle, index)),
            bool(lib.graduasi_facts_is_identity(handle, index)),
            texts(lib.graduasi_facts_value_count, lib.graduasi_facts_value, handle, index),
        )
        for index in range(lib.graduasi_facts_count(handle))
    )


@lru_cache(maxsize=None)
def by_column() -> Dict[str, Fact]:
    """Facts by the name of their column in a table: "members.born_on" of "household.members[].born_on"."""
    return {column_of(fact.path): fact for fact in facts()}


def column_of(path: str) -> str:
    return path[len("household.") :].replace("[]", "")
