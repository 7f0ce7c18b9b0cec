"""The tables: each instance beside what was published, and one set of runs beside another."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import exp, log
from statistics import fmean

from benchmarks.quality.published import Published
from benchmarks.quality.runs import Row
from benchmarks.written import NOTHING, markdown

NEAR = 1e-6
"""Costs that differ by less are equal: those with decimals have passed through sums of floats."""

_SIZES = re.compile(r"-r\d+-p\d+-.*$")


@dataclass(frozen=True, slots=True)
class Line:
    """An instance and our runs of it. Costs are those of plans that break no hard rule; broken: how many do."""

    known: Published
    costs: tuple[float, ...]
    broken: int
    seconds: float
    speed: float
    unplanned: int
    bound: float | None

    @property
    def best(self) -> float | None:
        return min(self.costs, default=None)

    @property
    def mean(self) -> float | None:
        return fmean(self.costs) if self.costs else None

    @property
    def worst(self) -> float | None:
        return max(self.costs, default=None)

    @property
    def gap(self) -> float | None:
        """How far from perfect our best may be, at most, as a share of its cost."""
        if self.best is None or self.bound is None:
            return None
        return (self.best - self.bound) / self.best if self.best else 0.0


def lines(instances: Sequence[Published], rows: Iterable[Row]) -> list[Line]:
    """One line for each instance that was run. The bound is the highest that any run proved."""
    of: dict[str, list[Row]] = {}
    for row in rows:
        of.setdefault(row.instance, []).append(row)
    return [_line(known, of[known.name]) for known in instances if known.name in of]


def _line(known: Published, rows: list[Row]) -> Line:
    clean = [row for row in rows if not row.violations]
    return Line(
        known,
        tuple(row.cost for row in clean),
        len(rows) - len(clean),
        fmean(row.wall for row in rows),
        fmean(row.moves_per_second for row in rows),
        max(row.unplanned for row in rows),
        max((row.bound for row in rows if row.bound is not None), default=None),
    )


def geometric_mean(ratios: Iterable[float | None]) -> float | None:
    """The geometric mean of the ratios there are."""
    known = [one for one in ratios if one is not None]
    return exp(fmean(log(one) for one in known)) if known and min(known) > 0 else None


def ratio(one: float | None, other: float | None) -> float | None:
    return one / other if one is not None and other else None


# -- against what was published ----------------------------------------------------------------------------------------

COLUMNS = (
    "instance",
    "runs",
    "best",
    "mean",
    "worst",
    "published best",
    "published mean",
    "CP-SAT",
    "mean / published best",
    "best / published best",
    "mean / prototype",
    "unplanned",
    "broken",
    "seconds",
    "moves/s",
    "bound",
    "gap",
)


def comparison(found: Sequence[Line]) -> str:
    """Our runs beside the published results, in Markdown, with the sums at the foot."""
    body = [
        (
            label(line.known.name),
            f"{len(line.costs) + line.broken}",
            *(_cost(one) for one in (line.best, line.mean, line.worst)),
            *(_cost(one) for one in (line.known.best, line.known.mean, line.known.cp_sat)),
            _ratio(ratio(line.mean, line.known.best)),
            _ratio(ratio(line.best, line.known.best)),
            _ratio(ratio(line.mean, line.known.earlier)),
            f"{line.unplanned:,}",
            f"{line.broken:,}",
            f"{line.seconds:.1f}",
            f"{line.speed:,.0f}",
            _cost(line.bound),
            NOTHING if line.gap is None else f"{line.gap:.1%}",
        )
        for line in found
    ]
    return markdown(COLUMNS, body) + "\n" + "\n".join(f"- {sentence}" for sentence in foot(found)) + "\n"


def foot(found: Sequence[Line]) -> list[str]:
    """What the lines come to."""
    of_means = [ratio(line.mean, line.known.best) for line in found]
    of_bests = [ratio(line.best, line.known.best) for line in found]
    told = [
        f"mean / published best: geometric mean {_ratio(geometric_mean(of_means))}, {_below(of_means)}",
        f"best / published best: geometric mean {_ratio(geometric_mean(of_bests))}, {_below(of_bests)}",
    ]
    of_cp_sat = [ratio(line.best, line.known.cp_sat) for line in found if line.known.cp_sat is not None]
    if of_cp_sat:
        reached = sum(one is not None and one <= 1 + NEAR for one in of_cp_sat)
        told.append(f"best at most CP-SAT's: {reached} of {len(of_cp_sat)}")
    of_earlier = [one for line in found if (one := ratio(line.mean, line.known.earlier)) is not None]
    if of_earlier:
        told.append(
            f"mean / prototype: geometric mean {_ratio(geometric_mean(of_earlier))}, highest {_ratio(max(of_earlier))}"
        )
    broken = sum(line.broken for line in found)
    if broken:
        told.append(f"plans that break hard rules, and count for nothing above: {broken}")
    return told


def _below(ratios: Sequence[float | None]) -> str:
    known = [one for one in ratios if one is not None]
    below = sum(one < 1 - NEAR for one in known)
    return f"below 1 on {below} of {len(ratios)}, highest {_ratio(max(known, default=None))}"


# -- one set of runs against another -----------------------------------------------------------------------------------


def side_by_side(ours: Sequence[Line], others: Sequence[Line], names: tuple[str, str]) -> str:
    """Two sets of runs, instance by instance where both have it: what is below 1 is better in the first."""
    other = {line.known.name: line for line in others}
    pairs = [(line, other[line.known.name]) for line in ours if line.known.name in other]
    means = [ratio(one.mean, two.mean) for one, two in pairs]
    bests = [ratio(one.best, two.best) for one, two in pairs]
    speeds = [ratio(one.speed, two.speed) for one, two in pairs]
    columns = ("instance", f"mean, {names[0]}", f"mean, {names[1]}", "ratio of means", "ratio of bests", "of moves/s")
    body = [
        (label(one.known.name), _cost(one.mean), _cost(two.mean), *map(_ratio, ratios))
        for (one, two), *ratios in zip(pairs, means, bests, speeds, strict=True)
    ]
    sums = (
        f"- ratio of means: geometric mean {_ratio(geometric_mean(means))}, {_below(means)}",
        f"- ratio of bests: geometric mean {_ratio(geometric_mean(bests))}, {_below(bests)}",
    )
    return markdown(columns, body) + "\n" + "\n".join(sums) + "\n"


# -- writing -----------------------------------------------------------------------------------------------------------


def label(name: str) -> str:
    """An instance's name without the sizes that some carry at the end."""
    return _SIZES.sub("", name)


def _cost(cost: float | None) -> str:
    if cost is None:
        return NOTHING
    return f"{cost:,.0f}" if float(cost).is_integer() else f"{cost:,.1f}"


def _ratio(one: float | None) -> str:
    return NOTHING if one is None else f"{one:.3f}"
