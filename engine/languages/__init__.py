"""What Ronda says in other languages than English.

English stands in the code, beside what it tells of. Of every other language all is in one file here, `ca.toml` to
`pt-BR.toml`, in the same sections and under the same names, and is read when somebody first asks for that language.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Generic, TypeVar

from engine.errors import EngineError
from engine.shapes import LANGUAGES, Rule

FOLDER = Path(__file__).parent

Text = TypeVar("Text", str, tuple[str, ...])


class Texts(Generic[Text]):
    """The texts of one part of the program: `PHRASES("nobody_else", "hi")`.

    section: where they stand in the file of each other language; english: by name; folder: where those files are.
    """

    def __init__(self, section: str, english: Mapping[str, Text], folder: Path = FOLDER):
        self.section, self.english, self.folder = section, english, folder
        self._known: dict[str, Mapping[str, Text]] = {"en": english}

    def __call__(self, name: str, language: str = "en") -> Text:
        """One text, in English where the language lacks it.

        Raises EngineError for a language that is not spoken, KeyError for a name that is not told.
        """
        known = self._known.get(language)
        if known is None:
            known = self._known[language] = {**self.english, **told_in(language, self.folder).get(self.section, {})}
        return known[name]


def title_of(rule: Rule, language: str) -> str:
    """The title of a rule or of a fact by construction. Raises EngineError for a language that is not spoken."""
    return _of(rule, language).get("title", rule.title)


def sentence_of(rule: Rule, language: str) -> str:
    """The sentence of a rule with its gaps. Raises EngineError for a language that is not spoken."""
    return _of(rule, language).get("sentence", rule.sentence)


def _of(rule: Rule, language: str) -> Mapping[str, str]:
    return {} if language == "en" else told_in(language).get("rules", {}).get(rule.id, {})


@cache
def told_in(language: str, folder: Path = FOLDER) -> Mapping[str, Mapping[str, Any]]:
    """The sections of a language's file; nothing for English. Raises EngineError for a language that is not spoken."""
    spoken(language)
    if language == "en":
        return {}
    sections = tomllib.loads((folder / f"{language}.toml").read_text(encoding="utf-8"))
    return {
        section: {name: tuple(text) if isinstance(text, list) else text for name, text in texts.items()}
        for section, texts in sections.items()
    }


def spoken(language: str) -> None:
    """Raises EngineError for a language without sentences."""
    if language not in LANGUAGES:
        raise EngineError(f"no sentences in {language!r}: choose one of {', '.join(LANGUAGES)}")
