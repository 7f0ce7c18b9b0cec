"""Where messages may be sent and links followed: not into the operator's own network, whatever a name resolves to."""

import socket
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import SplitResult, urlsplit

LONGEST = 500
_NAT64 = IPv6Network("64:ff9b::/96")  # RFC 6052: an IPv4 address of the internet, through a translator
_WITHIN = (
    IPv6Network("64:ff9b:1::/48"),  # RFC 8215: the same for a network of one's own
    IPv6Network("::/96"),  # RFC 4291: IPv4 addresses as they were once written in IPv6, and this machine's own
)
_PORTS = {"http": 80, "https": 443}


class UnsendableError(Exception):
    """An address to which nothing is sent; the code says why."""

    def __init__(self, code: str):
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Way:
    """A URL with the address in it that was looked at, so that nothing is resolved a second time (DNS rebinding);
    host: what it was called, for the Host header and the certificate."""

    url: str
    host: str
    name: str


def checked(url: str, private: bool, *, plain: bool = False, longest: int = LONGEST) -> SplitResult:
    """A URL that may be told to us as a webhook. private: http and the operator's own network are allowed; plain: http
    is. Raises UnsendableError.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise UnsendableError("url-malformed") from None
    if len(url) > longest or not url.isascii() or not url.isprintable() or " " in url or not parts.hostname:
        raise UnsendableError("url-malformed")
    if parts.scheme != "https" and not ((private or plain) and parts.scheme == "http"):
        raise UnsendableError("url-not-https")
    if parts.username is not None or parts.password is not None or parts.fragment or port == 0:
        raise UnsendableError("url-malformed")
    address = _address(parts.hostname)
    if address is not None and not (private or _public(address)):
        raise UnsendableError("address-private")
    return parts


def way_to(url: str, private: bool, *, plain: bool = False, longest: int = LONGEST) -> Way:
    """Resolve a URL's name once, and look at every address that it has. Raises UnsendableError."""
    parts = checked(url, private, plain=plain, longest=longest)
    name = parts.hostname or ""
    try:
        found = socket.getaddrinfo(name, parts.port or _PORTS[parts.scheme], type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise UnsendableError("name-unknown") from None
    addresses = [ip_address(str(entry[4][0]).split("%")[0]) for entry in found]
    if not addresses:
        raise UnsendableError("name-unknown")
    if not private and not all(_public(address) for address in addresses):
        raise UnsendableError("address-private")
    first = addresses[0]
    shown = f"[{first}]" if first.version == 6 else str(first)
    port = "" if parts.port is None else f":{parts.port}"
    host = f"[{name}]{port}" if ":" in name else f"{name}{port}"
    return Way(parts._replace(netloc=f"{shown}{port}").geturl(), host, name)


def _address(name: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(name)
    except ValueError:
        return None


def _public(address: IPv4Address | IPv6Address) -> bool:
    """An IPv6 address that holds an IPv4 one is as public as that."""
    if isinstance(address, IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
        if address in _NAT64:
            inner = IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return _public(inner)
        if any(address in network for network in _WITHIN):
            return False
    return address.is_global and not address.is_multicast
