"""What changed of a plan after it was sent, and whether its time moved (RULES 001-63, K6; UX §2 item 5)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from discharge.agreement.rules.agreement import agreement, agreement_of
from documents.domain.declaring import Aspect, DeclaredKind
from documents.domain.kinds import kind_named
from documents.domain.threads import SentVersion, Thread
from journeys.domain.calendar.clock import add_span, local_date
from journeys.domain.events import CONTACT_KINDS, EventKind, EventRecord
from journeys.domain.history.history import History

# What can give an agreed time another, or none.
_CHANGING = frozenset({EventKind.DISCHARGE_ACCEPTED, EventKind.TREATMENT_RESUMED})


@dataclass(frozen=True, slots=True)
class Realism:
    """Of one version that stands: which of its fields later ones changed, and the agreed time then and in the end."""

    version: SentVersion
    # Names of fields; an aspect in which nothing changed is not among them.
    changed: Mapping[Aspect, tuple[str, ...]]
    planned_at: datetime | None
    # The time that is agreed now, and when the citizen left; None while that is not known. What is sent after they
    # left plans no time: `left_at` lies before it.
    agreed_at: datetime | None
    left_at: datetime | None

    @property
    def is_outdated(self) -> bool:
        """Whether the time that was agreed when it was sent is not the one that is agreed now (001-41)."""
        return self.planned_at is not None and self.agreed_at != self.planned_at

    @property
    def is_moved(self) -> bool | None:
        """Whether another time was agreed later, or the citizen left on another day; None where none was agreed."""
        if self.planned_at is None:
            return None
        left = self.left_at
        return self.is_outdated or (left is not None and local_date(left) != local_date(self.planned_at))


def realism_of(thread: Thread, kind: DeclaredKind, history: History) -> tuple[Realism, ...]:
    """Each version of a plan, oldest first; of a kind that promises nothing there are none.

    One that was sent in error to everybody was no plan.
    """
    if not kind.realistic:
        return ()
    return tuple(_realism(thread, version, kind, history) for version in thread.versions if version.stands)


def time_changed(plan: Realism, history: History, *, within: timedelta) -> bool:
    """Whether the time that was agreed when a plan was sent was given up or moved so soon after it (RULES 6, K6)."""
    if plan.planned_at is None:
        return False
    before, after = _around(plan.version, history.counting)
    until = add_span(plan.version.sent_at, within)
    for number, event in enumerate(after, start=1):
        if _is_leaving(event, history) or event.occurred_at > until:
            break
        if event.kind in _CHANGING:
            agreed = agreement([*before, *after[:number]], history.legs).agreed
            if agreed is None or agreed.at != plan.planned_at:
                return True
    return False


def plans_of(threads: Iterable[Thread], history: History) -> tuple[Realism, ...]:
    """Every version of every plan among these documents, in the order of sending: one may follow one sent in error."""
    kinds = ((thread, kind_named(thread.kind)) for thread in threads)
    plans = [plan for thread, kind in kinds if kind is not None for plan in realism_of(thread, kind, history)]
    return tuple(sorted(plans, key=lambda plan: (plan.version.sent_at, plan.version.ref)))


def _realism(thread: Thread, version: SentVersion, kind: DeclaredKind, history: History) -> Realism:
    before, after = _around(version, history.counting)
    touched = thread.touched_since(version, thread.current)
    gone = _left_before(before, history)
    left = gone or next((event.occurred_at for event in after if _is_leaving(event, history)), None)
    planned, agreed = None if gone else agreement(before, history.legs).agreed, agreement_of(history).agreed
    return Realism(
        version=version,
        changed={
            aspect: changed
            for aspect, names in kind.realistic.items()
            if (changed := tuple(name for name in names if name in touched))
        },
        planned_at=planned.at if planned else None,
        agreed_at=agreed.at if agreed else None,
        left_at=left,
    )


def _is_leaving(event: EventRecord, history: History) -> bool:
    """Whether the citizen left for home by it: a transfer that another bed took over ends no stay (RULES 2i V4)."""
    return event.kind is EventKind.DISCHARGED and event.ref not in history.legs


def _left_before(told: Sequence[EventRecord], history: History) -> datetime | None:
    """When the citizen had left already; None of whoever was there, or had come back."""
    last = next((event for event in reversed(told) if event.kind in CONTACT_KINDS), None)
    return last.occurred_at if last is not None and _is_leaving(last, history) else None


def _around(
    version: SentVersion, counting: Sequence[EventRecord]
) -> tuple[Sequence[EventRecord], Sequence[EventRecord]]:
    """What had been told when the version was sent, and what came after it."""
    place = next(number for number, event in enumerate(counting) if event.ref == version.ref)
    return counting[:place], counting[place + 1 :]
