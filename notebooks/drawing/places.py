"""Where plans stand between two aims, and what makes its points answer to a click.

The picture is drawn anew whenever a weight moves. What answers lies over it, a chart that shows nothing: as long as the
plans are the same, so is it, and need not be made anew.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

import altair as alt

from notebooks.drawing.svg import drawing, text, ticks
from notebooks.drawing.theme import AFTER, BEFORE, FAINT, LINE, SOFT, Shown
from notebooks.purposes import TITLES

WIDE, TALL = 400, 280
LEFT, HEAD, RIGHT, FOOT = 48, 104, 36, 44
"""The room of the points, and what lies around it."""

CLICKED = "plan"
"""The name of the selection: which plan was clicked."""

EDGED = 'paint-order="stroke" stroke="white" stroke-width="3" stroke-linejoin="round"'
"""How names stay readable over lines."""

LETTER = 6.4
"""About how wide one is."""

At = tuple[float, float]
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Standing:
    """Plans by their names, and where they stand between the measures of two aims; less is better. titles: of both."""

    names: Sequence[str]
    values: Sequence[At]
    titles: tuple[str, str]

    @property
    def spans(self) -> tuple[At, At]:
        """From where to where each axis goes: with a margin, so that names have room."""
        return _span([value[0] for value in self.values]), _span([value[1] for value in self.values])

    @property
    def front(self) -> list[int]:
        """The plans that no other beats in both, in the order of the first."""
        kept = [plan for plan, one in enumerate(self.values) if not any(_beats(other, one) for other in self.values)]
        return sorted(kept, key=lambda plan: self.values[plan])


def standing(names: Sequence[str], measures: Sequence[Mapping[str, float]], across: str, up: str) -> Standing:
    """Plans by what they are, between two of the measures."""
    return Standing(names, [(one[across], one[up]) for one in measures], (TITLES[across], TITLES[up]))


def places(told: Standing, chosen: int) -> str:
    """A point for each plan. chosen: the place of the one with the ring."""
    spots = [_spot(told, value) for value in told.values]
    x, y = spots[chosen]
    parts = [
        *_axes(told),
        f'<path d="{_steps([spots[plan] for plan in told.front])}" fill="none" stroke="{LINE}" stroke-width="2"/>',
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="11" fill="none" stroke="{AFTER}" stroke-width="3"/>',
    ]
    for name, (x, y) in zip(told.names, spots, strict=True):
        parts.append(
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="5.5" fill="{BEFORE}"><title>{escape(name)}</title></circle>'
        )
    for plan, (x, y, anchor) in _names(told.names, spots, chosen).items():
        look = 'font-weight="700"' if plan == chosen else f'fill="{SOFT}"'
        parts.append(text(x, y, told.names[plan], f'text-anchor="{anchor}" {look} {EDGED}'))
    return drawing(LEFT + WIDE + RIGHT, HEAD + TALL + FOOT, parts)


def answering(told: Standing) -> Shown:
    """What lies over the points, and says which was clicked."""
    rows = [{"plan": name, "x": x, "y": y} for name, (x, y) in zip(told.names, told.values, strict=True)]
    x, y = (alt.Scale(domain=list(span), nice=False) for span in told.spans)
    clicked = alt.selection_point(CLICKED, fields=["plan"], toggle=False)
    titles = (alt.Tooltip(f"{axis}:Q", title=title, format=",") for axis, title in zip("xy", told.titles, strict=True))
    return (
        alt.Chart(alt.Data(values=rows), width=WIDE, height=TALL, padding=0, background="transparent")
        .mark_circle(size=900, opacity=0, cursor="pointer")
        .encode(alt.X("x:Q", scale=x, axis=None), alt.Y("y:Q", scale=y, axis=None), tooltip=["plan:N", *titles])
        .add_params(clicked)
    )


def over(picture: str, answers: str) -> str:
    """The picture with what answers lying over it, in HTML."""
    corner = f"position: absolute; left: {LEFT}px; top: {HEAD}px"
    return f'<div style="position: relative">{picture}<div style="{corner}">{answers}</div></div>'


def _axes(told: Standing) -> Iterator[str]:
    low, (across, up) = HEAD + TALL, told.spans
    yield text(6, 46, "Where the plans stand", 'font-size="13" font-weight="600"')
    yield text(6, 63, "ring: what these weights choose; line: plans that no other beats in both", f'fill="{SOFT}"')
    yield text(6, HEAD - 12, f"↑ {told.titles[1]}", f'fill="{SOFT}"')
    yield text(LEFT + WIDE / 2, low + 34, f"{told.titles[0]} →", f'text-anchor="middle" fill="{SOFT}"')
    for value in ticks(*across, 4):
        x, _ = _spot(told, (value, up[0]))
        yield f'<path d="M{x:.1f} {HEAD}V{low}" stroke="{FAINT}"/>'
        yield text(x, low + 15, f"{value:,.10g}", f'text-anchor="middle" fill="{SOFT}"')
    for value in ticks(*up, 6):
        _, y = _spot(told, (across[0], value))
        yield f'<path d="M{LEFT} {y:.1f}H{LEFT + WIDE}" stroke="{FAINT}"/>'
        yield text(LEFT - 8, y + 4, f"{value:,.10g}", f'text-anchor="end" fill="{SOFT}"')


def _spot(told: Standing, value: At) -> At:
    """Where on the picture a plan of these values is."""
    (first, last), (least, most) = told.spans
    return LEFT + WIDE * (value[0] - first) / (last - first), HEAD + TALL * (most - value[1]) / (most - least)


def _names(names: Sequence[str], spots: Sequence[At], chosen: int) -> dict[int, tuple[float, float, str]]:
    """Where names stand, that of the chosen one first: where there is room by their points, or else nowhere."""
    taken = [(x - 6, y - 6, x + 6, y + 6) for x, y in spots]
    found: dict[int, tuple[float, float, str]] = {}
    for plan in sorted(range(len(spots)), key=lambda plan: plan != chosen):
        x, y = spots[plan]
        wide, off = LETTER * len(names[plan]), 16 if plan == chosen else 11
        for left, line, across, anchor in (
            (x - wide / 2, y - off, x, "middle"),
            (x - wide / 2, y + off + 10, x, "middle"),
            (x + off, y + 4, x + off, "start"),
            (x - off - wide, y + 4, x - off, "end"),
        ):
            box = (left, line - 10, left + wide, line + 3)
            if not any(_overlap(box, other) for other in taken):
                taken.append(box)
                found[plan] = (across, line, anchor)
                break
    return found


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _steps(front: Sequence[At]) -> str:
    """From plan to plan: first across, then down."""
    (x, y), *others = front
    return f"M{x:.1f} {y:.1f}" + "".join(f"H{x:.1f}V{y:.1f}" for x, y in others)


def _beats(one: At, other: At) -> bool:
    """Whether a plan is at least as good in both measures, and better in one."""
    return one != other and one[0] <= other[0] and one[1] <= other[1]


def _span(values: Sequence[float]) -> At:
    low, high = min(values), max(values)
    room = (high - low) * 0.18 or 1.0
    return low - room, high + room
