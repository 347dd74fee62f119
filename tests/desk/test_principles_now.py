"""The six principles on the journey page, their own page and the API: the same answers, the same buttons."""

from collections.abc import Callable

import pytest
from django.test import Client

from organisations.models import User
from tests.actors import Actors
from tests.factories.journeys import admitted_journey

pytestmark = pytest.mark.django_db
AsUser = Callable[[User], Client]


def test_what_is_asked_stands_with_the_button_that_does_it(actors: Actors, as_user: AsUser) -> None:
    journey = admitted_journey(actors)
    nurse = as_user(actors.nurse)
    rows = nurse.get(f"/api/v1/journeys/{journey.pk}/principles/").json()
    wishes = next(row for row in rows if row["code"] == "wishes")
    assert (wishes["state"], wishes["act"], wishes["act_refused"]) == ("asked", "oenske", None)
    assert next(row for row in rows if row["code"] == "referral")["state"] == "unknown"
    for address in (f"/forloeb/{journey.pk}/", f"/forloeb/{journey.pk}/principper/"):
        page = nurse.get(address).content.decode()
        assert "Borgerens og de pårørendes ønsker" in page
        assert f"/forloeb/{journey.pk}/handling/oenske/" in page
    data = {"said_by": "citizen", "text": "Vil hjem til katten."}
    assert nurse.post(f"/forloeb/{journey.pk}/handling/oenske/", data).status_code == 302
    rows = nurse.get(f"/api/v1/journeys/{journey.pk}/principles/").json()
    assert next(row for row in rows if row["code"] == "wishes")["state"] == "met"


def test_whoever_reads_no_plans_is_told_nothing_of_them(actors: Actors, as_user: AsUser) -> None:
    journey = admitted_journey(actors)
    rows = as_user(actors.gp).get(f"/api/v1/journeys/{journey.pk}/principles/").json()
    answers = {row["code"]: (row["state"], row["act"]) for row in rows}
    assert answers["plan"] == answers["contingency"] == ("unknown", None)
    assert answers["wishes"] == ("asked", None)
