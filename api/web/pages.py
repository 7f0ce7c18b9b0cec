"""Lists in pages: ordered by key, so that a page stays right while rows come and go (keyset paging)."""

from collections.abc import Callable, Sequence
from typing import Annotated, Generic, TypeVar
from urllib.parse import urlencode

from fastapi import Depends, Query, Request, Response
from pydantic import BaseModel

Item = TypeVar("Item")
Found = TypeVar("Found")

After = Annotated[str | None, Query(max_length=200, description="Where the page before ended; from its Link.")]


class Page(BaseModel, Generic[Item]):
    """One page of a list; the header Link leads to the next."""

    items: list[Item]


class Pages:
    """So many rows at once, and in the header Link where the next ones are."""

    def __init__(self, request: Request, response: Response, limit: int):
        self._request, self._response, self._limit = request, response, limit

    def page(
        self,
        look: Callable[[int], Sequence[Found]],
        key: Callable[[Found], str | int],
        shown: Callable[[Found], Item],
    ) -> Page[Item]:
        """One page. look: finds so many rows behind the last page; key: of a row, where the next page begins."""
        rows = list(look(self._limit + 1))  # one more tells whether there is a next page
        if len(rows) > self._limit:
            rows = rows[: self._limit]
            asked = {**dict(self._request.query_params), "after": str(key(rows[-1])), "limit": str(self._limit)}
            self._response.headers["Link"] = f'<{self._request.url.path}?{urlencode(asked)}>; rel="next"'
        return Page(items=[shown(row) for row in rows])


async def _pages(
    request: Request,
    response: Response,
    limit: Annotated[int, Query(ge=1, le=200, description="How many at most.")] = 50,
) -> Pages:
    """Async, though it waits for nothing: the framework takes a thread for all else, and that is waited for."""
    return Pages(request, response, limit)


Paging = Annotated[Pages, Depends(_pages)]
"""The dependency of a list's route."""
