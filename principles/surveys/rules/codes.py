"""Single-use codes: how they look, how many are made at once, and how a used one differs from one that never was.

It does not: a code is forgotten when it is used, so that nobody can ask whether the citizen who got it has answered.
"""

import hmac
from hashlib import sha256

from journeys.domain.citizen.own_access import ALPHABET, HANDLE, SECRET, read_code

# 31 letters and digits, twelve places: 59 bits.
LENGTH = HANDLE + SECRET
# A batch of one would be a code with a name on it.
FEWEST_CODES, MOST_CODES = 10, 100

__all__ = ["ALPHABET", "FEWEST_CODES", "LENGTH", "MOST_CODES", "digest_of"]


def digest_of(text: str, *, key: str) -> str | None:
    """What is stored of a code, from any spelling of it; None for what is no code."""
    parts = read_code(text)
    if parts is None:
        return None
    return hmac.new(key.encode(), "".join(parts).encode(), sha256).hexdigest()
