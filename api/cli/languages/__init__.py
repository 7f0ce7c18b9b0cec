"""Heads of tables in other languages than English, in one file for each; what stands around them is in English."""

from collections.abc import Mapping
from pathlib import Path

from engine.languages import Text, Texts

FOLDER = Path(__file__).parent


def heads(section: str, english: Mapping[str, Text]) -> Texts[Text]:
    """The texts of one table."""
    return Texts(section, english, FOLDER)
