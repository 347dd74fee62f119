"""The two lines of RULES 2d, from the database, at any moment."""

from datetime import UTC, datetime, timedelta

import pytest

from discharge.responsibility.selectors import strip_for, strips_for
from journeys.domain.events import EventKind as K
from tests.actors import Actors
from tests.factories.journeys import admitted_journey, discharged_journey, end_journey, tell_journey

pytestmark = pytest.mark.django_db
# Friday 20 November 2026, 13:00 in Copenhagen.
NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def test_admitted_the_named_doctor_is_responsible_and_the_ward_answers(actors: Actors) -> None:
    strip = strip_for(admitted_journey(actors, now=NOW), now=NOW, visible=None)
    assert (strip.state, strip.physician, strip.answer) == ("S3", "Henrik Dalsgaard, Medicin 1", "Medicin 1")


def test_without_a_name_the_wards_chief_is_shown_and_someone_must_find_out(actors: Actors) -> None:
    strip = strip_for(admitted_journey(actors, now=NOW, physician=""), now=NOW, visible=None)
    assert strip.physician == "Afdelingens ledende læge, Medicin 1"
    assert [alert["code"] for alert in strip.alerts] == ["pal.unnamed"]


def test_during_72_hours_the_practice_is_responsible_and_the_ward_answers_until_the_end(actors: Actors) -> None:
    strip = strip_for(discharged_journey(actors, now=NOW), now=NOW, visible=None)
    assert (strip.state, strip.physician, strip.answer) == ("S6", "Egen læge Lægehuset Eksempelgade", "Medicin 1")
    assert (strip.label, strip.until) == ("Afdelingen svarer (udvidet behandlingsansvar)", NOW + timedelta(hours=67))


@pytest.mark.parametrize(
    ("kind", "facts", "state"),
    [(K.EMERGENCY_CALLED, {}, "S11"), (K.ACUTE_FUNCTION_STARTED, {"referred_by": "hospital"}, "S9")],
)
def test_the_end_of_a_window_beneath_another_answer_is_not_its_end(
    actors: Actors, kind: K, facts: dict[str, str], state: str
) -> None:
    journey = discharged_journey(actors, now=NOW)
    tell_journey(journey, kind, at=NOW - timedelta(hours=1), **facts)
    strip = strip_for(journey, now=NOW, visible=None)
    assert (strip.state, strip.until, strip.following, strip.changes_at) == (state, None, "", None)


def test_after_72_hours_the_practice_answers_until_it_closes_and_then_the_doctor_on_call(actors: Actors) -> None:
    journey = discharged_journey(actors, now=NOW, hours_ago=73)
    strip = strip_for(journey, now=NOW, visible=None)
    assert (strip.state, strip.answer, strip.following) == ("S7", "Egen læge Lægehuset Eksempelgade", "Lægevagten")
    assert strip.changes_at == datetime(2026, 11, 20, 15, 0, tzinfo=UTC)
    assert strip_for(journey, now=NOW + timedelta(hours=4), visible=None).answer == "Lægevagten"


def test_an_undecided_window_says_what_is_missing_and_shows_the_ward(actors: Actors) -> None:
    strip = strip_for(discharged_journey(actors, now=NOW, nursing=None), now=NOW, visible=None)
    assert (strip.state, strip.answer) == ("S6u", "Medicin 1")
    assert strip.unknown == "Vi mangler at vide, om borgeren får kommunal sygepleje (kommunen er spurgt)"


def test_an_unknown_practice_is_said_not_guessed(actors: Actors) -> None:
    strip = strip_for(discharged_journey(actors, now=NOW, no_gp=True), now=NOW, visible=None)
    assert (strip.physician, strip.physician_unknown) == ("", "egen læge ukendt")


def test_the_dead_have_nobody_responsible(actors: Actors) -> None:
    journey = admitted_journey(actors, now=NOW)
    end_journey(journey, K.DIED, at=NOW)
    strip = strip_for(journey, now=NOW, visible=None)
    assert (strip.state, strip.physician_unknown, strip.call) == ("S10", "ingen, borgeren er død", None)


def test_any_number_of_strips_costs_two_queries(actors: Actors, django_assert_num_queries: object) -> None:
    journeys = [discharged_journey(actors, now=NOW) for _ in range(5)]
    tell_journey(journeys[0], K.NOTE_WRITTEN, at=NOW, text="Ringet op.")
    with django_assert_num_queries(2):  # type: ignore[operator]
        strips_for(journeys, now=NOW, visible=None)


def test_what_comes_after_the_72_hours_is_the_doctor_on_call_when_they_end_at_night(actors: Actors) -> None:
    evening = NOW + timedelta(hours=9)
    strip = strip_for(discharged_journey(actors, now=evening, hours_ago=0), now=evening, visible=None)
    assert (strip.changes_at, strip.following) == (evening + timedelta(hours=72), "Lægevagten")
