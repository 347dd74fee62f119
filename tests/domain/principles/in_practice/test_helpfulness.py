"""K21: what is shown of the answers to "Var det til hjælp?" (FQ8; RULES 6)."""

import pytest

from principles.in_practice.rules.helpfulness import published, uses_shown


@pytest.mark.parametrize(
    ("yes", "no", "shown"),
    [
        (5, 5, (10, 5, 50)),
        (9, 6, (10, 5, 50)),
        (14, 6, (15, 10, 67)),
        (4, 20, (None, None, None)),
        (20, 4, (None, None, None)),
        (1, 0, (None, None, None)),
    ],
)
def test_k21_is_shown_when_five_said_yes_and_five_no(yes: int, no: int, shown: tuple[int | None, ...]) -> None:
    (step,) = published({"report": (yes, no)})
    assert (step.answers, step.helped, step.percent) == shown


def test_k21_withholds_each_step_by_itself() -> None:
    assert [each.answers for each in published({"report": (9, 9), "letter": (1, 9), "ready": (7, 5)})] == [10, None, 10]


@pytest.mark.parametrize("more", [(1, 0), (0, 1), (2, 1)])
def test_k21_a_single_answer_is_not_the_difference_of_two_readings(more: tuple[int, int]) -> None:
    """Of every state: where the figures move at all, they move by five, and more than one answer can have done it."""
    for yes in range(5, 30):
        for no in range(5, 30):
            before, after = (published({"report": counts})[0] for counts in ((yes, no), (yes + more[0], no + more[1])))
            assert before.answers is not None
            assert after.answers is not None
            assert (after.answers - before.answers) % 5 == 0


def test_uses_are_told_in_fives() -> None:
    assert [uses_shown(number) for number in (0, 4, 5, 23)] == [None, None, 5, 20]
