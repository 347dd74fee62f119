"""The organisations of the invented stays as rows, ways to deliver messages, and journeys in a comparable form."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import transaction

from journeys.actions.citizens import citizen_by_cpr
from journeys.actions.rebuild import snapshot
from journeys.domain.citizen.citizen_facts import Affiliation
from journeys.domain.events import EventKind
from journeys.models import Citizen, Journey, JourneyEvent
from medcom.actions.intake import receive
from medcom.actions.parties import Unknown
from medcom.domain.formats import Format, encode
from medcom.domain.states import Door, MessageState
from medcom.models import InboundMessage
from medcom.parsing.building.builder import MessageOrganization
from organisations.domain.kinds import OrganisationKind
from organisations.models import Organisation
from tests.domain.medcom.stays import HOME_CARE, OTHER_WARD, WARD
from tests.factories.journeys import tell
from tests.factories.organisations import make_hospital, make_municipal_unit, make_municipality, make_organisation

NOW = datetime(2025, 6, 2, 9, tzinfo=UTC)
Bundle = dict[str, Any]


def make_world() -> dict[str, Organisation]:
    """Two departments of one hospital and a unit of a municipality, under the numbers that the messages give.

    One hospital: only the house of the first message corrects it, and MedCom's scripts correct the department (D14).
    """
    ward = make_department(WARD)
    municipality = make_municipality("Herlev Kommune", code="163")
    return {
        "ward": ward,
        "other_ward": make_department(OTHER_WARD, hospital=ward.parent),
        "municipality": municipality,
        "home_care": make_municipal_unit(municipality, HOME_CARE.name or "", sor=HOME_CARE.sor, gln=HOME_CARE.gln),
    }


def make_department(named: MessageOrganization, *, hospital: Organisation | None = None) -> Organisation:
    """A department, of a hospital of its own where none is given."""
    hospital = hospital or make_hospital(f"Hospitalet for {named.name}")
    kind = OrganisationKind.DEPARTMENT
    return make_organisation(named.name or "", kind=kind, parent=hospital, sor=named.sor, gln=named.gln)


def make_served_citizen(cpr: str) -> Citizen:
    """A citizen with home help, as the municipality knows since long."""
    citizen = citizen_by_cpr(cpr)
    known: dict[str, Any] = {"affiliation": Affiliation.ELDER_CARE.value, "value": True}
    tell(citizen, EventKind.AFFILIATION_STATED, at=datetime(2020, 1, 1, tzinfo=UTC), **known)
    return citizen


def deliver(
    bundle: Bundle | bytes, *, now: datetime = NOW, form: Format = Format.JSON, unknown: Unknown = Unknown.REFUSE
) -> InboundMessage:
    """A message through the intake."""
    body = bundle if isinstance(bundle, bytes) else encode(bundle, form)
    return receive(body, content_type=form.value, door=Door.COMMAND, now=now, unknown=unknown)


def deliver_all(bundles: Sequence[Bundle | bytes]) -> list[MessageState]:
    """Messages in the order given, a second apart."""
    return [deliver(bundle, now=NOW + timedelta(seconds=n)).state_value for n, bundle in enumerate(bundles)]


def comparable(cpr: str) -> str:
    """Every derived row of a citizen, journeys and events named by their messages instead of generated keys."""
    citizen = Citizen.objects.get(cpr=cpr)
    names: dict[str, str] = {str(citizen.pk): "citizen"}
    events: dict[int, str] = {}
    for event in JourneyEvent.objects.filter(citizen=citizen):
        names[str(event.uuid)] = events[event.pk] = event.source_ref
    for journey in Journey.objects.current().filter(citizen=citizen):
        names[str(journey.pk)] = "journey " + min(
            p.event.source_ref for p in journey.placements.select_related("event")
        )
    rows = {
        table: sorted(json.dumps(_named(row, events), sort_keys=True, default=str) for row in found)
        for table, found in snapshot(citizen.pk).items()
    }
    text = json.dumps({table: [_renamed(row, names) for row in found] for table, found in rows.items()})
    return json.dumps({table: sorted(found) for table, found in json.loads(text).items()}, indent=1)


def _named(row: dict[str, Any], events: dict[int, str]) -> dict[str, Any]:
    # When a task was opened is when we learned of it.
    kept = {key: value for key, value in row.items() if key not in ("opened_at", "since_recorded_at")}
    return kept | ({"event_id": events[row["event_id"]]} if "event_id" in row else {})


def _renamed(text: str, names: dict[str, str]) -> str:
    for key, name in names.items():
        text = text.replace(key, name)
    return text


class _Undo(Exception):
    pass


def outcome_of(bundles: Sequence[Bundle | bytes], cpr: str) -> str:
    """The rows after a sequence of messages, which is undone again."""
    found = ""
    try:
        with transaction.atomic():
            states = deliver_all(bundles)
            assert set(states) == {MessageState.ACCEPTED}
            found = comparable(cpr)
            raise _Undo
    except _Undo:
        return found
