"""The web application: routes, limits, refusals and access put together."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from fastapi import APIRouter, FastAPI

from api.routes import health
from api.routes.service import Service
from api.settings import Settings
from api.settings import settings as read
from api.web.bodies import Bodies
from api.web.described import operation_id
from api.web.documents import handle
from api.web.envelope import Envelope

ROUTERS: tuple[APIRouter, ...] = (health.router,)
"""Every router; there is no other way into the app."""


def app(settings: Settings | None = None, service: Service | None = None) -> FastAPI:
    """The service as an ASGI app. service: parts that are open already; without it they are opened and closed here."""
    chosen = service.settings if service else settings or read()
    made = FastAPI(
        title="Ronda",
        version="1",
        description="Matches home carers with clients and plans their rounds, for care co-operatives.",
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        generate_unique_id_function=operation_id,
        lifespan=_lifespan(service),
    )
    if service is not None:
        made.state.service = service
    handle(made)
    for router in ROUTERS:
        made.include_router(router)
    made.add_middleware(Bodies, limit=chosen.body_limit)
    made.add_middleware(Envelope, told=())
    return made


def _lifespan(service: Service | None) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def open_and_close(app: FastAPI) -> AsyncIterator[None]:
        yield

    return open_and_close
