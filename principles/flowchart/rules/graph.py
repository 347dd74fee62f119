"""The steps of the good journey, acute, planned and in psychiatry (001-96; RULES 1.7).

`page` is the page of the region's own flowchart whose substance is known; of the other steps its text is not known, and
they are written from the clause that they name. `tasks` are the kinds of open tasks that the step's work appears as:
every kind of task belongs to exactly one step, so that the chart and what is asked of people cannot differ.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise

from documents.domain.errors import CALL_ABOUT_ERROR
from documents.domain.outdated import RENEW_PLAN
from documents.domain.sorting.tasks import SORTED
from principles.clauses.rules.contents import SECOND_EDITION


class ChartTrack(StrEnum):
    """Which chart; psychiatry has one simple version."""

    ACUTE = "acute"
    PLANNED = "planned"
    PSYCHIATRY = "psychiatry"


class Lane(StrEnum):
    """Whose step it is."""

    CITIZEN = "citizen"
    GP = "gp"
    HOSPITAL = "hospital"
    MUNICIPALITY = "municipality"


class Phase(StrEnum):
    """When in the journey it lies."""

    BEFORE = "before"
    STAY = "stay"
    AFTER = "after"


_SOMATIC = frozenset({ChartTrack.ACUTE, ChartTrack.PLANNED})
_ALL = frozenset(ChartTrack)


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowchartNode:
    """One step: `documents` are the codes of what is sent in it."""

    code: str
    lane: Lane
    phase: Phase
    clause: str
    tracks: frozenset[ChartTrack] = _ALL
    tasks: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    page: str = ""
    valid_from: date = SECOND_EDITION

    def takes(self, kind: str) -> bool:
        """Whether an open task of this kind is work of this step."""
        return kind in self.tasks or any(name.endswith("_") and kind.startswith(name) for name in self.tasks)


# In the order in which they come; in each track a step leads to the next one of the track.
NODES: tuple[FlowchartNode, ...] = (
    FlowchartNode(code="referral", lane=Lane.GP, phase=Phase.BEFORE, clause="1.3"),
    FlowchartNode(
        code="planned", lane=Lane.HOSPITAL, phase=Phase.BEFORE, clause="1.3.1", tracks=frozenset({ChartTrack.PLANNED})
    ),
    FlowchartNode(
        code="admitted",
        lane=Lane.HOSPITAL,
        phase=Phase.STAY,
        clause="1.3.1",
        page="2-0",
        documents=("admission_notice",),
        tasks=(
            "planned_stay_missed",
            "confirm_stay",
            "stay_unconfirmed",
            "settle_doubt",
            "settle_death_time",
            "answer_death",
            # Psychiatry's alone, and every step with tasks stands in every chart.
            "contact_municipality",
        ),
    ),
    FlowchartNode(
        code="report",
        lane=Lane.MUNICIPALITY,
        phase=Phase.STAY,
        clause="1.3.2",
        page="2-2",
        documents=("admission_report",),
        tasks=("municipal_services", "report_of_admission", "correspondence_at_admission"),
    ),
    FlowchartNode(
        code="contact",
        lane=Lane.HOSPITAL,
        phase=Phase.STAY,
        clause="fn4",
        page="1-40",
        tracks=frozenset({ChartTrack.ACUTE}),
        documents=("correspondence",),
    ),
    FlowchartNode(
        code="early_contact",
        lane=Lane.HOSPITAL,
        phase=Phase.STAY,
        clause="bilag2.3",
        tracks=frozenset({ChartTrack.PSYCHIATRY}),
        documents=("correspondence",),
    ),
    FlowchartNode(
        code="physician",
        lane=Lane.HOSPITAL,
        phase=Phase.STAY,
        clause="2.2.1",
        tasks=("name_physician", "accept_handover", "state_gp", "find_gp"),
    ),
    FlowchartNode(code="knowledge", lane=Lane.GP, phase=Phase.STAY, clause="1.4", tasks=("answer_knowledge",)),
    FlowchartNode(code="planning", lane=Lane.HOSPITAL, phase=Phase.STAY, clause="1.3.1", tasks=("begin_planning",)),
    FlowchartNode(code="involved", lane=Lane.CITIZEN, phase=Phase.STAY, clause="1.1", page="2-3"),
    FlowchartNode(
        code="letters",
        lane=Lane.MUNICIPALITY,
        phase=Phase.STAY,
        clause="1.4.1",
        documents=("correspondence",),
        tasks=(SORTED, CALL_ABOUT_ERROR, "message_not_received"),
    ),
    FlowchartNode(
        code="meeting",
        lane=Lane.HOSPITAL,
        phase=Phase.STAY,
        clause="bilag2.5",
        documents=("discharge_agreement", "coordination_plan"),
        tasks=("answer_meeting", "invite_parties"),
    ),
    FlowchartNode(
        code="care_plan",
        lane=Lane.HOSPITAL,
        phase=Phase.STAY,
        clause="1.6.3",
        page="2-4",
        tracks=_SOMATIC,
        documents=("care_pathway_plan",),
    ),
    FlowchartNode(
        code="changed_plan",
        lane=Lane.HOSPITAL,
        phase=Phase.STAY,
        clause="fn4",
        page="2-5",
        tracks=_SOMATIC,
        documents=("care_pathway_plan",),
    ),
    FlowchartNode(
        code="barriers",
        lane=Lane.MUNICIPALITY,
        phase=Phase.STAY,
        clause="1.6.6",
        tasks=("clear_barriers_hospital", "clear_barriers_municipality"),
    ),
    FlowchartNode(
        code="agreed_time",
        lane=Lane.MUNICIPALITY,
        phase=Phase.STAY,
        clause="1.6.5",
        tasks=(
            "propose_discharge_time",
            "answer_discharge_time",
            "answer_counter_proposal",
            "answer_discharge_question",
            # Another time is agreed than the plan says: psychiatry's chart has no step for plans.
            RENEW_PLAN,
        ),
    ),
    FlowchartNode(
        code="ready",
        lane=Lane.HOSPITAL,
        phase=Phase.STAY,
        clause="2.1",
        documents=("ready_notice",),
        tasks=("decide_ready_correction", "settle_ready_registration", "state_reasons"),
    ),
    FlowchartNode(
        code="discharged",
        lane=Lane.HOSPITAL,
        phase=Phase.STAY,
        clause="2.1.4",
        documents=("discharge_notice", "discharge_report"),
        tasks=("answer_discharge", "stay_silent", "confirm_transfer"),
    ),
    FlowchartNode(
        code="card", lane=Lane.CITIZEN, phase=Phase.AFTER, clause="bilag2.1", tracks=frozenset({ChartTrack.PSYCHIATRY})
    ),
    FlowchartNode(code="medicine", lane=Lane.HOSPITAL, phase=Phase.AFTER, clause="2.1.1", tasks=("update_fmk",)),
    FlowchartNode(
        code="rehabilitation",
        lane=Lane.HOSPITAL,
        phase=Phase.AFTER,
        clause="2.1.1",
        documents=("rehabilitation_plan",),
        tasks=("decide_rehabilitation", "send_rehabilitation_plan"),
    ),
    FlowchartNode(
        code="letter",
        lane=Lane.HOSPITAL,
        phase=Phase.AFTER,
        clause="1.6.8",
        documents=("discharge_letter",),
        tasks=("discharge_letter", "hand_letter", "letter_not_received"),
    ),
    FlowchartNode(
        code="letter_received", lane=Lane.GP, phase=Phase.AFTER, clause="1.4.1", tasks=("await_letter_receipt",)
    ),
    FlowchartNode(code="enrolled", lane=Lane.MUNICIPALITY, phase=Phase.AFTER, clause="fn2", tasks=("enrol",)),
    FlowchartNode(
        code="answers",
        lane=Lane.HOSPITAL,
        phase=Phase.AFTER,
        clause="2.2.5",
        tasks=(
            "state_destination",
            "answer_nursing",
            "state_speciality",
            "state_admission",
            "state_region",
            "state_readiness",
            "state_emergency_outcome",
        ),
    ),
    FlowchartNode(
        code="acute_function",
        lane=Lane.MUNICIPALITY,
        phase=Phase.AFTER,
        clause="2.2.4",
        tasks=("accept_takeover", "state_referrer", "name_acute_physician"),
    ),
    FlowchartNode(code="closed", lane=Lane.HOSPITAL, phase=Phase.AFTER, clause="fn2", tasks=("other_discharge_tasks",)),
)
BY_CODE: Mapping[str, FlowchartNode] = {node.code: node for node in NODES}


def steps_of(track: ChartTrack, *, on: date) -> tuple[FlowchartNode, ...]:
    """The steps of a chart on a day; none before the agreement of 1 April 2024: the chart of 2021 is not known."""
    return tuple(node for node in NODES if track in node.tracks and node.valid_from <= on)


def step_of_task(kind: str) -> FlowchartNode | None:
    """The step whose work an open task is; None only of a kind that a newer version has written."""
    return next((node for node in NODES if node.takes(kind)), None)


def edges_of(steps: tuple[FlowchartNode, ...]) -> tuple[tuple[str, str], ...]:
    """From which step to which: each leads to the next."""
    return tuple((before.code, after.code) for before, after in pairwise(steps))
