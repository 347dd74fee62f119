"""What follows from a letter that was sent in error: a task to telephone, and the letter that says so (DESIGN §6)."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from documents.domain.kinds import kind_named
from documents.domain.threads import SentVersion, Thread, threads_of
from journeys.domain.events import EventKind
from journeys.domain.events.payloads.documents import AnswerCode, Mistake
from journeys.domain.history.history import History
from journeys.domain.state.in_error import is_by
from journeys.domain.tasks.open_tasks import WantedTask
from organisations.domain.moments import moment

# One kind of task per role of receivers: so it begins.
CALL_ABOUT_ERROR = "call_about_error_"
SUBJECT_OF_CORRECTION = "Sendt ved en fejl, må ikke bruges"
# Not in the agreement (inf): somebody may be acting on it.
CALLED_WITHIN = timedelta(hours=1)
_WHAT = {Mistake.RECEIVER: "til en forkert modtager", Mistake.CITIZEN: "om en forkert borger"}


def error_tasks(history: History) -> tuple[WantedTask, ...]:
    """A call per role of receivers, until theirs is logged or somebody there has said that it is not used.

    The first of a role holds.
    """
    tasks: dict[str, WantedTask] = {}
    calls = [event for event in history.counting if event.kind is EventKind.CALL_LOGGED]
    for thread in threads_of(history):
        for unit, role, since in _open(thread):
            if any(call.occurred_at >= since and is_by(call, unit, role) for call in calls):
                continue
            kind = f"{CALL_ABOUT_ERROR}{role}"
            tasks.setdefault(kind, WantedTask(kind, unit, since, since + CALLED_WITHIN))
    return tuple(tasks.values())


def _open(thread: Thread) -> Iterator[tuple[str, str, datetime]]:
    """Each receiver of a version in error that has not said so of any, as what it got it, and since when."""
    units = dict.fromkeys(unit for version in thread.versions for unit in version.receivers)
    for unit in units:
        wrong = [(version, error) for version in thread.versions if (error := version.error_of(unit))]
        if wrong and not any(is_discarded(version, unit) for version, _error in wrong):
            version, error = wrong[-1]
            yield unit, version.roles.get(unit, "municipality"), error.at


def letters_in_error(threads: Iterable[Thread], unit: str) -> Iterator[Thread]:
    """What a unit got in error and has not said that it does not use."""
    return (thread for thread in threads if any(receiver == unit for receiver, _role, _at in _open(thread)))


def is_discarded(version: SentVersion, unit: str) -> bool:
    """Whether a receiver has said that it does not use what was sent in error."""
    answer = version.answer_of(unit)
    return answer is not None and answer.code is AnswerCode.DISCARDED


def waits_for_call(version: SentVersion, unit: str) -> bool:
    """Whether a receiver got it in error and has not said that it does not use it."""
    return version.error_of(unit) is not None and not is_discarded(version, unit)


def reference_of(document: str) -> str:
    """What a letter in error is called by where data protection and the two units speak of it; no citizen."""
    return document[:8]


def words_of_correction(kind: str, mistake: Mistake, sent_at: datetime) -> dict[str, str]:
    """The letter to whoever got it; letters are in Danish, and whoever sends it reads it through."""
    declared = kind_named(kind)
    what = declared.label[0] if declared else "Et brev"
    text = (
        f"{what}, sendt {moment(sent_at)}, er sendt {_WHAT[mistake]} og må ikke bruges. Slet det, I har skrevet af, og "
        "ring til os, hvis I har handlet efter det."
    )
    return {"category": "other", "subject": SUBJECT_OF_CORRECTION, "text": text}
