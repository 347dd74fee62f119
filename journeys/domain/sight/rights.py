"""Which right an event takes: whoever corrects it or takes it back needs the right to the act itself (DESIGN §6)."""

from collections.abc import Mapping
from typing import Any

from journeys.domain.doctors.handovers import HandoverOffer
from journeys.domain.events import CONTACT_KINDS, EventKind
from journeys.domain.events.catalogue import CATALOGUE
from journeys.domain.events.payloads.responsibility import HandoverAccepted
from journeys.domain.events.payloads.stays import Died, ReportDeclined
from journeys.domain.state.reports import CONFIRMED_BY
from journeys.domain.state.status import IN_HOSPITAL, JourneyStatus
from organisations.domain.permissions import Permission

K, P = EventKind, Permission

# What is said of a citizen who is at home, or of whoever has the citizen: through an old journey it would be said past
# the hospital that has the citizen now.
OF_WHERE_THE_CITIZEN_IS = frozenset(
    {
        K.DIED,
        K.DEATH_REPORTED,
        K.MEDICATION_RESPONSIBLE_STATED,
        K.EMERGENCY_CALLED,
        K.EMERGENCY_ENDED,
        K.ACUTE_FUNCTION_STARTED,
    }
)

# Each acceptance is its own side's; of an old one that does not say which, either will do.
_TAKES_OVER = {
    HandoverOffer.PHYSICIAN.value: P.ACCEPT_RESPONSIBLE_PHYSICIAN,
    HandoverOffer.ACUTE_FUNCTION.value: P.TAKE_OVER_ACUTE_FUNCTION,
}


def rights_to(
    kind: EventKind, payload: Mapping[str, Any], status: JourneyStatus | None = None
) -> tuple[Permission, ...]:
    """The rights of which one is needed to change what an act said; none for what nobody changes by hand.

    What happens in a contact is the hospital's that holds it; a death at home, and the answer to a report of one, is a
    doctor's. `status` is where the citizen stands; None where the event lies in no journey.
    """
    if kind is K.DIED:
        return (P.REGISTER_DEATH_AT_HOME if Died.parse(payload).at_home else P.ENTER_CONTACT,)
    if kind is K.MEDICATION_RESPONSIBLE_STATED and status is not None:
        return (medication_right(status),)
    if kind is K.REPORT_DECLINED and status is not None and (reported := ReportDeclined.parse(payload).reported):
        return (contact_right(CONFIRMED_BY[reported], status),)
    if kind is K.HANDOVER_ACCEPTED and (offer := HandoverAccepted.parse(payload).offer) in _TAKES_OVER:
        return (_TAKES_OVER[offer],)
    return (P.ENTER_CONTACT,) if kind in CONTACT_KINDS else CATALOGUE[kind].rights


def contact_right(kind: EventKind, status: JourneyStatus | None) -> Permission:
    """The right to enter a contact event by hand: in a bed the holder's, a death elsewhere a doctor's (DESIGN §6).

    `status` None is a stay that begins with the entry.
    """
    if status is None:
        return P.ENTER_MANUAL_JOURNEY
    if kind is K.DIED:
        return P.REGISTER_DEATH if status in IN_HOSPITAL else P.REGISTER_DEATH_AT_HOME
    return P.ENTER_CONTACT


def medication_right(status: JourneyStatus) -> Permission:
    """The right to state who answers for the medication: in a bed the holder's (DESIGN §6; RULES 2d, Medication)."""
    return P.STATE_MEDICATION_IN_HOSPITAL if status in IN_HOSPITAL else P.STATE_MEDICATION
