"""How far a letter has come where it is read here, and what waits where the work is (issue 8; UX §5.1)."""

from collections.abc import Callable

import pytest
from django.test import Client

from documents.models import Opening
from journeys.models import Journey
from organisations.models import User
from tests.actors import Actors
from tests.desk.documents.test_pages import address, text
from tests.desk.documents.test_waiting import lists
from tests.documents.test_sending import lying
from tests.documents.writing import answer, send, write, written
from tests.later import when_released

AsUser = Callable[[User], Client]
pytestmark = pytest.mark.django_db


@pytest.fixture
def journey(actors: Actors) -> Journey:
    return lying(actors)


def test_who_opened_it_first_stands_on_both_sides_and_in_the_api(
    actors: Actors, journey: Journey, as_user: AsUser
) -> None:
    plan = written(journey, actors.nurse)
    send(journey, plan, actors.nurse, actors.municipality.pk)
    with when_released():
        ward, theirs = as_user(actors.nurse), as_user(actors.assessor)
        assert "ikke åbnet endnu" in text(ward.get(address(journey, plan)))
        assert ("ikke åbnet endnu" in lists(ward)[1], "Ulæst" in lists(theirs)[0]) == (True, True)
        # A list, the journey's page and a program open nothing.
        theirs.get(f"/forloeb/{journey.pk}/")
        theirs.get(f"/api/v1/journeys/{journey.pk}/documents/")
        assert not Opening.objects.exists()
        theirs.get(address(journey, plan))
        as_user(actors.community_nurse).get(address(journey, plan))
        assert Opening.objects.get().opened_by == actors.assessor
        for page in (text(ward.get(address(journey, plan))), lists(ward)[1]):
            assert f"åbnet af {actors.assessor.name}" in page
        assert ("Ulæst" in lists(theirs)[0], actors.assessor.name in lists(theirs)[0]) == (False, True)
        (version,) = ward.get(f"/api/v1/journeys/{journey.pk}/documents/").json()["documents"][0]["versions"]
        opened = {"receiver": str(actors.municipality.pk), "by": actors.assessor.name}
        assert opened.items() <= version["opened"][0].items()
        # A newer version has not been opened, though the one before was.
        write(journey, plan, actors.nurse, aids="Lift")
        send(journey, plan, actors.nurse, actors.municipality.pk)
        assert "ikke åbnet endnu" in text(ward.get(address(journey, plan)))


def test_only_the_unit_that_got_it_opens_it(actors: Actors, journey: Journey, as_user: AsUser) -> None:
    plan = written(journey, actors.nurse)
    send(journey, plan, actors.nurse, actors.municipality.pk)
    as_user(actors.nurse).get(address(journey, plan))
    as_user(actors.assessor).get(address(journey, plan))
    assert not Opening.objects.exists()


def test_what_waits_stands_on_the_row_and_over_the_list(actors: Actors, journey: Journey, as_user: AsUser) -> None:
    plan = written(journey, actors.nurse)
    send(journey, plan, actors.nurse, actors.municipality.pk)
    ward, theirs = as_user(actors.nurse), as_user(actors.assessor)
    assert "ulæst brev" not in text(theirs.get("/kommune/"))
    with when_released():
        assert "Sendt af jer, ikke kvitteret: 1" in text(ward.get("/afdeling/"))
        page = text(theirs.get("/kommune/"))
        assert ("1 ulæst brev" in page, "Breve til jer, ikke kvitteret: 1" in page, "Haster" in page) == (
            True,
            True,
            False,
        )
        theirs.get(address(journey, plan))
        assert "1 brev ikke kvitteret" in text(theirs.get("/kommune/"))
        answer(journey, plan, actors.assessor, actors.municipality.pk)
        page = text(theirs.get("/kommune/"))
        assert ("ikke kvitteret" in page, "Breve til jer" in page) == (False, False)
    with when_released(), when_released():
        assert "Sendt af jer" not in text(ward.get("/afdeling/"))


def test_what_nobody_has_opened_is_marked_on_the_journeys_page(
    actors: Actors, journey: Journey, as_user: AsUser
) -> None:
    plan = written(journey, actors.nurse)
    send(journey, plan, actors.nurse, actors.municipality.pk)
    ward, theirs = as_user(actors.nurse), as_user(actors.assessor)
    page = f"/forloeb/{journey.pk}/"
    assert "Ulæst" not in text(theirs.get(page))
    with when_released():
        assert ("Ulæst" in text(ward.get(page)), "Ulæst" in text(theirs.get(page))) == (False, True)
        theirs.get(address(journey, plan))
        assert "Ulæst" not in text(theirs.get(page))
        # A newer version is unread anew.
        write(journey, plan, actors.nurse, aids="Lift")
        send(journey, plan, actors.nurse, actors.municipality.pk)
    with when_released(), when_released():
        assert "Ulæst" in text(theirs.get(page))
