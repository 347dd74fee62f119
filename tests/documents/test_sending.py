"""Documents are sent as versions that nothing changes, by table 2a, and answered by a person (RULES 2a; UX §2)."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import timezone

from discharge.agreement.selectors import story_of
from discharge.channel.rules.channel import ChannelDocument as Code
from documents.actions.drafts import TypedField, discard_draft, save_fields
from documents.actions.sending import SendDocument
from documents.domain.threads import Thread, threads_of
from documents.domain.values import stored_moment
from documents.models import Document, Version
from documents.selectors.drafts import draft_of
from journeys.actions.acting.acts import Act, take_back
from journeys.actions.refusals import Refused
from journeys.domain.citizen.citizen_facts import Affiliation
from journeys.domain.events import EventKind
from journeys.domain.events.payloads.documents import AnswerCode
from journeys.models import Journey, JourneyEvent
from notifications.models import Notification
from notifications.tasks import relay_outbox
from organisations.domain.refusals import NotAllowed
from tests.actors import Actors
from tests.documents.writing import answer, send, write, written
from tests.factories.journeys import admitted_journey, make_citizen, state_affiliation, tell_journey
from tests.later import when_released

pytestmark = pytest.mark.django_db


def lying(actors: Actors, *, elder: bool | None = True, social: bool | None = False, hours_ago: float = 50) -> Journey:
    """A citizen on a somatic ward, tied to elder care or to the social area as said."""
    citizen, at = make_citizen(), timezone.now() - timedelta(hours=hours_ago)
    for affiliation, value in ((Affiliation.ELDER_CARE, elder), (Affiliation.SOCIAL, social)):
        if value is not None:
            state_affiliation(citizen, affiliation, value, at=at)
    services = True if elder or social else None
    journey = admitted_journey(actors, citizen=citizen, hours_ago=hours_ago, services=services)
    tell_journey(journey, EventKind.SPECIALITY_STATED, at=at, speciality="somatic")
    return Journey.objects.get(pk=journey.pk)


@pytest.fixture
def journey(actors: Actors) -> Journey:
    return lying(actors)


def refusal_of(does: Callable[[], object]) -> str | None:
    """The code with which it is refused; None when it is done."""
    try:
        does()
    except Refused as refused:
        return refused.code
    return None


def thread(journey: Journey) -> Thread:
    (only,) = threads_of(story_of(journey))
    return only


def test_a_new_version_says_what_changed_and_the_old_one_stays(actors: Actors, journey: Journey) -> None:
    plan = written(journey, actors.nurse, course="Hjem på fredag")
    send(journey, plan, actors.nurse, actors.municipality.pk)
    write(journey, plan, actors.nurse, course="Hjem på lørdag", aids="Rollator")
    send(journey, plan, actors.nurse, actors.municipality.pk)
    first, second = thread(journey).versions
    assert (first.number, second.number, second.changed) == (1, 2, ("course", "aids"))
    assert [version.values.get("course") for version in plan.versions.all()] == ["Hjem på fredag", "Hjem på lørdag"]


@pytest.mark.parametrize(("elder", "refusal"), [(False, "channel.C3.social"), (True, None)])
def test_o8_the_affiliation_at_the_time_of_sending_decides(actors: Actors, elder: bool, refusal: str | None) -> None:
    """RULES 2a O8: a change during the stay judges the draft anew; what was sent before stays sent."""
    journey = lying(actors, elder=not elder, social=elder)
    other = written(journey, actors.nurse, Code.CORRESPONDENCE)
    send(journey, other, actors.nurse, actors.municipality.pk)
    plan, now = written(journey, actors.nurse), timezone.now()
    for affiliation, value in ((Affiliation.ELDER_CARE, elder), (Affiliation.SOCIAL, not elder)):
        state_affiliation(journey.citizen, affiliation, value, at=now)
    journey = Journey.objects.get(pk=journey.pk)
    assert refusal_of(lambda: send(journey, plan, actors.nurse, actors.municipality.pk)) == refusal
    assert other.versions.count() == 1
    assert plan.versions.count() == (0 if refusal else 1)


def test_o8_a_plan_that_was_sent_stays_when_the_citizen_comes_to_the_social_area(
    actors: Actors, journey: Journey
) -> None:
    plan = written(journey, actors.nurse)
    send(journey, plan, actors.nurse, actors.municipality.pk)
    for affiliation, value in ((Affiliation.ELDER_CARE, False), (Affiliation.SOCIAL, True)):
        state_affiliation(journey.citizen, affiliation, value, at=timezone.now())
    moved = Journey.objects.get(pk=journey.pk)
    write(moved, plan, actors.nurse, aids="Rollator")
    assert refusal_of(lambda: send(moved, plan, actors.nurse, actors.municipality.pk)) == "channel.C3.social"
    (version,) = thread(moved).versions
    assert (version.number, plan.versions.count()) == (1, 1)


def test_the_database_refuses_to_change_what_was_sent(actors: Actors, journey: Journey) -> None:
    send(journey, written(journey, actors.nurse), actors.nurse, actors.municipality.pk)
    with pytest.raises(DatabaseError), transaction.atomic():
        Version.objects.update(values={})


def test_a_repeated_call_sends_once(actors: Actors, journey: Journey) -> None:
    plan = written(journey, actors.nurse)
    for _ in range(2):
        send(journey, plan, actors.nurse, actors.municipality.pk, key="twice")
    assert Version.objects.count() == 1
    assert len(thread(journey).versions) == 1


def test_undone_before_anybody_read_it_the_number_is_used_again(actors: Actors, journey: Journey) -> None:
    plan = written(journey, actors.nurse)
    sent = send(journey, plan, actors.nurse, actors.municipality.pk)
    take_back(sent.event, act=Act(by=actors.nurse, now=timezone.now()))
    assert threads_of(story_of(journey)) == ()
    send(journey, plan, actors.nurse, actors.municipality.pk)
    assert thread(journey).current.number == 1


@pytest.mark.parametrize(
    ("row", "elder", "social", "code", "to", "refusal"),
    [
        ("C1", True, False, Code.CARE_PATHWAY_PLAN, "municipality", None),
        ("C3", False, True, Code.CARE_PATHWAY_PLAN, "municipality", "channel.C3.social"),
        ("C3 letter", False, True, Code.CORRESPONDENCE, "municipality", None),
        ("C5", True, True, Code.CARE_PATHWAY_PLAN, "municipality", None),
        ("C10", None, None, Code.CARE_PATHWAY_PLAN, "municipality", "document.undecided"),
        ("O3", True, False, Code.CARE_PATHWAY_PLAN, "practice", "channel.O3.not_to_gp"),
    ],
)
def test_table_2a_decides_at_the_sending(
    row: str, elder: bool | None, social: bool | None, code: Code, to: str, refusal: str | None, actors: Actors
) -> None:
    journey = lying(actors, elder=elder, social=social)
    document = written(journey, actors.nurse, code)
    assert refusal_of(lambda: send(journey, document, actors.nurse, getattr(actors, to).pk)) == refusal, row


def test_o1_a_short_stay_has_no_plan(actors: Actors) -> None:
    journey = lying(actors, hours_ago=5)
    tell_journey(journey, EventKind.EXPECTED_DISCHARGE_STATED)
    document = written(journey, actors.nurse)
    with pytest.raises(Refused, match=r"document\.undecided"):
        send(journey, document, actors.nurse, actors.municipality.pk)
    assert send(journey, document, actors.nurse, actors.municipality.pk, decided=True).event.payload["decided"] is True


def test_c7_a_need_opens_the_case_of_a_citizen_whom_nobody_knew(actors: Actors) -> None:
    journey = lying(actors, elder=False, social=False)
    plan = written(journey, actors.nurse)
    with pytest.raises(Refused):
        send(journey, plan, actors.nurse, actors.municipality.pk)
    send(journey, plan, actors.nurse, actors.municipality.pk, needs=True)
    assert Journey.objects.get(pk=journey.pk).municipal_services is True


@pytest.mark.parametrize(
    ("person", "code", "allowed"),
    [
        ("nurse", Code.CARE_PATHWAY_PLAN, True),
        ("assessor", Code.CARE_PATHWAY_PLAN, False),
        ("gp", Code.DISCHARGE_REPORT, False),
        ("gp", Code.CORRESPONDENCE, True),
        ("assessor", Code.CORRESPONDENCE, True),
        ("social_worker", Code.CORRESPONDENCE, False),
        ("stranger", Code.CARE_PATHWAY_PLAN, False),
        ("cluster_administrator", Code.CORRESPONDENCE, False),
    ],
)
def test_each_sector_writes_its_own_kinds(
    person: str, code: Code, allowed: bool, actors: Actors, journey: Journey
) -> None:
    try:
        written(journey, getattr(actors, person), code)
    except NotAllowed:
        assert not allowed
    else:
        assert allowed


def test_what_is_missing_is_named(actors: Actors, journey: Journey) -> None:
    plan = written(journey, actors.nurse, cause="")
    with pytest.raises(Refused) as refused:
        send(journey, plan, actors.nurse, actors.municipality.pk)
    assert refused.value.facts["field"] == "cause"
    assert "Årsag til indlæggelsen" in refused.value.sentence  # type: ignore[attr-defined]


def test_a_draft_that_a_colleague_changed_is_not_sent_unread(actors: Actors, journey: Journey) -> None:
    plan = written(journey, actors.nurse)
    seen = draft_of(plan).revision
    write(journey, plan, actors.doctor, course="Ændret af lægen")
    act = SendDocument(document=plan, receivers=(actors.municipality.pk,), revision=seen)
    with pytest.raises(Refused, match="draft_changed"):
        act.do(journey, act=Act(by=actors.nurse, now=timezone.now()))


def test_nothing_new_is_not_sent_again_but_to_somebody_else_it_is(actors: Actors, journey: Journey) -> None:
    letter = written(journey, actors.nurse, Code.CORRESPONDENCE)
    send(journey, letter, actors.nurse, actors.municipality.pk)
    with pytest.raises(Refused, match="nothing_new"):
        send(journey, letter, actors.nurse, actors.municipality.pk)
    send(journey, letter, actors.nurse, actors.practice.pk)
    assert thread(journey).current.receivers == (str(actors.practice.pk),)


def test_only_the_receiver_is_told_and_the_answer_goes_to_the_sender(actors: Actors, journey: Journey) -> None:
    plan = written(journey, actors.nurse)
    send(journey, plan, actors.nurse, actors.municipality.pk)
    with when_released():
        relay_outbox()
        told = Notification.objects.filter(kind="document_sent").values_list("unit_id", flat=True)
        assert list(told) == [actors.municipality.pk]
        answer(journey, plan, actors.assessor, actors.municipality.pk, code=AnswerCode.MISSING, text="Hvem bestiller?")
        assert [question.text for question in thread(journey).current.questions] == ["Hvem bestiller?"]
        with when_released():
            relay_outbox()
    told = Notification.objects.filter(kind="document_answered").values_list("unit_id", flat=True)
    assert list(told) == [actors.ward.pk]


@pytest.mark.parametrize(
    ("person", "party", "code", "text", "refusal"),
    [
        ("assessor", "municipality", AnswerCode.ACKNOWLEDGED, "", None),
        ("community_nurse", "municipality", AnswerCode.CALL_ME, "87 00 00 00", None),
        ("assessor", "municipality", AnswerCode.CALL_ME, "  ", "document.answer_text"),
        ("gp", "practice", AnswerCode.ACKNOWLEDGED, "", "document.version_gone"),
        ("gp", "municipality", AnswerCode.ACKNOWLEDGED, "", "document.version_gone"),
        ("nurse", "ward", AnswerCode.ACKNOWLEDGED, "", "document.version_gone"),
    ],
)
def test_whoever_got_it_answers_it(
    person: str, party: str, code: AnswerCode, text: str, refusal: str | None, actors: Actors, journey: Journey
) -> None:
    plan = written(journey, actors.nurse)
    send(journey, plan, actors.nurse, actors.municipality.pk)
    with when_released():
        by, to = getattr(actors, person), getattr(actors, party).pk
        assert refusal_of(lambda: answer(journey, plan, by, to, code=code, text=text)) == refusal
        assert (thread(journey).current.unanswered == ()) is (refusal is None)


def test_a_new_version_asks_anew_and_an_answer_to_what_was_taken_back_answers_nothing(
    actors: Actors, journey: Journey
) -> None:
    plan = written(journey, actors.nurse)
    sent = send(journey, plan, actors.nurse, actors.municipality.pk)
    with when_released():
        answer(journey, plan, actors.assessor, actors.municipality.pk)
        take_back(sent.event, act=Act(by=actors.nurse, now=timezone.now()))
        send(journey, plan, actors.nurse, actors.municipality.pk)
        assert thread(journey).current.unanswered == (str(actors.municipality.pk),)


def test_two_people_in_one_draft_never_overwrite_each_other(actors: Actors, journey: Journey) -> None:
    plan = written(journey, actors.nurse, course="Fælles udgangspunkt")
    seen = draft_of(plan).rows["course"].revision
    write(journey, plan, actors.doctor, course="Lægens ord")
    saved = save_fields(
        journey,
        plan,
        {"course": TypedField("Sygeplejerskens ord", seen), "aids": TypedField("Seng", 0), "wrong": TypedField("x", 0)},
        by=actors.nurse,
        now=timezone.now(),
    )
    (conflict,) = saved.conflicts
    assert (conflict.mine, conflict.theirs.value, conflict.theirs.saved_by) == (
        "Sygeplejerskens ord",
        "Lægens ord",
        actors.doctor,
    )
    assert saved.names == ("aids",)
    assert saved.problems[0].code == "unknown_field"
    assert draft_of(plan).values["course"] == "Lægens ord"


def test_a_plan_begins_with_what_is_known_and_is_one_per_house(actors: Actors, journey: Journey) -> None:
    plan = written(journey, actors.nurse)
    assert journey.admitted_at is not None
    draft = draft_of(plan)
    assert draft.values["admitted_at"] == stored_moment(journey.admitted_at)
    assert "admitted_at" in draft.unseen
    assert "cause" not in draft.unseen
    assert written(journey, actors.doctor) == plan
    assert written(journey, actors.nurse, Code.CORRESPONDENCE) != written(journey, actors.nurse, Code.CORRESPONDENCE)


def test_every_document_event_is_told_in_words(actors: Actors, journey: Journey) -> None:
    send(journey, written(journey, actors.nurse), actors.nurse, actors.municipality.pk)
    assert JourneyEvent.objects.filter(kind="document_sent").count() == 1
    assert Document.objects.get().kind == "care_pathway_plan"


@pytest.mark.parametrize("code", [Code.CORRESPONDENCE, Code.CARE_PATHWAY_PLAN, Code.DISCHARGE_REPORT])
@pytest.mark.parametrize(("elder", "social"), [(None, None), (False, False)])
def test_c7_c10_whoever_gets_a_letter_is_told_and_can_read_it(
    code: Code, elder: bool | None, social: bool | None, actors: Actors
) -> None:
    """A municipality that did not serve the citizen takes part from the letter on (DESIGN §4)."""
    journey = lying(actors, elder=elder, social=social)
    letter = written(journey, actors.nurse, code)
    sent = send(journey, letter, actors.nurse, actors.municipality.pk, needs=True, decided=True)
    client = Client()
    client.force_login(actors.assessor)
    with when_released():
        relay_outbox()
        assert Notification.objects.filter(kind="document_sent", unit=actors.municipality).exists()
        assert client.get(f"/forloeb/{journey.pk}/breve/{letter.pk}/").status_code == 200
        assert "/breve/" in client.get("/breve/").content.decode()
        take_back(sent.event, act=Act(by=actors.nurse, now=timezone.now()))
        assert Journey.objects.get(pk=journey.pk).municipal_services is not True


def test_a_letter_to_the_practice_brings_no_municipality_in(actors: Actors) -> None:
    journey = lying(actors, elder=False, social=False)
    send(journey, written(journey, actors.nurse, Code.CORRESPONDENCE), actors.nurse, actors.practice.pk, decided=True)
    assert Journey.objects.get(pk=journey.pk).municipal_services is not True


def test_what_a_colleague_threw_away_is_neither_saved_nor_sent(actors: Actors, journey: Journey) -> None:
    letter = written(journey, actors.nurse, Code.CORRESPONDENCE)
    gone = Document.objects.get(pk=letter.pk)
    act = SendDocument(document=gone, receivers=(actors.municipality.pk,), revision=draft_of(gone).revision)
    assert discard_draft(journey, str(letter.pk), by=actors.doctor)
    with pytest.raises(Refused, match=r"document\.gone"):
        write(journey, gone, actors.nurse, text="For sent")
    with pytest.raises(Refused, match=r"document\.gone"):
        act.do(journey, act=Act(by=actors.nurse, now=timezone.now()))


@pytest.mark.parametrize(("typed", "said"), [("Feber: ring til afdelingen.", True), ("", False)])
def test_the_event_says_whether_there_is_a_contingency_plan_and_not_what_it_says(
    typed: str, said: bool, journey: Journey, actors: Actors
) -> None:
    """001-67, K14: figures ask only whether; the words lie in the version."""
    document = written(journey, actors.nurse, contingency=typed)
    event = send(journey, document, actors.nurse, actors.municipality.pk).event
    assert event.payload["written"] == {"contingency": said}
    assert "Feber" not in str(event.payload)
