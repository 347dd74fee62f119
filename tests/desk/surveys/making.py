"""Codes and answers of surveys, made by the ordinary acts."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from principles.models import SurveyBatch
from principles.surveys.actions import answer_by_code, make_codes
from principles.surveys.rules.periods import month_of
from principles.surveys.rules.questions import Respondent
from tests.actors import Actors


def codes_made(
    actors: Actors, now: datetime, *, number: int = 10, respondent: Respondent = Respondent.CITIZEN, **more: Any
) -> tuple[SurveyBatch, list[str]]:
    """A batch of this month, of the actors' hospital."""
    said: dict[str, Any] = {"hospital": actors.hospital, "speciality": "somatic", "month": month_of(now.date()), **more}
    batch, codes = make_codes(respondent=respondent, number=number, by=actors.nurse, now=now, **said)
    return batch, list(codes)


def answered(code: str, now: datetime, words: Mapping[str, str] | None = None, **steps: int) -> None:
    """One answer, of how it was to be discharged unless something else is said."""
    answer_by_code(code, steps=steps or {"discharge": 5}, words=words or {}, now=now)
