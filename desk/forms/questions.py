"""What the municipality answers about a citizen it has been asked about."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from desk.forms.checked import CheckedForm

_YES_NO = [("yes", _("Ja")), ("no", _("Nej"))]
_YES_NO_UNKNOWN = [*_YES_NO, ("unknown", _("Ved ikke"))]


def _buttons() -> forms.RadioSelect:
    return forms.RadioSelect(attrs={"class": "choice-inline"})


def _known(value: str) -> bool | None:
    return {"yes": True, "no": False}.get(value)


class ServicesForm(CheckedForm):
    """Services first; the rest is only asked when there are any, and what is not known stays unknown."""

    services = forms.TypedChoiceField(
        label=_("Får borgeren hjælp fra kommunen?"),
        help_text=_("Svarer I ja, kan I se forløbet. Svarer I nej, ser I det ikke."),
        choices=_YES_NO,
        coerce=_known,
        error_messages={"required": _("Svar ja eller nej.")},
        widget=_buttons(),
    )
    community_nursing = forms.TypedChoiceField(
        label=_("Kommunal sygepleje"),
        choices=_YES_NO_UNKNOWN,
        coerce=_known,
        empty_value=None,
        required=False,
        initial="unknown",
        widget=_buttons(),
    )
    elder_care = forms.TypedChoiceField(
        label=_("Ældrepleje (hjemmehjælp)"),
        choices=_YES_NO_UNKNOWN,
        coerce=_known,
        empty_value=None,
        required=False,
        initial="unknown",
        widget=_buttons(),
    )
    social = forms.TypedChoiceField(
        label=_("Socialområdet"),
        choices=_YES_NO_UNKNOWN,
        coerce=_known,
        empty_value=None,
        required=False,
        initial="unknown",
        widget=_buttons(),
    )

    def clean(self) -> dict[str, Any]:
        """A service cannot be had by somebody who has none."""
        answers = super().clean() or self.cleaned_data
        details = [answers.get(name) for name in ("community_nursing", "elder_care", "social")]
        if answers.get("services") is False and True in details:
            raise forms.ValidationError(_("Borgeren kan ikke både være uden hjælp og få en af delene."))
        return answers
