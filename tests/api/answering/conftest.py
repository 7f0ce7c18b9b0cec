"""One store and one set of answering processes for all tests of a run: starting them takes seconds."""

from collections.abc import Iterator

import pytest

from api.answering import Answering
from api.store.store import Store
from tests.api.answering.weeks import Put, put
from tests.databases import stored


@pytest.fixture(scope="session")
def store() -> Iterator[Store]:
    with stored("sqlite") as opened:
        yield opened


@pytest.fixture(scope="session")
def held(store: Store) -> Put:
    """The small week and its plan, in the store."""
    return put(store)


@pytest.fixture(scope="session")
def answering(store: Store) -> Iterator[Answering]:
    opened = Answering(store.settings)
    yield opened
    opened.close()
