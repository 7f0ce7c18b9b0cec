"""What each plan costs under some weights: a lying bar for each, by what it pays for."""

from collections.abc import Iterator, Sequence
from html import escape

from notebooks.drawing.svg import drawing, text, ticks
from notebooks.drawing.theme import FAINT, SOFT
from notebooks.purposes import OTHER, PURPOSES, Paid

WIDE, NAMES, ENDS = 600, 110, 76
"""Of the whole, of the names before the bars, and of the numbers behind the longest."""

HEAD, ROW, BAR, FOOT = 104, 30, 18, 40

TINTS = dict(
    zip(
        (*PURPOSES, OTHER),
        ("#6d6d6d", "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#332288", "#bbbbbb"),
        strict=True,
    )
)
"""The colour of each purpose, and of what serves none."""


def bars(names: Sequence[str], costs: Sequence[float], paid: Sequence[Paid], chosen: int) -> str:
    """Plans, the cheapest first. paid: by purpose, beyond what all of them pay; chosen: the place of the chosen one."""
    order = sorted(range(len(names)), key=lambda plan: (plan != chosen, costs[plan]))
    longest = max(1.0, *(sum(one.values()) for one in paid))
    scale = (WIDE - NAMES - ENDS) / longest
    low = HEAD + ROW * len(names)
    parts = [*_heads(names[chosen], costs[chosen]), *_legend(), *_axis(longest, scale, low)]
    for row, plan in enumerate(order):
        told = "chosen" if plan == chosen else f"{costs[plan] - costs[chosen]:+,.0f}"
        parts += _row(names[plan], told, paid[plan], HEAD + ROW * row, scale)
    return drawing(WIDE, low + FOOT, parts)


def _heads(chosen: str, cost: float) -> Iterator[str]:
    yield text(
        6, 20, f"Under these weights “{chosen}” is chosen, at {cost:,.0f} points", 'font-size="15" font-weight="600"'
    )
    yield text(6, 46, "What each plan costs", 'font-size="13" font-weight="600"')
    yield text(6, 63, "by purpose, beyond what all of these plans pay alike", f'fill="{SOFT}"')


def _legend() -> Iterator[str]:
    across = 8.0
    for purpose, tint in TINTS.items():
        yield f'<rect x="{across:.1f}" y="76" width="11" height="11" fill="{tint}"/>'
        yield text(across + 16, 86, purpose)
        across += 30 + 6.4 * len(purpose)


def _axis(longest: float, scale: float, low: float) -> Iterator[str]:
    for cost in ticks(0, longest, 5):
        across = NAMES + cost * scale
        yield f'<path d="M{across:.1f} {HEAD - 6}V{low}" stroke="{FAINT}"/>'
        yield text(across, low + 14, f"{cost:,.0f}", f'text-anchor="middle" fill="{SOFT}"')
    yield text(NAMES + longest * scale / 2, low + 32, "points", f'text-anchor="middle" fill="{SOFT}"')


def _row(name: str, told: str, paid: Paid, top: float, scale: float) -> Iterator[str]:
    yield text(NAMES - 8, top + 13, name, 'text-anchor="end"')
    across = float(NAMES)
    for purpose, cost in paid.items():
        wide = cost * scale
        if wide >= 0.05:
            yield (
                f'<rect x="{across:.1f}" y="{top}" width="{wide:.1f}" height="{BAR}" fill="{TINTS[purpose]}" '
                f'stroke="white" stroke-width="0.8"><title>{escape(f"{name}: {purpose} {cost:+,.1f}")}</title></rect>'
            )
            across += wide
    yield text(across + 6, top + 13, told, 'font-weight="600"')
