"""The answers' forms as JSON Schema, for the OpenAPI: what each holds at the least.

What goes out as the engine holds it has the form of the engine's own class; only what is put together is written here.
"""

from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import JsonSchemaMode

from engine.explain import Contribution, Move
from engine.kpi import Kpis

_COMPONENTS = "#/components/schemas/"

_TYPES = {
    "n": {"type": ["number", "null"]},
    "i": {"type": "integer"},
    "b": {"type": "boolean"},
    "s": {"type": "string"},
    "s?": {"type": ["string", "null"]},
    "i?": {"type": ["integer", "null"]},
    "o": {"type": "object"},
    "o?": {"type": ["object", "null"]},
    "[s]": {"type": "array", "items": {"type": "string"}},
    "[o]": {"type": "array", "items": {"type": "object"}},
}


def _list_of(name: str) -> dict[str, Any]:
    return {"type": "array", "items": {"$ref": f"{_COMPONENTS}{name}"}}


_TYPES |= {f"[{name}]": _list_of(name) for name in ("Contribution", "Finding", "Move")}


def _of_classes(*classes: type) -> dict[str, Any]:
    """Classes of the engine, and whatever they hold, as they go out, by name."""
    asked: list[tuple[str, JsonSchemaMode, TypeAdapter[Any]]] = [
        (one.__name__, "serialization", TypeAdapter(one)) for one in classes
    ]
    return TypeAdapter.json_schemas(asked, ref_template=f"{_COMPONENTS}{{model}}")[1]["$defs"]


def _object(description: str, **fields: str) -> dict[str, Any]:
    properties = {name: _TYPES[told] for name, told in fields.items()}
    return {"type": "object", "description": description, "required": list(fields), "properties": properties}


SHAPES: dict[str, dict[str, Any]] = {
    **_of_classes(Kpis, Contribution, Move),
    "Finding": _object(
        "What one rule finds: amount as it counts, cost null where it is forbidden; and the ids that it is about.",
        rule="s", amount="i", cost="n", sentence="s",
    ),
    "Accepted": {
        "type": "object",
        "required": ["id", "state"],
        "properties": {
            "id": {"type": "string"},
            "state": {"type": "string"},
            "measure": {"type": "string", "description": "Why it is a job."},
        },
    },
    "Verdict": _object(
        "The referee's judgement. amounts: in each rule's unit. Verdicts since versions of weights are kept also have "
        "`weights`: the name, version and hash of those by which it judges.",
        problem="s", clean="b", cost="n", components="o", amounts="o", violations="[Finding]", visits="i",
        unplanned="[o]",
    ),
    "Own": {
        "type": "object",
        "description": "rounds with the carer's id, or visits with the client's.",
        "required": ["plan", "problem"],
        "properties": {"plan": {"type": "string"}, "rounds": _TYPES["[o]"], "visits": _TYPES["[o]"]},
    },
    "OwnWeek": _object(
        "A carer's rounds, and their hours: planned, by contract and as wanted, in minutes.",
        plan="s", carer="s", first_day="s", days="i", timezone="s", rounds="[o]", hours="o",
    ),
    "OwnVisits": _object(
        "Who comes to a client, when; open: what nobody makes yet; usual: who usually comes, and how often now.",
        plan="s", client="s", first_day="s", days="i", timezone="s", visits="[o]", open="[o]", usual="[o]",
        refused="[s]",
    ),
    "WhyMe": _object("Why a visit is with the carer who asks.", visit="s", language="s", summary="[s]"),
    "Petition": _object(
        "What was asked; null is what told of somebody who was erased. person: whose it is, for who answers.",
        **{"id": "s", "kind": "s", "state": "s", "problem": "s", "plan": "s", "made": "s", "closed": "s?"},
        visit="s?", shift="s?", carer="s?", reason="s?", answer="s?",
    ),
    "StandIns": _object("Who could take each visit.", petition="s", plan="s", carer="s", shortlists="[o]"),
    "Overview": _object(
        "What the co-op weighs, and how it is shared out, in groups of at least five people.",
        first_day="s", days="i", language="s", weights="o", fairness="o",
    ),
    "Explanation": _object("Sentences, and the facts behind them.", visit="s", summary="[s]"),
    "Comparison": _object(
        "What is different in the second plan.",
        problem="s", cost="n", contributions="[Contribution]", moves="[Move]", broken="[Finding]", mended="[Finding]",
        clients="[s]", carers="[s]", summary="[s]",
    ),
    "MatchAnswer": _object(
        "Offers, the best first, and what rules others out. learning: what nobody is qualified for, and the courses.",
        summary="[s]", visits="[s]", beyond="i", offers="[o]", partial="[o]", further="[o]", ruled_out="[o]",
        advice="[o]", facts="s", learning="[o]",
    ),
    "SubstitutionAnswer": _object(
        "Proposals for all visits at once, and who could take each.",
        problem="s", carer="s", day="s", now="i?", visits="[s]", kept="[s]", clients="[s]", left_undone="n",
        summary="[s]", proposals="[o]", shortlists="[o]",
    ),
    "AssignmentAnswer": _object(
        "Who takes whose care, by part of the day.",
        problem="s", weights="o", cost="n", bound="n", gap="n", proved="b", stopped="s", seconds="n", seed="i",
        facts="[s]", charges="[o]", taken="[o]", unassigned="[s]", loads="[o]", teams="o?",
    ),
}  # fmt: skip
