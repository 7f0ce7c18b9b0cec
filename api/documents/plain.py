"""Documents as JSON: what JSON cannot say is null."""

import json
import math
from collections.abc import Mapping
from typing import Any

_ENCODER = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def finite(value: Any) -> Any:
    """The same with null for what is infinite: JSON has no infinity."""
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, Mapping):
        return {str(key): finite(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [finite(one) for one in value]
    return value


def encoded(document: Mapping[str, Any]) -> bytes:
    """One JSON object in UTF-8."""
    try:
        text = _ENCODER.encode(document)
    except ValueError:  # there is an infinity in it, which is rare: looking for one takes as long as encoding
        text = _ENCODER.encode(finite(document))
    return text.encode()
