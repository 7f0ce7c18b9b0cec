"""Puts the demo week together: clients with care packages, their visits, and ties between people."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np

from datasets.eixample.bookings import Booking, booked, package_of, told
from datasets.eixample.care import INTIMATE_CARE, PACKAGES, Package
from datasets.eixample.clock import TIMEZONE, Days
from datasets.eixample.crew import Crew
from datasets.eixample.streets import area, doors, joined, travel
from datasets.eixample.team import TEAM, Pattern, refusing, roster, team
from datasets.eixample.unservable import TRAPS
from engine.packs import labour_under, named, with_breaks
from engine.problem import CarePackage, Client, Link, Problem, Tie, Visit, Want, expanded

MONDAY = date(2026, 11, 23)
PACK = "catalonia-home-care"
VISITS_PER_CLIENT = 7.6
CLIENTS_PER_CARER = 60 / 14
HOME_MARGIN = 2  # blocks around the area in which carers live


@dataclass(frozen=True)
class Service:
    """How a team works: what its clients receive, the weeks that its carers work, and whether anybody knows anybody.

    known: clients have usual carers; else nobody has been to anybody yet.
    """

    packages: tuple[Package, ...] = PACKAGES
    patterns: tuple[Pattern, ...] = TEAM
    known: bool = True
    name: str = "Eixample demo"


DEMO = Service()


def sized(visits: int, seed: int = 1) -> Problem:
    """A week with about so many visits: clients, carers and area follow."""
    clients = max(1, round(visits / VISITS_PER_CLIENT))
    return generate(clients, max(1, round(clients / CLIENTS_PER_CARER)), seed=seed)


def generate(
    clients: int = 60,
    carers: int = 14,
    days: int = 7,
    seed: int = 1,
    start: date = MONDAY,
    service: Service = DEMO,
) -> Problem:
    """A week of home care of an invented team in the Eixample; the same arguments give the same problem.

    Nearly all visits can be served; those that cannot are told by `unservable`. A very small team (under seven carers)
    is promised less: what nobody can do is asked of it in a weaker form. Raises ValueError for a size below one, and
    DataError for a start before the labour rules hold.
    """
    if min(clients, carers, days) < 1:
        raise ValueError(f"clients={clients}, carers={carers}, days={days}: give 1 or more of each")
    rng = np.random.default_rng(seed)
    labour = labour_under(named(PACK, start))
    span = Days(start, days)
    blocks = area(clients)
    every, rows = joined([doors(rng, 1, (1, 1)), doors(rng, carers, blocks, HOME_MARGIN), doors(rng, clients, blocks)])
    places = every.places(width=len(str(len(every))))
    names_of = [places[row].id for row in rows]
    people = team(rng, span, carers, service.patterns)
    shifts = tuple(roster(span, carers, names_of[1 : 1 + carers], names_of[0], service.patterns))
    metres = every.distances()
    near = metres[np.ix_(rows[1 : 1 + carers], rows[1 + carers :])]
    files = _files(rng, span, clients, service.packages)
    crew = Crew(span, people, shifts)
    for one in files:
        _promise(crew, one)
    refusals = _refusals(rng, crew, files)
    if service.known:
        _usual_carers(crew, files, near)
    _set_traps(rng, span, files)
    return expanded(
        name=f"{service.name}: {clients} clients, {carers} carers, {days} days (invented people, seed {seed})",
        start=start,
        days=days,
        places=places,
        travel=travel(metres),
        carers=refusing(people, refusals),
        shifts=with_breaks(shifts, labour, 1),
        clients=tuple(one.client(place) for one, place in zip(files, names_of[1 + carers :], strict=True)),
        labour=labour,
        timezone=TIMEZONE,
        holidays=span.holidays,
        **_care(files),
    )


@dataclass
class File:
    """What the office knows of a client while the week is put together."""

    name: str
    package: Package
    attributes: tuple[str, ...]
    requires: tuple[Want, ...]
    wishes: tuple[Want, ...]
    bookings: list[Booking]
    days: Days
    refuses: tuple[str, ...] = ()
    prefers: tuple[str, ...] = ()
    usual: tuple[str, ...] = ()
    possible: np.ndarray = field(default_factory=lambda: np.zeros(0, dtype=bool))

    def client(self, place: str) -> Client:
        return Client(
            self.name,
            place,
            self.attributes,
            self.requires,
            self.wishes,
            self.refuses,
            self.prefers,
            self.usual,
            self.package.carers_target,
        )


# -- clients and what they are owed ----------------------------------------------------------------------------------


def _packages(rng: np.random.Generator, clients: int, packages: tuple[Package, ...]) -> list[Package]:
    """So many packages in the right shares, in random order."""
    whole = sum(package.share for package in packages)
    edges = np.cumsum([package.share for package in packages]) / whole
    found = [packages[int(np.searchsorted(edges, (rank + 0.5) / clients))] for rank in range(clients)]
    return [found[rank] for rank in rng.permutation(clients)]


def _files(rng: np.random.Generator, days: Days, clients: int, packages: tuple[Package, ...]) -> list[File]:
    width = max(2, len(str(clients)))
    turns: Counter[str] = Counter()
    found: list[File] = []
    for rank, package in enumerate(_packages(rng, clients, packages)):
        found.append(_file(rng, days, f"client-{rank + 1:0{width}d}", package, turns[package.name]))
        turns[package.name] += 1
    return found


def _file(rng: np.random.Generator, days: Days, name: str, package: Package, turn: int) -> File:
    language = str(rng.choice(["ca", "es", "ar", "ur", "ro", "en"], p=[0.42, 0.38, 0.07, 0.06, 0.04, 0.03]))
    attributes = [
        attribute
        for attribute, share in (("cat", 0.15), ("dog", 0.1), ("smoker", 0.1), ("no_lift", 0.2))
        if rng.random() < share
    ]
    wishes = [Want(language)] if language != "es" and rng.random() < 0.7 else []
    if "smoker" not in attributes and rng.random() < 0.3:
        wishes.append(Want("smoker", present=False))
    # A person with dementia may have gone back to the mother tongue, and understands no other.
    requires = (Want(language),) if package.name == "dementia" and language in ("ca", "es") else ()
    by_a_woman = (Want("woman", why=INTIMATE_CARE),) if rng.random() < 0.3 else ()
    recurring = [package_of(rng, name, care, turn, by_a_woman if care.intimate else ()) for care in package.care]
    bookings = [booking for one in recurring for booking in booked(one, days)]
    return File(name, package, tuple(attributes), requires, tuple(wishes), bookings, days)


# -- what the team can keep ------------------------------------------------------------------------------------------


def _promise(crew: Crew, one: File) -> None:
    """Weaken, step by step, what too few could keep: the language, the woman, the skill, the second carer."""
    bearing = crew.bearing(one.attributes)
    if one.requires and not all(_enough(crew, one, booking, bearing) for booking in one.bookings):
        one.requires = ()
    for index, booking in enumerate(one.bookings):
        for weaker in booking.weaker():
            if _enough(crew, one, weaker, bearing):
                one.bookings[index] = weaker
                break
    one.possible = np.array([_possible(crew, one, booking, bearing) for booking in one.bookings]).reshape(
        -1, len(crew.carers)
    )


def _possible(crew: Crew, one: File, booking: Booking, bearing: np.ndarray) -> np.ndarray:
    return booking.candidates(crew) & bearing & crew.meeting(one.requires)


def _enough(crew: Crew, one: File, booking: Booking, bearing: np.ndarray) -> bool:
    return int(_possible(crew, one, booking, bearing).sum()) >= (3 if booking.two else 2)


def _refusals(rng: np.random.Generator, crew: Crew, files: list[File]) -> dict[str, tuple[str, ...]]:
    """Some clients refuse a carer and some carers a client, where enough others are left; returns those of carers."""
    found: dict[str, tuple[str, ...]] = {}
    for one in files:
        chance, carer = rng.random(), int(rng.integers(len(crew.carers)))
        if chance > 0.15 or not len(one.possible):
            continue
        left = one.possible.sum(axis=1) - one.possible[:, carer]
        if left.min() < (3 if any(booking.two for booking in one.bookings) else 2):
            continue
        one.possible[:, carer] = False
        name = crew.carers[carer].id
        if chance < 0.1:
            one.refuses = (name,)
        else:
            found[name] = (*found.get(name, ()), one.name)
    return found


def _usual_carers(crew: Crew, files: list[File], near: np.ndarray) -> None:
    """Those who came so far: who could make most of the visits, lives near, and is not yet usual to too many others."""
    room = np.array([carer.contract or 0 for carer in crew.carers], dtype=float)
    given = np.zeros(len(crew.carers))
    for index in sorted(range(len(files)), key=lambda row: -len(files[row].bookings)):
        one = files[index]
        minutes = np.array([booking.package.minutes for booking in one.bookings], dtype=float)
        open_visits = np.ones(len(one.bookings), dtype=bool)
        chosen: list[int] = []
        for _ in range(one.package.carers_target if len(one.bookings) else 0):
            gain = (one.possible * (minutes * (0.2 + open_visits))[:, None]).sum(axis=0)
            gain = gain * np.maximum(0.05, 1 - given / room) - near[:, index] / 100
            gain[chosen] = -np.inf
            best = int(gain.argmax())
            if gain[best] == -np.inf or not one.possible[:, best].any():
                break
            given[best] += float(minutes[open_visits & one.possible[:, best]].sum())
            open_visits &= ~one.possible[:, best]
            chosen.append(best)
        one.usual = tuple(crew.carers[carer].id for carer in chosen)
        one.prefers = one.usual[:1] if index % 5 == 0 else ()


def _set_traps(rng: np.random.Generator, days: Days, files: list[File]) -> None:
    """Give a few clients a visit in the first week that cannot be served, each kind once in sixty clients."""
    hosts = [one for one in files if one.package.name == PACKAGES[0].name] or files
    for copy in range(max(1, len(files) // 60)):
        for rank, trap in enumerate(TRAPS):
            host = hosts[(copy * len(TRAPS) + rank) % len(hosts)]
            package = package_of(rng, host.name, trap.care, 0, trap.requires)
            host.bookings += [one for one in booked(package, days, single=True) if one.day < 7]


# -- how it is told --------------------------------------------------------------------------------------------------


def _care(files: list[File]) -> dict[str, Any]:
    """The care of all clients by the names of Problem's fields: what recurs as packages, the rest as single visits."""
    packages: list[CarePackage] = []
    ties: list[Tie] = []
    visits: list[Visit] = []
    links: list[Link] = []
    for one in files:
        found = told(one.bookings, one.days)
        packages += found.packages
        visits += found.visits
        links += found.links
        ends = {package.name for package in found.packages}
        ties += (
            Tie(one.name, tie.first, tie.second, tie.least, tie.most, both=tie.both)
            for tie in one.package.ties
            if ends >= {tie.first, tie.second}
        )
    return {"packages": tuple(packages), "ties": tuple(ties), "visits": tuple(visits), "links": tuple(links)}
