"""People × letters: only the houses that sent or got one read it, only its own house writes in it (DESIGN §6)."""

from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from discharge.channel.rules.channel import ChannelDocument as Code
from documents.actions.forwarding import ForwardDocument
from journeys.actions.acting.acts import Act
from organisations.domain.roles import Role
from organisations.models import User
from tests.contracts.matrix.ground.situations import Standing
from tests.contracts.matrix.ground.world import World, answered, undone, undrawn
from tests.contracts.matrix.oracle import (
    HIDDEN,
    HOSPITAL,
    MUNICIPAL_CARE,
    OPEN,
    REFUSED,
    SEES_NO_CITIZENS,
    Person,
    Place,
    may_read,
)
from tests.documents.writing import send, written
from tests.factories.organisations import make_social_unit, make_user
from tests.later import when_released

pytestmark = [pytest.mark.django_db, pytest.mark.walk]
LONG_AGO = 90


def sees(person: Person, stands: Standing) -> bool:
    """Whoever got the letter takes part from then on, a municipality that served nobody too (DESIGN §4)."""
    return may_read(person, replace(stands.situation, served=True))


def reads(person: Person, stands: Standing, sender: Person) -> str:
    """ "Social-sector staff see only what was sent to them"; the letter went from the hospital to the municipality."""
    if person.role in SEES_NO_CITIZENS:
        return REFUSED
    if not sees(person, stands):
        return HIDDEN
    of_it = person.house in (sender.house, stands.situation.municipality)
    return OPEN if of_it and person.role is not Role.SOCIAL_WORKER else HIDDEN


def letters(matrix: World) -> list[tuple[Standing, Person, Any]]:
    """Journeys in which a hospital's nurse may write to the municipality, with who writes."""
    found = []
    for stands in matrix.journeys:
        situation = stands.situation
        open_still = situation.place in (Place.BED, Place.HOME) and situation.over_for_days < LONG_AGO
        if not (open_still and situation.municipality and stands.journey.municipality_id):
            continue
        writers = [
            somebody
            for somebody in matrix.people
            if somebody.person.role in HOSPITAL
            and somebody.person.house == situation.holder
            and somebody.person.unit in situation.wards
            and not (somebody.person.glass or somebody.person.contact)
        ]
        if writers:
            found.append((stands, writers[0].person, writers[0].user))
    return found


def wrongly_open(client: Client, person: Person, stands: Standing, args: list[Any]) -> list[tuple[str, ...]]:
    """Doors that only whoever got the letter, or sees the journey, opens: sorting it, its work, what can be written."""
    named = (person.name, stands.situation.name)
    got = {
        "desk:document-sorted": answered(client.get(reverse("desk:document-sorted", args=args))),
        "desk:document-work-done": answered(client.post(reverse("desk:document-work-done", args=args))),
    }
    for door in ("api:document-sortings", "api:document-work-done"):
        body = {"number": 1, "receiver": str(stands.journey.municipality_id), "seen": 0, "work": "read"}
        got[door] = answered(client.post(reverse(door, args=args), body, content_type="application/json"))
    wrong = [(*named, door, each) for door, each in got.items() if each == OPEN]
    wrong = wrong if person.house != stands.situation.municipality else []
    choices = answered(client.get(reverse("api:document-choices", args=args[:1])))
    return wrong + ([(*named, "choices", choices)] if choices == OPEN and not sees(person, stands) else [])


def test_only_who_sent_or_got_a_letter_reads_it_and_only_its_house_writes_in_it(matrix: World) -> None:
    different = []
    for stands, sender, user in letters(matrix):
        with undrawn(), undone():
            letter = written(stands.journey, user, Code.CORRESPONDENCE)
            send(stands.journey, letter, user, stands.journey.municipality_id, now=matrix.now, decided=True)
            for number, somebody in enumerate(matrix.people):
                client, person = matrix.clients[somebody.person.name], somebody.person
                args = [stands.journey.pk, letter.pk]
                for door in ("desk:document-write", "desk:document-error"):
                    got = answered(client.get(reverse(door, args=args)))
                    if (got == OPEN) and person.house != sender.house:
                        different.append((person.name, stands.situation.name, door, got))
                different += wrongly_open(client, person, stands, args) if number % 4 == 0 else []
                api = reverse("api:document-answers", args=args)
                said = answered(client.post(api, {"number": 1, "answer": "nonsense"}, content_type="application/json"))
                if said == OPEN and not sees(person, stands):
                    different.append((person.name, stands.situation.name, "answer", said))
    assert different == [], "\n".join(map(str, different))
    assert len(letters(matrix)) > 2


def test_the_words_of_a_letter_are_its_parties_alone(matrix: World) -> None:
    different, met = [], set()
    for stands, sender, user in letters(matrix):
        with undrawn(), undone(), when_released():
            letter = written(stands.journey, user, Code.CORRESPONDENCE)
            send(stands.journey, letter, user, stands.journey.municipality_id, now=matrix.now, decided=True)
            for somebody in matrix.people:
                address = reverse("desk:document", args=[stands.journey.pk, letter.pk])
                got = answered(matrix.clients[somebody.person.name].get(address))
                expected = reads(somebody.person, stands, sender)
                met.add(expected)
                if got != expected:
                    different.append((somebody.person.name, stands.situation.name, got, expected))
    assert different == [], "\n".join(map(str, different))
    assert met == {OPEN, HIDDEN, REFUSED}


def test_only_the_municipality_that_got_a_letter_sends_it_on_and_only_that_unit_reads_it_then(matrix: World) -> None:
    different, met = [], set()
    for stands, _sender, user in letters(matrix)[:2]:
        house = stands.situation.municipality
        with undrawn(), undone(), when_released():
            letter = written(stands.journey, user, Code.CORRESPONDENCE)
            send(stands.journey, letter, user, stands.journey.municipality_id, now=matrix.now, decided=True)
            args, unit = [stands.journey.pk, letter.pk], make_social_unit(stands.journey.municipality, "Bostøtten")
            for somebody in matrix.people:
                client, person = matrix.clients[somebody.person.name], somebody.person
                may = person.house == house and person.role in MUNICIPAL_CARE
                page = answered(client.get(reverse("desk:document-forward", args=args)))
                api = reverse("api:document-forwards", args=args)
                said = answered(client.post(api, {"number": 7, "unit": unit.pk}, content_type="application/json"))
                met.add((may, page))
                if (page == OPEN) and not (may and sees(person, stands)):
                    different.append((person.name, stands.situation.name, page, said))
                if not may and said == OPEN:
                    different.append((person.name, stands.situation.name, page, said))
            by = next(
                each for each in matrix.people if each.person.house == house and each.person.role in MUNICIPAL_CARE
            )
            ForwardDocument(document=str(letter.pk), version=1, party=stands.journey.municipality_id, unit=unit).do(
                stands.journey, act=Act(by=User.objects.get(pk=by.user.pk), now=timezone.now())
            )
            worker = make_user("Bo Støtte", role=Role.SOCIAL_WORKER, unit=unit)
            with when_released():
                own = Client()
                own.force_login(worker)
                assert answered(own.get(reverse("desk:document", args=args))) == OPEN
                for somebody in matrix.people:
                    if somebody.person.role is Role.SOCIAL_WORKER:
                        got = answered(matrix.clients[somebody.person.name].get(reverse("desk:document", args=args)))
                        if got == OPEN:
                            different.append((somebody.person.name, stands.situation.name, got, HIDDEN))
    assert different == [], "\n".join(map(str, different))
    assert {(True, OPEN), (False, HIDDEN), (False, REFUSED)} <= met
