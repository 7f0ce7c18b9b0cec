"""Who is signed in to the hub: a secret in a browser's cookie stands for an API key until it ends or is ended."""

import hashlib
import secrets
from datetime import timedelta

from sqlalchemy import delete, select

from api.store import keys
from api.store.keys import Key
from api.store.rows import add
from api.store.store import Books
from api.store.tables import Session

LASTS = timedelta(hours=12)
"""A long working day."""


def begin(books: Books, key: str) -> str:
    """Sign somebody in with a key that has opened; the secret of their cookie: <co-op>.<chance>."""
    books.session.execute(delete(Session).where(Session.coop == books.coop, Session.expires <= books.now()))
    secret = f"{books.coop}.{secrets.token_urlsafe(32)}"
    made = books.now()
    add(books.session, Session, coop=books.coop, digest=_digest(secret), key=key, made=made, expires=made + LASTS)
    return secret


def coop_of(secret: str) -> str | None:
    """The co-op that a secret speaks of; None where it is no secret of ours."""
    coop, dot, chance = secret.partition(".")
    return coop if dot and coop and len(chance) == 43 and secret.isascii() else None


def key_of(books: Books, secret: str) -> Key | None:
    """The key with which somebody signed in; None where the session is over, or the key no longer opens anything."""
    wanted = Session.coop == books.coop, Session.digest == _digest(secret), Session.expires > books.now()
    id = books.session.scalar(select(Session.key).where(*wanted))
    return None if id is None else keys.valid(books, id)


def end(books: Books, secret: str) -> None:
    """Sign out; doing it again changes nothing."""
    books.session.execute(delete(Session).where(Session.coop == books.coop, Session.digest == _digest(secret)))


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
