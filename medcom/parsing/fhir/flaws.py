"""What is wrong with the form of bytes that can be read all the same: the sender is answered by name (DESIGN §4)."""

from __future__ import annotations

from medcom.parsing.fhir.unreadable import Unreadable

# A message may have the same flaw in each of its elements.
MOST_FLAWS = 20


class Flaws:
    """Collects them while the bytes are read; a strict one ends the reading at the first."""

    def __init__(self, *, strict: bool = False) -> None:
        self.strict = strict
        self.noted: list[Unreadable] = []

    def note(self, code: str, detail: str = "", place: str = "") -> None:
        """Notes a flaw; raises it when strict."""
        flaw = Unreadable(code, detail, place)
        if self.strict:
            raise flaw
        if len(self.noted) < MOST_FLAWS:
            self.noted.append(flaw)

    def repeated(self, name: str, first: object, again: object) -> object:
        """What stands for a value that is said twice: the first, but two different ids are none."""
        return None if name == "id" and first != again else first
