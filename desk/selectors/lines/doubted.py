"""What cannot be right as it stands, as lines for page, list and API (DESIGN §4)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from desk.selectors.json_values import moment, organisation_json
from desk.sentences import news_sentence
from journeys.domain.state.doubts import DoubtKind
from journeys.models import Journey
from journeys.sentences import moment_words
from organisations.models import Organisation

_CORRECTION = gettext_lazy(
    "En rettelse fra %(by)s, %(at)s, kunne ikke knyttes til noget, vi har: oplysningerne ovenfor kan være forkerte."
)
_CANCELLATION = gettext_lazy(
    "En annullering fra %(by)s, %(at)s, kunne ikke knyttes til noget, vi har: oplysningerne ovenfor kan være forkerte."
)
_WORDS: dict[DoubtKind, Promise] = {
    DoubtKind.OTHER_CITIZEN: gettext_lazy(
        "En besked fra %(by)s, %(at)s, kunne ikke knyttes til noget, vi har: forløbet kendes også under et andet "
        "CPR-nummer, og oplysningerne ovenfor kan være forkerte. Måske har borgeren fået nyt CPR-nummer."
    ),
    DoubtKind.LATE: gettext_lazy(
        "%(by)s har %(at)s meldt: %(about)s. Beskeden gælder et ophold, som et andet har afløst, så den ændrer ikke, "
        "hvor borgeren er nu."
    ),
    DoubtKind.OTHER_HOUSE: gettext_lazy(
        "%(by)s har %(at)s meldt: %(about)s. Det er ikke hospitalet, der har borgeren, så beskeden ændrer ikke "
        "forløbet, før afdelingen har svaret."
    ),
    DoubtKind.TWICE: gettext_lazy(
        "%(by)s har %(at)s meldt: %(about)s. Det var meldt før med et andet tidspunkt, og det tidspunkt står, til "
        "afdelingen har svaret."
    ),
    DoubtKind.AFTER_DEATH: gettext_lazy(
        "%(by)s har %(at)s meldt: %(about)s. Det ligger efter det tidspunkt, hvor borgeren er meldt død, så enten er "
        "dødsfaldet eller beskeden forkert. Lever borgeren, tager en læge på hospitalet eller egen læge dødsfaldet "
        "tilbage."
    ),
    DoubtKind.TIME: gettext_lazy(
        "Tid usikker: tidspunktet i beskeden fra %(by)s, %(at)s (%(about)s), kan ikke passe. Forløbet viser et "
        "tidspunkt, der passer med de andre beskeder, til afdelingen retter det."
    ),
}
SHORT = gettext_lazy("Oplysninger kan være forkerte: se forløbet")


@dataclass(frozen=True, slots=True)
class DoubtLine:
    """One open doubt in words, and whom to ring."""

    kind: str
    at: datetime
    by: Organisation | None
    ward: Organisation | None
    sentence: str


def doubt_lines(journey: Journey) -> list[DoubtLine]:
    """The open doubts of a journey; one query where there are any."""
    return lines_of(journey.doubts, _organisations(journey.doubts)) if journey.doubts else []


def named_in(doubts: Iterable[Mapping[str, Any]]) -> set[str]:
    """The organisations that the lines name."""
    return {str(doubt[key]) for doubt in doubts for key in ("by", "ward") if doubt[key]}


def lines_of(doubts: Iterable[Mapping[str, Any]], organisations: Mapping[str, Organisation]) -> list[DoubtLine]:
    """In words."""
    return [_line(doubt, organisations) for doubt in doubts]


def _organisations(doubts: Iterable[Mapping[str, Any]]) -> dict[str, Organisation]:
    rows = Organisation.objects.select_related("root").filter(pk__in=named_in(doubts))
    return {str(row.pk): row for row in rows}


def _line(doubt: Mapping[str, Any], organisations: Mapping[str, Organisation]) -> DoubtLine:
    by, ward = organisations.get(str(doubt["by"])), organisations.get(str(doubt["ward"]))
    kind = DoubtKind(doubt["kind"])
    words = _WORDS.get(kind) or (_CANCELLATION if doubt["cancels"] else _CORRECTION)
    facts = {
        "by": by.label if by else _("afsenderen"),
        "at": moment_words(doubt["at"]),
        "about": news_sentence(doubt["about"], corrects=False).lower(),
    }
    sentence = f"{str(words) % facts} {_ring(ward or by)}".strip()
    return DoubtLine(kind.value, datetime.fromisoformat(doubt["at"]), by, ward, sentence)


def _ring(ward: Organisation | None) -> str:
    if ward is None:
        return ""
    if ward.phone:
        return _("Ring %(ward)s, tlf. %(phone)s.") % {"ward": ward.label, "phone": ward.phone}
    return _("Ring %(ward)s.") % {"ward": ward.label}


def doubts_json(journey: Journey) -> list[dict[str, Any]]:
    """For programs."""
    return [
        {
            "kind": line.kind,
            "at": moment(line.at),
            "by": organisation_json(line.by),
            "ward": organisation_json(line.ward),
            "sentence": line.sentence,
        }
        for line in doubt_lines(journey)
    ]
