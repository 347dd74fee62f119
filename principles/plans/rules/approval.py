"""Approval by bodies and dates (RULES 1.2, IP-40): who decides after whom, and where the process stands.

The draft's bodies stand in their order; which of them a plan needs, and when, is the cluster's to say.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from principles.plans.rules.templates import Text


class ApprovalSubject(StrEnum):
    """What is decided on."""

    AGREEMENT = "agreement"
    PLAN = "plan"


class Decider(StrEnum):
    """The bodies, in the order of the draft; the last two are a cluster's own."""

    STEERING_GROUP = "steering_group"
    COORDINATION_COMMITTEE = "coordination_committee"
    PATIENT_COMMITTEE = "patient_committee"
    PRACTICE_COMMITTEE = "practice_committee"
    REGION_AND_MUNICIPALITIES = "region_and_municipalities"
    CLUSTER_STEERING_GROUP = "cluster_steering_group"
    MANAGEMENTS = "managements"


class ApprovalOutcome(StrEnum):
    """What a body said; who is only informed takes note."""

    APPROVED = "approved"
    APPROVED_WITH_CHANGES = "approved_with_changes"
    NOTED = "noted"
    SENT_BACK = "sent_back"


DECIDERS: Mapping[Decider, Text] = {
    Decider.STEERING_GROUP: ("Sundhedsstyregruppen", "The health steering group"),
    Decider.COORDINATION_COMMITTEE: ("Sundhedskoordinationsudvalget", "The health coordination committee"),
    Decider.PATIENT_COMMITTEE: ("Patientinddragelsesudvalget", "The patient involvement committee"),
    Decider.PRACTICE_COMMITTEE: ("Praksisplanudvalget", "The practice planning committee"),
    Decider.REGION_AND_MUNICIPALITIES: ("Regionsrådet og kommunerne", "The regional council and the municipalities"),
    Decider.CLUSTER_STEERING_GROUP: ("Klyngestyregruppen", "The cluster's steering group"),
    Decider.MANAGEMENTS: ("Ledelserne på hospital og i kommuner", "The managements of hospital and municipalities"),
}
# Two of them met on one day, so neither waits for the other.
PLACES: Mapping[Decider, int] = {
    Decider.STEERING_GROUP: 1,
    Decider.COORDINATION_COMMITTEE: 2,
    Decider.PATIENT_COMMITTEE: 2,
    Decider.PRACTICE_COMMITTEE: 3,
    Decider.REGION_AND_MUNICIPALITIES: 4,
    Decider.CLUSTER_STEERING_GROUP: 5,
    Decider.MANAGEMENTS: 6,
}
_THROUGH = frozenset({ApprovalOutcome.APPROVED, ApprovalOutcome.APPROVED_WITH_CHANGES, ApprovalOutcome.NOTED})


@dataclass(frozen=True, slots=True)
class JudgedStep:
    """What is judged of one body's step; `outcome` None has not been decided."""

    body: Decider
    place: int
    outcome: ApprovalOutcome | None = None
    decided_on: date | None = None
    comment: str = ""


@dataclass(frozen=True, slots=True)
class ApprovalStanding:
    """Where a process stands: through when every body is, stopped where one sent it back; whose turn it is."""

    through: bool
    sent_back_by: Decider | None
    waits_for: tuple[Decider, ...]


def outcome_problem(step: JudgedStep, others: Iterable[JudgedStep], *, today: date) -> tuple[str, str] | None:
    """What is wrong with an answer, as the code of its sentence and the field; None when it can be saved.

    A body decides after those before it, and not on an earlier day; what those after it rest on stays as it is.
    Whoever sends back or changes says what.
    """
    if (step.outcome is None) != (step.decided_on is None):
        return "plan.outcome_and_day", "decided_on" if step.decided_on is None else "outcome"
    others = list(others)
    after = [other for other in others if other.place > step.place and other.outcome is not None]
    if after and step.outcome not in _THROUGH:
        return "plan.body_after", "outcome"
    if step.outcome is None or step.decided_on is None:
        return None
    if any(other.decided_on is not None and other.decided_on < step.decided_on for other in after):
        return "plan.after_body_after", "decided_on"
    if step.decided_on > today:
        return "plan.decided_ahead", "decided_on"
    before = [other for other in others if other.place < step.place]
    if any(other.outcome not in _THROUGH for other in before):
        return "plan.body_before", "outcome"
    if any(other.decided_on is not None and other.decided_on > step.decided_on for other in before):
        return "plan.before_body_before", "decided_on"
    if step.outcome in (ApprovalOutcome.SENT_BACK, ApprovalOutcome.APPROVED_WITH_CHANGES) and not step.comment.strip():
        return "plan.outcome_without_words", "comment"
    return None


def standing(steps: Sequence[JudgedStep]) -> ApprovalStanding:
    """Of one process; one without bodies is through with nobody, which is not through."""
    sent_back = next((step.body for step in steps if step.outcome is ApprovalOutcome.SENT_BACK), None)
    open_ = [step for step in steps if step.outcome is None]
    first = min((step.place for step in open_), default=0)
    waits = tuple(step.body for step in open_ if step.place == first) if sent_back is None else ()
    return ApprovalStanding(bool(steps) and not open_ and sent_back is None, sent_back, waits)
