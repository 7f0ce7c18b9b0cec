"""PyVRP: a visit is an optional client with a prize, and each set of skills a travel profile.

In a profile, clients who need more than those skills lie out of reach, as PyVRP's own reader has it for clients whom a
vehicle may not serve.
"""

from importlib import import_module

import numpy as np

from benchmarks.peers.told import Delivered, Limit, Told


def solve(told: Told, limit: Limit) -> Delivered:
    pyvrp, stop = import_module("pyvrp"), import_module("pyvrp.stop")
    held = sorted({tuple(sorted(skills)) for skills in told.held})
    data = pyvrp.ProblemData(
        locations=[pyvrp.Location(0, 0) for _ in told.problem.places],
        clients=[_client(pyvrp, told, number) for number in range(len(told.problem.visits))],
        depots=[pyvrp.Depot(row) for row in (*told.from_, *told.to)],
        vehicle_types=[
            _vehicle(pyvrp, told, number, held.index(tuple(sorted(skills)))) for number, skills in enumerate(told.held)
        ],
        distance_matrices=(ways := [_ways(told, set(skills)) for skills in held]),
        duration_matrices=ways,
    )
    found = pyvrp.solve(data, stop.MaxRuntime(limit.seconds), seed=limit.seed, collect_stats=False).best
    rounds = [
        (route.vehicle_type(), [(step.idx, step.start_time) for step in route.schedule() if step.is_client()])
        for route in found.routes()
    ]
    return told.delivered(rounds, found.distance())


def _client(pyvrp, told: Told, number: int):
    opens, closes = told.windows[number]
    return pyvrp.Client(
        told.doors[number],
        service_duration=told.problem.visits[number].duration,
        tw_early=opens,
        tw_late=closes,
        prize=told.unplanned,
        required=False,
    )


def _vehicle(pyvrp, told: Told, number: int, profile: int):
    """Depots are numbered by themselves: where the shifts start, then where they end."""
    shift = told.problem.shifts[number]
    return pyvrp.VehicleType(
        start_depot=number,
        end_depot=len(told.problem.shifts) + number,
        tw_early=shift.start,
        tw_late=shift.end,
        profile=profile,
    )


def _ways(told: Told, held: set[int]) -> np.ndarray:
    """Times for carers who hold these skills: doors behind which more is needed are farther than any day is long."""
    ways = told.times.copy()
    barred = [told.doors[row] for row, visit in enumerate(told.problem.visits) if not told.asked(visit) <= held]
    ways[barred, :] = ways[:, barred] = 10 * max(told.unplanned, max(shift.end for shift in told.problem.shifts))
    np.fill_diagonal(ways, 0)
    return ways
