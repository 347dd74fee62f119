"""What is still to be done or answered in a journey, and by whom (RULES 001-22; flowchart 2-2)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from journeys.domain.doctors.silences import ANSWER_WITHIN, DEFAULT_SILENCES, Silences
from journeys.domain.events import EventKind
from journeys.domain.state.doubts import DoubtKind
from journeys.domain.state.fold import AFTER_DEATH, JourneyState
from journeys.domain.state.reports import DEATH, DISCHARGE
from journeys.domain.state.status import ENDED, JourneyStatus
from journeys.domain.tasks.deaths import ALIVE_ELSEWHERE


class TaskKind(StrEnum):
    """Work that the journey itself asks for; upper apps add their own kinds as plain strings."""

    MUNICIPAL_SERVICES = "municipal_services"  # is the citizen served by the municipality? SPEC A3.3 rule 7
    REPORT_OF_ADMISSION = "report_of_admission"  # SPEC A3.3 rule 5; flowchart 2-2: within 24 h
    NAME_PHYSICIAN = "name_physician"  # RULES 001-90, K26: within 24 h
    STATE_GP = "state_gp"  # RULES 2d: missing egen læge is an alert with an owner
    PLANNED_STAY_MISSED = "planned_stay_missed"  # RULES 2i V8: nobody came
    STAY_SILENT = "stay_silent"  # no discharge came, and nothing else (001-22)
    FIND_GP = "find_gp"  # it is stated that there is none: somebody follows the citizen up (001-22)
    ACCEPT_HANDOVER = "accept_handover"  # RULES 2d S3b
    ANSWER_DEATH = "answer_death"  # DESIGN §6: reported by others, the holder says yes or no
    ANSWER_DISCHARGE = "answer_discharge"
    CONFIRM_STAY = "confirm_stay"  # DESIGN §6: a stay entered by hand asks both sides
    STAY_UNCONFIRMED = "stay_unconfirmed"
    SETTLE_DOUBT = "settle_doubt"  # DESIGN §4: something cannot be right as it stands
    SETTLE_DEATH_TIME = "settle_death_time"  # the death lies before the stay began: one of the times is wrong


REPORT_WITHIN = timedelta(hours=24)
PHYSICIAN_WITHIN = timedelta(hours=24)
# Three sectors act on whether somebody is dead or at home: an hour from when it is asked (inf).
ANSWERED_WITHIN = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class WantedTask:
    """One open task: `owner` is an organisation id; `role` narrows it to those of the unit who may answer."""

    kind: str
    owner: str
    opened_at: datetime
    due_at: datetime | None = None
    role: str = ""
    # Before that there is nothing to do, so nobody is shown it.
    shown_from: datetime | None = None


def contact_party(state: JourneyState) -> str | None:
    """Who has the contact with the citizen: in doubt, the owner of a task (RULES 001-22)."""
    if state.in_hospital or state.municipality is None:
        return state.provider or state.hospital
    return state.municipality


def wanted_tasks(
    state: JourneyState, *, followed: bool = False, silences: Silences = DEFAULT_SILENCES
) -> tuple[WantedTask, ...]:
    """The open tasks that follow from the state alone; an ended journey has none.

    What is asked about the citizen is asked in the newest stay only: an answer given now reaches no earlier one.
    """
    reported = (*_reported(state), *_unsettled(state), *_doubted(state))
    if state.unconfirmed or state.status in ENDED:
        return reported
    about_citizen = () if followed else (_services(state), _gp(state))
    silent = (_missed(state, silences), _silent(state, silences))
    tasks = (*about_citizen, _physician(state), _handover(state), *silent)
    return (*reported, *(task for task in tasks if task is not None))


def _reported(state: JourneyState) -> Iterator[WantedTask]:
    """A question to the holder per kind of report: in hospital the ward, at home the doctor who can register it."""
    if state.unconfirmed and state.in_hospital and state.entered_by and state.arrived_at:
        yield WantedTask(TaskKind.STAY_UNCONFIRMED, state.entered_by, state.arrived_at)
    at_home = (state.facts.gp, state.provider, state.hospital, state.municipality)
    holders = (state.provider, state.hospital) if state.in_hospital else at_home
    for kind, task in _ASKED.items():
        # A stay was the hospital's even when it is over; the other two are about the citizen.
        about_stay = kind is EventKind.STAY_CLAIMED
        owner = next((h for h in ((state.provider, state.hospital) if about_stay else holders) if h), None)
        since = min((report.asked_at for report in state.reports if report.kind is kind), default=None)
        if since is not None and owner is not None:
            yield WantedTask(task, owner, since, since + ANSWERED_WITHIN)


_ASKED = {
    DEATH: TaskKind.ANSWER_DEATH,
    DISCHARGE: TaskKind.ANSWER_DISCHARGE,
    EventKind.STAY_CLAIMED: TaskKind.CONFIRM_STAY,
}


def _unsettled(state: JourneyState) -> Iterator[WantedTask]:
    """A question to the ward when somebody came in after dying, here or elsewhere."""
    owner, died = state.provider or state.hospital, state.deceased_at
    if died is not None and owner is not None and set(state.anomalies) & {*AFTER_DEATH, ALIVE_ELSEWHERE}:
        yield WantedTask(TaskKind.SETTLE_DEATH_TIME, owner, died)


def _doubted(state: JourneyState) -> Iterator[WantedTask]:
    """One question for all doubts of a journey: to the ward that holds the contact, of a time to who told it."""
    for doubt in state.doubts[:1]:
        holder = state.provider or state.hospital
        owner = (doubt.ward or holder) if doubt.kind is DoubtKind.TIME else (holder or doubt.ward)
        if owner is not None:
            since = doubt.asked_again_at or doubt.at
            yield WantedTask(TaskKind.SETTLE_DOUBT, owner, since, since + ANSWERED_WITHIN)


def _begun(state: JourneyState) -> datetime | None:
    return state.arrived_at or state.planned_at


def _services(state: JourneyState) -> WantedTask | None:
    begun = _begun(state)
    if state.facts.municipal_services is not None or state.municipality is None or begun is None:
        return None
    return WantedTask(
        TaskKind.MUNICIPAL_SERVICES, state.municipality, begun, begun + REPORT_WITHIN, role="needs_assessor"
    )


def _physician(state: JourneyState) -> WantedTask | None:
    in_bed = state.status in (JourneyStatus.ADMITTED, JourneyStatus.READY, JourneyStatus.ON_LEAVE)
    owner = state.provider or state.hospital
    if not in_bed or state.physician is not None or owner is None or state.admitted_at is None:
        return None
    return WantedTask(TaskKind.NAME_PHYSICIAN, owner, state.admitted_at, state.admitted_at + PHYSICIAN_WITHIN)


def _handover(state: JourneyState) -> WantedTask | None:
    offered = state.offered_physician
    if offered is None or offered.organisation is None or not state.in_hospital:
        return None
    return WantedTask(TaskKind.ACCEPT_HANDOVER, offered.organisation, offered.since)


def _missed(state: JourneyState, silences: Silences) -> WantedTask | None:
    """Whether the citizen came, put to the ward that planned the stay (V8)."""
    owner, planned_at = state.provider or state.hospital, state.planned_at
    if state.status is not JourneyStatus.PLANNED or owner is None or planned_at is None:
        return None
    asked = planned_at + silences.planned
    return WantedTask(TaskKind.PLANNED_STAY_MISSED, owner, planned_at, asked + ANSWER_WITHIN, shown_from=asked)


def _silent(state: JourneyState, silences: Silences) -> WantedTask | None:
    """Whether the citizen is still there, put to the ward of which nothing has been heard for long."""
    owner, since = state.provider or state.hospital, state.last_sign_at
    if not state.in_hospital or owner is None or since is None:
        return None
    acute = state.status is JourneyStatus.ACUTE_AMBULATORY
    asked = since + (silences.acute_ambulatory if acute else silences.in_bed)
    return WantedTask(TaskKind.STAY_SILENT, owner, since, asked + ANSWER_WITHIN, shown_from=asked)


def _gp(state: JourneyState) -> WantedTask | None:
    begun, owner = _begun(state), contact_party(state)
    if state.facts.gp is not None or begun is None or owner is None:
        return None
    return WantedTask(TaskKind.FIND_GP if state.facts.has_no_gp else TaskKind.STATE_GP, owner, begun)
