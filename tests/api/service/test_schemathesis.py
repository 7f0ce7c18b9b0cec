"""The OpenAPI is kept: schemathesis asks every operation with what its schema allows and with what it does not.

Its own engine runs, with all its phases (examples, coverage, fuzzing, sequences) and all its checks.
"""

from typing import Any

import pytest
import schemathesis
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import Status, from_schema
from schemathesis.engine.events import FatalError, NonFatalError, ScenarioFinished

from api.access.principal import Role
from api.main import routes
from api.store import executors
from tests.api.service.parts import served

JUDGED = ["2xx", "304", "401", "403", "404", "409", "412", "422", "428"]
"""What a well-formed request may come to: forms say nothing of ids that are there, nor of what contradicts itself."""


def _config(secret: str, thorough: bool) -> SchemathesisConfig:
    """thorough: every phase; else a few examples of each operation, which most roles may not do anyway."""
    examples = 8 if thorough else 2
    return SchemathesisConfig.from_dict(
        {
            "seed": 6,
            "headers": {"Authorization": f"Bearer {secret}"},
            "checks": {"positive_data_acceptance": {"expected-statuses": JUDGED}},
            "generation": {"max-examples": examples, "deterministic": True, "database": "none", "no-shrink": True},
            "phases": {
                "coverage": {"enabled": thorough},
                "stateful": {"enabled": thorough, "generation": {"max-examples": 3}},
            },
            "cache": {"enabled": False},
        }
    )


def _told(event: ScenarioFinished) -> list[str]:
    """The failures of one scenario, as people read them."""
    found = []
    for case, checks in event.recorder.checks.items():
        for check in checks:
            if check.status is Status.FAILURE and check.failure_info is not None:
                asked = event.recorder.interactions[case]
                answer = asked.response
                body = "" if answer is None else f"{answer.status_code} {answer.text[:300]}"
                sent = f"{asked.request.method} {asked.request.uri} {str(asked.request.body)[:200]}"
                found.append(f"{event.label}: {check.name}: {check.failure_info.failure}: {sent} -> {body}")
    return found


@pytest.mark.slow
@pytest.mark.parametrize("role", list(Role))
def test_every_operation_does_what_it_says(role: Role):
    with served(requests_a_second=100_000, matches_a_second=100_000, letters_an_hour=100_000) as world:
        world.put("week-48")
        config = _config(world.secrets["sol", role], role is Role.ADMIN)
        schema: Any = schemathesis.openapi.from_asgi("/openapi.json", world.app, config=config)
        wrong: list[str] = []
        asked = set()
        for event in from_schema(schema).execute():
            executors.tell_alive(world.store, "here/1", "here")  # else /readyz says, as it should, that nobody works
            match event:
                case ScenarioFinished():
                    asked.add(event.label)
                    wrong += _told(event)
                case NonFatalError():
                    wrong.append(f"{event.label}: {event.value!r}")
                case FatalError():
                    wrong.append(repr(event.exception))
        assert not wrong, "\n".join(wrong)
        assert len(asked) >= len([route for route in routes() if route.include_in_schema])
