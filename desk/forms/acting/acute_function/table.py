"""The acts of the acute function, for the table of acts (RULES 2d S8, S9)."""

from django.utils.translation import gettext_lazy as _

from desk.forms.acting.acute_function import forms
from desk.forms.acting.spec import ActSpec, alive, at_home, has_the_citizen
from discharge.acute_function.selectors import function_of
from journeys.models import Journey
from journeys.selectors.whereabouts import in_hospital_elsewhere


def _can_refer(journey: Journey) -> bool:
    """Also where a function runs and nobody has said who referred: then this says so."""
    function = function_of(journey)
    waits = function is None or function.referred_by is None
    return at_home(journey) and waits and not in_hospital_elsewhere(journey)


def _runs(journey: Journey) -> bool:
    return alive(journey) and function_of(journey) is not None


def _by_hospital(journey: Journey) -> bool:
    function = function_of(journey)
    return alive(journey) and function is not None and function.by_hospital


def _to_name(journey: Journey) -> bool:
    return _by_hospital(journey) and not in_hospital_elsewhere(journey)


def _not_offered(journey: Journey) -> bool:
    function = function_of(journey)
    return has_the_citizen(journey) and function is not None and function.takeover_by is None


def _offered(journey: Journey) -> bool:
    function = function_of(journey)
    return has_the_citizen(journey) and function is not None and function.takeover_by is not None


ACUTE_FUNCTION_ACTS: tuple[ActSpec, ...] = (
    ActSpec(
        slug="akutfunktion",
        name="start-acute-function",
        form=forms.StartForm,
        row="acute",
        label=_("Henvis til akutfunktionen"),
        heading=_("Henvis borgeren til kommunens akutfunktion"),
        consequence=_(
            "Henviser egen læge eller lægevagten, er egen læge patientansvarlig. Henviser hospitalet, har "
            "hospitalslægen ansvaret døgnet rundt, til behandlingen er slut og borgeren afsluttet."
        ),
        done=_("Borgeren er henvist til akutfunktionen."),
        when=_can_refer,
    ),
    ActSpec(
        slug="akutfunktion-laege",
        name="name-acute-physician",
        form=forms.NameAcuteForm,
        row="acute",
        label=_("Udpeg læge for akutfunktionen"),
        heading=_("Udpeg patientansvarlig hospitalslæge"),
        consequence=_("Lægen står som patientansvarlig døgnet rundt, så længe hospitalet har ansvaret."),
        done=_("Lægen er udpeget."),
        when=_to_name,
    ),
    ActSpec(
        slug="tilbyd-overtagelse",
        name="offer-takeover",
        form=forms.OfferTakeoverForm,
        row="acute",
        label=_("Tilbyd overtagelse"),
        heading=_("Tilbyd den anden side at overtage ansvaret"),
        consequence=_("Intet ændres, før den anden side har overtaget. Indtil da har I ansvaret."),
        done=_("Overtagelsen er tilbudt. Ansvaret er ikke flyttet endnu."),
        when=_not_offered,
    ),
    ActSpec(
        slug="overtag-akutfunktion",
        name="accept-takeover",
        form=forms.AcceptTakeoverForm,
        row="acute",
        label=_("Overtag ansvaret"),
        heading=_("Overtag ansvaret for borgeren i akutfunktionen"),
        consequence=_("Ansvaret flytter nu, uden ophold."),
        done=_("Ansvaret er overtaget."),
        when=_offered,
    ),
    ActSpec(
        slug="behandling-slut",
        name="treatment-over",
        form=forms.TreatmentOverForm,
        row="acute",
        label=_("Behandlingen er slut"),
        heading=_("Hospitalets behandling er slut"),
        consequence=_("Hospitalet har ansvaret, til borgeren også er afsluttet i akutfunktionen."),
        done=_("Noteret, at behandlingen er slut."),
        when=_by_hospital,
    ),
    ActSpec(
        slug="akutfunktion-slut",
        name="end-acute-function",
        form=forms.EndForm,
        row="acute",
        label=_("Afslut i akutfunktionen"),
        heading=_("Afslut borgeren i akutfunktionen"),
        consequence=_("Har hospitalet henvist, har det ansvaret, til dets behandling også er slut."),
        done=_("Borgeren er afsluttet i akutfunktionen."),
        when=_runs,
    ),
)


ACUTE_FUNCTION_ANSWERS: dict[str, str] = {
    "accept_takeover": "accept-takeover",
    "state_referrer": "start-acute-function",
    "name_acute_physician": "name-acute-physician",
}
