"""One situation, one answer: call log, panel, JSON and acts ask the citizen's window (RULES 2d; faults A-11, A-12)."""

from datetime import UTC, datetime, timedelta

import pytest

from desk.selectors.as_json.discharge import extended_responsibility_json
from desk.selectors.panels.extended_responsibility import WindowPanel, windows_of
from discharge.agreement.selectors import kept_story
from discharge.calls.acts import LogCall
from discharge.calls.rules import CallerRole
from discharge.extended_responsibility import acts
from discharge.responsibility.selectors import strip_for
from journeys.actions.acting.acts import Act
from journeys.domain.events import EventKind as K
from journeys.models import Journey
from tests.actors import Actors
from tests.factories.journeys import discharged_journey, tell

pytestmark = pytest.mark.django_db
# Friday 20 November 2026, 13:00 in Copenhagen; the citizen left at 8.
NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def visited_since(actors: Actors, kind: K) -> Journey:
    """Home in the 72 hours, in hospital again from hour 20 to 40 in a journey of its own, and home again."""
    first = discharged_journey(actors, now=NOW)
    about = {"provider": actors.ward, "hospital": actors.hospital, "municipality": actors.municipality}
    about |= {"class": "EMER" if kind is K.ACUTE_ARRIVED else "IMP"}
    tell(first.citizen, kind, at=NOW + 20 * HOUR, episode="again", **about)
    left = tell(first.citizen, K.DISCHARGED, at=NOW + 40 * HOUR, episode="again", **about)
    assert left.journey is not None
    assert left.journey.pk != first.pk
    return left.journey


LATER = NOW + 45 * HOUR
VISITS = pytest.mark.parametrize("kind", [K.ACUTE_ARRIVED, K.ADMITTED], ids=["A-11 X2 visit", "A-11 X1 readmission"])


@VISITS
def test_a11_a_call_on_the_newest_journey_is_answered(kind: K, actors: Actors) -> None:
    newest = visited_since(actors, kind)
    call = LogCall(
        occurred_at=LATER, caller_role=CallerRole.NURSE, question="Feber", caller_organisation=actors.nursing
    )
    said = call.do(newest, act=Act(by=actors.community_nurse, now=LATER)).event.payload
    assert (said["entitled"], said["why"]) == (True, "caller.entitled")
    assert strip_for(newest, now=LATER, visible=None).state == "S6"


@VISITS
def test_a11_panel_and_json_say_what_the_strip_says(kind: K, actors: Actors) -> None:
    newest = visited_since(actors, kind)
    panel = WindowPanel.of(
        newest,
        windows_of(newest, [], [*newest.citizen.journeys.all()], now=LATER),
        {},
        now=LATER,
        strip=strip_for(newest, now=LATER, visible=None),
        visible=Journey.objects.all,
    )
    until = strip_for(newest, now=LATER, visible=None).until
    assert (panel.state, panel.ends_at) == ("running", until)
    assert (
        extended_responsibility_json(newest, kept_story(newest), LATER, visible=Journey.objects.all)["state"]
        == "running"
    )


@VISITS
def test_a11_the_ward_can_extend_from_the_newest_journey(kind: K, actors: Actors) -> None:
    newest = visited_since(actors, kind)
    until = NOW + 100 * HOUR
    acts.Extend(until=until, reason="Uafklaret feber").do(newest, act=Act(by=actors.doctor, now=LATER))
    assert strip_for(newest, now=LATER + HOUR, visible=None).until == until


@pytest.mark.parametrize("hours", [90, 99, 110])
def test_a12_in_the_acute_function_of_the_hospital_it_answers_around_the_clock(hours: int, actors: Actors) -> None:
    journey = discharged_journey(actors, now=NOW)
    about = {"referred_by": "hospital", "organisation": actors.nursing}
    tell(journey.citizen, K.ACUTE_FUNCTION_STARTED, at=NOW + HOUR, anchor=journey.pk, **about)
    at = NOW + hours * HOUR
    call = LogCall(
        occurred_at=at, caller_role=CallerRole.NURSE, question="Antibiotika", caller_organisation=actors.nursing
    )
    said = call.do(journey, act=Act(by=actors.community_nurse, now=at)).event.payload
    assert strip_for(journey, now=at, visible=None).state == "S9"
    assert (said["entitled"], said["why"]) == (True, "caller.acute_function")


def test_an_undecided_window_is_over_when_its_72_hours_are(actors: Actors) -> None:
    journey = discharged_journey(actors, now=NOW, hours_ago=480, nursing=None)
    call = LogCall(occurred_at=NOW, caller_role=CallerRole.NURSE, question="Feber", caller_organisation=actors.nursing)
    said = call.do(journey, act=Act(by=actors.community_nurse, now=NOW)).event.payload
    assert (said["entitled"], said["why"]) == (False, "caller.window_over")
    assert strip_for(journey, now=NOW, visible=None).state == "S7"
