"""Notebooks as tests run them: without a screen, with plans of few moves, and once for all tests of a module."""

import importlib
import sys
from collections.abc import Mapping
from functools import cache
from typing import Any

MOVES = 3000
"""A plan of few moves is a plan all the same: what is said of it has to be right."""


def run(name: str, **instead: Any) -> tuple[list[Any], Mapping[str, Any]]:
    """What the cells of a notebook show, and what they define. instead: definitions of whole cells."""
    arguments, sys.argv = sys.argv, ["notebook"]
    try:
        shown, defined = importlib.import_module(f"notebooks.{name}").app.run(defs=instead or None)
    finally:
        sys.argv = arguments
    return list(shown), defined


@cache
def ran(name: str) -> tuple[list[Any], Mapping[str, Any]]:
    """A notebook as it is, but for the moves."""
    return run(name, moves=MOVES)


def words(shown: list[Any]) -> str:
    """All that a notebook says in words, as HTML."""
    return "\n".join(str(one.text) for one in shown if isinstance(getattr(one, "text", None), str))
