"""Proposals and shortlists for an absence as plain data."""

from dataclasses import asdict
from typing import Any

from api.documents.verdicts import finding_document
from engine.problem import Problem
from engine.substitution import Proposal, Shortlist, StandIn, Substitution
from engine.units import Ticks


def substitution_document(problem: Problem, found: Substitution, language: str) -> dict[str, Any]:
    """All there is to tell; times in ticks, those of visits as clock times too."""
    return {
        "problem": problem.name,
        "carer": found.carer,
        "day": found.day.isoformat(),
        "now": found.now,
        "visits": list(found.visits),
        "kept": list(found.kept),
        "clients": list(found.clients),
        "left_undone": found.left_undone,
        "summary": list(found.summary),
        "proposals": [_proposal(problem, one, language) for one in found.proposals],
        "shortlists": [shortlist_document(problem, one, language) for one in found.shortlists],
    }


def _proposal(problem: Problem, one: Proposal, language: str) -> dict[str, Any]:
    return {
        "aims": [aim.value for aim in one.aims],
        "cost": one.cost,
        "against_running": one.against_running,
        "contributions": [asdict(part) for part in one.contributions],
        "covers": [asdict(cover) | _starts_at(problem, cover.start) for cover in one.covers],
        "missing": list(one.missing),
        "pushes": [asdict(push) for push in one.pushes],
        "helpers": list(one.helpers),
        "retold": list(one.retold),
        "broken": [finding_document(problem, finding, language) for finding in one.broken],
        "summary": list(one.summary),
    }


def shortlist_document(problem: Problem, one: Shortlist, language: str) -> dict[str, Any]:
    """Who could take one visit, and who not and why."""
    return {
        "visit": one.visit,
        "client": one.client,
        "told": one.told,
        "stand_ins": [_stand_in(problem, way) for way in one.stand_ins],
        "further": [{"carer": carer, "cost": cost} for carer, cost in one.further],
        "ruled_out": [
            {
                "carer": out.carer,
                "bar": out.bar.value,
                "between": list(out.between),
                "findings": [finding_document(problem, finding, language) for finding in out.findings],
            }
            for out in one.ruled_out
        ],
        "summary": list(one.summary),
    }


def _stand_in(problem: Problem, way: StandIn) -> dict[str, Any]:
    return {
        **asdict(way.cover),
        **_starts_at(problem, way.cover.start),
        "cost": way.cost,
        "contributions": [asdict(part) for part in way.contributions],
        "pushes": [asdict(push) for push in way.pushes],
        "retold": list(way.retold),
        "with_too": list(way.with_too),
        "summary": way.summary,
    }


def _starts_at(problem: Problem, start: Ticks) -> dict[str, str]:
    return {"starts_at": problem.calendar.clock(start).isoformat()}
