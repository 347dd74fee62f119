"""Settings that only make sense together; what is set by halves stops the program at once (D6, D25, D30)."""

import ipaddress
from collections.abc import Sequence

from django.core.exceptions import ImproperlyConfigured

_LOOPBACK_NAMES = ("localhost", "testserver")


def refuse_public_debug(hosts: Sequence[str]) -> None:
    """Raise when a development would answer to a name that others can reach: its errors show everything."""
    public = [host for host in hosts if not _is_loopback(host)]
    if public:
        raise ImproperlyConfigured(f"DEBUG=1 answers to this machine only, not to {', '.join(public)}")


def refuse_half_a_proxy(*, behind: bool, count: int, networks: Sequence[str]) -> None:
    """Raise unless the proxy in front and the number of proxies are set together, and the networks are networks.

    With the first alone all users would share the proxy's address; with the second alone anybody could name one.
    """
    if count < 0 or behind is not (count > 0):
        raise ImproperlyConfigured("BEHIND_PROXY=1 and TRUSTED_PROXY_COUNT (1 or more) belong together")
    for network in networks:
        try:
            ipaddress.ip_network(network, strict=False)
        except ValueError as error:
            raise ImproperlyConfigured(f"TRUSTED_PROXIES: {network!r} is no network") from error


def _is_loopback(host: str) -> bool:
    name = host.strip("[]").lower()
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return name in _LOOPBACK_NAMES or name.endswith(".localhost")
