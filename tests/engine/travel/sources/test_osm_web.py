"""Downloading, against servers of our own on this machine: real HTTP, and no network."""

import json
import os
import socket
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from engine.errors import DataError
from engine.travel.network import Box
from engine.travel.sources.imported import Imported
from engine.travel.sources.osm_file import read_osm
from engine.travel.sources.osm_web import fetch
from tests.engine.travel.sources.village import SPOTS, WAYS, osm, streets, written

ox = pytest.importorskip("osmnx", reason="the extra `osm` is not installed")

AROUND = Box(51.97, 0.09, 52.02, 0.11)

ELEMENTS = [
    *({"type": "node", "id": number, "lat": spot[0], "lon": spot[1]} for number, spot in SPOTS.items()),
    *(
        {"type": "way", "id": 1000 + number, "nodes": list(refs), "tags": tags}
        for number, (refs, tags) in enumerate(WAYS)
        if "highway" in tags  # as osmnx asks for: no ferries
    ),
]

CORNERS = [[0.09, 51.97], [0.11, 51.97], [0.11, 52.02], [0.09, 52.02], [0.09, 51.97]]
VILLAGE = {
    "place_id": 1,
    "lat": "52.0",
    "lon": "0.1",
    "display_name": "The Village",
    "importance": 0.4,
    "boundingbox": ["51.97", "52.02", "0.09", "0.11"],
    "geojson": {"type": "Polygon", "coordinates": [CORNERS]},
}
POINT = VILLAGE | {"geojson": {"type": "Point", "coordinates": [0.1, 52.0]}}

Answer = Callable[[BaseHTTPRequestHandler], tuple[int, object] | None]
"""What a server says: a status and something to put into JSON, or nothing at all."""


class Server:
    """Overpass and Nominatim in one; what they answer can be changed, and what they were asked is kept."""

    def __init__(self) -> None:
        self.over = threading.Event()
        self.asked: list[str] = []
        self.overpass: Answer = lambda _: (200, {"elements": ELEMENTS})
        self.nominatim: Answer = lambda _: (200, [VILLAGE])
        self.status: Answer = lambda _: (200, "fine")
        self.http = ThreadingHTTPServer(("127.0.0.1", 0), self.handler())
        self.url = f"http://127.0.0.1:{self.http.server_address[1]}"

    def silent(self, _: BaseHTTPRequestHandler) -> None:
        """Accepts the question and never answers."""
        self.over.wait(30)

    def handler(self) -> type[BaseHTTPRequestHandler]:
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.rfile.read(int(self.headers.get("Content-Length", 0)))
                server.asked.append(self.path)
                kinds = {"/status": server.status, "/search": server.nominatim, "/interpreter": server.overpass}
                said = kinds[self.path.split("?")[0]](self)
                if said is not None:
                    self.send_response(said[0])
                    self.end_headers()
                    self.wfile.write(json.dumps(said[1]).encode())

            do_POST = do_GET  # noqa: N815

            def log_message(self, format: str, *args: object) -> None:
                """Says nothing."""

        return Handler


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    running = Server()
    thread = threading.Thread(target=running.http.serve_forever, args=(0.01,))
    thread.start()
    yield running
    running.over.set()
    running.http.shutdown()
    thread.join()
    running.http.server_close()


def refusing() -> str:
    """An address at which nobody listens."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{door.getsockname()[1]}"


def village(server: Server, place: str | None = None, box: Box = AROUND, patience: float = 30) -> Imported:
    """The village's box, unless a place is asked for: osmnx waits a second before it asks Nominatim."""
    around = None if place else box
    return fetch(place, around, overpass=server.url, nominatim=server.url, timeout=5, patience=patience)


def test_a_place_gives_the_streets_that_a_file_of_it_gives(server: Server, tmp_path: Path) -> None:
    file = written(tmp_path, osm(ways=[way for way in WAYS if "highway" in way[1]]))
    imported = village(server, "The Village")
    assert streets(imported.network) == streets(read_osm(file).network)
    assert imported.network.origin.attribution == "© OpenStreetMap contributors"
    assert len(imported.network.origin.date) == len("2026-01-31")


def test_a_box_gives_them_without_asking_for_places(server: Server) -> None:
    by_place = streets(village(server, "The Village").network)
    server.asked.clear()
    assert streets(village(server).network) == by_place
    assert server.asked == ["/status", "/interpreter"]


def test_a_box_cuts_off_what_lies_beyond(server: Server) -> None:
    network = village(server, box=Box(51.9995, 0.0985, 52.0005, 0.1015)).network
    assert network.box.north < 52.0025
    assert {"High Street", "Mill Lane"} <= set(network.names)  # the lane only begins in it
    assert "Church Path" not in network.names


def test_settings_of_osmnx_stay_as_they_were_and_nothing_is_written(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    before = {name: value for name, value in vars(ox.settings).items() if not name.startswith("_")}
    lookup = socket.getaddrinfo
    village(server)
    server.overpass = lambda _: (429, {})
    with pytest.raises(DataError):
        village(server)
    assert {name: getattr(ox.settings, name) for name in before} == before
    assert socket.getaddrinfo is lookup
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize("status", [429, 503, 504])
def test_a_busy_server_is_not_asked_again(server: Server, status: int) -> None:
    server.overpass = lambda _: (status, {})
    with pytest.raises(DataError, match=rf"HTTP {status}'.*busy: try again in some minutes.*--file city\.osm\.pbf"):
        village(server)
    assert server.asked.count("/interpreter") == 1


def test_a_busy_nominatim_is_not_asked_again_either(server: Server) -> None:
    server.nominatim = lambda _: (429, {})
    with pytest.raises(DataError, match=r"/search: answer = 'HTTP 429'.*busy"):
        village(server, "The Village")
    assert "/interpreter" not in server.asked


def test_a_server_that_fails_is_told(server: Server) -> None:
    server.overpass = lambda _: (500, {})
    with pytest.raises(DataError, match=r"HTTP 500'.*try again later"):
        village(server)


def test_a_server_that_takes_too_long(server: Server) -> None:
    server.overpass = server.silent
    with pytest.raises(DataError, match=r"no answer within 0\.5 seconds: ask for a smaller box"):
        village(server, patience=0.5)


def test_a_server_that_hangs_up(server: Server) -> None:
    server.overpass = lambda _: None
    with pytest.raises(DataError, match=r"the connection broke \(ConnectionError\): try again"):
        village(server)


@pytest.mark.parametrize("found", [[], [POINT]])
def test_a_place_that_nobody_knows_or_that_is_only_a_point(server: Server, found: list[object]) -> None:
    server.nominatim = lambda _: (200, found)
    with pytest.raises(DataError, match=r"place = 'Nowhere': is no area that Nominatim knows.*or give a box"):
        village(server, "Nowhere")


@pytest.mark.parametrize("answer", [{"elements": []}, "no"])
def test_an_empty_answer(server: Server, answer: object) -> None:
    server.overpass = lambda _: (200, answer)
    with pytest.raises(DataError, match=r"place = 'latitude 51\.9700.*': no street came for it"):
        village(server)


def test_half_an_answer_is_no_answer(server: Server) -> None:
    remark = 'runtime error: Query timed out in "query" at line 1 after 180 seconds.'
    server.overpass = lambda _: (200, {"elements": ELEMENTS, "remark": remark})
    with pytest.raises(DataError, match="gave up half way: ask for a smaller box"):
        village(server)


@pytest.mark.parametrize("left", [["node"], ["node", "way"]])
def test_streets_that_nobody_may_use(server: Server, left: list[str]) -> None:
    closed = [one | {"tags": {"highway": "service", "access": "no"}} for one in ELEMENTS if one["type"] in left]
    server.overpass = lambda _: (200, {"elements": closed})
    with pytest.raises(DataError, match=r"latitude 51\.9700.*: streets = 0: holds no street"):
        village(server)


def test_servers_that_cannot_be_reached_are_all_told(server: Server) -> None:
    gone, server.status = refusing(), server.silent
    with pytest.raises(DataError) as caught:
        fetch("The Village", None, overpass=gone, nominatim=server.url, timeout=0.5)
    told = {fault.where: fault.value for fault in caught.value.faults}
    assert told == {gone: "ConnectionError", server.url: "no answer within 0.5 s"}
    assert all("check the connection, or import a file: ronda network" in fault.remedy for fault in caught.value.faults)


def test_a_server_whose_name_is_not_known(server: Server) -> None:
    with pytest.raises(DataError, match=r"http://overpass\.invalid: connection = .* cannot be reached: check the conn"):
        fetch(None, AROUND, overpass="http://overpass.invalid", timeout=1)


def test_looking_up_a_name_that_never_ends_is_waited_for_no_longer(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lookup(*_: object, **__: object) -> None:
        server.over.wait(30)
        raise socket.gaierror("at last")

    monkeypatch.setattr(socket, "getaddrinfo", lookup)
    with pytest.raises(DataError, match=r"connection = 'no answer within 0\.2 s'"):
        fetch(None, AROUND, overpass="http://overpass.example", timeout=0.2)


def test_neither_a_place_nor_a_box(server: Server) -> None:
    with pytest.raises(DataError, match="name a place, or give a box"):
        fetch(None, None)
