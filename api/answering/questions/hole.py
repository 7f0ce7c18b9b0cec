"""Who could take a visit that nobody makes: the same question as for care that is asked for anew."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from api.answering.answer import Answer, told
from api.answering.learning import learning
from api.answering.shelf import Shelf
from api.documents.matches import match_document
from api.refusals import Pointer, Refusal
from engine.errors import PlanError
from engine.matching import Freedoms, match
from engine.problem import Link, Problem, Request

ASKED = "?"
"""What is put behind the id of a visit that is asked for a second time."""

TOP = 5


def answer(shelf: Shelf, coop: str, asked: Mapping[str, Any], body: bytes) -> Answer:
    """Offers as a match tells them, with the library's courses that would help. asked: plan, visit, moves (so many
    others may begin later), language."""
    running = shelf.running(coop, asked["plan"])
    name = asked["visit"]
    if name not in running.verdict.unplanned:
        raise Refusal("unknown", "The plan has no such visit that nobody makes.")
    try:
        desk = shelf.desk(coop, asked["plan"])
    except PlanError:
        remedy = "mend the plan: its findings tell what is wrong with it"
        fault = Pointer("/plan", "plan", remedy)
        raise Refusal(
            "contradiction", "Nobody could live this plan: somebody is in two places at once.", [fault]
        ) from None
    found = match(
        desk, _request(running.problem, name, frozenset(running.verdict.unplanned)), Freedoms(asked["moves"]), TOP
    )
    about = {"plan": asked["plan"], "visit": name, "client": running.problem.visit[name].client}
    courses = {"learning": learning(shelf.store, coop, found)}
    return told(about | match_document(found, desk, asked["language"]) | courses)


def _request(problem: Problem, visit: str, unplanned: frozenset[str]) -> Request:
    """The visit asked for anew, together with those that are not done without it and nobody makes either."""
    ties = [link for link in problem.links if visit in (link.first, link.second)]
    mates = {name for link in ties if link.both for name in (link.first, link.second) if name in unplanned} | {visit}
    again = {name: name + ASKED for name in sorted(mates)}

    def anew(link: Link) -> Link:
        return replace(link, first=again.get(link.first, link.first), second=again.get(link.second, link.second))

    kept = [link for link in ties if all(one in again or one not in unplanned for one in (link.first, link.second))]
    return Request(
        tuple(replace(problem.visit[name], id=told) for name, told in again.items()),
        links=tuple(anew(link) for link in kept),
        carers=None if len(again) > 1 else 1,
    )
