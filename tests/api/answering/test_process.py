"""The processes beside the API: who dies is started again, who hangs is replaced, and nobody waits for good."""

import asyncio
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from api.answering import Answer, Answering
from api.answering.lane import MOST_WAITING
from api.refusals import Refusal
from api.settings import plain
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
    match, other = own.processes

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
    assert own.processes[1] == other


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


def test_a_question_that_takes_long_holds_no_match_up(own: Answering, held: Put) -> None:
    other = own.processes[1] or 0

    async def both() -> bool:
        os.kill(other, signal.SIGSTOP)
        asking = asyncio.create_task(own.ask("check", "sol", {}, b"{}", 60.0))
        await asyncio.sleep(0.3)
        await own.ask("match", "sol", {}, _match(held), 60.0)
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
        "import json, sys, time\n"
        "from api.answering import Answering\n"
        "from api.settings import restored\n"
        "answering = Answering(restored(json.loads(sys.argv[1])))\n"
        "while not answering.ready: time.sleep(0.05)\n"
        "print(*answering.processes, flush=True)\n"
        "time.sleep(600)\n"
    )
    told = [sys.executable, str(script), json.dumps(plain(store.settings))]
    with subprocess.Popen(
        told, stdout=subprocess.PIPE, env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    ) as one:
        assert one.stdout is not None
        children = one.stdout.readline().split()
        assert len(children) == 2
        one.kill()
    until(lambda: not any(_lives(child.decode()) for child in children))


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
