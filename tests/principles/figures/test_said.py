"""Sentences of the figures that hold as they are read: nothing hidden is told as nought or as few (RULES 6)."""

from datetime import date

import pytest
from django.test import Client

from desk.selectors.figures.figure import Figure, figure_of
from desk.selectors.figures.readings import reading_of
from principles.indicators.rules.publication import Sums
from principles.indicators.rules.registry import LINES
from principles.indicators.selectors import ToldCell
from tests.actors import Actors
from tests.principles.indicators.test_page import area, case, cluster, published
from tests.principles.indicators.test_pdf import words_of

__all__ = ["area", "cluster"]
LOW = "En årsag, der ikke vises i en måned, er ikke med i månedens søjle, så søjlen kan være for lav."
AMONG = "Årsager, hvor en måned ikke kan vises, er ikke sammenlignet."
MONTHS = (*(date(2025, month, 1) for month in range(10, 13)), *(date(2026, month, 1) for month in range(1, 5)))


def shares(*met: int | None) -> Figure:
    """K20 of so many per hundred from October 2025; None is a month that may not be shown."""
    cells = [None if n is None else ToldCell(Sums(100, n, 0.0, shown=True, share_shown=True), 1) for n in met]
    return figure_of("K20", MONTHS, cells)


def test_a_month_of_another_year_is_named_with_its_year() -> None:
    assert shares(60, 60, 60, 60, 60, 60, 90).trend == "Bedre end i oktober 2025 (60 %)."
    assert shares(60, 60, 60, 60, 60, 60, 60).trend == "Som i oktober 2025."


@pytest.mark.parametrize(
    ("number", "met", "words", "interval"),
    [
        (4464, 4459, "over 99 %", "99,7–100,0 %"),
        (4451, 70, "2 %", "1–2 %"),
        (11963, 20, "under 1 %", "0,1–0,3 %"),
        (12495, 6, "under 1 %", "0,0–0,1 %"),
    ],
)
def test_an_interval_is_as_fine_as_it_takes_for_its_ends_to_differ(
    number: int, met: int, words: str, interval: str
) -> None:
    reading = reading_of(LINES["K20"], ToldCell(Sums(number, met, 0.0, shown=True, share_shown=True), 1))
    assert (reading.words, reading.interval) == (words, interval)


def hours(actors: Actors, *months: int) -> None:
    for month in months:
        case(actors, "K20.hours", date(2026, month, 5), 9, amount=7.0)


@pytest.mark.django_db
def test_where_months_are_too_few_to_compare_nobody_is_said_to_be_counted(actors: Actors, cluster: Client) -> None:
    hours(actors, 5, 6, 7)
    published()
    for told in (cluster.get("/noegletal/").content.decode(), words_of(cluster.get("/noegletal.pdf"))):
        assert "for få måneder kan vises." in told
        assert "n = 0" not in told
    hours(actors, 3, 4, 8, 9, 10)
    published()
    assert "(n = 27) mod marts–maj (n = 27)" in cluster.get("/noegletal/").content.decode()


@pytest.mark.django_db
def test_a_side_of_a_change_without_months_is_not_shown_and_has_no_number(actors: Actors, cluster: Client) -> None:
    hours(actors, 5, 6)
    for month in (7, 8, 9, 10):
        case(actors, "K17", date(2026, month, 5), 9)
    published()
    assert "0 timer" in cluster.get("/noegletal/?fra=2026-09").content.decode()
    for told in (cluster.get("/noegletal/?fra=2026-09"), cluster.get("/noegletal/?fra=2026-06")):
        assert "0 måneder" not in told.content.decode()
    assert "0 måneder" not in words_of(cluster.get("/noegletal.pdf?fra=2026-09"))


@pytest.mark.django_db
@pytest.mark.parametrize("hidden", [False, True])
def test_the_reason_that_grew_most_is_so_of_those_that_can_be_compared(
    hidden: bool, actors: Actors, cluster: Client
) -> None:
    for month in (5, 6, 7, 8, 9, 10):
        case(actors, "K8", date(2026, month, 5), 12, detail="home_measures|municipality", amount=90.0 * (month > 7) + 1)
        case(actors, "K8", date(2026, month, 5), 9, detail="temporary_place|municipality", amount=1.0)
        if hidden and month > 7:
            case(actors, "K8", date(2026, month, 6), 9, detail="nursing_home_place|municipality", amount=300.0)
    published()
    page = " ".join(cluster.get("/noegletal/").content.decode().split())
    (answer,) = (part for part in page.split("<section")[1:] if 'id="vokset"' in part[:200])
    answer, paper = answer.partition("</section>")[0], words_of(cluster.get("/noegletal.pdf"))
    assert "<strong>Foranstaltninger i hjemmet (kommunen)</strong> fra 36 til 3.276 døgn" in answer
    assert "Foranstaltninger i hjemmet (kommunen): fra 36 til 3.276 døgn." in paper
    assert [AMONG in told for told in (answer, paper)] == [hidden] * 2
    # A bar without the hidden days says so where it is drawn.
    assert (LOW in page) is hidden
    # Many who are hidden so that others' few are not told are not called few.
    assert ("vises ikke" in answer) is hidden
    assert "for få" not in answer
    assert "for få forløb" not in cluster.get("/noegletal/opfoelgning/").content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("taken", [False, True])
def test_days_whose_amounts_nobody_has_taken_yet_are_said_to_have_none(
    taken: bool, actors: Actors, cluster: Client
) -> None:
    for month in (7, 8, 9, 10):
        case(actors, "K8", date(2026, month, 5), 9, detail="home_measures|municipality", amount=2.0)
        if taken:
            case(actors, "K8.region", date(2026, month, 5), 9, detail="home_measures|municipality", amount=5040.0)
    published()
    none = "Hvad ventedøgnene koster, er ikke gjort op for nogen måned endnu."
    paper = words_of(cluster.get("/noegletal.pdf"))
    assert [none in told for told in (cluster.get("/noegletal/").content.decode(), paper)] == [not taken] * 2
