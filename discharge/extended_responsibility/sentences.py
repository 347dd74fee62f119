"""What the timeline says of the 72 hours, verb first (UX §1.e)."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from journeys.domain.events import EventKind
from journeys.sentences import EventWords, NameOf, until_words


def _exempted(payload: Mapping[str, Any], name_of: NameOf) -> str:
    return _("Undtog borgeren fra de 72 timer: %(reason)s (%(physician)s)") % {
        "reason": payload.get("reason", ""),
        "physician": payload.get("physician", ""),
    }


def _extended(payload: Mapping[str, Any], name_of: NameOf) -> str:
    return _("Forlængede afdelingens ansvar til %(until)s") % {"until": until_words(payload.get("until"))}


EXTENDED_RESPONSIBILITY_EVENT_WORDS: Mapping[EventKind, EventWords] = {
    EventKind.RESPONSIBILITY_EXEMPTED: EventWords(gettext_lazy("Undtaget fra 72 timer"), _exempted),
    EventKind.EMERGENCY_CALLED: EventWords(gettext_lazy("1-1-2 kaldt"), gettext_lazy("Ringede 1-1-2")),
    EventKind.EMERGENCY_ENDED: EventWords(
        gettext_lazy("1-1-2 afsluttet uden indlæggelse"), gettext_lazy("Afsluttede 1-1-2-kaldet uden indlæggelse")
    ),
    EventKind.RESPONSIBILITY_EXTENDED: EventWords(gettext_lazy("72 timer forlænget"), _extended),
}
