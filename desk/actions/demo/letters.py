"""Letters and plans of the demo: written, sent and answered by the same acts as on the pages."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from desk.actions.demo.hours import in_the_day
from discharge.agreement.rules.agreement import Agreed
from discharge.agreement.selectors import story_of
from discharge.channel.rules.channel import ChannelDocument as Code
from discharge.channel.rules.channel import Recipient
from discharge.models import DischargeLetter, ReadyPeriod
from documents.actions.drafts import begin_document, over_what_stands, save_fields
from documents.actions.sending import AnswerDocument, SendDocument
from documents.domain.values import stored_moment
from documents.models import Document
from documents.selectors.channel import channel_of
from documents.selectors.drafts import draft_of
from documents.selectors.sent import reading_units
from journeys.actions.acting.acts import Act
from journeys.actions.refusals import Refused
from journeys.domain.events import EventSource
from journeys.domain.events.payloads.documents import AnswerCode
from journeys.domain.state.status import IN_HOSPITAL
from journeys.models import Journey
from organisations.domain.kinds import Speciality
from organisations.domain.permissions import Permission
from organisations.domain.refusals import NotAllowed
from organisations.models import User
from organisations.selectors.permissions import can

_ABLE = {"fa510": "2", "fa540": "2", "fa530": "1", "fa420": "2", "fa460": "3", "fa560": "0", "fa550": "0"}
_PLANS: tuple[Mapping[str, str], ...] = (
    {
        "cause": "Faldt hjemme. Brud på venstre håndled, lagt i gips.",
        "course": "Hjem, når hjælpen til personlig pleje er på plads.",
        "aids": "Rollator lånes ud. Badebænk mangler.",
        "nursing_h": "Smerter i håndleddet ved forflytning. Paracetamol fast.",
        "contingency": "Tiltagende smerter eller følelsesløse fingre: ring til afdelingen.",
    },
    {
        "cause": "Lungebetændelse.",
        "course": "Antibiotika som tabletter fra i morgen. Forventes hjem inden for få dage.",
        "home_nursing": "Kontrol af temperatur og vejrtrækning de første tre dage.",
        "nursing_f": "Hoster fortsat. Får PEP-fløjte med hjem.",
        "nursing_b": "Nedsat appetit. Proteindrik to gange dagligt.",
        "contingency": "Feber over 38,5 eller åndenød: ring til afdelingen, om aftenen til lægevagten.",
    },
    {
        "cause": "Hjertesvigt med væske i benene.",
        "course": "Vanddrivende medicin justeres. Vejes dagligt.",
        "medicine_dosing": "Dosering hver 14. dag.",
        "work_aids": "Plejeseng og lift ønskes, før borgeren kommer hjem.",
        "nursing_f": "Ødemer til knæ. Kompression dagligt.",
        "nursing_k": "Seneste afføring i går.",
        "contingency": "Vægt op mere end 2 kg på tre dage: ring til afdelingen.",
    },
)
_REPORTS: tuple[Mapping[str, str], ...] = (
    {
        "resuscitation": "none",
        "services": "Hjælp til bad to gange om ugen. Rengøring hver anden uge.",
        "aids": "Rollator og badebænk.",
        "medicine_help": "Klarer selv medicinen.",
        "coping": "Vil gerne klare sig selv og beder sent om hjælp.",
        "home": "Lejlighed på 2. sal uden elevator. Nøgleboks ved døren.",
        "network": "Datter i samme by, kommer flere gange om ugen.",
    },
    {
        "resuscitation": "unknown",
        "services": "Morgen- og aftenhjælp hver dag. Sygepleje til medicin hver 14. dag.",
        "aids": "Plejeseng, kørestol og bækkenstol.",
        "work_aids": "Loftlift i soveværelset.",
        "medicine_help": "Dispenseres af sygeplejersken hver 14. dag.",
        "last_wishes": "Vil helst være hjemme så længe som muligt.",
        "instructions": "Ved vægtøgning over 2 kg på tre dage: ekstra vanddrivende efter aftale med egen læge.",
        "coping": "Bliver urolig i nye omgivelser. Det hjælper at sige, hvad der skal ske.",
        "home": "Rækkehus i ét plan uden dørtrin.",
        "network": "Bor med ægtefælle, som er træt.",
    },
)
_BEFORE = {"fa510": "1", "fa540": "1", "fa530": "0", "fa420": "1", "fa460": "2", "fa560": "0", "fa550": "0"}
_REHABILITATION: Mapping[str, str] = {
    "level": "general",
    "need": "Styrke og balance efter sengeleje, så borgeren igen kan gå selv til toilettet. Godt potentiale.",
    "deadline": "Inden for 7 dage efter udskrivelsen.",
    "safety": "Faldtendens. Må støtte fuldt på begge ben.",
    "diagnoses": "Tab af funktion efter akut sygdom.",
    "health": "Sengeliggende i fire døgn. Mobiliseret til stol og gang på stuen med rollator.",
    "ability_former": "Gik uden hjælpemiddel og klarede sig selv.",
    "ability_at_discharge": "Rejser sig med let støtte. Går 20 meter med rollator og en person ved siden.",
    "consent": "yes",
    "handed": "yes",
    "told": "Borgeren ved, at kommunen ringer om tidspunktet.",
}
_EPIKRISER: tuple[Mapping[str, str], ...] = (
    {
        "follow_up": "routine",
        "recommendation": "Nyretal og kalium om en uge. Vægt ved næste besøg.",
        "diagnoses": "Hjertesvigt.",
        "course": "Indlagt med væske i benene. Vanddrivende medicin øget, vægten faldet 4 kg.",
        "medicine_changes": "Furosemid øget til 80 mg dagligt på grund af ødemer. Ellers uændret.",
        "told": "Borgeren og datteren ved, at vægten skal følges, og hvornår de skal ringe.",
        "contingency": "Vægt op mere end 2 kg på tre dage: ring til afdelingen inden for de første 72 timer.",
    },
    {
        "follow_up": "none",
        "diagnoses": "Brud på venstre håndled.",
        "course": "Faldt hjemme. Lagt i gips. Kontrolrøntgen uden forskydning.",
        "medicine_changes": "Paracetamol fast i 14 dage. Ellers uændret.",
        "told": "Borgeren ved, at gipsen fjernes i ambulatoriet om fem uger.",
        "follow_up_others": "Ambulatoriet indkalder til kontrol af gipsen.",
    },
    {
        "follow_up": "subacute",
        "recommendation": "Røntgen af lungerne om seks uger, henvisning er ikke lagt.",
        "diagnoses": "Lungebetændelse.",
        "course": "Antibiotika i blodåren i to døgn, derefter tabletter. Feberfri siden i går.",
        "medicine_changes": "Amoxicillin i seks dage endnu. Metformin holdt pause og genoptaget.",
        "told": "Borgeren ved, at der kan være hoste i flere uger.",
        "contingency": "Ny feber eller åndenød: ring til afdelingen, derefter egen læge eller lægevagten.",
    },
)
_OF_SOCIAL_AREA: Mapping[str, str] = {
    "category": "other",
    "subject": "Status og forventet udskrivelse",
    "text": (
        "Borgeren er indlagt med lungebetændelse og får antibiotika. Har det bedst, når personalet fra bostedet er til "
        "stede. Skal på bostedet minde om væske og hvile den første uge."
    ),
}
_NEWS: Mapping[str, str] = {"aids": "Rollator og badebænk er leveret i går.", "ability_fa420_now": "1"}


@dataclass(frozen=True, slots=True)
class _LetterWriter:
    """Who writes in one journey, to whom, who of them answers, and the first moment of it."""

    journey: Journey
    by: User
    to: UUID
    answering: User | None
    at: datetime

    def act(self, hours: float, by: User) -> Act:
        """What was done so many hours after the first moment; a command's, so nothing of it waits."""
        return Act(by=by, now=self.at + timedelta(hours=hours), source=EventSource.COMMAND)


def write_letters(actors: Mapping[UUID, User], *, now: datetime) -> int:
    """What is written of each citizen as far as the journey has come; some of it is answered."""
    if Document.objects.exists():
        return 0
    return _write_plans(actors, now=now) + _write_epikriser(actors, now=now)


def reader_at(actors: Mapping[UUID, User], unit: UUID) -> User | None:
    """Who reads what is sent to a unit; the social area of a house does not (DESIGN §6)."""
    return next((user for user in actors.values() if unit in reading_units(user)), None)


def _write_plans(actors: Mapping[UUID, User], *, now: datetime) -> int:
    """A plan of every citizen who has lain a day in a bed; some are acknowledged, some have a newer version."""
    lying = (
        Journey.objects.current()
        .filter(
            status__in=[status.value for status in IN_HOSPITAL],
            municipal_services=True,
            unconfirmed=False,
            municipality__isnull=False,
            ward_id__in=list(actors),
            admitted_at__lt=now - timedelta(hours=30),
        )
        .exclude(speciality=Speciality.PSYCHIATRIC)
    )
    sent = 0
    for index, journey in enumerate(lying.select_related("municipality", "hospital").order_by("admitted_at", "pk")):
        assert journey.admitted_at is not None
        assert journey.municipality_id is not None
        ward = actors[journey.ward_id] if journey.ward_id else None
        at = in_the_day(journey.admitted_at + timedelta(hours=12))
        if ward is not None and at + timedelta(hours=2) <= now:
            to = journey.municipality_id
            sent += _write_plan(_LetterWriter(journey, ward, to, reader_at(actors, to), at), index, now=now)
    return sent


def _write_plan(writer: _LetterWriter, index: int, *, now: datetime) -> int:
    plans = channel_of(writer.journey, Recipient.MUNICIPALITY, now=writer.at).documents[Code.CARE_PATHWAY_PLAN]
    if plans.allowed is False:
        # Of the social area alone: nothing but this may be sent (RULES 2a C3).
        return int(_written_and_sent(writer, _begun(writer, Code.CORRESPONDENCE, 0), _OF_SOCIAL_AREA))
    if index % 3 != 2:
        _write_report(writer, index)
    plan = _begun(writer, Code.CARE_PATHWAY_PLAN, 0)
    words = {**_PLANS[index % len(_PLANS)], **{f"ability_{area}_now": score for area, score in _ABLE.items()}}
    if index % 3 == 2 or writer.answering is None:
        words |= {f"ability_{area}_before": "0" for area in _ABLE}
    agreed = story_of(writer.journey).agreement.agreed
    if agreed is not None and writer.at < agreed.agreed_at:
        # What the program fills in is known today; on that day nobody had agreed on a time.
        words |= {"discharge_at": ""}
    if not _written_and_sent(writer, plan, words):
        return 0
    if writer.answering is not None and index % 2 == 0:
        _acknowledge(writer, writer.answering, plan, 1)
    if index % 3 == 1 and writer.at + timedelta(hours=4) < now:
        _written_and_sent(writer, _begun(writer, Code.REHABILITATION_PLAN, 3), _REHABILITATION, hours=3)
    _announce_ready(writer, now=now)
    if index % 4 == 0 and writer.at + timedelta(hours=4) < now:
        _write(writer, plan, _NEWS)
        _send(writer, plan, 3)
    if agreed is not None and writer.at < agreed.agreed_at:
        _tell_agreed(writer, plan, agreed, now=now)
    return 1


def _tell_agreed(writer: _LetterWriter, plan: Document, agreed: Agreed, *, now: datetime) -> None:
    """The plan with the time that is agreed meanwhile, a quarter after that (flowchart 2-5)."""
    telling = replace(writer, at=agreed.agreed_at + timedelta(minutes=15))
    if telling.at < now:
        _write(telling, plan, {"discharge_at": stored_moment(agreed.at)})
        _send(telling, plan, 0)


def _write_report(writer: _LetterWriter, index: int) -> None:
    """The municipality's, eight hours before the first plan; the plan takes what the ability was."""
    to, by = writer.journey.ward_id, writer.answering
    if to is None or by is None or not can(by, Permission.SEND_ADMISSION_REPORT, writer.journey):
        return
    reporting = _LetterWriter(writer.journey, by, to, None, writer.at - timedelta(hours=8))
    words = {**_REPORTS[index % len(_REPORTS)], **{f"ability_{area}_before": each for area, each in _BEFORE.items()}}
    _written_and_sent(reporting, _begun(reporting, Code.ADMISSION_REPORT, 0), words)


def _announce_ready(writer: _LetterWriter, *, now: datetime) -> None:
    """Of whoever waits, an hour after it was registered; a draft where no time is proposed yet."""
    since = ReadyPeriod.objects.filter(journey=writer.journey, ended_at=None).values_list("ready_at", flat=True).first()
    if since is None or not writer.at < since + timedelta(hours=1) < now:
        return
    telling = replace(writer, at=since + timedelta(hours=1))
    _written_and_sent(telling, _begun(telling, Code.READY_NOTICE, 0), {"care": "Som i plejeforløbsplanen."})


def _write_epikriser(actors: Mapping[UUID, User], *, now: datetime) -> int:
    """The letter of every other citizen who has gone home and has a practice; the others wait for theirs."""
    owed = DischargeLetter.objects.filter(sent_at=None, owner_id__in=list(actors), journey__gp_practice__isnull=False)
    sent = 0
    for index, letter in enumerate(owed.select_related("journey").order_by("discharged_at", "pk")):
        at, to = in_the_day(letter.discharged_at + timedelta(hours=1)), letter.journey.gp_practice_id
        if index % 2 or to is None or at + timedelta(hours=2) > now:
            continue
        writer = _LetterWriter(letter.journey, actors[letter.owner_id], to, reader_at(actors, to), at)
        document = _begun(writer, Code.DISCHARGE_LETTER, 0)
        if _written_and_sent(writer, document, _EPIKRISER[index // 2 % len(_EPIKRISER)]):
            sent += 1
            if writer.answering is not None and index % 4 == 0:
                _acknowledge(writer, writer.answering, document, 1)
    return sent


def _begun(writer: _LetterWriter, code: Code, hours: float) -> Document:
    return begin_document(writer.journey, code, by=writer.by, now=writer.at + timedelta(hours=hours))


def _written_and_sent(writer: _LetterWriter, document: Document, words: Mapping[str, str], *, hours: float = 0) -> bool:
    """Whether it went; where table 2a allows none, an honest draft is left."""
    phone = draft_of(document).values.get("contact_phone", "00 00 00 00")
    _write(writer, document, {"contact_phone": phone, **words})
    try:
        _send(writer, document, hours)
    except (Refused, NotAllowed):
        return False
    return True


def _write(writer: _LetterWriter, document: Document, words: Mapping[str, str]) -> None:
    typed = over_what_stands(draft_of(document), words)
    save_fields(writer.journey, document, typed, by=writer.by, now=writer.at)


def _send(writer: _LetterWriter, document: Document, hours: float) -> None:
    act = SendDocument(document=document, receivers=(writer.to,), revision=draft_of(document).revision, decided=True)
    act.do(writer.journey, act=writer.act(hours, writer.by))


def _acknowledge(writer: _LetterWriter, by: User, document: Document, hours: float) -> None:
    answer = AnswerDocument(document=str(document.pk), version=1, answer=AnswerCode.ACKNOWLEDGED, party=writer.to)
    answer.do(writer.journey, act=writer.act(hours, by))
