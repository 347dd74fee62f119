"""The key that makes a repeated call harmless, from a page's form or a program's header."""

from journeys.actions.acting.acts import Refused

LONGEST = 255


def key_of(text: str) -> str:
    """The key as it was sent: never cut, since two keys with the same beginning are two acts."""
    if len(text) > LONGEST or not text.isascii() or (text and not text.isprintable()):
        raise Refused("act.key_not_a_key")
    return text
