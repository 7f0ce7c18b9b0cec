"""The service as an operator ends it while somebody follows a plan."""

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from api.access.principal import Role
from api.cli.serving_demo import demo_key
from api.settings import Settings, settings, variables
from api.store import problems
from tests.api.service.parts import SMALL, TEXT, key_of
from tests.databases import stored

ROOT = Path(__file__).parents[3]
RONDA = (sys.executable, "-c", "from api.cli import main; main()")


@contextmanager
def serving(settings: Settings, log: Path, *words: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """`ronda serve` without a worker, so that what is asked for stays asked for; and its address."""
    with log.open("wb") as written:
        run = subprocess.Popen(
            (*RONDA, *(words or ("serve",)), "--port", "0", "--workers", "0"),
            env={**os.environ, **variables(settings), "PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
            stderr=written,
            text=True,
        )
    try:
        assert run.stdout is not None
        yield run, run.stdout.readline().split()[-1]
    finally:
        run.kill()
        run.wait()


@pytest.mark.slow
def test_a_stream_ends_with_the_service_and_nothing_is_broken_off(tmp_path: Path) -> None:
    with stored("sqlite") as store:
        with store.of("sol") as books:
            problems.put(books, "week", SMALL, TEXT, None, True)
        key, demo = key_of(store, "sol", Role.PLANNER), demo_key(store.settings, "sol")
        log = tmp_path / "log"
        with serving(store.settings, log) as (run, address), httpx.Client(base_url=address, timeout=120) as client:
            client.headers["Authorization"] = f"Bearer {key}"
            plan = client.post("/v1/plans", json={"problem": "week"}).headers["Location"]
            with client.stream("GET", f"{plan}/events") as events:
                lines = events.iter_lines()
                assert "event: accepted" in lines
                run.send_signal(signal.SIGTERM)
                rest = list(lines)
                assert any(line.startswith("data: ") for line in rest)
                assert rest[-1] == ""  # it ends, and ends whole
                assert "event: done" not in rest
            assert run.wait(60) == 0
        told = log.read_text()
        assert '"an answer failed"' not in told
        assert "timeout graceful shutdown exceeded" not in told
        assert "did not end in time" not in told
        with serving(store.settings, log) as (run, address):
            headers = {"Authorization": f"Bearer {demo}"}
            assert httpx.get(f"{address}/v1/me", headers=headers, timeout=120).status_code == 401  # this is no demo


@pytest.mark.slow
def test_what_the_container_runs_starts_with_an_empty_volume(tmp_path: Path) -> None:
    [words] = re.findall(r"^CMD (.+)$", (ROOT / "api" / "Containerfile").read_text(encoding="utf-8"), re.MULTILINE)
    fresh = settings({"RONDA_DATA": str(tmp_path / "data")})
    with serving(fresh, tmp_path / "log", *json.loads(words)) as (run, address):
        assert httpx.get(f"{address}/healthz", timeout=120).status_code == 200
        run.send_signal(signal.SIGTERM)
        assert run.wait(60) == 0
