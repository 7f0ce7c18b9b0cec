"""What goes wrong on a page, as a page."""

from urllib.parse import urlencode

from fastapi import Request
from starlette.responses import Response

from api.hub.rendering import Frame
from api.refusals import Refusal
from api.routes.hub.visitor import SignInFirst, onward, shown, words_of
from api.web.bodies import is_page


def page_of(request: Request, refusal: Refusal) -> Response | None:
    """The page for a refusal; None where no page was asked for."""
    path = request.url.path
    if not is_page(path):
        return None
    if isinstance(refusal, SignInFirst):
        back = path if request.method == "GET" else "/hub"
        return onward(f"/hub/sign-in?{urlencode({'next': back})}")
    return shown(
        "refused.html.j2",
        Frame(words_of(request), "/hub", getattr(request.state, "principal", None)),
        refusal.status,
        title=refusal.code.title,
        detail=refusal.detail,
    )
