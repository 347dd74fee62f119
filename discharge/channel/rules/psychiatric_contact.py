"""What psychiatry and the municipality tell each other when somebody is admitted (001 bilag 2, B2-P3 b, B2-P4 b).

The two are asked for where no standard document does it: the report of admission is asked for by itself, and whoever
the municipality serves already it is told of. Who was referred by the GP is in no message, so nobody is asked for that.
"""

from collections.abc import Collection, Iterator
from datetime import date, timedelta

from discharge.channel.rules.channel import ChannelDocument
from discharge.channel.rules.report_task import admission_report
from discharge.settings.rules.open_points import DEFAULTS, Choices
from journeys.domain.calendar.clock import local_date
from journeys.domain.citizen.own_access import age_on
from journeys.domain.events import EventKind, EventRecord
from journeys.domain.events.payloads.documents import DocumentSent
from journeys.domain.events.payloads.meetings import MeetingInvited
from journeys.domain.events.payloads.responsibility import MUNICIPAL_CALLERS, CallLogged
from journeys.domain.history.history import History
from journeys.domain.state.fold import JourneyState
from journeys.domain.tasks.open_tasks import REPORT_WITHIN, WantedTask
from organisations.domain.kinds import Speciality

CONTACT_MUNICIPALITY, TELL_WARD = "contact_municipality", "correspondence_at_admission"
# "Børn og unge" (inf): under 18 when they came.
ADULT_AT = 18
# "As early as possible" (inf).
CONTACTED_WITHIN = timedelta(hours=24)
# As what a municipality gets a document, whichever unit of it.
MUNICIPAL_ROLES = frozenset({"municipality", "social"})


def contact_task(
    history: History, state: JourneyState, speciality: str, *, born: date | None, municipal: Collection[str] = ()
) -> WantedTask | None:
    """The ward contacts the municipality of a child or a young person whom it does not serve (B2-P3 b; 2a C9).

    Met by what reached the municipality: a letter, a call, an invitation. `municipal` are the units of municipalities
    among those that `contacted` names. Of whom nobody knows the age nobody is asked.
    """
    begun, owner = state.arrived_at, state.provider or state.hospital
    if not _concerns(state, speciality) or begun is None or owner is None or state.facts.municipal_services is True:
        return None
    if born is None or age_on(born, local_date(begun)) >= ADULT_AT:
        return None
    if any(_reaches(event, frozenset(municipal)) for event in history.counting):
        return None
    return WantedTask(CONTACT_MUNICIPALITY, owner, begun, begun + CONTACTED_WITHIN)


def contacted(history: History) -> frozenset[str]:
    """The units with which somebody has spoken, or whom the ward has invited."""
    return frozenset(unit for event in history.counting for unit in _named(event))


def _named(event: EventRecord) -> Iterator[str]:
    if event.kind is EventKind.CALL_LOGGED:
        unit = event.read(CallLogged).caller_organisation
        yield from (unit,) if unit else ()
    elif event.kind is EventKind.MEETING_INVITED:
        yield from event.read(MeetingInvited).receivers


def _reaches(event: EventRecord, municipal: frozenset[str]) -> bool:
    if event.kind is EventKind.DOCUMENT_SENT:
        return not MUNICIPAL_ROLES.isdisjoint(event.read(DocumentSent).roles.values())
    if event.kind is EventKind.CALL_LOGGED and event.read(CallLogged).caller_role in MUNICIPAL_CALLERS:
        return True
    return not municipal.isdisjoint(_named(event))


def telling_task(
    history: History, state: JourneyState, speciality: str, choices: Choices = DEFAULTS
) -> WantedTask | None:
    """The municipality hands over what it knows by korrespondance where 2a forbids the report (B2-P4 b; C4, C9, A2)."""
    begun, owner = state.arrived_at, state.municipality
    if not _concerns(state, speciality) or begun is None or owner is None:
        return None
    # Of whom it learns by the ward's own letter it has nothing to tell.
    if not any(state.facts.affiliations.values()) or state.report_sent_at is not None:
        return None
    if _is_by_report(state, speciality, choices) or any(map(_tells, history.counting)):
        return None
    return WantedTask(TELL_WARD, owner, begun, begun + REPORT_WITHIN)


def _is_by_report(state: JourneyState, speciality: str, choices: Choices) -> bool:
    """Whether the report does it: where it may be sent, and where that is not known and the hospital asks for it."""
    allowed = admission_report(state.facts, speciality, choices).allowed
    return allowed is True or (allowed is None and state.report_requested_at is not None)


def _tells(event: EventRecord) -> bool:
    """Whether it is a letter to the hospital, from whoever knows the citizen."""
    if event.kind is not EventKind.DOCUMENT_SENT:
        return False
    said = event.read(DocumentSent)
    return said.document_kind == ChannelDocument.CORRESPONDENCE and "hospital" in said.roles.values()


def _concerns(state: JourneyState, speciality: str) -> bool:
    return speciality == Speciality.PSYCHIATRIC and state.in_hospital and not state.unconfirmed
