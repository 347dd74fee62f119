"""What the timeline says of meetings, verb first (UX §1.e)."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from journeys.domain.events import EventKind
from journeys.domain.events.payloads.meetings import MeetingAsked, MeetingInvited
from journeys.sentences import EventWords, NameOf, ended, moment_words

# Whose wish a meeting is; one's own needs no word.
WISHED_BY = {
    "unit": gettext_lazy("Vores eget"),
    "citizen": gettext_lazy("Borgerens"),
    "relatives": gettext_lazy("De pårørendes, med borgerens samtykke"),
}
ABOUT = {
    "dialogue": gettext_lazy("Dialogmøde"),
    "discharge_agreement": gettext_lazy("Udskrivningsaftale"),
    "coordination_plan": gettext_lazy("Koordinationsplan"),
}


def asked_words(wished_by: str) -> str:
    """Who wants a meeting."""
    return {
        "citizen": _("Borgeren beder om et dialogmøde"),
        "relatives": _("De pårørende beder om et dialogmøde"),
    }.get(wished_by, _("Bad om et dialogmøde"))


def invited_words(document_kind: str | None) -> str:
    """To what was invited."""
    return {
        "discharge_agreement": _("Indbød til at lave en udskrivningsaftale"),
        "coordination_plan": _("Indbød til at lave en koordinationsplan"),
    }.get(document_kind or "", _("Indbød til et dialogmøde"))


def _asked(payload: Mapping[str, Any], name_of: NameOf) -> str:
    said = MeetingAsked.parse(payload)
    sentence = asked_words(said.wished_by or "")
    return f"{sentence}: {ended(said.text)}" if said.text else sentence


def _invited(payload: Mapping[str, Any], name_of: NameOf) -> str:
    said = MeetingInvited.parse(payload)
    names = ", ".join(filter(None, map(name_of, said.receivers)))
    names = ", ".join(filter(None, (names, _("borgeren") if said.citizen else "")))
    sentence = f"{invited_words(said.document_kind)} {moment_words(payload.get('at'))}"
    sentence = f"{sentence}, {said.where}" if said.where else sentence
    sentence = _("%(what)s. Indbudt: %(names)s") % {"what": sentence, "names": names} if names else sentence
    return f"{sentence}. {ended(said.text)}" if said.text else sentence


def _declined(payload: Mapping[str, Any], name_of: NameOf) -> str:
    text = str(payload.get("text") or "")
    said = _("Svarede, at der ikke holdes møde")
    return f"{said}: {ended(text)}" if text else said


MEETING_EVENT_WORDS: Mapping[EventKind, EventWords] = {
    EventKind.MEETING_ASKED: EventWords(gettext_lazy("Dialogmøde ønskes"), _asked),
    EventKind.MEETING_INVITED: EventWords(gettext_lazy("Indbydelse til møde"), _invited),
    EventKind.MEETING_DECLINED: EventWords(gettext_lazy("Dialogmøde holdes ikke"), _declined),
}
