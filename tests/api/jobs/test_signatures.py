"""The signature that Standard Webhooks asks for."""

import base64
import hashlib
import hmac

from api.jobs.signatures import new_secret, signed_headers


def test_the_specification_s_own_example():
    headers = signed_headers(
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, b'{"test": 2432232314}'
    )
    assert headers == {
        "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
        "webhook-timestamp": "1614265330",
        "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    }


def test_a_secret_of_ours_is_long_enough_and_never_the_same():
    one, other = new_secret(), new_secret()
    key = base64.b64decode(one.removeprefix("whsec_"))
    assert len(key) == 32
    assert one != other
    told = hmac.new(key, b"m.1.{}", hashlib.sha256).digest()
    assert signed_headers(one, "m", 1, b"{}")["webhook-signature"] == f"v1,{base64.b64encode(told).decode()}"
