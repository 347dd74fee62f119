"""What the timeline says of the agreement and of barriers, verb first (UX §1.e)."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from discharge.wording.sentences import SECTOR_WORDS, barrier_words
from journeys.domain.events import EventKind
from journeys.sentences import EventWords, NameOf, day_words, due_words, moment_words, with_words_of


def _barrier(payload: Mapping[str, Any], name_of: NameOf) -> str:
    return _("Noterede en hindring: %(what)s (%(owner)s, senest %(due)s)") % {
        "what": barrier_words(str(payload.get("barrier")), str(payload.get("text") or "")),
        "owner": SECTOR_WORDS.get(str(payload.get("owner")), ""),
        "due": due_words(payload.get("due_at")),
    }


def _expected(payload: Mapping[str, Any], name_of: NameOf) -> str:
    on = payload.get("on")
    facts = {"day": day_words(on), "why": payload.get("text")}
    if facts["why"]:
        return _("Forventer udskrivelse %(day)s: %(why)s") % facts
    return _("Forventer udskrivelse %(day)s") % facts


def _proposed(payload: Mapping[str, Any], name_of: NameOf) -> str:
    facts = {"when": moment_words(payload.get("at")), "why": payload.get("text")}
    if facts["why"]:
        return _("Foreslog udskrivelse %(when)s: %(why)s") % facts
    return _("Foreslog udskrivelse %(when)s") % facts


def _countered(payload: Mapping[str, Any], name_of: NameOf) -> str:
    facts = {"when": moment_words(payload.get("at")), "why": payload.get("text") or ""}
    if not payload.get("proposal_ref"):
        return (_("Er klar fra %(when)s: %(why)s") if facts["why"] else _("Er klar fra %(when)s")) % facts
    return _("Kan ikke nå det og foreslog %(when)s: %(why)s") % facts


def _wish(payload: Mapping[str, Any], name_of: NameOf) -> str:
    text = {"text": payload.get("text", "")}
    relative = payload.get("said_by") == "relative"
    return (
        _("Skrev de pårørendes ønske ned: %(text)s") % text
        if relative
        else _("Skrev borgerens ønske ned: %(text)s") % text
    )


AGREEMENT_EVENT_WORDS: Mapping[EventKind, EventWords] = {
    EventKind.BARRIER_RAISED: EventWords(gettext_lazy("Barriere for udskrivelse oplyst"), _barrier),
    EventKind.EXPECTED_DISCHARGE_STATED: EventWords(gettext_lazy("Forventet udskrivelse oplyst"), _expected),
    EventKind.DISCHARGE_PROPOSED: EventWords(gettext_lazy("Udskrivelsestidspunkt foreslået"), _proposed),
    EventKind.DISCHARGE_COUNTERED: EventWords(gettext_lazy("Andet udskrivelsestidspunkt foreslået"), _countered),
    EventKind.DISCHARGE_QUESTIONED: EventWords(
        gettext_lazy("Spørgsmål til udskrivelsen"),
        with_words_of(gettext_lazy("Mangler at vide, før tiden kan aftales: %(what)s"), what="missing"),
    ),
    EventKind.DISCHARGE_ANSWERED: EventWords(
        gettext_lazy("Svar på spørgsmål om udskrivelsen"),
        with_words_of(gettext_lazy("Svarede på kommunens spørgsmål: %(text)s"), text="text"),
    ),
    EventKind.WISH_RECORDED: EventWords(gettext_lazy("Ønske noteret"), _wish),
    EventKind.BARRIER_CLOSED: EventWords(
        gettext_lazy("Barriere for udskrivelse løst"), gettext_lazy("Fik en hindring af vejen")
    ),
    EventKind.DISCHARGE_ACCEPTED: EventWords(
        gettext_lazy("Udskrivelsestidspunkt aftalt"),
        gettext_lazy("Sagde ja til tiden for udskrivelsen, som dermed er aftalt"),
    ),
}
