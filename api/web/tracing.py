"""Spans for OpenTelemetry, where an operator asks for them: of a request its method, its route and its status.

The spans that FastAPI could write by itself hold paths and the messages of exceptions, so that it is told not to.
"""

import logging

from fastapi.telemetry import TelemetryConfig
from opentelemetry.propagate import extract
from opentelemetry.trace import SpanKind, Status, StatusCode, Tracer

from api.logs import say
from api.settings import Settings
from api.web.access_log import method, template
from api.web.envelope import Scope

SILENT: TelemetryConfig = {
    "tracing": False,
    "metrics": False,
    "logs": False,
    "operation_spans": False,
    "auto_configure": False,
}
"""What the framework may send by itself: nothing."""


class Tracing:
    """Writes a span for each answer. tracer: of whatever provider is configured."""

    def __init__(self, tracer: Tracer):
        self._tracer = tracer

    def tell(self, scope: Scope, status: int, seconds: float) -> None:
        """One answer, as a child of the caller's span where the request names one."""
        parent = {
            name.decode("latin-1"): value.decode("latin-1")
            for name, value in scope["headers"]
            if name in (b"traceparent", b"tracestate")
        }
        span = self._tracer.start_span(
            f"{method(scope)} {template(scope)}",
            context=extract(parent),
            kind=SpanKind.SERVER,
            attributes={
                "http.request.method": method(scope),
                "http.route": template(scope),
                "http.response.status_code": status,
            },
            start_time=scope["state"]["began"],
        )
        if status >= 500:
            span.set_status(Status(StatusCode.ERROR))
        span.end()


def tracing(settings: Settings) -> Tracing | None:
    """What writes spans to the endpoint of the settings; None where there is none, or where the extra is missing."""
    if settings.otlp_endpoint is None:
        return None
    try:
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import (  # type: ignore[import-not-found]
            OTLPSpanExporter,
        )
        from opentelemetry.sdk.resources import Resource  # type: ignore[import-not-found]
        from opentelemetry.sdk.trace import TracerProvider  # type: ignore[import-not-found]
        from opentelemetry.sdk.trace.export import BatchSpanProcessor  # type: ignore[import-not-found]
    except ImportError:
        say("OTEL_EXPORTER_OTLP_ENDPOINT is set, but not the extra: pip install 'ronda[telemetry]'", logging.WARNING)
        return None
    provider = TracerProvider(resource=Resource.create({"service.name": "ronda"}))
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))  # it reads the endpoint from the environment
    return Tracing(provider.get_tracer("ronda"))
