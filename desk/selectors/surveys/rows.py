"""The results of one place as plain rows: the same for the file and for programs, with the same numbers left out."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from desk.selectors.csv_lines import csv_bytes
from desk.selectors.surveys.page import SurveysPage


def survey_rows(page: SurveysPage) -> Iterator[dict[str, Any]]:
    """One row per question and period; what may not be shown has no number at all."""
    for survey in page.surveys:
        for family in survey.families:
            for line in family.lines:
                for taking, cell in zip(family.taking, line.cells, strict=True):
                    mean = cell.share.mean if cell.share else None
                    yield {
                        "survey": survey.survey.value,
                        "respondent": family.family.respondent.value if family.family.respondent else "staff",
                        "speciality": family.family.speciality,
                        "period": cell.period,
                        "question": line.question.key,
                        "words": line.title,
                        "indicator": line.question.indicator,
                        "asked": taking.asked,
                        "answered": taking.answered,
                        "numerator": cell.share.numerator if cell.share else None,
                        "share": None if cell.value is None else round(cell.value, 1),
                        "low": round(cell.bounds[0], 1) if cell.bounds else None,
                        "high": round(cell.bounds[1], 1) if cell.bounds else None,
                        "mean": None if mean is None else round(mean, 1),
                    }


def surveys_csv(page: SurveysPage) -> bytes:
    """As Danish spreadsheets open it."""
    heads = [_("Skema"), _("Hvem"), _("Speciale"), _("Periode"), _("Spørgsmål"), _("Ordlyd"), _("Nøgletal")]
    heads += [_("Spurgt"), _("Svaret"), _("Svar 4–5"), _("Andel (%)"), _("Nedre grænse (95 %)")]
    heads += [_("Øvre grænse (95 %)"), _("Gennemsnit")]
    return csv_bytes(heads, (row.values() for row in survey_rows(page)))
