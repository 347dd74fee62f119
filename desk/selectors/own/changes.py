"""What is new since yesterday, in words that need no knowledge of the house (001-13)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from desk.selectors.own.voice import Voice
from journeys.domain.calendar.clock import at_local, local_date
from journeys.domain.events import EventKind as K
from journeys.domain.events.payloads.agreement import DischargeCountered, DischargeProposed, ExpectedDischargeStated
from journeys.domain.history.history import History
from journeys.domain.history.words import cancels
from journeys.models import JourneyEvent


@dataclass(frozen=True, slots=True)
class OwnNews:
    """One piece of news."""

    at: datetime
    when: str
    sentence: str


# Nobody's name: who wrote is told by whom one rings. Kinds that are not here say nothing to a citizen.
SENTENCES: Mapping[K, Promise] = {
    K.ADMITTED: gettext_lazy("Indlæggelsen begyndte."),
    K.ACUTE_ARRIVED: gettext_lazy("Kom til sygehuset for at blive undersøgt."),
    K.LEAVE_STARTED: gettext_lazy("Tog hjem på besøg (orlov)."),
    K.LEAVE_ENDED: gettext_lazy("Kom tilbage til afdelingen."),
    K.DISCHARGED: gettext_lazy("Skrevet ud fra sygehuset."),
    K.ADMISSION_DECIDED: gettext_lazy("En indlæggelse er aftalt."),
    K.ADMISSION_CALLED_OFF: gettext_lazy("En indlæggelse er aflyst."),
    K.PLACED: gettext_lazy("Flyttet til en anden afdeling eller seng."),
    K.PHYSICIAN_NAMED: gettext_lazy("En læge på afdelingen har fået ansvaret for behandlingen."),
    K.READY_REGISTERED: gettext_lazy("Lægen siger, at behandlingen på sygehuset er færdig."),
    K.TREATMENT_RESUMED: gettext_lazy("Behandlingen på sygehuset går i gang igen."),
    K.DISCHARGE_ACCEPTED: gettext_lazy("Afdelingen og kommunen blev enige om en tid for at komme hjem."),
    K.DISCHARGE_QUESTIONED: gettext_lazy("Kommunen har spurgt afdelingen om noget, før den kan sige ja til tiden."),
    K.DISCHARGE_ANSWERED: gettext_lazy("Afdelingen har svaret kommunen."),
    K.WISH_RECORDED: gettext_lazy("Et ønske er skrevet ned."),
    K.KNOWLEDGE_ASKED: gettext_lazy("Afdelingen har spurgt egen læge om noget."),
    K.KNOWLEDGE_ANSWERED: gettext_lazy("Egen læge har svaret afdelingen."),
    K.NURSING_ANSWERED: gettext_lazy("Kommunen har sagt, om der kommer en sygeplejerske hjem."),
    K.LETTER_SENT: gettext_lazy("Sygehuset sendte et brev til egen læge."),
    K.REHABILITATION_PLAN_SENT: gettext_lazy("Sygehuset sendte en plan for genoptræning."),
    K.MEETING_ASKED: gettext_lazy("Nogen har bedt om et møde."),
    K.MEETING_DECLINED: gettext_lazy("Der bliver ikke holdt et møde nu. Spørg afdelingen hvorfor."),
    K.RESPONSIBILITY_EXTENDED: gettext_lazy("Afdelingen svarer i længere tid end 72 timer."),
}


def _proposed(payload: Mapping[str, Any], voice: Voice) -> str:
    at = DischargeProposed.parse(payload).at
    return _("Afdelingen foreslog en tid for at komme hjem: %(at)s.") % {"at": voice.moment(at) if at else "?"}


def _countered(payload: Mapping[str, Any], voice: Voice) -> str:
    at = DischargeCountered.parse(payload).at
    return _("Kommunen foreslog en anden tid: %(at)s.") % {"at": voice.moment(at) if at else "?"}


def _expected(payload: Mapping[str, Any], voice: Voice) -> str:
    on = ExpectedDischargeStated.parse(payload).on
    return _("Afdelingen regner med, at det er muligt at komme hjem %(day)s.") % {"day": voice.day(on) if on else "?"}


_WITH_FACTS: Mapping[K, Callable[[Mapping[str, Any], Voice], str]] = {
    K.DISCHARGE_PROPOSED: _proposed,
    K.DISCHARGE_COUNTERED: _countered,
    K.EXPECTED_DISCHARGE_STATED: _expected,
}


def changes_since_yesterday(rows: Sequence[JourneyEvent], history: History, voice: Voice) -> list[OwnNews]:
    """Newest first, of what counts and is released; a correction says that something was wrong before.

    What was told late is news too, with the time at which it happened, as the rest of the page has it.
    """
    since = at_local(local_date(voice.now) - timedelta(days=1), time(0))
    counting = {event.ref: event for event in history.counting}
    found: list[OwnNews | None] = []
    for row in (row for row in rows if row.released_at >= since):
        event = counting.get(row.source_ref)
        # A cancelled death goes on with the stay, which began once.
        if row.kind == K.CANCELLED or (event is not None and cancels(event)):
            found.append(_corrected(row, voice))
        elif event is not None:
            found.append(_change(row, min(event.occurred_at, row.released_at), voice))
    return sorted((change for change in found if change is not None), key=lambda change: change.at, reverse=True)


def _corrected(row: JourneyEvent, voice: Voice) -> OwnNews:
    at = row.released_at
    return OwnNews(at, voice.moment(at), _("Noget, der stod her før, var forkert og er rettet."))


def _change(row: JourneyEvent, at: datetime, voice: Voice) -> OwnNews | None:
    kind = K(row.kind)
    if kind in _WITH_FACTS:
        return OwnNews(at, voice.moment(at), _WITH_FACTS[kind](row.payload, voice))
    sentence = SENTENCES.get(kind)
    return OwnNews(at, voice.moment(at), str(sentence)) if sentence else None
