"""Pictures written down as they are: for what is drawn anew whenever a slider moves.

A chart that the browser first has to compile takes longer than all else that happens then.
"""

from collections.abc import Iterable
from html import escape
from math import ceil, floor, log10

from notebooks.drawing.theme import FONT, INK


def drawing(wide: float, high: float, parts: Iterable[str]) -> str:
    """A picture of its parts."""
    return (
        f'<svg class="marks" role="img" viewBox="0 0 {wide:g} {high:g}" width="{wide:g}" height="{high:g}" '
        f'style="background: white" font-family="{escape(FONT)}" font-size="12" fill="{INK}">{"".join(parts)}</svg>'
    )


def beside(*pictures: str) -> str:
    """Pictures side by side where there is room, else one below the other, in HTML."""
    return f'<div style="display: flex; flex-wrap: wrap; gap: 12px">{"".join(pictures)}</div>'


def text(across: float, down: float, told: str, look: str = "") -> str:
    """Words that begin at a point, on their line; look: attributes."""
    return f'<text x="{across:.1f}" y="{down:.1f}" {look}>{escape(told)}</text>'


def ticks(least: float, most: float, about: int) -> list[float]:
    """About so many round numbers from the one to the other: 1, 2 or 5 of some power of ten apart."""
    wanted = (most - least) / about
    size = 10.0 ** floor(log10(wanted))
    step = next(times * size for times in (1, 2, 5, 10) if times * size >= wanted)
    return [round(number * step, 9) for number in range(ceil(least / step), floor(most / step) + 1)]
