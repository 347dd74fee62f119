"""From where a request comes: address and device, as far as they are known (OWASP ASVS 16.2)."""

from contextvars import ContextVar
from dataclasses import dataclass

LONGEST_DEVICE = 200


@dataclass(frozen=True, slots=True)
class Origin:
    """The client's address behind the trusted proxies, and what its browser calls itself; empty is unknown."""

    address: str = ""
    device: str = ""


NOWHERE = Origin()
# Set for the length of a request by the web layer; commands and workers come from nowhere.
origin: ContextVar[Origin] = ContextVar("origin", default=NOWHERE)
