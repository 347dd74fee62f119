"""By when a letter is read: where it is begun, sent and waits, and for programs (flowchart 1-40, 2-5)."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client

from discharge.channel.rules.channel import ChannelDocument as Code
from discharge.settings.actions import decide
from journeys.models import Journey
from organisations.models import CooperationArea, CooperationAreaMember, User
from tests.actors import Actors
from tests.desk.documents.test_pages import address, text
from tests.documents.test_sending import lying
from tests.documents.writing import answer, send, written

AsUser = Callable[[User], Client]
pytestmark = pytest.mark.django_db
# A Monday at 13 o'clock in Denmark.
NOON = datetime(2026, 11, 16, 12, tzinfo=UTC)


@pytest.fixture
def journey(actors: Actors) -> Journey:
    with time_machine.travel(NOON - timedelta(days=2), tick=False):
        return lying(actors)


def receivers(client: Client, journey: Journey, kind: str) -> dict[str, Any]:
    (choice,) = (
        each
        for each in client.get(f"/api/v1/journeys/{journey.pk}/document-choices/").json()["choices"]
        if each["kind"] == kind
    )
    return {each["unit"]: each for each in choice["receivers"]}


def test_the_municipality_reads_at_its_next_shift_and_only_correspondence(
    actors: Actors, journey: Journey, as_user: AsUser
) -> None:
    with time_machine.travel(NOON, tick=False):
        nurse, municipality = as_user(actors.nurse), str(actors.municipality.pk)
        assert "læses senest i dag kl. 15.00" in text(nurse.get(address(journey)))
        letter = receivers(nurse, journey, "correspondence")[municipality]
        assert (letter["read_by"], letter["send_before"]) == ("2026-11-16T15:00:00+01:00", None)
        assert receivers(nurse, journey, "care_pathway_plan")[municipality]["read_by"] is None
        draft = written(journey, actors.nurse, Code.CORRESPONDENCE)
        assert "læses senest i dag kl. 15.00" in text(nurse.get(address(journey, draft, "send/")))


def test_a_letter_to_the_ward_says_when_it_is_read_until_somebody_answers(
    actors: Actors, journey: Journey, as_user: AsUser
) -> None:
    ward = actors.ward
    with time_machine.travel(NOON, tick=False):
        letter = receivers(as_user(actors.assessor), journey, "correspondence")[str(ward.pk)]
        assert (letter["read_by"], letter["send_before"]) == ("2026-11-16T15:00:00+01:00", "2026-11-16T14:30:00+01:00")
        draft = written(journey, actors.assessor, Code.CORRESPONDENCE)
        page = text(as_user(actors.assessor).get(address(journey, draft, "send/")))
        assert "læses senest i dag kl. 15.00, når det sendes før kl. 14.30" in page
        send(journey, draft, actors.assessor, ward.pk)
    with time_machine.travel(NOON + timedelta(minutes=5), tick=False):
        assert "læses senest man. 16-11 kl. 15.00" in text(as_user(actors.assessor).get(address(journey, draft)))
    with time_machine.travel(NOON + timedelta(hours=2), tick=False):
        assert "skulle være læst man. 16-11 kl. 15.00" in text(as_user(actors.assessor).get(address(journey, draft)))
        answer(journey, draft, actors.nurse, ward.pk)
    with time_machine.travel(NOON + timedelta(hours=3), tick=False):
        assert "være læst" not in text(as_user(actors.assessor).get(address(journey, draft)))


def test_a_practice_has_promised_nothing(actors: Actors, journey: Journey, as_user: AsUser) -> None:
    with time_machine.travel(NOON, tick=False):
        letter = receivers(as_user(actors.nurse), journey, "correspondence")[str(actors.practice.pk)]
        assert letter["read_by"] is None
        assert "læses senest" not in str(letter)


def test_whoever_writes_no_letters_is_not_told(actors: Actors, journey: Journey, as_user: AsUser) -> None:
    where = f"/api/v1/journeys/{journey.pk}/document-choices/"
    assert as_user(actors.stranger).get(where).status_code == 404


def test_by_when_the_other_side_reads_stands_over_the_worklist(
    actors: Actors, journey: Journey, as_user: AsUser
) -> None:
    with time_machine.travel(NOON, tick=False):
        assert "En korrespondance til kommunen læses senest i dag kl. 15.00." in text(
            as_user(actors.nurse).get("/afdeling/")
        )
        before = "En korrespondance til afdelingen læses senest i dag kl. 15.00, når det sendes før kl. 14.30."
        assert before in text(as_user(actors.assessor).get("/kommune/"))
        assert "En korrespondance til" not in text(as_user(actors.gp).get("/praksis/"))


def test_a_cooperation_area_has_its_own_hours_and_limits_from_a_day_on(
    actors: Actors, journey: Journey, as_user: AsUser
) -> None:
    """RULES §7 G1–G6: of its hospitals and municipalities, on lists, letters and for programs; others keep theirs."""
    area = CooperationArea.objects.create(key="nord", name="Nordklyngen")
    for house in (actors.hospital, actors.municipality):
        CooperationAreaMember.objects.create(area=area, organisation=house)
    today = NOON.date()
    for point, value in (("G1", "07.00, 21.30"), ("G4", "13.30"), ("G5", "72")):
        decide(point, value, by=actors.administrator, now=NOON, reason="Aftalt", valid_from=today, area=area)
    other = CooperationArea.objects.create(key="syd", name="Sydklyngen")
    decide("G1", "03.00", by=actors.administrator, now=NOON, reason="Aftalt", area=other)
    cache.clear()
    with time_machine.travel(NOON, tick=False):
        nurse, municipality = as_user(actors.nurse), str(actors.municipality.pk)
        letter = receivers(nurse, journey, "correspondence")[municipality]
        assert letter["read_by"] == "2026-11-16T21:30:00+01:00"
        assert "læses senest i dag kl. 21.30" in text(nurse.get("/afdeling/"))
        assert "når det sendes før kl. 13.30" in text(as_user(actors.assessor).get("/kommune/"))
        young = lying(actors, hours_ago=50)
        assert receivers(nurse, young, "care_pathway_plan")[municipality]["allowed"] is None
        assert "Det vides ikke, om opholdet varer 72 timer." in text(nurse.get(address(young)))
    with time_machine.travel(NOON - timedelta(hours=14), tick=False):
        # The day before, the 24 hours of all still hold.
        assert receivers(nurse, young, "care_pathway_plan")[municipality]["allowed"] is True
