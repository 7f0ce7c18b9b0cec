"""python -m benchmarks.service.hostile: what no honest client sends, sent to a running service one after the other.

The bodies are those of the tests, and one of 50 MB. Told are the answers that are no 4xx, the lines that broke before
an answer was read, as where a body is refused before it is sent to its end, the slowest, and what the API and its
children have in memory before and after.
"""

import os
import time
from contextlib import closing
from pathlib import Path

import httpx
import typer

from benchmarks.service.load import ready_client
from benchmarks.service.running import Service, serving
from benchmarks.written import machine, markdown
from tests.api.service.hostile import JSON, Hostile, hostile

LARGE = Hostile("50 MB", b'{"format": "ronda-problem-1", "name": "' + b"x" * 50_000_000 + b'"}', JSON)
WARM = 50


def measure() -> None:
    """Send them all, twice, and count."""
    bodies = [*hostile(), LARGE]
    with serving("sqlite", workers=1, requests_a_second=100_000) as service, closing(ready_client(service)) as client:
        for one in bodies[:WARM]:
            _sent(client, one)
        rows, before = [], _memory(service)
        for turn in (1, 2):
            took = []
            others = broken = 0
            for one in bodies:
                began = time.perf_counter()
                status = _sent(client, one)
                took.append((time.perf_counter() - began, one.kind))
                broken += status is None
                others += status is not None and not 400 <= status < 500
            slowest, kind = max(took)
            late = sum(seconds > 1 for seconds, _ in took)
            cells = (
                turn,
                len(bodies),
                others,
                broken,
                f"{1000 * slowest:.0f} ms ({kind})",
                late,
                before,
                _memory(service),
            )
            rows.append([str(cell) for cell in cells])
    print(f"{machine()}\n")
    print(markdown(["turn", "bodies", "no 4xx", "broken", "slowest", "over 1 s", "MB before", "MB after"], rows))


def _sent(client: httpx.Client, one: Hostile) -> int | None:
    """The status of the answer; None where the line broke before one came."""
    told = {"Content-Type": one.type, "Content-Encoding": one.encoding}
    headers = {name: value for name, value in told.items() if value is not None}
    try:
        return client.put("/v1/problems/week", content=one.content, headers=headers).status_code
    except (httpx.NetworkError, httpx.RemoteProtocolError):
        return None


def _memory(service: Service) -> int:
    """Megabytes that the API and its children have in memory."""
    api = service.processes("api")[0]
    told = [path.read_text(encoding="utf-8") for path in Path(f"/proc/{api}/task").glob("*/children")]
    processes = [str(api), *" ".join(told).split()]
    pages = [int(Path(f"/proc/{pid}/statm").read_text(encoding="utf-8").split()[1]) for pid in processes]
    return sum(pages) * os.sysconf("SC_PAGE_SIZE") // 1_000_000


if __name__ == "__main__":
    typer.run(measure)
