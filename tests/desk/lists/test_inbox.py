"""*Nyt til os*: what a unit was told is what its people see, and who read it first."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from desk.selectors.lists.inbox import PAGE_SIZE
from journeys.actions.events import NewEvent, record_event
from journeys.actions.projection.marked import carry_marks, carry_news
from journeys.domain.events import EventKind, EventSource
from journeys.models import Journey, JourneyEvent, ReadMark
from notifications.actions.notifications import notify_unit
from notifications.actions.outbox import relay_due
from notifications.domain.kinds import NotificationKind
from notifications.models import Notification
from organisations.models import User
from tests.actors import Actors
from tests.factories.journeys import admitted_journey, make_citizen, tell, tell_journey

pytestmark = pytest.mark.django_db
AsUser = Callable[[User], Client]


def relayed(journey: Journey) -> Journey:
    """Everybody has been told of everything."""
    relay_due(now=timezone.now(), limit=500)
    return journey


def many(actors: Actors, journey: Journey, number: int) -> None:
    """That many tellings, a minute apart."""
    for index in range(number):
        notify_unit(
            unit_id=actors.practice.pk,
            kind=NotificationKind.WINDOW_ENDED,
            subject_ref=journey.pk,
            key=f"test:{index}:{actors.practice.pk}",
            facts={},
            now=timezone.now() - timedelta(minutes=index + 1),
        )


def sentences(client: Client, query: str = "") -> list[str]:
    return [line.sentence for line in client.get(f"/nyt/{query}").context["list"].lines]


def menu(client: Client, address: str = "/nyt/") -> str | None:
    items = client.get(address).context["navigation"]
    return next(item["count"] for item in items if item["url"] == "/nyt/")


def test_a_line_says_what_the_timeline_says_and_leads_there(actors: Actors, as_user: AsUser) -> None:
    journey = relayed(admitted_journey(actors, citizen=make_citizen("Åse Prøve Holm")))
    client = as_user(actors.gp)
    page = client.get("/nyt/").content.decode()
    event = JourneyEvent.objects.get(placement__journey=journey, kind="admitted")
    assert f"/forloeb/{journey.pk}/#h-{event.uuid}" in page
    assert "Åse Prøve Holm" in page
    assert journey.citizen.cpr not in page
    on_the_page = [entry.sentence for entry in client.get(f"/forloeb/{journey.pk}/").context["page"].all_entries]
    assert set(sentences(client)) <= set(on_the_page)


def test_whoever_says_that_it_is_read_first_stays(actors: Actors, as_user: AsUser) -> None:
    relayed(admitted_journey(actors))
    (line,) = as_user(actors.gp).get("/nyt/").context["list"].lines
    for user in (actors.gp_nurse, actors.gp):
        as_user(user).post(f"/nyt/{line.row.pk}/laest/", {"next": "/nyt/"})
    assert Notification.objects.get(pk=line.row.pk).seen_by == actors.gp_nurse
    assert "Først læst af Else Toft" in as_user(actors.gp).get("/nyt/").content.decode()


def test_showing_the_list_marks_nothing(actors: Actors, as_user: AsUser) -> None:
    relayed(admitted_journey(actors))
    client = as_user(actors.gp)
    client.get("/nyt/")
    client.get("/api/v1/inbox/")
    assert menu(client) == "1"


def test_opening_the_journey_marks_it_and_a_refresh_does_not(actors: Actors, as_user: AsUser) -> None:
    journey = relayed(admitted_journey(actors))
    client = as_user(actors.gp)
    client.get(f"/forloeb/{journey.pk}/", headers={"HX-Request": "true", "HX-Trigger": "live-journey"})
    assert menu(client) == "1"
    assert "1 ny" in client.get(f"/forloeb/{journey.pk}/").content.decode()
    assert menu(client) is None
    assert Notification.objects.get(unit=actors.practice).seen_by == actors.gp


def test_the_row_counts_what_the_inbox_counts(actors: Actors, as_user: AsUser) -> None:
    journey = admitted_journey(actors)
    ReadMark.objects.create(journey=journey, unit=actors.practice, seen_sequence=1, seen_at=timezone.now())
    for text in ("Ring til datteren", "Hun er hjemme efter kl. 16"):
        tell_journey(journey, EventKind.NOTE_WRITTEN, text=text, stated_by=actors.ward)
    relayed(journey)
    client = as_user(actors.gp)
    assert (menu(client, "/praksis/"), "3 nye" in client.get("/praksis/").content.decode()) == ("3", True)
    client.post(f"/raekke/{journey.pk}/set/", {"next": "/praksis/"})
    assert menu(client, "/praksis/") is None


def test_what_was_read_on_the_page_before_it_was_told_is_read(actors: Actors, as_user: AsUser) -> None:
    journey = admitted_journey(actors)
    as_user(actors.gp).get(f"/forloeb/{journey.pk}/")
    relayed(journey)
    assert Notification.objects.get(unit=actors.practice).seen_by == actors.gp


def test_what_was_cancelled_reads_as_withdrawn_and_is_no_news(actors: Actors, as_user: AsUser) -> None:
    journey = relayed(admitted_journey(actors))
    event = JourneyEvent.objects.get(placement__journey=journey, kind="admitted")
    tell(journey.citizen, EventKind.CANCELLED, at=timezone.now(), voids=event.source_ref, stated_by=actors.ward)
    client = as_user(actors.gp)
    (line,) = client.get("/nyt/").context["list"].lines
    assert (line.fallen, line.unread, menu(client)) == (True, False, None)
    assert "Trukket tilbage" in client.get("/nyt/").content.decode()
    assert sentences(client, "?vis=ulaeste") == []


def test_a_correction_that_can_still_be_undone_takes_nothing_from_the_others(actors: Actors, as_user: AsUser) -> None:
    journey = admitted_journey(actors)
    note = tell_journey(journey, EventKind.NOTE_WRITTEN, text="Ring til datteren", stated_by=actors.ward)
    relayed(journey)
    now = timezone.now()
    record_event(
        journey.citizen_id,
        NewEvent(
            kind=EventKind.NOTE_WRITTEN,
            occurred_at=now,
            source=EventSource.FORM,
            organisation_id=actors.ward.pk,
            voids_ref=note.event.source_ref,
            payload={"text": "Ring til sønnen"},
        ),
        now=now,
        release_at=now + timedelta(seconds=30),
    )
    lines = as_user(actors.gp).get("/nyt/").context["list"].lines
    assert [line.fallen for line in lines] == [False, False]
    assert "sønnen" not in as_user(actors.gp).get("/nyt/").content.decode()


@pytest.mark.parametrize("services", [False, None])
def test_a_municipality_that_does_not_serve_the_citizen_reads_nothing(
    services: bool | None, actors: Actors, as_user: AsUser
) -> None:
    journey = relayed(admitted_journey(actors))
    client = as_user(actors.assessor)
    assert sentences(client)
    Journey.objects.filter(pk=journey.pk).update(municipal_services=services)
    assert (sentences(client), menu(client)) == ([], None)
    assert client.get("/api/v1/inbox/").json()["results"] == []


def test_a_stranger_reads_nothing_of_it(actors: Actors, as_user: AsUser) -> None:
    journey = relayed(admitted_journey(actors))
    row = Notification.objects.get(unit=actors.practice, subject_ref=journey.pk)
    stranger = as_user(actors.stranger)
    assert sentences(stranger) == []
    assert stranger.post(f"/nyt/{row.pk}/laest/").status_code == 404
    assert stranger.post(f"/api/v1/inbox/{row.pk}/read/").status_code == 404


def test_pages_go_on_from_a_place_whatever_arrives_meanwhile(actors: Actors, as_user: AsUser) -> None:
    journey = admitted_journey(actors)
    many(actors, journey, PAGE_SIZE + 5)
    client = as_user(actors.gp)
    first = client.get("/nyt/")
    notify_unit(
        unit_id=actors.practice.pk,
        kind=NotificationKind.WINDOW_VOIDED,
        subject_ref=journey.pk,
        key="new",
        facts={},
        now=timezone.now(),
    )
    second = client.get(f"/nyt/{first.context['links'].next}")
    shown = [line.row.pk for page in (first, second) for line in page.context["list"].lines]
    assert (len(shown), len(set(shown)), second.context["links"].next) == (PAGE_SIZE + 5, PAGE_SIZE + 5, "")
    back = client.get(f"/nyt/{second.context['links'].previous}")
    assert [line.row.pk for line in back.context["list"].lines] == shown[:PAGE_SIZE]


@pytest.mark.parametrize("place", ["x", "2026-11-20~1", "2026-11-20T10:00:00~", "9999-12-31T23:59:59%2B00:00~x"])
@pytest.mark.parametrize("way", ["aeldre", "nyere"])
def test_a_place_that_nobody_made_is_the_top(way: str, place: str, actors: Actors, as_user: AsUser) -> None:
    relayed(admitted_journey(actors))
    client = as_user(actors.gp)
    assert len(sentences(client, f"?{way}={place}")) == 1
    assert "Adressen peger ikke på et sted i listen." in client.get(f"/nyt/?{way}={place}").content.decode()


def test_emptiness_says_what_it_means(actors: Actors, as_user: AsUser) -> None:
    client = as_user(actors.gp)
    assert "Intet nyt til jer." in client.get("/nyt/").content.decode()
    assert "Alt er læst." in client.get("/nyt/?vis=ulaeste").content.decode()


def test_a_program_reads_and_marks_as_a_person_does(actors: Actors, as_user: AsUser) -> None:
    journey = relayed(admitted_journey(actors))
    client = as_user(actors.gp)
    (row,) = client.get("/api/v1/inbox/?state=unread").json()["results"]
    assert (row["journey"], row["state"], row["read_by"]) == (str(journey.pk), "unread", None)
    marked = client.post(f"/api/v1/inbox/{row['id']}/read/").json()
    assert (marked["state"], marked["read_by"]) == ("read", "Jørgen Bak")
    assert client.get("/api/v1/inbox/?state=unread").json()["results"] == []


def test_what_was_told_of_an_event_leads_to_the_journey_that_it_lies_in_now(actors: Actors, as_user: AsUser) -> None:
    journey, home = relayed(admitted_journey(actors)), admitted_journey(actors)
    row = Notification.objects.get(unit=actors.practice, subject_ref=journey.pk)
    carry_news([(row.telling, home.pk)])
    assert [line.journey for line in as_user(actors.gp).get("/nyt/").context["list"].lines] == [home]


def test_what_no_event_says_follows_its_journey_into_another(actors: Actors, as_user: AsUser) -> None:
    journey, home = admitted_journey(actors), admitted_journey(actors)
    many(actors, journey, 1)
    carry_marks(journey.pk, home.pk)
    assert [line.journey for line in as_user(actors.gp).get("/nyt/").context["list"].lines] == [home]
