"""The points of the six principles that a journey can be asked about, and how it stands in each.

Every point names its rows of RULES 1.1 and the act or document that does it: the same as elsewhere on the page.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from principles.in_practice.rules import asking
from principles.in_practice.rules.facts import PracticeFacts
from principles.in_practice.rules.standing import PointAnswer, PointStanding

__all__ = ["CONTENT", "POINTS", "PointNow", "PrinciplePoint", "now_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PrinciplePoint:
    """One thing that a principle asks of a journey; `acts` are names of acts, `document` a kind of document."""

    code: str
    principle: int
    ids: tuple[str, ...]
    clause: str
    judge: Callable[[PracticeFacts], PointAnswer]
    acts: tuple[str, ...] = ()
    document: str = ""


POINTS: tuple[PrinciplePoint, ...] = (
    PrinciplePoint(
        code="wishes",
        principle=1,
        ids=("001-10", "001-11"),
        clause="1.1.1",
        judge=asking.wishes,
        acts=("wish",),
    ),
    PrinciplePoint(
        code="coordination",
        principle=1,
        ids=("001-12",),
        clause="1.1.2",
        judge=asking.coordination,
        acts=("coordination",),
    ),
    PrinciplePoint(
        code="told",
        principle=1,
        ids=("001-13",),
        clause="1.1.3",
        judge=asking.day_said,
        acts=("expected-discharge", "propose-discharge-time"),
    ),
    PrinciplePoint(
        code="card",
        principle=1,
        ids=("B2-P1",),
        clause="bilag2.1",
        judge=asking.card,
        document="agreement_card",
    ),
    PrinciplePoint(
        code="team",
        principle=2,
        ids=("001-20", "001-21"),
        clause="1.2",
        judge=asking.team,
        acts=("residence", "gp", "physician"),
    ),
    PrinciplePoint(code="owner", principle=2, ids=("001-22", "B2-P2"), clause="1.2.2", judge=asking.owner),
    PrinciplePoint(
        code="referral",
        principle=3,
        ids=("001-30",),
        clause="1.3",
        judge=asking.referral,
        acts=("referral",),
    ),
    PrinciplePoint(
        code="planning",
        principle=3,
        ids=("001-31", "001-62"),
        clause="1.3.1",
        judge=asking.planning,
        acts=("expected-discharge", "propose-discharge-time"),
    ),
    PrinciplePoint(
        code="report",
        principle=3,
        ids=("001-32", "001-61"),
        clause="1.3.2",
        judge=asking.report,
        document="admission_report",
    ),
    PrinciplePoint(
        code="early_contact",
        principle=3,
        ids=("B2-P3", "B2-P4", "B2-P6"),
        clause="bilag2.3",
        judge=asking.early_contact,
        document="correspondence",
    ),
    PrinciplePoint(
        code="knowledge",
        principle=4,
        ids=("001-40",),
        clause="1.4",
        judge=asking.knowledge,
        acts=("ask-practice", "answer-hospital"),
    ),
    PrinciplePoint(
        code="as_of_now",
        principle=4,
        ids=("001-41",),
        clause="1.4.1",
        judge=asking.as_of_now,
        document="care_pathway_plan",
    ),
    PrinciplePoint(code="in_time", principle=5, ids=("001-51",), clause="1.5.1", judge=asking.in_time),
    PrinciplePoint(
        code="meeting",
        principle=5,
        ids=("B2-P5",),
        clause="bilag2.5",
        judge=asking.meeting,
        acts=("invite-to-meeting", "ask-for-meeting"),
    ),
    PrinciplePoint(
        code="plan",
        principle=6,
        ids=("001-63",),
        clause="1.6.3",
        judge=asking.plan,
        document="care_pathway_plan",
    ),
    PrinciplePoint(
        code="expected",
        principle=6,
        ids=("001-64",),
        clause="1.6.4",
        judge=asking.day_said,
        acts=("expected-discharge",),
    ),
    PrinciplePoint(
        code="agreed_time",
        principle=6,
        ids=("001-65",),
        clause="1.6.5",
        judge=asking.agreed_time,
        acts=("accept-discharge-time", "accept-counter-proposal", "propose-discharge-time", "offer-discharge-time"),
    ),
    PrinciplePoint(
        code="citizen_agrees",
        principle=6,
        ids=("001-65",),
        clause="1.6.5",
        judge=asking.citizen_agrees,
        acts=("wish",),
    ),
    PrinciplePoint(
        code="preparation",
        principle=6,
        ids=("001-60", "001-66"),
        clause="1.6.6",
        judge=asking.preparation,
        acts=("barrier",),
    ),
    PrinciplePoint(
        code="contingency",
        principle=6,
        ids=("001-67",),
        clause="1.6.7",
        judge=asking.contingency,
        document="care_pathway_plan",
    ),
    PrinciplePoint(
        code="letter",
        principle=6,
        ids=("001-68",),
        clause="1.6.8",
        judge=asking.letter,
        document="discharge_letter",
    ),
)
# Rows that ask nothing of one journey: a way of being, or work beside the journeys.
CONTENT: frozenset[str] = frozenset({"001-23", "001-50"})


@dataclass(frozen=True, slots=True)
class PointNow:
    """A point and how a journey stands in it."""

    point: PrinciplePoint
    answer: PointAnswer

    @property
    def standing(self) -> PointStanding:
        """How."""
        return self.answer.standing

    @property
    def at(self) -> datetime | None:
        """When it was done."""
        return self.answer.at


def now_of(facts: PracticeFacts) -> tuple[PointNow, ...]:
    """Every point that concerns the journey; what is psychiatry's alone is left out elsewhere."""
    rows = (PointNow(point, point.judge(facts)) for point in POINTS)
    return tuple(row for row in rows if row.answer.reason != asking.NOT_PSYCHIATRY)


def counts_of(rows: tuple[PointNow, ...]) -> Mapping[PointStanding, int]:
    """How many points stand how."""
    return {standing: sum(1 for row in rows if row.standing is standing) for standing in PointStanding}
