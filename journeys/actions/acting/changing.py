"""May this person take back or correct this event? The right to the act itself decides, not the house (DESIGN §6)."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from journeys.actions.acting.whereabouts import check_not_elsewhere
from journeys.actions.events import journey_of_event
from journeys.actions.refusals import Refused
from journeys.domain.citizen.citizen_facts import CitizenFacts
from journeys.domain.events import CONTACT_KINDS, EventKind, EventRecord, EventSource
from journeys.domain.history.history import History
from journeys.domain.sight.rights import OF_WHERE_THE_CITIZEN_IS, rights_to
from journeys.domain.state.doubts import outlives_death
from journeys.domain.state.fold import JourneyState, fold
from journeys.models import Journey, JourneyEvent
from journeys.sentences import refused_sentence
from organisations.domain.permissions import Permission
from organisations.domain.refusals import NotAllowed
from organisations.models import User
from organisations.selectors.permissions import can, check_can
from organisations.selectors.units import house_ids

# A registered ready time may only be resumed or corrected by two people (RULES 2b lifecycle; 001-85).
IMMUTABLE = frozenset({EventKind.READY_REGISTERED})
# What two people decide: a proposal and its answer stand like the registration that they are about.
_DECIDED = IMMUTABLE | {EventKind.READY_CORRECTION_PROPOSED}

# What the side that answers now ends, whoever entered it: the municipality of today a share, the hospital that answers
# in the 72 hours a call that somebody else wrote down.
_ENDED_BY = {
    EventKind.SHARED: Permission.SHARE_JOURNEY,
    EventKind.CALL_LOGGED: Permission.STATE_STAY,
    EventKind.EMERGENCY_CALLED: Permission.STATE_STAY,
    EventKind.EMERGENCY_ENDED: Permission.STATE_STAY,
}


def check_changeable(
    event: JourneyEvent,
    *,
    by: User,
    journey: Journey | None,
    correct: bool,
    undoable: bool = False,
    seen_from: Journey | None = None,
) -> None:
    """Raises Refused for what cannot be changed by anybody, NotAllowed for what this user may not change.

    `journey` is the event's own, `seen_from` the one that the user stands in.

    `undoable` says that the act is so fresh that it can be undone: then even a ready time can.
    """
    kind = EventKind(event.kind)
    others = list(JourneyEvent.objects.of_citizen(event.citizen.root_id))
    false_death = not correct and _is_false_death(event, by, (journey, seen_from))
    if event.source == EventSource.MESSAGE.value and not false_death:
        raise Refused("act.message_cannot_be_corrected" if correct else "act.message_cannot_be_taken_back")
    if event.source_ref in History(each.as_record() for each in others).voided or event.payload.get("taken_back"):
        raise Refused("act.already_voided")
    if _is_decided(event, others) or (kind in IMMUTABLE and not undoable):
        raise Refused("act.immutable")
    check_can(by, Permission.CORRECT_EVENT)
    # Undoing one's own act is part of it, though the act itself moved the citizen to somebody else.
    undone = undoable and event.actor_id == by.pk and "claim_ref" in event.payload
    if not false_death:
        _check_right(event, by, None if undone else journey, correct=correct)


def others_alone(events: Sequence[JourneyEvent], by: User) -> frozenset[str]:
    """The refs of what `check_changeable` surely refuses, as somebody else's or nobody's; asks nothing of the database.

    What others than the writer's house may change too (contacts, deaths, shares, calls, answers) is left to be asked.
    """
    own = _own(events, by)
    left = [event for event in events if "claim_ref" not in event.payload]
    kinds = [(event, EventKind(event.kind)) for event in left]
    return frozenset(
        event.source_ref
        for event, kind in kinds
        if kind not in CONTACT_KINDS
        and kind not in _ENDED_BY
        and (event.source_ref not in own or not rights_to(kind, event.payload))
    )


def _own(events: Iterable[JourneyEvent], by: User) -> set[str]:
    """The refs of what the user, or somebody of the user's house, wrote."""
    house = house_ids(by.unit) if by.unit else frozenset()
    return {event.source_ref for event in events if event.actor_id == by.pk or event.organisation_id in house}


def check_takeable(event: JourneyEvent, *, by: User, journey: Journey | None, now: datetime) -> None:
    """The same for taking it back now; a fresh act can be undone, but a correction taken back would leave nothing."""
    undoable = now < event.released_at and not event.voids_ref
    home = journey_of_event(event) or journey
    check_changeable(event, by=by, journey=home, correct=False, undoable=undoable, seen_from=journey)


def _is_decided(event: JourneyEvent, others: list[JourneyEvent]) -> bool:
    """Whether the event decides something immutable, or was itself decided: an answer to a proposed correction."""
    decided = {each.source_ref for each in others if EventKind(each.kind) in _DECIDED}
    answers = event.voids_ref in decided and "taken_back" not in event.payload
    return answers or any(each.payload.get("correction_ref") == event.source_ref for each in others)


def _check_right(event: JourneyEvent, by: User, journey: Journey | None, *, correct: bool) -> None:
    kind = EventKind(event.kind)
    # What is taken back is no longer said of the citizen; what is said anew must be true of where the citizen is.
    anew = correct or kind is EventKind.MEDICATION_RESPONSIBLE_STATED
    if anew and kind in OF_WHERE_THE_CITIZEN_IS and journey is not None:
        check_not_elsewhere(journey)
    status = journey.status_value if journey is not None else None
    rights = (Permission.CONFIRM_STAY,) if "claim_ref" in event.payload else rights_to(kind, event.payload, status)
    # The responsible hospital answers for every contact of its own patient, whoever entered it; of a death at home its
    # doctors do.
    of_contact = kind in CONTACT_KINDS and journey is not None and can(by, Permission.ENTER_CONTACT, journey)
    if of_contact and ("claim_ref" in event.payload or any(can(by, right, journey) for right in rights)):
        return
    if not correct and kind in _ENDED_BY and journey is not None and can(by, _ENDED_BY[kind], journey):
        return
    if not correct and kind in CONTACT_KINDS and _took_over(event, by):
        return
    if not _own([event], by):
        raise NotAllowed("act.not_own", refused_sentence("act.not_own"))
    if not rights:
        raise Refused("act.cannot_be_corrected" if correct else "act.by_an_act_of_its_own")
    if not any(can(by, right, journey) for right in rights):
        check_can(by, rights[0], journey)


def _took_over(event: JourneyEvent, by: User) -> bool:
    """Whether a hand of another house took the contact from the user's hospital: that one says that it did not."""
    if by.unit is None or event.organisation is None or not can(by, Permission.ENTER_CONTACT):
        return False
    writers, house = house_ids(event.organisation), house_ids(by.unit)
    journey = journey_of_event(event)
    if event.organisation_id in house or journey is None:
        return False
    told = [row.event for row in journey.placements.select_related("event").order_by("event_id")]
    others = [
        row.as_record() for row in told if row.source == EventSource.MESSAGE.value or row.organisation_id not in writers
    ]
    ours = {str(unit) for unit in house}
    if EventKind(event.kind) is EventKind.DIED:
        # A death in another hospital's bed took nothing from whoever tells of the citizen after it.
        before = _state([record for record in others if record.occurred_at <= event.occurred_at])
        if before is not None and before.in_hospital and before.hospital not in ours:
            return False
    state = _state(others)
    return state is not None and state.in_hospital and state.hospital in ours


def _state(records: Sequence[EventRecord]) -> JourneyState | None:
    return fold(History(records), CitizenFacts()) if records else None


def _died_in_bed(home: Journey | None, *, of_others_than: Journey) -> bool:
    """Whether the death was told in a stay of another hospital: that one is asked about its time."""
    if home is None or home.hospital_id == of_others_than.hospital_id:
        return False
    if home.arrived_at is None or home.deceased_at is None:
        return False
    return home.discharged_at is None and home.arrived_at < home.deceased_at


def _is_false_death(event: JourneyEvent, by: User, journeys: tuple[Journey | None, Journey | None]) -> bool:
    """A false death is taken back by any doctor of the responsible hospital or of the citizen's own practice.

    Responsible is the one of the journey it lies in, and the one that had the citizen alive after it (DESIGN §6).
    """
    if EventKind(event.kind) is not EventKind.DIED:
        return False
    home, seen_from = journeys
    lived_here = (
        seen_from is not None
        and not seen_from.unconfirmed
        and outlives_death(seen_from.doubts)
        and not _died_in_bed(home, of_others_than=seen_from)
    )
    answering = (home, seen_from if lived_here else None)
    return any(can(by, Permission.TAKE_BACK_DEATH, journey) for journey in answering if journey is not None)
