"""Problems: stored version by version, sealed part by part, and never lost to somebody who put at the same time."""

import threading
from collections.abc import Callable
from dataclasses import fields, replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, update
from sqlalchemy import text as sql

from api.store import people, problems
from api.store.body import open_body, seal_body
from api.store.errors import Erased, KeyFileError, Stale, Unknown
from api.store.sealing import new_key
from api.store.splitting import OF_NOBODY, split
from api.store.store import Books, Store
from api.store.tables import ProblemVersion
from api.store.vault import Vault
from engine.data.canonical import problem_text, read_problem
from engine.problem import Problem, Want
from tests.databases import stored
from tests.packages import with_packages
from tests.problems import random_problem

A, B = (random_problem(seed, days=2, visits=8) for seed in (1, 2))
A_TEXT, B_TEXT = problem_text(A), problem_text(B)


# -- splitting ---------------------------------------------------------------------------------------------------------


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(0, 10_000), odd=st.sampled_from(["", "\n", "\u2028", '"', "    ", "é", "},", "\x85"]))
def test_a_text_that_was_split_and_sealed_is_the_same_again(seed, odd):
    given = random_problem(seed, days=3, carers=seed % 4 + 2, clients=seed % 5 + 1, visits=seed % 12 + 2)
    want = (Want(f"a lift {odd}"),)
    problem = replace(given, name=f"of {odd}", clients=tuple(replace(one, wishes=want) for one in given.clients))
    problem = with_packages(problem) if seed % 2 else problem
    text = problem_text(problem)
    parts = split(problem, text)
    vault, keys = Vault("sol", lambda: b"k" * 32), [new_key() for _ in parts.persons]
    blob = seal_body(vault, parts, keys, "week", "1")
    opened = open_body(vault, blob, keys, "week", "1")
    assert opened.text() == text
    assert opened.ids("visits") == [visit.id for visit in problem.visits]
    assert opened.ids("shifts") == [shift.id for shift in problem.shifts]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(0, 10_000), data=st.data())
def test_with_a_persons_key_goes_every_line_that_names_them(seed, data):
    """Ids are made unlike all else, so that looking for them in what is left finds every mention."""
    problem = with_packages(random_problem(seed, days=3, carers=4, clients=5, visits=10))
    text = problem_text(problem)
    for kind, many in (("c", 4), ("k", 5)):
        for number in range(many):
            plain, odd = f"{kind}{number}", f"<{kind}{number}>"
            text = text.replace(f'"{plain}"', f'"{odd}"').replace(f'"{plain}.', f'"{odd}.')
    problem = read_problem(text)
    parts = split(problem, text)
    keys: list[bytes | None] = [new_key() for _ in parts.persons]
    vault = Vault("sol", lambda: b"k" * 32)
    blob = seal_body(vault, parts, [key for key in keys if key], "week", "1")
    gone = data.draw(st.integers(0, len(keys) - 1))
    keys[gone] = None
    opened = open_body(vault, blob, keys, "week", "1")
    left = "\n".join(line for line in opened.lines if line is not None)
    kind, id = parts.persons[gone]
    assert opened.text() is None
    assert id not in left
    if kind == "client":
        assert f'    {{"id": "{problem.client[id].place}"' not in left  # though somebody else may live there too
        lost = {visit.id for visit in problem.visits_of[id]}
    else:
        lost = {shift.id for shift in problem.shifts_of[id]}
    assert not [one for one in lost if f'"{one}"' in left]
    assert '"times": [' not in left  # of travel; packages have times a week


def test_every_field_of_a_problem_has_been_thought_of():
    """A new field is sealed under everybody's key until somebody says whom it tells of."""
    listed = {"places", "travel", "carers", "shifts", "clients", "visits", "links", "pins", "published"}
    listed |= {"packages", "ties"}
    assert {field.name for field in fields(Problem)} == listed | OF_NOBODY - {"format"} | {"name"}


def test_a_package_that_is_not_written_leaves_no_other_to_the_wrong_person():
    whole = with_packages(A)
    cut = replace(whole, visits=whole.visits[:-1], links=tuple(one for one in whole.links if one.both))
    parts = split(cut, problem_text(cut))
    everyone = frozenset(range(len(cut.carers) + len(cut.clients)))
    told = [about for line, about in zip(parts.lines, parts.about, strict=True) if '"weekdays"' in line]
    assert told == [everyone] * 2


def test_what_is_unknown_tells_of_everybody():
    strange = A_TEXT.replace('  "links"', '  "secrets": [\n    {"of": "c0"}\n  ],\n  "more": "c0",\n  "links"')
    parts = split(A, strange)
    everyone = frozenset(range(len(A.carers) + len(A.clients)))
    for line in ('    {"of": "c0"}', '  "more": "c0",'):
        assert parts.about[parts.lines.index(line)] == everyone


# -- putting and reading -----------------------------------------------------------------------------------------------


def test_a_problem_is_read_as_it_was_put(store):
    with store.of("sol") as books:
        told = problems.put(books, "week-48", A, A_TEXT, None)
    assert (told.problem, told.version, told.visits, told.carers, told.clients) == ("week-48", 1, 8, 3, 5)
    assert told.weights == "default 1"
    with store.reading("sol") as books:
        assert problems.get(books, "week-48") == (told, A_TEXT)
        assert problems.get(books, "week-48", 1) == (told, A_TEXT)
        assert problems.head(books, "week-48") == told


def test_packages_come_back_as_they_were_put_and_go_with_their_client(store):
    problem = with_packages(A)
    text = problem_text(problem)
    with store.of("sol") as books:
        told = problems.put(books, "w", problem, text, None)
        assert told.visits == len(problem.visits) > len(A.visits)
        assert problems.get(books, "w")[1] == text
        assert read_problem(text) == problem
        people.erase(books, "client", A.clients[0].id)
        with pytest.raises(Erased):
            problems.get(books, "w")
        kept = problems.stored(books, "w", 1)
        lines = kept.lines(books, people.keys_of(books, kept.persons))
        left = "\n".join(line for line in lines.lines if line is not None)
    assert "shower" in left
    assert "insulin" not in left
    assert "breakfast" not in left
    assert lines.ids("visits")[-1] == problem.visits[-1].id
    assert lines.ids("visits").count(None) == len(problem.visits_of[A.clients[0].id])


def test_the_same_text_makes_no_new_version(store):
    with store.of("sol") as books:
        first = problems.put(books, "w", A, A_TEXT, None)
    with store.of("sol") as books:
        assert problems.put(books, "w", A, A_TEXT, first.etag) == first
        second = problems.put(books, "w", B, B_TEXT, None)
        assert (second.version, second.etag == first.etag) == (2, False)
        assert problems.get(books, "w", 1)[1] == A_TEXT
        assert problems.get(books, "w")[1] == B_TEXT
        assert problems.put(books, "w", A, A_TEXT, second.etag).version == 3


def test_the_etag_tells_nothing_to_who_has_no_key():
    with stored("postgresql", "sol", "luna") as store:
        found = set()
        for coop in ("sol", "luna"):
            with store.of(coop) as books:
                found.add(problems.put(books, "w", A, A_TEXT, None).etag)
        assert len(found) == 2


@pytest.mark.parametrize(("expected", "absent"), [("other", False), (None, True), ("other", True)])
def test_who_expects_another_version_is_told_the_one_of_now(store, expected, absent):
    with store.of("sol") as books:
        now = problems.put(books, "w", A, A_TEXT, None, absent=True)
    with pytest.raises(Stale) as told, store.of("sol") as books:
        problems.put(books, "w", B, B_TEXT, expected, absent)
    assert told.value.etag == now.etag
    with store.reading("sol") as books:
        assert problems.head(books, "w") == now


def test_nothing_is_there_to_be_matched(store):
    with pytest.raises(Stale) as told, store.of("sol") as books:
        problems.put(books, "w", A, A_TEXT, "something")
    assert told.value.etag is None
    with store.reading("sol") as books, pytest.raises(Unknown):
        problems.head(books, "w")


@pytest.mark.parametrize("version", [0, 2, -1])
def test_other_versions_are_unknown(store, version):
    with store.of("sol") as books:
        problems.put(books, "w", A, A_TEXT, None)
        with pytest.raises(Unknown, match="w"):
            problems.get(books, "w", version)


def test_a_deleted_problem_is_gone_and_may_come_again(store):
    with store.of("sol") as books:
        now = problems.put(books, "w", A, A_TEXT, None)
    with store.of("sol") as books, pytest.raises(Stale):
        problems.delete(books, "w", "other")
    with store.of("sol") as books:
        problems.delete(books, "w", now.etag)
    with store.of("sol") as books:
        for asked in (lambda: problems.head(books, "w"), lambda: problems.get(books, "w", 1)):
            with pytest.raises(Unknown):
                asked()
        with pytest.raises(Unknown):
            problems.delete(books, "w", None)
        assert problems.page(books, None, 10) == []
        again = problems.put(books, "w", A, A_TEXT, None, absent=True)
        assert (again.version, again.etag) == (2, now.etag)


def test_pages_go_through_all_in_order(store):
    with store.of("sol") as books:
        for name in ("c", "a", "b"):
            problems.put(books, name, A, A_TEXT, None)
        problems.put(books, "b", B, B_TEXT, None)
        first = problems.page(books, None, 2)
        assert [(one.problem, one.version) for one in first] == [("a", 1), ("b", 2)]
        assert [one.problem for one in problems.page(books, "b", 2)] == ["c"]


def test_nothing_of_the_text_lies_open(store):
    with store.of("sol") as books:
        problems.put(books, "w", A, A_TEXT, None)
        every = books.session.execute(select(ProblemVersion.__table__)).one()
    whole = repr(tuple(every)).encode() + (every.sealed_body or b"")
    assert [one.id for one in (*A.shifts, *A.visits) if len(one.id) > 4 and one.id.encode() in whole] == []
    assert b"Europe/Madrid" not in whole


def test_a_body_does_not_open_in_another_row(store):
    with store.of("sol") as books:
        for name in ("a", "b"):
            problems.put(books, name, A, A_TEXT, None)
        stolen = select(ProblemVersion.sealed_body).where(ProblemVersion.problem == "a").scalar_subquery()
        books.session.execute(update(ProblemVersion).where(ProblemVersion.problem == "b").values(sealed_body=stolen))
        with pytest.raises(KeyFileError, match="does not open"):
            problems.get(books, "b")


# -- erased persons ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["carer", "client"])
def test_a_version_with_an_erased_person_is_not_read_and_a_new_one_is(store, kind):
    with store.of("sol") as books:
        problems.put(books, "w", A, A_TEXT, None)
        people.erase(books, kind, A.carers[0].id if kind == "carer" else A.clients[0].id)
    with store.reading("sol") as books, pytest.raises(Erased, match="a person") as told:
        problems.get(books, "w")
    assert told.value.persons == 1
    with store.of("sol") as books:
        again = problems.put(books, "w", A, A_TEXT, None)  # the same text: a new version, for it can be read
        assert again.version == 2
        assert problems.get(books, "w") == (again, A_TEXT)


# -- at the same time --------------------------------------------------------------------------------------------------


@pytest.fixture
def versions() -> list[tuple[Problem, str]]:
    return [(one, problem_text(one)) for one in (random_problem(seed, days=1, visits=4) for seed in range(6))]


def together(store: Store, *acts: Callable[[Books], object]) -> list[object]:
    """Run acts at the same time; what each gave or raised."""
    found: list[object] = [None] * len(acts)
    ready = threading.Barrier(len(acts))

    def run(place: int) -> None:
        ready.wait()
        try:
            with store.of("sol") as books:
                found[place] = acts[place](books)
        except Exception as error:
            found[place] = error

    threads = [threading.Thread(target=run, args=(place,)) for place in range(len(acts))]
    for one in threads:
        one.start()
    for one in threads:
        one.join(60)
    return found


def test_of_those_who_make_it_at_once_one_wins(store, versions):
    acts = [lambda books, it=it: problems.put(books, "w", it[0], it[1], None, absent=True) for it in versions]
    found = together(store, *acts)
    assert sorted(type(one).__name__ for one in found) == ["Stale"] * 5 + ["Version"]


def test_of_those_who_change_it_at_once_one_wins(store, versions):
    with store.of("sol") as books:
        first = problems.put(books, "w", A, A_TEXT, None)
    acts = [lambda books, it=it: problems.put(books, "w", it[0], it[1], first.etag) for it in versions]
    found = together(store, *acts)
    assert sorted(type(one).__name__ for one in found) == ["Stale"] * 5 + ["Version"]
    with store.reading("sol") as books:
        assert problems.head(books, "w") in found


def test_those_who_put_whatever_is_there_each_make_a_version(store, versions):
    acts = [lambda books, it=it: problems.put(books, "w", it[0], it[1], None) for it in versions]
    found = together(store, *acts)
    assert sorted(one.version for one in found if isinstance(one, problems.Version)) == [1, 2, 3, 4, 5, 6]
    with store.reading("sol") as books:
        assert books.session.scalar(sql("SELECT count(*) FROM problem_version")) == 6


def test_the_days_of_a_version_are_told_whoever_was_erased(store):
    with store.of("sol") as books:
        problems.put(books, "w", A, A_TEXT, None)
        longer = replace(A, days=A.days + 3)
        problems.put(books, "w", longer, problem_text(longer), None)
    with store.of("sol") as books:
        people.erase(books, "client", A.clients[0].id)
    with store.reading("sol") as books:
        assert problems.days_of(books, "w", 1) == (A.start, A.days)
        assert problems.days_of(books, "w", 2) == (A.start, A.days + 3)
        with pytest.raises(Unknown):
            problems.days_of(books, "w", 3)


def test_weights_count_from_when_they_first_came(store):
    with store.of("sol") as books:
        first = problems.put(books, "w", A, A_TEXT, None)
        problems.put(books, "w", replace(A, name="other"), problem_text(replace(A, name="other")), None)
        assert problems.weighed_since(books, first.weights) == first.made
        assert problems.weighed_since(books, "nobody's 1") is None
