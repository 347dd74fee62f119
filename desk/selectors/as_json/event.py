"""One event as JSON, without the names and addresses that its message carried."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Exists, Q, QuerySet

from desk.selectors.as_json.journey import moment, organisation_json
from journeys.models import EventPlacement, Journey, JourneyEvent
from journeys.selectors.reading import Reader, as_told, history_of, readable
from organisations.models import User

_PERSONAL = frozenset({"family_name", "given_names", "address_line", "postal_code", "city", "typed"})
# Numbers of our own rows: how far somebody had read.
_INTERNAL = frozenset({"up_to"})
# Names a person, in old events by the number of the row (D29).
_PERSON = "proposed_by"


def events_json(placed: Sequence[EventPlacement], journey: Journey, reader: Reader) -> list[dict[str, Any]]:
    """A page of placements that the reader may read, and whether each counts as far as the reader may know."""
    hidden = any(getattr(each, "has_hidden", False) for each in placed)
    voided = _voided(journey, reader) if hidden else {each.event_id for each in placed if each.voided}
    persons = _persons([each.event for each in placed])
    return [_event_json(as_told(each.event, reader), persons, voided=each.event_id in voided) for each in placed]


def with_hidden(placed: QuerySet[EventPlacement], journey: Journey, reader: Reader) -> QuerySet[EventPlacement]:
    """`has_hidden`: whether the journey has anything that the reader may not read, which costs another look."""
    others = EventPlacement.objects.filter(journey=journey).exclude(event__organisation_id__in=reader.house)
    hidden = others.filter(Q(withdrawn=True) | Q(event__released_at__gt=reader.now))
    return placed.annotate(has_hidden=Exists(hidden.order_by()))


def _voided(journey: Journey, reader: Reader) -> set[int]:
    rows = readable(list(JourneyEvent.objects.filter(placement__journey=journey).order_by("pk")), reader)
    voided = history_of(rows).voided
    return {row.pk for row in rows if row.source_ref in voided}


def _persons(events: Sequence[JourneyEvent]) -> dict[str, str]:
    """The uuid of each person whom an event names by a number."""
    numbers = {str(event.payload.get(_PERSON)) for event in events if str(event.payload.get(_PERSON)).isdecimal()}
    rows = User.objects.filter(pk__in=numbers).values_list("pk", "uuid") if numbers else ()
    return {str(number): str(uuid) for number, uuid in rows}


def _payload(event: JourneyEvent, persons: Mapping[str, str]) -> dict[str, Any]:
    shown = {key: value for key, value in event.payload.items() if key not in _PERSONAL | _INTERNAL}
    if str(shown.get(_PERSON)).isdecimal():
        shown[_PERSON] = persons.get(str(shown[_PERSON]))
    return shown


def _event_json(event: JourneyEvent, persons: Mapping[str, str], *, voided: bool) -> dict[str, Any]:
    return {
        "id": str(event.uuid),
        "kind": event.kind,
        "occurred_at": moment(event.occurred_at),
        "recorded_at": moment(event.recorded_at),
        "source": event.source,
        "organisation": organisation_json(event.organisation),
        "actor": event.actor.name if event.actor else None,
        "voided": voided,
        "payload": _payload(event, persons),
    }
