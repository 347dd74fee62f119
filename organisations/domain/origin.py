"""From where a request comes: address and device, as far as they are known (OWASP ASVS 16.2)."""

import ipaddress
from contextvars import ContextVar
from dataclasses import dataclass

LONGEST_DEVICE = 120


@dataclass(frozen=True, slots=True)
class Origin:
    """The client's address behind the trusted proxies, and what its browser calls itself; empty is unknown."""

    address: str = ""
    device: str = ""


NOWHERE = Origin()
# Set for the length of a request by the web layer; commands and workers come from nowhere.
origin: ContextVar[Origin] = ContextVar("origin", default=NOWHERE)


def shortened_device(user_agent: str) -> str:
    """The beginning of what a browser calls itself, on one line and without signs that cannot be printed."""
    printable = "".join(letter if letter.isprintable() else " " for letter in user_agent[: 2 * LONGEST_DEVICE])
    return " ".join(printable.split())[:LONGEST_DEVICE]


def checked_address(text: str) -> str:
    """The address in its shortest form, without port; empty for what is none."""
    text = text.strip().strip('"')
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        return str(ipaddress.ip_address(text.partition("%")[0]))
    except ValueError:
        return ""


def client_address(direct: str, forwarded_for: str, *, proxies: int) -> str:
    """Who asks: behind so many proxies of our own the address that the outermost of them saw, else the direct one.

    What stands further left in X-Forwarded-For was written by the client and is worth nothing; a header that is too
    short did not come through our proxies.
    """
    hops = [part for part in forwarded_for.split(",") if part.strip()]
    outermost = checked_address(hops[-proxies]) if proxies and len(hops) >= proxies else ""
    return outermost or checked_address(direct)


def is_among(address: str, networks: tuple[str, ...]) -> bool:
    """Whether an address lies in one of the networks; an unknown one does not."""
    try:
        place = ipaddress.ip_address(checked_address(address))
    except ValueError:
        return False
    return any(place in ipaddress.ip_network(network, strict=False) for network in networks)
