"""Plans, cases and codes of relatives, written by eight at once: one is counted, the others are told, none fails."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from discharge.wording.refused import RefusedByRule
from journeys.actions.refusals import Refused
from journeys.actions.relative_codes import enter_code, give_code, take_back_code
from journeys.domain.citizen.own_access import Ground
from journeys.models import Journey
from organisations.models import CooperationArea, User
from principles.learning.actions import nominate, object_to, show_case, tell_holder
from principles.learning.rules.asking import Holder, Tone
from principles.models import ApprovalStep, CycleStep, ImplementationPlan, LearningCase
from principles.plans.actions import begin_cycle, begin_plan, record_stage, save_approval
from principles.plans.rules.progress import Stage
from principles.plans.selectors import plan_in_full
from tests.actors import Actors, make_actors
from tests.concurrency.threads import at_once
from tests.factories.journeys import admitted_journey, discharged_journey

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def actors() -> Actors:
    cache.clear()
    return make_actors()


@pytest.fixture
def plan(actors: Actors) -> ImplementationPlan:
    area = CooperationArea.objects.create(key="midt", name="Midtklyngen", secretariat=actors.secretariat)
    by, today = actors.cluster_administrator, timezone.localdate()
    return begin_plan(area, template="002", month=today, unit=None, by=by, now=timezone.now())


def counted(act: Callable[[], object]) -> int:
    """How many of eight at once were told that it is done; anything but a refusal is an error."""

    def attempt() -> bool:
        try:
            act()
        except Refused:
            return False
        return True

    return sum(at_once(attempt))


def test_a_step_of_a_cycle_is_written_once(actors: Actors, plan: ImplementationPlan) -> None:
    by, today, now = actors.cluster_administrator, timezone.localdate(), timezone.now()
    begin_cycle(plan, title="Ring", indicator="K5", words="Vi ringer", on=today, by=by, now=now)

    # As the page has it: with the steps that there were when it was made.
    pages = [plan_in_full().get(pk=plan.pk) for _ in range(8)]
    assert {len(page.cycles.all()[0].steps.all()) for page in pages} == {1}

    def write() -> None:
        cycle = pages.pop().cycles.all()[0]
        record_stage(cycle, Stage.DO, words="Gjort", on=today, by=by, now=now)

    assert counted(write) == 1
    assert list(CycleStep.objects.values_list("stage", flat=True)) == ["plan", "do"]


def test_a_body_is_in_the_process_once(actors: Actors, plan: ImplementationPlan) -> None:
    def write() -> None:
        step = ApprovalStep(plan=plan, subject="plan", body="steering_group", place=1)
        save_approval(step, by=actors.cluster_administrator, now=timezone.now())

    assert counted(write) == 1
    assert ApprovalStep.objects.count() == 1


def nominated(actors: Actors, journey: Journey) -> LearningCase:
    now = timezone.now()
    case = nominate(journey, tone=Tone.WENT_WELL, words="x", by=actors.nurse, now=now)
    return tell_holder(case, whom=Holder.CITIZEN, on=timezone.localdate(), by=actors.nurse, now=now)


def test_a_journey_is_one_case_and_each_nominates_it_once(actors: Actors) -> None:
    journey, now = discharged_journey(actors), timezone.now()
    people: list[User] = [actors.nurse, actors.doctor, actors.assessor, actors.gp] * 2

    def write() -> None:
        nominate(journey, tone=Tone.WENT_WELL, words="x", by=people.pop(), now=now)

    assert counted(write) == 4
    assert LearningCase.objects.get().nominations.count() == 4


def test_nobody_checks_what_they_nominate_at_the_same_moment(actors: Actors) -> None:
    """The second person is another than the first, whichever of the two acts comes first."""
    journey, now = discharged_journey(actors), timezone.now()
    case = nominated(actors, journey)
    acts: list[Callable[[], object]] = [
        lambda: nominate(journey, tone=Tone.WENT_BADLY, words="y", by=actors.assessor, now=now),
        lambda: show_case(case, lesson="", by=actors.assessor, now=now),
    ] * 4
    counted(lambda: acts.pop()())
    case.refresh_from_db()
    first = set(case.nominations.filter(nominated_at__lte=now).values_list("nominated_by", flat=True))
    if case.checked_at is None:
        assert first == {actors.nurse.pk, actors.assessor.pk}
        with pytest.raises(RefusedByRule):
            show_case(case, lesson="", by=actors.assessor, now=now)
    else:
        assert case.checked_by == actors.assessor


def test_a_no_and_a_check_at_once_leave_no_pack(actors: Actors) -> None:
    journey, now = discharged_journey(actors), timezone.now()
    case = nominated(actors, journey)
    acts: list[Callable[[], object]] = [
        lambda: object_to(case, whom=Holder.CITIZEN, by=actors.nurse, now=now),
        lambda: show_case(case, lesson="", by=actors.assessor, now=now),
    ] * 4
    counted(lambda: acts.pop()())
    case.refresh_from_db()
    assert (case.pack, case.checked_by, case.nominations.count()) == (None, None, 0)


def test_a_relatives_code_taken_back_while_it_is_used_opens_nothing_any_more(actors: Actors) -> None:
    journey, now = admitted_journey(actors), timezone.now()
    code, text = give_code(journey, name="Mette", ground=Ground.CONSENT, opens=(), days=7, by=actors.nurse, now=now)
    readers = [Client() for _ in range(7)]
    assert [reader.post("/paaroerende/", {"code": text}).status_code for reader in readers] == [302] * 7
    assert "Karen er indlagt" in readers[0].get("/paaroerende/").content.decode()
    turns: list[Callable[[], object]] = [lambda reader=reader: reader.get("/paaroerende/") for reader in readers]  # type: ignore[misc]
    turns.insert(3, lambda: take_back_code(journey, code.pk, by=actors.nurse, now=timezone.now()))
    at_once(lambda: turns.pop()())
    assert not [reader for reader in readers if "Karen" in reader.get("/paaroerende/").content.decode()]
    with pytest.raises(Refused):
        enter_code(text, now=timezone.now() + timedelta(seconds=1))
