"""Who owns each condition of the close-out and when it is due: rule data (RULES 001-03, 2f, K16, K17)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from journeys.domain.calendar.clock import add_span
from journeys.domain.state.close_out import Condition, ConditionResult, ConditionState, Owner


@dataclass(frozen=True, slots=True, kw_only=True)
class DueRule:
    """When a condition is due after the discharge; None where another rule says. `inferred`: no source gives a time."""

    condition: Condition
    after: timedelta | None
    source: str
    inferred: bool = False


DUE_RULES: tuple[DueRule, ...] = (
    DueRule(condition=Condition.DISCHARGED, after=None, source="001-03 (i)"),
    DueRule(condition=Condition.ENROLLED, after=timedelta(hours=72), source="001-03 (ii); K16", inferred=True),
    DueRule(condition=Condition.LETTER, after=None, source="001-03 (iii); RULES 2f"),
    DueRule(condition=Condition.FMK, after=timedelta(0), source="001-03 (iv); 001-81 1d; K17"),
    DueRule(condition=Condition.REHABILITATION, after=timedelta(0), source="001-03 (v); 001-81 1a", inferred=True),
    DueRule(condition=Condition.OTHER_TASKS, after=timedelta(hours=72), source="001-03 (vi); K16", inferred=True),
)


@dataclass(frozen=True, slots=True)
class CloseOutParties:
    """Organisation ids of the sides, None where unknown; `others` are whoever else takes part, first those in doubt."""

    hospital: str | None
    municipality: str | None
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CloseOutItem:
    """One condition with its owner and its due time."""

    condition: Condition
    state: ConditionState
    met_at: datetime | None
    owner: str | None
    due_at: datetime | None
    source: str


def close_out_items(
    results: Iterable[ConditionResult],
    parties: CloseOutParties,
    *,
    left_at: datetime | None,
    letter_due_at: datetime | None,
    rules: Sequence[DueRule] = DUE_RULES,
) -> tuple[CloseOutItem, ...]:
    """The conditions as the parties see them; in doubt the one who has the contact owns it (001-22)."""
    by_condition = {rule.condition: rule for rule in rules}
    items = []
    for result in results:
        rule = by_condition[result.condition]
        due_at = letter_due_at if result.condition is Condition.LETTER else _due(rule, left_at)
        owner = _owner(result.owner, parties)
        items.append(CloseOutItem(result.condition, result.state, result.met_at, owner, due_at, rule.source))
    return tuple(items)


def _due(rule: DueRule, left_at: datetime | None) -> datetime | None:
    if rule.after is None or left_at is None:
        return None
    return add_span(left_at, rule.after)


def _owner(side: Owner, parties: CloseOutParties) -> str | None:
    own, other = parties.hospital, parties.municipality
    if side is Owner.MUNICIPALITY:
        own, other = other, own
    return own or other or next(iter(parties.others), None)
