"""The page on which a file is imported: what became of each row, and what is wrong with a form, without JavaScript."""

import html
import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from api.access.principal import Role
from api.hub.speech import LANGUAGES
from api.library.exchange import WRITTEN, write
from api.library.formats import ENDINGS, Format
from api.library.naming import FILES
from api.routes.library import exchange
from api.store import audit
from api.store.library import resources
from api.store.library.states import Standing
from api.web.bodies import UPLOAD, UPLOAD_LIMIT
from tests.api.service.parts import World, served
from tests.api.store.library.shelf import ALL, HOIST, STATUTES, fill
from tests.hub.browsing import ask, signed_in

RIS = "TY  - BOOK\r\nTI  - A handbook\r\nUR  - https://example.org/good\r\nER  - \r\n"
WRONG = "TY  - BOOK\r\nTI  - No link\r\nUR  - nowhere\r\nER  - \r\n"
LISTED = "# Books\n- [A handbook](https://example.org/book)\n# Films\n- [A film](https://example.org/film)\n"


@pytest.fixture
def world() -> Iterator[World]:
    with served() as found:
        yield found


def bring(world: World, *, file: tuple[str, str | bytes] | None = None, **told: str):
    """Send the form as a browser does: a field of a file is there even if none was chosen."""
    parts = {"file": file or ("", b""), **{name: (None, text) for name, text in told.items()}}
    return ask(world, "POST", UPLOAD, signed_in(world, Role.PLANNER), files=parts)


def kept(world: World) -> list[resources.Kept]:
    with world.store.reading("sol") as books:
        return resources.page(books, None, 9)


def section(text: str, id: str) -> str:
    """A section of the page of what became of a file, in words and addresses."""
    found = re.search(rf'<h2 id="{id}">(.*?)</section>', text, re.DOTALL)
    return html.unescape(found[1]) if found else ""


def test_every_format_can_be_chosen_and_is_called_by_its_name(world: World):
    text = ask(world, "GET", UPLOAD, signed_in(world, Role.ADMIN)).text
    choice = text[text.index('<select id="format"') : text.index("</select>", text.index('<select id="format"'))]
    assert re.findall(r'<option value="([a-z-]*)"', choice) == ["", *(one.value for one in Format)]
    assert set(FILES) == {one.value for one in Format}
    assert UPLOAD in ask(world, "GET", "/library/review", signed_in(world, Role.ADMIN)).text


@pytest.mark.parametrize("format", WRITTEN)
def test_a_file_of_every_format_is_taken_in_with_nothing_lost(world: World, format: Format):
    """Its name tells the format."""
    ending = next(ending for ending, of in ENDINGS.items() if of is format)
    answer = bring(world, file=(f"C:\\lists\\list{ending}", write(ALL, format)), publish="on")
    assert answer.status_code == 200
    assert [(one.state, one.resource) for one in kept(world)] == [(Standing.PUBLISHED, one) for one in ALL]
    added = section(answer.text, "added")
    assert re.findall(r'href="([^"]*)"', added) == [f"/library/review/resources/{number}" for number in (1, 2, 3)]
    assert "3 resources were added." in answer.text
    assert "Readers see it." in added
    assert not any(section(answer.text, id) for id in ("there", "refused", "left"))
    with world.store.reading("sol") as books:
        assert [one.act for one in audit.page(books, None, 9)] == ["library.import"]


def test_of_a_list_in_markdown_what_is_under_a_heading_is_taken_in_and_waits(world: World):
    answer = bring(world, text=LISTED, format="markdown", sections="Books\r\n")
    assert [(one.state, one.resource.called) for one in kept(world)] == [(Standing.SUBMITTED, "A handbook")]
    assert "It waits for review." in section(answer.text, "added")


def test_what_is_there_already_is_told_and_left_out_or_taken_in_all_the_same(world: World):
    fill(world.store, HOIST)
    text = write([HOIST, STATUTES, replace(STATUTES, link="https://example.org/estatuts/")], Format.CSL)
    told = section(bring(world, file=("list.json", text)).text, "there")
    assert "It was left out." in told
    assert ">Lifting with a hoist</a> (Link)" in told or f">{HOIST.called}</a> (Link)" in told
    assert len(re.findall(r'<span lang="en">list\.json ', told)) == 3
    again = section(bring(world, file=("list.json", text), twice="on").text, "there")
    assert "all the same" in again
    assert [one.number for one in kept(world)] == [1, 2, 3, 4, 5]


def test_a_row_that_is_wrong_is_told_with_what_to_do_and_stops_no_other(world: World):
    answer = bring(world, file=("<list>.ris", "\r\n" + WRONG + RIS + WRONG))
    assert [one.resource.called for one in kept(world)] == ["A handbook"]
    refused = section(answer.text, "refused")
    assert "2 rows<" in refused
    assert refused.count("Link: ") == 1
    assert re.findall("<li>(&lt;list&gt;.ris line [0-9]*)</li>", answer.text) == [
        "&lt;list&gt;.ris line 2",
        "&lt;list&gt;.ris line 10",
    ]
    assert not section(answer.text, "left")
    assert section(bring(world, file=("list.ris", RIS.replace("ER", "SP  - 7\r\nER"))).text, "there")


def test_what_the_library_does_not_keep_is_told(world: World):
    text = RIS.replace("ER  -", "SP  - 7\r\nER  -")
    left = section(bring(world, file=("list.ris", text)).text, "left")
    assert "1 row<" in left
    assert "the library keeps no such field" in left


@pytest.mark.parametrize("format", [one.value for one in Format])
def test_a_text_of_another_format_is_told_beside_the_form_which_keeps_it(world: World, format: str):
    answer = bring(world, text="Zsofia-Quux", format=format)
    assert answer.status_code == 422
    assert kept(world) == []
    assert ">Zsofia-Quux</textarea>" in answer.text
    assert f'<option value="{format}" selected>' in answer.text
    assert re.search('href="#(format|text)"', answer.text)
    assert re.search(r'aria-invalid="true" aria-describedby="(format|text)-wrong"', answer.text)


@pytest.mark.parametrize(
    ("told", "field", "remedy"),
    [
        ({}, "file", "choose a file"),
        ({"text": RIS}, "format", "choose the format"),
        ({"file": ("list.doc", RIS)}, "format", "choose the format"),
        ({"file": ("list.ris", RIS), "text": RIS}, "file", "one of both"),
        (
            {"file": ("list.ris", "TI  - Estatuts de la cooperativa é".encode("latin-1"))},
            "file",
            "save the file as UTF-8",
        ),
        ({"file": ("list.json", "[")}, "file", ""),
        ({"file": ("list.json", "")}, "file", ""),
        ({"file": ("list.ris", "")}, "format", "no resource is found"),
        ({"text": RIS, "format": "made-up"}, "format", "give one of"),
        ({"text": RIS, "format": "ris", "sections": "Books"}, "sections", "only a list in Markdown has headings"),
        ({"text": LISTED, "format": "markdown", "sections": "x" * 201}, "sections", "give at most 200"),
    ],
)
def test_what_is_wrong_with_the_form_is_told_beside_its_field(world: World, told: dict, field: str, remedy: str):
    answer = bring(world, **told)
    assert answer.status_code == 422
    beside = re.search(rf'<div id="{field}-wrong" class="problem">(.*?)</div>', answer.text, re.DOTALL)
    assert beside is not None
    assert remedy in html.unescape(beside[1])
    assert f'<a href="#{field}">' in answer.text
    assert kept(world) == []


@pytest.mark.parametrize("language", [one for one in LANGUAGES if one != "en"])
def test_what_the_page_itself_finds_wrong_is_told_in_the_readers_language(world: World, language: str):
    form = {"file": ("", b"")}
    planner = signed_in(world, Role.PLANNER)
    text = ask(world, "POST", UPLOAD, planner, files=form, headers={"Accept-Language": language}).text
    assert 'id="file-wrong"' in text
    assert "choose a file" not in text


def test_too_much_is_refused(world: World, monkeypatch):
    monkeypatch.setattr(exchange, "MOST_IMPORTED", 2)
    assert "import 2 resources at once at most" in bring(world, file=("list.json", write(ALL, Format.CSL))).text
    answer = bring(world, file=("list.md", "x" * UPLOAD_LIMIT))
    assert (answer.status_code, answer.headers["connection"]) == (413, "close")
    assert "<h1>This is too large</h1>" in answer.text
    assert kept(world) == []


@pytest.mark.parametrize(
    ("content", "kind", "status"),
    [
        (b"format=ris&text=x", "application/x-www-form-urlencoded", 415),
        (b"{}", "application/json", 415),
        (b"nothing of the kind", "multipart/form-data", 400),
        (b"nothing of the kind", "multipart/form-data; boundary=x", 400),
        (b"--x\r\nContent-Disposition: form-data\r\n\r\n--x--", "multipart/form-data; boundary=x", 400),
    ],
)
def test_a_form_that_cannot_be_read_is_refused(world: World, content: bytes, kind: str, status: int):
    headers = {"Content-Type": kind}
    answer = ask(world, "POST", UPLOAD, signed_in(world, Role.PLANNER), content=content, headers=headers)
    assert answer.status_code == status
    assert kept(world) == []


def test_no_other_page_takes_a_file(world: World):
    assert ask(world, "POST", "/library/submit", files={"link": (None, "https://example.org/")}).status_code == 415
