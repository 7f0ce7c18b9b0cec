"""Plans: the same again for as long as nobody is erased, and numbers afterwards."""

import json
import re
from collections.abc import Iterator
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from api.documents.verdicts import beside_plan
from api.store import people, plans, problems
from api.store.errors import Unknown
from api.store.numbering import ERASED, named, nameless, numbered
from api.store.store import Store
from api.store.tables import Plan as Row
from engine.check import check
from engine.data.canonical import plan_text, problem_text
from engine.plan import Plan
from engine.problem import Problem
from engine.result import Result, StopReason
from engine.rules import ORDER
from tests.packages import with_packages
from tests.problems import random_plan, random_problem

A = random_problem(3, days=2, visits=12)


def document_of(problem: Problem, plan: Plan) -> dict:
    """A plan with everything that Ronda writes beside it."""
    result = Result(plan, check(problem, plan), StopReason.TIME, "search", 1, 1.0, 10)
    return json.loads(plan_text(plan, problem.name, beside_plan(problem, result, "en")))


DOCUMENT = document_of(A, random_plan(A, Random(3)))
FIGURES = {
    "cost": 7.5,
    "components": {"lateness": 3.0},
    "kpis": DOCUMENT["kpis"],
    "weights": DOCUMENT["weights"],
    "bound": None,
    "best": float("inf"),
}


def ids_of(problem: Problem) -> dict[str, list[str]]:
    lists = ("visits", "shifts", "places", "carers", "clients")
    return {name: [one.id for one in getattr(problem, name)] for name in lists}


def keep(store: Store, document: dict = DOCUMENT) -> None:
    with store.of("sol") as books:
        told = problems.put(books, "w", A, problem_text(A), None)
        plans.keep(books, "1", "w", told.version, document, FIGURES, clean=False, cost=7.5, unplanned=2)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(0, 10_000))
def test_numbers_become_the_same_names_again_and_hold_none(seed):
    problem = random_problem(seed, days=2, carers=3, clients=4, visits=8)
    document = document_of(problem, random_plan(problem, Random(seed)))
    ids = ids_of(problem)
    told = numbered(document, ids)
    assert named(told.document, ids, told.words) == document
    left = set(_texts(told.document))
    assert [one for one in left if not re.fullmatch(r"[vspck?]\d+", one) and one[1:] not in OWN_WORDS] == []


OWN_WORDS = {"ronda-plan-1", "search", "time limit", *ORDER, *DOCUMENT["weights"].values()}


def _texts(value: object) -> Iterator[str]:
    """Every text in a document, keys not among them."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _texts(one)


@settings(max_examples=50, deadline=None)
@given(
    document=st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(["visit", "carer", "rule", "v0", "Ü"]), inner),
        max_leaves=10,
    )
)
def test_whatever_stands_in_a_document_comes_back(document):
    ids = ids_of(A)
    told = numbered({"anything": document}, ids)
    assert named(json.loads(json.dumps(told.document)), ids, told.words) == {"anything": document}


def test_a_plan_names_the_visits_of_packages_by_numbers_too(store):
    problem = with_packages(A)
    document = document_of(problem, random_plan(problem, Random(3)))
    assert "insulin" in json.dumps(document)
    with store.of("sol") as books:
        problems.put(books, "w", problem, problem_text(problem), None)
        plans.keep(books, "1", "w", 1, document, FIGURES, clean=False, cost=7.5, unplanned=2)
        assert plans.get(books, "1").document == document
        people.erase(books, "client", A.clients[0].id)
        left = json.dumps(plans.get(books, "1").document)
    assert "insulin" not in left
    assert "shower" in left


def test_a_plan_is_read_as_it_was_kept(store):
    keep(store)
    with store.reading("sol") as books:
        found = plans.get(books, "1")
        assert found.document == DOCUMENT
        assert (found.problem, found.version, found.clean, found.cost, found.unplanned) == ("w", 1, False, 7.5, 2)
        assert found.figures["components"] == {"lateness": 3.0}
        assert found.figures["weights"] == DOCUMENT["weights"]
        assert found.figures["kpis"]["service_minutes"] == DOCUMENT["kpis"]["service_minutes"]
        assert found.figures["kpis"]["carers"] == found.figures["kpis"]["clients"] == []
        assert found.figures["best"] is None
        with pytest.raises(Unknown, match="plan 2"):
            plans.get(books, "2")


def test_the_findings_of_the_plan_say_something_that_must_be_set_apart():
    assert DOCUMENT["verdict"]["violations"][0]["sentence"]
    assert DOCUMENT["verdict"]["unplanned"]


def test_a_plan_says_for_good_under_which_weights_it_was_made(store):
    keep(store)
    with store.of("sol") as books:
        people.erase(books, "client", A.clients[0].id)
        found = plans.get(books, "1")
    assert found.document is not None
    assert found.document["weights"] == found.document["verdict"]["weights"] == DOCUMENT["weights"]
    assert {one["sentence"] for one in found.document["verdict"]["violations"]} == {ERASED}


def test_weights_keep_their_names_whatever_the_visits_are_called():
    ids = {"visits": ["name", "hash", "default"], "shifts": [], "places": [], "carers": [], "clients": []}
    document = {"weights": {"name": "default", "version": "1", "hash": "0" * 64}}
    told = numbered(document, ids)
    assert (told.words, named(told.document, ids, None)) == ([], document)
    assert nameless(document, ids) == document


def test_nothing_of_a_plan_lies_open(store):
    keep(store)
    with store.reading("sol") as books:
        row = books.session.execute(select(Row.__table__)).one()
    figures = json.dumps(row.figures)
    named_there = [id for some in ids_of(A).values() for id in some if f'"{id}"' in figures]
    assert named_there == []


@pytest.mark.parametrize("kind", ["carer", "client"])
def test_who_was_erased_is_read_as_erased_and_all_others_as_before(store, kind):
    keep(store)
    planned = {stop["visit"] for route in DOCUMENT["routes"] for stop in route["stops"] if stop["visit"]}
    worked = {A.shift[route["shift"]].carer for route in DOCUMENT["routes"]}
    gone = sorted(worked)[0] if kind == "carer" else sorted(A.visit[one].client for one in planned)[0]
    with store.of("sol") as books:
        people.erase(books, kind, gone)
    with store.reading("sol") as books:
        found = plans.get(books, "1").document or {}
    told = json.dumps(found)
    assert f'"{gone}"' not in told
    for before, after in zip(DOCUMENT["routes"], found["routes"], strict=True):
        lost = kind == "carer" and A.shift[before["shift"]].carer == gone
        homes = kind == "client" and A.client[gone].place in (
            A.shift[before["shift"]].start_place,
            A.shift[before["shift"]].end_place,
        )
        assert after["shift"] == (ERASED if lost or homes else before["shift"])
        for was, now in zip(before["stops"], after["stops"], strict=True):
            assert (was["start"], was["end"]) == (now["start"], now["end"])
            if was["visit"] is not None:
                visit = A.visit[was["visit"]]
                gone_too = kind == "client" and gone in (visit.client, *_residents(visit.place))
                assert now["visit"] == (ERASED if gone_too else was["visit"])
    assert {one["sentence"] for one in found["verdict"]["violations"]} == {ERASED}
    assert found["verdict"]["cost"] == DOCUMENT["verdict"]["cost"]
    assert found["kpis"]["service_minutes"] == DOCUMENT["kpis"]["service_minutes"]
    assert ERASED in {one[kind] for one in found["kpis"][f"{kind}s"]}


def _residents(place: str | None) -> list[str]:
    return [client.id for client in A.clients if client.place == place]


def test_a_plan_of_a_version_whose_person_was_erased_meanwhile_is_kept(store):
    with store.of("sol") as books:
        told = problems.put(books, "w", A, problem_text(A), None)
        people.erase(books, "carer", A.carers[0].id)
        plans.keep(books, "1", "w", told.version, DOCUMENT, FIGURES, clean=True, cost=1.0, unplanned=0)
        found = plans.get(books, "1").document or {}
        assert A.carers[0].id not in {one["carer"] for one in found["kpis"]["carers"]}
        assert found["problem"] == ERASED


def test_a_plan_needs_its_problem(store):
    with store.of("sol") as books, pytest.raises(Unknown):
        plans.keep(books, "1", "none", 1, DOCUMENT, {}, clean=True, cost=1.0, unplanned=0)


def test_pages_of_plans_hold_no_documents(store):
    with store.of("sol") as books:
        for name in ("a", "b"):
            problems.put(books, name, A, problem_text(A), None)
        for id, name in (("3", "a"), ("1", "b"), ("2", "a")):
            plans.keep(books, id, name, 1, DOCUMENT, {}, clean=True, cost=1.0, unplanned=0)
        assert [(one.id, one.document) for one in plans.page(books, None, 2)] == [("1", None), ("2", None)]
        assert [one.id for one in plans.page(books, "2", 2)] == ["3"]
        assert [one.id for one in plans.page(books, None, 9, "a")] == ["2", "3"]
