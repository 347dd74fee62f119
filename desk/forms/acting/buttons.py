"""The buttons of a journey: each act that makes sense now and that this reader may do."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from desk.forms.acting.table import ACTS, ANSWERS, BY_NAME, OTHER_ANSWERS, ActSpec
from desk.selectors.asker import Asker
from desk.sentences import task_sentence, why_of_task
from discharge.agreement.rules.tasks import AgreementTask
from discharge.agreement.selectors import kept_story
from discharge.channel.rules.channel import ChannelDocument
from documents.domain.errors import CALL_ABOUT_ERROR, letters_in_error
from documents.domain.kinds import KINDS
from documents.domain.outdated import RENEW_PLAN
from documents.domain.sorting.tasks import SORTED
from documents.domain.threads import threads_of
from documents.selectors.choice import written_kinds
from documents.selectors.sent import reading_ids
from documents.selectors.sorting import work_of
from documents.sentences import in_language, kind_label
from journeys.actions.stays.reports import registers
from journeys.domain.state.reports import REPORTS
from journeys.models import Journey, Task
from medcom.domain.sending import MESSAGE_TASK
from medcom.selectors.outgoing import case_to_see_to, open_cases
from organisations.domain.permissions import Permission, permissions_of
from organisations.domain.refusals import NotAllowed
from organisations.selectors.permissions import why_not


@dataclass(frozen=True, slots=True)
class ActButton:
    """One button; `why` is empty when it may be pressed."""

    slug: str
    label: str
    heading: str
    url: str
    why: str


@dataclass(frozen=True, slots=True)
class Buttons:
    """Per row of the page, in the order of the table; what the reader may not do has no button."""

    rows: Mapping[str, list[ActButton]]
    # Why the reader may not do what their role does elsewhere, said once for the page; empty when they may.
    refusal: str


def button_of(spec: ActSpec, asker: Asker, journey: Journey) -> ActButton:
    """The button of one act."""
    return _button(spec, asker, journey, why_not(asker.user, spec.form.right(journey), journey))


def buttons_of(asker: Asker, journey: Journey) -> Buttons:
    """The acts that make sense now and belong to the reader's role, each asked once."""
    rows: dict[str, list[ActButton]] = defaultdict(list)
    refusal = ""
    theirs = permissions_of(asker.role)
    for spec in ACTS:
        right = spec.form.right(journey)
        if right not in theirs or not spec.offered(journey, asker.now) or _registers_instead(spec, asker, journey):
            continue
        why = why_not(asker.user, right, journey)
        refusal = refusal or why
        if not why and _may_there(spec, asker, journey):
            rows[spec.row].append(_button(spec, asker, journey))
    return Buttons(dict(rows), refusal)


def _may_there(spec: ActSpec, asker: Asker, journey: Journey) -> bool:
    """Whether whoever may say it here may where it will lie: nothing is offered that is then refused."""
    try:
        if spec.form.does is not None:
            spec.form.does.check_there(asker.user, journey, asker.now)
    except NotAllowed:
        return False
    return True


def _registers_instead(spec: ActSpec, asker: Asker, journey: Journey) -> bool:
    """Whoever may register what happened does not report it."""
    return spec.form.kind in REPORTS and registers(asker.user, spec.form.kind, journey)


def _button(spec: ActSpec, asker: Asker, journey: Journey, why: str = "") -> ActButton:
    url = reverse("desk:journey-act", args=[journey.pk, spec.slug])
    return ActButton(spec.slug, str(spec.label), str(spec.heading), url, why or spec.disabled(journey, asker.now))


@dataclass(frozen=True, slots=True)
class TaskRow:
    """An open task and the button that answers it."""

    task: Task
    button: ActButton | None
    # The other answer, where the task asks for a yes or a no.
    no: ActButton | None = None
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
    """Each open task with its answer, where the reader can give it here."""
    return [_task_row(asker, journey, task) for task in tasks]


# What is written here to be done with; that another system sent it is the other answer.
_WRITTEN = {
    "report_of_admission": ChannelDocument.ADMISSION_REPORT,
    "discharge_letter": ChannelDocument.DISCHARGE_LETTER,
    "send_rehabilitation_plan": ChannelDocument.REHABILITATION_PLAN,
    "contact_municipality": ChannelDocument.CORRESPONDENCE,
    "correspondence_at_admission": ChannelDocument.CORRESPONDENCE,
    RENEW_PLAN: ChannelDocument.CARE_PATHWAY_PLAN,
}


def _writing(asker: Asker, journey: Journey, task: Task) -> ActButton | None:
    code = _WRITTEN.get(task.kind)
    if code is None or code.value not in written_kinds(asker.user, journey):
        return None
    label = in_language(KINDS[code].label)
    said = _("Skriv %(what)s") % {"what": label.lower()}
    return ActButton(code.value, said, label, f"{reverse('desk:document-new', args=[journey.pk])}#slags-{code}", "")


def _letter_in_error(asker: Asker, journey: Journey, task: Task) -> ActButton | None:
    """The way to the letter that is to be answered: that it is not used is said there."""
    unit = str(task.owner_id)
    if not task.kind.startswith(CALL_ABOUT_ERROR) or unit not in reading_ids(asker.user):
        return None
    letter = next(letters_in_error(threads_of(kept_story(journey)), unit), None)
    if letter is None or why_not(asker.user, Permission.ANSWER_DOCUMENT, journey):
        return None
    address = reverse("desk:document", args=[journey.pk, letter.document])
    return ActButton("discard", _("Svar på brevet"), kind_label(letter.kind), f"{address}#svar", "")


def _letter_not_received(asker: Asker, journey: Journey, task: Task) -> ActButton | None:
    """The way to the letter that did not reach the other system: why, and that it is seen to, is said there."""
    if task.kind != MESSAGE_TASK or str(task.owner_id) not in reading_ids(asker.user):
        return None
    threads = threads_of(kept_story(journey))
    case = case_to_see_to(threads, open_cases([thread.document for thread in threads]))
    if case is None or why_not(asker.user, Permission.SEND_DOCUMENT, journey):
        return None
    address = reverse("desk:document", args=[journey.pk, case.document_id])
    return ActButton("carry", _("Se brevet"), task_sentence(task.kind), f"{address}?version={case.number}#levering", "")


def _sorted_letter(asker: Asker, journey: Journey, task: Task) -> ActButton | None:
    """The way to the document that was sorted: why, and that the work is done, is said there."""
    if not task.kind.startswith(SORTED) or str(task.owner_id) not in reading_ids(asker.user):
        return None
    sent = work_of(kept_story(journey), task.kind)
    if sent is None or why_not(asker.user, Permission.ANSWER_DOCUMENT, journey):
        return None
    address = reverse("desk:document", args=[journey.pk, sent.document])
    label = task_sentence(task.kind)
    return ActButton("sorted", _("Se brevet"), label, f"{address}?version={sent.number}#sortering", "")


def _task_row(asker: Asker, journey: Journey, task: Task) -> TaskRow:
    written = _writing(asker, journey, task)
    answer, other = (_answer(asker, journey, names.get(task.kind, "")) for names in (ANSWERS, OTHER_ANSWERS))
    answer = answer or _letter_not_received(asker, journey, task)
    answer = answer or _sorted_letter(asker, journey, task)
    # What says it for good comes first: a logged call closes the task, and leaves the letter unanswered.
    first = written or _letter_in_error(asker, journey, task)
    if first is not None:
        answer, other = first, answer or other
    return TaskRow(task, answer or other, other if answer else None, _asked(task, journey))


def _answer(asker: Asker, journey: Journey, name: str) -> ActButton | None:
    spec = BY_NAME.get(name)
    if spec is None or not spec.offered(journey, asker.now) or why_not(asker.user, spec.form.right(journey), journey):
        return None
    if not _may_there(spec, asker, journey):
        return None
    return button_of(spec, asker, journey)


def _asked(task: Task, journey: Journey) -> str:
    if task.kind != AgreementTask.ANSWER_DISCHARGE_QUESTION.value:
        return ""
    pending = kept_story(journey).agreement.pending
    return pending.open_question.text if pending and pending.open_question else ""


def next_step(asker: Asker, rows: list[TaskRow]) -> ActButton | None:
    """The answer to the reader's own task that is due first: the one button that stands out (UX §1.e)."""
    row = next_row(asker, rows)
    return row.button if row else None


def next_row(asker: Asker, rows: list[TaskRow]) -> TaskRow | None:
    """The task behind it, which the flowchart asks too: the chart's next step is the page's."""
    own = (row for row in rows if row.button and row.task.owner_id in asker.own.units)
    return next((row for row in own if row.button and not row.button.why), None)
