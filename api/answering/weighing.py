"""A problem under the weights that a form names, instead of its own."""

from dataclasses import replace

from api.answering.refusing import unpublished
from api.answering.shelf import Shelf
from api.store.errors import Unknown
from api.store.problems import Version
from engine.problem import Problem


def weighed(shelf: Shelf, coop: str, version: Version, problem: Problem, ref: str | None) -> tuple[Version, Problem]:
    """A version of a problem under a published version of the weights, and as what it is noted then; as it is where
    none is named. Raises Refusal."""
    if ref is None:
        return version, problem
    try:
        label, problem = shelf.under(coop, problem, ref)
    except Unknown:
        raise unpublished() from None
    return replace(version, weights=label), problem
