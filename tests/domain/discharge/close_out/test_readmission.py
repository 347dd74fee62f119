"""RULES 2h: acute readmission within 30 days."""

from typing import Any

import pytest

from discharge.close_out.rules.readmission import HospitalStay, ReadmissionRules, link, readmissions
from tests.domain.discharge.stories import hour

LATER = hour(24 * 90)


def stay(start: float, end: float | None, **more: Any) -> HospitalStay:
    facts = {"acute": True, "speciality": "somatic", **more}
    return HospitalStay(start=hour(start), end=None if end is None else hour(end), **facts)


FIRST = stay(0, 48)


@pytest.mark.parametrize(
    ("row", "second", "readmitted"),
    [
        ("next week", stay(200, 240), True),
        ("exactly 30 days", stay(48 + 720, 48 + 744), True),
        ("a minute later", stay(48 + 720.02, 48 + 744), False),
        ("within four hours it is the same stay", stay(52, 90), False),
        ("after more than four hours", stay(52.1, 90), True),
        ("planned", stay(200, 240, acute=False), False),
        ("not known whether acute", stay(200, 240, acute=None), False),
        ("under twelve hours", stay(200, 211.9), False),
        ("twelve hours", stay(200, 212), True),
        ("psychiatric", stay(200, 240, speciality="psychiatric"), False),
        ("excluded diagnosis", stay(200, 240, excluded=True), False),
        ("still in hospital", stay(200, None), True),
    ],
)
def test_which_second_stay_is_a_readmission(row: str, second: HospitalStay, readmitted: bool) -> None:
    found = readmissions([FIRST, second], followed_until=LATER)
    assert (found[0].readmission is not None) is readmitted


def test_contacts_that_overlap_or_nearly_touch_are_one_stay() -> None:
    (linked,) = link([stay(0, 5), stay(3, 4), stay(9, 20, died=True)])
    assert (linked.end, linked.died, linked.excluded) == (hour(20), True, False)


@pytest.mark.parametrize("fact", ["died", "excluded"])
@pytest.mark.parametrize("which", [0, 1])
def test_what_holds_of_one_contact_holds_of_its_stay(fact: str, which: int) -> None:
    contacts = [stay(0, 48, **{fact: which == 0}), stay(50, 90, **{fact: which == 1})]
    (linked,) = link(contacts)
    assert getattr(linked, fact)
    assert readmissions(contacts, followed_until=LATER) == ()


def test_an_open_contact_keeps_its_stay_open() -> None:
    assert link([stay(0, None), stay(3, 4)])[0].end is None


def test_the_dead_are_no_index_and_recent_ones_are_censored() -> None:
    assert readmissions([stay(0, 48, died=True)], followed_until=LATER) == ()
    (recent,) = readmissions([FIRST], followed_until=hour(48 + 719))
    assert recent.censored
    assert not readmissions([FIRST], followed_until=LATER)[0].censored


@pytest.mark.parametrize(("chain", "indexes"), [(True, 3), (False, 2)])
def test_a_readmission_may_itself_be_an_index(chain: bool, indexes: int) -> None:
    stays = [FIRST, stay(200, 240), stay(400, 440)]
    assert len(readmissions(stays, followed_until=LATER, rules=ReadmissionRules(chain=chain))) == indexes


@pytest.mark.parametrize("back", [[], [stay(96, 118)]], ids=["not back", "back"])
@pytest.mark.parametrize(("followed", "censored"), [(48 + 719, True), (48 + 720, False)])
def test_r2b_6_an_index_is_censored_by_its_follow_up_alone(
    back: list[HospitalStay], followed: float, censored: bool
) -> None:
    index = readmissions([FIRST, *back], followed_until=hour(followed))[0]
    assert (index.readmission is not None, index.censored) == (bool(back), censored)
