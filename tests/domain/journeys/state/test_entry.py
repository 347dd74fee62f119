"""What can be entered by hand, and when (issue: a manual journey)."""

from datetime import timedelta

import pytest

from journeys.domain.events import EventKind as K
from journeys.domain.state.entry import contact_problem, plan_problem
from journeys.domain.state.status import JourneyStatus as S
from tests.factories.events import at

NOW = at(48)


@pytest.mark.parametrize(
    ("kind", "hours", "status", "code"),
    [
        (K.ADMITTED, 47, None, None),
        (K.ADMITTED, 48 + 5 / 60, None, None),
        (K.ADMITTED, 48.2, None, "entry.in_future"),
        (K.ADMITTED, 47, S.DECEASED, "entry.deceased"),
        (K.DISCHARGED, 47, None, "entry.not_in_hospital"),
        (K.DISCHARGED, 47, S.ADMITTED, None),
        (K.DISCHARGED, 47, S.ACUTE_AMBULATORY, None),
        (K.DISCHARGED, -1, S.ADMITTED, "entry.before_beginning"),
        (K.LEAVE_STARTED, 47, S.ACUTE_AMBULATORY, "entry.not_in_bed"),
        (K.LEAVE_STARTED, 47, S.ADMITTED, None),
        (K.LEAVE_ENDED, 47, S.ADMITTED, "entry.not_on_leave"),
        (K.LEAVE_ENDED, 47, S.ON_LEAVE, None),
        (K.LEAVE_ENDED, 23, S.ON_LEAVE, "entry.before_beginning"),
        (K.DIED, 47, S.DISCHARGED, None),
        (K.DIED, 47, None, None),
    ],
)
def test_a_contact_is_entered_in_order_and_not_in_the_future(
    kind: K, hours: float, status: S | None, code: str | None
) -> None:
    begun = at(0) if status else None
    leave = at(24) if status is S.ON_LEAVE else None
    problem = contact_problem(kind, at(hours), now=NOW, status=status, begun_at=begun, on_leave_since=leave)
    assert (problem.code if problem else None) == code


@pytest.mark.parametrize(
    ("kind", "hours", "status", "field"),
    [
        (K.ADMITTED, 49, None, "occurred_at"),
        (K.DISCHARGED, -1, S.ADMITTED, "occurred_at"),
        (K.DISCHARGED, 47, None, "kind"),
        (K.LEAVE_ENDED, 47, S.ADMITTED, "kind"),
    ],
)
def test_a_refused_entry_names_the_field_it_concerns(kind: K, hours: float, status: S | None, field: str) -> None:
    problem = contact_problem(kind, at(hours), now=NOW, status=status, begun_at=at(0) if status else None)
    assert problem is not None
    assert problem.field == field


@pytest.mark.parametrize(
    ("ahead", "code"),
    [
        (timedelta(days=3), None),
        (timedelta(minutes=-5), None),
        (timedelta(minutes=-6), "entry.plan_in_past"),
        (timedelta(days=366), None),
        (timedelta(days=367), "entry.plan_too_far"),
    ],
)
def test_a_plan_lies_ahead_and_not_absurdly_far(ahead: timedelta, code: str | None) -> None:
    problem = plan_problem(NOW + ahead, now=NOW)
    assert (problem.code if problem else None) == code
