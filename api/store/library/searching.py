"""Searching the library: the database finds words, the card index counts terms; both of the same moment."""

import threading
from collections import OrderedDict
from dataclasses import dataclass, field

from api.library.card_index import CardIndex, Hits
from api.library.question import Found, Question
from api.store.library import cards, head, resources, words
from api.store.library.resources import Kept
from api.store.store import Books, Store

REMEMBERED = 32
"""So many texts are not sought anew while the library stays as it is: whoever turns pages or changes a filter."""


@dataclass
class _Shelf:
    """What is held of one co-op's library."""

    index: CardIndex = field(default_factory=CardIndex)
    version: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)
    sought: OrderedDict[tuple[int, str], Hits | None] = field(default_factory=OrderedDict)


class Library:
    """The libraries of a store, with what one process holds of them in its memory. Any thread may ask."""

    def __init__(self, store: Store):
        self._store = store
        self._shelves: dict[str, _Shelf] = {}
        self._lock = threading.Lock()

    def find(self, coop: str, question: Question) -> tuple[Found, list[Kept]]:
        """What fits a question, and the resources of the page."""
        with self._lock:
            shelf = self._shelves.setdefault(coop, _Shelf())
        with self._store.reading(coop) as books:
            version = head.version(books)
            with shelf.lock:
                if shelf.version < version:
                    shelf.index.file(cards.since(books, shelf.version))
                    shelf.version = version
            hits = self._hits(books, shelf, version, question.text)
            with shelf.lock:
                found = shelf.index.find(question, hits)
            return found, resources.published(books, found.numbers)

    def _hits(self, books: Books, shelf: _Shelf, version: int, text: str) -> Hits | None:
        key = (version, text)
        with shelf.lock:
            if key in shelf.sought:
                shelf.sought.move_to_end(key)
                return shelf.sought[key]
        hits = words.find(books, text)
        with shelf.lock:
            shelf.sought[key] = hits
            while len(shelf.sought) > REMEMBERED:
                shelf.sought.popitem(last=False)
        return hits
