"""Lying bars with their numbers beside them: counts, and amounts that may be below nothing."""

from collections.abc import Mapping, Sequence

import altair as alt

from notebooks.drawing.theme import AFTER, BEFORE, INK, Shown

WIDE, BAR = 250, 26


def counts(told: Mapping[str, int], title: str, subtitle: str, wide: int = WIDE) -> Shown:
    """A bar for each kind, in the order given."""
    rows = [{"kind": kind, "count": count} for kind, count in told.items()]
    most = max(1, *told.values())
    kind = alt.Y("kind:N", sort=None, title=None, axis=alt.Axis(domain=False, ticks=False, labelLimit=200))
    count = alt.X("count:Q", axis=None, scale=alt.Scale(domain=[0, most * 1.15]))
    base = alt.Chart(alt.Data(values=rows), width=wide, height=BAR * len(rows)).encode(
        count, kind, tooltip=["kind:N", "count:Q"]
    )
    bars, numbers = base.mark_bar(height=16, color=BEFORE), base.mark_text(align="left", dx=5, color=INK)
    shown = alt.layer(bars, numbers.encode(text="count:Q"))
    return shown.properties(title=alt.Title(title, subtitle=subtitle, fontSize=13))


def gains(told: Mapping[str, float], title: str, subtitle: Sequence[str], wide: int = 520) -> Shown:
    """Amounts left and right of nothing, the largest first: less is blue, more is vermilion."""
    order = sorted(told, key=lambda kind: told[kind])
    rows = [
        {"kind": kind, "amount": round(told[kind], 1), "told": f"{told[kind]:+,.0f}", "less": told[kind] < 0}
        for kind in order
    ]
    far = max((abs(amount) for amount in told.values()), default=1) or 1
    kind = alt.Y("kind:N", sort=order, title=None, axis=alt.Axis(domain=False, ticks=False, labelLimit=220))
    amount = alt.X("amount:Q", title="points", scale=alt.Scale(domain=[-far * 1.2, far * 1.2], nice=False))
    base = alt.Chart(alt.Data(values=rows), width=wide, height=BAR * max(1, len(rows)))
    base = base.encode(amount, kind, tooltip=["kind:N", alt.Tooltip("amount:Q", title="points", format="+,.1f")])
    tint = alt.condition("datum.less", alt.value(BEFORE), alt.value(AFTER))
    left, right = (
        base.transform_filter(f"{'' if less else '!'}datum.less").encode(text="told:N") for less in (True, False)
    )
    layers = [
        base.mark_bar(height=16).encode(color=tint),
        left.mark_text(align="right", dx=-5),
        right.mark_text(align="left", dx=5),
        alt.Chart(alt.Data(values=[{"zero": 0}])).mark_rule(color=INK).encode(alt.X("zero:Q")),
    ]
    return alt.layer(*layers).properties(title=alt.Title(title, subtitle=list(subtitle), fontSize=13))
