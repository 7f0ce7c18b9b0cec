"""Asking a Nominatim server: a stand-in on this machine, never the web."""

import json
from collections.abc import Iterator

import pytest

from api.geocoding.nominatim import PAUSE, Nominatim
from engine.errors import EngineError
from engine.travel.network import Box
from tests.api.geocoding.stand_in import StandIn, listening, place


@pytest.fixture
def server() -> Iterator[StandIn]:
    with listening() as found:
        yield found


def ask(server: StandIn, text: str = "Main Street 12"):
    return Nominatim(server.url, lambda _text: None, sleep=lambda _seconds: None).find(text)


def test_a_house_is_found_with_its_street_and_district(server: StandIn) -> None:
    server.answer(place(41.4, 2.17, road="Carrer de Mallorca", house_number="401", suburb="Eixample", city="Barcelona"))
    (one,) = ask(server)
    assert (one.point, one.label, one.how, one.district) == (
        (41.4, 2.17),
        "Carrer de Mallorca 401",
        "house",
        "Eixample",
    )
    assert one.metres == 0


def test_a_street_says_how_far_it_reaches(server: StandIn) -> None:
    """0.001 degrees north are 111 m, 0.001 east at 41.4 degrees 83 m: the corner of the box is 139 m away."""
    server.answer(place(41.4, 2.17, reach=0.001, road="Carrer Nou"))
    (one,) = ask(server)
    assert (one.how, one.metres) == ("street", 139)


def test_what_the_server_calls_a_place_stands_for_a_missing_road(server: StandIn) -> None:
    server.answer(place(41.4, 2.17, city="Barcelona"))
    assert ask(server)[0].label == "somewhere"


def test_two_finds_on_one_spot_are_one(server: StandIn) -> None:
    server.answer(place(41.4, 2.17), place(41.4001, 2.17), place(41.5, 2.17))
    assert [one.latitude for one in ask(server)] == [41.4, 41.5]


def test_the_request_names_us_and_says_no_more_than_the_address(server: StandIn) -> None:
    box = Box(41.3, 2.0, 41.5, 2.25)
    Nominatim(f"{server.url}/search", lambda _text: None, box).find("Carrer Nou 5, Gràcia")
    ((path, parameters, agent),) = server.asked
    assert path == "/search"
    assert agent.startswith("Ronda/")
    assert parameters == {
        "q": "Carrer Nou 5, Gràcia",
        "format": "jsonv2",
        "addressdetails": "1",
        "limit": "5",
        "viewbox": "2.00000,41.50000,2.25000,41.30000",
        "bounded": "1",
    }


def test_the_warning_comes_once_and_before_the_first_request(server: StandIn) -> None:
    told: list[tuple[str, int]] = []
    asking = Nominatim(server.url, lambda text: told.append((text, len(server.asked))), sleep=lambda _seconds: None)
    assert told == []
    asking.find("a")
    asking.find("b")
    ((text, before),) = told
    assert before == 0
    assert "Privacy" in text
    assert "127.0.0.1" in text
    assert "unencrypted" in text


def test_requests_keep_a_second_between_them(server: StandIn) -> None:
    waits: list[float] = []
    asking = Nominatim(server.url, lambda _text: None, sleep=waits.append)
    asking.find("a")
    assert waits == []
    asking.find("b")
    (wait,) = waits
    assert 0 < wait <= PAUSE


@pytest.mark.parametrize(
    ("code", "told"),
    [
        (403, "refuses to answer (403)"),
        (429, "too much (429)"),
        (500, "cannot answer (500)"),
        (302, "another server (302)"),
    ],
)
def test_a_refusal_is_told_in_words(code: int, told: str, server: StandIn) -> None:
    server.code = code
    server.headers = {"Location": f"{server.url}/elsewhere"}
    with pytest.raises(EngineError) as caught:
        ask(server)
    assert told in str(caught.value)
    assert len(server.asked) == 1  # a redirection is not followed


@pytest.mark.parametrize(
    "body",
    [
        b"<html>",
        b"",
        b"{}",
        b"null",
        b'[{"lat": "x"}]',
        b"[1]",
        b'[{"lat": "1", "lon": "2"}]',
        b"\xff",
        b'["a"]',
        b"[null]",
    ],
)
def test_an_answer_that_makes_no_sense_is_told(body: bytes, server: StandIn) -> None:
    server.body = body
    with pytest.raises(EngineError, match="check that it is a Nominatim server"):
        ask(server)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("lat", None),
        ("lat", "nan"),
        ("lat", "91"),
        ("lon", "181"),
        ("boundingbox", 3),
        ("boundingbox", []),
        ("address", 3),
    ],
)
def test_a_field_that_cannot_be_is_told(field: str, value: object, server: StandIn) -> None:
    server.body = json.dumps([place(41.4, 2.17, house_number="5") | {field: value}]).encode()
    with pytest.raises(EngineError, match="check that it is a Nominatim server"):
        ask(server)


def test_a_server_that_is_not_there() -> None:
    with listening() as server:
        pass  # now its port is free again
    with pytest.raises(EngineError, match=r"cannot be reached .*: check the connection"):
        ask(server)


@pytest.mark.parametrize("url", ["", "nominatim.example", "file:///etc/passwd", "ftp://host", "https://"])
def test_what_is_no_server_is_refused(url: str) -> None:
    with pytest.raises(EngineError, match="no address of a server"):
        Nominatim(url, lambda _text: None)
