"""What the timeline says of payable days, verb first (UX §1.e)."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from discharge.payment.rules.day_marks import days_in
from journeys.domain.events import EventKind
from journeys.sentences import EventWords, NameOf, day_words


def _marked(payload: Mapping[str, Any]) -> str:
    """ "3 betalingsdage (fre. 20-11-2026 – søn. 22-11-2026)"."""
    ordered = sorted(days_in(payload))
    if len(ordered) < 2:
        return _("betalingsdagen %(day)s") % {"day": day_words(ordered[0] if ordered else None)}
    return _("%(count)s betalingsdage (%(first)s – %(last)s)") % {
        "count": len(ordered),
        "first": day_words(ordered[0]),
        "last": day_words(ordered[-1]),
    }


def _day_agreed(payload: Mapping[str, Any], name_of: NameOf) -> str:
    return _("Er enig i %(days)s") % {"days": _marked(payload)}


def _day_disputed(payload: Mapping[str, Any], name_of: NameOf) -> str:
    return _("Er uenig i %(days)s: %(why)s") % {"days": _marked(payload), "why": payload.get("text", "")}


PAYMENT_EVENT_WORDS: Mapping[EventKind, EventWords] = {
    EventKind.DAY_AGREED: EventWords(gettext_lazy("Betalingsdag aftalt"), _day_agreed),
    EventKind.DAY_DISPUTED: EventWords(gettext_lazy("Uenighed om betalingsdag"), _day_disputed),
}
