"""What the agreement said on a day: its edition, and the wording of a clause then (001-97)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from principles.clauses.rules.contents import FIRST_EDITION, SECOND_EDITION, Clause, Since

Text = tuple[str, str]


class ClauseStanding(StrEnum):
    """How a clause stands on a day."""

    IN_FORCE = "in_force"
    # The agreement held, the clause's words of that time are not known to anybody here.
    WORDING_UNKNOWN = "wording_unknown"
    # The agreement held without this clause.
    NOT_IN_EDITION = "not_in_edition"
    # Before the agreement.
    NO_AGREEMENT = "no_agreement"


@dataclass(frozen=True, slots=True)
class Wording:
    """A title and a text, Danish and English, that hold from a day on."""

    title: Text
    text: Text
    valid_from: date = SECOND_EDITION


@dataclass(frozen=True, slots=True)
class InForce:
    """The clause on a day; `wording` is None when no words of that day are known. `edited`: an administrator's."""

    standing: ClauseStanding
    wording: Wording | None = None
    edited: bool = False


def edition_on(on: date) -> date | None:
    """The day from which the edition in force on a day holds; None before the agreement."""
    if on >= SECOND_EDITION:
        return SECOND_EDITION
    return FIRST_EDITION if on >= FIRST_EDITION else None


def in_force(clause: Clause, shipped: Wording, later: Iterable[Wording], *, on: date) -> InForce:
    """What the clause says on a day; `later` are the administrator's versions, of two from one day the last counts."""
    if on < FIRST_EDITION:
        return InForce(ClauseStanding.NO_AGREEMENT)
    started = sorted((version for version in later if version.valid_from <= on), key=lambda row: row.valid_from)
    if started:
        return InForce(ClauseStanding.IN_FORCE, started[-1], edited=True)
    if on >= SECOND_EDITION or clause.since is Since.FIRST:
        return InForce(ClauseStanding.IN_FORCE, shipped)
    unknown = clause.since is Since.WORDING_UNKNOWN
    return InForce(ClauseStanding.WORDING_UNKNOWN if unknown else ClauseStanding.NOT_IN_EDITION)
