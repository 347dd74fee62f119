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


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ('{"stay_hours": NaN}', "number_invalid"),
        ('{"stay_hours": Infinity}', "number_invalid"),
        (f'{{"stay_hours": 1{"0" * 400}}}', "number_invalid"),
        ('{"stay_hours": "24"}', "number_invalid"),
        ('{"stay_hours": true}', "number_invalid"),
        ('{"stay_hours": -0.1}', "number_too_small"),
    ],
)
def test_channel_refuses_hours_that_no_stay_has(facts: Path, said: str, code: str) -> None:
    assert refused(facts, "channel", said) == [("stay_hours", code)]


def test_channel_says_of_nothing_known_that_nothing_is_known(facts: Path) -> None:
    answer = run(facts, "channel", {})
    plan, letter = answer["kinds"]["care_pathway_plan"], answer["kinds"]["correspondence"]
    assert (plan["allowed"], plan["missing"][:2], plan["missing"][-1]) == (None, ["elder_care", "social"], "stay_hours")
    assert (letter["allowed"], answer["phone_required"]) == (True, None)


@pytest.mark.parametrize(
    ("row", "said", "rule"),
    [
        ("O2 whatever else is unknown", {"recipient": "jobcenter"}, ("O2", False)),
        ("C10 with O3: to the practice never", {"recipient": "egen læge"}, ("O3", False)),
        ("C5 forbidden by no O2 in the municipality itself", {"social": True, "elder_care": True}, ("C5", True)),
        (
            "C4 a need changes nothing",
            {"social": True, "elder_care": False, "speciality": "psychiatric"},
            ("C4", False),
        ),
        ("C8 a need that is not known is asked for", {"elder_care": False, "social": False}, ("C10", None)),
        ("C9 a need is not asked for", {"known_to_municipality": False, "speciality": "psychiatric"}, ("C9", False)),
        (
            "V10 with C1: a newborn whom elder care has",
            {"newborn": True, "elder_care": True, "social": False},
            ("C1", True),
        ),
        ("V10 with O1: short, and a newborn", {"newborn": True, "stay_hours": 3}, ("V10", False)),
    ],
)
def test_channel_of_combinations_nobody_wrote_down(
    facts: Path, row: str, said: dict[str, Any], rule: tuple[str, bool | None]
) -> None:
    plan = run(facts, "channel", {"speciality": "somatic", "stay_hours": 50, **said})["kinds"]["care_pathway_plan"]
    assert (plan["rule"], plan["allowed"]) == rule, row


def test_a_stay_has_no_hours_yet_but_never_fewer(facts: Path) -> None:
    said = {"elder_care": True, "speciality": "somatic", "recipient": "hospital"}
    assert run(facts, "channel", {**said, "stay_hours": 0})
    assert [field for field, _code in refused(facts, "channel", {**said, "stay_hours": -1})] == ["stay_hours"]
