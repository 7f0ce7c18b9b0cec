"""Nothing that a co-op gave gets into what the service writes of itself."""

import io
import json
import logging

import pytest

from api.logs import FIELDS, begin_logging, say

PRIVATE = ("Maria Soler", "client-17", "Carrer de Mallorca 401, 2-1", "41.4036, 2.1744", "o'brien", "maria@example.org")
UUID = "0b6f2f0e-5b3c-4d0e-9a51-6a2f0d6a8c11"


@pytest.fixture
def written():
    before = logging.getLogger().handlers[:]
    stream = io.StringIO()
    begin_logging(stream)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    logging.getLogger().handlers[:] = before


def test_a_line_has_what_is_listed_and_fits(written):
    say("a job was begun", coop="sol", job=UUID, kind="plan", attempt=1, seconds=0.25, executor="host-1/2")
    (line,) = written()
    assert line.pop("at").endswith("+00:00")
    assert line == {
        "level": "info",
        "event": "a job was begun",
        "coop": "sol",
        "job": UUID,
        "kind": "plan",
        "attempt": 1,
        "seconds": 0.25,
        "executor": "host-1/2",
    }


@pytest.mark.parametrize("kind", ["plan", "match", "assignment", "substitution"])
def test_every_kind_of_job_is_told(written, kind):
    say("a job was begun", kind=kind)
    assert written()[0]["kind"] == kind


def test_a_field_that_is_not_listed_is_dropped(written):
    say("a job was begun", coop="sol", client="client-17", name="Maria Soler", latitude=41.4036)
    assert set(written()[0]) == {"at", "level", "event", "coop"}


@pytest.mark.parametrize("field", sorted(FIELDS))
@pytest.mark.parametrize("value", [*PRIVATE, 41.4036, ["client-17"], {"name": "Maria"}, b"Maria"], ids=repr)
def test_no_listed_field_takes_a_person_an_address_or_a_place(written, field, value):
    if field == "code" and value == "client-17":
        pytest.skip("a code is a word, and no pattern tells words apart")
    say("a job was begun", **{field: value})
    allowed = (field == "seconds" and value == 41.4036) or (field == "coop" and value == "client-17")
    assert (field in written()[0]) == allowed


def test_of_an_error_only_its_type_and_where_it_came_from(written):
    def fails(name):
        raise ValueError(f"no such client: {name}")

    try:
        fails("Maria Soler")
    except ValueError as error:
        say("a job failed", error=error)
    (line,) = written()
    assert line["type"] == "ValueError"
    assert line["trace"][-1].startswith("tests/api/test_logs.py:")
    assert "Maria" not in json.dumps(line)


def test_of_another_library_only_who_spoke(written):
    logging.getLogger("sqlalchemy.pool").error("could not store %s", "Maria Soler", extra={"client": "client-17"})
    (line,) = written()
    assert line | {"at": ""} == {"at": "", "level": "error", "event": "a library spoke", "library": "sqlalchemy.pool"}
