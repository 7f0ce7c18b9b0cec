"""OpenStreetMap's streets over the web, by a place's name or a box, through osmnx (Overpass and Nominatim).

Only from the command line or a worker: a city takes minutes. osmnx waits long and repeats by itself where a server is
busy or away; here whoever waits is told within seconds.
"""

import socket
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from math import ceil
from threading import Thread
from time import monotonic
from typing import Any

from engine.errors import DataError, Fault
from engine.travel.network import Box
from engine.travel.sources.imported import Imported, needed
from engine.travel.sources.osm_graph import from_graph
from engine.travel.sources.ways import TAGS

OVERPASS, NOMINATIM = "https://overpass-api.de/api", "https://nominatim.openstreetmap.org"

_FILE = "or import a file: ronda network add NAME --file city.osm.pbf"


def fetch(
    place: str | None,
    box: Box | None,
    *,
    overpass: str | None = None,
    nominatim: str | None = None,
    timeout: float = 8,
    patience: float = 180,
) -> Imported:
    """The streets of a place or, if a box is given, of the box.

    overpass, nominatim: base addresses of servers other than the public ones. timeout: seconds within which all of them
    must have said that they are there. patience: seconds that each of them may take for its answer. Raises DataError
    that says what to do if a server is away, busy or slow, does not know the place, or has no streets there;
    EngineError without the extra `osm`. Data: ODbL, © OpenStreetMap contributors.
    """
    if not place and box is None:
        raise _fault("the download", "place", place, "name a place, or give a box")
    servers = {"overpass_url": overpass or OVERPASS} | ({} if box else {"nominatim_url": nominatim or NOMINATIM})
    _knock(servers.values(), timeout)
    osmnx, wanted = needed("osmnx"), str(box or place)
    with _settings(osmnx, patience, servers), _in_plain_words(wanted, patience):
        area = _area(osmnx, place, box)
        return from_graph(_graph(osmnx, area, wanted), wanted)


def _area(osmnx: Any, place: str | None, box: Box | None) -> Any:
    """The outline of a box or a place, a shapely polygon."""
    if box:
        return needed("shapely").box(box.west, box.south, box.east, box.north)
    try:
        return osmnx.geocode_to_gdf(place).union_all()
    except (ValueError, TypeError, LookupError):  # nothing of that name, only a point, or what Nominatim never says
        remedy = 'is no area that Nominatim knows: write it as "town, region, country", or give a box'
        raise _fault("the download", "place", place, remedy) from None


def _graph(osmnx: Any, area: Any, wanted: str) -> Any:
    try:
        return osmnx.graph_from_polygon(area, network_type="all", retain_all=True, truncate_by_edge=True)
    except ValueError as error:
        remedy = f"no street came for it ({error}): choose another place or box, {_FILE}"
        raise _fault("the download", "place", wanted, remedy) from None


def _knock(servers: Iterable[str], timeout: float) -> None:
    """Raises DataError unless every server answers in time, whatever it says.

    In threads of their own, since no time limit can be set to looking up a name.
    """
    requests, silent = needed("requests"), dict.fromkeys(servers, f"no answer within {timeout:g} s")
    threads = [Thread(target=_ask, args=(requests, server, timeout, silent), daemon=True) for server in silent]
    ends = monotonic() + timeout
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(max(0.0, ends - monotonic()))
    faults = [
        Fault(server, "connection", reason, f"cannot be reached: check the connection, {_FILE}")
        for server, reason in list(silent.items())
    ]
    if faults:
        raise DataError(faults)


def _ask(requests: Any, server: str, timeout: float, silent: dict[str, str]) -> None:
    """Takes a server off the silent ones as soon as it says anything, or writes down why it cannot be asked."""
    try:
        requests.get(f"{server.rstrip('/')}/status", timeout=timeout)
        del silent[server]
    except requests.exceptions.Timeout:
        return
    except (requests.exceptions.RequestException, ValueError) as error:
        silent[server] = type(error).__name__


@contextmanager
def _settings(osmnx: Any, patience: float, servers: Mapping[str, str]) -> Iterator[None]:
    """osmnx set to wait for nothing, repeat nothing and write nothing; afterwards as it was.

    osmnx also makes Python look up the server's name its own way, for good; that is undone as well.
    """
    ours = {
        "requests_timeout": ceil(patience),
        "requests_kwargs": {"hooks": {"response": _refuse}},
        "overpass_rate_limit": False,
        "doh_url_template": None,
        "use_cache": False,
        "useful_tags_way": list(TAGS),
        "http_user_agent": "Ronda, planning for home care, through OSMnx",
        **servers,
    }
    before, lookup = {name: getattr(osmnx.settings, name) for name in ours}, socket.getaddrinfo
    try:
        for name, value in ours.items():
            setattr(osmnx.settings, name, value)
        yield
    finally:
        for name, value in before.items():
            setattr(osmnx.settings, name, value)
        socket.getaddrinfo = lookup


def _refuse(response: Any, **_: Any) -> None:
    """Called by requests with every answer: osmnx would wait for a minute and ask a busy server again, for ever."""
    host, said = response.url.split("?")[0], f"HTTP {response.status_code}"
    if response.status_code in (429, 503, 504):
        remedy = f"the server is busy: try again in some minutes, ask for a smaller box, {_FILE}"
        raise _fault(host, "answer", said, remedy)
    if response.status_code >= 400:
        raise _fault(host, "answer", said, f"try again later, {_FILE}")
    if b'"remark"' in response.content[-1000:]:  # osmnx would make do with the streets before it
        raise _fault(host, "answer", "remark", f"the server gave up half way: ask for a smaller box, {_FILE}")


@contextmanager
def _in_plain_words(wanted: str, patience: float) -> Iterator[None]:
    """Tells what went wrong on the way as a DataError."""
    exceptions = needed("requests").exceptions
    try:
        yield
    except exceptions.Timeout:
        remedy = f"no answer within {patience:g} seconds: ask for a smaller box, try again later, {_FILE}"
        raise _fault("the download", "place", wanted, remedy) from None
    except exceptions.RequestException as error:
        remedy = f"the connection broke ({type(error).__name__}): try again, {_FILE}"
        raise _fault("the download", "place", wanted, remedy) from None


def _fault(where: str, name: str, value: object, remedy: str) -> DataError:
    return DataError([Fault(where, name, value, remedy)])
