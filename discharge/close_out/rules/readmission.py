"""Acute readmission within 30 days, per hospital stay (RULES 2h; esundhed.dk)."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import islice

from journeys.domain.calendar.clock import add_span, elapsed


@dataclass(frozen=True, slots=True, kw_only=True)
class HospitalStay:
    """Linked contacts of one citizen. None is unknown; `end` is None while the citizen is in hospital."""

    start: datetime
    end: datetime | None
    speciality: str | None = None
    acute: bool | None = None
    died: bool = False
    excluded: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadmissionRules:
    """The definition as data; `chain` lets a readmission be an index itself."""

    linked_within: timedelta = timedelta(hours=4)
    at_least: timedelta = timedelta(hours=12)
    within: timedelta = timedelta(days=30)
    chain: bool = True


@dataclass(frozen=True, slots=True)
class IndexStay:
    """One index stay and its readmission; `censored` when fewer than 30 days of follow-up are known."""

    stay: HospitalStay
    readmission: HospitalStay | None
    censored: bool


DEFINITION = ReadmissionRules()


def link(contacts: Sequence[HospitalStay], rules: ReadmissionRules = DEFINITION) -> tuple[HospitalStay, ...]:
    """Contacts that overlap or lie at most four hours apart are one stay; its acuteness is that of the first."""
    stays: list[HospitalStay] = []
    for contact in sorted(contacts, key=lambda each: each.start):
        last = stays[-1] if stays else None
        if last is None or (last.end is not None and elapsed(last.end, contact.start) > rules.linked_within):
            stays.append(contact)
            continue
        end = None if None in (last.end, contact.end) else max(last.end or contact.start, contact.end or contact.start)
        stays[-1] = replace(last, end=end, died=last.died or contact.died, excluded=last.excluded or contact.excluded)
    return tuple(stays)


def readmissions(
    contacts: Sequence[HospitalStay], *, followed_until: datetime, rules: ReadmissionRules = DEFINITION
) -> tuple[IndexStay, ...]:
    """Each index stay with its first acute readmission of the same speciality, anywhere in the country."""
    admissions = [stay for stay in link(contacts, rules) if _long_enough(stay, followed_until, rules)]
    found: list[IndexStay] = []
    taken: set[datetime] = set()
    begun = [stay.start for stay in admissions]
    for index in admissions:
        if index.end is None or index.died or index.excluded or (not rules.chain and index.start in taken):
            continue
        # By their beginning: of a citizen's hundred stays only those of a month can be meant.
        first = bisect_left(begun, index.end)
        after = islice(admissions, first, bisect_right(begun, add_span(index.end, rules.within)))
        again = next((stay for stay in after if _readmits(index.end, index, stay, rules)), None)
        if again is not None:
            taken.add(again.start)
        # Whether or not the citizen came back: counting only those who did gives a numerator without its denominator.
        censored = elapsed(index.end, followed_until) < rules.within
        found.append(IndexStay(index, again, censored))
    return tuple(found)


def _long_enough(stay: HospitalStay, until: datetime, rules: ReadmissionRules) -> bool:
    return elapsed(stay.start, stay.end or until) >= rules.at_least


def _readmits(left_at: datetime, index: HospitalStay, stay: HospitalStay, rules: ReadmissionRules) -> bool:
    after = elapsed(left_at, stay.start)
    same = stay.speciality == index.speciality
    return stay.acute is True and same and not stay.excluded and rules.linked_within < after <= rules.within
