"""What the timeline says of the close-out, verb first (UX §1.e)."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from journeys.domain.events import EventKind
from journeys.sentences import EventWords, NameOf


def _rehabilitation(payload: Mapping[str, Any], name_of: NameOf) -> str:
    if payload.get("needed") is True:
        return _("Besluttede, at borgeren skal have en genoptræningsplan")
    return _("Besluttede, at der ikke skal være en genoptræningsplan")


def _enrolled(payload: Mapping[str, Any], name_of: NameOf) -> str:
    if payload.get("needed") is False:
        return _("Svarede, at der ikke er noget at tilgangsføre")
    return _("Tilgangsførte borgeren i kommunens system")


CLOSE_OUT_EVENT_WORDS: Mapping[EventKind, EventWords] = {
    EventKind.FMK_UPDATED: EventWords(gettext_lazy("Fælles Medicinkort ajourført"), gettext_lazy("Ajourførte FMK")),
    EventKind.REHABILITATION_DECIDED: EventWords(gettext_lazy("Genoptræning afgjort"), _rehabilitation),
    EventKind.REHABILITATION_PLAN_SENT: EventWords(
        gettext_lazy("Genoptræningsplan sendt"), gettext_lazy("Sendte genoptræningsplanen")
    ),
    EventKind.MUNICIPAL_ENROLLED: EventWords(gettext_lazy("Tilgangsført i kommunens system"), _enrolled),
    EventKind.OTHER_TASKS_DONE: EventWords(
        gettext_lazy("Øvrige opgaver udført"), gettext_lazy("Udførte de øvrige udskrivningsopgaver")
    ),
}
