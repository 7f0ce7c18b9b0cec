"""Tokens at the door of the running service: which co-op they open, for whom, and under which name they are logged."""

import httpx

from api.access.door import Door
from api.access.principal import Role
from tests.api.service.parts import key_of, served
from tests.api.service.test_tokens import AUDIENCE, ISSUER, Login, claims, signed


def signing_in(world, login: Login) -> None:
    world.service.door = Door(world.service.settings, world.store, httpx.MockTransport(login))


def test_a_token_opens_its_own_co_op():
    with served("postgresql", "sol", "lluna", oidc_issuer=ISSUER, oidc_audience=AUDIENCE) as world:
        signing_in(world, Login())
        id, _ = world.put(coop="sol")
        path = f"/v1/problems/{id}"
        assert world.ask("GET", path, signed(claims())).status_code == 200
        assert world.ask("GET", path, signed(claims(ronda_coop="lluna"))).status_code == 404
        assert world.ask("GET", path, signed(claims(ronda_coop="nowhere"))).status_code == 401
        assert world.ask("GET", path, signed(claims(ronda_coop="sol' OR 1=1"))).status_code == 401
        assert world.ask("GET", path, signed(claims(ronda_role="carer", ronda_person="berta"))).status_code == 403
        assert world.ask("GET", path, signed(claims(aud="another"))).status_code == 401


def test_a_person_is_the_same_by_key_and_by_token():
    with served(oidc_issuer=ISSUER, oidc_audience=AUDIENCE) as world:
        signing_in(world, Login())
        by_key = world.ask("GET", "/v1/me", key_of(world.store, "sol", Role.CARER, person="nuria")).json()
        token = signed(claims(ronda_role="carer", ronda_person="nuria"))
        by_token = world.ask("GET", "/v1/me", token).json()
        assert by_token["person"] == by_key["person"]
        unknown = signed(claims(ronda_role="carer", ronda_person="of whom nothing is stored"))
        nobody = world.ask("GET", "/v1/me", unknown).json()
        assert nobody["person"] not in (None, by_key["person"])


def test_whoever_signs_in_has_a_made_up_name():
    with served(oidc_issuer=ISSUER, oidc_audience=AUDIENCE) as world:
        signing_in(world, Login())
        first, again, other = (world.ask("GET", "/v1/me", signed(claims(sub=sub))).json()["id"] for sub in "aab")
        assert first == again != other
        token = signed(claims(sub="ada@example", ronda_role="admin"))
        made = world.ask("POST", "/v1/keys", token, json={"role": "analyst", "label": "x"})
        assert made.status_code == 201
        assert "ada" not in world.as_role(Role.ADMIN, "GET", "/v1/audit").text


def test_without_a_provider_no_token_opens_anything():
    with served() as world:
        assert world.ask("GET", "/v1/me", signed(claims())).status_code == 401


def test_a_provider_out_of_reach_is_no_fault_of_whoever_asks():
    with served(oidc_issuer=ISSUER, oidc_audience=AUDIENCE) as world:
        login = Login()
        login.down = True
        signing_in(world, login)
        answer = world.ask("GET", "/v1/me", signed(claims()))
        assert (answer.status_code, answer.json()["code"]) == (503, "unavailable")
        assert world.as_role(Role.PLANNER, "GET", "/v1/me").status_code == 200
