"""By when a letter is read where people have agreed on it: of correspondence only (flowchart 1-40, 2-5)."""

from dataclasses import dataclass
from datetime import datetime

from discharge.agreement.rules.reading import next_reading, send_before, terms_of, ward_reading
from discharge.channel.rules.channel import ChannelDocument
from discharge.settings.rules.open_points import DEFAULTS, Choices
from documents.domain.declaring import DeclaredKind
from organisations.domain.kinds import WARD_KINDS, OrganisationKind

# A residential facility and the units of other sectors have promised nothing.
_READ_EACH_SHIFT = frozenset({OrganisationKind.MUNICIPALITY, OrganisationKind.MUNICIPAL_UNIT})


@dataclass(frozen=True, slots=True)
class ReadingTime:
    """The latest moment at which a person has read it; where that is today's, the last one to send for it."""

    by: datetime
    send_before: datetime | None = None


def reading_of(
    kind: DeclaredKind, receiver: OrganisationKind, *, sent_at: datetime, choices: Choices = DEFAULTS
) -> ReadingTime | None:
    """When the receiver reads what is sent at a moment, as its area has decided; None where nobody has promised it."""
    if ChannelDocument(kind.document) is not ChannelDocument.CORRESPONDENCE:
        return None
    terms = terms_of(choices)
    if receiver in _READ_EACH_SHIFT:
        return ReadingTime(next_reading(sent_at, terms))
    if receiver in WARD_KINDS:
        return ReadingTime(ward_reading(sent_at, terms), send_before(sent_at, terms))
    return None
