"""RULES 2g K-1–K-4: readiness and discharge on the same day (001-84)."""

from datetime import datetime
from typing import Any

import pytest

from discharge.readiness.rules.coincidence import CoincidenceFacts, Delay, Excluded, coincidence
from journeys.domain.history.departures import EndedBy
from tests.domain.discharge.stories import at

LEFT = EndedBy.LEFT_AGAINST_ADVICE
HOME = at("2026-11-10T16:00+01:00")
EARLIER_SAME = (at("2026-11-05T10:00+01:00"), HOME)
EARLIER = (at("2026-11-05T10:00+01:00"), at("2026-11-06T10:00+01:00"))


def ready(text: str) -> tuple[tuple[datetime, datetime], ...]:
    return ((at(text), HOME),)


@pytest.mark.parametrize(
    ("row", "facts", "coincides", "excluded"),
    [
        ("K-1 none registered", {}, True, None),
        ("K-1 same date", {"periods": ready("2026-11-10T00:00+01:00")}, True, None),
        ("K-1 day before", {"periods": ready("2026-11-09T23:59+01:00")}, False, None),
        ("K-2 an earlier period was closed otherwise", {"periods": (EARLIER,)}, True, None),
        ("K-2 the one closed", {"periods": (EARLIER, *ready("2026-11-09T10:00+01:00"))}, False, None),
        ("terminal", {"terminal": True}, None, Excluded.TERMINAL),
        ("death", {"ended_by": EndedBy.DIED}, None, Excluded.DIED),
        ("transfer", {"ended_by": EndedBy.TRANSFERRED}, None, Excluded.TRANSFERRED),
        ("V8 left, not ready", {"ended_by": LEFT, "medically_ready": False}, None, Excluded.LEFT_AGAINST_ADVICE),
        ("V8 left, not said", {"ended_by": LEFT}, None, Excluded.LEFT_AGAINST_ADVICE),
        ("V8 left, ready", {"ended_by": LEFT, "medically_ready": True}, True, None),
        ("V8 left, registered", {"ended_by": LEFT, "periods": ready("2026-11-09T10:00+01:00")}, False, None),
        ("cancelled", {"cancelled": True}, None, Excluded.CANCELLED),
        (
            "K-2 of two that it closed the later",
            {"periods": (*ready("2026-11-10T08:00+01:00"), EARLIER_SAME)},
            True,
            None,
        ),
        ("K-2 still open", {"periods": ((at("2026-11-09T10:00+01:00"), None),)}, False, None),
        ("K-2 open since the same day", {"periods": ((at("2026-11-10T10:00+01:00"), None),)}, True, None),
        ("ready in the minute of the discharge", {"periods": ((HOME, None),)}, True, None),
        (
            "V8 left with an open wait",
            {"ended_by": LEFT, "periods": ((HOME, None),), "medically_ready": False},
            True,
            None,
        ),
        ("discharged before ready", {"periods": ready("2026-11-11T10:00+01:00")}, None, Excluded.DATA_ERROR),
        ("not discharged", {"discharged_at": None}, None, None),
    ],
)
def test_each_row(row: str, facts: dict[str, Any], coincides: bool | None, excluded: Excluded | None) -> None:
    found = coincidence(CoincidenceFacts(**{"discharged_at": HOME, **facts}))
    assert (found.coincides, found.excluded) == (coincides, excluded)


@pytest.mark.parametrize(
    ("periods", "code"), [((), "coincidence.not_registered"), ((EARLIER,), "coincidence.waited_before")]
)
def test_a_8_who_waited_is_not_said_to_have_needed_no_registration(periods: Any, code: str) -> None:
    assert coincidence(CoincidenceFacts(discharged_at=HOME, periods=periods)).verdict.code == code


def test_k1_without_a_discharge_it_asks_for_the_discharge() -> None:
    assert coincidence(CoincidenceFacts(discharged_at=None)).verdict.missing == ("discharged_at",)
    assert coincidence(CoincidenceFacts(discharged_at=HOME, terminal=True)).verdict.missing == ()


def test_k3_over_midnight_does_not_coincide_however_few_hours() -> None:
    found = coincidence(
        CoincidenceFacts(
            discharged_at=at("2026-11-10T00:15+01:00"),
            periods=[(at("2026-11-09T23:30+01:00"), at("2026-11-10T00:15+01:00"))],
        )
    )
    assert (found.coincides, found.hours) == (False, 0.75)


@pytest.mark.parametrize(
    ("agreed", "delay"),
    [
        ("2026-11-10T12:00+01:00", Delay.AGREED),
        ("2026-11-10T00:00+01:00", Delay.AGREED),
        ("2026-11-09T12:00+01:00", Delay.UNAGREED),
        (None, Delay.UNAGREED),
    ],
)
def test_k4_agreed_or_not(agreed: str | None, delay: Delay) -> None:
    facts = CoincidenceFacts(
        discharged_at=HOME, periods=ready("2026-11-09T10:00+01:00"), agreed_at=at(agreed) if agreed else None
    )
    assert coincidence(facts).delay is delay


def test_the_verdict_names_its_row() -> None:
    assert coincidence(CoincidenceFacts(discharged_at=HOME, terminal=True)).verdict.rule == "K-1"
