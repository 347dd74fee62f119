"""Leave, transfer, cancellation and leaving against advice, as letter and close-out see them (RULES 2i V1–V8)."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from discharge.models import CloseOutCondition, DischargeLetter, ExtendedResponsibility
from discharge.responsibility.selectors import strip_for
from journeys.domain.events import EventKind as K
from journeys.models import Journey, Task
from tests.actors import Actors
from tests.factories.journeys import admitted_journey, end_journey, make_citizen, tell, tell_journey

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def letters(journey: Journey) -> int:
    return DischargeLetter.objects.filter(journey=journey).count()


def open_conditions(journey: Journey) -> set[str]:
    return set(CloseOutCondition.objects.filter(journey=journey, state="open").values_list("condition", flat=True))


@pytest.mark.parametrize(("row", "hours"), [("V1", 20), ("V2", 80)])
def test_v1_v2_leave_is_no_discharge(row: str, hours: int, actors: Actors) -> None:
    journey = admitted_journey(actors, now=NOW)
    end_journey(journey, K.LEAVE_STARTED, at=NOW)
    end_journey(journey, K.LEAVE_ENDED, at=NOW + hours * HOUR)
    assert letters(journey) == 0
    assert "discharged" in open_conditions(journey)


def test_v3_a_move_within_the_hospital_keeps_what_was_done_and_the_doctor(actors: Actors) -> None:
    journey = admitted_journey(actors, now=NOW)
    tell_journey(journey, K.FMK_UPDATED, at=NOW)
    tell_journey(journey, K.PLACED, at=NOW + HOUR, provider=actors.hospital, hospital=actors.hospital)
    assert "fmk" not in open_conditions(journey)
    assert strip_for(journey, now=NOW + HOUR, visible=None).physician.startswith("Henrik Dalsgaard")


def test_v4_a_transfer_to_another_hospital_is_one_journey_without_letter_or_window(actors: Actors) -> None:
    journey = admitted_journey(actors, now=NOW)
    tell(
        journey.citizen,
        K.ADMITTED,
        at=NOW,
        episode="local:elsewhere",
        provider=actors.other_ward,
        hospital=actors.other_ward.root,
    )
    assert Journey.objects.current().get(citizen=journey.citizen).pk == journey.pk
    assert letters(journey) == 0
    assert not ExtendedResponsibility.objects.filter(journey=journey).exists()


def test_v4_the_receiving_ward_owes_the_letter(actors: Actors) -> None:
    journey = admitted_journey(actors, now=NOW)
    place = {"provider": str(actors.other_ward.pk), "hospital": str(actors.other_ward.root_id)}
    tell(journey.citizen, K.ADMITTED, at=NOW, episode="local:elsewhere", **place)  # type: ignore[arg-type]
    tell(journey.citizen, K.DISCHARGED, at=NOW + 48 * HOUR, episode="local:elsewhere", **place)  # type: ignore[arg-type]
    assert DischargeLetter.objects.get(journey=journey).owner == actors.other_ward


def test_v6_a_death_leaves_the_letter_and_no_window(actors: Actors) -> None:
    journey = admitted_journey(actors, now=NOW)
    end_journey(journey, K.DIED, at=NOW)
    assert letters(journey) == 1
    assert not ExtendedResponsibility.objects.filter(journey=journey).exists()


def test_v7_a_planned_stay_that_is_called_off_has_nothing_to_close(actors: Actors) -> None:
    citizen = make_citizen()
    tell(citizen, K.GP_STATED, at=NOW - HOUR, organisation=actors.practice)
    planned = tell(
        citizen, K.ADMISSION_DECIDED, at=NOW, planned_at=(NOW + 9 * HOUR).isoformat(), hospital=actors.hospital
    )
    assert planned.journey is not None
    tell_journey(planned.journey, K.ADMISSION_CALLED_OFF, at=NOW + HOUR, reason="Borgeren ønsker det ikke")
    assert open_conditions(planned.journey) == set()
    assert not Task.objects.open().filter(journey=planned.journey).exists()
    assert strip_for(planned.journey, now=NOW + HOUR, visible=None).state == "S0"


def test_v8_leaving_against_advice_owes_a_letter_and_leaves_the_72_hours_open(actors: Actors) -> None:
    journey = admitted_journey(actors, now=NOW, nursing=True)
    tell_journey(journey, K.DESTINATION_STATED, at=NOW - HOUR, destination="own_home")
    first = journey.placements.select_related("event").order_by("position")[0].event
    tell(
        journey.citizen,
        K.DISCHARGED,
        at=NOW,
        episode=first.episode_ids[0],
        provider=actors.ward,
        hospital=actors.hospital,
        ended_by="left_against_advice",
    )
    assert letters(journey) == 1
    assert ExtendedResponsibility.objects.get(journey=journey).eligible is None


def test_any_arrival_order_gives_the_same_letters_and_conditions(actors: Actors) -> None:
    place: dict[str, Any] = {
        "provider": actors.ward,
        "hospital": actors.hospital,
        "municipality": actors.municipality,
        "episode": "e",
    }
    told: list[tuple[K, float, dict[str, Any]]] = [
        (K.ADMITTED, 0, {}),
        (K.FMK_UPDATED, 40, {}),
        (K.DISCHARGED, 48, {}),
        (K.LETTER_SENT, 49, {"follow_up": True, "recommendation": "Nyretal"}),
        (K.LETTER_ACKNOWLEDGED, 50, {"positive": False}),
        (K.LETTER_SENT, 51, {"follow_up": False}),
        (K.LETTER_ACKNOWLEDGED, 52, {"positive": True}),
        (K.MUNICIPAL_ENROLLED, 53, {"needed": True}),
        (K.ADMITTED, 51.5, {}),
        (K.DISCHARGED, 90, {}),
    ]
    found = []
    for order in (told, told[::-1], told[5:] + told[:5]):
        citizen = make_citizen()
        for kind, hours, said in order:
            tell(citizen, kind, at=NOW + hours * HOUR, now=NOW + 100 * HOUR, **place, **said)
        letters = DischargeLetter.objects.filter(journey__citizen=citizen)
        rows = CloseOutCondition.objects.filter(journey__citizen=citizen)
        found.append(
            (
                list(letters.values_list("discharged_at", "due_at", "sent_at", "acknowledged_at", "owner")),
                list(rows.values_list("condition", "state", "met_at", "owner", "due_at")),
            )
        )
    assert found[0] == found[1] == found[2]
