"""What weights choose among plans: what each would cost, and where it stands between two aims.

The chart is put together once for a set of plans; when a weight moves, only its numbers and words are exchanged.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import altair as alt

from notebooks.drawing.ready import Ready, ready
from notebooks.drawing.stretches import Drawn
from notebooks.drawing.theme import INK, LINE, SOFT, Shown
from notebooks.purposes import OTHER, PURPOSES, TITLES, Paid

WIDE, TALL, BARS = 460, 300, 230
TINTS = ("#6d6d6d", "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#332288", "#bbbbbb")
"""The colour of each purpose, and of what serves none."""

CLICKED = "plan"
"""The name of the selection: which plan was clicked."""

Axes = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Standing:
    """Plans by their names, what they are by the measures, and between which two of these they are shown."""

    names: Sequence[str]
    measures: Sequence[Mapping[str, float]]
    axes: Axes


@dataclass(frozen=True, slots=True)
class Choice:
    """The chart of a set of plans, to be shown under any weights."""

    standing: Standing
    frame: Ready

    def under(self, costs: Sequence[float], paid: Sequence[Paid]) -> Ready:
        """The chart under weights. costs: of each plan; paid: by purpose, beyond what all of them pay."""
        best = min(range(len(costs)), key=costs.__getitem__)
        said = "Click a bar to see that plan's timetable and map below."
        title = f"Under these weights “{self.standing.names[best]}” is chosen, at {costs[best]:,.0f} points"
        return self.frame.with_data(title, said, [*_bars(self.standing, costs, paid), *_points(self.standing, best)])


def choice(standing: Standing) -> Choice:
    """Put the chart together: bars of what each plan costs, and points of where it stands."""
    clicked = alt.selection_point(CLICKED, fields=["plan"], toggle=False)
    data = alt.Data(values=_points(standing, 0))
    return Choice(standing, ready(alt.hconcat(_costs(standing, clicked), _places(standing), spacing=36, data=data)))


def _costs(standing: Standing, clicked: alt.Parameter) -> Shown:
    ranked = alt.EncodingSortField("rank", op="min")
    who = alt.Y("plan:N", sort=ranked, title=None, axis=alt.Axis(labelLimit=170, domain=False, ticks=False))
    tint = alt.Scale(domain=[*PURPOSES, OTHER], range=list(TINTS))
    each = max(20, min(38, BARS // len(standing.names)))
    base = alt.Chart(width=WIDE, height=each * len(standing.names))
    told = alt.Tooltip("cost:Q", title="points more than the least", format=",")
    bars = (
        base.mark_bar(height=round(0.6 * each), stroke="white", strokeWidth=0.8)
        .transform_filter("datum.kind == 'part'")
        .encode(
            alt.X("cost:Q", title="points", stack="zero"),
            who,
            color=alt.Color("purpose:N", scale=tint, legend=alt.Legend(title=None, orient="top", columns=4)),
            order="place:Q",
            tooltip=["plan:N", "purpose:N", told],
        )
        .add_params(clicked)
    )
    ends = base.transform_filter("datum.kind == 'end'").encode(alt.X("cost:Q"), who)
    totals = ends.mark_text(align="left", dx=5, fontSize=12, fontWeight=600).encode(text="told:N")
    room = ends.mark_point(opacity=0).encode(alt.X("room:Q"))
    said = "cost by purpose, beyond what all of these plans pay alike"
    return alt.layer(bars, totals, room).properties(title=alt.Title("What each plan costs", subtitle=said, fontSize=13))


def _places(standing: Standing) -> Shown:
    across, up = (TITLES[axis] for axis in standing.axes)
    x, y = (_span([told[axis] for told in standing.measures]) for axis in standing.axes)
    above = alt.Axis(titleAngle=0, titleAlign="left", titleY=-10, titleX=0)
    base = alt.Chart(width=TALL + 40, height=TALL).transform_filter("datum.kind == 'point'")
    base = base.encode(
        alt.X("across:Q", title=f"{across} →", scale=x, axis=alt.Axis(tickCount=4)),
        alt.Y("up:Q", title=f"↑ {up}", scale=y, axis=above),
        tooltip=["plan:N", alt.Tooltip("across:Q", title=across), alt.Tooltip("up:Q", title=up)],
    )
    chosen, others = (base.transform_filter(f"datum.chosen == {one}") for one in (1, 0))
    names = others.encode(text="plan:N")
    front = base.transform_filter("datum.front == 1").mark_line(color=LINE, strokeWidth=2, interpolate="step-after")
    layers = [
        front.encode(order="across:Q"),
        chosen.mark_point(size=420, strokeWidth=3, filled=False, color="#d55e00"),
        base.mark_circle(size=110, opacity=1, color="#0072b2"),
        names.transform_filter("datum.below == 0").mark_text(dy=-15, fontSize=12, color=SOFT),
        names.transform_filter("datum.below == 1").mark_text(dy=18, fontSize=12, color=SOFT),
        chosen.mark_text(dy=-19, fontSize=12, fontWeight=700, color=INK).encode(text="plan:N"),
    ]
    said = "ring: what these weights choose; line: plans that no other beats in both"
    return alt.layer(*layers).properties(title=alt.Title("Where the plans stand", subtitle=said, fontSize=13))


def _bars(standing: Standing, costs: Sequence[float], paid: Sequence[Paid]) -> list[Drawn]:
    ranks = {place: rank for rank, place in enumerate(sorted(range(len(costs)), key=costs.__getitem__))}
    least, longest = min(costs), max(sum(parts.values()) for parts in paid)
    rows: list[Drawn] = []
    for number, (name, cost, parts) in enumerate(zip(standing.names, costs, paid, strict=True)):
        about = {"plan": name, "rank": ranks[number]}
        for place, (purpose, part) in enumerate(parts.items()):
            rows.append({"kind": "part", **about, "purpose": purpose, "place": place, "cost": round(part, 1)})
        told = "chosen" if ranks[number] == 0 else f"+{cost - least:,.0f}"
        end = {"kind": "end", **about, "cost": round(sum(parts.values()), 1), "told": told}
        rows.append(end | {"room": round(max(longest, 1) * 1.15, 1)})
    return rows


def _points(standing: Standing, best: int) -> list[Drawn]:
    rows: list[Drawn] = [
        {"plan": name, "across": told[standing.axes[0]], "up": told[standing.axes[1]], "chosen": int(place == best)}
        for place, (name, told) in enumerate(zip(standing.names, standing.measures, strict=True))
    ]
    for row in rows:
        row["front"] = int(not any(_beats(other, row) for other in rows))
        row["below"] = int(_crowded(row, rows))
    return [{"kind": "point", **row} for row in rows]


def _beats(one: Drawn, other: Drawn) -> bool:
    """Whether a plan is at least as good in both measures, and better in one; less is better."""
    mine, theirs = (one["across"], one["up"]), (other["across"], other["up"])
    return mine != theirs and mine[0] <= theirs[0] and mine[1] <= theirs[1]


def _crowded(row: Drawn, rows: Sequence[Drawn]) -> bool:
    """Whether a neighbour's name would lie over this one's: then it stands below its point."""
    wide, high = (max(one[axis] for one in rows) - min(one[axis] for one in rows) or 1 for axis in ("across", "up"))

    def beside(other: Drawn) -> bool:
        return abs(other["across"] - row["across"]) < 0.3 * wide and abs(other["up"] - row["up"]) < 0.07 * high

    before = rows[: rows.index(row)]
    chosen = (one for one in rows if one["chosen"] and one is not row)
    return not row["chosen"] and any(beside(one) and not one.get("below") for one in (*before, *chosen))


def _span(values: Sequence[float]) -> alt.Scale:
    """With a margin, so that names have room."""
    low, high = min(values), max(values)
    room = (high - low) * 0.18 or 1.0
    return alt.Scale(domain=[low - room, high + room], nice=False)
