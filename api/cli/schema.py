"""ronda schema: what the JSON files look like."""

from enum import StrEnum
from typing import Annotated

import typer


class Kind(StrEnum):
    """The two kinds of JSON files."""

    PROBLEM = "problem"
    PLAN = "plan"


def schema(
    kind: Annotated[
        Kind | None, typer.Argument(metavar="[problem|plan]", show_default=False, help="Which one; by default both.")
    ] = None,
) -> None:
    """Print the JSON Schema of problem files, of plan files, or both in one object."""
    from api.cli.console import print_json
    from engine.data.canonical import plan_schema, problem_schema

    schemas = {Kind.PROBLEM: problem_schema, Kind.PLAN: plan_schema}
    if kind is None:
        print_json({name.value: told() for name, told in schemas.items()})
    else:
        print_json(schemas[kind]())
