"""The panel of meetings: what was asked for, and to what the ward has invited (001 bilag 2, B2-P5)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from discharge.agreement.selectors import kept_story
from discharge.meetings.rules import AskedMeeting, Invitation, meetings_of
from discharge.meetings.sentences import ABOUT, asked_words
from journeys.models import Journey, JourneyEvent
from organisations.domain.kinds import Speciality


@dataclass(frozen=True, slots=True)
class MeetingWishRow:
    """A wish that waits for an answer."""

    asked: AskedMeeting
    sentence: str
    unit: str


@dataclass(frozen=True, slots=True)
class InvitationRow:
    """A meeting that is called, with those who are invited."""

    invitation: Invitation
    label: str
    names: str
    is_over: bool


@dataclass(frozen=True, slots=True)
class MeetingPanel:
    """In psychiatry always; the newest meeting first."""

    is_psychiatric: bool
    asked: tuple[MeetingWishRow, ...]
    invitations: tuple[InvitationRow, ...]


def meeting_panel(
    journey: Journey, events: Sequence[JourneyEvent], name_of: Callable[[Any], str], *, now: datetime
) -> MeetingPanel:
    """As the reader of the page hears of them."""
    meetings = kept_story(journey, events).once(meetings_of)
    return MeetingPanel(
        is_psychiatric=journey.speciality == Speciality.PSYCHIATRIC,
        asked=tuple(MeetingWishRow(each, asked_words(each.wished_by), name_of(each.unit)) for each in meetings.open),
        invitations=tuple(_row(each, name_of, now) for each in reversed(meetings.invitations)),
    )


def _row(invitation: Invitation, name_of: Callable[[Any], str], now: datetime) -> InvitationRow:
    names = [name for unit in invitation.receivers if (name := name_of(unit))]
    names += [_("borgeren")] if invitation.citizen else []
    label = str(ABOUT[invitation.document_kind or "dialogue"])
    return InvitationRow(invitation, label, ", ".join(names), invitation.at is not None and invitation.at < now)
