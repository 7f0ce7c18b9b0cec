"""What a step up of each weight buys and costs, as a table."""

from collections.abc import Sequence

from engine.analysis import Sensitivity
from notebooks.purposes import TITLES, told


def table(found: Sequence[Sensitivity], titles: dict[str, str]) -> str:
    """Markdown: a line for each rule, a column for each measure that any of them moves. titles: of the rules."""
    measures = [name for name in TITLES if any(name in one.steps for one in found)]
    heads = ["rule", "points", *(TITLES[name] for name in measures)]
    rows = [
        [titles[one.rule], f"{one.today.weight:g} → {one.more.weight:g}", *(_cell(one, name) for name in measures)]
        for one in found
    ]
    lines = [heads, [":---", "---:", *("---:" for _ in measures)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cell(one: Sensitivity, measure: str) -> str:
    return told(one.steps[measure], "+") if measure in one.steps else ""
