"""A real list goes in by the service's import and comes out by every way that it has, with nothing lost."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest

from api.access.principal import Role
from api.library import oai
from api.library.document import document_of
from api.library.exchange import WRITTEN
from tests.api.library.resources import full
from tests.api.service.parts import World, served
from tests.databases import KINDS
from tests.realdata import files

LIBRARY = "/v1/library"
NEWEST_FIRST = f"{LIBRARY}/resources?sort=added&limit=100"
SECTIONS = ("Resources", "Software/Products created by tech coops")
RESOURCES = 48
"""So many points stand under these; with networks, other lists and jobs there are 64."""


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    return request.param


def bring(world: World, **told: object) -> dict:
    answer = world.as_role(Role.PLANNER, "POST", f"{LIBRARY}/review/import", json=told)
    assert answer.status_code == 200, answer.text
    return answer.json()


def review(world: World, state: str) -> list[dict]:
    answer = world.as_role(Role.PLANNER, "GET", f"{LIBRARY}/review/resources?state={state}&limit=100")
    return answer.json()["items"]


def publish_all(world: World) -> None:
    for one in review(world, "submitted"):
        answer = world.as_role(Role.PLANNER, "POST", f"{LIBRARY}/review/resources/{one['id']}/publish")
        assert answer.status_code == 200


def shown(world: World) -> list[dict]:
    """Every field of every resource that readers see, by link."""
    found = world.ask("GET", NEWEST_FIRST).json()
    assert found["total"] == len(found["items"])
    return sorted((one["resource"] for one in found["items"]), key=lambda one: one["link"])


@pytest.fixture
def world(kind: str) -> Iterator[World]:
    with served(kind, requests_a_second=100_000) as found:
        yield found


def exported(world: World, format: str) -> str:
    return world.ask("GET", f"{LIBRARY}/export/{format}").text


def harvested(world: World) -> str:
    """All records in one document, as a harvester puts the pages together."""
    answer = world.ask("GET", f"{LIBRARY}/oai?verb=ListRecords&metadataPrefix=oai_dc").text
    every = ElementTree.Element(f"{{{oai.OAI}}}ListRecords")
    while True:
        root = ElementTree.fromstring(answer)
        every.extend(root.iter(f"{{{oai.OAI}}}record"))
        token = root.findtext(f".//{{{oai.OAI}}}resumptionToken")
        if not token:
            return ElementTree.tostring(every, encoding="unicode")
        answer = world.ask("GET", f"{LIBRARY}/oai", params={"verb": "ListRecords", "resumptionToken": token}).text


def pages(world: World) -> str:
    """What search engines read on the page of each resource."""
    found = []
    for one in world.ask("GET", NEWEST_FIRST).json()["items"]:
        text = world.ask("GET", f"/library/{one['id']}").text
        told = re.search(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
        assert told is not None
        found.append(json.loads(told[1]))
    return json.dumps(found)


WAYS = {
    **{f"export-{one.value}": (one.value, lambda world, format=one.value: exported(world, format)) for one in WRITTEN},
    "harvest": ("oai-dc", harvested),
    "feed": ("atom", lambda world: world.ask("GET", f"{LIBRARY}/feed").text),
    "pages": ("json-ld", pages),
}
"""How the library goes out: which importer reads it, and how it is asked for."""


@pytest.mark.parametrize("path", files("library", "tech-coops.md"))
def test_a_real_list_goes_in_and_comes_out_every_way_and_back_in_with_nothing_lost(
    world: World, kind: str, path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(oai, "PAGE", 10)
    made = bring(world, format="markdown", text=path.read_text(), name=path.name, sections=SECTIONS)
    assert (len(made["added"]), made["duplicates"], made["faults"], made["left"]) == (RESOURCES, [], [], [])
    every_field = {**document_of(full()), "rights": "custom"}
    assert world.ask("POST", f"{LIBRARY}/resources", json=every_field).status_code == 201
    assert shown(world) == []
    publish_all(world)
    given = shown(world)
    assert len(given) == RESOURCES + 1
    assert {name for one in given for name, value in one.items() if value} == set(every_field)
    for name, (format, ask) in WAYS.items():
        with served(kind, requests_a_second=100_000) as other:
            again = bring(other, format=format, text=ask(world), publish=True)
            assert (len(again["added"]), again["duplicates"], again["faults"], again["left"]) == (49, [], [], []), name
            assert shown(other) == given, name


@pytest.mark.parametrize("path", files("library", "tech-coops.md"))
def test_of_a_whole_list_what_stands_there_twice_is_told_and_a_second_import_adds_nothing(world: World, path: Path):
    told = {"format": "markdown", "text": path.read_text(), "name": path.name}
    first = bring(world, **told)
    assert (len(first["added"]), first["faults"], first["left"]) == (63, [], [])
    (twice,) = first["duplicates"]
    assert (twice["where"], twice["row"], twice["by"]) == ("tech-coops.md line 362", "tech-coops.md line 277", "link")
    again = bring(world, **told)
    assert (again["added"], len(again["duplicates"]), again["faults"]) == ([], 64, [])
