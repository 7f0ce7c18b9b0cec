"""A version of the weights as a page: what an assembly is given to read."""

from collections.abc import Iterator

from engine.problem import WeightsDocument
from engine.weights.lines import Line, lines
from engine.weights.phrases import told, weight_words

_SPECIAL = str.maketrans({sign: f"\\{sign}" for sign in "\\|`*_<>[]"} | {"\n": " ", "\r": " "})


def heads(document: WeightsDocument, language: str) -> tuple[str, ...]:
    """Who weighs so, why, since when, and after which version; of weights without an author their content alone.

    Raises EngineError for a language that is not spoken."""
    content = told("content", language, hash=document.content_hash)
    if not document.author:  # a problem's own
        return (content,)
    return (
        told("made_by", language, author=document.author, reason=document.reason),
        told("no_date", language)
        if document.effective is None
        else told("counts_from", language, effective=document.effective.isoformat()),
        told("first", language) if document.parent is None else told("comes_after", language, parent=document.parent),
        content,
    )


def as_markdown(document: WeightsDocument, language: str = "en") -> str:
    """The whole version in plain words. Raises EngineError for a language that is not spoken."""
    return "\n".join(_page(document, language)) + "\n"


def _page(document: WeightsDocument, language: str) -> Iterator[str]:
    yield f"# {_plain(f'{document.name} {document.version}')}"
    yield ""
    for one in heads(document, language):
        yield f"- {_plain(one)}"
    yield ""
    yield told("table", language)
    yield "|---|---|---|---|"
    for line in lines(document, language):
        cells = (f"`{line.rule}`", weight_words(line.weight, language), _words(line, language), line.state)
        yield f"| {' | '.join(cells)} |"


def _words(line: Line, language: str) -> str:
    why = f" {told('because', language, reason=line.reason)}" if line.reason else ""
    return _plain(f"{line.sentence}{why}")


def _plain(text: str) -> str:
    """A text in which nothing means anything to Markdown."""
    return text.translate(_SPECIAL)
