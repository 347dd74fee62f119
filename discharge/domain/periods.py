"""The answers of RULES 2d over a whole story, free of the clock: one per change, with the practice open and closed."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from typing import Any

from discharge.domain.responsibility import Answer, answer_in
from discharge.domain.situation import Story, next_office_change, practice_is_open


@dataclass(frozen=True, slots=True)
class StoredAnswer:
    """One answer read back, from when it holds, and when it changes as far as is known."""

    since: datetime
    until: datetime | None
    answer: Mapping[str, Any]
    following: Mapping[str, Any] | None


def periods_of(story: Story) -> list[dict[str, Any]]:
    """JSON values: each change of the answer with both variants; contiguous, the last one open-ended."""
    periods: list[dict[str, Any]] = []
    said: tuple[Answer, Answer] | None = None
    for moment in story.changes():
        now = story.situation(moment)
        is_open, closed = (
            answer_in(replace(now, practice_open=each), story.choices.at(moment)) for each in (True, False)
        )
        if (is_open, closed) != said:
            said = (is_open, closed)
            periods.append({"from": moment.isoformat(), "open": _plain(is_open), "closed": _plain(closed)})
    return periods


def _plain(answer: Answer) -> dict[str, Any]:
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


def stored_answer(
    periods: Sequence[Mapping[str, Any]], at: datetime, *, closing_days: Collection[date] = ()
) -> StoredAnswer | None:
    """The answer at `at`: the last period begun, in its variant, until the next period or the practice's next hour."""
    begun = [period for period in periods if datetime.fromisoformat(period["from"]) <= at]
    if not begun:
        return None
    current, is_open = begun[-1], practice_is_open(at, extra_closing_days=closing_days)
    since, answer = datetime.fromisoformat(current["from"]), current[_variant(is_open)]
    later = next((period for period in periods if datetime.fromisoformat(period["from"]) > at), None)
    changes = datetime.fromisoformat(later["from"]) if later else None
    office_change = next_office_change(at, extra_closing_days=closing_days)
    if current["open"] != current["closed"] and (changes is None or office_change < changes):
        return StoredAnswer(since, office_change, answer, current[_variant(not is_open)])
    if later is None or changes is None:
        return StoredAnswer(since, None, answer, None)
    then_open = practice_is_open(changes, extra_closing_days=closing_days)
    return StoredAnswer(since, changes, answer, later[_variant(then_open)])


def _variant(is_open: bool) -> str:
    return "open" if is_open else "closed"
