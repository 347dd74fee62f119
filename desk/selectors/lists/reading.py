"""By when a letter to the other side is read, as a line over the worklist (UX §4; flowchart 1-40, 2-5)."""

from datetime import datetime

from django.utils.translation import gettext as _

from discharge.channel.rules.channel import Document
from documents.domain.kinds import KINDS
from documents.domain.reading import reading_of
from documents.sentences import reading_words
from organisations.domain.kinds import OrganisationKind


def reading_line(receiver: OrganisationKind, now: datetime) -> str:
    """Of a korrespondance that is sent now: nothing else is promised to be read by a time."""
    reading = reading_of(KINDS[Document.CORRESPONDENCE], receiver, sent_at=now)
    if reading is None:
        return ""
    # A whole sentence for each: names of receivers are not put together in every language.
    whole = {
        OrganisationKind.WARD: _("En korrespondance til afdelingen %(words)s."),
        OrganisationKind.MUNICIPALITY: _("En korrespondance til kommunen %(words)s."),
    }
    return whole[receiver] % {"words": reading_words(reading, now)}
