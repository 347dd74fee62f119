"""What a citizen, a relative or staff type on the citizen's page."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from desk.forms.checked import CheckedForm
from journeys.domain.citizen.own_access import Ground, Opens

_GROUNDS = (
    (Ground.CONSENT.value, _("Borgeren siger ja")),
    (Ground.PARENT.value, _("Personen har forældremyndighed over barnet, og I har set det")),
    (Ground.GUARDIAN.value, _("Personen er borgerens værge, og I har set papirerne")),
)
_OPENS = (
    (Opens.WISHES.value, _("Ønsker, og hvad der er aftalt med personen")),
    (Opens.DOCUMENTS.value, _("Aftalekort og aftaler om tiden efter sygehuset")),
)
_DAYS = ((7, _("En uge")), (14, _("To uger")), (30, _("En måned")))


class EnterCodeForm(CheckedForm):
    """The code of a relative."""

    code = forms.CharField(
        label=_("Koden"),
        help_text=_("12 tegn, for eksempel K7P4-9XQM-2HTD. Du har fået den af din pårørende eller af afdelingen."),
        max_length=20,
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )


class GiveOwnCodeForm(CheckedForm):
    """To whom, what it opens, for how long."""

    name = forms.CharField(label=_("Hvem er koden til?"), max_length=120)
    opens = forms.MultipleChoiceField(
        label=_("Hvad må personen også se?"),
        help_text=_("Personen kan altid se, hvor du er, hvad der er aftalt, og hvem der svarer telefonen."),
        choices=_OPENS,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    days = forms.TypedChoiceField(
        label=_("Hvor længe skal koden virke?"),
        choices=_DAYS,
        coerce=int,
        initial=14,
        widget=forms.RadioSelect,
    )

    def said(self) -> dict[str, Any]:
        """What the action takes."""
        data = self.cleaned_data
        opens = [Opens(each) for each in data["opens"]]
        return {"name": data["name"], "opens": opens, "days": data["days"], "ground": Ground.CONSENT}


class GiveCodeForm(GiveOwnCodeForm):
    """By staff: they say why, since the house knows neither guardians nor custody."""

    ground = forms.ChoiceField(
        label=_("Hvorfor må personen se siden?"),
        help_text=_("Systemet kender hverken værger eller forældremyndighed. I skal selv have set det."),
        choices=_GROUNDS,
        widget=forms.RadioSelect,
    )
    field_order = ("name", "ground", "opens", "days")

    def said(self) -> dict[str, Any]:
        """With the ground."""
        return {**super().said(), "ground": Ground(self.cleaned_data["ground"])}
