"""Parts of the forms that routes take besides the engine's own."""

import re
from typing import Annotated, Any

from pydantic import AwareDatetime, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

STRICT = ConfigDict(extra="forbid", strict=True)
"""What is sent is taken as it is, or refused: a number is no text, and a field that is not known is a mistake."""

_RFC3339 = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)")


def _written(value: Any) -> Any:
    """Only text in the one form that all languages write; pydantic would take seconds since 1970, too."""
    if not isinstance(value, str) or not _RFC3339.fullmatch(value):
        raise PydanticCustomError("moment", "no moment")
    return value


Moment = Annotated[AwareDatetime, Field(strict=False), BeforeValidator(_written)]
"""A moment with its time zone (RFC 3339)."""

Label = Annotated[str, Field(min_length=1, max_length=100, pattern=r"^[^\x00-\x1f\x7f]+$")]
"""What people call a thing: one line."""
