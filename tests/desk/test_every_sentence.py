"""A walk over every sentence of random journeys, in both languages and on every page (faults T-1…T-13, B21, U7–U11)."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from random import Random
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone, translation

from desk.forms.acting.table import ANSWERS, BY_NAME
from desk.sentences import TASKS, UNNAMED_TASK, news_sentence, task_sentence, why_of_task
from discharge.acute_function.rules import AcuteFunctionTask
from discharge.agreement.rules.tasks import AgreementTask
from discharge.close_out.rules.tasks import CloseOutTask
from discharge.discharge_letter.rules.tasks import LetterTask
from discharge.readiness.rules.tasks import ReadinessTask
from documents.domain.errors import CALL_ABOUT_ERROR
from documents.domain.outdated import RENEW_PLAN
from documents.domain.sorting.tasks import SORTED
from journeys.domain.events import EventKind
from journeys.domain.tasks.open_tasks import TaskKind
from journeys.models import Journey, Task
from journeys.selectors.journeys import current_journey_id
from journeys.sentences import UNNAMED, event_sentence
from medcom.domain.sending import MESSAGE_TASK
from organisations.models import Organisation, User
from tests.actors import Actors
from tests.factories.stories import PAYLOADS, SAID, Telling, tell_story
from tests.reading import problems_of_page, troubles

AsUser = Callable[[User], Client]
STORIES = 5
# Who reads, and which lists they have beside the journey's own pages.
READERS = {
    "nurse": ("/afdeling/", "/forloeb/{}/betaling/"),
    "assessor": ("/kommune/", "/kommune/?vis=alle", "/kommune/spoergsmaal/"),
    "gp": ("/praksis/", "/praksis/{}/ansvar/"),
}
PAGES = ("/forloeb/{}/", "/forloeb/{}/rapport/")


def names(actors: Actors) -> set[str]:
    """Words that are in the language they are in: names, and what people wrote."""
    people = User.objects.values_list("name", flat=True)
    units = [name for unit in Organisation.objects.select_related("root") for name in (unit.name, unit.label)]
    return {*people, *units, SAID, "Karen Prøve Madsen", "Indlæggelse og udskrivelse", "Dansk", "English"}


def troubled(client: Client, address: str, *, language: str, known: set[str]) -> Iterator[str]:
    client.cookies["django_language"] = language
    response = client.get(address)
    assert response.status_code in (200, 403, 404), address
    if response.status_code == 200:
        found = problems_of_page(response.content.decode(), language=language, names=known)
        yield from (f"{address} {language}: {each}" for each in found)


def sentences_in(value: Any, key: str = "") -> Iterator[tuple[str, str]]:
    """Every sentence of a JSON answer with its key."""
    if isinstance(value, dict):
        for name, each in value.items():
            yield from sentences_in(each, name)
    elif isinstance(value, list):
        for each in value:
            yield from sentences_in(each, key)
    elif isinstance(value, str) and key.startswith("sentence"):
        yield key, value


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("seed", range(STORIES))
def test_every_page_of_a_random_journey_can_be_read_aloud(
    actors: Actors, as_user: AsUser, seed: int, language: str
) -> None:
    journey = tell_story(actors, seed=seed, until=timezone.now() - timedelta(minutes=5))
    known, found = names(actors), []
    for reader, lists in READERS.items():
        client = as_user(getattr(actors, reader))
        for address in (*PAGES, *lists):
            found += troubled(client, address.format(journey.pk), language=language, known=known)
    assert found == []


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(STORIES))
def test_every_sentence_of_the_api_can_be_read_aloud(actors: Actors, as_user: AsUser, seed: int) -> None:
    journey = tell_story(actors, seed=seed, until=timezone.now() - timedelta(minutes=5))
    known, client = names(actors), as_user(actors.nurse)
    answers = [
        client.get(f"/api/v1/journeys/{journey.pk}/{part}").json() for part in ("", "events/", "responsibility/")
    ]
    said = [each for answer in [*answers, client.get("/api/v1/tasks/").json()] for each in sentences_in(answer)]
    assert said
    found = [
        trouble
        for key, sentence in said
        for trouble in troubles(sentence, language="en" if key.endswith("_en") else "da", names=known)
    ]
    assert found == []


def test_every_kind_of_event_is_walked() -> None:
    assert set(PAYLOADS) == set(EventKind)


# Nothing but a place to be: what a kind says depends on no row.
UNIT = SimpleNamespace(pk="11111111-2222-4333-8444-555555555555", root_id="11111111-2222-4333-8444-555555555555")
ANYWHERE: Any = SimpleNamespace(
    **dict.fromkeys(("ward", "psychiatric_ward", "municipality", "nursing", "social_unit", "practice"), UNIT)
)


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("kind", list(EventKind))
def test_every_kind_of_event_has_a_sentence_and_news(kind: EventKind, language: str) -> None:
    telling = Telling(ANYWHERE, Random(1), Journey(), timezone.now())
    with translation.override(language):
        said = event_sentence(kind, PAYLOADS[kind](telling), lambda unit: SAID if unit else "")
        news = news_sentence(kind.value, corrects=False)
        assert said != str(UNNAMED.says)
        assert news != str(UNNAMED.label)
        assert [each for words in (said, news) for each in troubles(words, language=language, names=[SAID])] == []


_TASK_ENUMS = (TaskKind, ReadinessTask, AgreementTask, LetterTask, CloseOutTask, AcuteFunctionTask)
TASK_KINDS = sorted({*(str(kind) for kinds in _TASK_ENUMS for kind in kinds), *TASKS})


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("kind", TASK_KINDS)
def test_every_kind_of_task_says_what_and_why(kind: str, language: str) -> None:
    with translation.override(language):
        assert task_sentence(kind) != str(UNNAMED_TASK)
        assert why_of_task(kind)
        said = (task_sentence(kind), why_of_task(kind))
        assert [each for words in said for each in troubles(words, language=language)] == []


# The entry itself is wrong: it is corrected or taken back where it stands in the timeline, as every event is.
BY_CORRECTION = {"settle_death_time", "stay_unconfirmed"}
# Answered on the letter itself, to which the task leads, or by writing one (tests/desk/documents: test_sent_in_error,
# test_delivery_line, test_sorting, test_psychiatric_contact, test_realism).
ON_THE_LETTER = {MESSAGE_TASK, "correspondence_at_admission", RENEW_PLAN}
ON_THE_LETTER |= {kind for kind in TASK_KINDS if kind.startswith((CALL_ABOUT_ERROR, SORTED))}


@pytest.mark.parametrize("kind", sorted({*TASK_KINDS} - BY_CORRECTION - ON_THE_LETTER))
def test_a25_every_kind_of_task_has_an_act_that_answers_it(kind: str) -> None:
    assert ANSWERS.get(kind) in BY_NAME


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(STORIES))
def test_every_open_task_of_a_random_journey_has_words(actors: Actors, seed: int) -> None:
    journey = tell_story(actors, seed=seed, until=timezone.now() - timedelta(minutes=5))
    kinds = set(Task.objects.filter(journey=journey).values_list("kind", flat=True))
    assert kinds <= set(TASK_KINDS)
    assert current_journey_id(journey.pk) in (None, journey.pk)
