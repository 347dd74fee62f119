"""The page, the ten seconds and the JSON show the number for the question at hand, or none (RULES 2d; A-12)."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from organisations.actions.organisations import update_organisation
from organisations.domain.refusals import InvalidOrganisation
from organisations.models import Organisation, User
from tests.actors import Actors
from tests.factories.journeys import admitted_journey, discharged_journey

AsUser = Callable[[User], Client]
FOR_72 = {"extended_responsibility": {"number": "00 00 09 50", "hours": "Hele døgnet"}}


def pages(client: Client, journey: Any) -> list[str]:
    addresses = (f"/forloeb/{journey.pk}/", f"/praksis/{journey.pk}/ansvar/")
    return [" ".join(client.get(address).content.decode().split()) for address in addresses]


def phones(client: Client, journey: Any) -> tuple[str | None, str | None]:
    whole = client.get(f"/api/v1/journeys/{journey.pk}/").json()
    return whole["responsibility"]["call"]["phone"], whole["extended_responsibility"]["phone"]


def test_a12_the_72_hours_have_their_number_and_the_bed_the_ordinary_one(actors: Actors, as_user: AsUser) -> None:
    update_organisation(actors.ward, phone="00 00 00 50", phones=FOR_72)
    client, home = as_user(actors.gp), discharged_journey(actors)
    assert phones(client, home) == ("00 00 09 50", "00 00 09 50")
    for page in pages(client, home):
        assert "00 00 09 50" in page
        assert "72-timers telefon" in page
    in_bed = admitted_journey(actors)
    assert phones(client, in_bed)[0] == "00 00 00 50"
    assert all("00 00 09 50" not in page for page in pages(client, in_bed))


@pytest.mark.parametrize("other", ["visitation", "gp_direct", "duty", "acute_function"])
def test_a12_a_number_for_something_else_is_not_shown(other: str, actors: Actors, as_user: AsUser) -> None:
    update_organisation(actors.ward, phone=None, phones={other: {"number": "00 00 09 99"}})
    client, journey = as_user(actors.assessor), discharged_journey(actors)
    assert phones(client, journey) == (None, None)
    for page in pages(client, journey):
        assert "telefon ukendt" in page
        assert "00 00 09 99" not in page


def test_a12_the_municipality_is_rung_at_its_needs_assessment_and_the_practice_on_its_line(
    actors: Actors, as_user: AsUser
) -> None:
    update_organisation(actors.municipality, phones={"visitation": {"number": "00 00 09 91"}})
    update_organisation(actors.practice, phones={"gp_direct": {"number": "00 00 09 37"}})
    page, _ = pages(as_user(actors.nurse), discharged_journey(actors))
    assert "00 00 09 91" in page
    assert "00 00 09 37" in page


def test_a12_unknown_hours_of_a_special_number_are_not_those_of_the_ordinary_one(
    actors: Actors, as_user: AsUser
) -> None:
    weekly = {"weekly": {"mon": [["08:00", "15:00"]]}}
    update_organisation(actors.ward, phone="00 00 00 50", opening_hours=weekly, phones=FOR_72)
    client, journey = as_user(actors.gp), discharged_journey(actors)
    found = client.get(f"/api/v1/journeys/{journey.pk}/responsibility/").json()["call"]
    assert found == {"name": found["name"], "phone": "00 00 09 50", "available": None}


def test_a12_the_administrator_writes_each_purpose_and_todays_number_stays(actors: Actors, as_user: AsUser) -> None:
    ward = actors.ward
    update_organisation(ward, phone="00 00 00 50")
    client, address = as_user(actors.administrator), reverse("admin:organisations_organisation_change", args=[ward.pk])
    shown = client.get(address)
    form = shown.context["adminform"].form
    said = {name: value for name in form.fields if (value := form[name].value()) not in (None, False)}
    said |= {"duty_number": "00 00 09 51", "duty_hours": "Hele døgnet"}
    for name in ("opening_hours", "beds"):
        said.pop(name, None)
    answered = client.post(address, said)
    assert answered.status_code == 302, answered.context["adminform"].form.errors
    ward = Organisation.objects.get(pk=ward.pk)
    assert (ward.phone, ward.phones) == ("00 00 00 50", {"duty": {"number": "00 00 09 51", "hours": "Hele døgnet"}})
    refused = client.post(address, said | {"duty_number": "ring til mig"})
    assert refused.status_code == 200
    assert Organisation.objects.get(pk=ward.pk).phones == ward.phones


def test_a12_a_wrong_number_is_refused_by_the_action(actors: Actors) -> None:
    with pytest.raises(InvalidOrganisation, match=r"cifre"):
        update_organisation(actors.ward, phones={"duty": {"number": "?"}})
