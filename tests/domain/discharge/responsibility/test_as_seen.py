"""The stored answer at a moment, and what of it is told to who does not see every journey (DESIGN §6)."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from discharge.responsibility.rules.periods import StoredAnswer, answer_as_seen, periods_of, stored_answer
from discharge.responsibility.rules.situation import Story
from discharge.responsibility.rules.verdicts import unseen_verdict
from journeys.domain.events import EventKind as K
from journeys.domain.events import EventRecord
from journeys.domain.history.grouping import histories_of
from tests.domain.discharge.stories import GP, MUNICIPALITY, event, hour

KNOWN = [
    event(K.GP_STATED, hour(-1000), organisation=GP),
    event(K.RESIDENCE_STATED, hour(-1000), organisation=MUNICIPALITY),
]
IN_BED = [*KNOWN, event(K.ADMITTED, hour(0), ref="stay")]


def periods(*events: EventRecord) -> list[dict[str, Any]]:
    return periods_of(Story.of(*histories_of(events)))


def answered(events: list[EventRecord], when: float, **more: Any) -> StoredAnswer:
    found = stored_answer(periods(*events), hour(when), **more)
    assert found is not None
    return found


def treating(answer: Any) -> str:
    return str(answer["treatment"][0]["kind"])


# Hour 0 is Monday 10:00, hour 6 the practice closes, hour 8 is 18:00, hour 22 it opens again.
@pytest.mark.parametrize(
    ("row", "events", "when", "by", "until", "then"),
    [
        ("at home, until the practice closes", KNOWN, 0, "gp", 6, "out_of_hours"),
        ("at home, until it opens", KNOWN, 8, "out_of_hours", 22, "gp"),
        ("in a bed, until nothing known", IN_BED, 8, "hospital", None, None),
        ("until sent home by day", [*IN_BED, event(K.DISCHARGED, hour(24))], 8, "hospital", 24, "gp"),
        ("acutely in, home in the evening",
         [*KNOWN, event(K.ACUTE_ARRIVED, hour(0)), event(K.DISCHARGED, hour(8))], 1, "hospital", 8, "out_of_hours"),
        ("acutely in, home as the practice closes",
         [*KNOWN, event(K.ACUTE_ARRIVED, hour(0)), event(K.DISCHARGED, hour(6))], 1, "hospital", 6, "out_of_hours"),
        ("at home, in a bed as the practice closes", [*KNOWN, event(K.ADMITTED, hour(6))], 1, "gp", 6, "hospital"),
        ("acutely in, home by day",
         [*KNOWN, event(K.ACUTE_ARRIVED, hour(0)), event(K.DISCHARGED, hour(2))], 1, "hospital", 2, "gp"),
    ],
)  # fmt: skip
def test_the_answer_says_until_when_and_who_follows(
    row: str, events: list[EventRecord], when: float, by: str, until: float | None, then: str | None
) -> None:
    found = answered(events, when)
    following = treating(found.following) if found.following else None
    assert (treating(found.answer), following) == (by, then)
    assert found.until == (None if until is None else hour(until))


def test_a18_what_follows_on_an_extra_closing_day_is_the_out_of_hours_service() -> None:
    acute = [*KNOWN, event(K.ACUTE_ARRIVED, hour(0)), event(K.DISCHARGED, hour(2))]
    found = answered(acute, 1, closing_days=[date(2026, 11, 9)])
    assert treating(found.following) == "out_of_hours"


def test_before_the_first_word_of_a_citizen_there_is_no_answer() -> None:
    assert stored_answer(periods(*KNOWN), hour(-1001)) is None


def test_an_answer_of_the_acute_function_tells_of_the_journey_in_which_it_began() -> None:
    started = event(K.ACUTE_FUNCTION_STARTED, hour(60), referred_by="hospital", organisation="acute-unit")
    last = periods(*IN_BED, event(K.DISCHARGED, hour(48)), started)[-1]
    (journey,) = histories_of([*IN_BED, event(K.DISCHARGED, hour(48)), started])[0]
    assert (last["open"]["state"], last["of"]) == ("S9", [journey.id])


ANSWER = {
    "state": "S3",
    "responsible_physician": {"kind": "hospital_physician", "name": "Anna Holm"},
    "treatment": (),
    "call": None,
    "alerts": (),
    "answers_until": None,
}
STORED = StoredAnswer(hour(0), hour(48), ANSWER, {**ANSWER, "state": "S7"}, ("a",), ("a", "b"), ("c",))


@pytest.mark.parametrize(
    ("row", "seen", "since", "until", "state"),
    [
        ("all of them", "abc", hour(0), hour(48), "S3"),
        ("not the one that follows", "ac", hour(0), None, "S3"),
        ("not the one before", "ab", None, hour(48), "S3"),
        ("not the one that answers", "bc", None, None, ""),
        ("none", "", None, None, ""),
    ],
)
def test_what_belongs_to_a_journey_out_of_sight_is_not_told(
    row: str, seen: str, since: Any, until: Any, state: str
) -> None:
    found = answer_as_seen(STORED, seen)
    assert found is not None
    assert (found.since, found.until, found.answer["state"]) == (since, until, state)
    assert (found.following is None) is (until is None)


def test_nobody_is_named_of_a_journey_out_of_sight_but_the_citizens_own_doctor() -> None:
    own = {**ANSWER, "responsible_physician": {"kind": "gp", "name": "Lægerne"}}
    found = [answer_as_seen(replace(STORED, answer=each), ()) for each in (ANSWER, own)]
    doctors = [each.answer["responsible_physician"] for each in found if each]
    assert doctors == [None, own["responsible_physician"]]


def test_an_answer_whose_journeys_were_not_kept_hides_nothing() -> None:
    older = replace(STORED, of=None, following_of=None, before_of=None)
    assert answer_as_seen(older, ()) == older


def test_home_again_is_told_without_since_when() -> None:
    after = replace(STORED, answer={**ANSWER, "state": "S7"})
    found = answer_as_seen(after, "bc")
    assert found is not None
    assert (found.since, found.answer["state"]) == (None, "S7")


def test_that_the_citizen_died_is_told_with_its_time() -> None:
    dead = replace(STORED, answer={**ANSWER, "state": "S10"}, of=())
    assert answer_as_seen(dead, "ab").since == hour(0)  # type: ignore[union-attr]


def test_the_verdict_of_an_answer_out_of_sight_names_its_rule_and_decides_nothing() -> None:
    found = unseen_verdict(hour(0))
    assert (found.rule, found.code, found.outcome, found.version) == ("2d", "responsibility.unseen", None, "2d")
    assert (found.source, found.facts["at"], found.missing) == ("RULES 2d; 001 §2.2", "2026-11-09T10:00:00+01:00", ())
