"""The web application: routes, limits, refusals and access put together."""

import threading
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, ExitStack, asynccontextmanager, closing

from fastapi import APIRouter, FastAPI
from fastapi.routing import APIRoute

from api.answering.forms import components
from api.answering.process import Answering
from api.documents.shapes import SHAPES
from api.jobs import Jobs
from api.routes import (
    assignments,
    audit,
    checks,
    comparisons,
    coop,
    errors_page,
    explanations,
    feeds,
    front,
    health,
    keys,
    matches,
    me,
    metrics,
    mine,
    networks,
    people,
    petitions,
    plan_events,
    plans,
    problems,
    rules,
    substitutions,
    tools,
    webhooks,
    weights,
)
from api.routes.hub import PAGES
from api.routes.hub.refusing import page_of
from api.routes.library import FORMS, LIBRARY, LIBRARY_PAGES
from api.routes.service import Service
from api.settings import Settings
from api.settings import settings as read
from api.store.store import Store
from api.web.access_log import log_answer
from api.web.bodies import Bodies
from api.web.documents import handle
from api.web.envelope import Envelope
from api.web.figures import Figures
from api.web.forms import schemas_of
from api.web.openapi import describe
from api.web.packing import Packing
from api.web.tracing import SILENT, tracing

PLANNING: tuple[APIRouter, ...] = (
    checks.router,  # before the plans, whose ids look like its path
    plans.router,
    plan_events.router,
    explanations.router,
    comparisons.router,
    matches.router,
    assignments.router,
    substitutions.router,
)
"""What asks the engine."""

ROUTERS: tuple[APIRouter, ...] = (
    problems.router,
    *PLANNING,
    weights.router,
    rules.router,
    networks.router,
    me.router,
    mine.router,
    feeds.router,
    petitions.router,
    coop.router,
    keys.router,
    people.router,
    webhooks.router,
    tools.router,
    *LIBRARY,
    audit.router,
    metrics.router,
    health.router,
    errors_page.router,
    front.router,
    *PAGES,
    *LIBRARY_PAGES,
)
"""Every router; there is no other way into the app."""


def routes() -> list[APIRoute]:
    """Every route of the service, its operation called as its function is."""
    found = [route for router in ROUTERS for route in router.routes if isinstance(route, APIRoute)]
    for route in found:
        route.operation_id = route.name
    return found


def app(settings: Settings | None = None, service: Service | None = None) -> FastAPI:
    """The service as an ASGI app. service: parts that are open already; without it they are opened and closed here."""
    chosen = service.settings if service else settings or read()
    made = FastAPI(
        title="Ronda",
        version="1",
        docs_url=None,  # its pages would load scripts from elsewhere
        redoc_url=None,
        redirect_slashes=False,
        routes=[*routes()],  # not included router by router: each would be asked for its match, and asked again
        lifespan=_lifespan(chosen, service),
        telemetry=SILENT,
    )
    made.state.figures = Figures()
    made.state.leaving = threading.Event()  # set when no more is to be begun: streams end then, and are taken up again
    if service is not None:
        made.state.service = service
    handle(made, _methods(), page_of)
    wanted = schemas_of(keys.WantedKey, webhooks.WantedWebhook, tools.WantedTool, weights.Day, *FORMS)
    describe(made, {**SHAPES, **components(), **wanted})
    made.add_middleware(Packing)
    made.add_middleware(Bodies, limit=chosen.body_limit, page=page_of)
    traced = tracing(chosen)
    told = (made.state.figures.tell, log_answer, *((traced.tell,) if traced else ()))
    made.add_middleware(Envelope, told=told)
    return made


def _methods() -> dict[str, str]:
    """What each path knows, for the header Allow."""
    found: dict[str, set[str]] = {}
    for route in routes():
        found.setdefault(route.path_format, set()).update(route.methods or ())
    return {path: ", ".join(sorted(methods)) for path, methods in found.items()}


def _lifespan(settings: Settings, service: Service | None) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def open_and_close(app: FastAPI) -> AsyncIterator[None]:
        if service is not None:
            yield
            return
        with ExitStack() as parts:
            store = parts.enter_context(closing(Store(settings)))
            jobs = parts.enter_context(closing(Jobs(store, settings)))
            answering = parts.enter_context(closing(Answering(settings)))
            app.state.service = Service(settings, store, jobs, answering)
            yield

    return open_and_close
