"""A problem as the options want it: over the streets of a network, and under a version of the weights."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from api.cli.console import note
from engine.data.recognise import Format, read_problem
from engine.problem import Problem

if TYPE_CHECKING:
    from engine.travel.city import City
    from engine.travel.on_streets import On


@dataclass(frozen=True, slots=True)
class Over:
    """A network by name, the part of the day whose traffic counts, and the date whose timetable does; or none."""

    network: str | None = None
    band: str | None = None
    date: "On | None" = None

    @property
    def words(self) -> str:
        """The options again, for a command that is to be typed next."""
        told = (("--network", self.network), ("--hour", self.band), ("--timetable-date", self.date))
        return "".join(f" {option} {value}" for option, value in told if value is not None)


AS_GIVEN = Over()
"""No network: the problem's own travel times."""


@dataclass(frozen=True, slots=True)
class Given:
    """A problem as it was read, its format, and the city that its travel times come from, if any."""

    problem: Problem
    format: Format
    city: "City | None"


def read_given(path: Path, over: Over, weights: Path | None = None) -> Given:
    """Read a problem and, where a network is named, measure its travel times over it; what is odd is told on stderr.

    weights: a file of those that count instead of the problem's own. Raises EngineError for what cannot be used.
    """
    problem, family = read_problem(path)
    if weights is not None:
        problem = weighed(problem, weights)
    if over.network is None:
        return Given(problem, family, None)
    from api.networks import city
    from engine.travel.on_streets import on_streets

    streets = city(over.network)
    problem, notes = on_streets(problem, streets, over.band, over.date)
    for one in notes:
        note(one[0].upper() + one[1:] + ".", style="yellow")
    return Given(problem, family, streets)


def weights_words(weights: Path | None) -> str:
    """The option again, for a command that is to be typed next."""
    return "" if weights is None else f" --weights {weights}"


def weighed(problem: Problem, path: Path) -> Problem:
    """A problem under the weights of a file; that they do not count yet is told on stderr. Raises EngineError."""
    from engine.weights import read, under

    document = read(path)
    if document.effective is not None and problem.start < document.effective:
        told = f"{document.name} {document.version} count from {document.effective} on"
        note(f"The weights {told}, and the problem begins on {problem.start}.", style="yellow")
    return under(problem, document)
