"""A journey that somebody opens: in sight or not, with all that its page shows beside it, in one query."""

from collections.abc import Hashable
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db.models import OuterRef

from desk.selectors.asker import Asker
from desk.selectors.json_rows import rows_as_column
from desk.selectors.lists.compiled import Subject, rows_of_question
from desk.selectors.lists.inbox import unread_column
from desk.selectors.lists.marks import with_news_number
from desk.selectors.purpose import citizen_purpose
from discharge.agreement.selectors import read_by
from discharge.home_coming.selectors import with_home_coming
from documents.selectors.drafts import unsent_in
from documents.selectors.sent import reading_units
from documents.selectors.waiting import unopened_by
from journeys.actions.access import Purpose
from journeys.domain.events.payloads.documents import CLOSED_KINDS
from journeys.models import Journey, Relative, Task
from journeys.querysets import JourneyQuerySet
from journeys.selectors.journeys import current_journey_id
from journeys.selectors.sight import seen_as_party
from journeys.selectors.whereabouts import with_whereabouts


@dataclass(frozen=True, slots=True)
class OpenedJourney:
    """A journey that somebody may look at, and on what ground."""

    journey: Journey
    purpose: Purpose


def open_journey(asker: Asker, journey_id: UUID) -> OpenedJourney | None:
    """The journey of an address, also of one that was merged into it; None when it is out of sight.

    A unit's own journey costs one query; only strangers pay for the question what they have opened.
    """
    own = _own(asker, journey_id)
    if own is not None:
        seen_as_party(own, asker.user)
        asker.unread = getattr(own, "menu_unread", None)
        return OpenedJourney(_read(own, asker), Purpose.PARTY)
    # Where nobody has been opened, sight is the unit's own: asking again would find nothing.
    opened = _whole(asker.journeys(), asker).filter(pk=journey_id).first() if asker.sight.citizens else None
    if opened is not None:
        return OpenedJourney(_read(opened, asker), citizen_purpose(asker, opened.citizen_id))
    today = current_journey_id(journey_id)
    return open_journey(asker, today) if today not in (None, journey_id) and today else None


def _own(asker: Asker, journey_id: UUID) -> Journey | None:
    """A journey of the unit's own; a citizen's own sight is theirs alone, and is not kept."""
    if asker.own.nothing:
        return None
    if asker.own.themself is not None:
        return _whole(asker.own_journeys(), asker).filter(pk=journey_id).first()

    def build(at: datetime) -> JourneyQuerySet:
        then = asker.at(at)
        return _whole(then.own_journeys(), then).filter(pk=Subject.of(journey_id)).order_by("pk")[:1]

    rows = rows_of_question(("journey", *_shape(asker)), build, now=asker.now, about=journey_id)
    return rows[0] if rows else None


def _shape(asker: Asker) -> tuple[Hashable, ...]:
    """All that the question is made of, but now and the journey: whose sight, whose words and whose letters."""
    user, own, reader = asker.user, asker.own, asker.reader
    letters = (reading_units(user), reading_units(user, *CLOSED_KINDS))
    sight = (replace(own, over_after=None), own.over_after is None, settings.SIGHT_AFTER_CLOSE)
    return (asker.role, user.unit and user.unit.pk, *sight, reader.house, reader.addressed, reader.circle, *letters)


def _read(journey: Journey, asker: Asker) -> Journey:
    """The journey as this reader may read it."""
    shown = journey.as_entered()
    read_by(shown, asker.reader)
    return shown


def _whole(journeys: JourneyQuerySet, asker: Asker) -> JourneyQuerySet:
    now, units = asker.now, asker.own.units
    return (
        with_news_number(with_whereabouts(with_home_coming(journeys)), units, asker.reader)
        .select_related(
            "citizen__responsibility", "hospital", "ward", "municipality", "gp_practice", "physician_organisation"
        )
        .annotate(
            menu_unread=unread_column(asker),
            task_rows=rows_as_column(Task.objects.shown(now), key="journey_id"),
            draft_rows=rows_as_column(unsent_in(asker.reader.house, OuterRef(OuterRef("pk"))), key="home"),
            unopened_rows=rows_as_column(unopened_by(asker.user, now=now), key="journey_id"),
            relative_rows=rows_as_column(Relative.objects.all(), key="citizen_id", outer="citizen_id"),
            # The same sight: what is out of sight is not told.
            stay_rows=rows_as_column(journeys, key="citizen_id", outer="citizen_id"),
        )
    )
