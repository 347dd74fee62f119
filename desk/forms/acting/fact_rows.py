"""The facts of a journey as rows: what is known, in words, and the buttons that change it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from desk.forms.acting.buttons import ActButton
from desk.forms.acting.citizen import DETAILS
from desk.selectors.page.journey import JourneyPage
from desk.templatetags.moments import moment
from discharge.channel.selectors import is_report_forbidden
from journeys.domain.citizen.newborns import is_newborn
from journeys.domain.history.departures import EndedBy
from journeys.domain.state.status import AdmissionType
from journeys.event_sentences import DEPARTURE_WORDS
from journeys.models import Relative
from journeys.sentences import ADMISSION_WORDS, AFFILIATION_WORDS, SPECIALITY_WORDS, destination_word
from organisations.domain.phones import PhonePurpose
from organisations.models import Organisation


@dataclass(frozen=True, slots=True)
class FactRow:
    """One row; `phone` is None where none belongs, empty where it is unknown."""

    label: str
    lines: tuple[str, ...]
    buttons: tuple[ActButton, ...] = ()
    phone: str | None = None
    missing: bool = False


def fact_rows(page: JourneyPage, buttons: Mapping[str, list[ActButton]]) -> list[FactRow]:
    """The panel, top to bottom."""
    rows = []
    for name, (label, lines_of) in _rows(page).items():
        lines = lines_of(page)
        if name in _ONLY_WITH_BUTTON and name not in buttons and not lines:
            continue
        rings, purpose = _RINGS.get(name, (_nobody, PhonePurpose.INQUIRIES))
        place = rings(page)
        shown = buttons.get(name, ())
        rows.append(
            FactRow(
                label=label,
                lines=lines or (_("ukendt"),),
                buttons=tuple(_again(button) for button in shown) if lines else tuple(shown),
                phone=_number(place, purpose) if place else None,
                missing=not lines,
            )
        )
    return rows


def _number(place: Organisation, purpose: PhonePurpose) -> str:
    line = place.phone_for(purpose)
    return line.number if line else ""


def _nobody(page: JourneyPage) -> Organisation | None:
    return None


# Whom the row names, and what one rings them about.
_RINGS: Mapping[str, tuple[Callable[[JourneyPage], Organisation | None], PhonePurpose]] = {
    "gp": (lambda page: page.journey.gp_practice, PhonePurpose.GP_DIRECT),
    "residence": (lambda page: page.journey.municipality, PhonePurpose.VISITATION),
}


def _again(button: ActButton) -> ActButton:
    """What is known is corrected, not stated."""
    again = _STATED.get(button.slug)
    return replace(button, label=str(again)) if again else button


_STATED: Mapping[str, Promise] = {
    "udskrives-til": gettext_lazy("Ret udskrivelsessted"),
    "sygepleje": gettext_lazy("Ret svar om sygepleje"),
    "tilknytning": gettext_lazy("Ret tilknytning"),
    "egen-laege": gettext_lazy("Ret egen læge"),
    "indlaeggelsesform": gettext_lazy("Ret akut eller planlagt"),
    "laege": gettext_lazy("Ret patientansvarlig"),
    "medicinansvarlig": gettext_lazy("Ret medicinansvarlig"),
    "udskrivningsmaade": gettext_lazy("Ret, hvordan opholdet sluttede"),
}
# Questions that belong to one moment of a journey.
_ONLY_WITH_BUTTON = frozenset({"identity", "departure", "region"})
_Lines = Callable[[JourneyPage], tuple[str, ...]]


def _rows(page: JourneyPage) -> dict[str, tuple[str, _Lines]]:
    return {
        "identity": (_("CPR-nummer"), _identity),
        "place": (_("Afsnit og seng"), _place),
        "physician": (_("Patientansvarlig læge") if page.in_bed else _("Hospitalets læge i opholdet"), _physician),
        "medication": (_("Medicinansvarlig"), _medication),
        "speciality": (_("Speciale"), _speciality),
        "admission_type": (_("Indlæggelsesform"), _admission_type),
        "departure": (_("Opholdet sluttede"), _departure),
        "region": (_("Afdelingens region"), _no_region),
        "destination": (_("Udskrevet til") if page.journey.discharged_at else _("Udskrives til"), _destination),
        "nursing": (_("Kommunal sygepleje"), _nursing),
        "affiliations": (_("Tilknytning til kommunen"), _affiliations),
        "report": (_("Indlæggelsesrapport"), _report),
        "residence": (_("Kommune"), _residence),
        "gp": (_("Egen læge"), _gp),
        "relatives": (_("Pårørende"), _relatives),
    }


def _identity(page: JourneyPage) -> tuple[str, ...]:
    citizen = page.journey.citizen
    joined = _("samlet med et foreløbigt nummer") if citizen.joined_count else ""
    return tuple(line for line in (citizen.masked_cpr or _("ukendt"), joined) if line)


def _place(page: JourneyPage) -> tuple[str, ...]:
    journey = page.journey
    places = (journey.ward, journey.hospital if journey.hospital_id != journey.ward_id else None)
    place = ", ".join(each.label for each in places if each is not None)
    bed = _("seng %(bed)s") % {"bed": journey.bed} if journey.bed else ""
    return tuple(line for line in (place, bed) if line)


def _physician(page: JourneyPage) -> tuple[str, ...]:
    journey, lines = page.journey, []
    if journey.physician_name:
        unit = journey.physician_organisation
        lines.append(f"{journey.physician_name}, {unit.label}" if unit else journey.physician_name)
        if journey.physician_since:
            lines.append(_("siden %(at)s") % {"at": moment(journey.physician_since, now=page.now)})
    if journey.offered_physician_name:
        lines.append(_("Tilbudt til %(name)s, ikke overtaget endnu") % {"name": journey.offered_physician_name})
    return tuple(lines) or (() if page.in_bed else (_("ingen på hospitalet"),))


def _medication(page: JourneyPage) -> tuple[str, ...]:
    """The strip's own words, so that the page says one thing."""
    line = page.strip.medication
    if page.strip.state == "S10" or line is None:
        return (_("ingen, borgeren er død"),)
    return (line.who,) if line.who else ()


def _speciality(page: JourneyPage) -> tuple[str, ...]:
    known = page.journey.speciality
    return (str(SPECIALITY_WORDS[known]),) if known != "unknown" else ()


def _admission_type(page: JourneyPage) -> tuple[str, ...]:
    known = AdmissionType(page.journey.admission_type)
    return (str(ADMISSION_WORDS[known]),) if known is not AdmissionType.UNKNOWN else ()


def _destination(page: JourneyPage) -> tuple[str, ...]:
    return (destination_word(page.journey.destination),) if page.journey.destination else ()


def _departure(page: JourneyPage) -> tuple[str, ...]:
    known = page.journey.ended_by
    return (str(DEPARTURE_WORDS[EndedBy(known)]),) if known else ()


def _no_region(page: JourneyPage) -> tuple[str, ...]:
    """Reference data has none; the row is there only while it is asked for."""
    return ()


def _nursing(page: JourneyPage) -> tuple[str, ...]:
    known = page.journey.community_nursing
    return () if known is None else ((_("ja") if known else _("nej")),)


def _affiliations(page: JourneyPage) -> tuple[str, ...]:
    born, begun = page.citizen.known_birth_date, page.journey.arrived_at
    if page.journey.municipal_services is False and is_newborn(born, begun):
        return (_("nyfødt: opholdet deles ikke med kommunens pleje"),)
    if page.journey.municipal_services is False:
        return (_("får ingen hjælp fra kommunen"),)
    if page.facts.municipal_services is False:
        return (_("får ingen hjælp i dag, men har brug for kommunen ved udskrivelsen"),)
    known = page.facts.affiliations
    had = [str(AFFILIATION_WORDS[each]) for each in DETAILS if known.get(each)]
    if not had and page.journey.municipal_services:
        return (_("får hjælp fra kommunen"),)
    return tuple(had)


def _report(page: JourneyPage) -> tuple[str, ...]:
    journey = page.journey
    if journey.report_sent_at:
        return (_("sendt %(at)s") % {"at": moment(journey.report_sent_at, now=page.now)},)
    if journey.report_requested_at and is_report_forbidden(journey):
        return (_("bruges ikke for borgeren: skriv en korrespondance"),)
    if journey.report_requested_at:
        return (_("bedt om %(at)s, ikke sendt") % {"at": moment(journey.report_requested_at, now=page.now)},)
    return (_("ikke bedt om"),)


def _residence(page: JourneyPage) -> tuple[str, ...]:
    return (page.journey.municipality.name,) if page.journey.municipality else ()


def _gp(page: JourneyPage) -> tuple[str, ...]:
    if page.journey.gp_practice:
        return (page.journey.gp_practice.name,)
    return (_("ingen egen læge"),) if page.journey.gp_known else ()


def _relatives(page: JourneyPage) -> tuple[str, ...]:
    return tuple(_relative(each, page) for each in page.relatives) or (_("ingen skrevet ned"),)


def _relative(relative: Relative, page: JourneyPage) -> str:
    parts = [str(relative), relative.phone]
    if relative.agreed:
        parts.append(_("kan og vil: %(agreed)s") % {"agreed": relative.agreed})
    if relative.informed_at:
        parts.append(_("talt med %(at)s") % {"at": moment(relative.informed_at, now=page.now)})
    return ", ".join(part for part in parts if part)
