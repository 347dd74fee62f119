"""What a letter that came by message carries besides its fields: earlier texts of its thread, and files (SPEC A4)."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

# As a message says that its writer asks for haste (SPEC A4).
URGENT = "asap"


@dataclass(frozen=True, slots=True, kw_only=True)
class Writer:
    """Who wrote a part, as far as the message says; "" is unknown."""

    name: str = ""
    role: str = ""
    phone: str = ""
    unit: str = ""

    def __str__(self) -> str:
        """Name, role and organisation, what is known of them."""
        return ", ".join(filter(None, (self.name, self.role, self.unit)))


@dataclass(frozen=True, slots=True, kw_only=True)
class TextPart:
    """One text: `added` is that this very letter brought it. `at` is an ISO instant, "" where nobody says."""

    id: str
    text: str
    at: str
    writer: Writer
    added: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FilePart:
    """A file or an address. `has_data` is that its bytes came with this letter: an answer only names it."""

    id: str
    title: str
    content_type: str
    at: str
    writer: Writer
    added: bool
    url: str = ""
    has_data: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """What a letter says that no field of its kind takes, under the letter's own heading."""

    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Parts:
    """All texts, oldest first, and all files of a letter; who exactly sends it, and how urgent a referral is."""

    texts: tuple[TextPart, ...] = ()
    files: tuple[FilePart, ...] = ()
    specific_sender: str = ""
    # `routine` or `asap`, "" where it is about no referral.
    priority: str = ""
    passages: tuple[Passage, ...] = ()
    # The letter has a structure that could not be checked here: nobody says that it is valid.
    unchecked: bool = False

    @property
    def is_urgent(self) -> bool:
        """Whether its writer asks for haste."""
        return self.priority == URGENT

    @property
    def earlier(self) -> tuple[TextPart, ...]:
        """The texts that it carries on from before."""
        return tuple(text for text in self.texts if not text.added)

    @property
    def added(self) -> tuple[TextPart, ...]:
        """The texts that it brings."""
        return tuple(text for text in self.texts if text.added)

    def as_json(self) -> dict[str, Any]:
        """As a version keeps them."""
        return asdict(self)

    @classmethod
    def parse(cls, stored: Mapping[str, Any] | None) -> "Parts":
        """From what a version keeps; none of a letter that was written here."""
        stored = stored or {}
        return cls(
            tuple(TextPart(**{**each, "writer": Writer(**each["writer"])}) for each in stored.get("texts", ())),
            tuple(FilePart(**{**each, "writer": Writer(**each["writer"])}) for each in stored.get("files", ())),
            stored.get("specific_sender", ""),
            stored.get("priority", ""),
            tuple(Passage(**each) for each in stored.get("passages", ())),
            stored.get("unchecked", False),
        )
