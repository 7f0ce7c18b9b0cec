"""The page that the `type` of every refusal leads to."""

from html import escape

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from api.refusals import CODES, Code
from api.web.described import refuses

router = APIRouter(tags=["health"])

_HEAD = """<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Refusals</title>
"""


@router.get("/errors", response_class=HTMLResponse, responses=refuses(anyone=True))
def explain_refusals() -> str:
    """Every code with which the service refuses, and what to do about it."""
    sections = "\n".join(_section(each) for each in CODES)
    return f"{_HEAD}<main>\n<h1>Refusals</h1>\n{sections}\n</main>\n</html>\n"


def _section(code: Code) -> str:
    title = f'<h2 id="{code.code}">{code.status} · {code.code}</h2>'
    return f"{title}\n<p>{escape(code.title)}. {escape(code.meaning)}</p>\n<p><em>{escape(code.remedy)}</em></p>"
