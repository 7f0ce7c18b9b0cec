"""Rows of all sizes side by side, and how fast the time to a first clean plan grows."""

import math
from collections.abc import Iterable, Sequence

import numpy as np

from benchmarks.scale.runs import FIRST_CLEAN, Row
from benchmarks.written import NOTHING, markdown

HEAD = ("visits", "carers", "tables", "first plan", "clean plan", "CPU", "moves", "referee", "cost", "unplanned", "MiB")


def comparison(rows: Iterable[Row], seconds: Sequence[float]) -> str:
    """A table in Markdown, a line for each size and seed; columns of cost and unplanned visits for each time limit."""
    held = {(row.size, row.seed, row.seconds): row for row in rows}
    limits = [limit for limit in seconds if limit != FIRST_CLEAN]
    head = [*HEAD, *(title for limit in limits for title in (f"cost, {limit:g} s", "unplanned", "MiB"))]
    lines: list[list[str]] = []
    for size, seed in sorted({(size, seed) for size, seed, _ in held}):
        found = [held.get((size, seed, limit)) for limit in (FIRST_CLEAN, *limits)]
        lines.append([*_size(found), *_first(found[0]), *(cell for row in found[1:] for cell in _quality(row))])
    return f"{markdown(head, lines)}\n{foot(held.values())}"


def foot(rows: Iterable[Row]) -> str:
    """The exponent of growth, and every plan that breaks hard rules."""
    rows = list(rows)
    first = [row for row in rows if row.seconds == FIRST_CLEAN]
    found = exponent([(row.visits, row.wall) for row in first]), exponent([(row.visits, row.cpu) for row in first])
    grows = ""
    if found[0] is not None:
        grows = f"time to a clean plan grows with the power {found[0]:.2f} of the visits, CPU time {found[1]:.2f}\n"
    return grows + "".join(
        f"BREAKS HARD RULES {row.violations} times: {row.visits:,} visits, seed {row.seed}, {row.seconds:g} s\n"
        for row in rows
        if row.violations
    )


def exponent(points: Sequence[tuple[float, float]]) -> float | None:
    """The slope of a line through the logarithms (least squares); None where there are fewer than two sizes."""
    if len({size for size, _ in points}) < 2:
        return None
    sizes, seconds = zip(*((math.log(size), math.log(value)) for size, value in points), strict=True)
    return float(np.polyfit(sizes, seconds, 1)[0])


def _size(found: Sequence[Row | None]) -> list[str]:
    row = next(row for row in found if row is not None)
    return [f"{row.visits:,}", f"{row.carers:,}"]


def _first(row: Row | None) -> list[str]:
    if row is None:
        return [NOTHING] * (len(HEAD) - 2)
    times = [f"{seconds:.2f} s" for seconds in (row.tables, row.first, row.wall, row.cpu)]
    return [*times, f"{row.moves:,}", f"{row.referee:.2f} s", *_quality(row)]


def _quality(row: Row | None) -> list[str]:
    return [NOTHING] * 3 if row is None else [f"{row.cost:,.0f}", f"{row.unplanned:,}", f"{row.peak:,}"]
