"""What may be known of a part beside its whole: nobody of one to four, nor the rest of it (RULES 6)."""

import pytest

from principles.indicators.rules.suppression import hides_no_small


@pytest.mark.parametrize(
    ("part", "whole", "may_be_known"),
    [
        ((5,), (10,), True),
        ((0,), (10,), True),
        ((10,), (10,), True),
        ((4,), (10,), False),
        ((6,), (10,), False),
        ((1,), (1,), False),
        ((0,), (4,), False),
        # Each count by itself: all, and those who met it.
        ((10, 5), (20, 10), True),
        ((10, 5), (20, 9), False),
        ((10, 4), (20, 10), False),
    ],
)
def test_a_part_and_the_rest_are_nobody_or_at_least_five(
    part: tuple[int, ...], whole: tuple[int, ...], *, may_be_known: bool
) -> None:
    assert hides_no_small(part, whole) is may_be_known


def test_a_part_of_other_counts_than_its_whole_is_no_part_of_it() -> None:
    with pytest.raises(ValueError, match="zip"):
        hides_no_small((5,), (10, 10))
