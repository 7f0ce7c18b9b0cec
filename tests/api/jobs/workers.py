"""Real worker processes for tests, and a real problem for them."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from api.settings import variables
from api.store import problems
from api.store.store import Store
from engine.data.canonical import problem_text
from engine.problem import Problem
from tests.api.jobs.orders import PROBLEM
from tests.problems import random_problem

HERE = Path(__file__).parents[3]
RONDA = (sys.executable, "-c", "from api.cli import main; main()")
PARTS = {"api": "api.cli.api_process", "worker": "api.jobs.worker"}
QUICK = {"iterations": 30, "seed": 1, "strategy": "search"}
ENDLESS = {"seconds": 600, "seed": 1, "strategy": "search"}
"""It ends when it is asked to, so that a test can count on finding it in the middle."""


@cache
def problem() -> Problem:
    return random_problem(1)


def put_problem(store: Store, coop: str = "sol") -> None:
    """A problem that can be planned, under the name that all orders of the tests have."""
    with store.of(coop) as books:
        problems.put(books, PROBLEM, problem(), problem_text(problem()), None)


def children(supervisor: int) -> dict[str, list[int]]:
    """The processes of each part that a supervisor has started, as the system lists them now."""
    command = ("ps", "-o", "pid=,args=", "--ppid", str(supervisor))
    listed = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    rows = [row.split(None, 1) for row in listed.splitlines()]
    return {part: [int(pid) for pid, args in rows if module in args] for part, module in PARTS.items()}


class Worker:
    """A worker process; it can be killed, and started again under the same name."""

    def __init__(self, store: Store, number: int, log: Path):
        self._command = (sys.executable, "-m", "api.jobs.worker", str(number))
        self._environment = {**os.environ, **variables(store.settings), "PYTHONPATH": str(HERE)}
        self.log = log
        self.start()

    def start(self) -> None:
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(self._command, env=self._environment, stderr=log)

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()

    def end(self) -> int:
        """End it politely; what it told the shell."""
        self._process.send_signal(signal.SIGTERM)
        return self._process.wait(60)

    @property
    def runs(self) -> bool:
        return self._process.poll() is None


@contextmanager
def working(store: Store, log: Path, number: int = 1) -> Iterator[Worker]:
    """A worker of a store, which is killed afterwards."""
    worker = Worker(store, number, log)
    try:
        yield worker
    finally:
        if worker.runs:
            worker.kill()
