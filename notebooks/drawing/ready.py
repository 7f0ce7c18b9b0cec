"""Charts that are put together once: afterwards only their title and their data are exchanged."""

from collections.abc import Mapping
from typing import Any

import altair as alt

from notebooks.drawing.stretches import Drawn


class Ready(alt.HConcatChart):
    """A chart that is told to the browser as it stands.

    altair looks through every part of a chart whenever it is copied or told, which takes longer than all else that
    happens when a slider moves; of this one nothing changes but what `with_data` exchanges.
    """

    def __init__(self, spec: Mapping[str, Any]):
        super().__init__(hconcat=[])
        object.__setattr__(self, "_spec", dict(spec))

    def copy(self, deep: Any = True, ignore: Any = None) -> "Ready":
        return self

    def to_dict(self, *_how: Any, **_more: Any) -> dict[str, Any]:
        return self._spec

    def with_data(self, title: str, subtitle: str, rows: list[Drawn]) -> "Ready":
        """The same with another title and other rows."""
        return Ready({**self._spec, "title": {"text": title, "subtitle": subtitle}, "data": {"values": rows}})


def ready(chart: alt.HConcatChart) -> Ready:
    """A chart, checked once against what Vega-Lite understands. Its data must lie at its top."""
    spec = chart.to_dict()
    spec.pop("datasets", None)
    return Ready(spec)
