"""Keys by which a text cites a resource, such as scholz2016: from the first author, or the title, and the year."""

from unicodedata import normalize

from api.library.folding import folded
from api.library.resource import Resource


class Keys:
    """The keys of one file, no two alike."""

    def __init__(self) -> None:
        self._taken: dict[str, int] = {}

    def of(self, resource: Resource) -> str:
        first = resource.authors[0].name if resource.authors else resource.called.partition("//")[2] or resource.called
        words = normalize("NFKD", folded(first)).encode("ascii", "ignore").decode().split()
        stem = f"{(words or ['resource'])[0][:30]}{resource.published[:4]}"
        key = stem
        while key in self._taken:
            self._taken[stem] += 1
            key = f"{stem}-{self._taken[stem]}"
        self._taken[key] = 1
        return key
