"""The tables: what every tool left out and travelled on every day, and what that comes to."""

from collections.abc import Iterable, Sequence
from statistics import fmean

from benchmarks.peers.runs import Row
from benchmarks.peers.solvers import OURS
from benchmarks.written import NOTHING, markdown

Day = tuple[str, int]
Days = dict[Day, dict[str, Row]]


def days_of(rows: Iterable[Row]) -> Days:
    """The rows of each day, by tool, in the order in which they come."""
    found: Days = {}
    for row in rows:
        found.setdefault((row.case, row.seed), {})[row.solver] = row
    return found


def comparison(rows: Sequence[Row]) -> str:
    """Every day by every tool, then the tools, and what it comes to, in Markdown."""
    days = days_of(rows)
    solvers = list(dict.fromkeys(row.solver for row in rows))
    return "\n".join((_by_day(days, solvers), _by_solver(days, solvers), *(f"- {told}" for told in foot(days)), ""))


def _by_day(days: Days, solvers: Sequence[str]) -> str:
    """Unplanned visits / minutes of travel; what nobody beat is marked."""
    body = [(case, f"{seed}", *(_cell(tools, solver) for solver in solvers)) for (case, seed), tools in days.items()]
    return markdown(("visits", "seed", *solvers), body)


def _cell(tools: dict[str, Row], solver: str) -> str:
    if solver not in tools:
        return NOTHING
    row = tools[solver]
    mark = "* " if _unbeaten(row, tools.values()) else ""
    broken = f", {row.violations} BROKEN" if row.violations else ""
    return f"{mark}{row.unplanned} / {row.travel:,.0f}{broken}"


def _by_solver(days: Days, solvers: Sequence[str]) -> str:
    columns = (
        "tool",
        "version",
        "unbeaten on",
        "unplanned",
        "travel minutes",
        "violations",
        "mean seconds",
        "of a core",
    )
    return markdown(columns, [_sums(days, solver) for solver in solvers])


def _sums(days: Days, solver: str) -> tuple[str, ...]:
    met = [tools for tools in days.values() if solver in tools]
    rows = [tools[solver] for tools in met]
    return (
        solver,
        ", ".join(sorted({row.version for row in rows})),
        f"{sum(_unbeaten(tools[solver], tools.values()) for tools in met)} of {len(met)}",
        f"{sum(row.unplanned for row in rows):,}",
        f"{sum(row.travel for row in rows):,.0f}",
        f"{sum(row.violations for row in rows):,}",
        f"{fmean(row.wall for row in rows):.1f}",
        f"{fmean(row.cpu for row in rows):.1f}",
    )


def foot(days: Days) -> list[str]:
    """Where somebody left out fewer visits than Ronda, or travelled less at equal unplanned."""
    met = {day: tools for day, tools in days.items() if OURS.name in tools and len(tools) > 1}
    if not met:
        return []
    lost = {day: tools for day, tools in met.items() if not _unbeaten(tools[OURS.name], tools.values())}
    sums = (
        f"on {len(met) - len(lost)} of {len(met)} instances nobody left out fewer visits than {OURS.name}, "
        "nor travelled less at equal unplanned"
    )
    return [sums, *(_loss(day, tools) for day, tools in lost.items())]


def _loss(day: Day, tools: dict[str, Row]) -> str:
    ours, best = tools[OURS.name], min(tools.values(), key=lambda row: row.standing)
    if ours.violations:
        by = f"our plan breaks hard rules {ours.violations} times"
    elif ours.unplanned != best.unplanned:
        by = f"{ours.unplanned - best.unplanned} more visits unplanned ({ours.unplanned} against {best.unplanned})"
    else:
        by = f"{ours.travel - best.travel:,.1f} minutes, {ours.travel / best.travel - 1:.1%}, more travel"
    return f"lost: {day[0]}, seed {day[1]}, to {best.solver}: {by}"


def _unbeaten(row: Row, rows: Iterable[Row]) -> bool:
    return not row.violations and row.standing <= min(other.standing for other in rows)
