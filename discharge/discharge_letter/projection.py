"""Projects the discharge letters: rows by rule 2f, the timer, the ward's task (RULES 2f; DESIGN §2)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from discharge.discharge_letter.rules.deadline import LetterDeadline, LetterGroup, due_order, letter_deadline
from discharge.discharge_letter.rules.tasks import letter_task
from discharge.extended_responsibility.projection import chain_key
from discharge.extended_responsibility.rules.discharges import chain_root
from discharge.models import DischargeLetter
from discharge.settings.selectors import closing_days, dated_choices
from journeys.actions.deadlines import sync_deadlines
from journeys.actions.projection.citizen import CitizenProjection, Projected
from journeys.actions.projection.stepping import bring_in_step
from journeys.domain.state.fold import JourneyState
from journeys.domain.state.letters import KnownLetter, letters_of
from journeys.domain.tasks.deadlines import WantedDeadline

DEADLINE_KIND = "discharge_letter"
SOURCE = "discharge_letter"


@dataclass(frozen=True, slots=True)
class DueLetter:
    """A letter with its deadline, its owner and its name through corrections."""

    key: str
    letter: KnownLetter
    owner: str
    group: LetterGroup | None
    deadline: LetterDeadline


def project_letters(projection: CitizenProjection) -> dict[UUID, Sequence[DueLetter]]:
    """Brings every letter of the citizen up to date and returns them by journey; runs in the event's transaction."""
    found: dict[UUID, Sequence[DueLetter]] = {}
    derived: dict[str, dict[str, Any]] = {}
    for item in projection.journeys:
        found[item.journey.pk] = letters = due_letters(item, projection)
        for due in letters:
            key = chain_key(due.key, projection)
            derived[key] = _values(key, due, item)
        _open(item, letters, projection)
    stored = {row["key"]: row for row in projection.stored.values(DischargeLetter)}
    bring_in_step(DischargeLetter, stored, derived)
    return found


def due_letters(item: Projected, projection: CitizenProjection) -> tuple[DueLetter, ...]:
    """The letters of one journey, oldest first."""
    letters = letters_of(item.history, no_practice=item.state.facts.has_no_gp)
    if not letters:
        return ()
    closed, decided = projection.once(closing_days), projection.once(dated_choices)
    # A discharge that a cancellation restores counts although its message never came: it is not among `item.events`.
    by_ref = {event.ref: event for event in item.history.counting}
    found = []
    for letter in letters:
        owner = _owner(letter, item.state)
        if owner is None:
            continue
        group = group_of(letter, item.state)
        deadline = letter_deadline(
            letter.discharged_at, group, choices=decided.at(letter.discharged_at), extra_closing_days=closed
        )
        key = chain_root(by_ref[letter.discharge_ref], item.events)
        found.append(DueLetter(key, letter, owner, group, deadline))
    return tuple(found)


def group_of(letter: KnownLetter, state: JourneyState) -> LetterGroup | None:
    """Who must act on it: as the ward said, else strict while community nursing goes on; otherwise unknown (L1, L2)."""
    if letter.group is not None:
        return LetterGroup(letter.group)
    if letter.follow_up or state.community_nursing:
        return LetterGroup.STRICT
    return LetterGroup.GENERAL if letter.follow_up is False and state.community_nursing is False else None


def _owner(letter: KnownLetter, state: JourneyState) -> str | None:
    """The ward that discharged, else whoever else is known: never nobody (001-22)."""
    left = next((contact for contact in state.contacts if contact.end_ref == letter.discharge_ref), None)
    places = (left.provider, left.hospital) if left else ()
    return next((each for each in (*places, state.provider, state.hospital, state.municipality) if each), None)


def _values(key: str, due: DueLetter, item: Projected) -> dict[str, Any]:
    return {
        "key": key,
        "journey_id": item.journey.pk,
        "owner_id": UUID(due.owner),
        "discharged_at": due.letter.discharged_at,
        "group": due.group.value if due.group else "",
        "due_on": due.deadline.due_on,
        "due_at": due.deadline.due_at,
        "sent_at": due.letter.sent_at,
        "acknowledged_at": due.letter.acknowledged_at,
        "handed_at": due.letter.handed_at,
        "refused_at": due.letter.refused_at,
        "follow_up": due.letter.follow_up,
        "recommendation": due.letter.recommendation,
        "document": UUID(due.letter.document) if due.letter.document else None,
        "verdicts": [verdict.as_json() for verdict in due.deadline.verdicts],
    }


def _open(item: Projected, letters: Sequence[DueLetter], projection: CitizenProjection) -> None:
    """The timer and the task of the letter that is due first among those without a positive receipt."""
    waiting = [due for due in letters if due.letter.acknowledged_at is None]
    first = min(
        waiting, key=lambda due: due_order(due.letter.discharged_at, due.deadline.due_at, due.key), default=None
    )
    tasks, timers = [], []
    if first is not None:
        left_at, due_at = first.letter.discharged_at, first.deadline.due_at
        tasks.append(letter_task(first.letter, first.owner, due_at, to_citizen=item.state.facts.has_no_gp))
        if due_at is not None and not first.letter.on_its_way:
            timers.append(WantedDeadline(DEADLINE_KIND, left_at, due_at))
    projection.sync_tasks(item, source=SOURCE, wanted=tasks)
    sync_deadlines(item.journey, kinds=[DEADLINE_KIND], wanted=timers)


def letter_rows(citizen_id: UUID) -> list[dict[str, Any]]:
    """The citizen's letters as plain values, for `rebuild --check`."""
    rows = [dict(row) for row in DischargeLetter.objects.filter(journey__citizen_id=citizen_id).values()]
    return sorted(rows, key=repr)
