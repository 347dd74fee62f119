"""The two-party mark on payable days: agree to them, or say why not (UX §2 item 7; RULES 001-65)."""

from collections.abc import Iterable
from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from desk.forms.acting.base import ActForm
from desk.forms.acting.spec import ActSpec
from desk.forms.fields import area
from desk.selectors.payment.words import dkk, state_word
from desk.templatetags.moments import day as day_text
from discharge.payment import acts
from discharge.payment.selectors.day_payers import may_mark
from discharge.payment.selectors.ledger import LedgerLine, ledger_of
from organisations.domain.roles import Sector


class DaysForm(ActForm):
    """Some days of the ledger."""

    dates = forms.TypedMultipleChoiceField(
        label=_("Dage"),
        coerce=date.fromisoformat,
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

    @property
    def place(self) -> str:
        """The month of the last of the days."""
        return f"?maaned={max(self.cleaned_data['dates']):%Y-%m}"


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

    does = acts.AgreeDays

    def prepare(self) -> None:
        """At first those that the own side has said nothing about."""
        super().prepare()
        side = "municipality" if self.asker.sector is Sector.MUNICIPALITY else "hospital"
        open_days = [line for line in self.lines if side not in {mark.side for mark in line.marks}]
        self.fields["dates"].initial = [line.day.date.isoformat() for line in open_days]


class DisputeDaysForm(DaysForm):
    """*Uenig*."""

    does = acts.DisputeDays
    text = area(_("Hvorfor"), help_text=_("Den anden part læser det. Skriv ikke CPR-nummer."), rows=3)


PAYMENT_ACTS: tuple[ActSpec, ...] = (
    ActSpec(
        slug="enig-i-dage",
        name="agree-days",
        form=AgreeDaysForm,
        row="payment",
        page="desk:journey-ledger",
        label=_("Enig i dagene"),
        heading=_("Enig i betalingsdage"),
        consequence=_(
            "Den anden part ser, at I er enige. Dagene er aftalt, når begge parter er enige. Ændrer en rettelse "
            "en dag, skal den aftales igen."
        ),
        done=_("Jeres enighed er noteret."),
    ),
    ActSpec(
        slug="uenig-i-dage",
        name="dispute-days",
        form=DisputeDaysForm,
        row="payment",
        page="desk:journey-ledger",
        label=_("Uenig i dagene"),
        heading=_("Uenig i betalingsdage"),
        consequence=_("Den anden part ser, hvorfor I er uenige. Det ændrer ikke registreringen eller beløbet."),
        done=_("Jeres uenighed er noteret."),
    ),
)
