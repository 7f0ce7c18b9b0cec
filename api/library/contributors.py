"""Names of authors as one text: "Family, Given" for a person, the plain name for an organisation."""

import re

from api.library.folding import folded
from api.library.resource import Contributor

_LEGAL_FORM = re.compile(
    r"[,\s](?:inc|incorporated|ltd|limited|llc|llp|corp|co|plc|pbc|pty|gmbh|mbh|ag|kg|eg|e\.\s?v|s\.?\s?l|s\.?\s?a|sccl|sas|sarl"
    r"|scop|scic|cic|cio|c\.i\.c|ltda|s\.?\s?coop|b\.?v|n\.?v|o\.?y|a\.?c)\.?$",
    re.IGNORECASE,
)
_SPEAK_OF_ORGANISATIONS = (
    "university universitat universidad universidade universite college school institute institut instituto academy"
    " organization organisation organizacion ministry ministerio department departament foundation fundacio fundacion"
    " fundacao association associacio asociacion associacao federation federacio federacion federacao confederation"
    " council committee commission agency bureau office centre center centro society union network alliance"
    " cooperative coop coops cooperativa cooperatives cooperativas cooperativism cooperation collective"
    " collectiu colectivo coletivo consortium group team press stiftung genossenschaft government service services"
    " national international executive nations authority trust company project cooperatief सहकारी સહકારી"
)
_STAND_BETWEEN = "de del della der den des di da do dos das du la le van von ten ter y e i bin ibn al el"
_OF_ORGANISATIONS = frozenset(_SPEAK_OF_ORGANISATIONS.split())
_PARTICLES = frozenset(_STAND_BETWEEN.split())


def read_contributor(told: str) -> Contributor | None:
    """A name as bibliographies write it. Without a comma it is an organisation's, since a person has two names.

    None where nothing is written.
    """
    name = " ".join(told.split())
    if not name:
        return None
    family, comma, given = (part.strip() for part in name.partition(","))
    if not comma or not family or is_organisation(name):
        return Contributor(name, organisation=True)
    return Contributor(family, given)


def read_spoken(told: str) -> Contributor | None:
    """A name as people say it: "Trebor Scholz" is a person too. None where nothing is written."""
    name = " ".join(told.split())
    words = name.split()
    if "," in name or not 2 <= len(words) <= 5 or is_organisation(name) or not _all_names(words):
        return read_contributor(name)
    first = next((place for place, word in enumerate(words[1:], 1) if word in _PARTICLES), len(words) - 1)
    return Contributor(" ".join(words[first:]), " ".join(words[:first]))


def told(contributor: Contributor) -> str:
    """The name as `read_contributor` reads it."""
    return f"{contributor.name}, {contributor.given}" if contributor.given else contributor.name


def is_organisation(name: str) -> bool:
    """Whether a name is an organisation's by its words, such as "University" or "Inc."."""
    words = folded(name.replace("-", "")).split()
    return bool(_LEGAL_FORM.search(name)) or any(word in _OF_ORGANISATIONS for word in words)


def _all_names(words: list[str]) -> bool:
    return all(word in _PARTICLES or word[0].isupper() for word in words) and not re.search(r"[\d&@/]", " ".join(words))
