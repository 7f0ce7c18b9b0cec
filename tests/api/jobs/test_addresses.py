"""Where webhooks may not go."""

import socket

import pytest

from api.jobs.addresses import UnsendableError, checked, way_to


def refusal(url, private=False):
    with pytest.raises(UnsendableError) as caught:
        way_to(url, private)
    return caught.value.code


@pytest.mark.parametrize(
    "url",
    [
        "https://127.0.0.1/hook",
        "https://10.1.2.3/hook",
        "https://172.16.0.1/hook",
        "https://192.168.1.1:8443/hook",
        "https://169.254.169.254/latest/meta-data",
        "https://0.0.0.0/hook",
        "https://100.64.0.1/hook",
        "https://224.0.0.1/hook",
        "https://[::1]/hook",
        "https://[::ffff:127.0.0.1]/hook",
        "https://[fe80::1]/hook",
        "https://[fd00::1]/hook",
        "https://[2002:7f00:1::]/hook",
        "https://[64:ff9b::10.0.0.1]/hook",
        "https://[64:ff9b::7f00:1]/hook",
        "https://[64:ff9b:1::5db8:d70e]/hook",
        "https://[::10.0.0.1]/hook",
        "https://[::7f00:1]/hook",
    ],
)
def test_an_address_of_the_operator_s_own_network_is_refused(url):
    assert refusal(url) == "address-private"


@pytest.mark.parametrize("name", ["127.1", "2130706433", "0x7f000001", "localhost"])
def test_a_name_that_means_this_machine_is_refused(name):
    assert refusal(f"https://{name}/hook") == "address-private"


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("http://example.org/hook", "url-not-https"),
        ("ftp://example.org/hook", "url-not-https"),
        ("https:///hook", "url-malformed"),
        ("https://user:secret@example.org/hook", "url-malformed"),
        ("https://example.org:99999/hook", "url-malformed"),
        ("https://example.org/hook#part", "url-malformed"),
        ("https://example.org/" + "x" * 500, "url-malformed"),
        ("https://exa mple.org/", "url-malformed"),
        ("https://[::1/hook", "url-malformed"),
    ],
)
def test_a_url_that_no_message_goes_to(url, code):
    with pytest.raises(UnsendableError) as caught:
        checked(url, private=False)
    assert caught.value.code == code


def test_one_private_address_among_public_ones_is_enough_to_refuse(monkeypatch):
    answers(monkeypatch, "93.184.215.14", "10.0.0.1")
    assert refusal("https://hub.example.org/hook") == "address-private"


def test_the_address_that_was_looked_at_is_the_one_that_is_used(monkeypatch):
    answers(monkeypatch, "93.184.215.14")
    way = way_to("https://hub.example.org:8443/hook?x=1", private=False)
    assert (way.url, way.host, way.name) == (
        "https://93.184.215.14:8443/hook?x=1",
        "hub.example.org:8443",
        "hub.example.org",
    )


def test_an_unknown_name_is_told_as_such(monkeypatch):
    def unknown(*_args, **_options):
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    assert refusal("https://nowhere.example/hook") == "name-unknown"


def test_an_ipv4_address_of_the_internet_may_be_reached_by_nat64(monkeypatch):
    answers(monkeypatch, "64:ff9b::5db8:d70e")
    assert way_to("https://hub.example.org/hook", private=False).url == "https://[64:ff9b::5db8:d70e]/hook"


def test_the_operator_may_allow_it():
    assert way_to("http://127.0.0.1:9000/hook", private=True).url == "http://127.0.0.1:9000/hook"


def answers(monkeypatch, *addresses):
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 443)) for address in addresses]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_options: found)
