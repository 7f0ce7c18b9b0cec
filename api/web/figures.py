"""What Prometheus may know: how many answers of which kind, and how long they took. No label tells a co-op or an id."""

from prometheus_client import CollectorRegistry, Counter, Histogram, PlatformCollector, ProcessCollector
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest

from api.web.access_log import method, template
from api.web.envelope import Scope

MEDIA_TYPE = CONTENT_TYPE_LATEST
_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 1, 2.5, 5, 10, 30)


class Figures:
    """The figures of one app."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        ProcessCollector(registry=self._registry)
        PlatformCollector(registry=self._registry)
        labels = ("method", "route")
        self._answers = Counter("ronda_answers", "Answers.", (*labels, "status"), registry=self._registry)
        self._seconds = Histogram(
            "ronda_answer_seconds", "Seconds until an answer began.", labels, registry=self._registry, buckets=_SECONDS
        )

    def tell(self, scope: Scope, status: int, seconds: float) -> None:
        """One answer more."""
        labels = (method(scope), template(scope))
        self._answers.labels(*labels, str(status)).inc()
        self._seconds.labels(*labels).observe(seconds)

    def text(self) -> bytes:
        """All figures in Prometheus' text format."""
        return generate_latest(self._registry)
