"""The users of the load test, as Locust runs them: nine look things up for one who asks for a match.

Each user asks equally often, evenly, whatever the answers take, so that a slow answer cannot slow the asking; each
begins at a moment of its own, or all forty would ask in the same instant, five times a second.
"""

import json
import os
import random
import time
from pathlib import Path

from locust import FastHttpUser, constant_throughput, task  # pyright: ignore[reportMissingImports]

_told = json.loads(Path(os.environ["RONDA_LOAD"]).read_text(encoding="utf-8"))
_HEADERS = {"Authorization": f"Bearer {_told['key']}"}


class Asking(FastHttpUser):
    """A hub's system: it looks at the plan and its neighbours, and now and then asks who could care for somebody."""

    wait_time = constant_throughput(_told["a_second"])

    def on_start(self) -> None:
        time.sleep(random.random() / _told["a_second"])

    @task(9)
    def look(self) -> None:
        path, name = random.choice(_told["paths"])
        self.client.get(path, headers=_HEADERS, name=f"GET {name}")

    @task(1)
    def match(self) -> None:
        body = random.choice(_told["matches"])
        with self.client.post(
            "/v1/matches", json=body, headers=_HEADERS, name="POST /v1/matches", catch_response=True
        ) as answer:
            if answer.status_code != 200:
                answer.failure(f"answered {answer.status_code}")
