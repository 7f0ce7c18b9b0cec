"""What the service's tests share besides the service itself."""

import io
import logging
from collections.abc import Iterator

import pytest

from api.logs import begin_logging


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What the service writes, and what its libraries would."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    stream = io.StringIO()
    begin_logging(stream)
    yield stream
    root.handlers[:] = handlers
    root.setLevel(level)
    logging.captureWarnings(False)
