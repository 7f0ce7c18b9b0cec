"""A petition as plain data: for whoever asked, and for the planner, who also sees whose it is."""

from typing import Any

from api.store.petitions import Petition


def petition_document(found: Petition, person: str | None = None) -> dict[str, Any]:
    """What was asked, and what came of it. person: the co-op's own id of who asked, for the planner. What told of
    somebody who was erased is null."""
    subject = found.subject
    return {
        "id": found.id,
        "kind": found.kind.value,
        "state": found.state.value,
        "problem": found.problem,
        "plan": found.plan,
        "made": found.made.isoformat(),
        "closed": None if found.closed is None else found.closed.isoformat(),
        "visit": None if subject is None else subject.visit,
        "shift": None if subject is None else subject.shift,
        "carer": None if subject is None else subject.carer,
        "reason": None if subject is None else subject.reason,
        "answer": found.answer,
    } | ({} if person is None else {"person": person})
