"""The quick-start does what it says: every command of it is run, and its output held against what stands there."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.api.service.terminal import ELLIPSIS, Shell, Typed, fits, typed

ROOT = Path(__file__).parents[3]
PAGE = ROOT / "api" / "QUICKSTART.md"
PORT = "8080"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("bash") is None or shutil.which("curl") is None, reason="needs bash and curl"),
]


def test_the_quick_start_can_be_followed(tmp_path: Path) -> None:
    """As a newcomer types it, in an empty folder beside the environment that `make` builds."""
    (tmp_path / ".venv").symlink_to(sys.prefix)
    steps = list(typed(PAGE))
    assert steps[0].command == ".venv/bin/ronda serve --demo"
    with _serving(tmp_path, steps[0]) as (port, key), Shell(tmp_path, _environment()) as shell:
        for step in steps[1:]:
            _follow(shell, tmp_path, step, port, key)
    assert sum(step.language == "console" for step in steps) > 10
    assert steps[-1].language == "python"


def test_an_output_that_differs_is_noticed() -> None:
    assert fits('{"id":"…","version":1}\n', '{"id":"abc","version":1}')
    assert not fits('{"id":"…","version":1}\n', '{"id":"abc","version":2}')
    assert not fits("ready\n", "ready and more")


def _follow(shell: Shell, folder: Path, step: Typed, port: str, key: str) -> None:
    command = step.command.replace(PORT, port).replace(f"ronda_demo_{ELLIPSIS}", key)
    if step.language == "python":
        (folder / "program.py").write_text(command, encoding="utf-8")
        command = ".venv/bin/python program.py"
    printed = shell.type(command)
    assert fits(step.output.replace(PORT, port), printed), f"{step.command}\nprinted\n{printed}\nand not\n{step.output}"


@contextmanager
def _serving(folder: Path, step: Typed) -> Iterator[tuple[str, str]]:
    """The service of the page's first block, on a port of its own; the port, and the key that it told."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = str(free.getsockname()[1])
    told = {**_environment(), "RONDA_PORT": port}
    with (folder / "log").open("w", encoding="utf-8") as log:
        service = subprocess.Popen(
            step.command.split(), cwd=folder, env=told, stdout=subprocess.PIPE, stderr=log, text=True
        )
    try:
        assert service.stdout is not None
        lines = [service.stdout.readline() for _ in step.output.strip().splitlines()]
        assert fits(step.output.replace(PORT, port), "".join(lines)), "".join(lines)
        key = re.search(r"ronda_demo_\w+", "".join(lines))
        assert key is not None
        yield port, key[0]
    finally:
        service.send_signal(signal.SIGTERM)
        assert service.wait(60) == 0


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("RONDA_")}
    return {**kept, "PYTHONPATH": str(ROOT), "COLUMNS": "200"}
