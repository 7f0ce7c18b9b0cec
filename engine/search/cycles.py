"""The best plan heated and cooled again and again, where there is time for more than one slow cooling.

One cooling of a small problem ends in one of many plans that are nearly as good, and however slow, seldom in the best.
Short ones from the best plan so far, not hot enough to forget it, come nearer each time (thermal cycling, Moebius and
others 1997). Where waiting is dearer than travel, each counts it as travel first: rounds of carers who meet at a visit
can then change one after another, with a plan that waits in between; a colder one at true prices takes the waiting out.
"""

from engine.search.crew import Crew
from engine.search.run import Run

DEPTHS = (0.2, 0.3, 0.4)
"""The shares of a cooling that are left out, in turn: hot enough for another order of a few rounds."""

DEPTH_TRUE = 0.75
"""The same at true prices after waiting has counted as travel: hot enough for other times of the same rounds."""


class Cycles:
    """Each worker of a crew cools the best plan for itself; the crew's first run keeps it meanwhile."""

    def __init__(self, crew: Crew):
        self.crew = crew
        self.runs = [_fresh(crew) for _ in range(crew.at_once)]
        self.eased = [_fresh(crew) for _ in self.runs] if self._dear() else []
        for run in self.eased:
            run.count_waiting_as_travel()
        self.begun = 0
        self._keep()
        crew.runs = [crew.first, *self.runs]
        crew.apart = True

    def _dear(self) -> bool:
        """Whether waiting is dearer than travel; where workers share one plan, all of it is at true prices."""
        return self.crew.first.waiting > self.crew.first.leg and not self.crew.helpers

    def _keep(self) -> None:
        """Let the first run keep the best plan: who takes over a plan forgets the best one."""
        best = self.crew.best
        if best is not self.crew.first:
            self.crew.first.search.follow(best.search)

    @property
    def coolings(self) -> int:
        """How many coolings make a cycle."""
        return 2 if self.eased else 1

    def begin(self, cooling: int) -> float:
        """Let all go on from where this cooling of a cycle begins; the share of it that is left out.

        cooling: 0 = from the best plan, 1 = at true prices, from where counting waiting as travel has led.
        """
        if cooling:
            for run, eased in zip(self.runs, self.eased, strict=True):
                run.search.load(eased.search.plan())
            self.crew.chains = self.runs
            return DEPTH_TRUE
        self._keep()
        plan = self.crew.first.search.plan()
        self.crew.chains = self.eased or self.runs
        for run in self.crew.chains:
            run.search.load(plan)
        depth = DEPTHS[self.begun % len(DEPTHS)]
        self.begun += 1
        return depth


def _fresh(crew: Crew) -> Run:
    """A run that cools as if nothing had been measured: the way from the best plan is another than the way to it."""
    run = crew.beside()
    run.schedule = crew.first.schedule.afresh()
    return run
