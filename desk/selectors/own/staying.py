"""Where the citizen is, and whether and when they go home (001-13)."""

from django.utils.translation import gettext as _

from desk.selectors.own.voice import Voice
from discharge.agreement.rules.agreement import Agreement, AgreementSide, Proposal
from journeys.domain.state.doubts import DoubtKind
from journeys.domain.state.status import AT_HOME, IN_HOSPITAL, JourneyStatus
from journeys.models import Journey

S = JourneyStatus


def where(journey: Journey, voice: Voice) -> list[str]:
    """One or two sentences; what is not known is said to be unknown."""
    ward = _ward(journey)
    if journey.status_value is S.PLANNED:
        return _planned(journey, voice, ward)
    if journey.status_value in AT_HOME:
        return [_left(journey, voice, ward)]
    match journey.status_value:
        case S.ACUTE_AMBULATORY:
            own = _("Du er på %(ward)s og bliver undersøgt. Du er ikke indlagt.")
            return [voice.say(own, _("%(who)s er på %(ward)s og bliver undersøgt, men er ikke indlagt."), ward=ward)]
        case S.ON_LEAVE:
            own = _("Du er hjemme på besøg (orlov). Du er stadig indlagt på %(ward)s.")
            other = _("%(who)s er hjemme på besøg (orlov), men er stadig indlagt på %(ward)s.")
            return [voice.say(own, other, ward=ward)]
        case S.READY:
            own = _("Lægen siger, at behandlingen på sygehuset er færdig. Du kan komme hjem, når hjælpen er klar.")
            other = _("Lægen siger, at behandlingen på sygehuset er færdig. Der ventes på, at hjælpen hjemme er klar.")
            return [_admitted(journey, voice, ward), voice.say(own, other)]
        case S.CANCELLED:
            return [voice.say(_("Din indlæggelse er aflyst."), _("Indlæggelsen er aflyst."))]
    return [_admitted(journey, voice, ward)]


def doubted(journey: Journey) -> list[str]:
    """That something told above may be wrong: every party reads it until somebody has settled it (DESIGN §4; V11)."""
    kinds = {doubt["kind"] for doubt in journey.doubts}
    lines = []
    if DoubtKind.TIME.value in kinds:
        lines.append(_("Tidspunktet er usikkert: det kan være forkert. Spørg afdelingen."))
    if kinds - {DoubtKind.TIME.value}:
        lines.append(_("Noget af det, der står her, kan være forkert. Spørg afdelingen."))
    return lines


def _ward(journey: Journey) -> str:
    unit, house = journey.ward or journey.hospital, journey.hospital
    if unit is None:
        return _("sygehuset (vi ved ikke, hvilken afdeling)")
    # Most wards say their hospital in their own name.
    return unit.name if house is None or house.pk == unit.pk or "," in unit.name else f"{unit.name}, {house.name}"


def _planned(journey: Journey, voice: Voice, ward: str) -> list[str]:
    if journey.planned_at is None:
        own = _("Du skal indlægges på %(ward)s. Vi ved ikke hvornår endnu.")
        return [voice.say(own, _("%(who)s skal indlægges på %(ward)s. Vi ved ikke hvornår endnu."), ward=ward)]
    facts = {"ward": ward, "at": voice.moment(journey.planned_at)}
    own = _("Du skal indlægges på %(ward)s %(at)s.")
    return [voice.say(own, _("%(who)s skal indlægges på %(ward)s %(at)s."), **facts)]


def _admitted(journey: Journey, voice: Voice, ward: str) -> str:
    if journey.admitted_at is None:
        return voice.say(_("Du er indlagt på %(ward)s."), _("%(who)s er indlagt på %(ward)s."), ward=ward)
    facts = {"ward": ward, "since": voice.moment(journey.admitted_at)}
    own = _("Du er indlagt på %(ward)s. Du kom %(since)s.")
    return voice.say(own, _("%(who)s er indlagt på %(ward)s siden %(since)s."), **facts)


def _left(journey: Journey, voice: Voice, ward: str) -> str:
    at = voice.moment(journey.discharged_at) if journey.discharged_at else _("(vi ved ikke hvornår)")
    facts = {"ward": ward, "at": at}
    if journey.ended_by == "transferred":
        own = _("Du blev flyttet fra %(ward)s til et andet sygehus %(at)s.")
        return voice.say(own, _("%(who)s blev flyttet fra %(ward)s til et andet sygehus %(at)s."), **facts)
    own = _("Du blev skrevet ud fra %(ward)s %(at)s.")
    return voice.say(own, _("%(who)s blev skrevet ud fra %(ward)s %(at)s."), **facts)


def may_go_home(journey: Journey) -> bool:
    """Whether there is a home-coming to tell of: whoever is only examined has none agreed."""
    return journey.status_value in IN_HOSPITAL and journey.status_value is not S.ACUTE_AMBULATORY


def going_home(journey: Journey, agreement: Agreement, voice: Voice) -> list[str]:
    """The agreed time and who agreed on it, else the proposed one, else the expected day, else that there is none."""
    if not may_go_home(journey):
        return []
    agreed, pending = agreement.agreed, agreement.pending
    lines = []
    if agreed is not None:
        facts = {"at": voice.moment(agreed.at), "when": voice.moment(agreed.agreed_at)}
        if agreed.at < voice.now:
            own = _("Det var aftalt, at du skulle hjem %(at)s. Spørg afdelingen, hvad der sker nu.")
            other = _("Det var aftalt, at %(who)s skulle hjem %(at)s. Spørg afdelingen, hvad der sker nu.")
            lines.append(voice.say(own, other, **facts))
        else:
            lines.append(voice.say(_("Du skal hjem %(at)s."), _("%(who)s skal hjem %(at)s."), **facts))
            lines.append(_("Afdelingen og kommunen blev enige om tiden %(when)s.") % facts)
    if pending is not None:
        lines += _proposed(pending, voice, moved=agreed is not None)
    if not lines and agreement.expected_on is not None:
        facts = {"day": voice.day(agreement.expected_on)}
        own = _("Afdelingen regner med, at du kan komme hjem %(day)s. Det er ikke en aftale endnu.")
        other = _("Afdelingen regner med, at %(who)s kan komme hjem %(day)s. Det er ikke en aftale endnu.")
        lines.append(voice.say(own, other, **facts))
    none = voice.say(
        _("Vi ved ikke endnu, hvornår du skal hjem. Spørg afdelingen."),
        _("Vi ved ikke endnu, hvornår %(who)s skal hjem. Spørg afdelingen."),
    )
    return lines or [none]


def _proposed(pending: Proposal, voice: Voice, *, moved: bool) -> list[str]:
    facts = {"at": voice.moment(pending.at)}
    if pending.by is AgreementSide.HOSPITAL:
        said, waits = _("Afdelingen foreslår"), _("Kommunen har ikke sagt ja endnu. Tiden kan blive en anden.")
    else:
        said, waits = _("Kommunen foreslår"), _("Afdelingen har ikke sagt ja endnu. Tiden kan blive en anden.")
    if moved:
        return [_("%(side)s en ny tid: %(at)s.") % {"side": said, **facts}, waits]
    own, other = _("%(side)s, at du skal hjem %(at)s."), _("%(side)s, at %(who)s skal hjem %(at)s.")
    return [voice.say(own, other, side=said, **facts), waits]
