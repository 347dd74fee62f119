"""Refusals: a machine code and a sentence in the user's language."""


class Refusal(Exception):
    """Something that a person asked for and that is not done, with the reason."""

    def __init__(self, code: str, sentence: str) -> None:
        """Keep both for the caller: the code for machines, the sentence for people."""
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence


class NotAllowed(Refusal):
    """The role or unit may not (HTTP 403)."""


class InvalidOrganisation(Refusal):
    """The data of an organisation, membership or user do not hold together (HTTP 400)."""
