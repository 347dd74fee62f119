"""The practice's overview: two lines per patient (UX §1.c)."""

from collections.abc import Callable
from datetime import timedelta

from django.test import Client
from django.utils import timezone

from organisations.models import User
from tests.actors import Actors
from tests.factories.journeys import admitted_journey, discharged_journey, make_citizen

AsUser = Callable[[User], Client]


def test_both_lines_stand_in_the_row(actors: Actors, as_user: AsUser) -> None:
    discharged_journey(actors, citizen=make_citizen("Åse Prøve Holm"))
    page = as_user(actors.gp).get("/praksis/").content.decode()
    for said in ("Patientansvarlig:", "Egen læge Lægehuset Eksempelgade", "Afdelingen svarer", "tel:+4500001234"):
        assert said in page


def test_sections_come_in_the_order_of_urgency(actors: Actors, as_user: AsUser) -> None:
    admitted_journey(actors)
    discharged_journey(actors, nursing=False, hours_ago=100)
    discharged_journey(actors)
    discharged_journey(actors, nursing=None)
    rows = as_user(actors.gp).get("/praksis/").context["list"].rows
    assert [row.section.split(" (")[0] for row in rows] == [
        "Afdelingen svarer",
        "72 timer ikke afgjort",
        "På hospital nu",
        "Udskrevet seneste 14 dage",
    ]


def test_what_expires_within_a_day_is_counted(actors: Actors, as_user: AsUser) -> None:
    discharged_journey(actors, hours_ago=5)
    discharged_journey(actors, hours_ago=60)
    counts = as_user(actors.gp).get("/praksis/").context["list"].counted.counts
    assert (counts["72-timer"], counts["udloeber"]) == (2, 1)


def test_a_discharge_three_weeks_ago_is_gone(actors: Actors, as_user: AsUser) -> None:
    discharged_journey(actors, hours_ago=timedelta(days=21) / timedelta(hours=1))
    page = as_user(actors.gp).get("/praksis/").content.decode()
    assert "Ingen af dine patienter er indlagt eller i 72-timers perioden." in page


def test_a_readmitted_patient_is_in_hospital_and_not_in_the_72_hours(actors: Actors, as_user: AsUser) -> None:
    first = discharged_journey(actors, hours_ago=20)
    admitted_journey(actors, citizen=first.citizen, hours_ago=2, now=timezone.now())
    counts = as_user(actors.gp).get("/praksis/").context["list"].counted.counts
    assert (counts["72-timer"], counts["indlagt"]) == (0, 1)


def test_whoever_sees_nobody_unasked_reads_an_empty_list(actors: Actors, as_user: AsUser) -> None:
    admitted_journey(actors)
    answer = as_user(actors.ooh_doctor).get("/praksis/")
    assert (answer.status_code, list(answer.context["list"].rows)) == (200, [])


def test_an_earlier_stay_does_not_wear_the_badge_of_the_one_that_answers(actors: Actors, as_user: AsUser) -> None:
    earlier = discharged_journey(actors, hours_ago=200)
    answers = discharged_journey(actors, citizen=earlier.citizen)
    gp = as_user(actors.gp)
    rows = gp.get("/praksis/").context["list"].rows
    said = {row.journey.pk: (row.section.split(" (")[0], row.state, row.left_until is None) for row in rows}
    assert said == {
        answers.pk: ("Afdelingen svarer", "extended", False),
        earlier.pk: ("Udskrevet seneste 14 dage", "discharged", True),
    }
    # Who answers is the citizen's, whichever stay one looks at.
    assert [row.strip.state for row in rows] == ["S6", "S6"]
    assert {pk: gp.get(f"/forloeb/{pk}/").context["page"].state for pk in said} == {
        answers.pk: "extended",
        earlier.pk: "discharged",
    }


def test_an_earlier_stay_is_decided_though_the_last_one_is_not(actors: Actors, as_user: AsUser) -> None:
    earlier = discharged_journey(actors, hours_ago=200)
    undecided = discharged_journey(actors, citizen=earlier.citizen, destination=None)
    rows = as_user(actors.gp).get("/praksis/").context["list"].rows
    assert [(row.journey.pk, row.undecided) for row in rows] == [(undecided.pk, True), (earlier.pk, False)]
