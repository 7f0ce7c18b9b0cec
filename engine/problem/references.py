"""What a problem refers to and does not hold: places, carers, clients, visits and packages that nobody knows."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from engine.errors import Fault

if TYPE_CHECKING:
    from engine.problem.problem import Problem


def unknown(problem: "Problem") -> Iterator[Fault]:
    """A fault for each name of something that is not there."""
    yield from _of_people(problem)
    yield from _of_care(problem)
    yield from _of_packages(problem)
    for kind, told in (("pin", problem.pins), ("published", problem.published)):
        for one in told:
            yield from _missing(f"{kind} {one.visit}", "visit", one.visit, problem.visit, "visit")
            yield from _missing(f"{kind} {one.visit}", "carer", one.carer, problem.carer, "carer")


def _missing(where: str, name: str, value: str | None, known: Mapping[str, object], what: str) -> Iterator[Fault]:
    if value is not None and value not in known:
        yield Fault(where, name, value, f"no such {what}: add it to the {what}s, or correct the id")


def _of_people(problem: "Problem") -> Iterator[Fault]:
    for shift in problem.shifts:
        where = f"shift {shift.id}"
        yield from _missing(where, "carer", shift.carer, problem.carer, "carer")
        yield from _missing(where, "start_place", shift.start_place, problem.place_index, "place")
        yield from _missing(where, "end_place", shift.end_place, problem.place_index, "place")
        if shift.mode not in problem.matrix:
            known = ", ".join(sorted(problem.matrix)) or "none"
            yield Fault(where, "mode", shift.mode, f"no travel times for this mode (there are: {known})")
    for client in problem.clients:
        yield from _missing(f"client {client.id}", "place", client.place, problem.place_index, "place")
        for name in ("refuses", "prefers", "usual"):
            for carer in getattr(client, name):
                yield from _missing(f"client {client.id}", name, carer, problem.carer, "carer")
    for carer in problem.carers:
        for refused in carer.refuses:
            yield from _missing(f"carer {carer.id}", "refuses", refused, problem.client, "client")


def _of_care(problem: "Problem") -> Iterator[Fault]:
    for visit in problem.visits:
        yield from _missing(f"visit {visit.id}", "client", visit.client, problem.client, "client")
        yield from _missing(f"visit {visit.id}", "place", visit.place, problem.place_index, "place")
    for link in problem.links:
        yield from _missing(f"link {link.key}", "first", link.first, problem.visit, "visit")
        yield from _missing(f"link {link.key}", "second", link.second, problem.visit, "visit")


def _of_packages(problem: "Problem") -> Iterator[Fault]:
    packages = {package.key: package for package in problem.packages}
    for key, package in packages.items():
        yield from _missing(f"package {key}", "client", package.client, problem.client, "client")
        yield from _missing(f"package {key}", "place", package.place, problem.place_index, "place")
    for tie in problem.ties:
        for name, value, key in zip(("first", "second"), (tie.first, tie.second), tie.ends, strict=True):
            if key not in packages:
                remedy = f"the client has no such package ({tie.client}): add it, or correct the name"
                yield Fault(f"tie {tie.key}", name, value, remedy)
            elif not packages[key].fixed:
                remedy = "its visits have several days to choose from: tie packages without times and movable"
                yield Fault(f"tie {tie.key}", name, value, remedy)
