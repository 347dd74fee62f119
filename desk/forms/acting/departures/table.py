"""The acts of how a stay ended, for the table of acts (RULES 2i V4, V8; 2e E1, E3)."""

from django.utils.translation import gettext_lazy as _

from desk.forms.acting.departures import forms
from desk.forms.acting.spec import ActSpec, stands
from discharge.extended_responsibility.selectors.windows import region_missing
from discharge.models import ExtendedResponsibility
from journeys.domain.state.status import IN_HOSPITAL, JourneyStatus
from journeys.models import Journey


def left(journey: Journey) -> bool:
    """While the last that happened was a discharge."""
    return journey.status_value in (JourneyStatus.DISCHARGED, JourneyStatus.CLOSED)


def _region_missing(journey: Journey) -> bool:
    """Read with the page's windows (the panel of the 72 hours); elsewhere asked of the database."""
    kept: dict[str, bool] = journey.__dict__
    if "_region_missing" not in kept:
        kept["_region_missing"] = region_missing(ExtendedResponsibility.objects.filter(journey=journey), journey)
    return kept["_region_missing"]


def _region_asked(journey: Journey) -> bool:
    return stands(journey) and _region_missing(journey)


DEPARTURE_ACTS: tuple[ActSpec, ...] = (
    ActSpec(
        slug="udskrevet",
        name="discharged",
        form=forms.DischargedForm,
        row="contact",
        label=_("Udskrevet"),
        heading=_("Borgeren er udskrevet"),
        consequence=_(
            "Indtast kun, når beskeden fra hospitalet mangler. De andre parter får besked om 30 sekunder, "
            "og de 72 timer regnes fra tidspunktet."
        ),
        done=_("Gemt som indtastet manuelt."),
        when=lambda journey: journey.status_value in IN_HOSPITAL,
    ),
    ActSpec(
        slug="udskrivningsmaade",
        name="departure",
        form=forms.DepartureForm,
        row="departure",
        label=_("Oplys, hvordan opholdet sluttede"),
        heading=_("Hvordan sluttede opholdet?"),
        consequence=_(
            "Efter en overflytning skal der ikke sendes epikrise, og de 72 timer begynder ikke. Har borgeren udskrevet "
            "sig mod lægeligt råd, skal epikrisen sendes."
        ),
        done=_("Gemt, hvordan opholdet sluttede."),
        when=left,
    ),
    ActSpec(
        slug="region",
        name="region",
        form=forms.RegionForm,
        row="region",
        label=_("Oplys region"),
        heading=_("Afdelingens region"),
        consequence=_("Svaret afgør, om afdelingen svarer i 72 timer efter udskrivelsen."),
        done=_("Regionen er gemt."),
        when=_region_asked,
    ),
)

DEPARTURE_ANSWERS: dict[str, str] = {
    "state_readiness": "departure",
    "state_region": "region",
    "confirm_transfer": "departure",
}
