"""What the library gives and nothing changes: a policy, a decision, a report.  Knows nothing of what it is."""

from typing import Any, ClassVar, Dict, NoReturn, Tuple, TypeVar

_T = TypeVar("_T", bound="Immutable")


class Immutable:
    """An object that does not change: a copy of it is itself, threads may share it, and what a program sets on it by
    mistake is refused."""

    __slots__ = ("__weakref__",)

    _noun: ClassVar[str] = "an object"
    _instead: ClassVar[str] = ""
    """What a program may do instead of changing it; "" if nothing."""
    _sent: ClassVar[str] = "its to_json()"
    """What is sent to another process instead of it."""

    def __setattr__(self, name: str, value: Any) -> NoReturn:
        raise AttributeError(f"{self._noun} does not change{'; ' if self._instead else ''}{self._instead}")

    def __delattr__(self, name: str) -> NoReturn:
        self.__setattr__(name, None)

    def _hold(self, **values: Any) -> None:
        """Sets what the object is made of, once."""
        for name, value in values.items():
            object.__setattr__(self, name, value)

    def __copy__(self: _T) -> _T:
        return self

    def __deepcopy__(self: _T, memo: Dict[int, Any]) -> _T:
        return self

    def __reduce__(self) -> Tuple[Any, ...]:
        article = self._noun.partition(" ")[0]
        raise TypeError(f"{article} {type(self).__name__} cannot be pickled; send {self._sent}")
