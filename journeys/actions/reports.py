"""Who does not hold a contact reports; the holder answers (DESIGN §6)."""

from datetime import datetime

from django.db import transaction

from journeys.actions.acting.acts import Act, Refused, check_version, locked, repeated
from journeys.actions.acting.whereabouts import check_death_at_home
from journeys.actions.events import Recorded
from journeys.actions.stays import enter_contact, refuse_problem
from journeys.domain.events import EventKind
from journeys.domain.sight.rights import contact_right
from journeys.domain.state.entry import contact_problem
from journeys.domain.state.reports import CONFIRMED_BY
from journeys.domain.state.status import IN_HOSPITAL
from journeys.models import Journey
from organisations.domain.permissions import Permission
from organisations.models import User
from organisations.selectors.permissions import can, check_can


@transaction.atomic
def report_contact(journey: Journey, kind: EventKind, *, occurred_at: datetime, text: str, act: Act) -> Recorded:
    """Says that the citizen is dead or has left hospital: a question to the holder that changes nothing else."""
    journey = locked(journey)
    check_can(act.by, Permission.REPORT_CONTACT, journey)
    check_version(journey, act)
    if repeated(act) is None:
        if registers(act.by, kind, journey):
            raise Refused("report.registers")
        refuse_problem(
            contact_problem(
                CONFIRMED_BY[kind],
                occurred_at,
                now=act.now,
                status=journey.status_value,
                begun_at=journey.arrived_at,
            )
        )
        if journey.status_value not in IN_HOSPITAL:
            check_death_at_home(journey, occurred_at, by=act.by)
    return act.record(journey.citizen_id, act.says(kind, {"text": text.strip()}, at=occurred_at, anchor=journey.pk))


def registers(user: User, kind: EventKind, journey: Journey) -> bool:
    """Whether the user may register what the report claims: they do so, and ask nobody to confirm it (DESIGN §6)."""
    return can(user, contact_right(CONFIRMED_BY[kind], journey.status_value), journey)


@transaction.atomic
def confirm_report(journey: Journey, kind: EventKind, *, occurred_at: datetime, act: Act) -> Recorded:
    """The holder says that it is so, and when: the event itself."""
    journey = locked(journey)
    ref = "" if repeated(act) else _waiting(journey, kind)
    return enter_contact(journey, CONFIRMED_BY[kind], occurred_at=occurred_at, act=act, report_ref=ref)


@transaction.atomic
def decline_report(journey: Journey, kind: EventKind, *, text: str, act: Act) -> Recorded:
    """The holder says that it is not so; whoever reported it reads why."""
    journey = locked(journey)
    check_can(act.by, contact_right(CONFIRMED_BY[kind], journey.status_value), journey)
    check_version(journey, act)
    ref = "" if repeated(act) else _waiting(journey, kind)
    payload = {"report_ref": ref, "reported": kind.value, "text": text.strip()}
    return act.record(journey.citizen_id, act.says(EventKind.REPORT_DECLINED, payload, anchor=journey.pk))


def _waiting(journey: Journey, kind: EventKind) -> str:
    """The ref of the last report of a kind; an answer to it answers them all."""
    waiting = [report["ref"] for report in journey.reports if report["kind"] == kind.value]
    if not waiting:
        raise Refused("report.answered")
    return str(waiting[-1])
