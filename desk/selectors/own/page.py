"""Everything on the page of a citizen and their relatives, for screen, paper and programs alike (RULES 001-10 … 13)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from desk.selectors.own.calling import Ring, whom_to_ring
from desk.selectors.own.changes import OwnNews, changes_since_yesterday
from desk.selectors.own.coming import Coming, comings, seventy_two
from desk.selectors.own.documents import OwnDocument, own_documents
from desk.selectors.own.staying import doubted, going_home, where
from desk.selectors.own.voice import Voice, voice_for
from desk.selectors.panels.extended_responsibility import WindowPanel, windows_of
from desk.selectors.timeline.entries import events_of
from discharge.agreement.selectors import StayStory, read_by, story_of
from discharge.responsibility.selectors import Strip, strip_for
from journeys.domain.citizen.own_access import Opens
from journeys.domain.sight.scope import Sight
from journeys.domain.state.status import IN_HOSPITAL, JourneyStatus
from journeys.models import Journey, JourneyEvent, Relative, RelativeCode
from journeys.querysets import JourneyQuerySet
from journeys.selectors.reading import history_of, readable, reader_for


@dataclass(frozen=True, slots=True)
class WishLine:
    """What the citizen or a relative wishes."""

    said_by: str
    text: str
    at: datetime
    when: str


@dataclass(frozen=True, slots=True)
class OwnPage:
    """One citizen at one moment. After a death everything but `died_at` and whom to ring is empty."""

    journey: Journey
    voice: Voice
    now: datetime
    died_at: datetime | None
    # A death was registered that can still be undone: nothing is said either way (DESIGN §4).
    waits: bool
    where: tuple[str, ...] = ()
    home: tuple[str, ...] = ()
    ring: Ring | None = None
    coming: tuple[Coming, ...] = ()
    changes: tuple[OwnNews, ...] = ()
    seventy_two: tuple[str, ...] = ()
    wishes: tuple[WishLine, ...] = ()
    relatives: tuple[Relative, ...] = ()
    documents: tuple[OwnDocument, ...] = ()
    shows_wishes: bool = True

    @property
    def died_when(self) -> str:
        """When, in full."""
        return self.voice.moment(self.died_at) if self.died_at else ""


def own_journey(journeys: JourneyQuerySet) -> Journey | None:
    """The stay that a citizen's page is about: the one they are in, else the last one that anything happened in."""
    rows = journeys.select_related(
        "citizen__responsibility", "hospital", "ward__root", "municipality", "gp_practice"
    ).order_by("-last_event_at", "pk")
    stays = list(rows[:20])
    alive = [stay for stay in stays if stay.status_value is not JourneyStatus.CANCELLED]
    dead = [stay for stay in alive if stay.status_value is JourneyStatus.DECEASED]
    lying = [stay for stay in alive if stay.status_value in IN_HOSPITAL]
    return next(iter((*dead, *lying, *alive, *stays)), None)


def of_citizen(citizen_id: UUID) -> JourneyQuerySet:
    """A citizen's own sight, whoever holds it: a log-in or a code."""
    return Journey.objects.visible_to(Sight(themself=citizen_id))


def own_page(
    journey: Journey, *, now: datetime, to_relative: bool = False, journeys: JourneyQuerySet | None = None
) -> OwnPage:
    """What the citizen (or a relative) reads now; `journeys` are those that whoever prints it sees."""
    voice, reader = voice_for(journey, now, to_relative=to_relative), reader_for(None, now)
    seen = of_citizen(journey.citizen_id) if journeys is None else journeys
    read_by(journey, reader)
    events = events_of(journey)
    # What can still be undone by others is nobody's news yet (DESIGN §4).
    rows = readable(events, reader)
    if journey.status_value is JourneyStatus.DECEASED:
        return _after_death(journey, voice, waits=any(event.released_at > now for event in events))
    story: StayStory = story_of(journey, rows)
    strip = strip_for(journey, now=now, visible=lambda: seen)
    window = _window(journey, rows, strip, seen, now=now)
    return OwnPage(
        journey=journey,
        voice=voice,
        now=now,
        died_at=None,
        waits=False,
        where=(*where(journey, voice), *doubted(journey)),
        home=tuple(going_home(journey, story.agreement, voice)),
        ring=whom_to_ring(journey, strip, voice),
        coming=tuple(comings(journey, story, window, voice, reader=reader)),
        changes=tuple(changes_since_yesterday(rows, history_of(rows), voice)),
        seventy_two=tuple(seventy_two(journey, window, voice)),
        wishes=tuple(
            WishLine(each.said_by, each.said.text, each.said.stated_at, voice.moment(each.said.stated_at))
            for each in story.agreement.wishes[::-1]
        ),
        relatives=tuple(Relative.objects.filter(citizen_id=journey.citizen_id).order_by("name", "pk")),
        # Staff print a document where they read it: the sheet holds nothing that they do not see.
        documents=tuple(own_documents(events, voice)) if journeys is None else (),
    )


def relative_page(journey: Journey, code: RelativeCode, *, now: datetime) -> OwnPage:
    """What a relative reads: what the code opens, and of the relatives' part their own."""
    page = own_page(journey, now=now, to_relative=True)
    wishes, documents = Opens.WISHES in code.opens, Opens.DOCUMENTS in code.opens
    return replace(
        page,
        shows_wishes=wishes,
        wishes=page.wishes if wishes else (),
        relatives=tuple(each for each in page.relatives if wishes and each.name.casefold() == code.name.casefold()),
        documents=page.documents if documents else (),
    )


def _window(
    journey: Journey, events: Sequence[JourneyEvent], strip: Strip, seen: JourneyQuerySet, *, now: datetime
) -> WindowPanel:
    windows = windows_of(journey, events, list(seen.filter(citizen_id=journey.citizen_id)), now=now)
    return WindowPanel.of(journey, windows, {}, now=now, strip=strip, visible=lambda: seen)


def _after_death(journey: Journey, voice: Voice, *, waits: bool) -> OwnPage:
    ward = journey.ward or journey.hospital
    ring = None
    if ward is not None:
        ring = Ring(ward.name, ward.phone or "", ward.phone_hours or "", None, None, "")
    return OwnPage(journey, voice, voice.now, journey.deceased_at, waits, ring=ring)
