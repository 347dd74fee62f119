"""What a cluster's secretariat writes of its implementation plan; programs send the same fields."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from desk.forms.fields import CalendarDayField, OrganisationField, area, indicator_field
from desk.forms.seen import SEEN_ROW, SeenRowForm
from documents.sentences import in_language, lazy_words
from journeys.domain.calendar.plausible import Meaning
from organisations.domain.moments import local_date
from organisations.models import CooperationArea, Organisation, User
from organisations.selectors.areas import members_of
from principles.models import ApprovalStep, Cycle, ImplementationPlan, PlanMeeting, PlanTask
from principles.plans.actions import answer_status, begin_cycle, begin_plan, record_stage, save_meeting, save_task
from principles.plans.rules.progress import Stage, StatusQuestion, first_status, month_start
from principles.plans.rules.templates import TEMPLATES, PlanTrack
from principles.plans.sentences import MEETING_WORDS, QUESTION_WORDS, STAGE_HINTS, STAGE_WORDS, STATUS_WORDS, task_title

LONG = 4000
MONTHS_BACK, MONTHS_AHEAD = 36, 18


def words_field(label: Any, *, rows: int = 4, **more: Any) -> forms.CharField:
    """A text of several lines."""
    return area(label, most=LONG, rows=rows, **more)


def months_around(today: date) -> Sequence[tuple[str, str]]:
    """The months that one can choose, as first days, the latest first."""
    months = [month_start(today, number) for number in range(MONTHS_AHEAD + 1, 1 - MONTHS_BACK, -1)]
    return [(month.isoformat(), date_format(month, "F Y")) for month in months]


class WritingForm(SeenRowForm):
    """A form that says how it is saved; page and program save alike."""

    def perform(self, by: User, now: datetime) -> ImplementationPlan:
        """Writes what was filled in and answers with its plan. Raises Refused."""
        raise NotImplementedError


class _MonthForm(WritingForm):
    """A form of one month."""

    month = forms.TypedChoiceField(label=_("Måned"), coerce=date.fromisoformat)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        """The months around today; today's is chosen."""
        super().__init__(*args, **kwargs)
        self.fields["month"].choices = months_around(today)  # type: ignore[attr-defined]
        self.fields["month"].initial = month_start(today, 1).isoformat()


class PlanForm(_MonthForm):
    """A plan to begin."""

    template = forms.ChoiceField(
        label=_("Skabelon"),
        choices=[(key, lazy_words(template.title)) for key, template in TEMPLATES.items() if not template.archived],
        initial="002",
    )
    unit = OrganisationField(
        label=_("Hvis plan"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=_("Klyngens egen"),
        help_text=_("En lokal plan hører til et hospital, en kommune eller en praksis i klyngen."),
    )
    field_order = ("template", "unit", "month")

    def __init__(self, *args: Any, area: CooperationArea, today: date, **kwargs: Any) -> None:
        """Of the area's members."""
        super().__init__(*args, today=today, **kwargs)
        self.area = area
        self.fields["unit"].queryset = members_of(area, on=today)  # type: ignore[attr-defined]
        self.fields["month"].label = _("Måned 1")
        self.fields["month"].help_text = _("Alle frister regnes herfra.")

    def perform(self, by: User, now: datetime) -> ImplementationPlan:
        """Begins it."""
        said = {name: self.cleaned_data[name] for name in ("template", "month", "unit")}
        return begin_plan(self.area, **said, by=by, now=now)


class TaskForm(WritingForm):
    """What became of a task; of one's own also what it is."""

    title = forms.CharField(label=_("Opgave"), max_length=200)
    track = forms.ChoiceField(label=_("Spor"))
    first_on = CalendarDayField(label=_("Fra"), meaning=Meaning.DECIDED, required=False)
    due_on = CalendarDayField(
        label=_("Senest"),
        meaning=Meaning.DECIDED,
        required=False,
        help_text=_("Den sidste dag, opgaven er gjort i tide. Tom: ingen frist."),
    )
    owner = OrganisationField(
        label=_("Ansvarlig"), queryset=Organisation.objects.none(), required=False, empty_label=_("Sekretariatet")
    )
    status = forms.ChoiceField(
        label=_("Hvor langt"), choices=[(status.value, words) for status, words in STATUS_WORDS.items()]
    )
    done_on = CalendarDayField(
        label=_("Gjort den"), meaning=Meaning.HAPPENED, required=False, help_text=_("Kun når opgaven er gjort.")
    )
    evidence = words_field(
        _("Hvad viser det"), rows=3, required=False, help_text=_("For eksempel et referat eller et tal.")
    )

    def __init__(self, *args: Any, task: PlanTask, today: date, **kwargs: Any) -> None:
        """Filled with the task; a template's words are not changed."""
        names = ("title", "track", "first_on", "due_on", "owner", "status", "done_on", "evidence")
        kwargs.setdefault("initial", {name: getattr(task, name) for name in names})
        super().__init__(*args, **kwargs)
        self.task = task
        tracks = TEMPLATES[task.plan.template].tracks
        self.fields["track"].choices = [(track.value, in_language(tracks[track])) for track in PlanTrack]  # type: ignore[attr-defined]
        self.fields["owner"].queryset = members_of(task.plan.area, on=today)  # type: ignore[attr-defined]
        if task.item:
            del self.fields["title"], self.fields["track"]
        self.watch(task)

    @property
    def heading(self) -> str:
        """What the task is, where its words are the template's."""
        return task_title(self.task.plan, self.task)

    def perform(self, by: User, now: datetime) -> ImplementationPlan:
        """Saves it as it was filled in."""
        fill(self.task, self)
        return save_task(self.task, by=by, now=now).plan


class PlanStatusForm(_MonthForm):
    """The five questions for a month that has begun (SQ1–SQ5)."""

    def __init__(self, *args: Any, plan: ImplementationPlan, today: date, **kwargs: Any) -> None:
        """One field a question."""
        super().__init__(*args, today=today, **kwargs)
        self.plan = plan
        first = first_status(plan.starts_on, local_date(plan.begun_at)).isoformat()
        known = [(month, words) for month, words in months_around(today) if first <= month <= today.isoformat()]
        self.fields["month"].choices = known  # type: ignore[attr-defined]
        for question, words in QUESTION_WORDS.items():
            self.fields[question.value] = words_field(words, rows=3, required=False)
        self.watch_rows(plan.answers.all())
        self.fields["sure"] = self.fields.pop("sure")

    def perform(self, by: User, now: datetime) -> ImplementationPlan:
        """Saves what was answered."""
        words = {question: self.cleaned_data[question.value] for question in StatusQuestion}
        answer_status(self.plan, month=self.cleaned_data["month"], words=words, by=by, now=now)
        return self.plan


class _StepForm(WritingForm):
    """What was planned, done, seen or decided."""

    on = CalendarDayField(label=_("Dag"), meaning=Meaning.HAPPENED)
    words = words_field(_("Beskriv"))

    def __init__(self, *args: Any, stage: Stage, today: date, **kwargs: Any) -> None:
        """Asks what that step asks."""
        super().__init__(*args, **kwargs)
        self.stage = stage
        self.fields["words"].label = str(STAGE_WORDS[stage])
        self.fields["words"].help_text = str(STAGE_HINTS[stage])
        self.fields["on"].initial = today


class StageForm(_StepForm):
    """The next step of a cycle; `stage` is the one that the page was opened for."""

    field_order = ("words", "on")

    def __init__(self, *args: Any, cycle: Cycle, stage: Stage, today: date, **kwargs: Any) -> None:
        """Of that cycle."""
        super().__init__(*args, stage=stage, today=today, **kwargs)
        self.cycle = cycle

    def perform(self, by: User, now: datetime) -> ImplementationPlan:
        """Writes the step."""
        said = self.cleaned_data
        record_stage(self.cycle, self.stage, words=said["words"], on=said["on"], by=by, now=now)
        return self.cycle.plan


class CycleForm(_StepForm):
    """A change to try, and its plan."""

    title = forms.CharField(label=_("Hvad vil I prøve"), max_length=200)
    indicator = indicator_field()
    field_order = ("title", "indicator", "words", "on")

    def __init__(self, *args: Any, plan: ImplementationPlan, today: date, **kwargs: Any) -> None:
        """A cycle begins with its plan."""
        super().__init__(*args, stage=Stage.PLAN, today=today, **kwargs)
        self.plan = plan

    def perform(self, by: User, now: datetime) -> ImplementationPlan:
        """Begins it."""
        said = {name: self.cleaned_data[name] for name in ("title", "indicator", "words", "on")}
        return begin_cycle(self.plan, **said, by=by, now=now).plan


class MeetingForm(WritingForm):
    """A meeting."""

    kind = forms.ChoiceField(label=_("Slags"), choices=[(kind.value, words) for kind, words in MEETING_WORDS.items()])
    title = forms.CharField(label=_("Emne"), max_length=200)
    held_on = CalendarDayField(label=_("Dag"), meaning=Meaning.DECIDED)
    participants = forms.CharField(
        label=_("Hvem var med"), max_length=400, required=False, help_text=_("Enheder og fora, ikke navne på borgere.")
    )
    minutes = words_field(_("Referat"), required=False)
    decisions = words_field(_("Beslutninger"), rows=3, required=False, help_text=_("Én på hver linje."))

    def __init__(self, *args: Any, meeting: PlanMeeting, today: date, **kwargs: Any) -> None:
        """Filled with the meeting."""
        names = ("kind", "title", "held_on", "participants", "minutes", "decisions")
        kwargs.setdefault("initial", {name: getattr(meeting, name) for name in names})
        kwargs["initial"]["held_on"] = meeting.held_on or today
        super().__init__(*args, **kwargs)
        self.meeting = meeting
        self.watch(meeting)

    def perform(self, by: User, now: datetime) -> ImplementationPlan:
        """Saves it as it was filled in."""
        fill(self.meeting, self)
        return save_meeting(self.meeting, by=by).plan


def fill(row: PlanTask | PlanMeeting | ApprovalStep, form: WritingForm) -> None:
    """What was filled in, on the row of the same names."""
    for name in form.fields:
        if name not in ("sure", SEEN_ROW):
            setattr(row, name, form.cleaned_data[name])
