"""What a UHHC instance and a solution file look like. Fields that planning does not need are passed over."""

from typing import Annotated, Any, Literal

from pydantic import AliasChoices, BaseModel, ConfigDict, Field

from engine.units import Weight

Minutes = float


class _Part(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True, allow_inf_nan=False, extra="ignore")


class Span(_Part):
    start: Annotated[Minutes, Field(ge=0)]
    end: Annotated[Minutes, Field(ge=0)]


class Lunch(_Part):
    start: Annotated[Minutes, Field(ge=0)]
    end: Annotated[Minutes, Field(ge=0)]
    min_duration: Annotated[Minutes, Field(gt=0)]


class Head(_Part):
    """The `metadata` of an instance."""

    name: str | None = None
    origin: str | None = None
    time_window_met: Literal["at_service_start", "at_service_end"] = "at_service_start"
    cost_components: dict[str, Weight | None] | None = None

    @property
    def met_at(self) -> Literal["start", "end"]:
        return "end" if self.time_window_met == "at_service_end" else "start"

    def component(self, name: str) -> Weight | None:
        return (self.cost_components or {}).get(name)


class Terminal(_Part):
    id: Annotated[str, Field(min_length=1)]
    distance_matrix_index: Annotated[int, Field(ge=0)]
    location: tuple[float, float] | None = None


class Caregiver(_Part):
    id: Annotated[str, Field(min_length=1)]
    abilities: tuple[str, ...] = ()
    departing_point: str | None = None
    arrival_point: str | None = None
    working_shift: Span | None = None
    lunch_break: bool | None = None


class RequiredService(_Part):
    service: Annotated[str, Field(min_length=1)]
    duration: Annotated[Minutes, Field(gt=0)] | None = None


class Distance(_Part):
    min: Minutes
    max: Minutes


class Synchronization(_Part):
    type: Literal["simultaneous", "sequential", "independent"]
    distance: Distance | None = None


class Patient(_Part):
    id: Annotated[str, Field(min_length=1)]
    required_services: Annotated[tuple[RequiredService, ...], Field(min_length=1, max_length=2)]
    distance_matrix_index: Annotated[int, Field(ge=0)]
    time_windows: Annotated[tuple[Span, ...], Field(min_length=1)]
    location: tuple[float, float] | None = None
    synchronization: Synchronization | None = None
    incompatible_caregivers: tuple[str, ...] | None = None
    preferred_caregivers: tuple[str, ...] | None = None
    optional: bool | None = None


class Service(_Part):
    id: Annotated[str, Field(min_length=1)]
    default_duration: Annotated[Minutes, Field(gt=0)] | None = None


class Instance(_Part):
    metadata: Head = Head()
    distances: list[list[Annotated[Minutes, Field(ge=0)]]]
    terminal_points: tuple[Terminal, ...] = Field(
        default=(), validation_alias=AliasChoices("terminal_points", "departing_points", "central_offices")
    )
    arrival_points: tuple[Terminal, ...] = ()
    caregivers: tuple[Caregiver, ...]
    patients: tuple[Patient, ...]
    services: tuple[Service, ...] = ()
    lunch_breaks: Lunch | None = None

    @property
    def terminals(self) -> tuple[Terminal, ...]:
        """Departing and arrival points, each once."""
        return tuple({point.id: point for point in (*self.arrival_points, *self.terminal_points)}.values())


class Location(_Part):
    """One stop of a solution's route, or the depot at either end of it, which tells nothing new."""

    patient: str | None = None
    service: str | None = None
    depot: Any = None
    start: Minutes | None = Field(
        default=None, validation_alias=AliasChoices("start_service_time", "arrival_time", "start_time")
    )
    end: Minutes | None = Field(
        default=None, validation_alias=AliasChoices("end_service_time", "departure_time", "end_time")
    )


class CaregiverRoute(_Part):
    caregiver_id: str
    locations: tuple[Location, ...] | None = None


class Solution(_Part):
    instance: str | None = None
    routes: tuple[CaregiverRoute, ...]
