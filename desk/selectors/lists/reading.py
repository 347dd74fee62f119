"""By when a letter to the other side is read, as a line over the worklist (UX §4; flowchart 1-40, 2-5)."""

from datetime import datetime

from django.utils.translation import gettext as _

from discharge.channel.rules.channel import ChannelDocument
from discharge.settings.selectors import answers_for
from documents.domain.kinds import KINDS
from documents.domain.reading import reading_of
from documents.sentences import reading_words
from organisations.domain.kinds import OrganisationKind
from organisations.models import Organisation


def reading_line(receiver: OrganisationKind, reader: Organisation | None, now: datetime) -> str:
    """Of a korrespondance that is sent now: nothing else is promised to be read. As the reader's area has it."""
    choices = answers_for(reader.root_id or reader.pk if reader else None, now)
    reading = reading_of(KINDS[ChannelDocument.CORRESPONDENCE], receiver, sent_at=now, choices=choices)
    if reading is None:
        return ""
    # A whole sentence for each: names of receivers are not put together in every language.
    whole = {
        OrganisationKind.WARD: _("En korrespondance til afdelingen %(words)s."),
        OrganisationKind.MUNICIPALITY: _("En korrespondance til kommunen %(words)s."),
    }
    return whole[receiver] % {"words": reading_words(reading, now)}
