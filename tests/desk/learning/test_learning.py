"""A journey to learn from on its pages and for programs: nominated, checked, discussed, acted on (001-103, FQ2)."""

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from lxml import html

from discharge.wording.refused import RefusedByRule
from journeys.actions.own_access import tie_login
from journeys.models import AccessLog, Journey
from notifications.models import Notification
from organisations.domain.kinds import OrganisationKind
from organisations.domain.roles import Role
from organisations.models import CooperationArea, CooperationAreaMember, User
from principles.learning.actions import answer_audit, nominate, object_to, show_case, tell_holder
from principles.learning.rules.asking import Holder, Tone
from principles.learning.rules.audit import QUESTIONS, AuditVerdict
from principles.learning.selectors import alike
from principles.models import FigureCensus, LearningAction, LearningCase, PlanMeeting, PublishedFigure
from principles.plans.actions import begin_plan, save_meeting
from tests.actors import Actors
from tests.factories.journeys import discharged_journey
from tests.factories.organisations import make_organisation, make_user

pytestmark = pytest.mark.django_db
AsUser = Callable[[User], Client]
SECRET = "Karen på afsnittet ringede ikke til visitationen"


@pytest.fixture
def area(actors: Actors) -> CooperationArea:
    area = CooperationArea.objects.create(key="midt", name="Midtklyngen", secretariat=actors.secretariat)
    for member in (actors.hospital, actors.municipality):
        CooperationAreaMember.objects.create(area=area, organisation=member)
    return area


@pytest.fixture
def journey(actors: Actors, area: CooperationArea) -> Journey:
    return discharged_journey(actors)


def waiting(actors: Actors, journey: Journey) -> LearningCase:
    now = timezone.now()
    case = nominate(journey, tone=Tone.WENT_BADLY, words=SECRET, by=actors.nurse, now=now)
    return tell_holder(case, whom=Holder.CITIZEN, on=timezone.localdate(), by=actors.nurse, now=now)


def shown(actors: Actors, journey: Journey) -> LearningCase:
    case = waiting(actors, journey)
    return show_case(case, lesson="Ring, når planen ændrer sig.", by=actors.assessor, now=timezone.now())


def words(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    page: html.HtmlElement = html.fromstring(answer.content.decode())
    return " ".join(page.text_content().split())


def test_a_second_person_shows_it_and_nobody_else_knew_before(
    actors: Actors, journey: Journey, as_user: AsUser
) -> None:
    nurse, assessor, cluster = (as_user(who) for who in (actors.nurse, actors.assessor, actors.cluster_administrator))
    said = {"tone": "went_badly", "words": SECRET}
    assert nurse.post(f"/forloeb/{journey.pk}/laering/", said).status_code == 302
    case = LearningCase.objects.get()
    page = f"/laering/{case.pk}/"
    assert SECRET in words(nurse, page)
    assert cluster.get(page).status_code == 404
    assert "Ingen forløb er set igennem endnu" in words(cluster, "/laering/")
    check = {"lesson": "Ring, når planen ændrer sig.", "looked": "on"}
    early = assessor.post(f"{page}kontrol/", check)
    assert "Fortæl det først til borgeren" in early.content.decode()
    told = {"told_whom": "citizen", "told_on": timezone.localdate().isoformat()}
    assert nurse.post(f"{page}fortalt/", told).status_code == 302
    assert "Du har selv foreslået forløbet" in nurse.post(f"{page}kontrol/", check).content.decode()
    named = assessor.post(f"{page}kontrol/", {**check, "lesson": f"{journey.citizen.family_name} ventede"})
    assert (named.status_code, "navn på en person" in named.content.decode()) == (422, True)
    assert assessor.post(f"{page}kontrol/", check).status_code == 302
    read = words(cluster, page)
    assert "Ring, når planen ændrer sig." in read
    assert not [
        word for word in (SECRET, journey.citizen.family_name, actors.ward.name, str(journey.pk)) if word in read
    ]
    log = AccessLog.objects.filter(purpose="learning", user_uuid=actors.cluster_administrator.uuid)
    assert [row.journey_ids for row in log] == [[str(journey.pk)]]


def test_a_citizen_proposes_their_own_stay_and_may_say_no(actors: Actors, journey: Journey, as_user: AsUser) -> None:
    tie_login(actors.citizen, journey.citizen, now=timezone.now(), by=actors.administrator)
    citizen = as_user(actors.citizen)
    said = {"tone": "went_well", "words": "De spurgte min datter."}
    assert citizen.post("/min-indlaeggelse/laering/", said).status_code == 302
    case = LearningCase.objects.get()
    assert (case.told_whom, case.nominations.get().side) == ("citizen", "citizen")
    show_case(case, lesson="", by=actors.assessor, now=timezone.now())
    assert "Andre lærer nu af din indlæggelse" in words(citizen, "/min-indlaeggelse/laering/")
    assert citizen.post(f"/min-indlaeggelse/laering/{case.pk}/nej/").status_code == 302
    case.refresh_from_db()
    assert (case.pack, case.lesson, case.checked_by, case.nominations.count()) == (None, "", None, 0)
    assert case.objected_at is not None
    assert as_user(actors.cluster_administrator).get(f"/laering/{case.pk}/").status_code == 404
    assert "Der er sagt nej" in words(as_user(actors.nurse), f"/laering/{case.pk}/")
    late = as_user(actors.assessor).post(f"/laering/{case.pk}/kontrol/", {"lesson": "Ring."}, follow=True)
    assert (late.status_code, "Der er sagt nej" in late.content.decode()) == (200, True)
    again = as_user(actors.nurse).post(f"/forloeb/{journey.pk}/laering/", {**said, "tone": "went_badly"})
    assert "Der er sagt nej" in again.content.decode()


def test_another_citizen_finds_nothing_to_say_no_to(actors: Actors, journey: Journey, as_user: AsUser) -> None:
    case = waiting(actors, journey)
    other = discharged_journey(actors)
    tie_login(actors.citizen, other.citizen, now=timezone.now(), by=actors.administrator)
    assert as_user(actors.citizen).post(f"/min-indlaeggelse/laering/{case.pk}/nej/").status_code == 404
    assert as_user(actors.citizen).post(f"/api/v1/own/learning/{case.pk}/objection/").status_code == 404


def test_whose_rights_are_held_by_others_is_asked_through_them(actors: Actors, journey: Journey) -> None:
    Journey.objects.filter(pk=journey.pk).update(deceased_at=timezone.now())
    journey.refresh_from_db()
    case = nominate(journey, tone=Tone.WENT_WELL, words="Godt", by=actors.nurse, now=timezone.now())
    with pytest.raises(RefusedByRule):
        tell_holder(case, whom=Holder.CITIZEN, on=timezone.localdate(), by=actors.nurse, now=timezone.now())
    tell_holder(case, whom=Holder.RELATIVES, on=timezone.localdate(), by=actors.nurse, now=timezone.now())


def published(area: CooperationArea, month: date, met: int, of: int) -> None:
    """As the periodic task stores it."""
    taken = month + timedelta(days=40)
    FigureCensus.objects.create(month=month, taken_on=taken, version=1, made_at=timezone.now())
    sums = {"number": of, "numerator": met, "amount": 0.0, "shown": of > 4, "share_shown": of > 4}
    PublishedFigure.objects.create(
        cut="area", unit=str(area.pk), line="K5", period=month, version=1, taken_on=taken, **sums
    )


def test_a_shown_journey_becomes_an_action_with_before_and_after(
    actors: Actors, journey: Journey, area: CooperationArea, as_user: AsUser
) -> None:
    case, today = shown(actors, journey), timezone.localdate()
    by, now = actors.cluster_administrator, timezone.now()
    months = [(today.replace(day=1) - timedelta(days=30 * back)).replace(day=1) for back in range(9, 1, -1)]
    for number, month in enumerate(months):
        published(area, month, 6 if number < 4 else 11, 16)
    plan = begin_plan(area, template="002", month=today, unit=None, by=by, now=now)
    meeting = save_meeting(PlanMeeting(plan=plan, kind="seminar", held_on=today, title="Læring"), by=by)
    cluster, page = as_user(by), f"/laering/{case.pk}/"
    said = {"meeting": meeting.pk, "decision": "Vi ringer", "title": "Ring ved ændret plan", "indicator": "K5"}
    said["begins_on"] = months[4].replace(day=15).isoformat()
    assert as_user(actors.nurse).post(f"{page}handling/", said).status_code == 403
    assert cluster.post(f"{page}handling/", {**said, "meeting": ""}).status_code == 422
    assert cluster.post(f"{page}handling/", said).status_code == 302
    read = words(cluster, page)
    assert "38 % (24 af 64" in read
    assert "69 % (33 af 48" in read
    assert "procentpoint op, bedre" in read
    row = LearningAction.objects.get()
    done = {**said, "status": "done", "done_on": today.isoformat(), "outcome": "Det bruges alle steder."}
    answer = cluster.post(f"/api/v1/learning/{case.pk}/actions/{row.pk}/", done, content_type="application/json")
    assert [each["status"] for each in answer.json()["actions"]] == ["done"], answer.content
    assert answer.json()["actions"][0]["after"]["numerator"] == 33
    file = cluster.get("/laering/forloeb.csv").content.decode()
    assert "Ring ved ændret plan;Gjort;" in file
    assert "Det bruges alle steder." in words(cluster, page)
    object_to(case, whom=Holder.CITIZEN, by=actors.nurse, now=now)
    assert (LearningAction.objects.count(), LearningAction.history.count()) == (0, 0)


def test_the_audit_is_answered_by_the_parties_and_names_nobody(
    actors: Actors, journey: Journey, as_user: AsUser
) -> None:
    case = shown(actors, journey)
    nurse, page = as_user(actors.nurse), f"/laering/{case.pk}/"
    named = {"owner": "no", "owner_words": f"{actors.ward.name} svarede ikke"}
    assert nurse.post(f"{page}audit/", named).status_code == 422
    assert nurse.post(f"{page}audit/", {"owner": "no", "owner_words": "Ingen tog telefonen"}).status_code == 302
    cluster = as_user(actors.cluster_administrator)
    # Written by whoever nominated it, after the check: the parties' alone until the second person says the same.
    assert "Ingen tog telefonen" in words(nurse, page)
    assert "Ingen tog telefonen" not in words(cluster, page)
    assert cluster.get(f"/api/v1/learning/{case.pk}/").json()["audit"][0]["words"] == ""
    same = {"owner": "no", "owner_words": "Ingen tog telefonen"}
    assert as_user(actors.assessor).post(f"{page}audit/", same).status_code == 302
    assert "Ingen tog telefonen" in words(cluster, page)
    assert as_user(actors.cluster_administrator).get(f"{page}audit/").status_code == 404


def test_the_cluster_is_told_to_others_only_where_the_pack_tells_it(
    actors: Actors, journey: Journey, area: CooperationArea, as_user: AsUser
) -> None:
    case = shown(actors, journey)
    address = f"/api/v1/learning/{case.pk}/"
    assert case.pack is not None
    assert case.pack["traits"]["area"] == "*"
    assert as_user(actors.nurse).get(address).json()["area"] == "midt"
    assert as_user(actors.cluster_administrator).get(address).json()["area"] is None
    secretariat = make_organisation("Sekretariatet, Vest", kind=OrganisationKind.CLUSTER_SECRETARIAT)
    CooperationArea.objects.create(key="vest", name="Vestklyngen", secretariat=secretariat)
    other = as_user(make_user("Vera West", role=Role.CLUSTER_ADMINISTRATOR, unit=secretariat))
    assert actors.municipality.name not in other.get(f"/laering/{case.pk}/handling/").content.decode()


def test_somebody_admitted_five_times_is_not_five_people(actors: Actors, journey: Journey) -> None:
    stay = {"citizen": journey.citizen, "hospital": journey.hospital, "discharged_at": journey.discharged_at}
    again = [Journey(**stay, status="closed") for _ in range(5)]
    Journey.objects.bulk_create(again)
    assert len(alike(journey)) == 1


def test_a_remark_of_the_audit_without_an_answer_is_not_lost(actors: Actors, journey: Journey, as_user: AsUser) -> None:
    case = waiting(actors, journey)
    question = QUESTIONS[0].key
    said = {f"{question}_words": "Det gik hurtigt", QUESTIONS[1].key: "yes"}
    answer = as_user(actors.assessor).post(f"/laering/{case.pk}/audit/", said)
    assert answer.status_code == 422
    assert "ellers bliver bemærkningen ikke gemt" in answer.content.decode()
    assert not case.audit.exists()


def test_what_the_second_person_wrote_into_the_audit_has_been_seen_by_nobody_else(
    actors: Actors, journey: Journey, as_user: AsUser
) -> None:
    case, now = waiting(actors, journey), timezone.now()
    answer_audit(case, {"owner": (AuditVerdict.NO, "Min egen bemærkning")}, by=actors.assessor, now=now)
    answer_audit(case, {"early": (AuditVerdict.NO, "Sygeplejerskens ord")}, by=actors.nurse, now=now)
    page, assessor = f"/laering/{case.pk}/", as_user(actors.assessor)
    form = words(assessor, f"{page}kontrol/")
    assert "Min egen bemærkning" in form
    assert "Sygeplejerskens ord" in form
    assert assessor.post(f"{page}kontrol/", {"lesson": "", "looked": "on"}).status_code == 302
    cluster = as_user(actors.cluster_administrator)
    read = words(cluster, page) + cluster.get("/laering/forloeb.csv").content.decode()
    read += cluster.get(f"/api/v1/learning/{case.pk}/").content.decode()
    assert "Sygeplejerskens ord" in read
    assert "Min egen bemærkning" not in read
    # Written anew by another, they are two people's; anew by the same again, they are one's.
    for by, wording, told in (
        (actors.nurse, "Skrevet om", True),
        (actors.nurse, "Mine ord alene", False),
        (actors.assessor, "Igen af en anden", True),
    ):
        answer_audit(case, {"owner": (AuditVerdict.NO, wording)}, by=by, now=timezone.now())
        assert (wording in words(cluster, page)) is told


def mark_in(client: Client, page: str) -> str:
    """What the form has seen."""
    found = re.search(r'name="row_seen" value="(\w+)"', client.get(page).content.decode())
    assert found
    return found[1]


def test_words_that_come_while_the_second_person_looks_are_read_first(
    actors: Actors, journey: Journey, as_user: AsUser
) -> None:
    case, assessor = waiting(actors, journey), as_user(actors.assessor)
    page = f"/laering/{case.pk}/kontrol/"
    mark = mark_in(assessor, page)
    answer_audit(case, {"owner": (AuditVerdict.NO, "Kom imens")}, by=actors.nurse, now=timezone.now())
    late = assessor.post(page, {"lesson": "Ring i god tid", "looked": "on", "row_seen": mark})
    assert late.status_code == 422
    assert "Det er blevet ændret, siden du åbnede siden" in late.content.decode()
    assert "Kom imens" in late.content.decode()
    assert "Ring i god tid" in late.content.decode()
    case.refresh_from_db()
    assert case.checked_at is None


def test_two_who_answer_one_question_of_the_audit_overwrite_nothing_unseen(
    actors: Actors, journey: Journey, as_user: AsUser
) -> None:
    case, nurse = waiting(actors, journey), as_user(actors.nurse)
    page = f"/laering/{case.pk}/audit/"
    mark = mark_in(nurse, page)
    answer_audit(case, {"owner": (AuditVerdict.NO, "Den første")}, by=actors.assessor, now=timezone.now())
    assert nurse.post(page, {"owner": "yes", "owner_words": "Den anden", "row_seen": mark}).status_code == 422
    assert case.audit.get().words == "Den første"


def test_the_parties_hear_of_a_case_until_it_is_looked_through(
    actors: Actors, journey: Journey, as_user: AsUser
) -> None:
    """Whoever may be the second person finds it on the list of news; whoever nominated it does not."""
    case = waiting(actors, journey)
    told = Notification.objects.filter(kind="learning_nominated", subject_ref=journey.pk)
    assert actors.municipality.pk in set(told.values_list("unit_id", flat=True))
    address = f'href="/laering/{case.pk}/"'
    assert address in as_user(actors.assessor).get("/nyt/").content.decode()
    assert address not in as_user(actors.nurse).get("/nyt/").content.decode()
    assert address in as_user(actors.assessor).get(f"/forloeb/{journey.pk}/laering/").content.decode()
    show_case(case, lesson="", by=actors.assessor, now=timezone.now())
    assert address not in as_user(actors.assessor).get("/nyt/").content.decode()
    assert not told.filter(seen_at=None).exists()
    page = as_user(actors.assessor).get("/nyt/").content.decode()
    assert "Ikke nødvendigt længere" in page
    assert not told.exclude(seen_by=None).exists()


def test_who_says_no_is_nowhere_said_to_have_read_what_others_were_told(
    actors: Actors, journey: Journey, as_user: AsUser
) -> None:
    case = waiting(actors, journey)
    tie_login(actors.citizen, journey.citizen, now=timezone.now(), by=actors.administrator)
    object_to(case, whom=Holder.CITIZEN, by=actors.citizen, now=timezone.now())
    assert "Først læst af" not in as_user(actors.assessor).get("/nyt/").content.decode()
    states = {row["kind"]: row for row in as_user(actors.assessor).get("/api/v1/inbox/").json()["results"]}
    told = states["learning_nominated"]
    assert (told["state"], told["read_by"]) == ("withdrawn", None)
