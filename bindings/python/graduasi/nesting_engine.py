"""What nesting asks of whatever holds the tables."""

from pathlib import Path
from typing import Any, Dict, List, NamedTuple, Protocol, Sequence, Set, Tuple


class Flat(NamedTuple):
    """One flat table: where its rows go ("" for households), and which columns name rows."""

    path: str
    table: Any
    key: str  # names its own rows; "" if nothing refers to them
    parent_key: str  # names the row that a row belongs to; "" for households


class Plan(NamedTuple):
    """Which columns go where."""

    flat: Dict[str, Flat]
    fields: Dict[str, List[str]]  # of each path, the columns that are kept
    lists: List[str]  # the paths of lists, the deepest first, so that each is whole when it is laid into its parent
    above: Dict[str, str]  # of each list the path of the one that it lies in, "" for households
    complete: Set[str]  # lists in which a parent without rows has none
    make_id: bool  # the key becomes the column id


class Engine(Protocol):
    """Holds tables.  A table is whatever load gives; a key is compared as text."""

    def load(self, data: Any) -> Any:
        """A table of the data; None if it is none."""

    def load_parquet(self, file: Path) -> Any: ...

    def load_csv(self, file: Path, path: str) -> Any:
        """Numbers and yes-or-no as the facts want them, all else as text; an empty field is null."""

    def names(self, table: Any) -> List[str]: ...

    def fraction(self, table: Any, column: str) -> str:
        """The type of a column of fractions; "" of any other."""

    def nulls(self, table: Any, column: str) -> int: ...

    def repeated(self, table: Any, column: str) -> List[str]:
        """Keys that stand more than once, in the order in which they first stand."""

    def strangers(self, table: Any, column: str, above: Any, key: str) -> Tuple[int, List[str]]:
        """How many rows have no key, or one that the table above has not; and such keys, as repeated."""

    def rows_of(self, table: Any, column: str, keys: Sequence[str]) -> List[int]:
        """The rows, from 0, that have one of the keys."""

    def nest(self, plan: Plan) -> Any: ...


def in_parts(names: Sequence[str]) -> Dict[str, Any]:
    """Names with dots as a tree: {"id": "id", "region": {"code": "region.code"}}; whole ones before those in parts."""
    tree: Dict[str, Any] = {name: name for name in names if "." not in name}
    for name in names:
        place, steps = tree, name.split(".")
        for step in steps[:-1]:
            place = place.setdefault(step, {})
        place[steps[-1]] = name
    return tree
