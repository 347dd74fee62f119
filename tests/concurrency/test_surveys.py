"""Surveys at once: one code is counted once, one person is counted once, and no answer of a group is lost."""

from datetime import UTC, datetime

import pytest
from django.core.cache import cache

from discharge.wording.refused import RefusedByRule
from principles.models import SurveyBatch, SurveyCode, SurveyTally
from principles.surveys.actions import answer_as_staff, withdraw_codes
from principles.surveys.rules.questions import SurveyName
from tests.actors import make_actors
from tests.concurrency.threads import at_once
from tests.desk.surveys.making import answered, codes_made

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
NOW = datetime(2026, 11, 10, 10, tzinfo=UTC)


def test_a_code_used_eight_times_at_once_is_counted_once() -> None:
    cache.clear()
    codes = codes_made(make_actors(), NOW)[1]

    def attempt() -> bool:
        try:
            answered(codes[0], NOW)
        except RefusedByRule:
            return False
        return True

    assert sum(at_once(attempt)) == 1
    assert SurveyTally.objects.get().answered == 1


def test_eight_answers_of_a_group_at_once_are_all_counted() -> None:
    cache.clear()
    codes = list(codes_made(make_actors(), NOW)[1])
    at_once(lambda: answered(codes.pop(), NOW))
    tally = SurveyTally.objects.get()
    assert (tally.answered, tally.counts["discharge"][5]) == (8, 8)


def test_a_person_who_sends_twice_at_once_is_counted_once() -> None:
    actors = make_actors()

    def attempt() -> bool:
        try:
            answer_as_staff(SurveyName.COOPERATION, steps={"in_time": 4}, by=actors.nurse, now=NOW)
        except RefusedByRule:
            return False
        return True

    assert sum(at_once(attempt)) == 1
    assert SurveyTally.objects.get().answered == 1


def test_what_is_withdrawn_while_it_is_used_is_one_of_both() -> None:
    cache.clear()
    actors = make_actors()
    batch, codes = codes_made(actors, NOW)
    left = list(codes[:7])

    def attempt() -> bool:
        try:
            code = left.pop()
        except IndexError:
            withdraw_codes(batch.pk, handed_out=0, by=actors.nurse, now=NOW)
            return False
        try:
            answered(code, NOW)
        except RefusedByRule:
            return False
        return True

    counted = sum(at_once(attempt))
    told = SurveyTally.objects.first()
    assert (told.answered if told else 0) == counted
    assert SurveyBatch.objects.get().number == 0
    assert not SurveyCode.objects.exists()
