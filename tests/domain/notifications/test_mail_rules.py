"""When a person is written to, and whom a unit's news concerns."""

from datetime import UTC, datetime, time, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notifications.domain.mail import (
    TRANSITIONS,
    MailState,
    MailWay,
    NewsRule,
    QuietHours,
    UnitPerson,
    after_quiet,
    mail_at,
    mail_ways,
    sources_of,
)
from organisations.domain.moments import in_copenhagen

NIGHT = QuietHours(quiet_from=time(22, 0), quiet_to=time(6, 30))
UNTIL_HALF_PAST_TWO = QuietHours(quiet_from=time(22, 0), quiet_to=time(2, 30))
AT_HALF_PAST_TWO = QuietHours(digest_at=time(2, 30))
LATE_DIGEST = QuietHours(quiet_from=time(22, 0), quiet_to=time(6, 0), quiet_weekends=True, digest_at=time(23, 0))
AT_ONCE, DIGEST, NONE = MailWay.AT_ONCE, MailWay.DIGEST, MailWay.NONE


def _at(day: int, hour: int, minute: int = 0, *, month: int = 5) -> datetime:
    """UTC; in May Danish clocks are two hours ahead, and the 15th is a Friday."""
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("name", "way", "now", "hours", "leaves"),
    [
        ("no mail", NONE, _at(15, 10), QuietHours(), None),
        ("at once", AT_ONCE, _at(15, 10), QuietHours(), _at(15, 10)),
        ("at once, by day", AT_ONCE, _at(15, 10), NIGHT, _at(15, 10)),
        ("before midnight", AT_ONCE, _at(15, 20, 30), NIGHT, _at(16, 4, 30)),
        ("after midnight", AT_ONCE, _at(15, 1), NIGHT, _at(15, 4, 30)),
        ("the first quiet minute", AT_ONCE, _at(15, 20), NIGHT, _at(16, 4, 30)),
        ("the first minute after", AT_ONCE, _at(15, 4, 30), NIGHT, _at(15, 4, 30)),
        ("a quiet noon", AT_ONCE, _at(15, 10, 30), QuietHours(time(12), time(13)), _at(15, 11)),
        ("a quiet time of no length", AT_ONCE, _at(15, 10), QuietHours(time(12), time(12)), _at(15, 10)),
        ("a quiet weekend", AT_ONCE, _at(16, 10), QuietHours(quiet_weekends=True), _at(17, 22)),
        ("a weekend and a night", AT_ONCE, _at(16, 10), QuietHours(time(22), time(6), quiet_weekends=True), _at(18, 4)),
        ("the digest of today", DIGEST, _at(15, 4), QuietHours(), _at(15, 5)),
        ("the digest of tomorrow", DIGEST, _at(15, 5), QuietHours(), _at(16, 5)),
        ("a digest at one's own time", DIGEST, _at(15, 10), QuietHours(digest_at=time(15, 30)), _at(15, 13, 30)),
        ("a digest in the quiet time", DIGEST, _at(15, 10), QuietHours(time(22), time(8)), _at(16, 6)),
        ("over the change to winter time", DIGEST, _at(24, 10, month=10), QuietHours(), _at(25, 6, month=10)),
        # On 25 October the hour from 2 to 3 comes twice: it is quiet until the half hour, both times.
        ("the hour's first time", AT_ONCE, _at(25, 0, 10, month=10), UNTIL_HALF_PAST_TWO, _at(25, 0, 30, month=10)),
        ("the hour's second time", AT_ONCE, _at(25, 1, 10, month=10), UNTIL_HALF_PAST_TWO, _at(25, 1, 30, month=10)),
        (
            "one digest of an hour that comes twice",
            DIGEST,
            _at(25, 1, 10, month=10),
            AT_HALF_PAST_TWO,
            _at(26, 1, 30, month=10),
        ),
        # On 29 March there is no half past two.
        ("an hour that is left out", AT_ONCE, _at(29, 0, 30, month=3), UNTIL_HALF_PAST_TWO, _at(29, 1, 30, month=3)),
        ("Friday's digest before a quiet weekend", DIGEST, _at(15, 10), QuietHours(quiet_weekends=True), _at(18, 5)),
        ("Sunday's digest is the same", DIGEST, _at(17, 10), QuietHours(quiet_weekends=True), _at(18, 5)),
        ("a digest of a quiet Saturday night", DIGEST, _at(16, 10), LATE_DIGEST, _at(19, 4)),
    ],
)
def test_when_a_mail_leaves(name: str, way: MailWay, now: datetime, hours: QuietHours, leaves: datetime | None) -> None:
    assert mail_at(way, now, hours) == leaves


def test_an_urgent_step_breaks_the_quiet_time_and_no_digest_is_urgent() -> None:
    assert mail_at(AT_ONCE, _at(15, 23), NIGHT, breaks_quiet=True) == _at(15, 23)
    assert mail_at(DIGEST, _at(15, 23), NIGHT, breaks_quiet=True) == _at(16, 5)


@given(
    minutes=st.integers(0, 366 * 24 * 60),
    begins=st.times(),
    ends=st.times(),
    weekends=st.booleans(),
)
def test_nobody_is_written_to_in_their_quiet_time_and_everybody_is_at_last(
    minutes: int, begins: time, ends: time, weekends: bool
) -> None:
    hours = QuietHours(begins.replace(second=0, microsecond=0), ends.replace(second=0, microsecond=0), weekends)
    moment = _at(1, 0, month=1) + timedelta(minutes=minutes)
    leaves = after_quiet(moment, hours)
    assert leaves >= moment
    assert after_quiet(leaves, hours) == leaves
    assert not (weekends and in_copenhagen(leaves).weekday() >= 5)
    # A night of quiet is one night, also when the clocks are set back.
    assert weekends or leaves - moment <= timedelta(hours=25)


NURSE = UnitPerson(1, frozenset({"hospital_nurse"}))
DOCTOR = UnitPerson(2, frozenset({"hospital_doctor"}))
ASKED = UnitPerson(3, frozenset({"hospital_nurse"}), chosen=DIGEST)
SILENT = UnitPerson(4, frozenset({"hospital_nurse"}), chosen=NONE)


@pytest.mark.parametrize(
    ("name", "rules", "ways"),
    [
        ("no rule: whoever chose it", [], {3: DIGEST}),
        ("everybody", [NewsRule(way=AT_ONCE)], {1: AT_ONCE, 2: AT_ONCE, 3: DIGEST}),
        ("everybody, without mail", [NewsRule()], {3: DIGEST}),
        ("a role", [NewsRule(role="hospital_nurse", way=AT_ONCE)], {1: AT_ONCE, 3: DIGEST, 4: NONE}),
        ("a person", [NewsRule(person=2, way=DIGEST)], {2: DIGEST}),
        ("a person, without mail", [NewsRule(person=2)], {2: NONE}),
        (
            "the more eager of two",
            [NewsRule(person=2, way=DIGEST), NewsRule(way=AT_ONCE)],
            {1: AT_ONCE, 2: AT_ONCE, 3: DIGEST},
        ),
        ("a person who left: as without a rule", [NewsRule(person=9, way=AT_ONCE)], {3: DIGEST}),
    ],
)
def test_whom_news_concerns(name: str, rules: list[NewsRule], ways: dict[int, MailWay]) -> None:
    assert mail_ways([NURSE, DOCTOR, ASKED, SILENT], rules) == ways


def test_a_rule_of_one_unit_says_nothing_of_the_people_of_another() -> None:
    visitation, nursing = UUID(int=1), UUID(int=2)
    assessor = UnitPerson(1, frozenset({"needs_assessor"}), units=frozenset({visitation}))
    nurse = UnitPerson(2, frozenset({"community_nurse"}), chosen=DIGEST, units=frozenset({nursing}))
    idle = UnitPerson(3, frozenset({"community_nurse"}), units=frozenset({nursing}))
    rules = [NewsRule(way=AT_ONCE, unit=visitation)]
    assert mail_ways([assessor, nurse, idle], rules) == {1: AT_ONCE, 2: DIGEST}
    assert mail_ways([assessor, nurse, idle], [*rules, NewsRule(person=3, unit=nursing)]) == {1: AT_ONCE, 3: NONE}


def test_a_mail_ends_only_from_the_hands_of_who_sends_it() -> None:
    assert sources_of(MailState.SENT) == sources_of(MailState.FAILED) == [MailState.IN_FLIGHT]
    assert sources_of(MailState.IN_FLIGHT) == [MailState.QUEUED, MailState.WAITING]
    assert sources_of(MailState.QUEUED) == [MailState.FAILED, MailState.WAITING]
    assert TRANSITIONS[MailState.SENT] == frozenset()
    assert set(TRANSITIONS) == set(MailState)
