"""Which plan holds: the one published last, of each problem and over all."""

import pytest

from api.store import audit, people, problems, published
from api.store.errors import Erased, Unknown
from api.store.store import Store
from tests.api.answering import weeks


def publish(store: Store, plan: str):
    with store.of("sol") as books:
        return published.publish(books, plan, "key-1", "planner")


def test_the_plan_published_last_holds(store: Store):
    first, second = weeks.put(store).plan, weeks.put(store).plan
    with store.reading("sol") as books:
        assert published.newest(books) is None
        assert published.current(books) == []
    publish(store, second)
    told = publish(store, first)
    assert (told.plan, told.problem, told.version, told.by) == (first, weeks.ID, 1, "key-1")
    with store.reading("sol") as books:
        assert published.newest(books) == published.newest(books, weeks.ID) == told
        assert published.newest(books, "another") is None
        assert published.current(books) == [told]
        noted = [(one.act, one.object, one.by) for one in audit.page(books, None, 100)]
    assert noted == [("plan.publish", f"plan:{second}", "key-1"), ("plan.publish", f"plan:{first}", "key-1")]


def test_publishing_what_holds_changes_nothing(store: Store):
    plan = weeks.put(store).plan
    assert publish(store, plan) == publish(store, plan)
    with store.reading("sol") as books:
        assert len(audit.page(books, None, 100)) == 1


def test_what_is_not_there_cannot_be_published(store: Store):
    with pytest.raises(Unknown, match="plan nothing"):
        publish(store, "nothing")


def test_the_plan_of_a_deleted_problem_holds_no_more(store: Store):
    plan = weeks.put(store).plan
    publish(store, plan)
    with store.of("sol") as books:
        problems.delete(books, weeks.ID, None)
    with store.reading("sol") as books:
        assert published.newest(books) is None
        assert published.current(books) == []
    with pytest.raises(Unknown):
        publish(store, plan)


def test_a_plan_that_tells_of_an_erased_person_is_not_published(store: Store):
    plan = weeks.put(store).plan
    with store.of("sol") as books:
        people.erase(books, "client", weeks.week().clients[0].id)
    with pytest.raises(Erased):
        publish(store, plan)
