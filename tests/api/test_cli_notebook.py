"""ronda notebook: the list, what is refused, and what would be served."""

import importlib.util
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NoReturn

import pytest

from notebooks import BY_NAME, NOTEBOOKS
from tests.api.cli_runs import ronda, small_file


class ServedError(Exception):
    """Raised where the process would have become another program."""


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What this process would have become: the program's words, and its environment."""
    found: list[Any] = []

    def become(program: str, words: list[str], environment: Mapping[str, str]) -> NoReturn:
        found.extend((program, words, environment))
        raise ServedError

    monkeypatch.setattr(os, "execve", become)
    return found


def test_without_a_name_it_lists_every_question() -> None:
    run = ronda("notebook")
    assert run.code == 0
    assert all(one.name in run.out for one in NOTEBOOKS)
    assert "Are hours, travel, weekends and gaps shared" in run.out


def test_it_is_served_to_this_machine_only_and_behind_a_token(served: list[Any]) -> None:
    with pytest.raises(ServedError):
        ronda("notebook", "fairness", "--headless", "--port", 4321)
    program, words, environment = served
    assert program == sys.executable
    assert words[1:5] == ["-m", "marimo", "run", str(BY_NAME["fairness"].path)]
    assert words[words.index("--host") + 1] == "127.0.0.1"
    assert "--token" in words
    assert "--headless" in words
    assert words[words.index("--port") + 1] == "4321"
    assert environment["MARIMO_SKIP_UPDATE_CHECK"] == "1"


def test_own_files_are_handed_over_by_whole_paths(
    served: list[Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small_file(tmp_path)
    monkeypatch.chdir(tmp_path)
    for name in ("one.json", "two.json"):
        (tmp_path / name).write_text("{}")
    with pytest.raises(ServedError):
        ronda(
            "notebook", "compare_plans", "--edit", "--problem", "week.json", "--plan", "one.json", "--plan", "two.json"
        )
    words = served[1]
    assert words[3] == "edit"
    assert words[words.index("--") + 1 :] == [
        *("--problem", str(tmp_path / "week.json")),
        *("--plan", str(tmp_path / "one.json"), "--plan", str(tmp_path / "two.json")),
    ]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("tune",), "tune: there is no such notebook: did you mean tune_weights"),
        (("benchmark_report", "--problem", "."), "benchmark_report takes no files of your own"),
        (("fairness", "--plan", ".", "--plan", "."), "this one once at most"),
        (("tune_weights", "--problem", "nowhere.json"), "nowhere.json: there is no such file or folder"),
        (("travel_calibration", "--network", "atlantis"), "no such network here"),
    ],
)
def test_what_cannot_be_is_refused(
    served: list[Any], words: tuple[str, ...], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RONDA_HOME", str(tmp_path))
    run = ronda("notebook", *words)
    assert run.code == 2
    assert said in run.err
    assert served == []


def test_what_is_missing_is_named_with_the_next_step(served: list[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    there = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "marimo" else there(name))
    run = ronda("notebook", "fairness")
    assert run.code == 2
    assert "marimo: not installed" in run.err
    assert "pip install marimo altair" in run.err
    assert served == []
