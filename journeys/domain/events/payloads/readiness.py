"""What events of readiness hold (RULES 2b)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from journeys.domain.events.kinds import EventKind as K
from journeys.domain.events.payload import KEY, Payload, words
from journeys.domain.events.payloads.stays import Grounds
from journeys.domain.events.row import CatalogueRow
from organisations.domain.permissions import Permission

P = Permission


@dataclass(frozen=True, kw_only=True)
class ReasonStated(Payload):
    """One reason to wait; `since` None is from the registration on, `to` None is until another statement."""

    reason: str | None = None
    sector: str | None = None
    since: datetime | None = field(default=None, metadata={KEY: "from"})
    to: datetime | None = None
    primary: bool | None = None
    text: str | None = words()


@dataclass(frozen=True, kw_only=True)
class Reasons(Payload):
    """Why the citizen waits."""

    reasons: tuple[ReasonStated, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ReadyRegistered(Reasons, Grounds):
    """A named doctor has assessed that the citizen is ready; with `correction_reason` it corrects another one.

    `assessed_in_register` is False for a doctor whom the hospital's register does not have; not said it has.
    """

    assessed_by: str | None = None
    assessed_title: str | None = None
    assessed_in_register: bool | None = None
    assessed_at: datetime | None = None
    checklist: Mapping[str, Any] = field(default_factory=dict)
    notified_at: datetime | None = None
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ReadyCorrectionProposed(Payload):
    """Waits for a doctor of the same hospital; without `at` the registration was made in error."""

    ready_ref: str | None = None
    at: datetime | None = None
    assessed_at: datetime | None = None
    reason: str | None = words()


@dataclass(frozen=True, kw_only=True)
class TreatmentResumed(Payload):
    """Why the treatment goes on, and the doctor who says so."""

    cause: str | None = None
    physician: str | None = None


@dataclass(frozen=True, kw_only=True)
class TerminalDeclared(Payload):
    """The doctor who says so."""

    physician: str | None = None


@dataclass(frozen=True, kw_only=True)
class ReadyDisagreed(Payload):
    """Recorded by either party, changes nothing (001-65, 001-85); older ones do not name the registration."""

    text: str | None = words()
    ready_ref: str | None = None


ROWS: Mapping[K, CatalogueRow] = {
    K.READY_REGISTERED: CatalogueRow(
        holds=ReadyRegistered, rights=(P.REGISTER_READY,), told_as="ready", between_the_two=True, icon="check"
    ),
    K.READY_CORRECTION_PROPOSED: CatalogueRow(
        holds=ReadyCorrectionProposed,
        rights=(P.CORRECT_READY,),
        told_as="ready_correction_proposed",
        between_the_two=True,
    ),
    K.REASONS_STATED: CatalogueRow(
        holds=Reasons, rights=(P.REGISTER_READY,), told_as="ready_reasons", between_the_two=True
    ),
    K.TREATMENT_RESUMED: CatalogueRow(
        holds=TreatmentResumed, rights=(P.RESUME_TREATMENT,), told_as="treatment_resumed"
    ),
    K.TERMINAL_DECLARED: CatalogueRow(holds=TerminalDeclared, rights=(P.REGISTER_READY,), told_as="terminal"),
    K.READY_DISAGREED: CatalogueRow(
        holds=ReadyDisagreed,
        rights=(P.RECORD_DISAGREEMENT,),
        told_as="ready_disagreed",
        between_the_two=True,
        only_words=True,
    ),
}
