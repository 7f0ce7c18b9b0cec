"""The address of a carer's calendar: one at a time, known by a digest, and gone when it is renewed or revoked."""

import pytest
from sqlalchemy import select

from api.store import feeds, people
from api.store.errors import Unknown
from api.store.tables import Feed


def opened(books, told):
    parts = feeds.parted(told)
    assert parts is not None
    coop, id, secret = parts
    assert coop == "sol"
    return feeds.find(books, id, secret)


def test_an_address_opens_until_it_is_renewed_or_revoked(store):
    with store.of("sol") as books:
        berta = people.pseudonym(books, "carer", "berta")
        first, told = feeds.renew(books, berta)
        assert opened(books, told) == first == feeds.of(books, berta)
        second, newer = feeds.renew(books, berta)
        assert opened(books, told) is None
        assert opened(books, newer) == second == feeds.of(books, berta)
        feeds.revoke(books, berta)
        assert opened(books, newer) is None
        with pytest.raises(Unknown):
            feeds.of(books, berta)


def test_only_the_right_secret_opens_and_it_is_not_stored(store):
    with store.of("sol") as books:
        berta = people.pseudonym(books, "carer", "berta")
        feed, told = feeds.renew(books, berta)
        secret = told.rpartition("_")[2]
        assert feeds.find(books, feed.id, secret[:-1] + ("0" if secret[-1] != "0" else "1")) is None
        assert feeds.find(books, feed.id, "") is None
        assert feeds.find(books, "0" * 26, secret) is None
        row = books.session.scalars(select(Feed)).one()
        assert secret not in repr([getattr(row, column.name) for column in Feed.__table__.columns])
    assert [feeds.parted(one) for one in ("", "sol", "sol_a", "sol__b", "a_b_c_d")] == [None] * 5


def test_it_goes_with_the_carer(store):
    with store.of("sol") as books:
        _, told = feeds.renew(books, people.pseudonym(books, "carer", "berta"))
    with store.of("sol") as books:
        people.erase(books, "carer", "berta")
    with store.of("sol") as books:
        assert opened(books, told) is None


def test_one_carers_address_is_not_anothers(store):
    with store.of("sol") as books:
        _, berta = feeds.renew(books, people.pseudonym(books, "carer", "berta"))
        dora, told = feeds.renew(books, people.pseudonym(books, "carer", "dora"))
        feeds.revoke(books, people.pseudonym(books, "carer", "berta"))
        assert opened(books, berta) is None
        assert opened(books, told) == dora
