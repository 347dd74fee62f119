"""What the timeline says of shared knowledge, verb first (UX §1.e)."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from journeys.domain.events import EventKind
from journeys.domain.events.payloads.knowledge import CoordinationStated, ReferralTold
from journeys.sentences import EventWords, NameOf, ended


def _referral(payload: Mapping[str, Any], name_of: NameOf) -> str:
    said = ReferralTold.parse(payload)
    parts = (
        (_("årsag"), said.referred_for),
        (_("tilstand"), said.condition),
        (_("generelt"), said.general),
    )
    words = " ".join(f"{label}: {ended(text)}" for label, text in parts if text)
    sentence = _("Gav videre ved henvisningen")
    return f"{sentence}: {words}" if words else sentence


def _with_text(sentence: str, payload: Mapping[str, Any]) -> str:
    text = str(payload.get("text") or "")
    return f"{sentence}: {ended(text)}" if text else sentence


def _asked(payload: Mapping[str, Any], name_of: NameOf) -> str:
    return _with_text(_("Spurgte egen læge"), payload)


def _answered(payload: Mapping[str, Any], name_of: NameOf) -> str:
    return _with_text(_("Svarede hospitalet"), payload)


def _coordination(payload: Mapping[str, Any], name_of: NameOf) -> str:
    said = CoordinationStated.parse(payload)
    needs = {True: _("brug for mere koordinering"), False: _("ikke brug for mere koordinering")}
    relatives = {True: _("der er pårørende"), False: _("ingen pårørende")}
    words = [needs.get(said.needs_more) if said.needs_more is not None else None]
    words.append(relatives.get(said.relatives) if said.relatives is not None else None)
    sentence = _("Oplyste om koordinering")
    stated = ", ".join(filter(None, words))
    return _with_text(f"{sentence}: {stated}" if stated else sentence, payload).replace(f"{stated}: ", f"{stated}. ")


KNOWLEDGE_EVENT_WORDS: Mapping[EventKind, EventWords] = {
    EventKind.REFERRAL_TOLD: EventWords(gettext_lazy("Givet videre ved henvisningen"), _referral),
    EventKind.KNOWLEDGE_ASKED: EventWords(gettext_lazy("Spørgsmål til egen læge"), _asked),
    EventKind.KNOWLEDGE_ANSWERED: EventWords(gettext_lazy("Svar fra egen læge"), _answered),
    EventKind.COORDINATION_STATED: EventWords(gettext_lazy("Behov for koordinering"), _coordination),
}
