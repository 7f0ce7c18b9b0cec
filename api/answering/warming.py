"""Getting ready before the first question: what is imported and compiled then need not be waited for later."""

from collections.abc import Collection
from datetime import date

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
