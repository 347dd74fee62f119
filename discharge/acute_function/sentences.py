"""What the timeline says of the acute function, verb first (UX §1.e)."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from discharge.wording.sentences import word_of
from journeys.domain.events import EventKind
from journeys.sentences import EventWords, NameOf


def _acute_started(payload: Mapping[str, Any], name_of: NameOf) -> str:
    by = payload.get("referred_by")
    who = word_of(by) if by else _("ukendt henviser")
    if payload.get("takeover"):
        return _("Tilbød %(who)s at overtage ansvaret i akutfunktionen") % {"who": who}
    place = name_of(payload.get("organisation"))
    if place:
        return _("Henviste til akutfunktionen %(place)s på vegne af %(who)s") % {"who": who, "place": place}
    return _("Henviste til akutfunktionen på vegne af %(who)s") % {"who": who}


ACUTE_FUNCTION_EVENT_WORDS: Mapping[EventKind, EventWords] = {
    EventKind.ACUTE_FUNCTION_STARTED: EventWords(gettext_lazy("Akutfunktion begyndt"), _acute_started),
    EventKind.ACUTE_FUNCTION_ENDED: EventWords(
        gettext_lazy("Akutfunktion afsluttet"), gettext_lazy("Afsluttede borgeren i akutfunktionen")
    ),
    EventKind.TREATMENT_OVER: EventWords(
        gettext_lazy("Behandling i hjemmet slut"), gettext_lazy("Afsluttede behandlingen")
    ),
}
