"""Letters and plans of the demo: written, sent and answered by the same acts as on the pages."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from desk.actions.demo.hours import in_the_day
from discharge.channel.rules.channel import Document as Code
from documents.actions.drafts import begin_document, over_what_stands, save_fields
from documents.actions.sending import AnswerDocument, SendDocument
from documents.models import Document
from documents.selectors.drafts import draft_of
from journeys.actions.acting.acts import Act
from journeys.actions.refusals import Refused
from journeys.domain.events import EventSource
from journeys.domain.events.payloads.documents import AnswerCode
from journeys.domain.state.status import IN_HOSPITAL
from journeys.models import Journey
from organisations.models import User

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
_NEWS: Mapping[str, str] = {"aids": "Rollator og badebænk er leveret i går.", "ability_fa420_now": "1"}


@dataclass(frozen=True, slots=True)
class _Writer:
    """Who writes and who answers in one journey, and the first moment of it."""

    journey: Journey
    ward: User
    municipality: User | None
    at: datetime

    def act(self, hours: float, by: User) -> Act:
        """What was done so many hours after the first moment; a command's, so nothing of it waits."""
        return Act(by=by, now=self.at + timedelta(hours=hours), source=EventSource.COMMAND)


def write_letters(actors: Mapping[UUID, User], *, now: datetime) -> int:
    """A plan of every citizen who has lain a day in a bed; some are acknowledged, some have a newer version."""
    if Document.objects.exists():
        return 0
    lying = Journey.objects.current().filter(
        status__in=[status.value for status in IN_HOSPITAL],
        municipal_services=True,
        unconfirmed=False,
        ward_id__in=list(actors),
        admitted_at__lt=now - timedelta(hours=30),
    )
    sent = 0
    for index, journey in enumerate(lying.select_related("municipality", "hospital").order_by("admitted_at", "pk")):
        assert journey.admitted_at is not None
        answering = [user for user in actors.values() if user.unit and user.unit.root_id == journey.municipality_id]
        ward = actors[journey.ward_id] if journey.ward_id else None
        if ward is not None:
            at = in_the_day(journey.admitted_at + timedelta(hours=12))
            sent += _tell(_Writer(journey, ward, next(iter(answering), None), at), index, now=now)
    return sent


def _tell(writer: _Writer, index: int, *, now: datetime) -> int:
    journey, by = writer.journey, writer.ward
    if journey.municipality_id is None or writer.at + timedelta(hours=2) > now:
        return 0
    plan = begin_document(journey, Code.CARE_PATHWAY_PLAN, by=by, now=writer.at)
    words = {**_PLANS[index % len(_PLANS)], **{f"ability_{area}_now": score for area, score in _ABLE.items()}}
    words |= {f"ability_{area}_before": "0" for area in _ABLE}
    words.setdefault("contact_phone", draft_of(plan).values.get("contact_phone", "00 00 00 00"))
    _write(writer, plan, words)
    try:
        _send(writer, plan, 0)
    except Refused:
        # Of this citizen table 2a allows none: an honest draft.
        return 0
    if writer.municipality is not None and index % 2 == 0:
        _acknowledge(writer, writer.municipality, plan, 1)
    if index % 4 == 0 and writer.at + timedelta(hours=4) < now:
        _write(writer, plan, _NEWS)
        _send(writer, plan, 3)
    return 1


def _write(writer: _Writer, plan: Document, words: Mapping[str, str]) -> None:
    typed = over_what_stands(draft_of(plan), words)
    save_fields(writer.journey, plan, typed, by=writer.ward, now=writer.at)


def _send(writer: _Writer, plan: Document, hours: float) -> None:
    assert writer.journey.municipality_id is not None
    receivers = (writer.journey.municipality_id,)
    act = SendDocument(document=plan, receivers=receivers, revision=draft_of(plan).revision, decided=True)
    act.do(writer.journey, act=writer.act(hours, writer.ward))


def _acknowledge(writer: _Writer, by: User, plan: Document, hours: float) -> None:
    assert writer.journey.municipality_id is not None
    party = writer.journey.municipality_id
    answer = AnswerDocument(document=str(plan.pk), version=1, answer=AnswerCode.ACKNOWLEDGED, party=party)
    answer.do(writer.journey, act=writer.act(hours, by))
