"""What a change makes of a mapping, laid over the mapping as it was: thousands of entries need not be copied."""

from collections.abc import Iterator, Mapping, MutableMapping
from typing import Any, TypeVar

T = TypeVar("T")

_GONE: Any = object()


class Overlay(MutableMapping[str, T]):
    """A mapping with some entries changed, new or gone; the one below must stay as it is."""

    def __init__(self, below: Mapping[str, T]):
        self._below = below
        self._own: dict[str, T] = {}

    def __getitem__(self, key: str) -> T:
        found = self._own[key] if key in self._own else self._below[key]
        if found is _GONE:
            raise KeyError(key)
        return found

    def get(self, key: str, default: Any = None) -> Any:
        found = self._own[key] if key in self._own else self._below.get(key, _GONE)
        return default if found is _GONE else found

    def __contains__(self, key: object) -> bool:
        return self._own[key] is not _GONE if key in self._own else key in self._below  # type: ignore[index]

    def __setitem__(self, key: str, value: T) -> None:
        self._own[key] = value

    def __delitem__(self, key: str) -> None:
        if key not in self:
            raise KeyError(key)
        self._own[key] = _GONE

    def __iter__(self) -> Iterator[str]:
        yield from (key for key in self._below if key not in self._own)
        yield from (key for key, value in self._own.items() if value is not _GONE)

    def __len__(self) -> int:
        return sum(1 for _ in self)
