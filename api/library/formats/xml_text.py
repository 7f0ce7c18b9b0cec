"""XML read safely, and written: what OAI-PMH and Atom have in common."""

from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element, ParseError, SubElement, indent, register_namespace, tostring

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from api.library.formats.carried import PREFIX
from api.library.formats.reading import unreadable

RONDA = "urn:ronda:library"
"""The namespace of what travels beside a format's own elements."""

register_namespace("ronda", RONDA)


def parsed(text: str, file: str) -> Element:
    """The root of a document. Raises DataError for what is no XML, and for what would make a reader explode."""
    try:
        return fromstring(text)
    except ParseError as error:
        raise unreadable(file, "text", text[:20], f"is no XML ({error}): export the file again") from None
    except DefusedXmlException:
        raise unreadable(file, "text", text[:20], "declares entities of its own: export it without a DOCTYPE") from None


def written(root: Element, own: str) -> str:
    """A document. own: the namespace whose elements bear no prefix, for readers that look for names as they stand."""
    for element in root.iter():
        element.tag = element.tag.removeprefix(f"{{{own}}}")
    root.set("xmlns", own)
    indent(root)
    return (
        tostring(root, encoding="unicode", xml_declaration=True).replace("encoding='us-ascii'", "encoding='utf-8'")
        + "\n"
    )


def add(parent: Element, tag: str, text: str = "", **attributes: str) -> Element:
    """A new element at the end of another."""
    child = SubElement(parent, tag, attributes)
    child.text = text or None
    return child


def texts(parent: Element, tag: str) -> tuple[str, ...]:
    """The texts of all children of a name, without the empty ones."""
    return tuple(text for child in parent.iterfind(tag) if (text := "".join(child.itertext()).strip()))


def carried_element(carried: Mapping[str, str]) -> Element:
    """What a format cannot say, in an element of the library's own, which every other reader passes over."""
    root = Element(f"{{{RONDA}}}carried")
    for name, text in carried.items():
        add(root, f"{{{RONDA}}}{name.removeprefix(PREFIX)}", text)
    return root


def read_carried_element(parent: Element) -> dict[str, str]:
    return {
        PREFIX + child.tag.partition("}")[2]: (child.text or "").strip()
        for child in _children(parent.find(f".//{{{RONDA}}}carried"))
    }


def _children(parent: Element | None) -> Iterator[Element]:
    return iter(()) if parent is None else iter(parent)
