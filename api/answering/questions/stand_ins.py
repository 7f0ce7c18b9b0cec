"""Who could take what a carer asks to swap: at hand for the planner who answers."""

from collections.abc import Mapping
from typing import Any

from api.answering.answer import Answer, told
from api.answering.shelf import Shelf
from api.documents.substitutes import shortlist_document
from api.refusals import Refusal
from api.store import people, petitions
from api.store.petitions import PetitionKind
from engine.substitution import stand_ins

MOST = 5


def answer(shelf: Shelf, coop: str, asked: Mapping[str, Any], body: bytes) -> Answer:
    """asked: petition; plan, the one that is out for the same days now; language."""
    with shelf.store.reading(coop) as books:
        found = petitions.get(books, asked["petition"])
        person = people.known(books, found.person)
    if found.kind is not PetitionKind.SWAP:
        raise Refusal("contradiction", "Only a swap needs somebody to stand in.")
    if found.subject is None or person is None:
        raise Refusal("erased", "It tells of persons who were erased.")
    running, carer, subject = shelf.running(coop, asked["plan"]), person[1], found.subject
    problem = running.problem
    visits = [
        name
        for name, shift, _ in running.plan.visits()
        if problem.shift[shift].carer == carer and (name == subject.visit or shift == subject.shift)
    ]
    lists = stand_ins(problem, running.plan, carer, visits, most=MOST, language=asked["language"]) if visits else ()
    shortlists = [shortlist_document(problem, one, asked["language"]) for one in lists]
    return told({"petition": found.id, "plan": asked["plan"], "carer": carer, "shortlists": shortlists})
