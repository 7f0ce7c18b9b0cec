"""Every message of the pages is there in every language, with the same blanks."""

import re
from datetime import date
from pathlib import Path
from typing import get_args

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

import api
from api.answering.forms import Language
from api.hub.speech import LANGUAGES, LOCALES, chosen, speech
from api.library import terms
from engine.shapes import LANGUAGES as ENGINE

ROOT = Path(api.__file__).parent
HEADER = ""

METHODS = [
    ("**/pages/*.j2", "jinja2"),
    ("hub/**.py", "python"),
    ("library/**.py", "python"),
    ("routes/**.py", "python"),
    ("web/**.py", "python"),
]


def messages() -> set[str]:
    """Every message that a page may say, in English."""
    found = extract_from_dir(str(ROOT), METHODS, options_map={"**.j2": {"trimmed": "true", "silent": "false"}})
    return {text for _, _, told, _, _ in found for text in ([told] if isinstance(told, str) else told) if text}


def blanks(text: str) -> list[str]:
    return sorted(re.findall(r"%\(\w+\)[sd]", text))


def test_there_are_messages():
    assert {"Sign in", "Overview", "Planner"} <= messages()


@pytest.mark.parametrize("language", [one for one in LANGUAGES if one != "en"])
def test_every_message_is_translated(language: str):
    with (LOCALES / f"{language.replace('-', '_')}.po").open("rb") as file:
        catalogue = read_po(file, locale=language.replace("-", "_"))
    known = {
        text: ([one.string] if isinstance(one.string, str) else list(one.string or ()))
        for one in catalogue
        for text in ([one.id] if isinstance(one.id, str) else one.id)
        if text != HEADER
    }
    wanted = messages()
    assert not wanted - set(known), f"{language}.po lacks these messages: add them"
    assert not set(known) - wanted, f"{language}.po has messages that no page says: take them out"
    for text, said in known.items():
        assert all(said), f"{language}.po: {text!r} is not translated"
        assert all(blanks(one) == blanks(text) for one in said if "%(" in one or len(said) == 1), text


@pytest.mark.parametrize(
    ("asked", "accepted", "found"),
    [
        ("gu", "es", "gu"),
        (None, "ca-ES,es;q=0.8", "ca"),
        (None, "pt", "pt-BR"),
        (None, "fr, hi;q=0.5", "hi"),
        (None, "xx;q=oops", "en"),
        ("klingon", None, "en"),
    ],
)
def test_the_language_is_the_chosen_one_else_what_the_browser_likes(
    asked: str | None, accepted: str | None, found: str
):
    assert chosen(asked, accepted).language == found


def test_days_and_numbers_are_written_as_the_language_has_them():
    assert speech("ca").day(date(2026, 11, 30)) == "dilluns 30 de novembre"
    assert speech("es").number(1234.5, 1) == "1.234,5"
    assert speech("pt-BR").number(12345) == "12.345"


def test_the_pages_the_library_and_the_forms_speak_what_the_engine_speaks():
    assert ENGINE == LANGUAGES == terms.LANGUAGES == get_args(Language)
