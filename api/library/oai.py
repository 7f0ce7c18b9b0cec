"""OAI-PMH 2.0: how other libraries harvest this one (openarchives.org, 2002). What each verb answers, as XML.

Records come in the order of their last change, so that whoever breaks off goes on where they were, and whoever comes
again asks only for what changed since.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from xml.etree.ElementTree import Element

from api.library.formats import oai_dc
from api.library.formats.oai_dc import OAI
from api.library.formats.xml_text import add, written
from api.library.resource import Resource

PREFIX = "oai_dc"
PAGE = 100
_MICRO = timedelta(microseconds=1)
_TOKEN = re.compile(r"^(\d{1,17})\.(\d{1,10})\.(\d{0,17})\.(\d{0,17})$")
_START = datetime(1970, 1, 1, tzinfo=UTC)

_ARGUMENTS: Mapping[str, tuple[frozenset[str], frozenset[str]]] = {
    "Identify": (frozenset(), frozenset()),
    "ListMetadataFormats": (frozenset(), frozenset({"identifier"})),
    "ListSets": (frozenset(), frozenset({"resumptionToken"})),
    "ListIdentifiers": (frozenset({"metadataPrefix"}), frozenset({"from", "until", "set"})),
    "ListRecords": (frozenset({"metadataPrefix"}), frozenset({"from", "until", "set"})),
    "GetRecord": (frozenset({"identifier", "metadataPrefix"}), frozenset()),
}
"""Of each verb, the arguments that it needs and those that it takes besides."""

LISTING = ("ListIdentifiers", "ListRecords")


class OaiError(Exception):
    """A request that the protocol refuses, by its code."""

    def __init__(self, code: str, told: str):
        super().__init__(code)
        self.code, self.told = code, told


@dataclass(frozen=True, slots=True)
class Item:
    """A resource as it is harvested. resource: None where it was withdrawn."""

    identifier: str
    changed: datetime
    resource: Resource | None


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which part of a list is asked for. after: the moment and number of the last record read."""

    since: datetime | None = None
    until: datetime | None = None
    after: tuple[datetime, int] | None = None

    def token(self, after: tuple[datetime, int]) -> str:
        """Where the next page begins; it holds all that must be known of the list."""
        return ".".join(
            [str(_micros(after[0])), str(after[1]), *("" if one is None else str(_micros(one)) for one in self._bounds)]
        )

    @property
    def _bounds(self) -> tuple[datetime | None, datetime | None]:
        return self.since, self.until


def arguments(given: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The arguments of a request, the verb among them. Raises OaiError."""
    pairs = list(given)
    found = dict(pairs)
    verb = found.get("verb", "")
    if verb not in _ARGUMENTS or sum(name == "verb" for name, _ in pairs) > 1:
        raise OaiError("badVerb", f"give one verb: {', '.join(_ARGUMENTS)}")
    names = set(found) - {"verb"}
    needed, more = _ARGUMENTS[verb]
    resumed = verb in LISTING and names == {"resumptionToken"}
    if len(pairs) > len(found) or (not resumed and not (needed <= names <= needed | more)):
        raise OaiError("badArgument", f"{verb} needs {_and(needed)}, and knows {_and(more)}, each once")
    return found


def wanted(given: Mapping[str, str]) -> Wanted:
    """The list that the arguments ask for. Raises OaiError."""
    if "resumptionToken" in given:
        return _resumed(given["resumptionToken"])
    if "set" in given:
        raise OaiError("noSetHierarchy", "there are no sets")
    disseminated(given)
    since, until = (_moment(given.get(name), late) for name, late in (("from", False), ("until", True)))
    told = [given[name] for name in ("from", "until") if name in given]
    if len({len(one) for one in told}) > 1 or (since and until and since > until):
        raise OaiError("badArgument", "from and until have the same granularity, and from is not later")
    return Wanted(since, until)


def disseminated(given: Mapping[str, str]) -> None:
    """Raises OaiError for a format that there is not."""
    if given.get("metadataPrefix") != PREFIX:
        raise OaiError("cannotDisseminateFormat", f"there is {PREFIX} only")


def response(base: str, given: Mapping[str, str], answer: Iterable[Element]) -> str:
    """A whole answer. given: the arguments, empty where they could not be read."""
    root = Element(f"{{{OAI}}}OAI-PMH", {_LOCATION: f"{OAI} http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd"})
    add(root, f"{{{OAI}}}responseDate", _stamp(datetime.now(UTC)))
    add(root, f"{{{OAI}}}request", base, **given)
    root.extend(answer)
    return written(root, OAI)


def refused(error: OaiError) -> Element:
    found = Element(f"{{{OAI}}}error", {"code": error.code})
    found.text = error.told
    return found


def identify(base: str, name: str, contact: str, earliest: datetime) -> Element:
    """What the repository says of itself."""
    root = Element(f"{{{OAI}}}Identify")
    told = {
        "repositoryName": name,
        "baseURL": base,
        "protocolVersion": "2.0",
        "adminEmail": contact,
        "earliestDatestamp": _stamp(earliest),
        "deletedRecord": "persistent",
        "granularity": "YYYY-MM-DDThh:mm:ssZ",
    }
    for key, value in told.items():
        add(root, f"{{{OAI}}}{key}", value)
    return root


def formats() -> Element:
    root = Element(f"{{{OAI}}}ListMetadataFormats")
    one = add(root, f"{{{OAI}}}metadataFormat")
    add(one, f"{{{OAI}}}metadataPrefix", PREFIX)
    add(one, f"{{{OAI}}}schema", "http://www.openarchives.org/OAI/2.0/oai_dc.xsd")
    add(one, f"{{{OAI}}}metadataNamespace", oai_dc.OAI_DC)
    return root


def listed(verb: str, items: Iterable[Item], token: str | None) -> Element:
    """Headers or records. token: where the next page begins, empty on the last of several, None where there is one."""
    root = Element(f"{{{OAI}}}{verb}")
    for item in items:
        root.append(_header(item) if verb == "ListIdentifiers" else _record(item))
    if token is not None:
        add(root, f"{{{OAI}}}resumptionToken", token)
    return root


def one_record(item: Item) -> Element:
    root = Element(f"{{{OAI}}}GetRecord")
    root.append(_record(item))
    return root


def _record(item: Item) -> Element:
    if item.resource is not None:
        return oai_dc.record(item.resource, item.identifier, item.changed.astimezone(UTC))
    root = Element(f"{{{OAI}}}record")
    root.append(_header(item))
    return root


def _header(item: Item) -> Element:
    root = Element(f"{{{OAI}}}header", {} if item.resource is not None else {"status": "deleted"})
    add(root, f"{{{OAI}}}identifier", item.identifier)
    add(root, f"{{{OAI}}}datestamp", _stamp(item.changed))
    return root


def _resumed(token: str) -> Wanted:
    found = _TOKEN.match(token)
    try:
        if found is None:
            raise ValueError
        at, since, until = (_of_micros(found[place]) if found[place] else None for place in (1, 3, 4))
    except (ValueError, OverflowError):
        raise OaiError("badResumptionToken", "take the token from the page before") from None
    assert at is not None
    return Wanted(since, until, (at, int(found[2])))


def _moment(told: str | None, late: bool) -> datetime | None:
    """late: the last moment that is meant, for a day or a second lasts."""
    if told is None:
        return None
    form, lasts = ("%Y-%m-%d", timedelta(days=1)) if len(told) == 10 else ("%Y-%m-%dT%H:%M:%SZ", timedelta(seconds=1))
    try:
        found = datetime.strptime(told, form).replace(tzinfo=UTC)
        return found + (lasts - _MICRO) if late else found
    except (ValueError, OverflowError):
        raise OaiError("badArgument", "give moments as 2026-01-31 or 2026-01-31T12:00:00Z") from None


def _micros(moment: datetime) -> int:
    return (moment - _START) // _MICRO


def _of_micros(told: str) -> datetime:
    return _START + int(told) * _MICRO


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _and(names: Iterable[str]) -> str:
    return ", ".join(sorted(names)) or "nothing"


_LOCATION = "{http://www.w3.org/2001/XMLSchema-instance}schemaLocation"
