"""The buttons of a journey: each act that makes sense now, with the sentence why this reader may not press it."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse

from desk.forms.acting.table import ACTS, ANSWERS, BY_NAME, ActSpec
from desk.selectors.asker import Asker
from desk.sentences import task_sentence
from journeys.models import Journey, Task
from journeys.sentences import task_why
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
    why = why_not(asker.user, spec.form.right(journey), journey)
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

    @property
    def sentence(self) -> str:
        """What it asks for."""
        return task_sentence(self.task.kind)

    @property
    def why(self) -> str:
        """What hangs on it."""
        return task_why(self.task.kind)


def task_rows(asker: Asker, journey: Journey, tasks: list[Task]) -> list[TaskRow]:
    """Each open task with its answer, where there is one to give here."""
    specs = [BY_NAME.get(ANSWERS.get(task.kind, "")) for task in tasks]
    return [
        TaskRow(task, button_of(spec, asker, journey) if spec and spec.offered(journey) else None)
        for task, spec in zip(tasks, specs, strict=True)
    ]
