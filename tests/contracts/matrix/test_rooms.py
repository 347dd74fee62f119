"""People × the rooms that name no journey, and × the journeys that others learn from (DESIGN §6; kind Doors)."""

import re
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from desk.views import figures
from journeys.domain.state.status import JourneyStatus
from journeys.models import Journey
from organisations.domain.roles import Role
from principles.learning.rules.pack import VERSION, WITHHELD, Trait
from principles.models import LearningCase
from tests.contracts.matrix.ground.people import Somebody
from tests.contracts.matrix.ground.situations import Standing
from tests.contracts.matrix.ground.world import World, answered, undone, undrawn
from tests.contracts.matrix.oracle import (
    HIDDEN,
    OPEN,
    REFUSED,
    Person,
    Place,
    may_read,
    only_reads,
    speaks_for,
    takes_part,
)
from tests.contracts.matrix.rooms import ANYBODYS, CARE_AND_SOCIAL, ROOMS, WORK
from tests.contracts.test_url_roles import coming_version, plan_things, survey_things
from tests.contracts.url_table import TABLE

pytestmark = [pytest.mark.django_db, pytest.mark.walk]
# One of each role, and who stands beside: of another house, with a glass or a contact of their own, of no unit.
BESIDE = ("nurse of Randers", "surgeon by glass", "community nurse of Skive in contact")
SECRET = "Karen ringede ikke"
PACK = {"version": VERSION, "traits": dict.fromkeys(Trait, WITHHELD), "alike": 0, "steps": [], "met": {}}
# No divisor of the numbers of journeys and doors: each door meets all kinds of both.
EVERY = 11
FRAGMENT = {"HX-Request": "true", "HX-Target": "content", "HX-Trigger": "live-list"}


def test_every_address_is_knocked_on_by_people_of_every_role() -> None:
    """One that stands in the url table alone is asked by five people only."""
    files = [each.read_text(encoding="utf-8") for each in Path(__file__).parent.glob("*.py")]
    assert set(TABLE) <= {name for text in files for name in re.findall(r'"([\w:-]+)"', text)} | ANYBODYS


def people_of(matrix: World) -> list[Somebody]:
    first: dict[Role | None, Somebody] = {}
    for somebody in matrix.people:
        first.setdefault(somebody.person.role, somebody)
    return [*first.values(), matrix.named("who has left"), *map(matrix.named, BESIDE)]


def things_of(matrix: World) -> dict[str, str]:
    actors, case = matrix.ground.actors, nominated(matrix.situated("Liggende"), matrix)
    return {
        **plan_things(actors),
        **survey_things(actors),
        "track": "akut",
        "flow_step": "care_plan",
        "clause": "2.2.5",
        "clause_version": str(coming_version("2.2.5", actors.administrator).pk),
        "pocket": "kommune",
        "status_api": "status",
        "changes": "forslag",
        "changes_api": "changes",
        "wish": "oenske",
        "code": str(uuid4()),
        "case": str(case.pk),
        "nothing": str(uuid4()),
        "no_row": "9" * 18,
        "up": "op",
        "point": "A9",
        "grant_kind": "vaerdispring",
    }


def asked(client: Client, address: str, road: str) -> Any:
    if road == "part":
        return client.get(address + "?vis=x&unit=x&side=2&cursor=x", headers=FRAGMENT)
    if road == "call":
        return client.post(address, {}, content_type="application/json")
    return getattr(client, road)(address)


def test_every_room_opens_to_its_roles_and_to_nobody_else(matrix: World, monkeypatch: pytest.MonkeyPatch) -> None:
    for drawn in ("dashboard_pdf", "follow_up_pdf", "figures_workbook"):
        monkeypatch.setattr(figures, drawn, lambda _page: b"")
    different, people = [], people_of(matrix)
    doors = [(room, door) for room in ROOMS for door in room.doors]
    with undone(), undrawn():
        things = things_of(matrix)
        for place, (room, (name, *named)) in enumerate(doors):
            address = reverse(name, args=[things[each] for each in named])
            for number, somebody in enumerate(people):
                # A no is answered before anything is read; of those who come in fewer are enough.
                if (place + number) % (8 if room.says(somebody.person) == OPEN else 4):
                    continue
                road = room.roads[(place + number) // 4 % len(room.roads)]
                with undone():
                    got = answered(asked(matrix.clients[somebody.person.name], address, road))
                if got != room.says(somebody.person):
                    different.append((somebody.person.name, name, road, got, room.says(somebody.person)))
    assert different == [], "\n".join(map(str, different))


def nominated(stands: Standing, matrix: World, **more: Any) -> LearningCase:
    return LearningCase.objects.create(journey=stands.journey, opened_at=matrix.now, **more)


def reads(person: Person, stands: Standing) -> str:
    """ "nobody outside the parties sees it before that person's check": what waits is shown to who sees the journey."""
    if person.role not in WORK:
        return REFUSED
    return OPEN if may_read(person, stands.situation) else HIDDEN


def nominates(person: Person, stands: Standing) -> str:
    """Whoever speaks for a party, the social area too."""
    seen = reads(person, stands)
    if seen != OPEN:
        return seen
    situation = stands.situation
    speaks = speaks_for(person, situation) is not None and not only_reads(person, situation)
    return OPEN if speaks and situation.place is not Place.ENTRY else REFUSED


def nominates_from_journey(person: Person, stands: Standing) -> str:
    """From its page, which is for those who see journeys."""
    return nominates(person, stands) if person.role in CARE_AND_SOCIAL else REFUSED


def looks_through(person: Person, stands: Standing) -> str:
    """ "that person's check", and the audit: those who treated and cared, not the social area."""
    said = nominates(person, stands)
    return REFUSED if said == OPEN and person.role is Role.SOCIAL_WORKER else said


def decides(person: Person, stands: Standing) -> str:
    """A secretariat takes up what is shown, and nothing else."""
    return REFUSED if reads(person, stands) == OPEN else reads(person, stands)


LEARNING = (
    ("desk:learning-case", (), reads, ("get", "part")),
    ("api:learning-case", (), reads, ("get",)),
    ("desk:learning-write", ("fortalt",), nominates, ("get", "post")),
    ("desk:learning-write", ("nej",), nominates, ("post", "part")),
    ("desk:learning-write", ("kontrol",), looks_through, ("get", "post")),
    ("desk:learning-write", ("handling",), decides, ("get", "post")),
    ("desk:learning-write-row", ("handling", 1), decides, ("get", "post")),
    ("api:learning-write", ("audit",), looks_through, ("call",)),
    ("api:learning-write", ("objection",), nominates, ("call",)),
    ("api:learning-write-row", ("actions", 1), decides, ("call",)),
    ("desk:journey-learning", None, nominates_from_journey, ("get", "post")),
    ("api:journey-learning", None, nominates_from_journey, ("call",)),
)


def test_what_waits_for_a_second_person_is_the_parties_alone(matrix: World) -> None:
    different = []
    with undone(), undrawn():
        cases = {stands.situation.name: nominated(stands, matrix) for stands in matrix.journeys}
        pairs = [pair for pair in matrix.pairs() if pair[0].person.role in WORK]
        pairs += [(somebody, matrix.journeys[0]) for somebody in matrix.people if somebody.person.role not in WORK]
        for number, (somebody, stands) in enumerate(pairs[::EVERY]):
            name, more, says, roads = LEARNING[number % len(LEARNING)]
            about = stands.journey.pk if more is None else cases[stands.situation.name].pk
            address = reverse(name, args=[about, *(more or ())])
            road = roads[number // len(LEARNING) % len(roads)]
            with undone():
                got = answered(asked(matrix.clients[somebody.person.name], address, road))
            if got != says(somebody.person, stands):
                place = (somebody.person.name, stands.situation.name, name, more, road)
                different.append((*place, got, says(somebody.person, stands)))
    assert different == [], "\n".join(map(str, different))


def test_a_list_of_journeys_to_learn_from_and_its_file_name_no_journey_to_others(matrix: World) -> None:
    """What waits stands on its parties' own lists; what is shown stands there without the journey and its words."""
    different = []
    with undone():
        shown = nominated(matrix.situated("Hjemkommen"), matrix, checked_at=matrix.now, pack=PACK)
        Journey.objects.filter(pk=shown.journey_id).update(status=JourneyStatus.DISCHARGED.value)
        by = matrix.named("doctor").user
        shown.nominations.create(
            tone="went_well", words=SECRET, side="hospital", nominated_at=matrix.now, nominated_by=by
        )
        rest = {
            str(nominated(each, matrix).pk): each for each in matrix.journeys if each.journey.pk != shown.journey_id
        }
        for somebody in people_of(matrix)[::2]:
            person, client = somebody.person, matrix.clients[somebody.person.name]
            if person.role not in WORK:
                continue
            rows = client.get(reverse("api:learning")).json()
            listed = {row["id"] for row in rows}
            own = {pk for pk, stands in rest.items() if takes_part(person, stands.situation)}
            file = client.get(reverse("desk:learning-csv")).content.decode()
            told = client.get(reverse("api:learning-case", args=[shown.pk])).content.decode()
            secret = SECRET in told or str(shown.journey_id) in told
            if listed - {str(shown.pk)} != own or str(shown.pk) not in listed or any(pk in file for pk in rest):
                different.append(
                    (person.name, sorted(rest[pk].situation.name for pk in listed - own - {str(shown.pk)}))
                )
            if secret is not may_read(person, matrix.situated("Hjemkommen").situation) or SECRET in file:
                different.append((person.name, ["words"]))
    assert different == [], "\n".join(map(str, different))
