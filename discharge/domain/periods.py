"""The answers of RULES 2d over a whole story, free of the clock: one per change, with the practice open and closed."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from discharge.domain.responsibility import Answer, answer_in
from discharge.domain.situation import Story


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
    for moment in story.changes():
        now = story.situation(moment)
        variants = {
            name: _plain(answer_in(replace(now, practice_open=is_open), story.choices.at(moment)))
            for name, is_open in (("open", True), ("closed", False))
        }
        if not periods or any(periods[-1][name] != value for name, value in variants.items()):
            periods.append({"from": moment.isoformat(), **variants})
    return periods


def _plain(answer: Answer) -> dict[str, Any]:
    values = asdict(answer)
    values["answers_until"] = answer.answers_until.isoformat() if answer.answers_until else None
    values["treatment"] = list(values["treatment"])
    values["alerts"] = [{**alert, "missing": list(alert["missing"])} for alert in values["alerts"]]
    return values


def stored_answer(
    periods: Sequence[Mapping[str, Any]], at: datetime, *, practice_open: bool, office_change: datetime
) -> StoredAnswer | None:
    """The answer at `at`: the last period begun, in its variant, until the next period or the practice's next hour."""
    begun = [period for period in periods if datetime.fromisoformat(period["from"]) <= at]
    if not begun:
        return None
    current, variant = begun[-1], "open" if practice_open else "closed"
    later = next((period for period in periods if datetime.fromisoformat(period["from"]) > at), None)
    changes = datetime.fromisoformat(later["from"]) if later else None
    since = datetime.fromisoformat(current["from"])
    if current["open"] != current["closed"] and (changes is None or office_change < changes):
        return StoredAnswer(since, office_change, current[variant], current["closed" if practice_open else "open"])
    # Which variant the next period will begin with is its own moment's business; the open one names the practice.
    return StoredAnswer(since, changes, current[variant], later["open"] if later else None)
