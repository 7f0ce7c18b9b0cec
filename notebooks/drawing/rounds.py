"""The timetable of a day and the map of its rounds, side by side: a click on a visit shows its carer's round alone."""

from math import hypot
from typing import Any

import altair as alt

from engine import Plan, Problem
from notebooks.drawing.stretches import Drawn, stretches, ways
from notebooks.drawing.theme import COLOURS, INK, LIGHT, SOFT, Shown

WIDE, TALL, ROW = 560, 380, 26
NEXT_DOOR = 60  # metres
CLOCK = "floor(datum.value / 60) % 24 + ':00'"


def rounds(problem: Problem, plan: Plan, day: int, title: str) -> Shown:
    """A day of a plan. title: stands above both; the day and what can be clicked follow beneath it."""
    rows, corners = stretches(problem, plan, day), ways(problem, plan, day)
    carers = sorted({row["carer"] for row in rows})
    paint = _paint(problem)
    tint = alt.Scale(domain=carers, range=[paint[carer] for carer in carers])
    rows = [row | {"ink": INK if paint[row["carer"]] in LIGHT else "white"} for row in rows]
    one = alt.selection_point("carer", fields=["carer"], toggle=False)
    shown = timetable(rows, carers, tint, one)
    if corners:
        shown = alt.hconcat(shown, town(corners, carers, tint, one), spacing=24)
    else:
        shown = alt.hconcat(shown)
    visits = sum(row["kind"] == "visit" for row in rows)
    said = (
        f"{_date(problem, day)}: {visits} visits, {len(carers)} carers on duty. Click a visit to see its round alone."
    )
    return shown.properties(title=alt.Title(title, subtitle=said))


def timetable(rows: list[Drawn], carers: list[str], tint: alt.Scale, one: alt.Parameter) -> Shown:
    """Carers in lines, the hours from left to right."""
    clock = alt.X(
        "from:Q",
        title="time of day",
        scale=alt.Scale(domain=_span(rows), nice=False),
        axis=alt.Axis(labelExpr=CLOCK, values=list(range(0, 48 * 60, 120)), grid=True),
    )
    who = alt.Y("carer:N", title=None, sort=carers, axis=alt.Axis(domain=False, ticks=False))
    base = alt.Chart(alt.Data(values=rows), width=WIDE, height=ROW * len(carers))

    def bars(kind: str, **mark: Any) -> alt.Chart:
        found = base.mark_bar(**mark).transform_filter(f"datum.kind == '{kind}'").encode(clock, who, x2="to:Q")
        return found.encode(opacity=alt.condition(one, alt.value(1), alt.value(0.25)))

    told = [alt.Tooltip(f"{name}:N", title=title) for name, title in _TOLD] + [
        alt.Tooltip("hours:N", title="time"),
    ]
    visits = bars("visit", height=18, cornerRadius=2, stroke="white", strokeWidth=0.7)
    visits = (
        visits.add_params(one)
        .transform_calculate(hours=_HOURS)
        .encode(color=alt.Color("carer:N", scale=tint, legend=None), tooltip=told)
    )
    letters = base.mark_text(align="left", dx=3, fontSize=10)
    letters = letters.transform_filter("datum.kind == 'visit' && datum.to - datum.from >= 25")
    letters = letters.encode(
        clock,
        who,
        text="label:N",
        color=alt.Color("ink:N", scale=None),
        opacity=alt.condition(one, alt.value(1), alt.value(0.25)),
    )
    layers = [
        bars("shift", height=22, color="#f1eee6", cornerRadius=3),
        bars("way", height=3, color=SOFT),
        bars("wait", height=10, color="#f0d48a"),
        bars("rest", height=14, color="white", stroke="#117733", strokeDash=[3, 2]),
        visits,
        letters,
    ]
    said = "numbers are clients; grey lines travel, yellow waiting, dashed breaks"
    return alt.layer(*layers).properties(title=alt.Title("Timetable", subtitle=said, fontSize=13))


def town(corners: list[Drawn], carers: list[str], tint: alt.Scale, one: alt.Parameter) -> Shown:
    """The rounds from door to door, straight as the crow flies; metres are equally long in both directions."""
    east, north = _frame(corners)
    side = alt.X("east:Q", scale=alt.Scale(domain=east, nice=False), axis=None)
    up = alt.Y("north:Q", scale=alt.Scale(domain=north, nice=False), axis=None)
    dim = alt.condition(one, alt.value(0.9), alt.value(0.07))
    base = alt.Chart(alt.Data(values=corners), width=TALL, height=TALL)
    paint = alt.Color("carer:N", scale=tint, legend=None)
    lines = base.mark_line(strokeWidth=2, strokeJoin="round").encode(
        side, up, color=paint, detail="shift:N", order="order:Q", opacity=dim
    )
    doors = base.mark_circle(size=46, stroke="white", strokeWidth=0.8).transform_filter("datum.kind == 'visit'")
    doors = doors.encode(
        side, up, color=paint, opacity=dim, tooltip=[alt.Tooltip(f"{name}:N") for name in ("carer", "client")]
    )
    homes = base.mark_square(size=70, filled=False, strokeWidth=2).transform_filter("datum.kind == 'home'")
    homes = homes.encode(side, up, color=paint, opacity=dim, tooltip=[alt.Tooltip("carer:N")])
    names = alt.Chart(alt.Data(values=_doorplates(corners))).encode(side, up, text="told:N")
    looks: list[dict[str, Any]] = [{"stroke": "white", "strokeWidth": 3, "strokeJoin": "round"}, {"color": INK}]
    plates = [names.mark_text(dy=-11, fontSize=11, fontWeight=600, **look) for look in looks]
    scale = _scale_bar(east, north)
    said = "squares, with the carers' numbers, are where rounds begin and end"
    shown = alt.layer(lines, doors, homes, *plates, *scale)
    return shown.properties(title=alt.Title("Map of the rounds", subtitle=said, fontSize=13))


_TOLD = (("carer", "carer"), ("client", "client"), ("visit", "visit"), ("usual", "a usual carer"))
_HOURS = (
    "format(floor(datum.from / 60) % 24, '02') + ':' + format(datum.from % 60, '02') + '–' + "
    "format(floor(datum.to / 60) % 24, '02') + ':' + format(datum.to % 60, '02')"
)


def _paint(problem: Problem) -> dict[str, str]:
    """Each carer's colour, the same on every day."""
    return {carer.id: COLOURS[place % len(COLOURS)] for place, carer in enumerate(problem.carers)}


def _doorplates(corners: list[Drawn]) -> list[Drawn]:
    """The numbers of the carers whose rounds begin at a door; doors next to each other share a plate."""
    found: dict[tuple[float, float], list[str]] = {}
    for corner in (one for one in corners if one["kind"] == "home" and one["order"] == 0):
        near = (place for place in found if hypot(place[0] - corner["east"], place[1] - corner["north"]) < NEXT_DOOR)
        here = found.setdefault(next(near, (corner["east"], corner["north"])), [])
        number = corner["carer"].rpartition("-")[2]
        if number not in here:
            here.append(number)
    return [{"east": east, "north": north, "told": ", ".join(told)} for (east, north), told in found.items()]


def _span(rows: list[Drawn]) -> list[float]:
    first, last = min(row["from"] for row in rows), max(row["to"] for row in rows)
    return [first // 60 * 60, -(-last // 60) * 60]


def _frame(corners: list[Drawn]) -> tuple[list[float], list[float]]:
    """A square with a margin, for doors all over it."""
    middle, reach = [], []
    for axis in ("east", "north"):
        values = [corner[axis] for corner in corners]
        middle.append((min(values) + max(values)) / 2)
        reach.append((max(values) - min(values)) / 2)
    half = max(*reach, 50) * 1.08
    return [middle[0] - half, middle[0] + half], [middle[1] - half, middle[1] + half]


def _scale_bar(east: list[float], north: list[float]) -> tuple[Shown, Shown]:
    metres = next(size for size in (5000, 2000, 1000, 500, 200, 100, 20) if size < (east[1] - east[0]) / 3)
    left, low = east[0] + (east[1] - east[0]) * 0.03, north[0] + (north[1] - north[0]) * 0.03
    bar = alt.Data(values=[{"east": left, "to": left + metres, "north": low, "told": f"{metres} m"}])
    across, up = alt.X("east:Q"), alt.Y("north:Q")
    rule = alt.Chart(bar).mark_rule(color=INK, strokeWidth=2).encode(across, up, x2="to:Q")
    return rule, alt.Chart(bar).mark_text(align="left", dy=-9, color=INK).encode(across, up, text="told:N")


def _date(problem: Problem, day: int) -> str:
    return f"{problem.calendar.date_of(problem.calendar.day_starts[day]):%A %-d %B %Y}"
