"""What an administrator decides: an open point, a closing day, a tariff row (RULES §7, 2c, 2f L5)."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from desk.forms.checked import CheckedForm
from desk.forms.fields import CalendarDayField, OrganisationField
from desk.selectors.administration.settings_words import ANSWERS, LIMIT_HELP
from discharge.models import Tariff
from discharge.settings.rules.decisions import FOLLOWS
from discharge.settings.rules.limits import InvalidLimit, as_written
from discharge.settings.rules.open_points import BY_ID, OPEN_END
from discharge.settings.selectors import is_answer
from discharge.wording.sentences import sentence_of
from journeys.domain.calendar.plausible import Meaning
from organisations.domain.kinds import OrganisationKind
from organisations.models import CooperationArea, Organisation


class OpenPointForm(CheckedForm):
    """One answer, from when, and why."""

    value = forms.ChoiceField(label=_("Svar"), widget=forms.RadioSelect)
    valid_from = CalendarDayField(
        label=_("Gælder fra"),
        help_text=_("Tomt: gælder alle dage, også dem, der er regnet."),
        required=False,
        meaning=Meaning.DECIDED,
    )
    hospital = OrganisationField(
        label=_("Hospital"), queryset=Organisation.objects.none(), required=False, empty_label=_("Alle hospitaler")
    )
    area = forms.ModelChoiceField(
        label=_("Samarbejdsområde"),
        queryset=CooperationArea.objects.none(),
        required=False,
        empty_label=_("Alle samarbejdsområder"),
    )
    follows = forms.BooleanField(label=_("Området skal ikke længere have sit eget svar"), required=False)
    reason = forms.CharField(label=_("Hvem har besluttet det, og hvorfor"), max_length=500)

    def __init__(self, *args: Any, point: str, **kwargs: Any) -> None:
        """The answers that the point offers."""
        super().__init__(*args, **kwargs)
        self.point = point
        form = BY_ID[point].form
        if form is not None:
            self.fields["value"] = forms.CharField(label=_("Svar"), help_text=str(LIMIT_HELP[form]), max_length=60)
            self.fields["area"].queryset = CooperationArea.objects.order_by("name")  # type: ignore[attr-defined]
        else:
            self.fields["value"].choices = list(ANSWERS[point].items())  # type: ignore[attr-defined]
            del self.fields["area"]
        if BY_ID[point].per_hospital:
            hospitals = Organisation.objects.of_kind(OrganisationKind.HOSPITAL).order_by("name")
            self.fields["hospital"].queryset = hospitals  # type: ignore[attr-defined]
        else:
            del self.fields["hospital"]
        self._offer_to_follow()
        if point == "A22":
            self.fields["value"] = CalendarDayField(
                label=_("Slutdato"),
                help_text=_("Den sidste dag, aftalen gælder, for eksempel 30.06.2027. Tomt: uden slutdato."),
                required=False,
                meaning=Meaning.DECIDED,
            )

    def _offer_to_follow(self) -> None:
        """Who may have an answer of its own may give it up again; a limit is typed, so that stands beside it."""
        if "area" in self.fields:
            self.fields["value"].required = False
            self.fields["value"].asked = True  # type: ignore[attr-defined]
        else:
            del self.fields["follows"]
        if "hospital" in self.fields:
            own_no_more = (FOLLOWS, _("Hospitalet skal ikke længere have sit eget svar"))
            self.fields["value"].choices = [*ANSWERS[self.point].items(), own_no_more]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """An answer, or that somebody gives up their own; never both."""
        said = super().clean() or self.cleaned_data
        if said.get("follows"):
            if said.get("value"):
                self.add_error("value", _("Lad svaret stå tomt, når området ikke skal have sit eget."))
            said["value"] = FOLLOWS
        elif "follows" in self.fields and "value" not in self.errors and not said.get("value"):
            self.add_error("value", self.fields["value"].error_messages["required"])
        if said.get("value") == FOLLOWS and not (said.get("hospital") or said.get("area")):
            self.add_error("area" if "area" in self.fields else "hospital", _("Vælg, hvis eget svar der ophører."))
        return said

    def clean_value(self) -> str:
        """Only what the rules can read."""
        value, form = str(self.cleaned_data.get("value") or ""), BY_ID[self.point].form
        if value == FOLLOWS or (not value and "follows" in self.fields):
            return value
        value = value or OPEN_END
        if form is not None:
            try:
                return as_written(form, value)
            except InvalidLimit as error:
                raise forms.ValidationError(_("Kan ikke forstås. Skriv det som i eksemplet.")) from error
        if not is_answer(self.point, value):
            raise forms.ValidationError(sentence_of("setting.no_such_answer"))
        return value


class ClosingDayForm(CheckedForm):
    """One more day on which nobody works."""

    day = CalendarDayField(label=_("Dag"), meaning=Meaning.DECIDED)
    reason = forms.CharField(
        label=_("Hvorfor"), help_text=_("For eksempel: juleaftensdag, efter aftale."), max_length=200
    )


class TariffForm(CheckedForm, forms.ModelForm[Tariff]):
    """One tariff row."""

    valid_from = CalendarDayField(label=_("Gælder fra"), meaning=Meaning.DECIDED)
    valid_to = CalendarDayField(
        label=_("Gælder til"),
        help_text=_("Sidste dag. Tomt: indtil videre."),
        required=False,
        meaning=Meaning.DECIDED,
    )

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
        help_texts = {
            "day_to": _("Tomt: og alle følgende dage."),
            "official": _("Indtastet fra Sundhedsdatastyrelsens liste. Ellers vises beløb som vejledende."),
        }
