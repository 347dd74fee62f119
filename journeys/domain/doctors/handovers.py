"""What one side offers and the other takes over: the named doctor's responsibility, and the municipal acute function.

Each acceptance answers its own offer only (RULES 2d: "explicit handover with acceptance"; S3b, S8, S9; 001-90, 001-93).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from journeys.domain.events import EventKind, EventRecord
from journeys.domain.events.payloads.responsibility import AcuteFunctionStarted, Doctor, HandoverAccepted


class HandoverOffer(StrEnum):
    """What an acceptance takes over; the payload's `offer`."""

    PHYSICIAN = "physician"
    ACUTE_FUNCTION = "acute_function"


@dataclass(frozen=True, slots=True)
class AcuteFunction:
    """A running municipal acute function: who referred, which unit executes, and a takeover not yet accepted."""

    referred_by: str | None
    unit: str | None
    # The events that made it so: whose it is follows from the journey in which they lie.
    ref: str
    takeover_by: str | None = None
    takeover_ref: str | None = None
    # The unit has ended the course, or the hospital its treatment; one alone does not end what a hospital referred.
    course_over: bool = False
    treatment_over: bool = False

    @property
    def by_hospital(self) -> bool:
        """Whether the hospital referred (S9)."""
        return self.referred_by == "hospital"


@dataclass(slots=True)
class Handovers:
    """What runs and what is offered, one event after the other; `answered` is by the acceptance's ref."""

    function: AcuteFunction | None = None
    answered: dict[str, HandoverOffer] = field(default_factory=dict)
    # The open offer of the doctor's responsibility; when the open takeover was offered is its place in the order.
    _doctor: EventRecord | None = None
    _last: HandoverOffer | None = None

    def follow(self, event: EventRecord) -> None:
        """Takes the next effective event, in order."""
        if event.kind is EventKind.ACUTE_FUNCTION_STARTED:
            self._refer(event)
        elif event.kind is EventKind.PHYSICIAN_NAMED:
            self._doctor = None
        elif event.kind is EventKind.HANDOVER_OFFERED:
            self._doctor, self._last = event, HandoverOffer.PHYSICIAN
        elif event.kind is EventKind.HANDOVER_ACCEPTED:
            self._accept(event)
        elif self.function is not None and event.kind is EventKind.TREATMENT_OVER:
            self.function = replace(self.function, treatment_over=True)
        elif self.function is not None and event.kind is EventKind.ACUTE_FUNCTION_ENDED:
            self.function = replace(self.function, course_over=True)
        function = self.function
        if function is not None and function.course_over and (function.treatment_over or not function.by_hospital):
            self.function = None

    def _refer(self, event: EventRecord) -> None:
        started, running = event.read(AcuteFunctionStarted), self.function
        referred = AcuteFunction(started.referred_by, started.organisation, event.ref)
        if running is not None and running.referred_by is None:
            # Nobody had said who referred: that is no takeover, only the answer.
            self.function = replace(running, referred_by=referred.referred_by, unit=referred.unit or running.unit)
        elif running is not None and running.by_hospital != referred.by_hospital:
            self.function = replace(running, takeover_by=referred.referred_by, takeover_ref=event.ref)
            self._last = HandoverOffer.ACUTE_FUNCTION
        else:
            self.function = referred

    def _accept(self, event: EventRecord) -> None:
        offer = self._offer_answered(event)
        if offer is None:
            return
        self.answered[event.ref] = offer
        if offer is HandoverOffer.PHYSICIAN:
            self._doctor = None
        elif self.function is not None and self.function.takeover_by:
            self.function = AcuteFunction(self.function.takeover_by, self.function.unit, event.ref)

    def _offer_answered(self, event: EventRecord) -> HandoverOffer | None:
        """What the act itself says, if that was offered at all; else what was.

        Of two open offers that an acceptance without a word may answer: a unit answers the one that was made to it,
        and whoever was not asked by name answers the newest.
        """
        takeover = self.function is not None and bool(self.function.takeover_by)
        offered = [
            offer
            for offer, is_open in (
                (HandoverOffer.PHYSICIAN, self._doctor is not None),
                (HandoverOffer.ACUTE_FUNCTION, takeover),
            )
            if is_open
        ]
        named = event.read(HandoverAccepted).offer
        if named is not None:
            return next((offer for offer in offered if offer == named), None)
        if len(offered) < 2 or self._doctor is None:
            return offered[0] if offered else None
        asked = self._doctor.read(Doctor).organisation
        if None not in (asked, event.organisation):
            return HandoverOffer.PHYSICIAN if asked == event.organisation else HandoverOffer.ACUTE_FUNCTION
        return self._last


def offers_answered(counting: Iterable[EventRecord]) -> dict[str, HandoverOffer]:
    """What each acceptance among effective events, in order, took over; by its ref. One that answers nothing is not."""
    walk = Handovers()
    for event in counting:
        walk.follow(event)
    return walk.answered


def acute_functions(events: Iterable[EventRecord]) -> tuple[tuple[datetime, AcuteFunction | None], ...]:
    """The acute function from each effective event on that changed it, in order (RULES 2d S8, S9; 001-93).

    Referred by the hospital it runs until treatment is over *and* the unit has ended it, otherwise until it is ended.
    While it runs, a referral from the other sector takes over only when it is accepted.
    """
    walk, since = Handovers(), None
    steps = list[tuple[datetime, AcuteFunction | None]]()
    for event in events:
        walk.follow(event)
        since = max(since or event.occurred_at, event.occurred_at)
        if not steps or steps[-1][1] != walk.function:
            steps.append((since, walk.function))
    return tuple(steps)


def function_at(functions: Iterable[tuple[datetime, AcuteFunction | None]], at: datetime) -> AcuteFunction | None:
    """The acute function running at `at`."""
    running: AcuteFunction | None = None
    for since, function in functions:
        if since > at:
            break
        running = function
    return running


def acute_function_at(events: Iterable[EventRecord], at: datetime) -> AcuteFunction | None:
    """The acute function running at `at`, after effective events in order."""
    return function_at(acute_functions(events), at)
