"""Visits that belong together, while only some of them are planned: what a hard rule charges for that in the tables.

Half of a pair counts as much as any hard rule. So a visit that completes a pair would seem to make up for another
hard rule that it breaks, unless this is told apart.
"""

from collections.abc import Iterator, Mapping

import numpy as np

from engine.matching import Desk
from engine.result import Finding
from engine.rules import BY_ID
from engine.search import layout as at
from engine.search.slots import POINTS
from engine.shapes import Fold, Group

Halves = Mapping[int, int]
"""Group of the tables -> how many of its visits lack their partner."""


def halves(desk: Desk, row: int) -> Halves:
    """What a visit's hard groups lack as the plan is held."""
    return {team: int(desk.held.state.slot[team]) for team in _groups(desk, row)}


def mended(desk: Desk, row: int) -> int:
    """Points that fall away, of hard rules, because a visit completes what was half done."""
    state, points = desk.held.state, 0
    for team in _groups(desk, row):
        part, size = _part_and_size(desk, team)
        lacks = min(part + 1, size - part - 1)
        points += max(0, int(state.slot[team]) - lacks) * int(desk.held.tables.team[team, at.PRICE])
    return points


def clean_points(slot: np.ndarray, mends: int) -> int | None:
    """What a slot costs beside the halves that it mends; None where a hard rule is broken all the same."""
    points = int(slot[POINTS]) + mends
    return points if points < at.FORBIDDEN // 2 else None


def partners(finding: Finding, desk: Desk) -> tuple[str, ...]:
    """The visits of which a finding says that only some are planned; none where it says something else."""
    rule = BY_ID.get(finding.rule)
    if not isinstance(rule, Group) or rule.fold is not Fold.TOGETHER or finding.about.team is None:
        return ()
    team = desk.judged.team(finding.rule, finding.about.team)
    return () if team is None else team.visits


def _groups(desk: Desk, row: int) -> Iterator[int]:
    tables = desk.held.tables
    for place in range(int(tables.visit[row, at.V_TEAM_LO]), int(tables.visit[row, at.V_TEAM_HI])):
        team = int(tables.belongs[place, 0])
        if tables.team[team, at.FOLD] == at.TOGETHER and tables.team[team, at.PRICE] >= at.FORBIDDEN:
            yield team


def _part_and_size(desk: Desk, team: int) -> tuple[int, int]:
    row = desk.held.tables.team[team]
    return int(desk.held.state.slot[row[at.PART_SLOT]]), int(row[at.MEMBER_HI] - row[at.MEMBER_LO])
