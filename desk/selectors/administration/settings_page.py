"""The open points as the administrator's page lists them: question, value, default, source, decisions (RULES §7)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from desk.selectors.administration.settings_words import BY_DATA, DOCUMENT_ERRORS, answer_word, default_word
from discharge.models import ClosingDay, OpenPointChoice, Tariff
from discharge.settings.actions import TOPIC_SETTINGS
from discharge.settings.rules.decisions import FOLLOWS
from discharge.settings.rules.open_points import OPEN_POINTS, DatedChoices, OpenPoint
from discharge.settings.selectors import decision_of, is_decision
from journeys.domain.calendar.clock import local_date
from notifications.domain.outbox import OutboxState
from notifications.models import OutboxMessage
from organisations.domain.kinds import AreaType
from organisations.models import CooperationArea
from organisations.sentences import in_english


@dataclass(frozen=True, slots=True)
class OpenPointRow:
    """One open point, its answer today, and everything that was decided about it, newest first."""

    point: OpenPoint
    value: str
    default: str
    decisions: tuple[OpenPointChoice, ...]

    @property
    def question(self) -> str:
        """In the reader's language."""
        return self.point.question_en if in_english() else self.point.question

    @property
    def changed(self) -> bool:
        """Whether somebody decided on another answer than the default."""
        return not self.by_data and self.value != self.default

    @property
    def exceptions(self) -> int:
        """How many hospitals have an answer of their own."""
        return self._of_their_own("hospital_id")

    @property
    def area_exceptions(self) -> int:
        """How many cooperation areas have an answer of their own."""
        return self._of_their_own("area_id")

    def _of_their_own(self, whose: str) -> int:
        """Whose last decision is an answer; newest first, so that a later one does not count."""
        last: dict[object, str] = {}
        for each in self.decisions:
            last.setdefault(getattr(each, whose), each.value)
        last.pop(None, None)
        return sum(value != FOLLOWS for value in last.values())

    @property
    def by_data(self) -> bool:
        """Whether rows of data answer it."""
        return self.point.id in BY_DATA

    @property
    def told(self) -> tuple[tuple[OpenPointChoice, str], ...]:
        """The decisions with their words."""
        return tuple((each, answer_word(self.point.id, each.value)) for each in self.decisions)


def point_rows(now: datetime) -> tuple[list[OpenPointRow], list[OpenPointRow]]:
    """The questions, and apart from them the errors of the documents."""
    decisions = list(OpenPointChoice.objects.select_related("decided_by", "hospital", "area").order_by("-pk"))
    in_force = DatedChoices.of(decision_of(row) for row in reversed(decisions) if is_decision(row)).at(now)
    by_data = _data_values(local_date(now))
    rows = [
        OpenPointRow(
            point,
            by_data.get(point.id) or _answer(point.id, in_force[point.id]),
            default_word(point.id),
            tuple(each for each in decisions if each.point == point.id),
        )
        for point in OPEN_POINTS
    ]
    errors = [row for row in rows if row.point.id in DOCUMENT_ERRORS]
    return [row for row in rows if row.point.id not in DOCUMENT_ERRORS], errors


def _answer(point_id: str, value: str) -> str:
    return default_word(point_id) if point_id in BY_DATA else answer_word(point_id, value)


def point_row(point_id: str, now: datetime) -> OpenPointRow | None:
    """One question that can be decided here."""
    return next((row for row in point_rows(now)[0] if row.point.id == point_id and not row.by_data), None)


def _data_values(today: date) -> Mapping[str, str]:
    """What the tables say today; empty where they say nothing beyond the default."""
    tariffs = Tariff.objects.filter(fictitious=False)
    psychiatric = tariffs.filter(speciality="psychiatric", payee="state").order_by("-valid_from").first()
    last = tariffs.order_by("-valid_to").values_list("valid_to", flat=True).first()
    councils = CooperationArea.objects.filter(type=AreaType.HEALTH_COUNCIL.value).count()
    closed = ClosingDay.objects.filter(day__gte=today).count()
    return {
        "A13": _("Takst indtastet fra {day}").format(day=date_format(psychiatric.valid_from)) if psychiatric else "",
        "A14": _("Den seneste række slutter {day}").format(day=date_format(last)) if last else "",
        "A15": ngettext("{n} sundhedsråd indtastet", "{n} sundhedsråd indtastet", councils).format(n=councils)
        if councils
        else "",
        "A18": ngettext("{n} kommende lukkedag", "{n} kommende lukkedage", closed).format(n=closed) if closed else "",
    }


@dataclass(frozen=True, slots=True)
class Recounting:
    """How far the rows have got after the last change."""

    running: bool
    given_up: bool


def recounting() -> Recounting:
    """Whether citizens' rows still wait to be derived again: nobody is to believe an old answer silently."""
    states: Sequence[str] = list(
        OutboxMessage.objects.filter(
            topic=TOPIC_SETTINGS, state__in=[OutboxState.PENDING, OutboxState.DEAD]
        ).values_list("state", flat=True)
    )
    return Recounting(OutboxState.PENDING in states, OutboxState.DEAD in states)
