"""The language of a page: words through gettext, dates and numbers through Babel."""

import io
from collections.abc import Iterable
from datetime import date, datetime, time
from functools import cache
from pathlib import Path

from babel import Locale, dates, negotiate_locale, numbers
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations

from engine.shapes import LANGUAGES

LOCALES = Path(__file__).with_name("locales")


class Speech:
    """One language: what a page says in it, and how it writes days, times and numbers."""

    def __init__(self, language: str):
        """language: one of LANGUAGES."""
        self.language = language
        self.locale = Locale.parse(language, sep="-")
        self._words = _translations(language)

    @property
    def name(self) -> str:
        """What the language calls itself."""
        name = self.locale.get_display_name(self.language.replace("-", "_")) or self.language
        return name[:1].upper() + name[1:]

    def say(self, message: str) -> str:
        """A message of ours in this language."""
        return self._words.gettext(message)

    def count(self, one: str, many: str, number: int) -> str:
        """A message about so many things."""
        return self._words.ngettext(one, many, number)

    def day(self, moment: date | datetime, how: str = "EEEE d MMMM") -> str:
        """A day, such as Monday 30 November; how: a pattern of Unicode's, or full, long, medium, short."""
        return dates.format_date(moment, how, self.locale)

    def clock(self, moment: datetime | time) -> str:
        """A time of the day, on 24 hours, as rounds are written everywhere."""
        return dates.format_time(moment, "HH:mm", locale=self.locale)

    def number(self, value: float, digits: int = 0) -> str:
        """A number with so many decimals."""
        return numbers.format_decimal(
            round(value, digits), "#,##0" + ("." + "0" * digits if digits else ""), self.locale
        )

    def share(self, value: float) -> str:
        """A share from 0 to 1 as per cent."""
        return numbers.format_percent(value, locale=self.locale)


@cache
def speech(language: str) -> Speech:
    """One of LANGUAGES, read once."""
    return Speech(language)


def chosen(asked: str | None, accepted: str | None) -> Speech:
    """The language of whoever asks: what they chose, else what their browser would like best, else English."""
    if asked in LANGUAGES:
        return speech(asked)
    found = negotiate_locale(_wished(accepted or ""), LANGUAGES, sep="-", aliases={"pt": "pt-BR"})
    return speech(found or "en")


def _wished(header: str) -> Iterable[str]:
    """The languages of an Accept-Language, the dearest first (RFC 9110, 12.5.4)."""
    ranked: list[tuple[float, str]] = []
    for part in header.split(",")[:20]:
        tag, _, quality = part.strip().partition(";q=")
        try:
            ranked.append((-float(quality or 1), tag))
        except ValueError:
            continue
    return [tag for _, tag in sorted(ranked, key=lambda one: one[0])]


def _translations(language: str) -> Translations:
    """A catalogue as it stands in locales/, compiled in memory: nothing has to be built first."""
    path = LOCALES / f"{language.replace('-', '_')}.po"
    if not path.exists():  # English is what the pages say anyway
        return Translations()
    with path.open("rb") as file:
        catalogue = read_po(file, locale=language.replace("-", "_"))
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return Translations(compiled)
