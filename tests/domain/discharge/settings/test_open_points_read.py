"""RULES §7: every setting is read by a rule, and its other answer changes what that rule says."""

import ast
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from discharge.agreement.rules.preparation import working_time
from discharge.agreement.rules.reading import next_reading, send_before, terms_of, ward_reading
from discharge.channel.rules.channel import ChannelDocument, ChannelFacts, channel
from discharge.discharge_letter.rules.deadline import LetterGroup, letter_deadline
from discharge.extended_responsibility.rules.eligibility import eligibility
from discharge.extended_responsibility.rules.terms import terms_at
from discharge.payment.rules.days import Follows, LeaveSpan, ReadyDays, Rules, ledger
from discharge.readiness.rules.registration import readiness
from discharge.responsibility.rules.parties import responsibility_at
from discharge.responsibility.rules.situation import Story
from discharge.settings.rules.decisions import AreaMember, Decision
from discharge.settings.rules.open_points import BY_ID, OPEN_POINTS, Choices, DatedChoices
from journeys.domain.history.departures import EndedBy
from journeys.domain.history.grouping import histories_of
from journeys.domain.state.fold import Destination
from tests.domain.discharge.readiness.test_readiness import GOOD, NOW
from tests.domain.discharge.responsibility.test_responsibility import GONE_HOME, KNOWN, acute
from tests.domain.discharge.stories import ELIGIBLE, hour, place_of, stay

ROOMS = Path(__file__).resolve().parents[4] / "discharge"
# Rows of data answer these: tariffs, cooperation areas, closing days.
BY_DATA = {"A13", "A14", "A15", "A18"}
DOCUMENT_ERRORS = {"A19", "A20", "A21"}
SETTINGS = [point.id for point in OPEN_POINTS if point.id not in BY_DATA | DOCUMENT_ERRORS]


def read_in_code() -> set[str]:
    """The settings that a module of rules asks for: choices["A1"]."""
    found = set()
    for path in [*ROOMS.glob("*/rules.py"), *ROOMS.glob("*/rules/*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant):
                found.add(node.slice.value)
    return found


@pytest.mark.sources
@pytest.mark.parametrize("point", SETTINGS)
def test_a32_every_setting_is_read_by_a_rule(point: str) -> None:
    assert point in read_in_code()


def test_a32_what_is_no_setting_offers_no_answer() -> None:
    assert [point.id for point in OPEN_POINTS if point.options and point.id in BY_DATA | DOCUMENT_ERRORS] == []


def _document(document: ChannelDocument, **facts: Any) -> Callable[[Choices], Any]:
    return lambda choices: channel(ChannelFacts(**facts), choices).documents[document].allowed


def _outcome(rule: str, **changed: Any) -> Callable[[Choices], Any]:
    facts = replace(ELIGIBLE, **changed)
    terms = terms_at(hour(0))
    return lambda choices: next(v.outcome for v in eligibility(facts, terms, choices) if v.rule == rule)


def _days(*periods: ReadyDays) -> Callable[[Choices], Any]:
    def numbers(choices: Choices) -> list[int | None]:
        found = ledger(periods, speciality="somatic", today=date(2017, 4, 1), rules=Rules(choices=choices))
        return [day.day_number for day in found.days]

    return numbers


def _day(day: int) -> date:
    return date(2017, 3, day)


def _who(*events: Any, when: float = 60) -> Callable[[Choices], Any]:
    def answer(choices: Choices) -> Any:
        found = responsibility_at(
            hour(when), Story.of(*histories_of(list(events)), place_of=place_of, choices=choices)
        ).answer
        return (found.state, found.responsible_physician)

    return answer


def _problems(**changed: Any) -> Callable[[Choices], Any]:
    facts = replace(GOOD, **changed)
    return lambda choices: [(p.code, p.severity) for p in readiness(facts, now=NOW, choices=choices).problems]


def _a9(choices: Choices) -> str:
    from discharge.extended_responsibility.rules.discharges import plans_of

    again = stay(60, 70, episode="e2")
    return plans_of(*histories_of([*GONE_HOME, *again]), place_of=place_of, choices=choices)[0].state_at(hour(75)).value


LEAVE = LeaveSpan(datetime(2017, 3, 7, 9, tzinfo=UTC), datetime(2017, 3, 7, 9, tzinfo=UTC) + timedelta(hours=72))
AFTER_LEAVE = ReadyDays(ready_on=_day(15), ended_on=_day(17), follows=Follows.LEAVE)
FIRST = ReadyDays(ready_on=_day(6), ended_on=_day(9))
ELDER_PSYCHIATRIC = {"elder_care": True, "social": False, "speciality": "psychiatric"}
PROBES: Mapping[str, Callable[[Choices], Any]] = {
    "A1": _document(ChannelDocument.ADMISSION_REPORT, elder_care=True, social=True, speciality="somatic"),
    "A2": _document(ChannelDocument.ADMISSION_REPORT, **ELDER_PSYCHIATRIC),
    "A3": _document(ChannelDocument.ADMISSION_NOTICE, **ELDER_PSYCHIATRIC),
    "A4": _document(ChannelDocument.DISCHARGE_REPORT, **ELDER_PSYCHIATRIC),
    "A5": _days(ReadyDays(ready_on=_day(6), ended_on=_day(6))),
    "A6": _days(FIRST, ReadyDays(ready_on=_day(15), ended_on=_day(17))),
    "A7": _days(ReadyDays(ready_on=_day(6), terminal_on=_day(9))),
    "A8": _outcome("E3", ended_by=EndedBy.LEFT_AGAINST_ADVICE),
    "A9": _a9,
    "A10": _days(ReadyDays(ready_on=_day(6), ended_on=_day(20), leaves=(LEAVE,))),
    "A11": _outcome("E2", admitted_at=hour(0), discharged_at=hour(24)),
    "A12": lambda choices: letter_deadline(hour(0), LetterGroup.GENERAL, choices=choices).due_on,
    "A16": _who(*GONE_HOME),
    "A17": _who(*GONE_HOME, acute(48, "hospital")),
    "A22": _who(*KNOWN, acute(0, "gp"), when=1),
    "A23": _problems(admission_not_required=True, treatment_finished=False),
    "A24": _problems(time_agreed=False),
    "A25": _outcome("E5", destination=Destination.RESIDENTIAL_FACILITY),
    "A26": _days(FIRST, AFTER_LEAVE),
    "G1": lambda choices: next_reading(hour(0), terms_of(choices)),
    "G2": lambda choices: working_time(hour(0), hour(48), terms_of(choices)),
    "G3": lambda choices: ward_reading(hour(0), terms_of(choices)),
    "G4": lambda choices: send_before(hour(0), terms_of(choices)),
    "G5": _document(
        ChannelDocument.CARE_PATHWAY_PLAN, elder_care=True, social=False, speciality="somatic", stay_hours=20.0
    ),
    "G6": lambda choices: channel(ChannelFacts(stay_hours=50.0, action_within_hours=20.0), choices).phone_required,
}
# A22 takes a day instead of words, G1–G6 numbers and clock times.
OTHERS = {
    "A22": ("2020-01-01",),
    "G1": ("06.30, 22.00",),
    "G2": ("09.00–10.00",),
    "G3": ("08.00–18.00",),
    "G4": ("17.00",),
    "G5": ("12",),
    "G6": ("12",),
}


@pytest.mark.parametrize("point", list(PROBES))
def test_a32_another_answer_changes_what_the_rule_says(point: str) -> None:
    others = OTHERS.get(point) or BY_ID[point].options[1:]
    default = PROBES[point](Choices())
    assert all(PROBES[point](Choices({point: other})) != default for other in others)


def test_a26_the_counter_restarts_after_a_long_leave() -> None:
    assert _days(FIRST, AFTER_LEAVE)(Choices()) == [1, 2, 3, 1, 2]
    assert _days(FIRST, AFTER_LEAVE)(Choices({"A26": "continues"})) == [1, 2, 3, 4, 5]


def test_a3_a_hospital_may_have_its_own_answer_from_a_day_on() -> None:
    decided = DatedChoices.of(
        [Decision("A3", "no", date(2026, 11, 10), "psychiatry-a"), Decision("A3", "yes", date(2026, 11, 11))]
    )
    sends = PROBES["A3"]
    monday, later = hour(0), hour(24 * 7)
    assert sends(decided.at(monday, "psychiatry-a")) is True
    assert sends(decided.at(later, "psychiatry-a")) is False
    assert sends(decided.at(later, "psychiatry-b")) is True
    assert sends(decided.at(later)) is True


def test_a_cooperation_area_has_limits_of_its_own_while_the_hospital_is_in_it() -> None:
    """RULES §7: limits are data per area, with the days on which they hold."""
    decided = DatedChoices.of(
        [
            Decision("G5", "36"),
            Decision("G5", "12", date(2026, 11, 10), area="north"),
            Decision("G5", "48", date(2026, 11, 10), area="south"),
        ],
        [AreaMember("north", "a", None, date(2026, 11, 12)), AreaMember("south", "a", date(2026, 11, 12))],
    )
    days = [datetime(2026, 11, day, 12, tzinfo=UTC) for day in (9, 10, 11, 12)]
    assert [decided.at(day, "a")["G5"] for day in days] == ["36", "12", "12", "48"]
    assert [decided.at(day, house)["G5"] for day in days[-1:] for house in ("b", None)] == ["36", "36"]
    assert decided["G5"] == "36"


def test_a4_the_agreement_is_what_may_be_sent_instead() -> None:
    facts = ChannelFacts(**ELDER_PSYCHIATRIC)  # type: ignore[arg-type]
    refused = channel(facts, Choices({"A4": "discharge_agreement"})).documents
    assert refused[ChannelDocument.DISCHARGE_REPORT].alternative is ChannelDocument.DISCHARGE_AGREEMENT
    assert refused[ChannelDocument.DISCHARGE_AGREEMENT].allowed is True


# A-34, RULES 3.4 (4): the place of the region from 2027; the old codes stay.
@pytest.mark.parametrize(
    ("left", "destination", "covered"),
    [
        ("2026-12-31T12:00+01:00", Destination.HEALTH_CARE_PLACE, False),
        ("2027-01-01T12:00+01:00", Destination.HEALTH_CARE_PLACE, True),
        ("2027-01-01T12:00+01:00", Destination.TEMPORARY_PLACE, True),
        ("2027-01-01T12:00+01:00", Destination.OWN_HOME, True),
        ("2027-01-01T12:00+01:00", Destination.HOSPICE, False),
    ],
)
def test_a34_a_health_care_place_is_covered_from_2027(left: str, destination: Destination, covered: bool) -> None:
    at = datetime.fromisoformat(left)
    facts = replace(ELIGIBLE, admitted_at=at - timedelta(days=2), discharged_at=at, destination=destination)
    assert next(v.outcome for v in eligibility(facts, terms_at(at)) if v.rule == "E5") is covered


def test_a32_every_setting_has_a_probe() -> None:
    assert set(SETTINGS) == set(PROBES)


def test_a_point_of_data_has_no_answers_to_choose_among() -> None:
    options = {point.id: point.options for point in OPEN_POINTS}
    assert {id_ for id_, answers in options.items() if answers == ()} >= BY_DATA
    assert all(isinstance(answers, tuple) and len(answers) != 1 for answers in options.values())
