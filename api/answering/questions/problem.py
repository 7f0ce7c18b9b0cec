"""A problem is put: read, judged as a whole, and stored."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from api.answering.answer import Answer, told
from api.answering.bodies import is_small
from api.answering.shelf import Shelf
from api.refusals import Pointer, Refusal, quoted
from api.store import audit, problems
from engine.data.canonical import problem_text, read_problem
from engine.rules import ORDER


def answer(shelf: Shelf, coop: str, asked: Mapping[str, Any], body: bytes) -> Answer:
    """Store a body as a problem's newest version. asked: id; expected and absent as `problems.put` has them; by and
    role, for the audit log."""
    problem = read_problem(body, is_small(body))
    if set(problem.weights.values) - set(ORDER):
        remedy = "name rules that there are: /v1/rules lists them"
        fault = Pointer("/weights/values", "values", remedy)
        raise Refusal("contradiction", "What was given contradicts itself; see faults.", [fault])
    text = problem_text(problem)
    with shelf.store.of(coop) as books:
        found = problems.put(books, asked["id"], problem, text, asked["expected"], asked["absent"])
        audit.note(books, asked["by"], asked["role"], "problem.put", f"problem:{found.problem}", found.weights)
    document = {"id": found.problem} | asdict(found) | {"made": found.made.isoformat()}
    del document["problem"]
    headers = {"ETag": quoted(found.etag), "Location": f"/v1/problems/{found.problem}"}
    return told(document, 201 if found.version == 1 else 200, **headers)
