"""The card index: which of a library's resources bear which term, as one bit for each, so that counting is quick.

100,000 resources under 500 terms are 6 MB. Every term's bits are a row of one matrix: one operation over it gives all
counts of a facet.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from api.library.facets import FACETS
from api.library.question import Found, Place, Question, Sort

Bits = npt.NDArray[np.uint64]
Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Card:
    """What is kept of one resource. out: whether readers may find it. published: YYYYMMDD, 0 for what is not known;
    added: a moment as a whole number."""

    number: int
    out: bool
    added: int
    published: int
    favourites: int
    marks: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Hits:
    """Resources that have the words that are sought, and how well each of them fits."""

    numbers: Numbers
    scores: Numbers


class CardIndex:
    """All cards of one library. To be used by one thread at a time."""

    def __init__(self) -> None:
        self._rows: dict[tuple[str, str], int] = {}
        self._of_facet: dict[str, list[int]] = {facet: [] for facet in FACETS}
        self._bits: Bits = np.zeros((0, 0), np.uint64)
        self._out: Bits = np.zeros(0, np.uint64)
        self._keys = {sort: np.zeros(0, np.int64) for sort in (Sort.ADDED, Sort.PUBLISHED, Sort.FAVOURITES)}

    def file(self, cards: Sequence[Card]) -> None:
        """Take in new cards, and those that are there already as they are now."""
        if not cards:
            return
        self._make_room(max(card.number for card in cards), {mark for card in cards for mark in card.marks})
        numbers = np.array([card.number for card in cards], np.int64)
        others = ~self._bits_of(numbers)
        self._bits &= others
        self._out &= others
        self._out |= self._bits_of(np.array([card.number for card in cards if card.out], np.int64))
        for row, held in _by_row(cards, self._rows).items():
            self._bits[row] |= self._bits_of(np.array(held, np.int64))
        for sort, key in self._keys.items():
            key[numbers] = [getattr(card, sort.value) for card in cards]

    def find(self, question: Question, hits: Hits | None = None) -> Found:
        """What fits, and how much would fit otherwise. hits: what has the words of the question; None: it has none."""
        start = self._out if hits is None else self._out & self._bits_of(hits.numbers)
        fitting = {facet: self._any_of(facet, terms) for facet, terms in question.chosen.items() if terms}
        all_of = _together(start, fitting.values())
        counts: dict[str, dict[str, int]] = {}
        for facet in FACETS:
            others = _together(start, (bits for name, bits in fitting.items() if name != facet))
            counts[facet] = self._counts(facet, others if facet in fitting else all_of)
        numbers, keys = self._in_order(all_of, question, hits)
        page = numbers[: question.most]
        more = len(numbers) > question.most
        end = Place(int(keys[question.most - 1]), int(page[-1])) if more else None
        return Found(tuple(page.tolist()), int(np.bitwise_count(all_of).sum()), counts, end)

    def _in_order(self, wanted: Bits, question: Question, hits: Hits | None) -> tuple[Numbers, Numbers]:
        """The numbers of a page and one more, with the keys that they are ordered by, the largest first."""
        numbers = np.flatnonzero(np.unpackbits(wanted.view(np.uint8), bitorder="little"))
        if question.sort is not Sort.RELEVANCE:
            keys = self._keys[question.sort][numbers]
        elif hits is None:
            keys = self._keys[Sort.ADDED][numbers]
        else:
            score = np.zeros(len(self._out) * 64, np.int64)
            inside = hits.numbers < len(score)
            score[hits.numbers[inside]] = hits.scores[inside]
            keys = score[numbers]
        if question.after is not None:
            key, number = question.after.key, question.after.number
            behind = (keys < key) | ((keys == key) & (numbers < number))
            numbers, keys = numbers[behind], keys[behind]
        most = question.most + 1
        if len(numbers) > 4 * most:  # only what may come onto the page is put in order
            least = np.partition(keys, len(keys) - most)[len(keys) - most]
            enough = keys > least
            alike = np.flatnonzero(keys == least)[-(most - int(enough.sum())) :]  # the newest of those
            enough[alike] = True
            numbers, keys = numbers[enough], keys[enough]
        order = np.lexsort((-numbers, -keys))[:most]
        return numbers[order], keys[order]

    def _counts(self, facet: str, among: Bits) -> dict[str, int]:
        rows = self._of_facet[facet]
        if not rows:
            return {}
        counts = np.bitwise_count(self._bits[rows] & among).sum(axis=1)
        terms = {row: term for (name, term), row in self._rows.items() if name == facet}
        return {terms[row]: int(count) for row, count in zip(rows, counts, strict=True) if count}

    def _any_of(self, facet: str, terms: Iterable[str]) -> Bits:
        found = np.zeros_like(self._out)
        for term in terms:
            row = self._rows.get((facet, term))
            if row is not None:
                found |= self._bits[row]
        return found

    def _bits_of(self, numbers: Numbers) -> Bits:
        flags = np.zeros(len(self._out) * 64, np.bool_)
        flags[numbers[numbers < len(flags)]] = True
        return np.packbits(flags, bitorder="little").view(np.uint64)

    def _make_room(self, highest: int, marks: Iterable[tuple[str, str]]) -> None:
        """Grow by half, so that filing one card after the other does not copy everything each time."""
        for mark in sorted(set(marks) - self._rows.keys()):
            self._rows[mark] = len(self._rows)
            self._of_facet[mark[0]].append(self._rows[mark])
        wide, high = len(self._out), len(self._bits)
        if highest >= 64 * wide:
            wide = (highest * 3 // 2) // 64 + 1
        if len(self._rows) > high:
            high = len(self._rows) * 3 // 2 + 8
        if (high, wide) == self._bits.shape:
            return
        bits, out = np.zeros((high, wide), np.uint64), np.zeros(wide, np.uint64)
        bits[: self._bits.shape[0], : self._bits.shape[1]] = self._bits
        out[: len(self._out)] = self._out
        self._bits, self._out = bits, out
        for sort, key in self._keys.items():
            self._keys[sort] = np.concatenate([key, np.zeros(wide * 64 - len(key), np.int64)])


def _by_row(cards: Iterable[Card], rows: Mapping[tuple[str, str], int]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for card in cards:
        for mark in card.marks:
            found.setdefault(rows[mark], []).append(card.number)
    return found


def _together(start: Bits, all_of: Iterable[Bits]) -> Bits:
    for bits in all_of:
        start = start & bits
    return start
