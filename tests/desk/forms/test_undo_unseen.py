"""What is undone in time is never seen by others: every act, every door of every other party (fault U5; DESIGN §4)."""

import difflib
import re
from collections.abc import Callable, Collection, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from desk.forms.acting.table import ACTS, BY_SLUG
from discharge.channel.rules.channel import ChannelDocument as Code
from journeys.domain.events import EventKind
from journeys.domain.history.release import IMMEDIATE
from journeys.models import Journey, JourneyEvent
from notifications.actions.outbox import relay_due
from notifications.models import Notification
from organisations.domain.kinds import Speciality
from organisations.models import Organisation, User
from tests.actors import Actors
from tests.desk.doing import BEFORE, MARK, READ_MARK, REAL_CPR, do, doer, world_of
from tests.desk.journey.test_doubts import doubted
from tests.documents.writing import send, written
from tests.factories.journeys import admitted_journey, discharged_journey, make_citizen, tell, tell_journey
from tests.factories.readiness import make_ready

pytestmark = pytest.mark.walk

# A Tuesday, ten seconds past the minute, so that no shown minute changes while the test runs.
START = datetime(2026, 11, 17, 9, 0, 10, tzinfo=UTC)
# What of a page may differ: tokens, the clock, and the version that the next act refers to.
_VARIES = (
    r'name="csrfmiddlewaretoken" value="[^"]*"',
    r'"X-CSRFToken": "[^"]*"',
    r"fra=\d+",
    r'"facts":\{"at":"[^"]*"',
    r"forløbets version \d+",
    r'"version": ?\d+|name="version" value="\d+"',
    r'value="[0-9a-f]{32}"',
    r"-why-\d+|why\d+|id=\"[a-z]+-?\d+\"|aria-describedby=\"[a-z]+-?\d+\"",
)


def plain(body: str) -> str:
    for pattern in _VARIES:
        body = re.sub(pattern, "", body)
    return body


def changes(was: str, now: str) -> list[str]:
    """The lines that differ."""
    lines = [re.split(r"\n|(?<=>)(?=<)|(?<=,)(?=\")", each) for each in (was, now)]
    return [line for line in difflib.ndiff(*lines) if line.startswith(("+", "-"))]


# Where words could be read, while an act can still be undone; after that every door is looked at.
WORDY = ("list", "api journey", "api events", "page", "report", "desk:ten-seconds")
RARE = ("desk:ten-seconds", "desk:citizen", "desk:journey-ledger", "desk:journey-ledger-csv")


class Other:
    """Somebody of another house, with every door to one journey."""

    def __init__(self, user: User, journey: Journey, listing: str) -> None:
        self.user, self.journey, self.listing = user, journey, listing
        self.house = house_of(user)
        self.client = Client()
        self.client.force_login(user)
        # The rarer doors are tried by one of the others.
        self.more = () if listing == "/praksis/" else RARE

    def reads(self, *, only: Collection[str] = ()) -> dict[str, str]:
        """What stands behind each door, the lists first, since opening the page marks it as seen."""
        page = f"/forloeb/{self.journey.pk}/"
        api = f"/api/v1/journeys/{self.journey.pk}/"
        since = (START - timedelta(seconds=1)).isoformat().replace("+", "%2B")
        doors = {
            "list": (self.listing, {"headers": {"HX-Request": "true", "HX-Trigger": "live-list"}}),
            "api list since": (f"/api/v1/journeys/?updated_since={since}", {}),
            "api journey": (api, {}),
            "api events": (f"{api}events/", {}),
            "page": (page, {}),
            "report": (reverse("desk:journey-report", args=[self.journey.pk]), {}),
        }
        for name in self.more:
            of = self.journey.citizen_id if name == "desk:citizen" else self.journey.pk
            doors[name] = (reverse(name, args=[of]), {})
        wanted = doors if not only else {door: doors[door] for door in doors if door in only}
        return {door: self._read(address, more) for door, (address, more) in wanted.items()}

    def _read(self, address: str, more: dict[str, Any]) -> str:
        response = self.client.get(address, **more)
        return f"{response.status_code} {plain(response.content.decode())}"

    def news(self, listed: str) -> tuple[list[str], int]:
        """The marks on the list as it was read, and how much the unit was told."""
        marks = re.findall(r'class="new-mark">[^<]*<', listed)
        return marks, Notification.objects.filter(unit=self.user.unit).count()


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(START - timedelta(hours=1), tick=False) as traveller:
        yield traveller


def house_of(user: User) -> Any:
    return user.unit.root_id if user.unit else None


def others(actors: Actors, journey: Journey) -> list[Other]:
    sides = ((actors.nurse, "/afdeling/"), (actors.assessor, "/kommune/"), (actors.gp, "/praksis/"))
    return [Other(user, journey, listing) for user, listing in sides]


# A row of its own that is no event, and forwarding inside one house: nothing that others could read.
ELSEWHERE = frozenset({"paaroerende", "del"})
NAMED = [spec for spec in ACTS if spec.slug not in ELSEWHERE]
AT_ONCE = [spec.slug for spec in NAMED if spec.form.immediate or spec.form.kind in IMMEDIATE]
WALKED = [spec for spec in NAMED if spec.slug not in AT_ONCE]
Group = tuple[str, tuple[str, ...]]


def groups() -> dict[Group, list[Any]]:
    """Acts that can be tried one after the other on one journey: what came before is the same."""
    found: dict[Group, list[Any]] = {}
    for spec in WALKED:
        found.setdefault((world_of(spec.slug), BEFORE.get(spec.slug, ())), []).append(spec)
    return found


def planned_journey(actors: Actors) -> Journey:
    """Somebody who should have come the day before yesterday."""
    now = timezone.now()
    places = {"provider": actors.ward, "hospital": actors.hospital, "municipality": actors.municipality}
    at = (now - timedelta(days=2)).isoformat()
    decided = tell(make_citizen(), EventKind.ADMISSION_DECIDED, at=now - timedelta(days=9), planned_at=at, **places)
    assert decided.journey is not None
    return decided.journey


def claimed_journey(actors: Actors) -> Journey:
    """Somebody in a bed, whom another hospital has entered as its own."""
    journey = admitted_journey(actors)
    at = (timezone.now() - timedelta(hours=1)).isoformat()
    entry = {"cpr": journey.citizen.cpr, "ward": str(actors.other_ward.pk), "occurred_at": at}
    made = signed_in(actors.stranger).post("/api/v1/journeys/begin/admitted/", entry, content_type="application/json")
    assert made.json()["unconfirmed"] is True
    return journey


def nameless_journey(actors: Actors) -> Journey:
    """Somebody under a replacement number, who is known here under the real one."""
    make_citizen("Ubekendt Prøve", cpr=REAL_CPR)
    return admitted_journey(actors, citizen=make_citizen("Ukendt Mand", cpr="6201501234"), no_gp=True)


def doubted_journey(actors: Actors) -> Journey:
    """Somebody of whom a cancellation came that names what nobody has."""
    journey = admitted_journey(actors)
    doubted(journey, timezone.now())
    return again(journey)


def mourned_journey(actors: Actors) -> Journey:
    """Somebody in a bed of whom another journey tells that they had died before."""
    now = timezone.now()
    before = discharged_journey(actors, now=now - timedelta(days=9))
    died = now - timedelta(hours=20)
    tell_journey(before, EventKind.DIED, at=died, at_home=True)
    return admitted_journey(actors, now=now, hours_ago=12, citizen=before.citizen)


def waiting_journey(actors: Actors) -> Journey:
    """Somebody who has been ready for some days."""
    journey = admitted_journey(actors, hours_ago=240)
    make_ready(journey, actors.nurse, at=timezone.now() - timedelta(days=5))
    return again(journey)


def undecided_journey(actors: Actors) -> Journey:
    """Somebody sent home by a ward of which nobody knows speciality and region."""
    units = Organisation.objects.filter(pk__in=[actors.ward.pk, actors.hospital.pk])
    units.update(speciality=Speciality.UNKNOWN.value, region_code=None)
    actors.ward.refresh_from_db()
    return discharged_journey(actors)


def psychiatric_journey(actors: Actors) -> Journey:
    """Somebody in a bed in psychiatry."""
    journey = admitted_journey(actors)
    tell_journey(journey, EventKind.SPECIALITY_STATED, speciality="psychiatric")
    return again(journey)


def planned_for_journey(actors: Actors) -> Journey:
    """Somebody of whom the parties have made a koordinationsplan."""
    journey = psychiatric_journey(actors)
    plan = written(journey, actors.nurse, Code.COORDINATION_PLAN)
    send(journey, plan, actors.nurse, actors.municipality.pk, actors.practice.pk)
    return again(journey)


MADE: dict[str, Callable[[Actors], Journey]] = {
    "bed": lambda actors: admitted_journey(actors, more={"report_of_admission": True}),
    "home": discharged_journey,
    "planned": planned_journey,
    "undecided": undecided_journey,
    "claimed": claimed_journey,
    "doubted": doubted_journey,
    "mourned": mourned_journey,
    "waiting": waiting_journey,
    "no practice": lambda actors: discharged_journey(actors, no_gp=True),
    "nameless": nameless_journey,
    "psychiatry": psychiatric_journey,
    "told": planned_for_journey,
}


def prepared(group: Group, actors: Actors, clock: time_machine.Traveller) -> Journey:
    world, before = group
    journey = MADE[world](actors)
    for earlier in before:
        clock.shift(timedelta(minutes=1))
        done = do(earlier, journey, doer(BY_SLUG[earlier], actors, again(journey)), READ_MARK)
        assert done.status_code == 302, said_by(done)
    return journey


def again(journey: Journey) -> Journey:
    return Journey.objects.get(pk=journey.pk)


def said_by(response: Any) -> str:
    banners = r'class="banner banner-(?:error|warning)".*?banner-body">.*?</div>'
    refused = re.findall(rf"{banners}|form-error-message.*?</span>[^<]*", response.content.decode(), re.DOTALL)
    return f"{response.status_code} {[' '.join(re.sub('<[^>]*>', ' ', each).split()) for each in refused]}"


class Walk:
    """One journey on which people of one house do and undo acts, one after the other, while all others read."""

    def __init__(self, journey: Journey, actors: Actors, clock: time_machine.Traveller, by: User) -> None:
        self.journey, self.by, self.clock = journey, by, clock
        self.everyone = [each for each in others(actors, journey) if each.house != house_of(by)]
        # Who acts has opened the page: that it was seen shows to others, and is no trace of the act.
        for client in (signed_in(by), *(reader.client for reader in self.everyone)):
            client.get(f"/forloeb/{journey.pk}/")
        self.before = {reader.user.pk: reader.reads() for reader in self.everyone}
        self.news = {reader.user.pk: reader.news(self.before[reader.user.pk]["list"]) for reader in self.everyone}

    def tried(self, spec: Any, by: User, minute: int) -> list[str]:
        """What others could see of one act before it was undone: nothing, if all is well."""
        at = START + timedelta(minutes=minute, seconds=5)
        self.clock.move_to(at)
        done = do(spec.slug, self.journey, by)
        events = list(JourneyEvent.objects.filter(recorded_at=at).order_by("pk"))
        if done.status_code != 302 or not events:
            self.clock.move_to(START)
            return [f"not done: {said_by(done)}"]
        self.clock.move_to(START)
        held = (door for reader in self.everyone for door in self._held(reader, events))
        seen = [f"while held, {door}" for door in held]
        buttons = undo_buttons(by, self.journey)
        self.clock.move_to(at + timedelta(seconds=9))
        undone = signed_in(by).post(buttons[0]) if buttons else None
        self.clock.move_to(START)
        if undone is None:
            return [*seen, "no undo is offered"]
        return seen if undone.status_code == 302 else [*seen, f"not undone: {said_by(undone)}"]

    def traces(self, minute: int) -> list[str]:
        """What others see after all was undone."""
        relay_due(now=START + timedelta(minutes=minute), limit=500)
        return [door for reader in self.everyone for door in self._after(reader)]

    def _held(self, reader: Other, events: list[JourneyEvent]) -> Iterator[str]:
        was, now = self.before[reader.user.pk], reader.reads(only=WORDY)
        for door, body in now.items():
            # A proposal and a barrier are state, and the API names them by their event.
            marks = [MARK, *(str(event.uuid) for event in events if door != "api journey")]
            if any(mark in body and mark not in was[door] for mark in marks):
                yield f"{reader.user.role} {door}: words"
        # The entry that is confirmed moves to the journey with the state; it is no entry of the act.
        if now["api events"] != was["api events"] and events[0].payload.get("claim_ref") is None:
            yield f"{reader.user.role} api events: {changes(was['api events'], now['api events'])}"
        if reader.news(now["list"]) != self.news[reader.user.pk]:
            yield f"{reader.user.role}: news"

    def _after(self, reader: Other) -> Iterator[str]:
        was, now = self.before[reader.user.pk], reader.reads()
        for door in was:
            if was[door] != now[door]:
                yield f"{reader.user.role} {door}: {changes(was[door], now[door])}"
        if reader.news(now["list"]) != self.news[reader.user.pk]:
            yield f"{reader.user.role}: news"


def undo_buttons(by: User, journey: Journey) -> list[str]:
    """Where the page of the one who acted lets it be undone."""
    page = signed_in(by).get(f"/forloeb/{journey.pk}/").content.decode()
    return re.findall(r'action="([^"]*/fortryd/)"', page)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


GROUPS = groups()


@pytest.mark.parametrize("group", [pytest.param(group, id="+".join([group[0], *group[1]])) for group in GROUPS])
def test_u5_what_is_undone_in_time_is_never_seen_by_others(
    group: Group, actors: Actors, clock: time_machine.Traveller
) -> None:
    cache.clear()
    journey = prepared(group, actors, clock)
    clock.move_to(START)
    relay_due(now=START, limit=500)
    acts = [(spec, doer(spec, actors, again(journey))) for spec in GROUPS[group]]
    found: dict[str, list[str]] = {}
    for first, (_spec, by) in enumerate(acts):
        if all(house_of(by) != house_of(earlier) for _act, earlier in acts[:first]):
            walk = Walk(journey, actors, clock, by)
            theirs = [(minute, *act) for minute, act in enumerate(acts) if house_of(act[1]) == house_of(by)]
            found |= {spec.slug: walk.tried(spec, user, minute) for minute, spec, user in theirs}
            found[f"after all by {by.role}"] = walk.traces(len(acts))
    assert "\n".join(f"{slug}: {line}" for slug, lines in found.items() for line in lines) == ""


@pytest.mark.parametrize("slug", AT_ONCE)
def test_u5_what_cannot_be_undone_is_read_at_once_and_offers_no_undo(
    slug: str, actors: Actors, clock: time_machine.Traveller
) -> None:
    journey = prepared((world_of(slug), BEFORE.get(slug, ())), actors, clock)
    clock.move_to(START)
    by = doer(BY_SLUG[slug], actors, again(journey))
    done = do(slug, journey, by)
    events = JourneyEvent.objects.filter(recorded_at=START)
    assert (done.status_code, {event.released_at for event in events}) == (302, {START}), said_by(done)
    assert undo_buttons(by, journey) == []
