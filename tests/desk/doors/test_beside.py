"""The doors beside the front door: reasons, limits, control; break-glass only reads (DESIGN §6; doors D11, D18)."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from journeys.actions.access import break_glass, claim_current_contact
from journeys.actions.refusals import Refused
from journeys.models import BreakGlassGrant, CurrentContact, Journey, JourneyEvent, ReadMark, StayEntry, Task
from organisations.domain.roles import Role
from organisations.models import User
from tests.actors import Actors
from tests.factories.journeys import admitted_journey, discharged_journey, make_citizen
from tests.factories.organisations import make_user, make_ward

AsUser = Callable[[User], Client]
REASON = "Borgeren er fundet bevidstløs"
DOORS = [("ooh_doctor", "claim_form", "/kontakt/"), ("stranger", "glass_form", "/vaerdispring/")]
ACTS = ("note", "died", "log-call", "emergency-called", "start-acute-function", "acknowledge", "relative", "gp")


def ticket(client: Client, journey: Journey, form: str) -> str:
    response = client.post("/soeg/", {"q": journey.citizen.cpr})
    return str(response.context[form]["ticket"].value())


@pytest.mark.parametrize("reason", ["", "..........", "aaaaaaaaaa"])
@pytest.mark.parametrize(("who", "form", "address"), DOORS)
def test_d11_neither_door_opens_without_a_reason_in_words(
    who: str, form: str, address: str, reason: str, actors: Actors, as_user: AsUser
) -> None:
    journey = admitted_journey(actors)
    client = as_user(getattr(actors, who))
    answer = client.post(address, {"ticket": ticket(client, journey, form), "reason": reason})
    assert answer.status_code == 400
    assert not BreakGlassGrant.objects.exists()
    assert not CurrentContact.objects.exists()


@pytest.mark.parametrize(("who", "form", "address"), DOORS)
def test_d11_one_search_opens_one_door_once(who: str, form: str, address: str, actors: Actors, as_user: AsUser) -> None:
    journey = admitted_journey(actors)
    client = as_user(getattr(actors, who))
    said = {"ticket": ticket(client, journey, form), "reason": REASON}
    assert client.post(address, said).status_code == 302
    assert client.post(address, said).status_code == 400
    assert BreakGlassGrant.objects.count() + CurrentContact.objects.count() == 1


def test_d11_break_glass_is_limited_per_hour(actors: Actors) -> None:
    now = timezone.now()
    for _ in range(5):
        break_glass(make_citizen(), by=actors.stranger, reason=REASON, now=now)
    with pytest.raises(Refused, match="too_often"):
        break_glass(make_citizen(), by=actors.stranger, reason=REASON, now=now)
    break_glass(make_citizen(), by=actors.stranger, reason=REASON, now=now + timedelta(minutes=61))


def test_d11_current_contact_is_limited_per_hour(actors: Actors) -> None:
    now = timezone.now()
    for _ in range(12):
        claim_current_contact(make_citizen(), by=actors.ooh_doctor, reason=REASON, now=now)
    with pytest.raises(Refused, match="too_often"):
        claim_current_contact(make_citizen(), by=actors.ooh_doctor, reason=REASON, now=now)


def test_d11_guessing_cpr_numbers_is_limited(actors: Actors, as_user: AsUser) -> None:
    client = as_user(actors.nurse)
    answered = [client.post("/soeg/", {"q": f"02015{number:05}"}).status_code for number in range(12)]
    assert answered == [200] * 10 + [429] * 2


def test_d11_a_number_in_sight_is_no_guess(actors: Actors, as_user: AsUser) -> None:
    journey = admitted_journey(actors)
    client = as_user(actors.nurse)
    assert {client.post("/soeg/", {"q": journey.citizen.cpr}).status_code for _ in range(15)} == {200}


def test_d11_all_three_wait_for_somebody_else(actors: Actors, as_user: AsUser) -> None:
    now = timezone.now()
    journey = admitted_journey(actors)
    break_glass(journey.citizen, by=actors.stranger, reason="Bragt ind bevidstløs", now=now)
    claim_current_contact(journey.citizen, by=actors.ooh_doctor, reason="Ringer med brystsmerter", now=now)
    entered = {"cpr": journey.citizen.cpr, "ward": str(actors.other_ward.pk), "occurred_at": now.isoformat()}
    as_user(actors.stranger).post("/api/v1/journeys/begin/admitted/", entered, content_type="application/json")
    reviewer = as_user(actors.administrator)
    page = reviewer.get(reverse("desk:glass-review")).content.decode()
    for shown in ("Bragt ind bevidstløs", "Ringer med brystsmerter", "Indlæggelse indtastet manuelt"):
        assert shown in page
    for kind, row in (("kontakt", CurrentContact.objects.get()), ("indtastning", StayEntry.objects.get())):
        address = reverse("desk:glass-reviewed", args=[kind, row.pk])
        assert as_user(row.user).post(address, {"justified": "yes"}).status_code == 403
        reviewer.post(address, {"justified": "no", "note": "Ring"})
        row.refresh_from_db()
        assert (row.justified, row.reviewed_by) == (False, actors.administrator)


@pytest.mark.parametrize("address", ["kontakt/x", "kontakt/99999999999999999999", "vaerdispring/1", "andet/1"])
def test_d21_a_forged_address_of_the_control_page_is_not_there(address: str, actors: Actors, as_user: AsUser) -> None:
    assert as_user(actors.administrator).post(f"/kontrol/{address}/", {"justified": "yes"}).status_code == 404


@pytest.mark.parametrize("who", ["stranger", "colleague"])
def test_d1_break_glass_reads_and_does_nothing(who: str, actors: Actors, as_user: AsUser) -> None:
    """A colleague of another ward is of the right house; the glass still only reads."""
    colleague = make_user("Kollega", role=Role.HOSPITAL_DOCTOR, unit=make_ward(actors.hospital, "Kirurgi"))
    user = {"stranger": actors.stranger, "colleague": colleague}[who]
    journey = discharged_journey(actors)
    break_glass(journey.citizen, by=user, reason=REASON, now=timezone.now())
    client, events = as_user(user), JourneyEvent.objects.count()
    assert client.get(f"/forloeb/{journey.pk}/").status_code == 200
    for name in (
        "note",
        "died",
        "log-call",
        "emergency-called",
        "start-acute-function",
        "acknowledge",
        "relative",
        "gp",
    ):
        said = {"text": "x", "occurred_at": timezone.now().isoformat()}
        answer = client.post(f"/api/v1/journeys/{journey.pk}/acts/{name}/", said, content_type="application/json")
        assert answer.status_code in (403, 404), name
    assert client.post(reverse("desk:row-seen", args=[journey.pk])).status_code == 403
    assert JourneyEvent.objects.count() == events
    assert not ReadMark.objects.filter(unit=user.unit).exists()


def test_d18_a_question_of_an_unknown_citizen_is_the_needs_assessments_alone(actors: Actors, as_user: AsUser) -> None:
    journey = admitted_journey(actors, services=None, citizen=make_citizen("Ukendte Prøve Jensen"))
    task = Task.objects.open().get(journey=journey, kind="municipal_services")
    nurse = as_user(actors.community_nurse)
    assert nurse.get(reverse("desk:questions")).status_code == 403
    assert nurse.get(reverse("desk:question", args=[task.pk])).status_code == 403
    assert str(journey.pk) not in nurse.get("/api/v1/tasks/").content.decode()
    assert "venter på jeres svar" not in nurse.get(reverse("desk:municipality")).content.decode()
    assessor = as_user(actors.assessor)
    assert "Ukendte Prøve Jensen" in assessor.get(reverse("desk:questions")).content.decode()
    assert str(journey.pk) in assessor.get("/api/v1/tasks/").content.decode()
