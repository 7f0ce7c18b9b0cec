"""plan.csv: the rounds of a plan, a stop a row, as a planner reads them. A row without a visit is a break."""

from pathlib import Path
from typing import Any

from engine.data.csv_folder.cells import Setting
from engine.data.csv_folder.sheets import PLAN
from engine.data.csv_folder.table import Row, read_table
from engine.data.json_text import text_of
from engine.errors import DataError, Fault, Faults
from engine.plan import Plan, Route, Stop, replay
from engine.problem import Problem, Shift


def write_plan(problem: Problem, plan: Plan, path: Path) -> None:
    """Write a plan as one CSV file; shifts without a stop have no row.

    Raises PlanError where plan and problem do not belong together, DataError where a round is not in order of time.
    """
    path.write_text(plan_text(problem, plan), encoding="utf-8", newline="")


def plan_text(problem: Problem, plan: Plan) -> str:
    replay(problem, plan)
    rows = [_values(problem, route, stop) for route in plan.routes for stop in route.stops]
    text = PLAN.text(rows, Setting(problem.calendar))
    kept = {route.shift: route.stops for route in _read(problem, "plan.csv", text).routes}
    lost = [route for route in plan.routes if route.stops and kept.get(route.shift) != route.stops]
    if lost:
        remedy = "does not survive a CSV file (are its stops in order of time?): use JSON"
        raise DataError(Fault(f"route {route.shift}", "stops", len(route.stops), remedy) for route in lost)
    return text


def _values(problem: Problem, route: Route, stop: Stop) -> dict[str, Any]:
    return {
        "date": problem.calendar.clock(stop.start).date(),
        "carer": problem.shift[route.shift].carer,
        "shift": route.shift,
        "visit": stop.visit,
        "start": stop.start,
        "end": stop.end,
        "place": stop.place,
    }


def read_plan(problem: Problem, path: Path) -> Plan:
    """Read a plan; the stops of a round are put in order of time. Where the shift is not told, it is the carer's one
    that runs at that time.

    Raises DataError with every fault, each with its row and column.
    """
    return _read(problem, path.name, text_of(path)[1])


def _read(problem: Problem, name: str, text: str) -> Plan:
    faults = Faults()
    table = read_table(name, text, faults)
    stops: dict[str, list[Stop]] = {}
    seen: dict[str, int] = {}
    for row, values in PLAN.read(table, Setting(problem.calendar), faults):
        shift = _shift_of(problem, row, values, faults)
        _check_names(problem, row, values, seen, faults)
        if shift is not None:
            stop = Stop(values["visit"], values["start"], values["end"], values["place"])
            stops.setdefault(shift.id, []).append(stop)
    faults.stop_if_any()
    return Plan(
        tuple(Route(shift, tuple(sorted(found, key=lambda stop: stop.start))) for shift, found in stops.items())
    )


def _shift_of(problem: Problem, row: Row, values: dict[str, Any], faults: Faults) -> Shift | None:
    carer, name, start = values["carer"], values["shift"], values["start"]
    if carer not in problem.carer:
        faults.add(row.file, row.number, "carer", carer, "no such carer in the problem: correct the id")
        return None
    shifts = problem.shifts_of[carer]
    if name is None:
        running = [shift for shift in shifts if shift.start <= start < shift.end]
        if not running:
            faults.add(row.file, row.number, "shift", "", f"{carer} has no shift at that time: say which one is meant")
        return running[0] if running else None
    if name not in problem.shift:
        faults.add(row.file, row.number, "shift", name, "no such shift in the problem: correct the id")
        return None
    if problem.shift[name].carer != carer:
        remedy = f"is a shift of {problem.shift[name].carer}, not of {carer}: correct one of them"
        faults.add(row.file, row.number, "shift", name, remedy)
    return problem.shift[name]


def _check_names(problem: Problem, row: Row, values: dict[str, Any], seen: dict[str, int], faults: Faults) -> None:
    visit, place = values["visit"], values["place"]
    if visit is not None and visit not in problem.visit:
        faults.add(row.file, row.number, "visit", visit, "no such visit in the problem: correct the id")
    elif visit is not None and seen.setdefault(visit, row.number) != row.number:
        faults.add(row.file, row.number, "visit", visit, f"is planned in row {seen[visit]} already: leave one out")
    if place is not None and place not in problem.place_index:
        faults.add(row.file, row.number, "place", place, "no such place in the problem: correct the id")
