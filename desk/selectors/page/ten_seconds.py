"""What a GP needs in ten seconds: who is responsible, who answers, until when, what is asked of them (UX §2 item 1)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from desk.selectors.asker import Asker
from desk.selectors.documents.reading import threads_for
from desk.selectors.opening import is_open, next_opening
from discharge.discharge_letter.selectors import current_letter, letters_of_journey
from discharge.models import DischargeLetter
from discharge.responsibility.rules.parties import PartyKind
from discharge.responsibility.selectors import Answering, Strip, strip_for
from documents.selectors.sent import reading_ids, words_of
from journeys.models import Journey, Task


@dataclass(frozen=True, slots=True)
class Reach:
    """Somebody to call: number, hours in words, whether the line is open at the moment, and when it next is."""

    name: str
    phone: str
    hours: str
    # What the number is for, where it is not the ordinary one.
    what: str
    open_now: bool | None
    opens_at: datetime | None


@dataclass(frozen=True, slots=True)
class TenSeconds:
    """The page at one moment; `asked` is that moment, `is_now` whether it is the present."""

    journey: Journey
    asked: datetime
    is_now: bool
    strip: Strip
    physician: Reach | None
    call: Reach | None
    others: tuple[Reach, ...]
    was: bool
    letter: DischargeLetter | None
    # What the letter recommends, where the asker may read it.
    recommendation: str
    # The document that it says it in; None where another system sent it, or the asker may not read it.
    read_in: UUID | None
    gp_task: Task | None


def ten_seconds(journey: Journey, *, at: datetime, asker: Asker) -> TenSeconds:
    """Everything on the page; a moment in the past or the future shows what holds then as far as is known now."""
    now, strip = asker.now, strip_for(journey, now=at, visible=asker.journeys)
    shown = {strip.answer, strip.physician}
    known = [party for party in strip.treatment if party.kind != PartyKind.UNKNOWN and party.name not in shown]
    others = tuple(reach for party in known if (reach := _reach(party, at)))
    tasks = Task.objects.open().filter(journey=journey, kind="state_gp").select_related("owner")
    letter = current_letter(letters_of_journey(journey, reader=asker.reader)) if at == now else None
    recommendation, read_in = _recommended(letter, journey, asker)
    return TenSeconds(
        journey=journey,
        asked=at,
        is_now=at == now,
        strip=strip,
        physician=_reach(strip.responsible, at),
        call=_reach(strip.call, at),
        others=others,
        was=at < now,
        letter=letter,
        recommendation=recommendation,
        read_in=read_in,
        gp_task=None if journey.gp_practice_id else tasks.first(),
    )


def _recommended(letter: DischargeLetter | None, journey: Journey, asker: Asker) -> tuple[str, UUID | None]:
    """Of a letter that was written here the words of the version that the asker got."""
    if letter is None or letter.document is None:
        return (letter.recommendation if letter else ""), None
    threads = (each for each in threads_for(asker, journey) if each.document == str(letter.document))
    thread = next(threads, None)
    if thread is None:
        return "", None
    return words_of(thread.seen_by(reading_ids(asker.user)).current).get("recommendation", ""), letter.document


def _reach(party: Answering | None, at: datetime) -> Reach | None:
    if party is None:
        return None
    return Reach(
        name=party.name,
        phone=party.phone or "",
        hours=party.hours or "",
        what=party.line_name,
        open_now=is_open(party.opening_hours, at),
        opens_at=next_opening(party.opening_hours, at),
    )
