"""What all parts of the report look up: the plan as it is lived, and how the page names and numbers things."""

from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

from api.report.texts import Words
from engine.explain.words import day_words
from engine.kpi import Kpis, kpis
from engine.plan import Day, Plan, replay
from engine.problem import Problem, Visit
from engine.result import Verdict
from engine.rules import BY_ID
from engine.shapes import Start, outside
from engine.units import Ticks

COLOURS = (
    *("#1b5e9c", "#b3261e", "#1b7a3d", "#7b3fa0", "#8a5a00", "#00707a", "#a8326e"),
    *("#4f5b12", "#3c4a9e", "#9c4810", "#2f6b5e", "#6b3d2e", "#565b68", "#8c2f5a"),
)
"""White letters are readable on each of them."""

NONE = "–"
"""Where there is nothing to tell."""

DASHES = ("", "9 4", "2.5 4", "12 4 2.5 4", "5 3")
"""A different cycle from that of the colours, so that the two together repeat only after seventy carers."""


@dataclass(frozen=True)
class Page:
    """A problem, its plan and the referee's verdict, in one language."""

    problem: Problem
    plan: Plan
    verdict: Verdict
    words: Words

    @cached_property
    def kpis(self) -> Kpis:
        return kpis(self.problem, self.plan)

    @cached_property
    def lived(self) -> dict[str, Day]:
        return replay(self.problem, self.plan)

    @cached_property
    def number(self) -> dict[str, int]:
        """Each carer's place in the team, from 0: it fixes colour, dash and anchor."""
        return {carer.id: place for place, carer in enumerate(self.problem.carers)}

    @cached_property
    def carer_of(self) -> dict[str, str]:
        """Planned visit -> carer."""
        return {visit: self.problem.shift[shift].carer for visit, shift, _ in self.plan.visits()}

    @cached_property
    def partners(self) -> dict[str, list[str]]:
        """Visit -> the visits that are done at the same time by somebody else."""
        found: dict[str, list[str]] = {}
        for link in self.problem.links:
            if link.simultaneous:
                found.setdefault(link.first, []).append(link.second)
                found.setdefault(link.second, []).append(link.first)
        return found

    @cached_property
    def _prefixes(self) -> tuple[int, int]:
        return _shared([client.id for client in self.problem.clients]), _shared(list(self.number))

    def short_client(self, client: str) -> str:
        """A client's id without what all of them begin with, for narrow bars."""
        return client[self._prefixes[0] :]

    def short_carer(self, carer: str) -> str:
        return carer[self._prefixes[1] :]

    def colour(self, carer: str) -> str:
        return COLOURS[self.number[carer] % len(COLOURS)]

    def dash(self, carer: str) -> str:
        return DASHES[self.number[carer] % len(DASHES)]

    def clock(self, tick: Ticks) -> str:
        return f"{self.problem.calendar.clock(tick):%H:%M}"

    def day(self, index: int) -> str:
        return day_words(self.problem.start + timedelta(days=index), self.words.language)

    def minutes(self, ticks: Ticks) -> float:
        return ticks / self.problem.ticks_per_minute

    def span(self, ticks: Ticks) -> str:
        return self.words.span(self.minutes(ticks))

    def lasts(self, minutes: float | None) -> str:
        """A time in words, or that there is none: not everybody has a contract, or rests."""
        return NONE if minutes is None else self.words.span(minutes)

    def late(self, visit: Visit, start: Ticks) -> Ticks:
        rule = BY_ID["lateness"]
        assert isinstance(rule, Start)
        return outside(rule.wishes(self.problem, visit), start)

    def what(self, visit: Visit) -> str:
        """A visit's id without its client's, where it begins with it."""
        return visit.id.removeprefix(visit.client).lstrip("-_ ") or visit.id


def _shared(names: list[str]) -> int:
    """The length of a beginning that all names share, up to a dash or the like; 0 for a single name."""
    if len(names) < 2:
        return 0
    first, last = min(names), max(names)  # what these two share, all share
    same = next((place for place, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), len(first))
    return 1 + max((place for place, letter in enumerate(first[:same]) if letter in "-_ ./:"), default=-1)
