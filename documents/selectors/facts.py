"""What a journey says of the facts that fields of documents are filled with, each asked of the room that answers it."""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _

from discharge.agreement.selectors import StayStory, kept_story
from discharge.models import ExtendedResponsibility
from discharge.wording.sentences import reason_words
from documents.domain.declaring import DeclaredKind, JourneyFact
from documents.domain.threads import SentVersion, threads_of
from documents.domain.values import stored_moment
from documents.selectors.sent import reading_ids, words_of
from journeys.domain.events.payloads.readiness import ReadyRegistered
from journeys.domain.history.ready_periods import ReadyPeriod
from journeys.domain.state.close_out import fmk_said, since_last_stay
from journeys.domain.state.letters import letters_of
from journeys.models import Journey, Relative
from organisations.domain.phones import PhonePurpose
from organisations.models import Organisation, User


def known_facts(
    journey: Journey, facts: Collection[JourneyFact], *, unit: Organisation | None = None
) -> dict[JourneyFact, str]:
    """Those of the facts that are known, as stored values; `unit` is who writes, where one does."""
    story = kept_story(journey)
    found = {fact: at for fact in facts if fact in _MOMENTS and (at := _MOMENTS[fact](journey, story)) is not None}
    words = {fact: text for fact in facts if fact in _WORDS and (text := _WORDS[fact](journey, story, unit))}
    return {fact: stored_moment(at) for fact, at in found.items()} | words


def fixed_values(kind: DeclaredKind, journey: Journey) -> dict[str, str]:
    """What the journey says of the fixed fields of a kind."""
    fixed = {field.name: field.fact for field in kind.fields.values() if field.fixed and field.fact}
    known = known_facts(journey, fixed.values()) if fixed else {}
    return {name: known[fact] for name, fact in fixed.items() if fact in known}


def taken_values(kind: DeclaredKind, journey: Journey, by: User, *, now: datetime) -> dict[str, str]:
    """What the other kinds say that this one takes from: the last version of each that the user's house may read."""
    house = reading_ids(by)
    taken: dict[str, str] = {}
    for thread in threads_of(kept_story(journey)) if kind.takes else ():
        names = next((names for code, names in kind.takes.items() if code == thread.kind), ())
        got = (each for each in thread.versions if each.unit in house or _has_got(each, house, now))
        # What was sent in error is taken from by nobody, its sender included.
        versions = [each for each in got if not each.errors]
        words = words_of(versions[-1]) if names and versions else {}
        taken |= {name: words[name] for name in names if words.get(name)}
    return taken


def _has_got(version: SentVersion, house: frozenset[str], now: datetime) -> bool:
    return any(unit in house and version.released_to(unit) <= now for unit in version.receivers)


def _agreed(_journey: Journey, story: StayStory) -> datetime | None:
    return story.agreement.agreed.at if story.agreement.agreed else None


def _planned(_journey: Journey, story: StayStory) -> datetime | None:
    pending = story.agreement.pending
    return _agreed(_journey, story) or (pending.at if pending else None)


def _open(story: StayStory) -> ReadyPeriod | None:
    last = story.periods[-1] if story.periods else None
    return last if last is not None and last.is_open else None


def _ready_since(_journey: Journey, story: StayStory) -> datetime | None:
    period = _open(story)
    return period.ready_at if period else None


def _left(_journey: Journey, story: StayStory) -> datetime | None:
    letters = letters_of(story)
    return letters[-1].discharged_at if letters else None


def _fmk_updated(_journey: Journey, story: StayStory) -> datetime | None:
    said = fmk_said(story, story.once(since_last_stay))
    return said.occurred_at if said else None


def _extended_until(journey: Journey, _story: StayStory) -> datetime | None:
    windows = ExtendedResponsibility.objects.filter(journey=journey, voided=False, eligible=True)
    last = windows.order_by("discharged_at", "key").last()
    return last.ends_at if last else None


_MOMENTS: Mapping[JourneyFact, Callable[[Journey, StayStory], datetime | None]] = {
    JourneyFact.ADMITTED_AT: lambda journey, _story: journey.admitted_at,
    JourneyFact.READY_AT: lambda _journey, story: story.periods[-1].ready_at if story.periods else None,
    JourneyFact.AGREED_DISCHARGE: _agreed,
    JourneyFact.DISCHARGED_AT: lambda journey, _story: journey.discharged_at,
    JourneyFact.LEFT_AT: _left,
    JourneyFact.FMK_UPDATED_AT: _fmk_updated,
    JourneyFact.EXTENDED_UNTIL: _extended_until,
    JourneyFact.READY_SINCE: _ready_since,
    JourneyFact.PLANNED_DISCHARGE: _planned,
}


def _relatives(journey: Journey, _story: StayStory, _unit: Organisation | None) -> str:
    return "\n".join(map(_relative_words, Relative.objects.filter(citizen_id=journey.citizen_id)))


def _relative_words(relative: Relative) -> str:
    parts = [str(relative), relative.phone]
    if relative.agreed:
        parts.append(_("kan og vil: %(agreed)s") % {"agreed": relative.agreed})
    return ", ".join(part for part in parts if part)


def _assessed_by(_journey: Journey, story: StayStory, _unit: Organisation | None) -> str:
    period = _open(story)
    event = next((each for each in story.counting if period is not None and each.ref == period.ref), None)
    said = event.read(ReadyRegistered) if event else None
    return " ".join(filter(None, (said.assessed_title, said.assessed_by))) if said else ""


def _waits_for(_journey: Journey, story: StayStory, _unit: Organisation | None) -> str:
    period = _open(story)
    standing = [each for each in period.reasons if each.to is None] if period else []
    with translation.override("da"):
        words = (reason_words({"reason": each.reason, "text": each.text}) for each in standing)
        return "\n".join(dict.fromkeys(words))


def _phone(_journey: Journey, _story: StayStory, unit: Organisation | None) -> str:
    phone = unit.phone_for(PhonePurpose.INQUIRIES) if unit else None
    return phone.number if phone else ""


_WORDS: Mapping[JourneyFact, Callable[[Journey, StayStory, Organisation | None], str]] = {
    JourneyFact.RELATIVES: _relatives,
    JourneyFact.WARD_PHONE: _phone,
    JourneyFact.PHYSICIAN: lambda journey, _story, _unit: journey.physician_name,
    JourneyFact.READY_ASSESSED_BY: _assessed_by,
    # Letters between the sectors are in Danish, whatever the writer's page is in.
    JourneyFact.WAITS_FOR: _waits_for,
}
