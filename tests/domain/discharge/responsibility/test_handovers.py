"""An acceptance answers its own offer: the doctor's responsibility is one, the acute function another (2d S3b, S8, S9).

R2b-7: one event served both; events written before that say nothing of the offer and are read by what was open.
"""

from dataclasses import replace

import pytest

from discharge.responsibility.rules.parties import Answer, responsibility_at
from discharge.responsibility.rules.situation import Story
from journeys.domain.doctors.handovers import HandoverOffer, acute_function_at
from journeys.domain.doctors.physicians import physician_at
from journeys.domain.doctors.silences import last_sign
from journeys.domain.events import EventKind as K
from journeys.domain.events import EventRecord
from journeys.domain.history.grouping import histories_of
from journeys.domain.history.history import History
from journeys.domain.sight.rights import rights_to
from organisations.domain.permissions import Permission
from tests.domain.discharge.stories import GP, WARD, event, hour, place_of, stay

KNOWN = event(K.GP_STATED, hour(-100), organisation=GP)
NAMED = event(K.PHYSICIAN_NAMED, hour(1), name="Anna Holm", organisation=WARD)
OFFERED = event(K.HANDOVER_OFFERED, hour(10), name="Bo Lind", organisation="other-ward")
SIDES = ("physician", "acute_function")


def referred(when: float, by: str) -> EventRecord:
    return event(K.ACUTE_FUNCTION_STARTED, hour(when), referred_by=by, organisation="unit")


def accepted(when: float, offer: str | None, by: str | None = None) -> EventRecord:
    said = event(K.HANDOVER_ACCEPTED, hour(when), **({"offer": offer} if offer else {}))
    return replace(said, organisation=by)


def answer(events: list[EventRecord], when: float) -> Answer:
    return responsibility_at(hour(when), Story.of(*histories_of(events), place_of=place_of)).answer


def person(events: list[EventRecord], when: float) -> str | None:
    found = answer(events, when).responsible_physician
    return found.person if found else None


FUNCTION_FIRST = [KNOWN, referred(-10, "gp"), referred(-5, "hospital"), *stay(0, 48), NAMED, OFFERED]
DOCTOR_FIRST = [KNOWN, referred(-10, "gp"), event(K.ADMITTED, hour(0)), NAMED, OFFERED, referred(10.5, "hospital")]


@pytest.mark.parametrize("offer", ["physician", None], ids=["named", "old event"])
def test_r2b_7_a_doctor_who_takes_over_a_patient_takes_no_acute_function(offer: str | None) -> None:
    events = [*FUNCTION_FIRST, accepted(11, offer)]
    assert person(events, 12) == "Bo Lind"
    found = answer(events, 50)
    assert (found.state.value, [alert.code for alert in found.alerts]) == (
        "S8",
        ["acute_function.takeover_not_accepted"],
    )


@pytest.mark.parametrize("offer", ["acute_function", None], ids=["named", "old event"])
def test_r2b_7_who_takes_over_the_acute_function_takes_over_no_patient(offer: str | None) -> None:
    events = [*DOCTOR_FIRST, accepted(11, offer)]
    assert person(events, 12) == "Anna Holm"
    assert answer(events, 12).state.value == "S3b"
    function = acute_function_at(events, hour(12))
    assert function is not None
    assert (function.referred_by, function.takeover_by) == ("hospital", None)


@pytest.mark.parametrize("first", [FUNCTION_FIRST, DOCTOR_FIRST], ids=["function first", "doctor first"])
@pytest.mark.parametrize("order", [SIDES, SIDES[::-1]], ids="-".join)
def test_r2b_7_each_of_two_acceptances_answers_its_own_offer(first: list[EventRecord], order: tuple[str, str]) -> None:
    events = [*first, accepted(11, order[0]), accepted(12, order[1])]
    events = sorted(events, key=lambda each: each.occurred_at)
    function = acute_function_at(events, hour(13))
    assert person(events, 13) == "Bo Lind"
    assert function is not None
    assert function.referred_by == "hospital"


def test_r2b_7_an_acceptance_of_what_was_never_offered_takes_nothing_over() -> None:
    events = [KNOWN, event(K.ADMITTED, hour(0)), NAMED, OFFERED, accepted(11, "acute_function")]
    assert person(events, 12) == "Anna Holm"
    events = [KNOWN, referred(-10, "gp"), referred(-5, "hospital"), accepted(-4, "physician")]
    function = acute_function_at(events, hour(0))
    assert function is not None
    assert function.takeover_by == "hospital"


@pytest.mark.parametrize(
    ("by", "doctor"), [("other-ward", "Bo Lind"), (GP, "Anna Holm")], ids=["the ward asked", "another side"]
)
def test_r2b_7_an_old_event_is_of_whoever_was_asked_when_both_offers_were_open(by: str, doctor: str) -> None:
    assert person([*FUNCTION_FIRST, accepted(11, None, by)], 12) == doctor
    assert person([*DOCTOR_FIRST, accepted(11, None, by)], 12) == doctor


def test_r2b_7_the_right_to_take_an_acceptance_back_is_that_of_its_side() -> None:
    assert rights_to(K.HANDOVER_ACCEPTED, {"offer": "physician"}) == (Permission.ACCEPT_RESPONSIBLE_PHYSICIAN,)
    assert rights_to(K.HANDOVER_ACCEPTED, {"offer": "acute_function"}) == (Permission.TAKE_OVER_ACUTE_FUNCTION,)
    assert len(rights_to(K.HANDOVER_ACCEPTED, {})) == 2


def test_r2b_7_that_a_practice_takes_over_an_acute_function_is_no_sign_from_the_ward() -> None:
    said = [event(K.ADMITTED, hour(0)), accepted(11, HandoverOffer.ACUTE_FUNCTION)]
    assert last_sign(said) == hour(0)
    assert last_sign([*said, accepted(12, HandoverOffer.PHYSICIAN)]) == hour(12)


@pytest.mark.parametrize(("ward", "open_"), [(WARD, False), ("other-ward", True)], ids=["elsewhere", "where it went"])
def test_r2b_7_an_offer_of_the_stay_before_is_not_answered_in_the_next(ward: str, open_: bool) -> None:
    again = event(K.ADMITTED, hour(60), provider=ward, hospital="h", episode="e2")
    _, offered = physician_at(History([*stay(0, 48)[:1], NAMED, OFFERED, *stay(0, 48)[1:], again]))
    assert (offered is not None) is open_
