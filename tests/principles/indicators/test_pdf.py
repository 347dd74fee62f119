"""The figures on paper hold the page's own numbers, as text, and nothing that the page hides (RULES 6)."""

import csv
from datetime import date
from io import StringIO
from typing import Any

import pypdfium2  # type: ignore[import-untyped]
import pytest
from django.test import Client, override_settings

from organisations.models import CooperationArea
from principles.models import FollowUpAnswer
from tests.actors import Actors
from tests.principles.indicators.test_page import area, case, client_of, cluster, published, usual

pytestmark = pytest.mark.django_db
__all__ = ["area", "cluster"]


def words_of(response: Any) -> str:
    """All text of a PDF, with single spaces."""
    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    document = pypdfium2.PdfDocument(response.content)
    pages = (page.get_textpage().get_text_range() for page in document)
    return " ".join(" ".join(pages).split())


def test_each_number_of_the_file_stands_on_paper_and_no_other_pdf(actors: Actors, cluster: Client) -> None:
    usual(actors, "K20")
    usual(actors, "K20.hours", amount=7.0)
    case(actors, "K20", date(2026, 10, 5), 15)
    case(actors, "K20", date(2026, 10, 6), 9, numerator=0)
    case(actors, "K17", date(2026, 10, 6), 4)
    published()
    told = words_of(cluster.get("/noegletal.pdf"))
    rows = list(csv.DictReader(StringIO(cluster.get("/noegletal.csv").content.decode("utf-8-sig")), delimiter=";"))
    shown = [row for row in rows if row["Linje"] in ("K20", "K20.hours") and not row["Opdelt efter"] and row["Værdi"]]
    assert len(shown) == 7
    for row in shown:
        assert f"{row['Med ord']} {row['Nævner']} " in told, row
    assert "63 % i oktober 2026, n = 24 (95 %-interval 43–79 %)." in told
    assert "Medicinkort" not in told
    assert "FMK ajourført ved udskrivelsen For få forløb til at vise." in told
    assert "Side 1" in told
    assert "Talt 20. november 2026 kl. 13.00." in told
    assert "Fælles forberedelsestid pr. måned" in told
    assert "Op til 12 måneder før" in told
    assert "Fiktive data" not in told
    with override_settings(DEMO=True):
        assert "Fiktive data: må ikke bruges til rigtige borgere." in words_of(cluster.get("/noegletal.pdf"))


def test_the_questions_on_paper_hold_what_the_cluster_writes_as_text_pdf(
    actors: Actors, area: CooperationArea, cluster: Client
) -> None:
    usual(actors, "K20")
    published()
    words = "<b>Vi</b> deler & lærer\nÆblegrød – hver uge"
    FollowUpAnswer.objects.create(area=area, question="FQ3", words=words, written_by=actors.cluster_administrator)
    told = words_of(cluster.get("/noegletal/opfoelgning.pdf"))
    assert "FQ10 · Er der brug for at justere i klyngerne?" in told
    assert "Svar fra Midtklyngen <b>Vi</b> deler & lærer Æblegrød – hver uge" in told


def test_paper_without_any_figure_says_so_pdf(actors: Actors, cluster: Client) -> None:
    for address in ("/noegletal.pdf", "/noegletal/opfoelgning.pdf"):
        assert "Forløbenes tal er ikke gjort op for nogen måned endnu." in words_of(cluster.get(address))
        assert client_of(actors.gp).get(address).status_code == 403
