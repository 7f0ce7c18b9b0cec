"""The stored benchmarks as pictures: ranks beside other tools, proofs, growth, faces, and how long answers take."""

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt

from notebooks.drawing.stretches import Drawn
from notebooks.drawing.theme import AFTER, BEFORE, INK, SOFT, Shown

WIDE, ROW = 360, 30
PLAIN = alt.Axis(domain=False, ticks=False, labelLimit=320)
RANKS = ("#08519c", "#5b9bd0", "#b8cfe3", "#d9d4c8", "#b9b2a1")
"""From the first rank to the last."""


def beside(*charts: Shown) -> Shown:
    """Charts in a line that have nothing to do with each other, neither colours nor scales."""
    return alt.hconcat(*charts, spacing=50).resolve_scale(color="independent", shape="independent")


def peers(ranks: Mapping[tuple[str, int], int]) -> Shown:
    """On how many days each tool came first, second, ...; the best tool on top."""
    sums: dict[str, int] = {}
    for (solver, rank), days in ranks.items():
        sums[solver] = sums.get(solver, 0) + rank * days
    solvers = sorted(sums, key=lambda one: (sums[one], one))
    rows = [
        {"solver": solver, "rank": rank, "days": days, "ink": "white" if rank == 1 else INK}
        for (solver, rank), days in sorted(ranks.items())
    ]
    most = max(rank for _, rank in ranks)
    tint = alt.Scale(domain=list(range(1, most + 1)), range=list(RANKS[:most]))
    base = alt.Chart(alt.Data(values=rows), width=WIDE, height=ROW * len(solvers)).encode(
        alt.X("days:Q", title="days", stack="zero", axis=alt.Axis(tickMinStep=1)),
        alt.Y("solver:N", sort=solvers, title=None, axis=PLAIN),
        order="rank:Q",
    )
    bars = base.mark_bar(height=20, stroke="white").encode(
        color=alt.Color("rank:O", scale=tint, legend=alt.Legend(title="rank", orient="bottom")),
        tooltip=["solver:N", "rank:O", "days:Q"],
    )
    letters = base.mark_text(align="center", dx=-9, fontSize=11).encode(
        alt.X("days:Q", stack="zero", title="days"), text="days:Q", color=alt.Color("ink:N", scale=None)
    )
    said = "the same care days for all: first by visits left out, then by travel"
    return alt.layer(bars, letters).properties(title=alt.Title("Beside other tools", subtitle=said))


def proofs(rows: Sequence[Mapping[str, Any]]) -> Shown:
    """What is proven and what was found, in percent of the best published cost."""
    order = ["no plan can be cheaper", "Ronda's best plan", "published best"]
    names = list(dict.fromkeys(row["instance"] for row in rows))
    base = alt.Chart(alt.Data(values=list(rows)), width=WIDE, height=ROW * 1.3 * len(names)).encode(
        alt.X("percent:Q", title="% of the best published cost", scale=alt.Scale(zero=False, padding=14)),
        alt.Y("instance:N", sort=names, title=None, axis=PLAIN),
    )
    marks = base.mark_point(filled=True, size=110, opacity=1).encode(
        color=alt.Color("kind:N", scale=alt.Scale(domain=order, range=[SOFT, BEFORE, AFTER]), legend=_LEGEND),
        shape=alt.Shape(
            "kind:N", scale=alt.Scale(domain=order, range=["triangle-right", "circle", "diamond"]), legend=_LEGEND
        ),
        tooltip=["instance:N", "kind:N", "percent:Q"],
    )
    line = base.mark_line(color="#c9cfcc").encode(detail="instance:N")
    said = "UHHC instances for which a bound was computed: further left is cheaper"
    return alt.layer(line, marks).properties(title=alt.Title("How far from perfect", subtitle=said))


def spreads(rows: Sequence[Mapping[str, Any]]) -> Shown:
    """Runs of one instance with several seeds: how alike they come out."""
    names = list(dict.fromkeys(row["instance"] for row in rows))
    base = alt.Chart(alt.Data(values=list(rows)), width=WIDE, height=22 * len(names))
    ticks = base.mark_point(filled=True, size=70, color=BEFORE, opacity=0.75).encode(
        alt.X("off:Q", title="% off the mean cost of its instance"),
        alt.Y("instance:N", sort=names, title=None, axis=PLAIN),
        tooltip=["instance:N", "off:Q"],
    )
    said = "each dot a run with another seed: the closer together, the less is left to luck"
    return ticks.properties(title=alt.Title("How much is luck", subtitle=said))


def growth(rows: Sequence[Mapping[str, str]]) -> Shown:
    """Seconds against visits, both in powers: what is as steep as the dashed line takes ten times as long for ten times
    as much."""
    kinds = {"tables": "tables are built", "first": "a first clean plan", "referee": "the referee judges it"}
    told = [
        {"visits": int(row["visits"]), "kind": kind, "seconds": float(row[name])}
        for row in rows
        if float(row["seconds"]) == 0
        for name, kind in kinds.items()
    ]
    most, least = max(row["visits"] for row in told), min(row["visits"] for row in told)
    room = alt.Scale(type="log", domain=[0.8 * least, 12 * most], nice=False)  # for the names, right of the lines
    x = alt.X(
        "visits:Q", scale=room, title="visits →", axis=alt.Axis(values=[300, 1000, 3000, 10000, 30000], format=",d")
    )
    above = alt.Axis(titleAngle=0, titleAlign="left", titleY=-10, titleX=0, values=[0.01, 0.1, 1, 10], format="~g")
    y = alt.Y("seconds:Q", scale=alt.Scale(type="log"), title="↑ seconds", axis=above)
    base = alt.Chart(alt.Data(values=told), width=WIDE, height=260).encode(x, y, color=alt.Color("kind:N", legend=None))
    straight = [{"visits": least, "seconds": 0.03}, {"visits": most, "seconds": 0.03 * most / least}]
    names = base.transform_filter(f"datum.visits == {most}").mark_text(align="left", dx=8)
    layers = [
        alt.Chart(alt.Data(values=straight)).mark_line(color=SOFT, strokeDash=[4, 4]).encode(x, y),
        base.mark_line(point=True),
        names.encode(text="kind:N"),
    ]
    said = "weeks of 300 to 30,000 visits, one core; dashed: in step with the visits"
    return alt.layer(*layers).properties(title=alt.Title("How it grows", subtitle=said))


def faces(rows: Sequence[Mapping[str, str]]) -> Shown:
    """Carers per client after so many seconds of planning, and how few there could be."""
    told: list[Drawn] = []
    for row in rows:
        asked = "" if row["faces"] == "asked" else ", faces do not count"
        name = f"{row['case']}, {int(row['visits']):,} visits, {float(row['seconds']):,.0f} s{asked}"
        told.append({"name": name, "carers": float(row["carers_mean"]), "least": float(row["fewest"])})
    names = [row["name"] for row in told]
    base = alt.Chart(alt.Data(values=told), width=WIDE, height=ROW * len(told))
    who = alt.Y("name:N", sort=names, title=None, axis=PLAIN)
    carers = alt.X("carers:Q", title="carers per client, mean")
    bars = base.mark_bar(height=16, color=BEFORE).encode(carers, who, tooltip=["name:N", "carers:Q", "least:Q"])
    numbers = base.mark_text(align="left", dx=5).encode(carers, who, text=alt.Text("carers:Q", format=".2f"))
    least = base.mark_tick(color=INK, thickness=3, height=20).encode(alt.X("least:Q"), who)
    said = "black: fewer cannot come, by a simple count"
    return alt.layer(bars, numbers, least).properties(title=alt.Title("How many faces", subtitle=said))


def waits(rows: Sequence[Mapping[str, str]], name: str, title: str, subtitle: str) -> Shown:
    """Milliseconds of answers, in powers: the middle one and the one in a hundred."""
    kinds = {"p50": "half are quicker", "p99": "99 of 100 are quicker"}
    told = [
        {"name": row[name], "kind": kind, "ms": float(row[column])} for row in rows for column, kind in kinds.items()
    ]
    names = sorted({row["name"] for row in told}, key=lambda one: min(row["ms"] for row in told if row["name"] == one))
    who = alt.Y("name:N", sort=names, title=None, axis=PLAIN)
    axis = alt.Axis(values=[10, 30, 100, 300, 1000, 3000, 10000], format=",d")
    base = alt.Chart(alt.Data(values=told), width=WIDE, height=ROW * len(names))
    base = base.encode(alt.X("ms:Q", scale=alt.Scale(type="log"), title="milliseconds", axis=axis), who)
    order = list(kinds.values())
    marks = base.mark_point(filled=True, size=100, opacity=1).encode(
        color=alt.Color("kind:N", scale=alt.Scale(domain=order, range=[BEFORE, AFTER]), legend=_LEGEND),
        shape=alt.Shape("kind:N", scale=alt.Scale(domain=order, range=["circle", "diamond"]), legend=_LEGEND),
        tooltip=["name:N", "kind:N", alt.Tooltip("ms:Q", format=",.0f")],
    )
    line = base.mark_line(color="#c9cfcc").encode(detail="name:N")
    return alt.layer(line, marks).properties(title=alt.Title(title, subtitle=subtitle))


_LEGEND = alt.Legend(title=None, orient="bottom", symbolSize=90)
