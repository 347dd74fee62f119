"""Two hundred generated journeys with planted names, numbers and addresses: no pack holds any of them (issue 9, 4)."""

import json
import re
from datetime import timedelta
from random import Random
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import models
from django.utils import timezone

from journeys.domain.events import EventKind, EventSource
from journeys.models import Citizen, EventPlacement, Journey, JourneyEvent, Relative
from organisations.domain.personal import PersonalFields
from organisations.models import CooperationArea, CooperationAreaMember
from principles.learning.rules.pack import pack_of
from principles.learning.rules.traces import traces_in
from principles.learning.selectors import alike, common_kinds, facts_of, known_of
from principles.personal import PERSONAL_FIELDS
from tests.actors import Actors
from tests.factories.journeys import invented_cpr

pytestmark = pytest.mark.django_db
NUMBER = 200
NAMES = ("Ragnhilda", "Thorbjørn", "Ingvild", "Sigfred", "Gunnhild")
FAMILIES = ("Prøvesen", "Eksempelholm", "Testergaard", "Opdigtsen")
KINDS = (
    EventKind.ADMITTED,
    EventKind.NOTE_WRITTEN,
    EventKind.WISH_RECORDED,
    EventKind.CALL_LOGGED,
    EventKind.DISCHARGED,
)
_SHAPES = (r"\d{6}-?\d{4}", r"\d{8}", r"\d{4}-\d{2}-\d{2}", r"\d{1,2}:\d{2}", r"[0-9a-f]{8}-[0-9a-f]{4}")


def generate(actors: Actors) -> list[Journey]:
    """In bulk, every text field of journey and events filled with something that names the citizen."""
    rng, now = Random(9), timezone.now()
    citizens, relatives, journeys, events = [], [], [], []
    for n in range(NUMBER):
        given, family = rng.choice(NAMES), rng.choice(FAMILIES)
        address = {"address_line": f"Opdigtvej {n + 1}", "postal_code": "8999", "city": "Prøveby"}
        row = Citizen(cpr=invented_cpr(n + 5000), given_names=given, family_name=family, **address)
        row.address_protected = n % 17 == 0
        citizens.append(row)
        relatives.append(Relative(citizen=row, name=f"{rng.choice(NAMES)} {family}", phone=f"9876{n:04}"))
        began = now - timedelta(days=rng.randint(20, 400), hours=rng.randint(0, 23))
        stay = Journey(citizen=row, hospital=actors.hospital, ward=actors.ward, municipality=actors.municipality)
        stay.status, stay.speciality = "discharged", rng.choice(["somatic", "somatic", "psychiatric"])
        stay.admission_type, stay.destination = (
            rng.choice(["acute", "planned"]),
            rng.choice(["own_home", "hospice", ""]),
        )
        stay.gp_practice, stay.physician_name, stay.bed = actors.practice, f"{given} {family}", "Stue 7"
        stay.entered_name, stay.offered_physician_name = f"{given} {family}", family
        stay.admitted_at, stay.discharged_at = began, began + timedelta(days=rng.randint(0, 40))
        stay.last_event_at = stay.discharged_at
        journeys.append(stay)
        words = f"{given} {family}, {row.cpr}, {address['address_line']}, tlf. 9876{n:04}"
        events += [_event(row, kind, began + timedelta(hours=9 * at), words, actors) for at, kind in enumerate(KINDS)]
    Citizen.objects.bulk_create(citizens)
    Relative.objects.bulk_create(relatives)
    Journey.objects.bulk_create(journeys)
    JourneyEvent.objects.bulk_create(events)
    of = {stay.citizen_id: stay for stay in journeys}
    placed = [EventPlacement(event=event, journey=of[event.citizen_id], position=n) for n, event in enumerate(events)]
    EventPlacement.objects.bulk_create(placed)
    return journeys


def _event(citizen: Citizen, kind: EventKind, at: object, words: str, actors: Actors) -> JourneyEvent:
    times = dict.fromkeys(("occurred_at", "stated_at", "recorded_at", "released_at"), at)
    payload = {"text": words, "reason": words, "phone": "98765432"}
    return JourneyEvent(
        citizen=citizen,
        kind=kind.value,
        source=EventSource.FORM.value,
        source_ref=str(uuid4()),
        actor=actors.nurse,
        organisation=actors.ward,
        payload=payload,
        **times,
    )


def planted(stay: Journey) -> set[str]:
    """The value of every personal field of citizen and relatives, and what stands in the journey about them."""
    found = {str(stay.pk), str(stay.citizen_id), stay.physician_name, stay.bed, stay.entered_name}
    houses = (stay.hospital, stay.ward, stay.municipality, stay.gp_practice)
    found |= {value for house in houses if house for value in (house.name, str(house.pk))}
    for row in (stay.citizen, *stay.citizen.relatives.all()):
        fields = [field for field in row._meta.get_fields() if isinstance(field, models.CharField | models.TextField)]
        found |= {str(getattr(row, field.name)) for field in fields}
    parts = {part for value in found for part in re.split(r"[\s,]+", value) if len(part) >= 3 and not part.isdigit()}
    return {value for value in found | parts if len(value) >= 3}


def test_no_personal_field_of_two_hundred_journeys_is_in_their_packs(actors: Actors) -> None:
    area = CooperationArea.objects.create(key="midt", name="Midtklyngen")
    CooperationAreaMember.objects.create(area=area, organisation=actors.municipality)
    journeys = generate(actors)
    common = common_kinds()
    assert common == set(KINDS)
    # The same for each of them: the own one is among them.
    others, told = alike(journeys[0]), 0
    for stay in Journey.objects.select_related("citizen", "hospital", "ward", "municipality", "gp_practice"):
        pack = pack_of(facts_of(stay, now=timezone.now()), others, common=common)
        text = json.dumps(pack, ensure_ascii=False)
        assert not [value for value in planted(stay) if value.casefold() in text.casefold()], pack
        assert not [shape for shape in _SHAPES if re.search(shape, text)], pack
        assert not stay.citizen.address_protected or pack["traits"]["area"] == "*"
        told += pack["traits"]["age"] != "*"
        assert len(pack["steps"]) == len(KINDS)
    assert told > NUMBER / 2, "a pack that tells nothing is no pack"
    stay = journeys[3]
    citizen, relative = stay.citizen, stay.citizen.relatives.get()
    house = (actors.hospital.name, actors.ward.name, actors.municipality.name)
    named = (citizen.given_names, citizen.family_name, citizen.cpr, citizen.address_line, str(stay.pk))
    for words in (*named, relative.name, relative.phone, *house):
        assert traces_in(f"Vi lærte, at {words} var vigtig.", known_of(stay)), words


def test_what_a_pack_is_stored_in_is_declared() -> None:
    fields: PersonalFields = PERSONAL_FIELDS
    for name in ("LearningCase", "Nomination", "AuditAnswer", "LearningAction"):
        model = apps.get_model("principles", name)
        assert set(fields[f"principles.{name}"]) == {field.name for field in model._meta.fields}
