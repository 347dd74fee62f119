"""`manage.py explain channel`: the moments of a sending, whom nobody knows, limits of an area (DESIGN §8; RULES 2a)."""

from pathlib import Path
from typing import Any

import pytest

from tests.domain.discharge.explain.test_explain import facts_file, refused, run

__all__ = ["facts_file"]

# Sent on Monday 30 November at 13; what is expected when, and when the plan was first sent.
MOMENTS = {"sent_at": "2026-11-30T13:00+01:00"}


@pytest.mark.parametrize(
    ("row", "said", "phone"),
    [
        ("O4 soon", {"action_expected_at": "2026-12-01T12:59+01:00"}, True),
        ("O4 not so soon", {"action_expected_at": "2026-12-01T13:00+01:00"}, False),
        ("O4 the discharge is what is expected", {"discharge_at": "2026-11-30T16:00+01:00"}, True),
        ("O4 of no sending, from now", {"sent_at": None, "discharge_at": "2026-12-01T11:59+01:00"}, True),
        ("O4 nothing expected", {}, False),
        (
            "O4 2-5 today, by a plan of noon",
            {"discharge_at": "2026-11-30T16:00+01:00", "plan_first_sent_at": "2026-11-30T12:00+01:00"},
            False,
        ),
        (
            "O4 2-5 today, by a plan after noon",
            {"discharge_at": "2026-11-30T16:00+01:00", "plan_first_sent_at": "2026-11-30T12:00:01+01:00"},
            True,
        ),
        (
            "O4 2-5 today, this is the plan",
            {
                "sent_at": "2026-11-30T11:00+01:00",
                "discharge_at": "2026-11-30T16:00+01:00",
                "plan_first_sent_at": "2026-11-30T11:00+01:00",
            },
            True,
        ),
        (
            "O1 a short stay all the same",
            {
                "stay_hours": 20,
                "discharge_at": "2026-11-30T16:00+01:00",
                "plan_first_sent_at": "2026-11-30T11:00+01:00",
            },
            True,
        ),
        (
            "O4 1-40 tomorrow, whatever was planned",
            {"action_expected_at": "2026-12-01T08:00+01:00", "plan_first_sent_at": "2026-11-29T12:00+01:00"},
            True,
        ),
    ],
)
def test_channel_reads_the_moments_of_a_sending(facts: Path, row: str, said: dict[str, Any], phone: bool) -> None:
    """DESIGN §8, RULES 2a O4; flowchart 1-40, 2-5."""
    answer = run(facts, "channel", {"elder_care": True, "social": False, "stay_hours": 50, **MOMENTS, **said})
    assert (answer["phone_required"], answer.get("ignored")) == (phone, None), row


@pytest.mark.parametrize(
    ("said", "row"),
    [
        ({"known_to_municipality": False, "speciality": "somatic", "needs_municipal_services": True}, "C7"),
        ({"known_to_municipality": False, "speciality": "psychiatric"}, "C9"),
        ({"known_to_municipality": True, "speciality": "psychiatric"}, "C10"),
        ({"known_to_municipality": False, "speciality": "somatic", "elder_care": True}, "C1"),
    ],
)
def test_channel_whom_the_municipality_does_not_know_neither_area_has(
    facts: Path, said: dict[str, Any], row: str
) -> None:
    report = run(facts, "channel", {"stay_hours": 50, **said})["kinds"]["admission_report"]
    assert report["rule"] == row


@pytest.mark.parametrize(
    ("points", "said", "answer"),
    [
        ({"G5": "72"}, {"stay_hours": 71.9}, ("O1", False, True)),
        ({"G5": "12"}, {"stay_hours": 12}, ("C1", True, False)),
        ({"G6": "48"}, {"stay_hours": 80, "action_within_hours": 47.9}, ("C1", True, True)),
        ({"G6": 2}, {"stay_hours": 80, "action_within_hours": 2}, ("C1", True, False)),
    ],
)
def test_channel_by_the_limits_of_an_area(
    facts: Path, points: dict[str, str], said: dict[str, Any], answer: tuple[str, bool, bool]
) -> None:
    """RULES §7 G5, G6: whole limits are not shorter; the version says what was decided otherwise."""
    found = run(facts, "channel", {"elder_care": True, "social": False, **said, "open_points": points})
    plan = found["kinds"]["care_pathway_plan"]
    assert (plan["rule"], plan["allowed"], found["phone_required"]) == answer
    assert [f"{point}={value}" in plan["verdict"]["version"] for point, value in points.items()] == [True]


@pytest.mark.parametrize(
    "points",
    [
        *({"G5": "0"}, {"G6": 73}, {"G1": "morgen"}, {"G2": "15-8"}, {"G3": ""}, {"G4": None}, {"G5": ["24"]}),
        *({"G5": True}, {"G7": "24"}, {"A1": "perhaps"}, ["G5"], "G5=24"),
    ],
    ids=str,
)
def test_channel_refuses_a_limit_that_nobody_can_read(facts: Path, points: object) -> None:
    assert refused(facts, "channel", {"open_points": points}) == [("open_points", "open_point_invalid")]
