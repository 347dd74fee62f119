"""K28 for the administrator: what is wrong with the data just now, and where it is mended (RULES 6, K28).

Numbers only. What counts journeys is told like every figure: one to four are "fewer than five".
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from desk.selectors.figures.readings import grouped
from discharge.models import ReadyPeriod
from journeys.models import Journey
from medcom.domain.states import NEEDS_EYES
from medcom.models import InboundMessage, OutboundMessage
from organisations.models import Organisation
from principles.indicators.rules.suppression import FEWEST, withheld_named
from principles.indicators.selectors import waiting_marks
from principles.models import FigureCensus

# An acknowledgement that has not come by then is missing.
ANSWER_WITHIN = timedelta(hours=1)
# The marks of more than a few rounds of the periodic task.
_MANY_MARKS = 500


@dataclass(frozen=True, slots=True)
class WardGap:
    """One ward that has something to mend; the number None is small, or would tell a small one.

    Nothing says which: of six that two wards have between them "fewer than five" and "five or more" are one and five.
    """

    ward: str
    number: int | None

    @property
    def words(self) -> str:
        """The number, or that it is not shown."""
        return _("vises ikke") if self.number is None else grouped(self.number)


@dataclass(frozen=True, slots=True)
class Shortcoming:
    """One thing to mend: how often, who mends it, and where; the number None is fewer than five journeys."""

    key: str
    name: str
    number: int | None
    mend: str
    address: str = ""
    # Where it comes from, of what counts journeys.
    wards: tuple[WardGap, ...] = ()

    @property
    def words(self) -> str:
        """The number, or that it is small."""
        return _("færre end fem") if self.number is None else grouped(self.number)


class Quality:
    """All of it."""

    def __init__(self, now: datetime) -> None:
        """Reads numbers when they are asked for."""
        self.now = now

    @property
    def found(self) -> list[Shortcoming]:
        """What there is to mend; nothing that is in order."""
        everything = (*self._messages(), *self._journeys(), *self._reference(), *self._figures())
        return [each for each in everything if each.number != 0]

    @property
    def until(self) -> str:
        """The last month whose figures were taken."""
        last = FigureCensus.objects.aggregate(last=Max("month"))["last"]
        return date_format(last, "F Y") if last else ""

    def _messages(self) -> list[Shortcoming]:
        refused = InboundMessage.objects.filter(state__in=[state.value for state in NEEDS_EYES]).count()
        unanswered = OutboundMessage.objects.filter(
            answered_at=None, settled_at=None, made_at__lt=self.now - ANSWER_WITHIN
        ).count()
        return [
            Shortcoming(
                "messages_refused",
                _("Beskeder, der ikke blev til noget"),
                refused,
                _("Se hver besked i loggen: prøv igen, eller læg den til side."),
                reverse("medcom:log"),
            ),
            Shortcoming(
                "letters_unanswered",
                _("Breve uden kvittering efter en time"),
                unanswered,
                _("Spørg modtageren, om brevet er kommet; afsenderen afslutter det på brevet."),
            ),
        ]

    def _journeys(self) -> list[Shortcoming]:
        return [
            self._of_wards(
                "waits_without_reason",
                _("Borgere, der venter, uden at nogen har sagt på hvad"),
                _("Afsnittet angiver årsagen på forløbet."),
            ),
            self._of_wards(
                "events_out_of_order",
                _("Forløb, hvor hændelserne ikke passer sammen"),
                _("Afsnittet retter på forløbet; det står øverst på det."),
            ),
            self._of_wards(
                "doubts",
                _("Forløb med en rettelse, der ikke kunne knyttes til noget"),
                _("Afsnittet svarer: bekræft, annullér eller ret."),
            ),
        ]

    def _of_wards(self, key: str, name: str, mend: str) -> Shortcoming:
        numbers = self._numbers[key]
        return Shortcoming(key, name, _told(sum(numbers.values())), mend, wards=self._gaps(numbers))

    @cached_property
    def _numbers(self) -> Mapping[str, Mapping[UUID | None, int]]:
        """How many journeys of each ward lack something, by what it is."""
        waits = ReadyPeriod.objects.open().filter(reasons=[], journey__cancelled_at__isnull=True)
        journeys = Journey.objects.current()
        return {
            "waits_without_reason": _counted(waits, "journey__ward"),
            "events_out_of_order": _counted(journeys.exclude(anomalies=[]), "ward"),
            "doubts": _counted(journeys.exclude(doubts=[]), "ward"),
        }

    def _gaps(self, numbers: Mapping[UUID | None, int]) -> tuple[WardGap, ...]:
        """The wards by name. The total stands beside them: so one that is small takes another with it.

        None is named where the names alone would say that each has one.
        """
        hidden = withheld_named(numbers)
        if hidden is None:
            return ()
        found = [
            WardGap(self._names.get(ward, _("Uden afsnit")), None if ward in hidden else number)
            for ward, number in numbers.items()
        ]
        return tuple(sorted(found, key=lambda each: each.ward))

    @cached_property
    def _names(self) -> Mapping[UUID | None, str]:
        wards = {ward for numbers in self._numbers.values() for ward in numbers if ward}
        rows = Organisation.objects.filter(pk__in=wards).select_related("root")
        return {row.pk: _ward_name(row) for row in rows}

    def _reference(self) -> list[Shortcoming]:
        unverified = Organisation.objects.filter(verified=False, closed_on=None, fictitious=False).count()
        return [
            Shortcoming(
                "organisations_unverified",
                _("Organisationer, ingen har kontrolleret"),
                unverified,
                _("Kontrollér navn, SOR og GLN i stamdata."),
                reverse("admin:organisations_organisation_changelist") + "?verified__exact=0",
            )
        ]

    def _figures(self) -> list[Shortcoming]:
        marks, _oldest = waiting_marks()
        return [
            Shortcoming(
                "cells_waiting",
                _("Ændringer, der ikke er talt med i nøgletallene endnu"),
                marks if marks > _MANY_MARKS else 0,
                _("Se, om den periodiske opgave kører."),
            )
        ]


def _told(number: int) -> int | None:
    return None if 0 < number < FEWEST else number


def _counted(rows: QuerySet[Any], ward: str) -> dict[UUID | None, int]:
    return dict(rows.order_by().values_list(ward).annotate(number=Count("pk")))


def _ward_name(ward: Organisation) -> str:
    """With its hospital, unless its own name says it."""
    return ward.name if ward.root is None or ward.root.name in ward.name else f"{ward.root.name}: {ward.name}"
