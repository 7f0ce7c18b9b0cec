"""Compiling, or loading what was compiled before: done on a problem of one visit, so that no time limit pays for it."""

from datetime import date
from functools import cache

import numpy as np

from engine.problem import Carer, Client, Place, Problem, Shift, TravelMatrix, Visit, Window
from engine.search import remember_compiled
from engine.search.run import Run


@cache
def warm() -> None:
    """Make sure that every kernel is ready; takes up to a minute where nothing was compiled before."""
    run = Run(_tiny(), seed=0)
    run.construct(lambda: False, lambda: None)
    run.anneal(0.5, 1)
    run.search.load(run.search.plan())
    beside = Run(_tiny(), 0, run)
    beside.search.follow(run.search)
    run.search.join([(beside.search, np.ones(1, np.bool_))])
    remember_compiled()


def _tiny() -> Problem:
    return Problem(
        name="tiny",
        start=date(2026, 1, 1),
        days=1,
        places=(Place("home"),),
        travel=(TravelMatrix("walk", np.zeros((1, 1), np.int32)),),
        carers=(Carer("carer"),),
        shifts=(Shift("shift", "carer", 480, 720, "home", "home"),),
        clients=(Client("client", "home"),),
        visits=(Visit("visit", "client", 30, (Window(500, 600),)),),
    )
