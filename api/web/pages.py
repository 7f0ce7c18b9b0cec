"""Lists in pages: ordered by key, so that a page stays right while rows come and go (keyset paging)."""

from collections.abc import Callable, Sequence
from typing import Annotated, Generic, TypeVar
from urllib.parse import urlencode

from fastapi import Query, Request, Response
from pydantic import BaseModel

Item = TypeVar("Item")
Found = TypeVar("Found")

Limit = Annotated[int, Query(ge=1, le=200, description="How many at most.")]
After = Annotated[str | None, Query(max_length=200, description="Where the page before ended; from its Link.")]


class Page(BaseModel, Generic[Item]):
    """One page of a list; the header Link leads to the next."""

    items: list[Item]


def page(
    request: Request,
    response: Response,
    limit: int,
    look: Callable[[int], Sequence[Found]],
    key: Callable[[Found], str | int],
    shown: Callable[[Found], Item],
) -> Page[Item]:
    """One page. look: finds so many rows behind the last page; key: of a row, where the next page begins."""
    rows = list(look(limit + 1))  # one more tells whether there is a next page
    if len(rows) > limit:
        rows = rows[:limit]
        asked = {**dict(request.query_params), "after": str(key(rows[-1])), "limit": str(limit)}
        response.headers["Link"] = f'<{request.url.path}?{urlencode(asked)}>; rel="next"'
    return Page(items=[shown(row) for row in rows])
