"""The planner answers a petition. An accepted refusal enters the problem, as a new version of it, with the answer."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from api.answering.answer import Answer, told
from api.answering.forms import REPLY, ReplyForm
from api.answering.petitions import petition_document
from api.answering.shelf import Shelf
from api.refusals import Pointer, Refusal
from api.store import audit, people, petitions, problems
from api.store.errors import Closed
from api.store.petitions import Petition, PetitionKind, PetitionState
from api.store.problems import Version
from engine.data.canonical import problem_text
from engine.problem import Problem


def answer(shelf: Shelf, coop: str, asked: Mapping[str, Any], body: bytes) -> Answer:
    """asked: petition; by and role, for the audit log."""
    form = REPLY.read(body)
    with shelf.store.reading(coop) as books:
        found = petitions.get(books, asked["petition"])
        person = people.known(books, found.person)
    if found.state is not PetitionState.OPEN:
        raise Closed(found.id, found.state)
    enters = form.accept and found.kind is PetitionKind.REFUSAL
    change = _change(shelf, coop, found, None if person is None else person[1], form) if enters else None
    text = None if change is None else problem_text(change[1])
    with shelf.store.of(coop) as books:
        if change is not None and text is not None:
            before, problem = change
            after = problems.put(books, before.problem, problem, text, before.etag)
            about = f"problem:{after.problem}"
            audit.note(books, asked["by"], asked["role"], "problem.put", about, after.weights, petition=found.id)
        state = PetitionState.ACCEPTED if form.accept else PetitionState.DECLINED
        closed = petitions.close(books, found.id, state, form.words)
        act = f"{found.kind.value}.{'accept' if form.accept else 'decline'}"
        audit.note(books, asked["by"], asked["role"], act, f"petition:{found.id}")
    return told(petition_document(closed, "" if person is None else person[1]))


def _change(shelf: Shelf, coop: str, found: Petition, client: str | None, form: ReplyForm) -> tuple[Version, Problem]:
    """The newest version of the problem, and the same with the carer refused. Raises Refusal."""
    carer = None if found.subject is None else found.subject.carer
    if carer is None or client is None:
        raise Refusal("erased", "It tells of persons who were erased.")
    version, problem = shelf.version(coop, form.problem or found.problem, None)
    if client not in problem.client or carer not in problem.carer:
        fault = Pointer("/problem", "problem", "name a problem in which both of them are")
        raise Refusal("contradiction", "The problem does not know the client, or the carer.", [fault])
    return version, refused(problem, client, carer)


def refused(problem: Problem, client: str, carer: str) -> Problem:
    """The same problem with a carer refused by a client, and so neither preferred nor usual there any more."""
    who = problem.client[client]
    changed = replace(
        who,
        refuses=tuple(dict.fromkeys((*who.refuses, carer))),
        prefers=tuple(one for one in who.prefers if one != carer),
        usual=tuple(one for one in who.usual if one != carer),
    )
    return replace(problem, clients=tuple(changed if one is who else one for one in problem.clients))
