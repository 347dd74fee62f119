"""Two people act on one citizen at once: the second waits for the first, and is judged by what the first has done.

On PostgreSQL it waits for the citizen's row, on SQLite for the database (IMMEDIATE). Nothing is left to chance: the
first one's transaction stays open until the second one waits for it.
"""

import sqlite3
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from discharge.channel.rules.channel import ChannelDocument
from documents.actions.drafts import DraftSaved, TypedField, answer_letter, begin_document, save_fields
from documents.actions.programs import ProgramSending, send_at_once
from documents.actions.sending import SendDocument
from documents.models import Document as WrittenDocument
from documents.models import Version
from documents.selectors.drafts import draft_of
from journeys.actions.acting.acts import Act, Changed, Refused, correct_fact, state_fact, take_back
from journeys.actions.rebuild import rebuild_citizen
from journeys.domain.events import EventKind
from journeys.models import Journey, JourneyEvent
from organisations.domain.permissions import Permission
from organisations.models import User
from tests.actors import Actors, make_actors
from tests.concurrency.threads import at_once, one_after_the_other
from tests.documents.writing import answer, send, write, written
from tests.factories.journeys import admitted_journey, tell_journey

NOW = timezone.now()


@pytest.fixture(autouse=True)
def a_database_of_files(transactional_db: None, tmp_path: Path) -> Iterator[None]:
    """On SQLite the tests' database lies in memory, where connections do not wait for each other: a copy in a file."""
    if connection.vendor != "sqlite":
        yield
        return
    connection.ensure_connection()
    memory, name = connection.connection, connection.settings_dict["NAME"]
    with sqlite3.connect(tmp_path / "two.sqlite3") as copy:
        memory.backup(copy)
    copy.close()
    connection.connection, connection.settings_dict["NAME"] = None, str(tmp_path / "two.sqlite3")
    yield
    connection.close()
    connection.connection, connection.settings_dict["NAME"] = memory, name


@pytest.fixture
def actors(a_database_of_files: None) -> Actors:
    return make_actors()


@pytest.fixture
def journey(actors: Actors) -> Journey:
    return admitted_journey(actors, now=NOW)


def clean(journey: Journey) -> bool:
    return not rebuild_citizen(journey.citizen_id, now=NOW, check=True)


def test_d13_of_two_who_write_from_the_same_page_the_second_is_too_late(journey: Journey, actors: Actors) -> None:
    def note(by: User) -> None:
        act = Act(by=by, now=NOW, version=journey.last_sequence)
        state_fact(journey, EventKind.NOTE_WRITTEN, {"text": "Hej"}, act=act, permission=Permission.WRITE_NOTE)

    with pytest.raises(Changed):
        one_after_the_other(lambda: note(actors.nurse), lambda: note(actors.doctor))
    assert JourneyEvent.objects.filter(kind="note_written").count() == 1


def test_what_is_told_of_one_citizen_at_once_is_folded_together(journey: Journey) -> None:
    """The second happened before the first: whoever folded without the first would leave the second's destination."""

    def tell(destination: str, at: datetime) -> None:
        tell_journey(journey, EventKind.DESTINATION_STATED, at=at, destination=destination)

    one_after_the_other(lambda: tell("own_home", NOW), lambda: tell("hospice", NOW - timedelta(hours=1)))
    assert Journey.objects.get(pk=journey.pk).destination == "own_home"
    assert clean(journey)


Deed = Callable[[JourneyEvent, Act], Any]
CHANGES: dict[str, Deed] = {
    "taken back": lambda event, act: take_back(event, act=act),
    "corrected": lambda event, act: correct_fact(event, {"destination": "hospice"}, act=act),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_d13_of_two_who_change_one_event_the_second_is_refused(change: Deed, journey: Journey, actors: Actors) -> None:
    act = Act(by=actors.nurse, now=NOW)
    said = {"destination": "own_home"}
    stated = state_fact(
        journey, EventKind.DESTINATION_STATED, said, act=act, permission=Permission.STATE_DESTINATION
    ).event
    with pytest.raises(Refused):
        one_after_the_other(lambda: change(stated, act), lambda: change(stated, act))
    assert JourneyEvent.objects.filter(voids_ref=stated.source_ref).count() == 1
    assert clean(journey)


def test_a_draft_that_is_being_saved_is_not_sent_unread(journey: Journey, actors: Actors) -> None:
    letter = written(journey, actors.nurse, ChannelDocument.CORRESPONDENCE)
    seen = draft_of(letter).revision
    act = SendDocument(document=letter, receivers=(actors.municipality.pk,), revision=seen, decided=True)
    with pytest.raises(Refused, match="draft_changed"):
        one_after_the_other(
            lambda: write(journey, letter, actors.doctor, text="Ændret imens"),
            lambda: act.do(journey, act=Act(by=actors.nurse, now=NOW)),
        )
    assert Version.objects.count() == 0


def test_of_two_who_send_the_same_draft_one_sends(journey: Journey, actors: Actors) -> None:
    letter = written(journey, actors.nurse, ChannelDocument.CORRESPONDENCE)

    def sent(by: User) -> None:
        send(journey, letter, by, actors.municipality.pk, decided=True, now=NOW)

    with pytest.raises(Refused, match="nothing_new"):
        one_after_the_other(lambda: sent(actors.nurse), lambda: sent(actors.doctor))
    assert list(Version.objects.values_list("number", flat=True)) == [1]
    assert clean(journey)


def test_of_two_who_write_in_one_field_the_second_reads_of_it(journey: Journey, actors: Actors) -> None:
    letter = written(journey, actors.nurse, ChannelDocument.CORRESPONDENCE)
    seen = draft_of(letter).rows["text"].revision
    saved: list[DraftSaved] = []

    def types(by: User, text: str) -> None:
        saved.append(save_fields(journey, letter, {"text": TypedField(text, seen)}, by=by, now=NOW))

    one_after_the_other(lambda: types(actors.nurse, "Den ene"), lambda: types(actors.doctor, "Den anden"))
    assert draft_of(letter).values["text"] == "Den ene"
    assert [conflict.mine for conflict in saved[-1].conflicts] == ["Den anden"]


def test_two_who_begin_a_plan_write_in_the_same(journey: Journey, actors: Actors) -> None:
    def begins(by: User) -> None:
        begin_document(journey, ChannelDocument.CARE_PATHWAY_PLAN, by=by, now=NOW)

    one_after_the_other(lambda: begins(actors.nurse), lambda: begins(actors.doctor))
    assert WrittenDocument.objects.count() == 1


def sent_by_program(
    journey: Journey, actors: Actors, code: ChannelDocument, *, key: str = "", document: str | None = None
) -> Version:
    sending = ProgramSending(
        code=code,
        document=document,
        values={
            "category": "other",
            "subject": "Fra et program",
            "text": "Programmets ord",
            "contact_phone": "87 00 00 00",
        },
        receivers=(actors.municipality.pk,),
        needs=None,
        decided=True,
    )
    version, _stood = send_at_once(journey, sending, act=Act(by=actors.nurse, now=NOW, key=key))
    return version


def test_a_program_that_calls_twice_at_once_leaves_one_letter(journey: Journey, actors: Actors) -> None:
    def calls() -> Version:
        return sent_by_program(journey, actors, ChannelDocument.CORRESPONDENCE, key="same")

    first: list[Version] = []
    second = one_after_the_other(lambda: first.append(calls()), calls)
    assert (second, WrittenDocument.objects.count()) == (first[0], 1)


def test_a_program_s_words_are_sent_also_when_a_colleague_saves_meanwhile(journey: Journey, actors: Actors) -> None:
    letter = written(journey, actors.nurse, ChannelDocument.CORRESPONDENCE)
    one_after_the_other(
        lambda: write(journey, letter, actors.doctor, text="Ændret imens"),
        lambda: sent_by_program(journey, actors, ChannelDocument.CORRESPONDENCE, document=str(letter.pk)),
    )
    assert Version.objects.get().values["text"] == "Programmets ord"


def test_a_program_and_a_person_who_send_one_letter_wait_for_each_other(journey: Journey, actors: Actors) -> None:
    """Both take the citizen first: in any other order each would hold what the other waits for."""
    letter = written(journey, actors.nurse, ChannelDocument.CORRESPONDENCE)
    with transaction.atomic(), CaptureQueriesContext(connection) as queries:
        sent_by_program(journey, actors, ChannelDocument.CORRESPONDENCE, document=str(letter.pk))
    locks = [query["sql"] for query in queries if "FOR UPDATE" in query["sql"]]
    assert connection.vendor == "sqlite" or "journeys_citizen" in locks[0]


def test_of_two_who_acknowledge_one_version_the_second_reads_of_the_first(journey: Journey, actors: Actors) -> None:
    letter = written(journey, actors.nurse, ChannelDocument.CORRESPONDENCE)
    send(journey, letter, actors.nurse, actors.municipality.pk, decided=True, now=NOW - timedelta(minutes=5))

    def acknowledges(by: User) -> None:
        answer(journey, letter, by, actors.municipality.pk, now=NOW)

    with pytest.raises(Refused, match="answered"):
        one_after_the_other(lambda: acknowledges(actors.assessor), lambda: acknowledges(actors.community_nurse))
    assert clean(journey)


def test_two_who_answer_a_letter_at_once_write_in_one_copy() -> None:
    actors = make_actors()
    journey = admitted_journey(actors, services=True)
    letter = written(journey, actors.nurse, ChannelDocument.CORRESPONDENCE)
    send(journey, letter, actors.nurse, actors.municipality.pk, decided=True)
    begun = at_once(lambda: answer_letter(journey, letter, by=actors.assessor, now=timezone.now()).pk, threads=4)
    assert len(set(begun)) == 1
