"""What groups of carers have on average under two plans: for each figure two dots a group, with a line between."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import altair as alt

from engine.kpi import GroupKpis
from notebooks.drawing.stretches import Drawn
from notebooks.drawing.theme import AFTER, BEFORE, LINE, Shown

WIDE, ROW, COLUMNS = 250, 38, 3


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of a group, in the unit of its title; None where it is not told."""

    title: str
    of: Callable[[GroupKpis], float | None]
    format: str = ".1f"


FIGURES = (
    Figure("hours worked", lambda group: group.minutes.mean / 60),
    Figure("share of the contract that is filled, %", lambda group: group.filled and 100 * group.filled.mean, ".0f"),
    Figure("travel, % of the hours worked", lambda group: 100 * group.travel.mean),
    Figure("unpaid gaps, hours", lambda group: group.unpaid.mean / 60),
    Figure("weekends worked", lambda group: group.weekends.mean, ".2f"),
    Figure("days with two rounds", lambda group: group.split_days.mean, ".2f"),
)


def compared(names: Sequence[str], groups: Sequence[Sequence[GroupKpis]], title: str) -> Shown:
    """The figures of the same groups under two plans. names: of the plans."""
    charts = [_dots(figure, names, groups) for figure in FIGURES]
    rows = [alt.hconcat(*charts[first : first + COLUMNS], spacing=30) for first in range(0, len(charts), COLUMNS)]
    said = "means of groups of at least five carers; nobody is shown alone"
    return alt.vconcat(*rows, spacing=26).properties(title=alt.Title(title, subtitle=said))


def _dots(figure: Figure, names: Sequence[str], groups: Sequence[Sequence[GroupKpis]]) -> Shown:
    rows: list[Drawn] = []
    for name, told in zip(names, groups, strict=True):
        for one in told:
            value = figure.of(one)
            if value is not None:
                label = f"{one.group} ({one.carers})"
                rows.append(
                    {"plan": name, "group": label, "value": round(value, 3), "told": f"{value:{figure.format}}"}
                )
    order = list(dict.fromkeys(row["group"] for row in rows))
    value = alt.X("value:Q", title=None, scale=alt.Scale(zero=True, nice=True, padding=14), axis=alt.Axis(tickCount=4))
    group = alt.Y("group:N", sort=order, title=None, axis=alt.Axis(domain=False, ticks=False, labelLimit=170))
    base = alt.Chart(alt.Data(values=rows), width=WIDE, height=ROW * max(1, len(order))).encode(value, group)
    tint = alt.Scale(domain=list(names), range=[BEFORE, AFTER])
    legend = alt.Legend(title=None, orient="top", symbolSize=90)
    paint = alt.Color("plan:N", scale=tint, legend=legend)
    shape = alt.Shape("plan:N", scale=alt.Scale(domain=list(names), range=["circle", "diamond"]), legend=legend)
    dots = base.mark_point(size=90, filled=True, opacity=1).encode(
        color=paint, shape=shape, tooltip=["plan:N", "group:N", "told:N"]
    )
    numbers = [
        base.transform_filter(alt.datum.plan == name).mark_text(dy=away, fontSize=11, color=color).encode(text="told:N")
        for name, away, color in zip(names, (-12, 13), (BEFORE, AFTER), strict=True)
    ]
    between = base.mark_line(color=LINE, strokeWidth=2).encode(detail="group:N")
    return alt.layer(between, dots, *numbers).properties(title=alt.Title(figure.title, fontSize=13))
