"""The map of a day's rounds, over the streets of a network of this machine that the plan's places lie in."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from api import networks
from api.answering.answer import Answer, told
from api.answering.shelf import Shelf
from api.documents.maps import rounds_document, streets_document
from api.refusals import Refusal
from engine.errors import DataError
from engine.problem import Problem
from engine.travel.city import City
from engine.travel.network import Box


def answer(shelf: Shelf, coop: str, asked: Mapping[str, Any], body: bytes) -> Answer:
    """asked: plan; what: streets, or rounds with day, first, most and sought as a timetable has them."""
    table = shelf.timetable(coop, asked["plan"])
    name = _network(table.problem)
    city = None if name is None else _city(name)
    if asked["what"] == "streets":
        return told(streets_document(table, city))
    if not 0 <= asked["day"] < table.problem.days:
        raise Refusal("unknown", "The plan has no such day.")
    which = (asked["day"], asked["first"], asked["most"], asked["sought"].lower())
    return told(rounds_document(table, *which, city))


def _network(problem: Problem) -> str | None:
    """The network in whose box most places lie; None where none holds any."""
    spots = [(one.latitude, one.longitude) for one in problem.places if one.latitude is not None]
    found: dict[str, int] = {}
    for entry in networks.entries():
        box = Box(**entry.manifest["box"])
        found[entry.name] = sum((latitude or 0.0, longitude or 0.0) in box for latitude, longitude in spots)
    best = max(found, key=lambda name: found[name], default=None)
    return best if best is not None and found[best] else None


@lru_cache(maxsize=1)
def _city(name: str) -> City | None:
    """A network, made ready once; None where its files cannot be read: the rounds are then drawn without streets."""
    try:
        return networks.city(name)
    except DataError:
        return None
