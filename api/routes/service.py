"""What every route works with: the parts of the service, and who asks."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, Protocol, TypeVar

from fastapi import Depends, Request, Response, Security
from fastapi.concurrency import run_in_threadpool
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from api.access.door import Door
from api.access.limiting import Limiter
from api.access.principal import SCOPES, Principal
from api.answering.answer import Answer
from api.refusals import Refusal
from api.routes.lately import Lately
from api.settings import Settings
from api.store.jobs import Job
from api.store.library.searching import Library
from api.store.store import Books, Store

Found = TypeVar("Found")


class Asked(Protocol):
    """What answers questions of the engine (api.answering)."""

    @property
    def ready(self) -> bool: ...

    async def ask(
        self, kind: str, coop: str, asked: Mapping[str, Any], body: bytes = b"", within: float = 30.0
    ) -> Answer: ...


class Dispatching(Protocol):
    """What hands accepted jobs to the queue (api.jobs)."""

    def dispatch(self, job: Job) -> None: ...


@dataclass(eq=False)
class Service:
    """The parts of the service. They are opened before the first request and closed after the last."""

    settings: Settings
    store: Store
    jobs: Dispatching
    answering: Asked
    door: Door = field(init=False)
    limiter: Limiter = field(init=False)
    library: Library = field(init=False)
    lately: Lately = field(default_factory=Lately, init=False)

    def __post_init__(self) -> None:
        self.door = Door(self.settings, self.store)
        self.limiter = Limiter(self.settings)
        self.library = Library(self.store)

    async def look(self, coop: str, read: Callable[[Books], Found]) -> Found:
        """What a few rows tell. SQLite is a file on this machine, in which nobody who reads waits for anybody: looking
        into it takes less time than handing the look to a thread."""
        if not self.store.sqlite:
            return await run_in_threadpool(self._look, coop, read)
        return self._look(coop, read)

    async def seek(self, coop: str, read: Callable[[Books], Found]) -> Found:
        """What many rows must be gone through for, in a thread: meanwhile others are answered."""
        return await run_in_threadpool(self._look, coop, read)

    def _look(self, coop: str, read: Callable[[Books], Found]) -> Found:
        with self.store.reading(coop) as books:
            return read(books)


async def the_service(request: Request) -> Service:
    """The service that the app runs. Async, though it waits for nothing: the framework takes a thread for all else."""
    return request.app.state.service


Parts = Annotated[Service, Depends(the_service)]


def answered(answer: Answer) -> Response:
    """What came back from a question, as it goes out."""
    return Response(answer.body, answer.status, answer.headers, "application/json")


_bearer = HTTPBearer(
    scheme_name="bearer",
    description="An API key, `ronda_<coop>_<id>_<secret>`, or a token (JWT) of the configured OIDC provider.",
    auto_error=False,
)
Shown = Annotated[HTTPAuthorizationCredentials | None, Security(_bearer)]


class Asker:
    """The dependency that gives who asks, or refuses. scopes: any one of them opens the route; rate: what it counts
    as."""

    def __init__(self, scopes: tuple[str, ...], rate: str):
        self.scopes = scopes
        self.rate = rate

    async def __call__(self, request: Request, shown: Shown) -> Principal:
        service = await the_service(request)
        state = request.state
        given = request.headers.get("authorization")
        principal = service.door.known(given) or await _looked_up(service, request, given)
        state.principal = principal
        state.rate = service.limiter.count(self.rate, f"{principal.coop} {principal.id}")
        if not principal.may(*self.scopes):
            raise Refusal("scope-missing", f"The key needs the scope {' or '.join(self.scopes)}.")
        return principal


def asker(*scopes: str, rate: str = "requests") -> Callable[..., Awaitable[Principal]]:
    """Who asks, as a dependency of a route; any one of the scopes opens it. Refuses with 401, 403 or 429."""
    unknown = [scope for scope in scopes if scope not in SCOPES]
    if unknown or not scopes:
        raise LookupError(f"api/access/principal.py lists no scope {', '.join(unknown) or '(none was given)'}")
    return Asker(scopes, rate)


async def _looked_up(service: Service, request: Request, given: str | None) -> Principal:
    """Who asks, from the store. Whoever guesses keys is slowed down, by their address and before anything is looked up;
    a key that opened before is looked up however many guess beside it."""
    address = address_of(request)
    if not service.door.familiar(given):
        service.limiter.look("requests", address)
    try:
        return await run_in_threadpool(service.door.who, given)
    except Refusal:
        request.state.rate = service.limiter.count("requests", address)
        raise


def address_of(request: Request) -> str:
    """From where somebody asks, to count by."""
    return request.client.host if request.client else "unknown"
