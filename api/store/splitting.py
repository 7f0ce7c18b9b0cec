"""Whom each line of a problem's text tells of.

The text is Ronda's own JSON, which has one object on a line. A line that tells of several persons is sealed under a key
made of theirs, so that it goes with the first of them who is erased. A place tells of everyone who lives, begins or is
visited there; travel times tell of everyone, since a home can be found by its distances from others.
"""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from engine.problem import Problem

Person = tuple[Literal["carer", "client"], str]

_SECTION = re.compile(r'  "(\w+)": (.?)')
OF_NOBODY = frozenset(
    {"format", "start", "days", "weights", "labour", "timezone", "ticks_per_minute", "protected", "holidays", "past"}
)
"""Fields that tell of the co-op only; any that is neither here nor in `_told` is taken to tell of everyone."""

OF_PACKAGES = "visits of packages"
"""A list behind the text: the ids of the visits that packages mean, one on a line. Plans name them by number."""

Persons = frozenset[int]


@dataclass(frozen=True, slots=True)
class Split:
    """A text in lines, and whom each tells of. persons: carers, then clients, in the problem's order; about: numbers of
    persons for each line; sections: the first line of a list's objects, and how many they are. The lines of OF_PACKAGES
    are no part of the text."""

    persons: tuple[Person, ...]
    lines: tuple[str, ...]
    about: tuple[Persons, ...]
    sections: dict[str, tuple[int, int]]


def split(problem: Problem, text: str) -> Split:
    """Set the lines of a problem's canonical text apart by the persons that they tell of."""
    carers: list[Person] = [("carer", carer.id) for carer in problem.carers]
    clients: list[Person] = [("client", client.id) for client in problem.clients]
    everyone: Persons = frozenset(range(len(carers) + len(clients)))
    told = _told(problem, everyone)
    lines = text.split("\n")  # not splitlines: a text in JSON may hold other ends of lines
    about: list[Persons] = []
    sections: dict[str, tuple[int, int]] = {}
    section, place = "", 0
    for number, line in enumerate(lines):
        if line.startswith("    ") and section:
            place += 1
            sections[section] = (sections.get(section, (number, 0))[0], place)
            entries = told.get(section, ())
            about.append(entries[place - 1] if place <= len(entries) else everyone)
        elif head := _SECTION.match(line):
            section, place = head[1], 0
            open_list = line.endswith("[") and head[2] == "["
            about.append(frozenset() if open_list or section in OF_NOBODY else everyone)
        else:
            about.append(frozenset() if line.strip() in ("", "{", "}", "]", "],") else everyone)
    for name in ("packages", "ties"):
        first, count = sections.get(name, (0, 0))
        if count != len(told[name]):  # a package of which a visit is gone is not written: nobody knows which
            about[first : first + count] = [everyone] * count
    in_text = sections.get("visits", (0, 0))[1]  # which come first in the problem too
    meant = problem.visits[in_text:]
    sections[OF_PACKAGES] = (len(lines), len(meant))
    lines += (json.dumps({"id": visit.id}, ensure_ascii=False) for visit in meant)
    about += told["visits"][in_text:]
    return Split((*carers, *clients), tuple(lines), tuple(about), sections)


def _told(problem: Problem, everyone: Persons) -> dict[str, Sequence[Persons]]:
    """Whom each object of each list tells of."""
    carer = {one.id: number for number, one in enumerate(problem.carers)}
    client = {one.id: number for number, one in enumerate(problem.clients, len(carer))}
    at_home: dict[str, set[int]] = {}
    there: dict[str, set[int]] = {}

    def homes(*places: str | None) -> set[int]:
        return set().union(*(at_home.get(place, ()) for place in places if place is not None))

    def all_of(known: dict[str, int], ids: Iterable[str]) -> set[int]:
        return {known[id] for id in ids}

    for one in problem.clients:
        at_home.setdefault(one.place, set()).add(client[one.id])
        there.setdefault(one.place, set()).add(client[one.id])
    for visit in problem.visits:
        if visit.place is not None:
            there.setdefault(visit.place, set()).add(client[visit.client])
    for shift in problem.shifts:
        for place in (shift.start_place, shift.end_place):
            there.setdefault(place, set()).add(carer[shift.carer])
    for package in problem.packages:
        if package.place is not None:
            there.setdefault(package.place, set()).add(client[package.client])
    of_visit = {visit.id: client[visit.client] for visit in problem.visits}
    found: dict[str, list[set[int]]] = {
        "places": [there.get(place.id, set()) for place in problem.places],
        "carers": [{carer[one.id]} | all_of(client, one.refuses) for one in problem.carers],
        "shifts": [{carer[one.carer]} | homes(one.start_place, one.end_place) for one in problem.shifts],
        "clients": [
            {client[one.id]} | all_of(carer, (*one.refuses, *one.prefers, *one.usual)) for one in problem.clients
        ],
        "visits": [{client[one.client]} | homes(one.place) for one in problem.visits],
        "links": [{of_visit[one.first], of_visit[one.second]} for one in problem.links],
        "packages": [{client[one.client]} | homes(one.place) for one in problem.packages],
        "ties": [{client[one.client]} for one in problem.ties],
        "pins": [{of_visit[one.visit], carer[one.carer]} for one in problem.pins],
        "published": [{of_visit[one.visit], carer[one.carer]} for one in problem.published],
    }
    told: dict[str, Sequence[Persons]] = {name: [frozenset(one) for one in every] for name, every in found.items()}
    return told | {"travel": [everyone] * len(problem.travel)}
