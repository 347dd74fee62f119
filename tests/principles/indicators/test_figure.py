"""What a figure says of its own past in words (RULES 6; UX §1.d); no database."""

from datetime import date

import pytest
from django.utils.translation import override

from desk.selectors.figures.change import BeforeAndAfter
from desk.selectors.figures.figure import PREPARATION, Figure, figure_of
from principles.indicators.rules.publication import Sums
from principles.indicators.rules.registry import LINES, Unit
from principles.indicators.selectors import ToldCell

UNSAID = "Det kan ikke siges, om den er bedre end i foråret"
MONTHS = [date(2026, month, 1) for month in range(1, 11)]


def hours(*values: float | None) -> Figure:
    """The months of a median; None is a month that may not be shown."""
    series = [
        None if value is None else ToldCell(Sums(9, 9, 0.0, shown=True, share_shown=True, median=value), 1)
        for value in values
    ]
    return figure_of("K20.hours", MONTHS, series)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ((1, 1, 4, 5, 4, 4, 4, 6, 7, 8), "Bedre end i foråret: 7,0 timer mod 4,0 timer."),
        ((1, 1, 4, 5, 6, 4, 4, 3, 4, None), "Dårligere end i foråret: 3,5 timer mod 5,0 timer."),
        ((1, 1, 4, 4, 4, 9, 9, 4, 4, 4), "Som i foråret (4,0 timer)."),
        ((1, 1, 4, 5, 4, 4, 4, 4.5, 5, 6), "Ingen sikker forskel fra foråret: 5,0 timer mod 4,0 timer."),
        ((1, 1, None, None, 4, 4, 4, 4, 4, 4), f"{UNSAID}: for få måneder kan vises."),
        ((1, 1, 4, 5, 6, 4, 4, None, None, 9), f"{UNSAID}: for få måneder kan vises."),
    ],
)
def test_the_last_months_against_the_spring(values: tuple[float | None, ...], words: str) -> None:
    assert hours(*values).since_spring == words


def test_how_many_are_counted_on_each_side_of_the_spring() -> None:
    assert hours(1, 1, 4, None, 4, 4, 4, 6, 7, 8).spring_numbers == (18, 27)


def test_numbers_beside_a_chart_are_written_as_the_readers_language_writes_them() -> None:
    with override("da"):
        assert [tick.words for tick in hours(*[0.4] * 10).drawing.ticks] == ["0", "0,5", "1"]
    with override("en"):
        assert [tick.words for tick in hours(*[0.4] * 10).drawing.ticks] == ["0", "0.5", "1"]


def test_a_difference_has_its_unit_and_none_is_said_so() -> None:
    def gap(before: float, after: float) -> str:
        figure = hours(*[before] * 5, *[after] * 5)
        (line,) = BeforeAndAfter(MONTHS, "2026-06", lambda key: figure).lines[:1]
        return line.difference

    assert [gap(4.0, 6.2), gap(6.0, 4.0), gap(4.0, 4.0)] == ["+2,2 timer", "-2,0 timer", "ingen forskel"]


def test_a_share_says_better_only_where_the_difference_is_sure() -> None:
    def share(then: int, now: int) -> str:
        cells = [ToldCell(Sums(100, met, 0.0, shown=True, share_shown=True), 1) for met in (*[then] * 9, now)]
        return figure_of("K20", MONTHS, cells).trend

    assert share(60, 61) == "Ingen sikker forskel fra april (60 %)."
    assert share(60, 80) == "Bedre end i april (60 %)."
    assert share(80, 60) == "Dårligere end i april (80 %)."


@pytest.mark.parametrize(
    "key", [key for key, line in LINES.items() if line.unit is not Unit.SHARE and key != PREPARATION]
)
def test_what_has_no_interval_is_higher_or_lower_and_never_better(key: str) -> None:
    """A median of twelve against one of nine hundred: which is more is seen, whether it got better nobody knows."""

    def trend(then: float, now: float) -> str:
        cells = [
            ToldCell(Sums(9, 9, value * 9, shown=True, share_shown=True, median=value), 1)
            for value in [then] * 9 + [now]
        ]
        return figure_of(key, MONTHS, cells).trend

    assert trend(10, 30).startswith("Højere end i april (")
    assert trend(30, 10).startswith("Lavere end i april (")


def test_a_month_outside_the_limits_is_marked_and_said() -> None:
    months = [*(date(2025, month, 1) for month in range(1, 13)), date(2026, 1, 1)]
    cells = [ToldCell(Sums(100, met, 0.0, shown=True, share_shown=True), 1) for met in (*[60, 62] * 6, 95)]
    figure = figure_of("K20", months, cells)
    assert [(row.month, row.signal_words) for row in figure.signalled] == [(months[-1], "uden for grænserne")]
    assert len(figure.drawing.breaks) == 1
