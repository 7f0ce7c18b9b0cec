"""Processes that are kept alive, ended in order, and never left behind."""

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from api.jobs.supervisor import Part, supervise
from tests.api.jobs.queues import until

HERE = Path(__file__).parents[3]
CHILD = """
import os, signal, sys, time
file, how = sys.argv[1:]
if how == "orphan":
    from api.parent import end_with_parent
    end_with_parent()
def end(*_):
    if how == "slow":
        time.sleep(0.5)
    open(file, "a").write(f"{how} ended\\n")
    sys.exit(0)
signal.signal(signal.SIGTERM, signal.SIG_IGN if how == "stubborn" else end)
open(file, "a").write(f"{os.getpid()}\\n")
while True:
    time.sleep(0.05)
"""


def part(file, *, grace=10.0, how="polite"):
    command = (sys.executable, "-c", CHILD, str(file), how)
    return Part("worker", 1, command, {"PYTHONPATH": str(HERE)}, grace)


def lines(file):
    return file.read_text().splitlines() if file.exists() else []


@pytest.fixture
def supervised():
    stop, threads = threading.Event(), []

    def begin(*groups):
        threads.append(threading.Thread(target=supervise, args=(groups, stop)))
        threads[0].start()

    def end():
        stop.set()
        for thread in threads:
            thread.join(30)

    yield begin, end
    end()


def test_who_dies_is_started_again(supervised, tmp_path):
    begin, _ = supervised
    begin([part(tmp_path / "one")])
    first = int(until(lambda: lines(tmp_path / "one"))[0])
    os.kill(first, signal.SIGKILL)
    second = int(until(lambda: lines(tmp_path / "one")[1:])[0])
    assert second != first


def test_one_group_ends_before_the_next_is_asked_to(supervised, tmp_path):
    begin, end = supervised
    file = tmp_path / "both"
    begin([part(file, how="slow")], [part(file, how="quick")])
    until(lambda: len(lines(file)) == 2)
    end()
    assert lines(file)[2:] == ["slow ended", "quick ended"]


def test_who_does_not_end_in_time_is_ended(supervised, tmp_path):
    begin, end = supervised
    begin([part(tmp_path / "one", grace=0.2, how="stubborn")])
    child = int(until(lambda: lines(tmp_path / "one"))[0])
    end()
    assert not alive(child)


def test_no_child_outlives_a_supervisor_that_is_killed(tmp_path):
    file = tmp_path / "one"
    code = (
        "import sys\nfrom api.jobs.supervisor import Part, supervise\n"
        f"supervise([[Part('worker', 1, (sys.executable, '-c', {CHILD!r}, {str(file)!r}, 'orphan'), {{}}, 10.0)]])"
    )
    environment = {**os.environ, "PYTHONPATH": str(HERE)}
    supervisor = subprocess.Popen((sys.executable, "-c", code), env=environment, stderr=subprocess.DEVNULL)
    try:
        child = int(until(lambda: lines(file))[0])
    finally:
        supervisor.kill()
        supervisor.wait()
    until(lambda: not alive(child))
    assert lines(file)[-1] == "orphan ended"


def alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
