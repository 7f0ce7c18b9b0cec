"""Addresses found on this machine alone, by the house numbers that came with a network."""

from collections.abc import Iterable, Iterator, Sequence

from api.geocoding.found import Found, How, distinct
from api.geocoding.houses import Houses
from api.geocoding.likeness import Likeness
from api.geocoding.places import Places, box_of
from api.geocoding.readings import Reading, readings
from api.geocoding.street_names import STREET
from api.geocoding.streets import Streets
from engine.travel.addresses import Addresses
from engine.travel.network import Box

SUGGESTED = 5
_SURE: tuple[How, ...] = ("house", "between houses", "nearest house", "street")


class Gazetteer:
    """Finds addresses among a network's house numbers. It is prepared once and answers in about a millisecond;
    suggestions for a misspelt street take longer, since they compare with every street."""

    def __init__(self, addresses: Addresses):
        self._addresses = addresses
        self._streets = Streets(addresses)
        self._houses = Houses(addresses)
        self._places = Places(addresses)
        self._likeness = Likeness(addresses.names)
        self.box: Box = box_of(addresses, slice(None))

    def find(self, text: str) -> tuple[Found, ...]:
        """The places that an address may mean, best first: one for each street of that name, or for those in the
        district that the text names.

        Only streets that are named exactly count, whatever the abbreviations, articles, capitals, accents and letters
        that the source has lost; for a misspelt one there is `suggest`.
        """
        for reading in self._readings(text):
            found = self._everywhere(reading)
            if found:
                return self._in_named_places(found, reading)
        return ()

    def suggest(self, text: str) -> tuple[str, ...]:
        """Addresses like the one that was not found: in other districts, in streets of another kind or spelling."""
        scored: dict[str, tuple[float, str]] = {}
        for reading in self._readings(text):
            elsewhere = self._everywhere(reading)
            if elsewhere:
                return tuple(one.told for one in elsewhere[:SUGGESTED])
            for score, name in self._likeness.near(reading.street):
                label = name if reading.number is None else f"{name}, {reading.number}"
                scored[name] = max((score, label), scored.get(name, (0.0, "")))
        best = sorted(scored.values(), key=lambda one: -one[0])
        return tuple(label for _, label in best[:SUGGESTED])

    # -- streets -------------------------------------------------------------------------------------------------------

    def _readings(self, text: str) -> list[Reading]:
        return readings(text, self._places.words)

    def _everywhere(self, reading: Reading) -> tuple[Found, ...]:
        """The house in every street of the name, the surest first, then the likeliest kind of street."""
        streets = self._streets.named(reading.street)
        found = [(self._houses.on(street, reading.number), STREET in street.kinds) for street in streets]
        found.sort(key=lambda pair: (_SURE.index(pair[0].how), not pair[1], pair[0].metres or 0))
        return distinct(_without_middles([one for one, _ in found]))

    def _in_named_places(self, found: tuple[Found, ...], reading: Reading) -> tuple[Found, ...]:
        """Those in the district that the text names; all of them where it names none."""
        places = self._places.named(reading.rest)
        if not places:
            return found
        names = {self._addresses.places[place] for place in places}
        inside = tuple(one for one in found if one.district in names)
        return inside or tuple(one for one in found if self._in_any(places, one))

    def _in_any(self, places: Iterable[int], one: Found) -> bool:
        return any(self._places.holds(place, one.point) for place in places)


def _without_middles(found: Sequence[Found]) -> Iterator[Found]:
    """A street's middle says nothing where a house of that street is known in the same district."""
    known = {one.district for one in found if one.how != "street"}
    return (one for one in found if one.how != "street" or one.district not in known)
