"""The pages about mail: one's own choices, the unit's rules and steps, and what was not sent."""

from datetime import time, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from desk.selectors.machinery.health import health
from notifications.actions.notifications import notify_unit
from notifications.domain.kinds import NotificationKind
from notifications.domain.mail import MailState, MailWay
from notifications.models import EscalationStep, Mail, MailChoice, MailHours, TellingRule
from organisations.domain.roles import Role
from organisations.models import Organisation, User
from tests.actors import Actors
from tests.factories.journeys import admitted_journey
from tests.factories.organisations import make_user
from tests.notifications.mailing import failed_mail, step, telling_rule

pytestmark = pytest.mark.django_db
CHOICES, RULES, MAILS = "/beskeder/", "/indstillinger/beskeder/", "/indstillinger/mails/"


def _client(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def _choices(**more: str) -> dict[str, str]:
    return {"email": "birgit@example.dk", "documents": "at_once", "digest_at": "7.30", **more}


def test_a_person_chooses_and_finds_the_choice_again(actors: Actors) -> None:
    client = _client(actors.nurse)
    hours = {"quiet_from": "22.00", "quiet_to": "kl. 6.30", "quiet_weekends": "on"}
    assert client.post(CHOICES, _choices(**hours)).status_code == 302
    assert MailChoice.objects.get().way == MailWay.AT_ONCE
    row = MailHours.objects.get()
    assert (row.quiet_from, row.quiet_to, row.digest_at) == (time(22), time(6, 30), time(7, 30))
    page = client.get(CHOICES).content.decode()
    assert 'value="22.00"' in page
    assert "birgit@example.dk" in page


def test_a_choice_that_is_emptied_is_the_units_again(actors: Actors) -> None:
    client = _client(actors.nurse)
    client.post(CHOICES, _choices())
    client.post(CHOICES, _choices(documents=""))
    assert not MailChoice.objects.exists()


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"email": ""}, "Skriv den adresse, som mail skal sendes til."),
        ({"email": "birgit"}, "mailadresse"),
        ({"quiet_from": "22.00"}, "Skriv både, hvornår den stille tid begynder"),
        ({"quiet_from": "25.00", "quiet_to": "6"}, "Skriv klokkeslættet med fire cifre"),
    ],
)
def test_what_is_wrong_is_said(actors: Actors, typed: dict[str, str], words: str) -> None:
    answer = _client(actors.nurse).post(CHOICES, _choices(**typed))
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not MailChoice.objects.exists()


def test_an_administrator_chooses_about_accounts_only(actors: Actors) -> None:
    page = _client(actors.administrator).get(CHOICES).content.decode()
    assert "Roller som administrator" in page
    assert "Breve, planer og svar" not in page


def _rule(unit: Organisation, **more: Any) -> dict[str, Any]:
    return {"enhed": unit.pk, "group": "documents", "whom": "unit", "way": "digest", "valid_from": "01.12.2026", **more}


def test_an_administrator_writes_a_rule_and_ends_it(actors: Actors) -> None:
    client = _client(actors.administrator)
    assert client.post(f"{RULES}regel/", _rule(actors.ward, whom="role:hospital_nurse")).status_code == 302
    row = TellingRule.objects.get()
    assert (row.unit, row.role, row.person, row.way) == (actors.ward, "hospital_nurse", None, "digest")
    assert "Sygeplejerske på hospitalet" in client.get(f"{RULES}?enhed={actors.ward.pk}").content.decode()
    client.post(f"{RULES}regel/{row.pk}/slut/")
    row.refresh_from_db()
    assert row.valid_to == max(timezone.localdate(), row.valid_from)
    assert row.history.count() == 2


def test_a_rule_can_be_about_one_person_of_the_unit_and_nobody_elses(actors: Actors) -> None:
    client = _client(actors.administrator)
    assert client.post(f"{RULES}regel/", _rule(actors.ward, whom=f"person:{actors.nurse.pk}")).status_code == 302
    assert TellingRule.objects.get().person == actors.nurse
    assert client.post(f"{RULES}regel/", _rule(actors.ward, whom=f"person:{actors.stranger.pk}")).status_code == 422


def test_an_administrator_of_one_house_decides_for_no_other(actors: Actors) -> None:
    client = _client(make_user("Ane Lokal", role=Role.SYSTEM_ADMINISTRATOR, unit=actors.hospital))
    assert client.post(f"{RULES}regel/", _rule(actors.ward)).status_code == 302
    assert client.post(f"{RULES}regel/", _rule(actors.other_ward)).status_code == 404
    assert client.get(f"{RULES}?enhed={actors.other_ward.pk}").status_code == 404
    assert client.post(f"{RULES}trin/{step().pk}/slut/").status_code == 403
    assert client.post(f"{RULES}regel/{telling_rule(actors.other_ward).pk}/slut/").status_code == 403


def _step(unit: Organisation | None, **more: Any) -> dict[str, Any]:
    values = {"watch": "deadline", "hours": "1,5", "whom": "unit", "valid_from": "01.12.2026", **more}
    return {"enhed": unit.pk if unit else "", **values}


def test_an_administrator_writes_a_step_and_ends_it(actors: Actors) -> None:
    client = _client(actors.administrator)
    urgent = _step(actors.municipality, to_unit=actors.visitation.pk, breaks_quiet="on")
    assert client.post(f"{RULES}trin/", urgent).status_code == 302
    row = EscalationStep.objects.get()
    assert (row.value.waits, row.to_unit, row.breaks_quiet) == (timedelta(minutes=90), actors.visitation, True)
    page = client.get(f"{RULES}?enhed={actors.municipality.pk}").content.decode()
    assert "1,5" in page
    client.post(f"{RULES}trin/{row.pk}/slut/")
    row.refresh_from_db()
    assert row.valid_to is not None


def test_the_region_writes_steps_for_everybody(actors: Actors) -> None:
    client = _client(actors.administrator)
    assert client.post(f"{RULES}trin/", _step(None, whom="role:hospital_doctor")).status_code == 302
    assert EscalationStep.objects.get().unit is None
    assert "Hospitalslæge" in client.get(f"{RULES}?enhed={actors.ward.pk}").content.decode()


@pytest.mark.parametrize("hours", ["-1", "400", "snart"])
def test_a_step_waits_no_longer_than_is_watched(actors: Actors, hours: str) -> None:
    assert _client(actors.administrator).post(f"{RULES}trin/", _step(actors.ward, hours=hours)).status_code == 422


def test_what_a_rule_and_a_step_lack_is_said_in_their_own_words(actors: Actors) -> None:
    client = _client(actors.administrator)
    rule = client.post(f"{RULES}regel/", _rule(actors.ward, valid_from=""))
    assert "Skriv, hvilken dag det gælder fra." in rule.content.decode()
    step_page = client.post(f"{RULES}trin/", _step(actors.ward, hours="")).content.decode()
    assert "Skriv, hvor mange timer der går. 0 er straks." in step_page


def test_a_person_is_of_the_unit_itself(actors: Actors) -> None:
    wrong = _step(actors.municipality, whom=f"person:{actors.assessor.pk}", to_unit=actors.nursing.pk)
    answer = _client(actors.administrator).post(f"{RULES}trin/", wrong)
    assert "Vælg enten en person eller en anden enhed." in answer.content.decode()


def test_a_mail_that_failed_is_shown_and_tried_again(actors: Actors) -> None:
    row = failed_mail(actors.nurse, "SMTPRecipientsRefused: 550 unknown")
    client = _client(actors.administrator)
    page = client.get(MAILS).content.decode()
    assert "Mailserveren afviste modtageren. 550 unknown" in page
    assert "1 mail er ikke sendt." in client.get("/indstillinger/").content.decode()
    assert client.post(f"{MAILS}{row.pk}/igen/").status_code == 302
    assert Mail.objects.get().state == MailState.QUEUED
    assert "er ikke sendt" not in client.get("/indstillinger/").content.decode()


def test_an_administrator_of_one_house_follows_up_the_mails_of_its_own_people(actors: Actors) -> None:
    own, other = failed_mail(actors.nurse), failed_mail(actors.assessor, "SMTPRecipientsRefused: 550 unknown")
    client = _client(make_user("Ane Lokal", role=Role.SYSTEM_ADMINISTRATOR, unit=actors.hospital))
    page = client.get(MAILS).content.decode()
    assert actors.nurse.name in page
    assert actors.assessor.name not in page
    assert "1 mail er ikke sendt." in page
    assert client.post(f"{MAILS}{other.pk}/igen/").status_code == 404
    assert client.post(f"{MAILS}{own.pk}/igen/").status_code == 302


def test_health_says_how_the_mails_are_and_is_well_all_the_same(actors: Actors) -> None:
    failed_mail(actors.nurse)
    Mail.objects.create(
        user=actors.nurse, way="digest", created_at=timezone.now() - timedelta(hours=1), next_attempt_at=timezone.now()
    )
    state = health(timezone.now())
    assert (state.well, state.mails_failed) == (True, 1)
    assert state.as_json()["oldest_overdue_mail_seconds"] >= 3600


def test_the_inbox_says_which_task_is_late(actors: Actors) -> None:
    journey = admitted_journey(actors)
    notify_unit(
        unit_id=actors.ward.pk,
        kind=NotificationKind.DEADLINE_PASSED,
        subject_ref=journey.pk,
        key="late",
        facts={"about": "name_physician"},
        now=timezone.now(),
    )
    page = _client(actors.nurse).get("/nyt/").content.decode()
    assert "En frist er overskredet. Navngiv patientansvarlig læge." in page
