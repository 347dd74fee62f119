"""Page, file, workbook, paper and program name the same indicators, with one definition of each (RULES 6)."""

import csv
import re
from collections.abc import Callable
from html import unescape
from io import BytesIO, StringIO
from typing import TypeAlias
from zipfile import ZipFile

import pytest
from django.test import Client
from lxml import etree

from principles.indicators.rules.registry import INDICATORS, KEPT_LINES, LINES, VERSION
from principles.indicators.sentences import absence_of, definition_of, name_of
from tests.principles.indicators.test_everything_told import _SHEET, _text
from tests.principles.indicators.test_page import area, cluster
from tests.principles.indicators.test_pdf import words_of

pytestmark = pytest.mark.django_db
__all__ = ["area", "cluster"]
# Indicator, line (the indicator again where there is none), and what is said of it.
Said: TypeAlias = set[tuple[str, str, str]]


def expected() -> Said:
    lines = {(each.id, line.key, definition_of(line.key)) for each in INDICATORS.values() for line in each.lines}
    return lines | {(each.id, each.id, absence_of(each.absent)) for each in INDICATORS.values() if each.absent}


def of_program(client: Client) -> Said:
    found: Said = set()
    for each in client.get("/api/v1/figures/definitions/").json():
        assert each["version"] == VERSION
        assert tuple(each["clauses"]) == INDICATORS[each["indicator"]].clauses
        assert bool(each["lines"]) != bool(each["absent"])
        found |= {(each["indicator"], line["line"], line["definition"]) for line in each["lines"]}
        found |= {(each["indicator"], each["indicator"], each["absent"])} if each["absent"] else set()
    return found


def of_file(client: Client) -> Said:
    text = client.get("/noegletal.csv").content.decode("utf-8-sig")
    rows = [row for row in csv.DictReader(StringIO(text), delimiter=";") if row["Opdelt efter"] == "definition"]
    assert {row["Regnet efter"] for row in rows} == {VERSION}
    assert {(row["Nøgletal"], row["Gruppe"]) for row in rows} == {
        (each.id, ", ".join(each.clauses)) for each in INDICATORS.values()
    }
    return {(row["Nøgletal"], row["Linje"], row["Med ord"]) for row in rows}


def of_workbook(client: Client) -> Said:
    with ZipFile(BytesIO(client.get("/noegletal.xlsx").content)) as book:
        shared = etree.fromstring(book.read("xl/sharedStrings.xml"))
        texts = ["".join(map(str, each.itertext())) for each in shared]
        sheet = etree.fromstring(book.read("xl/worksheets/sheet3.xml"))
    rows = [[_text(cell, texts) for cell in row] for row in sheet.iter(f"{_SHEET}row")][1:]
    assert {row[-1] for row in rows} == {VERSION}
    return {(row[0], row[1], row[3]) for row in rows}


def of_page(client: Client) -> Said:
    text = unescape(client.get("/noegletal/").content.decode())
    _, _, listed = text.partition('<dl class="figure-definitions">')
    found: Said = set()
    for indicator, lines in re.findall(r'<dt id="(K\d+)">.*?<dd>(.*?)</dd>', listed, re.DOTALL):
        found |= {each for each in expected() if each[0] == indicator and each[2] in lines}
    return found


def of_paper(client: Client) -> Said:
    text = words_of(client.get("/noegletal.pdf")).replace("\ufffe", "")
    _, _, listed = text.partition("Alle nøgletal og deres definitioner")
    return {each for each in expected() if f"{each[2]} (" in listed}


@pytest.mark.parametrize("of", [of_program, of_file, of_workbook, of_page, of_paper])
def test_all_of_them_say_the_same_of_the_same_indicators(of: Callable[[Client], Said], cluster: Client) -> None:
    said = of(cluster)
    assert said == expected()
    assert {"K12", "K15", "K27"} < {indicator for indicator, *_ in said} == set(INDICATORS)
    assert {line for _, line, _ in said} == {*LINES, *KEPT_LINES, "K12", "K15", "K27"}
    assert name_of("K12")
