"""The chain that a message carries: what it says of messages that we may never have got (DESIGN §4; SPEC A2)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from journeys.domain.events import EventKind


class ChainStep(StrEnum):
    """What a message does to the one before it."""

    GOES_ON = "goes_on"
    CORRECTS = "corrects"
    CANCELS = "cancels"


@dataclass(frozen=True, slots=True)
class ChainLink:
    """One earlier message of a chain, as a later one tells of it.

    `kind` is the event that it states (of a cancellation: the one that it cancels). A death repeats the activity of
    the message before it, so a link that `repeats` one may be a death as well (SPEC A3.1).
    """

    ref: str
    kind: EventKind
    step: ChainStep
    at: datetime
    previous: str | None = None
    repeats: bool = False

    @property
    def kinds(self) -> frozenset[EventKind]:
        """Every kind that the lost message may have stated."""
        if self.step is ChainStep.CANCELS:
            return frozenset({EventKind.CANCELLED})
        return frozenset({self.kind, EventKind.DIED}) if self.repeats else frozenset({self.kind})

    def as_json(self) -> dict[str, Any]:
        """How the event keeps it."""
        return {
            "ref": self.ref,
            "kind": self.kind.value,
            "step": self.step.value,
            "at": self.at.isoformat(),
            "previous": self.previous,
            "repeats": self.repeats,
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "ChainLink":
        """As the event kept it."""
        return cls(
            ref=stored["ref"],
            kind=EventKind(stored["kind"]),
            step=ChainStep(stored["step"]),
            at=datetime.fromisoformat(stored["at"]),
            previous=stored["previous"],
            repeats=stored["repeats"],
        )


def standing(chain: Sequence[ChainLink]) -> tuple[ChainLink, ...]:
    """The links of a chain that no later link of it cancels."""
    found: list[ChainLink] = []
    for link in chain:
        if link.step is not ChainStep.CANCELS:
            found.append(link)
            continue
        while found and found[-1].step is ChainStep.CORRECTS and link.kind in found[-1].kinds:
            found.pop()
        if found and link.kind in found[-1].kinds:
            found.pop()
    return tuple(found)
