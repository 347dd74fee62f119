"""Everything that the journey page shows, one picture for all parties, in queries that do not grow (RULES 001-20)."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cached_property
from typing import Any

from desk.selectors.asker import Asker
from desk.selectors.documents.reading import threads_for
from desk.selectors.json_rows import read_back
from desk.selectors.lines.doubted import DoubtLine, named_in
from desk.selectors.lines.doubted import lines_of as doubt_lines_of
from desk.selectors.lines.home_words import HomeView, home_view
from desk.selectors.lines.reported import ReportedLine, lines_of
from desk.selectors.lists.party_marks import PartyMark, newest_for, party_marks
from desk.selectors.panels.extended_responsibility import WindowPanel, windows_of
from desk.selectors.panels.words import nights_words
from desk.selectors.timeline.entries import (
    FILTER_LABELS,
    FILTERS,
    TimelineEntry,
    by_filter,
    entries_of,
    events_of,
    organisation_ids,
    told_in_sight,
)
from desk.selectors.timeline.own_events import Undo, may_undo
from desk.sentences import age_words, gone_sentence, new_words
from discharge.agreement.selectors import kept_story
from discharge.channel.selectors import keep_facts
from discharge.close_out.selectors import EarlierStay, earlier_stay
from discharge.discharge_letter.selectors import letters_of_journey
from discharge.models import DischargeLetter
from discharge.readiness.selectors.periods import nights_between
from discharge.responsibility.selectors import Strip, strip_and_organisations
from documents.domain.threads import Thread
from documents.selectors.choice import written_kinds
from journeys.domain.citizen.citizen_facts import CitizenFacts, facts_at
from journeys.domain.events import CITIZEN_KINDS, EventKind
from journeys.domain.state.status import IN_HOSPITAL, JourneyStatus
from journeys.models import Journey, JourneyEvent, ReadMark, Relative, Task
from journeys.selectors.reading import history_of, readable, reader_for, stating
from organisations.domain.roles import Sector
from organisations.models import Organisation

# Enough for most journeys; the panels below the timeline stay within reach.
SHOWN_AT_ONCE = 12


class JourneyPage:
    """One journey at one instant for one reader. `since` is what the reader's unit had seen when the page opened."""

    def __init__(self, asker: Asker, journey: Journey, *, wanted: str = "alle", since: int | None = None) -> None:
        """Reads what everything else on the page depends on."""
        self.asker, self.journey, self.now = asker, journey, asker.now
        self.wanted = wanted if wanted in FILTERS else "alle"
        stays, reader = self._stays(), asker.reader
        rows = events_of(journey)
        told = told_in_sight(rows, stays or [journey], asker.own.units)
        self.holds_back = any(row.released_at > asker.now for row in rows)
        # State is everybody's at once; entries and words of other houses wait for their release (DESIGN §4).
        self.events: Sequence[JourneyEvent] = stating(rows, reader)
        self.readable: Sequence[JourneyEvent] = readable(told, reader)
        self._released = readable(told, reader_for(None, asker.now))
        self.reader = reader
        # The acts ask what has happened; the page has read it already.
        kept_story(journey, [event for event in self.events if EventKind(event.kind) not in CITIZEN_KINDS])
        keep_facts(journey, self.facts)
        self._windows = windows_of(journey, self.events, stays, now=self.now)
        self.read_marks = list(
            ReadMark.objects.filter(journey=journey).select_related("unit", "acknowledged_by", "earlier_by")
        )
        self.since = self.seen if since is None else since
        # Not of a journey that was found elsewhere: its tasks would be none, and everything in order.
        self._tasks = read_back(Task, journey.task_rows)  # type: ignore[attr-defined]
        also = organisation_ids(self.events) | {str(window.ward_id) for window in self._windows if window.ward_id}
        also |= {report["by"] for report in journey.reports if report["by"]} | named_in(journey.doubts)
        also |= {str(task.owner_id) for task in self._tasks}
        self._others = [stay for stay in stays if stay.pk != journey.pk]
        also |= {str(each.ward_id) for each in self._others if each.ward_id}
        self.strip, self._organisations = self._strip(also)

    def _strip(self, also: set[str]) -> tuple[Strip, Mapping[str, Organisation]]:
        seen = {str(stay.pk) for stay in (self.journey, *self._others)}
        return strip_and_organisations(self.journey, now=self.now, seen=seen, also=also)

    def name_of(self, organisation_id: Any) -> str:
        """The name of an organisation that an event mentions; empty when there is none."""
        found = self._organisations.get(str(organisation_id or ""))
        return found.label if found else ""

    @cached_property
    def written_kinds(self) -> frozenset[str]:
        """The kinds of documents that the reader can write here."""
        return written_kinds(self.asker.user, self.journey)

    @cached_property
    def threads(self) -> list[Thread]:
        """The documents whose words the reader may read."""
        return threads_for(self.asker, self.journey, self.readable)

    @cached_property
    def letters(self) -> list[DischargeLetter]:
        """The discharge letters, with the words that the reader may read."""
        return letters_of_journey(self.journey, reader=self.reader)

    @property
    def citizen(self) -> Any:
        """Whose journey it is."""
        return self.journey.citizen

    @property
    def age(self) -> str:
        """ "81 år"."""
        return age_words(self.citizen.age_on(self.strip.age_day(self.now)))

    @cached_property
    def status(self) -> JourneyStatus:
        """Where the journey stands."""
        return self.journey.status_value

    @property
    def state(self) -> str:
        """The badge."""
        return "extended" if self.strip.stands_after(self.journey, "S6") else self.journey.shown_status

    @property
    def since_when(self) -> datetime | None:
        """The instant that belongs to the badge."""
        journey = self.journey
        return {
            JourneyStatus.PLANNED: journey.planned_at,
            JourneyStatus.ADMITTED: journey.admitted_at,
            JourneyStatus.READY: self._ready_at,
            JourneyStatus.ACUTE_AMBULATORY: journey.arrived_at,
            JourneyStatus.ON_LEAVE: journey.on_leave_since,
            JourneyStatus.DISCHARGED: journey.discharged_at,
            JourneyStatus.CLOSED: journey.discharged_at,
        }.get(self.status)

    @property
    def _ready_at(self) -> datetime | None:
        period = kept_story(self.journey, self.events).open_period(self.now)
        return period.ready_at if period else None

    @property
    def badge_detail(self) -> str:
        """ "2 døgn" of a citizen who waits."""
        waits = self._ready_at if self.status is JourneyStatus.READY else None
        return nights_words(nights_between(waits, self.now)) if waits else ""

    @property
    def home(self) -> HomeView | None:
        """When the citizen goes home, as far as anybody has said."""
        homewards = self.asker.sector is Sector.MUNICIPALITY
        return home_view(self.journey, now=self.now, homewards=homewards)

    def _stays(self) -> list[Journey]:
        return read_back(Journey, getattr(self.journey, "stay_rows", ()))

    @cached_property
    def earlier(self) -> EarlierStay | None:
        """The stay that the citizen came back from within 30 days, if the reader may see it."""
        return earlier_stay(self.journey, self._others, now=self.now)

    @property
    def earlier_ward(self) -> str:
        """Where that was."""
        return self.name_of(self.earlier.journey.ward_id) if self.earlier else ""

    @property
    def gone(self) -> str:
        """Cancelled and deceased, plainly worded."""
        return gone_sentence(self.journey)

    @property
    def version(self) -> int:
        """The newest event that the reader may read: a number that counts held events would tell of them."""
        of_journey = [event.pk for event in self.readable if EventKind(event.kind) not in CITIZEN_KINDS]
        return max(of_journey, default=0)

    @cached_property
    def seen(self) -> int:
        """How far the reader's unit had seen."""
        unit = self.asker.unit
        own = [mark.seen_sequence for mark in self.read_marks if unit is not None and mark.unit_id == unit.pk]
        return max(own, default=0)

    @property
    def has_news(self) -> bool:
        """Whether opening the page changes the unit's mark."""
        return self.asker.unit is not None and (self.seen < self.version or self.news_number > 0)

    @property
    def news_number(self) -> int:
        """How much the reader's unit was told and nobody of it had read when this was asked."""
        return int(getattr(self.journey, "unread", 0))

    @property
    def new_words(self) -> str:
        """ "2 nye"."""
        return new_words(self.news_number)

    @cached_property
    def all_entries(self) -> list[TimelineEntry]:
        """The timeline, newest first."""
        who = self.asker
        return entries_of(self.readable, name_of=self.name_of, seen=self.since, unit=who.unit, reader=who.user)

    @cached_property
    def entries(self) -> list[TimelineEntry]:
        """What the chosen filter keeps."""
        return by_filter(self.all_entries)[self.wanted]

    @property
    def coming(self) -> list[TimelineEntry]:
        """What has been said to begin later."""
        return [entry for entry in self.entries if entry.at > self.now]

    @cached_property
    def past(self) -> list[TimelineEntry]:
        """What has happened in the journey."""
        return [entry for entry in self.entries if self._begun <= entry.at <= self.now]

    @property
    def recent(self) -> list[TimelineEntry]:
        """The newest of them; anything not read yet is among them."""
        past = self.past
        unread = [number for number, entry in enumerate(past, start=1) if entry.unread]
        return past[: max(SHOWN_AT_ONCE, *unread, 0)]

    @property
    def older(self) -> list[TimelineEntry]:
        """The rest, folded."""
        return self.past[len(self.recent) :]

    @property
    def before(self) -> list[TimelineEntry]:
        """What was known of the citizen when it began."""
        return [entry for entry in self.entries if entry.at < self._begun]

    @cached_property
    def _begun(self) -> datetime:
        own = [event.occurred_at for event in self.events if EventKind(event.kind) not in CITIZEN_KINDS]
        return min(own, default=self.now)

    @property
    def chips(self) -> list[dict[str, Any]]:
        """The filters, for the component."""
        return [
            {
                "label": str(FILTER_LABELS[code]),
                "count": len(kept),
                "url": f"?vis={code}#tidslinje",
                "current": code == self.wanted,
            }
            for code, kept in by_filter(self.all_entries).items()
        ]

    @cached_property
    def facts(self) -> CitizenFacts:
        """What is known of the citizen."""
        return facts_at(history_of(self.events), None)

    @cached_property
    def tasks(self) -> list[Task]:
        """What is open, soonest first."""
        for task in self._tasks:
            task.owner = self._organisations[str(task.owner_id)]
        return sorted(self._tasks, key=lambda task: (task.due_at is None, task.due_at or task.opened_at, task.kind))

    @cached_property
    def relatives(self) -> list[Relative]:
        """Whom the citizen names."""
        if self.journey.unconfirmed:
            return []
        found = read_back(Relative, getattr(self.journey, "relative_rows", ()))
        return sorted(found, key=lambda relative: relative.name)

    @cached_property
    def reported(self) -> list[ReportedLine]:
        """What others have said of the contact and nobody has confirmed."""
        return lines_of(self.journey.reports, dict(self._organisations)) if self.journey.reports else []

    @cached_property
    def doubted(self) -> list[DoubtLine]:
        """What cannot be right as it stands, and whom to ring."""
        return doubt_lines_of(self.journey.doubts, self._organisations)

    @cached_property
    def window(self) -> WindowPanel:
        """The 72 hours."""
        row, windows, names = self.journey, self._windows, self._organisations
        return WindowPanel.of(row, windows, names, now=self.now, strip=self.strip, visible=self.asker.journeys)

    @cached_property
    def marks(self) -> list[PartyMark]:
        """How far each side has got."""
        return party_marks(self.journey, self._released, self.read_marks, reader=self.reader)

    @property
    def unacknowledged(self) -> bool:
        """Whether the reader's own unit has something to acknowledge."""
        unit = self.asker.unit
        if unit is None:
            return False
        ticks = [mark.acknowledged_sequence for mark in self.read_marks if mark.unit_id == unit.pk]
        return max(ticks, default=0) < newest_for(unit.root_id or unit.pk, self._released)

    @cached_property
    def undo(self) -> Undo | None:
        """The reader's own last act, while it can still be undone without anybody hearing of it."""
        recent = [
            entry
            for entry in self.all_entries
            if entry.event.actor_id == self.asker.user.pk
            and self.now < entry.event.released_at
            and not entry.voided
            and not entry.event.payload.get("taken_back")
            and not entry.by_message
        ]
        last = max(recent, key=lambda entry: entry.event.pk, default=None)
        return Undo.of(last, self.now) if last and may_undo(last.event, self.asker, self.journey) else None

    @property
    def in_hospital(self) -> bool:
        """Whether the citizen is in hospital care now."""
        return self.status in IN_HOSPITAL

    @property
    def in_bed(self) -> bool:
        """Whether the stay makes a hospital doctor responsible: an acute visit does not (RULES 2d S2)."""
        return self.in_hospital and self.status is not JourneyStatus.ACUTE_AMBULATORY
