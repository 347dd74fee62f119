"""Who answers for a citizen's medication as a whole, as somebody has stated it (RULES 2d, Medication; 003 #59).

A pointer of its own beside RULES 2d: never read from the treating doctor, never carried over to another stay.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from discharge.responsibility.rules.situation import Story
from journeys.domain.calendar.clock import iso
from journeys.domain.citizen.citizen_facts import facts_at
from journeys.domain.events import EventKind, EventRecord
from journeys.domain.history.contacts import Contact, ContactEnd
from journeys.domain.verdicts import Verdict


class MedicationParty(StrEnum):
    """In what role somebody answers for the medication; `UNKNOWN` is stated too."""

    GP = "gp"
    HOSPITAL_PHYSICIAN = "hospital_physician"
    OTHER_DOCTOR = "other_doctor"
    UNKNOWN = "unknown"


_PARTIES = {party.value: party for party in MedicationParty}


class StatementLapse(StrEnum):
    """Why a statement says nothing any more; nobody is guessed in its place (inf: the source only asks for clarity)."""

    STAY_BEGAN = "stay_began"
    STAY_ENDED = "stay_ended"
    OTHER_PRACTICE = "other_practice"
    DIED = "died"


@dataclass(frozen=True, slots=True)
class Medication:
    """What is known from `since` on. With `lapsed` it names who it was before, and nobody answers as far as is known.

    `organisation` and `stated_by` are ids as strings; `name` is the person, None where only the unit is known.
    """

    since: datetime
    party: MedicationParty
    name: str | None
    organisation: str | None
    stated_by: str | None
    stated_at: datetime
    lapsed: StatementLapse | None = None
    # The journey in which it was stated; None where that was not kept.
    journey: str | None = None
    # The reader does not see that journey, so nothing of it is said (DESIGN §6).
    unseen: bool = False

    @property
    def is_known(self) -> bool:
        """Whether somebody answers, as far as is known."""
        return self.lapsed is None and self.party is not MedicationParty.UNKNOWN


@dataclass(frozen=True, slots=True)
class _Turn:
    """A moment that ends what was stated before it."""

    at: datetime
    lapse: StatementLapse


def medications_of(story: Story) -> tuple[Medication, ...]:
    """Each change over the citizen's whole story, oldest first; empty when nobody ever stated it."""
    stated = [event for event in story.events if event.kind is EventKind.MEDICATION_RESPONSIBLE_STATED]
    if not stated:
        return ()
    # At the same instant the turn comes first: what is stated at a discharge holds after it.
    steps: list[tuple[datetime, int, EventRecord | _Turn]] = [(event.occurred_at, 1, event) for event in stated]
    steps += [(turn.at, 0, turn) for turn in (*_turns(story), *_practices(story))]
    found: list[Medication] = []
    for at, _, step in sorted(steps, key=lambda each: each[:2]):
        if isinstance(step, EventRecord):
            found.append(_stated(step, story))
        elif found and found[-1].is_known and _ends(step, found[-1], story):
            found.append(replace(found[-1], since=at, lapsed=step.lapse))
    return tuple(found)


def _stated(event: EventRecord, story: Story) -> Medication:
    homes = (journey.id for journey in story.journeys if any(event.ref == other.ref for other in journey.counting))
    return Medication(
        journey=next(homes, None),
        since=event.occurred_at,
        party=_PARTIES.get(event.text("party") or "", MedicationParty.UNKNOWN),
        name=event.text("name"),
        organisation=event.text("organisation"),
        stated_by=event.organisation,
        stated_at=event.occurred_at,
    )


def _turns(story: Story) -> Iterator[_Turn]:
    """Where a stay begins or ends; a move between two wards of one hospital is neither."""
    before: Contact | None = None
    for _, contact in story.contacts:
        if before is None or not _goes_on(before, contact):
            yield _Turn(contact.start, StatementLapse.STAY_BEGAN)
        if contact.end is not None and contact.ended_by is ContactEnd.DISCHARGED:
            yield _Turn(contact.end, StatementLapse.STAY_ENDED)
        before = contact
    yield from (_Turn(each.died_at, StatementLapse.DIED) for each in story.journeys if each.died_at is not None)


def _goes_on(before: Contact, contact: Contact) -> bool:
    same_house = before.hospital is not None and before.hospital == contact.hospital
    return before.ended_by is ContactEnd.MOVED and same_house and before.kind is contact.kind


def _practices(story: Story) -> Iterator[_Turn]:
    for event in story.statements.events:
        if event.kind is EventKind.GP_STATED:
            yield _Turn(event.occurred_at, StatementLapse.OTHER_PRACTICE)


def _ends(turn: _Turn, current: Medication, story: Story) -> bool:
    """A new statement about the practice ends only what named another one."""
    if turn.lapse is not StatementLapse.OTHER_PRACTICE:
        return True
    named_practice = current.party is MedicationParty.GP
    return named_practice and facts_at(story.statements, turn.at).gp != current.organisation


def stored_medications(story: Story) -> list[dict[str, Any]]:
    """The same as JSON values."""
    return [
        {
            "since": each.since.isoformat(),
            "party": each.party.value,
            "name": each.name,
            "organisation": each.organisation,
            "stated_by": each.stated_by,
            "stated_at": each.stated_at.isoformat(),
            "lapsed": each.lapsed.value if each.lapsed else None,
            "journey": each.journey,
        }
        for each in medications_of(story)
    ]


def medication_at(stored: Sequence[Mapping[str, Any]], at: datetime) -> Medication | None:
    """What holds at `at`; None when nobody has stated anything by then."""
    begun = [each for each in stored if datetime.fromisoformat(each["since"]) <= at]
    if not begun:
        return None
    last = begun[-1]
    return Medication(
        since=datetime.fromisoformat(last["since"]),
        party=MedicationParty(last["party"]),
        name=last["name"],
        organisation=last["organisation"],
        stated_by=last["stated_by"],
        stated_at=datetime.fromisoformat(last["stated_at"]),
        lapsed=StatementLapse(last["lapsed"]) if last["lapsed"] else None,
        journey=last.get("journey"),
    )


def medication_as_seen(stated: Medication | None, seen: Collection[str]) -> Medication | None:
    """The statement for somebody who sees these journeys of the citizen only (DESIGN §6)."""
    if stated is None or stated.journey is None or stated.journey in seen:
        return stated
    return Medication(stated.since, MedicationParty.UNKNOWN, None, None, None, stated.stated_at, unseen=True)


def medication_verdict(medication: Medication | None, at: datetime | None) -> Verdict:
    """Why somebody is named, or nobody."""
    source, missing = "RULES 2d; 003 #59", ("medication_responsible",)
    if medication is None:
        return Verdict("medication", source, "medication.never_stated", None, {"at": iso(at)}, missing, "2d")
    if medication.unseen:
        return Verdict("medication", source, "medication.unseen", None, {"at": iso(at)}, (), "2d")
    facts = {"at": iso(at), "stated_at": iso(medication.stated_at)}
    if medication.lapsed is not None:
        return Verdict("medication", source, f"medication.{medication.lapsed}", None, facts, missing, "2d")
    if not medication.is_known:
        return Verdict("medication", source, "medication.stated_unknown", None, facts, missing, "2d")
    return Verdict("medication", source, "medication.stated", True, facts, (), "2d")


def party_refused(
    party: MedicationParty, *, name: str, organisation: str | None, by_practice: bool, has_gp: bool | None
) -> tuple[str, str] | None:
    """Why a statement cannot be taken, as code and field; None when it can.

    A practice answers for itself alone: it cannot lay the responsibility on somebody else.
    """
    if by_practice and party not in (MedicationParty.GP, MedicationParty.UNKNOWN):
        return "medication.practice_for_itself", "party"
    if party is MedicationParty.GP and not has_gp:
        return "medication.no_practice", "party"
    if party is MedicationParty.HOSPITAL_PHYSICIAN and not (name.strip() and organisation):
        return "medication.hospital_doctor_missing", "name" if not name.strip() else "organisation"
    if party is MedicationParty.OTHER_DOCTOR and not name.strip():
        return "medication.name_missing", "name"
    return None
