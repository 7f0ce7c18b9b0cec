"""Rows side by side, a line for each run."""

from collections.abc import Iterable

from benchmarks.week.runs import Row
from benchmarks.written import markdown

HEAD = (
    "case", "faces", "seconds", "visits", "planned", "carers/client", "p90", "fewest", "ratio", "travel", "late min",
    "overtime min", "off contract h", "rest", "hours", "gaps", "cost", "wall s", "MiB",
)  # fmt: skip


def comparison(rows: Iterable[Row]) -> str:
    """A table in Markdown; after it, every plan that breaks hard rules."""
    rows = sorted(rows, key=lambda row: (row.visits, row.key))
    lines = [_line(row) for row in rows]
    return markdown(HEAD, lines) + "".join(
        f"\nBREAKS HARD RULES {row.violations} times: {row.case}, seed {row.seed}, {row.seconds:g} s\n"
        for row in rows
        if row.violations
    )


def _line(row: Row) -> list[str]:
    return [
        row.case,
        row.faces,
        f"{row.seconds:g}",
        f"{row.visits:,}",
        f"{100 * row.planned / row.servable:.2f} %",
        f"{row.carers_mean:.2f}",
        f"{row.carers_p90}",
        f"{row.fewest:.2f}",
        f"{row.carers_mean / row.fewest:.2f}",
        f"{100 * row.travel:.1f} %",
        f"{row.late:,.0f}",
        f"{row.overtime:,.0f}",
        f"{row.off_contract / 60:,.0f}",
        f"{row.rest}",
        f"{row.hours}",
        f"{row.gaps:,}",
        f"{row.cost:,.0f}",
        f"{row.wall:.0f}",
        f"{row.peak:,}",
    ]
