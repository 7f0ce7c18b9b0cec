"""What is remembered of one co-op is never told to another, and nothing is remembered of whoever is erased."""

import pytest

from api.answering import shelf as of_shelves
from api.answering.shelf import MOST, Shelf
from api.answering.warming import Ahead
from api.store import people, problems, published
from api.store.errors import Erased, Unknown
from engine.data.canonical import problem_text
from tests.api.answering.weeks import ID, put, week
from tests.databases import stored


def test_two_co_ops_with_the_same_names_are_kept_apart() -> None:
    with stored("postgresql", "sol", "lluna") as store:
        held = put(store, "sol")
        shelf = Shelf(store)
        assert shelf.desk("sol", held.plan) is shelf.desk("sol", held.plan)
        for ask in (shelf.desk, shelf.running):
            with pytest.raises(Unknown):
                ask("lluna", held.plan)
        with pytest.raises(Unknown):
            shelf.version("lluna", ID, None)
        put(store, "lluna")
        assert shelf.version("lluna", ID, 1)[1] is not shelf.version("sol", ID, 1)[1]


def test_nothing_is_told_of_a_problem_that_was_deleted_or_of_whoever_was_erased() -> None:
    with stored("sqlite") as store:
        held = put(store)
        shelf = Shelf(store)
        shelf.desk("sol", held.plan)
        with store.of("sol") as books:
            people.erase(books, "client", week().clients[0].id)
        with pytest.raises(Erased):
            shelf.desk("sol", held.plan)
        with store.of("sol") as books:
            problems.delete(books, ID, None)
        with pytest.raises(Unknown):
            shelf.desk("sol", held.plan)


def test_what_was_asked_about_longest_ago_goes_first() -> None:
    with stored("sqlite") as store:
        shelf = Shelf(store)
        for number in range(MOST + 5):
            with store.of("sol") as books:
                problems.put(books, f"week-{number}", week(), problem_text(week()), None)
            shelf.version("sol", f"week-{number}", None)
        kept = [key[2] for key in shelf._held]
        assert kept == [f"week-{number}" for number in range(5, MOST + 5)]


def test_a_plan_takes_as_much_room_as_its_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    """It holds the problem, whose own place another may have got meanwhile."""
    with stored("sqlite") as store:
        held = put(store)
        shelf = Shelf(store)
        shelf.running("sol", held.plan)
        assert len(shelf._held) == 2
        monkeypatch.setattr(of_shelves, "MOST_VISITS", len(week().visits) * 2 - 1)
        shelf = Shelf(store)
        shelf.running("sol", held.plan)
        assert [key[0] for key in shelf._held] == ["plan"]


@pytest.mark.parametrize("kinds", [("match", "hole"), ("timetable", "week")])
def test_a_plan_that_is_out_is_opened_before_anybody_asks(
    kinds: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    with stored("sqlite") as store:
        held = put(store)
        shelf = Shelf(store)
        ahead = Ahead(shelf, kinds)
        assert not ahead.step()  # nothing is out
        with store.of("sol") as books:
            published.publish(books, held.plan, "key-1", "planner")
        assert ahead.step()
        assert not ahead.step()
        monkeypatch.setattr(of_shelves, "read_plan", None)  # nothing is read from now on
        (shelf.desk if "match" in kinds else shelf.timetable)("sol", held.plan)


def test_nothing_is_opened_ahead_in_place_of_what_was_asked_about(monkeypatch: pytest.MonkeyPatch) -> None:
    with stored("sqlite") as store:
        held = put(store)
        with store.of("sol") as books:
            published.publish(books, held.plan, "key-1", "planner")
        shelf = Shelf(store)
        shelf.version("sol", ID, None)
        monkeypatch.setattr(of_shelves, "MOST", 1)
        assert not Ahead(shelf, ("timetable",)).step()
        monkeypatch.setattr(of_shelves, "MOST", 2)
        assert Ahead(shelf, ("timetable",)).step()


def test_a_plan_that_cannot_be_opened_is_tried_once_and_harms_nobody() -> None:
    with stored("sqlite") as store:
        held = put(store)
        with store.of("sol") as books:
            published.publish(books, held.plan, "key-1", "planner")
            people.erase(books, "client", week().clients[0].id)
        ahead = Ahead(Shelf(store), ("match",))
        assert not ahead.dare()
        assert not ahead.step()
