"""Joins the row of a replacement or unknown number with the real citizen, and parts them again (RULES 2i V9).

Events are never moved: each keeps the citizen under whose number it was told. The real citizen's projection reads the
events of both, so that there is one row, one timeline and one task, and parting them only reads less again.
"""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.db.models import F

from journeys.actions.access import count_unseen
from journeys.actions.acting.acts import Act, Refused, check_version, repeated
from journeys.actions.acting.facts import is_open
from journeys.actions.citizens import citizen_by_cpr
from journeys.actions.events import Recorded
from journeys.actions.projection.citizen import project_citizen
from journeys.actions.refusals import RefusedUnseen
from journeys.actions.stays.entries import check_tries, sees_nothing_of, tells_a_name
from journeys.domain.citizen.joining import Identity, join_problem, standing_members
from journeys.domain.events import EventKind
from journeys.models import Citizen, EventPlacement, Journey, JourneyEvent, Relative, Task
from journeys.selectors.sight import own_sight
from organisations.domain.permissions import Permission
from organisations.selectors.permissions import check_can

SHORTEST_REASON = 10


@transaction.atomic
def join_citizens(journey: Journey, *, cpr: str, reason: str, act: Act) -> Recorded:
    """The citizen of `journey`, known by a provisional number, turns out to be the one with the real number `cpr`."""
    check_can(act.by, Permission.JOIN_CITIZENS, journey)
    _check_reason(reason)
    # The provisional one first, as everywhere: of two at once neither waits for the other.
    absorbed = Citizen.objects.select_for_update().get(pk=Journey.objects.get(pk=journey.pk).citizen_id)
    kept = Citizen.objects.select_for_update().get(pk=citizen_by_cpr(cpr).pk)
    if repeated(act) is None:
        check_version(journey, act)
        check_tries(kept, by=act.by, now=act.now)
        problem = join_problem(_identity(absorbed), _identity(kept))
        if problem is not None:
            raise Refused(problem, field="cpr")
        if sees_nothing_of(kept, by=act.by, now=act.now):
            _check_unseen(journey, act)
        elif tells_a_name(kept, {}, by=act.by, now=act.now):
            count_unseen(by=act.by, now=act.now)
    hidden = _hidden_events(kept, act)
    members = [absorbed, *Citizen.objects.select_for_update().filter(joined_to=absorbed).order_by("pk")]
    for number, member in enumerate(members):
        recorded = _absorb(member, kept, reason, act if number == 0 else act.part(str(member.pk)))
    Citizen.objects.filter(pk=absorbed.pk).update(joined_count=0)
    shown = Journey.objects.visible_to(own_sight(act.by, now=act.now))
    if EventPlacement.objects.filter(event__in=hidden, journey__in=shown).exists():
        raise RefusedUnseen("join.out_of_sight")
    return recorded


def _check_unseen(journey: Journey, act: Act) -> None:
    """The real citizen is nobody that the unit sees: only whoever has them in front of it says that it is they.

    A plan by name would else open whom a plan by number does not.
    """
    if not is_open(Journey.objects.get(pk=journey.pk), now=act.now):
        raise RefusedUnseen("join.others_have", field="cpr")
    count_unseen(by=act.by, now=act.now)


def _hidden_events(kept: Citizen, act: Act) -> list[int]:
    """What the unit does not see of the real citizen: joining must not be a way in (DESIGN §6)."""
    shown = Journey.objects.visible_to(own_sight(act.by, now=act.now))
    placed = EventPlacement.objects.filter(journey__citizen=kept).exclude(journey__in=shown)
    return list(placed.values_list("event_id", flat=True))


def _absorb(member: Citizen, kept: Citizen, reason: str, act: Act) -> Recorded:
    relatives = list(Relative.objects.filter(citizen=member).values_list("pk", flat=True))
    member.joined_to = kept
    member.save(update_fields=["joined_to"])
    Citizen.objects.filter(pk=kept.pk).update(joined_count=F("joined_count") + 1)
    _move(Journey.objects.filter(citizen=member).values_list("pk", flat=True), kept)
    Relative.objects.filter(pk__in=relatives).update(citizen=kept)
    payload = {"citizen": str(member.pk), "reason": reason.strip(), "relatives": [str(pk) for pk in relatives]}
    return act.record(kept.pk, act.says(EventKind.CITIZEN_JOINED, payload))


@transaction.atomic
def part_citizens(journey: Journey, *, member_id: UUID, reason: str, act: Act) -> Recorded:
    """The two were not the same after all: each row gets back what was told under its own number."""
    check_can(act.by, Permission.JOIN_CITIZENS, journey)
    _check_reason(reason)
    member = Citizen.objects.select_for_update().filter(pk=member_id).first()
    kept = Citizen.objects.select_for_update().get(pk=Journey.objects.get(pk=journey.pk).citizen_id)
    if member is None or member.joined_to_id != kept.pk:
        raise Refused("join.not_joined", field="member")
    check_version(journey, act)
    member.joined_to = None
    member.save(update_fields=["joined_to"])
    Citizen.objects.filter(pk=kept.pk).update(joined_count=F("joined_count") - 1)
    own = JourneyEvent.objects.filter(citizen=member).values_list("uuid", flat=True)
    _move(Journey.objects.filter(pk__in=own).values_list("pk", flat=True), member)
    Relative.objects.filter(pk__in=_relatives(kept, member)).update(citizen=member)
    payload = {"citizen": str(member.pk), "reason": reason.strip()}
    recorded = act.record(kept.pk, act.says(EventKind.CITIZEN_PARTED, payload))
    project_citizen(member, now=act.now)
    return recorded


def restore_members(citizen: Citizen) -> None:
    """Brings the rows in step with what the events say, of a citizen just read under lock: a rebuild needs no more."""
    kinds = (EventKind.CITIZEN_JOINED.value, EventKind.CITIZEN_PARTED.value)
    told = JourneyEvent.objects.filter(citizen=citizen, kind__in=kinds)
    members = [UUID(each) for each in standing_members([event.as_record() for event in told])]
    if members:
        Citizen.objects.filter(pk__in=members, joined_to__isnull=True).update(joined_to=citizen)
    count = Citizen.objects.filter(joined_to=citizen).count()
    if citizen.joined_count != count:
        Citizen.objects.filter(pk=citizen.pk).update(joined_count=count)


def _check_reason(reason: str) -> None:
    if len(reason.strip()) < SHORTEST_REASON:
        raise Refused("join.reason_too_short", field="reason")


def _identity(citizen: Citizen) -> Identity:
    return Identity(str(citizen.pk), citizen.cpr, citizen.joined_to_id is not None)


def _move(journeys: Iterable[UUID], citizen: Citizen) -> None:
    """The rows that hang on a journey follow it; its events stay where they were told."""
    ids = list(journeys)
    Task.objects.filter(journey__in=ids).update(citizen=citizen)
    Journey.objects.filter(pk__in=ids).update(citizen=citizen)


def _relatives(kept: Citizen, member: Citizen) -> list[UUID]:
    told = JourneyEvent.objects.filter(citizen=kept, kind=EventKind.CITIZEN_JOINED.value).order_by("-pk")
    last = next((event for event in told if event.payload.get("citizen") == str(member.pk)), None)
    return [UUID(each) for each in (last.payload.get("relatives") or ())] if last else []
