"""K4, K5, K6, K11, K20: preparing the discharge together."""

from datetime import datetime

from discharge.agreement.rules.preparation import agreed_in_time, before_leaving
from journeys.domain.calendar.clock import add_hours, elapsed, hours_in, is_business_day, local_date
from principles.indicators.rules.cases import (
    Case,
    Left,
    Outcome,
    left_at,
    share,
    why_no_day,
    why_no_discharge,
    why_no_municipality,
)
from principles.indicators.rules.facts import JourneyFacts


def within_a_day(admitted_at: datetime | None, at: datetime | None) -> bool:
    """Whether something was done within 24 hours of the admission; also asked of a journey that goes on."""
    return admitted_at is not None and at is not None and at <= add_hours(admitted_at, 24)


def planning_in_time(facts: JourneyFacts) -> Outcome:
    """K4: planning, or a contact of the municipality's, within 24 hours of the admission (001-31, 001-62).

    Its contacts are its answers about the discharge and its calls to the ward. Of letters nobody has said that they are
    about the discharge; the report of admission, which many send by themselves, is K11's.
    """
    left = why_no_discharge(facts) or why_no_day(facts) or why_no_municipality(facts)
    if left is not None:
        return left
    begun = (facts.planning_began_at, facts.municipality_rang_at)
    return share(facts, any(within_a_day(facts.admitted_at, at) for at in begun))


def plan_sent(facts: JourneyFacts) -> Outcome:
    """K5: a care pathway plan before the discharge, of stays of C1, C5 and C7 of more than 24 hours (001-63)."""
    left = _why_no_plan(facts)
    if left is not None:
        return left
    return share(facts, facts.first_plan_at is not None and before_leaving(facts.first_plan_at, left_at(facts)))


def plan_lead(facts: JourneyFacts) -> Outcome:
    """K5: hours from the first plan to the discharge, of the same stays."""
    left = _why_no_plan(facts)
    if left is not None:
        return left
    if facts.first_plan_at is None or not before_leaving(facts.first_plan_at, left_at(facts)):
        return Left.NO_PLAN
    at = left_at(facts)
    return (Case(at=at, counts_from=at, amount=hours_in(elapsed(facts.first_plan_at, at))),)


def _why_no_plan(facts: JourneyFacts) -> Left | None:
    left = why_no_discharge(facts) or why_no_day(facts)
    if left is not None or facts.plan_applies is True:
        return left
    return Left.NEED_UNKNOWN if facts.plan_applies is None else Left.PLAN_NOT_USED


def plan_realistic(facts: JourneyFacts) -> Outcome:
    """K6: of discharges with a plan those whose agreed time was not changed within a day of the last one (001-63)."""
    left = why_no_discharge(facts)
    if left is not None:
        return left
    return share(facts, not facts.plan_changed) if facts.plan_versions else Left.NO_PLAN


def plan_versions(facts: JourneyFacts) -> Outcome:
    """K6: how often the plan was sent anew; the first one revises nothing."""
    left = why_no_discharge(facts)
    if left is not None:
        return left
    if not facts.plan_versions:
        return Left.NO_PLAN
    at = left_at(facts)
    return (Case(at=at, counts_from=at, amount=float(facts.plan_versions - 1)),)


def report_in_time(facts: JourneyFacts) -> Outcome:
    """K11: the report of admission within 24 hours, of those who are known to elder care and it was asked for.

    Of whoever the municipality does not know there is none to send (001-32, 001-61, 001-70).
    """
    left = why_no_discharge(facts) or _why_not_known(facts)
    if left is not None:
        return left
    if facts.admitted_at is None:
        return Left.NO_ADMISSION
    if facts.report_asked_at is None:
        return Left.NOT_ASKED
    return share(facts, within_a_day(facts.admitted_at, facts.report_sent_at))


def _why_not_known(facts: JourneyFacts) -> Left | None:
    """Where nobody said whether it is elder care that helps, the municipality's help is what is known."""
    known = facts.municipal_need if facts.elder_care is None else facts.elder_care
    if known is None:
        return Left.NEED_UNKNOWN
    return None if known else Left.NO_NEED


def time_agreed(facts: JourneyFacts) -> Outcome:
    """K20: a time that hospital and municipality had both said yes to before the discharge (001-65)."""
    left = why_no_discharge(facts) or why_no_municipality(facts)
    return left or share(facts, _is_agreed(facts))


def _is_agreed(facts: JourneyFacts) -> bool:
    return facts.agreed_at is not None and agreed_in_time(facts.agreed_at, left_at(facts))


def preparation(facts: JourneyFacts) -> Outcome:
    """K20: working hours from the first time proposed was read to the agreed home-coming (001-66)."""
    left = why_no_discharge(facts) or why_no_municipality(facts)
    if left is not None:
        return left
    if facts.preparation_for is None or not _is_agreed(facts):
        return Left.NOTHING_AGREED
    at = left_at(facts)
    return (Case(at=at, counts_from=at, amount=hours_in(facts.preparation_for)),)


def notice(facts: JourneyFacts) -> Outcome:
    """K20: hours from the time being agreed to the discharge (001-65)."""
    left = why_no_discharge(facts) or why_no_municipality(facts)
    if left is not None:
        return left
    if facts.agreed_at is None or not _is_agreed(facts):
        return Left.NOTHING_AGREED
    at = left_at(facts)
    return (Case(at=at, counts_from=at, amount=hours_in(elapsed(facts.agreed_at, at))),)


def out_of_hours(facts: JourneyFacts) -> Outcome:
    """K20: agreed discharges on a Saturday, a Sunday or a public holiday."""
    left = why_no_discharge(facts) or why_no_municipality(facts)
    if left is not None:
        return left
    if not _is_agreed(facts):
        return Left.NOTHING_AGREED
    return share(facts, not is_business_day(local_date(left_at(facts))))
