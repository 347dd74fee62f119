"""Stays entered by hand that others have to confirm: when they are, and the answer (DESIGN §6)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from journeys.actions.access import count_cpr_search
from journeys.actions.acting.acts import Act, Refused, check_version, locked, repeated
from journeys.actions.acting.joins import would_join_unseen
from journeys.actions.events import Recorded
from journeys.domain.citizen.likeness import fold
from journeys.domain.events import EventKind
from journeys.domain.state.status import JourneyStatus
from journeys.models import Citizen, Journey, JourneyEvent, StayEntry
from journeys.selectors.sight import own_entry, own_sight
from organisations.domain.permissions import Permission
from organisations.domain.roles import Sector, sector_of
from organisations.models import Organisation, User
from organisations.selectors.permissions import check_can
from organisations.selectors.units import house_ids


def needs_confirming(citizen: Citizen, kind: EventKind, at: datetime, ward: Organisation, act: Act) -> bool:
    """Whether a stay is only an entry; the caller holds the citizen's lock.

    So it is unless a hospital speaks of its own ward and the stay would be joined with nothing but what its unit sees
    and, while the citizen lies in hospital, itself holds.
    """
    unit, role = act.by.unit, act.by.role
    if unit is None or role is None or sector_of(role) is not Sector.HOSPITAL:
        return True
    house = house_ids(unit)
    if ward.pk not in house:
        return True
    payload = {"provider": str(ward.pk), "hospital": str((ward.root or ward).pk)}
    return would_join_unseen(citizen, kind, at, payload, by=act.by, now=act.now)


def sees_nothing_of(citizen: Citizen, *, by: User, now: datetime) -> bool:
    """Whether the unit has no journey of a citizen who was there before: somebody looks at what it enters.

    What anybody entered and nobody confirmed is nothing that one sees of the citizen.
    """
    journeys = Journey.objects.filter(citizen_id=citizen.root_id, unconfirmed=False)
    return journeys.exists() and not journeys.visible_to(own_sight(by, now=now)).exists()


def tells_a_name(citizen: Citizen, names: Mapping[str, str], *, by: User, now: datetime) -> bool:
    """Whether a beginning tells the unit another name than was typed, of a number that leads to nothing it sees."""
    stored = {name: getattr(citizen, name) for name in ("given_names", "family_name")}
    tells = any(value and fold(value) != fold(names.get(name, "")) for name, value in stored.items())
    return bool(citizen.cpr) and tells and not _in_sight(citizen, by=by, now=now)


def check_tries(citizen: Citizen, *, by: User, now: datetime) -> None:
    """Before anything is told of a typed number that leads to nothing in sight: refused after too many of them.

    Asked of everybody's number, known here or not: after the limit the answers are all the same.
    """
    if citizen.cpr and not _in_sight(citizen, by=by, now=now):
        count_cpr_search(by=by, now=now)


def _in_sight(citizen: Citizen, *, by: User, now: datetime) -> bool:
    journeys = Journey.objects.filter(citizen_id=citizen.root_id, unconfirmed=False)
    return journeys.visible_to(own_sight(by, now=now)).exists()


def note_entry(citizen: Citizen, recorded: Recorded, *, act: Act) -> None:
    """Puts a stay that was entered by hand before somebody else's eyes."""
    StayEntry.objects.create(user=act.by, citizen=citizen, event_uuid=recorded.event.uuid, entered_at=act.now)


@transaction.atomic
def confirm_stay(journey: Journey, *, act: Act) -> Recorded:
    """The side that was asked says yes: the entry becomes a contact, from the time and at the place that it says."""
    journey, entry = _asked(journey, act)
    stay = dict(entry.payload["stay"])
    kind = EventKind(stay.pop("kind"))
    homes = Journey.objects.current().filter(citizen_id=journey.citizen_id, municipality__isnull=False)
    if not journey.unconfirmed or homes.exclude(pk=journey.pk).exists():
        # The holder says that the citizen is there; whose citizen it is was known before, or is asked.
        stay.pop("municipality", None)
    if journey.citizen.family_name:
        # What the entry calls the citizen is not known better by the side that says that it is so.
        stay = {name: value for name, value in stay.items() if name not in ("given_names", "family_name")}
    payload = {**stay, "claim_ref": entry.source_ref}
    # What the other hospital had planned begins with the stay that it asks about.
    there = Journey.objects.current().filter(citizen_id=journey.citizen_id, hospital_id=stay.get("hospital"))
    begun = frozenset(there.filter(status=JourneyStatus.PLANNED.value).values_list("pk", flat=True))
    # A plan that is confirmed stays a journey of its own until it begins.
    plans = kind is EventKind.ADMISSION_DECIDED
    new = act.says(kind, payload, at=entry.occurred_at, anchor=entry.uuid if plans else journey.pk)
    return act.record(journey.citizen_id, new, agreed=begun)


@transaction.atomic
def decline_stay(journey: Journey, *, text: str, act: Act) -> Recorded:
    """The side that was asked says no: the entry is cancelled, and whoever wrote it reads why."""
    journey, entry = _asked(journey, act)
    payload: dict[str, Any] = {"claim_ref": entry.source_ref, "text": text.strip()}
    return act.record(journey.citizen_id, act.says(EventKind.STAY_DECLINED, payload))


def _asked(journey: Journey, act: Act) -> tuple[Journey, JourneyEvent]:
    """The journey under its lock, and the oldest entry that it is asked about."""
    journey = locked(journey)
    check_can(act.by, Permission.CONFIRM_STAY, journey)
    check_version(journey, act)
    first = repeated(act)
    refs = [report["ref"] for report in journey.reports if report["kind"] == EventKind.STAY_CLAIMED]
    ref = first.payload.get("claim_ref") if first else next(iter(refs), None)
    if ref is None:
        raise Refused("report.answered")
    entry = JourneyEvent.objects.get(source_ref=ref)
    if first is None and act.by.unit is not None and entry.organisation_id == act.by.unit.pk:
        raise own_entry()
    return journey, entry
