"""A-30: nobody is asked for a report of admission where table 2a forbids it (C1–C10; 001-70, 001-71)."""

import pytest

from discharge.channel.rules.report_task import admission_report, report_task
from discharge.settings.rules.open_points import Choices
from journeys.domain.citizen.citizen_facts import Affiliation, CitizenFacts
from journeys.domain.events import EventKind as K
from journeys.domain.history.history import History
from journeys.domain.state.fold import fold
from tests.factories.events import event

ASKED = event(K.ADMITTED, 0, report_of_admission=True, municipality="viborg", provider="m1", hospital="h")
SENT = event(K.REPORT_OF_ADMISSION_SENT, 1)
A = Affiliation

# (row, elder care, social, speciality, asked)
TABLE: list[tuple[str, bool | None, bool | None, str, bool]] = [
    ("C1", True, False, "somatic", True),
    ("C2", True, False, "psychiatric", True),
    ("C3", False, True, "somatic", False),
    ("C4", False, True, "psychiatric", False),
    ("C5", True, True, "somatic", True),
    ("C6", True, True, "psychiatric", True),
    ("C7", False, False, "somatic", False),
    ("C9", False, False, "psychiatric", False),
    ("C10", None, None, "somatic", True),
    ("C10 elder care unknown, social", None, True, "unknown", True),
]


def facts(elder: bool | None, social: bool | None) -> CitizenFacts:
    known = {A.ELDER_CARE: elder, A.SOCIAL: social, A.COMMUNITY_NURSING: True}
    return CitizenFacts({each: value for each, value in known.items() if value is not None})


@pytest.mark.parametrize(("row", "elder", "social", "speciality", "asked"), TABLE, ids=[row[0] for row in TABLE])
def test_a30_the_report_is_asked_for_where_it_may_be_sent(
    row: str, elder: bool | None, social: bool | None, speciality: str, asked: bool
) -> None:
    task = report_task(fold(History([ASKED]), facts(elder, social)), speciality)
    assert (task is not None) is asked


@pytest.mark.parametrize(
    ("speciality", "allowed"), [("somatic", True), ("psychiatric", False), ("unknown", None), (None, None)]
)
def test_a30_the_table_is_asked_for_the_speciality_of_the_ward(speciality: str | None, allowed: bool | None) -> None:
    decided = Choices({"A2": "correspondence"})
    assert admission_report(facts(True, False), speciality, decided).allowed is allowed


def test_a30_a_decision_counts_here_too() -> None:
    both = facts(True, True)
    assert report_task(fold(History([ASKED]), both), "somatic", Choices({"A1": "forbidden"})) is None


def test_a_sent_report_is_asked_for_no_more() -> None:
    assert report_task(fold(History([ASKED, SENT]), facts(True, False)), "somatic") is None
