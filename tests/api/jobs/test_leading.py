"""The worker that sweeps for all."""

import pytest

from api.jobs.worker import Leader
from tests.api.jobs.queues import FakeQueue
from tests.databases import stored


@pytest.fixture
def store():
    with stored("sqlite") as opened:
        yield opened


def test_who_begins_to_lead_tidies_at_once_and_then_every_hour(store):
    queue = FakeQueue()
    leader = Leader(store, queue, store.settings)
    for _ in range(3):
        leader.sweep()
    assert queue.tidied == 1


def test_who_does_not_lead_tidies_nothing(store):
    first, second = FakeQueue(), FakeQueue()
    leader = Leader(store, first, store.settings)
    leader.sweep()
    Leader(store, second, store.settings).sweep()
    assert (first.tidied, second.tidied) == (1, 0)
