"""The exception to O4: what is to be done today was in a plan that was sent in time (RULES 2a O4; flowchart 2-5)."""

from datetime import datetime, time

from journeys.domain.calendar.clock import at_local, local_date

# Until then, on the day of discharge itself, a plan is in time.
NOON = time(12, 0)


def is_plan_in_time(
    *,
    sent_at: datetime,
    expected_at: datetime | None,
    plan_first_sent_at: datetime | None,
    discharge_at: datetime | None = None,
) -> bool | None:
    """Whether a plan told of what is expected, on the day of the sending, before it and at latest at noon of the day.

    None where nothing is expected, or no plan was sent. Of what is to be done tomorrow the telephone tells as well
    (1-40), however early the plan was. `discharge_at` is the day of the plan's noon where something else is expected.
    """
    if expected_at is None or plan_first_sent_at is None:
        return None
    noon = at_local(local_date(discharge_at or expected_at), NOON)
    same_day = local_date(expected_at) == local_date(sent_at)
    return same_day and plan_first_sent_at < sent_at and plan_first_sent_at <= noon
