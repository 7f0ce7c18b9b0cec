"""`ronda keys`: what it refuses before it opens any store; what it does stands with the store's commands."""

import pytest

from api.cli.exit_codes import ExitCode
from tests.api.cli_runs import ronda


@pytest.mark.parametrize(
    ("words", "option"),
    [
        (("planner", "--label", "demo"), "--label"),
        (("analyst", "--scope", "plans:write"), "--scope"),
        (("planner", "--scope", "plans:wirte"), "--scope"),
        (("carer",), "--person"),
        (("planner", "--person", "c0"), "--person"),
    ],
)
def test_a_key_that_cannot_be_is_refused_as_over_http(words: tuple[str, ...], option: str) -> None:
    run = ronda("keys", "add", "--role", *words)
    assert run.code == ExitCode.BAD_INPUT
    assert option in run.err
