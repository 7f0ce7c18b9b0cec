"""The small library that Ronda begins with: openly readable titles about care and co-ops, and three courses of them."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from api.library.contributors import read_contributor
from api.library.course import Course
from api.library.resource import PEOPLE, Contributor, Resource, Rights, Terms

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Seeds:
    """Resources, and courses whose steps are places among these resources, from 0 on."""

    resources: tuple[Resource, ...]
    courses: tuple[Course, ...]


@cache
def seeds() -> Seeds:
    """The small library, as it comes with Ronda."""
    resources = tuple(_resource(given) for given in _read("resources.toml")["resource"])
    places = {resource.link: place for place, resource in enumerate(resources)}
    courses = tuple(_course(given, places) for given in _read("courses.toml")["course"])
    return Seeds(resources, courses)


def _resource(given: Mapping[str, Any]) -> Resource:
    values: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in given.items()}
    for name in PEOPLE:
        values[name] = tuple(_contributor(told) for told in given.get(name, ()))
    terms = Terms(**{facet: tuple(ids) for facet, ids in given.get("terms", {}).items()})
    values |= {"terms": terms, "rights": Rights(given.get("rights", "unknown"))}
    return Resource(**values)


def _course(given: Mapping[str, Any], places: Mapping[str, int]) -> Course:
    values: dict[str, Any] = {**given, "steps": tuple(places[link] for link in given["steps"])}
    return Course(**values)


def _contributor(told: str) -> Contributor:
    return read_contributor(told) or Contributor(told, organisation=True)


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))
