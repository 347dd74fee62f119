"""The acts of a discharge's end, for the table of acts: 72 hours, letter, close-out, acute function (RULES 2d–2f)."""

from datetime import UTC, datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from desk.forms.acting import acute, closing, seventy_two
from desk.forms.acting.spec import ActSpec, alive, has_the_citizen, in_hospital
from discharge.agreement.selectors import kept_story
from discharge.extended_responsibility.selectors.windows import current_window, emergency_open
from discharge.models import ExtendedResponsibility
from journeys.domain.doctors.handovers import AcuteFunction, acute_function_at
from journeys.domain.events import EventKind
from journeys.domain.state.close_out import Condition, ConditionState, cancelled_discharge_at, close_out
from journeys.domain.state.letters import Letter, letters_of
from journeys.domain.state.status import JourneyStatus
from journeys.models import Journey
from journeys.selectors.whereabouts import in_hospital_elsewhere

_END_OF_TIME = datetime.max.replace(tzinfo=UTC)
_HOME = (JourneyStatus.DISCHARGED, JourneyStatus.CLOSED)


def _at_home(journey: Journey) -> bool:
    return journey.status_value in _HOME


def _window(journey: Journey) -> ExtendedResponsibility | None:
    kept: dict[str, ExtendedResponsibility | None] = journey.__dict__
    if "_window" not in kept:
        kept["_window"] = current_window(journey, at=timezone.now())
    return kept["_window"]


def _can_exempt(journey: Journey) -> bool:
    if in_hospital(journey):
        return journey.status_value is not JourneyStatus.ACUTE_AMBULATORY
    window = _window(journey) if _at_home(journey) else None
    return window is not None and window.eligible is not False and not _exempted(window)


def _exempted(window: ExtendedResponsibility) -> bool:
    return any(state == "exempted" for _, state in window.phases)


def _can_extend(journey: Journey) -> bool:
    window = _window(journey) if _at_home(journey) else None
    return window is not None and window.eligible is True and not _exempted(window)


def _no_emergency(journey: Journey) -> bool:
    return _at_home(journey) and not emergency_open(journey) and not in_hospital_elsewhere(journey)


def _emergency(journey: Journey) -> bool:
    return _at_home(journey) and emergency_open(journey)


def _no_practice(journey: Journey) -> bool:
    return journey.gp_known and journey.gp_practice_id is None


def _waiting_letter(journey: Journey) -> Letter | None:
    letters = letters_of(kept_story(journey).counting, no_practice=_no_practice(journey))
    waiting = [letter for letter in letters if letter.acknowledged_at is None]
    return waiting[0] if waiting else None


def _letter_missing(journey: Journey) -> bool:
    """Also while a receipt is awaited: a letter that got lost is sent again."""
    return _waiting_letter(journey) is not None


def _letter_to_send(journey: Journey) -> bool:
    """Not to a practice that does not exist."""
    return _letter_missing(journey) and not (journey.gp_known and journey.gp_practice_id is None)


def _letter_to_hand(journey: Journey) -> bool:
    return journey.gp_practice_id is None and _letter_missing(journey)


def _letter_on_its_way(journey: Journey) -> bool:
    letter = _waiting_letter(journey)
    return letter is not None and letter.on_its_way


def _is_open(journey: Journey, condition: Condition) -> bool:
    if journey.status_value in (JourneyStatus.CANCELLED, JourneyStatus.DECEASED, JourneyStatus.PLANNED):
        return False
    story = kept_story(journey)
    conditions = close_out(
        story.counting,
        municipal_services=journey.municipal_services,
        no_practice=_no_practice(journey),
        anew_since=cancelled_discharge_at(story.events, story.counting),
    )
    return any(each.condition is condition and each.state is ConditionState.OPEN for each in conditions)


def _fmk(journey: Journey) -> bool:
    return _is_open(journey, Condition.FMK)


def _rehabilitation(journey: Journey) -> bool:
    return _is_open(journey, Condition.REHABILITATION)


def _rehabilitation_decision(journey: Journey) -> bool:
    """What was answered at *færdigbehandlet* may be decided otherwise until the journey is closed."""
    answered = any(event.kind is EventKind.REHABILITATION_DECIDED for event in kept_story(journey).counting)
    waits = journey.status_value in (JourneyStatus.READY, JourneyStatus.DISCHARGED)
    return _rehabilitation(journey) or (waits and not answered)


def _enrolment(journey: Journey) -> bool:
    return _is_open(journey, Condition.ENROLLED)


def _other_tasks(journey: Journey) -> bool:
    return _at_home(journey) and _is_open(journey, Condition.OTHER_TASKS)


def _acute_function(journey: Journey) -> AcuteFunction | None:
    return acute_function_at(kept_story(journey).counting, _END_OF_TIME)


def _can_refer(journey: Journey) -> bool:
    """Also where a function runs and nobody has said who referred: then this says so."""
    function = _acute_function(journey)
    waits = function is None or function.referred_by is None
    return _at_home(journey) and waits and not in_hospital_elsewhere(journey)


def _runs(journey: Journey) -> bool:
    return alive(journey) and _acute_function(journey) is not None


def _by_hospital(journey: Journey) -> bool:
    function = _acute_function(journey)
    return alive(journey) and function is not None and function.by_hospital


def _to_name(journey: Journey) -> bool:
    return _by_hospital(journey) and not in_hospital_elsewhere(journey)


def _not_offered(journey: Journey) -> bool:
    function = _acute_function(journey)
    return has_the_citizen(journey) and function is not None and function.takeover_by is None


def _offered(journey: Journey) -> bool:
    function = _acute_function(journey)
    return has_the_citizen(journey) and function is not None and function.takeover_by is not None


AFTER_ACTS: tuple[ActSpec, ...] = (
    ActSpec(
        slug="opkald",
        name="log-call",
        form=seventy_two.CallForm,
        row="call",
        label=_("Log opkald"),
        heading=_("Log et opkald"),
        consequence=_(
            "Opkaldet står i tidslinjen. Må den, der ringer, ikke ringe til afdelingen, gemmes det som "
            "et forsøgt opkald, og siden siger, hvor de skal ringe hen."
        ),
        done=_("Opkaldet er noteret."),
        offered=alive,
    ),
    ActSpec(
        slug="undtag",
        name="exempt",
        form=seventy_two.ExemptForm,
        row="window",
        label=_("Undtag fra de 72 timer"),
        heading=_("Undtag borgeren fra de 72 timer"),
        consequence=_("Afdelingen svarer ikke længere. Kommunen og egen læge får besked om 30 sekunder."),
        done=_("Borgeren er undtaget fra de 72 timer."),
        offered=_can_exempt,
    ),
    ActSpec(
        slug="forlaeng",
        name="extend",
        form=seventy_two.ExtendForm,
        row="window",
        label=_("Forlæng de 72 timer"),
        heading=_("Forlæng de 72 timer"),
        consequence=_("Afdelingen svarer til det nye tidspunkt. Kommunen og egen læge får besked om 30 sekunder."),
        done=_("Afdelingen svarer nu længere."),
        offered=_can_extend,
    ),
    ActSpec(
        slug="112",
        name="emergency-called",
        form=seventy_two.EmergencyForm,
        row="window",
        label=_("1-1-2 er ringet op"),
        heading=_("Der er ringet 1-1-2"),
        consequence=_(
            "Her noteres kun, at der er ringet: siden ringer ikke op. Afdelingens ansvar hviler, til kaldet er slut."
        ),
        done=_("1-1-2-kaldet er noteret."),
        offered=_no_emergency,
    ),
    ActSpec(
        slug="112-slut",
        name="emergency-ended",
        form=seventy_two.EmergencyEndedForm,
        row="window",
        label=_("1-1-2 er slut"),
        heading=_("1-1-2-kaldet er slut uden indlæggelse"),
        consequence=_("De 72 timer gælder igen til det oprindelige sluttidspunkt."),
        done=_("Noteret, at 1-1-2-kaldet er slut."),
        offered=_emergency,
    ),
    ActSpec(
        slug="epikrise-sendt",
        name="send-letter",
        form=closing.LetterSentForm,
        row="letter",
        label=_("Epikrisen er sendt"),
        heading=_("Epikrisen er sendt"),
        consequence=_(
            "Selve epikrisen sendes fra jeres eget system. Tidspunktet nu gælder, når kvitteringen er kommet."
        ),
        done=_("Noteret, at epikrisen er sendt. Nu ventes på kvittering."),
        offered=_letter_to_send,
    ),
    ActSpec(
        slug="epikrise-givet",
        name="hand-letter",
        form=closing.LetterHandedForm,
        row="letter",
        label=_("Epikrisen er givet til borgeren"),
        heading=_("Epikrisen er givet til borgeren"),
        consequence=_("Borgeren har ikke egen læge. Punktet lukkes, når borgeren har fået epikrisen."),
        done=_("Noteret, at borgeren har fået epikrisen."),
        offered=_letter_to_hand,
    ),
    ActSpec(
        slug="epikrise-kvittering",
        name="acknowledge-letter",
        form=closing.LetterReceiptForm,
        row="letter",
        label=_("Kvittér for epikrisen"),
        heading=_("Kvittér for epikrisen"),
        consequence=_("Et nej sender opgaven tilbage til afdelingen, som sender epikrisen igen."),
        done=_("Kvitteringen er gemt."),
        offered=_letter_on_its_way,
    ),
    ActSpec(
        slug="fmk",
        name="fmk-updated",
        form=closing.FmkForm,
        row="close_out_fmk",
        label=_("Medicinkortet er ajourført"),
        heading=_("FMK er ajourført"),
        consequence=_("Egen læge og kommunen ser, at medicinlisten passer."),
        done=_("Noteret, at FMK er ajourført."),
        offered=_fmk,
    ),
    ActSpec(
        slug="genoptraening",
        name="decide-rehabilitation",
        form=closing.RehabilitationForm,
        row="close_out_rehabilitation",
        label=_("Afgør genoptræning"),
        heading=_("Genoptræningsplan"),
        consequence=_("Et ja åbner opgaven at sende planen. Et nej lukker punktet."),
        done=_("Beslutningen er gemt."),
        offered=_rehabilitation_decision,
    ),
    ActSpec(
        slug="genoptraening-sendt",
        name="rehabilitation-sent",
        form=closing.RehabilitationSentForm,
        row="close_out_rehabilitation",
        label=_("Genoptræningsplanen er sendt"),
        heading=_("Genoptræningsplanen er sendt"),
        consequence=_("Punktet lukkes. Selve planen sendes fra jeres eget system."),
        done=_("Noteret, at genoptræningsplanen er sendt."),
        offered=_rehabilitation,
    ),
    ActSpec(
        slug="tilgangsfoert",
        name="enrol",
        form=closing.EnrolForm,
        row="close_out_enrolled",
        label=_("Svar om modtagelsen"),
        heading=_("Tilgangsført i kommunen"),
        consequence=_("Hospitalet og egen læge ser svaret, og punktet lukkes."),
        done=_("Svaret er gemt."),
        offered=_enrolment,
    ),
    ActSpec(
        slug="oevrige-opgaver",
        name="other-tasks-done",
        form=closing.OtherTasksForm,
        row="close_out_other_tasks",
        label=_("Opgaverne er udført"),
        heading=_("Øvrige udskrivningsopgaver er udført"),
        consequence=_("Er alle seks punkter i orden, er forløbet afsluttet."),
        done=_("Punktet er lukket."),
        offered=_other_tasks,
    ),
    ActSpec(
        slug="akutfunktion",
        name="start-acute-function",
        form=acute.StartForm,
        row="acute",
        label=_("Henvis til akutfunktionen"),
        heading=_("Henvis borgeren til kommunens akutfunktion"),
        consequence=_(
            "Henviser egen læge eller lægevagten, er egen læge patientansvarlig. Henviser hospitalet, har "
            "hospitalslægen ansvaret døgnet rundt, til behandlingen er slut og borgeren afsluttet."
        ),
        done=_("Borgeren er henvist til akutfunktionen."),
        offered=_can_refer,
    ),
    ActSpec(
        slug="akutfunktion-laege",
        name="name-acute-physician",
        form=acute.NameAcuteForm,
        row="acute",
        label=_("Udpeg læge for akutfunktionen"),
        heading=_("Udpeg patientansvarlig hospitalslæge"),
        consequence=_("Lægen står som patientansvarlig døgnet rundt, så længe hospitalet har ansvaret."),
        done=_("Lægen er udpeget."),
        offered=_to_name,
    ),
    ActSpec(
        slug="tilbyd-overtagelse",
        name="offer-takeover",
        form=acute.OfferTakeoverForm,
        row="acute",
        label=_("Tilbyd overtagelse"),
        heading=_("Tilbyd den anden side at overtage ansvaret"),
        consequence=_("Intet ændres, før den anden side har overtaget. Indtil da har I ansvaret."),
        done=_("Overtagelsen er tilbudt. Ansvaret er ikke flyttet endnu."),
        offered=_not_offered,
    ),
    ActSpec(
        slug="overtag-akutfunktion",
        name="accept-takeover",
        form=acute.AcceptTakeoverForm,
        row="acute",
        label=_("Overtag ansvaret"),
        heading=_("Overtag ansvaret for borgeren i akutfunktionen"),
        consequence=_("Ansvaret flytter nu, uden ophold."),
        done=_("Ansvaret er overtaget."),
        offered=_offered,
    ),
    ActSpec(
        slug="behandling-slut",
        name="treatment-over",
        form=acute.TreatmentOverForm,
        row="acute",
        label=_("Behandlingen er slut"),
        heading=_("Hospitalets behandling er slut"),
        consequence=_("Hospitalet har ansvaret, til borgeren også er afsluttet i akutfunktionen."),
        done=_("Noteret, at behandlingen er slut."),
        offered=_by_hospital,
    ),
    ActSpec(
        slug="akutfunktion-slut",
        name="end-acute-function",
        form=acute.EndForm,
        row="acute",
        label=_("Afslut i akutfunktionen"),
        heading=_("Afslut borgeren i akutfunktionen"),
        consequence=_("Har hospitalet henvist, har det ansvaret, til dets behandling også er slut."),
        done=_("Borgeren er afsluttet i akutfunktionen."),
        offered=_runs,
    ),
)

AFTER_ANSWERS: dict[str, str] = {
    "discharge_letter": "send-letter",
    "await_letter_receipt": "acknowledge-letter",
    "letter_not_received": "send-letter",
    "hand_letter": "hand-letter",
    "enrol": "enrol",
    "update_fmk": "fmk-updated",
    "decide_rehabilitation": "decide-rehabilitation",
    "send_rehabilitation_plan": "rehabilitation-sent",
    "other_discharge_tasks": "other-tasks-done",
    "accept_takeover": "accept-takeover",
    "state_referrer": "start-acute-function",
    "name_acute_physician": "name-acute-physician",
    "state_emergency_outcome": "emergency-ended",
}
