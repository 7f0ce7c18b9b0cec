"""One resource of the library: a book, an article, a film, a course or a tool, with the link where it is found."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from urllib.parse import urlsplit

from api.library.dates import read_date
from engine.errors import Fault

LONGEST_SHORT_TITLE = 72
"""Characters; a longer one does not fit a card on a small screen."""

_LANGUAGE = re.compile(r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")


class Rights(StrEnum):
    """Under which terms a resource may be used; `CUSTOM` says it in `rights_text`."""

    UNKNOWN = "unknown"
    ALL_RESERVED = "all-rights-reserved"
    CC_BY = "cc-by"
    CC_BY_SA = "cc-by-sa"
    CC_BY_ND = "cc-by-nd"
    CC_BY_NC = "cc-by-nc"
    CC_BY_NC_SA = "cc-by-nc-sa"
    CC_BY_NC_ND = "cc-by-nc-nd"
    ECL = "ecl"
    CC0 = "cc0"
    PUBLIC_DOMAIN = "public-domain"
    CUSTOM = "custom"


@dataclass(frozen=True, slots=True)
class Contributor:
    """Who wrote, edited or translated: a person by family and given name, or an organisation by its one name.

    An organisation has no given name and says so, since "Sensorica, Inc." must never become a person called Inc.
    """

    name: str
    given: str = ""
    organisation: bool = False


PEOPLE = ("authors", "editors", "translators")
"""The fields of a resource that hold contributors."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What a resource is about, by the ids of the library's terms; each has its words in every language."""

    goals: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    coop_types: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """What the library knows of a resource; only the link is required.

    short_title: for cards, 72 characters at most. published, revised: YYYY, YYYY-MM or YYYY-MM-DD, as exactly as it is
    known. language: of the resource, as in BCP 47, and not of the page that shows it. paywall: whether reading costs
    money or an account. archived: copies that last when the link dies. doi, isbn, issn: checked, in standard form.
    teaches: competencies of the matching that a course gives, such as "hoist". keywords: words of whoever described it
    that are none of the library's terms.
    """

    link: str
    short_title: str = ""
    title: str = ""
    summary: str = ""
    authors: tuple[Contributor, ...] = ()
    editors: tuple[Contributor, ...] = ()
    translators: tuple[Contributor, ...] = ()
    publisher: str = ""
    publication: str = ""
    published: str = ""
    revised: tuple[str, ...] = ()
    language: str = ""
    rights: Rights = Rights.UNKNOWN
    rights_text: str = ""
    paywall: bool = False
    archived: tuple[str, ...] = ()
    doi: str = ""
    isbn: tuple[str, ...] = ()
    issn: tuple[str, ...] = ()
    terms: Terms = field(default_factory=Terms)
    teaches: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()

    @property
    def called(self) -> str:
        """What the resource is called where there is little room; the link where nobody has named it."""
        return self.short_title or self.title or self.link

    def faults(self) -> Iterator[Fault]:
        """What cannot be right in it, apart from identifiers."""
        where = f"resource {self.called}"
        for name, links in (("link", (self.link,)), ("archived", self.archived)):
            for link in links:
                if not _is_web(link):
                    yield Fault(where, name, link, "give an address that begins with https:// or http://")
        if len(self.short_title) > LONGEST_SHORT_TITLE:
            yield Fault(where, "short_title", self.short_title, f"give {LONGEST_SHORT_TITLE} characters at most")
        for name, dates in (("published", (self.published,) if self.published else ()), ("revised", self.revised)):
            for told in dates:
                if read_date(told) != told:
                    yield Fault(where, name, told, "give YYYY, YYYY-MM or YYYY-MM-DD")
        if self.language and not _LANGUAGE.match(self.language):
            yield Fault(where, "language", self.language, "give a language tag such as en, ca or pt-BR")
        if self.rights is Rights.CUSTOM and not self.rights_text:
            yield Fault(where, "rights_text", "", "say in words what the custom rights allow")


def _is_web(link: str) -> bool:
    try:
        parts = urlsplit(link)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and not re.search(r"\s", link)
