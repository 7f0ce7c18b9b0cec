"""A version of the weights on its way into the engine: read, held against the rules that there are, and put to work."""

from collections.abc import Iterator
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path
from typing import TypeVar

from engine.data.weights_file import WeightsFile, read_weights_file
from engine.errors import Fault, WeightsError
from engine.problem import Problem, WeightsDocument
from engine.rules import BY_ID

Judged = TypeVar("Judged", WeightsDocument, WeightsFile)


def read(source: Path | str | bytes) -> WeightsDocument:
    """Read a version of the weights that this engine can plan by.

    Raises DataError with everything that has the wrong form, each located; WeightsError with all that makes no sense.
    """
    return judged(read_weights_file(source)).document


def judged(document: Judged) -> Judged:
    """The document or file, if nothing is wrong with it. Raises WeightsError with every fault."""
    faults = (*document.faults(), *_unknown(document))
    if faults:
        raise WeightsError(faults)
    return document


def under(problem: Problem, document: WeightsDocument) -> Problem:
    """The problem under these weights instead of its own."""
    return replace(problem, weights=document.weights)


def _unknown(document: WeightsDocument) -> Iterator[Fault]:
    for name, told in (("values", document.values), ("reasons", document.reasons)):
        for rule in told:
            if rule not in BY_ID:
                near = get_close_matches(rule, BY_ID, 3, 0.5)
                meant = f" (did you mean {', '.join(near)}?)" if near else ""
                remedy = f"no such rule: correct its name, or leave it out{meant}"
                yield Fault(f"weights {document.name}", f"{name}.{rule}", told[rule], remedy, (name, rule))
