"""OIDC tokens, signed with keys that were made here: what opens the service, and the many things that do not."""

import hmac
import json
import threading
import time
import warnings
from base64 import urlsafe_b64encode
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from joserfc import jwt
from joserfc.jwk import ECKey, KeySet, OKPKey, RSAKey

from api.access import provider as of_provider
from api.access.principal import Role
from api.access.provider import Provider
from api.access.tokens import Tokens, Vouched
from api.refusals import Refusal
from api.settings import settings

ISSUER, AUDIENCE = "https://login.example", "ronda"
SETTINGS = replace(settings({"RONDA_DATA": str(Path("nowhere"))}), oidc_issuer=ISSUER, oidc_audience=AUDIENCE)
KEYS = {
    "RS256": RSAKey.generate_key(2048, {"kid": "rsa"}),
    "ES256": ECKey.generate_key("P-256", {"kid": "ec"}),
    "EdDSA": OKPKey.generate_key("Ed25519", {"kid": "okp"}),
}
STRANGER = RSAKey.generate_key(2048, {"kid": "rsa"})


class Login:
    """A provider that counts how often it is asked."""

    def __init__(self, *keys):
        self.keys = keys or tuple(KEYS.values())
        self.asked = 0
        self.down = False

    def __call__(self, request: httpx.Request) -> httpx.Response:
        if self.down:
            raise httpx.ConnectError("down")
        if request.url.path == "/.well-known/openid-configuration":
            return httpx.Response(200, json={"issuer": ISSUER, "jwks_uri": f"{ISSUER}/keys"})
        self.asked += 1
        return httpx.Response(200, json=KeySet(list(self.keys)).as_dict(private=False))


def tokens(login: Login) -> Tokens:
    return Tokens(SETTINGS, Provider(SETTINGS, httpx.MockTransport(login)))


def claims(**other):
    now = int(time.time())
    told = {
        "iss": ISSUER,
        "aud": AUDIENCE,
        "sub": "ada",
        "exp": now + 300,
        "nbf": now - 5,
        "ronda_coop": "sol",
        "ronda_role": "planner",
    }
    return {name: value for name, value in (told | other).items() if value is not None}


def signed(told, alg="RS256", key=None, **head):
    key = key or KEYS[alg]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return jwt.encode({"alg": alg, "kid": key.kid, **head}, told, key, algorithms=[alg])


@pytest.mark.filterwarnings("ignore:EdDSA")
@pytest.mark.parametrize("alg", list(KEYS))
def test_a_token_says_who_asks(alg):
    assert tokens(Login()).read(signed(claims(), alg)) == Vouched("sol", Role.PLANNER, "ada", None)


def test_a_carer_is_bound_to_a_person():
    told = claims(ronda_role="carer", ronda_person="nuria")
    assert tokens(Login()).read(signed(told)) == Vouched("sol", Role.CARER, "ada", "nuria")


@pytest.mark.parametrize(
    "wrong",
    [
        {"iss": "https://other.example"},
        {"iss": None},
        {"aud": "another-service"},
        {"aud": ["another-service", "a-third"]},
        {"aud": None},
        {"exp": 1_700_000_000},
        {"exp": None},
        {"exp": "tomorrow"},
        {"nbf": 32_503_680_000},
        {"sub": None},
        {"ronda_coop": None},
        {"ronda_coop": ["sol"]},
        {"ronda_role": "owner"},
        {"ronda_role": None},
        {"ronda_role": ["admin"]},
        {"ronda_role": "carer"},
        {"ronda_person": "nuria"},
    ],
    ids=str,
)
def test_a_wrong_claim_opens_nothing(wrong):
    assert tokens(Login()).read(signed(claims(**wrong))) is None


def _part(value):
    return urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()


def test_no_signature_opens_nothing():
    for alg in ("none", "None", "NONE", ""):
        head = {"alg": alg, "kid": "rsa"}
        assert tokens(Login()).read(f"{_part(head)}.{_part(claims())}.") is None


def test_the_public_key_is_no_shared_secret():
    body = f"{_part({'alg': 'HS256', 'kid': 'rsa'})}.{_part(claims())}"
    forged = hmac.digest(KEYS["RS256"].as_pem(private=False), body.encode(), "sha256")
    signature = urlsafe_b64encode(forged).rstrip(b"=").decode()
    assert tokens(Login()).read(f"{body}.{signature}") is None


def test_another_key_of_the_same_id_opens_nothing():
    assert tokens(Login()).read(signed(claims(), key=STRANGER)) is None


@pytest.mark.parametrize("text", ["", ".", "..", "a.b.c", "e30.e30.e30", "[" * 5000 + "..", "é.b.c", "x" * 9000])
def test_what_is_no_token_opens_nothing(text):
    assert tokens(Login()).read(text) is None


def test_a_changed_payload_opens_nothing():
    head, _, signature = signed(claims()).split(".")
    assert tokens(Login()).read(f"{head}.{_part(claims(ronda_coop='lluna'))}.{signature}") is None


def test_keys_are_fetched_once_and_again_for_a_new_one(monkeypatch):
    login = Login(KEYS["RS256"])
    read = tokens(login).read
    assert read(signed(claims()))
    assert read(signed(claims()))
    assert login.asked == 1
    login.keys = tuple(KEYS.values())
    assert read(signed(claims(), "ES256")) is None  # asked a moment ago
    assert login.asked == 1
    monkeypatch.setattr(of_provider, "AT_MOST_EVERY", 0.0)
    assert read(signed(claims(), "ES256"))
    assert login.asked == 2


def test_whose_key_is_here_does_not_wait_for_a_provider_that_hangs(monkeypatch):
    login, hangs, goes_on = Login(KEYS["RS256"]), threading.Event(), threading.Event()

    def hanging(request: httpx.Request) -> httpx.Response:
        if login.asked:
            hangs.set()
            assert goes_on.wait(60)
        return login(request)

    read = Tokens(SETTINGS, Provider(SETTINGS, httpx.MockTransport(hanging))).read
    assert read(signed(claims()))
    monkeypatch.setattr(of_provider, "AT_MOST_EVERY", 0.0)
    with ThreadPoolExecutor() as threads:
        new = threads.submit(read, signed(claims(), "ES256"))
        assert hangs.wait(60)
        monkeypatch.setattr(of_provider, "KEPT_FOR", -1e-9)
        monkeypatch.setattr(of_provider, "AT_MOST_EVERY", 3600.0)  # old, and yet good
        known = threads.submit(read, signed(claims()))
        try:
            assert known.result(30)
        finally:
            login.keys = tuple(KEYS.values())
            goes_on.set()
        assert new.result(60)


def test_invented_key_ids_do_not_reach_the_provider():
    login = Login()
    read = tokens(login).read
    for number in range(50):
        assert read(signed(claims(), kid=f"invented-{number}")) is None
    assert login.asked == 1


def test_without_the_provider_nobody_is_refused_for_good():
    login = Login()
    login.down = True
    with pytest.raises(Refusal) as refused:
        tokens(login).read(signed(claims()))
    assert refused.value.code.code == "unavailable"


def test_keys_do_not_come_unprotected():
    plain = replace(SETTINGS, oidc_keys_url="http://login.example/keys")
    with pytest.raises(Refusal):
        Tokens(plain, Provider(plain, httpx.MockTransport(Login()))).read(signed(claims()))
