"""The processes beside the API: who dies is started again, who hangs is replaced, and nobody waits for good."""

import asyncio
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from api.answering import Answer, Answering, lane
from api.answering.lane import MOST_WAITING, Lane
from api.refusals import Refusal
from api.settings import variables
from api.store.store import Store
from tests.api.answering.asking import asked
from tests.api.answering.weeks import Put, care

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")


@pytest.fixture
def own(store: Store) -> Iterator[Answering]:
    """Processes of one's own, to be killed."""
    opened = Answering(store.settings)
    until(lambda: opened.ready)
    yield opened
    opened.close()


def until(true) -> None:
    ends = time.monotonic() + 200
    while not true():
        assert time.monotonic() < ends
        time.sleep(0.05)


def test_a_process_that_dies_over_a_question_refuses_it_and_comes_back(own: Answering, held: Put) -> None:
    match, *others = own.processes

    async def die() -> str:
        asking = asyncio.create_task(own.ask("match", "sol", {}, _match(held), 60.0))
        os.kill(match or 0, signal.SIGSTOP)  # so that it surely works on it when it dies
        await asyncio.sleep(0.5)
        os.kill(match or 0, signal.SIGKILL)
        with pytest.raises(Refusal) as refused:
            await asking
        return refused.value.code.code

    assert asyncio.run(die()) == "answering-died"
    assert asked(own, "match", _match(held))["offers"]
    assert own.processes[0] not in (None, match)
    assert own.processes[1:] == tuple(others)


@LINUX
def test_one_that_died_in_between_is_not_noticed(own: Answering, held: Put) -> None:
    process = own.processes[0] or 0
    os.kill(process, signal.SIGKILL)
    until(lambda: not _lives(str(process)))
    assert asked(own, "match", _match(held))["offers"]


def test_one_that_hangs_is_replaced(own: Answering, held: Put) -> None:
    hung = own.processes[0]
    os.kill(hung or 0, signal.SIGSTOP)
    with pytest.raises(Refusal) as refused:
        asked(own, "match", _match(held), within=1.0)
    assert refused.value.code.code == "took-too-long"
    assert asked(own, "match", _match(held))["offers"]
    assert own.processes[0] != hung


def test_a_line_that_is_full_is_told(own: Answering, held: Put) -> None:
    process = own.processes[0] or 0

    async def crowd() -> list[Answer | BaseException]:
        os.kill(process, signal.SIGSTOP)
        asking = [own.ask("match", "sol", {}, _match(held), 60.0) for _ in range(MOST_WAITING + 10)]
        waiting = asyncio.gather(*asking, return_exceptions=True)
        await asyncio.sleep(0.5)
        os.kill(process, signal.SIGCONT)
        return await waiting

    told = asyncio.run(crowd())
    refused = [one for one in told if isinstance(one, Refusal)]
    assert 1 <= len(refused) <= 10
    assert {(one.code.code, one.headers["Retry-After"]) for one in refused} == {("busy", "1")}
    assert all(isinstance(one, Refusal) or (isinstance(one, Answer) and one.status == 200) for one in told)


@pytest.mark.parametrize(("process", "kind"), [(1, "check"), (2, "assignment")])
def test_a_question_that_takes_long_holds_no_match_and_no_reading_up(
    own: Answering, held: Put, process: int, kind: str
) -> None:
    other = own.processes[process] or 0

    async def both() -> bool:
        os.kill(other, signal.SIGSTOP)
        asking = asyncio.create_task(own.ask(kind, "sol", {}, b"{}", 60.0))
        await asyncio.sleep(0.3)
        await own.ask("match", "sol", {}, _match(held), 60.0)
        if kind == "assignment":
            await own.ask("reading", "sol", {"plan": held.plan, "part": "kpis"}, b"", 60.0)
        waits = not asking.done()
        os.kill(other, signal.SIGCONT)
        with pytest.raises(Refusal):
            await asking
        return waits

    assert asyncio.run(both())


@LINUX
def test_no_process_outlives_the_one_that_started_it(store: Store, tmp_path: Path) -> None:
    script = tmp_path / "starts.py"
    script.write_text(
        "import time\n"
        "from api.answering import Answering\n"
        "from api.settings import settings\n"
        "answering = Answering(settings())\n"
        "while not answering.ready: time.sleep(0.05)\n"
        "print(*answering.processes, flush=True)\n"
        "time.sleep(600)\n"
    )
    told = os.environ | variables(store.settings) | {"PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE, env=told) as one:
        assert one.stdout is not None
        children = one.stdout.readline().split()
        assert len(children) == 3
        one.kill()
    until(lambda: not any(_lives(child.decode()) for child in children))


def test_a_process_that_cannot_be_started_is_tried_again(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    start, tries = subprocess.Popen, iter(range(9))

    def scarce(*given, **told):
        if next(tries) < 2:
            raise OSError("no process left")
        return start(*given, **told)

    monkeypatch.setattr(lane, "PAUSE", 0.01)
    monkeypatch.setattr(lane.subprocess, "Popen", scarce)
    opened = Lane(store.settings, ("reading",))
    try:
        until(lambda: opened.ready)
    finally:
        opened.close()


def test_a_question_that_goes_wrong_leaves_the_next_one_its_turn(
    own: Answering, held: Put, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    send, sent = lane.send, iter(range(9))

    def broken(*given):
        if next(sent) == 0:
            raise ValueError("Zsofia-Quux")
        send(*given)

    monkeypatch.setattr(lane, "send", broken)
    with pytest.raises(Refusal) as refused:
        asked(own, "match", _match(held))
    assert refused.value.code.code == "answering-died"
    assert asked(own, "match", _match(held))["offers"]
    assert "Zsofia" not in caplog.text
    assert "a question was lost" in caplog.text


def test_nobody_waits_longer_than_they_said_for_a_process_that_starts(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(self: Lane) -> bool:
        self._closed.wait()
        return False

    monkeypatch.setattr(Lane, "_start", never)
    opened = Answering(store.settings)

    async def ask() -> Answer:
        return await asyncio.wait_for(opened.ask("match", "sol", {}, b"{}", within=0.1), 60)

    try:
        with pytest.raises(Refusal) as refused:
            asyncio.run(ask())
    finally:
        opened.close()
    assert (refused.value.code.code, refused.value.headers) == ("busy", {"Retry-After": "1"})


def test_a_question_whose_time_is_over_ends_no_process_that_has_just_come_up(
    store: Store, held: Put, monkeypatch: pytest.MonkeyPatch
) -> None:
    start, may = Lane._start, threading.Event()

    def slow(self: Lane) -> bool:
        return may.wait(60) and start(self)

    opened = Lane(store.settings, ("reading",))
    try:
        until(lambda: opened.ready)
        os.kill(opened.process or 0, signal.SIGKILL)
        monkeypatch.setattr(Lane, "_start", slow)
        question = lane.Question("reading", "sol", {"plan": held.plan, "part": "kpis"}, b"", time.monotonic() + 5.0)
        opened.put(question)
        until(lambda: time.monotonic() > question.until)
        may.set()
        assert isinstance(question.answer.exception(200), Refusal)
        until(lambda: opened.ready)
        came_up = opened.process
        later = lane.Question("reading", "sol", question.asked, b"", time.monotonic() + 60.0)
        opened.put(later)
        assert later.answer.result(200).status == 200
        assert opened.process == came_up
    finally:
        opened.close()


def test_who_is_closed_refuses(store: Store) -> None:
    opened = Answering(store.settings)
    opened.close()
    with pytest.raises(Refusal) as refused:
        asked(opened, "match", b"{}")
    assert refused.value.code.code == "unavailable"


def _lives(process: str) -> bool:
    told = Path(f"/proc/{process}")
    try:
        state = (told / "stat").read_text().rsplit(")", 1)[1].split()[0]
        return state != "Z" or len(os.listdir(told / "task")) > 1  # its threads die after it
    except OSError:
        return False


def _match(held: Put) -> bytes:
    return json.dumps({"plan": held.plan, "request": care()}).encode()
