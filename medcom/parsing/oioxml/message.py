"""A classic message as frozen values: the envelope, its letters, and receipts (SPEC B2, B5; DICTIONARY 0.2, 9.1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from medcom.parsing.codes import ResponseCode
from medcom.parsing.oioxml.node import XmlNode


@dataclass(frozen=True, slots=True)
class LetterParty:
    """Sender or receiver as the letter names it: `names` are organisation, department and unit."""

    ean: str = ""
    identifier: str = ""
    identifier_code: str = ""
    names: tuple[str, ...] = ()
    phone: str = ""
    # Who signs, of a sender.
    person: str = ""
    title: str = ""

    @property
    def name(self) -> str:
        """All its names, the house first."""
        return ", ".join(self.names)


@dataclass(frozen=True, slots=True, kw_only=True)
class XmlLetter:
    """One letter or receipt: its head, and all of it as it stands."""

    root: str
    namespace: str
    identifier: str
    version: str
    type_code: str
    status: str
    episode: str
    at: datetime | None
    sender: LetterParty
    receiver: LetterParty
    cpr: str
    replacement: str
    family_name: str
    given_names: str
    content: XmlNode


@dataclass(frozen=True, slots=True, kw_only=True)
class Emessage:
    """An envelope of the sender with its letters."""

    namespace: str
    identifier: str
    sent_at: datetime | None
    # A receipt is asked for when all is well; when it is not one is sent anyhow.
    wants_receipt: bool
    letters: tuple[XmlLetter, ...]


@dataclass(frozen=True, slots=True)
class Original:
    """A letter that a receipt is about."""

    letter: str
    version: str
    refuse_code: str = ""
    refuse_text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """XCTL01, 02 or 03. `by_network` is that the network answers, which is neither of the two (XCTL01)."""

    positive: bool
    by_network: bool
    answering: str
    envelope: str
    sender: str
    receiver: str
    originals: tuple[Original, ...]
    refuse_code: str = ""
    refuse_text: str = ""

    @property
    def code(self) -> ResponseCode:
        """What it makes of a letter that we sent, as an Acknowledgement does."""
        return ResponseCode.OK if self.positive else ResponseCode.FATAL_ERROR
