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
    WEIGHTS = "weights"


def schema(
    kind: Annotated[
        Kind | None,
        typer.Argument(
            metavar="[problem|plan|request|history|weights]", show_default=False, help="Which one; by default all."
        ),
    ] = None,
) -> None:
    """Print the JSON Schema of problems, of plans, of requests, of histories, of weights, or all in one object."""
    from api.cli.console import print_json
    from engine.data.canonical import history_schema, plan_schema, problem_schema, request_schema, weights_schema

    schemas = {
        Kind.PROBLEM: problem_schema,
        Kind.PLAN: plan_schema,
        Kind.REQUEST: request_schema,
        Kind.HISTORY: history_schema,
        Kind.WEIGHTS: weights_schema,
    }
    if kind is None:
        print_json({name.value: told() for name, told in schemas.items()})
    else:
        print_json(schemas[kind]())
