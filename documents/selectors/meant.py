"""For whom a letter that was never sent is meant: whoever wrote what it answers, or got in error what it corrects."""

from discharge.agreement.selectors import kept_story
from discharge.channel.rules.channel import ChannelDocument as Code
from documents.domain.errors import SUBJECT_OF_CORRECTION
from documents.domain.threads import Thread, threads_of
from documents.models import Document
from documents.selectors.drafts import Draft, documents_in
from journeys.models import Journey


def meant_receivers(journey: Journey, draft: Draft) -> tuple[str, ...]:
    """Ids of units, by the last sending of its thread; none where it begins one."""
    sent = _sent_in_thread(journey, draft.document)
    wrong = [unit for thread in sent for unit in _in_error(thread)]
    if wrong and draft.values.get("subject") == SUBJECT_OF_CORRECTION:
        return tuple(dict.fromkeys(wrong))
    letters = [thread.current for thread in sent if thread.kind == Code.CORRESPONDENCE]
    last = max(letters, key=lambda version: version.sent_at, default=None)
    own = str(draft.document.unit_id)
    return () if last is None else last.addressed if last.unit == own else (last.unit,)


def _sent_in_thread(journey: Journey, document: Document) -> list[Thread]:
    same = documents_in(journey).filter(thread=document.thread).exclude(pk=document.pk)
    keys = {str(pk) for pk in same.values_list("pk", flat=True)}
    return [thread for thread in threads_of(kept_story(journey)) if thread.document in keys] if keys else []


def _in_error(thread: Thread) -> tuple[str, ...]:
    return tuple(error_unit for version in thread.versions for error in version.errors for error_unit in error.units)
