"""One citizen's stay as the figures' tests tell it: real events, in hours from a Monday morning."""

from collections import defaultdict
from datetime import UTC, datetime, timedelta
from typing import Any, TypeAlias
from uuid import NAMESPACE_URL, uuid4, uuid5

from journeys.actions.events import NewEvent, record_event
from journeys.actions.rebuild import rebuild_citizen
from journeys.domain.citizen.citizen_facts import Affiliation
from journeys.domain.events import EventKind as K
from journeys.domain.events import EventSource
from journeys.models import Journey, JourneyEvent
from organisations.models import Organisation
from principles.indicators.rules.registry import LINES
from principles.models import IndicatorCase
from tests.actors import Actors
from tests.factories.journeys import make_citizen, state_affiliation, tell, tell_journey

# Monday 12 October 2026, 08:00 in Copenhagen; the clocks change on the 25th.
T0 = datetime(2026, 10, 12, 6, 0, tzinfo=UTC)
SECOND, DAY = 1 / 3600, 24
CasesOf: TypeAlias = list[tuple[int, int, float | None]]
Counted: TypeAlias = dict[str, CasesOf]


def at(hours: float) -> datetime:
    return T0 + timedelta(hours=hours)


class Story:
    """One citizen, told in hours from T0; known to elder care and to community nursing unless said otherwise."""

    def __init__(self, actors: Actors, *, elder: bool | None = True, nursing: bool | None = True) -> None:
        self.actors, self.citizen, self.episode = actors, make_citizen(), str(uuid4())
        self.ward, self.home = actors.ward, actors.municipality
        for affiliation, value in ((Affiliation.ELDER_CARE, elder), (Affiliation.COMMUNITY_NURSING, nursing)):
            if value is not None:
                state_affiliation(self.citizen, affiliation, value, at=at(-800))
        tell(self.citizen, K.GP_STATED, at=at(-800), source=EventSource.FORM, organisation=actors.practice)

    @property
    def journey(self) -> Journey:
        """The one that began last."""
        return Journey.objects.filter(citizen=self.citizen).latest("last_event_at")

    def message(self, kind: K, hours: float, **more: Any) -> str:
        """A notification of the ward; its id."""
        place = {"provider": self.ward, "hospital": self.ward.root, "municipality": self.home}
        told = {**place, "family_name": "Madsen", "given_names": "Karen", **more}
        return tell(
            self.citizen, kind, at=at(hours), episode=self.episode, stated_by=self.ward, **told
        ).event.source_ref

    def word(self, kind: K, hours: float, **more: Any) -> None:
        """Something entered by hand."""
        tell_journey(self.journey, kind, at=at(hours), **more)

    def known(self, affiliation: Affiliation, value: bool | None, hours: float) -> None:
        """What ties the citizen to the municipality from then on."""
        state_affiliation(self.citizen, affiliation, value, at=at(hours))

    def practice(self, unit: Organisation | None, hours: float) -> None:
        """Whose list the citizen is on from then on."""
        tell(self.citizen, K.GP_STATED, at=at(hours), source=EventSource.FORM, organisation=unit)

    def claimed(self, hours: float) -> None:
        """The municipality enters a stay elsewhere; nobody answers."""
        place = {"provider": str(self.actors.other_ward.pk), "hospital": str(self.actors.other_ward.root.pk)}
        claim = {"kind": "admitted", **place, "municipality": str(self.home.pk)}
        tell(self.citizen, K.STAY_CLAIMED, at=at(hours), source=EventSource.FORM, stay=claim)

    def plan(self, hours: float, version: int = 1, **more: Any) -> None:
        """A care pathway plan to the municipality; `written` says whether it has a contingency plan."""
        roles = {str(self.actors.visitation.pk): "municipality"}
        named = {"document": str(uuid5(NAMESPACE_URL, "plan")), "document_kind": "care_pathway_plan"}
        self.word(
            K.DOCUMENT_SENT,
            hours,
            receivers=list(roles),
            roles=roles,
            stated_by=self.ward,
            version=version,
            **named,
            **more,
        )

    def agreed(self, proposed: float, accepted: float, home: float) -> None:
        """The ward proposes a time and the municipality says yes."""
        ref = self._said(K.DISCHARGE_PROPOSED, proposed, {"at": at(home).isoformat()}, by=self.ward)
        self._said(K.DISCHARGE_ACCEPTED, accepted, {"proposal_ref": ref}, by=self.actors.visitation)

    def _said(self, kind: K, hours: float, payload: dict[str, Any], *, by: Organisation) -> str:
        said = NewEvent(
            kind=kind,
            occurred_at=at(hours),
            stated_at=at(hours),
            source=EventSource.FORM,
            source_ref=str(uuid4()),
            organisation_id=by.pk,
            anchor=self.journey.pk,
            payload=payload,
        )
        return record_event(self.citizen.pk, said, now=at(hours)).event.source_ref

    def ready(self, hours: float, reason: str = "") -> None:
        """Registered as ready, with what is waited for or without."""
        reasons = [{"reason": reason, "sector": "municipality", "primary": True}] if reason else []
        self.word(K.READY_REGISTERED, hours, assessed_by="Henrik Dalsgaard", reasons=reasons)

    def void(self, kind: K, hours: float) -> None:
        """The last event of a kind is cancelled."""
        last = JourneyEvent.objects.filter(citizen=self.citizen, kind=kind.value).latest("pk")
        where = {"episode": self.episode, "stated_by": self.ward}
        tell(self.citizen, K.CANCELLED, at=at(hours), voids=last.source_ref, voids_only=kind, **where)

    def counted(self, *lines: str) -> Counted:
        """The stored cases of some lines, or of all; a rebuild says the same."""
        found = defaultdict[str, CasesOf](list)
        rows = IndicatorCase.objects.filter(journey__citizen=self.citizen, line__in=lines or LINES)
        for row in rows.order_by("month", "line", "number"):
            found[row.line].append((row.month.month, row.numerator, row.amount))
        assert rebuild_citizen(self.citizen.pk, now=at(3000), check=True) == []
        return dict(found)
