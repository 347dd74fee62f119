"""Who has opened what was sent: one answer for lists, page, rows and API."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef

from documents.domain.threads import SentVersion
from documents.models import Opening


def openings_of(keys: Iterable[str]) -> dict[str, Opening]:
    """The first opening of each of these deliveries; of one that nobody opened there is none."""
    rows = Opening.objects.filter(key__in=list(keys)).select_related("unit", "opened_by")
    return {row.key: row for row in rows}


def openings_in(versions: Iterable[SentVersion]) -> dict[str, Opening]:
    """Those of whole versions, by their deliveries."""
    return openings_of(version.delivery_to(unit) for version in versions for unit in version.receivers)


def is_opened() -> Exists:
    """Whether anybody of the receiver has opened a delivery."""
    return Exists(Opening.objects.filter(key=OuterRef("key")).order_by())
