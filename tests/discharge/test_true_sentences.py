"""What the pages say of what happened is what happened (faults T-1 … T-14, A-18, B16)."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils import translation

from desk.selectors.lists.rows import ListRow
from desk.selectors.panels.agreement import shortcuts
from desk.selectors.panels.close_out import close_out_panel
from desk.selectors.panels.extended_responsibility import WindowPanel, windows_of
from desk.selectors.panels.readiness import readiness_panel
from discharge.responsibility.selectors import strip_for
from discharge.wording.sentences import reason_words, sentence
from journeys.actions.events import NewEvent, record_event
from journeys.domain.events import EventKind as K
from journeys.domain.events import EventSource
from journeys.models import Citizen, Journey, JourneyEvent
from journeys.sentences import ended, event_sentence
from notifications.actions.outbox import relay_due
from tests.actors import Actors
from tests.discharge.waiting import admitted, march, ready, seen, waited
from tests.factories.journeys import admitted_journey, discharged_journey, end_journey, make_citizen, tell_journey
from tests.factories.readiness import make_ready

pytestmark = pytest.mark.django_db
# Friday 20 November 2026, 13:00 in Copenhagen.
NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def _danish() -> Any:
    with translation.override("da"):
        yield


def again(journey: Journey) -> Journey:
    return Journey.objects.get(pk=journey.pk)


def conditions(journey: Journey) -> dict[str, str]:
    return {view.row.condition: view.what for view in close_out_panel(again(journey)).conditions}


def headline(journey: Journey, now: datetime) -> str:
    journey = again(journey)
    strip = strip_for(journey, now=now, visible=None)
    return WindowPanel.of(
        journey,
        windows_of(journey, list(JourneyEvent.objects.filter(placement__journey=journey)), [], now=now),
        {},
        now=now,
        strip=strip,
        visible=Journey.objects.all,
    ).headline


def test_t1_nobody_did_what_a_death_made_unnecessary(actors: Actors) -> None:
    journey = admitted_journey(actors, now=NOW)
    end_journey(journey, K.DIED, at=NOW)
    said = conditions(journey)
    assert said["fmk"] == "FMK skal ikke ajourføres: borgeren er død"
    assert said["discharged"] == "Borgeren skal ikke udskrives: borgeren er død"
    assert said["other_tasks"] == "Ingen øvrige udskrivningsopgaver: borgeren er død"
    assert said["letter"] == "Epikrisen skal sendes til egen læge"


def test_t1_what_somebody_did_before_the_death_stays_done(actors: Actors) -> None:
    journey = admitted_journey(actors, now=NOW)
    tell_journey(journey, K.FMK_UPDATED, at=NOW - HOUR)
    end_journey(journey, K.DIED, at=NOW)
    assert conditions(journey)["fmk"] == "FMK er ajourført"


def test_t2_u9_what_is_done_has_no_due_time(actors: Actors) -> None:
    journey = discharged_journey(actors, now=NOW, hours_ago=80)
    tell_journey(journey, K.FMK_UPDATED, at=NOW - 81 * HOUR)
    tell_journey(journey, K.LETTER_SENT, at=NOW - 79 * HOUR)
    due = {view.row.condition: view.due_at for view in close_out_panel(again(journey)).conditions}
    assert (due["fmk"], due["letter"]) == (None, None)
    assert due["other_tasks"] is not None


def told_at(journey: Journey) -> datetime | None:
    journey = again(journey)
    events = list(JourneyEvent.objects.filter(placement__journey=journey))
    return readiness_panel(journey, events, now=NOW + HOUR).periods[0].told_at


def test_t3_the_municipality_is_said_to_be_told_only_when_it_was(actors: Actors) -> None:
    journey = admitted_journey(actors, now=NOW)
    make_ready(journey, actors.nurse, at=NOW)
    assert told_at(journey) is None
    relay_due(now=NOW + timedelta(minutes=1), limit=100)
    assert told_at(journey) == NOW + timedelta(minutes=1)


def test_t3_of_a_citizen_it_does_not_serve_never(actors: Actors) -> None:
    journey = admitted_journey(actors, now=NOW, services=False)
    tell_journey(journey, K.READY_REGISTERED, at=NOW, reasons=[])
    relay_due(now=NOW + timedelta(minutes=1), limit=100)
    assert told_at(journey) is None


@pytest.mark.parametrize(
    ("hours", "who"),
    [
        pytest.param(75, "Egen læge", id="T-4-by-day"),
        pytest.param(83, "Lægevagten", id="T-4-by-night"),
    ],
)
def test_t4_when_the_72_hours_are_over_the_panel_names_who_the_strip_names(
    actors: Actors, hours: float, who: str
) -> None:
    left = datetime(2026, 11, 16, 8, 0, tzinfo=UTC)
    journey = discharged_journey(actors, now=left, hours_ago=0)
    now = left + hours * HOUR
    said = headline(journey, now)
    assert said == f"De 72 timer er gået. {strip_for(again(journey), now=now, visible=None).answer} svarer nu."
    assert who in said or "Lægevagt" in said


def test_t4_nobody_answers_for_the_dead(actors: Actors) -> None:
    journey = discharged_journey(actors, now=NOW, hours_ago=5)
    tell_journey(journey, K.DIED, at=NOW)
    assert headline(journey, NOW + 80 * HOUR).startswith("Borgeren er død.")


def test_t4_in_s9_the_hospital_answers_after_the_72_hours(actors: Actors) -> None:
    journey = discharged_journey(actors, now=NOW, hours_ago=80)
    tell_journey(journey, K.ACUTE_FUNCTION_STARTED, at=NOW - HOUR, referred_by="hospital")
    assert strip_for(again(journey), now=NOW, visible=None).state == "S9"
    assert "Egen læge svarer" not in headline(journey, NOW)


def test_t8_an_exemption_before_the_discharge_is_shown(actors: Actors) -> None:
    journey = admitted_journey(actors, now=NOW)
    tell_journey(journey, K.RESPONSIBILITY_EXEMPTED, at=NOW, reason="Terminal", physician="Ida Bech")
    assert headline(journey, NOW).startswith("Afdelingen har undtaget borgeren")


@pytest.mark.parametrize(
    ("stay_hours", "words"),
    [
        pytest.param(24.0003, "24 timer 1 sek.", id="T-9-a-second-more"),
        pytest.param(24.0, "24 timer", id="T-9-exactly"),
        pytest.param(93.0, "93 timer", id="T-13-no-decimals"),
        pytest.param(30.5, "30 timer 30 min", id="minutes"),
    ],
)
def test_t9_hours_are_not_rounded_to_what_they_are_more_than(stay_hours: float, words: str) -> None:
    facts = {"stay_hours": stay_hours, "longer_than_hours": 24.0}
    assert sentence({"code": "window.E2.met", "facts": facts}) == f"Indlagt i {words}, altså mere end 24 timer."


def test_t12_sharing_has_a_sentence(actors: Actors) -> None:
    said = event_sentence(K.SHARED, {"unit": str(actors.municipality.pk)}, lambda _: "Socialafdelingen")
    assert said == "Delte forløbet med Socialafdelingen"


def propose(journey: Journey, at: datetime, home: datetime) -> str:
    event = NewEvent(
        kind=K.DISCHARGE_PROPOSED,
        occurred_at=at,
        stated_at=at,
        source=EventSource.FORM,
        source_ref="proposal",
        anchor=journey.pk,
        payload={"at": home.isoformat()},
    )
    record_event(journey.citizen_id, event, now=at)
    return event.source_ref


def sources(journey: Journey, day: int) -> dict[int, str]:
    return {line.day.date.day: line.verdicts[0].source for line in seen(journey, day).lines}


def test_t14_only_days_after_an_agreed_later_discharge_cite_the_agreement(actors: Actors) -> None:
    journey = admitted(actors)
    ready(journey, march(6))
    first = propose(journey, march(8), march(10, "11:00"))
    accepted = tell_journey(journey, K.DISCHARGE_ACCEPTED, at=march(8, "12:00"), proposal_ref=first)
    said = sources(journey, 13)
    assert {day: "001-88" in source for day, source in said.items()} == {
        6: False,
        7: False,
        8: True,
        9: True,
        10: False,
        11: False,
        12: False,
    }
    evidence = {line.day.date.day: line.evidence for line in seen(journey, 13).lines}
    assert str(accepted.event.uuid) in evidence[9]
    assert str(accepted.event.uuid) not in evidence[7]


def test_t14_days_without_an_agreement_rest_on_the_law(actors: Actors) -> None:
    assert set(sources(waited(actors, march(6), march(9)), 10).values()) == {"RULES 2c P1"}


def test_a18_nothing_happens_to_72_hours_that_never_were(actors: Actors) -> None:
    journey = discharged_journey(actors, now=NOW, hours_ago=10, nursing=False)
    tell_journey(journey, K.EMERGENCY_CALLED, at=NOW - HOUR)
    window = windows_of(again(journey), list(JourneyEvent.objects.filter(placement__journey=journey)), [], now=NOW)[-1]
    assert {verdict["rule"] for verdict in window.verdicts} == {"E1", "E2", "E3", "E4", "E5"}


def test_b16_the_dead_grow_no_older(actors: Actors) -> None:
    citizen = make_citizen(cpr="2011500001")
    journey = admitted_journey(actors, citizen=citizen, now=NOW - 24 * HOUR)
    end_journey(journey, K.DIED, at=NOW - 20 * HOUR)
    for years in (0, 5):
        now = NOW + timedelta(days=365 * years + 1)
        row = ListRow(again(journey), strip_for(again(journey), now=now, visible=None), now)
        assert row.name.endswith("75\u00a0år")
    assert Citizen.objects.get(pk=citizen.pk).age_on(NOW.date()) == 76


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("formiddag.", "formiddag.", id="u11-full-stop"),
        pytest.param("Kan hun gå på trapper?", "Kan hun gå på trapper?", id="u11-question"),
        pytest.param("Skrev: i dag", "Skrev: i dag.", id="nothing"),
    ],
)
def test_u11_a_sentence_ends_with_one_mark(text: str, words: str) -> None:
    assert ended(text) == words


def test_u11_what_is_waited_for_is_said_once() -> None:
    assert reason_words({"reason": "other", "text": "Venter på elevator"}) == "elevator"


def test_u11_days_ahead_are_explained() -> None:
    assert [label for label, _ in shortcuts(NOW)] == ["I morgen", "Om 3 dage", "Om 5 dage", "Om 10 dage"]


@pytest.mark.parametrize(
    ("payload", "said"),
    [
        ({"affiliation": "municipal_services", "value": True}, "Oplyste, at borgeren får hjælp fra kommunen"),
        ({"affiliation": "social", "value": False}, "Oplyste, at borgeren ikke hører til socialområdet"),
        ({"affiliation": "nursing_home", "value": True}, "Oplyste, at borgeren bor på plejehjem"),
    ],
)
def test_u11_affiliations_are_said_as_people_speak(payload: dict[str, Any], said: str) -> None:
    assert event_sentence(K.AFFILIATION_STATED, payload, lambda _: "") == said
