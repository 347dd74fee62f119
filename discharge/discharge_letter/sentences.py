"""What the timeline says of the discharge letter, verb first (UX §1.e)."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from journeys.domain.events import EventKind
from journeys.sentences import EventWords, NameOf, ended


def _letter_sent(payload: Mapping[str, Any], name_of: NameOf) -> str:
    text = payload.get("recommendation")
    if text:
        return _("Sendte epikrisen og beder egen læge følge op: %(text)s") % {"text": text}
    return _("Sendte epikrisen")


def _letter_handed(payload: Mapping[str, Any], name_of: NameOf) -> str:
    facts = {"evidence": payload.get("evidence", ""), "text": payload.get("recommendation", "")}
    digital = payload.get("way") == "digital_post"
    said = (
        _("Sendte epikrisen til borgeren i Digital Post: %(evidence)s")
        if digital
        else _("Gav borgeren epikrisen på papir: %(evidence)s")
    ) % facts
    return _("%(said)s Skal følges op: %(text)s") % {**facts, "said": ended(said)} if facts["text"] else said


def _letter_receipt(payload: Mapping[str, Any], name_of: NameOf) -> str:
    if payload.get("positive") is True:
        return _("Kvitterede for epikrisen")
    return _("Meldte, at epikrisen ikke er kommet rigtigt frem. Den skal sendes igen")


DISCHARGE_LETTER_EVENT_WORDS: Mapping[EventKind, EventWords] = {
    EventKind.LETTER_SENT: EventWords(gettext_lazy("Epikrise sendt"), _letter_sent),
    EventKind.LETTER_HANDED: EventWords(gettext_lazy("Epikrise givet til borgeren"), _letter_handed),
    EventKind.LETTER_ACKNOWLEDGED: EventWords(gettext_lazy("Epikrise kvitteret"), _letter_receipt),
}
