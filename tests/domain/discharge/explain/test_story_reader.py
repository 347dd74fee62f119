"""Reading a story from a file: words, codes, and references among events."""

from typing import Any

import pytest

from discharge.explain.rules.explaining import explain
from discharge.explain.rules.facts_reader import BadFacts
from tests.domain.discharge.stories import at

BEGUN = {"kind": "STIN", "occurred_at": "2026-11-09T10:00+01:00", "ref": "in"}
LEFT = {"kind": "SLHJ", "occurred_at": "2026-11-11T10:00+01:00", "ref": "out"}
WHERE = {"speciality": "somatic", "region": "RM"}


def told(when: str, *events: dict[str, Any], **top: Any) -> dict[str, Any]:
    return explain("responsibility", {**WHERE, **top, "events": list(events)}, now=at(f"2026-11-{when}+01:00"))


def said(kind: str, **more: Any) -> dict[str, Any]:
    return {"kind": kind, "occurred_at": "2026-11-11T11:00+01:00", **more}


ANSWERS = (said("nursing_answered", community_nursing="ja"), said("destination_stated", destination="plejehjem"))


def test_answers_may_come_as_events_or_stand_at_the_top() -> None:
    assert told("12T10:00", BEGUN, LEFT, *ANSWERS)["state"] == "S6"
    assert told("12T10:00", BEGUN, LEFT, destination="eget hjem", community_nursing=True)["state"] == "S6"


def test_an_affiliation_is_an_answer_too() -> None:
    nursing = said("affiliation_stated", affiliation="community_nursing", value=False)
    assert told("12T10:00", BEGUN, LEFT, nursing, ANSWERS[1])["state"] == "S7"


@pytest.mark.parametrize(("word", "state"), [("psykiatri", "S7"), ("som", "S6")])
def test_the_speciality_may_come_as_an_event_in_the_words_of_the_field(word: str, state: str) -> None:
    stated = said("speciality_stated", speciality=word)
    assert told("12T10:00", BEGUN, LEFT, *ANSWERS, stated, speciality=None)["state"] == state


@pytest.mark.parametrize("place", [{"region": "1081"}, {"speciality": "psykiatri"}])
def test_the_ward_may_be_described_on_the_event(place: dict[str, str]) -> None:
    assert told("12T10:00", {**BEGUN, **place}, {**LEFT, **place}, *ANSWERS)["state"] == "S7"


def test_a_speciality_may_be_stated_by_hand() -> None:
    story = (BEGUN, LEFT, *ANSWERS, said("speciality_stated", speciality="psychiatric"))
    assert explain("responsibility", {"events": [*story]}, now=at("2026-11-12T10:00+01:00"))["state"] == "S7"


def test_a_cancellation_may_name_its_event_in_any_order_and_without_a_time() -> None:
    assert told("12T10:00", BEGUN, said("AN_SLHJ", voids_ref="out"), LEFT)["state"] == "S3"
    assert told("12T10:00", BEGUN, LEFT, {"kind": "AN_SLHJ"})["state"] == "S3"


@pytest.mark.parametrize(("source", "state"), [("form", "S0"), ("message", "S6u")])
def test_r4_5_what_was_entered_in_a_stay_by_hand_falls_with_it(source: str, state: str) -> None:
    begun, left = {**BEGUN, "source": source}, {**LEFT, "source": source, "anchor": "in"}
    assert (
        told("12T10:00", begun, left, said("cancelled", voids_ref="in", source=source, anchor="in"))["state"] == state
    )


def test_what_was_entered_belongs_to_the_stay_in_which_it_was() -> None:
    """A destination that is stated late, of the first stay: the second one still asks."""
    again = {"kind": "STIN", "occurred_at": "2026-11-11T16:00+01:00", "ref": "again"}
    left = {"kind": "SLHJ", "occurred_at": "2026-11-13T10:00+01:00"}
    nursing = {**ANSWERS[0], "occurred_at": "2026-11-13T10:00+01:00"}
    late = {**ANSWERS[1], "occurred_at": "2026-11-13T11:00+01:00"}
    story = (BEGUN, LEFT, again, left, nursing)
    assert told("13T12:00", *story, late)["state"] == "S6"
    assert told("13T12:00", *story, {**late, "source": "form", "anchor": "in"})["state"] == "S6u"


def test_a_handover_names_the_next_doctor() -> None:
    events = (BEGUN, {"kind": "handover_offered", "occurred_at": "2026-11-09T12:00+01:00", "name": "Bo Lind"})
    accepted = {"kind": "handover_accepted", "occurred_at": "2026-11-09T13:00+01:00"}
    assert told("09T14:00", *events, accepted)["responsible_physician"]["name"] == "Bo Lind"


def test_an_extension_reads_its_own_time_strictly() -> None:
    longer = said("extended", until="2026-11-20T10:00+01:00")
    assert told("18T10:00", BEGUN, LEFT, *ANSWERS, longer)["state"] == "S6"
    with pytest.raises(BadFacts, match="until"):
        told("18T10:00", BEGUN, LEFT, *ANSWERS, said("extended", until="2026-11-20T10:00"))


@pytest.mark.parametrize(("gp", "kind"), [("Lægerne Torvet", "gp"), (None, "gp"), ("none", "unknown")])
def test_a_gp_known_unknown_or_known_to_be_none(gp: str | None, kind: str) -> None:
    assert told("08T10:00", BEGUN, gp=gp)["responsible_physician"]["kind"] == kind


def test_an_episode_given_in_the_file_is_kept() -> None:
    assert told("12T10:00", {**BEGUN, "episode": "a"}, {**LEFT, "episode": "a"}, *ANSWERS)["state"] == "S6"


def test_a_referral_by_the_practice_without_a_doctor() -> None:
    answer = told("09T11:00", {**BEGUN, "kind": "acute_start", "referred_by": "lægevagt"}, gp="none")
    assert (answer["state"], answer["alerts"][0]["code"]) == ("S8", "pal.no_gp")
