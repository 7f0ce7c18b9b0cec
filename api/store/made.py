"""Plans that are there at once: work that was accepted, done and kept in one transaction, without any queue."""

from collections.abc import Mapping
from typing import Any

from api.store import jobs, plans, problems
from api.store.jobs import Order, State
from api.store.store import Books


def keep_made(
    books: Books,
    order: Order,
    document: Mapping[str, Any],
    figures: Mapping[str, Any],
    *,
    clean: bool,
    cost: float,
    unplanned: int,
) -> str:
    """Keep a plan that was made by whoever asks; its id. Raises Unknown, and Erased where its problem tells of an
    erased person."""
    problems.hold_whole(books, order.problem, order.version)
    job = jobs.accept(books, order)
    begun = jobs.begin(books, job.id, "at once")
    assert begun is not None
    jobs.finish(books, job.id, begun.attempt, State.DONE)
    told = {"clean": clean, "cost": cost, "unplanned": unplanned}
    plans.keep(books, job.id, order.problem, order.version, document, figures, **told)
    return job.id
