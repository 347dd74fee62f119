"""What a reader marked on the ledger a moment ago and can still undo there (DESIGN §4)."""

from desk.selectors.asker import Asker
from desk.selectors.timeline.changes import entries_alone
from desk.selectors.timeline.own_events import Undo, may_undo
from discharge.payment.rules.day_marks import MARKS
from journeys.models import Journey, JourneyEvent


def undoable_mark(asker: Asker, journey: Journey) -> Undo | None:
    """The reader's last *Enig* or *Uenig*, while nobody else has read it."""
    event = (
        JourneyEvent.objects.select_related("placement", "citizen", "organisation", "actor__active_membership")
        .filter(
            placement__journey=journey,
            placement__withdrawn=False,
            kind__in=[kind.value for kind in MARKS],
            actor=asker.user,
            released_at__gt=asker.now,
            voids_ref="",
        )
        .order_by("pk")
        .last()
    )
    if event is None or not may_undo(event, asker, journey):
        return None
    return Undo.of(entries_alone([event])[0], asker.now)
