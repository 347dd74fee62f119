"""What a journey says of the facts that fields of documents are filled with, each asked of the room that answers it."""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime

from django.utils.translation import gettext as _

from discharge.agreement.selectors import StayStory, kept_story
from discharge.models import ExtendedResponsibility
from documents.domain.declaring import Fact, Kind
from documents.domain.threads import SentVersion, threads_of
from documents.domain.values import stored_moment
from documents.selectors.sent import reading_ids, words_of
from journeys.domain.events import EventKind
from journeys.domain.state.close_out import since_last_stay
from journeys.domain.state.letters import letters_of
from journeys.models import Journey, Relative
from organisations.domain.phones import PhonePurpose
from organisations.models import Organisation, User


def known_facts(journey: Journey, facts: Collection[Fact], *, unit: Organisation) -> dict[Fact, str]:
    """Those of the facts that are known, as stored values; `unit` is who writes."""
    story = kept_story(journey)
    found = {fact: at for fact in facts if fact in _MOMENTS and (at := _MOMENTS[fact](journey, story)) is not None}
    words = {fact: text for fact in facts if fact in _WORDS and (text := _WORDS[fact](journey, unit))}
    return {fact: stored_moment(at) for fact, at in found.items()} | words


def taken_values(kind: Kind, journey: Journey, by: User, *, now: datetime) -> dict[str, str]:
    """What the other kinds say that this one takes from: the last version of each that the user's house may read."""
    house = reading_ids(by)
    taken: dict[str, str] = {}
    for thread in threads_of(kept_story(journey)) if kind.takes else ():
        names = next((names for code, names in kind.takes.items() if code == thread.kind), ())
        versions = [each for each in thread.versions if each.unit in house or _has_got(each, house, now)]
        words = words_of(versions[-1]) if names and versions else {}
        taken |= {name: words[name] for name in names if words.get(name)}
    return taken


def _has_got(version: SentVersion, house: frozenset[str], now: datetime) -> bool:
    return version.released_at <= now and not house.isdisjoint(version.receivers)


def _agreed(_journey: Journey, story: StayStory) -> datetime | None:
    return story.agreement.agreed.at if story.agreement.agreed else None


def _left(_journey: Journey, story: StayStory) -> datetime | None:
    letters = letters_of(story)
    return letters[-1].discharged_at if letters else None


def _fmk_updated(_journey: Journey, story: StayStory) -> datetime | None:
    stay = story.once(since_last_stay)
    return next((event.occurred_at for event in reversed(stay) if event.kind is EventKind.FMK_UPDATED), None)


def _extended_until(journey: Journey, _story: StayStory) -> datetime | None:
    windows = ExtendedResponsibility.objects.filter(journey=journey, voided=False, eligible=True)
    last = windows.order_by("discharged_at").last()
    return last.ends_at if last else None


_MOMENTS: Mapping[Fact, Callable[[Journey, StayStory], datetime | None]] = {
    Fact.ADMITTED_AT: lambda journey, _story: journey.admitted_at,
    Fact.READY_AT: lambda _journey, story: story.periods[-1].ready_at if story.periods else None,
    Fact.AGREED_DISCHARGE: _agreed,
    Fact.DISCHARGED_AT: lambda journey, _story: journey.discharged_at,
    Fact.LEFT_AT: _left,
    Fact.FMK_UPDATED_AT: _fmk_updated,
    Fact.EXTENDED_UNTIL: _extended_until,
}


def _relatives(journey: Journey, _unit: Organisation) -> str:
    return "\n".join(map(_relative_words, Relative.objects.filter(citizen_id=journey.citizen_id)))


def _relative_words(relative: Relative) -> str:
    parts = [str(relative), relative.phone]
    if relative.agreed:
        parts.append(_("kan og vil: %(agreed)s") % {"agreed": relative.agreed})
    return ", ".join(part for part in parts if part)


def _phone(_journey: Journey, unit: Organisation) -> str:
    phone = unit.phone_for(PhonePurpose.INQUIRIES)
    return phone.number if phone else ""


_WORDS: Mapping[Fact, Callable[[Journey, Organisation], str]] = {
    Fact.RELATIVES: _relatives,
    Fact.WARD_PHONE: _phone,
    Fact.PHYSICIAN: lambda journey, _unit: journey.physician_name,
}
