"""Persons: known by made-up ids, and erased by the loss of a key."""

import sqlite3
from datetime import UTC, datetime

import pytest
from sqlalchemy import insert, select, text

from api.store import audit, keys, people, problems
from api.store.errors import Unknown
from api.store.tables import Job, Person
from engine.data.canonical import problem_text
from tests.databases import stored
from tests.problems import random_problem

A = random_problem(1, days=2, visits=8)
A_TEXT = problem_text(A)


def test_a_person_keeps_the_made_up_id(store):
    with store.of("sol") as books:
        first = people.pseudonym(books, "carer", "maria")
        assert people.pseudonym(books, "client", "maria") != first
    with store.of("sol") as books:
        assert people.pseudonym(books, "carer", "maria") == first
        assert people.known(books, first) == ("carer", "maria")
        assert people.find(books, "carer", "maria") == first
        assert people.find(books, "carer", "joan") is None
        assert people.known(books, "nobody") is None


def test_more_persons_than_fit_into_a_statement(store):
    everybody: list[tuple[people.Kind, str]] = [
        ("client" if number % 2 else "carer", f"p{number}") for number in range(2500)
    ]
    with store.of("sol") as books:
        made = people.known_as(books, everybody)
        assert people.known_as(books, everybody[::-1]) == made[::-1]
        ids = [one.id for one in made]
        assert len(set(ids)) == 2500
        keys = people.keys_of(books, ids)
        assert keys == [one.key for one in made]
        assert people.keys_and_names_of(books, ids) == (keys, [id for _, id in everybody])
        assert people.unpacked(people.packed(made)) == ids
        assert people.erased_of(books, ids) == 0


def test_two_coops_have_nothing_of_a_person_in_common():
    with stored("postgresql", "sol", "luna") as store:
        found = []
        for coop in ("sol", "luna"):
            with store.of(coop) as books:
                people.pseudonym(books, "carer", "maria")
                found.append(books.session.execute(select(Person.id, Person.sought)).one())
        assert found[0].id != found[1].id
        assert found[0].sought != found[1].sought


def test_erasing_destroys_the_key_and_all_that_leads_to_the_person(store):
    carer = A.carers[0].id
    with store.of("sol") as books:
        problems.put(books, "w", A, A_TEXT, None)
        made_up = people.pseudonym(books, "carer", carer)
        key, told = keys.issue(books, "carer", [], "her phone", None, made_up)
        common = {"coop": "sol", "kind": "match", "problem": "w", "version": 1, "options": {}, "state": "done"}
        common |= {"priority": 1, "attempt": 1, "by": key.id, "made": books.now()}
        books.session.execute(insert(Job).values(id="1", sealed_request=b"q", sealed_answer=b"a", **common))
    with store.of("sol") as books:
        assert people.erase(books, "carer", carer, "key 7", "admin") == made_up
    with store.of("sol") as books:
        row = books.session.execute(select(Person).where(Person.id == made_up)).scalar_one()
        assert (row.sought, row.sealed_key, row.sealed_name) == (None, None, None)
        assert row.erased is not None
        assert people.known(books, made_up) is None
        assert people.keys_of(books, [made_up]) == [None]
        assert people.keys_and_names_of(books, [made_up]) == ([None], [None])
        assert people.erased_of(books, [made_up]) == 1
        job = books.session.execute(select(Job)).scalar_one()
        assert (job.sealed_request, job.sealed_answer) == (None, None)
        assert keys.find(books, key.id, told.rsplit("_", 1)[1]) is None
        assert keys.page(books, None, 9)[0].label == ""
        entry = audit.page(books, None, 9)[-1]
        assert (entry.by, entry.role, entry.act, entry.object) == ("key 7", "admin", "person.erase", f"carer:{made_up}")
        assert people.pseudonym(books, "carer", carer) != made_up  # who comes back is somebody new
        with pytest.raises(Unknown):
            people.erase(books, "client", carer)
        assert people.erase_known(books, made_up) == made_up  # after a backup was put back


def test_jobs_on_other_versions_keep_their_answers(store):
    with store.of("sol") as books:
        problems.put(books, "w", A, A_TEXT, None)
        people.pseudonym(books, "client", "elsewhere")
        common = {"coop": "sol", "kind": "match", "problem": "w", "version": 1, "options": {}, "state": "done"}
        common |= {"priority": 1, "attempt": 1, "by": "key", "made": books.now()}
        books.session.execute(insert(Job).values(id="1", sealed_answer=b"a", **common))
        people.erase(books, "client", "elsewhere")
        assert books.session.scalar(select(Job.sealed_answer)) == b"a"


def test_nothing_of_an_erased_key_stays_in_sqlites_files():
    with stored("sqlite") as store:
        with store.of("sol") as books:
            made_up = people.pseudonym(books, "carer", "maria")
            sealed = books.session.scalar(select(Person.sealed_key).where(Person.id == made_up))
        assert sealed is not None
        folder = store.settings.data
        with sqlite3.connect(folder / "ronda.sqlite") as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        assert any(sealed in path.read_bytes() for path in folder.glob("ronda.sqlite*"))
        with store.of("sol") as books:
            people.erase(books, "carer", "maria")
        assert [path.name for path in folder.glob("ronda.sqlite*") if sealed in path.read_bytes()] == []


@pytest.mark.parametrize("how", ["the next write", "the tidying"])
def test_a_key_erased_while_somebody_reads_goes_from_sqlites_log_afterwards(how):
    with stored("sqlite") as store:
        with store.of("sol") as books:
            made_up = people.pseudonym(books, "carer", "maria")
            sealed = books.session.scalar(select(Person.sealed_key).where(Person.id == made_up))
        assert sealed is not None

        def there():
            return [path.name for path in store.settings.data.glob("ronda.sqlite*") if sealed in path.read_bytes()]

        with store.reading("sol") as early:
            early.session.scalar(select(Person.id))  # from now on it sees this moment, which the log must keep
            with store.of("sol") as books:
                people.erase(books, "carer", "maria")
            with store.of("sol") as books:
                audit.note(books, "key", "planner", "plan", "plan 1")
            assert there() != []
        if how == "the tidying":
            store.empty_log()
        else:
            with store.of("sol") as books:
                audit.note(books, "key", "planner", "plan", "plan 2")
        assert there() == []


# -- keys --------------------------------------------------------------------------------------------------------------


def test_a_key_opens_with_its_secret_until_it_ends(store):
    with store.of("sol") as books:
        key, told = keys.issue(books, "planner", ["plans:write"], "desk", datetime(2999, 1, 1, tzinfo=UTC))
        coop, id, secret = keys.parted(told) or ("", "", "")
        assert (coop, id) == ("sol", key.id)
        assert len(key.id) == 26
        assert len(secret) >= 43
    with store.of("sol") as books:
        assert keys.find(books, id, secret) == key
        assert keys.find(books, id, secret[:-1]) is None
        assert keys.find(books, id, "") is None
        assert keys.find(books, "other", secret) is None
        row = books.session.execute(text("SELECT * FROM api_key")).one()
        assert secret not in repr(tuple(row))
        ended = keys.revoke(books, id)
        assert ended.revoked is not None
        assert keys.revoke(books, id) == ended
        assert keys.find(books, id, secret) is None
        with pytest.raises(Unknown):
            keys.revoke(books, "other")


def test_a_key_ends_by_itself(store):
    with store.of("sol") as books:
        key, told = keys.issue(books, "admin", [], "short", books.now())
        assert keys.find(books, key.id, told.rsplit("_", 1)[1]) is None


def test_a_key_of_a_person_tells_whose(store):
    with store.of("sol") as books:
        maria = people.pseudonym(books, "carer", "maria")
        key, _ = keys.issue(books, "carer", [], "phone", None, maria)
        assert people.known(books, key.person or "") == ("carer", "maria")
        for role, person in (
            ("carer", None),
            ("client", maria),
            ("planner", maria),
            ("carer", "maria"),
            ("boss", None),
        ):
            with pytest.raises(keys.StoreError):
                keys.issue(books, role, [], "no", None, person)


def test_keys_are_listed_in_the_order_of_their_making(store):
    with store.of("sol") as books:
        made = [keys.issue(books, "analyst", [], str(number), None)[0] for number in range(3)]
        every = keys.page(books, None, 9)
        assert sorted(every, key=lambda key: key.id) == every
        assert {key.label for key in every} == {key.label for key in made}
        assert keys.page(books, every[0].id, 1) == [every[1]]


@pytest.mark.parametrize("told", ["", "ronda_sol", "ronda_sol_1_2_3", "other_sol_1_2", "ronda"])
def test_what_is_no_key_is_not_taken_apart(told):
    assert keys.parted(told) is None


# -- the audit log -----------------------------------------------------------------------------------------------------


def test_acts_are_written_down_with_what_they_do_or_not_at_all(store):
    with store.of("sol") as books:
        audit.note(books, "key 1", "planner", "plan", "plan 7", weights="default 1", seconds=3.5)
    with pytest.raises(ZeroDivisionError), store.of("sol") as books:  # noqa: PT012
        audit.note(books, "key 1", "planner", "plan", "plan 8")
        raise ZeroDivisionError
    with store.of("sol") as books:
        audit.note(books, "key 2", "admin", "override", "plan 7")
    with store.reading("sol") as books:
        first, second = audit.page(books, None, 9)
        assert (first.by, first.weights, first.detail) == ("key 1", "default 1", {"seconds": 3.5})
        assert (second.act, second.weights, second.detail) == ("override", None, {})
        assert audit.page(books, first.number, 9) == [second]
        assert audit.page(books, None, 1) == [first]
