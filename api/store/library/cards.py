"""What the card index needs of the resources that have changed."""

from sqlalchemy import select

from api.library.card_index import Card
from api.store.library.states import Standing
from api.store.library.tables import Resource
from api.store.store import Books


def since(books: Books, version: int) -> list[Card]:
    """The cards of every resource that has changed after a version of the library."""
    columns = (Resource.number, Resource.state, Resource.added, Resource.published, Resource.favourites, Resource.terms)
    wanted = select(*columns).where(Resource.coop == books.coop, Resource.touched > version)
    return [
        Card(
            number,
            state == Standing.PUBLISHED,
            0 if added is None else int(added.timestamp() * 1000),
            _day(published),
            favourites,
            tuple(zip(terms[::2], terms[1::2], strict=True)),
        )
        for number, state, added, published, favourites, terms in books.session.execute(wanted)
    ]


def _day(told: str) -> int:
    """A date that may be known in part, as YYYYMMDD."""
    return int(told.replace("-", "").ljust(8, "0")) if told else 0
