"""Every URL × {anonymous, stranger, reader, actor, break-glass}; one that the table lacks fails (DESIGN §6)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from discharge.channel.rules.channel import ChannelDocument
from discharge.models import ClosingDay, Tariff
from documents.models import Document as StoredDocument
from journeys.actions.access import break_glass
from journeys.actions.acting.acts import Act, state_fact
from journeys.actions.own_access import tie_login
from journeys.actions.relative_codes import give_code
from journeys.domain.citizen.own_access import Ground
from journeys.domain.events import EventKind
from journeys.models import Journey, Task
from notifications.actions.outbox import relay_due
from notifications.models import Notification
from organisations.domain.permissions import Permission
from organisations.models import CooperationArea, User
from principles.clauses.actions import save_version
from principles.clauses.rules.in_force import Wording
from principles.learning.actions import nominate
from principles.learning.rules.asking import Tone
from principles.models import Alternative, ClauseVersion, SurveyText
from principles.plans.actions import begin_plan
from principles.registers.actions import save_alternative
from tests.actors import Actors, make_actors
from tests.contracts.url_table import ADMIN, ENTRANCES, TABLE, Row
from tests.desk.documents.messages.test_by_message import FILE, come, named, person, with_file
from tests.desk.surveys.making import answered, codes_made
from tests.documents.test_sorting import rule
from tests.documents.writing import send, written
from tests.domain.medcom.letters import letter_bundle
from tests.factories.journeys import admitted_journey
from tests.notifications.mailing import failed_mail, step, telling_rule

# Those who change something come last.
PEOPLE = ("anonymous", "stranger", "reader", "glass", "actor")


def all_names(patterns: list[Any], prefix: str = "") -> Iterator[str]:
    """The full name of every address; one without a name is reported by its route."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from all_names(pattern.url_patterns, inner)
        elif isinstance(pattern, URLPattern):
            yield f"{prefix}{pattern.name or pattern.pattern}"


NAMES = sorted(set(all_names(get_resolver().url_patterns)))
OURS = [name for name in NAMES if not name.startswith((ADMIN, *ENTRANCES))]


@dataclass(frozen=True)
class World:
    """People, one journey with everything, one question, one grant to review."""

    actors: Actors
    things: dict[str, str]


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """In a transaction around all addresses; what each of them does is rolled back."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield build()
        transaction.set_rollback(True)


def build() -> World:
    """Needs the database, and a transaction around it."""
    cache.clear()
    actors = make_actors()
    journey = admitted_journey(actors)
    asked = admitted_journey(actors, services=None)
    grant = break_glass(asked.citizen, by=actors.community_nurse, reason="Fundet faldet hjemme", now=timezone.now())
    destination = state_fact(
        journey,
        EventKind.DESTINATION_STATED,
        {"destination": "hospice"},
        # Released: until then others find no such event.
        act=Act(by=actors.nurse, now=timezone.now() - timedelta(minutes=1)),
        permission=Permission.STATE_DESTINATION,
    )
    sorting = rule(actors.assessor, category=["medicine"])
    letter = written(journey, actors.nurse, ChannelDocument.CORRESPONDENCE)
    send(journey, letter, actors.nurse, actors.municipality.pk, now=timezone.now() - timedelta(minutes=1), decided=True)
    ward, elsewhere = named(actors.ward, 2), named(actors.nursing, 1)
    facts: dict[str, Any] = {"sender": elsewhere, "receiver": ward, "at": timezone.now()}
    come(with_file(letter_bundle(patient=person(journey), **facts)))
    lying_nowhere = come(with_file(letter_bundle(seed=7, thread=uuid4(), **facts)))
    relay_due(now=timezone.now(), limit=100)
    things = {
        "track": "akut",
        **plan_things(actors),
        **own_things(journey, actors),
        **survey_things(actors),
        "rule": str(sorting.pk),
        "up": "op",
        "document": str(letter.pk),
        "letter": str(lying_nowhere.pk),
        "letter_document": str(StoredDocument.objects.exclude(pk=letter.pk).get().pk),
        "file": FILE,
        "journey": str(journey.pk),
        "citizen": str(journey.citizen_id),
        "question": str(Task.objects.open().get(journey=asked, kind="municipal_services").pk),
        "news": str(Notification.objects.filter(subject_ref=journey.pk, unit=actors.municipality)[0].pk),
        "grant": str(grant.pk),
        "grant_kind": "vaerdispring",
        "destination": "destination",
        "slug": "udskrives-til",
        "new": "planlagt",
        "begin": "planned",
        "event": str(destination.event.uuid),
        "nothing": str(uuid4()),
        "point": "A9",
        "clause": "2.2.5",
        "pocket": "kommune",
        "flow_step": "care_plan",
        "clause_version": str(coming_version("2.2.5", actors.administrator).pk),
        "closing_day": str(ClosingDay.objects.create(day=date(2026, 12, 31), reason="Nytår").pk),
        "tariff": str(Tariff.objects.values_list("pk", flat=True)[0]),
        "telling_rule": str(telling_rule(actors.ward).pk),
        "step": str(step(actors.ward).pk),
        "mail": str(failed_mail(actors.nurse).pk),
        "nurse_membership": str(actors.nurse.active_membership_id),
    }
    return World(actors, things)


def coming_version(clause: str, by: User) -> ClauseVersion:
    """A version that holds in a month."""
    now = timezone.now()
    words = Wording(("Ny", "New"), ("Nye ord", "New words"), timezone.localdate() + timedelta(days=30))
    return save_version(clause, words, reason="Besluttet", by=by, now=now)


def own_things(journey: Journey, actors: Actors) -> dict[str, str]:
    """What the citizen's own pages name: a relative's code, and what can be written there."""
    now = timezone.now()
    tie_login(actors.citizen, journey.citizen, now=now, by=actors.administrator)
    code, _text = give_code(journey, name="Mette", ground=Ground.CONSENT, opens=(), days=7, by=actors.nurse, now=now)
    case = nominate(journey, tone=Tone.WENT_WELL, words="Alle talte sammen", by=actors.assessor, now=now)
    learning = {"learning_case": str(case.pk), "told_page": "fortalt", "told": "told", "audit": "audit"}
    learning |= {"action_page": "handling", "actions": "actions", "no_row": "1"}
    return {"code": str(code.pk), "wish": "oenske", **learning}


def plan_things(actors: Actors) -> dict[str, str]:
    """The plan of the cluster whose secretariat is among the actors."""
    area = CooperationArea.objects.create(key="midt", name="Midtklyngen", secretariat=actors.secretariat)
    today = timezone.localdate()
    by, now = actors.cluster_administrator, timezone.now()
    plan = begin_plan(area, template="002", month=today, unit=None, by=by, now=now)
    return {
        "plan": str(plan.pk),
        "plan_task": str(plan.tasks.all()[0].pk),
        "status_page": "status",
        "task_page": "opgave",
        "tasks": "tasks",
        "this_month": f"{plan.starts_on}",
        **register_things(area, by),
    }


def register_things(area: CooperationArea, by: User) -> dict[str, str]:
    """An offer of the same cluster; the registers have one address each kind."""
    offer = Alternative(area=area, name="Akutteamet", phone="00 00 11 01", valid_from=timezone.localdate())
    return {
        "register": "alternativer",
        "register_api": "alternatives",
        "register_row": str(save_alternative(offer, by=by, now=timezone.now()).pk),
        "register_page": "ret",
        "register_what": "change",
    }


def survey_things(actors: Actors) -> dict[str, str]:
    """Codes of the actors' hospital, and words that somebody wrote with one of them."""
    now = timezone.now()
    batch, codes = codes_made(actors, now)
    answered(codes[0], now, {"went_well": "Fint"})
    # The page of a staff survey is there whether it is open or not; programs name it in English.
    return {"batch": str(batch.pk), "text": str(SurveyText.objects.get().pk), "staff_survey": "samarbejdet"}


def client_of(who: str, row: Row, world: World) -> Client:
    """A browser of one of the five."""
    actors = world.actors
    people = {
        "stranger": actors.stranger,
        "glass": actors.stranger,
        "reader": actors.gp_nurse,
        "actor": getattr(actors, row.by),
    }
    client = Client()
    if who == "glass":
        citizen = Journey.objects.get(pk=world.things["journey"]).citizen
        break_glass(citizen, by=actors.stranger, reason="Bragt ind bevidstløs", now=timezone.now())
    if who != "anonymous":
        client.force_login(people[who])
    return client


def status(client: Client, name: str, row: Row, world: World) -> int:
    """What the address answers."""
    address = reverse(name, args=[world.things[arg] for arg in row.args])
    data = {key: world.things.get(value, value) for key, value in row.data.items()}
    if name.startswith("api:") and row.method == "post":
        return client.post(address, data, content_type="application/json").status_code
    return int(getattr(client, row.method)(address, data).status_code)


def test_every_address_has_its_row() -> None:
    assert set(OURS) == set(TABLE)


@pytest.mark.django_db
@pytest.mark.parametrize("name", [name for name in TABLE if name in OURS])
def test_an_address_answers_each_of_the_five(name: str, world: World) -> None:
    row = TABLE[name]
    answered = {}
    for who in PEOPLE:
        with transaction.atomic():
            answered[who] = status(client_of(who, row, world), name, row, world)
            transaction.set_rollback(True)
    assert answered == {who: row.expected(who) for who in PEOPLE}


def _reversed(name: str, count: int) -> str | None:
    try:
        return reverse(name, args=["1"] * count)
    except NoReverseMatch:
        return None


def _address(name: str) -> str | None:
    """An address of that name, however many arguments it takes; None when the name is no address of its own."""
    return next((found for count in range(4) if (found := _reversed(name, count)) is not None), None)


SHUT = {name: address for name in NAMES if name.startswith(ADMIN) and (address := _address(name))}
LOG_INS = (reverse("admin:index"), reverse("account_login"))


@pytest.mark.django_db
@pytest.mark.parametrize("address", SHUT.values(), ids=SHUT.keys())
def test_the_administration_is_shut_to_all_but_administrators(address: str, world: World) -> None:
    for who in (None, world.actors.nurse, world.actors.assessor):
        client = Client()
        if who is not None:
            client.force_login(who)
        response = client.get(address)
        assert response.status_code in (302, 403, 404)
        # Nobody is sent out of the administration but to the one log-in with limits and a second factor.
        assert response.status_code != 302 or response.headers["Location"].startswith(LOG_INS)


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize(("who", "status"), [(None, 302), ("nurse", 403), ("citizen", 403), ("administrator", 302)])
def test_d4_the_administrations_log_in_is_the_one_log_in(
    who: str | None, status: int, method: str, world: World
) -> None:
    """It takes no password of its own, of anybody, by no method."""
    client = Client()
    if who is not None:
        client.force_login(getattr(world.actors, who))
    response = getattr(client, method)(reverse("admin:login"), {"username": "admin", "password": "x"})
    assert response.status_code == status
    assert status != 302 or response.headers["Location"].startswith(reverse("account_login"))


@pytest.mark.django_db
@pytest.mark.parametrize("name", [name for name in NAMES if name.startswith(ENTRANCES)])
def test_an_entrance_never_breaks_for_a_stranger(name: str) -> None:
    address = _address(name)
    assert address is None or Client().get(address).status_code < 500
