"""The answers of RULES 2d over a whole story, free of the clock: one per change, with the practice open and closed."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from discharge.responsibility.rules.parties import Answer, PartyKind, answer_in
from discharge.responsibility.rules.parties import ResponsibilityState as S
from discharge.responsibility.rules.situation import Situation, Story, next_office_change, practice_is_open
from journeys.domain.events import EventKind

# What tells of a stay without naming its doctor: the ward, and at home again since when.
_OF_A_STAY = frozenset({S.ACUTE_AMBULATORY, S.TRANSFER, S.AFTER})
_OF_A_FUNCTION = frozenset({S.ACUTE_FUNCTION_GP, S.ACUTE_FUNCTION_HOSPITAL})


@dataclass(frozen=True, slots=True)
class StoredAnswer:
    """One answer read back, from when it holds, and when it changes as far as is known.

    `of` and `following_of` are the ids of the journeys that the two answers tell of (DESIGN §6: who sees none of
    those is not told); None where that was not kept yet.
    """

    since: datetime | None
    until: datetime | None
    answer: Mapping[str, Any]
    following: Mapping[str, Any] | None
    of: tuple[str, ...] | None = None
    following_of: tuple[str, ...] | None = ()
    # Of the answer before it: since when this one holds is when that one ended.
    before_of: tuple[str, ...] | None = ()


def periods_of(story: Story) -> list[dict[str, Any]]:
    """JSON values: each change of the answer with both variants; contiguous, the last one open-ended.

    `of` names the journeys that the answer tells of.
    """
    periods: list[dict[str, Any]] = []
    said: tuple[Answer, Answer, list[str]] | None = None
    for moment in story.changes():
        now, choices = story.situation(moment), story.choices.at(moment)
        other = replace(now, practice_open=not now.practice_open)
        is_open, closed = (answer_in(each, choices) for each in ((now, other) if now.practice_open else (other, now)))
        of = sorted(_journeys_told_of(now, is_open, story))
        if (is_open, closed, of) != said:
            said = (is_open, closed, of)
            periods.append({"from": moment.isoformat(), "open": _plain(is_open), "closed": _plain(closed), "of": of})
    return periods


def _journeys_told_of(now: Situation, answer: Answer, story: Story) -> set[str]:
    """The journeys whose ward, doctor, window or plan an answer names; the same while practice is open and closed."""
    doctor, ids = answer.responsible_physician, set()
    of_hospital = doctor is not None and doctor.kind is PartyKind.HOSPITAL_PHYSICIAN
    if now.journey is not None and (of_hospital or answer.state in _OF_A_STAY):
        ids.add(now.journey.id)
    plans = (now.answering, now.undecided, now.suspended)
    ids |= {plan.journey for plan in plans if plan is not None and plan.key == answer.window and plan.journey}
    named = {plan.ref for plan in now.planned} if answer.state is S.DECIDED else set()
    if answer.state in _OF_A_FUNCTION:
        started = [e for e in story.events if e.kind is EventKind.ACUTE_FUNCTION_STARTED and e.occurred_at <= now.at]
        named = {event.ref for event in started[-1:]}
    # Most answers name none, and they are as many as the events.
    told = story.journeys if named else ()
    return ids | {journey.id for journey in told if any(event.ref in named for event in journey.counting)}


# The answers of a citizen's past, which come again with each of their events.
@lru_cache(maxsize=4096)
def _plain(answer: Answer) -> dict[str, Any]:
    """JSON values, which nobody changes."""
    values = asdict(answer)
    values["answers_until"] = answer.answers_until.isoformat() if answer.answers_until else None
    values["treatment"] = [_party(party) for party in values["treatment"]]
    for name in ("responsible_physician", "call"):
        values[name] = _party(values[name]) if values[name] else None
    values["alerts"] = [
        {**alert, "owner": _party(alert["owner"]), "missing": list(alert["missing"])} for alert in values["alerts"]
    ]
    return values


def _party(party: Mapping[str, Any]) -> dict[str, Any]:
    """Most parties have no number of their own, and say nothing of it."""
    return {name: value for name, value in party.items() if name != "phone" or value}


# What whoever does not see the journey is told instead; `state` is none of RULES 2d.
_UNSEEN: Mapping[str, Any] = {
    "state": "",
    "responsible_physician": None,
    "treatment": (),
    "call": None,
    "alerts": (),
    "answers_until": None,
}


def answer_as_seen(stored: StoredAnswer | None, seen: Collection[str]) -> StoredAnswer | None:
    """The answer for somebody who sees these journeys of the citizen only (DESIGN §6).

    A ward, doctor or window of another journey is not named, nor that a stay of another journey has begun or ended.
    """
    if stored is None:
        return None
    if not _all_seen(stored.following_of, seen):
        stored = replace(stored, until=None, following=None)
    if stored.answer["state"] != S.DEAD and not _all_seen(stored.before_of, seen):
        stored = replace(stored, since=None)
    if _all_seen(stored.of, seen):
        return stored
    if stored.answer["state"] == S.AFTER:
        return replace(stored, since=None)
    return StoredAnswer(None, None, {**_UNSEEN, "responsible_physician": _of_the_citizen(stored.answer)}, None)


def _all_seen(journeys: Collection[str] | None, seen: Collection[str]) -> bool:
    """What was not kept yet hides nothing."""
    return all(journey in seen for journey in journeys or ())


def _of_the_citizen(answer: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The responsible doctor where that is the citizen's own, whatever the stay that answers."""
    doctor: Mapping[str, Any] | None = answer["responsible_physician"]
    return doctor if doctor is not None and doctor["kind"] == PartyKind.GP else None


def stored_answer(
    periods: Sequence[Mapping[str, Any]], at: datetime, *, closing_days: Collection[date] = ()
) -> StoredAnswer | None:
    """The answer at `at`: the last period begun, in its variant, until the next period or the practice's next hour."""
    begun = [period for period in periods if datetime.fromisoformat(period["from"]) <= at]
    if not begun:
        return None
    current, is_open = begun[-1], practice_is_open(at, extra_closing_days=closing_days)
    since, answer = datetime.fromisoformat(current["from"]), current[_variant(is_open)]
    before = _kept(begun[-2]) if len(begun) > 1 else ()
    to_come = (period for period in periods if datetime.fromisoformat(period["from"]) > at)
    later = next((period for period in to_come if _is_another(current, period)), None)
    changes = datetime.fromisoformat(later["from"]) if later else None
    office_change = next_office_change(at, extra_closing_days=closing_days)
    of = _kept(current)
    if current["open"] != current["closed"] and (changes is None or office_change < changes):
        return StoredAnswer(since, office_change, answer, current[_variant(not is_open)], of, of, before)
    if later is None or changes is None:
        return StoredAnswer(since, None, answer, None, of, before_of=before)
    then_open = practice_is_open(changes, extra_closing_days=closing_days)
    return StoredAnswer(since, changes, answer, later[_variant(then_open)], of, _kept(later), before)


# What people see of an answer; a window that runs out beneath another answer changes none of it.
_SEEN = ("state", "responsible_physician", "treatment", "call")


def _is_another(current: Mapping[str, Any], later: Mapping[str, Any]) -> bool:
    """Whether somebody else is responsible or answers then, or the ward itself answers until another time."""
    for variant in ("open", "closed"):
        one, other = current[variant], later[variant]
        seen = (*_SEEN, "answers_until") if one["state"] == S.WARD_ANSWERS else _SEEN
        if any(one[name] != other[name] for name in seen):
            return True
    return False


def _kept(period: Mapping[str, Any]) -> tuple[str, ...] | None:
    return tuple(period["of"]) if "of" in period else None


def _variant(is_open: bool) -> str:
    return "open" if is_open else "closed"
