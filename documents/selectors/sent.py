"""What was sent, as one reader may read it: threads from the events, words from the versions."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from documents.domain.threads import SentVersion, Thread
from documents.models import Version


def words_of(version: SentVersion) -> Mapping[str, str]:
    """The words of one version."""
    values: Mapping[str, str] = Version.objects.values_list("values", flat=True).get(event__source_ref=version.ref)
    return values


def readable_by(threads: Iterable[Thread], house: Iterable[UUID]) -> list[Thread]:
    """Those whose words a house may read: it sent or got one of the versions. The others it only hears of."""
    own = {str(unit) for unit in house}
    return [thread for thread in threads if own & thread.parties]
