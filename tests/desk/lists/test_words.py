"""Lists have a word for everything that can happen and everything that can be asked."""

from enum import StrEnum

import pytest

from desk.sentences import TASKS, news_sentence
from discharge.acute_function.rules import AcuteFunctionTask
from discharge.agreement.rules.tasks import AgreementTask
from discharge.close_out.rules.tasks import CloseOutTask
from discharge.discharge_letter.rules.tasks import LetterTask
from discharge.extended_responsibility.rules.questions import QuestionKind
from discharge.readiness.rules.tasks import ReadinessTask
from journeys.domain.events import EventKind
from journeys.domain.tasks.open_tasks import TaskKind
from journeys.sentences import UNNAMED


@pytest.mark.parametrize("kind", EventKind)
def test_every_event_has_a_word(kind: EventKind) -> None:
    assert news_sentence(kind, corrects=False)


@pytest.mark.parametrize(
    "kinds", [TaskKind, QuestionKind, ReadinessTask, AgreementTask, LetterTask, CloseOutTask, AcuteFunctionTask]
)
def test_every_task_has_a_sentence(kinds: type[StrEnum]) -> None:
    assert {kind.value for kind in kinds} <= set(TASKS)


def test_a_correction_says_so() -> None:
    assert news_sentence("discharged", corrects=True) == "Rettet: Udskrevet"


def test_a_kind_of_a_newer_version_is_told_in_words() -> None:
    assert news_sentence("something_new", corrects=False) == str(UNNAMED.label)
