"""Who asks, under the co-op's own id, and the plan that they ask about."""

from api.answering.shelf import Running, Shelf
from api.refusals import Refusal
from api.store import people


def whose(shelf: Shelf, coop: str, person: str, kind: str) -> str:
    """The co-op's own id of a carer or client. Raises Refusal where there is none (any more)."""
    with shelf.store.reading(coop) as books:
        who = people.known(books, person)
    if who is None or who[0] != kind:
        raise Refusal("unknown", "The co-op has no such person, or not any more.")
    return who[1]


def theirs(shelf: Shelf, coop: str, plan: str, person: str, kind: str) -> tuple[Running, str]:
    """A plan, and who asks about their part of it. Raises Refusal where the plan's problem does not know them."""
    name, running = whose(shelf, coop, person, kind), shelf.running(coop, plan)
    if name not in (running.problem.carer if kind == "carer" else running.problem.client):
        raise Refusal("unknown", "The plan is of days for which the co-op does not plan this person.")
    return running, name
