"""The acts of the conditions that close a journey, for the table of acts (RULES 001-03)."""

from django.utils.translation import gettext_lazy as _

from desk.forms.acting.close_out import forms
from desk.forms.acting.spec import ActSpec, at_home
from discharge.agreement.selectors import kept_story
from journeys.domain.events import EventKind
from journeys.domain.state.close_out import Condition, ConditionState, close_out
from journeys.domain.state.status import JourneyStatus
from journeys.models import Journey


def _is_open(journey: Journey, condition: Condition) -> bool:
    if journey.status_value in (JourneyStatus.CANCELLED, JourneyStatus.DECEASED, JourneyStatus.PLANNED):
        return False
    conditions = close_out(
        kept_story(journey), municipal_services=journey.municipal_services, no_practice=journey.has_no_practice
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
    return at_home(journey) and _is_open(journey, Condition.OTHER_TASKS)


CLOSE_OUT_ACTS: tuple[ActSpec, ...] = (
    ActSpec(
        slug="fmk",
        name="fmk-updated",
        form=forms.FmkForm,
        row="close_out_fmk",
        label=_("Medicinkortet er ajourført"),
        heading=_("FMK er ajourført"),
        consequence=_("Egen læge og kommunen ser, at medicinlisten passer."),
        done=_("Noteret, at FMK er ajourført."),
        when=_fmk,
    ),
    ActSpec(
        slug="genoptraening",
        name="decide-rehabilitation",
        form=forms.RehabilitationForm,
        row="close_out_rehabilitation",
        label=_("Afgør genoptræning"),
        heading=_("Genoptræningsplan"),
        consequence=_("Et ja åbner opgaven at sende planen. Et nej lukker punktet."),
        done=_("Beslutningen er gemt."),
        when=_rehabilitation_decision,
    ),
    ActSpec(
        slug="genoptraening-sendt",
        name="rehabilitation-sent",
        form=forms.RehabilitationSentForm,
        row="close_out_rehabilitation",
        label=_("Genoptræningsplanen er sendt"),
        heading=_("Genoptræningsplanen er sendt"),
        consequence=_("Punktet lukkes. Selve planen sendes fra jeres eget system."),
        done=_("Noteret, at genoptræningsplanen er sendt."),
        when=_rehabilitation,
    ),
    ActSpec(
        slug="tilgangsfoert",
        name="enrol",
        form=forms.EnrolForm,
        row="close_out_enrolled",
        label=_("Svar om modtagelsen"),
        heading=_("Tilgangsført i kommunen"),
        consequence=_("Hospitalet og egen læge ser svaret, og punktet lukkes."),
        done=_("Svaret er gemt."),
        when=_enrolment,
    ),
    ActSpec(
        slug="oevrige-opgaver",
        name="other-tasks-done",
        form=forms.OtherTasksForm,
        row="close_out_other_tasks",
        label=_("Opgaverne er udført"),
        heading=_("Øvrige udskrivningsopgaver er udført"),
        consequence=_("Er alle seks punkter i orden, er forløbet afsluttet."),
        done=_("Punktet er lukket."),
        when=_other_tasks,
    ),
)


CLOSE_OUT_ANSWERS: dict[str, str] = {
    "enrol": "enrol",
    "update_fmk": "fmk-updated",
    "decide_rehabilitation": "decide-rehabilitation",
    "send_rehabilitation_plan": "rehabilitation-sent",
    "other_discharge_tasks": "other-tasks-done",
}
