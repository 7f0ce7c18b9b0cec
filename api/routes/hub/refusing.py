"""What goes wrong on a page, as a page."""

from urllib.parse import urlencode

from fastapi import Request
from starlette.responses import Response

from api.hub.rendering import Frame
from api.refusals import Refusal
from api.routes.hub.visitor import SignInFirst, onward, shown, words_of
from api.web.bodies import is_page


def _(message: str) -> str:
    """Mark a message for the catalogues; the template says it in the page's language."""
    return message


NOT_YOURS = (_("This page is not for you"), _("Ask your co-op who may open it, or sign in with another key."))
TOO_LARGE = (_("This is too large"), _("Go back, and send less at once."))
BUSY = (_("That was too much at once"), _("Wait a moment, then load the page again."))

KINDS = {
    403: NOT_YOURS,
    404: (_("There is nothing here"), _("What you look for was never here, or is here no longer.")),
    413: TOO_LARGE,
    429: BUSY,
    503: BUSY,
    504: BUSY,
}
"""What a page says of a refusal, by its status: a title, and what to do."""

ELSE = (_("This did not work"), _("Go back and try it another way."))


def page_of(request: Request, refusal: Refusal) -> Response | None:
    """The page for a refusal; None where no page was asked for."""
    path = request.url.path
    if not is_page(path):
        return None
    if isinstance(refusal, SignInFirst):
        back = path if request.method == "GET" else "/hub"
        return onward(f"/hub/sign-in?{urlencode({'next': back})}")
    title, remedy = KINDS.get(refusal.status, ELSE)
    return shown(
        "refused.html.j2",
        Frame(words_of(request), "/hub", getattr(request.state, "principal", None)),
        refusal.status,
        title=title,
        remedy=remedy,
        detail=refusal.detail,
    )
