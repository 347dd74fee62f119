"""All numbers of page, file, workbook, paper and API together give no cell of one to four away (RULES 6)."""

import csv
from datetime import date
from io import BytesIO, StringIO
from random import Random
from typing import Any
from zipfile import ZipFile

import pytest
from django.test import Client
from django.utils.formats import date_format
from lxml import etree

from organisations.models import CooperationArea, CooperationAreaMember, Organisation
from principles.indicators.selectors import Areas
from principles.models import IndicatorCase
from tests.actors import Actors
from tests.domain.principles.indicators.test_publication import Solver
from tests.factories.organisations import make_hospital, make_municipality
from tests.principles.indicators.test_page import area, case, cluster, published
from tests.principles.indicators.test_pdf import words_of

pytestmark = pytest.mark.django_db
__all__ = ["area", "cluster"]
MONTHS = (date(2026, 8, 1), date(2026, 9, 1), date(2026, 10, 1))
SPECIALITIES = {"Somatik": "somatic", "Psykiatri": "psychiatric", "Speciale ukendt": ""}
AGES = {"65–79 år": "65-79", "80 år og derover": "80+", "Alder ukendt": ""}
_SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def small_region(actors: Actors, area: CooperationArea, seed: int) -> list[str]:
    """Few journeys in three hospitals and four municipalities of two areas; the scopes that can be asked for."""
    random, other = Random(seed), CooperationArea.objects.create(key="oest", name="Østklyngen")
    hospitals = [actors.hospital, *(make_hospital(name) for name in ("Øst", "Vest"))]
    homes = [actors.municipality, *(make_municipality(f"Kommune {code}", code=code) for code in ("811", "812", "813"))]
    for number, home in enumerate(homes[1:]):
        CooperationAreaMember.objects.create(area=area if number == 0 else other, organisation=home)
    for month in MONTHS:
        for hospital in hospitals:
            for home in homes:
                values = {"hospital": hospital, "municipality": home, "age_group": random.choice(("", "65-79", "80+"))}
                values["speciality"] = random.choice(("somatic", "somatic", "psychiatric", "unknown"))
                case(actors, "K20", month.replace(day=7), random.choice((0, 0, 1, 3, 6)), **values)
                case(actors, "K20", month.replace(day=7), random.choice((0, 2, 5)), **values, numerator=0)
    units: list[Organisation] = [*hospitals, *homes]
    named = [f"{unit.kind}-{unit.pk}" for unit in units]
    return ["region", f"area-{area.pk}", f"area-{other.pk}", *named]


def atoms(scope: str, row: dict[str, Any]) -> dict[int, int]:
    """The cases that a row of the API adds up."""
    year, month = map(int, row["month"].split("-"))
    cases, areas = IndicatorCase.objects.filter(line="K20", month=date(year, month, 1)), Areas()
    if row["by"] == "speciality":
        cases = cases.filter(speciality=SPECIALITIES[row["group"]] or "unknown")
    if row["by"] == "age":
        cases = cases.filter(age_group=AGES[row["group"]])
    kind, _, unit = scope.partition("-")
    if kind in ("hospital", "municipality"):
        cases = cases.filter(**{kind: unit})
    return {each.pk: 1 for each in cases if kind != "area" or str(areas.at(each.municipality_id, each.on)) == unit}


def in_workbook(content: bytes) -> list[dict[str, str]]:
    """The rows of the sheet with all numbers, by the letters of their columns; an empty cell is not there."""
    with ZipFile(BytesIO(content)) as book:
        shared = etree.fromstring(book.read("xl/sharedStrings.xml"))
        texts = ["".join(map(str, each.itertext())) for each in shared]
        sheet = etree.fromstring(book.read("xl/worksheets/sheet2.xml"))
    rows = [{str(cell.get("r"))[0]: _text(cell, texts) for cell in row} for row in sheet.iter(f"{_SHEET}row")]
    return rows[1:]


def _text(cell: Any, texts: list[str]) -> str:
    if not len(cell):
        return ""
    return texts[int(cell[0].text)] if cell.get("t") == "s" else str(cell[0].text)


@pytest.mark.parametrize("seed", range(2))
def test_nothing_that_is_told_anywhere_gives_a_small_cell_away(
    actors: Actors, area: CooperationArea, cluster: Client, seed: int
) -> None:
    scopes = small_region(actors, area, seed)
    published()
    cells = dict[tuple[str, str, str], tuple[dict[int, int], int | None, int | None]]()
    for scope in scopes:
        rows = [row for row in cluster.get("/api/v1/figures/", {"scope": scope}).json() if row["line"] == "K20"]
        said = [(row["month"], row["group"], row["denominator"], row["numerator"]) for row in rows]
        file = csv.DictReader(
            StringIO(cluster.get("/noegletal.csv", {"vis": scope}).content.decode("utf-8-sig")), delimiter=";"
        )
        assert [
            (row["Måned"], row["Gruppe"], *(int(row[name]) if row[name] else None for name in ("Nævner", "Tæller")))
            for row in file
            if row["Linje"] == "K20" and row["Måned"] and "-" in row["Måned"]
        ] == said
        book = in_workbook(cluster.get("/noegletal.xlsx", {"vis": scope}).content)
        assert [
            (row["H"], row.get("G", ""), *(int(row[place]) if place in row else None for place in "JK"))
            for row in book
            if row["C"] == "K20"
        ] == said
        paper = words_of(cluster.get("/noegletal.pdf", {"vis": scope}))
        for row in rows:
            if not row["by"] and row["denominator"] is not None:
                month = date_format(date(int(row["month"][:4]), int(row["month"][5:]), 1), "F Y")
                assert f"{month} {row['words']} {row['denominator']} " in paper
            cells[scope, row["month"], f"{row['by']}{row['group']}"] = (
                atoms(scope, row),
                row["denominator"],
                row["numerator"],
            )
    numbers = Solver([parts for parts, number, _ in cells.values() if number is not None])
    shares = Solver([parts for parts, _, numerator in cells.values() if numerator is not None])
    assert any(number is not None for _, number, _ in cells.values())
    met = set(IndicatorCase.objects.filter(numerator=1).values_list("pk", flat=True))
    told = []
    for key, (parts, number, numerator) in cells.items():
        assert number is None or number == len(parts), key
        assert numerator is None or numerator == len(parts.keys() & met), key
        if 0 < len(parts) < 5 and numbers.solves(parts):
            told.append(key)
        if any(0 < side < 5 for side in (len(parts.keys() & met), len(parts.keys() - met))) and shares.solves(parts):
            told.append(key)
    assert told == []
