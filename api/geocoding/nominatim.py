"""Addresses looked up at a Nominatim server, the search engine of OpenStreetMap. Only for those who ask for it: every
address then leaves this machine."""

import json
import time
from collections.abc import Callable, Mapping
from http.client import HTTPException
from importlib.metadata import version
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from api.geocoding.found import Found, How, apart, distinct
from engine.errors import EngineError
from engine.travel.network import Box

PUBLIC = "https://nominatim.openstreetmap.org"
"""Run by the OpenStreetMap Foundation on donated machines. Its usage policy (operations.osmfoundation.org/policies)
asks for one request a second at most, a User-Agent that names the program, no large bulk, answers kept instead of asked
again, and credit to OpenStreetMap, whose data is under the ODbL."""

TIMEOUT = 5.0  # seconds
PAUSE = 1.0  # seconds from one request to the next
MOST = 5
LARGEST = 1_000_000  # bytes of an answer
_CREDIT = "The finds are data of OpenStreetMap contributors (ODbL)."


class Nominatim:
    """Asks a server for addresses, at most once a second.

    server: where it is; your own, or PUBLIC. warn: is told once, before the first address leaves this machine, where
    to. box: only places in it are wanted. sleep: how to wait. Raises EngineError for what is no address of a server.
    """

    def __init__(
        self,
        server: str,
        warn: Callable[[str], object],
        box: Box | None = None,
        sleep: Callable[[float], object] = time.sleep,
    ):
        parts = urlsplit(server)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise EngineError(f"{server}: no address of a server: give one such as {PUBLIC}")
        self._server = server.rstrip("/").removesuffix("/search")
        self._host = parts.hostname
        self._warn: Callable[[str], object] | None = warn
        self._box = box
        self._sleep = sleep
        self._last: float | None = None
        self._open = build_opener(_StayHere).open

    def find(self, text: str) -> tuple[Found, ...]:
        """The places that an address may mean, best first as the server has it.

        Raises EngineError where the server cannot be reached, refuses, or gives no sensible answer.
        """
        if self._warn is not None:
            self._warn(self._warning())
            self._warn = None
        self._wait()
        answer = self._parsed(self._asked(text))
        try:
            return distinct(_found(one) for one in answer)
        except (KeyError, TypeError, ValueError, AttributeError):
            raise EngineError(self._no_answer("places without coordinates")) from None

    def _warning(self) -> str:
        unsafe = "" if self._server.startswith("https:") else " unencrypted"
        return (
            f"Privacy: addresses leave Ronda and are sent{unsafe} to {self._host}. That somebody receives care is "
            f"personal data: do this only if you may. One address a second. {_CREDIT}"
        )

    def _wait(self) -> None:
        if self._last is not None:
            left = self._last + PAUSE - time.monotonic()
            if left > 0:
                self._sleep(left)
        self._last = time.monotonic()

    def _asked(self, text: str) -> bytes:
        agent = f"Ronda/{version('ronda')} (free software for care co-operatives; ronda locate)"
        request = Request(f"{self._server}/search?{urlencode(self._query(text))}", headers={"User-Agent": agent})
        try:
            with self._open(request, timeout=TIMEOUT) as response:
                return response.read(LARGEST)
        except HTTPError as error:
            raise EngineError(f"{self._host}: {_refusal(error.code)}") from None
        except (URLError, OSError, HTTPException) as error:
            reason = getattr(error, "reason", error)
            remedy = "check the connection and the address of the server, or go on without --nominatim"
            raise EngineError(f"{self._host}: cannot be reached ({reason}): {remedy}") from None

    def _query(self, text: str) -> dict[str, str | int]:
        query: dict[str, str | int] = {"q": text, "format": "jsonv2", "addressdetails": 1, "limit": MOST}
        if self._box is not None:
            west_to_east = (self._box.west, self._box.north, self._box.east, self._box.south)
            query |= {"viewbox": ",".join(f"{one:.5f}" for one in west_to_east), "bounded": 1}
        return query

    def _parsed(self, raw: bytes) -> list[Any]:
        try:
            answer = json.loads(raw)
        except ValueError:
            raise EngineError(self._no_answer("no JSON")) from None
        if not isinstance(answer, list):
            raise EngineError(self._no_answer("no list of places"))
        return answer

    def _no_answer(self, what: str) -> str:
        return f"{self._host}: sent {what}: check that it is a Nominatim server ({self._server}/search)"


class _StayHere(HTTPRedirectHandler):
    """An address goes to the server that was named, and nowhere else."""

    def redirect_request(self, req: Any, fp: Any, code: int, msg: str, headers: Any, newurl: str) -> None:
        return None


def _refusal(code: int) -> str:
    if code == 403:
        return (
            "refuses to answer (403): its policy forbids this use, or it has blocked this machine: use your own server"
        )
    if code == 429:
        return "has been asked too much (429): wait some hours, or use your own server"
    if 300 <= code < 400:
        return f"sends us to another server ({code}), which nobody agreed to: give that one's address if you trust it"
    return f"cannot answer ({code}): try again later, or go on without --nominatim"


def _found(one: Mapping[str, Any]) -> Found:
    """One place of an answer; how far the door may be from it is told by the box around a street or town."""
    address = one.get("address", {})
    point = float(one["lat"]), float(one["lon"])
    if not (abs(point[0]) <= 90 and abs(point[1]) <= 180):
        raise ValueError(point)
    how: How = "house" if "house_number" in address else "street"
    south, north, west, east = map(float, one["boundingbox"])
    off = 0 if how == "house" else round(max(apart(point, (south, west)), apart(point, (north, east))))
    names = ("city_district", "suburb", "town", "village", "city")
    district = next((address[name] for name in names if name in address), "")
    road = " ".join(address[name] for name in ("road", "house_number") if name in address)
    return Found(*point, road or str(one["display_name"]), how, district, off)
