"""Mails: to whom, when, what they say, and their life until they are sent (DESIGN §4, §6)."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import mail as outbox
from django.test import override_settings

from notifications.actions.addressing import address_people
from notifications.actions.notifications import notify_unit
from notifications.channels.email.sending import make_due, rescue, try_again
from notifications.channels.inbox.marking import mark_read
from notifications.domain.back_off import FIRST_WAIT, MAX_ATTEMPTS
from notifications.domain.groups import NewsGroup
from notifications.domain.kinds import NotificationKind
from notifications.domain.mail import LEASE, MailState, MailWay
from notifications.models import Addressee, Mail
from organisations.domain.cpr_like import looks_like_cpr
from tests.actors import Actors
from tests.notifications.conftest import NOW
from tests.notifications.mailing import choose, quiet, send, tell, telling_rule
from tests.services.smtp import SmtpServer

pytestmark = pytest.mark.django_db
LATER = timedelta(hours=1)


@pytest.fixture
def server() -> Iterator[SmtpServer]:
    box = SmtpServer()
    with override_settings(
        EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend",
        EMAIL_HOST="127.0.0.1",
        EMAIL_PORT=box.port,
        EMAIL_TIMEOUT=5,
    ):
        yield box
    box.close()


def test_nobody_who_did_not_ask_is_written_to(actors: Actors) -> None:
    tell(actors.ward)
    assert (send().sent, Addressee.objects.count()) == (0, 0)


def test_a_mail_says_that_there_is_news_and_nothing_about_whom(actors: Actors) -> None:
    choose(actors.nurse, MailWay.AT_ONCE)
    journey = uuid4()
    tell(actors.ward, subject=journey)
    assert send().sent == 1
    sent = outbox.outbox[0]
    assert (sent.subject, sent.to) == ("Der er nyt i et forløb", [actors.nurse.email])
    assert "http://localhost:8000/nyt/" in sent.body
    text = f"{sent.subject} {sent.body} {sent.extra_headers}"
    assert str(journey) not in text
    assert actors.ward.name not in text
    assert not looks_like_cpr(sent.body)


def test_what_comes_together_is_one_mail(actors: Actors) -> None:
    choose(actors.nurse, MailWay.AT_ONCE)
    for _ in range(3):
        tell(actors.ward)
    assert (send().sent, outbox.outbox[0].subject) == (1, "Der er nyt i 3 forløb")


def test_each_mail_leaves_once(actors: Actors) -> None:
    choose(actors.nurse, MailWay.AT_ONCE)
    tell(actors.ward)
    assert (send().sent, send(NOW + LATER).sent) == (1, 0)


def test_telling_the_same_again_writes_to_nobody_again(actors: Actors) -> None:
    choose(actors.nurse, MailWay.AT_ONCE)
    journey = uuid4()
    tell(actors.ward, subject=journey)
    send()
    tell(actors.ward, subject=journey, at=NOW + LATER)
    assert send(NOW + LATER).sent == 0


def test_the_digest_is_one_mail_with_a_number_for_each_group(actors: Actors) -> None:
    for group in NewsGroup:
        choose(actors.nurse, MailWay.DIGEST, group)
    kinds = (NotificationKind.DOCUMENT_SENT, NotificationKind.NOTE, NotificationKind.ADMISSION)
    for kind in kinds:
        tell(actors.ward, kind=kind)
    assert send().sent == 0
    assert send(NOW + timedelta(days=1)).sent == 1
    sent = outbox.outbox[0]
    assert sent.subject == "Samlet besked: der er nyt til jer"
    assert "Indlæggelse og udskrivelse: 1\nBreve, planer og svar på dem: 2\n" in sent.body


def test_the_quiet_time_is_waited_for(actors: Actors) -> None:
    choose(actors.nurse, MailWay.AT_ONCE)
    # NOW is noon on Danish clocks.
    quiet(actors.nurse, 11, 14)
    tell(actors.ward)
    assert (send().sent, send(NOW + 2 * LATER).sent) == (0, 1)


def test_what_is_late_waits_for_the_quiet_time_to_end_and_comes_once(actors: Actors, server: SmtpServer) -> None:
    """NOW is noon on Danish clocks; it is quiet from 13 to 15, and the server is away until then."""
    choose(actors.nurse, MailWay.AT_ONCE)
    quiet(actors.nurse, 13, 15)
    tell(actors.ward)
    with override_settings(EMAIL_PORT=1):
        assert send().failed == 1
    assert send(NOW + LATER).sent == 0
    assert send(NOW + 3 * LATER).sent == 1


def test_what_no_worker_made_in_time_is_one_mail_after_the_quiet_time(actors: Actors) -> None:
    choose(actors.nurse, MailWay.AT_ONCE)
    quiet(actors.nurse, 13, 15)
    read = tell(actors.ward)
    tell(actors.ward)
    tell(actors.ward, at=NOW + LATER)
    assert (send(NOW + LATER).sent, Mail.objects.count()) == (0, 0)
    mark_read([actors.ward.pk], telling=read.telling, by=actors.doctor, now=NOW + 2 * LATER)
    assert (send(NOW + 3 * LATER).sent, outbox.outbox[0].subject) == (1, "Der er nyt i 2 forløb")


@pytest.mark.parametrize("made", [False, True])
def test_what_may_disturb_does_however_late(actors: Actors, server: SmtpServer, made: bool) -> None:
    quiet(actors.nurse, 13, 15)
    address_people(tell(actors.ward), {actors.nurse.pk: MailWay.AT_ONCE}, now=NOW, breaks_quiet=True)
    choose(actors.nurse, MailWay.AT_ONCE)
    with override_settings(EMAIL_PORT=1):
        assert made is False or send().failed == 1
    assert send(NOW + LATER).sent == 1


def test_one_thing_told_to_two_units_of_a_person_is_counted_once(actors: Actors) -> None:
    """What a municipality and its Visitation were told is one line in the inbox, and one in the digest."""
    choose(actors.assessor, MailWay.DIGEST)
    row = tell(actors.municipality)
    notify_unit(
        unit_id=actors.visitation.pk,
        kind=NotificationKind.DOCUMENT_SENT,
        subject_ref=row.subject_ref,
        key="twin",
        facts={},
        now=NOW,
        telling=row.telling,
    )
    assert (Addressee.objects.count(), send(NOW + timedelta(days=1)).sent) == (2, 1)
    assert "Breve, planer og svar på dem: 1\n" in outbox.outbox[0].body


def test_what_somebody_of_the_unit_read_meanwhile_is_not_written(actors: Actors) -> None:
    choose(actors.nurse, MailWay.DIGEST)
    row = tell(actors.ward)
    mark_read([actors.ward.pk], telling=row.telling, by=actors.doctor, now=NOW)
    assert send(NOW + timedelta(days=1)).sent == 0
    assert Addressee.objects.get().spared_at is not None


def test_a_rule_writes_to_a_role_and_not_to_the_others(actors: Actors) -> None:
    choose(actors.doctor, MailWay.AT_ONCE)
    choose(actors.nurse, MailWay.AT_ONCE, NewsGroup.STAY)
    telling_rule(actors.ward, role="hospital_nurse")
    tell(actors.ward)
    send()
    assert [sent.to for sent in outbox.outbox] == [[actors.nurse.email]]


def test_a_rule_holds_from_its_day_until_its_day(actors: Actors) -> None:
    choose(actors.nurse, MailWay.AT_ONCE, NewsGroup.STAY)
    ended = telling_rule(actors.ward, person=actors.nurse)
    ended.valid_to = NOW.date()
    ended.save()
    tell(actors.ward)
    assert send().sent == 0


def test_who_works_in_another_house_is_not_written_to(actors: Actors) -> None:
    choose(actors.stranger, MailWay.AT_ONCE)
    tell(actors.ward)
    assert send().sent == 0


def test_a_municipality_is_told_through_its_units(actors: Actors) -> None:
    for person in (actors.assessor, actors.community_nurse, actors.social_worker):
        choose(person, MailWay.AT_ONCE)
    tell(actors.municipality)
    send()
    assert {sent.to[0] for sent in outbox.outbox} == {actors.assessor.email, actors.community_nurse.email}


def test_without_an_address_the_mail_fails_and_is_shown(actors: Actors) -> None:
    telling_rule(actors.ward, person=actors.nurse)
    tell(actors.ward)
    assert send().failed == 1
    row = Mail.objects.failed().get()
    assert (row.state, row.last_error) == (MailState.FAILED, "NoAddress: ")


def test_a_server_that_is_away_keeps_every_mail_and_is_asked_once_a_round(actors: Actors, server: SmtpServer) -> None:
    server.close()
    for person in (actors.nurse, actors.doctor):
        choose(person, MailWay.AT_ONCE)
    tell(actors.ward)
    assert send().failed == 1
    assert sorted(Mail.objects.values_list("state", flat=True)) == [MailState.QUEUED, MailState.WAITING]
    waiting = Mail.objects.get(state=MailState.WAITING.value)
    assert (waiting.next_attempt_at, waiting.last_error[:22]) == (NOW + FIRST_WAIT, "ConnectionRefusedError")


def test_a_mail_that_waited_for_the_server_is_sent_when_it_is_back(actors: Actors, server: SmtpServer) -> None:
    choose(actors.nurse, MailWay.AT_ONCE)
    tell(actors.ward)
    with override_settings(EMAIL_PORT=1):
        assert send().failed == 1
    assert send(NOW + LATER).sent == 1
    row = Mail.objects.get()
    assert (row.state, row.last_error) == (MailState.SENT, "")
    assert server.mails[0]["Message-ID"] == f"<{row.pk}@localhost>"


def test_a_server_that_stays_away_gives_the_mail_up_in_the_end(actors: Actors, server: SmtpServer) -> None:
    choose(actors.nurse, MailWay.AT_ONCE)
    tell(actors.ward)
    with override_settings(EMAIL_PORT=1):
        for number in range(MAX_ATTEMPTS):
            send(NOW + number * LATER)
    assert Mail.objects.get().state == MailState.FAILED


def test_a_refused_receiver_fails_at_once_and_stops_nobody(actors: Actors, server: SmtpServer) -> None:
    server.refuses = f"550 {actors.nurse.email} unknown, born 020747-9995"
    choose(actors.nurse, MailWay.AT_ONCE)
    choose(actors.doctor, MailWay.AT_ONCE)
    tell(actors.ward)
    assert send().failed == 2
    for row in Mail.objects.all():
        assert row.state == MailState.FAILED
        assert row.last_error.startswith("SMTPRecipientsRefused: 550")
        assert "020747" not in row.last_error


@pytest.mark.parametrize("answer", ["550 no such sender", "530 sign in first", "421 too many"])
def test_a_refused_sender_is_no_receivers_fault_and_all_wait(actors: Actors, server: SmtpServer, answer: str) -> None:
    for person in (actors.nurse, actors.doctor):
        choose(person, MailWay.AT_ONCE)
    tell(actors.ward)
    server.refuses_sender = answer
    assert send().failed == 1
    assert sorted(Mail.objects.values_list("state", flat=True)) == [MailState.QUEUED, MailState.WAITING]
    server.refuses_sender = ""
    assert send(NOW + LATER).sent == 2


def test_what_kills_everybody_who_sends_it_is_given_up(actors: Actors) -> None:
    choose(actors.nurse, MailWay.AT_ONCE)
    tell(actors.ward)
    make_due(now=NOW)
    for number in range(1, MAX_ATTEMPTS + 1):
        Mail.objects.update(state=MailState.IN_FLIGHT.value, claimed_at=NOW)
        rescue(now=NOW + number * LATER)
    row = Mail.objects.get()
    assert (row.state, row.attempts, row.settled_at) == (MailState.FAILED, MAX_ATTEMPTS, NOW + MAX_ATTEMPTS * LATER)
    assert send(NOW + timedelta(days=2)).sent == 0


def test_a_receiver_who_is_refused_for_now_is_tried_again(actors: Actors, server: SmtpServer) -> None:
    server.refuses = "450 full"
    choose(actors.nurse, MailWay.AT_ONCE)
    tell(actors.ward)
    send()
    server.refuses = ""
    assert send(NOW + LATER).sent == 1


def test_a_person_tries_a_failed_mail_again(actors: Actors, server: SmtpServer) -> None:
    server.refuses = "550 no"
    choose(actors.nurse, MailWay.AT_ONCE)
    tell(actors.ward)
    send()
    server.refuses = ""
    assert send(NOW + LATER).sent == 0
    assert try_again(Mail.objects.get(), now=NOW + LATER)
    assert send(NOW + LATER).sent == 1
    assert not try_again(Mail.objects.get(), now=NOW + LATER)


def test_who_was_taken_for_dead_ends_nothing(actors: Actors) -> None:
    choose(actors.nurse, MailWay.AT_ONCE)
    tell(actors.ward)
    with override_settings(EMAIL_BACKEND="tests.notifications.backends.Overtaken"):
        send()
    assert Mail.objects.get().state == MailState.IN_FLIGHT
    assert send(NOW + LEASE * 2).rescued == 1
