"""What hostile bodies come to: a refusal each, and nothing of their content in it or in a log."""

import io
import json
import logging
from collections.abc import Iterator

import pytest

from api.access.principal import Role
from api.logs import begin_logging
from tests.api.service.hostile import SECRET, Hostile, hostile
from tests.api.service.parts import World, served

LIMIT = 10_000_000


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    with served(requests_a_second=100_000, body_limit=LIMIT) as found:
        yield found


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What the service writes, and what its libraries would."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    stream = io.StringIO()
    begin_logging(stream)
    yield stream
    root.handlers[:] = handlers
    root.setLevel(level)
    logging.captureWarnings(False)


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


def test_a_body_that_tells_its_size_is_refused_unread(world: World):
    read = 0

    def body() -> Iterator[bytes]:
        nonlocal read
        while read < 50_000_000:
            read += 1_000_000
            yield b" " * 1_000_000

    answer = refused(world, Hostile("large", b" " * (LIMIT + 1)))
    assert (answer.status_code, answer.json()["code"]) == (413, "too-large")
    headers = {"Content-Type": "application/json"}
    answer = world.as_role(Role.PLANNER, "PUT", "/v1/problems/week", content=body(), headers=headers)
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
