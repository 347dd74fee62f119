"""One plan as a page: what is late, its tracks with bars in time, status, cycles and meetings."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import groupby
from typing import Any

from desk.selectors.plans.approvals import ChangeRow, Process, approval_json, change_json, changes_of, processes_of
from organisations.models import User
from principles.models import Cycle, CycleStep, ImplementationPlan, PlanMeeting, PlanTask, StatusAnswer
from principles.plans.rules.progress import (
    MeetingKind,
    OnTime,
    Progress,
    Stage,
    StatusQuestion,
    TaskStatus,
    is_late,
    is_overtaken,
    month_start,
    next_stage,
    on_time,
    progress,
)
from principles.plans.rules.templates import PlanTrack
from principles.plans.selectors import may_change, state_of, states_of
from principles.plans.sentences import (
    MEETING_WORDS,
    QUESTION_WORDS,
    STAGE_WORDS,
    STATUS_WORDS,
    plan_name,
    task_bodies,
    task_title,
    template_name,
    track_name,
)
from principles.registers.rules.training import TrainingKind
from principles.registers.selectors import events
from principles.registers.sentences import TRAINING_WORDS

# A bar that has no day of its own to begin with is this long.
_DAYS_SHOWN = 14


@dataclass(frozen=True, slots=True)
class TaskBar:
    """Where a task lies in the plan's time: days from its first day, and how many."""

    x: int
    width: int


@dataclass(frozen=True, slots=True)
class PlanTaskRow:
    """A task with its words; `bar` is None where it has no last day."""

    task: PlanTask
    title: str
    bodies: str
    status: str
    late: bool
    # Its day was over before the plan was begun: nobody has said what became of it.
    overtaken: bool
    bar: TaskBar | None


@dataclass(frozen=True, slots=True)
class TrackRows:
    """The tasks of a track, how far they are, and its K25."""

    track: PlanTrack
    name: str
    progress: Progress
    on_time: OnTime
    rows: Sequence[PlanTaskRow]


@dataclass(frozen=True, slots=True)
class MonthAnswers:
    """What was answered for a month, each with its question."""

    month: date
    answers: Sequence[tuple[str, StatusAnswer]]


@dataclass(frozen=True, slots=True)
class CycleRow:
    """A cycle with its steps in their order, and the step that comes next."""

    cycle: Cycle
    steps: Sequence[tuple[str, CycleStep]]
    following: Stage | None

    @property
    def next_words(self) -> str:
        """What the next step is called; empty when it is through."""
        return str(STAGE_WORDS[self.following]) if self.following else ""


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """A meeting, its kind in words and its decisions."""

    meeting: PlanMeeting
    kind: str
    decisions: Sequence[str]


@dataclass(frozen=True, slots=True)
class TrainingRow:
    """Joint training of the cluster, as its calendar shows it."""

    key: str
    title: str
    kind: str
    held_on: date
    today: date

    @property
    def ahead(self) -> bool:
        """Whether it is still to come."""
        return self.held_on > self.today


class PlanPage:
    """A plan on a day, for a reader."""

    def __init__(self, plan: ImplementationPlan, user: User, today: date) -> None:
        """The plan comes with all its rows (`plan_in_full`)."""
        self.plan, self.today = plan, today
        self.name, self.template = plan_name(plan), template_name(plan)
        self.may_change = may_change(user, plan)

    @cached_property
    def progress(self) -> Progress:
        """Of the whole plan."""
        return progress(states_of(self.plan), self.today)

    @cached_property
    def on_time(self) -> OnTime:
        """K25: of the tasks whose day is over, how many were done by then."""
        return on_time(states_of(self.plan), self.today)

    @cached_property
    def first(self) -> date:
        """The first day of the picture."""
        days = [task.first_on or task.due_on for task in self._tasks if task.first_on or task.due_on]
        return month_start(min([self.plan.starts_on, *filter(None, days)]), 1)

    @cached_property
    def days(self) -> int:
        """How many days the picture is wide: to the end of its last month."""
        last = max([self.plan.starts_on, *(task.due_on for task in self._tasks if task.due_on)])
        return (month_start(last, 2) - self.first).days

    @property
    def today_x(self) -> int | None:
        """Where today lies in it, None when it lies outside."""
        x = (self.today - self.first).days
        return x if 0 <= x <= self.days else None

    @cached_property
    def tracks(self) -> Sequence[TrackRows]:
        """The three tracks, each with its tasks by their last day."""
        rows = [(PlanTrack(task.track), self._row(task)) for task in self._tasks]
        found = []
        for track in PlanTrack:
            own = [row for of, row in rows if of is track]
            states = [state_of(row.task) for row in own]
            far, kept = progress(states, self.today), on_time(states, self.today)
            found.append(TrackRows(track, track_name(self.plan, track), far, kept, own))
        return found

    @property
    def late(self) -> Sequence[PlanTaskRow]:
        """What is late, the longest first."""
        return [row for track in self.tracks for row in track.rows if row.late]

    @property
    def overtaken(self) -> Sequence[PlanTaskRow]:
        """What was to be ready before the plan was begun, and nobody has said whether it is."""
        return [row for track in self.tracks for row in track.rows if row.overtaken]

    @property
    def months(self) -> Sequence[MonthAnswers]:
        """Status by month, the latest first."""
        return [
            MonthAnswers(month, [(str(QUESTION_WORDS[StatusQuestion(row.question)]), row) for row in rows])
            for month, rows in groupby(self.plan.answers.all(), key=lambda row: row.month)
        ]

    @property
    def cycles(self) -> Sequence[CycleRow]:
        """What was tried, the latest first."""
        return [_cycle(cycle) for cycle in self.plan.cycles.all()]

    @property
    def meetings(self) -> Sequence[MeetingRow]:
        """The latest first."""
        return [_meeting(meeting) for meeting in self.plan.meetings.all()]

    @property
    def held(self) -> Sequence[MeetingRow]:
        """Those that have been: only they can have decided anything."""
        return [row for row in self.meetings if row.meeting.held_on <= self.today]

    @property
    def ahead(self) -> Sequence[MeetingRow]:
        """Those that are called, the next first."""
        return [row for row in reversed(self.meetings) if row.meeting.held_on > self.today]

    @cached_property
    def approvals(self) -> Sequence[Process]:
        """Who approves, and where it stands."""
        return processes_of(self.plan)

    @cached_property
    def approval_changes(self) -> Sequence[ChangeRow]:
        """What was written of it, the latest first."""
        return changes_of(self.plan) if self.approvals else []

    @cached_property
    def training(self) -> Sequence[TrainingRow]:
        """The cluster's joint training since the plan began, and what is called (001-50)."""
        rows = events().filter(area=self.plan.area_id, held_on__gte=self.plan.starts_on)
        return [
            TrainingRow(str(row.pk), row.title, str(TRAINING_WORDS[TrainingKind(row.kind)]), row.held_on, self.today)
            for row in rows
        ]

    @property
    def seminar_on(self) -> date | None:
        """The next learning seminar that has been called."""
        kind = MeetingKind.SEMINAR.value
        ahead = [row.held_on for row in self.plan.meetings.all() if row.kind == kind and row.held_on >= self.today]
        return min(ahead, default=None)

    @cached_property
    def _tasks(self) -> Sequence[PlanTask]:
        return list(self.plan.tasks.all())

    def _row(self, task: PlanTask) -> PlanTaskRow:
        status = str(STATUS_WORDS[TaskStatus(task.status)])
        state = state_of(task)
        late, overtaken = is_late(state, self.today), is_overtaken(state)
        title, bodies = task_title(self.plan, task), task_bodies(self.plan, task)
        return PlanTaskRow(task, title, bodies, status, late, overtaken, self._bar(task))

    def _bar(self, task: PlanTask) -> TaskBar | None:
        if task.due_on is None:
            return None
        end = (task.due_on - self.first).days + 1
        start = (task.first_on - self.first).days if task.first_on else max(0, end - _DAYS_SHOWN)
        return TaskBar(start, max(1, end - start))


def _cycle(cycle: Cycle) -> CycleRow:
    steps = list(cycle.steps.all())
    following = next_stage(Stage(step.stage) for step in steps)
    return CycleRow(cycle, [(str(STAGE_WORDS[Stage(step.stage)]), step) for step in steps], following)


def _meeting(meeting: PlanMeeting) -> MeetingRow:
    decisions = [line.strip() for line in meeting.decisions.splitlines() if line.strip()]
    return MeetingRow(meeting, str(MEETING_WORDS[MeetingKind(meeting.kind)]), decisions)


def plan_json(page: PlanPage) -> dict[str, Any]:
    """A plan for programs: the same facts as its page."""
    plan = page.plan
    return {
        "id": str(plan.pk),
        "name": page.name,
        "area": plan.area.key,
        "unit": str(plan.unit_id) if plan.unit_id else None,
        "template": plan.template,
        "starts_on": plan.starts_on,
        "tasks_total": page.progress.total,
        "tasks_done": page.progress.done,
        "tasks_late": page.progress.late,
        "tasks_overtaken": page.progress.overtaken,
        "tasks_due": page.on_time.denominator,
        "tasks_on_time": page.on_time.numerator,
        "next_seminar_on": page.seminar_on,
    }


def plan_in_full_json(page: PlanPage) -> dict[str, Any]:
    """With all that is on its page."""
    return {
        **plan_json(page),
        "tracks": [
            {"track": row.track.value, "tasks_due": row.on_time.denominator, "tasks_on_time": row.on_time.numerator}
            for row in page.tracks
        ],
        "tasks": [_task_json(row) for track in page.tracks for row in track.rows],
        "status": [
            {"month": months.month, "question": row.question, "words": row.words}
            for months in page.months
            for _words, row in months.answers
        ],
        "cycles": [
            {
                "id": row.cycle.pk,
                "title": row.cycle.title,
                "indicator": row.cycle.indicator or None,
                "next_stage": row.following.value if row.following else None,
                "steps": [{"stage": step.stage, "on": step.on, "words": step.words} for _words, step in row.steps],
            }
            for row in page.cycles
        ],
        "training": [
            {"id": int(row.key), "kind": row.kind, "title": row.title, "held_on": row.held_on} for row in page.training
        ],
        "meetings": [
            {
                "id": row.meeting.pk,
                "kind": row.meeting.kind,
                "title": row.meeting.title,
                "held_on": row.meeting.held_on,
                "participants": row.meeting.participants,
                "minutes": row.meeting.minutes,
                "decisions": row.decisions,
            }
            for row in page.meetings
        ],
        "approvals": [row for process in page.approvals for row in approval_json(process)],
        "approval_history": [change_json(row) for row in page.approval_changes],
    }


def _task_json(row: PlanTaskRow) -> dict[str, Any]:
    task = row.task
    return {
        "id": task.pk,
        "item": task.item or None,
        "title": row.title,
        "track": task.track,
        "first_on": task.first_on,
        "due_on": task.due_on,
        "owner": str(task.owner_id) if task.owner_id else None,
        "status": task.status,
        "done_on": task.done_on,
        "late": row.late,
        "overtaken": row.overtaken,
        "evidence": task.evidence,
    }
