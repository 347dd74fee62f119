"""RULES §7: what an administrator types as a limit is kept in one way, or refused."""

import pytest

from discharge.settings.rules.limits import InvalidLimit, LimitForm, as_written, is_limit
from discharge.settings.rules.open_points import OPEN_POINTS

F = LimitForm


@pytest.mark.parametrize(
    ("form", "typed", "kept"),
    [
        (F.CLOCKS, "23:00, 7, 15.00", "07.00, 15.00, 23.00"),
        (F.CLOCKS, "kl. 7 og 15.00", "07.00, 15.00"),
        (F.CLOCKS, "7, 07.00", "07.00"),
        (F.SPAN, "8-15", "08.00–15.00"),
        (F.SPAN, "08.00 til 15:30", "08.00–15.30"),
        (F.CLOCK, "kl. 14.30", "14.30"),
        (F.HOURS, " 024 ", "24"),
    ],
)
def test_it_is_kept_as_people_write_it(form: LimitForm, typed: str, kept: str) -> None:
    assert as_written(form, typed) == kept
    assert is_limit(form, kept)
    assert typed == kept or not is_limit(form, typed)


@pytest.mark.parametrize(
    ("form", "typed"),
    [
        (F.CLOCKS, ""),
        (F.CLOCKS, "24.00"),
        (F.CLOCKS, "1, 2, 3, 4, 5, 6, 7"),
        (F.SPAN, "15-8"),
        (F.SPAN, "8-8"),
        (F.SPAN, "8"),
        (F.CLOCK, "14.60"),
        (F.CLOCK, "morgen"),
        (F.HOURS, "0"),
        (F.HOURS, "73"),
        (F.HOURS, "-1"),
        (F.HOURS, "²"),
        (F.HOURS, "24,5"),
        (F.HOURS, "9" * 5000),
    ],
)
def test_what_no_rule_can_read_is_refused(form: LimitForm, typed: str) -> None:
    with pytest.raises(InvalidLimit):
        as_written(form, typed)
    assert not is_limit(form, typed)


def test_every_default_is_an_answer() -> None:
    limits = [point for point in OPEN_POINTS if point.form]
    assert [point.id for point in limits if not point.offers(point.default)] == []
    assert len(limits) == 6
