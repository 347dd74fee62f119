"""One class per act: permission, kind, policy, judgement and payload stand in it, and it does itself (DESIGN §3)."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from django.db import transaction

from journeys.actions.acting.acts import Act, check_version, locked
from journeys.actions.events import Recorded
from journeys.actions.refusals import Refused
from journeys.domain.events import EventKind
from journeys.domain.events.payload import NoPayload, Payload
from journeys.models import Journey
from organisations.domain.permissions import Permission
from organisations.models import User
from organisations.selectors.permissions import check_can


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
    def refusal(cls, journey: Journey) -> str | None:
        """The code of what forbids it as the journey stands; None when nothing does."""
        return None

    @classmethod
    def refused(cls, code: str, **facts: object) -> Refused:
        """The refusal that a code stands for, with its sentence."""
        return Refused(code, **facts)

    def judge(self, journey: Journey, *, by: User) -> None:
        """Raises Refused for what is said; "Ret" is judged too."""

    def payload(self) -> Payload:
        """What the event holds."""
        return NoPayload()

    def do(self, journey: Journey, *, act: Act) -> Recorded:
        """Judged and written while nobody else can write to the citizen: of two at once one is late.

        Raises NotAllowed, Changed or Refused; then nothing is written.
        """
        with transaction.atomic():
            journey = locked(journey)
            check_can(act.by, self.permission, journey)
            check_version(journey, act)
            code = self.refusal(journey)
            if code is not None:
                raise self.refused(code)
            self.judge(journey, by=act.by)
            stated = act.says(self.kind, self.payload().dump(), at=self.occurred_at, anchor=journey.pk)
            return act.record(journey.citizen_id, stated)
