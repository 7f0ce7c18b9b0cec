"""What is read: problems, plans, and visits by their ids."""

from collections.abc import Iterable
from difflib import get_close_matches

from engine.errors import EngineError


def known(what: str, name: str, names: Iterable[str]) -> str:
    """An id that the problem has. Raises EngineError that says which ids look like it."""
    every = list(names)
    if name in every:
        return name
    near = get_close_matches(name, every, 3, 0.5) or every[:3]
    raise EngineError(f"no {what} {name!r} in the problem: did you mean {', '.join(near) or 'another problem'}?")
