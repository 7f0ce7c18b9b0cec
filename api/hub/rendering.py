"""Fills the hub's templates: every page has the frame of base.html.j2 and the words of one language."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

from api.access.principal import Principal
from api.hub.assets import assets
from api.hub.navigation import entries
from api.hub.speech import LANGUAGES, Speech, speech

LOADERS = ("api.hub", "api.library")
"""The packages whose folder pages/ holds templates."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What every page knows: who reads it (None = nobody has signed in), in which language, and where it stands.

    path: its own address, with what was asked.
    """

    words: Speech
    path: str
    reader: Principal | None = None


def render(template: str, frame: Frame, **told: Any) -> str:
    """A page as text. Raises jinja2.UndefinedError where the template asks for what is not told."""
    words = frame.words
    return (
        _environment(words.language)
        .get_template(template)
        .render(
            frame=frame,
            words=words,
            reader=frame.reader,
            entries=entries(frame.reader),
            languages=[(code, speech(code).name) for code in LANGUAGES],
            asset=_address,
            **told,
        )
    )


@cache
def _environment(language: str) -> Environment:
    environment = Environment(
        loader=ChoiceLoader([PackageLoader(package, "pages") for package in LOADERS]),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
    )
    words = speech(language)
    install: Any = environment
    install.install_gettext_callables(words.say, words.count, newstyle=True)
    environment.filters |= {
        "day": words.day,
        "clock": words.clock,
        "number": words.number,
        "share": words.share,
        "date": date.fromisoformat,
        "moment": datetime.fromisoformat,
    }
    return environment


def _address(name: str) -> str:
    """Where an asset is found."""
    return assets()[name].address


def templates() -> Sequence[str]:
    """Every template there is."""
    return sorted(name for name in _environment("en").list_templates() if name.endswith(".j2"))
