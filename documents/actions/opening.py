"""Notes that somebody has opened a version (issue 8: a delivery is written … seen, acknowledged)."""

from datetime import datetime

from documents.domain.threads import SentVersion
from documents.models import Opening
from documents.selectors.sent import answering_units
from organisations.models import User
from organisations.selectors.units import unit_scope


def note_opening(version: SentVersion, kind: str, *, by: User, now: datetime) -> None:
    """For each receiver whose letters the user's own unit reads, once it is released there; the first one stays.

    A ward of another department of the hospital may answer in its place, and is not the ward that has seen it.
    """
    if by.unit is None:
        return
    units = answering_units(by, version, kind) & unit_scope(by.unit)
    keys = [version.delivery_to(str(unit)) for unit in units if version.released_to(str(unit)) <= now]
    before = set(Opening.objects.filter(key__in=keys).values_list("key", flat=True)) if keys else set()
    # Of two at once one stays.
    Opening.objects.bulk_create(
        [Opening(key=key, unit=by.unit, opened_at=now, opened_by=by) for key in sorted(keys) if key not in before],
        ignore_conflicts=True,
    )
