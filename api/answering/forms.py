"""What may be asked, and in which form: strict, so that a slip is refused and not guessed at."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Generic, Literal, TypeVar

from pydantic import ConfigDict, Field, TypeAdapter
from pydantic.dataclasses import dataclass as checked

from api.answering.bodies import is_small
from api.answering.refusing import refusing
from engine.data.canonical import PLAN_KEYS, PlanFile, RequestFile
from engine.data.json_text import check, parse, text_of

Asked = TypeVar("Asked")

_STRICT = ConfigDict(strict=True, extra="forbid", allow_inf_nan=False)

LONGEST_SECONDS = 3600
_COMPONENTS = "#/components/schemas/"
MOST_VISITS_MOVED = 20
LONGEST_OVERTIME = 720

Language = Literal["en", "ca", "es", "hi", "gu", "pt-BR"]
"""Those of `engine.shapes.LANGUAGES`."""

ProblemId = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$", description="A problem's id.")]
PlanId = Annotated[str, Field(pattern=r"^[A-Za-z0-9-]{1,36}$", description="A plan's id, which is its job's.")]
Version = Annotated[int, Field(ge=1, le=2**31 - 1)]
Seconds = Annotated[float, Field(ge=1, le=LONGEST_SECONDS)]
Iterations = Annotated[int, Field(ge=1, le=100_000_000)]
Seed = Annotated[int, Field(ge=0, le=2**31 - 1)]
Moves = Annotated[int, Field(ge=0, le=MOST_VISITS_MOVED)]
Minutes = Annotated[int, Field(ge=0, le=LONGEST_OVERTIME)]
Top = Annotated[int, Field(ge=1, le=20)]
WeightsRef = Annotated[
    str,
    Field(
        pattern=r"^([0-9a-hjkmnp-tv-z]{26}|[0-9a-f]{64})$",
        description="A published version of the weights, by its id or its content hash.",
    ),
]
Id = Annotated[str, Field(min_length=1, max_length=200)]


@checked(frozen=True, kw_only=True, config=_STRICT)
class PlanForm:
    """A plan to be made. version: of the problem, the newest where it is left out. seconds or iterations end the work;
    start: a plan to improve; bound: seconds to spend on a lower bound afterwards; urgent goes before others. rolling:
    weeks one after the other, as by `ronda roll`; nearby: around a good plan. weights: those that count instead of the
    problem's own."""

    problem: ProblemId
    version: Version | None = None
    strategy: Literal["default", "search", "exact", "polish", "rolling", "nearby"] = "default"
    seconds: Seconds | None = None
    iterations: Iterations | None = None
    seed: Seed = 0
    start: PlanId | None = None
    bound: Seconds | None = None
    weights: WeightsRef | None = None
    priority: Literal["normal", "urgent"] = "normal"
    language: Language = "en"


@checked(frozen=True, kw_only=True, config=_STRICT)
class CheckForm:
    """A plan that the referee is to judge, whoever made it; sections beside its routes are passed over. weights: by
    which it judges instead of the problem's own."""

    problem: ProblemId
    version: Version | None = None
    plan: PlanFile
    weights: WeightsRef | None = None
    language: Language = "en"


@checked(frozen=True, kw_only=True, config=_STRICT)
class MatchForm:
    """Who should care for a client, asked of a running plan. moves: so many visits of others, at most, may begin later
    than told; overtime: minutes that a round may end after its shift; without: carers who are not asked; now: the tick
    before which nothing can change; top: how many offers."""

    plan: PlanId
    request: RequestFile
    moves: Moves = 0
    overtime: Minutes = 0
    without: Annotated[tuple[Id, ...], Field(max_length=1000)] = ()
    now: Annotated[int, Field(ge=0, le=2**40)] = 0
    top: Top = 3
    language: Language = "en"


@checked(frozen=True, kw_only=True, config=_STRICT)
class SubstitutionForm:
    """Who takes the visits of a carer who cannot come on a day, from a clock time on (25:30 is half past one in the
    night that follows). top: how many carers are judged for each visit."""

    plan: PlanId
    carer: Id
    day: date
    at: Annotated[str, Field(pattern=r"^([0-3][0-9]|4[0-7]):[0-5][0-9]$")] | None = None
    moves: Moves = 0
    overtime: Minutes = 0
    top: Top = 5
    language: Language = "en"


@checked(frozen=True, config=_STRICT)
class TeamForm:
    """A team of an earlier assignment."""

    name: str
    carers: tuple[str, ...]
    clients: tuple[str, ...]


@checked(frozen=True, kw_only=True, config=_STRICT)
class AssignmentForm:
    """Who cares for whom, without clock times. teams: divide everybody into teams first; keep: those of an earlier
    assignment, as far as possible. weights: those that count instead of the problem's own."""

    problem: ProblemId
    version: Version | None = None
    seconds: Annotated[float, Field(ge=1, le=600)] = 5.0
    iterations: Iterations | None = None
    seed: Seed = 0
    teams: bool = False
    keep: tuple[TeamForm, ...] = ()
    weights: WeightsRef | None = None
    language: Language = "en"


@checked(frozen=True, kw_only=True, config=_STRICT)
class MoveForm:
    """A visit that is moved by hand. carer: who takes it, null = nobody. at: the local time at which it begins, all
    else staying as it is; by default when it fits best, for which others of that round may begin at other times. keep:
    make a plan of it; by default only the verdict on it is told."""

    visit: Id
    carer: Id | None
    at: Annotated[str, Field(pattern=r"^\d{4}-(0\d|1[0-2])-[0-3]\d[T ]([01]\d|2[0-3]):[0-5]\d$")] | None = None
    keep: bool = False
    language: Language = "en"


@checked(frozen=True, kw_only=True, config=_STRICT)
class PetitionForm:
    """What a carer or client asks of the planner. A carer: that somebody else takes a visit, or all of a shift; a
    client: that a carer does not come any more. reason: may be left out."""

    plan: PlanId
    visit: Id | None = None
    shift: Id | None = None
    carer: Id | None = None
    reason: Annotated[str, Field(max_length=2000)] = ""


@checked(frozen=True, kw_only=True, config=_STRICT)
class ReplyForm:
    """The planner's answer to a petition. words: for whoever asked. problem: in which an accepted refusal is
    entered, by default that of the plan."""

    accept: bool
    words: Annotated[str, Field(max_length=2000)] = ""
    problem: ProblemId | None = None


@dataclass(frozen=True, slots=True)
class Form(Generic[Asked]):
    """A form by its name in the OpenAPI. lighter: leaves out of a text what need not be read."""

    name: str
    adapter: TypeAdapter[Asked]
    lighter: Callable[[str, str], str] | None = None

    def read(self, body: bytes) -> Asked:
        """What a body asks. Raises Refusal with every fault."""
        with refusing():
            name, text = text_of(body)
            lighter = text if self.lighter is None else self.lighter(name, text)
            return check(self.adapter, name, lighter, is_small(body))


def _without_sections(name: str, text: str) -> str:
    """A check without what stands in the plan beside its routes, such as the verdict of who made it."""
    document = parse(name, text)
    plan = document.get("plan") if isinstance(document, dict) else None
    if not isinstance(plan, dict):
        return text
    own = {key: plan[key] for key in PLAN_KEYS if key in plan}
    return json.dumps({**document, "plan": own}, ensure_ascii=False)


PLAN = Form("PlanForm", TypeAdapter(PlanForm))
CHECK = Form("CheckForm", TypeAdapter(CheckForm), _without_sections)
MATCH = Form("MatchForm", TypeAdapter(MatchForm))
SUBSTITUTION = Form("SubstitutionForm", TypeAdapter(SubstitutionForm))
ASSIGNMENT = Form("AssignmentForm", TypeAdapter(AssignmentForm))
MOVE = Form("MoveForm", TypeAdapter(MoveForm))
"""Sent by the hub's own pages only, and so no component of the OpenAPI."""

PETITION = Form("PetitionForm", TypeAdapter(PetitionForm))
REPLY = Form("ReplyForm", TypeAdapter(ReplyForm))
FORMS: tuple[Form[Any], ...] = (PLAN, CHECK, MATCH, SUBSTITUTION, ASSIGNMENT, PETITION, REPLY)


def components() -> dict[str, dict[str, Any]]:
    """The forms, and whatever they refer to, as components of an OpenAPI document, in which the engine's own forms are
    called as their published schemas are."""
    found: dict[str, dict[str, Any]] = {}
    for form in FORMS:
        text = json.dumps(form.adapter.json_schema(ref_template=f"{_COMPONENTS}{{model}}"))
        for name, published in (("PlanFile", "Plan"), ("RequestFile", "Request")):
            text = text.replace(f'"{_COMPONENTS}{name}"', f'"{_COMPONENTS}{published}"')
        schema = json.loads(text)
        parts = schema.pop("$defs", {})
        found |= {name: part for name, part in parts.items() if name not in ("PlanFile", "RequestFile")}
        found[form.name] = schema
    return found
