"""What is the same for every route: headers, limits, logs, figures, health."""

import io
import json
import sys
from collections.abc import Iterator
from subprocess import run

import pytest

from api.access.principal import Role
from api.refusals import CODES
from api.store import executors
from tests.api.service.parts import World, key_of, served


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    with served(requests_a_second=100_000) as found:
        yield found


def test_every_answer_has_an_id_and_keeps_browsers_out(world: World):
    for path in ("/healthz", "/nothing", "/v1/me"):
        headers = world.ask("GET", path).headers
        assert len(headers["X-Request-Id"]) == 36
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Cache-Control"] == "no-store"
        assert "default-src 'none'" in headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/nothing", 404, "no-such-address"),
        ("GET", "/v1/problems/", 404, "no-such-address"),
        ("GET", "/docs", 404, "no-such-address"),
        ("POST", "/healthz", 405, "method-not-allowed"),
        ("PATCH", "/v1/problems/x", 405, "method-not-allowed"),
        ("GET", "/v1/me", 401, "unauthenticated"),
    ],
)
def test_what_the_framework_refuses_is_a_problem_too(world: World, method: str, path: str, status: int, code: str):
    answer = world.ask(method, path)
    assert answer.headers["Content-Type"] == "application/problem+json"
    told = answer.json()
    assert (answer.status_code, told["status"], told["code"]) == (status, status, code)
    assert told["request"] == answer.headers["X-Request-Id"]


def test_allow_lists_all_methods_of_a_path(world: World):
    assert world.ask("PATCH", "/v1/problems/x").headers["Allow"] == "DELETE, GET, PUT"


def test_type_leads_to_the_page_of_all_codes(world: World):
    assert 'href="/errors"' in world.ask("GET", "/").text
    page = world.ask("GET", "/errors")
    assert page.headers["Content-Type"].startswith("text/html")
    assert all(f'id="{each.code}"' in page.text for each in CODES)


def test_a_failure_tells_nothing_and_is_found_in_the_log(world: World, log: io.StringIO, monkeypatch):
    def fail(*_):
        raise RuntimeError("Zsofia-Quux")

    monkeypatch.setattr(world.store, "reading", fail)
    answer = world.as_role(Role.ADMIN, "GET", "/v1/problems")
    assert (answer.status_code, answer.json()["code"]) == (500, "failed")
    assert "Zsofia" not in answer.text + log.getvalue()
    [failed] = [line for line in map(json.loads, log.getvalue().splitlines()) if line["level"] == "error"]
    assert (failed["type"], failed["request"]) == ("RuntimeError", answer.headers["X-Request-Id"])


def test_the_log_knows_routes_by_their_templates(world: World, log: io.StringIO):
    id, _ = world.put()
    world.as_role(Role.PLANNER, "GET", f"/v1/problems/{id}?version=1&after=secret")
    [line] = map(json.loads, log.getvalue().splitlines())
    assert set(line) == {"at", "level", "event", "request", "method", "route", "status", "seconds", "coop", "by"}
    assert (line["route"], line["method"], line["status"]) == ("/v1/problems/{id}", "GET", 200)
    assert (line["coop"], line["by"]) == ("sol", world.secrets["sol", Role.PLANNER].split("_")[2])


def test_figures_know_routes_by_their_templates(world: World):
    id, _ = world.put()
    world.as_role(Role.PLANNER, "GET", f"/v1/problems/{id}")
    world.ask("INVENTED", "/invented")
    text = world.as_role(Role.ADMIN, "GET", "/metrics").text
    assert 'ronda_answers_total{method="GET",route="/v1/problems/{id}",status="200"}' in text
    assert 'method="OTHER",route="-",status="404"' in text
    assert id not in text
    assert "invented" not in text.lower()


def test_ready_is_who_has_a_worker(world: World):
    answer = world.ask("GET", "/readyz")
    assert (answer.status_code, answer.json()["code"]) == (503, "unavailable")
    executors.tell_alive(world.store, "here/1", "here", began=True)
    assert world.ask("GET", "/readyz").json() == {"status": "ready"}
    assert world.ask("GET", "/healthz").json() == {"status": "alive"}


def test_a_key_may_not_ask_without_end():
    with served(requests_a_second=5) as world:
        answers = [world.as_role(Role.PLANNER, "GET", "/v1/me") for _ in range(30)]
        refused = [answer for answer in answers if answer.status_code == 429]
        assert len(refused) >= 10
        assert refused[0].json()["code"] == "too-many-requests"
        assert int(refused[0].headers["Retry-After"]) >= 1
        assert refused[0].headers["RateLimit"].startswith('"requests";r=0;t=')
        assert answers[0].headers["RateLimit-Policy"] == '"requests";q=5;w=1'
        assert world.as_role(Role.ANALYST, "GET", "/v1/me").status_code == 200
        guesses = [world.ask("GET", "/v1/me", "ronda_sol_x_y").status_code for _ in range(30)]
        assert guesses[0] == 401
        assert 429 in guesses


def test_nobody_gives_a_key_more_than_they_have(world: World):
    few = ["keys:write", "audit:read"]
    with world.store.of("sol") as books:
        from api.store import keys

        _, secret = keys.issue(books, "admin", few, "keeper", None)

    def ask(**wanted):
        return world.ask("POST", "/v1/keys", secret, json={"label": "new", **wanted})

    assert ask(role="admin").json()["faults"][0]["pointer"] == "/scopes"
    assert ask(role="planner").status_code == 422
    made = ask(role="admin", scopes=["audit:read"])
    assert made.json()["key"]["scopes"] == ["audit:read"]
    assert world.ask("GET", "/v1/audit", made.json()["secret"]).status_code == 200
    assert world.ask("GET", "/v1/keys", made.json()["secret"]).status_code == 403


def test_a_carers_key_is_bound_to_a_person_and_ends_with_them(world: World):
    wanted = {"role": "carer", "label": "her own", "person": "nuria"}
    made = world.as_role(Role.ADMIN, "POST", "/v1/keys", json=wanted).json()
    me = world.ask("GET", "/v1/me", made["secret"]).json()
    assert (me["role"], me["person"], me["scopes"]) == (
        "carer",
        made["key"]["person"],
        ["coop:read", "petitions:own", "plans:own", "rules:read", "weights:read"],
    )
    assert "nuria" not in json.dumps(me)
    assert world.as_role(Role.ADMIN, "POST", "/v1/keys", json={**wanted, "person": None}).status_code == 422
    assert world.as_role(Role.ADMIN, "DELETE", "/v1/people/carer/nuria").status_code == 204
    assert world.ask("GET", "/v1/me", made["secret"]).status_code == 401
    told = world.as_role(Role.ADMIN, "GET", "/v1/audit?limit=200").text
    assert "nuria" not in told
    assert made["key"]["person"] in told


def test_a_secret_is_told_once(world: World):
    made = world.as_role(Role.ADMIN, "POST", "/v1/keys", json={"role": "analyst", "label": "once"}).json()
    listed = world.as_role(Role.ADMIN, "GET", "/v1/keys?limit=200").text
    assert made["key"]["id"] in listed
    assert made["secret"].rsplit("_", 1)[1] not in listed


def test_webhooks_go_out_into_the_world_only(world: World):
    for url in ("http://hub.example/", "https://127.0.0.1/", "https://10.0.0.1/", "https://u:p@hub.example/", "x"):
        answer = world.as_role(Role.INTEGRATOR, "POST", "/v1/webhooks", json={"url": url})
        assert answer.json()["faults"][0]["pointer"] == "/url"
    made = world.as_role(Role.INTEGRATOR, "POST", "/v1/webhooks", json={"url": "https://hub.example/r"}).json()
    assert made["secret"].startswith("whsec_")
    assert made["webhook"]["events"] == ["job.cancelled", "job.done", "job.failed", "job.stopped"]


def test_the_api_starts_without_the_engines_heavy_parts():
    code = (
        "import sys, api.main; print([m for m in ('ortools', 'numba', 'osmnx', 'dbos', 'scipy') if m in sys.modules])"
    )
    assert run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_keys_of_a_person_need_the_person(world: World):
    secret = key_of(world.store, "sol", Role.CLIENT)
    assert world.ask("GET", "/v1/rules", secret).status_code == 200
    assert world.ask("GET", "/v1/problems", secret).status_code == 403
