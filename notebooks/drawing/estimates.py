"""Estimated against recorded travel: each trip a dot, and how far off the estimates are by part of the day."""

from collections.abc import Sequence
from statistics import median

import altair as alt

from engine.travel.profiles import BANDS
from notebooks.drawing.stretches import Drawn
from notebooks.drawing.theme import AFTER, BEFORE, INK, SOFT, Shown
from notebooks.recorded import Compared

SIDE, WIDE, ROW = 300, 420, 34
WORDS = {"walk": "On foot", "bicycle": "By bicycle", "car": "By car"}
ASSUMED, FITTED = "as assumed", "fitted to the trips"


def scatters(found: Sequence[Compared]) -> Shown:
    """The trips of each mode: on the line, the estimate is right; above it, the carer took longer."""
    return alt.vconcat(*map(_scatter, found), spacing=30)


def _scatter(one: Compared) -> Shown:
    most = max(*one.before, *one.after, *one.recorded) * 1.04
    panels = [_panel(one, told, name, most) for told, name in ((one.before, ASSUMED), (one.after, FITTED))]
    off = f"{one.fit.before / 60:.1f} minutes off on average as assumed, {one.fit.after / 60:.1f} when fitted"
    title = alt.Title(f"{WORDS.get(one.mode, one.mode)}: {len(one.recorded)} trips", subtitle=off)
    return alt.hconcat(*panels, spacing=40).properties(title=title)


def _panel(one: Compared, told: Sequence[float], name: str, most: float) -> Shown:
    rows = [
        {"estimate": round(guess, 1), "recorded": round(real, 1), "band": band}
        for guess, real, band in zip(told, one.recorded, one.band, strict=True)
    ]
    scale = alt.Scale(domain=[0, most], nice=False)
    above = alt.Axis(titleAngle=0, titleAlign="left", titleY=-10, titleX=0)
    x, y = (
        alt.X("estimate:Q", title="estimated, minutes →", scale=scale),
        alt.Y("recorded:Q", title="↑ recorded, minutes", scale=scale, axis=above),
    )
    paint = BEFORE if name == ASSUMED else AFTER
    dots = alt.Chart(alt.Data(values=rows), width=SIDE, height=SIDE).mark_circle(size=34, opacity=0.55, color=paint)
    line = alt.Chart(alt.Data(values=[{"estimate": 0, "recorded": 0}, {"estimate": most, "recorded": most}]))
    same = alt.Chart(alt.Data(values=[{"estimate": most * 0.86, "recorded": most * 0.86, "told": "the same"}]))
    layers = [
        line.mark_line(color=INK, strokeWidth=1.2).encode(x, y),
        dots.encode(x, y, tooltip=["estimate:Q", "recorded:Q", "band:N"]),
        same.mark_text(align="right", dx=-8, color=SOFT).encode(x, y, text="told:N"),
    ]
    return alt.layer(*layers).properties(title=alt.Title(name, fontSize=13))


def by_band(found: Sequence[Compared]) -> Shown:
    """How much longer carers took than was estimated, on average, for each mode and part of the day."""
    rows = [row for one in found for row in _means(one)]
    order = list(dict.fromkeys(row["where"] for row in rows))
    where = alt.Y("where:N", sort=order, title=None, axis=alt.Axis(domain=False, ticks=False, labelLimit=220))
    off = alt.X("off:Q", title="minutes longer than estimated (below 0: shorter)", scale=alt.Scale(padding=24))
    base = alt.Chart(alt.Data(values=rows), width=WIDE, height=ROW * len(order)).encode(off, where)
    tint, names = (
        alt.Scale(domain=[ASSUMED, FITTED], range=[BEFORE, AFTER]),
        alt.Scale(domain=[ASSUMED, FITTED], range=["circle", "diamond"]),
    )
    legend = alt.Legend(title=None, orient="top", symbolSize=90)
    dots = base.mark_point(size=90, filled=True, opacity=1).encode(
        color=alt.Color("kind:N", scale=tint, legend=legend),
        shape=alt.Shape("kind:N", scale=names, legend=legend),
        tooltip=["where:N", "kind:N", "off:Q", "trips:Q"],
    )
    zero = alt.Chart(alt.Data(values=[{"off": 0}])).mark_rule(color=INK).encode(alt.X("off:Q"))
    numbers = base.mark_text(align="left", dx=9, fontSize=11).encode(
        text=alt.Text("off:Q", format="+.1f"), color=alt.Color("kind:N", scale=tint, legend=legend)
    )
    said = "the median, so that single errands do not count"
    return alt.layer(zero, dots, numbers).properties(
        title=alt.Title("How much longer trips take than estimated", subtitle=said)
    )


def _means(one: Compared) -> list[Drawn]:
    rows: list[Drawn] = []
    for band in (*BANDS, "unknown"):
        there = [row for row, here in enumerate(one.band) if here == band]
        for told, name in ((one.before, ASSUMED), (one.after, FITTED)):
            if there:
                offs = [one.recorded[row] - told[row] for row in there]
                where = f"{one.mode}, {band} ({len(there)})"
                rows.append({"where": where, "kind": name, "off": round(median(offs), 1) + 0.0, "trips": len(there)})
    return rows
