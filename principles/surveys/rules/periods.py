"""When a survey can be answered, and from when on its figures stand still (RULES 6, K1: within 30 days; K18; K22).

Nothing is published before nobody can answer any more: a figure that moved while people answer would tell when
somebody did, and what.
"""

from datetime import date, timedelta

from journeys.domain.calendar.clock import half_year_of, next_month
from principles.surveys.rules.questions import SurveyName

# K1: at most so long after the discharge; a code knows only its month, so after the last day of that.
DAYS_TO_ANSWER = 30


def month_of(day: date) -> date:
    """Its first day."""
    return day.replace(day=1)


def code_closes_on(month: date) -> date:
    """The last day on which a code of that month can be used."""
    return next_month(month) - timedelta(days=1) + timedelta(days=DAYS_TO_ANSWER)


def period_of(survey: SurveyName, day: date) -> date:
    """The first day of the month, half-year or year that an answer of that day belongs to."""
    if survey is SurveyName.JOURNEY:
        return month_of(day)
    return half_year_of(day) if survey is SurveyName.COOPERATION else day.replace(month=1, day=1)


def staff_window(survey: SurveyName, period: date) -> tuple[date, date]:
    """From when until when (the last day) staff answer: the last two months of the half-year, or of the year."""
    if survey is SurveyName.COOPERATION and period.month == 1:
        return period.replace(month=5), period.replace(month=6, day=30)
    return period.replace(month=11), period.replace(month=12, day=31)


def open_period(survey: SurveyName, today: date) -> date | None:
    """The period that staff can answer for today; None while it is closed."""
    period = period_of(survey, today)
    first, last = staff_window(survey, period)
    return period if first <= today <= last else None


def next_opening(survey: SurveyName, today: date) -> date:
    """The day on which staff can answer next, where they cannot today."""
    first, _last = staff_window(survey, period_of(survey, today))
    return first if today < first else staff_window(survey, period_of(survey, _after(survey, today)))[0]


def _after(survey: SurveyName, today: date) -> date:
    period = period_of(survey, today)
    if survey is SurveyName.COOPERATION and period.month == 1:
        return period.replace(month=7)
    return date(period.year + 1, 1, 1)


def is_published(survey: SurveyName, period: date, today: date) -> bool:
    """Whether a period's answers are all in."""
    if survey is SurveyName.JOURNEY:
        return today > code_closes_on(period)
    return today > staff_window(survey, period)[1]


def is_half_published(half: date, today: date) -> bool:
    """Whether all six months of a half-year are."""
    return is_published(SurveyName.JOURNEY, half.replace(month=half.month + 5), today)
