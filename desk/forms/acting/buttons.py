"""The buttons of a journey: each act that makes sense now, with the sentence why this reader may not press it."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from desk.forms.acting.table import ACTS, ANSWERS, BY_NAME, ActSpec
from desk.selectors.asker import Asker
from desk.sentences import task_sentence, why_of_task
from discharge.domain.ready_tasks import ReadyTask
from discharge.selectors.stay_story import kept_story
from journeys.models import Journey, Task
from organisations.selectors.permissions import why_not


@dataclass(frozen=True, slots=True)
class ActButton:
    """One button; `why` is empty when it may be pressed."""

    slug: str
    label: str
    heading: str
    url: str
    why: str


def button_of(spec: ActSpec, asker: Asker, journey: Journey) -> ActButton:
    """The button of one act."""
    url = reverse("desk:journey-act", args=[journey.pk, spec.slug])
    why = why_not(asker.user, spec.form.right(journey), journey) or spec.hindered(journey)
    return ActButton(spec.slug, str(spec.label), str(spec.heading), url, why)


def buttons_of(asker: Asker, journey: Journey) -> Mapping[str, list[ActButton]]:
    """Per row of the page, in the order of the table."""
    found: dict[str, list[ActButton]] = defaultdict(list)
    for spec in ACTS:
        if spec.offered(journey):
            found[spec.row].append(button_of(spec, asker, journey))
    return dict(found)


@dataclass(frozen=True, slots=True)
class TaskRow:
    """An open task and the button that answers it."""

    task: Task
    button: ActButton | None
    # What was asked, in the asker's words.
    question: str = ""

    @property
    def sentence(self) -> str:
        """What it asks for."""
        if self.question:
            return _("Svar på kommunens spørgsmål: %(question)s") % {"question": self.question}
        return task_sentence(self.task.kind)

    @property
    def why(self) -> str:
        """What hangs on it."""
        return why_of_task(self.task.kind)


def task_rows(asker: Asker, journey: Journey, tasks: list[Task]) -> list[TaskRow]:
    """Each open task with its answer, where there is one to give here."""
    specs = [BY_NAME.get(ANSWERS.get(task.kind, "")) for task in tasks]
    return [
        TaskRow(
            task, button_of(spec, asker, journey) if spec and spec.offered(journey) else None, _asked(task, journey)
        )
        for task, spec in zip(tasks, specs, strict=True)
    ]


def _asked(task: Task, journey: Journey) -> str:
    if task.kind != ReadyTask.ANSWER_DISCHARGE_QUESTION.value:
        return ""
    pending = kept_story(journey).agreement.pending
    return pending.open_question.text if pending and pending.open_question else ""
