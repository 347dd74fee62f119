"""What the builder makes is valid by our checker and by fhir.resources, for every event and any order of them."""

from copy import deepcopy
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from fhir.resources.R4B.bundle import Bundle
from hypothesis import given, settings
from hypothesis import strategies as st

from medcom.parsing.activities import ACTIVITIES
from medcom.parsing.building.builder import Episode
from medcom.parsing.checking.checker import check
from medcom.parsing.fhir.decode import decode, encode_xml
from medcom.parsing.messages.notification import read_notification
from tests.domain.medcom.stays import HOME_CARE, HOUR, MONDAY, NANCY, OTHER_WARD, STAYS, WARD, stay

LATER = MONDAY + timedelta(days=2)


def corrected_and_cancelled(name: str) -> Episode:
    """The stay, its last message corrected and then cancelled."""
    steps = {
        "acute": (), "inpatient": (), "acute, home": ("discharge",), "acute, dead": ("die",), "on leave": ("leave",),
        "back from leave": ("leave", "come_back"), "home": ("discharge",), "home from leave": ("leave", "discharge"),
        "dead": ("die",), "dead on leave": ("leave", "die"),
    }  # fmt: skip
    episode = stay(*steps[name], emergency=name.startswith("acute"))
    episode.revise(at=MONDAY + len(steps[name]) * HOUR + HOUR / 2, sent_at=LATER)
    episode.cancel(sent_at=LATER + HOUR)
    return episode


ALL = [name for name in STAYS if name != "dead on arrival"]


@pytest.mark.parametrize("name", STAYS)
def test_stay_is_clean(name: str) -> None:
    assert [check(bundle) for bundle in STAYS[name].bundles] == [()] * len(STAYS[name].bundles)


@pytest.mark.parametrize("name", ALL)
def test_correction_and_cancellation_are_clean(name: str) -> None:
    bundles = corrected_and_cancelled(name).bundles
    assert [check(bundle) for bundle in bundles] == [()] * len(bundles)


@pytest.mark.parametrize("name", ALL)
def test_another_judge_agrees(name: str) -> None:
    for bundle in corrected_and_cancelled(name).bundles:
        Bundle.model_validate(bundle)


def test_all_activities_are_built() -> None:
    built = {read_notification(bundle).activity for name in ALL for bundle in corrected_and_cancelled(name).bundles}
    assert built == set(ACTIVITIES)


def test_same_seed_makes_the_same_messages() -> None:
    assert stay("discharge", seed=5).bundles == stay("discharge", seed=5).bundles


def test_another_seed_makes_other_ids() -> None:
    ids = [read_notification(stay(seed=seed).bundles[0]).message_id for seed in range(50)]
    assert len(set(ids)) == 50


def test_a_resend_has_a_new_envelope_and_the_same_letter() -> None:
    episode = stay()
    again = episode.resend(sent_at=LATER)
    first, second = read_notification(episode.bundles[0]), read_notification(again)
    assert (first.message_id, first.identity) == (second.message_id, second.identity)
    assert first.bundle_id != second.bundle_id


@pytest.mark.parametrize(
    ("name", "moved"),
    [
        ("acute", {"start"}),
        ("inpatient", {"start"}),
        ("on leave", {"leave_start"}),
        ("back from leave", {"leave_end"}),
        ("home", {"end"}),
        ("dead", {"end"}),
        ("dead on arrival", {"start", "end"}),
    ],
)
def test_a_correction_moves_the_time_of_its_event_alone(name: str, moved: set[str]) -> None:
    episode = deepcopy(STAYS[name])
    before, corrected = episode.latest.stay, MONDAY + len(episode.built) * HOUR
    episode.revise(at=corrected, sent_at=LATER)
    assert episode.latest.stay == replace(before, **dict.fromkeys(moved, corrected))


def test_only_a_standing_message_is_corrected() -> None:
    episode = stay()
    episode.cancel(sent_at=LATER)
    with pytest.raises(ValueError, match="cancellation"):
        episode.cancel(sent_at=LATER)


def test_a_cancelled_admission_goes_back_to_the_acute_stay() -> None:
    episode = stay(emergency=True)
    episode.admit(at=MONDAY + HOUR)
    episode.cancel(sent_at=MONDAY + 2 * HOUR)
    episode.discharge(at=MONDAY + 3 * HOUR)
    found = [read_notification(bundle) for bundle in episode.bundles]
    assert [check(bundle) for bundle in episode.bundles] == [()] * 4
    assert [item.activity for item in found[2:]] == ["cancel-admit-inpatient", "discharge-emergency-home"]


def test_a_stay_does_not_begin_with_leave() -> None:
    with pytest.raises(ValueError, match="begins"):
        Episode(patient=NANCY, sender=WARD, receiver=HOME_CARE).leave(at=MONDAY)


def test_the_service_provider_may_be_another_than_the_sender() -> None:
    episode = Episode(patient=NANCY, sender=WARD, receiver=HOME_CARE, service_provider=OTHER_WARD)
    bundle = episode.admit(at=MONDAY)
    assert check(bundle) == ()
    found = read_notification(bundle)
    assert found.service_provider is not None
    assert (found.service_provider.sor, found.sender.sor) == (OTHER_WARD.sor, WARD.sor)


def test_lpr3_identifier_stands_beside_the_local_one() -> None:
    uuid5 = "fc60e762-b13b-5773-865e-67f3907bdcc7"
    bundle = Episode(patient=NANCY, sender=WARD, receiver=HOME_CARE, lpr3_id=uuid5).admit(at=MONDAY)
    assert check(bundle) == ()
    assert read_notification(bundle).episode_ids[1] == f"lpr3:{uuid5}"


STEPS = ["leave", "come_back", "discharge", "die", "admit", "revise", "cancel"]


def play(steps: list[str], *, emergency: bool) -> list[dict[str, Any]]:
    """As many of the steps as the state machine allows (SPEC A3.4)."""
    episode = stay(emergency=emergency)
    for hours, step in enumerate(steps, start=1):
        latest, at = episode.latest, MONDAY + hours * HOUR
        status, is_cancelled = latest.stay.status, latest.operation == "cancel"
        if step in {"revise", "cancel"}:
            if not is_cancelled:
                getattr(episode, step)(sent_at=at)
        elif step == "admit":
            if status == "in-progress" and not latest.stay.deceased:
                episode.admit(at=at, emergency=hours % 2 == 0)
        elif latest.stay.deceased or (latest.stay.emergency and step in {"leave", "come_back"}):
            continue
        elif status == {"come_back": "onleave"}.get(step, "in-progress"):
            getattr(episode, step)(at=at)
    return episode.bundles


@settings(max_examples=60, deadline=None)
@given(steps=st.lists(st.sampled_from(STEPS), max_size=8), emergency=st.booleans())
def test_any_course_is_clean_in_json_and_xml(steps: list[str], emergency: bool) -> None:
    for bundle in play(steps, emergency=emergency):
        assert check(bundle) == ()
        assert decode(encode_xml(bundle)) == bundle
        read_notification(bundle)
