"""Who may call about a citizen now, which calls there were, and the window they belong to (RULES 2e)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from discharge.domain.callers import (
    MUNICIPAL,
    CallerRole,
    CallFacts,
    ReferTo,
    may_call,
    refer_to,
)
from discharge.domain.situation import practice_is_open
from discharge.domain.window import ANSWERING, WindowState
from discharge.domain.windows import EMERGENCY_OVER, lapses_in
from discharge.models import ExtendedResponsibility
from discharge.selectors.responsibility import state_of_citizen
from discharge.selectors.settings import closing_days
from journeys.domain.events import EventKind
from journeys.domain.verdicts import Verdict
from journeys.models import Journey, JourneyEvent
from organisations.domain.kinds import OrganisationKind
from organisations.models import Organisation

# RULES 2d: the states in which the hospital has the citizen.
IN_HOSPITAL_STATES = frozenset({"S2", "S3", "S3b", "S4", "S5"})


def current_window(journey: Journey, *, at: datetime) -> ExtendedResponsibility | None:
    """The citizen's window that decides at `at` (RULES 2d "one situation, one answer").

    One that runs or may run, whichever journey it belongs to; else the newest one of this journey.
    """
    windows = ExtendedResponsibility.objects.filter(journey__citizen_id=journey.citizen_id, voided=False)
    return deciding_window(windows.order_by("discharged_at"), journey, at=at)


def deciding_window(
    windows: Iterable[ExtendedResponsibility], journey: Journey, *, at: datetime
) -> ExtendedResponsibility | None:
    """The same choice among the citizen's windows, oldest first."""
    counting = [window for window in windows if not window.voided]
    for states in (ANSWERING, {WindowState.UNKNOWN}):
        answering = [window for window in counting if state_at(window, at) in states]
        if answering:
            return answering[-1]
    return next((window for window in reversed(counting) if window.journey_id == journey.pk), None)


def region_missing(windows: Iterable[ExtendedResponsibility], journey: Journey) -> bool:
    """Whether a window of this journey waits for somebody to say in which region the hospital lies (E1)."""
    waiting = [w for w in windows if w.journey_id == journey.pk and not w.voided and w.eligible is None]
    return any("region" in window.missing for window in waiting)


def state_at(window: ExtendedResponsibility | None, at: datetime) -> str | None:
    """The state of a stored window at an instant; None without a window or before it.

    One that nobody decided on is over when the 72 hours are, whatever the answer would have been.
    """
    if window is None:
        return None
    if window.eligible is None and window.could_end_at is not None and window.could_end_at <= at:
        return "expired"
    begun = [state for since, state in window.phases if datetime.fromisoformat(since) <= at]
    return str(begun[-1]) if begun else None


def call_verdict(journey: Journey, role: CallerRole, organisation: Organisation | None, *, at: datetime) -> Verdict:
    """Whether the ward answers this caller at `at`, and where else to point them."""
    facts = _facts(journey, at=at)
    return may_call(replace(facts, role=role, serving_municipality=_serves(journey, role, organisation)))


def _facts(journey: Journey, *, at: datetime) -> CallFacts:
    """What is the same for every caller."""
    state = state_of_citizen(journey.citizen_id, at=at)
    return CallFacts(
        role=CallerRole.OTHER,
        in_hospital=state in IN_HOSPITAL_STATES,
        acute_function_of_hospital=state == "S9",
        window=state_at(current_window(journey, at=at), at),
        practice_open=practice_is_open(at, extra_closing_days=closing_days()),
    )


@dataclass(frozen=True, slots=True)
class Referral:
    """A caller whom the ward does not answer, and whom to point them to; None where nobody knows who that is."""

    role: CallerRole
    code: str
    to: ReferTo
    organisation: Organisation | None


def referrals(journey: Journey, *, at: datetime) -> list[Referral]:
    """Every kind of caller who is not answered at `at`, for whoever has one on the line (RULES 2e; 001 fn 6)."""
    facts = _facts(journey, at=at)
    services = list(Organisation.objects.filter(kind=OrganisationKind.OUT_OF_HOURS.value).select_related("root")[:2])
    # One service answers for the whole region; with several, which one is not known here.
    known = {ReferTo.GP: journey.gp_practice, ReferTo.OUT_OF_HOURS: services[0] if len(services) == 1 else None}
    verdicts = {role: may_call(replace(facts, role=role)) for role in CallerRole}
    way = refer_to(facts)
    return [
        Referral(role, verdict.code, way, known[way]) for role, verdict in verdicts.items() if verdict.outcome is False
    ]


def _serves(journey: Journey, role: CallerRole, organisation: Organisation | None) -> bool | None:
    if role not in MUNICIPAL or organisation is None or journey.municipality_id is None:
        return None
    return (organisation.root_id or organisation.pk) == journey.municipality_id


def emergency_since(journey: Journey) -> datetime | None:
    """When 112 was called for the citizen, in whichever journey, if nobody has told the outcome (RULES 2d S11)."""
    kinds = [EventKind.EMERGENCY_CALLED, *EMERGENCY_OVER]
    told = JourneyEvent.objects.filter(
        placement__journey__citizen_id=journey.citizen_id, placement__voided=False, kind__in=kinds
    )
    calls = lapses_in(row.as_record() for row in told)
    return calls[-1].start if calls and calls[-1].end is None else None


def emergency_open(journey: Journey) -> bool:
    """The same, as the page that has the citizen's answers at hand asks it: nothing known ends the call."""
    row = getattr(journey.citizen, "responsibility", None)
    return row is not None and bool(row.periods) and row.periods[-1]["open"]["state"] == "S11"


@dataclass(frozen=True, slots=True)
class CallEntry:
    """One call as the panel shows it."""

    at: datetime
    said: dict[str, Any]
    organisation: Organisation | None
    logged_by: str

    @property
    def entitled(self) -> bool | None:
        """Whether the ward answered."""
        answer = self.said.get("entitled")
        return answer if isinstance(answer, bool) else None


def call_entries(events: Iterable[JourneyEvent]) -> list[CallEntry]:
    """The calls among the events of a journey that still count, newest first; one query for the organisations."""
    calls = [event for event in events if event.kind == EventKind.CALL_LOGGED.value and not event.placement.voided]
    ids = {UUID(said) for event in calls if (said := event.payload.get("caller_organisation"))}
    named = Organisation.objects.in_bulk(list(ids)) if ids else {}
    entries = [
        CallEntry(
            at=event.occurred_at,
            said=event.payload,
            organisation=named.get(UUID(said)) if (said := event.payload.get("caller_organisation")) else None,
            logged_by=event.actor.name if event.actor else "",
        )
        for event in calls
    ]
    return sorted(entries, key=lambda entry: entry.at, reverse=True)
