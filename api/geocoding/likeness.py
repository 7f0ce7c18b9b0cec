"""Streets with names like a misspelt one: what a planner may have meant. Only ever suggested, never taken."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher, get_close_matches

from api.geocoding.spelling import alike, fold
from api.geocoding.street_names import read_name

MOST = 5
LEAST_LIKENESS = 0.6


class Likeness:
    """Compares with the name of every street, which takes tens of milliseconds in a city; answers are remembered."""

    def __init__(self, names: Iterable[str]):
        self._by_core: dict[str, list[str]] = defaultdict(list)
        for name in names:
            self._by_core[read_name(name).core].append(name)
        self._words = {core: {*core.split(), *fold(names[0]).split()} for core, names in self._by_core.items()}
        self._known: dict[str, tuple[tuple[float, str], ...]] = {}

    def near(self, street: str) -> tuple[tuple[float, str], ...]:
        """Names like this one, each with how like it is: 1 for the same words in a street of another kind."""
        if street not in self._known:
            core = read_name(street).core
            cores = dict.fromkeys(
                [*self._containing(core), *get_close_matches(core, self._by_core, MOST, LEAST_LIKENESS)]
            )
            scores = [(SequenceMatcher(None, core, one).ratio(), one) for one in cores]
            self._known[street] = tuple((score, name) for score, one in scores for name in self._by_core[one])
        return self._known[street]

    def _containing(self, core: str) -> list[str]:
        """Names with all these words and more: "Gran Via" for "Gran Via de les Corts Catalanes"."""
        wanted = core.replace("granvia", "gran via").split()
        return list(self._having(wanted))[:MOST] if wanted else []

    def _having(self, wanted: Iterable[str]) -> Iterator[str]:
        for core, words in self._words.items():
            if all(any(alike(one, word) for word in words) for one in wanted):
                yield core
