"""A version of the weights as a JSON file, which says of itself whether it was changed since it was agreed on."""

import json
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Literal

from pydantic import ConfigDict, TypeAdapter
from pydantic.dataclasses import dataclass as checked

from engine.data.json_text import check, text_of
from engine.errors import Fault
from engine.problem import WeightsDocument

WEIGHTS_FORMAT = "ronda-weights-1"


@checked(frozen=True, kw_only=True, config=ConfigDict(strict=True, extra="forbid", allow_inf_nan=False))
class WeightsFile(WeightsDocument):
    """A version of the weights: what one unit of each rule costs, since when, who says so and why.

    hash: of the content; where it stands, what is read must fit it, so that nobody changes a version unseen.
    """

    format: Literal["ronda-weights-1"]
    hash: str | None = None

    @property
    def document(self) -> WeightsDocument:
        """What it says, without being a file."""
        return WeightsDocument(**{field.name: getattr(self, field.name) for field in fields(WeightsDocument)})

    def faults(self) -> Iterator[Fault]:
        """Everything that is wrong in itself, each located in the file."""
        document = self.document
        found = tuple(document.faults())
        yield from found
        if found:  # only what is sound has a hash
            return
        where, own = f"weights {self.name}", document.content_hash
        if self.hash not in (None, own):
            remedy = "does not fit what stands here, which was changed since: make a new version, or leave the hash out"
            yield Fault(where, "hash", self.hash, remedy, ("hash",))
        if self.parent == own:
            yield Fault(where, "parent", own, "is this version itself: name the one before it, or null", ("parent",))


WEIGHTS = TypeAdapter(WeightsFile)
_PLAIN = TypeAdapter(WeightsDocument)


def read_weights_file(source: Path | str | bytes) -> WeightsFile:
    """Read a weights file from a path or a JSON text; whether it makes sense, and whether there are such rules,
    `engine.weights` asks. Raises DataError with everything that has the wrong form, each located."""
    return check(WEIGHTS, *text_of(source))


def weights_text(document: WeightsDocument) -> str:
    """A version of the weights as a file, a rule a line, with the hash of its content."""
    told = {"format": WEIGHTS_FORMAT, **_PLAIN.dump_python(document, mode="json"), "hash": document.content_hash}
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"
