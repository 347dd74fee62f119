"""One letter to two municipalities is two deliveries of the same words (SPEC A5; DESIGN §4 step 3)."""

from datetime import timedelta
from typing import Any

import pytest

from journeys.actions.rebuild import rebuild_citizen
from journeys.models import Citizen, Journey, JourneyEvent
from medcom.domain.states import MessageState
from medcom.models import InboundMessage
from medcom.parsing.building.builder import Episode, MessageOrganization
from tests.domain.medcom.stays import HOME_CARE, MONDAY, NANCY, WARD
from tests.factories.organisations import make_municipal_unit, make_municipality
from tests.medcom.mutations import copy_of, encounter, header, patient
from tests.medcom.world import NOW, deliver, make_world

pytestmark = pytest.mark.django_db
SECOND = MessageOrganization(sor="999800000000999", gln="5799998009991", name="Anden")


@pytest.fixture(autouse=True)
def world() -> None:
    make_world()
    make_municipal_unit(make_municipality("Anden Kommune", code="167"), "Anden", sor=SECOND.sor, gln=SECOND.gln)


def _letters() -> list[dict[str, Any]]:
    """The same admission to each receiver, under one MessageHeader.id, assembled three seconds apart."""
    episodes = [Episode(patient=NANCY, sender=WARD, receiver=receiver, seed=3) for receiver in (HOME_CARE, SECOND)]
    first, second = (copy_of(episode.admit(at=MONDAY)) for episode in episodes)
    first["timestamp"], second["timestamp"] = "2025-03-03T10:00:00+01:00", "2025-03-03T10:00:03+01:00"
    second["id"] = "22222222-2222-4222-8222-222222222222"
    assert header(first)["id"] == header(second)["id"]
    return [first, second]


def _codes(message: InboundMessage) -> set[str]:
    return {problem["code"] for problem in message.problems}


def _is_clean() -> bool:
    later = NOW + timedelta(hours=1)
    return not any(rebuild_citizen(row.pk, now=later, check=True) for row in Citizen.objects.all())


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_r4_5_a_letter_with_an_uncertain_time_reaches_both_municipalities(order: tuple[int, ...]) -> None:
    letters = _letters()
    for letter in letters:
        encounter(letter)["period"]["start"] = "2062-03-03T09:00:00+01:00"
    messages = [deliver(letters[place]) for place in order]
    assert [(each.answer_code, _codes(each)) for each in messages] == [("ok", {"hn.time_uncertain"})] * 2
    assert Journey.objects.current().get().status == "admitted"
    assert deliver(letters[order[1]]).state_value is MessageState.DUPLICATE
    assert _is_clean()


@pytest.mark.parametrize("changed", ["episode", "class", "period", "citizen"])
def test_r4_12_other_words_under_the_same_id_are_a_conflict(changed: str) -> None:
    first, second = _letters()
    if changed == "episode":
        encounter(second)["episodeOfCare"][0]["identifier"]["value"] = "22222222-2222-4222-8222-222222222222"
    elif changed == "class":
        encounter(second)["class"]["code"] = "EMER"
    elif changed == "period":
        encounter(second)["period"]["start"] = "2025-03-03T07:00:00+01:00"
    else:
        patient(second)["identifier"][0]["value"] = "2509479989"
    deliver(first)
    refused = deliver(second)
    assert refused.answer_code == "fatal-error"
    assert "intake.conflicting_duplicate" in _codes(refused)
    assert Journey.objects.current().get().status == "admitted"
    assert JourneyEvent.objects.count() == 1
