"""What others have said of a contact and nobody has confirmed, as lines for page, list and API (DESIGN §6)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from desk.selectors.json_values import moment, organisation_json
from desk.sentences import news_sentence
from journeys.domain.events import EventKind
from journeys.models import Journey
from journeys.sentences import moment_words
from organisations.models import Organisation

_WORDS: dict[str, Promise] = {
    EventKind.DEATH_REPORTED: gettext_lazy("Meldt død af %(by)s, ikke bekræftet (%(at)s)."),
    EventKind.STAY_CLAIMED: gettext_lazy("Indtastet som indlagt af %(by)s (%(at)s), ikke bekræftet."),
    EventKind.DISCHARGE_REPORTED: gettext_lazy("Meldt udskrevet af %(by)s, ikke bekræftet (%(at)s)."),
}
_PLANNED = gettext_lazy("Indtastet som planlagt til indlæggelse af %(by)s (%(at)s), ikke bekræftet.")

UNCONFIRMED = gettext_lazy("Indtastet manuelt, ikke bekræftet")


@dataclass(frozen=True, slots=True)
class ReportedLine:
    """One open report in words."""

    kind: str
    at: datetime
    by: Organisation | None
    sentence: str


def reported_lines(journey: Journey, *, only: EventKind | None = None) -> list[ReportedLine]:
    """The open reports of a journey; one query where there are any."""
    reports = [report for report in journey.reports if only is None or report["kind"] == only.value]
    return lines_of(reports, organisations_of(reports)) if reports else []


def organisations_of(reports: Iterable[dict[str, Any]]) -> dict[str, Organisation]:
    """Whoever reported."""
    ids = {report["by"] for report in reports if report["by"]}
    rows = Organisation.objects.select_related("root").filter(pk__in=ids)
    return {str(row.pk): row for row in rows}


def lines_of(reports: Iterable[dict[str, Any]], organisations: dict[str, Organisation]) -> list[ReportedLine]:
    """In words."""
    return [_line(report, organisations.get(report["by"] or "")) for report in reports]


def _line(report: dict[str, Any], by: Organisation | None) -> ReportedLine:
    facts = {"by": by.label if by else _("en anden part"), "at": moment_words(report["at"])}
    sentence = str(_PLANNED if report.get("plans") else _WORDS[report["kind"]]) % facts
    return ReportedLine(report["kind"], datetime.fromisoformat(report["at"]), by, sentence)


def short_words(reports: Iterable[dict[str, Any]]) -> str:
    """For a row of a list, where there is no room for who said it."""
    return " ".join(dict.fromkeys(news_sentence(report["kind"], corrects=False) for report in reports))


def reports_json(journey: Journey) -> list[dict[str, Any]]:
    """For programs."""
    return [
        {"kind": line.kind, "at": moment(line.at), "by": organisation_json(line.by), "sentence": line.sentence}
        for line in reported_lines(journey)
    ]
