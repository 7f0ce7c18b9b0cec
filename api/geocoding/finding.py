"""The order in which an address is looked for: coordinates that are given, then this machine, then the web if asked."""

from dataclasses import dataclass, field

from api.geocoding.coordinates import read_coordinates
from api.geocoding.found import Answer, Found
from api.geocoding.gazetteer import Gazetteer
from api.geocoding.nominatim import Nominatim
from engine.errors import EngineError


@dataclass
class Finder:
    """Finds addresses with what there is. Each is looked for once, however many people live there.

    gazetteer: of the network; None if it knows no addresses. nominatim: None unless somebody asked for it. trouble:
    why the server is not asked any more; it is told once, and what is found without it is kept.
    """

    gazetteer: Gazetteer | None = None
    nominatim: Nominatim | None = None
    trouble: str = ""
    _known: dict[str, Answer] = field(default_factory=dict)

    def ask(self, text: str) -> Answer:
        """What is known of an address."""
        if text not in self._known:
            self._known[text] = self._ask(text)
        return self._known[text]

    def _ask(self, text: str) -> Answer:
        given = read_coordinates(text, self.gazetteer.box if self.gazetteer else None)
        if given is not None:
            return given
        found = self.gazetteer.find(text) if self.gazetteer else ()
        if not Answer(found).near:  # a choice between several is the planner's, not the server's
            found = self._on_the_web(text) or found
        suggestions = self.gazetteer.suggest(text) if self.gazetteer and not found else ()
        return Answer(found, suggestions)

    def _on_the_web(self, text: str) -> tuple[Found, ...]:
        if self.nominatim is None or self.trouble:
            return ()
        try:
            return self.nominatim.find(text)
        except EngineError as error:
            self.trouble = str(error)
            return ()
