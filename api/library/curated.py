"""Curated lists in Markdown: bullet points with a link, under headings that say what kind of thing they are.

The words of a point stay what they are. A heading files its points: under "Books" stand books, under "Legal" is law.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from api.library.contributors import is_organisation, read_contributor, read_spoken
from api.library.folding import folded
from api.library.formats.reading import Reading, Row
from api.library.formats.record import Record, understood
from api.library.resource import LONGEST_SHORT_TITLE, Contributor, Resource
from api.library.terms import filed

_BETWEEN = re.compile(r"^[\s,:.–—-]+")
_YEAR_ONLY = re.compile(r"^\(?((?:19|20)\d\d)\)?\.?$")
_BY = re.compile(r"^\(?by (?P<who>.+?)(?:\)?\.?$|\s+[–—-]\s+)", re.IGNORECASE)
_BY_AT_END = re.compile(r"\(by (?P<who>[^()]+)\)\.?$", re.IGNORECASE)
_ADDRESS = re.compile(r"\s*\(https?://[^\s()]*\)")
_LISTS = ("bullet_list", "ordered_list")
_OF_PERSONS = {"book", "chapter", "article", "paper", "thesis", "video", "podcast", "slides", "blog-post"}
_SECTIONS_APART = re.compile(r"\s*[/,&]\s*|\s+and\s+")


@dataclass(frozen=True, slots=True)
class _Point:
    """A bullet point: its heading, its line, and the title of the point that it stands under."""

    item: SyntaxTreeNode
    heading: str
    line: int
    above: str = ""


def read(text: str, file: str = "list.md", sections: Collection[str] = ()) -> Reading:
    """The resources of a list; sections: of these headings only, with everything under them. Tables are left out."""
    root = SyntaxTreeNode(MarkdownIt("commonmark").enable("table").parse(text))
    wanted = {folded(section) for section in sections}
    return Reading.of(_row(point, file) for point in _points(root.children, wanted) if not _leads_within(point.item))


def _points(nodes: Iterable[SyntaxTreeNode], wanted: Collection[str]) -> Iterator[_Point]:
    path: list[tuple[int, str]] = []
    for node in nodes:
        if node.type == "heading":
            level = int(node.tag[1:])
            path = [*((depth, name) for depth, name in path if depth < level), (level, _plain(node.children).strip())]
        elif node.type in _LISTS and (not wanted or any(folded(name) in wanted for _, name in path)):
            yield from _of_list(node, path[-1][1] if path else "", "")


def _of_list(node: SyntaxTreeNode, heading: str, above: str) -> Iterator[_Point]:
    for item in node.children:
        yield _Point(item, heading, item.map[0] + 1 if item.map else 0, above)
        title = _title(_inline(item))
        for child in item.children:
            if child.type in _LISTS:
                yield from _of_list(child, heading, title)


def _row(point: _Point, file: str) -> tuple[Row, Resource | None]:
    row = Row(f"{file} line {point.line}")
    inline = _inline(point.item)
    main = _main_link(inline)
    if main is None:
        row.refuse("link", _plain(inline)[:40], "the point has no link: give the address where it is found")
        return row, None
    before, after = _around(inline, main)
    own = _title(inline)
    rest = _BETWEEN.sub("", " ".join([*([before] if before != own else []), *after.split()]))
    year = _YEAR_ONLY.match(rest)
    who, only_names = _by_line(rest)
    tags = tuple(part for part in _SECTIONS_APART.split(point.heading) if part)
    terms, _ = filed(tags)
    record = Record(
        links=(str(main.attrs.get("href", "")),),
        title=f"{point.above}: {own}" if point.above else own,
        short_title=own if point.above and len(own) <= LONGEST_SHORT_TITLE else "",
        summary="" if year or only_names else rest,
        authors=tuple(_authors(who, set(terms.formats))),
        published=year[1] if year else "",
        tags=tags,
    )
    return row, understood(record, row)


def _by_line(rest: str) -> tuple[str, bool]:
    """Whom "by Ana Puig" names at the beginning or, in brackets, at the end; and whether nothing else is said."""
    said = _ADDRESS.sub("", rest)
    found = _BY.match(said) or _BY_AT_END.search(said)
    if found is None:
        return "", False
    return found["who"], said == rest and "(" not in said and found.end("who") >= len(said.rstrip("."))


def _authors(who: str, formats: set[str]) -> Iterator[Contributor]:
    """Persons write books and articles; handbooks and tools are mostly an organisation's, which may have two words too.

    "and" between two persons parts them, within an organisation's name it does not.
    """
    told = re.sub(r"^the\s+", "", who.strip().rstrip("."), flags=re.IGNORECASE)
    read_one = read_spoken if formats & _OF_PERSONS else read_contributor
    for name in [told] if is_organisation(told) else re.split(r"\s+(?:and|&)\s+|;\s*", told):
        one = read_one(name)
        if one is not None:
            yield one


def _leads_within(item: SyntaxTreeNode) -> bool:
    """Whether a point only leads to another place of the same page, as those of a table of contents do."""
    links = [node for node in _inline(item) if node.type == "link"]
    return bool(links) and all(str(link.attrs.get("href", "")).startswith("#") for link in links)


def _inline(item: SyntaxTreeNode) -> list[SyntaxTreeNode]:
    """What stands in the point itself, without the points under it."""
    return [
        node for child in item.children if child.type == "paragraph" for one in child.children for node in one.children
    ]


def _main_link(inline: Iterable[SyntaxTreeNode]) -> SyntaxTreeNode | None:
    return next((node for node in inline if node.type == "link"), None)


def _around(inline: list[SyntaxTreeNode], main: SyntaxTreeNode) -> tuple[str, str]:
    place = inline.index(main)
    return _plain(inline[:place]).strip(), _plain(inline[place + 1 :])


def _title(inline: list[SyntaxTreeNode]) -> str:
    """The words of the link; of a bare address, the words before it."""
    main = _main_link(inline)
    if main is None:
        return _plain(inline).strip()
    words = " ".join(_plain(main.children).split())
    before = _around(inline, main)[0]
    return before if words == main.attrs.get("href") and before else words


def _plain(nodes: Iterable[SyntaxTreeNode]) -> str:
    """Text as people read it; a link in it keeps its address in brackets."""
    found = []
    for node in nodes:
        if node.type in ("softbreak", "hardbreak"):
            found.append(" ")
        elif node.type == "link":
            words, address = _plain(node.children), str(node.attrs.get("href", ""))
            found.append(words if words == address else f"{words} ({address})")
        elif node.children:
            found.append(_plain(node.children))
        elif node.type in ("text", "code_inline"):
            found.append(node.content)
    return "".join(found)
