"""Made-up resources: titles and summaries of made-up words, as frequent as words are (Zipf), with terms of ours."""

from collections.abc import Iterator, Sequence
from functools import cache

import numpy as np

from api.library.resource import Contributor, Resource, Rights, Terms
from api.library.terms import FIELDS, vocabulary

WORDS = 20_000
"""So many different words there are; a few stand in nearly every resource."""

_SOUNDS = ("ba", "co", "du", "fe", "gi", "lo", "ma", "ne", "pi", "ra", "su", "te", "vo", "xa", "zi")
_LANGUAGES = ("en", "ca", "es", "hi", "gu", "pt-BR", "fr", "de", "it")
_RIGHTS = tuple(one for one in Rights if one is not Rights.CUSTOM)
_COMPETENCIES = ("hoist", "dementia", "medication", "wounds")


def words() -> tuple[str, ...]:
    """Every word, the most frequent first; always the same."""
    base = len(_SOUNDS)
    return tuple(
        "".join(_SOUNDS[number // base**place % base] for place in range(2 + number % 3 + (number >= base**2)))
        + str(number)
        for number in range(WORDS)
    )


def resources(count: int, seed: int) -> Iterator[Resource]:
    """So many resources, the same for the same seed."""
    rng = np.random.default_rng(seed)
    known = words()
    chance = _zipf(WORDS)
    terms = {facet: tuple(found) for facet, found in vocabulary().items()}
    for number in range(count):
        told = [known[place] for place in np.searchsorted(chance, rng.random(60))]
        yield Resource(
            link=f"https://library.example/{number}",
            title=" ".join(told[:8]),
            summary=" ".join(told[12:]),
            authors=(Contributor(told[8].capitalize(), told[9].capitalize()),),
            publisher=told[10],
            published=f"{int(rng.integers(1980, 2027))}-{int(rng.integers(1, 13)):02}",
            language=_one(rng, _LANGUAGES),
            rights=_RIGHTS[int(rng.integers(len(_RIGHTS)))],
            terms=Terms(**{field: _some(rng, terms[facet]) for facet, field in FIELDS.items()}),
            teaches=(_one(rng, _COMPETENCIES),) if rng.random() < 0.05 else (),
        )


@cache
def _zipf(count: int) -> np.ndarray:
    """Up to which number between 0 and 1 each of so many is drawn."""
    weights = np.cumsum(1.0 / np.arange(1, count + 1))
    return weights / weights[-1]


def _one(rng: np.random.Generator, choices: Sequence[str]) -> str:
    """The first ones are chosen more often."""
    return choices[int(np.searchsorted(_zipf(len(choices)), rng.random()))]


def _some(rng: np.random.Generator, choices: Sequence[str]) -> tuple[str, ...]:
    """One to three."""
    return tuple(dict.fromkeys(_one(rng, choices) for _ in range(int(rng.integers(1, 4)))))
