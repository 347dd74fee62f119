"""A worker is killed between claiming a mail and hearing that it was taken: it is sent again, as the same mail."""

import os
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test import override_settings
from django.utils import timezone

from notifications.channels.email.sending import Round
from notifications.domain.mail import MailState, MailWay
from notifications.models import Mail
from tests.actors import Actors, make_actors
from tests.notifications.mailing import choose, send, tell
from tests.services.smtp import SmtpServer

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
SMTP = "django.core.mail.backends.smtp.EmailBackend"
ROOT = Path(__file__).resolve().parents[2]


def test_a_killed_worker_loses_no_mail_and_another_sends_it_under_the_same_id() -> None:
    actors: Actors = make_actors()
    server = SmtpServer()
    choose(actors.nurse, MailWay.AT_ONCE)
    tell(actors.ward)
    server.silent = True
    worker = _worker(server)
    assert server.taken.wait(60)
    os.kill(worker.pid, signal.SIGKILL)
    worker.wait()
    assert Mail.objects.get().state == MailState.IN_FLIGHT
    server.silent = False
    # Too soon, somebody may be sending it; later, whoever did is dead; and then there is nothing left.
    with override_settings(EMAIL_BACKEND=SMTP, EMAIL_HOST="127.0.0.1", EMAIL_PORT=server.port):
        rounds = [send(timezone.now() + timedelta(minutes=minutes)) for minutes in (1, 10, 20)]
    assert rounds == [Round(), Round(sent=1, rescued=1), Round()]
    assert Mail.objects.get().state == MailState.SENT
    assert [sent["Message-ID"] for sent in server.mails] == [f"<{Mail.objects.get().pk}@localhost>"] * 2
    server.close()


def _worker(server: SmtpServer) -> subprocess.Popen[bytes]:
    at = connection.settings_dict
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DATABASE_URL": f"postgresql://{at['USER']}:{at['PASSWORD']}@{at['HOST']}:{at['PORT']}/{at['NAME']}",
        "DEBUG": "1",
        "LOG_LEVEL": "ERROR",
        "EMAIL_HOST": "127.0.0.1",
        "EMAIL_PORT": str(server.port),
    }
    command = [sys.executable, "-m", "tests.faults.programs.mailer"]
    return subprocess.Popen(command, cwd=ROOT, env=environment)
