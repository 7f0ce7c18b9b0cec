"""What hostile bodies come to: a refusal each, and nothing of their content in it or in a log."""

import asyncio
import io
import json
from collections.abc import Iterator
from typing import Any

import pytest

from api.access.principal import Role
from tests.api.service.hostile import SECRET, Hostile, hostile
from tests.api.service.matrix import ROWS
from tests.api.service.parts import World, served

LIMIT = 10_000_000


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    with served(requests_a_second=100_000, body_limit=LIMIT) as found:
        yield found


def refused(world: World, one: Hostile):
    told = {"Content-Type": one.type, "Content-Encoding": one.encoding}
    headers = {name: value for name, value in told.items() if value is not None}
    return world.as_role(Role.PLANNER, "PUT", "/v1/problems/week", content=one.content, headers=headers)


def test_every_hostile_body_is_refused_and_leaves_no_trace(world: World, log: io.StringIO):
    bodies = list(hostile())
    assert len(bodies) >= 900
    wrong = []
    for one in bodies:
        answer = refused(world, one)
        problem = answer.headers["content-type"] == "application/problem+json"
        if not (400 <= answer.status_code < 500 and problem and SECRET not in answer.text + str(answer.headers)):
            wrong.append((one.kind, answer.status_code, answer.text[:300]))
    assert wrong == []
    assert SECRET not in log.getvalue()
    assert "week" not in log.getvalue()
    assert [line for line in map(json.loads, log.getvalue().splitlines()) if line["level"] == "error"] == []
    assert world.as_role(Role.PLANNER, "GET", "/v1/problems/week").status_code == 404


PART = 1_000_000


def streamed(world: World, method: str, path: str, role: Role | None, **told: str) -> tuple[int, str, int]:
    """What a body that never ends comes to, as the server hands it on: status, code, and how many parts were read."""
    read, sent = 0, []

    async def receive() -> dict[str, Any]:
        nonlocal read
        read += 1
        assert read < 100
        return {"type": "http.request", "body": b"[" * PART, "more_body": True}

    async def send(message: Any) -> None:
        sent.append(message)

    headers = {"content-type": "application/json", **told}
    if role is not None:
        headers["authorization"] = f"Bearer {world.secrets['sol', role]}"
    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "query_string": b"",
        "headers": [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()],
        "client": ("127.0.0.1", 1),
    }
    asyncio.run(world.app(scope, receive, send))
    return sent[0]["status"], json.loads(sent[1]["body"])["code"], read


def test_a_body_that_tells_its_size_is_refused_unread_and_one_that_does_not_as_soon_as_it_is_too_large(world: World):
    told = streamed(world, "PUT", "/v1/problems/week", Role.PLANNER, content_length=str(LIMIT + 1))
    assert told == (413, "too-large", 0)
    told = streamed(world, "PUT", "/v1/problems/week", Role.PLANNER, transfer_encoding="chunked")
    assert told == (413, "too-large", LIMIT // PART + 1)


@pytest.mark.parametrize("name", [name for name in ROWS if name.startswith(("POST", "PUT"))])
def test_of_whom_is_not_known_nothing_is_read(world: World, name: str):
    method, path = name.split(" ")
    assert streamed(world, method, path.format(id="x", tool="x"), None, transfer_encoding="chunked") == (
        401,
        "unauthenticated",
        0,
    )


@pytest.mark.parametrize("path", ["/v1/keys", "/v1/webhooks", "/v1/plans"])
def test_what_only_names_things_may_only_be_small(world: World, path: str):
    answer = world.as_role(
        Role.ADMIN, "POST", path, content=b"[" * 10_001, headers={"Content-Type": "application/json"}
    )
    assert (answer.status_code, answer.json()["code"]) == (413, "too-large")


@pytest.mark.parametrize("path", ["/v1/keys", "/v1/webhooks"])
@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"[]",
        b"null",
        b"\xff",
        b'{"role": NaN}',
        f'{{"{SECRET}": 1}}'.encode(),
        f'{{"role": "{SECRET}", "label": "{SECRET}"}}'.encode(),
        f'{{"role": "planner", "label": "{SECRET}", "expires": "{SECRET}"}}'.encode(),
        f'{{"role": "planner", "label": "{SECRET}", "scopes": ["{SECRET}"]}}'.encode(),
        f'{{"role": "planner", "label": "{SECRET}", "person": "{SECRET}"}}'.encode(),
        f'{{"role": "planner", "label": "\\ud800{SECRET}"}}'.encode(),
        b"[" * 100_000,
        b'{"label": ' + b"9" * 6000 + b"}",
    ],
)
def test_small_forms_refuse_as_well(world: World, log: io.StringIO, path: str, body: bytes):
    answer = world.as_role(Role.ADMIN, "POST", path, content=body, headers={"Content-Type": "application/json"})
    assert 400 <= answer.status_code < 500, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert SECRET not in answer.text + log.getvalue()
