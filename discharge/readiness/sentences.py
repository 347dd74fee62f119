"""What the timeline says of readiness, verb first (UX §1.e)."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from discharge.wording.sentences import CAUSE_WORDS, reason_words
from journeys.domain.events import EventKind
from journeys.sentences import EventWords, NameOf, moment_words, with_words_of


def _ready(payload: Mapping[str, Any], name_of: NameOf) -> str:
    reasons = ", ".join(reason_words(reason) for reason in payload.get("reasons") or ())
    doctor = payload.get("assessed_by")
    sentence = _("Registrerede borgeren som færdigbehandlet")
    if payload.get("correction_reason"):
        sentence = _("Rettede tidspunktet for færdigbehandlet (%(why)s)") % {"why": payload["correction_reason"]}
    if doctor:
        sentence = _("%(sentence)s, vurderet af %(doctor)s") % {"sentence": sentence, "doctor": doctor}
    return (
        _("%(sentence)s. Venter på %(reasons)s") % {"sentence": sentence, "reasons": reasons} if reasons else sentence
    )


def _reasons(payload: Mapping[str, Any], name_of: NameOf) -> str:
    reasons = ", ".join(reason_words(reason) for reason in payload.get("reasons") or ())
    return _("Ændrede, hvad der ventes på: %(reasons)s") % {"reasons": reasons}


def _correction(payload: Mapping[str, Any], name_of: NameOf) -> str:
    reason = payload.get("reason", "")
    if not payload.get("at"):
        return _("Foreslog, at færdigmeldingen bortfalder: %(why)s") % {"why": reason}
    facts = {"when": moment_words(payload["at"]), "why": reason}
    if payload.get("assessed_at"):
        sentence = _("Foreslog at rette færdigbehandlet til %(when)s og lægens vurdering til %(assessed)s: %(why)s")
        return sentence % {**facts, "assessed": moment_words(payload["assessed_at"])}
    return _("Foreslog at rette færdigbehandlet til %(when)s: %(why)s") % facts


def _resumed(payload: Mapping[str, Any], name_of: NameOf) -> str:
    cause = CAUSE_WORDS.get(str(payload.get("cause")))
    return _("Genoptog behandlingen: %(cause)s") % {"cause": cause} if cause else _("Genoptog behandlingen")


READINESS_EVENT_WORDS: Mapping[EventKind, EventWords] = {
    EventKind.READY_REGISTERED: EventWords(gettext_lazy("Færdigbehandlet"), _ready),
    EventKind.REASONS_STATED: EventWords(gettext_lazy("Årsager til ventetid oplyst"), _reasons),
    EventKind.READY_CORRECTION_PROPOSED: EventWords(
        gettext_lazy("Rettelse af færdigbehandling foreslået"), _correction
    ),
    EventKind.TREATMENT_RESUMED: EventWords(gettext_lazy("Behandling genoptaget"), _resumed),
    EventKind.READY_DISAGREED: EventWords(
        gettext_lazy("Uenighed om færdigbehandling"),
        with_words_of(gettext_lazy("Er uenig i færdigmeldingen: %(text)s"), text="text"),
    ),
    EventKind.TERMINAL_DECLARED: EventWords(gettext_lazy("Terminal"), gettext_lazy("Erklærede borgeren terminal")),
}
