"""A Nominatim server of our own, on this machine, that answers what a test tells it to."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit


@dataclass
class StandIn:
    """url: where it listens. code, body, headers: its answer. asked: path, parameters and User-Agent each time."""

    url: str = ""
    code: int = 200
    body: bytes = b"[]"
    headers: dict[str, str] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str], str]] = field(default_factory=list)

    def answer(self, *places: dict[str, Any]) -> None:
        self.body = json.dumps(places).encode()

    @property
    def queries(self) -> list[str]:
        return [parameters["q"] for _, parameters, _ in self.asked]


def place(latitude: float, longitude: float, reach: float = 0.0001, **address: str) -> dict[str, Any]:
    """A place as Nominatim describes it (format jsonv2): numbers as texts, the box as south, north, west, east."""
    box = (latitude - reach, latitude + reach, longitude - reach, longitude + reach)
    return {
        "lat": str(latitude),
        "lon": str(longitude),
        "display_name": "somewhere",
        "boundingbox": [str(one) for one in box],
        "address": address,
    }


@contextmanager
def listening() -> Iterator[StandIn]:
    """A stand-in that listens until the end of the block."""
    state = StandIn()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            parameters = {name: values[0] for name, values in parse_qs(parts.query).items()}
            state.asked.append((parts.path, parameters, self.headers["User-Agent"]))
            self.send_response(state.code)
            for name, value in state.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(state.body)

        def log_message(self, format: str, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    state.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield state
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
