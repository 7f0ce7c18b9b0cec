"""Where the data sets are that are too large, or not ours, to stand in the repository."""

import os
from pathlib import Path

import pytest

SHARED = Path(os.environ.get("RONDA_SHARED", Path(__file__).parents[2] / "shared"))


def files(folder: str, pattern: str) -> list[object]:
    """The files of a folder of the data sets as test parameters, or one that skips and says what is absent."""
    found = sorted((SHARED / folder).glob(pattern))
    absent = pytest.mark.skip(reason=f"no {pattern} in {SHARED / folder}: set RONDA_SHARED to the data sets")
    if not found:
        return [pytest.param(None, marks=(pytest.mark.realdata, absent), id="absent")]
    return [pytest.param(path, marks=pytest.mark.realdata, id=path.name) for path in found]
