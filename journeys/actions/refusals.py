"""Why an act is not done."""

from typing import Any

# Of an act that makes no sense as the journey stands, and nothing better is to be said of it.
NOT_NOW = "act.not_now"


class Refused(Exception):
    """The act cannot be done now; `code` for machines, the sentence is made by `journeys.sentences`."""

    def __init__(self, code: str, **facts: Any) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


class RefusedUnseen(Refused):
    """Refused for what the user's unit does not see: as it tells of that, it counts like a search that led there.

    Counted where the act is done once, after it was rolled back (`journeys.actions.acting.once`).
    """


class NotOffered(Refused):
    """As the journey stands no page offers the act; `sentence` says why, in the user's language."""

    def __init__(self, sentence: str) -> None:
        super().__init__(NOT_NOW)
        self.sentence = sentence
