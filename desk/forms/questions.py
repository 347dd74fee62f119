"""What the municipality answers about a citizen it has been asked about."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from desk.forms.checked import CheckedForm
from desk.forms.fields import AnswerField


class ServicesForm(CheckedForm):
    """Services first; the rest is only asked when there are any, and what is not known stays unknown."""

    services = AnswerField(
        unknown=False,
        label=_("Får borgeren hjælp fra kommunen?"),
        help_text=_("Svarer I ja, kan I se forløbet. Svarer I nej, ser I det ikke."),
        error_messages={"required": _("Svar ja eller nej.")},
    )
    community_nursing = AnswerField(label=_("Kommunal sygepleje"), required=False, initial="unknown")
    elder_care = AnswerField(label=_("Ældrepleje (hjemmehjælp)"), required=False, initial="unknown")
    social = AnswerField(label=_("Socialområdet"), required=False, initial="unknown")

    def clean(self) -> dict[str, Any]:
        """A service cannot be had by somebody who has none."""
        answers = super().clean() or self.cleaned_data
        details = [answers.get(name) for name in ("community_nursing", "elder_care", "social")]
        if answers.get("services") is False and True in details:
            raise forms.ValidationError(_("Borgeren kan ikke både være uden hjælp og få en af delene."))
        return answers
