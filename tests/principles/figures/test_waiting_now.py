"""Who waits just now: what is not shown is neither called few nor told by the names beside it (RULES 6)."""

import pytest
from django.test import Client

from desk.selectors.figures.quality import Quality
from journeys.models import Journey
from organisations.models import CooperationArea
from principles.indicators.rules.suppression import withheld_named
from tests.actors import Actors
from tests.factories.organisations import make_hospital, make_ward
from tests.principles.indicators.test_page import NOW, area, cluster, wait
from tests.principles.indicators.test_pdf import words_of

pytestmark = pytest.mark.django_db
__all__ = ["area", "cluster"]
UNTOLD = "Hvor mange der venter, vises ikke: tallet er for lille eller kan røbe et lille."
REASONS = ("nursing_home_place", "home_measures", "temporary_place", "rehabilitation_place", "other")


def test_six_who_are_hidden_beside_four_are_not_called_few(actors: Actors, cluster: Client) -> None:
    """Three hospitals, in which four, six and nine wait: nothing says which of the hidden ones is small."""
    other, third = make_hospital("Hospital B"), make_hospital("Hospital C")
    houses = ((actors.hospital, 4), (other, 6), (third, 9))
    for hospital, number in houses:
        wait(actors, "nursing_home_place", number, hospital=hospital)
    for hospital, number in houses:
        address = f"?vis=hospital-{hospital.pk}"
        page = cluster.get(f"/noegletal/{address}").content.decode()
        paper = words_of(cluster.get(f"/noegletal.pdf{address}"))
        assert "Færre end fem" not in page + paper
        assert (UNTOLD in page, UNTOLD in paper) == (number < 9, number < 9)
        assert (f"<strong>{number}</strong> borgere" in page) is (number == 9)


def test_five_who_wait_for_five_things_are_not_named_by_them(
    actors: Actors, area: CooperationArea, cluster: Client
) -> None:
    """Five hidden reasons of five citizens are one each; of six, nobody knows which is two."""
    for reason in REASONS:
        wait(actors, reason, 1)
    page = cluster.get("/noegletal/").content.decode()
    assert "<strong>5</strong> borgere" in page
    assert "Hvad de venter på</caption>" not in page
    wait(actors, "home_measures", 1)
    page = cluster.get("/noegletal/").content.decode()
    assert page.count('<td class="number">vises ikke</td>') == len(REASONS)


def test_wards_are_not_named_where_the_names_say_that_each_has_one(actors: Actors) -> None:
    """Four wards under "fewer than five", five under five: one each."""
    found = []
    for number in range(6):
        wait(actors, "", 1)
        Journey.objects.filter(ward=None).update(ward=make_ward(actors.hospital, f"Afsnit {number}"))
        (gap,) = (each for each in Quality(NOW).found if each.key == "waits_without_reason")
        found.append((gap.number, len(gap.wards)))
    assert found == [(None, 1), (None, 2), (None, 3), (None, 0), (5, 0), (6, 0)]


def test_by_hand_a_larger_part_hides_that_the_others_are_one_each() -> None:
    assert withheld_named({"a": 1, "b": 1, "c": 1, "d": 1, "e": 1, "f": 9, "g": 20}) == frozenset("abcdef")
    assert withheld_named({"a": 2, "b": 1, "c": 1, "d": 1, "g": 20}) == frozenset("abcd")
    assert withheld_named({"a": 7, "b": 9}) == frozenset()
    assert withheld_named({}) == frozenset()
    assert withheld_named(dict.fromkeys("abcd", 1)) is None
