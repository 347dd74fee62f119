"""Whom a citizen rings now: what the strip says, in the 72 hours whom the ward points a citizen to (RULES 2d, 2e)."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from desk.selectors.opening import is_open, next_opening
from desk.selectors.own.voice import Voice
from discharge.calls.rules import CallerRole
from discharge.calls.selectors import referrals
from discharge.responsibility.rules.parties import PartyKind
from discharge.responsibility.selectors import Strip
from journeys.models import Journey
from organisations.domain.phones import Phone, PhonePurpose
from organisations.models import Organisation

# In these the ward answers professionals alone; the citizen is pointed to their doctor (RULES 2e).
_FOR_PROFESSIONALS = frozenset({"S6", "S6u", "S9"})
_GIVES_HOME_AWAY = frozenset({PartyKind.GP.value, PartyKind.MUNICIPALITY.value, PartyKind.ACUTE_FUNCTION.value})


@dataclass(frozen=True, slots=True)
class Ring:
    """Somebody to ring: an empty number is unknown; `sentence` says what else there is to know."""

    name: str
    phone: str
    hours: str
    open_now: bool | None
    opens_at: datetime | None
    sentence: str


def whom_to_ring(journey: Journey, strip: Strip, voice: Voice) -> Ring:
    """One answer; nobody known is said as that, with who can help to find out."""
    if strip.state == "S11":
        return Ring(_("1-1-2 er ringet op"), "", "", None, None, _("Ambulancen er på vej eller har svaret."))
    kind, unit, name, typed = _party(journey, strip, voice.now)
    if voice.protected and kind in _GIVES_HOME_AWAY:
        hidden = _("Vises ikke, fordi adressen er hemmelig. Ring til sygehuset eller til %(who)s selv.")
        return Ring(_("Egen læge"), "", "", None, None, hidden % {"who": voice.name})
    if unit is None and not name:
        return Ring(_("Vi ved ikke, hvem der svarer nu"), "", "", None, None, _unknown(journey))
    # The lines of RULES 2d are for professionals; a citizen rings the ordinary number.
    line = typed or (unit.phone_for(PhonePurpose.INQUIRIES) if unit else None)
    hours = line.opening_hours if line else None
    return Ring(
        name=name,
        phone=line.number if line else "",
        hours=(line.hours if line else None) or "",
        open_now=is_open(hours, voice.now),
        opens_at=next_opening(hours, voice.now),
        sentence="" if line else _("Vi kender ikke nummeret."),
    )


def _party(journey: Journey, strip: Strip, at: datetime) -> tuple[str, Organisation | None, str, Phone | None]:
    if strip.state in _FOR_PROFESSIONALS or strip.unseen:
        referral = next((each for each in referrals(journey, at=at) if each.role is CallerRole.CITIZEN), None)
        if referral is not None:
            unit, kind = referral.organisation, referral.to.value
            return kind, unit, _name(kind, unit, ""), None
    call = strip.call
    if call is None or call.kind == PartyKind.UNKNOWN:
        return "", None, "", None
    typed = call.line if call.person and call.line and call.kind == PartyKind.REFERRING_DOCTOR else None
    return call.kind, call.organisation, _name(call.kind, call.organisation, call.name), typed


def _name(kind: str, unit: Organisation | None, otherwise: str) -> str:
    if kind == PartyKind.GP:
        return _("Egen læge: %(name)s") % {"name": unit.name} if unit else _("Egen læge")
    if kind == PartyKind.OUT_OF_HOURS:
        return unit.name if unit else _("Lægevagten")
    return unit.name if unit else otherwise


def _unknown(journey: Journey) -> str:
    if journey.is_in_hospital:
        return _("Spørg personalet på afdelingen.")
    return _("Ring til din egen læge på hverdage kl. 8-16. Ring til lægevagten på andre tider.")
