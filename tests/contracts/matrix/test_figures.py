"""People × the journeys behind a published figure: sight for each of them, whatever the number says (DESIGN §6)."""

import pytest
from django.urls import reverse

from organisations.domain.roles import Role
from principles.indicators.rules import suppression
from principles.indicators.rules.publication import Cut
from principles.models import FigureCensus, IndicatorCase, PublishedFigure
from tests.contracts.matrix.ground.world import World, undone
from tests.contracts.matrix.oracle import HOSPITAL, Person, Place, takes_part
from tests.contracts.matrix.test_lists import names_on

pytestmark = [pytest.mark.django_db, pytest.mark.walk]
READERS = HOSPITAL | {Role.NEEDS_ASSESSOR, Role.COMMUNITY_NURSE}
LIVE = {"HX-Request": "true", "HX-Trigger": "live-list"}


def counted(matrix: World) -> str:
    """A last month in which every journey of the world is a case of K20, told of the region; the month."""
    first = matrix.now.date().replace(day=1)
    month = first.replace(year=first.year - (first.month == 1), month=first.month - 1 or 12)
    IndicatorCase.objects.filter(line="K20").delete()
    standing = {"line": "K20", "number": 0, "numerator": 1, "on": month, "month": month, "counts_from": matrix.now}
    IndicatorCase.objects.bulk_create(
        [IndicatorCase(journey=each.journey, speciality="somatic", **standing) for each in matrix.journeys]
    )
    FigureCensus.objects.create(month=month, taken_on=first, version=1, made_at=matrix.now)
    told = {"number": 900, "numerator": 450, "amount": 0.0, "shown": True, "share_shown": True}
    PublishedFigure.objects.create(cut=Cut.REGION, line="K20", period=month, version=1, taken_on=first, **told)
    return f"{month:%Y-%m}"


def listed_of(person: Person, matrix: World) -> set[str]:
    """Whose journeys stand on this person's list; an entry that nobody has confirmed is no case."""
    own = [each.situation for each in matrix.journeys if takes_part(person, each.situation)]
    return {situation.name for situation in own if situation.place is not Place.ENTRY}


def test_a_figure_leads_to_the_readers_own_journeys_and_no_other(
    matrix: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    # What a number may tell is tried in tests/principles/indicators/test_behind.py; here it stands in no one's way.
    monkeypatch.setattr(suppression, "FEWEST", 0)
    different = []
    with undone():
        month = counted(matrix)
        query = f"?vis=region&linje=K20&maaned={month}"
        asked = f"{reverse('api:figure-journeys')}?scope=region&line=K20&month={month}"
        for somebody in matrix.people:
            client, role = matrix.clients[somebody.person.name], somebody.person.role
            own = listed_of(somebody.person, matrix) if role in READERS else set()
            page = names_on(client.get(reverse("desk:figures-behind") + query), matrix)
            part = names_on(client.get(reverse("desk:figures-behind") + query, headers=LIVE), matrix)
            body = client.get(asked).content.decode()
            listed = {each.situation.name for each in matrix.journeys if str(each.journey.pk) in body}
            if not page == part == own or not listed <= own or (own and not listed):
                different.append((somebody.person.name, page ^ own, part ^ own, listed - own))
    assert different == [], "\n".join(map(str, different))
