"""RULES 6, K8: what waiting costs is the ledger's own answer, restated when a tariff is, and tells of no few."""

import csv
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from io import StringIO
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from desk.selectors.figures.page import Charged
from desk.selectors.figures.readings import FigureReading
from discharge.models import Tariff
from discharge.payment.actions.tariffs import load_tariffs, save_tariff
from discharge.payment.selectors.ledger import ledger_of
from journeys.domain.events import EventKind as K
from journeys.models import Journey
from notifications.actions.outbox import relay_due
from organisations.models import CooperationArea
from principles.indicators.actions.cells import keep_cells, recount_all
from principles.indicators.rules.registry import INDICATORS, LINES, Unit
from principles.models import CellMark, IndicatorCase, IndicatorCell
from tests.actors import Actors
from tests.domain.principles.indicators.test_publication import Solver
from tests.principles.indicators.story import DAY, Story, at
from tests.principles.indicators.test_everything_told import in_workbook
from tests.principles.indicators.test_page import MONTHS_BEFORE, area, case, client_of, cluster, published
from tests.principles.indicators.test_pdf import words_of

pytestmark = pytest.mark.django_db
__all__ = ["area", "cluster"]
CHARGES = tuple(line.key for line in INDICATORS["K8"].lines if line.unit is Unit.KRONER)
REASON = "nursing_home_place|municipality"


def waited(actors: Actors, ward: Any = None, days: int = 3) -> Story:
    """Ready on Tuesday 13 October 2026, home so many days later."""
    story = Story(actors)
    story.ward = ward or story.ward
    story.message(K.ADMITTED, 0)
    story.ready(26, "nursing_home_place")
    story.message(K.DISCHARGED, 26 + days * DAY)
    return story


def of_2026(payee: str, amount: str, **more: Any) -> Tariff:
    """A row of the year; from the first of January unless said otherwise."""
    values = {"speciality": "somatic", "day_from": 1, "valid_from": date(2026, 1, 1), "valid_to": date(2026, 12, 31)}
    return Tariff(payee=payee, amount_dkk=Decimal(amount), price_level_year=2026, **{**values, **more})


def test_by_hand_three_days_at_the_rates_of_the_demo(actors: Actors) -> None:
    """2c: the region 3 × 2.520; the state 2 × 2.520 for the first two and 5.040 for the third."""
    load_tariffs(demo=True)
    story = waited(actors)
    assert story.counted("K8", *CHARGES) == {
        "K8": [(10, 1, 3.0)],
        "K8.region": [(10, 1, 7560.0)],
        "K8.state": [(10, 1, 10080.0)],
    }
    ledger = ledger_of(Journey.objects.get(), now=timezone.now()).counted
    assert (ledger.region_dkk, ledger.state_dkk) == (7560, 10080)


def test_a_day_without_a_tariff_has_no_amount_and_psychiatry_has_its_own_lines(actors: Actors) -> None:
    """A13, A14: no row, no amount; psychiatry is charged by the region here and by nobody knows what by the state."""
    assert waited(actors).counted(*CHARGES) == {"K8.region": [(10, 0, None)], "K8.state": [(10, 0, None)]}
    of_2026("region", "2400.50", speciality="psychiatric").save()
    assert waited(actors, actors.psychiatric_ward, 2).counted(*CHARGES) == {
        "K8.psychiatric": [(10, 1, 4801.0)],
        "K8.psychiatric_state": [(10, 0, None)],
    }


def amounts() -> dict[tuple[int, str], float | None]:
    rows = IndicatorCase.objects.filter(line__in=CHARGES)
    return {(row.month.month, row.line): row.amount for row in rows}


@pytest.fixture
def over_two_months(actors: Actors) -> Story:
    """Ready on 13 October, home on 3 November: 19 days in October, two in November; and somebody of September."""
    story = waited(actors, days=21)
    keep_cells(now=at(800))
    return story


def test_a_new_and_a_corrected_tariff_count_the_days_on_which_they_hold_anew(
    actors: Actors, over_two_months: Story
) -> None:
    assert set(amounts().values()) == {None}
    row = of_2026("region", "2520", valid_from=date(2026, 11, 1))
    save_tariff(row, by=actors.administrator, now=at(900))
    assert set(amounts().values()) == {None}
    relay_due(now=at(900), limit=10)
    assert amounts()[11, "K8.region"] == 5040
    assert amounts()[10, "K8.region"] is None
    assert CellMark.objects.exists()
    keep_cells(now=at(901))
    # It held from the second on, as it turns out: then the first of November has none.
    row.valid_from = date(2026, 11, 2)
    save_tariff(row, by=actors.administrator, now=at(902))
    relay_due(now=at(902), limit=10)
    assert amounts()[11, "K8.region"] is None
    row.valid_from, row.amount_dkk = date(2026, 10, 1), Decimal("1000.25")
    save_tariff(row, by=actors.administrator, now=at(903))
    relay_due(now=at(903), limit=10)
    keep_cells(now=at(904))
    assert (amounts()[10, "K8.region"], amounts()[11, "K8.region"]) == (19004.75, 2000.5)
    cells = {cell.month.month: (cell.numerator, cell.amount) for cell in IndicatorCell.objects.filter(line="K8.region")}
    assert cells == {10: (1, 19004.75), 11: (1, 2000.5)}
    assert list(recount_all(now=at(905), check=True)) == []


def test_a_tariff_of_other_days_derives_nobody_anew(actors: Actors, over_two_months: Story) -> None:
    IndicatorCase.objects.all().delete()
    save_tariff(of_2026("region", "2520", valid_to=date(2026, 10, 12)), by=actors.administrator, now=at(900))
    relay_due(now=at(900), limit=10)
    assert not IndicatorCase.objects.exists()
    later = of_2026("state", "2520", valid_from=date(2026, 11, 2), valid_to=None)
    save_tariff(later, by=actors.administrator, now=at(901))
    relay_due(now=at(901), limit=10)
    assert IndicatorCase.objects.exists()


def charged(actors: Actors, on: date, times: int, *, psychiatric: bool = False, known: bool = True) -> None:
    """So many who waited two days, with what that costs."""
    lines = ("K8.psychiatric", "K8.psychiatric_state") if psychiatric else ("K8.region", "K8.state")
    values = {"detail": REASON, "speciality": "psychiatric" if psychiatric else "somatic"}
    case(actors, "K8", on, times, amount=2.0, **values)
    for line in lines:
        case(actors, line, on, times, amount=5040.5 if known else None, numerator=int(known), **values)


def rows_of(client: Client, scope: str = "") -> Iterator[dict[str, Any]]:
    rows = client.get("/api/v1/figures/", {"scope": scope} if scope else {}).json()
    return (row for row in rows if row["line"] in ("K8", *CHARGES))


def test_page_file_workbook_paper_and_program_say_the_same_kroner(actors: Actors, cluster: Client) -> None:
    for on in MONTHS_BEFORE:
        charged(actors, on, 8)
    charged(actors, date(2026, 10, 5), 10)
    published()
    told = {(row["line"], row["month"]): row for row in rows_of(cluster)}
    row = told["K8.region", "2026-10"]
    assert (row["unit"], row["denominator"], row["value"], row["words"]) == ("kroner", 10, 50405, "50.405 kr.")
    assert row["per_1000"] is None
    file = cluster.get("/noegletal.csv").content.decode("utf-8-sig")
    (line,) = (
        each
        for each in csv.DictReader(StringIO(file), delimiter=";")
        if (each["Linje"], each["Måned"]) == ("K8.state", "2026-10")
    )
    assert (line["Enhed"], line["Nævner"], line["Værdi"], line["Med ord"]) == ("kroner", "10", "50405,0", "50.405 kr.")
    book = [each for each in in_workbook(cluster.get("/noegletal.xlsx").content) if each["C"] == "K8.state"]
    assert ("2026-10", "50405", "50.405 kr.") in {(each["H"], each.get("L"), each["O"]) for each in book}
    assert "oktober 2026 Plejehjemsplads (kommunen) 50.405 kr. 10" in words_of(cluster.get("/noegletal.pdf"))
    page = " ".join(cluster.get("/noegletal/").content.decode().split())
    assert "Regionens opkrævning for ventedøgn" in page
    assert '<td class="number">50.405 kr. <small>n = 10</small></td>' in page
    assert '<td class="number">50.405 kr.</td></tr>' in page
    assert "oktober 2026 I alt af det viste 50.405 kr. –" in words_of(cluster.get("/noegletal.pdf"))
    # No amount is tied to one citizen: behind it nobody is listed.
    asked = {"line": "K8.region", "month": "2026-10"}
    assert client_of(actors.nurse).get("/api/v1/figures/journeys/", asked).status_code == 400


def test_what_the_shown_come_to_has_nothing_hidden_in_it() -> None:
    told, hidden = FigureReading("", 100.0, 9), FigureReading("vises ikke")
    months = [date(2026, 10, 1), date(2026, 11, 1)]
    side = Charged(LINES["K8.region"], months, [("a", [told, hidden]), ("b", [hidden, hidden]), ("c", [told, hidden])])
    assert [words for _month, _readings, words in side.table] == ["200 kr.", "vises ikke"]


@pytest.mark.parametrize(("known", "words"), [(0, "takst mangler"), (6, "vises ikke")])
def test_what_some_days_cost_is_not_told_as_what_all_cost(
    known: int, words: str, actors: Actors, cluster: Client
) -> None:
    for on in MONTHS_BEFORE:
        charged(actors, on, 8)
    charged(actors, date(2026, 10, 5), known)
    charged(actors, date(2026, 10, 6), 10 - known, known=False)
    published()
    (row,) = (row for row in rows_of(cluster) if (row["line"], row["month"]) == ("K8.region", "2026-10"))
    assert (row["denominator"], row["value"], row["words"]) == (10, None, words)


def test_amounts_and_days_together_tell_of_no_few(actors: Actors, area: CooperationArea, cluster: Client) -> None:
    """October: twenty who waited, three of them in psychiatry. Neither's amount is told, nor how many they were."""
    for on in MONTHS_BEFORE:
        charged(actors, on, 8)
        charged(actors, on, 7, psychiatric=True)
    charged(actors, date(2026, 10, 5), 17)
    charged(actors, date(2026, 10, 6), 3, psychiatric=True)
    published()
    equations, scopes = [], ("region", f"area-{area.pk}", f"hospital-{actors.hospital.pk}")
    for scope in (*scopes, f"municipality-{actors.municipality.pk}"):
        for row in rows_of(cluster, scope):
            psychiatric = row["line"].startswith("K8.psychiatric")
            if row["denominator"] is None:
                assert row["value"] is None
                continue
            who = {"K8": ("somatic", "psychiatric")}.get(row["line"], ("psychiatric" if psychiatric else "somatic",))
            equations.append({(row["month"], each): 1 for each in who})
            if row["month"] == "2026-10":
                assert row["line"] == "K8", (scope, row)
    column = {key: place for place, key in enumerate(sorted({key for each in equations for key in each}))}
    solver = Solver([{column[key]: 1 for key in each} for each in equations])
    assert solver.solves({column["2026-09", "psychiatric"]: 1})
    assert not solver.solves({column["2026-10", "psychiatric"]: 1})
