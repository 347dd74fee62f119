"""Every page on which something is written about the agreement: plans, registers, learning, surveys, one's own stay.

The addresses come from the tables that the pages are made of; a kind of writing that is new there has no row here
and fails.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Model
from django.urls import reverse
from django.utils import timezone

from desk.forms.learning.writes import WRITES as LEARNING
from desk.forms.own_words import OWN_WORDS
from desk.forms.plans.writes import WRITES as PLANS
from desk.forms.registers.writes import NEW
from desk.forms.registers.writes import WRITES as REGISTERS
from desk.views.surveys.results import STAFF_PAGES
from journeys.actions.own_access import tie_login
from journeys.models import Journey
from organisations.domain.kinds import OrganisationKind
from organisations.domain.roles import Role
from organisations.models import CooperationAreaMember
from principles.learning.actions import nominate, tell_holder
from principles.learning.rules.asking import Holder, Tone
from principles.models import (
    Adoption,
    Alternative,
    ChangeRequest,
    FollowUpAnswer,
    LearningAction,
    LearningCase,
    SharedPractice,
    SurveyText,
    TrainingEvent,
)
from principles.registers.actions import ask_for_change, save_adoption, save_answer, save_practice
from tests.actors import Actors
from tests.desk.form_pages import FormPage
from tests.desk.surveys.making import answered, codes_made
from tests.factories.journeys import discharged_journey, make_citizen
from tests.factories.organisations import make_organisation, make_user
from tests.principles.test_other_clusters import Cluster, calls_on, cluster_of


@dataclass(frozen=True, slots=True)
class World:
    """What pages are about: a cluster with a row of everything, a stay to learn from, and a citizen with a log-in."""

    actors: Actors
    own: Cluster
    untold: LearningCase
    waiting: LearningCase
    journey: Journey


def agreement_form_pages(actors: Actors) -> list[FormPage]:
    """All of them, for somebody who may write there. Needs a day on which staff are asked (10 November)."""
    world = _world(actors)
    return [*_plans(world), *_registers(world), *_learning(world), *_surveys(world), *_own(world), *_clauses(world)]


def _world(actors: Actors) -> World:
    own, now = cluster_of("midt", actors.cluster_administrator), timezone.now()
    for member in (actors.hospital, actors.municipality, actors.practice):
        CooperationAreaMember.objects.create(area=own.area, organisation=member)
    list(calls_on(own, actors))
    _registers_filled(own, actors, timezone.localdate())
    untold, waiting = (
        nominate(
            discharged_journey(actors, citizen=make_citizen(name)),
            tone=Tone.WENT_BADLY,
            words="Ingen ringede",
            by=actors.nurse,
            now=now,
        )
        for name in ("Bo Prøve Dal", "Ida Prøve Eg")
    )
    tell_holder(waiting, whom=Holder.CITIZEN, on=timezone.localdate(), by=actors.nurse, now=now)
    journey = discharged_journey(actors, citizen=make_citizen("Ane Prøve Bak"))
    tie_login(actors.citizen, journey.citizen, now=now, by=actors.administrator)
    answered(codes_made(actors, now)[1][0], now, {"went_badly": "Mette glemte min medicin"})
    return World(actors, own, untold, waiting, journey)


def _registers_filled(own: Cluster, actors: Actors, today: date) -> None:
    """An answer, a request, and two practices of another cluster, of which one was taken up."""
    unit = make_organisation("Østsekretariatet", kind=OrganisationKind.CLUSTER_SECRETARIAT)
    other, now = cluster_of("oest", make_user("Øst", unit=unit, role=Role.CLUSTER_ADMINISTRATOR)), timezone.now()
    for title in ("Fast telefontid", "Fælles tavle"):
        practice = SharedPractice(area=other.area, title=title, problem="x", method="y", published_on=today)
        save_practice(practice, by=other.by, now=now)
    save_adoption(Adoption(practice=practice, area=own.area, begun_on=today), by=own.by, now=now)
    save_answer(FollowUpAnswer(area=own.area, question="FQ1", words="Det går fremad."), by=own.by, now=now)
    ask_for_change(clause="1.1", wish="Skriv timerne ud", reason="Vi tæller", by=actors.gp, now=now)


def _plans(world: World) -> Iterator[FormPage]:
    by, plan = world.own.by, world.own.plan
    rows: Mapping[str, Model | None] = {
        "opgave": plan.tasks.first(),
        "status": None,
        "pdsa": plan.cycles.first(),
        "moede": world.own.meeting,
        "godkendelse": plan.approvals.first(),
    }
    yield FormPage(by, reverse("desk:plan-new"))
    for what in PLANS:
        yield FormPage(by, reverse("desk:plan-write", args=[plan.pk, what]))
        row = rows[what]
        if row is not None:
            yield FormPage(by, reverse("desk:plan-write-row", args=[plan.pk, what, row.pk]))


def _registers(world: World) -> Iterator[FormPage]:
    by, area = world.own.by, world.own.area
    adopted = Adoption.objects.get().practice_id
    keys: Mapping[tuple[str, str], object] = {
        ("indsatser", "status"): "22",
        ("alternativer", "ret"): Alternative.objects.get(area=area).pk,
        ("svar", "ret"): FollowUpAnswer.objects.get(area=area).pk,
        ("loesninger", "ret"): SharedPractice.objects.get(area=area).pk,
        ("loesninger", "tag-op"): SharedPractice.objects.exclude(area=area).exclude(pk=adopted).get().pk,
        ("loesninger", "erfaring"): adopted,
        ("laering", "ret"): TrainingEvent.objects.get(area=area).pk,
        ("forslag", "afgoer"): ChangeRequest.objects.get().pk,
    }
    for slug in NEW:
        yield FormPage(by, reverse("desk:register-new", args=[slug]))
    yield FormPage(world.actors.nurse, reverse("desk:register-new", args=["forslag"]) + "?punkt=2.2")
    yield FormPage(by, reverse("desk:register-new", args=["svar"]) + "?punkt=FQ2")
    for slug, what in REGISTERS:
        who = world.actors.administrator if what == "afgoer" else by
        yield FormPage(who, reverse("desk:register-write", args=[slug, keys[slug, what], what]))


def _learning(world: World) -> Iterator[FormPage]:
    action = LearningAction.objects.get()
    for what, kind in LEARNING.items():
        if kind.of_parties:
            case = world.untold if what == "fortalt" else world.waiting
            yield FormPage(world.actors.assessor, reverse("desk:learning-write", args=[case.pk, what]))
    yield FormPage(world.own.by, reverse("desk:learning-write", args=[action.case_id, "handling"]))
    yield FormPage(world.own.by, reverse("desk:learning-write-row", args=[action.case_id, "handling", action.pk]))
    yield FormPage(world.actors.nurse, reverse("desk:journey-learning", args=[world.journey.pk]))


def _surveys(world: World) -> Iterator[FormPage]:
    for name in STAFF_PAGES:
        yield FormPage(world.actors.nurse, reverse("desk:survey-staff", args=[name]))
    yield FormPage(world.actors.nurse, reverse("desk:survey-codes"))
    yield FormPage(world.actors.administrator, reverse("desk:survey-text", args=[SurveyText.objects.get().pk]))


def _own(world: World) -> Iterator[FormPage]:
    citizen = world.actors.citizen
    for slug in [slug for slug, words in OWN_WORDS.items() if not words.why_not(world.journey, timezone.now())]:
        yield FormPage(citizen, reverse("desk:own-words", args=[slug]))
    yield FormPage(citizen, reverse("desk:own-codes"))
    yield FormPage(citizen, reverse("desk:own-learning"))
    yield FormPage(world.actors.nurse, reverse("desk:relative-codes", args=[world.journey.pk]))


def _clauses(world: World) -> Iterator[FormPage]:
    yield FormPage(world.actors.administrator, reverse("desk:clause-versions", args=["2.2"]))
