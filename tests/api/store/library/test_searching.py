"""What is found in the library: words in every script, facets with their counts, orders, pages."""

from dataclasses import replace

import pytest

from api.library.resource import Terms
from api.store.library import resources, words
from api.store.library.searching import Library
from api.store.library.states import Standing
from api.store.store import Store
from tests.api.store.library.shelf import HOIST, STATUTES, ask, fill, many
from tests.databases import stored


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("hoist", [1]),
        ("HOIST safely", [1]),
        ("sola", [1]),  # an accent that was not typed
        ("Solà núria", [1]),
        ("cooperative", [2]),  # the beginning of cooperatives
        ("coleccio", []),
        ("colleccio", [2]),  # the dot between two l is no letter
        ("col·lecció", [2]),
        ("d'iniciativa", [2]),
        ("देखभाल", [3, 1]),  # what is written in English is filed under a term that has it in Hindi
        ("देखभाल गरिमा", [3]),
        ("भाल", []),  # a vowel sign is no gap between words
        ("dignity", [3, 1]),
        ("dignity hoist", [1]),
        ("nothing of the kind", []),
        ("'; DROP TABLE resource; --", []),
        ('"hoist" OR NEAR(*', []),
        ("...", [3, 2, 1]),  # no word at all
    ],
)
def test_words_are_found_without_accents_and_in_every_script(store: Store, text: str, numbers: list[int]):
    fill(store)
    found, _ = ask(Library(store), text=text)
    assert sorted(found.numbers, reverse=True) == sorted(numbers, reverse=True)
    assert found.total == len(numbers)


@pytest.mark.parametrize(
    "text",
    [
        "978-0-306-40615-7",
        "0306406152",
        "ISBN 0-306-40615-2",
        "2049-3630",
        "10.1000/182",
        "https://doi.org/10.1000/182",
    ],
)
def test_a_number_is_found_however_it_is_written(store: Store, text: str):
    fill(store, HOIST, replace(HOIST, isbn=("9780306406157",), issn=("2049-3630",), doi="10.1000/182"))
    assert ask(Library(store), text=text)[0].numbers == (2,)


def test_titles_weigh_more_than_summaries(store: Store):
    fill(store, replace(HOIST, summary="statutes"), replace(HOIST, short_title="Statutes"), HOIST)
    assert ask(Library(store), text="statutes")[0].numbers == (2, 1)


def test_of_very_many_hits_those_with_the_words_in_their_title_come_first(store: Store, monkeypatch):
    monkeypatch.setattr(words, "RANKED", 2)
    fill(store, replace(HOIST, short_title="Statutes"), *many(3, summary="statutes"))
    assert ask(Library(store), text="statutes")[0].numbers == (1, 4, 3, 2)


def test_any_of_a_facet_and_all_of_several(store: Store):
    fill(store)
    library = Library(store)
    assert ask(library, topic="person-centred-care")[0].numbers == (3, 1)
    assert ask(library, topic=("law", "working-conditions"))[0].numbers == (3, 2)
    assert ask(library, topic=("law", "person-centred-care"), goal="care-better")[0].numbers == (3, 1)
    assert ask(library, topic="person-centred-care", language="en")[0].numbers == (1,)
    assert ask(library, teaches="hoist")[0].numbers == (1,)
    assert ask(library, topic="nowhere")[0].numbers == ()


def test_counts_of_a_facet_pass_over_what_is_chosen_in_it(store: Store):
    fill(store)
    library = Library(store)
    counts = ask(library)[0].counts
    assert counts["topic"] == {"person-centred-care": 2, "law": 1, "working-conditions": 1}
    assert counts["rights"] == {"cc-by": 1, "all-rights-reserved": 1, "cc-by-sa": 1}
    chosen = ask(library, topic="law")[0]
    assert chosen.total == 1
    assert chosen.counts["topic"] == {"person-centred-care": 2, "law": 1, "working-conditions": 1}
    assert chosen.counts["language"] == {"ca": 1}
    both = ask(library, topic="person-centred-care", language="hi")[0]
    assert both.counts["topic"] == {"person-centred-care": 1, "working-conditions": 1}
    assert both.counts["language"] == {"en": 1, "hi": 1}
    assert ask(library, text="dignity", language="en")[0].counts["language"] == {"en": 1, "hi": 1}


def test_the_counts_are_what_one_finds_when_one_chooses(store: Store):
    marks = ("a", "b", "c")
    made = [
        replace(
            one, terms=Terms(goals=(marks[place % 3],), topics=marks[: place % 4]), language=("en", "ca")[place % 2]
        )
        for place, one in enumerate(many(40))
    ]
    fill(store, *made)
    library = Library(store)
    for chosen in ({}, {"goal": "a"}, {"goal": ("a", "b"), "topic": "b"}, {"topic": ("a", "c"), "language": "ca"}):
        counts = ask(library, **chosen)[0].counts
        for facet in ("goal", "topic", "language"):
            for term in (*marks, "en", "ca"):
                assert counts[facet].get(term, 0) == ask(library, **{**chosen, facet: term})[0].total


def test_every_order_in_pages(store: Store):
    dates = ("2020", "", "2021-03-04", "2020-12", "2020")
    fill(store, *(replace(one, published=date) for one, date in zip(many(5), dates, strict=True)))
    with store.of("sol") as books:
        for number, times in ((2, 3), (4, 1)):
            for _ in range(times):
                resources.favour(books, number, 1)
    library = Library(store)
    orders = {
        "published": (3, 4, 5, 1, 2),
        "favourites": (2, 4, 5, 3, 1),
        "added": (5, 4, 3, 2, 1),
        "relevance": (5, 4, 3, 2, 1),
    }
    for sort, wanted in orders.items():
        seen, after = [], ""
        while True:
            found, page = ask(library, sort=sort, most=2, after=after)
            assert tuple(one.number for one in page) == found.numbers
            seen += found.numbers
            if found.end is None:
                break
            after = str(found.end)
        assert tuple(seen) == wanted


def test_a_page_stays_right_while_others_come_and_go(store: Store):
    fill(store, *many(6))
    library = Library(store)
    first, _ = ask(library, most=2)
    assert first.numbers == (6, 5)
    fill(store, HOIST)
    with store.of("sol") as books:
        resources.turn(books, 5, Standing.WITHDRAWN)
    second, _ = ask(library, most=2, after=str(first.end))
    assert second.numbers == (4, 3)
    assert second.total == 6


def test_many_alike_are_told_once_each(store: Store):
    fill(store, *many(150, published="2020"))
    library, seen, after = Library(store), [], ""
    for _ in range(15):
        found, _ = ask(library, sort="published", most=10, after=after)
        seen += found.numbers
        after = str(found.end)
    assert seen == list(range(150, 0, -1))


def test_only_what_is_published_is_found_and_changes_are_seen_at_once(store: Store):
    library = Library(store)
    assert ask(library)[0].total == 0
    (number,) = fill(store, HOIST, state=Standing.SUBMITTED)
    assert ask(library, text="hoist")[0].numbers == ()
    with store.of("sol") as books:
        resources.turn(books, number, Standing.PUBLISHED)
    assert ask(library, text="hoist")[0].numbers == (number,)
    with store.of("sol") as books:
        resources.edit(books, number, replace(STATUTES, link=HOIST.link))
    assert ask(library, text="hoist")[0].numbers == ()
    found, page = ask(library, text="estatuts", topic="law")
    assert [one.resource.title for one in page] == [STATUTES.title]
    assert found.counts["teaches"] == {}
    with store.of("sol") as books:
        resources.turn(books, number, Standing.WITHDRAWN)
    assert ask(library)[0].total == 0


def test_co_ops_have_libraries_of_their_own():
    with stored("postgresql", "sol", "lluna") as store:
        fill(store, HOIST, STATUTES)
        fill(store, HOIST, coop="lluna")
        library = Library(store)
        assert ask(library, "lluna", text="hoist")[0].numbers == (1,)
        assert ask(library, "lluna", text="estatuts")[0].numbers == ()
        assert ask(library, "sol")[0].total == 2


def test_what_seeks_as_the_owner_holds_itself_to_the_co_op():
    """Row-level security lets no index of words be asked, and the owner is not held by it."""
    with stored("postgresql", "sol", "lluna") as store:
        fill(store, HOIST, STATUTES)
        for coop, found in (("sol", "1"), ("lluna", None)):
            with store.reading(coop) as books:
                told = books.session.connection().exec_driver_sql("SELECT ronda_found('hoist'), ronda_titled('hoist')")
                assert tuple(told.one()) == (found, found)
