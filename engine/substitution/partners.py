"""Visits that belong together, while only some of them are planned: what a hard rule charges for that in the tables."""

from collections.abc import Iterator, Mapping

from engine.matching import Desk
from engine.result import Finding
from engine.rules import BY_ID
from engine.search import layout as at
from engine.shapes import Fold, Group

Halves = Mapping[int, int]
"""Group of the tables -> how many of its visits lack their partner."""


def halves(desk: Desk, row: int) -> Halves:
    """What a visit's hard groups lack as the plan is held."""
    return {team: int(desk.held.state.slot[team]) for team in _groups(desk, row)}


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
