"""A notebook that was run, as one HTML file that loads nothing: its words, and its charts with what draws them.

marimo's own export draws with scripts from a server on the internet; a co-op's laptop may have none, and a page about
its people should ask nobody. So words and charts are put into a page of ours, and controls, which need the running
notebook, are left out with a note.
"""

import html
import json
from collections.abc import Iterator, Sequence
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import altair as alt
import marimo as mo
import vl_convert

from notebooks import Notebook

STYLE, DRAW = ((Path(__file__).parent / name).read_text(encoding="utf-8") for name in ("page.css", "page.js"))
NO_NETWORK = "default-src 'none'; script-src 'unsafe-inline' 'unsafe-eval'; style-src 'unsafe-inline'; img-src data:"
"""What browsers are told: whatever this page might ask of a server is refused."""

END = "<\\/script"
"""How the end of a script is written within one."""

CLOSED = {"br", "hr", "img", "input", "wbr"}


def page(notebook: Notebook, outputs: Sequence[Any]) -> str:
    """The page of what the cells of a notebook show, in their order."""
    parts = [part for output in outputs for part in _shown(output)]
    body = "\n".join(_note(notebook) if part is CONTROLS else part for part in _once(parts))
    drawing = _drawing() if "<figure class=chart>" in body else ""
    title = html.escape(f"Ronda: {notebook.question}")
    return (
        f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{NO_NETWORK}">\n'
        f"<style>\n{STYLE}</style>\n</head>\n<body>\n{body}\n{drawing}</body>\n</html>\n"
    )


def index(notebooks: Sequence[Notebook]) -> str:
    """A page that leads to those of the notebooks."""
    rows = "\n".join(f'<li><a href="{one.name}.html">{html.escape(one.question)}</a></li>' for one in notebooks)
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>Ronda: notebooks</title>\n'
        f"<style>{STYLE}</style>\n</head>\n<body>\n<h1>Questions about weights and plans</h1>\n<ul>\n{rows}\n</ul>\n"
        "</body>\n</html>\n"
    )


CONTROLS = object()
"""Stands where a control was."""


def _shown(output: Any) -> Iterator[Any]:
    """What a cell shows, as HTML; CONTROLS where something can be set in the running notebook."""
    chart: Any = output if isinstance(output, alt.TopLevelMixin) else getattr(output, "_chart", None)
    if chart is not None:
        spec = json.dumps(chart.to_dict(), ensure_ascii=False).replace("</script", END)
        yield f'<figure class=chart><script type="application/json">{spec}</script></figure>'
    elif output is not None:
        words = Words()
        words.feed(mo.as_html(output).text)
        if words.controls:
            yield CONTROLS
        if words.said:
            yield f"<div>{''.join(words.kept)}</div>"


def _once(parts: Sequence[Any]) -> Iterator[Any]:
    """The note about controls stands at the first of them only."""
    first = next((place for place, part in enumerate(parts) if part is CONTROLS), None)
    yield from (part for place, part in enumerate(parts) if part is not CONTROLS or place == first)


def _note(notebook: Notebook) -> str:
    command = f"ronda notebook {notebook.name}"
    return (
        '<p class="note">This is a page of a notebook as it came out once. In the running notebook there are controls '
        f"here: open it with <code>{command}</code>.</p>"
    )


class Words(HTMLParser):
    """HTML without marimo's own elements, which only a running notebook brings to life."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.kept: list[str] = []
        self.said = self.controls = False
        self._within: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._within or tag.startswith("marimo-"):
            self.controls = True
            if tag not in CLOSED:
                self._within.append(tag)
        else:
            self.kept.append(self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        if self._within:
            if tag in self._within:
                while self._within.pop() != tag:
                    pass
        else:
            self.kept.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self._keep(data, bool(data.strip()))

    def handle_entityref(self, name: str) -> None:
        self._keep(f"&{name};", True)

    def handle_charref(self, name: str) -> None:
        self._keep(f"&#{name};", True)

    def _keep(self, text: str, said: bool) -> None:
        if not self._within:
            self.kept.append(text)
            self.said |= said


def _drawing() -> str:
    """The scripts that draw, whole: they come with a package, not from a server."""
    bundle = vl_convert.javascript_bundle()  # pyright: ignore[reportCallIssue]: its stub asks for what it does not need
    return f"<script>{bundle.replace('</script', END)}</script>\n<script>\n{DRAW}</script>\n"
