"""The acts of reporting and of answering a report, for the table of acts (DESIGN §6)."""

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

from desk.forms.acting.reports import forms
from desk.forms.acting.spec import ActSpec, has_the_citizen, in_hospital
from journeys.domain.events import EventKind
from journeys.models import Journey

_ASKS = _("De, der har borgeren, får et spørgsmål. Borgerens status ændres først, når de har bekræftet det.")


def _reported(kind: EventKind) -> Callable[[Journey], bool]:
    def offered(journey: Journey) -> bool:
        return any(report["kind"] == kind.value for report in journey.reports)

    return offered


def _death_to_confirm(journey: Journey) -> bool:
    return has_the_citizen(journey) and _reported(EventKind.DEATH_REPORTED)(journey)


REPORTING_ACTS: tuple[ActSpec, ...] = (
    ActSpec(
        slug="meld-udskrevet",
        name="report-discharge",
        form=forms.ReportDischargeForm,
        row="contact",
        label=_("Meld udskrevet"),
        heading=_("Meld, at borgeren er udskrevet"),
        consequence=_ASKS,
        done=_("Meldt. Hospitalet bliver bedt om at bekræfte det."),
        when=in_hospital,
    ),
    ActSpec(
        slug="meld-doed",
        name="report-death",
        form=forms.ReportDeathForm,
        row="contact",
        label=_("Meld død"),
        heading=_("Meld, at borgeren er død"),
        consequence=_ASKS,
        done=_("Meldt. Den, der har borgeren, bliver bedt om at bekræfte det."),
        when=has_the_citizen,
    ),
    ActSpec(
        slug="bekraeft-udskrevet",
        name="confirm-discharge",
        form=forms.ConfirmDischargeForm,
        row="reported",
        label=_("Bekræft udskrivelsen"),
        heading=_("Bekræft, at borgeren er udskrevet"),
        consequence=_("Borgeren står derefter som udskrevet for alle parter, og de 72 timer regnes fra tidspunktet."),
        done=_("Udskrivelsen er bekræftet."),
        when=_reported(EventKind.DISCHARGE_REPORTED),
    ),
    ActSpec(
        slug="afvis-udskrevet",
        name="decline-discharge",
        form=forms.DeclineDischargeForm,
        row="reported",
        label=_("Nej, borgeren er her"),
        heading=_("Borgeren er ikke udskrevet"),
        consequence=_("De, der meldte det, får svaret. Intet andet ændres."),
        done=_("Svaret er givet."),
        when=_reported(EventKind.DISCHARGE_REPORTED),
    ),
    ActSpec(
        slug="bekraeft-doed",
        name="confirm-death",
        form=forms.ConfirmDeathForm,
        row="reported",
        label=_("Bekræft dødsfaldet"),
        heading=_("Bekræft, at borgeren er død"),
        consequence=_(
            "Borgeren står derefter som død for alle parter. De åbne opgaver lukkes; kun en epikrise til egen læge "
            "skal stadig sendes."
        ),
        done=_("Dødsfaldet er bekræftet."),
        when=_death_to_confirm,
    ),
    ActSpec(
        slug="afvis-doed",
        name="decline-death",
        form=forms.DeclineDeathForm,
        row="reported",
        label=_("Nej, borgeren lever"),
        heading=_("Borgeren er ikke død"),
        consequence=_("De, der meldte det, får svaret. Intet andet ændres."),
        done=_("Svaret er givet."),
        when=_reported(EventKind.DEATH_REPORTED),
    ),
    ActSpec(
        slug="bekraeft-indlaeggelse",
        name="confirm-stay",
        form=forms.ConfirmStayForm,
        row="reported",
        label=_("Ja, det er rigtigt"),
        heading=_("Bekræft den indtastede indlæggelse"),
        consequence=_(
            "Borgeren flytter i forløbet til det afsnit, der er indtastet, og det afsnit ser hele forløbet. Er "
            "opholdet kun planlagt, ser afsnittet borgerens navn og egen læge, og borgeren flytter ikke."
        ),
        done=_("Indlæggelsen er bekræftet."),
        when=_reported(EventKind.STAY_CLAIMED),
    ),
    ActSpec(
        slug="afvis-indlaeggelse",
        name="decline-stay",
        form=forms.DeclineStayForm,
        row="reported",
        label=_("Nej, det er en fejl"),
        heading=_("Afvis den indtastede indlæggelse"),
        consequence=_("Indtastningen annulleres, og de, der skrev den, får svaret. Borgerens forløb ændres ikke."),
        done=_("Indtastningen er afvist."),
        when=_reported(EventKind.STAY_CLAIMED),
    ),
)
REPORTING_ANSWERS = {
    "answer_death": "confirm-death",
    "answer_discharge": "confirm-discharge",
    "confirm_stay": "confirm-stay",
}
# The no to the same questions.
REPORTING_DECLINES = {
    "answer_death": "decline-death",
    "answer_discharge": "decline-discharge",
    "confirm_stay": "decline-stay",
}
