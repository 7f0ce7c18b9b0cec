"""Links of the library are looked at politely, never into private networks, and told dead only after several days."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from api.jobs import link_checks
from api.jobs.link_checks import LinkChecker
from api.store.library import letters, links, resources
from api.store.library.states import Standing
from api.store.store import Store
from tests.api.store.library.shelf import HOIST, fill
from tests.databases import KINDS, stored


@dataclass
class Host:
    """A web server on this machine. answers: a status, or where it leads to, by method and path or by path alone."""

    url: str = ""
    answers: dict[str, int | str] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)


@pytest.fixture
def host() -> Iterator[Host]:
    found = Host()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            found.asked.append(f"{self.command} {self.path}")
            told = found.answers.get(f"{self.command} {self.path}", found.answers.get(self.path, 200))
            self.send_response(told if isinstance(told, int) else 302)
            if isinstance(told, str):
                self.send_header("location", told)
            self.send_header("content-length", "0")
            self.end_headers()

        do_HEAD = do_GET  # noqa: N815

        def log_message(self, format, *args): ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    found.url = f"http://127.0.0.1:{server.server_port}"
    yield found
    server.shutdown()


class Clock:
    """A clock that a test turns on."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 28, 8, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture(params=KINDS)
def clocked(request: pytest.FixtureRequest) -> Iterator[tuple[Store, Clock]]:
    clock = Clock()
    with stored(request.param) as opened:
        store = Store(opened.settings, clock)
        yield store, clock
        store.close()


def checker(store: Store, private: bool = True, **more) -> LinkChecker:
    return LinkChecker(store, replace(store.settings, links_to_private_networks=private, **more), delay=0.0)


def put(store: Store, *given: str) -> list[int]:
    return fill(store, *(replace(HOIST, link=link) for link in given))


def last(store: Store, number: int) -> tuple[int | None, int]:
    with store.reading("sol") as books:
        found = links.last(books, number)
        assert found is not None
        return found.status, found.failures


def reports(store: Store) -> list[tuple[int, str, str, int | None]]:
    with store.reading("sol") as books:
        return [(one.number, one.link, one.source, one.status) for one in letters.reports(books, None, 99)]


def test_a_link_that_answers_is_looked_at_again_after_as_long_as_was_set(clocked, host: Host):
    store, clock = clocked
    (number,) = put(store, f"{host.url}/fine#part")
    assert checker(store).look() == 1
    assert host.asked == ["HEAD /fine"]
    assert last(store, number) == (200, 0)
    for days, looks in ((26, 0), (34, 1)):
        clock.now = datetime(2026, 3, 28, 8, 0, tzinfo=UTC) + timedelta(days=days)
        assert checker(store).look() == looks
    assert reports(store) == []


def test_a_host_that_knows_no_head_is_asked_with_get(clocked, host: Host):
    store, _ = clocked
    host.answers |= {"HEAD /page": 405}
    (number,) = put(store, f"{host.url}/page")
    checker(store).look()
    assert (host.asked, last(store, number)) == (["HEAD /page", "GET /page"], (200, 0))


def test_a_link_is_told_dead_after_three_failures_days_apart_and_told_once(clocked, host: Host):
    store, clock = clocked
    host.answers["/gone"] = 404
    (number,) = put(store, f"{host.url}/gone")
    for failures in range(1, 6):
        assert checker(store).look() == 1
        assert checker(store).look() == 0  # not twice on the same day
        assert last(store, number) == (404, failures)
        assert reports(store) == ([(number, f"{host.url}/gone", "checker", 404)] if failures >= 3 else [])
        clock.now += timedelta(days=2 * failures)
    host.answers["/gone"] = 200
    clock.now += timedelta(days=30)
    checker(store).look()
    assert last(store, number) == (200, 0)


@pytest.mark.parametrize(("status", "failures"), [(401, 0), (403, 0), (429, 0), (503, 0), (404, 1), (410, 1), (500, 1)])
def test_what_a_status_says_of_a_link(host: Host, status: int, failures: int):
    with stored("sqlite") as store:
        host.answers["/page"] = status
        (number,) = put(store, f"{host.url}/page")
        checker(store).look()
        assert last(store, number) == (status, failures)


def test_redirections_are_followed_and_each_is_looked_at(clocked, host: Host):
    store, _ = clocked
    host.answers |= {"/old": "/new", "/new": f"{host.url}/newest", "/turns": "/turns"}
    first, second = put(store, f"{host.url}/old", f"{host.url}/turns")
    checker(store).look()
    assert last(store, first) == (200, 0)
    assert last(store, second) == (0, 1)
    assert host.asked.count("HEAD /turns") == link_checks.HOPS


def test_no_link_leads_into_a_private_network(clocked, host: Host):
    store, _ = clocked
    number, other = put(store, f"{host.url}/inside", "https://192.168.1.1/")
    assert checker(store, private=False).look() == 2
    assert host.asked == []
    assert last(store, number) == last(store, other) == (None, 0)


def test_a_redirection_into_a_private_network_is_not_followed(host: Host, monkeypatch):
    host.answers["/out"] = "http://10.0.0.1/inside"
    ways = []

    def seen(url: str, private: bool, **more):
        ways.append(url)
        return way_to(url, private=url.startswith(host.url), **more)

    way_to = link_checks.way_to
    monkeypatch.setattr(link_checks, "way_to", seen)
    with stored("sqlite") as store:
        (number,) = put(store, f"{host.url}/out")
        checker(store, private=False).look()
        assert ways == [f"{host.url}/out", "http://10.0.0.1/inside"]
        assert last(store, number) == (None, 0)


def test_no_answer_is_a_failure(clocked):
    store, _ = clocked
    (number,) = put(store, "http://127.0.0.1:9/nobody-listens")
    checker(store).look()
    assert last(store, number) == (0, 1)


def test_one_host_is_asked_slowly(host: Host, monkeypatch):
    waited: list[float] = []

    async def noted(seconds: float) -> None:
        waited.append(seconds)

    with stored("sqlite") as store:
        put(store, *(f"{host.url}/{number}" for number in range(3)))
        settings = replace(store.settings, links_to_private_networks=True)
        monkeypatch.setattr(link_checks.asyncio, "sleep", noted)
        LinkChecker(store, settings, delay=1000.0).look()
    assert [round(seconds / 1000) for seconds in waited] == [0, 1, 2]
    assert len(host.asked) == 3


def test_nothing_goes_out_where_the_operator_says_never_nor_of_what_is_not_published(clocked, host: Host):
    store, _ = clocked
    (number,) = put(store, f"{host.url}/page")
    assert checker(store, link_days=0).look() == 0
    with store.of("sol") as books:
        resources.turn(books, number, Standing.WITHDRAWN)
    fill(store, replace(HOIST, link=f"{host.url}/other"), state=Standing.SUBMITTED)
    assert checker(store).look() == 0
    assert host.asked == []


def test_a_new_link_is_looked_at_soon(clocked, host: Host):
    store, _ = clocked
    (number,) = put(store, f"{host.url}/page")
    checker(store).look()
    with store.of("sol") as books:
        resources.edit(books, number, replace(HOIST, link=f"{host.url}/moved"))
    assert checker(store).look() == 1
    assert host.asked[-1] == "HEAD /moved"
