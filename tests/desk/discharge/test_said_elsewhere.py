"""Acts that lie in another journey of the citizen, or speak of what another hospital answers for (DESIGN §6)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from discharge.acute_function import acts
from discharge.responsibility.selectors import strip_for
from journeys.actions.acting.acts import Act
from journeys.domain.events import EventKind as K
from journeys.models import Journey, JourneyEvent
from organisations.domain.kinds import UnitFunction
from organisations.domain.roles import Role
from organisations.models import Organisation, User
from tests.actors import Actors, make_actors
from tests.factories.journeys import discharged_journey, end_journey, tell
from tests.factories.organisations import make_municipal_unit, make_municipality, make_user, make_ward

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
WINDOW = {"exempt": {"reason": "Terminal", "physician": "Henrik Dalsgaard"}, "extend": {"reason": "Sårpleje"}}
SLUGS = {"exempt": "undtag", "extend": "forlaeng"}


@dataclass(frozen=True, slots=True)
class World:
    """The first journey's 72 hours run; a later visit, which is over, has a journey of its own."""

    actors: Actors
    now: datetime
    first: Journey
    later: Journey

    def doctor(self) -> User:
        """Of the ward of the visit, who sees nothing else."""
        return make_user("Rasmus Bro", role=Role.HOSPITAL_DOCTOR, unit=self.later.ward)

    def acts(self, act: acts.RuledAct, user: User, *, hours_ago: float = 1, journey: Journey | None = None) -> None:
        act.do(journey or self.later, act=Act(by=user, now=self.now - hours_ago * HOUR))


def world(visit_to: str = "other", *, municipality: Organisation | None = None) -> World:
    actors, now = make_actors(), timezone.now()
    first = discharged_journey(actors, now=now, hours_ago=30)
    wards = {"surgery": make_ward(actors.hospital, "Kirurgi"), "own": actors.ward, "other": actors.other_ward}
    ward: Organisation = wards[visit_to]
    visit = tell(
        first.citizen,
        K.ACUTE_ARRIVED,
        at=now - 8 * HOUR,
        provider=ward,
        hospital=ward.root,
        municipality=municipality or actors.municipality,
        episode="visit",
    ).journey
    assert visit is not None
    end_journey(Journey.objects.get(pk=visit.pk), K.DISCHARGED, at=now - 7 * HOUR)
    return World(actors, now, Journey.objects.get(pk=first.pk), Journey.objects.get(pk=visit.pk))


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def said(name: str, now: datetime) -> dict[str, str]:
    until = {"until": (now + 100 * HOUR).isoformat()} if name == "extend" else {}
    return {**WINDOW[name], **until}


@pytest.mark.parametrize("visit_to", ["surgery", "other"])
@pytest.mark.parametrize("name", WINDOW)
def test_who_does_not_see_the_window_s_journey_neither_writes_in_it_nor_is_offered_to(name: str, visit_to: str) -> None:
    """Neither the other ward of the hospital, which could not take it back, nor another hospital."""
    it = world(visit_to)
    client = client_of(it.doctor())
    assert client.get(reverse("desk:journey", args=[it.first.pk])).status_code == 404
    page = client.get(reverse("desk:journey", args=[it.later.pk])).content.decode()
    address = reverse("desk:journey-act", args=[it.later.pk, SLUGS[name]])
    assert address not in page
    assert client.get(address).status_code == 403
    sent = client.post(
        reverse("api:journey-act", args=[it.later.pk, name]), said(name, it.now), content_type="application/json"
    )
    assert sent.status_code == 403
    assert not JourneyEvent.objects.filter(kind__startswith="responsibility_").exists()


def test_an_act_in_another_journey_leads_to_where_it_is_undone() -> None:
    it = world("own")
    client = client_of(it.actors.doctor)
    form = {**WINDOW["exempt"], "key": "one"}
    done = client.post(reverse("desk:journey-act", args=[it.later.pk, "undtag"]), form)
    event = JourneyEvent.objects.get(kind=K.RESPONSIBILITY_EXEMPTED.value)
    assert done.headers["Location"] == reverse("desk:journey", args=[it.first.pk])
    page = client.get(done.headers["Location"]).content.decode()
    assert reverse("desk:journey-undo", args=[it.first.pk, event.uuid]) in page


def referred(it: World, by: str) -> None:
    it.acts(
        acts.StartAcuteFunction(referred_by=by, physician="Henrik Dalsgaard" if by == "hospital" else ""),
        it.actors.community_nurse,
        hours_ago=20,
        journey=it.first,
    )


OF_HOSPITAL = ["treatment-over", "offer-takeover", "end-acute-function", "name-acute-physician"]


@pytest.mark.parametrize("name", OF_HOSPITAL)
def test_a_hospital_does_not_speak_of_what_another_one_referred(name: str) -> None:
    """Its doctor would end the other's treatment, or become responsible for its patient."""
    it = world()
    referred(it, "hospital")
    client = client_of(it.doctor())
    fields = {"to": "gp", "name": "Rasmus Bro"}
    sent = client.post(reverse("api:journey-act", args=[it.later.pk, name]), fields, content_type="application/json")
    assert (sent.status_code, sent.json()["code"]) == (403, "permission.not_party")
    page = client.get(reverse("desk:journey", args=[it.later.pk])).content.decode()
    for slug in ("behandling-slut", "tilbyd-overtagelse", "akutfunktion-slut", "akutfunktion-laege"):
        assert reverse("desk:journey-act", args=[it.later.pk, slug]) not in page


def test_a_takeover_is_accepted_by_the_hospital_that_was_asked_alone() -> None:
    it = world()
    referred(it, "gp")
    it.acts(acts.OfferTakeover(to="hospital"), it.actors.gp, hours_ago=2, journey=it.first)
    address = reverse("api:journey-act", args=[it.later.pk, "accept-takeover"])
    assert client_of(it.doctor()).post(address, {}, content_type="application/json").status_code == 403
    it.acts(acts.AcceptTakeover(), it.actors.doctor, journey=it.first)


def test_asked_from_the_later_journey_its_hospital_accepts() -> None:
    it = world()
    referred(it, "gp")
    it.acts(acts.OfferTakeover(to="hospital"), it.actors.gp, hours_ago=2)
    doctor = it.doctor()
    address = reverse("api:journey-act", args=[it.first.pk, "accept-takeover"])
    assert client_of(it.actors.doctor).post(address, {}, content_type="application/json").status_code == 403
    it.acts(acts.AcceptTakeover(), doctor)


def test_s9_the_hospital_that_referred_answers_wherever_the_citizen_has_been_since() -> None:
    """Not the ward of the later visit: it knows nothing of the treatment, and its phone is the wrong one."""
    it = world()
    referred(it, "hospital")
    for journey in (it.first, it.later):
        strip = strip_for(Journey.objects.get(pk=journey.pk), now=it.now, visible=None)
        assert (strip.state, strip.physician, strip.answer) == ("S9", "Henrik Dalsgaard, Medicin 1", "Medicin 1")


def test_s9_a_doctor_named_from_the_later_journey_is_the_function_s() -> None:
    it = world("own")
    referred(it, "hospital")
    it.acts(acts.NameAcutePhysician(name="Mette Lund"), it.actors.nurse)
    assert strip_for(it.first, now=it.now, visible=None).physician == "Mette Lund, Medicin 1"
    assert strip_for(it.later, now=it.now, visible=None).physician == "Mette Lund, Medicin 1"


def test_another_municipality_neither_ends_the_function_nor_reads_who_has_it() -> None:
    """Also while a 112 call that it wrote down itself is open: the strip tells of the call, not of the function."""
    skive = make_municipality("Skive Kommune", code="779")
    nursing = make_municipal_unit(skive, "Hjemmesygeplejen, Skive", function=UnitFunction.COMMUNITY_NURSING)
    it = world(municipality=skive)
    it.acts(
        acts.StartAcuteFunction(referred_by="gp", unit=it.actors.nursing),
        it.actors.community_nurse,
        hours_ago=20,
        journey=it.first,
    )
    client = client_of(make_user("Sanne Krog", role=Role.COMMUNITY_NURSE, unit=nursing))
    for name, fields in (("end-acute-function", {}), ("offer-takeover", {"to": "hospital"})):
        address = reverse("api:journey-act", args=[it.later.pk, name])
        assert client.post(address, fields, content_type="application/json").status_code == 403
    called = {"occurred_at": it.now.isoformat()}
    address = reverse("api:journey-act", args=[it.later.pk, "emergency-called"])
    assert client.post(address, called, content_type="application/json").status_code == 200
    page = client.get(reverse("desk:journey", args=[it.later.pk])).content.decode()
    assert it.actors.nursing.name not in page
