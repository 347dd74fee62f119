"""People × every list, search, file and log: nobody's row stands where its reader has no sight (DESIGN §6)."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from journeys.models import Task
from notifications.actions.outbox import relay_due
from organisations.domain.roles import Role
from tests.contracts.matrix.ground.situations import Standing
from tests.contracts.matrix.ground.world import World, answered, undone
from tests.contracts.matrix.oracle import (
    HOSPITAL,
    MUNICIPAL_CARE,
    OPEN,
    PRACTICE,
    SEES_NO_CITIZENS,
    Person,
    Place,
    Situation,
    may_read,
    reading_ledger,
    takes_part,
)

pytestmark = [pytest.mark.django_db, pytest.mark.walk]
CARE = HOSPITAL | MUNICIPAL_CARE | PRACTICE | {Role.OUT_OF_HOURS_DOCTOR}
MUNICIPAL = MUNICIPAL_CARE | {Role.SOCIAL_WORKER}
LIVE = {"HX-Request": "true", "HX-Trigger": "live-list"}
# Address, whose list it is, and its side roads.
WORKLISTS: tuple[tuple[str, frozenset[Role], tuple[tuple[str, dict[str, str]], ...]], ...] = (
    ("desk:ward", HOSPITAL, (("", {}), ("?vis=alle", LIVE), ("?papir=1", {}), ("?unit=x&vis=ude", {}))),
    ("desk:municipality", MUNICIPAL, (("", {}), ("?vis=hjem", LIVE), ("?papir=1", {}))),
    ("desk:practice", PRACTICE | {Role.OUT_OF_HOURS_DOCTOR}, (("", {}), ("?vis=alle", LIVE), ("?side=1", {}))),
)


def names_on(response: Any, matrix: World) -> set[str]:
    """Whose names stand in an answer."""
    body = response.content.decode()
    return {each.situation.name for each in matrix.journeys if each.journey.citizen.family_name in body}


def readable_by(person: Person, matrix: World) -> set[str]:
    """Whose names this person may read."""
    # An entry shows the name that its writer typed, here none; the citizen's other journeys show it.
    return {each.situation.name for each in matrix.journeys if any(may_read(person, it) for it in _named(each))}


def own_of(person: Person, matrix: World) -> set[str]:
    """Whose names stand on this person's lists."""
    return {each.situation.name for each in matrix.journeys if any(takes_part(person, it) for it in _named(each))}


def _named(stands: Standing) -> list[Situation]:
    situations = (stands.situation, *stands.situation.beside)
    return [situation for situation in situations if situation.place is not Place.ENTRY]


def may_be_asked_about(person: Person, situation: Situation) -> bool:
    """ "of one whose affiliation is unknown only the question, put to its needs-assessment role" (DESIGN §4)."""
    asked = person.role is Role.NEEDS_ASSESSOR and person.house == situation.municipality
    return asked and situation.served is None and not situation.over_for_days


def test_a_worklist_holds_the_units_own_journeys_and_no_other(matrix: World) -> None:
    different = []
    for somebody in matrix.people:
        for name, roles, roads in WORKLISTS:
            # Whoever may not open the list is tried by one of its roads, in turn.
            turn = len(different) + len(somebody.person.name)
            for query, headers in roads if somebody.person.role in roles else roads[turn % len(roads) :][:1]:
                with undone():
                    response = matrix.clients[somebody.person.name].get(reverse(name) + query, headers=headers)
                place = (somebody.person.name, name, query)
                if (somebody.person.role in roles) is not (response.status_code == 200):
                    different.append((*place, response.status_code))
                asked = {s.situation.name for s in matrix.journeys if may_be_asked_about(somebody.person, s.situation)}
                if extra := names_on(response, matrix) - own_of(somebody.person, matrix) - asked:
                    different.append((*place, extra))
    assert different == [], "\n".join(map(str, different))


def test_the_programs_list_is_exactly_what_is_in_sight(matrix: World) -> None:
    different = []
    ward = str(matrix.ground.units["Medicin"].pk)
    for somebody in matrix.people:
        client = matrix.clients[somebody.person.name]
        seen = {str(each.journey.pk) for each in matrix.journeys if may_read(somebody.person, each.situation)}
        ours = {str(each.journey.pk) for each in matrix.journeys}
        with undone():
            listed = api_ids(client, reverse("api:journeys")) & ours
            of_ward = api_ids(client, f"{reverse('api:journeys')}?unit={ward}&status=admitted") & ours
        if listed != seen or not of_ward <= seen:
            different.append((somebody.person.name, len(listed), len(seen), len(of_ward - seen)))
    assert different == []


def api_ids(client: Client, address: str, *, of: str = "id") -> set[str]:
    """All pages of a list, by their cursors."""
    found: set[str] = set()
    while address:
        response = client.get(address)
        if response.status_code != 200:
            return found
        found |= {row[of] for row in response.json()["results"]}
        address = response.json()["next"]
    return found


def test_a_task_is_told_to_its_owners_alone(matrix: World) -> None:
    different = []
    for somebody in matrix.people:
        with undone():
            told = api_ids(matrix.clients[somebody.person.name], reverse("api:tasks"), of="journey")
        for stands in matrix.journeys:
            asked = may_be_asked_about(somebody.person, stands.situation)
            if str(stands.journey.pk) in told and not (asked or takes_part(somebody.person, stands.situation)):
                different.append((somebody.person.name, stands.situation.name))
    assert different == []


def test_what_was_told_is_read_by_those_who_take_part_alone(matrix: World) -> None:
    with undone():
        relay_due(now=matrix.now + timedelta(hours=1), limit=5000)
        different = []
        for somebody in matrix.people:
            client = matrix.clients[somebody.person.name]
            told = api_ids(client, reverse("api:inbox"), of="journey")
            named = names_on(client.get(reverse("desk:inbox")), matrix) - own_of(somebody.person, matrix)
            for stands in matrix.journeys:
                if str(stands.journey.pk) in told and not takes_part(somebody.person, stands.situation):
                    different.append((somebody.person.name, stands.situation.name))
            different += [(somebody.person.name, name) for name in named]
    assert different == []


def test_a_question_is_its_needs_assessments_alone(matrix: World) -> None:
    stands = matrix.situated("Ukendt")
    task = Task.objects.open().get(journey=stands.journey, kind="municipal_services")
    different = []
    for somebody in matrix.people:
        client = matrix.clients[somebody.person.name]
        with undone():
            page, listed = client.get(reverse("desk:question", args=[task.pk])), client.get(reverse("desk:questions"))
        asked = may_be_asked_about(somebody.person, stands.situation)
        expected = {"open"} if asked else {"403", "404"}
        shown = "Ukendt" in names_on(page, matrix) | names_on(listed, matrix)
        if answered(page) not in expected or shown is not asked:
            different.append((somebody.person.name, answered(page), shown))
    assert different == []


def test_a_name_is_looked_for_among_those_in_sight(matrix: World) -> None:
    different = []
    for somebody in matrix.people:
        with undone():
            response = matrix.clients[somebody.person.name].post(reverse("desk:search"), {"q": "prøve sen"})
        expected = readable_by(somebody.person, matrix) if somebody.person.role in CARE else set()
        if names_on(response, matrix) != expected:
            different.append((somebody.person.name, response.status_code, names_on(response, matrix) ^ expected))
    assert different == [], "\n".join(map(str, different))


def test_a_number_out_of_sight_tells_no_name_and_no_journey(matrix: World) -> None:
    different = []
    for number, (somebody, stands) in enumerate(matrix.pairs()):
        if number % 4 or somebody.person.role in SEES_NO_CITIZENS:
            continue
        if any(may_read(somebody.person, each) for each in (stands.situation, *stands.situation.beside)):
            continue
        cache.clear()
        with undone():
            response = matrix.clients[somebody.person.name].post(
                reverse("desk:search"), {"q": stands.journey.citizen.cpr}
            )
        body = response.content.decode()
        if str(stands.journey.pk) in body or stands.journey.citizen.family_name in body:
            different.append((somebody.person.name, stands.situation.name))
    assert different == []


def test_the_ledger_of_a_month_and_its_file_hold_what_the_reader_pays_or_holds(matrix: World) -> None:
    months = {f"{matrix.now:%Y-%m}", f"{timezone.localtime(matrix.now).replace(day=1):%Y-%m}"}
    different = []
    for somebody in matrix.people:
        may = [s for s in matrix.journeys if reading_ledger(somebody.person, s.situation) == OPEN]
        names = {each.situation.name for each in may}
        for name in ("desk:ledger", "desk:ledger-csv"):
            for month in months:
                with undone():
                    address = f"{reverse(name)}?maaned={month}&vis=alle"
                    response = matrix.clients[somebody.person.name].get(address)
                ids = {s.situation.name for s in matrix.journeys if str(s.journey.pk) in response.content.decode()}
                extra = (names_on(response, matrix) | ids) - names
                allowed = somebody.person.role in HOSPITAL | MUNICIPAL_CARE
                if extra or allowed is not (response.status_code == 200):
                    different.append((somebody.person.name, name, response.status_code, extra))
    assert different == []


@pytest.mark.parametrize(
    ("name", "roles"),
    [
        ("desk:access-log", {Role.SYSTEM_ADMINISTRATOR}),
        ("medcom:log", {Role.SYSTEM_ADMINISTRATOR}),
        ("desk:settings", {Role.SYSTEM_ADMINISTRATOR}),
        ("desk:glass-review", {Role.SYSTEM_ADMINISTRATOR, Role.HOSPITAL_DOCTOR}),
    ],
)
def test_a_log_opens_to_those_who_control(name: str, roles: set[Role], matrix: World) -> None:
    different = []
    for somebody in matrix.people:
        with undone():
            response = matrix.clients[somebody.person.name].get(reverse(name))
        if (somebody.person.role in roles) is not (response.status_code == 200):
            different.append((somebody.person.name, response.status_code))
    assert different == []
