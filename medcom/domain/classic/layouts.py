"""Which classic letters are taken in, and as what: by their version, whatever their root is called (DICTIONARY)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from discharge.channel.rules.channel import ChannelDocument
from medcom.domain.classic.files import BINARY


@dataclass(frozen=True, slots=True)
class Layout:
    """A version of a letter; `schema` is the folder of its official schema, "" where none exists (DICTIONARY)."""

    type_code: str
    document: ChannelDocument
    schema: str = ""


_ADMISSION = ("XDIS16", ChannelDocument.ADMISSION_REPORT)
_DISCHARGE = ("XDIS18", ChannelDocument.DISCHARGE_REPORT)
_READY = ("XDIS19", ChannelDocument.READY_NOTICE)
_LETTER = ("XDIS91", ChannelDocument.CORRESPONDENCE)
_EPIKRISE = ("XDIS01", ChannelDocument.DISCHARGE_LETTER)
LAYOUTS: Mapping[str, Layout] = {
    "XD1630C": Layout(*_ADMISSION, "2007/02/01"),
    "XD1634C": Layout(*_ADMISSION),
    "XD2134C": Layout("XDIS21", ChannelDocument.CARE_PATHWAY_PLAN),
    "XD1830C": Layout(*_DISCHARGE, "2007/02/01"),
    "XD1834C": Layout(*_DISCHARGE),
    "XD1930C": Layout(*_READY, "2005/08/07"),
    "XD1934C": Layout(*_READY),
    "XD9134L": Layout(*_LETTER, "2006/07/01"),
    "XD9135L": Layout(*_LETTER, "2019/02/19"),
    # Files that a letter beside it, or its subject, speaks of.
    BINARY: Layout("XBIN01", ChannelDocument.CORRESPONDENCE, "2005/08/07"),
    "XD0133L": Layout(*_EPIKRISE, "2005/08/07"),
    "XD0134L": Layout(*_EPIKRISE, "2018/08/06"),
    "GGOP100": Layout("GGOP", ChannelDocument.REHABILITATION_PLAN),
}
# Those that are sent, the newer of two first: an official schema exists, and the counterpart says that it takes them.
SENT = ("XD9135L", "XD9134L", "XD1630C", "XD1830C", "XD1930C", "XD0134L", "XD0133L")
# What the log and the lists know classic letters and receipts by.
NEW, CORRECTED = "nytbrev", "rettetbrev"
TYPE_CODES = frozenset(layout.type_code for layout in LAYOUTS.values())


def is_read_only(kind: str) -> bool:
    """Whether a kind comes in versions of which none is sent: no official schema says what one has to look like."""
    versions = [version for version, layout in LAYOUTS.items() if layout.document == kind]
    return bool(versions) and not any(version in SENT for version in versions)


def layout_for(kind: str, accepted: Collection[str]) -> str:
    """The version in which a document of this kind is sent to whom accepts these; "" for none."""
    return next((each for each in SENT if each in accepted and LAYOUTS[each].document == kind), "")
