"""What goes between the API and the process beside it: a head in JSON, then a body as it is."""

import json
from multiprocessing.connection import Connection
from typing import Any

from api.answering.answer import Answer
from api.refusals import Pointer, Refusal


def send(way: Connection, head: dict[str, Any], body: bytes = b"") -> None:
    way.send_bytes(json.dumps(head).encode())
    way.send_bytes(body)


def receive(way: Connection) -> tuple[dict[str, Any], bytes]:
    """Raises EOFError where the other side is gone."""
    return json.loads(way.recv_bytes()), way.recv_bytes()


def head_of(answer: Answer | Refusal) -> tuple[dict[str, Any], bytes]:
    if isinstance(answer, Answer):
        return {"status": answer.status, "headers": dict(answer.headers)}, answer.body
    faults = [[one.pointer, one.field, one.remedy] for one in answer.faults]
    told = {"code": answer.code.code, "detail": answer.detail, "faults": faults, "headers": answer.headers}
    return {"refusal": told}, b""


def answer_of(head: dict[str, Any], body: bytes) -> Answer:
    """Raises Refusal where that is what was sent."""
    told = head.get("refusal")
    if told is not None:
        raise Refusal(told["code"], told["detail"], [Pointer(*one) for one in told["faults"]], told["headers"])
    return Answer(head["status"], body, head["headers"])
