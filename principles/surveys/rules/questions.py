"""Surveys as data: what is asked of whom, in which version, from which day on (001-02, 001-104)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TypeAlias

Text: TypeAlias = tuple[str, str]


class SurveyName(StrEnum):
    """The three surveys."""

    # Of citizens and relatives, by a code and without a log-in.
    JOURNEY = "journey"
    # Of staff, each half-year.
    COOPERATION = "cooperation"
    # Of staff, each year.
    PRINCIPLES = "principles"


class Respondent(StrEnum):
    """Who answers: never who somebody is, only on which side they stand."""

    CITIZEN = "citizen"
    RELATIVE = "relative"
    HOSPITAL = "hospital"
    MUNICIPALITY = "municipality"
    PRACTICE = "practice"


BY_CODE = (Respondent.CITIZEN, Respondent.RELATIVE)
STAFF = (Respondent.HOSPITAL, Respondent.MUNICIPALITY, Respondent.PRACTICE)


class Scale(StrEnum):
    """The words of the five steps; step 5 is the best."""

    GOOD = "good"
    DEGREE = "degree"


# "Ved ikke", and whatever was left open.
NOT_SAID = 0
STEPS = (5, 4, 3, 2, 1)
# K1: the answers that count as a good experience.
GOOD_FROM = 4
LONGEST_TEXT = 2000


@dataclass(frozen=True, slots=True)
class SurveyQuestion:
    """One question; `words` by who is asked, since a relative is asked about somebody else."""

    key: str
    scale: Scale
    words: Mapping[Respondent, Text]
    # The K of RULES 6 that it answers; empty where it is shown beside one.
    indicator: str = ""


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A question that is answered in words, of what went well or of what did not."""

    key: str
    words: Mapping[Respondent, Text]


@dataclass(frozen=True, slots=True)
class QuestionsVersion:
    """The questions of a survey from a day on; what was answered to an earlier one stays that one's."""

    survey: SurveyName
    number: int
    valid_from: date
    questions: tuple[SurveyQuestion, ...]
    open_questions: tuple[OpenQuestion, ...] = field(default=())

    @property
    def key(self) -> str:
        """ "journey-1"."""
        return f"{self.survey.value}-{self.number}"

    def asked_of(self, respondent: Respondent) -> tuple[SurveyQuestion, ...]:
        """What somebody of that side is asked: nobody judges the cooperation with themselves."""
        return tuple(question for question in self.questions if respondent in question.words)

    def open_to(self, respondent: Respondent) -> tuple[OpenQuestion, ...]:
        """What they may answer in words."""
        return tuple(question for question in self.open_questions if respondent in question.words)


def version_on(versions: Iterable[QuestionsVersion], survey: SurveyName, on: date) -> QuestionsVersion | None:
    """The version in force on a day; None before the first."""
    held = [version for version in versions if version.survey is survey and version.valid_from <= on]
    return max(held, key=lambda version: version.valid_from, default=None)
