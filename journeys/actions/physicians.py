"""The named responsible doctor: appointed, offered to another unit, accepted (RULES 001-90, 2d S3b)."""

from uuid import UUID

from journeys.actions.acting.acts import Act, Refused, state_fact, under_lock
from journeys.actions.events import Recorded
from journeys.domain.doctors.handovers import Offer
from journeys.domain.events import EventKind
from journeys.domain.state.status import IN_HOSPITAL
from journeys.models import Journey
from organisations.domain.permissions import Permission
from organisations.models import Organisation


@under_lock
def name_physician(
    journey: Journey, *, name: str, organisation: Organisation | None, act: Act, authorisation_id: str = ""
) -> Recorded:
    """Names the doctor with the overall responsibility; from now on and until another is named."""
    payload = _payload(journey, name, organisation, authorisation_id)
    return state_fact(
        journey, EventKind.PHYSICIAN_NAMED, payload, act=act, permission=Permission.APPOINT_RESPONSIBLE_PHYSICIAN
    )


@under_lock
def offer_handover(
    journey: Journey, *, name: str, organisation: Organisation, act: Act, authorisation_id: str = ""
) -> Recorded:
    """Offers the responsibility to a doctor of another unit; nothing changes until that unit accepts."""
    payload = _payload(journey, name, organisation, authorisation_id)
    return state_fact(
        journey, EventKind.HANDOVER_OFFERED, payload, act=act, permission=Permission.APPOINT_RESPONSIBLE_PHYSICIAN
    )


@under_lock
def accept_handover(journey: Journey, *, act: Act) -> Recorded:
    """The receiving unit takes over from this moment; there is no gap (RULES 2d S3b)."""
    if not journey.offered_physician_name:
        raise Refused("handover.none_offered")
    return state_fact(
        journey,
        EventKind.HANDOVER_ACCEPTED,
        {"offer": Offer.PHYSICIAN.value},
        act=act,
        permission=Permission.ACCEPT_RESPONSIBLE_PHYSICIAN,
    )


def _payload(journey: Journey, name: str, organisation: Organisation | None, authorisation_id: str) -> dict[str, str]:
    if not name.strip():
        raise Refused("physician.name_missing", field="name")
    if journey.status_value not in IN_HOSPITAL:
        raise Refused("physician.not_in_hospital")
    unit: UUID | None = organisation.pk if organisation else journey.ward_id
    payload = {"name": name.strip(), "organisation": str(unit) if unit else "", "authorisation_id": authorisation_id}
    return {key: value for key, value in payload.items() if value}
