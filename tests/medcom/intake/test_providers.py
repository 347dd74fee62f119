"""Whose ward a hospital may tell of: its own house's (DESIGN §6)."""

from copy import deepcopy
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from journeys.models import Journey
from medcom.parsing.building.builder import Episode
from tests.domain.medcom.stays import HOME_CARE, MONDAY, NANCY, WARD
from tests.medcom.intake.test_chains import codes
from tests.medcom.world import deliver, make_department, make_world

pytestmark = pytest.mark.django_db


def told_of_the_ward(sender: Any, seed: int) -> dict[str, Any]:
    """An admission that `sender` tells, whose service provider is the ward of Viborg."""
    bundle = Episode(patient=NANCY, sender=sender, receiver=HOME_CARE, seed=seed).admit(at=MONDAY)
    entries = bundle["entry"]
    (own,) = (e for e in entries if any(i.get("value") == sender.sor for i in e["resource"].get("identifier", ())))
    ward, new_id = deepcopy(own), str(uuid4())
    ward["fullUrl"] = own["fullUrl"].replace(own["resource"]["id"], new_id)
    ward["resource"] |= {"id": new_id, "name": WARD.name}
    for identifier in ward["resource"]["identifier"]:
        identifier["value"] = {sender.sor: WARD.sor, sender.gln: WARD.gln}.get(identifier["value"], identifier["value"])
    (encounter,) = (e["resource"] for e in entries if e["resource"]["resourceType"] == "Encounter")
    reference = encounter["serviceProvider"]["reference"]
    encounter["serviceProvider"] = {"reference": reference.replace(own["resource"]["id"], new_id)}
    entries.append(ward)
    return bundle


def test_a8_a_hospital_tells_of_no_ward_of_another_hospital() -> None:
    make_world()
    horsens = type(WARD)(sor="441211000016002", gln="5790002412233", name="Horsens")
    make_department(horsens)
    message = deliver(told_of_the_ward(horsens, 9))
    assert message.answer_code == "fatal-error"
    assert "intake.provider_other_house" in codes(message)
    assert not Journey.objects.exists()


def test_a8_another_ward_of_the_senders_own_house_is_told_of() -> None:
    make_world()
    horsens = type(WARD)(sor="441211000016002", gln="5790002412233", name="Horsens")
    make_department(horsens)
    episode = Episode(patient=NANCY, sender=horsens, receiver=HOME_CARE, seed=11)
    assert deliver(episode.admit(at=MONDAY)).answer_code == "ok"
    assert deliver(episode.discharge(at=MONDAY + timedelta(hours=2))).answer_code == "ok"
