"""Looking at the links of the library: politely, and never into the operator's own network.

A link is called dead only when it has failed several times, days apart: hosts are down for a night, and pages move.
"""

import asyncio
import random
import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urljoin

import httpx

from api.jobs.addresses import UnsendableError, Way, way_to
from api.logs import say
from api.settings import Settings
from api.store.library import letters, links
from api.store.library.links import Due
from api.store.store import Store

AT_ONCE = 20
"""So many links are taken in one round."""

HOST_DELAY = 2.0
"""Seconds between two questions to the same host."""

FAILURES = 3
"""So often a link fails before those who keep the library are told."""

HOPS = 5
TIMEOUT = 15.0  # seconds, for one question
LONGEST = 2000
JITTER = 0.1  # a share: what came in together need not be looked at together for ever
DAY = timedelta(days=1)

NOTHING = 0
"""In place of a status, where no host answered."""

_NOT_FOR_US = frozenset({401, 402, 403, 407, 451, 999})  # it is there, and wants to know who asks
_LATER = frozenset({408, 425, 429, 503})
_UNASKED = {"user-agent": "ronda-link-check", "accept": "*/*"}
_HOLDS_NOTHING_AGAINST = ("address-private", "url-malformed", "url-not-https")


@dataclass(frozen=True, slots=True)
class Look:
    """What came of a look. fine: None where it says nothing of the link."""

    status: int | None
    fine: bool | None


class LinkChecker:
    """Looks at what is due, of all co-ops. One at a time: it remembers when it last asked each host."""

    def __init__(self, store: Store, settings: Settings, delay: float = HOST_DELAY):
        self._store, self._settings, self._delay = store, settings, delay
        self._asked: dict[str, float] = {}

    def look(self) -> int:
        """Look at some of the links that are due; at how many."""
        if not self._settings.link_days:
            return 0
        seen = 0
        for coop in self._store.coops():
            with self._store.reading(coop) as books:
                if not links.waiting(books):
                    continue
            with self._store.of(coop) as books:
                taken = links.due(books, AT_ONCE)
            looks = asyncio.run(self._look_at_all(taken))
            for one in taken:
                self._note(coop, one, looks[one.number])
            seen += len(taken)
        return seen

    def _note(self, coop: str, one: Due, look: Look) -> None:
        again = timedelta(days=self._settings.link_days) if look.fine else DAY * (1 + one.failures)
        with self._store.of(coop) as books:
            failures = links.looked(books, one, look.status, look.fine, again * random.uniform(1 - JITTER, 1 + JITTER))
        if failures >= FAILURES:
            with self._store.of(coop) as books:  # a report holds its resource, and who edits that holds the look at it
                letters.report(books, one.number, one.link, source="checker", status=look.status)
        if look.fine is False:
            say("a link did not answer", coop=coop, resource=one.number, status=look.status, failures=failures)

    async def _look_at_all(self, taken: Iterable[Due]) -> dict[int, Look]:
        """Hosts beside each other, the links of one host one after the other."""
        of_host: dict[str, list[Due]] = {}
        for one in taken:
            of_host.setdefault(_host(one.link), []).append(one)
        found: dict[int, Look] = {}

        async def one_host(host: str, its: list[Due]) -> None:
            for one in its:
                found[one.number] = await self._look_at(one)

        await asyncio.gather(*(one_host(host, its) for host, its in of_host.items()))
        return found

    async def _look_at(self, one: Due) -> Look:
        try:
            status = await self._follow(one.link)
        except UnsendableError as refused:
            return Look(None, None) if refused.code in _HOLDS_NOTHING_AGAINST else Look(NOTHING, False)
        except (TimeoutError, httpx.HTTPError, httpx.InvalidURL, ValueError):
            return Look(NOTHING, False)
        except Exception as error:  # of whatever kind: the others are looked at all the same
            say("a look at a link failed", resource=one.number, error=error)
            return Look(None, None)
        if status in _LATER:
            return Look(status, None)
        return Look(status, 200 <= status < 400 or status in _NOT_FOR_US)

    async def _follow(self, link: str) -> int:
        """The status at the end of all redirections, each looked at before it is followed."""
        for _ in range(HOPS):
            status, location = await self._ask(link)
            if not 300 <= status < 400 or location is None:
                return status
            link = urljoin(link, location)
        return NOTHING

    async def _ask(self, link: str) -> tuple[int, str | None]:
        """HEAD, and GET where a host does not know that or answers it otherwise; the body is never read."""
        url = str(httpx.URL(link).copy_with(fragment=None))
        private = self._settings.links_to_private_networks
        way = await asyncio.to_thread(way_to, url, private, plain=True, longest=LONGEST)
        status, location = await self._put("HEAD", way)
        if status >= 400 and status not in _LATER:
            status, location = await self._put("GET", way)
        return status, location

    async def _put(self, method: str, way: Way) -> tuple[int, str | None]:
        await self._wait(way.host)
        headers = {**_UNASKED, "host": way.host}
        async with (
            asyncio.timeout(TIMEOUT),  # in all: who answers a byte at a time must not hold us
            httpx.AsyncClient(timeout=TIMEOUT, follow_redirects=False, trust_env=False) as client,
            client.stream(method, way.url, headers=headers, extensions={"sni_hostname": way.name}) as answer,
        ):
            return answer.status_code, answer.headers.get("location")

    async def _wait(self, host: str) -> None:
        """Until this host may be asked again; the turn is taken before waiting for it."""
        now = time.monotonic()
        self._asked = {name: at for name, at in self._asked.items() if at > now - self._delay}
        turn = max(now, self._asked.get(host, -self._delay) + self._delay)
        self._asked[host] = turn
        await asyncio.sleep(turn - now)


def _host(link: str) -> str:
    try:
        return httpx.URL(link).host
    except (httpx.InvalidURL, ValueError):
        return ""
