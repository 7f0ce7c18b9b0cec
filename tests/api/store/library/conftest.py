"""A store on each of the two databases, for the library."""

from collections.abc import Iterator

import pytest

from api.store.store import Store
from tests.databases import KINDS, stored


@pytest.fixture(params=KINDS)
def store(request: pytest.FixtureRequest) -> Iterator[Store]:
    """A fresh store with one co-op, sol."""
    with stored(request.param) as found:
        yield found
