"""The co-op's other tools: each tells its name, its address, a few numbers and its health; the hub shows tiles."""

import csv
import io
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Response, Security
from pydantic import BaseModel, Field

from api.access.principal import Principal
from api.refusals import Refusal
from api.routes.coop import Member
from api.routes.service import Parts, asker
from api.store import audit, tools
from api.store.tools import Health, Tool
from api.web.described import refuses, takes
from api.web.forms import STRICT, Label, form

router = APIRouter(prefix="/v1", tags=["tools"])

Keeper = Annotated[Principal, Security(asker("tools:write"))]
ToolId = Annotated[str, Path(pattern=r"^[a-z0-9][a-z0-9-]{0,39}$", description="What the tool is called in addresses.")]
Figure = Annotated[float, Field(allow_inf_nan=False)]


class WantedTool(BaseModel):
    """What a tool tells of itself. numbers: by label, eight at most, of nobody in particular."""

    model_config = STRICT

    name: Label
    link: Annotated[str, Field(max_length=500, pattern=r"^https?://[^\s/]+(/\S*)?$")]
    health: Health = "unknown"
    numbers: Annotated[dict[Label, Figure], Field(max_length=8)] = {}


@dataclass(frozen=True, slots=True)
class ShownTool:
    """A tool as it last told of itself."""

    id: str
    name: str
    link: str
    health: Health
    numbers: dict[str, float]
    told: datetime


def _shown(tool: Tool) -> ShownTool:
    health: Health = "up" if tool.health == "up" else "down" if tool.health == "down" else "unknown"
    return ShownTool(tool.id, tool.name, tool.link, health, tool.numbers, tool.told)


@router.get("/tools", responses=refuses())
async def list_tools(asking: Member, service: Parts) -> list[ShownTool]:
    """Every tool of the co-op, in the order of their names."""
    return await service.look(asking.coop, lambda books: [_shown(one) for one in tools.all_of(books)])


_CSV = {"description": "A row for each number of each tool.", "content": {"text/csv": {"schema": {"type": "string"}}}}


@router.get("/tools.csv", response_class=Response, responses={200: _CSV, **refuses()})
async def read_numbers(asking: Member, service: Parts) -> Response:
    """The numbers of all tools as a table, for a spreadsheet."""
    found = await service.look(asking.coop, tools.all_of)
    return Response(_table(found), media_type="text/csv")


def _table(found: list[Tool]) -> str:
    written = io.StringIO()
    rows = csv.writer(written, lineterminator="\r\n")
    rows.writerow(("tool", "name", "health", "told", "label", "number"))
    for tool in found:
        for label, number in tool.numbers.items():
            told = tool.told.isoformat(timespec="seconds")
            rows.writerow((tool.id, _cell(tool.name), tool.health, told, _cell(label), number))
    return written.getvalue()


def _cell(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@")) else text


_EXAMPLE = {
    "name": "Accounts",
    "link": "https://accounts.example/",
    "health": "up",
    "numbers": {"invoices open": 12},
}


@router.put(
    "/tools/{tool}",
    responses=refuses("contradiction", body=True),
    openapi_extra=takes("WantedTool", example=_EXAMPLE),
)
def put_tool(
    tool: ToolId, asking: Keeper, service: Parts, wanted: Annotated[WantedTool, Depends(form(WantedTool))]
) -> ShownTool:
    """Tell of a tool: what was told before is replaced. The hub shows it as a tile."""
    with service.store.of(asking.coop) as books:
        known = {one.id for one in tools.all_of(books)}
        if tool not in known and len(known) >= tools.MOST:
            raise Refusal("contradiction", f"A co-op has {tools.MOST} tools at most: remove one first.")
        found = tools.put(books, tool, wanted.name, wanted.link, wanted.health, wanted.numbers)
        if tool not in known:
            audit.note(books, asking.id, asking.role.value, "tool.add", f"tool:{tool}")
    return _shown(found)


@router.delete("/tools/{tool}", status_code=204, responses=refuses("unknown"))
def remove_tool(tool: ToolId, asking: Keeper, service: Parts) -> None:
    """Take a tool's tile away."""
    with service.store.of(asking.coop) as books:
        tools.remove(books, tool)
        audit.note(books, asking.id, asking.role.value, "tool.remove", f"tool:{tool}")
