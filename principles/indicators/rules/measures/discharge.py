"""K10, K13, K14, K16, K17, K26: doctors, letters and what follows the discharge."""

from datetime import datetime, timedelta

from discharge.close_out.rules.readmission import DEFINITION
from discharge.discharge_letter.rules.deadline import sent_in_time
from discharge.extended_responsibility.rules.terms import terms_at
from journeys.domain.calendar.clock import add_hours, add_span
from principles.indicators.rules.cases import Case, Left, Outcome, left_at, share, why_no_day, why_no_discharge
from principles.indicators.rules.facts import JourneyFacts, WindowFacts

# K16 has its own 72 hours: those of the responsibility are terms of the agreement.
CLOSED_WITHIN = timedelta(hours=72)


def letter_in_time(facts: JourneyFacts) -> Outcome:
    """K10: the discharge letter sent by its deadline and received (001-68; table 2f)."""
    left = why_no_discharge(facts)
    if left is not None:
        return left
    letter = facts.letter
    if facts.has_practice is not True:
        return Left.PRACTICE_UNKNOWN if facts.has_practice is None else Left.NO_PRACTICE
    if letter is None or letter.due_at is None:
        return Left.DEADLINE_UNKNOWN
    met = letter.received_at is not None and letter.sent_at is not None and sent_in_time(letter.sent_at, letter.due_at)
    return share(facts, met, counts_from=max(letter.due_at, left_at(facts)))


def strict_letter_in_time(facts: JourneyFacts) -> Outcome:
    """K10: the same, of those whose municipality or practice goes on treating at once (L1)."""
    return letter_in_time(facts) if facts.letter is not None and facts.letter.strict else Left.DEADLINE_UNKNOWN


def window_opened(facts: JourneyFacts) -> Outcome:
    """K13: the 72 hours opened, of discharges that the known facts do not exclude (001-95)."""
    left = why_no_discharge(facts)
    if left is not None:
        return left
    if facts.window is None or facts.window.eligible is False:
        return Left.NO_WINDOW
    return share(facts, facts.window.eligible is True)


def window_calls(facts: JourneyFacts) -> Outcome:
    """K13: calls to the ward in the 72 hours, per hundred windows."""
    window = _opened(facts)
    return window if isinstance(window, Left) else _per_hundred(facts, window.calls)


def window_attempts(facts: JourneyFacts) -> Outcome:
    """K13: calls of those who may not ask the ward, per hundred windows."""
    window = _opened(facts)
    return window if isinstance(window, Left) else _per_hundred(facts, window.attempts)


def window_answered(facts: JourneyFacts) -> Outcome:
    """K13: of all calls in the 72 hours those that the ward answered; each other caller was pointed elsewhere."""
    window = _opened(facts)
    if isinstance(window, Left):
        return window
    if not window.calls + window.attempts:
        return Left.NOT_CALLED
    at, over = left_at(facts), _window_over(facts)
    return tuple(Case(at=at, counts_from=over, numerator=met) for met in [1] * window.calls + [0] * window.attempts)


def _per_hundred(facts: JourneyFacts, number: int) -> Outcome:
    return (Case(at=left_at(facts), counts_from=_window_over(facts), amount=100.0 * number),)


def _window_over(facts: JourneyFacts) -> datetime:
    at = left_at(facts)
    return add_span(at, terms_at(at).window_for)


def window_exempted(facts: JourneyFacts) -> Outcome:
    """K13: windows that the ward handed to the practice before they ended."""
    window = _opened(facts)
    return window if isinstance(window, Left) else share(facts, window.exempted)


def window_extended(facts: JourneyFacts) -> Outcome:
    """K13: windows that the hospital extended."""
    window = _opened(facts)
    return window if isinstance(window, Left) else share(facts, window.extended)


def _opened(facts: JourneyFacts) -> WindowFacts | Left:
    left = why_no_discharge(facts)
    if left is not None:
        return left
    window = facts.window
    return window if window is not None and window.eligible is True else Left.NO_WINDOW


def readmitted(facts: JourneyFacts) -> Outcome:
    """K14: an acute readmission within 30 days; counted when the 30 days are over (table 2h)."""
    left = why_no_discharge(facts)
    if left is not None:
        return left
    if facts.readmitted is None:
        return Left.NO_INDEX
    return share(facts, facts.readmitted, counts_from=add_span(left_at(facts), DEFINITION.within))


def readmitted_of_window(facts: JourneyFacts) -> Outcome:
    """K14 among those whose 72 hours opened at the discharge."""
    opened = facts.window is not None and facts.window.eligible is True
    return readmitted(facts) if opened else (why_no_discharge(facts) or Left.NO_WINDOW)


def readmitted_with_contingency(facts: JourneyFacts) -> Outcome:
    """K14 among those whose plan said what to do when the symptoms return (001-67)."""
    return _of_contingency(facts, with_=True)


def readmitted_without_contingency(facts: JourneyFacts) -> Outcome:
    """K14 among those whose plan did not say it, or who had no plan."""
    return _of_contingency(facts, with_=False)


def _of_contingency(facts: JourneyFacts, *, with_: bool) -> Outcome:
    found = readmitted(facts)
    if isinstance(found, Left):
        return found
    if facts.contingency is None:
        return Left.CONTINGENCY_UNKNOWN
    return found if facts.contingency is with_ else Left.OTHER_CONTINGENCY


def readmitted_to_nursing_home(facts: JourneyFacts) -> Outcome:
    """HP-1b: K14 among those who live in a nursing home; not known to do so is not one of them."""
    return readmitted(facts) if facts.nursing_home else Left.NO_INDEX


def closed_in_time(facts: JourneyFacts) -> Outcome:
    """K16: all six conditions met at most 72 hours after the discharge (001-03)."""
    left = why_no_discharge(facts)
    if left is not None:
        return left
    due = add_span(left_at(facts), CLOSED_WITHIN)
    return share(facts, facts.closed_at is not None and facts.closed_at <= due, counts_from=due)


def record_updated(facts: JourneyFacts) -> Outcome:
    """K17: the shared medication record up to date when the citizen left (001-81)."""
    left = why_no_discharge(facts)
    updated = facts.record_updated_at
    return left or share(facts, updated is not None and updated <= left_at(facts))


def physician_named(facts: JourneyFacts) -> Outcome:
    """K26: a named responsible doctor within 24 hours of the admission (001-90)."""
    left = why_no_discharge(facts) or why_no_day(facts)
    if left is not None:
        return left
    assert facts.admitted_at is not None
    return share(facts, facts.physician_at is not None and facts.physician_at <= add_hours(facts.admitted_at, 24))
