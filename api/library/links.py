"""Links as they are compared: two ways to write the address of one page become the same text."""

import re
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from url_normalize import url_normalize

_TRACKING = re.compile(
    r"^(utm_\w+|fbclid|gclid|gclsrc|dclid|msclkid|yclid|igshid|mc_cid|mc_eid|mkt_tok|_ga|_gl|_hsenc|_hsmi|ref_src|spm)$",
    re.IGNORECASE,
)
_FIRST_PAGE = re.compile(r"/index\.html?$", re.IGNORECASE)


def normalised(link: str) -> str:
    """For finding duplicates, and not for following: without scheme, www, tracking and trailing slash.

    What is behind # stays where it is the page itself, as in "#/rooms/7". What is no address stays as it is.
    """
    try:
        parts = urlsplit(url_normalize(link) or "")
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return link.strip()
    if not host:
        return link.strip()
    place = host.removeprefix("www.") + ("" if port is None else f":{port}")
    path = _FIRST_PAGE.sub("/", parts.path).rstrip("/")
    asked = [(key, value) for key, value in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.match(key)]
    query = "?" + urlencode(sorted(asked)) if asked else ""
    page = unquote(parts.fragment)
    within = "#" + page if page.startswith("/") else ""
    return place + path + query + within
