"""From packages to visits and back: a problem holds every visit, a file those only that no package tells."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from engine.errors import Fault, ProblemError
from engine.problem.calendar import Calendar, head_faults
from engine.problem.clients import Link, Visit
from engine.problem.packages import CarePackage, Tie
from engine.problem.problem import Problem

MOST = 250_000
"""So many visits, at most, the packages of one problem mean: a few lines must not fill a computer's memory."""

Part = TypeVar("Part", Visit, Link)


@dataclass(frozen=True, slots=True)
class Meant:
    """What a package means within a horizon. ids: those of its visits, by the day."""

    visits: tuple[Visit, ...]
    links: tuple[Link, ...]
    ids: dict[date, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Written:
    """A problem's care as a file has it: the visits and links that packages and ties do not tell, and these."""

    visits: tuple[Visit, ...]
    links: tuple[Link, ...]
    packages: tuple[CarePackage, ...]
    ties: tuple[Tie, ...]


def meant_by(packages: Sequence[CarePackage], calendar: Calendar, holidays: Collection[date]) -> dict[str, Meant]:
    """What each package means within a horizon, by its key. Raises ProblemError where visits may be too many.

    The packages are taken to be without faults.
    """
    if sum(package.at_most(calendar) for package in packages) > MOST:
        remedy = f"mean more than {MOST:,} visits within the horizon: shorten it, or give packages a last day"
        raise ProblemError([Fault("problem", "packages", len(packages), remedy)])
    closed = frozenset(holidays)
    found: dict[str, Meant] = {}
    for package in packages:
        due = package.due(calendar, closed)
        visits, links = package.made_of(due, calendar)
        found[package.key] = Meant(visits, links, {one.usual: package.visit_ids(one) for one in due})
    return found


def _links_of(tie: Tie, meant: Mapping[str, Meant], calendar: Calendar) -> tuple[Link, ...]:
    ids = {key: meant[key].ids for key in tie.ends if key in meant}
    return tuple(tie.links(ids, calendar.ticks_per_minute))


# -- from a file to a problem -----------------------------------------------------------------------------------------


def expanded(**given: Any) -> Problem:
    """The problem that a file tells of, by the names of Problem's fields; visits and links are the single ones.

    What packages mean comes after them. A visit that has the id of a package's visit, or a link that has the key of a
    package's link, stands instead of it. Raises ProblemError with every fault.
    """
    packages, ties = given.get("packages", ()), given.get("ties", ())
    if not packages:
        return Problem(**given)
    sound = [package for package in packages if not any(package.faults())]
    head = (given["start"], given["days"], given.get("timezone", "UTC"), given.get("ticks_per_minute", 1))
    calendar, known = Calendar(*head), not any(head_faults(*head))
    meant = meant_by(sound, calendar, given.get("holidays", ())) if known else {}
    tied = [link for tie in ties for link in _links_of(tie, meant, calendar)]
    more = [visit for one in meant.values() for visit in one.visits]
    linked = [link for one in meant.values() for link in one.links]
    visits = _with_others(given["visits"], more, lambda visit: visit.id)
    links = _with_others(given.get("links", ()), linked + tied, lambda link: link.key)
    try:
        return Problem(**given | {"visits": visits, "links": links})
    except ProblemError as error:
        raise ProblemError(_told_once(error.faults, packages, more, given["visits"])) from None


def _with_others(single: Sequence[Part], meant: Sequence[Part], key: Callable[[Part], str]) -> tuple[Part, ...]:
    instead = {key(one) for one in single}
    return (*single, *(one for one in meant if key(one) not in instead))


def _told_once(
    faults: Sequence[Fault], packages: Sequence[CarePackage], meant: Sequence[Visit], single: Sequence[Visit]
) -> list[Fault]:
    """The faults without those that only follow from a package's: of its visits, or that it has none."""
    wrong = {fault.where.removeprefix("package ") for fault in faults if fault.where.startswith("package ")}
    begins = tuple(f"{package.client}-{package.name}-" for package in packages if package.key in wrong)
    own = {visit.id for visit in single}
    theirs = {f"visit {visit.id}" for visit in meant if visit.id.startswith(begins) and visit.id not in own}
    return [
        fault
        for fault in faults
        if fault.where not in theirs
        and not (fault.field in ("visit", "first", "second") and str(fault.value).startswith(begins) and begins)
    ]


# -- and back ----------------------------------------------------------------------------------------------------------


def folded(problem: Problem) -> Written:
    """What a file has to tell, so that `expanded` gives the problem back, visits and links in their order.

    A package of which a visit or a link is gone is no more, and its visits are single ones; so is a tie.
    """
    if not problem.packages:
        return Written(problem.visits, problem.links, (), ())
    links = {link.key for link in problem.links}
    calendar = problem.calendar
    meant = {
        key: one
        for key, one in meant_by(problem.packages, calendar, problem.holidays).items()
        if all(visit.id in problem.visit for visit in one.visits) and all(link.key in links for link in one.links)
    }
    tied = {tie: _links_of(tie, meant, calendar) for tie in problem.ties if meant.keys() >= set(tie.ends)}
    tied = {tie: told for tie, told in tied.items() if all(link.key in links for link in told)}
    every = (link for told in (*(one.links for one in meant.values()), *tied.values()) for link in told)
    return Written(
        _single(problem.visits, {visit.id: visit for one in meant.values() for visit in one.visits}),
        _single(problem.links, {link.key: link for link in every}),
        tuple(package for package in problem.packages if package.key in meant),
        tuple(tied),
    )


def _single(held: tuple[Part, ...], meant: Mapping[str, Part]) -> tuple[Part, ...]:
    """Those that a file must tell: all up to the last that is not as the packages have it, or not in their place."""
    place = {key: number for number, key in enumerate(meant)}
    end, before = len(held), len(meant)
    while end:
        one = held[end - 1]
        key = one.id if isinstance(one, Visit) else one.key
        if meant.get(key) != one or place[key] >= before:
            break
        end, before = end - 1, place[key]
    return held[:end]
