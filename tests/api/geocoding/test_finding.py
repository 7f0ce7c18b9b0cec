"""Coordinates first, this machine second, the web last and only if asked."""

from api.geocoding.finding import Finder
from api.geocoding.gazetteer import Gazetteer
from api.geocoding.nominatim import Nominatim
from tests.api.geocoding.hamlet import hamlet
from tests.api.geocoding.stand_in import StandIn, listening, place


def both(server: StandIn) -> Finder:
    return Finder(Gazetteer(hamlet()), Nominatim(server.url, lambda _text: None, sleep=lambda _seconds: None))


def test_only_what_is_not_found_here_leaves_this_machine() -> None:
    with listening() as server:
        server.answer(place(41.45, 2.2, road="Carrer Lluny", house_number="5"))
        finder = both(server)
        finder.ask("41.40, 2.17")
        finder.ask("Carrer de Mallorca 401")
        finder.ask("Carrer Major 5")  # two of them: for the planner to choose
        assert server.queries == []
        answer = finder.ask("Carrer Lluny 5")
    assert server.queries == ["Carrer Lluny 5"]
    assert answer.settled is not None
    assert answer.settled.point == (41.45, 2.2)


def test_an_address_is_asked_once_however_many_live_there() -> None:
    with listening() as server:
        finder = both(server)
        assert finder.ask("Carrer Lluny 5") == finder.ask("Carrer Lluny 5")
    assert server.queries == ["Carrer Lluny 5"]


def test_a_server_in_trouble_is_asked_no_more_and_the_rest_goes_on() -> None:
    with listening() as server:
        server.code = 429
        finder = both(server)
        missing = finder.ask("Carrer Malorca 401")
        finder.ask("Carrer Lluny 5")
        found = finder.ask("Carrer de Mallorca 401")
    assert len(server.asked) == 1
    assert "(429)" in finder.trouble
    assert missing.suggestions[0] == "Carrer Mallorca, 401"
    assert found.settled is not None


def test_a_vague_find_stays_where_the_server_knows_no_better() -> None:
    with listening() as server:
        answer = both(server).ask("Carrer Mallorca 4010")
    assert server.queries == ["Carrer Mallorca 4010"]
    assert [one.how for one in answer.found] == ["nearest house"]
    assert answer.settled is None


def test_without_addresses_and_without_a_server_nothing_is_known_but_coordinates() -> None:
    finder = Finder()
    assert finder.ask("Carrer de Mallorca 401").found == ()
    assert finder.ask("41.40, 2.17").settled is not None


def test_swapped_coordinates_are_not_looked_for_elsewhere() -> None:
    with listening() as server:
        answer = Finder(None, Nominatim(server.url, lambda _text: None)).ask("141.15, -8.61")
    assert server.queries == []
    assert "swapped" in answer.remark
