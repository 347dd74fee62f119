"""One row of a worklist, with every word that the page shows of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from desk.selectors.asker import Asker
from desk.selectors.json_rows import moment
from desk.selectors.lines.doubted import SHORT as DOUBTED
from desk.selectors.lines.home_words import HomeView, home_view, needs_words
from desk.selectors.lines.reported import UNCONFIRMED, short_words
from desk.selectors.lists.likeness_words import likeness_warnings
from desk.selectors.panels.words import nights_words
from desk.sentences import (
    SECTIONS,
    age_words,
    gone_sentence,
    letter_words,
    more_tasks,
    new_words,
    news_sentence,
    task_sentence,
)
from discharge.home_coming.selectors import needs_of, payable_days
from discharge.readiness.selectors.periods import nights_between
from discharge.responsibility.selectors import Strip, strips_for
from journeys.domain.calendar.clock import local_date
from journeys.domain.sight.acknowledgement import tick
from journeys.domain.state.status import IN_HOSPITAL, JourneyStatus
from journeys.models import Journey
from organisations.domain.permissions import Permission, role_may
from organisations.domain.roles import Sector
from organisations.selectors.permissions import is_party


@dataclass(frozen=True)
class ListRow:
    """A journey as a list shows it. `journey` carries the annotations of `desk.selectors.lists.marks`."""

    journey: Any
    strip: Strip
    now: datetime
    # Somebody else on the list can be taken for this citizen: who, and what tells them apart (UX §1.a).
    similar: str = ""
    # None where the reader may not see payment, or the citizen was never ready.
    payable: int | None = None
    homewards: bool = False
    # Whether the reader's unit speaks for a side of the journey as it stands now; former parties only read.
    ours: bool = True

    @cached_property
    def name(self) -> str:
        """Name and age, as one reads them aloud."""
        age = age_words(self.journey.citizen.age_on(self.strip.age_day(self.now)))
        return f"{self.journey.citizen.name}, {age}" if age else self.journey.citizen.name

    @property
    def cpr(self) -> str:
        """Masked; the whole number never reaches a list."""
        return str(self.journey.citizen.masked_cpr)

    @cached_property
    def status(self) -> JourneyStatus:
        """Where the journey stands."""
        return JourneyStatus(self.journey.status)

    @cached_property
    def home(self) -> HomeView | None:
        """When the citizen goes home, as far as anybody has said."""
        return home_view(self.journey, now=self.now, homewards=self.homewards)

    @cached_property
    def needs(self) -> list[str]:
        """What the municipality has to have ready then."""
        return needs_words(needs_of(self.journey))

    @property
    def shares_bed(self) -> bool:
        """Whether somebody else is said to lie in the same bed."""
        return bool(getattr(self.journey, "others_in_bed", False))

    @cached_property
    def answering(self) -> bool:
        """Whether the ward that discharged the citizen from this stay answers now (RULES 2d S6)."""
        return self.strip.stands_after(self.journey, "S6")

    @cached_property
    def undecided(self) -> bool:
        """Whether nobody can say yet (RULES 2d S6u)."""
        return self.strip.stands_after(self.journey, "S6u")

    @cached_property
    def state(self) -> str:
        """The badge."""
        return "extended" if self.answering else self.journey.shown_status

    @cached_property
    def left_until(self) -> datetime | None:
        """When the ward stops answering."""
        return self.strip.until if self.answering else None

    @property
    def left(self) -> timedelta | None:
        """And in how long."""
        return self.left_until - self.now if self.left_until else None

    @cached_property
    def since(self) -> datetime | None:
        """The time that goes with the status."""
        times = {
            JourneyStatus.PLANNED: self.journey.planned_at,
            JourneyStatus.ON_LEAVE: self.journey.on_leave_since,
            JourneyStatus.ACUTE_AMBULATORY: self.journey.arrived_at,
            JourneyStatus.ADMITTED: self.journey.admitted_at,
            JourneyStatus.READY: self.journey.ready_since,
            JourneyStatus.DISCHARGED: self.journey.discharged_at,
            JourneyStatus.CLOSED: self.journey.discharged_at,
        }
        return times.get(self.status)

    @cached_property
    def waiting(self) -> str:
        """ "2 døgn" of a citizen who is ready and still in a bed."""
        since = self.journey.ready_since if self.status is JourneyStatus.READY else None
        return nights_words(nights_between(since, self.now)) if since else ""

    @cached_property
    def gone(self) -> str:
        """Why the row leaves the list; empty while it stays."""
        return gone_sentence(self.journey)

    @cached_property
    def reported(self) -> str:
        """What others have said and nobody has confirmed."""
        unconfirmed = self.journey.unconfirmed and not self.gone
        words = short_words(self.journey.reports) or (str(UNCONFIRMED) if unconfirmed else "")
        return " · ".join(part for part in (words, str(DOUBTED) if self.journey.doubts else "") if part)

    @property
    def day(self) -> int | None:
        """The day of the stay, the day of admission being the first."""
        begun = self.journey.admitted_at or self.journey.arrived_at
        if begun is None or self.status not in IN_HOSPITAL:
            return None
        return (local_date(self.now) - local_date(begun)).days + 1

    @cached_property
    def unread(self) -> int:
        """Events of others that the unit has not seen."""
        return int(self.journey.unread)

    @property
    def new_words(self) -> str:
        """ "2 nye"."""
        return new_words(self.unread)

    @cached_property
    def letter_words(self) -> str:
        """What has come of letters, and nobody of the house has said a word to (UX §5.1)."""
        return letter_words(self.journey.letters, self.journey.unopened_letters)

    @property
    def has_urgent_letter(self) -> bool:
        """Whether the writer of one of them asks for haste."""
        return bool(self.journey.urgent_letter)

    @cached_property
    def has_marks(self) -> bool:
        """Whether there is anything to mark as seen."""
        return bool(self.unread or self.journey.unseen)

    @cached_property
    def is_new(self) -> bool:
        """Whether the unit has never opened it, and there is something to read."""
        return int(self.journey.seen_sequence) == 0 and bool(self.journey.unseen)

    @cached_property
    def municipality_answer(self) -> str:
        """How far the municipality has got, for the ward: none | question | a `Tick`."""
        journey = self.journey
        if journey.municipality_id is None or journey.municipal_services is False:
            return "none"
        if journey.municipal_services is None:
            return "question"
        far = {"acknowledged": journey.municipality_acknowledged, "seen": journey.municipality_seen}
        return tick(newest=journey.to_acknowledge, **far).value

    @cached_property
    def our_answer(self) -> str:
        """How far the reader's own unit has got; another unit's tick is not theirs."""
        journey = self.journey
        far = {"acknowledged": journey.acknowledged_sequence, "seen": journey.seen_sequence}
        return tick(newest=journey.to_acknowledge, **far).value

    @cached_property
    def task(self) -> str:
        """The first open task of ours."""
        return task_sentence(self.journey.task_kind) if self.journey.task_kind else ""

    @cached_property
    def more_tasks(self) -> str:
        """How many stand behind it."""
        return more_tasks(self.journey.open_tasks - 1) if self.journey.open_tasks > 1 else ""

    @cached_property
    def late(self) -> bool:
        """Whether the first task is overdue."""
        return bool(self.journey.task_due_at and self.journey.task_due_at <= self.now)

    @property
    def news(self) -> str:
        """What was recorded last."""
        newest = self.journey.newest
        return news_sentence(newest["kind"], corrects=bool(newest["voids"])) if newest else ""

    @cached_property
    def news_at(self) -> datetime | None:
        """When that was recorded."""
        return moment(self.journey.newest["at"]) if self.journey.newest else None

    @cached_property
    def section(self) -> str:
        """The practice's heading over the row."""
        if self.answering:
            return str(SECTIONS["extended"])
        if self.undecided:
            return str(SECTIONS["undecided"])
        if self.gone:
            return str(SECTIONS["gone"])
        if self.status in IN_HOSPITAL:
            return str(SECTIONS["hospital"])
        return str(SECTIONS["planned" if self.status is JourneyStatus.PLANNED else "home"])

    @property
    def css(self) -> str:
        """The class of the table row."""
        if self.gone:
            return "row-gone"
        if self.late:
            return "row-late"
        return "row-unread" if self.has_marks else ""


def rows_of(journeys: Sequence[Journey], *, asker: Asker) -> list[ListRow]:
    """A row per journey; the strips cost two queries however many there are."""
    now, journeys = asker.now, [journey.as_entered() for journey in journeys]
    strips = strips_for(journeys, now=now, visible=asker.journeys)
    warnings = likeness_warnings(journeys)
    sees_payment = role_may(asker.role, Permission.VIEW_PAYMENT)
    homewards = asker.sector is Sector.MUNICIPALITY
    return [
        ListRow(
            journey,
            strips[journey.pk],
            now,
            similar=warnings.get(journey.citizen_id, ""),
            payable=payable_days(journey, asker.unit, now=now) if sees_payment and homewards else None,
            homewards=homewards,
            ours=asker.unit is None or asker.role is None or is_party(asker.unit, asker.role, journey),
        )
        for journey in journeys
    ]
