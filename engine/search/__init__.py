"""Compiled local search over rule tables.

Compiled code is kept between runs in a folder named after the source of this package: numba looks only at the file of
the function called, so that a mended callee would otherwise go unnoticed. The name tells where the files lie and how
old they are as well, since numba compiles anew for another place or time: so it is known beforehand whether it will.
"""

import hashlib
import os
import tempfile
from pathlib import Path

import numba
from numba.core import config

HERE = Path(__file__).parent


def _cache_folder() -> Path:
    source = hashlib.sha256()
    for file in sorted(HERE.glob("*.py")):
        source.update(f"{file} {file.stat().st_mtime_ns}".encode())
        source.update(file.read_bytes())
    source.update(numba.__version__.encode())
    home = os.environ.get("RONDA_CACHE") or os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(home) / "ronda" / f"kernels-{source.hexdigest()[:16]}"


def _use(folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:  # a home that cannot be written: compile anew in each process rather than fail
        folder = Path(tempfile.mkdtemp(prefix="ronda-kernels-"))
    config.CACHE_DIR = str(folder)  # pyright: ignore[reportAttributeAccessIssue]
    return folder


# Full optimisation takes longer to compile and gives code that is no faster, measured.
os.environ.setdefault("NUMBA_OPT", "1")
config.reload_config()
CACHE = _use(_cache_folder())
_COMPLETE, _ANSWERS = CACHE / "complete", CACHE / "answers"
FIRST_RUN = not _COMPLETE.exists()
"""True where not everything has been compiled yet, and the first plan takes up to a minute longer."""

FIRST_ANSWER = not _ANSWERS.exists()
"""The same of what answers requests about a plan."""


def remember_compiled() -> None:
    """Note that all kernels of the search lie in the cache."""
    _COMPLETE.touch()


def remember_answered() -> None:
    """Note that the kernels that answer requests lie there too."""
    _ANSWERS.touch()
