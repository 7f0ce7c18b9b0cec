"""VROOM, by pyvroom: skills, windows and homes are its own words, and it plans as many visits as it can by itself.

Its highest level of exploration would end long before most limits, so it searches deeper than that until time is up:
measured on a day of 200 visits and 17 carers, that planned one visit more.
"""

from datetime import timedelta
from importlib import import_module

from benchmarks.peers.told import Delivered, Limit, Told

SEARCHES = 32
"""As many first plans as it knows to make: what its highest level of exploration tries, too."""

DEPTH = 1_000
"""How many visits it may take out at once to try again; time is up before it comes to that."""


def solve(told: Told, limit: Limit) -> Delivered:
    vroom, solution = import_module("vroom"), import_module("vroom.solution.solution")
    asked = vroom.Input()
    asked.set_durations_matrix("bicycle", told.times)
    asked.add_job([_job(vroom, told, number) for number in range(len(told.problem.visits))])
    asked.add_vehicle([_vehicle(vroom, told, number) for number in range(len(told.problem.shifts))])
    found = solution.Solution(
        asked._solve(  # what `solve` calls, which cannot be given a depth
            nb_searches=SEARCHES, depth=DEPTH, nb_threads=limit.workers, timeout=timedelta(seconds=limit.seconds)
        )
    )
    rounds: dict[int, list[tuple[int, int]]] = {}
    for step in found.routes.to_dict("records"):
        if step["type"] == "job":
            rounds.setdefault(int(step["vehicle_id"]), []).append(
                (int(step["id"]), int(step["arrival"] + step["waiting_time"]))
            )
    return told.delivered(rounds.items(), found.summary.duration)


def _job(vroom, told: Told, number: int):
    visit = told.problem.visits[number]
    return vroom.Job(
        number,
        location=told.doors[number],
        default_service=visit.duration,
        skills=told.asked(visit),
        time_windows=[told.windows[number]],
    )


def _vehicle(vroom, told: Told, number: int):
    shift = told.problem.shifts[number]
    return vroom.Vehicle(
        number,
        start=told.from_[number],
        end=told.to[number],
        profile="bicycle",
        skills=told.held[number],
        time_window=(shift.start, shift.end),
    )
