"""K4–K28 counted by hand from the words of RULES 6, put through real events: boundaries, exclusions, late words.

A case is a month, whether it is met, and an amount; what is not named is in no figure.
"""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import uuid4

import pytest

from journeys.domain.events import EventKind as K
from principles.indicators.rules.registry import LINES
from tests.actors import Actors
from tests.principles.indicators.story import DAY, SECOND, CasesOf, Counted, Story, at

pytestmark = pytest.mark.django_db
MET: CasesOf = [(10, 1, None)]
MISSED: CasesOf = [(10, 0, None)]


def stay(story: Story, hours: float, *, begins: float = 0, **more: Any) -> None:
    story.message(K.ADMITTED, begins, **more)
    story.message(K.DISCHARGED, begins + hours)


def everything(story: Story, late: float = 0) -> None:
    """Home on Thursday at 10; all that has a limit is done as it is reached, or so much after it."""
    story.message(K.ADMITTED, 0, report_of_admission=True)
    story.word(K.PHYSICIAN_NAMED, 24 + late, name="Henrik Dalsgaard", organisation=story.ward)
    story.word(K.REPORT_OF_ADMISSION_SENT, 24 + late)
    if late:
        story.word(K.EXPECTED_DISCHARGE_STATED, 24 + late, on="2026-10-15")
    else:
        story.plan(10)
        story.agreed(20, 22, 74)
    story.word(K.DESTINATION_STATED, 70, destination="own_home")
    story.word(K.FMK_UPDATED, 74 + late)
    story.message(K.DISCHARGED, 74)
    if late:
        story.plan(74)
    # Before noon on a weekday: due that day, which ends after 88 hours (2f L1).
    story.word(K.LETTER_SENT, 88 - SECOND + late, follow_up=False)
    story.word(K.LETTER_ACKNOWLEDGED, 100, positive=True)
    story.word(K.REHABILITATION_DECIDED, 75, needed=False)
    story.word(K.MUNICIPAL_ENROLLED, 75)
    story.word(K.OTHER_TASKS_DONE, 74 + 72 + late)


# Proposed on Tuesday at 4, answered at 6, home on Thursday at 10: two days of 8 to 15 and two hours.
IN_TIME: Counted = {
    **dict.fromkeys(("K4", "K5", "K7", "K10", "K10.strict", "K11", "K13", "K16", "K17", "K20", "K26"), MET),
    **dict.fromkeys(("K13.exempted", "K13.extended", "K14", "K20.weekend"), MISSED),
    "K5.lead": [(10, 1, 64.0)],
    "K6": MET,
    "K6.versions": [(10, 1, 0.0)],
    "K13.calls": [(10, 1, 0.0)],
    "K13.wrong": [(10, 1, 0.0)],
    "K14.window": MISSED,
    "K20.hours": [(10, 1, 16.0)],
    # Agreed on Tuesday at 6, home on Thursday at 10.
    "K20.notice": [(10, 1, 52.0)],
    "K28.order": MISSED,
    "K28.receipt": MISSED,
}
TOO_LATE: Counted = {
    **dict.fromkeys(("K7", "K13"), MET),
    **dict.fromkeys(("K4", "K5", "K10", "K10.strict", "K11", "K16", "K17", "K20", "K26"), MISSED),
    **{key: IN_TIME[key] for key in ("K13.calls", "K13.exempted", "K13.extended", "K13.wrong")},
    **{key: IN_TIME[key] for key in ("K14", "K14.window", "K28.order", "K28.receipt")},
    # A plan that is sent after the leaving is none of the discharge (K5, K6): what it says of trouble does not count.
    "K14.no_contingency": MISSED,
}


@pytest.mark.parametrize(("late", "expected"), [(0, IN_TIME), (SECOND, TOO_LATE)], ids=["in time", "a second later"])
def test_every_limit_by_the_second(actors: Actors, late: float, expected: Counted) -> None:
    story = Story(actors)
    everything(story, late)
    assert story.counted() == expected


def a_day(story: Story) -> None:
    """Exactly 24 hours: no more than a day (K4, K5, K26), and no 72 hours (E2)."""
    story.message(K.ADMITTED, 0)
    story.plan(2)
    story.message(K.DISCHARGED, 24)


def half_a_day_less_a_second(story: Story) -> None:
    """No index stay (2h)."""
    stay(story, 12 - SECOND)


def dies_at_home_two_days_later(story: Story) -> None:
    """Discharged alive: the letter is due all the same; no index that a readmission could follow (2i MORS)."""
    story.message(K.ADMITTED, 0)
    story.word(K.PHYSICIAN_NAMED, 1, name="Henrik Dalsgaard", organisation=story.ward)
    story.message(K.DISCHARGED, 74)
    story.word(K.DIED, 122, at_home=True)


def dies_in_bed_after_three_days_of_waiting(story: Story) -> None:
    """No discharge; the days until the death count (2c P3; V6)."""
    story.message(K.ADMITTED, 0)
    story.ready(26, "nursing_home_place")
    story.message(K.DIED, 26 + 3 * DAY)


def terminal_while_waiting(story: Story) -> None:
    """Ready on Tuesday, terminal on Thursday: two days, and K7 leaves it out (2c P7; K-1)."""
    story.message(K.ADMITTED, 0)
    story.ready(26, "nursing_home_place")
    story.word(K.TERMINAL_DECLARED, 26 + 2 * DAY, physician="Henrik Dalsgaard")
    story.message(K.DISCHARGED, 26 + 3 * DAY)


def resumed_and_ready_again(story: Story) -> None:
    """From Wednesday 30 September to Friday resumed, ready anew without a reason on the day of going home (K-2)."""
    story.message(K.ADMITTED, -400)
    story.ready(-12 * DAY, "nursing_home_place")
    story.word(K.TREATMENT_RESUMED, -10 * DAY, cause="relapse", physician="Henrik Dalsgaard")
    story.ready(2)
    story.message(K.DISCHARGED, 5)


def resumed_and_home(story: Story) -> None:
    """Who waits no more is not among those who were registered as they left (K-2)."""
    story.message(K.ADMITTED, 0)
    story.ready(2, "home_measures")
    story.word(K.TREATMENT_RESUMED, 30, cause="relapse", physician="Henrik Dalsgaard")
    story.message(K.DISCHARGED, 74)


def seen_in_the_emergency_ward(story: Story) -> None:
    """No bed, so nobody is ready to leave one (2b)."""
    story.message(K.ACUTE_ARRIVED, 0)
    story.message(K.DISCHARGED, 3)


def ready_after_leaving(story: Story) -> None:
    """Which of the two times is wrong nobody has said (K-1: discharge before being ready)."""
    story.message(K.ADMITTED, 0)
    story.ready(26)
    story.message(K.DISCHARGED, 24)


def over_midnight(story: Story) -> None:
    """Ready at 23:30, home at 00:15: the next day, and one day to pay (K-3; 2c)."""
    story.message(K.ADMITTED, -40)
    story.ready(15.5, "home_measures")
    story.message(K.DISCHARGED, 16.25)


def called_off(story: Story) -> None:
    """An admission that never was."""
    story.message(K.ADMITTED, 0)
    story.ready(5, "home_measures")
    story.void(K.ADMITTED, 6)


def back_after_thirty_days(story: Story) -> None:
    """Acute, thirty days to the second after going home; the clocks have changed (2h)."""
    stay(story, 48)
    story.episode = str(uuid4())
    story.message(K.ADMITTED, 48 + 30 * DAY)
    story.word(K.ADMISSION_TYPE_STATED, 48 + 30 * DAY, admission_type="acute")
    story.message(K.DISCHARGED, 48 + 30 * DAY + 12)


def back_a_second_later(story: Story) -> None:
    """Not within thirty days."""
    stay(story, 48)
    story.episode = str(uuid4())
    story.message(K.ADMITTED, 48 + 30 * DAY + SECOND)
    story.word(K.ADMISSION_TYPE_STATED, 48 + 30 * DAY + SECOND, admission_type="acute")
    story.message(K.DISCHARGED, 48 + 30 * DAY + 13)


def in_72_hours(story: Story) -> None:
    """Home on Wednesday at 8, to community nursing (2e)."""
    story.message(K.ADMITTED, 0)
    story.word(K.DESTINATION_STATED, 40, destination="own_home")
    story.message(K.DISCHARGED, 48)


def called(story: Story, hours: float, *, entitled: bool = True) -> None:
    story.word(K.CALL_LOGGED, hours, caller_role="nurse", entitled=entitled, question="Smerter", answer="Se i morgen")


def four_calls(story: Story) -> None:
    """As the 72 hours begin and a second before they end; not as they end, nor of whoever may not ask."""
    in_72_hours(story)
    for hours, entitled in ((48, True), (60, False), (120 - SECOND, True), (120, True)):
        called(story, hours, entitled=entitled)


def extended_by_a_day(story: Story) -> None:
    """A call after 80 hours is in the extended ones."""
    in_72_hours(story)
    story.word(K.RESPONSIBILITY_EXTENDED, 50, until=at(48 + 96).isoformat(), reason="Sår")
    called(story, 48 + 80)


def exempted_after_a_day(story: Story) -> None:
    """It had opened all the same."""
    in_72_hours(story)
    story.word(K.RESPONSIBILITY_EXEMPTED, 72, reason="Terminal", physician="Henrik Dalsgaard")


def leave_of_71_hours(story: Story) -> None:
    """Ready on Tuesday, away from that afternoon to Friday, home on Saturday: four days, for it is one stay (V1)."""
    story.message(K.ADMITTED, 0)
    story.ready(26, "nursing_home_place")
    story.message(K.LEAVE_STARTED, 30)
    story.message(K.LEAVE_ENDED, 101)
    story.message(K.DISCHARGED, 26 + 4 * DAY)


def agreed_anew_after_the_last_plan(story: Story) -> None:
    """Two plans; after the second one another day was agreed."""
    story.message(K.ADMITTED, 0)
    story.agreed(5, 6, 50)
    story.plan(8)
    story.plan(10, 2)
    story.agreed(30, 31, 74)
    story.message(K.DISCHARGED, 74)


def a_plan_after_each_agreement(story: Story) -> None:
    """The last plan was sent when the new day had been agreed, and it was kept."""
    story.message(K.ADMITTED, 0)
    story.agreed(5, 6, 50)
    story.plan(8)
    story.agreed(30, 31, 74)
    story.plan(32, 2)
    story.message(K.DISCHARGED, 74)


def _agreed_anew(story: Story, accepted: float) -> None:
    story.message(K.ADMITTED, 0)
    story.agreed(1, 2, 50)
    story.plan(4)
    story.agreed(26, accepted, 74)
    story.message(K.DISCHARGED, 74)


def agreed_anew_a_day_after_the_plan(story: Story) -> None:
    """Another day is agreed exactly 24 hours after the last plan: within the day."""
    _agreed_anew(story, 28)


def agreed_anew_a_second_after_that(story: Story) -> None:
    """No longer."""
    _agreed_anew(story, 28 + SECOND)


def planned_before_anything_was_agreed(story: Story) -> None:
    """A first agreement changes none; from Tuesday at 7 it was 43 hours to Thursday at 2."""
    story.message(K.ADMITTED, 0)
    story.plan(20)
    story.agreed(22, 23, 66)
    story.message(K.DISCHARGED, 66)


def no_plan_at_all(story: Story) -> None:
    """An agreed time that was changed without a plan is no plan's."""
    story.message(K.ADMITTED, 0)
    story.agreed(1, 2, 50)
    story.agreed(3, 4, 74)
    story.message(K.DISCHARGED, 74)


def waits_still(story: Story) -> None:
    """A wait that goes on is a wait, and was not resumed."""
    story.message(K.ADMITTED, 0)
    story.ready(26, "nursing_home_place")


def home_a_day_later_as_agreed(story: Story) -> None:
    """Ready on Tuesday at 10, on Wednesday both sides agree on Thursday at 10 (K-4)."""
    story.message(K.ADMITTED, 0)
    story.ready(26, "home_measures")
    story.agreed(48, 50, 74)
    story.message(K.DISCHARGED, 74)


def home_a_day_later_unagreed(story: Story) -> None:
    """The same without a word of the municipality."""
    story.message(K.ADMITTED, 0)
    story.ready(26, "home_measures")
    story.message(K.DISCHARGED, 74)


def dies_and_comes_in(story: Story) -> None:
    """No discharge: nothing to compare (K28.order is of discharges)."""
    story.message(K.ADMITTED, 0)
    story.message(K.DIED, 20)
    story.message(K.ADMITTED, 30)


def a_discharge_that_never_was(story: Story) -> None:
    """AN_SLHJ: in bed again, and in no figure."""
    everything(story)
    story.void(K.DISCHARGED, 150)


K6_OF_TWO: Counted = {"K6.versions": [(10, 1, 1.0)], "K20": MET}
WINDOW = ("K13", "K13.answered", "K13.calls", "K13.exempted", "K13.extended", "K13.wrong")
OPENED: Counted = {
    "K13": MET,
    "K13.calls": [(10, 1, 0.0)],
    "K13.wrong": [(10, 1, 0.0)],
    "K13.exempted": MISSED,
    "K13.extended": MISSED,
}
STORIES: list[tuple[Callable[[Story], None], tuple[str, ...], Counted]] = [
    (
        a_day,
        ("K4", "K5", "K5.lead", "K6.versions", "K13", "K14", "K16", "K20", "K26"),
        {"K6.versions": [(10, 1, 0.0)], **dict.fromkeys(("K14", "K16", "K20"), MISSED)},
    ),
    (half_a_day_less_a_second, ("K14", "K17"), {"K17": MISSED}),
    (dies_at_home_two_days_later, ("K10", "K14", "K17", "K26"), {"K10": MISSED, "K17": MISSED, "K26": MET}),
    (
        dies_in_bed_after_three_days_of_waiting,
        ("K4", "K7", "K8", "K9", "K10", "K14", "K16", "K17", "K20", "K26", "K28"),
        {"K8": [(10, 1, 3.0)], "K9": MISSED, "K28": MISSED},
    ),
    (
        terminal_while_waiting,
        ("K7", "K7.registered", "K8", "K9", "K28", "K17"),
        {"K8": [(10, 1, 2.0)], "K9": MISSED, "K28": MISSED, "K17": MISSED},
    ),
    (resumed_and_home, ("K7", "K7.registered"), {"K7": MET}),
    (seen_in_the_emergency_ward, ("K7", "K7.registered", "K17"), {"K17": MISSED}),
    (ready_after_leaving, ("K7", "K7.registered", "K17"), {"K17": MISSED}),
    (
        resumed_and_ready_again,
        ("K7", "K7.registered", "K8", "K9", "K28"),
        {
            "K7": MET,
            "K7.registered": MET,
            "K8": [(9, 1, 1.0), (10, 1, 1.0)],
            "K9": [(9, 1, None), (10, 0, None)],
            "K28": [(9, 0, None), (10, 1, None)],
        },
    ),
    (
        over_midnight,
        ("K7", "K7.registered", "K8", "K9"),
        {"K7": MISSED, "K7.registered": MISSED, "K8": [(10, 1, 1.0)], "K9": MISSED},
    ),
    (called_off, tuple(LINES), {}),
    (a_discharge_that_never_was, tuple(LINES), {}),
    (leave_of_71_hours, ("K8", "K9", "K7"), {"K8": [(10, 1, 4.0)], "K9": MISSED, "K7": MISSED}),
    (agreed_anew_a_day_after_the_plan, ("K6",), {"K6": MISSED}),
    (agreed_anew_a_second_after_that, ("K6",), {"K6": MET}),
    (planned_before_anything_was_agreed, ("K6", "K20.notice"), {"K6": MET, "K20.notice": [(10, 1, 43.0)]}),
    (no_plan_at_all, ("K6", "K6.versions"), {}),
    (waits_still, ("K9", "K28"), {"K9": MISSED, "K28": MISSED}),
    (home_a_day_later_as_agreed, ("K8.agreed", "K7.registered"), {"K8.agreed": MET, "K7.registered": MISSED}),
    (home_a_day_later_unagreed, ("K8.agreed", "K7.registered"), {"K8.agreed": MISSED, "K7.registered": MISSED}),
    (dies_and_comes_in, ("K28.order",), {}),
    (agreed_anew_after_the_last_plan, ("K6", "K6.versions", "K20"), {**K6_OF_TWO, "K6": MISSED}),
    (a_plan_after_each_agreement, ("K6", "K6.versions", "K20"), {**K6_OF_TWO, "K6": MET}),
    (
        four_calls,
        WINDOW,
        {
            **OPENED,
            "K13.calls": [(10, 1, 200.0)],
            "K13.wrong": [(10, 1, 100.0)],
            "K13.answered": [(10, 1, None), (10, 1, None), (10, 0, None)],
        },
    ),
    (
        extended_by_a_day,
        WINDOW,
        {**OPENED, "K13.calls": [(10, 1, 100.0)], "K13.answered": MET, "K13.extended": MET},
    ),
    (exempted_after_a_day, WINDOW, {**OPENED, "K13.exempted": MET}),
    (back_after_thirty_days, ("K14",), {"K14": [(10, 1, None), (11, 0, None)]}),
    (back_a_second_later, ("K14",), {"K14": [(10, 0, None), (11, 0, None)]}),
]


@pytest.mark.parametrize(("told", "lines", "expected"), STORIES, ids=lambda each: getattr(each, "__name__", ""))
def test_each_story(
    actors: Actors, told: Callable[[Story], None], lines: tuple[str, ...], expected: Mapping[str, CasesOf]
) -> None:
    story = Story(actors)
    told(story)
    assert story.counted(*lines) == expected
