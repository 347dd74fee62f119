"""A document and its versions that stand, for whoever acts on one under the citizen's lock."""

from discharge.agreement.selectors import kept_story
from documents.domain.threads import SentVersion, Thread, threads_of
from journeys.models import Journey


def thread_of(journey: Journey, document: str) -> Thread | None:
    """One document of a journey; None where nothing of it was sent, or all was taken back."""
    return next((thread for thread in threads_of(kept_story(journey)) if thread.document == document), None)


def closed_thread(journey: Journey) -> Thread | None:
    """The koordinationsplan that was sent last and that the asker hears of."""
    closed = [thread for thread in threads_of(kept_story(journey)) if thread.is_closed]
    return max(closed, key=lambda thread: thread.current.sent_at, default=None)


def standing_version(journey: Journey, document: str, number: int) -> SentVersion | None:
    """One version of it."""
    thread = thread_of(journey, document)
    return thread.numbered(number) if thread else None
