"""What psychiatry and the municipality tell each other at admission (001 bilag 2, B2-P3 b, B2-P4 b; C4, C9)."""

from datetime import date
from typing import Any

import pytest

from discharge.channel.rules.psychiatric_contact import CONTACTED_WITHIN, contact_task, telling_task
from discharge.settings.rules.open_points import Choices
from journeys.domain.citizen.citizen_facts import Affiliation, CitizenFacts
from journeys.domain.events import EventKind as K
from journeys.domain.events import EventRecord
from journeys.domain.history.history import History
from journeys.domain.state.fold import JourneyState, fold
from tests.factories.events import at, event

A = Affiliation
# Admitted on 16 November 2026.
CHILD, ADULT, EIGHTEEN_TODAY = date(2010, 5, 1), date(1950, 5, 1), date(2008, 11, 16)
EIGHTEEN_TOMORROW = date(2008, 11, 17)
ADMITTED = event(K.ADMITTED, 0, municipality="viborg", provider="ward", hospital="hospital")


def letter(kind: str, **roles: str) -> EventRecord:
    return event(K.DOCUMENT_SENT, 2, document_kind=kind, receivers=tuple(roles), roles=roles)


def state_of(*events: EventRecord, **known: bool) -> tuple[History, JourneyState]:
    facts = CitizenFacts({A[name.upper()]: value for name, value in known.items()})
    history = History([ADMITTED, *events])
    return history, fold(history, facts)


CALL = {"caller_role": "ward", "question": "q"}
# (case, events, affiliations, speciality, born, the ward is asked)
CONTACT: list[tuple[str, tuple[EventRecord, ...], dict[str, bool], str, date | None, bool]] = [
    ("B2-P3 b a child nobody knows", (), {}, "psychiatric", CHILD, True),
    ("B2-P3 b not served", (), {"elder_care": False, "social": False}, "psychiatric", CHILD, True),
    ("B2-P3 b served: it is told", (), {"social": True}, "psychiatric", CHILD, False),
    ("B2-P3 b the day before 18", (), {}, "psychiatric", EIGHTEEN_TOMORROW, True),
    ("B2-P3 b 18 on the day", (), {}, "psychiatric", EIGHTEEN_TODAY, False),
    ("B2-P3 b an adult", (), {}, "psychiatric", ADULT, False),
    ("B2-P3 b age unknown", (), {}, "psychiatric", None, False),
    ("B2-P3 b somatic", (), {}, "somatic", CHILD, False),
    ("B2-P3 b speciality unknown", (), {}, "unknown", CHILD, False),
    ("C9 written to", (letter("correspondence", viborg="municipality"),), {}, "psychiatric", CHILD, False),
    ("C9 the social area written to", (letter("correspondence", unit="social"),), {}, "psychiatric", CHILD, False),
    ("C9 the practice alone", (letter("correspondence", gp="gp"),), {}, "psychiatric", CHILD, True),
    ("C9 rung to", (event(K.CALL_LOGGED, 1, caller_organisation="viborg", **CALL),), {}, "psychiatric", CHILD, False),
    ("C9 rung elsewhere", (event(K.CALL_LOGGED, 1, caller_organisation="gp", **CALL),), {}, "psychiatric", CHILD, True),
    ("C9 rung to nobody", (event(K.CALL_LOGGED, 1, **CALL),), {}, "psychiatric", CHILD, True),
    (
        "C9 its helper rang",
        (event(K.CALL_LOGGED, 1, caller_role="helper", question="q"),),
        {},
        "psychiatric",
        CHILD,
        False,
    ),
    (
        "B2-P5 invited",
        (event(K.MEETING_INVITED, 1, receivers=("viborg",), at=at(30).isoformat()),),
        {},
        "psychiatric",
        CHILD,
        False,
    ),
    ("discharged", (event(K.DISCHARGED, 5),), {}, "psychiatric", CHILD, False),
]


@pytest.mark.parametrize(
    ("case", "events", "known", "speciality", "born", "asked"), CONTACT, ids=[row[0] for row in CONTACT]
)
def test_b2_p3_the_ward_contacts_the_municipality_of_the_young_early(
    case: str, events: tuple[EventRecord, ...], known: dict[str, bool], speciality: str, born: Any, asked: bool
) -> None:
    history, state = state_of(*events, **known)
    task = contact_task(history, state, speciality, born=born, municipal={"viborg"})
    assert (task is not None) is asked
    if task is not None:
        assert (task.owner, task.opened_at, task.due_at) == ("ward", at(0), at(0) + CONTACTED_WITHIN)


# (case, events, affiliations, speciality, decided, the municipality is asked)
TELLING: list[tuple[str, tuple[EventRecord, ...], dict[str, bool], str, dict[str, str], bool]] = [
    ("C4", (), {"elder_care": False, "social": True}, "psychiatric", {}, True),
    ("C3 is somatic", (), {"elder_care": False, "social": True}, "somatic", {}, False),
    ("C2 fn 7: the report", (), {"elder_care": True, "social": False}, "psychiatric", {}, False),
    ("A2 decided for KB", (), {"elder_care": True, "social": False}, "psychiatric", {"A2": "correspondence"}, True),
    ("C6: the report", (), {"elder_care": True, "social": True}, "psychiatric", {}, False),
    ("A1 forbidden", (), {"elder_care": True, "social": True}, "psychiatric", {"A1": "forbidden"}, True),
    ("C9 not served", (), {"elder_care": False, "social": False}, "psychiatric", {}, False),
    ("C10 whether served is unknown", (), {}, "psychiatric", {}, False),
    ("C10 social, elder care unknown: KB is allowed", (), {"social": True}, "psychiatric", {}, True),
    (
        "C10 the report is asked for",
        (event(K.ADMITTED, 0, municipality="viborg", hospital="hospital", report_of_admission=True),),
        {"social": True},
        "psychiatric",
        {},
        False,
    ),
    ("reported", (event(K.REPORT_OF_ADMISSION_SENT, 1),), {"social": True}, "psychiatric", {}, False),
    (
        "sent",
        (letter("correspondence", ward="hospital"),),
        {"elder_care": False, "social": True},
        "psychiatric",
        {},
        False,
    ),
    (
        "sent to the practice",
        (letter("correspondence", gp="gp"),),
        {"elder_care": False, "social": True},
        "psychiatric",
        {},
        True,
    ),
    (
        "another kind",
        (letter("coordination_plan", ward="hospital"),),
        {"elder_care": False, "social": True},
        "psychiatric",
        {},
        True,
    ),
    ("discharged", (event(K.DISCHARGED, 5),), {"elder_care": False, "social": True}, "psychiatric", {}, False),
]


@pytest.mark.parametrize(
    ("case", "events", "known", "speciality", "decided", "asked"), TELLING, ids=[c[0] for c in TELLING]
)
def test_b2_p4_the_municipality_tells_by_korrespondance_where_the_report_may_not_be_sent(
    case: str,
    events: tuple[EventRecord, ...],
    known: dict[str, bool],
    speciality: str,
    decided: dict[str, str],
    asked: bool,
) -> None:
    history, state = state_of(*events, **known)
    task = telling_task(history, state, speciality, Choices(decided))
    assert (task is not None) is asked
    if task is not None:
        assert (task.owner, task.due_at) == ("viborg", at(24))
