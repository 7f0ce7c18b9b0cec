"""Which number of which rule pack stands behind a finding, in a few words: "catalonia-home-care 2026, art. 34.3 ET"."""

from engine.problem import BOUNDS, PackNumber, Problem
from engine.result import Finding


def number_behind(finding: Finding, problem: Problem) -> PackNumber | None:
    """The number of the problem's pack that a finding breaks; None where there is none, or the co-op's own counts."""
    if finding.rule == BOUNDS["break_after"].rule and not _has_the_packs_break(finding.about.shift, problem):
        return None
    return problem.labour.follows(finding.rule)


def basis(finding: Finding, problem: Problem) -> str:
    """The pack and the source of that number; empty where there is none."""
    number, pack = number_behind(finding, problem), problem.labour.pack
    return "" if number is None or pack is None else f"{pack.name}, {number.source}"


def _has_the_packs_break(shift: str | None, problem: Problem) -> bool:
    """Whether a shift's break is the one that the pack gives; a shift may ask for another."""
    rest = None if shift is None else problem.shift[shift].rest
    told = (problem.labour.break_minutes, problem.labour.break_after)
    if rest is None or rest.due_after is None or None in told:
        return False
    return (rest.duration, rest.due_after) == tuple(problem.minutes(one or 0) for one in told)
