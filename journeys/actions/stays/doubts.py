"""The ward settles what cannot be right as it stands: it is so, it was not so, it was then (DESIGN §4)."""

from datetime import datetime
from typing import Any

from django.db import transaction

from journeys.actions.acting.acts import Act, Refused, check_version, locked, repeated, take_back
from journeys.actions.events import Recorded
from journeys.domain.events import EventKind
from journeys.models import Journey, JourneyEvent
from journeys.selectors.deaths import deaths_belied
from organisations.domain.permissions import Permission
from organisations.selectors.permissions import check_can

# Times of the message that is said anew: the hand that corrects says one time and no other.
_TIMES = ("time_uncertain", "period_start", "period_end", "leave_start", "leave_end", "step")


@transaction.atomic
def confirm_doubt(journey: Journey, *, text: str, act: Act) -> Recorded:
    """ "Bekræft": what the page shows is right as it stands."""
    journey, doubt = _asked(journey, act)
    payload = {"settles": doubt.get("ref", ""), "text": text.strip()}
    return act.record(journey.citizen_id, act.says(EventKind.DOUBT_SETTLED, payload, anchor=journey.pk))


@transaction.atomic
def cancel_doubt(journey: Journey, *, act: Act) -> Recorded:
    """ "Annullér": what the message means, or the message itself, was not so."""
    journey, doubt = _asked(journey, act)
    target = _target(journey, doubt)
    if target is None and doubt:
        raise Refused("doubt.no_target")
    payload = {"settles": doubt.get("ref", "")}
    voids = target.source_ref if target is not None else ""
    return act.record(journey.citizen_id, act.says(EventKind.CANCELLED, payload, anchor=journey.pk, voids_ref=voids))


@transaction.atomic
def correct_doubt(journey: Journey, *, occurred_at: datetime, act: Act) -> Recorded:
    """ "Ret": it happened, and then; the message stays in the timeline."""
    journey, doubt = _asked(journey, act)
    target = _target(journey, doubt)
    kind = EventKind(target.kind if target is not None else doubt.get("about", EventKind.ADMITTED.value))
    said: dict[str, Any] = dict(target.payload) if target is not None else {}
    payload = {name: value for name, value in said.items() if name not in _TIMES}
    payload |= _place(journey) | {"settles": doubt.get("ref", "")}
    voids = target.source_ref if target is not None else ""
    if doubt.get("instead_of"):
        # Beside what the hospital's system says of its own words: taking one of them back leaves the answer.
        payload["instead_of"], voids = doubt["instead_of"], ""
    return act.record(journey.citizen_id, act.says(kind, payload, at=occurred_at, anchor=journey.pk, voids_ref=voids))


@transaction.atomic
def deny_death(journey: Journey, *, act: Act) -> None:
    """The citizen lives: the deaths before what is in doubt are taken back, whichever journey they lie in (DESIGN §6).

    At once and for everybody; of a death that was told twice no word may stay behind.
    """
    journey = locked(journey)
    check_can(act.by, Permission.TAKE_BACK_DEATH, journey)
    check_version(journey, act)
    if repeated(act) is not None:
        return
    deaths = deaths_belied(journey)
    if not deaths:
        raise Refused("doubt.settled")
    for place, death in enumerate(deaths):
        take_back(death, act=act.part(str(death.uuid)) if place else act, journey=journey)


def _asked(journey: Journey, act: Act) -> tuple[Journey, dict[str, Any]]:
    """The journey, locked, and its first open doubt; empty when the same call was answered already."""
    journey = locked(journey)
    check_can(act.by, Permission.ENTER_CONTACT, journey)
    check_version(journey, act)
    if repeated(act) is not None:
        return journey, {}
    if not journey.doubts:
        raise Refused("doubt.settled")
    return journey, dict(journey.doubts[0])


def _target(journey: Journey, doubt: dict[str, Any]) -> JourneyEvent | None:
    rows = JourneyEvent.objects.filter(citizen_id=journey.citizen_id, source_ref=doubt.get("target") or "")
    return rows.first()


def _place(journey: Journey) -> dict[str, str]:
    """What is said by hand is about the contact that lasts, not about the one that a late message named (V12)."""
    if journey.ward_id is None:
        return {}
    return {"provider": str(journey.ward_id), "hospital": str(journey.hospital_id or journey.ward_id)}
