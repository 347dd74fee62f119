"""A journey that changes after it was shown: what was built on it falls, and a no is never forgotten (001-103)."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from discharge.wording.refused import RefusedByRule
from journeys.domain.events import EventKind as K
from journeys.domain.state.status import JourneyStatus
from journeys.models import Journey, JourneyEvent
from principles.learning.actions import answer_audit, nominate, object_to, show_case, tell_holder
from principles.learning.rules.asking import CaseState, Holder, Tone
from principles.learning.rules.audit import AuditVerdict
from principles.learning.selectors import shown_cases, state_of
from principles.models import LearningCase
from tests.actors import Actors
from tests.factories.journeys import discharged_journey, tell

pytestmark = pytest.mark.django_db


def shown(actors: Actors, journey: Journey) -> LearningCase:
    now = timezone.now()
    case = nominate(journey, tone=Tone.WENT_BADLY, words="Ingen ringede.", by=actors.nurse, now=now)
    tell_holder(case, whom=Holder.CITIZEN, on=timezone.localdate(), by=actors.nurse, now=now)
    return show_case(case, lesson="Ring.", by=actors.assessor, now=now)


def two_stays(actors: Actors) -> tuple[Journey, Journey]:
    now = timezone.now()
    first = discharged_journey(actors, now=now, hours_ago=200, stayed=50)
    return first, discharged_journey(actors, now=now, hours_ago=80, stayed=50, citizen=first.citizen)


def place(actors: Actors) -> dict[str, Any]:
    return {"provider": actors.ward, "hospital": actors.ward.root, "municipality": actors.municipality}


def become_one(actors: Actors, first: Journey) -> None:
    """A late correction of the first discharge: the second stay begins within four hours of it."""
    told = JourneyEvent.objects.get(kind=K.DISCHARGED.value, placement__journey=first)
    at = timezone.now() - timedelta(hours=132)
    tell(first.citizen, K.DISCHARGED, at=at, ref="moved", voids=told.source_ref, **place(actors))


def part(actors: Actors, first: Journey) -> None:
    at = timezone.now() - timedelta(hours=200)
    tell(first.citizen, K.DISCHARGED, at=at, ref="back", voids="moved", **place(actors))


@pytest.mark.parametrize("kinds", [(K.DISCHARGED,), (K.DISCHARGED, K.ADMITTED)])
def test_a_cancelled_discharge_or_stay_takes_the_pack_from_sight(actors: Actors, kinds: tuple[K, ...]) -> None:
    journey = discharged_journey(actors)
    case = shown(actors, journey)
    assert [row.pk for row in shown_cases()] == [case.pk]
    for told in JourneyEvent.objects.filter(kind__in=[kind.value for kind in kinds], placement__journey=journey):
        tell(journey.citizen, K.CANCELLED, at=timezone.now(), voids=told.source_ref)
    case = LearningCase.objects.get()
    assert (list(shown_cases()), state_of(case)) == ([], CaseState.WAITING)
    with pytest.raises(RefusedByRule):
        show_case(case, lesson="Ring.", by=actors.assessor, now=timezone.now())


def test_a_stay_that_ends_again_waits_for_a_new_look(actors: Actors) -> None:
    journey = discharged_journey(actors)
    case = shown(actors, journey)
    told = JourneyEvent.objects.get(kind=K.DISCHARGED.value, placement__journey=journey)
    tell(journey.citizen, K.CANCELLED, at=timezone.now(), voids=told.source_ref)
    tell(journey.citizen, K.DISCHARGED, at=timezone.now(), episodes=told.episode_ids, **place(actors))
    case = LearningCase.objects.get()
    assert case.journey.status == JourneyStatus.DISCHARGED.value
    assert (list(shown_cases()), state_of(case), case.pack, case.lesson) == ([], CaseState.WAITING, None, "Ring.")
    show_case(case, lesson="Ring før.", by=actors.assessor, now=timezone.now())
    assert [row.pk for row in shown_cases()] == [case.pk]


@pytest.mark.parametrize("seen", [K.DISCHARGED, K.DIED])
def test_a_correction_that_leaves_the_stay_over_leaves_the_pack(actors: Actors, seen: K) -> None:
    journey = discharged_journey(actors)
    case = shown(actors, journey)
    if seen is K.DIED:
        tell(journey.citizen, K.DIED, at=timezone.now(), **place(actors))
    else:
        told = JourneyEvent.objects.get(kind=K.DISCHARGED.value, placement__journey=journey)
        tell(journey.citizen, K.DISCHARGED, at=told.occurred_at, voids=told.source_ref, **place(actors))
    assert [row.pk for row in shown_cases()] == [case.pk]


def test_a_case_follows_into_the_journey_that_its_own_is_part_of(actors: Actors) -> None:
    first, second = two_stays(actors)
    case = shown(actors, second)
    become_one(actors, first)
    assert Journey.objects.get(pk=second.pk).merged_into == first
    assert LearningCase.objects.get().journey == first
    assert [row.pk for row in shown_cases()] == [case.pk]
    object_to(case, whom=Holder.CITIZEN, by=actors.nurse, now=timezone.now())
    assert not shown_cases()


@pytest.mark.parametrize("which", [0, 1])
@pytest.mark.parametrize("other_has_one", [False, True])
def test_a_no_to_one_of_two_holds_of_both_also_when_they_part_again(
    actors: Actors, which: int, other_has_one: bool
) -> None:
    stays = two_stays(actors)
    case = shown(actors, stays[which])
    if other_has_one:
        shown(actors, stays[1 - which])
    object_to(case, whom=Holder.CITIZEN, by=actors.nurse, now=timezone.now())
    become_one(actors, stays[0])
    assert not shown_cases()
    part(actors, stays[0])
    assert Journey.objects.get(pk=stays[1].pk).merged_into is None
    for stay in stays:
        with pytest.raises(RefusedByRule) as refused:
            nominate(stay, tone=Tone.WENT_WELL, words="Godt.", by=actors.assessor, now=timezone.now())
        assert refused.value.code == "learning.objected"
    assert {state_of(row) for row in LearningCase.objects.all()} == {CaseState.OBJECTED}


def test_two_cases_of_one_stay_lose_no_word_and_are_looked_at_anew(actors: Actors) -> None:
    first, second = two_stays(actors)
    now = timezone.now()
    for stay, words in ((first, "Tidligt."), (second, "Sent.")):
        case = shown(actors, stay)
        answer_audit(
            case, {"owner": (AuditVerdict.YES, words), "early": (AuditVerdict.NO, "")}, by=actors.nurse, now=now
        )
        now += timedelta(minutes=1)
    become_one(actors, first)
    case = LearningCase.objects.get()
    assert (case.journey, state_of(case), case.lesson) == (first, CaseState.WAITING, "Ring.\n\nRing.")
    assert case.nominations.get().words == "Ingen ringede.\n\nIngen ringede."
    assert {row.question: row.words for row in case.audit.all()} == {"owner": "Sent.", "early": ""}
