"""The numbers of letters and envelopes that we send in the older generation: 14 signs, the beginning of their ids."""

from uuid import UUID

_SIGNS = 14
_HEX = 32


def number_of_key(key: UUID) -> str:
    """What a letter or an envelope is called in its message."""
    return key.hex[:_SIGNS]


def keys_of(number: str) -> tuple[UUID, UUID] | None:
    """The first and the last id that a number can mean; None of a number that is none of ours."""
    if len(number) != _SIGNS or number != number.lower():
        return None
    try:
        return UUID(number.ljust(_HEX, "0")), UUID(number.ljust(_HEX, "f"))
    except ValueError:
        return None
