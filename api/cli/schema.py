"""ronda schema: what the JSON files look like."""

from enum import StrEnum
from typing import Annotated

import typer


class Kind(StrEnum):
    """The kinds of JSON files."""

    PROBLEM = "problem"
    PLAN = "plan"
    REQUEST = "request"
    HISTORY = "history"


def schema(
    kind: Annotated[
        Kind | None,
        typer.Argument(metavar="[problem|plan|request|history]", show_default=False, help="Which one; by default all."),
    ] = None,
) -> None:
    """Print the JSON Schema of problem files, of plan files, of requests, of histories, or all in one object."""
    from api.cli.console import print_json
    from engine.data.canonical import history_schema, plan_schema, problem_schema, request_schema

    schemas = {
        Kind.PROBLEM: problem_schema,
        Kind.PLAN: plan_schema,
        Kind.REQUEST: request_schema,
        Kind.HISTORY: history_schema,
    }
    if kind is None:
        print_json({name.value: told() for name, told in schemas.items()})
    else:
        print_json(schemas[kind]())
