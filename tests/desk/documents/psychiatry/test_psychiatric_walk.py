"""A psychiatric citizen at a residential facility, from admission to koordinationsplan and aftalekort (001 bilag 2)."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from lxml import html

from documents.models import Document
from journeys.actions.own_access import tie_login
from journeys.actions.relative_codes import give_code
from journeys.domain.citizen.citizen_facts import Affiliation
from journeys.domain.citizen.own_access import Ground, Opens
from journeys.models import AccessLog, Journey, Task
from organisations.domain.roles import Role
from organisations.models import User
from tests.actors import Actors
from tests.factories.journeys import admitted_journey, make_citizen, state_affiliation
from tests.factories.organisations import make_social_unit, make_user

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 11, 9, 9, 0, tzinfo=UTC)
LETTER = {
    "category": "other",
    "subject": "Ved indlæggelsen",
    "text": "Bor på Skovhuset.",
    "contact_phone": "00 00 00 91",
}
PLAN = {
    "reason": "Tilbudt en udskrivningsaftale og har sagt nej",
    "parties": "Afdelingen, Botilbuddet Skovhuset, egen læge",
    "condition": "Færdigbehandlet",
    "treatment": "Samtale hver anden uge i ambulatoriet",
    "support": "Botilbuddet ser borgeren hver dag",
    "lead": "Ambulatoriet",
    "follow_up": "10-12-2026",
    "contingency": "Botilbuddet ringer til ambulatoriet",
    "contact_phone": "00 00 00 71",
}
CARD = {
    "municipality": "Pia kommer hver morgen.",
    "clinic": "Ambulatoriet ringer om onsdagen.",
    "first_contact": "Onsdag kl. 10 med Lars.",
    "contingency": "Ring til Pia.",
    "contact_phone": "00 00 00 71",
}


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield traveller


class Walk:
    """The people of one journey, each at a browser."""

    def __init__(self, journey: Journey, clock: time_machine.Traveller, as_user: Callable[[User], Client]) -> None:
        self.journey, self.clock, self.as_user = journey, clock, as_user
        self.here = f"/forloeb/{journey.pk}/"

    def read(self, who: User, place: str = "") -> str:
        return self.as_user(who).get(f"{self.here}{place}").content.decode()

    def do(self, who: User, place: str, **typed: Any) -> str:
        """Opens a page, fills its form and sends it; everybody reads of it afterwards. Returns where it leads."""
        client, address = self.as_user(who), f"{self.here}{place}"
        forms = html.fromstring(client.get(address).content).xpath("//main//form[@method='post']")
        (form,) = [each for each in forms if typed.keys() <= {*each.fields.keys(), "send", "kind"}][:1]
        values = {name: form.inputs[name].value for name in form.fields if name}
        shown = {name: list(value) if hasattr(value, "add") else value for name, value in values.items()}
        done = client.post(form.action or address, {k: v for k, v in {**shown, **typed}.items() if v is not None})
        assert done.status_code == 302, " ".join(html.fromstring(done.content).xpath("string(//main)").split())
        self.clock.shift(timedelta(minutes=5))
        return str(done["Location"]).removeprefix(self.here)

    def written(self, who: User, kind: str, words: dict[str, str], *to: str) -> str:
        """Begins a kind, writes it, reads it through and sends it; returns its place."""
        begun = self.do(who, "breve/nyt/", kind=kind)
        sending = self.do(who, begun, **words, send="1")
        self.do(who, sending, receivers=list(to))
        return begun.removesuffix("skriv/")

    def let_in(self, by: User) -> str:
        """The code of a relative who may read the documents."""
        opens, now = [Opens.DOCUMENTS], timezone.now()
        _row, code = give_code(
            self.journey, name="Mette Prøve", ground=Ground.CONSENT, opens=opens, days=30, by=by, now=now
        )
        return code

    def tasks(self) -> set[str]:
        return set(Task.objects.open().filter(journey=self.journey).values_list("kind", flat=True))


def own_page(citizen: Client, place: str = "") -> str:
    return citizen.get(f"/min-indlaeggelse/{place}").content.decode()


def relatives_page(code: str) -> str:
    relative = Client()
    assert relative.post("/paaroerende/", {"code": code}).status_code == 302
    page = relative.get("/paaroerende/").content.decode()
    assert "Psykiatrisk afsnit" in page
    return page


def doctor_tells(walk: Walk, doctor: User, citizen: Client, code: str) -> None:
    """The citizen's own page shows the plan from then on, the relatives' only with the citizen's consent."""
    assert "oordinationsplan" not in own_page(citizen)
    walk.do(doctor, "handling/borgeren-fortalt/", relatives="no")
    assert PLAN["contingency"] in own_page(citizen)
    assert "oordinationsplan" not in relatives_page(code)
    walk.do(doctor, "handling/borgeren-fortalt/", relatives="yes")
    assert PLAN["contingency"] in relatives_page(code)


def test_from_admission_to_both_documents_in_hand(
    actors: Actors, clock: time_machine.Traveller, as_user: Callable[[User], Client]
) -> None:
    ward, facility = actors.psychiatric_ward, make_social_unit(actors.municipality, "Botilbuddet Skovhuset")
    nurse = make_user("Mona Ravn", role=Role.HOSPITAL_NURSE, unit=ward)
    doctor = make_user("Lars Munk", role=Role.HOSPITAL_DOCTOR, unit=ward)
    worker = make_user("Pia Lund", role=Role.SOCIAL_WORKER, unit=facility)
    citizen = make_citizen()
    state_affiliation(citizen, Affiliation.SOCIAL, True, at=MONDAY - timedelta(days=90))
    tie_login(actors.citizen, citizen, now=MONDAY, by=actors.administrator)
    walk = Walk(admitted_journey(actors, citizen=citizen, ward=ward, hours_ago=2), clock, as_user)
    code = walk.let_in(nurse)
    to = {name: str(unit.pk) for name, unit in (("facility", facility), ("gp", actors.practice))}

    # At admission: shared with the facility, and what the municipality knows as a letter, the report being forbidden.
    walk.do(actors.assessor, "handling/del/", unit=str(facility.pk))
    walk.written(actors.assessor, "correspondence", LETTER, str(ward.pk))
    assert "Bor på Skovhuset." in walk.read(nurse, f"breve/{Document.objects.get().pk}/")

    # The citizen, through the facility, asks for a meeting; the discharge is planned, so the ward owes an invitation.
    walk.do(worker, "handling/bed-om-moede/", wished_by="citizen", text="Hvor skal jeg bo?")
    walk.do(nurse, "handling/forventet/", on="20-11-2026")
    assert walk.tasks() >= {"answer_meeting", "invite_parties"}
    assert "Hvor skal jeg bo?" in walk.read(nurse)
    # Whoever asked for the meeting is invited to it without a press.
    assert html.fromstring(walk.read(nurse, "handling/indbyd/")).xpath("//input[@name='citizen']/@checked")
    walk.do(nurse, "handling/indbyd/", about="dialogue", receivers=[to["facility"], to["gp"]],
            at="12-11-2026 10.00", where="Mødelokalet")  # fmt: skip
    assert "answer_meeting" not in walk.tasks()
    assert "Mødelokalet" in walk.read(worker)

    # The citizen agrees to nothing: a plan is made between those named, and nobody else hears of it.
    walk.do(nurse, "handling/indbyd/", about="coordination_plan", receivers=[to["facility"]], citizen=None,
            at="13-11-2026 10.00", where="Telefonmøde")  # fmt: skip
    assert "invite_parties" not in walk.tasks()
    plan = walk.written(nurse, "coordination_plan", PLAN, to["facility"])
    for other in (actors.gp, actors.assessor):
        assert "oordinationsplan" not in walk.read(other)
        assert as_user(other).get(f"{walk.here}{plan}").status_code == 404
    before = AccessLog.objects.filter(user_uuid=worker.uuid).count()
    assert PLAN["contingency"] in walk.read(worker, plan)
    assert AccessLog.objects.filter(user_uuid=worker.uuid).count() == before + 1
    walk.do(worker, plan, answer="acknowledged")
    assert "Den vises ikke for borgeren" in walk.read(nurse, plan)
    # A nurse does not tell of it: it is a doctor's to do.
    assert as_user(nurse).get(f"{walk.here}handling/borgeren-fortalt/").status_code == 403
    doctor_tells(walk, doctor, as_user(actors.citizen), code)
    assert "De pårørende må få den at vide" in walk.read(worker, plan)

    # And the card in the citizen's hand, which everybody's copy is the same of.
    card = walk.written(nurse, "agreement_card", CARD, to["facility"], to["gp"])
    assert all(CARD["first_contact"] in walk.read(who, card) for who in (nurse, worker, actors.gp))
    assert CARD["first_contact"] in own_page(as_user(actors.citizen))
    # The citizen reads who has read of them.
    assert "Pia Lund" in own_page(as_user(actors.citizen), "hvem-har-kigget/")
