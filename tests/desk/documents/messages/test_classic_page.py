"""A classic letter as its readers see it: fields, what no field takes, who wrote, and that nobody checked its form."""

import pytest
from django.utils import timezone

from documents.models import Document
from journeys.models import AccessLog, Journey
from medcom.actions.intake import receive
from medcom.domain.states import Door, MessageState
from medcom.models import Letter
from tests.actors import Actors
from tests.desk.documents.messages.test_by_message import AsUser, journey, named
from tests.domain.medcom.classic.samples import Content, classic, moment

__all__ = ["journey"]
pytestmark = pytest.mark.django_db
REPORT: Content = [
    ("Medicine", [("Drug", [("NameOfDrug", "Metformin"), ("Dosage", "1 <morgen>")])]),
    ("CauseOfAdmission", "Fald i hjemmet."),
]


def come(actors: Actors, cpr: str) -> Letter:
    """A report of the home care to the ward."""
    at = timezone.localtime()
    day = moment(at.date().isoformat(), at.strftime("%H:%M"))
    sender, receiver = named(actors.nursing, 1), named(actors.ward, 2)
    body = classic("XD1630C", REPORT, sender=sender, receiver=receiver, cpr=cpr, at=day)
    message = receive(body, content_type="application/xml", door=Door.COMMAND, now=timezone.now())
    assert message.state_value is MessageState.ACCEPTED, message.problems
    return Letter.objects.get(message=message)


def test_a_report_is_read_in_its_journey(actors: Actors, journey: Journey, as_user: AsUser) -> None:
    come(actors, journey.citizen.cpr or "")
    document = Document.objects.get()
    page = as_user(actors.nurse).get(f"/forloeb/{journey.pk}/breve/{document.pk}/").content.decode()
    assert "Indlæggelsesrapport" in page
    assert "Fald i hjemmet." in page
    assert page.index("Medicin") < page.index("Metformin, 1 &lt;morgen&gt;")
    assert "Brevets opbygning er ikke kontrolleret" in page
    assert f"Skrevet af Anne Test, Sygeplejerske, {actors.nursing.name}" in page
    # A table in which nothing is answered is not shown: the layout has none.
    assert "Forflytte sig" not in page


def test_a_report_without_a_journey_is_read_outside(actors: Actors, journey: Journey, as_user: AsUser) -> None:
    letter = come(actors, "0201609995")
    page = as_user(actors.nurse).get(f"/breve/uden-forloeb/{letter.pk}/").content.decode()
    assert "Indlæggelsesrapport" in page
    assert "Metformin" in page
    assert "Brevets opbygning er ikke kontrolleret" in page


def test_of_somebody_nobody_knows_the_log_names_the_letter_that_was_read(actors: Actors, as_user: AsUser) -> None:
    """A look that names nobody cannot be followed up (DESIGN §6)."""
    letter = come(actors, "0201609995")
    Letter.objects.update(citizen=None)
    as_user(actors.nurse).get(f"/breve/uden-forloeb/{letter.pk}/")
    row = AccessLog.objects.filter(user_uuid=actors.nurse.uuid).order_by("-at").first()
    assert row is not None
    assert (row.citizen_ids, str(letter.pk) in row.reason) == ([], True)


def test_a_report_without_a_journey_has_a_name_in_the_list(actors: Actors, as_user: AsUser) -> None:
    """A classic letter has no category: its link had no words, and nobody could press it."""
    letter = come(actors, "0201609995")
    page = as_user(actors.nurse).get("/breve/").content.decode()
    assert f'<a href="/breve/uden-forloeb/{letter.pk}/">Indlæggelsesrapport</a>' in page
