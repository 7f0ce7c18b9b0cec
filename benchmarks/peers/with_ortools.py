"""OR-Tools' routing library: one node a visit, each in a disjunction with its penalty, and only carers who can."""

from math import floor

from benchmarks.peers.told import Delivered, Limit, Told

LONGEST = 2 * 24 * 60
"""Minutes: no day ends later."""

NOBODY = -1
"""What the library has for the vehicle of a node that is left out."""


def solve(told: Told, limit: Limit) -> Delivered:
    """One thread whatever the limit: the library uses no more."""
    from ortools.constraint_solver import pywrapcp, routing_enums_pb2

    visits, shifts = told.problem.visits, told.problem.shifts
    places = [*told.doors, *told.from_, *told.to]
    first = [len(visits) + number for number in range(len(shifts))]
    last = [len(visits) + len(shifts) + number for number in range(len(shifts))]
    manager = pywrapcp.RoutingIndexManager(len(places), len(shifts), first, last)
    model = pywrapcp.RoutingModel(manager)
    ways = told.times[places][:, places]
    travel = model.RegisterTransitMatrix(ways.tolist())
    model.SetArcCostEvaluatorOfAllVehicles(travel)
    ways[: len(visits)] += [[visit.duration] for visit in visits]
    day = told.problem.minutes(LONGEST)
    model.AddDimension(model.RegisterTransitMatrix(ways.tolist()), day, day, False, "clock")
    clock = model.GetDimensionOrDie("clock")
    for number, visit in enumerate(visits):
        index = manager.NodeToIndex(number)
        clock.CumulVar(index).SetRange(*told.windows[number])
        model.AddDisjunction([index], told.unplanned)
        able = [shift for shift, held in enumerate(told.held) if told.asked(visit) <= held]
        model.VehicleVar(index).SetValues([NOBODY, *able])
    for number, shift in enumerate(shifts):
        clock.CumulVar(model.Start(number)).SetRange(shift.start, shift.end)
        clock.CumulVar(model.End(number)).SetRange(shift.start, shift.end)
    asked = pywrapcp.DefaultRoutingSearchParameters()
    asked.first_solution_strategy = routing_enums_pb2.FirstSolutionStrategy.PARALLEL_CHEAPEST_INSERTION
    asked.local_search_metaheuristic = routing_enums_pb2.LocalSearchMetaheuristic.GUIDED_LOCAL_SEARCH
    asked.time_limit.FromMilliseconds(floor(1_000 * limit.seconds))
    found = model.SolveWithParameters(asked)
    if found is None:
        return told.delivered([], 0)
    rounds = [(number, _stops(model, manager, clock, found, number)) for number in range(len(shifts))]
    left_out = len(visits) - sum(len(stops) for _, stops in rounds)
    return told.delivered(rounds, found.ObjectiveValue() - left_out * told.unplanned)


def _stops(model, manager, clock, found, shift: int) -> list[tuple[int, int]]:
    stops: list[tuple[int, int]] = []
    index = found.Value(model.NextVar(model.Start(shift)))
    while not model.IsEnd(index):
        stops.append((manager.IndexToNode(index), found.Min(clock.CumulVar(index))))
        index = found.Value(model.NextVar(index))
    return stops
