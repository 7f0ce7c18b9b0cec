"""No co-op ever sees or touches another's rows on PostgreSQL, whatever SQL is run in its transaction."""

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from sqlalchemy import CursorResult, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from api.store import roles
from api.store.tables import Base
from tests.databases import stored

COOPS = ("sol", "luna", "mar")
WALLED = sorted(set(Base.metadata.tables) - roles.OPEN)
FREE = ("problem", "repeat", "person", "api_key", "webhook", "audit", "weights")
"""Tables whose rows need no others."""

COLUMN = {"coop": "id"}
"""What says to whom a row belongs, where it is not the column coop."""

coop = st.sampled_from(COOPS)
bound_to = st.sampled_from((*COOPS, "", "nobody", None))
table = st.sampled_from(WALLED)
free = st.sampled_from(FREE)


def _values(name: str, of: str, number: int) -> dict[str, Any]:
    """A row of a table for a co-op, with all that may not be empty."""
    rows: dict[str, dict[str, Any]] = {
        "problem": {"id": str(number), "newest": 0, "made": "2026-01-01"},
        "repeat": {"key": str(number), "digest": b"d", "job": "j", "made": "2026-01-01"},
        "person": {"id": str(number), "kind": "carer", "sought": str(number).encode()},
        "api_key": {"id": str(number), "digest": b"", "role": "r", "scopes": "[]", "label": "", "made": "2026-01-01"},
        "webhook": {"id": str(number), "url": "u", "events": "[]", "sealed_secret": b"", "made": "2026-01-01"},
        "weights": {
            **{"id": str(number), "name": "n", "version": "1", "hash": "h", "parent": "", "by": "b"},
            **{"made": "2026-01-01", "sealed_document": b""},
        },
        "audit": {"at": "2026-01-01", "by": "b", "role": "r", "act": "a", "object": "o", "detail": "{}"},
    }
    return {"coop": of, **rows[name]}


class Walls(RuleBasedStateMachine):
    """Three co-ops and a count of what each has, as it must be."""

    def __init__(self) -> None:
        super().__init__()
        self.opening = stored("postgresql", *COOPS)
        self.store = self.opening.__enter__()
        self.count: Counter[tuple[str, str]] = Counter()
        self.number = 0

    def teardown(self) -> None:
        self.opening.__exit__(None, None, None)

    @initialize()
    def fill(self) -> None:
        for one in COOPS:
            for name in FREE:
                self.insert(one, one, name)

    # -- raw SQL in the transaction of one co-op ---------------------------------------------------------------------

    @contextmanager
    def session(self, bound: str | None) -> Iterator[Session]:
        """A transaction bound to a co-op, or to none."""
        if bound is None:
            with self.store.common() as found:
                yield found
        else:
            with self.store.of(bound) as books:
                yield books.session

    def run(self, bound: str | None, statement: str, **values: Any) -> int:
        """Run a statement; how many rows it changed, 0 where it was refused."""
        try:
            with self.session(bound) as session:
                result = session.execute(text(statement), values)
                return result.rowcount if isinstance(result, CursorResult) else 0
        except DBAPIError as error:
            if not re.search("row-level security|permission denied|must be owner", str(error.orig)):
                raise
            return 0

    @rule(bound=bound_to, of=coop, name=free)
    def insert(self, bound: str | None, of: str, name: str) -> None:
        self.number += 1
        values = _values(name, of, self.number)
        columns, holders = ", ".join(f'"{one}"' for one in values), ", ".join(f":{one}" for one in values)
        changed = self.run(bound, f"INSERT INTO {name} ({columns}) VALUES ({holders})", **values)
        assert changed == int(bound == of)
        self.count[of, name] += changed

    @rule(bound=bound_to, name=table)
    def select_everything(self, bound: str | None, name: str) -> None:
        column = COLUMN.get(name, "coop")
        with self.session(bound) as session:
            seen = Counter(session.scalars(text(f"SELECT {column} FROM {name}")))
        own = 1 if name == "coop" else self.count[bound or "", name]
        assert seen == Counter({bound: own} if bound in COOPS and own else {})

    @rule(bound=bound_to, of=coop, name=table)
    def ask_for_anothers_rows(self, bound: str | None, of: str, name: str) -> None:
        column = COLUMN.get(name, "coop")
        with self.session(bound) as session:
            asked = f"SELECT count(*) FROM {name} WHERE {column} = :of OR {column} IN (SELECT ronda_coops())"
            seen = session.scalars(text(asked), {"of": of}).one()
        assert seen == (0 if bound not in COOPS else 1 if name == "coop" else self.count[bound or "", name])

    @rule(bound=bound_to, of=coop, name=st.sampled_from(("problem", "person", "api_key", "webhook")))
    def give_rows_away(self, bound: str | None, of: str, name: str) -> None:
        """Moving a row to another co-op is refused as writing it there is."""
        if of != bound:
            assert self.run(bound, f"UPDATE {name} SET coop = :of", of=of) == 0

    @rule(bound=bound_to, name=st.sampled_from(("api_key", "problem", "person", "webhook")))
    def update_everything(self, bound: str | None, name: str) -> None:
        changed = self.run(bound, f"UPDATE {name} SET id = id")
        assert changed == (self.count[bound or "", name] if bound in COOPS else 0)

    @rule(bound=bound_to, of=coop, name=st.sampled_from(WALLED))
    def delete(self, bound: str | None, of: str, name: str) -> None:
        column = COLUMN.get(name, "coop")
        changed = self.run(bound, f"DELETE FROM {name} WHERE {column} = :of", of=of)
        allowed = "DELETE" in roles.GRANTS[name]
        assert changed == (self.count[of, name] if allowed and bound == of else 0)
        self.count[of, name] -= changed

    @rule(bound=bound_to, statement=st.sampled_from(("TRUNCATE audit", "ALTER TABLE job DISABLE ROW LEVEL SECURITY")))
    def pull_down(self, bound: str | None, statement: str) -> None:
        with pytest.raises(DBAPIError, match=r"permission denied|must be owner"), self.session(bound) as session:
            session.execute(text(statement))

    @rule(bound=bound_to, statement=st.sampled_from(("SET ROLE ronda_owner", "SET SESSION AUTHORIZATION postgres")))
    def become_another(self, bound: str | None, statement: str) -> None:
        with pytest.raises(DBAPIError, match="permission denied"), self.session(bound) as session:
            session.execute(text(statement))

    @rule(bound=bound_to, name=table)
    def switch_the_wall_off(self, bound: str | None, name: str) -> None:
        """Without row security a query fails, instead of seeing more."""
        with pytest.raises(DBAPIError, match="row-level security"), self.session(bound) as session:  # noqa: PT012
            session.execute(text("SET LOCAL row_security = off"))
            session.execute(text(f"SELECT count(*) FROM {name}"))

    # -- what holds all the time -------------------------------------------------------------------------------------

    @invariant()
    def each_has_what_it_put(self) -> None:
        for one in COOPS:
            with self.store.reading(one) as books:
                for name in FREE:
                    seen = books.session.scalars(text(f"SELECT count(*) FROM {name}")).one()
                    assert seen == self.count[one, name]


TestWalls = Walls.TestCase
TestWalls.settings = settings(
    max_examples=10,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=True,
)


def test_what_a_transaction_was_bound_to_is_forgotten_with_it():
    """The same connection serves one co-op after the other."""
    with stored("postgresql", *COOPS) as store:
        for one in COOPS:
            with store.of(one) as books:
                assert books.session.scalars(text("SELECT id FROM coop")).all() == [one]
            with store.common() as session:
                assert session.scalars(text("SELECT id FROM coop")).all() == []
