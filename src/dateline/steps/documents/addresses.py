"""Which addresses on the network a page may be fetched from."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dateline.steps.documents.unreadable import Unreadable

Resolver = Callable[[str, int], Sequence[str]]
"""Host and port to IP addresses, in the order to try them."""
Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_WRAPPED_IPV4 = (
    (ipaddress.ip_network("64:ff9b::/96"), 0),  # NAT64, RFC 6052
    (ipaddress.ip_network("64:ff9b:1::/48"), 0),  # NAT64 for local use, RFC 8215
    (ipaddress.ip_network("::/96"), 0),  # IPv4-compatible, RFC 4291
    (ipaddress.ip_network("2002::/16"), 80),  # 6to4, RFC 3056
)


def resolve(host: str, port: int) -> Sequence[str]:
    """Addresses of `host` by the system. Raises `Unreadable` where it has none."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise Unreadable("fetch", f"The host {host!r} has no address.") from error
    return [str(entry[4][0]) for entry in found]


def is_public(address: str) -> bool:
    """Whether an address lies on the open internet: not this machine, its network, or a cloud's metadata service."""
    try:
        ip: Address = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if "%" in address:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        inner = _inner(ip)
        if inner is not None:
            return _is_public(inner)
        if ip.teredo is not None:
            return False
    return _is_public(ip)


def _is_public(ip: Address) -> bool:
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified or ip.is_loopback)


def _inner(ip: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address that an IPv6 address leads to, if it is of such a kind."""
    if ip.ipv4_mapped is not None:
        return ip.ipv4_mapped
    for network, shift in _WRAPPED_IPV4:
        if ip in network:
            return ipaddress.IPv4Address((int(ip) >> shift) & 0xFFFFFFFF)
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """How names become addresses, and which of these may be asked."""

    resolver: Resolver = resolve
    is_allowed: Callable[[str], bool] = is_public
    trusted: frozenset[tuple[str, int]] = frozenset()
    """Hosts, in small letters, and ports that may be asked whatever their address is: the user said so."""


class NotPublic(Unreadable):
    """A host that is not asked since one of its addresses is not public."""

    def __init__(self, host: str, port: int, address: str) -> None:
        super().__init__(
            "refused",
            f"{host!r} is at {address}, which is not a public address; only public pages are fetched.",
        )
        self.host, self.port = host.lower(), port


def checked_addresses(host: str, port: int, network: Network) -> list[str]:
    """Addresses of `host` to connect to. Raises `NotPublic` where one of them is not public.

    All of them must be: a name that has a private address among its public ones is no honest one. The caller
    connects to what is returned here and never asks for the name again, so that its meaning cannot change between.
    """
    addresses = list(dict.fromkeys(network.resolver(host, port)))
    if not addresses:
        raise Unreadable("fetch", f"The host {host!r} has no address.")
    if (host.lower(), port) in network.trusted:
        return addresses
    for address in addresses:
        if not network.is_allowed(address):
            raise NotPublic(host, port, address)
    return addresses
