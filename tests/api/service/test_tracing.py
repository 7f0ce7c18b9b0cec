"""What OpenTelemetry gets to know of a request."""

import io
import json
import logging
from dataclasses import replace

from opentelemetry.trace import INVALID_SPAN

from api.access.principal import Role
from api.logs import begin_logging
from api.settings import settings
from api.web.tracing import Tracing, tracing
from tests.api.service.parts import served


class Tracer:
    """Remembers the spans that it was asked for."""

    def __init__(self):
        self.spans = []

    def start_span(self, name, **told):
        self.spans.append((name, told))
        return INVALID_SPAN


def test_a_span_holds_the_template_and_nothing_that_was_asked():
    tracer = Tracer()
    tell = Tracing(tracer).tell  # type: ignore[arg-type]
    with served() as world:
        id, _ = world.put()
        answer = world.as_role(Role.PLANNER, "GET", f"/v1/problems/{id}?version=1")
        route = next(each for each in world.routes() if each.path_format == "/v1/problems/{id}")
    parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
    headers = [(b"traceparent", parent.encode()), (b"authorization", b"Bearer x")]
    asked = {"method": "GET", "path": f"/v1/problems/{id}", "headers": headers, "route": route, "state": {"began": 7}}
    tell(asked, answer.status_code, 0.01)
    [(name, told)] = tracer.spans
    assert name == "GET /v1/problems/{id}"
    assert told["attributes"] == {
        "http.request.method": "GET",
        "http.route": "/v1/problems/{id}",
        "http.response.status_code": 200,
    }
    assert told["start_time"] == 7  # a stream goes on long after its answer began
    assert id not in str(tracer.spans)
    assert (
        "0af7651916cd43dd8448eb211c80319c" in f"{next(iter(told['context'].values())).get_span_context().trace_id:032x}"
    )


def test_an_endpoint_without_the_extra_is_told_in_the_log(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "opentelemetry.sdk", None)
    handlers = logging.getLogger().handlers[:]
    stream = io.StringIO()
    begin_logging(stream)
    try:
        assert tracing(replace(settings({}), otlp_endpoint="http://127.0.0.1:4318")) is None
    finally:
        logging.getLogger().handlers[:] = handlers
        logging.captureWarnings(False)
    assert "pip install 'ronda[telemetry]'" in json.loads(stream.getvalue())["event"]
    assert tracing(settings({})) is None
