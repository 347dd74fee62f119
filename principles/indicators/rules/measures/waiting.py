"""K7, K8, K9, K28: ready to go home, and waiting."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from decimal import Decimal

from discharge.readiness.rules.coincidence import Delay
from journeys.domain.calendar.clock import last_instant
from journeys.domain.history.ready_periods import PeriodEnd
from principles.indicators.rules.cases import Case, Left, Outcome, share, why_no_discharge, why_no_municipality
from principles.indicators.rules.facts import JourneyFacts, WaitingDay
from principles.indicators.rules.measures.discharge import letter_in_time


def coincides(facts: JourneyFacts) -> Outcome:
    """K7: home on the day of being ready, or never registered as waiting (001-84; table 2g)."""
    left = why_no_discharge(facts) or why_no_municipality(facts)
    if left is not None:
        return left
    if facts.ambulatory:
        # Nobody is ready to leave a bed who has had none (2b): such a visit could only coincide.
        return Left.AMBULATORY
    if facts.coincidence is None or facts.coincidence.coincides is None:
        return Left.NOT_COMPARABLE
    return share(facts, facts.coincidence.coincides)


def coincides_of_registered(facts: JourneyFacts) -> Outcome:
    """K7, second line: of those who were waiting when they left; a wait that ended otherwise is none (K-2)."""
    found = coincides(facts)
    waited = facts.coincidence is not None and facts.coincidence.hours is not None
    return found if waited or isinstance(found, Left) else Left.NOT_REGISTERED


def waiting_days(facts: JourneyFacts) -> Outcome:
    """K8: days that count in the ledger, by the day's own month, place, reason and sector (001-86, 001-88).

    A wait that goes on is counted when it ends: a figure never depends on the day on which it is read. Who pays, and in
    which hospital the citizen lies, may change in the month: then each has its own days (P6; membership at the date).
    """
    return _by_place(facts, lambda _: Decimal(1))


def charged_by_region(facts: JourneyFacts) -> Outcome:
    """K8: what the region charges for the same days, in kroner; met is a case whose amounts are all known (2c)."""
    return _by_place(facts, lambda day: day.region_dkk)


def charged_by_state(facts: JourneyFacts) -> Outcome:
    """K8: what the state charges for the same days, gross."""
    return _by_place(facts, lambda day: day.state_dkk)


def _by_place(facts: JourneyFacts, amount_of: Callable[[WaitingDay], Decimal | None]) -> Outcome:
    if facts.cancelled:
        return Left.CANCELLED
    if not facts.waiting_days:
        return Left.NO_WAITING
    if facts.left_in_doubt:
        # How many days there were nobody knows (V11). K9 and K28 ask for neither: they count.
        return Left.TIME_IN_DOUBT
    found = defaultdict[tuple[str, ...], list[WaitingDay]](list)
    for day in facts.waiting_days:
        found[f"{day.on:%Y-%m}", f"{day.reason}|{day.sector}", day.home or "", day.hospital or ""].append(day)
    return tuple(_case(detail, days, amount_of) for (_month, detail, *_place), days in sorted(found.items()))


def _case(detail: str, days: Sequence[WaitingDay], amount_of: Callable[[WaitingDay], Decimal | None]) -> Case:
    # The last word of a day holds for the whole of it, as in the ledger.
    at, amounts = last_instant(days[0].on), [amount_of(day) for day in days]
    known = [amount for amount in amounts if amount is not None]
    whole = len(known) == len(days)
    return Case(
        at=at,
        counts_from=at,
        numerator=int(whole),
        amount=float(sum(known)) if whole else None,
        detail=detail,
        days=tuple((day.on, None if each is None else float(each)) for day, each in zip(days, amounts, strict=True)),
    )


def agreed_after_ready(facts: JourneyFacts) -> Outcome:
    """K8: whose later day both sides had agreed on, of those who went home after the day of being ready (001-88)."""
    found = coincides(facts)
    if isinstance(found, Left):
        return found
    assert facts.coincidence is not None
    delay = facts.coincidence.delay
    return Left.NO_WAITING if delay is None else share(facts, delay is Delay.AGREED)


def resumed(facts: JourneyFacts) -> Outcome:
    """K9: waits that ended because treatment was resumed, of all waits, by the day they began (001-87).

    One that goes on was not resumed so far; when it is, the month is restated.
    """
    if facts.cancelled or not facts.periods:
        return Left.CANCELLED if facts.cancelled else Left.NO_WAITING
    return tuple(
        Case(
            at=period.ready_at,
            counts_from=period.ready_at,
            numerator=int(period.end_reason is PeriodEnd.RESUMPTION),
        )
        for period in facts.periods
    )


def without_reason(facts: JourneyFacts) -> Outcome:
    """K28: waits for which nobody has said what is waited for."""
    if facts.cancelled or not facts.periods:
        return Left.CANCELLED if facts.cancelled else Left.NO_WAITING
    return tuple(
        Case(at=period.ready_at, counts_from=period.ready_at, numerator=int(not period.reasons))
        for period in facts.periods
    )


def out_of_order(facts: JourneyFacts) -> Outcome:
    """K28: discharges with events in an order that cannot be."""
    return why_no_discharge(facts) or share(facts, facts.out_of_order)


def without_receipt(facts: JourneyFacts) -> Outcome:
    """K28: discharge letters that were sent and that nobody has acknowledged; asked of those of K10."""
    left = letter_in_time(facts)
    if isinstance(left, Left):
        return left
    assert facts.letter is not None
    if facts.letter.sent_at is None:
        return Left.NOT_SENT
    return share(facts, facts.letter.received_at is None, counts_from=left[0].counts_from)
