"""The first page: what somebody sees who opens the service's address in a browser."""

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from api.web.described import refuses

router = APIRouter(tags=["health"])

_PAGE = """<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Ronda</title>
<main>
<h1>Ronda is running</h1>
<p>It matches home carers with clients and plans their rounds. Programs ask it under <code>/v1</code>.</p>
<ul>
<li><a href="/hub">/hub</a>: the pages for planners, carers, clients and members</li>
<li><a href="/openapi.json">/openapi.json</a>: every resource, field and answer</li>
<li><a href="/errors">/errors</a>: with which codes it refuses, and what to do</li>
<li><a href="/readyz">/readyz</a>: whether it is ready for work</li>
</ul>
<p>An afternoon's start is in the project's <code>api/QUICKSTART.md</code>.</p>
</main>
</html>
"""


@router.get("/", response_class=HTMLResponse, responses=refuses(anyone=True))
def show_front() -> str:
    """Where to go from here."""
    return _PAGE
