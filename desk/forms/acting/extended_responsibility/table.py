"""The acts of the 72 hours, for the table of acts (RULES 2d–2f)."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from desk.forms.acting.extended_responsibility import forms
from desk.forms.acting.spec import ActSpec, at_home, in_hospital
from discharge.extended_responsibility.selectors.windows import current_window, emergency_open
from discharge.models import ExtendedResponsibility
from journeys.domain.state.status import JourneyStatus
from journeys.models import Journey
from journeys.selectors.whereabouts import in_hospital_elsewhere


def _window(journey: Journey) -> ExtendedResponsibility | None:
    kept: dict[str, ExtendedResponsibility | None] = journey.__dict__
    if "_window" not in kept:
        kept["_window"] = current_window(journey, at=timezone.now())
    return kept["_window"]


def _can_exempt(journey: Journey) -> bool:
    if in_hospital(journey):
        return journey.status_value is not JourneyStatus.ACUTE_AMBULATORY
    window = _window(journey) if at_home(journey) else None
    return window is not None and window.eligible is not False and not _exempted(window)


def _exempted(window: ExtendedResponsibility) -> bool:
    return any(state == "exempted" for _, state in window.phases)


def _can_extend(journey: Journey) -> bool:
    window = _window(journey) if at_home(journey) else None
    return window is not None and window.eligible is True and not _exempted(window)


def _no_emergency(journey: Journey) -> bool:
    return at_home(journey) and not emergency_open(journey) and not in_hospital_elsewhere(journey)


def _emergency(journey: Journey) -> bool:
    return at_home(journey) and emergency_open(journey)


EXTENDED_RESPONSIBILITY_ACTS: tuple[ActSpec, ...] = (
    ActSpec(
        slug="undtag",
        name="exempt",
        form=forms.ExemptForm,
        row="window",
        label=_("Undtag fra de 72 timer"),
        heading=_("Undtag borgeren fra de 72 timer"),
        consequence=_("Afdelingen svarer ikke længere. Kommunen og egen læge får besked om 30 sekunder."),
        done=_("Borgeren er undtaget fra de 72 timer."),
        when=_can_exempt,
    ),
    ActSpec(
        slug="forlaeng",
        name="extend",
        form=forms.ExtendForm,
        row="window",
        label=_("Forlæng de 72 timer"),
        heading=_("Forlæng de 72 timer"),
        consequence=_("Afdelingen svarer til det nye tidspunkt. Kommunen og egen læge får besked om 30 sekunder."),
        done=_("Afdelingen svarer nu længere."),
        when=_can_extend,
    ),
    ActSpec(
        slug="112",
        name="emergency-called",
        form=forms.EmergencyForm,
        row="window",
        label=_("1-1-2 er ringet op"),
        heading=_("Der er ringet 1-1-2"),
        consequence=_(
            "Her noteres kun, at der er ringet: siden ringer ikke op. Afdelingens ansvar hviler, til kaldet er slut."
        ),
        done=_("1-1-2-kaldet er noteret."),
        when=_no_emergency,
    ),
    ActSpec(
        slug="112-slut",
        name="emergency-ended",
        form=forms.EmergencyEndedForm,
        row="window",
        label=_("1-1-2 er slut"),
        heading=_("1-1-2-kaldet er slut uden indlæggelse"),
        consequence=_("De 72 timer gælder igen til det oprindelige sluttidspunkt."),
        done=_("Noteret, at 1-1-2-kaldet er slut."),
        when=_emergency,
    ),
)

EXTENDED_RESPONSIBILITY_ANSWERS: dict[str, str] = {
    "state_emergency_outcome": "emergency-ended",
}
