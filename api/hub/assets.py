"""Style, scripts and pictures of the pages: ours, and those of htmx and Leaflet as their packages carry them.

Each is served under a name with a digest of its content, so that browsers may keep it for good.
"""

import gzip
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

FILES = Path(__file__).with_name("files")

_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".webmanifest": "application/manifest+json",
}

_CARRIED = {
    "htmx.js": ("django_htmx", "static/django_htmx/htmx-2.min.js"),
    "leaflet.js": ("xstatic.pkg.leaflet", "data/leaflet.js"),
    "leaflet.css": ("xstatic.pkg.leaflet", "data/leaflet.css"),
}
"""What others have written: the package that carries it, and where in it."""


@dataclass(frozen=True, slots=True)
class Asset:
    """A file as it is served. packed: the same with gzip; None where that would not make it smaller."""

    name: str
    kind: str
    content: bytes
    packed: bytes | None

    @property
    def address(self) -> str:
        """Where it is found; another content is another address."""
        return f"/hub/files/{sha256(self.content).hexdigest()[:12]}/{self.name}"


@cache
def assets() -> dict[str, Asset]:
    """Every asset, by name. Raises FileNotFoundError where a package does not carry what it should."""
    found = {path.name: path for path in FILES.iterdir() if path.suffix in _TYPES}
    found |= {name: _within(package, place) for name, (package, place) in _CARRIED.items()}
    return {name: _read(name, path) for name, path in sorted(found.items())}


def _within(package: str, place: str) -> Path:
    """A file of an installed package, which is not imported."""
    top, _, rest = package.partition(".")
    spec = find_spec(top)
    roots = list(spec.submodule_search_locations or ()) if spec is not None else []
    for root in roots:
        path = Path(root).joinpath(*rest.split(".") if rest else (), place)
        if path.exists():
            return path
    raise FileNotFoundError(f"{package}: it carries no {place}: install the requirements anew (make)")


def _read(name: str, path: Path) -> Asset:
    content = path.read_bytes()
    packed = gzip.compress(content, 9, mtime=0)
    return Asset(name, _TYPES[path.suffix], content, packed if len(packed) < len(content) else None)
