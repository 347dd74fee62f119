"""Psychiatry's meetings, agreements and plans of the demo, by the same acts as on the pages (001 bilag 2)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from desk.actions.demo.hours import in_the_day
from discharge.channel.rules.channel import ChannelDocument as Code
from discharge.meetings.acts import AskForMeeting, InviteToMeeting
from documents.actions.drafts import begin_document, over_what_stands, save_fields
from documents.actions.sending import AnswerDocument, SendDocument
from documents.actions.telling import TellCitizen
from documents.models import Document
from documents.selectors.drafts import draft_of
from journeys.actions.acting.acts import Act
from journeys.domain.events import EventSource
from journeys.domain.events.payloads.documents import AnswerCode
from journeys.domain.state.status import IN_HOSPITAL
from journeys.models import Journey, JourneyParty
from organisations.models import User

_AGREEMENT: Mapping[str, str] = {
    "parties": "Borgeren, afdelingen, bostøtten og sagsbehandleren fra kommunen.",
    "citizen_agrees": "yes",
    "citizen_wishes": "Vil hjem i egen lejlighed og beholde sin bostøtte.",
    "condition": "Stemningen er stabil. Klarer det daglige med støtte.",
    "treatment": "Samtaler i ambulatoriet hver anden uge. Afdelingen indkalder.",
    "support": "Bostøtte to gange om ugen fra kommunen, første gang dagen efter udskrivelsen.",
    "first_contact": "Ambulatoriet ringer inden for tre hverdage.",
    "no_show": "Bostøtten ringer til ambulatoriet samme dag.",
    "signs": "Sover dårligt, svarer ikke telefonen.",
    "contingency": "Borgeren ringer til afdelingen. Bostøtten ringer til ambulatoriet, om natten til skadestuen.",
}
_PLAN: Mapping[str, str] = {
    "reason": "Borgeren er tilbudt en udskrivningsaftale to gange og har sagt nej til begge. Ønsker ikke kontakt.",
    "parties": "Afdelingen (Mona Ravn), botilbuddet (Pia Lund), egen læge.",
    "condition": "Færdigbehandlet for psykose. Stopper ofte med medicin kort efter udskrivelsen.",
    "treatment": "Ambulatoriet tilbyder en samtale hver anden uge og ringer til botilbuddet, hvis borgeren udebliver.",
    "support": "Botilbuddet ser borgeren hver dag og minder om medicinen. Kontaktperson er Pia Lund.",
    "practice": "Blodprøver hver tredje måned.",
    "medicine": "Depot hver fjerde uge i ambulatoriet, senest givet i går.",
    "lead": "Ambulatoriet",
    "signs": "Sover ikke, lukker sig inde, taler med stemmer.",
    "contingency": "Botilbuddet ringer til ambulatoriet samme dag, om aftenen til afdelingen. Ved fare 1-1-2.",
}
_CARD: Mapping[str, str] = {
    "municipality": "Bostøtten kommer mandag og torsdag kl. 10. Hun hedder Pia.",
    "clinic": "Lokalpsykiatrien ringer til dig om onsdagen.",
    "first_contact": "Bostøtten kommer hjem til dig dagen efter, at du er kommet hjem, kl. 10.",
    "medicine": "Du tager din medicin om morgenen. Bostøtten hjælper dig med at huske den.",
    "signs": "Du sover ikke to nætter i træk, eller du vil ikke ud.",
    "contingency": "Ring til bostøtten. Svarer hun ikke, så ring til afdelingen, også om natten.",
}


@dataclass(frozen=True, slots=True)
class _Ward:
    """Who acts in one journey, and the first moment of it."""

    journey: Journey
    nurse: User
    at: datetime

    def act(self, hours: float, by: User) -> Act:
        """What was done so many hours after the first moment; a command's, so nothing of it waits."""
        return Act(by=by, now=self.at + timedelta(hours=hours), source=EventSource.COMMAND)

    @property
    def others(self) -> tuple[UUID, ...]:
        """Everybody outside the hospital."""
        parties = JourneyParty.objects.filter(journey=self.journey).exclude(role="hospital").order_by("role", "pk")
        return tuple(parties.values_list("organisation_id", flat=True))


def write_psychiatry(now: datetime) -> int:
    """In the first stay an agreement is made, in the second a plan without the citizen, in the third one is owed."""
    nurse, doctor, worker = (User.objects.filter(username=name).first() for name in _PEOPLE)
    if nurse is None or doctor is None or worker is None or nurse.unit is None:
        return 0
    lying = Journey.objects.current().filter(ward=nurse.unit, status__in=[status.value for status in IN_HOSPITAL])
    stays = lying.select_related("hospital", "ward").order_by("admitted_at", "pk")
    begun = [(each, each.admitted_at) for each in stays if each.admitted_at is not None]
    wards = [_Ward(each, nurse, in_the_day(at + timedelta(hours=20))) for each, at in begun]
    for ward, tell in zip(wards, (_plan, _agreement, _wish), strict=False):
        if ward.at + timedelta(hours=8) <= now:
            tell(ward, doctor, worker)
    return len(wards)


_PEOPLE = ("psychiatry", "psychiatrist", "facility")


def _invite(ward: _Ward, about: str, to: tuple[UUID, ...], hours: float, *, citizen: bool) -> None:
    invitation = InviteToMeeting(
        about=about,
        at=ward.at + timedelta(hours=hours + 1),
        where="Mødelokalet på afdelingen, eller ring 00 00 00 71",
        receivers=tuple(map(str, to)),
        citizen=citizen,
    )
    invitation.do(_again(ward), act=ward.act(hours, ward.nurse))


def _agreement(ward: _Ward, doctor: User, worker: User) -> None:
    _invite(ward, "discharge_agreement", ward.others, 0, citizen=True)
    _sent(ward, Code.DISCHARGE_AGREEMENT, _AGREEMENT, ward.others, 2)
    _sent(ward, Code.AGREEMENT_CARD, _CARD, ward.others[:1], 2.5)


def _plan(ward: _Ward, doctor: User, worker: User) -> None:
    facility = tuple(unit for unit in ward.others if worker.unit is not None and unit == worker.unit.pk)
    _invite(ward, "coordination_plan", facility, 0, citizen=False)
    on = (ward.at + timedelta(days=30)).date().isoformat()
    plan = _sent(ward, Code.COORDINATION_PLAN, {**_PLAN, "follow_up": on}, facility, 2)
    answer = AnswerDocument(document=str(plan.pk), version=1, answer=AnswerCode.ACKNOWLEDGED, party=facility[0])
    answer.do(_again(ward), act=ward.act(2.5, worker))
    TellCitizen(relatives=False).do(_again(ward), act=ward.act(3, doctor))


def _wish(ward: _Ward, doctor: User, worker: User) -> None:
    words = "Borgeren vil tale om boligen efter udskrivelsen."
    AskForMeeting(wished_by="citizen", text=words).do(_again(ward), act=ward.act(0, ward.nurse))


def _sent(ward: _Ward, code: Code, words: Mapping[str, str], to: tuple[UUID, ...], hours: float) -> Document:
    journey, by = _again(ward), ward.nurse
    at = ward.at + timedelta(hours=hours)
    document = begin_document(journey, code, by=by, now=at)
    save_fields(journey, document, over_what_stands(draft_of(document), words), by=by, now=at)
    act = SendDocument(document=document, receivers=to, revision=draft_of(document).revision, decided=True)
    act.do(journey, act=ward.act(hours, by))
    return document


def _again(ward: _Ward) -> Journey:
    return Journey.objects.get(pk=ward.journey.pk)
