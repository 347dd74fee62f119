"""One class per act: permission, kind, policy, judgement and payload stand in it, and it does itself (DESIGN §3)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, ClassVar, Protocol

from django.db import transaction

from journeys.actions.acting.acts import Act, check_version, locked, repeated
from journeys.actions.acting.whereabouts import ELSEWHERE, elsewhere
from journeys.actions.events import NewEvent, Recorded
from journeys.actions.refusals import Refused
from journeys.domain.calendar.clock import in_one_minute
from journeys.domain.events import EventKind
from journeys.domain.events.payload import NoPayload, Payload
from journeys.models import Journey, JourneyEvent
from journeys.selectors.sight import visible_journeys
from organisations.domain.permissions import Permission
from organisations.domain.refusals import NotAllowed
from organisations.models import User
from organisations.selectors.permissions import check_can, not_a_party


class Dated(Protocol):
    """Something that was said earlier."""

    @property
    def ref(self) -> str:
        """Of the event that said it."""
        ...

    @property
    def stated_at(self) -> datetime:
        """When."""
        ...


@dataclass(frozen=True, slots=True)
class Saying:
    """Who says it now, and the event that it says right, if it is a correction."""

    by: User
    now: datetime
    corrects: JourneyEvent | None = None

    @property
    def at(self) -> datetime:
        """As of when a promise is judged: said right, it lies ahead of the moment at which it was said first."""
        return self.corrects.occurred_at if self.corrects is not None else self.now

    def comes_after(self, earlier: Dated) -> bool:
        """Whether that had been said before; what is corrected had not been said before itself."""
        if self.corrects is None:
            return True
        return earlier.ref != self.corrects.source_ref and earlier.stated_at <= self.at


@dataclass(frozen=True, kw_only=True)
class StatedAct:
    """What somebody says of a journey. A subclass declares kind and permission; its fields are what is said.

    Button, page, API, "Ret" and the check under the lock ask the same `refusal` and `judge`.
    """

    kind: ClassVar[EventKind]
    permission: ClassVar[Permission]
    # When it happened; None is now.
    occurred_at: datetime | None = None

    @classmethod
    def right(cls, journey: Journey) -> Permission:
        """The permission that it takes as the journey stands."""
        return cls.permission

    @classmethod
    def refusal(cls, journey: Journey, now: datetime) -> str | None:
        """The code of what forbids it as the journey stands at `now`; None when nothing does."""
        return None

    @classmethod
    def refused(cls, code: str, **facts: object) -> Refused | NotAllowed:
        """The refusal that a code stands for, with its sentence; whose turn it is not may not do it at all."""
        return elsewhere() if code == ELSEWHERE else Refused(code, **facts)

    def judge(self, journey: Journey, saying: Saying) -> None:
        """Raises Refused for what is said; "Ret" is judged too."""

    def require(self, field: str, code: str) -> None:
        """Raises where a text field says nothing: blanks alone are no words."""
        if not getattr(self, field).strip():
            raise self.refused(code, field=field)

    def payload(self) -> Payload:
        """What the event holds of what is said."""
        return NoPayload()

    def concluded(self, journey: Journey, now: datetime) -> Mapping[str, Any]:
        """What follows from what is said, for this journey; a correction concludes anew."""
        return {}

    def worked_out(self, journey: Journey, now: datetime) -> Mapping[str, Any]:
        """What the event holds besides, as the journey stands when it is done; a correction leaves it as it was."""
        return {}

    def moment(self, journey: Journey, now: datetime) -> datetime | None:
        """When it happened, None for now; typed as the minute in which what it follows began, it was then."""
        return self.occurred_at

    def event(self, journey: Journey, act: Act, before: JourneyEvent | None) -> NewEvent:
        """What is recorded; `before` is what the same call recorded the first time."""
        said = self.said_of(journey, act.now)
        if before is None:
            return act.says(self.kind, {**said, **self.worked_out(journey, act.now)}, at=self.moment(journey, act.now))
        at = self.occurred_at
        if at is not None and in_one_minute(at, before.occurred_at):
            at = max(at, before.occurred_at)
        # What was added then stands: the journey may be one by now in which it cannot be worked out any more.
        return act.says(self.kind, {**before.payload, **said}, at=at, voids_ref=before.voids_ref)

    @classmethod
    def home(cls, journey: Journey, now: datetime) -> Journey:
        """The journey in which the event lies: mostly the one that it is said from."""
        return journey

    @classmethod
    def check_right(cls, by: User, journey: Journey, now: datetime) -> Journey:
        """Raises NotAllowed unless the user may say it from `journey`; returns the journey in which it will lie."""
        check_can(by, cls.right(journey), journey)
        return cls.check_there(by, journey, now)

    @classmethod
    def check_there(cls, by: User, journey: Journey, now: datetime) -> Journey:
        """The same of whoever may speak from `journey`, where the event lies in another one.

        They must see that one and may say it there: nobody writes what they can neither read nor take back (DESIGN §6).
        """
        home = cls.home(journey, now)
        if home != journey:
            check_can(by, cls.right(home), home)
            if not visible_journeys(by, now=now).filter(pk=home.pk).exists():
                raise not_a_party()
        return home

    def lead(self, journey: Journey, act: Act) -> None:
        """What else is written before it, in the same transaction."""

    def follow(self, journey: Journey, recorded: Recorded, act: Act) -> None:
        """What else is written with it, in the same transaction; `journey` is as it stood before."""

    def do(self, journey: Journey, *, act: Act) -> Recorded:
        """Judged and written while nobody else can write to the citizen: of two at once one is late.

        Raises NotAllowed, Changed or Refused; then nothing is written.
        """
        with transaction.atomic():
            journey = locked(journey)
            # Before any refusal: its sentence tells of the journey in which the act lies.
            home = self.check_right(act.by, journey, act.now)
            check_version(journey, act)
            before = repeated(act)
            if before is None:
                self.check(journey, act)
                self.lead(journey, act)
            recorded = act.record(journey.citizen_id, replace(self.event(journey, act, before), anchor=home.pk))
            if before is None:
                self.follow(journey, recorded, act)
            return recorded

    def said_of(self, journey: Journey, now: datetime) -> dict[str, Any]:
        """What is said of the journey, with what follows from it."""
        return {**self.payload().dump(), **self.concluded(journey, now)}

    def check(self, journey: Journey, act: Act) -> None:
        """Raises Refused; what the same call did before is not judged again."""
        code = self.refusal(journey, act.now)
        if code is not None:
            raise self.refused(code)
        self.judge(journey, Saying(act.by, act.now))
