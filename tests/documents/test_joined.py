"""A document whose sending is a fact of the journey: the room that asks the question finds its answer there."""

from datetime import timedelta

import pytest
from django.utils import timezone

from discharge.agreement.acts import ProposeDischarge
from discharge.agreement.selectors import kept_story
from discharge.channel.rules.channel import ChannelDocument as Code
from discharge.discharge_letter import acts as letter_acts
from discharge.models import CloseOutCondition, DischargeLetter, ReadyPeriod
from documents.actions.drafts import begin_document
from documents.domain.kinds.ready_notice import READY_NOTICE
from documents.domain.kinds.shared import BEFORE, ability_names
from documents.domain.threads import threads_of
from documents.domain.values import missing, stored_moment
from documents.models import Document
from documents.selectors.drafts import draft_of
from documents.selectors.sent import readable_by
from journeys.actions.acting.acts import Act, take_back
from journeys.actions.rebuild import rebuild_citizen
from journeys.domain.events import EventKind
from journeys.domain.events.payloads.documents import AnswerCode
from journeys.models import Journey, JourneyEvent, JourneyParty, Task
from tests.actors import Actors
from tests.documents.test_sending import lying, refusal_of
from tests.documents.writing import answer, send, write, written
from tests.factories.journeys import discharged_journey, tell_journey

pytestmark = pytest.mark.django_db


def anew(journey: Journey) -> Journey:
    return Journey.objects.get(pk=journey.pk)


def letter_of(journey: Journey) -> DischargeLetter:
    return DischargeLetter.objects.get(journey=journey)


def condition(journey: Journey, name: str) -> str:
    return CloseOutCondition.objects.get(journey=journey, condition=name).state


def open_tasks(journey: Journey) -> set[str]:
    return set(Task.objects.open().filter(journey=journey).values_list("kind", flat=True))


def is_rebuilt(journey: Journey) -> bool:
    return rebuild_citizen(journey.citizen_id, now=timezone.now(), check=True) == []


@pytest.fixture
def home(actors: Actors) -> Journey:
    return discharged_journey(actors, hours_ago=2)


def test_a_sent_epikrise_is_the_letter_until_it_is_taken_back(actors: Actors, home: Journey) -> None:
    document = written(home, actors.nurse, Code.DISCHARGE_LETTER, follow_up="routine", recommendation="Blodprøver")
    assert "discharge_letter" in open_tasks(home)
    sent = send(home, document, actors.nurse, actors.practice.pk)
    letter = letter_of(home)
    assert (letter.sent_at, letter.follow_up, letter.recommendation) == (sent.event.occurred_at, True, "")
    assert letter.document == document.pk
    assert "discharge_letter" not in open_tasks(home)
    assert is_rebuilt(home)
    take_back(sent.event, act=Act(by=actors.nurse, now=timezone.now()))
    assert (letter_of(home).sent_at, letter_of(home).document) == (None, None)
    assert "discharge_letter" in open_tasks(home)
    assert is_rebuilt(home)


def test_the_practice_acknowledges_the_document_and_the_letter_is_received(actors: Actors, home: Journey) -> None:
    document = written(home, actors.nurse, Code.DISCHARGE_LETTER)
    send(home, document, actors.nurse, actors.practice.pk)
    assert letter_acts.AcknowledgeLetter.refusal(anew(home), timezone.now()) == "letter.written_here"
    later = timezone.now() + timedelta(minutes=1)
    given = answer(home, document, actors.gp, actors.practice.pk, now=later)
    assert letter_of(home).acknowledged_at == given.event.occurred_at
    assert condition(home, "letter") == "met"
    assert "await_letter_receipt" not in open_tasks(home)
    # A newer version neither opens it again nor moves its time.
    first = letter_of(home).sent_at
    write(home, document, actors.nurse, findings="Nyt svar")
    send(home, document, actors.nurse, actors.practice.pk, now=later + timedelta(minutes=1))
    assert (letter_of(home).sent_at, condition(home, "letter")) == (first, "met")
    assert is_rebuilt(home)


def test_a_question_from_the_practice_proves_the_receipt_too(actors: Actors, home: Journey) -> None:
    document = written(home, actors.nurse, Code.DISCHARGE_LETTER)
    send(home, document, actors.nurse, actors.practice.pk)
    later = timezone.now() + timedelta(minutes=1)
    answer(home, document, actors.gp, actors.practice.pk, code=AnswerCode.MISSING, text="Dosis?", now=later)
    assert condition(home, "letter") == "met"


def test_o3_an_epikrise_goes_to_the_practice_alone(actors: Actors, home: Journey) -> None:
    document = written(home, actors.nurse, Code.DISCHARGE_LETTER)
    refused = refusal_of(lambda: send(home, document, actors.nurse, actors.municipality.pk))
    assert refused == "channel.O3.only_gp"


def test_before_the_discharge_it_is_written_and_not_sent(actors: Actors) -> None:
    journey = lying(actors)
    document = written(journey, actors.nurse, Code.DISCHARGE_LETTER)
    assert refusal_of(lambda: send(journey, document, actors.nurse, actors.practice.pk)) == "document.missing"
    tell_journey(journey, EventKind.DISCHARGED, at=timezone.now(), provider=actors.ward, hospital=actors.hospital)
    send(journey, document, actors.nurse, actors.practice.pk)
    assert document.versions.get().values["discharged_at"] == stored_moment(letter_of(journey).discharged_at)


def test_what_stands_on_the_journey_is_not_typed_in_a_letter(actors: Actors, home: Journey) -> None:
    document = begin_document(home, Code.DISCHARGE_LETTER, by=actors.nurse, now=timezone.now())
    assert "discharged_at" not in draft_of(document).rows
    saved = write(home, document, actors.nurse, discharged_at="2026-11-20T10:00:00+01:00")
    assert [(problem.field, problem.code) for problem in saved.problems] == [("discharged_at", "fixed")]
    tell_journey(home, EventKind.FMK_UPDATED, at=timezone.now())
    assert "fmk_updated_at" in draft_of(document, anew(home)).values


def test_a_letter_of_another_system_is_still_stated_and_acknowledged(actors: Actors, home: Journey) -> None:
    tell_journey(home, EventKind.LETTER_SENT, at=timezone.now() - timedelta(minutes=10))
    assert letter_acts.AcknowledgeLetter.refusal(anew(home), timezone.now()) is None
    assert letter_of(home).document is None
    assert JourneyEvent.objects.filter(kind=EventKind.DOCUMENT_SENT).count() == 0


def test_a_sent_rehabilitation_plan_closes_its_point_until_it_is_taken_back(actors: Actors) -> None:
    journey = discharged_journey(actors, hours_ago=2)
    tell_journey(journey, EventKind.REHABILITATION_DECIDED, at=timezone.now() - timedelta(hours=1), needed=True)
    assert "send_rehabilitation_plan" in open_tasks(journey)
    plan = written(journey, actors.nurse, Code.REHABILITATION_PLAN, level="general")
    sent = send(journey, plan, actors.nurse, actors.municipality.pk, actors.practice.pk, decided=True)
    assert condition(journey, "rehabilitation") == "met"
    assert "send_rehabilitation_plan" not in open_tasks(journey)
    assert is_rebuilt(journey)
    take_back(sent.event, act=Act(by=actors.nurse, now=timezone.now()))
    assert condition(journey, "rehabilitation") == "open"
    assert is_rebuilt(journey)


def test_o7_a_social_citizen_gets_no_plan_by_this_message(actors: Actors) -> None:
    journey = lying(actors, elder=False, social=True)
    plan = written(journey, actors.nurse, Code.REHABILITATION_PLAN, level="general")
    refused = refusal_of(lambda: send(journey, plan, actors.nurse, actors.municipality.pk, decided=True))
    assert refused == "channel.C3.social_rehabilitation"


def reported(actors: Actors, journey: Journey) -> Document:
    report = written(journey, actors.assessor, Code.ADMISSION_REPORT, resuscitation="none", relatives_can="Indkøb")
    write(journey, report, actors.assessor, **dict.fromkeys(ability_names(BEFORE), "2"))
    return report


def test_a_sent_report_is_the_report_and_fills_what_the_plan_says_of_before(actors: Actors) -> None:
    journey = lying(actors)
    hospital = JourneyParty.objects.get(journey=journey, role="hospital").organisation_id
    sent = send(journey, reported(actors, journey), actors.assessor, hospital)
    assert anew(journey).report_sent_at == sent.event.occurred_at
    # Others read it when it is released, and so do their plans.
    early = begin_document(anew(journey), Code.CARE_PATHWAY_PLAN, by=actors.nurse, now=timezone.now())
    assert draft_of(early).values.get("ability_fa510_before") is None
    write(journey, early, actors.nurse, ability_fa540_before="4")
    later = timezone.now() + timedelta(minutes=1)
    assert begin_document(anew(journey), Code.CARE_PATHWAY_PLAN, by=actors.nurse, now=later) == early
    plan = draft_of(early)
    assert (plan.values["ability_fa510_before"], plan.values["ability_fa540_before"]) == ("2", "4")
    assert plan.values["relatives_can"] == "Indkøb"
    assert {"ability_fa510_before", "relatives_can"} <= set(plan.unseen)
    assert "ability_fa510_now" not in plan.values
    take_back(sent.event, act=Act(by=actors.assessor, now=later))
    assert anew(journey).report_sent_at is None
    assert is_rebuilt(journey)


def test_a_discharge_report_takes_from_the_plan_what_does_not_change(actors: Actors) -> None:
    journey = lying(actors)
    plan = written(journey, actors.nurse, ability_fa510_before="3", ability_fa510_now="4", contingency="Ring")
    send(journey, plan, actors.nurse, actors.municipality.pk)
    report = begin_document(anew(journey), Code.DISCHARGE_REPORT, by=actors.nurse, now=timezone.now())
    values = draft_of(report).values
    assert (values["ability_fa510_before"], values["contingency"]) == ("3", "Ring")
    assert "ability_fa510_now" not in values
    # What others wrote of another journey is not taken.
    other = begin_document(lying(actors), Code.DISCHARGE_REPORT, by=actors.nurse, now=timezone.now())
    assert "contingency" not in draft_of(other).values


def test_the_ready_notice_repeats_what_is_registered_and_says_what_is_missing(actors: Actors) -> None:
    journey = lying(actors)
    notice = begin_document(journey, Code.READY_NOTICE, by=actors.nurse, now=timezone.now())
    write(journey, notice, actors.nurse, contact_phone="00 00 00 50")
    lacking = [field.name for field in missing(READY_NOTICE, draft_of(notice, anew(journey)).values)]
    assert lacking == ["ready_at", "discharge_at"]
    assert refusal_of(lambda: send(journey, notice, actors.nurse, actors.municipality.pk)) == "document.missing"
    ready = timezone.now() - timedelta(hours=2)
    reasons = [{"reason": "nursing_home_place", "sector": "municipality", "primary": True}]
    tell_journey(
        journey, EventKind.READY_REGISTERED, at=ready, assessed_by="Bo Lund", assessed_title="Overlæge", reasons=reasons
    )
    ProposeDischarge(at=timezone.now() + timedelta(days=2)).do(
        anew(journey), act=Act(by=actors.nurse, now=timezone.now())
    )
    before = list(ReadyPeriod.objects.values_list("ready_at", "ended_at"))
    send(journey, notice, actors.nurse, actors.municipality.pk)
    values = notice.versions.get().values
    assert (values["ready_at"], values["assessed_by"]) == (stored_moment(ready), "Overlæge Bo Lund")
    assert values["waits_for"] == "plejehjemsplads"
    # It registers nothing.
    assert list(ReadyPeriod.objects.values_list("ready_at", "ended_at")) == before
    assert is_rebuilt(journey)
    tell_journey(journey, EventKind.TREATMENT_RESUMED, at=timezone.now())
    assert "ready_at" not in draft_of(notice, anew(journey)).values
    assert notice.versions.get().values == values


@pytest.mark.parametrize(
    ("speciality", "refusal"), [("psychiatric", None), ("somatic", "channel.O3.agreement_psychiatric_only")]
)
@pytest.mark.parametrize("code", [Code.DISCHARGE_AGREEMENT, Code.COORDINATION_PLAN])
def test_o3_what_psychiatry_agrees_and_plans_is_of_psychiatry_also_for_a_social_citizen(
    code: Code, speciality: str, refusal: str | None, actors: Actors
) -> None:
    journey = lying(actors, elder=False, social=True)
    tell_journey(journey, EventKind.SPECIALITY_STATED, at=timezone.now(), speciality=speciality)
    agreement = written(journey, actors.nurse, code)
    to = (actors.municipality.pk, actors.practice.pk)
    assert refusal_of(lambda: send(anew(journey), agreement, actors.nurse, *to)) == refusal


def test_b2_p5_only_whoever_sent_or_got_a_coordination_plan_reads_it(actors: Actors) -> None:
    journey = lying(actors, elder=False, social=True)
    tell_journey(journey, EventKind.SPECIALITY_STATED, at=timezone.now(), speciality="psychiatric")
    plan = written(journey, actors.nurse, Code.COORDINATION_PLAN)
    send(anew(journey), plan, actors.nurse, actors.practice.pk)
    threads = threads_of(kept_story(anew(journey)))
    assert [len(readable_by(threads, user)) for user in (actors.nurse, actors.gp, actors.assessor)] == [1, 1, 0]
