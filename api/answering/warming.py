"""Getting ready: what is imported, compiled and opened before somebody asks need not be waited for."""

from collections.abc import Collection
from contextlib import suppress
from datetime import date

from api.answering.shelf import Shelf
from api.store import out
from engine.data.canonical import problem_text, read_problem
from engine.matching import Desk, match
from engine.plan import Plan
from engine.problem import Carer, Client, Place, Problem, Request, Shift, TravelMatrix, Visit, Window
from engine.search.warm import warm as compiled


def warm(kinds: Collection[str]) -> None:
    """Read the smallest problem, and answer a request about it where matches will be asked for."""
    problem = read_problem(problem_text(_smallest()).encode())
    if "match" in kinds:
        compiled()
        care = Visit("asked", "client", 30, (Window(0, 60),))
        match(Desk(problem, Plan()), Request((care,)))


class Ahead:
    """Opens the plans that are out while nobody asks, so that not even the first who looks at one waits for it."""

    def __init__(self, shelf: Shelf, kinds: Collection[str]):
        self._shelf = shelf
        self._open = shelf.desk if "match" in kinds else shelf.timetable
        self._tried: set[tuple[str, str]] = set()

    def step(self) -> bool:
        """Open the plan of today of one co-op, if it was not tried before. False: there is none to open, or no room."""
        if self._shelf.half_full:
            return False
        for coop in self._shelf.store.coops():
            with self._shelf.store.reading(coop) as books:
                found = out.from_day(out.plans_out(books), books.now().date())
            if found and (coop, found[0].plan) not in self._tried:
                self._tried.add((coop, found[0].plan))
                self._open(coop, found[0].plan)
                return True
        return False

    def dare(self) -> bool:
        """The same; what goes wrong is told to whoever asks for that plan."""
        with suppress(Exception):
            return self.step()
        return False


def _smallest() -> Problem:
    return Problem(
        name="warming up",
        start=date(2026, 1, 1),
        days=1,
        places=(Place("home"),),
        travel=(TravelMatrix("walk", [[0]]),),  # type: ignore[arg-type]
        carers=(Carer("carer"),),
        shifts=(Shift("shift", "carer", 0, 600, "home", "home", mode="walk"),),
        clients=(Client("client", "home"),),
        visits=(Visit("visit", "client", 30, (Window(0, 60),)),),
    )
