"""What an administrator decides: an open point, a closing day, a tariff row (RULES §7, 2c, 2f L5)."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from desk.selectors.settings_words import ANSWERS
from discharge.models import Tariff
from discharge.selectors.settings import is_answer
from discharge.sentences import sentence_of


def _date_input() -> forms.DateInput:
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class DecisionForm(forms.Form):
    """One answer, from when, and why."""

    value = forms.ChoiceField(label=_("Svar"), widget=forms.RadioSelect)
    valid_from = forms.DateField(
        label=_("Gælder fra"),
        help_text=_("Tomt: gælder alle dage, også dem, der er regnet."),
        required=False,
        widget=_date_input(),
    )
    reason = forms.CharField(label=_("Hvem har besluttet det, og hvorfor"), max_length=500)

    def __init__(self, *args: Any, point: str, **kwargs: Any) -> None:
        """The answers that the point offers."""
        super().__init__(*args, **kwargs)
        self.point = point
        self.fields["value"].choices = list(ANSWERS[point].items())  # type: ignore[attr-defined]
        if point == "A22":
            self.fields["value"] = forms.CharField(
                label=_("Slutdato"),
                help_text=_("Den sidste dag, aftalen gælder, for eksempel 2027-06-30. Tomt: uden slutdato."),
                required=False,
                widget=_date_input(),
            )

    def clean_value(self) -> str:
        """Only what the rules can read."""
        value = str(self.cleaned_data.get("value") or "open_end")
        if not is_answer(self.point, value):
            raise forms.ValidationError(sentence_of("setting.no_such_answer"))
        return value


class ClosingDayForm(forms.Form):
    """One more day on which nobody works."""

    day = forms.DateField(label=_("Dag"), widget=_date_input())
    reason = forms.CharField(
        label=_("Hvorfor"), help_text=_("For eksempel: juleaftensdag, efter aftale."), max_length=200
    )


class TariffForm(forms.ModelForm[Tariff]):
    """One tariff row."""

    class Meta:
        model = Tariff
        fields = (
            "speciality",
            "payee",
            "day_from",
            "day_to",
            "amount_dkk",
            "price_level_year",
            "valid_from",
            "valid_to",
            "legal_ref",
            "verified",
            "official",
        )
        widgets = {"valid_from": _date_input(), "valid_to": _date_input()}
        help_texts = {
            "day_to": _("Tomt: og alle følgende dage."),
            "valid_to": _("Sidste dag. Tomt: indtil videre."),
            "official": _("Indtastet fra Sundhedsdatastyrelsens liste. Ellers vises beløb som vejledende."),
        }
