"""Words that several panels share: whose, why, how long, who said it (UX §1.e)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from desk.selectors.timeline.entries import who_said
from discharge.wording.sentences import REASON_WORDS, SECTOR_WORDS, waited_for
from journeys.models import JourneyEvent


@dataclass(frozen=True, slots=True)
class Said:
    """Words of somebody, with name and time."""

    text: str
    who: str
    at: datetime


def nights_words(count: int) -> str:
    """ "2 døgn"."""
    return ngettext("%(count)s døgn", "%(count)s døgn", count) % {"count": count}


def reason_word(reason: str | None, text: str = "") -> str:
    """A waiting reason; "other" is what was written."""
    if reason is None:
        return _("ingen årsag oplyst")
    word = waited_for(text) if reason == "other" and text else str(REASON_WORDS.get(reason, reason))
    return word[:1].upper() + word[1:]


def sector_word(sector: str | None) -> str:
    """Whose it is."""
    return str(SECTOR_WORDS.get(sector or "", sector or ""))


def who_of(rows: Mapping[str, JourneyEvent], ref: str) -> str:
    """Who stated something, empty when the event is not on the page."""
    row = rows.get(ref)
    return who_said(row) if row is not None else ""
