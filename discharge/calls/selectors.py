"""Who may call about a citizen now, where others are pointed, and which calls there were (RULES 2e; 001 fn 6)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from discharge.calls.rules import MUNICIPAL, CallerRole, CallFacts, ReferTo, may_call, refer_to
from discharge.extended_responsibility.selectors.windows import current_window, state_at
from discharge.responsibility.rules.situation import practice_is_open
from discharge.responsibility.selectors import state_of_citizen
from discharge.settings.selectors import closing_days
from journeys.domain.events import EventKind
from journeys.domain.verdicts import Verdict
from journeys.models import Journey, JourneyEvent
from organisations.domain.kinds import OrganisationKind
from organisations.models import Organisation

# RULES 2d: the states in which the hospital has the citizen.
IN_HOSPITAL_STATES = frozenset({"S2", "S3", "S3b", "S4", "S5"})


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
