"""Links as they are compared."""

import pytest

from api.library.links import normalised


@pytest.mark.parametrize(
    "link",
    [
        "https://example.org/care?a=1&b=2",
        "http://www.Example.org/care/?b=2&a=1",
        "https://example.org:443/care/?utm_source=list&b=2&fbclid=x&a=1#chapter-2",
        "HTTPS://EXAMPLE.org/./care/index.html?a=1&b=2",
    ],
)
def test_one_page_has_one_text(link):
    assert normalised(link) == "example.org/care?a=1&b=2"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://example.org/Care", "https://example.org/care"),
        ("https://example.org/?v=1", "https://example.org/?v=2"),
        ("https://matrix.to/#/!room1:a.coop", "https://matrix.to/#/!room2:a.coop"),
        ("https://a.example.org", "https://b.example.org"),
        ("https://example.org:8080/", "https://example.org/"),
    ],
)
def test_two_pages_have_two(one, other):
    assert normalised(one) != normalised(other)


def test_what_is_no_address_stays():
    assert normalised(" http://[::1 ") == "http://[::1"
    assert normalised("care") == "care"
