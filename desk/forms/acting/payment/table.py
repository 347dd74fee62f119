"""The acts of the payment ledger, for the table of acts (UX §2 item 7)."""

from django.utils.translation import gettext_lazy as _

from desk.forms.acting.payment import forms
from desk.forms.acting.spec import ActSpec
from discharge.agreement.selectors import kept_story
from discharge.payment.rules.ledger_basis import has_ledger
from journeys.models import Journey


def _has_ledger(journey: Journey) -> bool:
    return has_ledger(kept_story(journey))


PAYMENT_ACTS: tuple[ActSpec, ...] = (
    ActSpec(
        slug="enig-i-dage",
        name="agree-days",
        form=forms.AgreeDaysForm,
        row="payment",
        page="desk:journey-ledger",
        label=_("Enig i dagene"),
        heading=_("Enig i betalingsdage"),
        consequence=_(
            "Den anden part ser, at I er enige. Dagene er aftalt, når begge parter er enige. Ændrer en rettelse "
            "en dag, skal den aftales igen."
        ),
        done=_("Jeres enighed er noteret."),
        when=_has_ledger,
    ),
    ActSpec(
        slug="uenig-i-dage",
        name="dispute-days",
        form=forms.DisputeDaysForm,
        row="payment",
        page="desk:journey-ledger",
        label=_("Uenig i dagene"),
        heading=_("Uenig i betalingsdage"),
        consequence=_("Den anden part ser, hvorfor I er uenige. Det ændrer ikke registreringen eller beløbet."),
        done=_("Jeres uenighed er noteret."),
        when=_has_ledger,
    ),
)
