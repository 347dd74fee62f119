"""The two-party mark on payable days: agree to them, or say why not (UX §2 item 7; RULES 001-65)."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from desk.forms.acting.base import ActForm
from desk.selectors.payment.words import dkk, state_word
from desk.templatetags.moments import day as day_text
from discharge.payment.actions.day_marks import agree_days, dispute_days
from discharge.payment.selectors.day_payers import may_mark
from discharge.payment.selectors.ledger import LedgerLine, ledger_of
from journeys.actions.acting.acts import Act
from journeys.models import Journey
from organisations.domain.permissions import Permission
from organisations.domain.roles import Sector


class DaysForm(ActForm):
    """Some days of the ledger."""

    permission: ClassVar[Permission] = Permission.AGREE_PAYABLE_DAY
    dates = forms.MultipleChoiceField(
        label=_("Dage"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Vælg mindst én dag."),
            "invalid_choice": _("%(value)s er ikke en af de dage, som I svarer for."),
        },
    )

    def prepare(self) -> None:
        """The days that are over, with what the ledger makes of them."""
        assert self.journey is not None
        self.view = ledger_of(self.journey, now=self.asker.now)
        self.lines = [line for line in self.view.lines if may_mark(self.asker.user, self.journey, line)]
        self.fields["dates"].choices = _day_choices(self.lines)  # type: ignore[attr-defined]

    @classmethod
    def known(cls, journey: Journey, now: datetime) -> Mapping[str, Any]:
        """Which days are chosen at first is the field's own business."""
        return {}

    @property
    def days(self) -> list[date]:
        """The chosen ones."""
        return [date.fromisoformat(each) for each in self.cleaned_data["dates"]]

    @property
    def place(self) -> str:
        """The month of the last of the days."""
        return f"?maaned={max(self.days):%Y-%m}"


def _day_choices(lines: Iterable[LedgerLine]) -> list[tuple[str, str]]:
    return [
        (
            line.day.date.isoformat(),
            f"{day_text(line.day.date)}: {state_word(line)}" + (f", {dkk(line.total_dkk)}" if not line.day.why else ""),
        )
        for line in lines
    ]


class AgreeDaysForm(DaysForm):
    """*Enig*."""

    def prepare(self) -> None:
        """At first those that the own side has said nothing about."""
        super().prepare()
        side = "municipality" if self.asker.sector is Sector.MUNICIPALITY else "hospital"
        open_days = [line for line in self.lines if side not in {mark.side for mark in line.marks}]
        self.fields["dates"].initial = [line.day.date.isoformat() for line in open_days]

    def write(self, act: Act) -> None:
        """One event for all of them."""
        assert self.journey is not None
        agree_days(self.journey, self.days, act=act)


class DisputeDaysForm(DaysForm):
    """*Uenig*."""

    text = forms.CharField(
        label=_("Hvorfor"),
        help_text=_("Den anden part læser det. Skriv ikke CPR-nummer."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def write(self, act: Act) -> None:
        """One event for all of them."""
        assert self.journey is not None
        dispute_days(self.journey, self.days, text=self.cleaned_data["text"], act=act)
