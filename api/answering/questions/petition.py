"""Something is asked of the planner: looked at against the plan that is out, and put."""

from collections.abc import Mapping
from typing import Any

from api.answering.answer import Answer, told
from api.answering.forms import PETITION, PetitionForm
from api.answering.petitions import petition_document
from api.answering.shelf import Running, Shelf
from api.answering.whose import theirs
from api.refusals import Pointer, Refusal
from api.store import audit, people, petitions
from api.store.petitions import Petition, PetitionKind, PetitionState, Subject
from api.store.store import Books

MOST_OPEN = 100
"""So many petitions of one person may be open."""


def answer(shelf: Shelf, coop: str, asked: Mapping[str, Any], body: bytes) -> Answer:
    """asked: person, the made-up id of who asks; kind, carer or client; by and role, for the audit log; shown, the
    plans that are out. Asking twice for the same is asking once."""
    form = PETITION.read(body)
    if form.plan not in asked["shown"]:
        raise Refusal("unknown", "No such plan is out.")
    running, name = theirs(shelf, coop, form.plan, asked["person"], asked["kind"])
    if asked["kind"] == "carer":
        kind, subject, other = PetitionKind.SWAP, *_swap(running, name, form)
    else:
        kind, subject, other = PetitionKind.REFUSAL, *_refusal(running, name, form)
    with shelf.store.of(coop) as books:
        made_up = None if other is None else people.pseudonym(books, *other)
        same = _open(books, asked["person"], form.plan, subject)
        if same is not None:
            return told(petition_document(same), 200)
        about = (running.version.problem, form.plan, subject)
        found = petitions.put(books, kind, asked["person"], made_up, *about)
        audit.note(books, asked["by"], asked["role"], f"{kind.value}.ask", f"petition:{found.id}")
    return told(petition_document(found), 201)


def _swap(running: Running, carer: str, form: PetitionForm) -> tuple[Subject, tuple[people.Kind, str] | None]:
    """A visit or a shift of the carer's. Raises Refusal."""
    problem = running.problem
    if (form.visit is None) == (form.shift is None) or form.carer is not None:
        raise _wrong("", "visit", "name a visit or a shift, one of the two, and nothing else")
    rounds = {route.shift for route in running.plan.routes if route.stops and problem.shift[route.shift].carer == carer}
    if form.shift is not None:
        if form.shift not in rounds:
            raise _wrong("/shift", "shift", "name a shift in which the plan gives you visits")
        return Subject(shift=form.shift, reason=form.reason), None
    own = {name for name, shift, _ in running.plan.visits() if shift in rounds}
    if form.visit is None or form.visit not in own:
        raise _wrong("/visit", "visit", "name a visit that the plan gives you")
    return Subject(visit=form.visit, reason=form.reason), ("client", problem.visit[form.visit].client)


def _refusal(running: Running, client: str, form: PetitionForm) -> tuple[Subject, tuple[people.Kind, str]]:
    """A carer who comes to the client, or usually does. Raises Refusal."""
    problem = running.problem
    if form.carer is None or form.visit is not None or form.shift is not None:
        raise _wrong("", "carer", "name a carer, and nothing else")
    coming = {
        problem.shift[shift].carer for name, shift, _ in running.plan.visits() if problem.visit[name].client == client
    }
    if form.carer not in coming | {*problem.client[client].usual}:
        raise _wrong("/carer", "carer", "name a carer who comes to you, or usually does")
    return Subject(carer=form.carer, reason=form.reason), ("carer", form.carer)


def _open(books: Books, person: str, plan: str, subject: Subject) -> Petition | None:
    """The open petition about the same. Raises Refusal where too many are open."""
    found = petitions.page(books, None, MOST_OPEN, person=person, state=PetitionState.OPEN)
    about = (subject.visit, subject.shift, subject.carer)
    for one in found:
        if one.plan == plan and one.subject and (one.subject.visit, one.subject.shift, one.subject.carer) == about:
            return one
    if len(found) >= MOST_OPEN:
        raise Refusal("contradiction", f"{MOST_OPEN} petitions are open already: take some back first.")
    return None


def _wrong(pointer: str, field: str, remedy: str) -> Refusal:
    return Refusal("contradiction", "What was given contradicts itself; see faults.", [Pointer(pointer, field, remedy)])
